//! Two policies against each other: moving, and choosing the two.

use super::matrix::toggled;
use super::stepped;
use crate::policy::{ClauseId, PolicyId, Span};
use crate::tui::action::Action;
use crate::tui::layout::At;
use crate::tui::layout::pair::{PairLayout, What, clause_at, differs, layout, moved_here};
use crate::tui::model::Model;
use crate::tui::state::{CellRef, Detail, Show, State};

pub(super) fn act(state: &mut State, model: &Model<'_>, action: Action) {
    match action {
        Action::Open => open(state, model),
        Action::Left | Action::FirstColumn => state.policy = state.pair.left,
        Action::Right | Action::LastColumn => state.policy = state.pair.right,
        Action::NextPolicy | Action::PreviousPolicy => step_policy(state, action),
        Action::Swap => {
            std::mem::swap(&mut state.pair.left, &mut state.pair.right);
        }
        Action::ToMoved => {
            if let Some((policy, clause)) = moved_here(model, state) {
                state.remember();
                super::reader::jump(state, model, policy, (clause, Span::default()), None);
            }
        }
        Action::Detail => next_detail(state),
        Action::OnlyDiffering => {
            state.pair.show = toggled(state.pair.show, Show::Differing);
            state.pair.item = 0;
            state.pair.lead = 0;
        }
        Action::NextDifference | Action::PreviousDifference => {
            step_difference(state, model, action)
        }
        _ => {
            let layout = layout(model, state);
            if let Some(at) = stepped(&layout.stack, layout.at(state), layout.view(), action) {
                set(state, at);
            }
        }
    }
}

fn set(state: &mut State, at: At) {
    state.pair.item = at.item;
    state.pair.lead = at.lead;
}

/// The summary leads to what has changed, a fact to its cell, a clause to its policy.
fn open(state: &mut State, model: &Model<'_>) {
    let what = layout(model, state)
        .entries
        .get(state.pair.item)
        .map(|entry| entry.what);
    match (what, clause_at(model, state)) {
        (Some(What::Fact { row, .. }), Some((policy, clause))) => {
            super::matrix::jump(state, model, CellRef { row, policy }, clause)
        }
        (Some(What::Summary), _) => step_difference(state, model, Action::NextDifference),
        (Some(What::Row(_) | What::Section(_)), Some((policy, clause))) => {
            state.remember();
            let words = (clause, Span::default());
            super::reader::jump(state, model, policy, words, None);
        }
        _ => {}
    }
}

/// The baseline against the policy under the cursor; under the baseline itself, against the one it was held against.
pub(super) fn choose_sides(state: &mut State) {
    let Some(baseline) = state.columns.first().copied() else {
        return;
    };
    let second = state.columns.get(1).copied().unwrap_or(baseline);
    let right = [state.policy, state.pair.right, second]
        .into_iter()
        .find(|id| *id != baseline && state.columns.contains(id));
    let right = right.unwrap_or(baseline);
    if (state.pair.left, state.pair.right) != (baseline, right) {
        state.pair.left = baseline;
        state.pair.right = right;
        state.pair.item = 0;
        state.pair.lead = 0;
    }
}

/// Another policy on the right side.
fn step_policy(state: &mut State, action: Action) {
    let others: Vec<PolicyId> = state
        .columns
        .iter()
        .copied()
        .filter(|id| *id != state.pair.left)
        .collect();
    let Some(here) = others.iter().position(|id| *id == state.pair.right) else {
        return;
    };
    let there = match action {
        Action::PreviousPolicy => here.checked_sub(1).unwrap_or(others.len() - 1),
        _ => (here + 1) % others.len(),
    };
    if let Some(policy) = others.get(there) {
        if state.policy == state.pair.right {
            state.policy = *policy;
        }
        state.pair.right = *policy;
        state.pair.item = 0;
        state.pair.lead = 0;
    }
}

fn next_detail(state: &mut State) {
    state.pair.detail = match state.pair.detail {
        Detail::All => Detail::Facts,
        Detail::Facts => Detail::Words,
        Detail::Words => Detail::Sentences,
        Detail::Sentences => Detail::All,
    };
    state.pair.item = 0;
    state.pair.lead = 0;
}

fn step_difference(state: &mut State, model: &Model<'_>, action: Action) {
    let layout = layout(model, state);
    let here = state.pair.item;
    let found =
        |(_, entry): &(usize, &crate::tui::layout::pair::Entry)| differs(model, state, entry.what);
    let mut entries = layout.entries.iter().enumerate();
    let item = match action {
        Action::PreviousDifference => entries.take(here).rev().find(found),
        _ => entries.by_ref().skip(here + 1).find(found),
    };
    match item.map(|(item, _)| item) {
        Some(item) => go_to_item(state, &layout, item),
        None => state.notice = Some("no further difference".to_owned()),
    }
}

fn go_to_item(state: &mut State, layout: &PairLayout, item: usize) {
    set(
        state,
        layout.stack.moved_to(layout.at(state), item, layout.view()),
    );
}

/// Goes to words of a clause that stands in the aligned row `row`.
pub(super) fn go_to_words(
    state: &mut State,
    model: &Model<'_>,
    row: usize,
    words: (ClauseId, Span),
) {
    let layout = layout(model, state);
    let mut entries = layout.entries.iter();
    if let Some(item) = entries.position(|entry| entry.what == What::Row(row)) {
        let line = layout.line_of(model, state, item, words);
        return set(state, layout.stack.showing(item, line, layout.view()));
    }
    // What is looked for is as it was, and only what has changed is shown.
    if state.pair.show == Show::Differing {
        state.pair.show = Show::All;
        go_to_words(state, model, row, words);
    }
}

/// The first click selects a line, the second one opens it.
pub(super) fn point(state: &mut State, model: &Model<'_>, item: usize) {
    if state.pair.item == item {
        return open(state, model);
    }
    let layout = layout(model, state);
    go_to_item(state, &layout, item);
}

pub(super) fn wheel(state: &mut State, model: &Model<'_>, rows: isize) {
    let layout = layout(model, state);
    set(
        state,
        layout.stack.scrolled(layout.at(state), rows, layout.view()),
    );
}

pub(super) fn settle(state: &mut State, model: &Model<'_>) {
    if [state.pair.left, state.pair.right]
        .iter()
        .any(|id| state.hidden.contains(id))
    {
        choose_sides(state);
    }
    if ![state.pair.left, state.pair.right].contains(&state.policy) {
        state.policy = state.pair.right;
    }
    let (left, right) = (state.pair.left, state.pair.right);
    if state.pair.settled != Some((left, right)) {
        state.pair.settled = Some((left, right));
        state.pair.show = match model.pair_rows(left, right).changes {
            Some(_) => Show::Differing,
            None => Show::All,
        };
    }
    super::search::refresh(state, model);
    let layout = layout(model, state);
    set(state, layout.stack.settled(layout.at(state), layout.view()));
}
