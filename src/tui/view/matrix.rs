//! The matrix: one row a right, processor, retention subject …, one column a policy.

use ratatui::layout::Rect;

use super::words;
use crate::coverage::Family;
use crate::display::says::{self, Brief, Than};
use crate::display::{cells, date};
use crate::tui::canvas::{Canvas, Line};
use crate::tui::hit::{Border, Pane, Target};
use crate::tui::layout::area::{cut, first_row, inset, row_at};
use crate::tui::layout::cell_count;
use crate::tui::layout::matrix::{Column, MatrixLayout, ShownRow, layout};
use crate::tui::model::{Model, RowSummary};
use crate::tui::state::{Against, Density, State};
use crate::tui::theme::Role;

pub(super) fn draw(model: &Model<'_>, state: &State, canvas: &mut Canvas<'_>) {
    let layout = layout(model, state);
    canvas.hit(layout.list, Target::Pane(Pane::Body));
    header(model, state, &layout, canvas);
    if layout.rows.is_empty() {
        let line = inset(layout.list, 2, 0);
        let keys = ["close", "only-differing", "only-gaps", "next-family"];
        let [close, differing, gaps, family] = keys.map(|name| state.key(name));
        let text = format!(
            "No row matches; {close} ends the search, {differing} {gaps} {family} change what is shown."
        );
        canvas.text(line, text, Role::Muted);
    }
    let bar = Rect {
        x: layout.list.right().saturating_sub(1),
        width: 1,
        ..layout.list
    };
    super::bar::draw(canvas, bar, &layout.stack, layout.at(state), |_| None);
    for (item, y) in layout.stack.visible(layout.at(state), layout.view()) {
        if let Some(shown) = layout.rows.get(item) {
            row(model, state, &layout, *shown, y, canvas);
        }
    }
    borders(&layout, canvas);
    if let Some(pane) = layout.evidence {
        super::evidence::draw(model, state, pane, canvas);
    }
}

/// The gaps between the columns, which can be dragged.
fn borders(layout: &MatrixLayout, canvas: &mut Canvas<'_>) {
    let gap = |right: u16| Rect {
        x: right.saturating_sub(1),
        width: 1,
        height: layout.header.height + layout.list.height,
        ..layout.header
    };
    canvas.hit(
        gap(layout.header.x + layout.label),
        Target::Border(Border::Label),
    );
    for (column, number) in layout.columns.iter().zip(0..) {
        let border = Target::Border(Border::Column(number));
        canvas.hit(gap(column.x + column.width), border);
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
    let scrolled_away = family.filter(|_| !layout.rows.is_empty() && !in_sight);
    if let Some(family) = scrolled_away {
        let label = cut(area, 2, layout.label.saturating_sub(3));
        canvas.text(label, says::family(family), Role::Heading);
    }
    out_of_sight(layout, canvas);
    legend(layout, scrolled_away, canvas);
    if let Some((x, width)) = layout.most {
        let place = Rect {
            x,
            width: width.saturating_sub(1),
            height: area.height.min(1),
            ..area
        };
        canvas.text(place, "most say", Role::Heading);
    }
    match state.matrix.density {
        Density::Content => names(model, state, layout, canvas),
        Density::Signs => one_name(model, state, layout, canvas),
    }
}

/// What the signs mean: on the second line of the header, on both where that is too narrow and the first is free.
fn legend(layout: &MatrixLayout, scrolled_away: Option<Family>, canvas: &mut Canvas<'_>) {
    let area = cut(layout.header, 2, layout.label.saturating_sub(2));
    let (Some(first), Some(second)) = (row_at(area, 0), row_at(area, 1)) else {
        return;
    };
    let told = |signs: &[(&str, &str)]| {
        let signs: Vec<String> = signs
            .iter()
            .map(|(sign, word)| format!("{sign} {word}"))
            .collect();
        signs.join(" ")
    };
    let signs = says::signs(canvas.theme.charset);
    let fits = |text: &str| cells(text) <= usize::from(area.width);
    let whole = told(&signs);
    if fits(&whole) {
        canvas.text(second, whole, Role::Muted);
        return;
    }
    let (above, below) = signs.split_at(2);
    let (above, below) = (told(above), told(below));
    if fits(&above) && fits(&below) && scrolled_away.is_none() {
        canvas.text(first, above, Role::Muted);
        canvas.text(second, below, Role::Muted);
    }
}

fn names(model: &Model<'_>, state: &State, layout: &MatrixLayout, canvas: &mut Canvas<'_>) {
    let area = layout.header;
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
            // The month tells more than half a day.
            let cut = text.len().min(if usize::from(place.width) < text.len() {
                7
            } else {
                10
            });
            let text = text.get(..cut).unwrap_or_default().to_owned();
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

/// The name of the policy under the cursor over its column; there is no room for more.
fn one_name(model: &Model<'_>, state: &State, layout: &MatrixLayout, canvas: &mut Canvas<'_>) {
    let area = first_row(layout.header);
    let Some(column) = layout
        .columns
        .iter()
        .find(|column| column.policy == state.policy)
    else {
        return;
    };
    let name = model.name(state.policy);
    let start = layout.columns.first().map_or(area.x, |first| first.x);
    let room = area.right().saturating_sub(start + 1);
    let width = cell_count(cells(name)).min(room);
    // Over its column as far as there is room to the right of it.
    let x = column.x.min((start + room).saturating_sub(width));
    canvas.text(Rect { x, width, ..area }, name.to_owned(), Role::TabCurrent);
    if layout.header.height > 1 {
        let below = Rect {
            x: column.x,
            y: area.y + 1,
            width: 1,
            ..area
        };
        canvas.text(below, canvas.theme.signs().down, Role::Gutter);
    }
}

fn underlined(model: &Model<'_>, column: Column, place: Rect) -> Rect {
    let name = cell_count(cells(model.name(column.policy)));
    cut(place, 0, name.min(place.width))
}

/// How many columns are out of sight, beside the names.
fn out_of_sight(layout: &MatrixLayout, canvas: &mut Canvas<'_>) {
    let signs = canvas.theme.signs();
    let area = first_row(layout.header);
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
    canvas.line_right(cut(area, 0, layout.label.saturating_sub(1)), &line);
}

fn row(
    model: &Model<'_>,
    state: &State,
    layout: &MatrixLayout,
    shown: ShownRow,
    y: isize,
    canvas: &mut Canvas<'_>,
) {
    let at = |rows: u16| {
        row_at(
            layout.list,
            y.saturating_add(isize::try_from(rows).unwrap_or(0)),
        )
    };
    if let (Some(family), Some(area)) = (shown.heading, at(shown.above.saturating_sub(1))) {
        heading(model, state, layout, family, area, canvas);
    }
    let (Some(area), Some(summary)) = (at(shown.above), model.summary(shown.row)) else {
        return;
    };
    label(model, state, layout, shown.row, area, canvas);
    if let Some((x, width)) = layout.most {
        most(
            summary,
            state,
            cut(area, x - area.x, width.saturating_sub(1)),
            canvas,
        );
    }
    for column in &layout.columns {
        let place = cut(area, column.x - area.x, column.inner());
        let Some(brief) = summary.briefs.get(column.policy.0) else {
            continue;
        };
        let baseline = state.columns.first();
        let order = baseline.and_then(|first| model.against(shown.row, column.policy, *first));
        cell(brief, order, state.matrix.density, place, canvas);
        if state.matrix.against == Against::Most && summary.most.as_ref() == Some(brief) {
            canvas.restyle(place, Role::Muted);
        }
        canvas.hit(
            place,
            Target::Cell {
                row: shown.row,
                policy: column.policy,
            },
        );
        if (shown.row, column.policy) == (state.matrix.row, state.policy) {
            canvas.restyle(place, Role::Cursor);
        }
    }
}

/// What the row is called; the cursor's mark before it, and what is searched for marked in it.
fn label(
    model: &Model<'_>,
    state: &State,
    layout: &MatrixLayout,
    row: usize,
    area: Rect,
    canvas: &mut Canvas<'_>,
) {
    let Some(line) = model.row(row) else { return };
    let selected = row == state.matrix.row;
    if selected {
        canvas.cursor(area);
    }
    let place = cut(area, 2, layout.label.saturating_sub(3));
    let role = match selected {
        true => Role::Strong,
        false if line.cells.iter().all(|cell| cell.polarity().is_none()) => Role::Muted,
        false => Role::Text,
    };
    words::marked(canvas, place, state, line.label.clone(), role);
}

/// A family's name with how many of its rows each policy speaks on.
fn heading(
    model: &Model<'_>,
    state: &State,
    layout: &MatrixLayout,
    family: Family,
    area: Rect,
    canvas: &mut Canvas<'_>,
) {
    let label = cut(area, 2, layout.label.saturating_sub(3));
    canvas.text(label, says::family(family), Role::Heading);
    for column in &layout.columns {
        if state.matrix.density == Density::Signs {
            break;
        }
        let (some, all) = model.count(family, column.policy);
        let place = Rect {
            x: column.x,
            width: column.width.saturating_sub(1),
            ..area
        };
        canvas.text(place, format!("{some}/{all}"), Role::Muted);
    }
}

/// What most say; where no more than half say the same, nothing.
fn most(summary: &RowSummary, state: &State, area: Rect, canvas: &mut Canvas<'_>) {
    match &summary.most {
        Some(brief) => cell(brief, None, state.matrix.density, area, canvas),
        None => _ = canvas.text(area, "divided", Role::Muted),
    }
}

/// `order` tells how it stands to what the baseline says.
fn cell(brief: &Brief, order: Option<Than>, density: Density, area: Rect, canvas: &mut Canvas<'_>) {
    let mut line = Line::new(brief.sign(canvas.theme.charset), Role::of(brief.polarity));
    if density == Density::Content && !brief.content.is_empty() {
        line.push(" ", Role::Text);
        line.push(brief.content.clone(), Role::Value);
        let signs = canvas.theme.signs();
        match order {
            Some(Than::Longer | Than::Wider) => {
                line.push(format!(" {}", signs.longer), Role::Differs);
            }
            Some(Than::Shorter | Than::Narrower) => {
                line.push(format!(" {}", signs.shorter), Role::Differs);
            }
            None => {}
        }
    }
    canvas.line(area, &line);
}
