//! Rights, recipient categories and disclosures: what the lexicon's patterns say in their context.

use std::ops::Range;
use std::sync::Arc;

use crate::lexicon::{Concept, ConceptKind, Hit, Lexicon, Negated, Role, Tier};
use crate::policy::{Clause, ClauseId, Policy, SectionId, Span};

use super::context::{Contexts, limits, reserve};
use super::polarity::{denies_in_appearance, is_negated};
use super::reading::{Reading, Text};
use super::values::value_of;
use super::{About, Evidence, Fact, Polarity, Telling};

#[cfg(test)]
mod tests;

/// All rights, recipient categories and disclosures that the clauses state or deny, in order of the text.
pub(super) fn concepts(reading: &Reading<'_>, contexts: &Contexts) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (id, clause) in reading.policy.clauses() {
        let found = facts.len();
        let text = reading.clause(id);
        for hit in &text.hits {
            let candidate = Candidate::of(reading, contexts, (id, clause), text, hit);
            facts.extend(candidate.and_then(|candidate| candidate.fact().ok()));
        }
        drop_repetitions(&mut facts, found);
    }
    facts
}

/// What only a heading says, where the text under it never says it again: "Right to data portability" over how to exercise it.
///
/// The words that prove it are the first sentence under the heading.
pub(super) fn told_by_headings(
    reading: &Reading<'_>,
    contexts: &Contexts,
    told: &[Fact],
) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for (section, first_under) in first_clauses(reading.policy) {
        let (id, clause) = first_under;
        let text = reading.heading(section);
        for hit in &text.hits {
            let candidate = Candidate::of(reading, contexts, first_under, text, hit);
            let Some(candidate) = candidate.filter(|candidate| {
                matches!(candidate.tier, Tier::Says | Tier::States | Tier::Names)
            }) else {
                continue;
            };
            let concept = candidate.concept();
            let speaks_for_its_section = concept.kind == ConceptKind::Right
                || concept.id.as_str().starts_with("legal-basis.");
            if !speaks_for_its_section
                || told.iter().chain(&facts).any(|fact| fact.is_about(concept))
            {
                continue;
            }
            if let Ok(fact) = candidate.fact() {
                let under = reading.clause(id);
                let first = under
                    .sentences
                    .first()
                    .map(|sentence| under.span(sentence))
                    .unwrap_or(clause.span);
                let evidence = Evidence {
                    clause: id,
                    quote: with_final_stop(reading, clause, first),
                };
                facts.push(Fact {
                    evidence,
                    matched: evidence.quote,
                    rule: format!("{}, in the heading", fact.rule).into(),
                    ..fact
                });
            }
        }
    }
    facts
}

/// The sections that clauses stand in directly, each with the first of them.
fn first_clauses(policy: &Policy) -> Vec<(SectionId, (ClauseId, &Clause))> {
    let mut first: Vec<(SectionId, (ClauseId, &Clause))> = Vec::new();
    for (id, clause) in policy.clauses() {
        // A section's own clauses stand together, before those of its subsections or after them.
        if let Some(section) = clause.section
            && first.last().is_none_or(|(last, _)| *last < section)
        {
            first.push((section, (id, clause)));
        }
    }
    first
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

/// Why words that look like a statement are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// They mean something else: this pattern says so.
    OtherMeaning(Arc<str>),
    /// They count only in this context, which is not given.
    NoContext(String),
    /// The sentence negates them.
    Negated,
    /// A plainer pattern settles the sentence.
    Settled,
}

/// Words that look like a statement and are none.
#[derive(Clone, Debug, PartialEq)]
pub struct NearMiss {
    /// The sentence.
    pub evidence: Evidence,
    /// The words that look like it, in [`crate::policy::Policy::text`].
    pub matched: Span,
    /// The rule that nearly found it.
    pub rule: Arc<str>,
    /// Why it does not count.
    pub why: WhyNot,
}

/// What a policy says on the concept at `place` of the lexicon, and what looks like it and is not, in order of the text.
pub(super) fn weigh(
    reading: &Reading<'_>,
    contexts: &Contexts,
    place: usize,
) -> (Vec<Fact>, Vec<NearMiss>) {
    let (mut facts, mut misses) = (Vec::new(), Vec::new());
    for (id, clause) in reading.policy.clauses() {
        let text = reading.clause(id);
        for hit in &text.hits {
            let candidate = Candidate::of(reading, contexts, (id, clause), text, hit)
                .filter(|candidate| candidate.place == place && candidate.tier != Tier::Never);
            match candidate.map(|candidate| candidate.fact().map_err(|why| candidate.miss(why))) {
                Some(Ok(fact)) => facts.push(fact),
                Some(Err(miss)) => misses.push(miss),
                None => {}
            }
        }
    }
    (facts, misses)
}

impl<'a> Candidate<'a> {
    /// What `hit` may state in `text`, which is that of `clause` or of the heading above it; none where it is no concept's.
    fn of(
        reading: &'a Reading<'a>,
        contexts: &'a Contexts,
        (id, clause): (ClauseId, &'a Clause),
        text: &'a Text,
        hit: &'a Hit,
    ) -> Option<Self> {
        let Role::Concept(place, tier) = reading.lexicon.role(hit.cue) else {
            return None;
        };
        Some(Self {
            reading,
            contexts,
            id,
            clause,
            text,
            hit,
            place,
            tier,
        })
    }

    fn fact(&self) -> Result<Fact, WhyNot> {
        let polarity = self.polarity()?;
        if let Some(look_alike) = self.look_alike() {
            return Err(WhyNot::OtherMeaning(look_alike));
        }
        if self.is_settled_otherwise() {
            return Err(WhyNot::Settled);
        }
        let lexicon = self.reading.lexicon;
        let above = self.contexts.above(self.id);
        let sentence = self.sentence();
        let mut scope = limits(lexicon, self.text, &sentence);
        scope.extend(&above.scope);
        scope.sort_unstable();
        scope.dedup();
        Ok(Fact {
            about: about(
                self.concept(),
                value_of(self.concept(), self.reading, self.text, self.hit),
            ),
            polarity,
            hedged: above
                .reserve
                .max(reserve(lexicon, self.text, &sentence))
                .hedges(self.concept().kind),
            scope,
            evidence: self.evidence(),
            matched: self.text.span(&self.hit.words),
            telling: self.telling(),
            rule: rule(lexicon, self.concept(), self.tier, self.hit),
        })
    }

    fn telling(&self) -> Telling {
        let concept = self.concept();
        let above = self.contexts.above(self.id);
        let in_place = above.speaks_of(self.place) || above.is_about(concept.names_in);
        match self.tier {
            Tier::Says | Tier::States | Tier::Denies if in_place => Telling::InPlace,
            Tier::Says | Tier::States | Tier::Denies => Telling::Outright,
            // "Erasure" at the head of an item among the rights is as plain as words can be.
            _ if in_place && self.stands_at_start() => Telling::InPlace,
            _ => Telling::Named,
        }
    }

    fn stands_at_start(&self) -> bool {
        let sentence = self.sentence();
        sentence.start == 0 && self.hit.words.start < sentence.start + 3
    }

    fn miss(&self, why: WhyNot) -> NearMiss {
        NearMiss {
            evidence: self.evidence(),
            matched: self.text.span(&self.hit.words),
            rule: rule(self.reading.lexicon, self.concept(), self.tier, self.hit),
            why,
        }
    }

    fn concept(&self) -> &Concept {
        &self.reading.lexicon.concepts[self.place]
    }

    fn sentence(&self) -> Range<usize> {
        self.text.sentence_of(self.hit.words.start)
    }

    fn evidence(&self) -> Evidence {
        let quote = self.text.span(&self.sentence());
        Evidence {
            clause: self.id,
            quote: with_final_stop(self.reading, self.clause, quote),
        }
    }

    /// What the pattern says here, or why it says nothing.
    fn polarity(&self) -> Result<Polarity, WhyNot> {
        let lexicon = self.reading.lexicon;
        match self.tier {
            Tier::States => Ok(Polarity::Stated),
            Tier::Denies if denies_in_appearance(lexicon, self.text, self.hit) => {
                Err(WhyNot::Negated)
            }
            Tier::Denies => Ok(Polarity::Denied),
            Tier::Says => self.unless_negated(),
            Tier::Asks => self.in_context(self.concept().asks_in),
            Tier::Names => self.in_context(self.concept().names_in),
            Tier::Never => Err(WhyNot::Settled),
        }
    }

    fn in_context(&self, context: usize) -> Result<Polarity, WhyNot> {
        if self.stands_in(context) {
            self.unless_negated()
        } else {
            Err(WhyNot::NoContext(
                self.reading.lexicon.contexts[context].id.clone(),
            ))
        }
    }

    /// A negated disclosure is denied where its entry says that it can be; that a kind of recipient gets nothing is no
    /// statement on it; all else is denied only in words of its own: "the right not to be subject to" denies nothing, nor
    /// does "security measures, but no system is secure".
    fn unless_negated(&self) -> Result<Polarity, WhyNot> {
        let not_done = self.contexts.above(self.id).not_done;
        let negated = || is_negated(self.reading.lexicon, self.text, self.hit) != not_done;
        match self.concept().kind {
            ConceptKind::Right => Ok(Polarity::Stated),
            ConceptKind::Disclosure if self.concept().negated == Negated::Denied && negated() => {
                Ok(Polarity::Denied)
            }
            ConceptKind::Recipient if negated() => Err(WhyNot::Negated),
            ConceptKind::Disclosure | ConceptKind::Recipient => Ok(Polarity::Stated),
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

    /// The pattern of a look-alike that covers the words: "access control", "reserve the right to change".
    fn look_alike(&self) -> Option<Arc<str>> {
        let lexicon = self.reading.lexicon;
        let never = Role::Concept(self.place, Tier::Never);
        let covers = |other: &&Hit| {
            lexicon.role(other.cue) == never
                && other.words.start < self.hit.words.end
                && self.hit.words.start < other.words.end
        };
        let sentence = self.sentence();
        let other = self.text.hits_within(&sentence).find(covers)?;
        Some(lexicon.matcher().pattern_text(other.pattern))
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
fn with_final_stop(reading: &Reading<'_>, clause: &Clause, quote: Span) -> Span {
    let rest = Span::new(quote.end(), clause.span.end());
    let tail = reading.policy.words(rest);
    let end = tail.find(char::is_whitespace).unwrap_or(tail.len());
    let closes = tail
        .get(..end)
        .is_some_and(|tail| tail.chars().all(|c| !c.is_alphanumeric()));
    if closes {
        Span::new(quote.start(), quote.end() + end)
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
