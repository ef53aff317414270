//! The matrix: moving, filtering, and the words behind the cell.

use super::{move_column, stepped, stepped_across};
use crate::coverage::Family;
use crate::facts::Evidence;
use crate::policy::{ClauseId, PolicyId};
use crate::tui::action::Action;
use crate::tui::layout::{self, evidence, first_showing, matrix::layout};
use crate::tui::model::Model;
use crate::tui::state::{Against, CellRef, Density, EvidencePane, Order, Show, State, View};

pub(super) fn act(state: &mut State, model: &Model<'_>, action: Action) {
    let before = cell(state);
    match action {
        Action::Open => open(state, model),
        Action::NextPlace | Action::PreviousPlace => step_place(state, model, action),
        Action::ScrollDown => scroll_evidence(state, 1),
        Action::ScrollUp => scroll_evidence(state, -1),
        Action::OnlyDiffering => state.matrix.show = toggled(state.matrix.show, Show::Differing),
        Action::OnlyGaps => state.matrix.show = toggled(state.matrix.show, Show::Gaps),
        Action::NextFamily => next_family(state),
        Action::SortByDisagreement => {
            state.matrix.order = match state.matrix.order {
                Order::Given => Order::Disagreement,
                Order::Disagreement => Order::Given,
            };
        }
        Action::Density => {
            state.matrix.density = match state.matrix.density {
                Density::Content => Density::Signs,
                Density::Signs => Density::Content,
            };
        }
        Action::Most => {
            state.matrix.against = match state.matrix.against {
                Against::Nothing => Against::Most,
                Against::Most => Against::Nothing,
            };
        }
        Action::MoveLeft | Action::MoveRight | Action::Baseline => move_column(state, action),
        _ if stepped_across(state, action).is_some() => {}
        _ => step(state, model, action),
    }
    forget_place(state, before);
}

fn cell(state: &State) -> CellRef {
    CellRef {
        row: state.matrix.row,
        policy: state.policy,
    }
}

/// On another cell the pane begins with its first place.
fn forget_place(state: &mut State, before: CellRef) {
    if before != cell(state)
        && let Some(pane) = &mut state.matrix.evidence
    {
        *pane = EvidencePane::default();
    }
}

pub(super) fn toggled(show: Show, to: Show) -> Show {
    if show == to { Show::All } else { to }
}

fn step(state: &mut State, model: &Model<'_>, action: Action) {
    let layout = layout(model, state);
    if let Some(at) = stepped(&layout.stack, layout.at(state), layout.view(), action) {
        set(state, &layout, at);
    }
}

fn set(state: &mut State, layout: &layout::matrix::MatrixLayout, at: layout::At) {
    if let Some(shown) = layout.rows.get(at.item) {
        state.matrix.row = shown.row;
        state.matrix.lead = at.lead;
    }
}

/// All families, then each by itself; after several, the one behind the last of them.
fn next_family(state: &mut State) {
    let next = match state.matrix.families.last() {
        None => Family::ALL.first().copied(),
        Some(last) => Family::ALL.into_iter().find(|other| other > last),
    };
    state.matrix.families = next.into_iter().collect();
}

/// First the words, then their clause in the policy.
fn open(state: &mut State, model: &Model<'_>) {
    if state.matrix.evidence.is_none() {
        state.matrix.evidence = Some(EvidencePane::default());
        return;
    }
    if let Some((policy, place)) = chosen_place(state, model) {
        let cell = CellRef {
            policy,
            ..cell(state)
        };
        state.remember();
        let words = (place.clause, place.quote);
        super::reader::jump(state, model, policy, words, Some(cell));
    }
}

/// The place that the cursor of the pane is on; the first one where there is no pane.
pub(super) fn chosen_place(state: &State, model: &Model<'_>) -> Option<(PolicyId, Evidence)> {
    let number = state.matrix.evidence.map_or(0, |pane| pane.place);
    let place = evidence::places(model, state).into_iter().nth(number)?;
    Some((place.policy, place.evidence))
}

fn step_place(state: &mut State, model: &Model<'_>, action: Action) {
    let count = evidence::places(model, state).len();
    let Some(pane) = &mut state.matrix.evidence else {
        return;
    };
    let place = match action {
        Action::PreviousPlace => pane.place.saturating_sub(1),
        _ => (pane.place + 1).min(count.saturating_sub(1)),
    };
    show_place(state, model, place);
}

fn show_place(state: &mut State, model: &Model<'_>, place: usize) {
    let Some(area) = layout(model, state).evidence.map(evidence::inside) else {
        return;
    };
    let lines = evidence::lines(model, state, evidence::words(area));
    if let Some(pane) = &mut state.matrix.evidence {
        pane.place = place;
        pane.scrolled = evidence::scroll_to(&lines, place, pane.scrolled, usize::from(area.height));
    }
}

pub(super) fn scroll_evidence(state: &mut State, rows: isize) {
    if let Some(pane) = &mut state.matrix.evidence {
        pane.scrolled = pane.scrolled.saturating_add_signed(rows);
    }
}

pub(super) fn wheel(state: &mut State, model: &Model<'_>, rows: isize) {
    let before = cell(state);
    let layout = layout(model, state);
    let at = layout.stack.scrolled(layout.at(state), rows, layout.view());
    set(state, &layout, at);
    forget_place(state, before);
}

/// The first click selects a cell, the second one opens it.
pub(super) fn point(state: &mut State, model: &Model<'_>, row: usize, policy: PolicyId) {
    let before = cell(state);
    if before == (CellRef { row, policy }) {
        return open(state, model);
    }
    state.policy = policy;
    let layout = layout(model, state);
    if let Some(item) = layout.rows.iter().position(|shown| shown.row == row) {
        set(
            state,
            &layout,
            layout.stack.moved_to(layout.at(state), item, layout.view()),
        );
    }
    forget_place(state, before);
}

pub(super) fn point_place(state: &mut State, model: &Model<'_>, place: usize) {
    if state
        .matrix
        .evidence
        .is_some_and(|pane| pane.place == place)
    {
        return open(state, model);
    }
    show_place(state, model, place);
}

/// Goes to a cell, with the words of it that stand in `clause`.
pub(super) fn jump(state: &mut State, model: &Model<'_>, to: CellRef, clause: ClauseId) {
    state.remember();
    super::switch(state, View::Matrix);
    state.search = None;
    state.policy = to.policy;
    state.matrix.row = to.row;
    state.matrix.show = Show::All;
    state.matrix.families.clear();
    state.matrix.evidence = Some(EvidencePane::default());
    let layout = layout(model, state);
    set(
        state,
        &layout,
        layout.stack.jumped_to(layout.at(state).item, layout.view()),
    );
    let place = model
        .places(to.row, to.policy)
        .iter()
        .position(|place| place.clause == clause);
    show_place(state, model, place.unwrap_or(0));
}

pub(super) fn settle(state: &mut State, model: &Model<'_>) {
    super::search::refresh(state, model);
    let fit = layout::matrix::columns_that_fit(model, state);
    state.matrix.first =
        first_showing(state.columns.len(), fit, state.matrix.first, state.column());
    let layout = layout(model, state);
    set(
        state,
        &layout,
        layout.stack.settled(layout.at(state), layout.view()),
    );
    let count = evidence::places(model, state).len();
    let area = layout.evidence.map(evidence::inside).unwrap_or_default();
    if state.matrix.evidence.is_some() {
        let lines = evidence::lines(model, state, evidence::words(area)).len();
        if let Some(pane) = &mut state.matrix.evidence {
            pane.place = pane.place.min(count.saturating_sub(1));
            pane.scrolled = pane
                .scrolled
                .min(lines.saturating_sub(usize::from(area.height)));
        }
    }
}
