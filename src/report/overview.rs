//! What a comparison amounts to, in sentences.

use crate::Survey;
use crate::coverage::Family;
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
