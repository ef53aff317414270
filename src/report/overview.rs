//! What a comparison amounts to, in sentences.

use std::ops::RangeInclusive;

use crate::Survey;
use crate::coverage::benchmark::{Standing, Tally};
use crate::coverage::checklist::{FilledChecklist, Outcome};
use crate::coverage::{Family, MatrixRow};
use crate::diff::Agreement;
use crate::display::benchmark::{labelled, organisations_in_words};
use crate::display::date;
use crate::policy::PolicyId;

use super::differences::{Differing, Weight, agreement, differing};

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
    let standings = survey.benchmark.standings.iter();
    let empty = standings.filter(|standing| says_nothing(standing));
    sentences.extend(empty.map(|standing| {
        let name = &survey.policy(standing.policy).name;
        format!("{name}: {NOTHING_FOUND}")
    }));
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

/// What one policy says, after its name: its date, the rights and organisations that it states, its gaps, what it alone speaks
/// of, and what of the checklists it meets. Counts, never a score.
pub(super) fn standing(survey: &Survey, standing: &Standing) -> String {
    let policy = survey.policy(standing.policy);
    let dated = policy.updated.map_or_else(
        || "without a date".to_owned(),
        |day| format!("dated {}", date(day)),
    );
    if says_nothing(standing) {
        return format!("{dated}: {NOTHING_FOUND}");
    }
    let mut parts = vec![rights(standing), organisations_in_words(standing)];
    parts.extend(gaps(survey, standing));
    parts.extend(alone(survey, standing));
    let mut sentences = vec![format!("{dated}: {}.", listed(&parts))];
    let checklists = survey.checklists.iter();
    sentences.extend(checklists.map(|filled| met(filled, standing.policy)));
    sentences.join(" ")
}

fn says_nothing(standing: &Standing) -> bool {
    let mut tallies = standing.tallies.iter();
    tallies.all(|(_, tally)| tally.stated + tally.denied == 0)
}

/// Why there may be nothing that a policy says.
const NOTHING_FOUND: &str = "nothing was found that it states or denies. It may be in another language than English, the file may \
                             not hold a privacy policy, or its text may not have been read as it is meant.";

/// "states 9 of 19 rights and denies 1".
fn rights(standing: &Standing) -> String {
    let Tally {
        stated,
        denied,
        absent,
    } = standing.tally(Family::Rights);
    let all = stated + denied + absent;
    match denied {
        0 => format!("states {stated} of {all} rights"),
        denied => format!("states {stated} of {all} rights and denies {denied}"),
    }
}

/// "is silent on 12 rows on which most others speak".
fn gaps(survey: &Survey, standing: &Standing) -> Option<String> {
    let others = match survey.policies.len() {
        0 | 1 => return None,
        2 => "the other one speaks",
        _ => "most others speak",
    };
    if standing.gaps.is_empty() {
        return Some("has no gaps".to_owned());
    }
    let rows = counted(standing.gaps.len(), "row", "rows");
    Some(format!("is silent on {rows} on which {others}"))
}

/// "alone speaks of Portability and Children", organisations aside.
fn alone(survey: &Survey, standing: &Standing) -> Option<String> {
    let rows = standing.alone.iter();
    let rows = rows.filter_map(|row| survey.matrix.rows.get(*row));
    let labels: Vec<String> = rows
        .filter(|row| row.family != Family::Processors)
        .map(|row| labelled(row, standing.policy))
        .collect();
    (!labels.is_empty()).then(|| format!("alone speaks of {}", shortened(&labels)))
}

/// "Of GDPR Art. 13: data from the person, 10 of 25 requirements are met, 3 in part; missing: legal basis."
fn met(filled: &FilledChecklist, PolicyId(place): PolicyId) -> String {
    let requirements = &filled.checklist.requirements;
    let count = |outcome| filled.count(place, outcome);
    let answers = requirements.iter().zip(&filled.answers);
    let missing = answers.filter(|(_, answers)| {
        let answer = answers.get(place);
        answer.is_some_and(|answer| answer.outcome == Outcome::Missing)
    });
    let missing: Vec<&str> = missing.map(|(one, _)| one.text.as_str()).collect();
    let missing = match missing.as_slice() {
        [] => "none is missing".to_owned(),
        labels => format!("{} missing: {}", labels.len(), labels.join("; ")),
    };
    format!(
        "Of {}: {} of {} requirements met, {} in part, {missing}.",
        filled.checklist.id,
        count(Outcome::Met),
        requirements.len(),
        count(Outcome::Partly),
    )
}

/// Where one policy states what another denies.
pub(super) fn contradictions(survey: &Survey) -> Vec<Differing<'_>> {
    let mut found = differing(survey);
    found.retain(|one| one.weight == Weight::Contradiction);
    found
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
fn shortened<S: AsRef<str>>(labels: &[S]) -> String {
    const ENOUGH: usize = 12;
    match labels.get(..ENOUGH) {
        Some(first) if labels.len() > ENOUGH + 1 => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
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
    rows.filter(|row| agreement(survey, row) == wanted).count()
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
        Family::Processors => ("named organisation", "named organisations"),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{policies, samples};

    #[test]
    fn a_policy_is_told_in_counts_and_names_and_never_by_a_score() {
        let survey = samples();
        let nopex = survey.benchmark.standings.iter();
        let nopex = nopex.filter(|one| survey.policy(one.policy).name == "nopex");
        let told: Vec<String> = nopex.map(|one| standing(&survey, one)).collect();
        let [told] = told.as_slice() else {
            panic!("there is one of each name");
        };
        assert!(told.starts_with("dated 2026-04-19: states 8 of 19 rights, names 11 organisations (9 processors, 2 recipients), is silent on "));
        assert!(told.contains("alone speaks of "));
        assert!(told.ends_with(" in part, none is missing."));
    }

    #[test]
    fn where_nothing_is_found_the_reader_learns_why_that_may_be() {
        let survey = policies(&[("leer", "Wir mögen Sie.")]);
        let told = sentences(&survey).join(" ");
        assert!(told.contains(
            "leer: nothing was found that it states or denies. It may be in another language"
        ));
    }
}
