//! What the policies say differently, the weightiest first.

use crate::Survey;
use crate::coverage::{Cell, Family, MatrixRow};
use crate::diff::{Agreement, Difference, agreement_of, alike_by, differences};
use crate::facts::Polarity;
use crate::lexicon::{ConceptKind, ValueKind};
use crate::policy::PolicyId;

/// A row on which those who speak don't all say the same.
pub(super) struct Differing<'a> {
    /// Its place in the matrix.
    pub(super) number: usize,
    pub(super) row: &'a MatrixRow,
    pub(super) weight: Weight,
    /// Those who speak; together, those who say the same.
    pub(super) groups: Vec<Vec<PolicyId>>,
}

/// How much a difference weighs, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// One states what another denies.
    Contradiction,
    /// They say it with other periods, values or particulars.
    Particulars,
    /// They say the same, to other people or with reserve.
    Limits,
}

impl Differing<'_> {
    /// Who states it and who denies it.
    pub(super) fn sides(&self) -> Vec<(Polarity, Vec<PolicyId>)> {
        let of = |polarity| {
            let cells = self.row.cells.iter().enumerate();
            let who = cells.filter(|(_, cell)| cell.polarity() == Some(polarity));
            (polarity, who.map(|(place, _)| PolicyId(place)).collect())
        };
        let sides = [Polarity::Stated, Polarity::Denied].map(of);
        let speak = |(_, who): &(Polarity, Vec<PolicyId>)| !who.is_empty();
        sides.into_iter().filter(speak).collect()
    }
}

impl Weight {
    pub(super) const ALL: [Self; 3] = [Self::Contradiction, Self::Particulars, Self::Limits];

    /// The heading of such differences.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Contradiction => "Contradictions",
            Self::Particulars => "Different periods, values and particulars",
            Self::Limits => "Different limits",
        }
    }

    /// What such differences are.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Contradiction => "Rows on which one policy states what another denies",
            Self::Particulars => {
                "Rows on which the policies that speak name different periods, values, places or safeguards, or deal with an organisation differently"
            }
            Self::Limits => {
                "Rows on which the policies that speak limit what they say to different people, or some say it with reserve"
            }
        }
    }
}

/// The rows on which those who speak don't all say the same, the weightiest first, those of one weight in the order of the
/// matrix.
pub(super) fn differing(survey: &Survey) -> Vec<Differing<'_>> {
    let rows = survey.matrix.rows.iter().enumerate();
    let mut found: Vec<Differing<'_>> = rows
        .filter_map(|(number, row)| {
            let groups = groups(survey, row);
            let weight = weight(survey, row, &groups)?;
            Some(Differing {
                number,
                row,
                weight,
                groups,
            })
        })
        .collect();
    found.sort_by_key(|one| one.weight);
    found
}

/// How the policies stand to each other on `row`.
pub(super) fn agreement(survey: &Survey, row: &MatrixRow) -> Agreement {
    agreement_of(row, &groups(survey, row))
}

fn groups(survey: &Survey, row: &MatrixRow) -> Vec<Vec<PolicyId>> {
    let differences = that_count(survey, row);
    alike_by(row, |one, other| differences(one, other).is_empty())
}

/// What two cells of `row` say differently; that each has an address of its own is no difference in what they provide.
pub(super) fn that_count(
    survey: &Survey,
    row: &MatrixRow,
) -> impl Fn(&Cell, &Cell) -> Vec<Difference> {
    let has_address = has_address(survey, row);
    move |one, other| {
        let mut found = differences(one, other);
        found.retain(|one| !(has_address && matches!(one, Difference::Value { .. })));
        found
    }
}

/// Whether the value that a policy gives on `row` is an address.
fn has_address(survey: &Survey, row: &MatrixRow) -> bool {
    let concepts = &survey.lexicon.concepts;
    let concept = survey
        .lexicon
        .concept(ConceptKind::Disclosure, row.id.as_str());
    let concept = concept.and_then(|place| concepts.get(place));
    row.family == Family::Disclosures
        && concept.is_some_and(|concept| concept.value == Some(ValueKind::Email))
}

/// How much the differences between `groups` weigh; none where all say the same.
fn weight(survey: &Survey, row: &MatrixRow, groups: &[Vec<PolicyId>]) -> Option<Weight> {
    let firsts = groups.iter().filter_map(|group| group.first());
    let cells: Vec<&Cell> = firsts.filter_map(|id| row.cells.get(id.0)).collect();
    let differences = &that_count(survey, row);
    let pairs = cells.iter().enumerate().flat_map(|(at, one)| {
        let others = cells.iter().skip(at + 1);
        others.flat_map(move |other| differences(one, other))
    });
    pairs
        .map(|difference| match difference {
            Difference::Denial(_) => Weight::Contradiction,
            Difference::Scope { .. } | Difference::Reserve(_) => Weight::Limits,
            _ => Weight::Particulars,
        })
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::policies;

    #[test]
    fn contradictions_come_first_and_an_address_of_ones_own_is_no_difference() {
        let policy = |right: &str, days: &str, sale: &str, name: &str| {
            format!(
                "You {right} have the right to access your personal data.\n\nSession data is deleted after {days} days.\n\n\
                 We {sale} your personal data.\n\nQuestions on privacy: privacy@{name}.example\n"
            )
        };
        let one = policy("", "7", "do not sell", "acme");
        let other = policy("may", "30", "sell", "boreas");
        let survey = policies(&[("acme", &one), ("boreas", &other)]);
        let found = differing(&survey);
        let rows = found.iter().map(|one| (one.row.id.as_str(), one.weight));
        let expected = [
            ("sale", Weight::Contradiction),
            ("session-data", Weight::Particulars),
            ("access", Weight::Limits),
        ];
        assert!(rows.eq(expected));
        let contact = survey
            .matrix
            .rows
            .iter()
            .find(|row| row.id.as_str() == "contact");
        assert_eq!(agreement(&survey, contact.unwrap()), Agreement::Same);
    }
}
