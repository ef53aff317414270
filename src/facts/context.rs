//! What headings, lead-ins and the sentence itself give to the words of a clause.

use std::ops::Range;

use crate::lexicon::{ContextPart, Hit, Jurisdiction, Lexicon, Reach, Role};
use crate::policy::{Clause, ClauseId, ClauseKind, Policy, SectionId};

use super::reading::{Reading, Text};

/// Words into a sentence within which a heading's context still reaches them: "Request a copy of …", "Delete your …".
const START: usize = 3;

/// What stands above one clause and gives it context.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Above {
    /// For each context, how far a heading above carries it, if one does.
    headings: Vec<Option<Reach>>,
    /// For each context, whether the lead-in gives it.
    lead_in: Vec<bool>,
    /// Whether the lead-in speaks with reserve.
    pub(super) hedged: bool,
    /// The places that headings and lead-ins limit the clause to.
    pub(super) scope: Vec<Jurisdiction>,
}

/// Gathers for each clause of a policy what stands above it.
#[derive(Debug)]
pub(super) struct Contexts {
    above: Vec<Above>,
}

impl Contexts {
    /// Looks at all headings and lead-ins once.
    pub(super) fn new(reading: &Reading<'_>) -> Self {
        let policy = reading.policy;
        let sections: Vec<HeadingGives> = policy
            .sections()
            .map(|(id, _)| heading_gives(reading, id))
            .collect();
        let intros = introductions(policy);
        let above = policy
            .clauses()
            .map(|(id, clause)| above(reading, &sections, &intros, id, clause))
            .collect();
        Self { above }
    }

    /// What stands above `clause`.
    pub(super) fn above(&self, clause: ClauseId) -> &Above {
        &self.above[clause.0]
    }
}

/// What one heading gives by itself.
#[derive(Debug)]
struct HeadingGives {
    contexts: Vec<Option<bool>>,
    places: Vec<Jurisdiction>,
}

fn heading_gives(reading: &Reading<'_>, section: SectionId) -> HeadingGives {
    let text = reading.heading(section);
    let mut contexts: Vec<Option<bool>> = vec![None; reading.lexicon.contexts.len()];
    let mut places = Vec::new();
    for hit in &text.hits {
        match reading.lexicon.role(hit.cue) {
            Role::Context(context, ContextPart::Heading) if contexts[context].is_none() => {
                contexts[context] = Some(true);
            }
            Role::Context(context, ContextPart::NotHeading) => contexts[context] = Some(false),
            Role::Place(place) => places.push(place),
            _ => {}
        }
    }
    HeadingGives { contexts, places }
}

/// The paragraph that introduces each section, where one ends in a colon: it speaks for the lists in all parts of the section.
fn introductions(policy: &Policy) -> Vec<Option<ClauseId>> {
    let mut introductions = vec![None; policy.sections.len()];
    for (id, clause) in policy.clauses() {
        let Some(section) = clause.section else {
            continue;
        };
        let introduces =
            clause.kind == ClauseKind::Paragraph && policy.clause_text(id).ends_with(':');
        if introduces && introductions[section.0].is_none() {
            introductions[section.0] = Some(id);
        }
    }
    introductions
}

fn above(
    reading: &Reading<'_>,
    sections: &[HeadingGives],
    introductions: &[Option<ClauseId>],
    id: ClauseId,
    clause: &Clause,
) -> Above {
    let lexicon = reading.lexicon;
    let mut above = Above {
        headings: vec![None; lexicon.contexts.len()],
        lead_in: vec![false; lexicon.contexts.len()],
        hedged: false,
        scope: Vec::new(),
    };
    let mut settled = vec![false; lexicon.contexts.len()];
    for section in reading.policy.section_path(clause.section) {
        let gives = &sections[section.0];
        for (context, given) in gives.contexts.iter().enumerate() {
            // The innermost heading that says anything about a context decides.
            if let (Some(given), false) = (given, settled[context]) {
                settled[context] = true;
                above.headings[context] = given.then_some(lexicon.contexts[context].heading_reach);
            }
        }
        above.scope.extend(&gives.places);
        let introduction = introductions[section.0].filter(|introduction| *introduction < id);
        if let Some(introduction) = introduction.filter(|i| Some(*i) != clause.lead_in) {
            let text = reading.clause(introduction);
            above.hedged |= is_hedged(lexicon, text, &whole(text));
            above.scope.extend(limits(lexicon, text, &whole(text)));
        }
    }
    let mut lead_in = clause.lead_in;
    // Lead-ins stand before what they lead in, so that the chain ends.
    while let Some(leads) = lead_in {
        let text = reading.clause(leads);
        // Only the last sentence leads in: what comes before it has been said.
        let last = text.sentences.last().cloned().unwrap_or_default();
        for hit in text.hits_within(&last) {
            if let Role::Context(context, ContextPart::Sentence) = lexicon.role(hit.cue) {
                above.lead_in[context] |= !is_other_than_context(lexicon, text, context, hit);
            }
        }
        above.hedged |= is_hedged(lexicon, text, &last);
        above.scope.extend(limits(lexicon, text, &last));
        lead_in = reading
            .policy
            .clause(leads)
            .lead_in
            .filter(|next| *next < leads);
    }
    above.scope.sort_unstable();
    above.scope.dedup();
    above
}

fn whole(text: &Text) -> Range<usize> {
    0..text.words.len()
}

/// Whether another reading of the words rules out that `hit` gives `context` ("we reserve the right to").
fn is_other_than_context(lexicon: &Lexicon, text: &Text, context: usize, hit: &Hit) -> bool {
    let sentence = text.sentence_of(hit.words.start);
    text.hits_within(&sentence).any(|other| {
        lexicon.role(other.cue) == Role::Context(context, ContextPart::NotSentence)
            && other.words.start < hit.words.end
            && hit.words.start < other.words.end
    })
}

/// Whether the sentence speaks with reserve ("may have", "depending on your location").
pub(super) fn is_hedged(lexicon: &Lexicon, text: &Text, sentence: &Range<usize>) -> bool {
    let hedge = lexicon.cue("hedge");
    text.hits_within(sentence).any(|hit| hit.cue == hedge)
}

/// The places that the sentence limits itself to.
pub(super) fn limits(lexicon: &Lexicon, text: &Text, sentence: &Range<usize>) -> Vec<Jurisdiction> {
    let mut places: Vec<Jurisdiction> = text
        .hits_within(sentence)
        .filter_map(|hit| match lexicon.role(hit.cue) {
            Role::Limiter(place) => Some(place),
            _ => None,
        })
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

impl Above {
    /// Whether `hit` of a clause stands in `context`: by the words before it in its sentence, the lead-in, or a heading.
    pub(super) fn gives(
        &self,
        lexicon: &Lexicon,
        clause: &Clause,
        text: &Text,
        hit: &Hit,
        context: usize,
    ) -> bool {
        let sentence = text.sentence_of(hit.words.start);
        let in_sentence = text.hits_within(&sentence).any(|before| {
            before.words.start <= hit.words.start
                && lexicon.role(before.cue) == Role::Context(context, ContextPart::Sentence)
                && !is_other_than_context(lexicon, text, context, before)
        });
        if in_sentence {
            return true;
        }
        let in_term = clause
            .term
            .is_some_and(|term| term.overlaps(text.span(&hit.words)));
        let at_start = hit.words.start < sentence.start + START;
        let is_entry = matches!(clause.kind, ClauseKind::ListItem | ClauseKind::TableRow);
        let first_sentence = sentence.start == 0;
        if self.lead_in[context] && (first_sentence || clause.kind == ClauseKind::TableRow) {
            return true;
        }
        match self.headings[context] {
            None => false,
            Some(Reach::Start) => in_term || at_start,
            Some(Reach::Entry) => in_term || is_entry,
            Some(Reach::Section) => true,
        }
    }
}
