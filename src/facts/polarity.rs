//! Whether a sentence says something or denies it: the scope of negation.

use std::ops::Range;

use crate::lexicon::{Hit, Lexicon};

use super::reading::{Break, Text};

/// Words after a subject within which "is not", "does not take place" still speak of it.
const AFTER: usize = 4;

/// Whether the words of `hit` stand under a negation.
///
/// A negation reaches to the right over an enumeration up to the next semicolon, colon, dash or word of contrast ("do
/// not sell, rent or trade"), and one in a clause that the sentence begins with up to its comma ("if you are not happy,
/// …"); a subject at the start of its sentence is denied by what follows it ("profiling does not take place"). Two
/// negations cancel out.
pub(super) fn is_negated(lexicon: &Lexicon, text: &Text, hit: &Hit) -> bool {
    let sentence = text.sentence_of(hit.words.start);
    let from = scope_start(lexicon, text, &sentence, hit.words.start);
    let to = match hit.words.start {
        start if start <= sentence.start + 2 => {
            predicate_end(lexicon, text, hit.words.end, sentence.end)
        }
        _ => hit.words.end,
    };
    negations(lexicon, text, &(from..to)) % 2 == 1
}

/// Whether the negation that `hit` begins with denies nothing: "including, but not limited to, targeted ads".
pub(super) fn denies_in_appearance(lexicon: &Lexicon, text: &Text, hit: &Hit) -> bool {
    let sentence = text.sentence_of(hit.words.start);
    text.hits_of(lexicon.cue("negation.apparent"), &sentence)
        .any(|apparent| apparent.words.contains(&hit.words.start))
}

/// Where the reach of a negation that could cover the word at `at` begins.
fn scope_start(lexicon: &Lexicon, text: &Text, sentence: &Range<usize>, at: usize) -> usize {
    let begins_with_clause = text
        .hits_of(lexicon.cue("subordinate"), sentence)
        .any(|hit| hit.words.start == sentence.start);
    let comma = |word: &usize| break_before(text, *word) == Break::Comma;
    let after_clause = (sentence.start + 1..=at)
        .find(comma)
        .filter(|_| begins_with_clause);
    let mark = |word: &usize| break_before(text, *word) >= Break::Dash;
    let after_mark = (sentence.start + 1..=at).rev().find(mark);
    let after_contrast = text
        .hits_of(lexicon.cue("contrast"), &(sentence.start..at))
        .map(|hit| hit.words.end)
        .max();
    let starts = [after_clause, after_mark, after_contrast];
    starts.into_iter().flatten().max().unwrap_or(sentence.start)
}

fn break_before(text: &Text, word: usize) -> Break {
    text.words.get(word).map_or(Break::Stop, |word| word.before)
}

/// The end of the words that follow a subject closely, in the same part of the sentence.
fn predicate_end(lexicon: &Lexicon, text: &Text, subject_end: usize, sentence_end: usize) -> usize {
    let limit = (subject_end + AFTER).min(sentence_end);
    let next_part = lexicon.cue("next-part");
    let ends = |word: &usize| {
        break_before(text, *word) >= Break::Bracket
            || text
                .hits_of(next_part, &(*word..*word + 1))
                .next()
                .is_some()
    };
    (subject_end..limit).find(ends).unwrap_or(limit)
}

/// How many negations stand in `words`, those that deny nothing aside ("not only", "no later than").
fn negations(lexicon: &Lexicon, text: &Text, words: &Range<usize>) -> usize {
    let sentence = text.sentence_of(words.start);
    let apparent = lexicon.cue("negation.apparent");
    let is_apparent = |hit: &&Hit| {
        text.hits_of(apparent, &sentence)
            .any(|other| other.words.start <= hit.words.start && hit.words.end <= other.words.end)
    };
    text.hits_of(lexicon.cue("negation"), words)
        .filter(|hit| !is_apparent(hit))
        .count()
}
