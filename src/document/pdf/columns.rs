//! Columns: white strips part a page into texts that are read one after the other, each from the top.
//!
//! The cells of a table stand beside each other with white strips between them too. What tells them apart is the order
//! in which a page draws its words: column after column, but row after row. Where a page draws line by line from one
//! edge to the other, the shape of the text has to tell.

use std::ops::Range;

use super::bands;
use super::glyphs::Glyph;
use super::pieces::{self, Pieces, Step};
use super::segments;
use super::strips;

/// A page with more lines is no page of text, and is not looked through for columns.
const MOST_LINES: usize = 1_000;

/// Text that is read from the top to the bottom.
pub(super) struct Column<'a> {
    pub(super) bounds: Bounds,
    /// Its lines from the top, each from the left.
    pub(super) lines: Vec<Vec<&'a Glyph>>,
    /// The bands of these lines.
    pub(super) bands: Vec<Range<usize>>,
    pub(super) cells: Cells,
}

/// Between which places a column stands; without end towards the edges of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    left: f64,
    right: f64,
}

impl Bounds {
    pub(super) const PAGE: Self = Self {
        left: f64::NEG_INFINITY,
        right: f64::INFINITY,
    };

    /// Whether both begin at about the same place.
    pub(super) fn begin_alike(self, other: Self) -> bool {
        are_near(self.left, other.left)
    }

    /// Whether both end at about the same place.
    pub(super) fn end_alike(self, other: Self) -> bool {
        are_near(self.right, other.right)
    }
}

fn are_near(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() < 2.0 * strips::SAME
}

/// What parts the cells of a column's tables.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    starts: Vec<f64>,
    narrowest: f64,
}

impl Cells {
    /// Whether `step` leads from one cell to the next.
    pub(super) fn part(&self, step: &Step) -> bool {
        let begins = |start: &f64| (start - step.glyph.x).abs() < strips::SAME;
        step.is_over(self.narrowest) && self.starts.iter().any(begins)
    }
}

/// The columns of each page, in the order in which they are read.
pub(super) fn of_pages<'a>(pages: &[&'a [Glyph]]) -> Vec<Vec<Column<'a>>> {
    let part_all = |known: &[f64]| -> Vec<Vec<Column<'a>>> {
        let parted = pages.iter().map(|glyphs| parted(glyphs, known));
        parted.collect()
    };
    let columns = part_all(&[]);
    let lefts = columns.iter().flatten().map(|column| column.bounds.left);
    let mut known: Vec<f64> = lefts.filter(|left| left.is_finite()).collect();
    known.sort_by(f64::total_cmp);
    known.dedup_by(|a, b| *a - *b < strips::SAME);
    if known.is_empty() {
        return columns;
    }
    // A page may hold too few lines to tell by itself.
    part_all(&known)
}

fn parted<'a>(glyphs: &'a [Glyph], known: &[f64]) -> Vec<Column<'a>> {
    let mut parting = Parting {
        known,
        columns: Vec::new(),
    };
    parting.part(glyphs.iter().collect(), Bounds::PAGE);
    parting.columns
}

struct Parting<'k, 'a> {
    /// Where columns begin on other pages.
    known: &'k [f64],
    columns: Vec<Column<'a>>,
}

impl<'a> Parting<'_, 'a> {
    /// Parts `glyphs`, which stand in `bounds`.
    fn part(&mut self, glyphs: Vec<&'a Glyph>, bounds: Bounds) {
        let lines = segments::lines(glyphs);
        let narrowest = pieces::narrowest(&lines);
        let pieces = lines.iter().map(|line| Pieces::of(line, narrowest));
        let pieces: Vec<Pieces> = pieces.collect();
        let mut cells = Cells {
            starts: Vec::new(),
            narrowest,
        };
        let mut longest: Option<(f64, Range<usize>)> = None;
        let strips = if lines.len() > MOST_LINES {
            Vec::new()
        } else {
            strips::of(&pieces, self.known)
        };
        for strip in strips {
            match strip.texts() {
                Some(texts) => {
                    let is_longer = |(_, other): &(f64, Range<usize>)| texts.len() > other.len();
                    if longest.as_ref().is_none_or(is_longer) {
                        longest = Some((strip.x(), texts));
                    }
                }
                None if strip.parts_cells() => cells.starts.push(strip.x()),
                None => {}
            }
        }
        let Some((x, beside)) = longest else {
            let drawn = pieces.iter().map(|line| pieces::drawn(line.all.iter()));
            let bands = bands::of(&drawn.collect::<Vec<_>>());
            self.columns.push(Column {
                bounds,
                lines,
                bands,
                cells,
            });
            return;
        };
        let glyphs_of = |range: Range<usize>| -> Vec<&'a Glyph> {
            let lines = lines.get(range).unwrap_or_default();
            lines.iter().flatten().copied().collect()
        };
        let (left, right) = glyphs_of(beside.clone())
            .into_iter()
            .partition(|glyph| glyph.x < x - strips::SAME);
        self.part(glyphs_of(0..beside.start), bounds);
        self.part(left, Bounds { right: x, ..bounds });
        self.part(right, Bounds { left: x, ..bounds });
        self.part(glyphs_of(beside.end..lines.len()), bounds);
    }
}
