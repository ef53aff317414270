//! What a policy says: rights, processors, recipient categories, retention periods and disclosures, each with its words.

mod concepts;
mod context;
pub mod duration;
pub mod explain;
mod identity;
pub mod named;
mod polarity;
pub mod processors;
pub mod reading;
mod retention;
#[cfg(test)]
mod testing;
pub mod topics;
mod values;

use std::sync::Arc;

use serde::Deserialize;

use crate::lexicon::{Concept, ConceptKind, Lexicon};
use crate::policy::{ClauseId, Policy, Span};

use context::Contexts;
use named::Named;
use reading::Reading;

pub use crate::lexicon::{ConceptId, Jurisdiction};
pub use concepts::{NearMiss, WhyNot};
pub(crate) use values::emails;

/// Finds all that `policy` says.
pub fn extract(policy: &Policy, lexicon: &Lexicon) -> PolicyFacts {
    let reading = Reading::new(policy, lexicon);
    let contexts = Contexts::new(&reading);
    let named = Named::new(&reading);
    let mut facts = concepts::concepts(&reading, &contexts);
    facts.extend(concepts::told_by_headings(&reading, &contexts, &facts));
    facts.extend(identity::controller(&reading));
    facts.extend(identity::contacts(&reading));
    facts.extend(identity::authorities(&reading, &named));
    facts.extend(retention::retention(&reading));
    facts.extend(processors::processors(&reading, &named));
    let recipients = recipients_of_processors(&facts, lexicon);
    facts.extend(recipients);
    let facts = settle(facts, lexicon);
    let section_topics = topics::of_sections(&reading);
    PolicyFacts {
        facts,
        topics: topics::of_clauses(&reading),
        section_topics,
    }
}

/// A named payment provider is a recipient of the kind "payment", and so on.
fn recipients_of_processors(facts: &[Fact], lexicon: &Lexicon) -> Vec<Fact> {
    let mut recipients = Vec::new();
    for fact in facts {
        let About::Processor(processor) = &fact.about else {
            continue;
        };
        if processor.relation < Relation::Recipient {
            continue;
        }
        for concept in lexicon
            .concepts
            .iter()
            .filter(|c| c.processors.contains(&processor.category))
        {
            recipients.push(Fact {
                about: About::RecipientCategory(concept.id.clone()),
                rule: format!("recipient.{}/processor: {}", concept.id, processor.name).into(),
                ..fact.clone()
            });
        }
    }
    recipients
}

/// The facts in order of the text, without those that another statement of the policy makes void: safeguards left unnamed
/// in one place and named in another are named.
fn settle(mut facts: Vec<Fact>, lexicon: &Lexicon) -> Vec<Fact> {
    for concept in lexicon
        .concepts
        .iter()
        .filter(|c| !c.unless_stated.is_empty())
    {
        let named = facts.iter().any(|fact| {
            fact.polarity == Polarity::Stated
                && concept
                    .unless_stated
                    .iter()
                    .any(|id| fact.is_disclosure(id))
        });
        if named && concept.kind == ConceptKind::Disclosure {
            facts.retain(|fact| !fact.is_disclosure(&concept.id));
        }
    }
    facts.sort_by_key(|fact| (fact.evidence.clause, fact.matched));
    facts
}

/// Everything that one policy says, in order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PolicyFacts {
    /// The facts, by clause and place in it.
    pub facts: Vec<Fact>,
    /// The topics of each clause by its own words, most telling first; one entry for every clause of the policy.
    pub topics: Vec<Vec<ConceptId>>,
    /// The topics of each section by its heading, most telling first; one entry for every section of the policy.
    pub section_topics: Vec<Vec<ConceptId>>,
}

/// One thing that a policy states or denies, with the words that say so.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is about.
    pub about: About,
    /// Whether the policy says it or says the opposite.
    pub polarity: Polarity,
    /// Whether it is said with reserve ("may have", "depending on your location").
    pub hedged: bool,
    /// The places or laws that it is limited to; empty means everybody.
    pub scope: Vec<Jurisdiction>,
    /// The words.
    pub evidence: Evidence,
    /// The words among them that gave it away, in [`crate::policy::Policy::text`].
    pub matched: Span,
    /// How much the words prove.
    pub telling: Telling,
    /// Which rule of the lexicon or the grammar found it, as `explain` names it.
    pub rule: Arc<str>,
}

impl Fact {
    /// Whether it is a statement on `concept`.
    pub fn is_about(&self, concept: &Concept) -> bool {
        match (&self.about, concept.kind) {
            (About::Right(id), ConceptKind::Right)
            | (About::RecipientCategory(id), ConceptKind::Recipient)
            | (About::Disclosure { id, .. }, ConceptKind::Disclosure) => *id == concept.id,
            _ => false,
        }
    }

    fn is_disclosure(&self, wanted: &ConceptId) -> bool {
        matches!(&self.about, About::Disclosure { id, .. } if id == wanted)
    }
}

/// How much the words of a fact prove, by how and where they stand: the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Telling {
    /// They say it outright where the policy speaks of it: erasure among the rights, a period under "Retention".
    InPlace,
    /// They say it outright somewhere else.
    Outright,
    /// They only name it, and what stands around them makes it a statement.
    Named,
}

/// The words that a fact rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Evidence {
    /// The clause they stand in.
    pub clause: ClauseId,
    /// The words, in [`crate::policy::Policy::text`]; inside the clause's span.
    pub quote: Span,
}

/// What a fact is about.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// A data subject right.
    Right(ConceptId),
    /// A named organisation that gets or handles people's data.
    Processor(Processor),
    /// A kind of recipient.
    RecipientCategory(ConceptId),
    /// How long something is kept.
    Retention(Retention),
    /// Any other statement that data protection law asks for.
    Disclosure {
        /// Which one.
        id: ConceptId,
        /// What it says, where it has a value: an e-mail address, an age, a period.
        value: Option<String>,
    },
}

/// Whether a policy says something or says the opposite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Polarity {
    /// The policy says it.
    Stated,
    /// The policy says the opposite ("we do not sell").
    Denied,
}

/// A named organisation as one clause speaks of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Processor {
    /// The id of its row: the same for all its aliases and legal forms.
    pub id: ConceptId,
    /// Its short common name.
    pub name: String,
    /// Its name as this policy writes it.
    pub as_written: String,
    /// What it does with the data.
    pub relation: Relation,
    /// What it is for (ids of labels/GUIDE.md: "hosting", "payment", …).
    pub category: ConceptId,
    /// Where it handles the data, as the policy says: ISO 3166 alpha-2, "EU" or "EEA".
    pub location: Vec<String>,
    /// The safeguards that the policy names for it.
    pub safeguards: Vec<Safeguard>,
}

/// What a named organisation does with the data, the most telling last (ids as in the report).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Named, but nothing says that it gets data.
    Mention,
    /// Only gives data to the controller.
    Source,
    /// Gets data for its own ends.
    Recipient,
    /// Works for the controller.
    Processor,
}

/// What protects data in a third country (ids as in the report).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Safeguard {
    /// Standard contractual clauses, GDPR Art. 46(2)(c).
    Scc,
    /// An adequacy decision, GDPR Art. 45.
    Adequacy,
    /// The EU-US Data Privacy Framework.
    Dpf,
    /// A data processing agreement, GDPR Art. 28(3).
    Dpa,
    /// Binding corporate rules, GDPR Art. 47.
    Bcr,
    /// The data subject's consent, GDPR Art. 49(1)(a).
    Consent,
    /// The policy says that no third-country transfer takes place.
    NoneNeeded,
}

/// How long something is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Retention {
    /// The id of its row: subjects of different policies that mean the same share it.
    pub subject_id: ConceptId,
    /// The row's label ("Account data").
    pub subject_label: String,
    /// Which data, in the policy's own words.
    pub subject: String,
    /// How the period is told.
    pub kind: RetentionKind,
    /// The length of time, where one is given.
    pub duration: Option<Duration>,
    /// Why the data may be kept for longer than that, where the policy says so.
    pub open_end: Option<OpenEnd>,
}

/// That a retention period has no end, or none that is known (ids as in the report).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpenEnd {
    /// "For at least seven years".
    AtLeast,
    /// "Indefinitely".
    Indefinite,
}

/// How a retention period is told (labels/GUIDE.md; ids as in the report).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RetentionKind {
    /// A length of time.
    Fixed,
    /// Until something happens.
    Event,
    /// A length of time after something happens.
    #[serde(rename = "event+fixed")]
    EventThenFixed,
    /// As the law requires.
    Statutory,
    /// As long as necessary.
    Criteria,
}

/// A length of time as written: thirty days are not a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Duration {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: TimeUnit,
}

/// The unit of a [`Duration`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimeUnit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}
