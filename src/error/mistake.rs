//! What is wrong with a file that a person wrote, told all at once.

use toml::de::DeTable;

/// Something in a file that can't be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it, and what could stand there.
    pub message: String,
}

/// The mistakes found so far in a text.
#[derive(Debug)]
pub struct Mistakes<'a> {
    text: &'a str,
    found: Vec<Mistake>,
}

impl<'a> Mistakes<'a> {
    /// The table that `text` holds, as far as it is TOML, with what keeps the rest from being it.
    pub fn of_toml(text: &'a str) -> (DeTable<'a>, Self) {
        let (table, faults) = DeTable::parse_recoverable(text);
        let found = Vec::new();
        let mut mistakes = Self { text, found };
        for fault in faults {
            let at = fault.span().map_or(0, |span| span.start);
            mistakes.tell(at, fault.message().to_owned());
        }
        (table.into_inner(), mistakes)
    }

    /// Adds one at the byte `at` of the text.
    pub fn tell(&mut self, at: usize, message: String) {
        let mistake = self.at(at, message);
        self.found.push(mistake);
    }

    /// The mistake that something at the byte `at` of the text would be.
    pub fn at(&self, at: usize, message: String) -> Mistake {
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Mistake { line, message }
    }

    /// Whether none has been found so far.
    pub fn are_none(&self) -> bool {
        self.found.is_empty()
    }

    /// What was made of the text, where nothing in it is mistaken.
    ///
    /// # Errors
    /// All mistakes, in order of their lines.
    pub fn none_or<T>(mut self, made: T) -> Result<T, Vec<Mistake>> {
        if self.found.is_empty() {
            return Ok(made);
        }
        self.found.sort_by_key(|mistake| mistake.line);
        Err(self.found)
    }
}
