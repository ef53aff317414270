//! The aligned rows: moving, filtering, and going to the next difference.

use super::matrix::toggled;
use super::{move_column, stepped, stepped_across};
use crate::policy::{ClauseId, PolicyId, Span};
use crate::tui::action::Action;
use crate::tui::layout::aligned::{AlignedLayout, columns_that_fit, differs, layout};
use crate::tui::layout::{At, first_showing, folding};
use crate::tui::model::Model;
use crate::tui::state::{Show, State, View};

pub(super) fn act(state: &mut State, model: &Model<'_>, action: Action) {
    match action {
        Action::Open => open(state, model),
        Action::OnlyDiffering => state.aligned.show = toggled(state.aligned.show, Show::Differing),
        Action::OnlyGaps => state.aligned.show = toggled(state.aligned.show, Show::Gaps),
        Action::NextDifference | Action::PreviousDifference => {
            step_difference(state, model, action)
        }
        Action::MoveLeft | Action::MoveRight | Action::Baseline => move_column(state, action),
        _ if stepped_across(state, action).is_some() => {}
        _ => {
            let layout = layout(model, state);
            if let Some(at) = stepped(&layout.stack, layout.at(state), layout.view(), action) {
                set(state, &layout, at);
            }
        }
    }
}

fn set(state: &mut State, layout: &AlignedLayout, at: At) {
    if let Some(entry) = layout.entries.get(at.item) {
        state.aligned.row = entry.row;
        state.aligned.lead = at.lead;
    }
}

fn open(state: &mut State, model: &Model<'_>) {
    match model.clause_at(state) {
        Some((policy, clause)) => {
            state.remember();
            super::reader::jump(state, model, policy, (clause, Span::default()), None);
        }
        None => state.notice = Some(format!("{} is silent here", model.name(state.policy))),
    }
}

fn step_difference(state: &mut State, model: &Model<'_>, action: Action) {
    let layout = layout(model, state);
    let here = layout.item_of(state.aligned.row);
    let found = |(_, entry): &(usize, &crate::tui::layout::aligned::Entry)| {
        differs(model, entry.row, &state.columns)
    };
    let mut entries = layout.entries.iter().enumerate();
    let item = match action {
        Action::PreviousDifference => entries.take(here).rev().find(found),
        _ => entries.by_ref().skip(here + 1).find(found),
    };
    match item.map(|(item, _)| item) {
        Some(item) => set(
            state,
            &layout,
            layout.stack.moved_to(layout.at(state), item, layout.view()),
        ),
        None => state.notice = Some("no further difference".to_owned()),
    }
}

/// Shows the aligned row that says most about the clause, remembering where we came from.
pub(super) fn jump(state: &mut State, model: &Model<'_>, policy: PolicyId, clause: ClauseId) {
    let speakers = |row: &usize| {
        state
            .columns
            .iter()
            .filter(|id| !model.aligned(*row, **id).is_empty())
            .count()
    };
    let rows = model.aligned_rows_of(policy, clause).iter().copied();
    // Of several rows with as many speakers, the first one.
    let Some(row) = rows.rev().max_by_key(speakers) else {
        state.notice = Some("this clause stands in no row".to_owned());
        return;
    };
    state.remember();
    super::switch(state, View::Aligned);
    state.policy = policy;
    state.aligned.show = Show::All;
    go_to_words(state, model, row, (clause, Span::default()));
}

/// Goes to the row that hides the one the cursor was on.
pub(super) fn go_to_fold(state: &mut State, model: &Model<'_>) {
    let layout = layout(model, state);
    let item = layout.fold_of(state.aligned.row);
    set(
        state,
        &layout,
        layout.stack.moved_to(layout.at(state), item, layout.view()),
    );
}

/// Goes to words of a clause of the cursor's policy, with its column in sight: rows hang on the columns shown.
pub(super) fn go_to_words(
    state: &mut State,
    model: &Model<'_>,
    row: usize,
    words: (ClauseId, Span),
) {
    state.aligned.row = row;
    let (baseline, path) = folding(state, model);
    state.folded.open(baseline, &path);
    bring_in_sight(state);
    let layout = layout(model, state);
    let item = layout.item_of(row);
    let line = layout.line_of(model, state.policy, item, words);
    set(
        state,
        &layout,
        layout.stack.showing(item, line, layout.view()),
    );
}

/// The first click selects a place, the second one opens it.
pub(super) fn point(state: &mut State, model: &Model<'_>, row: usize, policy: PolicyId) {
    if (state.aligned.row, state.policy) == (row, policy) {
        return open(state, model);
    }
    state.policy = policy;
    let layout = layout(model, state);
    set(
        state,
        &layout,
        layout
            .stack
            .moved_to(layout.at(state), layout.item_of(row), layout.view()),
    );
}

pub(super) fn wheel(state: &mut State, model: &Model<'_>, rows: isize) {
    let layout = layout(model, state);
    let at = layout.stack.scrolled(layout.at(state), rows, layout.view());
    set(state, &layout, at);
}

pub(super) fn settle(state: &mut State, model: &Model<'_>) {
    super::search::refresh(state, model);
    bring_in_sight(state);
    let layout = layout(model, state);
    set(
        state,
        &layout,
        layout.stack.settled(layout.at(state), layout.view()),
    );
}

fn bring_in_sight(state: &mut State) {
    let fit = columns_that_fit(state);
    state.aligned.first = first_showing(
        state.columns.len(),
        fit,
        state.aligned.first,
        state.column(),
    );
}
