//! Going from hit to hit.

use std::collections::BTreeMap;

use crate::policy::{ClauseId, PolicyId, SectionId, Span};
use crate::tui::layout;
use crate::tui::layout::pair::What;
use crate::tui::model::Model;
use crate::tui::query::{Query, Reading};
use crate::tui::search::{hits, narrowed};
use crate::tui::state::{Hit, Scope, Search, Show, State, View};

/// Which hit is next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The one that the cursor is on, or the next one.
    Here,
    Next,
    Previous,
}

/// Searches for what was typed; where it only grew, no more than the hits so far is gone through.
pub(super) fn search(state: &mut State, model: &Model<'_>, text: &str, reading: Reading) {
    let before = state.search.take();
    let scope = scope(state);
    state.search = (!text.is_empty()).then(|| {
        let query = Query::new(text, reading);
        let before = before.filter(|before| {
            let same_list = before.scope.as_ref() == Some(&scope) && scope.view != View::Matrix;
            same_list && query.goes_on_from(&before.query)
        });
        Search {
            hits: before
                .as_ref()
                .map_or_else(Vec::new, |before| narrowed(model, &query, &before.hits)),
            scope: before.map(|_| scope),
            query,
            current: None,
        }
    });
    refresh(state, model);
}

/// Finds the hits anew where the view has changed under them; in the matrix they are the rows shown.
pub(super) fn refresh(state: &mut State, model: &Model<'_>) {
    let scope = scope(state);
    let Some(search) = &state.search else { return };
    let elsewhere = search.scope.as_ref() != Some(&scope);
    if !elsewhere && state.view != View::Matrix {
        return;
    }
    let found = hits(model, state, &search.query);
    if let Some(search) = &mut state.search {
        search.current = search
            .current
            .filter(|current| !elsewhere && *current < found.len());
        search.hits = found;
        search.scope = Some(scope);
    }
}

fn scope(state: &State) -> Scope {
    let (policies, show) = match state.view {
        View::Matrix => (Vec::new(), Show::All),
        View::Aligned => {
            let mut policies = state.columns.clone();
            // The gaps are those of one policy.
            policies.extend((state.aligned.show == Show::Gaps).then_some(state.policy));
            (policies, state.aligned.show)
        }
        View::Pair => (vec![state.pair.left, state.pair.right], Show::All),
        View::Reader => (vec![state.policy], Show::All),
    };
    Scope {
        view: state.view,
        policies,
        show,
    }
}

/// Goes to a hit, round the ends.
pub(super) fn step(state: &mut State, model: &Model<'_>, step: Step) {
    let places = places(state, model);
    let here = cursor(state, model);
    let Some(search) = &state.search else { return };
    let count = search.hits.len();
    if count == 0 {
        state.notice = Some(nothing(&search.query));
        return;
    }
    let on_hit = search
        .current
        .filter(|current| places.get(*current) == Some(&here));
    let next = match (step, on_hit) {
        (Step::Here, Some(current)) => current,
        (Step::Next, Some(current)) => (current + 1) % count,
        (Step::Previous, Some(current)) => current.checked_sub(1).unwrap_or(count - 1),
        (Step::Here, None) => places.iter().position(|place| *place >= here).unwrap_or(0),
        (Step::Next, None) => places.iter().position(|place| *place > here).unwrap_or(0),
        (Step::Previous, None) => places
            .iter()
            .rposition(|place| *place < here)
            .unwrap_or(count - 1),
    };
    go_to(state, model, next);
}

/// What is said where a search finds nothing.
pub(super) fn nothing(query: &Query) -> String {
    if query.is_broken() {
        format!("“{}” is no regular expression", query.text())
    } else {
        format!("nothing found for “{}”", query.text())
    }
}

/// Goes to the hit with this number.
pub(super) fn go_to(state: &mut State, model: &Model<'_>, number: usize) {
    let Some(search) = &mut state.search else {
        return;
    };
    let Some(hit) = search.hits.get(number).copied() else {
        return;
    };
    search.current = Some(number);
    match hit {
        Hit::Row(row) => go_to_matrix_row(state, model, row),
        Hit::Heading { policy, section } => go_to_heading(state, model, policy, section),
        Hit::Words {
            policy,
            clause,
            span,
        } => go_to_words(state, model, policy, clause, span),
    }
}

fn go_to_matrix_row(state: &mut State, model: &Model<'_>, row: usize) {
    let layout = layout::matrix::layout(model, state);
    let shown = layout.rows.iter().position(|shown| shown.row == row);
    let at = layout
        .stack
        .moved_to(layout.at(state), shown.unwrap_or(0), layout.view());
    state.matrix.row = row;
    state.matrix.lead = at.lead;
}

fn go_to_heading(state: &mut State, model: &Model<'_>, policy: PolicyId, section: SectionId) {
    state.policy = policy;
    if state.view == View::Reader {
        return super::reader::go_to_section(state, model, section);
    }
    if let Some(clause) = model.first_under(policy, section) {
        go_to_words(state, model, policy, clause, Span::default());
    }
}

fn go_to_words(
    state: &mut State,
    model: &Model<'_>,
    policy: PolicyId,
    clause: ClauseId,
    words: Span,
) {
    state.policy = policy;
    let row = row_of(state, model, policy, clause);
    match (state.view, row) {
        (View::Aligned, Some(row)) => {
            super::aligned::go_to_words(state, model, row, (clause, words));
        }
        (View::Pair, Some(row)) => super::pair::go_to_words(state, model, row, (clause, words)),
        _ => super::reader::go_to_words(state, model, clause, words),
    }
}

/// The first row, of those that the view shows, in which the clause stands.
fn row_of(state: &State, model: &Model<'_>, policy: PolicyId, clause: ClauseId) -> Option<usize> {
    let rows = layout::rows_of(model, state, policy, clause);
    if rows.len() < 2 {
        return rows.first().copied();
    }
    let shown = rows_in_order(state, model);
    shown.into_iter().find(|row| rows.contains(row))
}

fn rows_in_order(state: &State, model: &Model<'_>) -> Vec<usize> {
    match state.view {
        View::Aligned => layout::aligned::rows(model, state),
        View::Pair => pair_rows(state, model),
        View::Matrix | View::Reader => Vec::new(),
    }
}

/// Where each hit stands in the list of the view.
fn places(state: &State, model: &Model<'_>) -> Vec<usize> {
    let Some(search) = &state.search else {
        return Vec::new();
    };
    if state.view == View::Reader {
        let layout = layout::reader::layout(model, state);
        return search
            .hits
            .iter()
            .map(|hit| layout.item_of_hit(*hit))
            .collect();
    }
    let order: Vec<usize> = match state.view {
        View::Matrix => layout::matrix::layout(model, state)
            .rows
            .iter()
            .map(|shown| shown.row)
            .collect(),
        _ => rows_in_order(state, model),
    };
    let numbered = order
        .into_iter()
        .enumerate()
        .map(|(place, row)| (row, place));
    let place_of: BTreeMap<usize, usize> = numbered.collect();
    let first = |rows: &[usize]| {
        rows.iter()
            .filter_map(|row| place_of.get(row))
            .min()
            .copied()
    };
    let of_clause =
        |policy, clause| first(&layout::rows_of(model, state, policy, clause)).unwrap_or(0);
    let of_hit = |hit: &Hit| match hit {
        Hit::Row(row) => first(&[*row]).unwrap_or(0),
        Hit::Heading { policy, section } => model
            .first_under(*policy, *section)
            .map_or(0, |clause| of_clause(*policy, clause)),
        Hit::Words { policy, clause, .. } => of_clause(*policy, *clause),
    };
    search.hits.iter().map(of_hit).collect()
}

/// Where the cursor stands in the list of the view.
fn cursor(state: &State, model: &Model<'_>) -> usize {
    match state.view {
        View::Matrix => layout::matrix::layout(model, state).at(state).item,
        View::Aligned => layout::aligned::rows(model, state)
            .iter()
            .position(|row| *row == state.aligned.row)
            .unwrap_or(0),
        View::Pair => state.pair.item,
        View::Reader => layout::reader::layout(model, state).at(state).item,
    }
}

/// The row of each line of the pair view; those above the clauses have none.
fn pair_rows(state: &State, model: &Model<'_>) -> Vec<usize> {
    let entries = layout::pair::layout(model, state).entries;
    let row = |entry: &layout::pair::Entry| match entry.what {
        What::Row(row) => row,
        What::Summary | What::Fact { .. } | What::Section(_) => usize::MAX,
    };
    entries.iter().map(row).collect()
}
