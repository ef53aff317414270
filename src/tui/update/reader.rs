//! One policy from end to end: moving, and following the cursor from policy to policy.

use super::{counterpart, stepped, stepped_across};
use crate::policy::{ClauseId, PolicyId, SectionId, Span};
use crate::tui::action::Action;
use crate::tui::layout::At;
use crate::tui::layout::reader::{ReaderLayout, layout};
use crate::tui::model::Model;
use crate::tui::state::{CellRef, State, View};

pub(super) fn act(state: &mut State, model: &Model<'_>, action: Action) {
    if stepped_across(state, action).is_some() {
        return;
    }
    let layout = layout(model, state);
    if let Some(at) = stepped(&layout.stack, layout.at(state), layout.view(), action) {
        set(state, &layout, at);
    }
}

fn set(state: &mut State, layout: &ReaderLayout, at: At) {
    state.reader.clause = layout.clause(at.item);
    state.reader.lead = at.lead;
}

/// Shows the words of a clause, those of `cell` highlighted.
pub(super) fn jump(
    state: &mut State,
    model: &Model<'_>,
    policy: PolicyId,
    (clause, words): (ClauseId, Span),
    cell: Option<CellRef>,
) {
    super::switch(state, View::Reader);
    state.policy = policy;
    state.reader.policy = policy;
    state.reader.cell = cell;
    go_to_words(state, model, clause, words);
}

/// Goes to the clause, with the row in sight in which `words` of it begin.
pub(super) fn go_to_words(state: &mut State, model: &Model<'_>, clause: ClauseId, words: Span) {
    state.reader.clause = clause;
    let path = model.path_to(state.policy, clause);
    state.folded.open(state.policy, &path);
    let layout = layout(model, state);
    let line = layout.line_of(model, state.policy, clause, words);
    let item = layout.at(state).item;
    set(
        state,
        &layout,
        layout.stack.showing(item, line, layout.view()),
    );
}

/// Goes to the entry that hides the clause the cursor was on.
pub(super) fn go_to_fold(state: &mut State, model: &Model<'_>) {
    let layout = layout(model, state);
    let at = layout.at(state);
    set(
        state,
        &layout,
        layout.stack.moved_to(at, at.item, layout.view()),
    );
}

pub(super) fn go_to_section(state: &mut State, model: &Model<'_>, section: SectionId) {
    let path = model.path_of(state.policy, Some(section));
    let above = path.split_last().map_or(&[][..], |(_, above)| above);
    state.folded.open(state.policy, above);
    let layout = layout(model, state);
    if let Some(item) = layout.item_of_section(section) {
        let at = At { item, lead: 0 };
        set(state, &layout, layout.stack.settled(at, layout.view()));
    }
}

pub(super) fn point(state: &mut State, model: &Model<'_>, clause: ClauseId) {
    if state.reader.clause == clause {
        return super::cells(state, model);
    }
    state.reader.clause = clause;
    let layout = layout(model, state);
    set(
        state,
        &layout,
        layout
            .stack
            .moved_to(layout.at(state), layout.at(state).item, layout.view()),
    );
}

pub(super) fn wheel(state: &mut State, model: &Model<'_>, rows: isize) {
    let layout = layout(model, state);
    let at = layout.stack.scrolled(layout.at(state), rows, layout.view());
    set(state, &layout, at);
}

pub(super) fn settle(state: &mut State, model: &Model<'_>) {
    if state.reader.policy != state.policy {
        let (from, clause) = (state.reader.policy, state.reader.clause);
        state.reader.policy = state.policy;
        state.reader.cell = None;
        let there = counterpart(model, from, clause, state.policy).unwrap_or(ClauseId(0));
        go_to_words(state, model, there, Span::default());
    }
    super::search::refresh(state, model);
    let layout = layout(model, state);
    set(
        state,
        &layout,
        layout.stack.settled(layout.at(state), layout.view()),
    );
}
