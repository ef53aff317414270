//! The single statements that a cell of the matrix stands for.

use crate::Survey;
use crate::coverage::{Cell, Family, MatrixRow};
use crate::facts::{About, Duration, Fact};
use crate::policy::PolicyId;

/// The statements of `policy` on `row` that `cell` rests on.
pub(super) fn statements<'a>(
    survey: &'a Survey,
    policy: PolicyId,
    row: &'a MatrixRow,
    cell: &'a Cell,
) -> impl Iterator<Item = &'a Fact> {
    let said = survey.facts.get(policy.0).into_iter();
    let own = said
        .flat_map(|said| &said.facts)
        .filter(|fact| is_on(fact, row));
    own.filter(|fact| {
        let counts = |one| one == fact.evidence;
        let is_told = cell
            .claim()
            .is_some_and(|claim| claim.evidence().any(counts));
        is_told && cell.polarity() == Some(fact.polarity)
    })
}

fn is_on(fact: &Fact, row: &MatrixRow) -> bool {
    let (family, id) = match &fact.about {
        About::Right(id) => (Family::Rights, id),
        About::Processor(processor) => (Family::Processors, &processor.id),
        About::RecipientCategory(id) => (Family::RecipientCategories, id),
        About::Retention(retention) => (Family::Retention, &retention.subject_id),
        About::Disclosure { id, .. } => (Family::Disclosures, id),
    };
    (family, id) == (row.family, &row.id)
}

/// The length of time that a statement has as its value.
pub(super) fn length(fact: &Fact) -> Option<Duration> {
    match &fact.about {
        About::Disclosure { value, .. } => Duration::from_iso8601(value.as_deref()?),
        _ => None,
    }
}
