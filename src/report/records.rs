//! What the policies say as records, for tables that hold one record a line.

use crate::Survey;
use crate::coverage::{Cell, Detail, Family, Matrix, MatrixRow, RetentionStatement};
use crate::facts::Evidence;
use crate::policy::{Policy, PolicyId};

/// A cell of the matrix, or one retention statement of it, at one of the places that say it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    /// The row, by its place in [`Matrix::rows`].
    pub(super) row: usize,
    pub(super) policy: PolicyId,
    pub(super) cell: &'a Cell,
    /// The statement, where the cell holds several.
    pub(super) statement: Option<&'a RetentionStatement>,
    /// The words; none where the policy is silent.
    pub(super) place: Option<Place>,
}

/// One of the places that say the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its number, from 1; the first is the most telling.
    pub(super) number: usize,
    /// Its words.
    pub(super) evidence: Evidence,
}

/// A record for each place where a policy says something, row by row and policy by policy.
///
/// Silence is a record too where the row is there for all policies; that a policy does not name an organisation, or a kind of
/// data, which another one names is none.
pub(super) fn records(survey: &Survey) -> impl Iterator<Item = Record<'_>> {
    let families = Family::ALL.into_iter();
    families.flat_map(|family| {
        let rows = rows_of(&survey.matrix, family);
        rows.flat_map(|(number, row)| {
            let cells = row.cells.iter().enumerate();
            cells.flat_map(move |(policy, cell)| of_cell(number, row, PolicyId(policy), cell))
        })
    })
}

/// The rows of a family, each with its place in [`Matrix::rows`].
pub(super) fn rows_of(
    matrix: &Matrix,
    family: Family,
) -> impl Iterator<Item = (usize, &MatrixRow)> {
    let rows = matrix.rows.iter().enumerate();
    rows.filter(move |(_, row)| row.family == family)
}

fn of_cell<'a>(row: usize, kind: &MatrixRow, policy: PolicyId, cell: &'a Cell) -> Vec<Record<'a>> {
    let silent = Record {
        row,
        policy,
        cell,
        statement: None,
        place: None,
    };
    let at = |statement, evidence: &mut dyn Iterator<Item = Evidence>| -> Vec<Record<'a>> {
        let places = (1..).zip(evidence);
        let at_place = |(number, evidence)| Record {
            statement,
            place: Some(Place { number, evidence }),
            ..silent
        };
        places.map(at_place).collect()
    };
    match cell.claim() {
        None if kind.family.is_open() => Vec::new(),
        None => vec![silent],
        Some(claim) => match &claim.detail {
            Detail::Retention(statements) => statements
                .iter()
                .flat_map(|one| at(Some(one), &mut one.evidence.iter().copied()))
                .collect(),
            _ => at(None, &mut claim.evidence()),
        },
    }
}

impl Record<'_> {
    /// The words of the policy, and the lines on which they stand.
    pub(super) fn words<'p>(&self, policy: &'p Policy) -> Option<(&'p str, [usize; 2])> {
        let quote = self.place?.evidence.quote;
        Some((policy.words(quote), policy.lines_of(quote).first_and_last()))
    }

    /// The page on which these words begin, where the policy has pages.
    pub(super) fn page(&self, policy: &Policy) -> Option<usize> {
        policy.page_of(self.place?.evidence.quote)
    }
}
