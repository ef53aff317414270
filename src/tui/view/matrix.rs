//! The matrix: one row a right, processor, retention subject …, one column a policy.

use ratatui::layout::Rect;

use crate::coverage::Family;
use crate::display::says;
use crate::display::{cells, date};
use crate::policy::PolicyId;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::hit::{Pane, Target};
use crate::tui::layout::matrix::{Column, MatrixLayout, ShownRow, layout};
use crate::tui::model::Model;
use crate::tui::search::spans;
use crate::tui::state::State;
use crate::tui::theme::Role;

pub(super) fn draw(model: &Model<'_>, state: &State, canvas: &mut Canvas<'_>) {
    let layout = layout(model, state);
    canvas.hit(layout.list, Target::Pane(Pane::Body));
    header(model, state, &layout, canvas);
    if layout.rows.is_empty() {
        let line = Rect {
            x: layout.list.x + 2,
            width: layout.list.width.saturating_sub(2),
            height: 1,
            ..layout.list
        };
        canvas.text(
            line,
            "No row matches; esc ends the search, d s f change what is shown.",
            Role::Muted,
        );
    }
    for (item, y) in layout.stack.visible(layout.at(state), layout.view()) {
        if let Some(shown) = layout.rows.get(item) {
            row(model, state, &layout, *shown, y, canvas);
        }
    }
    if let Some(pane) = layout.evidence {
        super::evidence::draw(model, state, pane, canvas);
    }
}

/// Policy names and dates; at the left the family of the row under the cursor where its heading has scrolled away.
fn header(model: &Model<'_>, state: &State, layout: &MatrixLayout, canvas: &mut Canvas<'_>) {
    let area = layout.header;
    let at = layout.at(state);
    let family = model.row(state.matrix.row).map(|row| row.family);
    let in_sight = layout.stack.visible(at, layout.view()).any(|(item, y)| {
        let heading = layout.rows.get(item).and_then(|shown| shown.heading);
        heading == family && y >= 0
    });
    if let Some(family) = family.filter(|_| !layout.rows.is_empty() && !in_sight) {
        let label = Rect {
            x: area.x + 2,
            width: layout.label.saturating_sub(3),
            height: area.height.min(1),
            ..area
        };
        canvas.text(label, says::family(family), Role::Heading);
    }
    out_of_sight(layout, canvas);
    for column in &layout.columns {
        let place = Rect {
            x: column.x,
            width: column.width.saturating_sub(1),
            height: area.height.min(1),
            ..area
        };
        canvas.text(place, model.name(column.policy).to_owned(), Role::Policy);
        canvas.hit(place, Target::Policy(column.policy));
        if column.policy == state.policy {
            canvas.restyle(underlined(model, *column, place), Role::TabCurrent);
        }
        if area.height > 1 {
            let updated = model
                .policy(column.policy)
                .and_then(|policy| policy.updated);
            let text = updated.map_or_else(String::new, date);
            canvas.text(
                Rect {
                    y: area.y + 1,
                    ..place
                },
                text,
                Role::Muted,
            );
        }
    }
}

fn underlined(model: &Model<'_>, column: Column, place: Rect) -> Rect {
    let name = crate::tui::layout::cell_count(cells(model.name(column.policy)));
    Rect {
        width: name.min(place.width),
        ..place
    }
}

/// How many columns are out of sight, beside the names.
fn out_of_sight(layout: &MatrixLayout, canvas: &mut Canvas<'_>) {
    let signs = canvas.theme.signs();
    let area = Rect {
        height: layout.header.height.min(1),
        ..layout.header
    };
    let (before, after) = (layout.carousel.before, layout.carousel.after);
    if before == 0 && after == 0 {
        return;
    }
    let mut line = Line::default();
    if before > 0 {
        line.push(format!("{}{before}", signs.before), Role::Muted);
    }
    if after > 0 {
        line.push(format!(" {after}{}", signs.after), Role::Muted);
    }
    canvas.line_right(
        Rect {
            width: layout.label.saturating_sub(1),
            ..area
        },
        &line,
    );
}

fn row(
    model: &Model<'_>,
    state: &State,
    layout: &MatrixLayout,
    shown: ShownRow,
    y: isize,
    canvas: &mut Canvas<'_>,
) {
    let list = layout.list;
    let at = |rows: u16| {
        let y = isize::try_from(list.y).unwrap_or(0) + y + isize::try_from(rows).unwrap_or(0);
        let y = u16::try_from(y)
            .ok()
            .filter(|y| *y >= list.top() && *y < list.bottom())?;
        Some(Rect {
            y,
            height: 1,
            ..list
        })
    };
    if let (Some(family), Some(area)) = (shown.heading, at(shown.above.saturating_sub(1))) {
        heading(model, layout, family, area, canvas);
    }
    let Some(area) = at(shown.above) else { return };
    let Some(line) = model.row(shown.row) else {
        return;
    };
    let selected = shown.row == state.matrix.row;
    if selected {
        canvas.text(
            Rect { width: 1, ..area },
            canvas.theme.signs().cursor,
            Role::Gutter,
        );
    }
    let label = Rect {
        x: area.x + 2,
        width: layout.label.saturating_sub(3),
        ..area
    };
    let role = if selected { Role::Strong } else { Role::Text };
    canvas.text(label, line.label.clone(), role);
    mark_hits(state, &line.label, label, canvas);
    for column in &layout.columns {
        let place = Rect {
            x: column.x,
            width: column.width.saturating_sub(1),
            ..area
        };
        cell(model, shown.row, column.policy, place, canvas);
        canvas.hit(
            place,
            Target::Cell {
                row: shown.row,
                policy: column.policy,
            },
        );
        if selected && column.policy == state.policy {
            canvas.restyle(place, Role::Cursor);
        }
    }
}

/// A family's name with how many of its rows each policy speaks on.
fn heading(
    model: &Model<'_>,
    layout: &MatrixLayout,
    family: Family,
    area: Rect,
    canvas: &mut Canvas<'_>,
) {
    let label = Rect {
        x: area.x + 2,
        width: layout.label.saturating_sub(3),
        ..area
    };
    canvas.text(label, says::family(family), Role::Heading);
    for column in &layout.columns {
        let (some, all) = model.count(family, column.policy);
        let place = Rect {
            x: column.x,
            width: column.width.saturating_sub(1),
            ..area
        };
        canvas.text(place, format!("{some}/{all}"), Role::Muted);
    }
}

fn cell(model: &Model<'_>, row: usize, policy: PolicyId, area: Rect, canvas: &mut Canvas<'_>) {
    let Some(brief) = model
        .summary(row)
        .and_then(|summary| summary.briefs.get(policy.0))
    else {
        return;
    };
    let role = Role::of(brief.polarity);
    let line = Line::new(brief.sign(canvas.theme.charset), role)
        .with(" ", Role::Text)
        .with(brief.content.clone(), Role::Value);
    canvas.line(area, &line);
}

fn mark_hits(state: &State, label: &str, area: Rect, canvas: &mut Canvas<'_>) {
    let Some(search) = &state.search else { return };
    for span in spans(label, &search.query) {
        let before = cells(label.get(..span.start()).unwrap_or_default());
        let x = area
            .x
            .saturating_add(crate::tui::layout::cell_count(before));
        let width = crate::tui::layout::cell_count(cells(span.of(label)));
        canvas.restyle(Rect { x, width, ..area }.intersection(area), Role::Hit);
    }
}
