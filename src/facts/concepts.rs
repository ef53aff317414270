//! Rights, recipient categories and disclosures: what the lexicon's patterns say in their context.

use std::ops::Range;
use std::sync::Arc;

use crate::lexicon::{Concept, ConceptKind, Hit, Lexicon, Negated, Role, Tier};
use crate::policy::{Clause, ClauseId, Policy, SectionId, Span};

use super::context::{Contexts, is_hedged, limits};
use super::polarity::{denies_in_appearance, is_negated};
use super::reading::{Reading, Text};
use super::values::value_of;
use super::{About, Evidence, Fact, Polarity, Telling};

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
                    .fact()
                    .ok(),
                );
            }
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
            let Role::Concept(place, tier @ (Tier::Says | Tier::States | Tier::Names)) =
                reading.lexicon.role(hit.cue)
            else {
                continue;
            };
            let concept = &reading.lexicon.concepts[place];
            let speaks_for_its_section = concept.kind == ConceptKind::Right
                || concept.id.as_str().starts_with("legal-basis.");
            if !speaks_for_its_section
                || told.iter().chain(&facts).any(|fact| fact.is_about(concept))
            {
                continue;
            }
            let candidate = Candidate {
                reading,
                contexts,
                id,
                clause,
                text,
                hit,
                place,
                tier,
            };
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
            let Role::Concept(concept, tier) = reading.lexicon.role(hit.cue) else {
                continue;
            };
            if concept != place || tier == Tier::Never {
                continue;
            }
            let candidate = Candidate {
                reading,
                contexts,
                id,
                clause,
                text,
                hit,
                place,
                tier,
            };
            match candidate.fact() {
                Ok(fact) => facts.push(fact),
                Err(why) => misses.push(candidate.miss(why)),
            }
        }
    }
    (facts, misses)
}

impl Candidate<'_> {
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
            hedged: above.hedged || is_hedged(lexicon, self.text, &sentence),
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
        let negated = || is_negated(self.reading.lexicon, self.text, self.hit);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::testing::{Draft, policy_of};
    use crate::facts::{Jurisdiction, extract};

    /// What the texts say, in brief: "right.access", "not disclosure.sale".
    fn said(policy: &Policy) -> Vec<String> {
        let mut said: Vec<String> = extract(policy, Lexicon::built_in())
            .facts
            .iter()
            .filter_map(|fact| {
                let what = match &fact.about {
                    About::Right(id) => format!("right.{id}"),
                    About::RecipientCategory(id) => format!("recipient.{id}"),
                    About::Disclosure {
                        id,
                        value: Some(value),
                    } => format!("disclosure.{id}={value}"),
                    About::Disclosure { id, .. } => format!("disclosure.{id}"),
                    About::Processor(_) | About::Retention(_) => return None,
                };
                Some(if fact.polarity == Polarity::Denied {
                    format!("not {what}")
                } else {
                    what
                })
            })
            .collect();
        said.sort();
        said.dedup();
        said
    }

    #[track_caller]
    fn says(text: &str, expected: &[&str]) {
        assert_eq!(said(&policy_of(&[text])), expected, "{text}");
    }

    #[test]
    fn one_sentence_states_many_rights() {
        says(
            "You have the right to access, correct, erase or port your personal data and to object to its processing.",
            &[
                "right.access",
                "right.erasure",
                "right.objection",
                "right.portability",
                "right.rectification",
            ],
        );
    }

    #[test]
    fn a_lead_in_gives_its_items_context() {
        let mut draft = Draft::new();
        let lead_in =
            draft.paragraph("If you live in California, you may have the following rights:");
        draft.item(Some(lead_in), "Deletion — of what we hold.");
        let policy = draft.policy;
        assert_eq!(said(&policy), ["right.erasure"]);
        let facts = extract(&policy, Lexicon::built_in()).facts;
        assert!(
            facts
                .iter()
                .all(|fact| fact.hedged && fact.scope == [Jurisdiction::California])
        );
    }

    #[test]
    fn names_of_rights_mean_nothing_elsewhere() {
        says(
            "Deletion jobs run at night and correction of errors is automatic.",
            &[],
        );
        says(
            "We reserve the right to restrict access and to delete your account.",
            &[],
        );
        says("All rights reserved.", &[]);
        says(
            "Access controls protect the rack, and only staff with access rights enter.",
            &[],
        );
    }

    #[test]
    fn a_negation_denies_what_can_be_denied() {
        says(
            "We do not sell, rent or trade your personal data.",
            &["not disclosure.sale"],
        );
        says(
            "Profiling does not take place.",
            &["not disclosure.profiling"],
        );
        says(
            "A data protection officer has not been appointed.",
            &["not disclosure.dpo"],
        );
        says(
            "We do not use your prompts to train our models.",
            &["not disclosure.ai-training"],
        );
    }

    #[test]
    fn a_negation_elsewhere_in_the_sentence_denies_nothing() {
        says(
            "We take appropriate technical measures to protect your data, but no system is perfectly secure.",
            &["disclosure.security-measures"],
        );
        says(
            "A cookie does not tell us who you are.",
            &["disclosure.cookies"],
        );
        says(
            "If you are not happy with this, you may lodge a complaint with the Information Commissioner's Office.",
            &["disclosure.supervisory-authority", "right.complaint"],
        );
        says(
            "We use data for purposes including, but not limited to, targeted advertising.",
            &["disclosure.targeted-advertising"],
        );
    }

    #[test]
    fn values_travel_with_their_statement() {
        says(
            "Our service is not directed to children under 16.",
            &["disclosure.children=16"],
        );
        says(
            "Write to privacy@example.org.",
            &["disclosure.contact=privacy@example.org"],
        );
    }

    #[test]
    fn recipients_count_where_data_goes_to_them() {
        says(
            "We share data with payment processors and advertising networks.",
            &["recipient.advertising", "recipient.payment"],
        );
        says("We do not share data with advertising networks.", &[]);
        says("Our marketing team likes analytics.", &[]);
    }

    #[test]
    fn what_only_a_heading_says_is_told_by_the_words_under_it() {
        let mut draft = Draft::new();
        draft.heading("Right to data portability");
        draft.paragraph("Use the form on our site and we will send you a file.");
        let policy = draft.policy;
        assert_eq!(said(&policy), ["right.portability"]);
        let facts = extract(&policy, Lexicon::built_in()).facts;
        assert!(facts[0].rule.ends_with("in the heading"));
        assert!(
            policy
                .words(facts[0].evidence.quote)
                .starts_with("Use the form")
        );
    }

    #[test]
    fn the_head_of_a_column_gives_its_cells_context() {
        let mut draft = Draft::new();
        let header = draft.row(None, "Purpose of the processing | Legal basis");
        draft.row(Some(header), "Bookkeeping | Legal obligation");
        assert_eq!(
            said(&draft.policy),
            ["disclosure.legal-basis.legal-obligation"]
        );
        let mut draft = Draft::new();
        let header = draft.row(None, "Purpose of the disclosure | What");
        draft.row(Some(header), "Customer support | Names");
        assert_eq!(said(&draft.policy), [""; 0]);
    }

    #[test]
    fn a_sentence_that_points_back_has_the_context_of_the_one_before() {
        says(
            "We share data with others who work for us. These include billing and web analytics.",
            &["recipient.analytics", "recipient.payment"],
        );
        says(
            "We share data with others who work for us. Billing is hard.",
            &[],
        );
    }

    #[test]
    fn whoever_speaks_is_the_controller() {
        for text in [
            "Quibblix Cloud, Inc. (“Quibblix”) respects your privacy.",
            "Quibblix, LLC and its subsidiaries (collectively, “Quibblix”, “we” or “us”) run this site.",
            "When we say Quibblix, we mean Quibblix Cloud Limited.",
        ] {
            says(text, &["disclosure.controller"]);
        }
        for text in [
            "Our site uses maps, a service provided by Quibblix, Inc. (“Quibblix”).",
            "Links may lead to sites owned by other companies.",
        ] {
            says(text, &[]);
        }
    }

    #[test]
    fn refusing_data_has_consequences_that_are_told() {
        for text in [
            "You can choose not to give us some details, but then you might not be able to order.",
            "You do not have to give us any of this information, but without it we cannot ship.",
        ] {
            says(text, &["disclosure.obligation-to-provide"]);
        }
    }

    #[test]
    fn what_may_be_asked_for_is_not_what_is_done() {
        says(
            "You may learn the categories of personal information that we sold or shared.",
            &[],
        );
        says(
            "The right to object at any time to your data being used for direct marketing (including profiling).",
            &["right.automated-decision", "right.objection"],
        );
        says(
            "We do not collect any sensitive data about you.",
            &["not disclosure.special-categories"],
        );
        says(
            "Others help with incident response and service notifications.",
            &[],
        );
    }

    #[test]
    fn sending_it_to_us_is_no_transfer_to_a_third_country() {
        says("What is sent or transmitted to us stays with us.", &[]);
        says(
            "Data is sent to the US.",
            &["disclosure.transfer.third-country"],
        );
    }

    #[test]
    fn a_signal_is_honoured_by_what_is_then_not_done() {
        says(
            "If your browser sends a Do Not Track signal, we will not use any of these tools.",
            &["disclosure.gpc-dnt"],
        );
        says(
            "When we get a Do Not Track signal we do not respond to it.",
            &["not disclosure.gpc-dnt"],
        );
    }

    #[test]
    fn what_is_not_yet_done_is_denied() {
        says(
            "Our site is not yet set up to interpret or respond to Do Not Track signals.",
            &["not disclosure.gpc-dnt"],
        );
    }

    #[test]
    fn the_laws_own_words_for_a_legal_basis_need_no_context() {
        says(
            "We do so for compliance with a legal obligation to which we are subject.",
            &["disclosure.legal-basis.legal-obligation"],
        );
    }

    #[test]
    fn a_right_in_words_that_look_like_something_else() {
        says(
            "You may ask us to restrict or limit processing, and that we restrict it.",
            &["right.restriction"],
        );
        says("We may restrict processing of orders at night.", &[]);
        says(
            "You can change your consent in your account.",
            &["right.withdraw-consent"],
        );
        says("You can remove the app's access to that account.", &[]);
        says("The logs go upon account deletion.", &[]);
    }

    #[test]
    fn words_among_the_rights_are_more_telling_than_elsewhere() {
        let mut draft = Draft::new();
        draft.heading("Storage");
        draft.paragraph("You can delete your account.");
        draft.heading("Your rights");
        draft.paragraph("You have the right to erasure of your data.");
        let facts = extract(&draft.policy, Lexicon::built_in()).facts;
        let telling: Vec<Telling> = facts.iter().map(|fact| fact.telling).collect();
        assert_eq!(telling, [Telling::Outright, Telling::InPlace]);
    }

    #[test]
    fn named_safeguards_make_unnamed_ones_void() {
        let unnamed =
            "When data are transferred to third countries, we take appropriate safeguards.";
        let named = "For transfers to third countries we rely on standard contractual clauses.";
        assert!(
            said(&policy_of(&[unnamed]))
                .contains(&"disclosure.transfer.unspecified-safeguards".to_owned())
        );
        let both = said(&policy_of(&[unnamed, named]));
        assert!(both.contains(&"disclosure.transfer.scc".to_owned()));
        assert!(!both.contains(&"disclosure.transfer.unspecified-safeguards".to_owned()));
    }

    #[test]
    fn a_look_alike_is_told_as_a_near_miss() {
        let policy = policy_of(&["We restrict access to your personal data."]);
        let lexicon = Lexicon::built_in();
        let reading = Reading::new(&policy, lexicon);
        let place = lexicon.concept(ConceptKind::Right, "access").unwrap();
        let (facts, misses) = weigh(&reading, &Contexts::new(&reading), place);
        assert!(facts.is_empty());
        assert!(
            misses
                .iter()
                .any(|miss| matches!(miss.why, WhyNot::OtherMeaning(_) | WhyNot::NoContext(_)))
        );
    }
}
