//! Whether a sentence says something or denies it: the scope of negation.

use crate::lexicon::{Hit, Lexicon};

use super::reading::{Break, Text, Word};

/// Words after a subject within which "is not", "does not take place" still speak of it.
const AFTER: usize = 4;

/// Whether the words of `hit` stand under a negation.
///
/// A negation reaches to the right over an enumeration up to the next semicolon, colon, dash or word of contrast ("do
/// not sell, rent or trade"); a subject at the start of its sentence is denied by what follows it ("profiling does not
/// take place"). Two negations cancel out.
pub(super) fn is_negated(lexicon: &Lexicon, text: &Text, hit: &Hit) -> bool {
    let sentence = text.sentence_of(hit.words.start);
    let mut from = scope_start(lexicon, text, sentence.start, hit.words.start);
    let mut to = hit.words.end;
    if hit.words.start <= sentence.start + 2 {
        from = from.min(hit.words.start);
        to = predicate_end(lexicon, text, hit.words.end, sentence.end);
    }
    negations(lexicon, text, from, to) % 2 == 1
}

/// Whether the negation that `hit` begins with denies nothing: "including, but not limited to, targeted ads".
pub(super) fn denies_in_appearance(lexicon: &Lexicon, text: &Text, hit: &Hit) -> bool {
    text.hits_of(lexicon.cue("negation.apparent"))
        .any(|apparent| apparent.words.contains(&hit.words.start))
}

/// Where the reach of a negation that could cover the word at `at` begins.
fn scope_start(lexicon: &Lexicon, text: &Text, sentence: usize, at: usize) -> usize {
    let by_mark = (sentence..=at).rev().find(|word| {
        *word == sentence
            || text
                .words
                .get(*word)
                .is_some_and(|w| w.before >= Break::Dash)
    });
    let contrast = lexicon.cue("contrast");
    let by_contrast = text
        .hits_of(contrast)
        .filter(|hit| hit.words.start >= sentence && hit.words.end <= at)
        .map(|hit| hit.words.end)
        .max();
    by_mark
        .unwrap_or(sentence)
        .max(by_contrast.unwrap_or(sentence))
}

/// The end of the words that follow a subject closely, in the same part of the sentence.
fn predicate_end(lexicon: &Lexicon, text: &Text, subject_end: usize, sentence_end: usize) -> usize {
    let limit = (subject_end + AFTER).min(sentence_end);
    let next_part = lexicon.cue("next-part");
    (subject_end..limit)
        .find(|word| {
            let after_mark = |w: &Word| w.before >= Break::Bracket;
            text.words.get(*word).is_some_and(after_mark)
                || text.hits_of(next_part).any(|hit| hit.words.start == *word)
        })
        .unwrap_or(limit)
}

/// How many negations stand in the words `from..to`, those that deny nothing aside ("not only", "no later than").
fn negations(lexicon: &Lexicon, text: &Text, from: usize, to: usize) -> usize {
    let (negation, apparent) = (lexicon.cue("negation"), lexicon.cue("negation.apparent"));
    text.hits_of(negation)
        .filter(|hit| hit.words.start >= from && hit.words.end <= to)
        .filter(|hit| {
            !text.hits_of(apparent).any(|other| {
                other.words.start <= hit.words.start && hit.words.end <= other.words.end
            })
        })
        .count()
}
