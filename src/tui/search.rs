//! Finding text: in the matrix the rows that hold it, elsewhere its places in the clauses.

use std::collections::BTreeSet;

use super::model::{Item, Model};
use super::query::Query;
use super::state::{Hit, State, View};
use crate::coverage::{Cell, Detail};
use crate::display::says;
use crate::policy::{ClauseId, PolicyId, SectionId};

/// Whether the matrix shows the row: its label, its family or what a cell says holds what is searched for.
pub(crate) fn matches_row(model: &Model<'_>, state: &State, row: usize) -> bool {
    let query = state.search.as_ref().map(|search| &search.query);
    let Some(query) = query.filter(|query| !query.is_broken()) else {
        return true;
    };
    let (Some(line), Some(summary)) = (model.row(row), model.summary(row)) else {
        return false;
    };
    query.finds(&line.label)
        || query.finds(says::family(line.family))
        || summary
            .briefs
            .iter()
            .any(|brief| query.finds(&brief.content))
        || line
            .cells
            .iter()
            .any(|cell| written(cell).any(|text| query.finds(text)))
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
pub(crate) fn hits(model: &Model<'_>, state: &State, query: &Query) -> Vec<Hit> {
    match state.view {
        View::Matrix => super::layout::matrix::layout(model, state)
            .rows
            .iter()
            .map(|shown| Hit::Row(shown.row))
            .collect(),
        View::Reader => in_policy(model, state.policy, query),
        View::Aligned => {
            let rows = super::layout::aligned::rows(model, state);
            let cells = rows.iter().flat_map(|row| {
                let columns = state.columns.iter();
                columns.map(|id| (*id, model.aligned(*row, *id)))
            });
            in_cells(model, cells, query)
        }
        View::Pair => {
            let (left, right) = (state.pair.left, state.pair.right);
            let rows = model.pair_rows(left, right);
            let cells = rows
                .rows
                .iter()
                .flat_map(|row| [(left, row.left.as_slice()), (right, row.right.as_slice())]);
            in_cells(model, cells, query)
        }
    }
}

/// The places of `query` among those of a query that it goes on from: only what held that one can hold it.
pub(crate) fn narrowed(model: &Model<'_>, query: &Query, before: &[Hit]) -> Vec<Hit> {
    let mut searched = BTreeSet::new();
    let mut found = Vec::new();
    for hit in before {
        match *hit {
            Hit::Words { policy, clause, .. } if searched.insert((policy, clause)) => {
                found.extend(in_clause(model, policy, clause, query));
            }
            Hit::Heading { policy, section } => {
                found.extend(in_heading(model, policy, section, query));
            }
            Hit::Words { .. } | Hit::Row(_) => {}
        }
    }
    found
}

fn in_policy(model: &Model<'_>, policy: PolicyId, query: &Query) -> Vec<Hit> {
    let contents = model.contents(policy).iter();
    contents
        .flat_map(|item| match item {
            Item::Clause(clause) => in_clause(model, policy, *clause, query),
            Item::Heading(section) => in_heading(model, policy, *section, query),
        })
        .collect()
}

/// The places in the cells of rows, each clause and each heading once: with the first row in which it stands, or that stands
/// under it.
fn in_cells<'c>(
    model: &Model<'_>,
    cells: impl Iterator<Item = (PolicyId, &'c [ClauseId])>,
    query: &Query,
) -> Vec<Hit> {
    let mut headings = BTreeSet::new();
    let mut clauses = BTreeSet::new();
    let mut found = Vec::new();
    for (policy, cell) in cells {
        let new = cell.iter();
        for clause in new.filter(|id| clauses.insert((policy, **id))) {
            for section in model.path_to(policy, *clause) {
                if headings.insert((policy, section)) {
                    found.extend(in_heading(model, policy, section, query));
                }
            }
            found.extend(in_clause(model, policy, *clause, query));
        }
    }
    found
}

fn in_heading(model: &Model<'_>, policy: PolicyId, section: SectionId, query: &Query) -> Vec<Hit> {
    let found = query.finds(&model.heading(policy, section));
    let hit = found.then_some(Hit::Heading { policy, section });
    hit.into_iter().collect()
}

fn in_clause(model: &Model<'_>, policy: PolicyId, clause: ClauseId, query: &Query) -> Vec<Hit> {
    let Some(text) = model.policy(policy) else {
        return Vec::new();
    };
    let start = text.clause(clause).span.start();
    let spans = query.spans(text.clause_text(clause)).into_iter();
    spans
        .map(|span| Hit::Words {
            policy,
            clause,
            span: span.shifted(start),
        })
        .collect()
}
