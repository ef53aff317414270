//! The words behind a cell of the matrix, line by line.

use std::rc::Rc;

use ratatui::layout::Rect;

use crate::coverage::Cell;
use crate::display::says;
use crate::display::{citation, wrap};
use crate::facts::{Evidence, NearMiss};
use crate::policy::{PolicyId, Span};
use crate::tui::block::Block;
use crate::tui::canvas::Line;
use crate::tui::model::Model;
use crate::tui::state::{CellRef, State};
use crate::tui::theme::Role;

/// A line of the pane.
#[derive(Clone, Debug)]
pub(crate) enum PaneLine {
    Blank,
    /// Our own words.
    Told(Line),
    /// A row of the clause that a place stands in; `number` is that of the place.
    Words {
        place: Place,
        block: Rc<Block>,
        row: usize,
        number: usize,
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
            Self::Words { number, .. } | Self::Citation { place: number, .. } => Some(*number),
            Self::Blank | Self::Told(_) => None,
        }
    }
}

/// A place that can be opened from the pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub policy: PolicyId,
    pub evidence: Evidence,
    pub kind: PlaceKind,
}

/// What a place has to do with the cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PlaceKind {
    /// The cell rests on it.
    Says,
    /// The policy is silent, and this looks like a statement: the words that do, and why they don't count.
    NearMiss { looks_like: Span, why: String },
    /// The policy is silent, and another speaks of it here.
    Elsewhere,
}

/// As many near misses are shown as tell what the text is like.
const MOST_NEAR_MISSES: usize = 3;

/// What can be opened in the pane: the places that the cell rests on; for a silent policy, what nearly said it, and where
/// the others do.
pub(crate) fn places(model: &Model<'_>, state: &State) -> Vec<Place> {
    let cell = cell(state);
    let own = model.places(cell.row, cell.policy);
    if !own.is_empty() {
        let says = |evidence| Place {
            policy: cell.policy,
            evidence,
            kind: PlaceKind::Says,
        };
        return own.into_iter().map(says).collect();
    }
    let mut places = near_misses(model, state);
    let first_of = |id: &PolicyId| {
        let evidence = model.places(cell.row, *id).first().copied()?;
        Some(Place {
            policy: *id,
            evidence,
            kind: PlaceKind::Elsewhere,
        })
    };
    places.extend(state.columns.iter().filter_map(first_of));
    places
}

/// What nearly made the silent cell a claim; looked for only where the pane shows it.
fn near_misses(model: &Model<'_>, state: &State) -> Vec<Place> {
    let cell = cell(state);
    let explanation = state.matrix.evidence.and_then(|_| model.explanation(cell));
    let misses = explanation
        .iter()
        .flat_map(|explanation| &explanation.near_misses);
    let place = |miss: &NearMiss| Place {
        policy: cell.policy,
        evidence: miss.evidence,
        kind: PlaceKind::NearMiss {
            looks_like: miss.matched,
            why: says::why_not(&miss.why),
        },
    };
    misses.take(MOST_NEAR_MISSES).map(place).collect()
}

fn cell(state: &State) -> CellRef {
    CellRef {
        row: state.matrix.row,
        policy: state.policy,
    }
}

/// The lines of the pane at `width` cells.
pub(crate) fn lines(model: &Model<'_>, state: &State, width: u16) -> Vec<PaneLine> {
    let cell = cell(state);
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
    let places = places(model, state);
    let mut before = None;
    for (number, place) in places.iter().enumerate() {
        lines.push(PaneLine::Blank);
        if let Some(heading) = heading(&place.kind).filter(|heading| Some(*heading) != before) {
            told(&mut lines, heading, width, Role::Heading);
            before = Some(heading);
        }
        push_place(model, &mut lines, number, place, width);
    }
    if *claim == Cell::Absent {
        if places
            .iter()
            .all(|place| place.kind != PlaceKind::Elsewhere)
        {
            lines.push(PaneLine::Blank);
            told(&mut lines, "Nobody speaks of it", width, Role::Muted);
        }
        push_patterns(model, &mut lines, cell, width);
    }
    lines
}

fn heading(kind: &PlaceKind) -> Option<&'static str> {
    match kind {
        PlaceKind::Says => None,
        PlaceKind::NearMiss { .. } => Some("Looks like it and does not count"),
        PlaceKind::Elsewhere => Some("Where others speak of it"),
    }
}

/// What was looked for in vain.
fn push_patterns(model: &Model<'_>, lines: &mut Vec<PaneLine>, cell: CellRef, width: u16) {
    let Some(explanation) = model.explanation(cell) else {
        return;
    };
    for (tier, patterns) in &explanation.looked_for {
        if let Some(heading) = says::looked_for(*tier) {
            lines.push(PaneLine::Blank);
            told(lines, heading, width, Role::Heading);
            for pattern in patterns {
                told(lines, pattern, width, Role::Muted);
            }
        }
    }
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
    number: usize,
    place: &Place,
    width: u16,
) {
    let Some(text) = model.policy(place.policy) else {
        return;
    };
    let evidence = place.evidence;
    let citation = citation(text, evidence.clause, evidence.quote).to_string();
    lines.push(PaneLine::Citation {
        text: Line::new(citation, Role::Strong),
        place: number,
    });
    let block = model.block(place.policy, evidence.clause, width);
    for row in 0..block.height() {
        lines.push(PaneLine::Words {
            place: place.clone(),
            block: Rc::clone(&block),
            row,
            number,
        });
    }
    if let PlaceKind::NearMiss { why, .. } = &place.kind {
        told(lines, &format!("but {why}"), width, Role::Differs);
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
            place: of,
            block,
            row,
            number,
        } => *number == place && block.row_overlaps(*row, of.evidence.quote),
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
