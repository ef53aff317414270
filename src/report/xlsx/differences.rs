//! What each policy says otherwise than the first, with the words of both.

use rust_xlsxwriter::XlsxError;

use super::book::{Book, Table};
use super::sheet::{Column, Field, Sheet};
use crate::Survey;
use crate::diff::{self, Difference, FactDifference};
use crate::display::{contrast, says, section_path};
use crate::facts::Evidence;
use crate::policy::{Policy, PolicyId};

/// The sheet; none where there is nobody to differ from.
pub(super) fn differences(survey: &Survey, book: &mut Book) -> Result<Option<Table>, XlsxError> {
    let Some((first, others)) = survey.policies.split_first() else {
        return Ok(None);
    };
    if others.is_empty() {
        return Ok(None);
    }
    let columns = [
        ("Policy", 16),
        ("Row", 28),
        ("Family", 12),
        ("What differs", 12),
        (&format!("{} says", first.name), 22),
        ("The policy says", 22),
        (&format!("Words of {}", first.name), 55),
        ("Words of the policy", 55),
        (&format!("Where in {}", first.name), 26),
        ("Where in the policy", 26),
    ];
    let columns = columns.map(|(title, width)| Column::new(title, width));
    let mut sheet = Sheet::new("Differences", 2, columns.into(), book);
    for (place, policy) in (1..).zip(others) {
        let id = PolicyId(place);
        for one in diff::facts(&survey.matrix, &survey.lexicon, PolicyId(0), id) {
            sheet.add(row(survey, first, (policy, id), &one))?;
        }
    }
    sheet.finish().map(Some)
}

fn row(
    survey: &Survey,
    first: &Policy,
    (policy, id): (&Policy, PolicyId),
    one: &FactDifference,
) -> [Field; 10] {
    let row = &survey.matrix.rows[one.row];
    let said = contrast(row, &row.cells[0], &row.cells[id.0], &one.difference);
    let [left, right] = [&one.left, &one.right].map(|all| telling(&one.difference, all));
    [
        Field::words(&policy.name),
        Field::words(&said.label),
        Field::words(says::family(row.family)),
        Field::words(kind(&one.difference)),
        Field::words(&said.left),
        Field::words(&said.right),
        Field::words(&words(first, left)),
        Field::words(&words(policy, right)),
        Field::words(&places(first, left)),
        Field::words(&places(policy, right)),
    ]
}

/// What differs, in a word to filter by.
fn kind(difference: &Difference) -> &'static str {
    match difference {
        Difference::Silence(_) => "silence",
        Difference::Denial(_) => "denial",
        Difference::Periods { .. } => "period",
        Difference::Relation { .. } => "role",
        Difference::Location { .. } => "location",
        Difference::Safeguards { .. } | Difference::OpenSafeguards { .. } => "safeguards",
        Difference::Value { .. } => "value",
        Difference::Scope { .. } => "for whom",
        Difference::Reserve(_) => "reserve",
    }
}

/// The most telling place, or all where each shows a part of the difference. The others stand among the facts.
fn telling<'e>(difference: &Difference, evidence: &'e [Evidence]) -> &'e [Evidence] {
    match difference {
        Difference::Periods { .. } | Difference::OpenSafeguards { .. } => evidence,
        _ => evidence.get(..1).unwrap_or_default(),
    }
}

/// The words that show it, each place on a line of its own.
fn words(policy: &Policy, evidence: &[Evidence]) -> String {
    let words = evidence.iter().map(|one| policy.words(one.quote));
    words.collect::<Vec<_>>().join("\n")
}

/// Where those words stand, in the same order.
fn places(policy: &Policy, evidence: &[Evidence]) -> String {
    let places = evidence.iter().map(|one| {
        let section = section_path(policy, policy.clause(one.clause).section);
        let parted = if section.as_str().is_empty() {
            ""
        } else {
            ", "
        };
        format!("{section}{parted}{}", policy.lines_of(one.quote))
    });
    places.collect::<Vec<_>>().join("\n")
}
