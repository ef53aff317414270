//! The glyphs of each page with their places.

use super::faces::Face;
use super::grid::Rule;
use super::matrix::Point;

/// What is read of a page; places are in points from its upper left corner.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) glyphs: Vec<Glyph>,
    /// Small filled shapes: bullets, where they stand before a line.
    pub(super) dots: Vec<Point>,
    /// The straight lines it draws.
    pub(super) rules: Vec<Rule>,
    pub(super) pictures: usize,
    /// The part of the page that its largest picture takes.
    pub(super) pictured: f64,
    /// How many filled shapes it has.
    pub(super) shapes: usize,
    /// Whether some of what it draws can't be read.
    pub(super) is_damaged: bool,
    /// How many letters run to the right, down, to the left and up.
    pub(super) ways: [usize; 4],
}

/// A glyph as drawn: what it stands for, and where.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) x: f64,
    /// The line that the glyph stands on.
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) size: f64,
    pub(super) face: Face,
    pub(super) is_hidden: bool,
    /// How many glyphs the page draws before it.
    pub(super) drawn: usize,
}
