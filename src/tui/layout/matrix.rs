//! The matrix: which rows and columns are shown, and how wide.

use ratatui::layout::Rect;

use super::area::share;
use super::{At, Carousel, Stack, carousel, cell_count, screen};
use crate::coverage::Family;
use crate::display::cells;
use crate::policy::PolicyId;
use crate::tui::model::Model;
use crate::tui::search;
use crate::tui::state::{Against, Density, Order, Show, State};

/// Where the parts of the matrix stand.
#[derive(Clone, Debug)]
pub(crate) struct MatrixLayout {
    /// Policy names, and under them dates.
    pub header: Rect,
    /// The rows.
    pub list: Rect,
    /// The words behind the cell.
    pub evidence: Option<Rect>,
    /// The width of the labels, gutter included.
    pub label: u16,
    /// The column with what most say: its place and width.
    pub most: Option<(u16, u16)>,
    pub columns: Vec<Column>,
    pub carousel: Carousel,
    pub rows: Vec<ShownRow>,
    pub stack: Stack,
}

/// A column with its place on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub policy: PolicyId,
    pub x: u16,
    pub width: u16,
}

impl Column {
    /// The cells that are drawn in: all but the gap to the next column, if there is one.
    pub(crate) fn inner(&self) -> u16 {
        self.width.saturating_sub(1).max(1)
    }
}

/// A row that is shown, with the heading above it if it is the first of its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ShownRow {
    pub row: usize,
    pub heading: Option<Family>,
    /// Rows above it for heading and distance.
    pub above: u16,
}

/// A date and a gap.
const NARROWEST_COLUMN: u16 = 12;
/// A sign, a few letters and a gap.
const NARROWEST_DRAGGED: u16 = 5;
const WIDEST_COLUMN: u16 = 26;
/// The width of a column that holds its sign alone.
const WIDEST_SIGN: u16 = 3;
const WIDEST_LABEL: u16 = 44;
/// From this width on the words behind a cell stand beside the matrix, else under it.
const BESIDE: u16 = 150;

impl MatrixLayout {
    /// Where the cursor is among the rows shown; the first row where its own is not shown.
    pub(crate) fn at(&self, state: &State) -> At {
        let item = self
            .rows
            .iter()
            .position(|shown| shown.row == state.matrix.row)
            .unwrap_or(0);
        At {
            item,
            lead: state.matrix.lead,
        }
    }

    /// Rows of the window.
    pub(crate) fn view(&self) -> usize {
        usize::from(self.list.height)
    }
}

pub(crate) fn layout(model: &Model<'_>, state: &State) -> MatrixLayout {
    let body = screen(state).body;
    let (table, evidence) = parts(body, state);
    let header_height = if body.height >= 18 { 2 } else { 1 }.min(table.height);
    let header = Rect {
        height: header_height,
        ..table
    };
    let list = Rect {
        y: table.y + header_height,
        height: table.height - header_height,
        ..table
    };
    let label = label_width(model, state, table.width);
    let most = most_width(state);
    let room = table.width.saturating_sub(label + most + 1);
    let fit = fit(room, state);
    let carousel = carousel(state.columns.len(), fit, state.matrix.first);
    let shown = cell_count(carousel.shown.len()).max(1);
    let width = match (state.matrix.density, state.widths.matrix) {
        (Density::Content, Some(_)) => narrowest(state).min(room),
        (Density::Content, None) => (room / shown).min(WIDEST_COLUMN),
        (Density::Signs, _) => (room / shown).min(WIDEST_SIGN),
    };
    let places = (table.x + label + most..).step_by(usize::from(width.max(1)));
    let columns = carousel.shown.iter().zip(places);
    let columns = columns
        .filter_map(|(at, x)| {
            Some(Column {
                policy: *state.columns.get(*at)?,
                x,
                width,
            })
        })
        .collect();
    let rows = rows(model, state, list.height);
    let stack = Stack::new(rows.iter().map(|row| usize::from(row.above) + 1));
    MatrixLayout {
        header,
        list,
        evidence,
        label,
        most: (most > 0).then_some((table.x + label, most)),
        columns,
        carousel,
        rows,
        stack,
    }
}

/// How many columns have room in `room` cells.
fn fit(room: u16, state: &State) -> usize {
    usize::from(room / narrowest(state)).clamp(1, state.columns.len().max(1))
}

/// The width that a column has at least: the one it was given, if it was.
fn narrowest(state: &State) -> u16 {
    match (state.matrix.density, state.widths.matrix) {
        (Density::Content, Some(width)) => width.max(NARROWEST_DRAGGED),
        (Density::Content, None) => NARROWEST_COLUMN,
        (Density::Signs, _) => 1,
    }
}

/// How many columns have room on this screen.
pub(crate) fn columns_that_fit(model: &Model<'_>, state: &State) -> usize {
    let (table, _) = parts(screen(state).body, state);
    let room = table
        .width
        .saturating_sub(label_width(model, state, table.width) + 1);
    fit(room, state)
}

/// The width of the column with what most say.
fn most_width(state: &State) -> u16 {
    match (state.matrix.against, state.matrix.density) {
        (Against::Nothing, _) => 0,
        (Against::Most, Density::Content) => NARROWEST_COLUMN + 2,
        (Against::Most, Density::Signs) => WIDEST_SIGN,
    }
}

/// The table, and the pane with the words behind the cell.
fn parts(body: Rect, state: &State) -> (Rect, Option<Rect>) {
    if state.matrix.evidence.is_none() {
        return (body, None);
    }
    if body.width >= BESIDE {
        let pane = share(body.width, 2, 5).clamp(60, 90);
        let table = Rect {
            width: body.width - pane,
            ..body
        };
        return (
            table,
            Some(Rect {
                x: table.right(),
                width: pane,
                ..body
            }),
        );
    }
    let pane = if body.height < 8 {
        body.height.saturating_sub(2)
    } else {
        share(body.height, 11, 20)
    };
    let table = Rect {
        height: body.height - pane,
        ..body
    };
    (
        table,
        Some(Rect {
            y: table.bottom(),
            height: pane,
            ..body
        }),
    )
}

/// A gutter of two cells, the longest label, and a space.
fn label_width(model: &Model<'_>, state: &State, width: u16) -> u16 {
    if let Some(label) = state.widths.label {
        return label.clamp(9, share(width, 2, 3).max(9)).min(width);
    }
    let rows = &model.survey().matrix.rows;
    let longest = rows.iter().map(|row| cells(&row.label)).max().unwrap_or(0);
    cell_count(longest + 3)
        .clamp(12, WIDEST_LABEL)
        .min(width / 3)
        .max(width.min(9))
}

fn rows(model: &Model<'_>, state: &State, height: u16) -> Vec<ShownRow> {
    let all = &model.survey().matrix.rows;
    let mut order: Vec<usize> = (0..all.len())
        .filter(|row| is_shown(model, state, *row))
        .collect();
    if state.matrix.order == Order::Disagreement {
        order.sort_by_key(|row| {
            let dissenters = model.summary(*row).map_or(0, |summary| summary.dissenters);
            (
                all.get(*row).map(|row| row.family),
                std::cmp::Reverse(dissenters),
            )
        });
    }
    let distance = if height >= 16 { 1 } else { 0 };
    let mut before = None;
    order
        .into_iter()
        .map(|row| {
            let family = all.get(row).map(|row| row.family);
            let heading = family.filter(|_| family != before);
            let above = match (heading, before) {
                (None, _) => 0,
                (Some(_), None) => 1,
                (Some(_), Some(_)) => 1 + distance,
            };
            before = family;
            ShownRow {
                row,
                heading,
                above,
            }
        })
        .collect()
}

fn is_shown(model: &Model<'_>, state: &State, row: usize) -> bool {
    let Some(line) = model.row(row) else {
        return false;
    };
    let families = &state.matrix.families;
    let of_family = families.is_empty() || families.contains(&line.family);
    let shown = match state.matrix.show {
        Show::All => true,
        Show::Differing => model.differs(row, &state.columns),
        Show::Gaps => model
            .cell(row, state.policy)
            .is_some_and(|cell| cell.polarity().is_none()),
    };
    of_family && shown && search::matches_row(model, state, row)
}
