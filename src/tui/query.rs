//! What is searched for: words as they are typed, or a regular expression where that is asked for.

use regex_lite::{Regex, RegexBuilder};

use crate::policy::Span;

/// What is searched for, ready to be looked for.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    text: String,
    reading: Reading,
    /// The expression, where it is asked for and is one.
    regex: Option<Regex>,
}

/// How what is typed is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Reading {
    /// As the words themselves.
    #[default]
    Words,
    /// As a regular expression.
    Regex,
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, self.reading) == (&other.text, other.reading)
    }
}

impl Query {
    /// Small letters find capitals too; a capital in the text finds itself only.
    pub(crate) fn new(text: &str, reading: Reading) -> Self {
        let build = || {
            RegexBuilder::new(text)
                .case_insensitive(!has_capital(text))
                .build()
                .ok()
        };
        Self {
            text: text.to_owned(),
            reading,
            regex: match reading {
                Reading::Words => None,
                Reading::Regex => build(),
            },
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn reading(&self) -> Reading {
        self.reading
    }

    /// Whether every text that it is found in holds `before` too; it may be false where that is not plain.
    pub(crate) fn goes_on_from(&self, before: &Self) -> bool {
        let both_words = (self.reading, before.reading) == (Reading::Words, Reading::Words);
        // Beyond ASCII one small letter can belong to several capitals.
        both_words && self.text.is_ascii() && self.text.starts_with(&before.text)
    }

    /// Whether it asks for an expression and is none, as one that is still being typed.
    pub(crate) fn is_broken(&self) -> bool {
        self.reading == Reading::Regex && self.regex.is_none()
    }

    /// Its places in `text`, one after the other.
    pub(crate) fn spans(&self, text: &str) -> Vec<Span> {
        match (self.reading, &self.regex) {
            (Reading::Words, _) => spans(text, &self.text),
            (Reading::Regex, None) => Vec::new(),
            (Reading::Regex, Some(regex)) => regex
                .find_iter(text)
                .filter(|found| !found.is_empty())
                .map(|found| Span::new(found.start(), found.end()))
                .collect(),
        }
    }

    pub(crate) fn finds(&self, text: &str) -> bool {
        !self.spans(text).is_empty()
    }
}

/// Whether a capital stands in an expression; those of classes, such as `\W`, are none.
fn has_capital(expression: &str) -> bool {
    let mut escaped = false;
    expression.chars().any(|c| {
        let capital = c.is_uppercase() && !escaped;
        escaped = c == '\\' && !escaped;
        capital
    })
}

/// The places of the words `query` in `text`, one after the other. Small letters find capitals too; a capital in the
/// query finds itself only.
pub(crate) fn spans(text: &str, query: &str) -> Vec<Span> {
    let exact = query.chars().any(char::is_uppercase);
    if query.is_ascii() {
        return ascii_spans(text, query, exact);
    }
    let wanted: Vec<char> = query.chars().collect();
    let same = |a: char, b: char| match (a.is_ascii() && b.is_ascii(), exact) {
        (_, true) => a == b,
        (true, false) => a.eq_ignore_ascii_case(&b),
        (false, false) => a.to_lowercase().eq(b.to_lowercase()),
    };
    let mut found = Vec::new();
    let mut end = 0;
    if wanted.is_empty() {
        return found;
    }
    for (start, _) in text.char_indices() {
        if start < end {
            continue;
        }
        let mut rest = text.get(start..).unwrap_or_default().chars();
        if wanted
            .iter()
            .all(|wanted| rest.next().is_some_and(|c| same(c, *wanted)))
        {
            end = text.len() - rest.as_str().len();
            found.push(Span::new(start, end));
        }
    }
    found
}

/// As [`spans`], for what most people type: bytes can be compared, as no letter beyond ASCII holds one within.
fn ascii_spans(text: &str, query: &str, exact: bool) -> Vec<Span> {
    let (text, wanted) = (text.as_bytes(), query.as_bytes());
    let Some(first) = wanted.first() else {
        return Vec::new();
    };
    let begins = |byte: &u8| match exact {
        true => byte == first,
        false => byte.eq_ignore_ascii_case(first),
    };
    let same = |found: &[u8]| match exact {
        true => found == wanted,
        false => found.eq_ignore_ascii_case(wanted),
    };
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text
        .get(from..)
        .and_then(|rest| rest.iter().position(begins))
        .map(|at| from + at)
    {
        let end = start + wanted.len();
        if text.get(start..end).is_some_and(same) {
            found.push(Span::new(start, end));
            from = end;
        } else {
            from = start + 1;
        }
    }
    found
}

/// How well what is typed fits `text`: its letters in order, the better the closer they stand and the more of them
/// begin words; none where a letter is missing. What stands there word for word fits best.
pub(crate) fn fit(text: &str, typed: &str) -> Option<usize> {
    const WORD_FOR_WORD: usize = 1000;
    if let Some(found) = spans(text, typed).first() {
        return Some(WORD_FOR_WORD.saturating_sub(found.start()));
    }
    let mut rest = text.chars();
    let mut before = ' ';
    let mut score = 0;
    for wanted in typed.chars() {
        let mut follows = true;
        loop {
            let c = rest.next()?;
            let begins_word = !before.is_alphanumeric();
            before = c;
            if c.to_lowercase().eq(wanted.to_lowercase()) {
                score += usize::from(follows) + 2 * usize::from(begins_word);
                break;
            }
            follows = false;
        }
    }
    Some(score)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_find_capitals_and_capitals_only_themselves() {
        assert_eq!(
            spans("Data and data", "data"),
            [Span::new(0, 4), Span::new(9, 13)]
        );
        assert_eq!(spans("Data and data", "Data"), [Span::new(0, 4)]);
        assert_eq!(spans("ÄRGER ärger", "ärger").len(), 2);
        assert_eq!(spans("aä data ädataä", "data").len(), 2);
    }

    #[test]
    fn hits_do_not_overlap_and_nothing_finds_nothing() {
        assert_eq!(spans("aaaa", "aa"), [Span::new(0, 2), Span::new(2, 4)]);
        assert_eq!(spans("aaaa", ""), []);
    }

    #[test]
    fn an_expression_is_read_only_where_it_is_asked_for() {
        let found = |text, reading| Query::new(text, reading).spans("7 days, 30 Days").len();
        assert_eq!(found(r"\d+ days", Reading::Regex), 2);
        assert_eq!(found(r"\d+ Days", Reading::Regex), 1);
        assert_eq!(found(r"\d+ days", Reading::Words), 0);
        assert_eq!(found(r"x*", Reading::Regex), 0);
    }

    #[test]
    fn an_unfinished_expression_finds_nothing_and_says_so() {
        let query = Query::new("(day", Reading::Regex);
        assert!(query.is_broken() && !query.finds("(day"));
        assert!(!Query::new(r"\W", Reading::Regex).is_broken());
    }

    #[test]
    fn typed_letters_fit_in_order_and_better_at_the_beginning_of_words() {
        assert_eq!(fit("5 Retention Periods", "zz"), None);
        assert!(fit("Retention Periods", "rp") > fit("Other recaps", "rp"));
        assert!(fit("Your rights", "rights") > fit("Reading light so", "rights"));
    }
}
