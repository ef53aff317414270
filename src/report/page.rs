//! Text in rows of a page, with parts of it set off from others.

use std::io;

use crate::display::{Safe, cells, wrap};
use crate::policy::Span;

/// The page that is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Cells of a row.
    pub width: usize,
    /// Whether the page shows colours.
    pub ink: Ink,
}

/// Whether a page shows colours; signs tell everything without them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Signs alone.
    Plain,
    /// Signs, and colours of the terminal's own palette.
    Coloured,
}

/// What a run of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    Strong,
    Muted,
    Removed,
    Added,
}

/// A text whose parts have roles.
#[derive(Debug, Default)]
pub(super) struct Marked {
    pub(super) text: String,
    /// Where each role ends, in order of the text.
    roles: Vec<(usize, Role)>,
}

impl Page {
    /// Writes `text` in rows, the first after `sign`, all indented by `indent` cells.
    pub(super) fn write(
        self,
        out: &mut impl io::Write,
        sign: &Marked,
        indent: usize,
        text: &Marked,
    ) -> io::Result<()> {
        let width = self.width.saturating_sub(indent).max(MIN_WIDTH);
        for (number, row) in wrap(&text.text, width, 0).iter().enumerate() {
            let mut line = String::new();
            if number == 0 {
                self.paint(sign, Span::new(0, sign.text.len()), &mut line);
                let used = cells(&sign.text);
                line.push_str(&" ".repeat(indent.saturating_sub(used)));
            } else {
                line.push_str(&" ".repeat(indent));
            }
            self.paint(text, row.words, &mut line);
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Writes `text` on a line of its own, however long.
    pub(super) fn line(self, out: &mut impl io::Write, text: &Marked) -> io::Result<()> {
        let mut line = String::new();
        self.paint(text, Span::new(0, text.text.len()), &mut line);
        writeln!(out, "{}", line.trim_end())
    }

    /// Adds the part `span` of `text` to `line`, made safe, in its colours.
    fn paint(self, text: &Marked, span: Span, line: &mut String) {
        let mut start = 0;
        for (end, role) in &text.roles {
            let part = Span::new(start.max(span.start()), (*end).min(span.end()));
            start = *end;
            if part.is_empty() {
                continue;
            }
            let words = Safe::line(part.of(&text.text));
            match (self.ink, role.colour()) {
                (Ink::Coloured, Some(colour)) => {
                    line.push_str(&format!("{colour}{words}{RESET}"));
                }
                _ => line.push_str(words.as_str()),
            }
        }
    }
}

/// Narrower than this, nothing can be read.
const MIN_WIDTH: usize = 20;

const RESET: &str = "\x1b[0m";

impl Role {
    fn colour(self) -> Option<&'static str> {
        match self {
            Self::Text => None,
            Self::Strong => Some("\x1b[1m"),
            Self::Muted => Some("\x1b[2m"),
            Self::Removed => Some("\x1b[31m"),
            Self::Added => Some("\x1b[32m"),
        }
    }
}

impl Marked {
    /// `text` in one role.
    pub(super) fn new(text: impl AsRef<str>, role: Role) -> Self {
        Self::default().with(text, role)
    }

    /// The same with `text` after it.
    pub(super) fn with(mut self, text: impl AsRef<str>, role: Role) -> Self {
        self.push(text.as_ref(), role);
        self
    }

    pub(super) fn push(&mut self, text: &str, role: Role) {
        self.text.push_str(text);
        let end = self.text.len();
        match self.roles.last_mut() {
            Some(last) if last.1 == role => last.0 = end,
            _ => self.roles.push((end, role)),
        }
    }

    /// Adds a space, unless there is one.
    pub(super) fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.push(" ", Role::Text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_policy_steers_the_terminal() {
        let text = Marked::new("a\u{1b}[2Jb", Role::Added);
        let page = Page {
            width: 80,
            ink: Ink::Coloured,
        };
        let mut out = Vec::new();
        page.write(&mut out, &Marked::new("+", Role::Added), 2, &text)
            .unwrap();
        let shown = String::from_utf8(out).unwrap();
        assert_eq!(shown, "\u{1b}[32m+\u{1b}[0m \u{1b}[32ma␛[2Jb\u{1b}[0m\n");
    }
}
