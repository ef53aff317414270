//! What each clause and each section is about.

use std::cmp::Reverse;
use std::ops::Range;

use super::ConceptId;
use super::reading::{Reading, Text};
use crate::lexicon::{Role, TopicPlace};
use crate::policy::Clause;

/// The topics of each clause by its own words, most telling first.
pub fn of_clauses(reading: &Reading<'_>) -> Vec<Vec<ConceptId>> {
    let clauses = reading.policy.clauses().map(|(id, clause)| {
        let text = reading.clause(id);
        of_text(reading, text, &term(clause, text))
    });
    clauses.collect()
}

/// The topics of each section by its heading, most telling first.
pub fn of_sections(reading: &Reading<'_>) -> Vec<Vec<ConceptId>> {
    let headings = reading.policy.sections().map(|(id, _)| reading.heading(id));
    headings
        .map(|text| of_text(reading, text, &(0..text.words.len())))
        .collect()
}

/// The words of the term that the clause begins with; all of a clause that is as short as a term.
fn term(clause: &Clause, text: &Text) -> Range<usize> {
    const LONGEST_TERM: usize = 5;
    let Some(term) = clause.term else {
        let len = text.words.len();
        return if len <= LONGEST_TERM { 0..len } else { 0..0 };
    };
    let first = text
        .words
        .partition_point(|word| word.span.end() <= term.start());
    first
        ..text
            .words
            .partition_point(|word| word.span.start() < term.end())
}

/// What is found in `text`, which has a heading's words at `heading`.
fn of_text(reading: &Reading<'_>, text: &Text, heading: &Range<usize>) -> Vec<ConceptId> {
    /// A word in a heading tells as much as so many in a clause.
    const HEADING: usize = 4;
    /// One word in so many of a heading tells nothing: "Changes of business ownership and control".
    const LEAST: usize = 5;
    let mut weights = vec![0; reading.lexicon.topics.len()];
    for hit in &text.hits {
        let Role::Topic(topic, place) = reading.lexicon.role(hit.cue) else {
            continue;
        };
        let in_heading = heading.start <= hit.words.start
            && hit.words.end <= heading.end
            && heading.len() <= LEAST * hit.words.len();
        weights[topic] += match place {
            TopicPlace::Heading if in_heading => HEADING * EARLY * hit.words.len(),
            TopicPlace::Heading => 0,
            TopicPlace::Clause => earliness(hit.words.start) * hit.words.len(),
        };
    }
    let mut found: Vec<usize> = (0..weights.len())
        .filter(|topic| weights[*topic] > 0)
        .collect();
    found.sort_by_key(|topic| (Reverse(weights[*topic]), *topic));
    found
        .into_iter()
        .map(|topic| reading.lexicon.topics[topic].id.clone())
        .collect()
}

/// The weight of the first words of a clause, which say what it is about.
const EARLY: usize = 3;

/// How much a word at `place` counts.
fn earliness(place: usize) -> usize {
    match place {
        0..10 => EARLY,
        10..30 => 2,
        _ => 1,
    }
}
