//! What each action changes in the state; nothing here reaches outside.

mod aligned;
mod layers;
mod leaving;
mod matrix;
mod pair;
mod reader;
mod search;

use super::action::Action;
use super::effect::Effect;
use super::hit::{Border, Pane, Target};
use super::layout::{self, At, Stack, folding};
use super::model::Model;
use super::state::{
    CellRef, Context, Layer, Page, Picker, PickerKind, Pointer, Purpose, Size, State, View, Widths,
};
use super::take;
use super::theme::Palette;
use super::tray::What;
use crate::Progress;
use crate::policy::{ClauseId, Policy, PolicyId};

use leaving::{back, close, close_view, forward};

pub(crate) use leaving::{OnTop, on_top};

/// Something that happened and may change the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Message {
    Act(Action),
    /// A digit of how often the next move is to be made.
    Digit(u8),
    /// A character for the line that is being typed.
    Type(char),
    Resize(Size),
    /// A click.
    Point(Target),
    /// The mouse, held down, is over this column of the screen.
    Drag(u16),
    /// The mouse is let go.
    Release,
    /// The wheel, in rows; down is positive.
    Wheel(Pane, isize),
    /// So far the policies are read that are not shown yet.
    Read(Progress),
}

/// Changes the state as `message` asks, and says what must be done outside.
pub(crate) fn update(state: &mut State, model: &Model<'_>, message: Message) -> Vec<Effect> {
    let is_from_outside = matches!(
        message,
        Message::Resize(_) | Message::Release | Message::Read(_)
    );
    if !is_from_outside {
        state.notice = None;
    }
    let count = match is_from_outside {
        true => None,
        false => state.count.take(),
    };
    let effects = match message {
        Message::Act(action) => act_often(state, model, action, count.unwrap_or(1)),
        Message::Digit(digit) => {
            let count = count.unwrap_or(0) * 10 + u16::from(digit);
            state.count = Some(count.min(MOST_TIMES));
            Vec::new()
        }
        Message::Type(c) => {
            layers::typed(state, model, c);
            Vec::new()
        }
        Message::Resize(size) => {
            state.size = size;
            vec![Effect::Redraw]
        }
        Message::Point(target) => point(state, model, target),
        Message::Drag(x) => {
            drag(state, model, x);
            Vec::new()
        }
        Message::Release => {
            state.dragged = None;
            Vec::new()
        }
        Message::Read(progress) => {
            state.reading = Some(progress);
            Vec::new()
        }
        Message::Wheel(pane, rows) => {
            wheel(state, model, pane, rows);
            Vec::new()
        }
    };
    settle(state, model);
    effects
}

/// Brings cursor and window of the view that is shown to where something is.
pub(crate) fn settle(state: &mut State, model: &Model<'_>) {
    // Who goes to a hidden policy wants to see it.
    if let Some(at) = state.hidden.iter().position(|id| *id == state.policy) {
        let policy = state.hidden.remove(at);
        state.columns.push(policy);
    }
    match state.view {
        View::Matrix => matrix::settle(state, model),
        View::Aligned => aligned::settle(state, model),
        View::Pair => pair::settle(state, model),
        View::Reader => reader::settle(state, model),
    }
    layers::settle(state, model);
}

/// A move is made no more often than this at once.
const MOST_TIMES: u16 = 999;

/// Does `action`, if it is a move so often, as long as it changes anything.
fn act_often(state: &mut State, model: &Model<'_>, action: Action, times: u16) -> Vec<Effect> {
    if times < 2 || !action.is_move() {
        return act(state, model, action);
    }
    for _ in 0..times {
        let before = (state.place(), state.layers.clone());
        act(state, model, action);
        settle(state, model);
        if before == (state.place(), state.layers.clone()) {
            break;
        }
    }
    Vec::new()
}

fn act(state: &mut State, model: &Model<'_>, action: Action) -> Vec<Effect> {
    match action {
        Action::Quit => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        _ => {}
    }
    match state.context() {
        Context::Prompt | Context::Page | Context::Picker | Context::Tray | Context::Checklist => {
            layers::act(state, model, action)
        }
        Context::Matrix | Context::Aligned | Context::Pair | Context::Reader => {
            act_in_view(state, model, action)
        }
    }
}

fn act_in_view(state: &mut State, model: &Model<'_>, action: Action) -> Vec<Effect> {
    match action {
        Action::NextView => switch(state, next_view(state.view, 1)),
        Action::PreviousView => switch(state, next_view(state.view, View::ALL.len() - 1)),
        Action::Matrix => switch(state, View::Matrix),
        Action::Aligned => switch(state, View::Aligned),
        Action::Pair => switch(state, View::Pair),
        Action::Reader => switch(state, View::Reader),
        Action::Close => return close(state),
        Action::CloseView => return close_view(state),
        Action::Back => back(state),
        Action::Forward => forward(state),
        Action::Find => {
            let before = state.search.take();
            let purpose = Purpose::Search {
                reading: before
                    .as_ref()
                    .map(|search| search.query.reading())
                    .unwrap_or_default(),
                before,
            };
            state.layers.push(Layer::Prompt {
                purpose,
                text: String::new(),
            });
        }
        Action::NextHit => search::step(state, model, search::Step::Next),
        Action::PreviousHit => search::step(state, model, search::Step::Previous),
        Action::Hits => hits(state),
        Action::Outline => pick(state, PickerKind::Outline),
        Action::ResetWidths => state.widths = Widths::default(),
        Action::Fold | Action::FoldAll => fold(state, model, action),
        Action::Palette => pick(state, PickerKind::Actions),
        Action::Families => pick(state, PickerKind::Families),
        Action::Cells => cells(state, model),
        Action::ToAligned => to_aligned(state, model),
        Action::Help => open_page(state, Page::Help),
        Action::Inputs => open_page(state, Page::Inputs),
        Action::Why => open_page(state, Page::Why),
        Action::Checklists => pick(state, PickerKind::Checklists),
        Action::Hide => hide(state),
        Action::Unhide => {
            let hidden = std::mem::take(&mut state.hidden);
            state.columns.extend(hidden);
        }
        Action::Collect => collect(state, model),
        Action::Tray => state.layers.push(Layer::Tray { chosen: 0 }),
        Action::Theme => next_theme(state),
        Action::Mouse => return vec![switch_mouse(state)],
        Action::Copy => return copy(state, take::quote(model, state)),
        Action::CopyRow => return copy(state, take::row(model, state)),
        _ => match state.view {
            View::Matrix => matrix::act(state, model, action),
            View::Aligned => aligned::act(state, model, action),
            View::Pair => pair::act(state, model, action),
            View::Reader => reader::act(state, model, action),
        },
    }
    Vec::new()
}

fn next_view(view: View, steps: usize) -> View {
    let here = View::ALL
        .iter()
        .position(|other| *other == view)
        .unwrap_or(0);
    View::ALL
        .get((here + steps) % View::ALL.len())
        .copied()
        .unwrap_or_default()
}

/// Shows another view, each at the place where it was left.
fn switch(state: &mut State, view: View) {
    if view == View::Pair {
        pair::choose_sides(state);
    }
    state.view = view;
}

/// Puts what the cursor is on into the tray.
fn collect(state: &mut State, model: &Model<'_>) {
    let what = match state.view {
        View::Matrix => Some(What::Cell(CellRef {
            row: state.matrix.row,
            policy: state.policy,
        })),
        _ => model
            .clause_at(state)
            .map(|(policy, clause)| What::Clause(policy, clause)),
    };
    if let Some(what) = what {
        let done = state.tray.toggle(what);
        state.notice = Some(format!(
            "{done}; {} in it, {} shows it",
            state.tray.things.len(),
            state.key("tray")
        ));
    }
}

/// Puts sections away or opens them; the cursor stays on what hides its place.
fn fold(state: &mut State, model: &Model<'_>, action: Action) {
    let (policy, path) = folding(state, model);
    match action {
        Action::FoldAll => {
            let sections = model.policy(policy).into_iter().flat_map(Policy::sections);
            // The title stands over everything.
            let parts = sections.filter(|(_, section)| section.level > 0);
            state.folded.toggle_all(policy, parts.map(|(id, _)| id));
        }
        _ => state.folded.toggle(policy, &path),
    }
    match state.view {
        View::Aligned => aligned::go_to_fold(state, model),
        _ => reader::go_to_fold(state, model),
    }
}

fn open_page(state: &mut State, page: Page) {
    state.layers.push(Layer::Page { page, scrolled: 0 });
}

/// The list of all hits, where there are any.
fn hits(state: &mut State) {
    match &state.search {
        Some(search) if search.hits.is_empty() => {
            state.notice = Some(search::nothing(&search.query));
        }
        Some(_) => pick(state, PickerKind::Hits),
        None => {
            state.notice = Some(format!(
                "nothing is searched for; {} searches",
                state.key("find")
            ));
        }
    }
}

fn pick(state: &mut State, kind: PickerKind) {
    state.layers.push(Layer::Picker(Picker {
        kind,
        text: String::new(),
        chosen: 0,
    }));
}

/// The cells that the clause fills: a single one is gone to at once, of several one is chosen.
fn cells(state: &mut State, model: &Model<'_>) {
    let Some((policy, clause)) = model.clause_at(state) else {
        return;
    };
    match model.cells_of(policy, clause) {
        [] => state.notice = Some("no cell of the matrix rests on this clause".to_owned()),
        [cell] => matrix::jump(state, model, *cell, clause),
        _ => pick(state, PickerKind::Cells),
    }
}

fn to_aligned(state: &mut State, model: &Model<'_>) {
    let clause = match state.view {
        View::Matrix => {
            matrix::chosen_place(state, model).map(|(policy, place)| (policy, place.clause))
        }
        _ => model.clause_at(state),
    };
    match clause {
        Some((policy, clause)) => aligned::jump(state, model, policy, clause),
        None => state.notice = Some("nobody says anything here".to_owned()),
    }
}

fn next_theme(state: &mut State) {
    let here = Palette::ALL
        .iter()
        .position(|(_, palette)| *palette == state.theme.palette)
        .unwrap_or(0);
    if let Some((name, palette)) = Palette::ALL.get((here + 1) % Palette::ALL.len()) {
        state.theme.palette = *palette;
        state.notice = Some(format!("colours: {name}"));
    }
}

fn switch_mouse(state: &mut State) -> Effect {
    state.pointer = match state.pointer {
        Pointer::Ours => Pointer::Terminal,
        Pointer::Terminal => Pointer::Ours,
    };
    state.notice = Some(match state.pointer {
        Pointer::Ours => "the mouse is ours again; Shift-drag selects text".to_owned(),
        Pointer::Terminal => format!(
            "the mouse selects text; {} takes it back",
            state.key("mouse")
        ),
    });
    Effect::Mouse(state.pointer)
}

fn copy(state: &mut State, text: Option<String>) -> Vec<Effect> {
    match text {
        Some(text) => vec![Effect::Copy(text)],
        None => {
            state.notice = Some("nothing to copy here".to_owned());
            Vec::new()
        }
    }
}

fn point(state: &mut State, model: &Model<'_>, target: Target) -> Vec<Effect> {
    if !state.layers.is_empty() {
        return layers::point(state, model, target);
    }
    match target {
        Target::Tab(view) => switch(state, view),
        Target::Hint(action) => return act(state, model, action),
        Target::Policy(policy) => state.policy = policy,
        Target::Cell { row, policy } => matrix::point(state, model, row, policy),
        Target::Evidence(place) => matrix::point_place(state, model, place),
        Target::Aligned { row, policy } => aligned::point(state, model, row, policy),
        Target::Pair(item) => pair::point(state, model, item),
        Target::Clause(clause) => reader::point(state, model, clause),
        Target::Outline(section) => reader::go_to_section(state, model, section),
        Target::Border(border) => state.dragged = Some(border),
        Target::Entry(_) | Target::Pane(_) => {}
    }
    Vec::new()
}

/// Moves the border that is dragged under the mouse.
fn drag(state: &mut State, model: &Model<'_>, x: u16) {
    let width = |start: u16, columns: u16| Some(x.saturating_sub(start) / columns.max(1) + 1);
    match (state.dragged, state.view) {
        (Some(Border::Label), View::Matrix) => state.widths.label = width(0, 1),
        (Some(Border::Column(number)), View::Matrix) => {
            let columns = layout::matrix::layout(model, state).columns;
            let start = columns.first().map_or(0, |first| first.x);
            state.widths.matrix = width(start, number + 1);
        }
        (Some(Border::Column(number)), View::Aligned) => {
            state.widths.aligned = width(0, number + 1);
        }
        _ => {}
    }
}

fn wheel(state: &mut State, model: &Model<'_>, pane: Pane, rows: isize) {
    match pane {
        Pane::Layer => layers::wheel(state, rows),
        Pane::Evidence => matrix::scroll_evidence(state, rows),
        Pane::Body => match state.view {
            View::Matrix => matrix::wheel(state, model, rows),
            View::Aligned => aligned::wheel(state, model, rows),
            View::Pair => pair::wheel(state, model, rows),
            View::Reader => reader::wheel(state, model, rows),
        },
    }
}

/// Where the cursor of a list goes; none where the action is no step in a list.
fn stepped(stack: &Stack, at: At, view: usize, action: Action) -> Option<At> {
    let page = isize::try_from(view.saturating_sub(1).max(1)).unwrap_or(isize::MAX);
    let half = (page / 2).max(1);
    Some(match action {
        Action::Up => stack.up(at, view),
        Action::Down => stack.down(at, view),
        Action::PageUp => stack.paged(at, -page, view),
        Action::PageDown => stack.paged(at, page, view),
        Action::HalfUp => stack.paged(at, -half, view),
        Action::HalfDown => stack.paged(at, half, view),
        Action::Top => stack.moved_to(at, 0, view),
        Action::Bottom => stack.moved_to(at, stack.len().saturating_sub(1), view),
        _ => return None,
    })
}

/// Moves the cursor to another policy's column; says whether the action was such a move.
fn stepped_across(state: &mut State, action: Action) -> Option<PolicyId> {
    let last = state.columns.len().saturating_sub(1);
    let column = match action {
        Action::Left => state.column().saturating_sub(1),
        Action::Right => (state.column() + 1).min(last),
        Action::FirstColumn => 0,
        Action::LastColumn => last,
        _ => return None,
    };
    state.policy = *state.columns.get(column)?;
    Some(state.policy)
}

/// Moves the column of the cursor's policy among the others.
fn move_column(state: &mut State, action: Action) {
    let here = state.column();
    let there = match action {
        Action::MoveLeft => here.saturating_sub(1),
        Action::MoveRight => (here + 1).min(state.columns.len().saturating_sub(1)),
        _ => 0,
    };
    if here < state.columns.len() && here != there {
        let policy = state.columns.remove(here);
        state.columns.insert(there, policy);
    }
}

/// Takes the column of the cursor's policy out of sight; the last one stays.
fn hide(state: &mut State) {
    let here = state.column();
    if state.columns.len() > 1 {
        let policy = state.columns.remove(here);
        state.hidden.push(policy);
        state.policy = state
            .columns
            .get(here)
            .or(state.columns.last())
            .copied()
            .unwrap_or(policy);
    }
}

/// The clause of `other` that stands beside `clause` of `policy` in an aligned row.
fn counterpart(
    model: &Model<'_>,
    policy: PolicyId,
    clause: ClauseId,
    other: PolicyId,
) -> Option<ClauseId> {
    let rows = model.aligned_rows_of(policy, clause).iter();
    rows.filter_map(|row| model.aligned(*row, other).first().copied())
        .next()
}
