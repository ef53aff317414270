//! The lines of a document in the order in which they are read.

use super::columns::{self, Bounds, Cells};
use super::glyphs::{Glyph, Page};
use super::grid::{self, Grid};
use super::segments::{self, Segment};

/// A line: its segments from the left, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) segments: Vec<Segment>,
    /// Their words.
    pub(super) text: String,
    /// Its page, counted from 0.
    pub(super) page: usize,
    /// Its column, counted from 0 through all pages.
    pub(super) column: usize,
    /// Where that column stands on the page.
    pub(super) bounds: Bounds,
    /// Its band, counted from 0 through all pages.
    pub(super) band: usize,
}

impl Line {
    fn new(
        segments: Vec<Segment>,
        page: usize,
        column: usize,
        bounds: Bounds,
        band: usize,
    ) -> Self {
        Self {
            text: words(&segments),
            segments,
            page,
            column,
            bounds,
            band,
        }
    }

    /// The line with its segments made others by `change`.
    pub(super) fn with(mut self, change: impl FnOnce(&mut Vec<Segment>)) -> Self {
        change(&mut self.segments);
        self.text = words(&self.segments);
        self
    }

    pub(super) fn y(&self) -> f64 {
        self.segments.first().map_or(0.0, |segment| segment.y)
    }

    pub(super) fn x0(&self) -> f64 {
        self.segments.first().map_or(0.0, |segment| segment.x0)
    }

    pub(super) fn x1(&self) -> f64 {
        self.segments.last().map_or(0.0, |segment| segment.x1)
    }
}

fn words(segments: &[Segment]) -> String {
    let words: Vec<String> = segments.iter().map(Segment::text).collect();
    words.join(" ")
}

/// Lines that follow each other, or a table between them.
pub(super) enum Part {
    Lines(Vec<Line>),
    Rows(Rows),
}

/// The rows of a table that is drawn with lines: what stands in each cell, line by line.
pub(super) struct Rows {
    grid: Grid,
    page: usize,
    pub(super) cells: Vec<Vec<Vec<Line>>>,
}

impl Rows {
    fn of(grid: Grid, number: usize, page: &Page) -> Self {
        let mut glyphs = vec![vec![Vec::new(); grid.columns()]; grid.rows()];
        for glyph in page.glyphs.iter().filter(|glyph| grid.is_beside(glyph)) {
            let cell = grid.cell(glyph);
            let cell = cell.and_then(|(row, column)| glyphs.get_mut(row)?.get_mut(column));
            if let Some(cell) = cell {
                cell.push(glyph);
            }
        }
        let line = |glyphs: &Vec<&Glyph>| {
            let segments = segments::of(glyphs, &Cells::default(), &page.dots);
            let is_empty = segments.is_empty();
            (!is_empty).then(|| Line::new(segments, number, 0, Bounds::PAGE, 0))
        };
        let lines = |cell: Vec<&Glyph>| segments::lines(cell).iter().filter_map(line).collect();
        let row = |row: Vec<Vec<&Glyph>>| row.into_iter().map(lines).collect();
        Self {
            grid,
            page: number,
            cells: glyphs.into_iter().map(row).collect(),
        }
    }

    /// Whether this table goes on with `next`, which stands right after it.
    fn goes_on(&self, next: &Self) -> bool {
        self.page < next.page && self.grid.stands_like(&next.grid)
    }

    /// Puts the rows of `next` to these, without a head that is repeated.
    fn append(&mut self, next: Self) {
        let words = |row: Option<&Vec<Vec<Line>>>| -> Vec<String> {
            let lines = row.into_iter().flatten().flatten();
            lines.map(|line| line.text.clone()).collect()
        };
        let is_repeated = words(self.cells.first()) == words(next.cells.first());
        self.page = next.page;
        let rows = next.cells.into_iter().skip(usize::from(is_repeated));
        self.cells.extend(rows);
    }
}

/// What stands on `pages`, column by column, and tables that are drawn with lines where they stand.
pub(super) fn parts(pages: &[Page]) -> Vec<Part> {
    let mut texts: Vec<Text> = Vec::new();
    let mut grids = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let mut top = f64::NEG_INFINITY;
        for grid in grid::of(page) {
            texts.push(Text::between(top, grid.top(), number, page));
            top = grid.bottom() + 1.0;
            grids.push(Some((grid, number)));
        }
        texts.push(Text::between(top, f64::INFINITY, number, page));
        grids.push(None);
    }
    let mut parts: Vec<Part> = Vec::new();
    for (lines, grid) in lines(&texts).into_iter().zip(grids) {
        match parts.last_mut() {
            Some(Part::Lines(before)) => before.extend(lines),
            _ if lines.is_empty() => {}
            _ => parts.push(Part::Lines(lines)),
        }
        let Some((grid, number)) = grid else {
            continue;
        };
        let rows = pages.get(number).map(|page| Rows::of(grid, number, page));
        match (parts.last_mut(), rows) {
            (Some(Part::Rows(before)), Some(rows)) if before.goes_on(&rows) => before.append(rows),
            (_, rows) => parts.extend(rows.map(Part::Rows)),
        }
    }
    parts
}

/// What stands on a page above, between or below its tables.
struct Text<'p> {
    number: usize,
    page: &'p Page,
    glyphs: Vec<Glyph>,
}

impl<'p> Text<'p> {
    fn between(top: f64, bottom: f64, number: usize, page: &'p Page) -> Self {
        let glyphs = page.glyphs.iter();
        let glyphs = glyphs.filter(|glyph| top <= glyph.y && glyph.y <= bottom);
        Self {
            number,
            page,
            glyphs: glyphs.cloned().collect(),
        }
    }
}

/// The lines of each of `texts`, column by column.
fn lines(texts: &[Text<'_>]) -> Vec<Vec<Line>> {
    let glyphs: Vec<&[Glyph]> = texts.iter().map(|text| text.glyphs.as_slice()).collect();
    let (mut columns, mut bands) = (0, 0);
    let mut all = Vec::new();
    for (text, in_text) in texts.iter().zip(columns::of_pages(&glyphs)) {
        let mut lines: Vec<Line> = Vec::new();
        for column in in_text {
            for band in &column.bands {
                let glyphs = column.lines.get(band.clone()).unwrap_or_default();
                lines.extend(glyphs.iter().map(|glyphs| {
                    let segments = segments::of(glyphs, &column.cells, &text.page.dots);
                    Line::new(segments, text.number, columns, column.bounds, bands)
                }));
                bands += 1;
            }
            columns += 1;
        }
        lines.retain(|line| !line.segments.is_empty());
        all.push(lines);
    }
    all
}
