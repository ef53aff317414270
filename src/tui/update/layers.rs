//! What lies on top of the view: the line for a search, texts to be read, lists to choose from.

use super::search;
use crate::coverage::Family;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::hit::Target;
use crate::tui::layout;
use crate::tui::model::Model;
use crate::tui::picker::{Choice, entries};
use crate::tui::query::Reading;
use crate::tui::state::{Layer, PickerKind, Purpose, State, View};
use crate::tui::tray::{Form, Kept, Thing, written};

pub(super) fn act(state: &mut State, model: &Model<'_>, action: Action) -> Vec<Effect> {
    match action {
        Action::Close | Action::CloseView => close(state),
        Action::Accept => return accept(state, model),
        Action::Erase => edit(state, model, |text| {
            text.pop();
        }),
        Action::EraseWord => edit(state, model, erase_word),
        Action::EraseAll => edit(state, model, String::clear),
        Action::Palette => {
            state.layers.clear();
            super::pick(state, PickerKind::Actions);
        }
        Action::Regex => switch_reading(state, model),
        Action::Open => read_answer(state, model),
        Action::Left | Action::Right | Action::FirstColumn | Action::LastColumn => {
            super::stepped_across(state, action);
        }
        Action::Copy => return copy_tray(state, model),
        Action::Note => note(state),
        Action::Write => state.layers.push(Layer::Prompt {
            purpose: Purpose::File,
            text: String::new(),
        }),
        Action::Drop => drop_thing(state),
        Action::Earlier | Action::Later => move_thing(state, action),
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
    if let Some(Layer::Prompt {
        purpose: Purpose::Search { before, .. },
        ..
    }) = state.layers.pop()
    {
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
            if empty && text.is_empty() {
                // Taking back from an empty line gives up, as in vim.
                return close(state);
            }
            search_as_typed(state, model);
        }
        Some(Layer::Picker(picker)) => {
            change(&mut picker.text);
            picker.chosen = 0;
        }
        _ => {}
    }
}

/// Looks for what stands in the line of a search.
fn search_as_typed(state: &mut State, model: &Model<'_>) {
    if let Some(Layer::Prompt {
        purpose: Purpose::Search { reading, .. },
        text,
    }) = state.layers.last()
    {
        let (text, reading) = (text.clone(), *reading);
        search::search(state, model, &text, reading);
    }
}

/// Reads what is typed as a regular expression, or as words again.
fn switch_reading(state: &mut State, model: &Model<'_>) {
    if let Some(Layer::Prompt {
        purpose: Purpose::Search { reading, .. },
        ..
    }) = state.layers.last_mut()
    {
        *reading = match reading {
            Reading::Words => Reading::Regex,
            Reading::Regex => Reading::Words,
        };
    }
    search_as_typed(state, model);
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
        Some(Layer::Tray { chosen } | Layer::Checklist { chosen, .. }) => {
            *chosen = chosen.saturating_add_signed(by);
        }
        _ => {}
    }
}

pub(super) fn wheel(state: &mut State, rows: isize) {
    step(state, rows);
}

fn accept(state: &mut State, model: &Model<'_>) -> Vec<Effect> {
    match state.layers.pop() {
        Some(Layer::Prompt { purpose, text }) => return typed_out(state, model, &purpose, text),
        Some(Layer::Picker(picker)) => {
            let choice = entries(model, state, &picker)
                .into_iter()
                .nth(picker.chosen)
                .map(|entry| entry.choice);
            if let Some(Choice::Family(_)) = choice {
                // Another one may be chosen too.
                state.layers.push(Layer::Picker(picker));
            }
            return choice
                .map(|choice| choose(state, model, choice))
                .unwrap_or_default();
        }
        _ => {}
    }
    Vec::new()
}

/// What was typed is taken for what it was typed for.
fn typed_out(state: &mut State, model: &Model<'_>, purpose: &Purpose, text: String) -> Vec<Effect> {
    match purpose {
        Purpose::Search { .. } => search::step(state, model, search::Step::Here),
        Purpose::Note => {
            if let Some(thing) = thing_mut(state) {
                thing.note = text;
            }
        }
        Purpose::File if text.trim().is_empty() => {}
        Purpose::File => {
            let form = Form::of(&text);
            let written = written(model, &state.tray, form);
            return vec![Effect::Write {
                path: text,
                text: written,
            }];
        }
    }
    Vec::new()
}

fn chosen_thing(state: &State) -> Option<usize> {
    state.layers.iter().rev().find_map(|layer| match layer {
        Layer::Tray { chosen } => Some(*chosen),
        _ => None,
    })
}

fn thing_mut(state: &mut State) -> Option<&mut Thing> {
    let at = chosen_thing(state)?;
    state.tray.things.get_mut(at)
}

/// The note as it is, to be changed.
fn note(state: &mut State) {
    if let Some(text) = thing_mut(state).map(|thing| thing.note.clone()) {
        state.layers.push(Layer::Prompt {
            purpose: Purpose::Note,
            text,
        });
    }
}

fn drop_thing(state: &mut State) {
    if let Some(at) = chosen_thing(state).filter(|at| *at < state.tray.things.len()) {
        state.tray.things.remove(at);
    }
}

fn move_thing(state: &mut State, action: Action) {
    let Some(at) = chosen_thing(state) else {
        return;
    };
    let to = match action {
        Action::Earlier => at.checked_sub(1),
        _ => Some(at + 1),
    };
    let last = state.tray.things.len();
    if let Some(to) = to.filter(|to| *to < last && at < last) {
        state.tray.things.swap(at, to);
        step(state, if to > at { 1 } else { -1 });
    }
}

/// Shows the words that the requirement's answer rests on, in their policy.
fn read_answer(state: &mut State, model: &Model<'_>) {
    let Some(Layer::Checklist { number, chosen }) = state.layers.last() else {
        return;
    };
    let policy = state.policy;
    let filled = model.checklist(*number);
    let place = filled.and_then(|filled| layout::checklist::evidence(&filled, *chosen, policy));
    match place {
        Some(place) => {
            state.layers.clear();
            state.remember();
            let words = (place.clause, place.quote);
            super::reader::jump(state, model, policy, words, None);
        }
        None => state.notice = Some(format!("no words of {} answer it", model.name(policy))),
    }
}

fn copy_tray(state: &mut State, model: &Model<'_>) -> Vec<Effect> {
    state.tray.kept = Kept::Safe;
    vec![Effect::Copy(written(model, &state.tray, Form::Markdown))]
}

fn choose(state: &mut State, model: &Model<'_>, choice: Choice) -> Vec<Effect> {
    match choice {
        Choice::Act(action) => return super::act(state, model, action),
        Choice::Hit(number) => search::go_to(state, model, number),
        Choice::Checklist(number) => state.layers.push(Layer::Checklist { number, chosen: 0 }),
        Choice::Cell(cell) => {
            if let Some((_, clause)) = model.clause_at(state) {
                super::matrix::jump(state, model, cell, clause);
            }
        }
        Choice::Section(section) => match state.view {
            View::Reader => super::reader::go_to_section(state, model, section),
            _ => {
                let policy = state.policy;
                if let Some(clause) = model.first_under(policy, section) {
                    super::aligned::jump(state, model, policy, clause);
                }
            }
        },
        Choice::Family(family) => {
            let families = &mut state.matrix.families;
            if !families.remove(&family) {
                families.insert(family);
            }
            if families.len() == Family::ALL.len() {
                families.clear();
            }
        }
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
        (Target::Entry(entry), Some(Layer::Checklist { chosen, .. })) if *chosen == entry => {
            read_answer(state, model);
        }
        (Target::Entry(entry), Some(Layer::Tray { chosen } | Layer::Checklist { chosen, .. })) => {
            *chosen = entry
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
        Layer::Tray { .. } => state.tray.things.len().saturating_sub(1),
        Layer::Checklist { number, .. } => model
            .checklist(*number)
            .map_or(0, |filled| filled.answers.len().saturating_sub(1)),
    };
    match state.layers.last_mut() {
        Some(Layer::Picker(picker)) => picker.chosen = picker.chosen.min(limit),
        Some(Layer::Page { scrolled, .. }) => *scrolled = (*scrolled).min(limit),
        Some(Layer::Tray { chosen } | Layer::Checklist { chosen, .. }) => {
            *chosen = (*chosen).min(limit);
        }
        _ => {}
    }
}
