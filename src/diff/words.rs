//! Word by word differences of two texts, never half a word.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::policy::Span;

/// A run of words that both texts have, or only one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    /// Which of the two has it.
    pub kind: ChangeKind,
    /// Where it stands in the old text; empty for what was added.
    pub old: Span,
    /// Where it stands in the new text; empty for what was removed.
    pub new: Span,
}

/// What became of a run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// Both texts have it. White space, quotation marks and dashes may be written differently.
    Kept,
    /// Only the old text has it.
    Removed,
    /// Only the new text has it.
    Added,
}

/// The steps from `old` to `new`, in order of the text.
///
/// The old spans of what is kept and removed make up `old` without a gap, the new spans of what is kept
/// and added make up `new`. Where words are replaced, what was removed comes before what was added.
pub fn words(old: &str, new: &str) -> Vec<Change> {
    let (old_tokens, new_tokens) = (tokens(old), tokens(new));
    let old_keys: Vec<_> = old_tokens.iter().map(|token| &token.key).collect();
    let new_keys: Vec<_> = new_tokens.iter().map(|token| &token.key).collect();
    let runs = runs(&capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys));
    let runs = fold_islands(&runs, &old_tokens, &new_tokens);
    changes(
        &runs,
        &Side {
            text: old,
            tokens: &old_tokens,
        },
        &Side {
            text: new,
            tokens: &new_tokens,
        },
    )
}

/// A word or a mark, without the white space round it.
pub(super) struct Token {
    pub(super) span: Span,
    /// What it is compared by.
    pub(super) key: String,
    pub(super) weight: Weight,
}

/// How much a token tells a reader who looks for what two texts have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Mark,
    SmallWord,
    Word,
}

/// The words and marks of `text`, written in one way: equal for texts that do not differ.
pub(super) fn key_of(text: &str) -> String {
    key_of_tokens(&tokens(text))
}

/// The same of a text that has been taken apart.
pub(super) fn key_of_tokens(tokens: &[Token]) -> String {
    let mut key = String::with_capacity(tokens.iter().map(|token| token.key.len() + 1).sum());
    for token in tokens {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&token.key);
    }
    key
}

/// The words and marks of `text` in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (start, chunk) in text.split_word_bound_indices() {
        if !chunk.trim().is_empty() {
            tokens.push(Token {
                span: Span::new(start, start + chunk.len()),
                key: key(chunk),
                weight: weight(chunk),
            });
        }
    }
    join_addresses(text, tokens)
}

/// An e-mail address or a link is one word, though it holds marks.
fn join_addresses(text: &str, tokens: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.into_iter().peekable();
    let mut glued = Vec::new();
    while let Some(token) = rest.next() {
        let touches = rest
            .peek()
            .is_some_and(|next| next.span.start() == token.span.end());
        glued.push(token);
        if !touches {
            joined.append(&mut join_if_address(text, &mut glued));
        }
    }
    joined
}

/// `glued` are tokens with no white space between them; the marks at either end belong to the sentence.
fn join_if_address(text: &str, glued: &mut Vec<Token>) -> Vec<Token> {
    let is_word = |token: &Token| token.weight != Weight::Mark;
    let (Some(first), Some(last)) = (
        glued.iter().position(is_word),
        glued.iter().rposition(is_word),
    ) else {
        return std::mem::take(glued);
    };
    let span = glued[first].span.join(glued[last].span);
    let address = span.of(text);
    if first < last && (address.contains('@') || address.contains("://")) {
        let word = Token {
            span,
            key: key(address),
            weight: Weight::Word,
        };
        glued.splice(first..=last, [word]);
    }
    std::mem::take(glued)
}

fn key(token: &str) -> String {
    token
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}'))
        .map(|c| match c {
            '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => '\'',
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            other => other,
        })
        .collect()
}

fn weight(token: &str) -> Weight {
    const SMALL_WORDS: [&str; 46] = [
        "a", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "do", "for",
        "from", "has", "have", "if", "in", "into", "is", "it", "its", "may", "of", "on", "or",
        "our", "such", "that", "the", "their", "them", "these", "they", "this", "those", "to",
        "us", "was", "we", "when", "which", "will", "with", "you",
    ];
    if !token.chars().any(char::is_alphanumeric) {
        Weight::Mark
    } else if SMALL_WORDS.contains(&token.to_lowercase().as_str())
        || token.eq_ignore_ascii_case("your")
    {
        Weight::SmallWord
    } else {
        Weight::Word
    }
}

/// Tokens that follow each other in both texts, or that stand in place of each other.
#[derive(Clone, Debug)]
struct Run {
    kept: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// Kept and changed runs in turn.
fn runs(ops: &[DiffOp]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for op in ops {
        push_run(
            &mut runs,
            Run {
                kept: matches!(op, DiffOp::Equal { .. }),
                old: op.old_range(),
                new: op.new_range(),
            },
        );
    }
    runs
}

fn push_run(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(last) if last.kept == run.kept => {
            last.old.end = run.old.end;
            last.new.end = run.new.end;
        }
        _ => runs.push(run),
    }
}

/// Kept runs that tell nothing become part of the changes on both sides, so that the whole reads well.
fn fold_islands(runs: &[Run], old: &[Token], new: &[Token]) -> Vec<Run> {
    let size = |run: &Run| letters(old, &run.old).max(letters(new, &run.new));
    let mut folded: Vec<Run> = Vec::with_capacity(runs.len());
    for (i, run) in runs.iter().enumerate() {
        let smaller_than_its_shores = || {
            let island = letters(old, &run.old);
            folded.last().is_some_and(|left| island <= size(left))
                && runs.get(i + 1).is_some_and(|right| island <= size(right))
        };
        let sinks = run.kept && 0 < i && i + 1 < runs.len() && is_small(&old[run.old.clone()]) && {
            smaller_than_its_shores()
        };
        push_run(
            &mut folded,
            Run {
                kept: run.kept && !sinks,
                ..run.clone()
            },
        );
    }
    folded
}

/// Whether two words at most, and one that tells something at most, are in the run.
fn is_small(run: &[Token]) -> bool {
    let words = run
        .iter()
        .filter(|token| token.weight == Weight::Word)
        .count();
    let small_words = run
        .iter()
        .filter(|token| token.weight == Weight::SmallWord)
        .count();
    words == 0 && small_words <= 3 || words == 1 && small_words <= 1
}

fn letters(tokens: &[Token], range: &Range<usize>) -> usize {
    tokens[range.clone()]
        .iter()
        .map(|token| token.span.len())
        .sum()
}

/// One of the two texts with its tokens.
struct Side<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Side<'_> {
    /// Where token `index` starts; the end of the text where there is none.
    fn start(&self, index: usize) -> usize {
        self.tokens
            .get(index)
            .map_or(self.text.len(), |token| token.span.start())
    }

    /// Where the last of the tokens before `index` ends.
    fn end_before(&self, index: usize) -> usize {
        index
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(0, |token| token.span.end())
    }
}

/// Spans for `runs`. White space belongs to the run it follows, but for that between a replaced run and a
/// kept one: there it is kept, and for that at the very start.
fn changes(runs: &[Run], old: &Side<'_>, new: &Side<'_>) -> Vec<Change> {
    let mut writer = Writer::default();
    let first = (old.start(0), new.start(0));
    writer.keep_to(first.0.min(old.text.len()), first.1.min(new.text.len()));
    for run in runs {
        let (old_next, new_next) = (old.start(run.old.end), new.start(run.new.end));
        if run.kept {
            writer.keep_to(old_next, new_next);
        } else if run.old.is_empty() {
            writer.change_to(writer.old_at, new_next);
        } else if run.new.is_empty() {
            writer.change_to(old_next, writer.new_at);
        } else {
            writer.change_to(old.end_before(run.old.end), new.end_before(run.new.end));
            writer.keep_to(old_next, new_next);
        }
    }
    writer.keep_to(old.text.len(), new.text.len());
    writer.changes
}

/// Both texts read up to here.
#[derive(Default)]
struct Writer {
    old_at: usize,
    new_at: usize,
    changes: Vec<Change>,
}

impl Writer {
    fn keep_to(&mut self, old_end: usize, new_end: usize) {
        let (old, new) = (
            Span::new(self.old_at, old_end),
            Span::new(self.new_at, new_end),
        );
        if let Some(last) = self
            .changes
            .last_mut()
            .filter(|last| last.kind == ChangeKind::Kept)
        {
            last.old = last.old.join(old);
            last.new = last.new.join(new);
        } else if !old.is_empty() || !new.is_empty() {
            self.changes.push(Change {
                kind: ChangeKind::Kept,
                old,
                new,
            });
        }
        (self.old_at, self.new_at) = (old_end, new_end);
    }

    fn change_to(&mut self, old_end: usize, new_end: usize) {
        let (old, new) = (
            Span::new(self.old_at, old_end),
            Span::new(self.new_at, new_end),
        );
        if !old.is_empty() {
            let new = Span::new(self.new_at, self.new_at);
            self.changes.push(Change {
                kind: ChangeKind::Removed,
                old,
                new,
            });
        }
        if !new.is_empty() {
            let old = Span::new(old_end, old_end);
            self.changes.push(Change {
                kind: ChangeKind::Added,
                old,
                new,
            });
        }
        (self.old_at, self.new_at) = (old_end, new_end);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `[-removed-]`, `{+added+}`, the rest kept.
    fn marked(old: &str, new: &str) -> String {
        words(old, new)
            .iter()
            .map(|change| match change.kind {
                ChangeKind::Kept => change.new.of(new).to_owned(),
                ChangeKind::Removed => format!("[-{}-]", change.old.of(old)),
                ChangeKind::Added => format!("{{+{}+}}", change.new.of(new)),
            })
            .collect()
    }

    #[test]
    fn a_changed_period_is_all_that_changes() {
        assert_eq!(
            marked(
                "Logs are kept for 30 days, then deleted.",
                "Logs are kept for 90 days, then deleted."
            ),
            "Logs are kept for [-30-]{+90+} days, then deleted."
        );
    }

    #[test]
    fn wrapping_quotes_and_dashes_are_no_change() {
        let old = "Our site (the \"Site\") -  see\nbelow";
        let new = "Our  site (the “Site”) — see below";
        assert_eq!(words(old, new).len(), 1);
    }

    #[test]
    fn an_address_is_one_word() {
        assert_eq!(
            marked(
                "Write to privacy@old.example.",
                "Write to privacy@new.example."
            ),
            "Write to [-privacy@old.example-]{+privacy@new.example+}."
        );
        assert_eq!(
            marked(
                "See https://a.example/privacy.",
                "See https://a.example/terms."
            ),
            "See [-https://a.example/privacy-]{+https://a.example/terms+}."
        );
    }

    #[test]
    fn small_words_in_common_do_not_break_up_a_replacement() {
        assert_eq!(
            marked(
                "We retain the records of a customer forever.",
                "We erase all the messages of every person soon."
            ),
            "We [-retain the records of a customer forever-]{+erase all the messages of every person soon+}."
        );
    }

    #[test]
    fn a_run_that_tells_something_stays_kept_between_changes() {
        assert_eq!(
            marked(
                "Partners abroad rely on standard contractual clauses adopted in Brussels.",
                "Vendors elsewhere use standard contractual clauses approved by London."
            ),
            "[-Partners abroad rely on-]{+Vendors elsewhere use+} standard contractual clauses \
             [-adopted in Brussels-]{+approved by London+}."
        );
    }

    #[test]
    fn added_words_bring_their_space_along() {
        assert_eq!(
            marked("We share data.", "We never share data."),
            "We {+never +}share data."
        );
        assert_eq!(
            marked("We never share data.", "We share data."),
            "We [-never -]share data."
        );
    }

    #[test]
    fn nothing_against_something_is_added() {
        assert_eq!(marked("", "We share."), "{+We share.+}");
        assert_eq!(marked("We share.", ""), "[-We share.-]");
        assert_eq!(marked("", ""), "");
    }

    fn assert_complete(old: &str, new: &str) {
        let changes = words(old, new);
        let rebuilt = |without: ChangeKind, side: fn(&Change) -> Span, text: &str| -> String {
            changes
                .iter()
                .filter(|change| change.kind != without)
                .map(|change| side(change).of(text))
                .collect()
        };
        assert_eq!(rebuilt(ChangeKind::Added, |change| change.old, old), old);
        assert_eq!(rebuilt(ChangeKind::Removed, |change| change.new, new), new);
    }

    fn folded(text: &str) -> String {
        key(text).split_whitespace().collect()
    }

    proptest! {
        #[test]
        fn the_changes_hold_both_texts_whole(old in "[a-d ,.\n“\"é@]{0,60}", new in "[a-d ,.\n“\"é@]{0,60}") {
            assert_complete(&old, &new);
        }

        #[test]
        fn any_text_is_taken(old in ".{0,40}", new in ".{0,40}") {
            assert_complete(&old, &new);
        }

        #[test]
        fn what_is_kept_is_the_same_but_for_marks_and_space(old in "[a-c ,’']{0,40}", new in "[a-c ,’']{0,40}") {
            for change in words(&old, &new).iter().filter(|change| change.kind == ChangeKind::Kept) {
                prop_assert_eq!(folded(change.old.of(&old)), folded(change.new.of(&new)));
            }
        }

        #[test]
        fn a_text_does_not_differ_from_itself(text in ".{0,80}") {
            prop_assert!(words(&text, &text).iter().all(|change| change.kind == ChangeKind::Kept));
        }
    }
}
