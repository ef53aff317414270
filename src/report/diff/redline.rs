//! A text with what was removed and added marked in it.

use crate::diff::{Change, ChangeKind, SentenceFate, TextDiff};
use crate::display::cells;
use crate::report::page::{Marked, Role};

impl Marked {
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
}
