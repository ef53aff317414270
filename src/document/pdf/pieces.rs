//! Lines as pieces with gaps between them that columns or cells could have.

use std::ops::Range;

use super::glyphs::Glyph;

/// A line as its pieces, from the left.
pub(super) struct Pieces {
    pub(super) y: f64,
    pub(super) all: Vec<Piece>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) size: f64,
    /// When its first glyph is drawn.
    pub(super) drawn: usize,
    pub(super) begins_small: bool,
}

impl Pieces {
    /// The pieces of a line, parted by gaps of at least `narrowest`, or that words drawn at another time follow.
    pub(super) fn of(line: &[&Glyph], narrowest: f64) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        for step in steps(line) {
            let glyph = step.glyph;
            let end = glyph.x + glyph.width;
            match pieces.last_mut() {
                Some(piece) if !step.is_over(narrowest) => {
                    piece.x1 = piece.x1.max(end);
                    piece.drawn = piece.drawn.min(glyph.drawn);
                }
                _ => pieces.push(Piece {
                    x0: glyph.x,
                    x1: end,
                    size: glyph.size,
                    drawn: glyph.drawn,
                    begins_small: glyph.text.starts_with(char::is_lowercase),
                }),
            }
        }
        Self {
            y: line.first().map_or(0.0, |glyph| glyph.y),
            all: pieces,
        }
    }

    /// The part of the line whose pieces `keeps` keeps.
    pub(super) fn only(&self, keeps: impl Fn(&Piece) -> bool) -> Option<Piece> {
        let kept = self.all.iter().copied().filter(|piece| keeps(piece));
        kept.reduce(|a, b| Piece {
            x1: b.x1,
            drawn: a.drawn.min(b.drawn),
            ..a
        })
    }
}

/// Gaps of so many sizes of the text and more are spaces: where lines are set tight these are narrow.
pub(super) const SPACE: f64 = 0.12;

/// A step along a line, to a glyph that shows.
pub(super) struct Step<'a> {
    pub(super) glyph: &'a Glyph,
    /// How far the glyph is from the one before it; the first of a line is from none.
    pub(super) gap: Option<f64>,
    /// Whether there is a space between them.
    pub(super) is_over_space: bool,
    /// Whether something else was drawn between them.
    is_over_others: bool,
}

impl Step<'_> {
    /// Whether it leads over a gap of at least `narrowest`, or over one that keeps words drawn at other times apart.
    pub(super) fn is_over(&self, narrowest: f64) -> bool {
        let keeps_apart = |gap: f64| self.is_over_others && gap > SPACE * self.glyph.size;
        self.gap
            .is_none_or(|gap| gap >= narrowest || keeps_apart(gap))
    }
}

/// The steps along `line` from the left.
pub(super) fn steps<'a>(line: &[&'a Glyph]) -> Vec<Step<'a>> {
    let mut steps: Vec<Step> = Vec::new();
    let (mut is_over_space, mut is_over_others) = (false, false);
    let mut before: Option<&Glyph> = None;
    for glyph in line.iter().copied() {
        let last = steps.last().map(|step| step.glyph);
        if last.is_some_and(|last| is_drawn_twice(last, glyph)) {
            continue;
        }
        is_over_others |= before.is_some_and(|before| glyph.drawn != before.drawn + 1);
        before = Some(glyph);
        if glyph.text.trim().is_empty() {
            is_over_space = true;
            continue;
        }
        steps.push(Step {
            glyph,
            gap: last.map(|last| glyph.x - (last.x + last.width)),
            is_over_space,
            is_over_others,
        });
        (is_over_space, is_over_others) = (false, false);
    }
    draw_together(&mut steps);
    steps
}

/// Takes away what letters are set apart by: where most follow each other with a gap, it parts no words.
fn draw_together(steps: &mut [Step<'_>]) {
    let inside = steps.iter().filter(|step| !step.is_over_space);
    let gaps = inside.filter_map(|step| Some((step.gap?, step.glyph.size)));
    let mut gaps: Vec<(f64, f64)> = gaps.collect();
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some((usual, size)) = gaps.get(gaps.len() / 2).copied() else {
        return;
    };
    if gaps.len() > 2 && usual > SPACE * size && usual < size {
        for gap in steps.iter_mut().filter_map(|step| step.gap.as_mut()) {
            *gap -= usual;
        }
    }
}

/// Whether a glyph was drawn once more, to look bold or for its outline.
fn is_drawn_twice(before: &Glyph, glyph: &Glyph) -> bool {
    before.text == glyph.text && glyph.x - before.x < 0.1 * glyph.size
}

/// How wide a gap in `lines` must at least be to stand between columns: wider than those between words.
pub(super) fn narrowest(lines: &[Vec<&Glyph>]) -> f64 {
    let mut sizes: Vec<f64> = lines.iter().flatten().map(|glyph| glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(10.0);
    let steps = lines.iter().flat_map(|line| steps(line));
    let gaps = steps.filter_map(|step| step.gap);
    let mut spaces: Vec<f64> = gaps.filter(|gap| *gap > SPACE * size).collect();
    spaces.sort_by(f64::total_cmp);
    let space = spaces.get(spaces.len() / 2).copied().unwrap_or_default();
    // The spaces of a typewriter are as wide as its letters.
    (1.5 * space).clamp(0.6 * size, 0.95 * size)
}

/// When the first and the last of `pieces` begin to be drawn.
pub(super) fn drawn<'p>(pieces: impl Iterator<Item = &'p Piece>) -> Range<usize> {
    let drawn = pieces.map(|piece| piece.drawn..piece.drawn + 1);
    let all = drawn.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
    all.unwrap_or_default()
}
