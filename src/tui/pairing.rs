//! The texts of two policies in one aligned row, with the words that differ marked where the texts are near.

use crate::diff::{self, Change, ChangeKind, TextDiff};
use crate::display::{TextRow, wrap};
use crate::policy::{ClauseId, Policy, Span};

use super::canvas::Mark;
use super::theme::Role;

/// Two texts against each other, in rows of one width.
#[derive(Debug)]
pub(crate) struct PairBlock {
    pub left: Side,
    pub right: Side,
    pub kinship: Kinship,
}

/// What one policy says in the row.
#[derive(Debug)]
pub(crate) struct Side {
    /// Its clauses, a line each.
    pub text: String,
    pub rows: Vec<TextRow>,
    /// The words that only this side has; none where the texts are too far from each other.
    pub marks: Vec<Mark>,
}

/// How the two texts stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kinship {
    /// The same words.
    Same,
    /// Near enough for their words to be compared.
    Near,
    /// The same provision in other words.
    Far,
    /// Only the left one speaks.
    LeftOnly,
    /// Only the right one speaks.
    RightOnly,
}

impl PairBlock {
    pub(crate) fn new(
        left: (&Policy, &[ClauseId]),
        right: (&Policy, &[ClauseId]),
        width: u16,
    ) -> Self {
        let (old, new) = (text(left.0, left.1), text(right.0, right.1));
        let (kinship, old_marks, new_marks) = compare(&old, &new);
        let side = |text: String, marks| Side {
            rows: wrap(&text, usize::from(width), 0),
            text,
            marks,
        };
        Self {
            left: side(old, old_marks),
            right: side(new, new_marks),
            kinship,
        }
    }
}

impl Side {
    /// Rows that it takes; a silent side takes none.
    pub(crate) fn height(&self) -> usize {
        if self.text.is_empty() {
            0
        } else {
            self.rows.len()
        }
    }
}

fn text(policy: &Policy, clauses: &[ClauseId]) -> String {
    let lines: Vec<&str> = clauses.iter().map(|id| policy.clause_text(*id)).collect();
    lines.join("\n")
}

fn compare(old: &str, new: &str) -> (Kinship, Vec<Mark>, Vec<Mark>) {
    let kinship = match (old.is_empty(), new.is_empty()) {
        (false, true) => Some(Kinship::LeftOnly),
        (true, false) => Some(Kinship::RightOnly),
        _ => None,
    };
    if let Some(kinship) = kinship {
        return (kinship, Vec::new(), Vec::new());
    }
    let diff = TextDiff::new(old, new);
    let mark = |kind, role, span: fn(&Change) -> Span| -> Vec<Mark> {
        diff.changes()
            .filter(|change| change.kind == kind)
            .map(|change| Mark {
                span: span(&change),
                role,
            })
            .collect()
    };
    match diff.kinship {
        diff::Kinship::Same => (Kinship::Same, Vec::new(), Vec::new()),
        diff::Kinship::Far => (Kinship::Far, Vec::new(), Vec::new()),
        diff::Kinship::Near => (
            Kinship::Near,
            mark(ChangeKind::Removed, Role::Removed, |change| change.old),
            mark(ChangeKind::Added, Role::Added, |change| change.new),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinship(old: &str, new: &str) -> Kinship {
        compare(old, new).0
    }

    #[test]
    fn words_are_marked_only_where_the_texts_are_near() {
        assert_eq!(
            kinship("We keep logs for 7 days.", "We keep logs for 7 days."),
            Kinship::Same
        );
        assert_eq!(
            kinship("We keep logs for 7 days.", "We keep logs for 30 days."),
            Kinship::Near
        );
        assert_eq!(
            kinship(
                "We keep logs for 7 days.",
                "Server records vanish after one month."
            ),
            Kinship::Far
        );
        assert_eq!(kinship("We keep logs.", ""), Kinship::LeftOnly);
        assert_eq!(kinship("", "We keep logs."), Kinship::RightOnly);
    }

    #[test]
    fn the_words_of_each_side_are_marked_in_its_own_text() {
        let (_, old, new) = compare("We keep logs for 7 days.", "We keep logs for 30 days.");
        let marked = |text: &str, marks: &[Mark]| -> Vec<String> {
            marks
                .iter()
                .map(|mark| mark.span.of(text).trim().to_owned())
                .collect()
        };
        assert_eq!(marked("We keep logs for 7 days.", &old), ["7"]);
        assert_eq!(marked("We keep logs for 30 days.", &new), ["30"]);
    }
}
