//! Why clauses, or sections, stand side by side: what they have in common, and how much each thing counts.

use std::fmt;
use std::str::FromStr;

use super::count::Known;
use super::feature::{self, CLAUSE_FEATURES, InContext, SECTION_FEATURES};
use super::item::{self, Item, Items};
use super::label::Label;
use super::link::nearness_of_sections;
use super::sparse::Sparse;
use super::stem::stem;
use super::weights::{FITTED, Weights};
use super::words::words;
use super::{Alignment, Row};
use crate::facts::PolicyFacts;
use crate::policy::{ClauseId, Policy, PolicyId, SectionId};

/// The number of a row in a report: the rows of sections come first, then those of clauses, from 1 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowNumber(pub usize);

impl fmt::Display for RowNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "r{}", self.0)
    }
}

/// What is no number of a row.
#[derive(Debug, thiserror::Error)]
#[error("a row of the alignment is written as in the JSON report: r17")]
pub struct NoRowNumber;

impl FromStr for RowNumber {
    type Err = NoRowNumber;

    fn from_str(text: &str) -> Result<Self, NoRowNumber> {
        let digits = text.strip_prefix('r').ok_or(NoRowNumber)?;
        digits.parse().map(Self).map_err(|_| NoRowNumber)
    }
}

/// A row of either kind.
#[derive(Clone, Copy, Debug)]
pub enum AnyRow<'a> {
    /// A row of sections.
    Sections(&'a Row<SectionId>),
    /// A row of clauses.
    Clauses(&'a Row<ClauseId>),
}

impl Alignment {
    /// The row of this number.
    pub fn row(&self, RowNumber(number): RowNumber) -> Option<AnyRow<'_>> {
        let place = number.checked_sub(1)?;
        match place.checked_sub(self.sections.len()) {
            None => self.sections.get(place).map(AnyRow::Sections),
            Some(place) => self.clauses.get(place).map(AnyRow::Clauses),
        }
    }
}

/// A clause or section of a policy.
pub type Place<Id> = (PolicyId, Id);

/// One thing that speaks for two clauses or sections to stand side by side, or against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What it is: one of [`CLAUSE_FEATURES`] or [`SECTION_FEATURES`].
    pub feature: &'static str,
    /// How much of it there is, 0 to 1.
    pub amount: f32,
    /// What that counts: the amount times the weight.
    pub counts: f32,
    /// What the two share, the most telling first, where it can be named.
    pub shared: Vec<Shared>,
}

/// Something that two clauses or sections share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shared {
    /// A word, as the one writes it, in lower case.
    Word(String),
    /// A topic, or a part of a fact.
    Label(Label),
}

/// Why two clauses or sections stand side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Kinship<Id> {
    /// The one; in a row, the one that stood there before.
    pub one: Place<Id>,
    /// The other; in a row, the one that joined it.
    pub other: Place<Id>,
    /// What they have in common, what counts most first.
    pub reasons: Vec<Reason>,
    /// What the reasons must outweigh.
    pub bar: f32,
}

impl<Id> Kinship<Id> {
    /// All that speaks for the two, and against.
    pub fn sum(&self) -> f32 {
        self.reasons.iter().map(|reason| reason.counts).sum()
    }
}

/// Explains rows; made once for a comparison, as how telling a word is depends on all policies.
pub struct Explainer<'a> {
    policies: &'a [Policy],
    items: Vec<Items>,
    known: Known,
}

impl<'a> Explainer<'a> {
    /// An explainer of the rows of `policies`, with the facts of each.
    pub fn new(policies: &'a [Policy], facts: &[PolicyFacts]) -> Self {
        let (items, known) = item::items(policies, facts);
        Self {
            policies,
            items,
            known,
        }
    }

    /// Why the members of a row of clauses stand there: each with the one before it that it is nearest to.
    pub fn clauses(&self, row: &Row<ClauseId>) -> Vec<Kinship<ClauseId>> {
        nearest_before(row, |one, other| self.clause_kinship(one, other))
    }

    /// Why a clause stands beside that of `ones` to which it is nearest, of which there may be none.
    pub fn nearest(
        &self,
        ones: impl IntoIterator<Item = Place<ClauseId>>,
        other: Place<ClauseId>,
    ) -> Option<Kinship<ClauseId>> {
        let kin = ones.into_iter();
        kin.map(|one| self.clause_kinship(one, other))
            .max_by(|a, b| a.sum().total_cmp(&b.sum()))
    }

    /// Why the members of a row of sections stand there: each with the one before it that it is nearest to.
    ///
    /// That clauses of theirs are side by side counts too, and is left out here.
    pub fn sections(&self, row: &Row<SectionId>) -> Vec<Kinship<SectionId>> {
        nearest_before(row, |one, other| self.section_kinship(one, other))
    }

    fn clause_kinship(&self, one: Place<ClauseId>, other: Place<ClauseId>) -> Kinship<ClauseId> {
        let member = |(policy, clause): Place<ClauseId>| (policy.0, clause.0);
        let nearness = nearness_of_sections(&self.items, &FITTED, member(one), member(other));
        let (a, b) = (self.in_context(one), self.in_context(other));
        let features = feature::of_clauses(a, b, nearness);
        let shared = |feature: &str| match feature {
            "words" => {
                let text = self.policies[one.0.0].clause_text(one.1);
                self.shared_words(text, &a.item.words, &b.item.words)
            }
            "topics" => self.shared_labels(&a.item.topics, &b.item.topics),
            "telling facts" => self.shared_labels(&a.item.facts, &b.item.facts),
            _ => Vec::new(),
        };
        Kinship {
            one,
            other,
            reasons: reasons(&CLAUSE_FEATURES, &features, &FITTED.clause, shared),
            bar: -FITTED.clause.start,
        }
    }

    fn section_kinship(
        &self,
        one: Place<SectionId>,
        other: Place<SectionId>,
    ) -> Kinship<SectionId> {
        let item = |(policy, section): Place<SectionId>| -> &Item {
            &self.items[policy.0].sections[section.0]
        };
        let (a, b) = (item(one), item(other));
        let features = feature::of_sections(a, b);
        let shared = |feature: &str| match feature {
            "words of the heading" => match (&a.name, &b.name) {
                (Some(a), Some(b)) => {
                    let heading = self.policies[one.0.0].heading(one.1);
                    self.shared_words(heading, &a.words, &b.words)
                }
                _ => Vec::new(),
            },
            "topics" => self.shared_labels(&a.topics, &b.topics),
            "facts" => self.shared_labels(&a.facts, &b.facts),
            _ => Vec::new(),
        };
        Kinship {
            one,
            other,
            reasons: reasons(&SECTION_FEATURES, &features, &FITTED.section_alone, shared),
            bar: -FITTED.section_alone.start,
        }
    }

    fn in_context(&self, (policy, clause): Place<ClauseId>) -> InContext<'_> {
        InContext::of(&self.items[policy.0], clause.0)
    }

    /// The words of `text`, as written there in lower case, whose stems both have.
    fn shared_words(&self, text: &str, one: &Sparse, other: &Sparse) -> Vec<Shared> {
        let mut found: Vec<(f32, Shared)> = Vec::new();
        for word in words(text) {
            let Some(id) = self.known.stem(&stem(&word)) else {
                continue;
            };
            let weight = one.get(id) * other.get(id);
            let word = Shared::Word(word);
            if weight > 0.0 && !found.iter().any(|(_, known)| *known == word) {
                found.push((weight, word));
            }
        }
        strongest_first(found)
    }

    fn shared_labels(&self, one: &Sparse, other: &Sparse) -> Vec<Shared> {
        let shared = one.iter().map(|(id, weight)| (id, weight * other.get(id)));
        let named = shared
            .filter(|(_, weight)| *weight > 0.0)
            .filter_map(|(id, weight)| {
                Some((weight, Shared::Label(self.known.label(id)?.clone())))
            });
        strongest_first(named.collect())
    }
}

/// So many things in common are named; the rest tells little.
const MOST_SHARED: usize = 8;

fn strongest_first(mut found: Vec<(f32, Shared)>) -> Vec<Shared> {
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    found
        .into_iter()
        .take(MOST_SHARED)
        .map(|(_, shared)| shared)
        .collect()
}

fn reasons<const N: usize>(
    names: &[&'static str; N],
    amounts: &[f32; N],
    weights: &Weights<N>,
    shared: impl Fn(&str) -> Vec<Shared>,
) -> Vec<Reason> {
    let weighed = names.iter().zip(amounts).zip(&weights.each);
    let mut reasons: Vec<Reason> = weighed
        .filter(|((_, amount), _)| **amount > 0.0)
        .map(|((feature, amount), weight)| Reason {
            feature,
            amount: *amount,
            counts: amount * weight,
            shared: shared(feature),
        })
        .collect();
    reasons.sort_by(|a, b| b.counts.total_cmp(&a.counts));
    reasons
}

fn nearest_before<Id: Copy>(
    row: &Row<Id>,
    kinship: impl Fn(Place<Id>, Place<Id>) -> Kinship<Id>,
) -> Vec<Kinship<Id>> {
    let mut before: Vec<Place<Id>> = Vec::new();
    let mut found = Vec::new();
    for (policy, cell) in row.cells.iter().enumerate() {
        let own: Vec<Place<Id>> = cell.iter().map(|id| (PolicyId(policy), *id)).collect();
        for other in &own {
            let kin = before.iter().map(|one| kinship(*one, *other));
            found.extend(kin.max_by(|a, b| a.sum().total_cmp(&b.sum())));
        }
        before.extend(own);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Comparison, Options, compare, source};

    fn samples() -> Comparison {
        let intake = source::read(&["samples"], source::DEFAULT_LIMIT, &mut std::io::empty());
        compare(intake, &Options::default(), &|_| ())
    }

    #[test]
    fn a_row_number_is_read_as_it_is_written() {
        assert_eq!(
            RowNumber(17).to_string().parse::<RowNumber>().unwrap(),
            RowNumber(17)
        );
        for text in ["17", "r", "rx", "R1", ""] {
            assert!(text.parse::<RowNumber>().is_err(), "{text}");
        }
    }

    #[test]
    fn rows_of_sections_are_numbered_before_those_of_clauses() {
        let alignment = samples().alignment;
        let sections = alignment.sections.len();
        assert!(matches!(
            alignment.row(RowNumber(sections)),
            Some(AnyRow::Sections(_))
        ));
        assert!(matches!(
            alignment.row(RowNumber(sections + 1)),
            Some(AnyRow::Clauses(_))
        ));
        assert!(alignment.row(RowNumber(0)).is_none());
        assert!(
            alignment
                .row(RowNumber(sections + alignment.clauses.len() + 1))
                .is_none()
        );
    }

    #[test]
    fn every_member_but_the_first_policy_s_is_explained() {
        let comparison = samples();
        let explainer = Explainer::new(&comparison.survey.policies, &comparison.survey.facts);
        for row in &comparison.alignment.clauses {
            let first = row.cells.iter().position(|cell| !cell.is_empty()).unwrap();
            let joined: usize = row.cells.iter().skip(first + 1).map(Vec::len).sum();
            let kinships = explainer.clauses(row);
            assert_eq!(kinships.len(), joined);
            assert!(
                kinships
                    .iter()
                    .all(|kinship| kinship.one.0 < kinship.other.0)
            );
        }
    }

    #[test]
    fn what_is_shared_is_named_in_the_words_of_the_text() {
        let comparison = samples();
        let explainer = Explainer::new(&comparison.survey.policies, &comparison.survey.facts);
        let kinships = comparison
            .alignment
            .clauses
            .iter()
            .flat_map(|row| explainer.clauses(row));
        let mut named = 0;
        for kinship in kinships {
            let (policy, clause) = kinship.one;
            let text = comparison.survey.policies[policy.0]
                .clause_text(clause)
                .to_lowercase();
            for reason in kinship
                .reasons
                .iter()
                .filter(|reason| reason.feature == "words")
            {
                named += reason.shared.len();
                let is_there =
                    |shared: &Shared| matches!(shared, Shared::Word(word) if text.contains(word));
                assert!(reason.shared.iter().all(is_there));
            }
        }
        assert!(named > 100);
    }
}
