//! Tables: lines whose segments stand under each other.

use super::order::Line;
use super::segments::Segment;

/// The rows of a table, each with a cell for each column, and how many lines they take.
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) lines: usize,
}

/// What stands in a cell, line by line, each with its page.
pub(super) type Cell = Vec<(Segment, usize)>;

/// A table has no more lines on a page, nor columns.
const MOST_LINES: usize = 300;
const MOST_COLUMNS: usize = 40;
/// Places that differ by less are the same column.
const SAME: f64 = 4.0;

/// The table that `lines` begin with; `leading` is how far lines of a paragraph are apart.
pub(super) fn at_head(lines: &[Line], leading: f64) -> Option<Table> {
    let [first, second, ..] = lines else {
        return None;
    };
    if first.segments.len() == 1 && !are_one_band(first, second) {
        return None;
    }
    let bands = near_bands(lines, leading);
    let starts = columns(&bands)?;
    let in_rows = bands.iter().take_while(|band| belongs(band, &starts));
    let bands = bands.get(..in_rows.count()).unwrap_or_default();
    let has_cells = |band: &&&[Line]| cells_in(band, &starts) > 1;
    (bands.iter().filter(has_cells).count() > 1).then(|| Table {
        rows: rows(bands, &starts, leading),
        lines: bands.iter().map(|band| band.len()).sum(),
    })
}

fn are_one_band(line: &Line, next: &Line) -> bool {
    line.band == next.band
}

/// The first bands of `lines`, as far as they stand in one column; what stands alone is near what is above it, or
/// further to the right than the table begins.
fn near_bands(lines: &[Line], leading: f64) -> Vec<&[Line]> {
    let mut bands: Vec<&[Line]> = Vec::new();
    let mut left = f64::INFINITY;
    let lines = lines.get(..MOST_LINES).unwrap_or(lines);
    let mut rest = lines.chunk_by(are_one_band).peekable();
    while let Some(band) = rest.next() {
        let above = bands.last().and_then(|above| above.last());
        let follows = match (above, band) {
            (Some(above), [line, ..]) if above.column != line.column => false,
            (Some(above), [line]) if line.segments.len() == 1 => {
                // The first line of a cell that is higher than those beside it.
                let goes_on = rest.peek().is_some_and(|next| {
                    let is_row = next.len() > 1 || next.iter().any(|line| line.segments.len() > 1);
                    is_row && next.iter().any(|next| next.y() - line.y() < 1.1 * leading)
                });
                line.y() - above.y() < 1.3 * leading || line.x0() > left + 2.0 * SAME || goes_on
            }
            _ => true,
        };
        if !follows {
            break;
        }
        left = band.iter().map(Line::x0).fold(left, f64::min);
        bands.push(band);
    }
    bands
}

fn segments(band: &[Line]) -> impl Iterator<Item = &Segment> {
    band.iter().flat_map(|line| &line.segments)
}

/// Where the columns begin: where segments of several lines do that others stand beside, and hardly any crosses.
fn columns(bands: &[&[Line]]) -> Option<Vec<f64>> {
    let stands_alone = |band: &[Line]| matches!(band, [line] if line.segments.len() == 1);
    let beside = bands.iter().filter(|band| !stands_alone(band));
    let segments: Vec<&Segment> = beside.flat_map(|band| segments(band)).collect();
    let mut all: Vec<f64> = segments.iter().map(|segment| segment.x0).collect();
    all.sort_by(f64::total_cmp);
    let shared = all.chunk_by(|a, b| b - a < SAME);
    let shared: Vec<&[f64]> = shared.filter(|group| group.len() > 1).collect();
    if shared.len() > MOST_COLUMNS {
        return None;
    }
    let starts = shared.iter().filter_map(|group| {
        let start = *group.first()?;
        let crossing = segments.iter().filter(|segment| crosses(segment, start));
        (crossing.count() * 4 < group.len()).then_some(start)
    });
    let starts: Vec<f64> = starts.collect();
    (starts.len() > 1).then_some(starts)
}

fn crosses(segment: &Segment, start: f64) -> bool {
    segment.x0 < start - SAME && segment.x1 > start + SAME
}

/// Whether `band` is a row, or goes on with one, of a table whose columns begin at `starts`.
fn belongs(band: &[Line], starts: &[f64]) -> bool {
    let stands_in_column = |segment: &Segment| {
        let mut starts = starts.iter();
        starts.any(|start| (segment.x0 - start).abs() < SAME * 2.0)
    };
    match band {
        [line] => match line.segments.as_slice() {
            [only] => {
                let ends_inside = starts.get(1).is_some_and(|next| only.x1 < *next);
                column_of(only, starts) > 0 || ends_inside
            }
            segments => {
                let fits = |segment: &Segment| starts.iter().all(|start| !crosses(segment, *start));
                let is_each_in_one = cells_in(band, starts) == segments.len();
                let is_head = segments.len() == starts.len() && is_each_in_one;
                segments.iter().all(stands_in_column) || (is_head && segments.iter().all(fits))
            }
        },
        _ => {
            let mut segments = segments(band);
            let fits = |segment: &Segment| starts.iter().all(|start| !crosses(segment, *start));
            segments.all(fits) && cells_in(band, starts) > 1
        }
    }
}

/// In how many columns something of `band` stands.
fn cells_in(band: &[Line], starts: &[f64]) -> usize {
    let columns = segments(band).map(|segment| column_of(segment, starts));
    let mut columns: Vec<usize> = columns.collect();
    columns.sort_unstable();
    columns.dedup();
    columns.len()
}

fn column_of(segment: &Segment, starts: &[f64]) -> usize {
    let reached = starts.iter().filter(|start| **start <= segment.x0 + SAME);
    reached.count().saturating_sub(1)
}

fn rows(bands: &[&[Line]], starts: &[f64], leading: f64) -> Vec<Vec<Cell>> {
    let lines: Vec<&Line> = bands.iter().copied().flatten().collect();
    let is_drawn_in_rows = bands.iter().any(|band| band.len() > 1);
    let places = is_drawn_in_rows
        .then(|| rows_as_drawn(&lines, starts))
        .flatten();
    let places = places.unwrap_or_else(|| rows_by_gaps(&lines, leading));
    let count = places.iter().flatten().max().map_or(0, |last| last + 1);
    let mut rows = vec![vec![Vec::new(); starts.len()]; count];
    for (line, places) in lines.iter().zip(&places) {
        for (segment, row) in line.segments.iter().zip(places) {
            let column = column_of(segment, starts);
            if let Some(cell) = rows.get_mut(*row).and_then(|row| row.get_mut(column)) {
                cell.push((segment.clone(), line.page));
            }
        }
    }
    rows
}

/// The row of each segment, line by line.
type Rows = Vec<Vec<usize>>;

/// Rows that are drawn cell after cell from the left: a new one begins where the page goes back to an earlier column.
/// None where rows that are told so lie in each other.
fn rows_as_drawn(lines: &[&Line], starts: &[f64]) -> Option<Rows> {
    let mut drawn: Vec<(&Segment, usize, usize)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let segments = line.segments.iter().enumerate();
        drawn.extend(segments.map(|(i, segment)| (segment, at, i)));
    }
    drawn.sort_by_key(|(segment, ..)| segment.drawn);
    let mut rows: Rows = lines
        .iter()
        .map(|line| vec![0; line.segments.len()])
        .collect();
    let (mut row, mut last_column, mut bottom) = (0, 0, f64::NEG_INFINITY);
    let mut above = f64::NEG_INFINITY;
    for (segment, at, i) in drawn {
        let column = column_of(segment, starts);
        if column < last_column {
            row += 1;
            above = bottom;
        }
        if segment.y <= above {
            return None;
        }
        last_column = column;
        bottom = bottom.max(segment.y);
        *rows.get_mut(at)?.get_mut(i)? = row;
    }
    Some(rows)
}

/// Rows that are drawn line by line: lines of a row are as near as those of a paragraph, where rows are further apart
/// at all.
fn rows_by_gaps(lines: &[&Line], leading: f64) -> Rows {
    let gaps = lines.windows(2).map(|pair| match pair {
        [a, b] => b.y() - a.y(),
        _ => 0.0,
    });
    let gaps: Vec<f64> = gaps.collect();
    let parts_rows = |gap: &f64| *gap > 1.12 * leading;
    let is_parted = gaps.iter().any(parts_rows);
    let mut row = 0;
    let rows = lines.iter().enumerate().map(|(at, line)| {
        let gap = at.checked_sub(1).and_then(|above| gaps.get(above));
        let begins = match gap {
            Some(gap) if is_parted => parts_rows(gap),
            Some(_) => line.segments.len() > 1,
            None => false,
        };
        row += usize::from(begins);
        vec![row; line.segments.len()]
    });
    rows.collect()
}
