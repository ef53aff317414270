//! What lies over the view: texts to be read and lists to choose from.

use ratatui::layout::Rect;

use crate::tui::canvas::{Canvas, Line};
use crate::tui::hit::{Pane, Target};
use crate::tui::layout::area::{cut, first_row, inset};
pub(super) use crate::tui::layout::page::inside;
use crate::tui::layout::page::{area, lines, title};
use crate::tui::layout::{At, Stack};
use crate::tui::model::Model;
use crate::tui::picker::{self, columns, entries};
use crate::tui::state::{Layer, Page, Picker, State};
use crate::tui::theme::Role;
use crate::tui::tray::{Thing, sentence};

pub(super) fn draw(model: &Model<'_>, state: &State, canvas: &mut Canvas<'_>) {
    for layer in &state.layers {
        match layer {
            Layer::Page { page, scrolled } => draw_page(model, state, *page, *scrolled, canvas),
            Layer::Picker(picker) => draw_picker(model, state, picker, canvas),
            Layer::Checklist { number, chosen } => {
                if let Some(filled) = model.checklist(*number) {
                    super::checklist::draw(model, state, &filled, *chosen, canvas);
                }
            }
            Layer::Tray { chosen } => draw_tray(model, state, *chosen, canvas),
            Layer::Prompt { .. } => {}
        }
    }
}

/// What was put aside, each with its note under it.
fn draw_tray(model: &Model<'_>, state: &State, chosen: usize, canvas: &mut Canvas<'_>) {
    let things = &state.tray.things;
    let lines = |thing: &Thing| 1 + usize::from(!thing.note.is_empty());
    let stack = Stack::new(things.iter().map(lines));
    let frame = frame(
        area(state.size, stack.total().max(1)),
        "Tray".to_owned(),
        canvas,
    );
    let row = |y: isize| {
        let y = u16::try_from(y.saturating_add_unsigned(usize::from(frame.y))).ok()?;
        let row = Rect {
            y,
            height: 1,
            ..frame
        };
        (y >= frame.top() && y < frame.bottom()).then_some(row)
    };
    if things.is_empty() {
        let text = format!(
            "Nothing is in it; {} puts something in.",
            state.key("collect")
        );
        canvas.text(frame, text, Role::Muted);
    }
    let view = usize::from(frame.height);
    let at = stack.moved_to(At::default(), chosen, view);
    for (number, y) in stack.visible(at, view) {
        let Some(thing) = things.get(number) else {
            continue;
        };
        if let Some(row) = row(y) {
            canvas.text(row, sentence(model, thing), Role::Text);
            canvas.hit(row, Target::Entry(number));
            if number == chosen {
                canvas.restyle(row, Role::Cursor);
            }
        }
        if let (false, Some(row)) = (thing.note.is_empty(), row(y + 1)) {
            let row = inset(row, 2, 0);
            canvas.text(row, thing.note.clone(), Role::Muted);
        }
    }
    let shown = if things.is_empty() { 0 } else { chosen + 1 };
    count(format!("{shown}/{}", things.len()), frame, canvas);
}

fn draw_page(
    model: &Model<'_>,
    state: &State,
    page: Page,
    scrolled: usize,
    canvas: &mut Canvas<'_>,
) {
    let lines = lines(model, state, page);
    let frame = frame(area(state.size, lines.len()), title(state, page), canvas);
    for (line, y) in lines.iter().skip(scrolled).zip(frame.top()..frame.bottom()) {
        canvas.line(
            Rect {
                y,
                height: 1,
                ..frame
            },
            line,
        );
    }
    let height = usize::from(frame.height);
    if lines.len() > height {
        let last = (scrolled + height).min(lines.len());
        count(
            format!("{}-{last} of {}", scrolled + 1, lines.len()),
            frame,
            canvas,
        );
    }
}

fn draw_picker(model: &Model<'_>, state: &State, picker: &Picker, canvas: &mut Canvas<'_>) {
    let entries = entries(model, state, picker);
    let frame = frame(
        area(state.size, usize::from(state.size.height)),
        picker::title(picker.kind).to_owned(),
        canvas,
    );
    let input = Line::new("> ", Role::Key).with(picker.text.clone(), Role::Text);
    let end = canvas.line(first_row(frame), &input);
    canvas.restyle(cut(frame, end, 1), Role::Cursor);
    let list = Rect {
        y: frame.y + frame.height.min(1),
        height: frame.height.saturating_sub(1),
        ..frame
    };
    if entries.is_empty() {
        canvas.text(list, "Nothing fits what is typed.", Role::Muted);
    }
    let height = usize::from(list.height);
    let first = picker.chosen.saturating_sub(height.saturating_sub(1));
    for ((number, entry), y) in entries
        .iter()
        .enumerate()
        .skip(first)
        .zip(list.top()..list.bottom())
    {
        let row = Rect {
            y,
            height: 1,
            ..list
        };
        let (name, detail) = columns(entry, usize::from(row.width), canvas.theme.charset);
        canvas.text(row, name, Role::Text);
        canvas.line_right(row, &Line::new(detail, Role::Muted));
        canvas.hit(row, Target::Entry(number));
        if number == picker.chosen {
            canvas.restyle(row, Role::Cursor);
        }
    }
    let chosen = if entries.is_empty() {
        0
    } else {
        picker.chosen + 1
    };
    count(format!("{chosen}/{}", entries.len()), frame, canvas);
}

/// Clears the place, draws its border and title, and returns the room inside.
pub(super) fn frame(area: Rect, title: String, canvas: &mut Canvas<'_>) -> Rect {
    let margin = 2;
    canvas.clear(Rect {
        x: area.x.saturating_sub(margin),
        width: area.width + margin + margin.min(area.x),
        ..area
    });
    canvas.hit(area, Target::Pane(Pane::Layer));
    let last = Rect {
        y: area.bottom().saturating_sub(1),
        height: area.height.min(1),
        ..area
    };
    canvas.rule(first_row(area));
    canvas.rule(last);
    let place = inset(area, 2, 2);
    canvas.line(
        place,
        &Line::new(" ", Role::Text)
            .with(title, Role::Title)
            .with(" ", Role::Text),
    );
    inside(area)
}

pub(super) fn count(text: String, inside: Rect, canvas: &mut Canvas<'_>) {
    let line = Line::new(" ", Role::Text)
        .with(text, Role::Muted)
        .with(" ", Role::Text);
    canvas.line_right(
        Rect {
            y: inside.bottom(),
            height: 1,
            ..inside
        },
        &line,
    );
}
