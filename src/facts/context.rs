//! What headings, lead-ins and the sentence itself give to the words of a clause.

use std::ops::Range;

use crate::lexicon::{ConceptKind, ContextPart, Hit, Jurisdiction, Lexicon, Reach, Role, Tier};
use crate::policy::{Clause, ClauseId, ClauseKind, Policy, SectionId, Span};

use super::reading::{Reading, Text};

/// Words into a sentence within which a heading's context still reaches them: "Request a copy of …", "Delete your …".
const START: usize = 3;

/// Words into the head of a column within which it says what the column is about: "Our legal basis".
const LEADS: usize = 2;

/// What stands above one clause and gives it context.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Above {
    /// For each context, how far a heading above carries it, if one does.
    headings: Vec<Option<Reach>>,
    /// For each context, whether the lead-in gives it.
    lead_in: Vec<bool>,
    /// The reserve with which the lead-in speaks.
    pub(super) reserve: Reserve,
    /// Whether the lead-in says of its items that they are not done.
    pub(super) not_done: bool,
    /// The places that headings and lead-ins limit the clause to.
    pub(super) scope: Vec<Jurisdiction>,
    /// The cells of a table row to which the head of their column gives a context.
    cells: Vec<(Span, usize)>,
    /// The concepts that the headings above name.
    concepts: Vec<usize>,
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
    concepts: Vec<usize>,
}

fn heading_gives(reading: &Reading<'_>, section: SectionId) -> HeadingGives {
    let text = reading.heading(section);
    let mut contexts: Vec<Option<bool>> = vec![None; reading.lexicon.contexts.len()];
    let mut places = Vec::new();
    let mut concepts = Vec::new();
    for hit in &text.hits {
        match reading.lexicon.role(hit.cue) {
            Role::Context(context, ContextPart::Heading) if contexts[context].is_none() => {
                contexts[context] = Some(true);
            }
            Role::Context(context, ContextPart::NotHeading) => contexts[context] = Some(false),
            Role::Place(place) => places.push(place),
            Role::Concept(place, tier) if tier != Tier::Never => concepts.push(place),
            _ => {}
        }
    }
    HeadingGives {
        contexts,
        places,
        concepts,
    }
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
        reserve: Reserve::None,
        not_done: false,
        scope: Vec::new(),
        cells: cells_under_heads(reading, clause),
        concepts: Vec::new(),
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
        above.concepts.extend(&gives.concepts);
        let introduction = introductions[section.0].filter(|introduction| *introduction < id);
        if let Some(introduction) = introduction.filter(|i| Some(*i) != clause.lead_in) {
            let text = reading.clause(introduction);
            above.reserve = above.reserve.max(reserve(lexicon, text, &whole(text)));
            above.scope.extend(limits(lexicon, text, &whole(text)));
        }
    }
    if let (Some(section), None, ClauseKind::ListItem) =
        (clause.section, clause.lead_in, clause.kind)
    {
        let heading = reading.heading(section);
        above.not_done = says_not_done(lexicon, heading, &whole(heading));
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
        above.reserve = above.reserve.max(reserve(lexicon, text, &last));
        above.not_done |= says_not_done(lexicon, text, &last);
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

/// "Legal basis" over a column makes every "consent" under it one.
fn cells_under_heads(reading: &Reading<'_>, clause: &Clause) -> Vec<(Span, usize)> {
    let Some(header) = clause.header else {
        return Vec::new();
    };
    let heads = &reading.policy.clause(header).cells;
    let text = reading.clause(header);
    let mut under = Vec::new();
    for hit in &text.hits {
        if let Role::Context(context, ContextPart::Heading) = reading.lexicon.role(hit.cue) {
            let words = text.span(&hit.words);
            // "Purpose of the disclosure" is about purposes.
            let leads = |head: &Span| {
                let before = Span::new(head.start(), words.start());
                reading.policy.words(before).split_whitespace().count() < LEADS
            };
            let column = heads
                .iter()
                .position(|head| head.contains(words) && leads(head));
            let cell = column.and_then(|column| clause.cells.get(column));
            under.extend(cell.map(|cell| (*cell, context)));
        }
    }
    under
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

/// The reserve with which the sentence speaks.
pub(super) fn reserve(lexicon: &Lexicon, text: &Text, sentence: &Range<usize>) -> Reserve {
    let has = |cue| text.hits_of(lexicon.cue(cue), sentence).next().is_some();
    if has("hedge") {
        Reserve::OnAll
    } else if has("hedge.right") {
        Reserve::OnRights
    } else {
        Reserve::None
    }
}

/// Whether words hold back, and on what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reserve {
    /// They don't.
    #[default]
    None,
    /// On the rights that they give: "where required by law" is the very case in which authorities get data.
    OnRights,
    /// On whatever they say: "may have", "depending on your location".
    OnAll,
}

impl Reserve {
    /// Whether a statement on a concept of `kind` is made with reserve.
    pub(super) fn hedges(self, kind: ConceptKind) -> bool {
        match self {
            Self::None => false,
            Self::OnRights => kind == ConceptKind::Right,
            Self::OnAll => true,
        }
    }
}

/// Whether a lead-in says that what its items tell is not done: "We never:", "We do not use your data to:".
pub(super) fn says_not_done(lexicon: &Lexicon, text: &Text, sentence: &Range<usize>) -> bool {
    const NEAR: usize = 10;
    let near = sentence.end.saturating_sub(NEAR).max(sentence.start)..sentence.end;
    let of_else = lexicon.cue("not-done.else");
    let says_else = |hit: &Hit| {
        let mut others = text.hits_of(of_else, sentence);
        others.any(|other| other.words.start < hit.words.end && hit.words.start < other.words.end)
    };
    text.hits_of(lexicon.cue("not-done"), &near)
        .any(|hit| !says_else(hit))
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
    /// Whether a heading above gives `context`.
    pub(super) fn is_about(&self, context: usize) -> bool {
        self.headings[context].is_some()
    }

    /// Whether a heading above names the concept at `place` of the lexicon.
    pub(super) fn speaks_of(&self, place: usize) -> bool {
        self.concepts.contains(&place)
    }

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
        let given_by = |sentence: &Range<usize>| {
            text.hits_within(sentence).any(|before| {
                before.words.start <= hit.words.start
                    && lexicon.role(before.cue) == Role::Context(context, ContextPart::Sentence)
                    && !is_other_than_context(lexicon, text, context, before)
            })
        };
        let points_back = sentence.start > 0
            && text
                .hits_of(lexicon.cue("points-back"), &sentence)
                .any(|back| back.words.start == sentence.start);
        if given_by(&sentence) || points_back && given_by(&text.sentence_of(sentence.start - 1)) {
            return true;
        }
        let here = text.span(&hit.words);
        if self
            .cells
            .iter()
            .any(|(cell, given)| *given == context && cell.contains(here))
        {
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
