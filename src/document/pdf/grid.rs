//! Grids: cells between straight lines that a page draws, which tell better than white space what stands in a cell.

use std::ops::Range;

use super::glyphs::{Glyph, Page};

/// A page with more lines draws something else than tables.
const MOST_RULES: usize = 600;
const MOST_COLUMNS: usize = 40;
const MOST_ROWS: usize = 300;
/// Lines that are nearer than this meet, or are one.
const SAME: f64 = 3.0;
/// No cell is narrower or lower.
const NARROWEST: f64 = 6.0;

/// A straight line: from where to where it goes, across and down.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) across: Range<f64>,
    pub(super) down: Range<f64>,
}

impl Rule {
    /// The line that a box is which is hardly as thick as one.
    pub(super) fn of(across: Range<f64>, down: Range<f64>) -> Option<Self> {
        const THICK: f64 = 2.5;
        const SHORT: f64 = 5.0;
        let (width, height) = (across.end - across.start, down.end - down.start);
        let is_line = width.min(height) < THICK && width.max(height) > SHORT;
        is_line.then_some(Self { across, down })
    }

    fn is_level(&self) -> bool {
        self.across.end - self.across.start > self.down.end - self.down.start
    }
}

/// A line with the others that go on with it.
#[derive(Clone, Debug)]
struct Stroke {
    /// How far down it is if it is level, how far across if it is upright.
    place: f64,
    reach: Range<f64>,
}

impl Stroke {
    fn meets(&self, other: &Self) -> bool {
        reaches(&self.reach, other.place) && reaches(&other.reach, self.place)
    }
}

fn reaches(range: &Range<f64>, place: f64) -> bool {
    range.start - SAME < place && place < range.end + SAME
}

/// Cells between lines.
pub(super) struct Grid {
    /// Where its columns begin and the last one ends.
    pub(super) across: Vec<f64>,
    /// Where its rows begin and the last one ends.
    pub(super) down: Vec<f64>,
    /// For each place of a row, the row and column of the cell that reaches over it.
    cells: Vec<Vec<(usize, usize)>>,
}

/// The grids of `page` that hold tables, from the top; none of what text stands beside.
pub(super) fn of(page: &Page) -> Vec<Grid> {
    let (levels, uprights): (Vec<&Rule>, Vec<&Rule>) =
        page.rules.iter().partition(|rule| rule.is_level());
    let levels = strokes(levels.iter().map(|rule| (&rule.down, &rule.across)));
    let uprights = strokes(uprights.iter().map(|rule| (&rule.across, &rule.down)));
    if levels.len() + uprights.len() > MOST_RULES {
        return Vec::new();
    }
    let mut grids: Vec<Grid> = meeting(levels, uprights)
        .iter()
        .filter_map(|(levels, uprights)| Grid::between(levels, uprights))
        .filter(|grid| grid.holds_table(&page.glyphs))
        .collect();
    grids.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let mut bottom = f64::NEG_INFINITY;
    grids.retain(|grid| {
        let is_below = grid.top() > bottom - SAME;
        if is_below {
            bottom = grid.bottom();
        }
        is_below
    });
    grids
}

/// Lines, of which the place and the reach are given, each with those that go on with it.
fn strokes<'r>(lines: impl Iterator<Item = (&'r Range<f64>, &'r Range<f64>)>) -> Vec<Stroke> {
    let mut all: Vec<Stroke> = lines
        .map(|(place, reach)| Stroke {
            place: f64::midpoint(place.start, place.end),
            reach: reach.clone(),
        })
        .collect();
    all.sort_by(|a, b| a.place.total_cmp(&b.place));
    let mut strokes: Vec<Stroke> = Vec::new();
    for alike in all.chunk_by_mut(|a, b| b.place - a.place < SAME / 2.0) {
        alike.sort_by(|a, b| a.reach.start.total_cmp(&b.reach.start));
        let first = strokes.len();
        for line in alike {
            match strokes.get_mut(first..).and_then(<[_]>::last_mut) {
                Some(before) if line.reach.start < before.reach.end + SAME => {
                    before.reach.end = before.reach.end.max(line.reach.end);
                }
                _ => strokes.push(line.clone()),
            }
        }
    }
    strokes
}

/// Level and upright lines in groups that meet.
fn meeting(mut levels: Vec<Stroke>, mut uprights: Vec<Stroke>) -> Vec<(Vec<Stroke>, Vec<Stroke>)> {
    let mut groups = Vec::new();
    while let Some(first) = uprights.pop() {
        let (mut own_levels, mut own_uprights) = (Vec::new(), vec![first]);
        loop {
            let before = own_levels.len() + own_uprights.len();
            let is_met = |level: &mut Stroke| own_uprights.iter().any(|own| own.meets(level));
            own_levels.extend(levels.extract_if(.., is_met));
            let is_met = |upright: &mut Stroke| own_levels.iter().any(|own| own.meets(upright));
            own_uprights.extend(uprights.extract_if(.., is_met));
            if own_levels.len() + own_uprights.len() == before {
                break;
            }
        }
        groups.push((own_levels, own_uprights));
    }
    groups
}

/// The places of `strokes`; those too near each other to hold words between them are the two sides of one border.
fn places(strokes: &[Stroke]) -> Vec<f64> {
    let mut places: Vec<f64> = strokes.iter().map(|stroke| stroke.place).collect();
    places.sort_by(f64::total_cmp);
    let borders = places.chunk_by(|a, b| b - a < NARROWEST);
    let middles = borders.filter_map(|sides| Some(f64::midpoint(*sides.first()?, *sides.last()?)));
    middles.collect()
}

impl Grid {
    fn between(levels: &[Stroke], uprights: &[Stroke]) -> Option<Self> {
        let (across, down) = (places(uprights), places(levels));
        let (columns, rows) = (across.len().checked_sub(1)?, down.len().checked_sub(1)?);
        if !(2..=MOST_COLUMNS).contains(&columns) || !(2..=MOST_ROWS).contains(&rows) {
            return None;
        }
        let is_drawn = |strokes: &[Stroke], place: f64, beside: &[f64], at: usize| {
            let (Some(from), Some(to)) = (beside.get(at), beside.get(at + 1)) else {
                return true;
            };
            let middle = f64::midpoint(*from, *to);
            let mut strokes = strokes.iter();
            strokes.any(|own| (own.place - place).abs() < NARROWEST && own.reach.contains(&middle))
        };
        let mut cells: Vec<Vec<(usize, usize)>> = Vec::new();
        for (row, top) in down.iter().take(rows).enumerate() {
            let mut of_row: Vec<(usize, usize)> = Vec::new();
            for (column, left) in across.iter().take(columns).enumerate() {
                let above = cells.last().and_then(|above| above.get(column));
                let above = above.filter(|_| !is_drawn(levels, *top, &across, column));
                let beside = of_row
                    .last()
                    .filter(|_| !is_drawn(uprights, *left, &down, row));
                of_row.push(above.or(beside).copied().unwrap_or((row, column)));
            }
            cells.push(of_row);
        }
        Some(Self {
            across,
            down,
            cells,
        })
    }

    pub(super) fn top(&self) -> f64 {
        self.down.first().copied().unwrap_or_default()
    }

    pub(super) fn bottom(&self) -> f64 {
        self.down.last().copied().unwrap_or_default()
    }

    pub(super) fn rows(&self) -> usize {
        self.cells.len()
    }

    pub(super) fn columns(&self) -> usize {
        self.across.len().saturating_sub(1)
    }

    /// Whether `glyph` stands between its top and its bottom.
    pub(super) fn is_beside(&self, glyph: &Glyph) -> bool {
        self.top() < glyph.y && glyph.y < self.bottom() + 1.0
    }

    /// The row and the column of the cell that `glyph` stands in.
    pub(super) fn cell(&self, glyph: &Glyph) -> Option<(usize, usize)> {
        let middle = glyph.x + glyph.width / 2.0;
        // The bottom line is drawn below the letters, not through them.
        let row = self.down.iter().filter(|top| **top < glyph.y - 1.0).count();
        let column = self.across.iter().filter(|left| **left <= middle).count();
        let cells = self.cells.get(row.checked_sub(1)?)?;
        cells.get(column.checked_sub(1)?).copied()
    }

    /// Whether words stand in cells of several rows and columns, and none beside them.
    fn holds_table(&self, glyphs: &[Glyph]) -> bool {
        let shown = glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty());
        let mut cells = Vec::new();
        for glyph in shown.filter(|glyph| self.is_beside(glyph)) {
            match self.cell(glyph) {
                Some(cell) if !cells.contains(&cell) => cells.push(cell),
                Some(_) => {}
                None => return false,
            }
        }
        let several = |place: fn(&(usize, usize)) -> usize| {
            let first = cells.first().map(place);
            cells.iter().any(|cell| Some(place(cell)) != first)
        };
        several(|cell| cell.0) && several(|cell| cell.1)
    }

    /// Whether both have the same columns.
    pub(super) fn stands_like(&self, other: &Self) -> bool {
        let pairs = self.across.iter().zip(&other.across);
        self.across.len() == other.across.len()
            && pairs.into_iter().all(|(a, b)| (a - b).abs() < SAME)
    }
}
