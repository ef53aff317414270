//! What has changed, in a line for each family of facts.

use crate::VersionComparison;
use crate::coverage::{Cell, Family, MatrixRow};
use crate::diff::{Difference, FactDifference, Side};
use crate::display::{Contrast, contrast};

/// What has changed in one family: "none changed"; "+ OpenAI"; "account data: 30 days → 90 days".
pub(super) fn of_family(comparison: &VersionComparison, family: Family) -> Vec<String> {
    let of_family = |one: &&FactDifference| {
        let row = comparison.matrix.rows.get(one.row);
        row.is_some_and(|row| row.family == family)
    };
    let said = comparison.facts.iter().filter(of_family);
    said.filter_map(|one| in_short(comparison, one)).collect()
}

fn in_short(comparison: &VersionComparison, one: &FactDifference) -> Option<String> {
    let (row, words) = in_words(comparison, one)?;
    let (left, right) = (&words.left, &words.right);
    Some(match one.difference {
        Difference::Silence(Side::Left) => format!("+ {}", with_content(row, right)),
        Difference::Silence(Side::Right) => format!("- {}", with_content(row, left)),
        _ => format!("{}: {left} → {right}", words.about()),
    })
}

/// The row's label with what is particular to it: "stated" is not said, for that is what most rows are.
fn with_content(row: &MatrixRow, said: &str) -> String {
    match said.strip_prefix("stated") {
        Some(content) => format!("{}{content}", row.label),
        None => format!("{} ({said})", row.label),
    }
}

/// The difference in words, and the row that it is on.
pub(super) fn in_words<'a>(
    comparison: &'a VersionComparison,
    one: &FactDifference,
) -> Option<(&'a MatrixRow, Contrast)> {
    let row = comparison.matrix.rows.get(one.row)?;
    let [left, right]: &[Cell; 2] = row.cells.as_slice().try_into().ok()?;
    Some((row, contrast(row, left, right, &one.difference)))
}
