//! The lines above the clauses of a pair: what has changed in short, facts that differ, headings that are not as they were.

use ratatui::layout::Rect;

use super::Place;
use crate::coverage::Cell;
use crate::policy::PolicyId;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::hit::Target;
use crate::tui::layout;
use crate::tui::layout::area::{cut, inset, share};
use crate::tui::layout::pair::{GUTTER, Shape, in_words};
use crate::tui::model::Model;
use crate::tui::state::State;
use crate::tui::theme::Role;
use crate::tui::view::words;

/// How much has changed between two versions.
pub(super) fn summary(model: &Model<'_>, state: &State, place: &Place, canvas: &mut Canvas<'_>) {
    let lines = layout::pair::summary(model, state);
    for (number, text) in lines.into_iter().enumerate() {
        if let Some(area) = place.line(number) {
            canvas.hit(area, Target::Pair(place.item));
            if place.selected {
                canvas.cursor(area);
            }
            canvas.text(inset(area, GUTTER, 1), text, Role::Strong);
        }
    }
}

/// A heading that is not as it was: as each version has it.
pub(super) fn section(
    model: &Model<'_>,
    state: &State,
    number: usize,
    area: Rect,
    place: &Place,
    canvas: &mut Canvas<'_>,
) {
    canvas.hit(area, Target::Pair(place.item));
    if place.selected {
        canvas.cursor(area);
    }
    let title = |policy| {
        let section = layout::pair::section(model, state, number, policy)?;
        let lines = model.policy(policy)?.section(section).lines;
        Some(format!("{}, {lines}", model.heading(policy, section)))
    };
    let (old, new) = (title(state.pair.left), title(state.pair.right));
    let signs = canvas.theme.signs();
    let line = match (old, new) {
        (Some(old), None) => {
            Line::new(signs.minus, Role::Muted).with(format!(" {old}"), Role::Text)
        }
        (None, Some(new)) => Line::new("+", Role::Muted).with(format!(" {new}"), Role::Text),
        (old, new) => Line::new(old.unwrap_or_default(), Role::Text)
            .with(format!(" {} ", signs.against), Role::Muted)
            .with(new.unwrap_or_default(), Role::Text),
    };
    canvas.line(inset(area, GUTTER, 1), &line);
}

/// The column of the labels of facts.
const LABEL: u16 = 36;
/// The sign between the two, with its space.
pub(super) const BETWEEN: u16 = 3;

/// The parts of a line that tells a difference; side by side, what each says stands under its name.
struct FactParts {
    label: Rect,
    left: Rect,
    between: Rect,
    right: Rect,
}

impl FactParts {
    fn of(area: Rect, shape: Shape) -> Self {
        let whole = match shape {
            Shape::Beside { column } => column + GUTTER - BETWEEN,
            Shape::Below => share(area.width, 2, 3),
        };
        let label = LABEL.min(share(whole, 3, 5).saturating_sub(GUTTER));
        let start = GUTTER + label + 1;
        Self {
            label: cut(area, GUTTER, label),
            left: cut(area, start, whole.saturating_sub(start + 1)),
            between: cut(area, whole, BETWEEN),
            right: inset(area, whole + BETWEEN, 1),
        }
    }
}

/// What the two say differently: what it is about, then what each says.
pub(super) fn fact(
    model: &Model<'_>,
    state: &State,
    (number, row): (usize, usize),
    area: Rect,
    place: &Place,
    canvas: &mut Canvas<'_>,
) {
    let Some(words) = in_words(model, state, number) else {
        return;
    };
    canvas.hit(area, Target::Pair(place.item));
    if place.selected {
        canvas.cursor(area);
    }
    let role = if place.selected {
        Role::Strong
    } else {
        Role::Text
    };
    let parts = FactParts::of(area, place.shape);
    words::marked(canvas, parts.label, state, words.about(), role);
    canvas.text(parts.between, canvas.theme.signs().against, Role::Muted);
    let sides = [
        (state.pair.left, words.left, parts.left),
        (state.pair.right, words.right, parts.right),
    ];
    for (policy, said, cell) in sides {
        canvas.text(cell, said, role_of_side(model, state, row, policy));
        if place.selected && policy == state.policy {
            canvas.restyle(cell, Role::Cursor);
        }
    }
}

/// Silence steps back, and where both speak, what differs stands out.
fn role_of_side(model: &Model<'_>, state: &State, row: usize, policy: PolicyId) -> Role {
    let polarity = |id| model.cell(row, id).and_then(Cell::polarity);
    let both_speak = [state.pair.left, state.pair.right]
        .iter()
        .all(|id| polarity(*id).is_some());
    match polarity(policy) {
        None => Role::Absent,
        Some(_) if both_speak => Role::Differs,
        Some(_) => Role::Value,
    }
}
