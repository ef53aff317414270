//! Going from hit to hit.

use crate::tui::layout;
use crate::tui::layout::pair::What;
use crate::tui::model::Model;
use crate::tui::search::hits;
use crate::tui::state::{Hit, Search, State, View};

/// Which hit is next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The one that the cursor is on, or the next one.
    Here,
    Next,
    Previous,
}

/// Searches for `query`; the hits follow in `refresh`.
pub(super) fn search(state: &mut State, model: &Model<'_>, query: &str) {
    let query = query.to_owned();
    state.search = (!query.is_empty()).then(|| Search {
        query,
        hits: Vec::new(),
        current: None,
    });
    refresh(state, model);
}

/// Finds the hits anew where the view has changed under them; in the matrix they are the rows shown.
pub(super) fn refresh(state: &mut State, model: &Model<'_>) {
    let Some(search) = &state.search else { return };
    let stale = search.hits.is_empty()
        || state.view != View::Matrix && search.hits.iter().any(|hit| matches!(hit, Hit::Row(_)));
    if !stale && state.view != View::Matrix {
        return;
    }
    let found = hits(model, state, &search.query);
    if let Some(search) = &mut state.search {
        search.current = search.current.filter(|current| *current < found.len());
        search.hits = found;
    }
}

/// Goes to a hit, round the ends.
pub(super) fn step(state: &mut State, model: &Model<'_>, step: Step) {
    let places = places(state, model);
    let here = cursor(state, model);
    let Some(search) = &state.search else { return };
    let count = search.hits.len();
    if count == 0 {
        state.notice = Some(format!("nothing found for “{}”", search.query));
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

/// Goes to the hit with this number.
pub(super) fn go_to(state: &mut State, model: &Model<'_>, number: usize) {
    let Some(hit) = state
        .search
        .as_ref()
        .and_then(|search| search.hits.get(number).copied())
    else {
        return;
    };
    if let Some(search) = &mut state.search {
        search.current = Some(number);
    }
    match hit {
        Hit::Row(row) => {
            let layout = layout::matrix::layout(model, state);
            let item = layout
                .rows
                .iter()
                .position(|shown| shown.row == row)
                .unwrap_or(0);
            let at = layout.stack.moved_to(layout.at(state), item, layout.view());
            state.matrix.row = row;
            state.matrix.lead = at.lead;
        }
        Hit::Words { policy, clause, .. } => {
            state.policy = policy;
            let row = model.aligned_rows_of(policy, clause).first().copied();
            match (state.view, row) {
                (View::Aligned, Some(row)) => super::aligned::go_to_row(state, model, row),
                (View::Pair, Some(row)) => super::pair::go_to_row(state, model, row),
                _ => super::reader::go_to_clause(state, model, clause),
            }
        }
    }
}

/// Where each hit stands in the list of the view.
fn places(state: &State, model: &Model<'_>) -> Vec<usize> {
    let Some(search) = &state.search else {
        return Vec::new();
    };
    let order: Vec<usize> = match state.view {
        View::Matrix => layout::matrix::layout(model, state)
            .rows
            .iter()
            .map(|shown| shown.row)
            .collect(),
        View::Aligned => layout::aligned::rows(model, state),
        View::Pair => pair_rows(state, model),
        View::Reader => Vec::new(),
    };
    let place_of: std::collections::BTreeMap<usize, usize> = order
        .into_iter()
        .enumerate()
        .map(|(place, row)| (row, place))
        .collect();
    let of_row = |row: Option<usize>| row.and_then(|row| place_of.get(&row).copied()).unwrap_or(0);
    let of_hit = |hit: &Hit| match hit {
        Hit::Row(row) => of_row(Some(*row)),
        Hit::Words { clause, .. } if state.view == View::Reader => clause.0,
        Hit::Words { policy, clause, .. } => {
            of_row(model.aligned_rows_of(*policy, *clause).first().copied())
        }
    };
    search.hits.iter().map(of_hit).collect()
}

/// Where the cursor stands in the list of the view.
fn cursor(state: &State, model: &Model<'_>) -> usize {
    match state.view {
        View::Matrix => {
            let layout = layout::matrix::layout(model, state);
            layout.at(state).item
        }
        View::Aligned => layout::aligned::rows(model, state)
            .iter()
            .position(|row| *row == state.aligned.row)
            .unwrap_or(0),
        View::Pair => state.pair.item,
        View::Reader => state.reader.clause.0,
    }
}

/// The aligned row of each line of the pair view; facts have none.
fn pair_rows(state: &State, model: &Model<'_>) -> Vec<usize> {
    let entries = layout::pair::layout(model, state).entries;
    let row = |entry: &layout::pair::Entry| match entry.what {
        What::Row(row) => row,
        What::Fact(_) => usize::MAX,
    };
    entries.iter().map(row).collect()
}
