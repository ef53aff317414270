//! How much has changed between two versions, in words.

use crate::diff::{Counts, Strictness};

/// "12 clauses changed, 3 added, 1 removed, 2 moved"; "no clause changed".
pub fn clause_changes(counts: Counts) -> String {
    of_counts(counts, "clause", "changed")
}

/// "1 section renamed, 2 added"; "no section changed".
pub fn section_changes(counts: Counts, strictness: Strictness) -> String {
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
