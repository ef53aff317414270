//! Two policies against each other: the facts that differ, then the clauses, words marked where the texts are near.

mod lines;

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::{bar, words};
use crate::display::cells;
use crate::display::says;
use crate::policy::PolicyId;
use crate::tui::canvas::{Canvas, Line, Mark};
use crate::tui::hit::{Pane, Target};
use crate::tui::layout;
use crate::tui::layout::area::{cut, first_row, inset, row_at, share};
use crate::tui::layout::pair::{Entry, GUTTER, Heading, PairLayout, Shape, What};
use crate::tui::model::Model;
use crate::tui::pairing::{Kinship, PairBlock, Side};
use crate::tui::state::{Detail, State};
use crate::tui::theme::Role;

pub(super) fn draw(model: &Model<'_>, state: &State, canvas: &mut Canvas<'_>) {
    let layout = layout::pair::layout(model, state);
    canvas.hit(layout.list, Target::Pane(Pane::Body));
    header(model, state, &layout, canvas);
    if layout.entries.is_empty() {
        let line = inset(layout.list, 2, 0);
        canvas.text(line, "Nothing to compare here.", Role::Muted);
    }
    let column = Rect {
        x: layout.list.right().saturating_sub(1),
        width: 1,
        ..layout.list
    };
    let marks = marks(model, state, &layout);
    bar::draw(canvas, column, &layout.stack, layout.at(state), |item| {
        marks.get(&item).copied()
    });
    for (item, y) in layout.stack.visible(layout.at(state), layout.view()) {
        if let Some(entry) = layout.entries.get(item) {
            let place = Place {
                list: layout.list,
                shape: layout.shape,
                top: y,
                selected: item == state.pair.item,
                item,
                last: layout.stack.height(item).saturating_sub(1),
            };
            draw_entry(model, state, entry, &place, canvas);
        }
    }
}

/// What the bar shows: where the search found something; else the clauses that differ.
fn marks(model: &Model<'_>, state: &State, layout: &PairLayout) -> BTreeMap<usize, bar::Mark> {
    let rows = layout.entries.iter().enumerate();
    let rows = rows.filter_map(|(item, entry)| match entry.what {
        What::Row(row) => Some((item, row)),
        What::Summary | What::Fact { .. } | What::Section(_) => None,
    });
    if let Some(search) = &state.search {
        let hits = words::rows_with_hits(model, state, search);
        let found = rows.filter(|(_, row)| hits.contains(row));
        return found.map(|(item, _)| (item, bar::Mark::Hit)).collect();
    }
    let width = layout.shape.words(layout.list.width);
    let (left, right) = (state.pair.left, state.pair.right);
    let changed = |row| model.pair_block(row, left, right, width).kinship != Kinship::Same;
    rows.filter(|(_, row)| changed(*row))
        .map(|(item, _)| (item, bar::Mark::Difference))
        .collect()
}

fn header(model: &Model<'_>, state: &State, layout: &PairLayout, canvas: &mut Canvas<'_>) {
    let area = first_row(layout.header);
    let sides = [
        (state.pair.left, canvas.theme.signs().minus),
        (state.pair.right, "+"),
    ];
    let mut x = area.x;
    for (policy, sign) in sides {
        let role = if policy == state.policy {
            Role::TabCurrent
        } else {
            Role::Policy
        };
        let column = match layout.shape {
            Shape::Beside { column } => column,
            // Where the facts have their right side.
            Shape::Below => share(area.width, 2, 3).saturating_sub(GUTTER - lines::BETWEEN),
        };
        let place = Rect {
            x,
            width: column,
            ..area
        };
        canvas.text(
            Rect {
                x: x + 2,
                width: 1,
                ..place
            },
            sign,
            Role::Muted,
        );
        let name = Rect {
            x: x + GUTTER,
            width: column.saturating_sub(GUTTER + 1),
            ..place
        };
        canvas.text(name, model.name(policy).to_owned(), role);
        canvas.hit(name, Target::Policy(policy));
        x += column;
    }
}

/// Where an entry stands.
struct Place {
    list: Rect,
    shape: Shape,
    /// Its top against the top of the list.
    top: isize,
    selected: bool,
    item: usize,
    /// Its last line, which is empty.
    last: usize,
}

impl Place {
    /// Line `line` of the entry, if it is on the screen.
    fn line(&self, line: usize) -> Option<Rect> {
        row_at(self.list, self.top.saturating_add_unsigned(line))
    }

    /// The half of a line that belongs to the right side; of one below the other, the whole line.
    fn right(&self, line: Rect) -> Rect {
        match self.shape {
            Shape::Beside { column } => inset(line, column, 0),
            Shape::Below => line,
        }
    }
}

fn draw_entry(
    model: &Model<'_>,
    state: &State,
    entry: &Entry,
    place: &Place,
    canvas: &mut Canvas<'_>,
) {
    heading(model, state, entry, place, canvas);
    let first = usize::from(entry.above());
    match entry.what {
        What::Summary => lines::summary(model, state, place, canvas),
        What::Section(number) => {
            if let Some(area) = place.line(first) {
                lines::section(model, state, number, area, place, canvas);
            }
        }
        What::Fact { number, row } => {
            if let Some(area) = place.line(first) {
                lines::fact(model, state, (number, row), area, place, canvas);
            }
        }
        What::Row(row) => {
            let width = place.shape.words(place.list.width);
            let block = model.pair_block(row, state.pair.left, state.pair.right, width);
            clauses(state, &block, first, place, canvas);
            silence(model, state, &block, (first, place), canvas);
            moved(model, state, row, place, canvas);
        }
    }
}

/// Where a clause that has left its neighbours stands now, or stood before, in the empty row under it.
fn moved(model: &Model<'_>, state: &State, row: usize, place: &Place, canvas: &mut Canvas<'_>) {
    let rows = model.pair_rows(state.pair.left, state.pair.right);
    let elsewhere = rows.rows.get(row).and_then(|row| row.elsewhere);
    let (Some((policy, clause)), Some(line)) = (elsewhere, place.line(place.last)) else {
        return;
    };
    let Some(text) = model.policy(policy) else {
        return;
    };
    let (section, lines) = (text.clause(clause).section, text.clause(clause).lines);
    let where_to = match section {
        Some(section) => format!("{}, {lines}", model.heading(policy, section)),
        None => lines.to_string(),
    };
    let text = match rows.changes {
        Some(_) => format!("moved from {where_to}"),
        None => format!("moved to {where_to}"),
    };
    let area = inset(place.right(line), GUTTER, 1);
    canvas.text(area, text, Role::Differs);
}

fn heading(
    model: &Model<'_>,
    state: &State,
    entry: &Entry,
    place: &Place,
    canvas: &mut Canvas<'_>,
) {
    let Some(area) = place.line(usize::from(entry.gap)) else {
        return;
    };
    let at = |area: Rect| inset(area, GUTTER, 1);
    match entry.heading {
        Heading::None => {}
        Heading::Family(family) => {
            canvas.text(at(area), says::family(family), Role::Heading);
        }
        Heading::Changed => {
            canvas.text(at(area), "Sections", Role::Heading);
        }
        Heading::Sections { left, right } => {
            let title = |policy: PolicyId, section: Option<_>| {
                section.map(|section| model.heading(policy, section))
            };
            let (left, right) = (title(state.pair.left, left), title(state.pair.right, right));
            match (place.shape, left, right) {
                (Shape::Beside { column }, left, right) => {
                    let left_half = at(cut(area, 0, column));
                    words::heading(canvas, left_half, state, left.unwrap_or_default());
                    let right_half = at(place.right(area));
                    words::heading(canvas, right_half, state, right.unwrap_or_default());
                }
                (Shape::Below, Some(left), Some(right)) if left != right => {
                    let between = format!(" {} ", canvas.theme.signs().against);
                    canvas.line(
                        at(area),
                        &Line::new(left, Role::Heading)
                            .with(between, Role::Muted)
                            .with(right, Role::Heading),
                    );
                }
                (Shape::Below, left, right) => {
                    words::heading(canvas, at(area), state, left.or(right).unwrap_or_default());
                }
            }
        }
    }
}

fn clauses(state: &State, block: &PairBlock, first: usize, place: &Place, canvas: &mut Canvas<'_>) {
    let signs = canvas.theme.signs();
    let (minus, plus) = match (block.kinship, place.shape) {
        (Kinship::Same, _) => (" ", " "),
        // Side by side, one sees which is which.
        (Kinship::Far, Shape::Beside { .. }) => (signs.alike, signs.alike),
        _ => (signs.minus, "+"),
    };
    // What both say in the same words steps back.
    let role = if block.kinship == Kinship::Same {
        Role::Muted
    } else {
        Role::Text
    };
    let (left, right) = (block.left.height(), block.right.height());
    let look = |sign| Look { sign, role };
    side(
        state,
        &block.left,
        look(minus),
        first,
        place,
        |line| line,
        canvas,
    );
    let rows = match (place.shape, block.kinship) {
        (Shape::Beside { .. }, _) => {
            side(
                state,
                &block.right,
                look(plus),
                first,
                place,
                |line| place.right(line),
                canvas,
            );
            left.max(right)
        }
        (Shape::Below, Kinship::Same) => left,
        (Shape::Below, _) => {
            side(
                state,
                &block.right,
                look(plus),
                first + left,
                place,
                |line| line,
                canvas,
            );
            left + right
        }
    };
    for line in (first..first + rows).filter_map(|line| place.line(line)) {
        canvas.hit(line, Target::Pair(place.item));
        if place.selected {
            canvas.cursor(line);
        }
    }
}

/// How one side of a row is drawn.
#[derive(Clone, Copy)]
struct Look {
    /// The sign in the gutter.
    sign: &'static str,
    role: Role,
}

fn side(
    state: &State,
    side: &Side,
    look: Look,
    first: usize,
    place: &Place,
    part: impl Fn(Rect) -> Rect,
    canvas: &mut Canvas<'_>,
) {
    let mut marks = match state.pair.detail {
        Detail::Sentences => side.marks.sentences.clone(),
        Detail::All | Detail::Facts | Detail::Words => side.marks.words.clone(),
    };
    if let Some(search) = &state.search {
        let role = Role::Hit;
        let found = search.query.spans(&side.text).into_iter();
        marks.extend(found.map(|span| Mark { span, role }));
    }
    let width = place.shape.words(place.list.width);
    for (row, text_row) in side.rows.iter().enumerate().take(side.height()) {
        let Some(line) = place.line(first + row).map(&part) else {
            continue;
        };
        canvas.text(cut(line, 2, 1), look.sign, Role::Muted);
        let words = Rect {
            x: line.x + GUTTER,
            width,
            ..line
        };
        canvas.words(words, &side.text, text_row.words, look.role, &marks);
    }
}

/// A side that says nothing has a place that says so, where the two stand side by side.
fn silence(
    model: &Model<'_>,
    state: &State,
    block: &PairBlock,
    (first, place): (usize, &Place),
    canvas: &mut Canvas<'_>,
) {
    let (Some(line), Shape::Beside { .. }) = (place.line(first), place.shape) else {
        return;
    };
    let rows = model.pair_rows(state.pair.left, state.pair.right);
    let word = match rows.changes {
        Some(_) => "not in this version",
        None => "silent",
    };
    let text = format!("{} {word}", canvas.theme.charset.sign(None));
    let area = match block.kinship {
        Kinship::LeftOnly => place.right(line),
        Kinship::RightOnly => line,
        _ => return,
    };
    canvas.text(
        Rect {
            x: area.x + GUTTER,
            width: layout::cell_count(cells(&text)),
            ..area
        },
        text,
        Role::Absent,
    );
}
