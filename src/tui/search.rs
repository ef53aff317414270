//! Finding text: in the matrix the rows that hold it, elsewhere its places in the clauses.

use super::model::{Item, Model};
use super::state::{Hit, State, View};
use crate::coverage::{Cell, Detail};
use crate::display::says;
use crate::policy::{ClauseId, PolicyId, Span};

/// The places of `query` in `text`, one after the other. Small letters find capitals too; a capital in the query finds
/// itself only.
pub(crate) fn spans(text: &str, query: &str) -> Vec<Span> {
    let wanted: Vec<char> = query.chars().collect();
    let exact = wanted.iter().any(|c| c.is_uppercase());
    let same = |a: char, b: char| {
        a == b || (!exact && (a.eq_ignore_ascii_case(&b) || a.to_lowercase().eq(b.to_lowercase())))
    };
    let mut found = Vec::new();
    let mut end = 0;
    if wanted.is_empty() {
        return found;
    }
    for (start, _) in text.char_indices() {
        if start < end {
            continue;
        }
        let mut rest = text.get(start..).unwrap_or_default().chars();
        if wanted
            .iter()
            .all(|wanted| rest.next().is_some_and(|c| same(c, *wanted)))
        {
            end = text.len() - rest.as_str().len();
            found.push(Span::new(start, end));
        }
    }
    found
}

fn finds(text: &str, query: &str) -> bool {
    !spans(text, query).is_empty()
}

/// Whether the matrix shows the row: its label, its family or what a cell says holds what is searched for.
pub(crate) fn matches_row(model: &Model<'_>, state: &State, row: usize) -> bool {
    let Some(query) = state
        .search
        .as_ref()
        .map(|search| search.query.as_str())
        .filter(|query| !query.is_empty())
    else {
        return true;
    };
    let (Some(line), Some(summary)) = (model.row(row), model.summary(row)) else {
        return false;
    };
    finds(&line.label, query)
        || finds(says::family(line.family), query)
        || summary
            .briefs
            .iter()
            .any(|brief| finds(&brief.content, query))
        || line
            .cells
            .iter()
            .any(|cell| written(cell).any(|text| finds(text, query)))
}

/// What a cell holds in the policy's own words, besides its quotes.
fn written(cell: &Cell) -> impl Iterator<Item = &str> {
    let claim = cell.claim();
    let own: Vec<&str> = match claim.map(|claim| &claim.detail) {
        Some(Detail::Processor { as_written, .. }) => vec![as_written],
        Some(Detail::Retention(statements)) => statements
            .iter()
            .map(|one| one.retention.subject.as_str())
            .collect(),
        _ => Vec::new(),
    };
    own.into_iter()
        .chain(claim.and_then(|claim| claim.value.as_deref()))
}

/// All places of `query` in the view that is shown, in the order in which it shows them.
pub(crate) fn hits(model: &Model<'_>, state: &State, query: &str) -> Vec<Hit> {
    if query.is_empty() {
        return Vec::new();
    }
    match state.view {
        View::Matrix => super::layout::matrix::layout(model, state)
            .rows
            .iter()
            .map(|shown| Hit::Row(shown.row))
            .collect(),
        View::Reader => model
            .contents(state.policy)
            .iter()
            .flat_map(|item| match item {
                Item::Clause(clause) => in_clause(model, state.policy, *clause, query),
                Item::Heading(_) => Vec::new(),
            })
            .collect(),
        View::Aligned => {
            let rows = super::layout::aligned::rows(model, state);
            rows.iter()
                .flat_map(|row| in_row(model, *row, &state.columns, query))
                .collect()
        }
        View::Pair => {
            let sides = [state.pair.left, state.pair.right];
            let rows = super::layout::pair::rows(model, state);
            rows.iter()
                .flat_map(|row| in_row(model, *row, &sides, query))
                .collect()
        }
    }
}

fn in_row(model: &Model<'_>, row: usize, policies: &[PolicyId], query: &str) -> Vec<Hit> {
    let clauses = policies.iter().flat_map(|policy| {
        model
            .aligned(row, *policy)
            .iter()
            .map(move |clause| (*policy, *clause))
    });
    clauses
        .flat_map(|(policy, clause)| in_clause(model, policy, clause, query))
        .collect()
}

fn in_clause(model: &Model<'_>, policy: PolicyId, clause: ClauseId, query: &str) -> Vec<Hit> {
    let Some(text) = model.policy(policy) else {
        return Vec::new();
    };
    let start = text.clause(clause).span.start();
    let spans = spans(text.clause_text(clause), query).into_iter();
    spans
        .map(|span| Hit::Words {
            policy,
            clause,
            span: span.shifted(start),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_find_capitals_and_capitals_only_themselves() {
        assert_eq!(
            spans("Data and data", "data"),
            [Span::new(0, 4), Span::new(9, 13)]
        );
        assert_eq!(spans("Data and data", "Data"), [Span::new(0, 4)]);
        assert_eq!(spans("ÄRGER ärger", "ärger").len(), 2);
    }

    #[test]
    fn hits_do_not_overlap_and_nothing_finds_nothing() {
        assert_eq!(spans("aaaa", "aa"), [Span::new(0, 2), Span::new(2, 4)]);
        assert_eq!(spans("aaaa", ""), []);
    }
}
