//! White strips that go down a page, and whether they part texts or the cells of rows.

use std::ops::Range;

use super::bands;
use super::pieces::{self, Piece, Pieces};

/// Places that differ by less are the same.
pub(super) const SAME: f64 = 2.0;
/// Texts are at least so many times as wide as their letters are high.
const NARROWEST_TEXT: f64 = 8.0;

/// Only so many places are tried on a page, those where most lines begin.
const MOST_STARTS: usize = 60;

/// The strips between `lines`, which follow each other from the top; `known` are places at which strips of other pages
/// end. Each place is held against each line: both are few on a page.
pub(super) fn of(lines: &[Pieces], known: &[f64]) -> Vec<Strip> {
    let known = known.iter().map(|x| (*x, Trust::OtherPages));
    let starts = starts(lines).into_iter().map(|x| (x, Trust::ThisPage));
    let mut strips = Vec::new();
    for (x, trust) in known.chain(starts) {
        let crosses = |line: &Pieces| {
            let mut pieces = line.all.iter();
            pieces.any(|piece| piece.x0 < x - SAME && piece.x1 > x)
        };
        let mut first = 0;
        for run in lines.split(crosses) {
            let strip = Strip::beside(x, trust, first, run);
            first += run.len() + 1;
            if strip.has_two_sides() {
                strips.push(strip);
            }
        }
    }
    strips
}

/// The places at which pieces begin.
fn starts(lines: &[Pieces]) -> Vec<f64> {
    let pieces = lines.iter().flat_map(|line| &line.all);
    let mut all: Vec<f64> = pieces.map(|piece| piece.x0).collect();
    all.sort_by(f64::total_cmp);
    let mut groups: Vec<&[f64]> = all.chunk_by(|a, b| b - a < 0.5).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let starts = groups.into_iter().take(MOST_STARTS);
    starts.filter_map(|group| group.first().copied()).collect()
}

/// Where it is known from that there is a strip.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    ThisPage,
    OtherPages,
}

impl Trust {
    /// How many lines columns must at least have.
    fn fewest(self) -> usize {
        match self {
            Self::ThisPage => 3,
            Self::OtherPages => 1,
        }
    }
}

/// A white strip down some lines that follow each other.
pub(super) struct Strip {
    /// Where what stands to its right begins.
    x: f64,
    /// Which of the lines is its first.
    first: usize,
    sides: Vec<Sides>,
    trust: Trust,
}

/// What stands on a line to the left and to the right of a strip.
struct Sides {
    y: f64,
    left: Option<Piece>,
    right: Option<Piece>,
}

impl Strip {
    fn beside(x: f64, trust: Trust, first: usize, lines: &[Pieces]) -> Self {
        let sides = lines.iter().map(|line| Sides {
            y: line.y,
            left: line.only(|piece| piece.x0 < x - SAME),
            right: line.only(|piece| piece.x0 >= x - SAME),
        });
        Self {
            x,
            first,
            sides: sides.collect(),
            trust,
        }
    }

    /// Whether cells of several rows begin where it ends.
    pub(super) fn parts_cells(&self) -> bool {
        let bands = bands::of(&self.drawn());
        let is_row = |band: &&Range<usize>| band.len() > 1 && self.has_both_sides(band);
        let is_drawn_in_rows = || bands.iter().filter(is_row).count() > 1;
        let is_begun = self.begin_at_it() >= Trust::ThisPage.fewest();
        is_begun && (self.has_wide_sides() || is_drawn_in_rows())
    }

    /// How many lines begin where it ends.
    fn begin_at_it(&self) -> usize {
        let begin = |(_, piece): &(f64, Piece)| piece.x0 - self.x < SAME;
        self.right().filter(begin).count()
    }

    pub(super) fn x(&self) -> f64 {
        self.x
    }

    fn left(&self) -> impl Iterator<Item = (f64, Piece)> {
        let sides = self.sides.iter();
        sides.filter_map(|sides| Some((sides.y, sides.left?)))
    }

    fn right(&self) -> impl Iterator<Item = (f64, Piece)> {
        let sides = self.sides.iter();
        sides.filter_map(|sides| Some((sides.y, sides.right?)))
    }

    /// When the first and the last of what stands on each line is drawn.
    fn drawn(&self) -> Vec<Range<usize>> {
        let sides = self.sides.iter();
        let drawn = sides.map(|sides| pieces::drawn(sides.left.iter().chain(&sides.right)));
        drawn.collect()
    }

    fn has_two_sides(&self) -> bool {
        let fewest = self.trust.fewest();
        self.left().count() >= fewest && self.right().count() >= fewest
    }

    /// The lines in which texts stand beside each other; none where the strip parts the cells of rows.
    pub(super) fn texts(&self) -> Option<Range<usize>> {
        if self.trust == Trust::ThisPage && !self.has_wide_sides() {
            return None;
        }
        let bands = bands::of(&self.drawn());
        let texts = if bands.iter().all(|band| band.len() == 1) {
            self.looks_like_texts().then_some(0..self.sides.len())
        } else {
            self.drawn_as_texts(&bands)
        };
        texts.map(|texts| self.first + texts.start..self.first + texts.end)
    }

    /// The longest of the `bands` in which all that stands to the left is drawn before what stands to the right. Bands
    /// with two sides that follow each other are rows.
    fn drawn_as_texts(&self, bands: &[Range<usize>]) -> Option<Range<usize>> {
        let has_two_sides = |at: usize| bands.get(at).is_some_and(|band| self.has_both_sides(band));
        let is_row = |at: usize| has_two_sides(at + 1) || (at > 0 && has_two_sides(at - 1));
        let texts = (0..bands.len()).filter_map(|at| {
            let band = bands.get(at)?;
            let (left, right) = self.in_band(band);
            let is_long = left.min(right) >= self.trust.fewest();
            (is_long && !is_row(at) && self.is_drawn_from_left(band)).then(|| {
                // Lines that go on below the end of the left text.
                let goes_on = |band: &&Range<usize>| self.in_band(band).0 == 0;
                let after = bands.iter().skip(at + 1).take_while(goes_on).last();
                band.start..after.map_or(band.end, |after| after.end)
            })
        });
        texts.max_by_key(Range::len)
    }

    fn has_both_sides(&self, band: &Range<usize>) -> bool {
        let (left, right) = self.in_band(band);
        left > 0 && right > 0
    }

    /// How many lines of `band` stand to the left of the strip, and how many to its right.
    fn in_band(&self, band: &Range<usize>) -> (usize, usize) {
        let sides = self.sides.get(band.clone()).unwrap_or_default();
        let left = sides.iter().filter(|sides| sides.left.is_some()).count();
        let right = sides.iter().filter(|sides| sides.right.is_some()).count();
        (left, right)
    }

    fn is_drawn_from_left(&self, band: &Range<usize>) -> bool {
        let sides = self.sides.get(band.clone()).unwrap_or_default();
        let left = sides.iter().filter_map(|sides| sides.left);
        let right = sides.iter().filter_map(|sides| sides.right);
        let (last, first) = (
            left.map(|piece| piece.drawn).max(),
            right.map(|piece| piece.drawn).min(),
        );
        last < first
    }

    fn has_wide_sides(&self) -> bool {
        let from = self
            .left()
            .map(|(_, piece)| piece.x0)
            .fold(f64::MAX, f64::min);
        let to = self
            .right()
            .map(|(_, piece)| piece.x1)
            .fold(f64::MIN, f64::max);
        let size = self.right().next().map_or(0.0, |(_, piece)| piece.size);
        (self.x - from).min(to - self.x) > NARROWEST_TEXT * size
    }

    /// Whether the sides have lines that run on, and don't begin anew on the same lines, as rows do.
    fn looks_like_texts(&self) -> bool {
        let (left, right): (Vec<_>, Vec<_>) = (self.left().collect(), self.right().collect());
        let is_edge = self.begin_at_it() * 3 >= right.len();
        let run_on = runs_on(&left) && runs_on(&right);
        is_edge && run_on && stand_beside(&left, &right) && !are_rows(&left, &right)
    }
}

/// Whether many lines begin within a sentence.
fn runs_on(side: &[(f64, Piece)]) -> bool {
    let small = side.iter().filter(|(_, piece)| piece.begins_small).count();
    small * 5 >= side.len() * 2
}

/// Whether the sides stand beside each other and not one under the other.
fn stand_beside(left: &[(f64, Piece)], right: &[(f64, Piece)]) -> bool {
    let range = |side: &[(f64, Piece)]| Some((side.first()?.0, side.last()?.0));
    let (Some((top, bottom)), Some((other_top, other_bottom))) = (range(left), range(right)) else {
        return false;
    };
    let shared = bottom.min(other_bottom) - top.max(other_top);
    shared > 0.5 * (bottom - top).min(other_bottom - other_top)
}

/// Whether most of what begins after a gap on one side does so on the other: rows, whose cells begin on one line.
fn are_rows(left: &[(f64, Piece)], right: &[(f64, Piece)]) -> bool {
    let (left, right) = (begun(left), begun(right));
    let is_shared = |y: &&f64| right.iter().any(|other| (**y - other).abs() < SAME);
    let shared = left.iter().filter(is_shared).count();
    shared > 1 && shared * 5 > left.len().max(right.len()) * 3
}

/// The lines that stand further below the one above them than lines of a paragraph do.
fn begun(side: &[(f64, Piece)]) -> Vec<f64> {
    let lines: Vec<(f64, f64)> = side
        .windows(2)
        .filter_map(|pair| match pair {
            [(above, _), (y, _)] => Some((*y, y - above)),
            _ => None,
        })
        .collect();
    let mut gaps: Vec<f64> = lines.iter().map(|(_, gap)| *gap).collect();
    gaps.sort_by(f64::total_cmp);
    let leading = gaps.get(gaps.len() / 4).copied().unwrap_or_default();
    let begins = lines.iter().filter(|(_, gap)| *gap > 1.2 * leading);
    begins.map(|(y, _)| *y).collect()
}
