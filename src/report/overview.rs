//! What a comparison amounts to, in sentences.

use std::ops::RangeInclusive;

use crate::Survey;
use crate::coverage::{Family, MatrixRow};
use crate::diff::{Agreement, agreement};

/// What is compared on how many rows, and on how many the policies agree; a sentence each.
pub(super) fn sentences(survey: &Survey) -> Vec<String> {
    let policies = survey.policies.len();
    let clauses = survey.policies.iter().map(|one| one.clauses.len());
    let families = Family::ALL.map(|family| {
        let rows = survey.matrix.family(family).count();
        let (one, many) = subjects(family);
        counted(rows, one, many)
    });
    let mut sentences = vec![format!(
        "{} with {} in all, held against {}.",
        counted(policies, "policy", "policies"),
        counted(clauses.sum(), "clause", "clauses"),
        listed(&families)
    )];
    if policies > 1 {
        sentences.push(agreements(survey));
    }
    if !survey.unread.is_empty() {
        sentences.push(unread(survey));
    }
    sentences
}

/// The policies by name, or how many they are.
pub(super) fn names(survey: &Survey) -> String {
    /// Of more policies than this only the number is told.
    const NAMED: usize = 8;
    if survey.policies.len() > NAMED {
        return counted(survey.policies.len(), "policy", "policies");
    }
    let names = survey.policies.iter().map(|policy| policy.name.as_str());
    listed(&names.collect::<Vec<_>>())
}

/// How many of several policies speak of what in a family: "all speak of Access and Erasure; 3 others are spoken of by at
/// most half of them; none speaks of Know".
pub(super) fn spoken_of(survey: &Survey, family: Family) -> String {
    let policies = survey.policies.len();
    let labels = |counts: RangeInclusive<usize>| -> Vec<&str> {
        let rows = survey.matrix.family(family);
        let rows = rows.filter(|row| counts.contains(&speakers(row)));
        rows.map(|row| row.label.as_str()).collect()
    };
    let half = policies / 2;
    let named = [
        ("all speak", labels(policies..=policies)),
        ("most speak", labels(half + 1..=policies.saturating_sub(1))),
    ];
    let mut parts: Vec<String> = named
        .into_iter()
        .filter(|(_, labels)| !labels.is_empty())
        .map(|(who, labels)| format!("{who} of {}", shortened(&labels)))
        .collect();
    let fewer = labels(1..=half).len();
    if fewer > 0 {
        let (one, many) = match parts.is_empty() {
            true => ("is", "are"),
            false => ("other is", "others are"),
        };
        let them = counted(fewer, one, many);
        parts.push(format!("{them} spoken of by at most half of them"));
    }
    let silent = labels(0..=0);
    if !silent.is_empty() {
        parts.push(format!("none speaks of {}", shortened(&silent)));
    }
    parts.join("; ")
}

/// How many policies speak on a row.
pub(super) fn speakers(row: &MatrixRow) -> usize {
    let cells = row.cells.iter();
    cells.filter(|cell| cell.claim().is_some()).count()
}

/// The first of many labels, and how many more there are.
fn shortened(labels: &[&str]) -> String {
    const ENOUGH: usize = 12;
    match labels.get(..ENOUGH) {
        Some(first) if labels.len() > ENOUGH + 1 => {
            format!("{} and {} more", first.join(", "), labels.len() - ENOUGH)
        }
        _ => listed(labels),
    }
}

/// How many inputs could not be read.
pub(super) fn unread(survey: &Survey) -> String {
    let unread = survey.unread.len();
    format!("{} could not be read.", counted(unread, "input", "inputs"))
}

/// How many rows the policies stand to each other on like this.
pub(super) fn rows(survey: &Survey, wanted: Agreement) -> usize {
    let rows = survey.matrix.rows.iter();
    rows.filter(|row| agreement(row) == wanted).count()
}

fn agreements(survey: &Survey) -> String {
    let count = |wanted| rows(survey, wanted);
    format!(
        "Of these {} rows, all policies say the same on {}; those that speak differ on {}; on {} those that speak say the \
         same and others are silent; on {} all are silent.",
        survey.matrix.rows.len(),
        count(Agreement::Same),
        count(Agreement::Differing),
        count(Agreement::SomeSilent),
        count(Agreement::AllSilent),
    )
}

/// What the rows of a family are, one and many of them.
fn subjects(family: Family) -> (&'static str, &'static str) {
    match family {
        Family::Rights => ("right", "rights"),
        Family::Processors => ("named processor", "named processors"),
        Family::Retention => ("kind of data that is kept", "kinds of data that are kept"),
        Family::RecipientCategories => ("kind of recipient", "kinds of recipients"),
        Family::Disclosures => ("other disclosure", "other disclosures"),
    }
}

/// "1 policy", "4 policies".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// "a, b and c".
pub(super) fn listed<S: AsRef<str>>(parts: &[S]) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match parts.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
