//! The lines of a document in the order in which they are read.

use super::columns::{self, Bounds};
use super::glyphs::{Glyph, Page};
use super::segments::{self, Segment};

/// A line: its segments from the left, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) segments: Vec<Segment>,
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

/// The lines of `pages`, column by column.
pub(super) fn lines(pages: &[Page]) -> Vec<Line> {
    let glyphs: Vec<&[Glyph]> = pages.iter().map(|page| page.glyphs.as_slice()).collect();
    let mut lines: Vec<Line> = Vec::new();
    let (mut columns, mut bands) = (0, 0);
    for (number, (page, on_page)) in pages.iter().zip(columns::of_pages(&glyphs)).enumerate() {
        for column in on_page {
            for band in &column.bands {
                let glyphs = column.lines.get(band.clone()).unwrap_or_default();
                lines.extend(glyphs.iter().map(|glyphs| Line {
                    segments: segments::of(glyphs, &column.cells, &page.dots),
                    page: number,
                    column: columns,
                    bounds: column.bounds,
                    band: bands,
                }));
                bands += 1;
            }
            columns += 1;
        }
    }
    lines.retain(|line| !line.segments.is_empty());
    lines
}
