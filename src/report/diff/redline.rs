//! A text with what was removed and added marked in it, in rows of a page.

use std::io;

use crate::diff::{Change, ChangeKind, SentenceFate, TextDiff};
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
    text: String,
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

    /// The words of `old` and `new` in one text: `[-removed-]`, `{+added+}`; sentences that have not changed are left out.
    pub(super) fn redline(old: &str, new: &str, diff: &TextDiff) -> Self {
        let mut marked = Self::default();
        let mut sentences = diff.sentences.iter().peekable();
        while let Some(sentence) = sentences.next() {
            if sentence.fate != SentenceFate::Kept {
                for change in sentence.changes() {
                    marked.change(old, new, change);
                }
                marked.space();
                continue;
            }
            let mut kept = sentence.new;
            while let Some(next) = sentences.next_if(|next| next.fate == SentenceFate::Kept) {
                kept = kept.join(next.new);
            }
            match kept.of(new).trim() {
                long if cells(long) > SHORT => marked.push(LEFT_OUT, Role::Muted),
                short => marked.push(short, Role::Text),
            }
            marked.space();
        }
        marked
    }

    /// Adds one step; the white space round what was removed or added stays outside the signs.
    fn change(&mut self, old: &str, new: &str, change: Change) {
        let (words, open, close, role) = match change.kind {
            ChangeKind::Kept => (change.new.of(new), "", "", Role::Text),
            ChangeKind::Removed => (change.old.of(old), "[-", "-]", Role::Removed),
            ChangeKind::Added => (change.new.of(new), "{+", "+}", Role::Added),
        };
        if words.starts_with(char::is_whitespace) {
            self.space();
        }
        if !words.trim().is_empty() {
            self.push(open, role);
            self.push(words.trim(), role);
            self.push(close, role);
        }
        // Before what was removed stands the white space of the old text.
        if [words, change.old.of(old)]
            .iter()
            .any(|words| words.ends_with(char::is_whitespace))
        {
            self.space();
        }
    }

    /// Adds a space, unless there is one.
    pub(super) fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.push(" ", Role::Text);
        }
    }
}

/// Sentences that have not changed are shown where they take no more cells than this together.
const SHORT: usize = 40;

/// What stands for longer ones.
const LEFT_OUT: &str = "…";

#[cfg(test)]
mod tests {
    use super::*;

    fn redline(old: &str, new: &str) -> String {
        Marked::redline(old, new, &TextDiff::new(old, new)).text
    }

    #[test]
    fn words_are_marked_without_the_space_round_them() {
        assert_eq!(
            redline(
                "We share data with 30 partners.",
                "We never share data with 90 partners."
            ),
            "We {+never+} share data with [-30-]{+90+} partners. "
        );
    }

    #[test]
    fn what_stood_apart_is_removed_apart() {
        assert_eq!(
            redline(
                "We ask for details (such as your name).",
                "We ask for details."
            ),
            "We ask for details [-(such as your name)-]. "
        );
    }

    #[test]
    fn long_sentences_that_have_not_changed_are_left_out() {
        let long = "We collect your name, your address and all else that you tell us. ";
        assert_eq!(
            redline(
                &format!("{long}Write to us. We log."),
                &format!("{long}We log. We sell nothing.")
            ),
            "… [-Write to us.-] We log. {+We sell nothing.+} "
        );
    }

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
