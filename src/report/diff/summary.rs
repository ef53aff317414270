//! What has changed, in a line for the clauses and one for each family of facts.

use crate::VersionComparison;
use crate::coverage::{Cell, Family, MatrixRow};
use crate::diff::{Counts, Difference, FactDifference, Side, Strictness};
use crate::display::{Contrast, contrast};

/// "12 clauses changed, 3 added, 1 removed, 2 moved"; "no clause changed".
pub(super) fn of_clauses(counts: Counts) -> String {
    of_counts(counts, "clause", "changed")
}

/// "1 section renamed, 2 added"; "no section changed".
pub(super) fn of_sections(counts: Counts, strictness: Strictness) -> String {
    let changed = match strictness {
        Strictness::Words => "renamed",
        Strictness::Form => "changed",
    };
    of_counts(counts, "section", changed)
}

fn of_counts(counts: Counts, what: &str, changed: &str) -> String {
    let parts = [
        (counts.changed, changed),
        (counts.added, "added"),
        (counts.removed, "removed"),
        (counts.moved, "moved"),
    ];
    let mut said = parts.into_iter().filter(|(count, _)| *count > 0);
    let Some((first, how)) = said.next() else {
        return format!("no {what} changed");
    };
    let plural = if first == 1 { "" } else { "s" };
    let rest: String = said
        .map(|(count, how)| format!(", {count} {how}"))
        .collect();
    format!("{first} {what}{plural} {how}{rest}")
}

/// Whether so few clauses are in both that they are hardly versions of one policy.
pub(super) fn has_little_in_common(counts: Counts) -> bool {
    let in_both = counts.kept + counts.changed + counts.moved;
    in_both * 4 < counts.added + counts.removed
}

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
