//! How two texts differ, sentence by sentence, and word by word where two sentences are near each other.

use crate::facts::reading::sentences;
use crate::policy::Span;

use super::bag::Lexis;
use super::sequence::{Item, Likeness, in_order};
use super::words::{Change, ChangeKind, tokens, words};

/// Two texts against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextDiff {
    /// How they stand to each other as a whole.
    pub kinship: Kinship,
    /// Their sentences in order: the old spans make up the old text without a gap, the new ones the new text.
    pub sentences: Vec<Sentence>,
}

/// How two texts stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kinship {
    /// The same words.
    Same,
    /// Most words of one are in the other.
    Near,
    /// Other words: to mark them would mark nearly all.
    Far,
}

/// A sentence of both texts, or one that only one of them has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands in the old text; empty for one that was added.
    pub old: Span,
    /// Where it stands in the new text; empty for one that was removed.
    pub new: Span,
    /// What became of it.
    pub fate: SentenceFate,
}

/// What became of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SentenceFate {
    /// Both have it in the same words.
    Kept,
    /// Both have it, with words changed; the changes hold both sentences whole.
    Changed(Vec<Change>),
    /// Only the old text has it.
    Removed,
    /// Only the new text has it.
    Added,
}

/// Below this share of common words, marks on words are noise: nearly every word would carry one.
const NEAR: f64 = 0.5;

/// Sentences of more words and marks than this are not compared word by word: no reader could follow, and it takes long.
const LONGEST: usize = 4_000;

impl TextDiff {
    /// How `old` and `new` differ. White space, quotation marks and dashes may be written differently.
    pub fn new(old: &str, new: &str) -> Self {
        let sentences = steps(old, new);
        let kept_share = |side: fn(&Change) -> Span, text: &str| -> f64 {
            let kept = sentences.iter().flat_map(Sentence::changes);
            let kept = kept.filter(|change| change.kind == ChangeKind::Kept);
            count(kept.map(|change| side(&change).len()).sum()) / count(text.len().max(1))
        };
        let kinship = if sentences.iter().all(|one| one.fate == SentenceFate::Kept) {
            Kinship::Same
        } else if kept_share(|change| change.old, old).max(kept_share(|change| change.new, new))
            < NEAR
        {
            Kinship::Far
        } else {
            Kinship::Near
        };
        Self { kinship, sentences }
    }

    /// The steps from the old text to the new one, in order: as those of [`words`], over all sentences.
    pub fn changes(&self) -> impl Iterator<Item = Change> + '_ {
        self.sentences.iter().flat_map(Sentence::changes)
    }
}

impl Sentence {
    fn removed(old: Span, new_here: usize) -> Self {
        Self {
            old,
            new: Span::new(new_here, new_here),
            fate: SentenceFate::Removed,
        }
    }

    fn added(old_here: usize, new: Span) -> Self {
        Self {
            old: Span::new(old_here, old_here),
            new,
            fate: SentenceFate::Added,
        }
    }

    /// The steps from the old sentence to the new one.
    pub fn changes(&self) -> Vec<Change> {
        let whole = |kind| {
            vec![Change {
                kind,
                old: self.old,
                new: self.new,
            }]
        };
        match &self.fate {
            SentenceFate::Kept => whole(ChangeKind::Kept),
            SentenceFate::Changed(changes) => changes.clone(),
            SentenceFate::Removed => whole(ChangeKind::Removed),
            SentenceFate::Added => whole(ChangeKind::Added),
        }
    }
}

fn count(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX))
}

/// The sentences of both texts in order; of a gap, those removed come before those added.
fn steps(old: &str, new: &str) -> Vec<Sentence> {
    let (old_spans, new_spans) = (sentences(old), sentences(new));
    let mut lexis = Lexis::default();
    let mut items = |text: &str, spans: &[Span]| -> Vec<Item<()>> {
        let item = |span: &Span| Item::new((), span.of(text), &mut lexis);
        spans.iter().map(item).collect()
    };
    let pairs = in_order(&items(old, &old_spans), &items(new, &new_spans));
    let end = (old_spans.len(), new_spans.len(), Likeness::Same);
    let pairs = pairs.iter().map(|pair| (pair.old, pair.new, pair.likeness));
    let mut steps = Vec::new();
    let mut next = (0, 0);
    for (at_old, at_new, likeness) in pairs.chain([end]) {
        let new_here = start_of(&new_spans, next.1);
        let removed = old_spans.get(next.0..at_old).unwrap_or_default();
        steps.extend(
            removed
                .iter()
                .map(|span| Sentence::removed(*span, new_here)),
        );
        let old_here = start_of(&old_spans, at_old);
        let added = new_spans.get(next.1..at_new).unwrap_or_default();
        steps.extend(added.iter().map(|span| Sentence::added(old_here, *span)));
        if let (Some(one), Some(other)) = (old_spans.get(at_old), new_spans.get(at_new)) {
            steps.extend(of_both((old, *one), (new, *other), likeness));
        }
        next = (at_old + 1, at_new + 1);
    }
    steps
}

/// Where sentence `index` starts; the end of the text where there is none.
fn start_of(spans: &[Span], index: usize) -> usize {
    match (spans.get(index), spans.last()) {
        (Some(span), _) => span.start(),
        (None, Some(last)) => last.end(),
        (None, None) => 0,
    }
}

/// A sentence that both texts have; two steps where it is too long to be compared.
fn of_both(
    (old, old_span): (&str, Span),
    (new, new_span): (&str, Span),
    likeness: Likeness,
) -> Vec<Sentence> {
    let (one, other) = (old_span.of(old), new_span.of(new));
    let fate = match likeness {
        Likeness::Same => SentenceFate::Kept,
        Likeness::Near if tokens(one).len().max(tokens(other).len()) > LONGEST => {
            return vec![
                Sentence::removed(old_span, new_span.start()),
                Sentence::added(old_span.end(), new_span),
            ];
        }
        Likeness::Near => {
            let shifted = |change: Change| Change {
                old: change.old.shifted(old_span.start()),
                new: change.new.shifted(new_span.start()),
                ..change
            };
            SentenceFate::Changed(words(one, other).into_iter().map(shifted).collect())
        }
    };
    vec![Sentence {
        old: old_span,
        new: new_span,
        fate,
    }]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A line for each sentence: `=` kept, `~` changed, `-` removed, `+` added.
    fn shown(old: &str, new: &str) -> Vec<String> {
        let line = |one: &Sentence| match one.fate {
            SentenceFate::Kept => format!("= {}", one.new.of(new).trim()),
            SentenceFate::Changed(_) => format!("~ {}", one.new.of(new).trim()),
            SentenceFate::Removed => format!("- {}", one.old.of(old).trim()),
            SentenceFate::Added => format!("+ {}", one.new.of(new).trim()),
        };
        TextDiff::new(old, new).sentences.iter().map(line).collect()
    }

    #[test]
    fn a_sentence_that_comes_between_changes_no_other() {
        let old = "We collect your name. We keep it for 30 days.";
        let new = "We collect your name. We sell nothing to anybody. We keep it for 90 days.";
        assert_eq!(
            shown(old, new),
            [
                "= We collect your name.",
                "+ We sell nothing to anybody.",
                "~ We keep it for 90 days."
            ]
        );
    }

    #[test]
    fn sentences_far_from_each_other_are_not_marked_word_by_word() {
        let old = "Write to us. Partners abroad rely on clauses.";
        let new = "Write to us. Nobody outside this country reads messages.";
        assert_eq!(
            shown(old, new),
            [
                "= Write to us.",
                "- Partners abroad rely on clauses.",
                "+ Nobody outside this country reads messages."
            ]
        );
    }

    #[test]
    fn a_new_line_or_other_quotation_marks_are_no_change() {
        let diff = TextDiff::new("The \"Site\".\nWe  log.", "The “Site”. We log.");
        assert_eq!(diff.kinship, Kinship::Same);
    }

    #[test]
    fn a_text_is_near_far_or_the_same() {
        let kinship = |old, new| TextDiff::new(old, new).kinship;
        let old = "We keep logs for 7 days.";
        assert_eq!(kinship(old, old), Kinship::Same);
        assert_eq!(kinship(old, "We keep logs for 30 days."), Kinship::Near);
        assert_eq!(
            kinship(old, "Server records vanish after a month."),
            Kinship::Far
        );
    }

    proptest! {
        #[test]
        fn nothing_is_lost_on_either_side(
            old in "((We|Logs|Cookies|are|kept|deleted|sold)[ ,“\n]{1,2}|[.] ){0,24}",
            new in "((We|Logs|Cookies|are|kept|deleted|sold)[ ,“\n]{1,2}|[.] ){0,24}",
        ) {
            let diff = TextDiff::new(&old, &new);
            let changes: Vec<Change> = diff.changes().collect();
            let rebuilt = |without: ChangeKind, side: fn(&Change) -> Span, text: &str| -> String {
                let has = changes.iter().filter(|change| change.kind != without);
                has.map(|change| side(change).of(text)).collect()
            };
            prop_assert_eq!(rebuilt(ChangeKind::Added, |change| change.old, &old), old.as_str());
            prop_assert_eq!(rebuilt(ChangeKind::Removed, |change| change.new, &new), new.as_str());
            for two in changes.windows(2) {
                prop_assert_eq!(two[0].old.end(), two[1].old.start());
                prop_assert_eq!(two[0].new.end(), two[1].new.start());
            }
        }

        #[test]
        fn a_text_does_not_differ_from_itself(text in ".{0,80}") {
            prop_assert!(matches!(TextDiff::new(&text, &text).kinship, Kinship::Same));
        }
    }
}
