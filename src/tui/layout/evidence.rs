//! The words behind a cell of the matrix, line by line.

use std::rc::Rc;

use ratatui::layout::Rect;

use crate::coverage::Cell;
use crate::display::says;
use crate::display::{citation, wrap};
use crate::facts::Evidence;
use crate::policy::PolicyId;
use crate::tui::canvas::Line;
use crate::tui::model::{Block, Model};
use crate::tui::state::{CellRef, State};
use crate::tui::theme::Role;

/// A line of the pane.
#[derive(Clone, Debug)]
pub(crate) enum PaneLine {
    Blank,
    /// Our own words.
    Told(Line),
    /// A row of a clause; `place` is the number of the place it belongs to.
    Words {
        policy: PolicyId,
        evidence: Evidence,
        block: Rc<Block>,
        row: usize,
        place: usize,
    },
    /// Where the words of a place stand.
    Citation {
        text: Line,
        place: usize,
    },
}

impl PaneLine {
    pub(crate) fn place(&self) -> Option<usize> {
        match self {
            Self::Words { place, .. } | Self::Citation { place, .. } => Some(*place),
            Self::Blank | Self::Told(_) => None,
        }
    }
}

/// What can be opened in the pane: the places that the cell rests on; for a silent policy, where the others say it.
pub(crate) fn places(
    model: &Model<'_>,
    cell: CellRef,
    columns: &[PolicyId],
) -> Vec<(PolicyId, Evidence)> {
    let own = model.places(cell.row, cell.policy);
    if !own.is_empty() {
        return own.into_iter().map(|place| (cell.policy, place)).collect();
    }
    let first_of = |id: &PolicyId| {
        model
            .places(cell.row, *id)
            .first()
            .map(|place| (*id, *place))
    };
    columns.iter().filter_map(first_of).collect()
}

/// The lines of the pane at `width` cells.
pub(crate) fn lines(model: &Model<'_>, state: &State, width: u16) -> Vec<PaneLine> {
    let cell = CellRef {
        row: state.matrix.row,
        policy: state.policy,
    };
    let mut lines = Vec::new();
    let (Some(row), Some(claim)) = (model.row(cell.row), model.cell(cell.row, cell.policy)) else {
        return lines;
    };
    let role = if *claim == Cell::Absent {
        Role::Muted
    } else {
        Role::Strong
    };
    told(
        &mut lines,
        &says::sentence(model.name(cell.policy), row, claim),
        width,
        role,
    );
    let places = places(model, cell, &state.columns);
    if *claim == Cell::Absent {
        let text = if places.is_empty() {
            "The others are silent too."
        } else {
            "Where others speak of it:"
        };
        told(&mut lines, text, width, Role::Muted);
    }
    for (number, (policy, place)) in places.iter().enumerate() {
        lines.push(PaneLine::Blank);
        push_place(model, &mut lines, number, *policy, *place, width);
    }
    lines
}

fn told(lines: &mut Vec<PaneLine>, text: &str, width: u16, role: Role) {
    for row in wrap(text, usize::from(width), 2) {
        let words = format!("{}{}", " ".repeat(row.indent), row.words.of(text));
        lines.push(PaneLine::Told(Line::new(words, role)));
    }
}

fn push_place(
    model: &Model<'_>,
    lines: &mut Vec<PaneLine>,
    place: usize,
    policy: PolicyId,
    evidence: Evidence,
    width: u16,
) {
    let Some(text) = model.policy(policy) else {
        return;
    };
    let citation = citation(text, evidence.clause, evidence.quote).to_string();
    lines.push(PaneLine::Citation {
        text: Line::new(citation, Role::Strong),
        place,
    });
    let block = model.block(policy, evidence.clause, width);
    for row in 0..block.height() {
        lines.push(PaneLine::Words {
            policy,
            evidence,
            block: Rc::clone(&block),
            row,
            place,
        });
    }
}

/// Rows to scroll away so that the quote of `place` is seen in `height` rows.
pub(crate) fn scroll_to(lines: &[PaneLine], place: usize, scrolled: usize, height: usize) -> usize {
    let mine = |line: &PaneLine| line.place() == Some(place);
    let Some(top) = lines.iter().position(mine) else {
        return 0;
    };
    let quoted = |line: &PaneLine| match line {
        PaneLine::Words {
            evidence,
            block,
            row,
            place: of,
            ..
        } => *of == place && block.row_overlaps(*row, evidence.quote),
        _ => false,
    };
    let last = lines.iter().rposition(quoted).unwrap_or(top);
    // The first place comes with the sentence above it.
    let top = if place == 0 { 0 } else { top };
    let limit = lines.len().saturating_sub(height);
    if last >= top + height {
        return (last + 1).saturating_sub(height).min(limit);
    }
    scrolled
        .clamp((last + 1).saturating_sub(height), top)
        .min(limit)
}

/// The part of the pane that holds the lines: without the rule at its border.
pub(crate) fn inside(pane: Rect) -> Rect {
    let beside = pane.y <= 1;
    if beside {
        Rect {
            x: pane.x + pane.width.min(2),
            width: pane.width.saturating_sub(2),
            ..pane
        }
    } else {
        Rect {
            y: pane.y + pane.height.min(1),
            height: pane.height.saturating_sub(1),
            ..pane
        }
    }
}

/// The width of the words in the pane, gutter and right margin aside.
pub(crate) fn words(inside: Rect) -> u16 {
    inside
        .width
        .saturating_sub(GUTTER + 1)
        .clamp(1, WIDEST_MEASURE)
}

/// The gutter beside the words.
pub(crate) const GUTTER: u16 = 2;
/// Lines longer than this are hard to read.
const WIDEST_MEASURE: u16 = 100;
