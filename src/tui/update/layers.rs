//! What lies on top of the view: the line for a search, texts to be read, lists to choose from.

use super::search;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::hit::Target;
use crate::tui::layout;
use crate::tui::model::Model;
use crate::tui::picker::{Choice, entries};
use crate::tui::state::{Layer, State, View};

pub(super) fn act(state: &mut State, model: &Model<'_>, action: Action) -> Vec<Effect> {
    match action {
        Action::Close | Action::CloseView => close(state),
        Action::Accept => return accept(state, model),
        Action::Erase => edit(state, model, |text| {
            text.pop();
        }),
        Action::EraseWord => edit(state, model, erase_word),
        Action::EraseAll => edit(state, model, String::clear),
        Action::Up => step(state, -1),
        Action::Down => step(state, 1),
        Action::PageUp | Action::HalfUp => step(state, -10),
        Action::PageDown | Action::HalfDown => step(state, 10),
        Action::Top => step(state, isize::MIN),
        Action::Bottom => step(state, isize::MAX),
        _ => {}
    }
    Vec::new()
}

/// Gives up what is on top; an unfinished search gives way to the one before.
fn close(state: &mut State) {
    if let Some(Layer::Prompt { before, .. }) = state.layers.pop() {
        state.search = before;
    }
}

pub(super) fn typed(state: &mut State, model: &Model<'_>, c: char) {
    edit(state, model, |text| text.push(c));
}

fn edit(state: &mut State, model: &Model<'_>, change: impl FnOnce(&mut String)) {
    match state.layers.last_mut() {
        Some(Layer::Prompt { text, .. }) => {
            let empty = text.is_empty();
            change(text);
            let query = text.clone();
            if empty && query.is_empty() {
                // Taking back from an empty line gives up, as in vim.
                return close(state);
            }
            search::search(state, model, &query);
        }
        Some(Layer::Picker(picker)) => {
            change(&mut picker.text);
            picker.chosen = 0;
        }
        _ => {}
    }
}

fn erase_word(text: &mut String) {
    let end = text.trim_end().rfind(' ').map_or(0, |space| space + 1);
    text.truncate(end);
}

/// Moves in the list, or scrolls the text; the ends are held by `settle`.
fn step(state: &mut State, by: isize) {
    match state.layers.last_mut() {
        Some(Layer::Picker(picker)) => picker.chosen = picker.chosen.saturating_add_signed(by),
        Some(Layer::Page { scrolled, .. }) => *scrolled = scrolled.saturating_add_signed(by),
        _ => {}
    }
}

pub(super) fn wheel(state: &mut State, rows: isize) {
    step(state, rows);
}

fn accept(state: &mut State, model: &Model<'_>) -> Vec<Effect> {
    match state.layers.pop() {
        Some(Layer::Prompt { .. }) => search::step(state, model, search::Step::Here),
        Some(Layer::Picker(picker)) => {
            let choice = entries(model, state, &picker)
                .into_iter()
                .nth(picker.chosen)
                .map(|entry| entry.choice);
            return choice
                .map(|choice| choose(state, model, choice))
                .unwrap_or_default();
        }
        _ => {}
    }
    Vec::new()
}

fn choose(state: &mut State, model: &Model<'_>, choice: Choice) -> Vec<Effect> {
    match choice {
        Choice::Act(action) => return super::act(state, model, action),
        Choice::Hit(number) => search::go_to(state, model, number),
        Choice::Cell(cell) => {
            if let Some((_, clause)) = model.clause_at(state) {
                super::matrix::jump(state, model, cell, clause);
            }
        }
        Choice::Section(section) => match state.view {
            View::Reader => super::reader::go_to_section(state, model, section),
            _ => {
                let policy = state.policy;
                let first = model.policy(policy).and_then(|text| {
                    let inside = |clause: &crate::policy::Clause| {
                        text.section_path(clause.section).any(|id| id == section)
                    };
                    text.clauses()
                        .find(|(_, clause)| inside(clause))
                        .map(|(id, _)| id)
                });
                if let Some(clause) = first {
                    super::aligned::jump(state, model, policy, clause);
                }
            }
        },
    }
    Vec::new()
}

/// A click on an entry takes it; a click beside the layer closes it.
pub(super) fn point(state: &mut State, model: &Model<'_>, target: Target) -> Vec<Effect> {
    match (target, state.layers.last_mut()) {
        (Target::Entry(entry), Some(Layer::Picker(picker))) => {
            picker.chosen = entry;
            return accept(state, model);
        }
        (Target::Hint(action), _) => return act(state, model, action),
        (Target::Pane(crate::tui::hit::Pane::Layer) | Target::Entry(_), _) => {}
        _ => close(state),
    }
    Vec::new()
}

pub(super) fn settle(state: &mut State, model: &Model<'_>) {
    let Some(layer) = state.layers.last() else {
        return;
    };
    let limit = match layer {
        Layer::Prompt { .. } => return,
        Layer::Picker(picker) => entries(model, state, picker).len().saturating_sub(1),
        Layer::Page { page, .. } => layout::page::limit(model, state, *page),
    };
    match state.layers.last_mut() {
        Some(Layer::Picker(picker)) => picker.chosen = picker.chosen.min(limit),
        Some(Layer::Page { scrolled, .. }) => *scrolled = (*scrolled).min(limit),
        _ => {}
    }
}
