//! What is drawn: each view is a function of the state.

mod aligned;
mod bar;
mod checklist;
mod evidence;
mod layer;
mod loading;
mod matrix;
mod pair;
mod reader;
mod status;
mod top;
mod words;

use super::canvas::Canvas;
use super::model::Model;
use super::state::{State, View};
use super::theme::Role;

pub(crate) use loading::draw_progress;
pub(crate) use status::selected;
pub(crate) use top::modes;

/// Draws the whole screen.
pub(crate) fn draw(model: &Model<'_>, state: &State, canvas: &mut Canvas<'_>) {
    if !state.size.is_enough() {
        return too_small(state, canvas);
    }
    match state.view {
        View::Matrix => matrix::draw(model, state, canvas),
        View::Aligned => aligned::draw(model, state, canvas),
        View::Pair => pair::draw(model, state, canvas),
        View::Reader => reader::draw(model, state, canvas),
    }
    top::draw(model, state, canvas);
    status::draw(model, state, canvas);
    layer::draw(model, state, canvas);
    canvas.isolate();
}

fn too_small(state: &State, canvas: &mut Canvas<'_>) {
    let line =
        |y| ratatui::layout::Rect::new(0, y, state.size.width, u16::from(y < state.size.height));
    canvas.text(line(0), "too small", Role::Strong);
    let quits = format!("needs 20x5; {} quits", state.key("close-view"));
    canvas.text(line(1), quits, Role::Text);
}
