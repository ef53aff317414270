//! Why a policy is said to state, deny or be silent on something: the rules that found it, and what nearly did.

use crate::error::{Error, nearest};
use crate::lexicon::{ConceptId, ConceptKind, Lexicon, Reference, Tier};
use crate::policy::Policy;

use super::concepts::weigh;
use super::context::Contexts;
use super::reading::Reading;
use super::{About, Fact, NearMiss, extract};

/// What an explanation is asked for: a row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A right, recipient category or disclosure.
    Concept(ConceptKind, ConceptId),
    /// A named organisation.
    Processor(ConceptId),
    /// What is kept.
    Retention(ConceptId),
}

impl Subject {
    /// The error that says that there is no such row, with the one of `lexicon` that may be meant.
    pub fn unknown(&self, lexicon: &Lexicon) -> Error {
        let (what, id) = match self {
            Self::Concept(ConceptKind::Right, id) => ("right", id),
            Self::Concept(ConceptKind::Recipient, id) => ("recipient category", id),
            Self::Concept(ConceptKind::Disclosure, id) => ("disclosure", id),
            Self::Processor(id) => ("processor", id),
            Self::Retention(id) => ("retention subject", id),
        };
        let help = match nearest(id.as_str(), self.likes(lexicon).into_iter()) {
            Some(near) => format!("is `{near}` meant?"),
            None => "the rows of a policy and their ids stand in its --json report".to_owned(),
        };
        Error::Unknown {
            what,
            name: id.to_string(),
            help,
        }
    }

    /// The ids of all rows of its kind that `lexicon` knows.
    fn likes<'l>(&self, lexicon: &'l Lexicon) -> Vec<&'l str> {
        match self {
            Self::Concept(kind, _) => {
                let concepts = lexicon.concepts.iter();
                let alike = concepts.filter(|concept| concept.kind == *kind);
                alike.map(|concept| concept.id.as_str()).collect()
            }
            Self::Processor(_) => {
                let providers = lexicon.names().providers().iter();
                providers.map(|provider| provider.id.as_str()).collect()
            }
            Self::Retention(_) => {
                let subjects = lexicon.subjects.iter();
                subjects.map(|subject| subject.id.as_str()).collect()
            }
        }
    }
}

/// Why one policy is said to state, deny or be silent on something.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What people call it.
    pub label: String,
    /// The provisions that it stems from.
    pub refs: Vec<Reference>,
    /// The statements found, in order of the text; none where the policy is silent.
    pub facts: Vec<Fact>,
    /// Words that look like a statement and are none, in order of the text.
    pub near_misses: Vec<NearMiss>,
    /// The patterns that were looked for, by how they are read.
    pub looked_for: Vec<(Tier, Vec<String>)>,
}

/// Explains what `policy` says on `subject`; none where the lexicon and the policy know of no such thing.
pub fn explain(policy: &Policy, lexicon: &Lexicon, subject: &Subject) -> Option<Explanation> {
    match subject {
        Subject::Concept(kind, id) => {
            explain_concept(policy, lexicon, lexicon.concept(*kind, id.as_str())?)
        }
        Subject::Processor(id) => explain_found(policy, lexicon, |fact| match &fact.about {
            About::Processor(processor) if processor.id == *id => Some(&processor.name),
            _ => None,
        })
        .or_else(|| Some(silent(lexicon.names().provider_by_id(id)?.name.clone()))),
        Subject::Retention(id) => explain_found(policy, lexicon, |fact| match &fact.about {
            About::Retention(retention) if retention.subject_id == *id => {
                Some(&retention.subject_label)
            }
            _ => None,
        })
        .or_else(|| {
            Some(silent(
                lexicon
                    .subjects
                    .iter()
                    .find(|subject| subject.id == *id)?
                    .label
                    .clone(),
            ))
        }),
    }
}

fn explain_concept(policy: &Policy, lexicon: &Lexicon, place: usize) -> Option<Explanation> {
    let concept = lexicon.concepts.get(place)?;
    let reading = Reading::new(policy, lexicon);
    let (mut facts, mut near_misses) = weigh(&reading, &Contexts::new(&reading), place);
    near_misses.retain(|miss| !facts.iter().any(|fact| fact.evidence == miss.evidence));
    // What other rules than patterns found: an e-mail address, a named provider of the kind.
    let others = extract(policy, lexicon).facts.into_iter().filter(|fact| {
        fact.is_about(concept) && !facts.iter().any(|known| known.matched == fact.matched)
    });
    let others: Vec<Fact> = others.collect();
    facts.extend(others);
    facts.sort_by_key(|fact| (fact.evidence.clause, fact.matched));
    let patterns = lexicon.patterns_of(place).into_iter();
    Some(Explanation {
        label: concept.label.clone(),
        refs: concept.refs.clone(),
        facts,
        near_misses,
        looked_for: patterns
            .map(|(tier, all)| (tier, all.into_iter().map(str::to_owned).collect()))
            .collect(),
    })
}

fn explain_found<'a>(
    policy: &Policy,
    lexicon: &Lexicon,
    label: impl Fn(&Fact) -> Option<&String> + 'a,
) -> Option<Explanation> {
    let facts: Vec<Fact> = extract(policy, lexicon)
        .facts
        .into_iter()
        .filter(|fact| label(fact).is_some())
        .collect();
    let label = facts.iter().find_map(&label)?.clone();
    Some(Explanation {
        facts,
        ..silent(label)
    })
}

fn silent(label: String) -> Explanation {
    Explanation {
        label,
        refs: Vec::new(),
        facts: Vec::new(),
        near_misses: Vec::new(),
        looked_for: Vec::new(),
    }
}
