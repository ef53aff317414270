//! The texts of two policies in one row, with the words that differ marked where the texts are near.

use crate::diff::{self, Change, ChangeKind, Sentence, SentenceFate, TextDiff};
use crate::display::{TextRow, wrap};
use crate::policy::{ClauseId, Policy, Span};

use super::canvas::Mark;
use super::theme::Role;

/// How two policies are put against each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pairing {
    /// By what their clauses provide; word by word where one is nearly the text of the other.
    #[default]
    ByText,
    /// Word by word, as versions of one policy, whatever they say.
    AsVersions,
}

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
    /// What only this side has; nothing where the texts are too far from each other.
    pub marks: Marks,
}

/// What only one side has, told closely and less closely.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Marks {
    /// Its words.
    pub words: Vec<Mark>,
    /// Its sentences: those that the other has not, and those that it has in other words.
    pub sentences: Vec<Mark>,
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
        let Compared {
            kinship,
            old: of_old,
            new: of_new,
        } = compare(&old, &new);
        let side = |text: String, marks: Marks| Side {
            rows: wrap(&text, usize::from(width), 0),
            text,
            marks,
        };
        Self {
            left: side(old, of_old),
            right: side(new, of_new),
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

/// What comes of comparing two texts.
struct Compared {
    kinship: Kinship,
    old: Marks,
    new: Marks,
}

fn compare(old: &str, new: &str) -> Compared {
    let unmarked = |kinship| Compared {
        kinship,
        old: Marks::default(),
        new: Marks::default(),
    };
    match (old.is_empty(), new.is_empty()) {
        (false, true) => return unmarked(Kinship::LeftOnly),
        (true, false) => return unmarked(Kinship::RightOnly),
        _ => {}
    }
    let diff = TextDiff::new(old, new);
    match diff.kinship {
        diff::Kinship::Same => return unmarked(Kinship::Same),
        diff::Kinship::Far => return unmarked(Kinship::Far),
        diff::Kinship::Near => {}
    }
    Compared {
        kinship: Kinship::Near,
        old: Marks {
            words: words(&diff, ChangeKind::Removed, Role::Removed, |change| {
                change.old
            }),
            sentences: sentences(&diff, Role::Removed, |sentence| sentence.old),
        },
        new: Marks {
            words: words(&diff, ChangeKind::Added, Role::Added, |change| change.new),
            sentences: sentences(&diff, Role::Added, |sentence| sentence.new),
        },
    }
}

fn words(diff: &TextDiff, kind: ChangeKind, role: Role, span: fn(&Change) -> Span) -> Vec<Mark> {
    let changes = diff.changes().filter(|change| change.kind == kind);
    let marks = changes.map(|change| Mark {
        span: span(&change),
        role,
    });
    marks.collect()
}

/// The sentences of one side that the other has not, in the role `alone`, and those that it has in other words.
fn sentences(diff: &TextDiff, alone: Role, span: fn(&Sentence) -> Span) -> Vec<Mark> {
    let mark = |sentence: &Sentence| {
        let role = match sentence.fate {
            SentenceFate::Kept => return None,
            SentenceFate::Changed(_) => Role::Differs,
            SentenceFate::Removed | SentenceFate::Added => alone,
        };
        let span = span(sentence);
        (!span.is_empty()).then_some(Mark { span, role })
    };
    diff.sentences.iter().filter_map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinship(old: &str, new: &str) -> Kinship {
        compare(old, new).kinship
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
        let Compared { old, new, .. } =
            compare("We keep logs for 7 days.", "We keep logs for 30 days.");
        let marked = |text: &str, marks: &[Mark]| -> Vec<String> {
            marks
                .iter()
                .map(|mark| mark.span.of(text).trim().to_owned())
                .collect()
        };
        assert_eq!(marked("We keep logs for 7 days.", &old.words), ["7"]);
        assert_eq!(marked("We keep logs for 30 days.", &new.words), ["30"]);
    }

    #[test]
    fn whole_sentences_are_marked_by_what_became_of_them() {
        let old = "We keep logs for 7 days. We sell nothing. We use cookies.";
        let new = "We keep logs for 30 days. We use cookies. Write to us.";
        let Compared {
            old: of_old,
            new: of_new,
            ..
        } = compare(old, new);
        let marked = |text: &str, marks: &[Mark]| -> Vec<(String, Role)> {
            let words = |mark: &Mark| (mark.span.of(text).trim().to_owned(), mark.role);
            marks.iter().map(words).collect()
        };
        let told = |words: &str, role| (words.to_owned(), role);
        assert_eq!(
            marked(old, &of_old.sentences),
            [
                told("We keep logs for 7 days.", Role::Differs),
                told("We sell nothing.", Role::Removed)
            ]
        );
        assert_eq!(
            marked(new, &of_new.sentences),
            [
                told("We keep logs for 30 days.", Role::Differs),
                told("Write to us.", Role::Added)
            ]
        );
    }
}
