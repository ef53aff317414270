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
    for band in lines.chunk_by(are_one_band) {
        let above = bands.last().and_then(|above| above.last());
        let follows = match (above, band) {
            (Some(above), [line, ..]) if above.column != line.column => false,
            (Some(above), [line]) if line.segments.len() == 1 => {
                line.y() - above.y() < 1.3 * leading || line.x0() > left + 2.0 * SAME
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
            segments => segments.iter().all(stands_in_column),
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
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let begins = beginnings(bands, starts, leading);
    let lines = bands.iter().copied().flatten();
    for (line, begins) in lines.zip(begins) {
        if begins {
            rows.push(vec![Vec::new(); starts.len()]);
        }
        for segment in &line.segments {
            let column = column_of(segment, starts);
            if let Some(cell) = rows.last_mut().and_then(|row| row.get_mut(column)) {
                cell.push((segment.clone(), line.page));
            }
        }
    }
    rows
}

/// Which of the lines of `bands` begin a row.
fn beginnings(bands: &[&[Line]], starts: &[f64], leading: f64) -> Vec<bool> {
    if bands.iter().any(|band| band.len() > 1) {
        // The table is drawn row by row; what stands alone to the right goes on with a cell.
        let goes_on = |band: &[Line]| segments(band).all(|segment| column_of(segment, starts) > 0);
        let begin = bands.iter().flat_map(|band| {
            let begins = !goes_on(band);
            (0..band.len()).map(move |at| at == 0 && begins)
        });
        return begin.collect();
    }
    let lines: Vec<&Line> = bands.iter().copied().flatten().collect();
    let gaps = lines.windows(2).map(|pair| match pair {
        [a, b] => b.y() - a.y(),
        _ => 0.0,
    });
    let gaps: Vec<f64> = gaps.collect();
    // Lines of a row are as near as those of a paragraph, where rows are further apart at all.
    let parts_rows = |gap: &f64| *gap > 1.12 * leading;
    let is_parted = gaps.iter().any(parts_rows);
    let after_first = lines.iter().skip(1).zip(&gaps).map(|(line, gap)| {
        if is_parted {
            parts_rows(gap)
        } else {
            line.segments.len() > 1
        }
    });
    std::iter::once(true).chain(after_first).collect()
}
