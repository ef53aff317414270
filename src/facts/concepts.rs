//! Rights, recipient categories and disclosures: what the lexicon's patterns say in their context.

use std::sync::Arc;

use crate::lexicon::{Concept, ConceptKind, Hit, Lexicon, Role, Tier};
use crate::policy::{Clause, ClauseId};

use super::context::{Contexts, is_hedged, limits};
use super::polarity::{denies_in_appearance, is_negated};
use super::reading::{Reading, Text};
use super::values::value_of;
use super::{About, Evidence, Fact, Polarity};

/// All rights, recipient categories and disclosures that the clauses state or deny, in order of the text.
pub(super) fn concepts(reading: &Reading<'_>, contexts: &Contexts) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (id, clause) in reading.policy.clauses() {
        let found = facts.len();
        let text = reading.clause(id);
        for hit in &text.hits {
            if let Role::Concept(place, tier) = reading.lexicon.role(hit.cue) {
                facts.extend(
                    Candidate {
                        reading,
                        contexts,
                        id,
                        clause,
                        text,
                        hit,
                        place,
                        tier,
                    }
                    .fact(),
                );
            }
        }
        drop_repetitions(&mut facts, found);
    }
    facts
}

/// A pattern of a concept found in a clause; whether it says something is still to be told.
struct Candidate<'a> {
    reading: &'a Reading<'a>,
    contexts: &'a Contexts,
    id: ClauseId,
    clause: &'a Clause,
    text: &'a Text,
    hit: &'a Hit,
    place: usize,
    tier: Tier,
}

impl Candidate<'_> {
    fn fact(&self) -> Option<Fact> {
        let polarity = self.polarity()?;
        if self.is_something_else() || self.is_settled_otherwise() {
            return None;
        }
        let lexicon = self.reading.lexicon;
        let concept = &lexicon.concepts[self.place];
        let above = self.contexts.above(self.id);
        let sentence = self.text.sentence_of(self.hit.words.start);
        let mut scope = limits(lexicon, self.text, &sentence);
        scope.extend(&above.scope);
        scope.sort_unstable();
        scope.dedup();
        let quote = self.text.span(&sentence);
        Some(Fact {
            about: about(
                concept,
                value_of(concept, self.reading, self.text, self.hit),
            ),
            polarity,
            hedged: above.hedged || is_hedged(lexicon, self.text, &sentence),
            scope,
            evidence: Evidence {
                clause: self.id,
                quote: with_final_stop(self.reading, self.clause, quote),
            },
            matched: self.text.span(&self.hit.words),
            rule: rule(lexicon, concept, self.tier, self.hit),
        })
    }

    /// What the pattern says here, or nothing where its context is not given.
    fn polarity(&self) -> Option<Polarity> {
        let concept = &self.reading.lexicon.concepts[self.place];
        match self.tier {
            Tier::Never => None,
            Tier::States => Some(Polarity::Stated),
            Tier::Denies => (!denies_in_appearance(self.reading.lexicon, self.text, self.hit))
                .then_some(Polarity::Denied),
            Tier::Says => self.unless_negated(concept),
            Tier::Asks if self.stands_in(concept.asks_in) => self.unless_negated(concept),
            Tier::Names if self.stands_in(concept.names_in) => self.unless_negated(concept),
            Tier::Asks | Tier::Names => None,
        }
    }

    /// A negated disclosure is denied; that a kind of recipient gets nothing is no statement on it; rights are denied only
    /// in words of their own, for "the right not to be subject to" denies nothing.
    fn unless_negated(&self, concept: &Concept) -> Option<Polarity> {
        let negated = || is_negated(self.reading.lexicon, self.text, self.hit);
        match concept.kind {
            ConceptKind::Right => Some(Polarity::Stated),
            ConceptKind::Disclosure if negated() => Some(Polarity::Denied),
            ConceptKind::Recipient if negated() => None,
            ConceptKind::Disclosure | ConceptKind::Recipient => Some(Polarity::Stated),
        }
    }

    fn stands_in(&self, context: usize) -> bool {
        let above = self.contexts.above(self.id);
        above.gives(
            self.reading.lexicon,
            self.clause,
            self.text,
            self.hit,
            context,
        )
    }

    /// Whether a pattern that speaks for itself, whatever negation is near, settles the same sentence.
    fn is_settled_otherwise(&self) -> bool {
        let lexicon = self.reading.lexicon;
        let sentence = self.text.sentence_of(self.hit.words.start);
        let settles = |other: &Hit| match lexicon.role(other.cue) {
            Role::Concept(place, Tier::States) => place == self.place,
            Role::Concept(place, Tier::Denies) => {
                place == self.place && !denies_in_appearance(lexicon, self.text, other)
            }
            _ => false,
        };
        self.tier == Tier::Says && self.text.hits_within(&sentence).any(settles)
    }

    /// Whether a look-alike covers the words: "access control", "reserve the right to change".
    fn is_something_else(&self) -> bool {
        let never = Role::Concept(self.place, Tier::Never);
        self.text.hits.iter().any(|other| {
            self.reading.lexicon.role(other.cue) == never
                && other.words.start < self.hit.words.end
                && self.hit.words.start < other.words.end
        })
    }
}

fn about(concept: &Concept, value: Option<String>) -> About {
    let id = concept.id.clone();
    match concept.kind {
        ConceptKind::Right => About::Right(id),
        ConceptKind::Recipient => About::RecipientCategory(id),
        ConceptKind::Disclosure => About::Disclosure { id, value },
    }
}

/// The name under which `explain` finds the rule again: the entry, how it was read, the pattern.
fn rule(lexicon: &Lexicon, concept: &Concept, tier: Tier, hit: &Hit) -> Arc<str> {
    let family = match concept.kind {
        ConceptKind::Right => "right",
        ConceptKind::Recipient => "recipient",
        ConceptKind::Disclosure => "disclosure",
    };
    let tier = match tier {
        Tier::Says => "says",
        Tier::States => "states",
        Tier::Denies => "denies",
        Tier::Asks => "asks",
        Tier::Names => "names",
        Tier::Never => "never",
    };
    format!(
        "{family}.{}/{tier}: {}",
        concept.id,
        lexicon.matcher().pattern_text(hit.pattern)
    )
    .into()
}

/// The quote with the stop, quotation mark or bracket that closes it.
fn with_final_stop(
    reading: &Reading<'_>,
    clause: &Clause,
    quote: crate::policy::Span,
) -> crate::policy::Span {
    let rest = crate::policy::Span::new(quote.end(), clause.span.end());
    let tail = reading.policy.words(rest);
    let end = tail.find(char::is_whitespace).unwrap_or(tail.len());
    let closes = tail
        .get(..end)
        .is_some_and(|tail| tail.chars().all(|c| !c.is_alphanumeric()));
    if closes {
        crate::policy::Span::new(quote.start(), quote.end() + end)
    } else {
        quote
    }
}

/// One fact a sentence for each concept and polarity is enough: the first found stands for the others.
fn drop_repetitions(facts: &mut Vec<Fact>, from: usize) {
    let mut kept: Vec<Fact> = Vec::with_capacity(facts.len() - from);
    for fact in facts.drain(from..) {
        let repeated = kept.iter().any(|k| {
            k.about == fact.about && k.polarity == fact.polarity && k.evidence == fact.evidence
        });
        if !repeated {
            kept.push(fact);
        }
    }
    facts.append(&mut kept);
}
