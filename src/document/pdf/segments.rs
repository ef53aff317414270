//! Glyphs to segments: the words that stand together on one line, with no wide gap between them.

use super::columns::Cells;
use super::glyphs::Glyph;
use super::matrix::Point;
use super::pieces::{self, Step};

/// A gap of so many times the size of the text parts a line in any case.
const WIDE: f64 = 1.4;

/// Words on a line that stand together.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) runs: Vec<Run>,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// When its first glyph is drawn.
    pub(super) drawn: usize,
    /// How wide its first word is.
    pub(super) first_word: f64,
    /// Where its second word begins; where it ends, if it has one word.
    pub(super) second_word: f64,
    /// Whether a bullet is drawn before it.
    pub(super) has_dot: bool,
    /// The family that all its letters are of.
    pub(super) family: Option<usize>,
    /// Whether it begins with a number that stands apart.
    pub(super) is_labelled: bool,
}

/// Words in one weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) is_bold: bool,
}

impl Segment {
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    pub(super) fn is_bold(&self) -> bool {
        let mut worded = self
            .runs
            .iter()
            .filter(|run| run.text.contains(char::is_alphanumeric));
        let first = worded.next();
        first.is_some_and(|run| run.is_bold) && worded.all(|run| run.is_bold)
    }

    /// Whether `glyph` is one of its glyphs.
    pub(super) fn holds(&self, glyph: &Glyph) -> bool {
        let is_on_line = (glyph.y - self.y).abs() <= 0.4 * self.size.max(glyph.size);
        is_on_line && glyph.x >= self.x0 && glyph.x <= self.x1
    }

    /// Puts `other`, which stands after it on the line, to it.
    pub(super) fn append(&mut self, other: Self) {
        if let Some(last) = self.runs.last_mut() {
            last.text.push(' ');
        }
        self.runs.extend(other.runs);
        self.family = self.family.filter(|family| other.family == Some(*family));
        self.x1 = other.x1;
    }
}

/// `glyphs` from line to line, each line from the left.
pub(super) fn lines(mut glyphs: Vec<&Glyph>) -> Vec<Vec<&Glyph>> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines = Vec::new();
    let mut rest = glyphs.as_slice();
    while let Some(first) = rest.first() {
        // What is set a little higher or lower belongs to the line.
        let on_line = |glyph: &&&Glyph| glyph.y - first.y <= 0.4 * glyph.size.max(first.size);
        let count = rest.iter().take_while(on_line).count();
        let (line, after) = rest.split_at(count);
        let mut line = line.to_vec();
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
        lines.push(line);
        rest = after;
    }
    with_raised(lines)
}

/// Puts small letters that are set between two lines, as the numbers of notes are, to the line that they belong to.
fn with_raised(lines: Vec<Vec<&Glyph>>) -> Vec<Vec<&Glyph>> {
    let mut all: Vec<Vec<&Glyph>> = Vec::new();
    for mut line in lines {
        if let Some(above) = all.pop_if(|above| are_raised(above, &line)) {
            line.extend(above);
            line.sort_by(|a, b| a.x.total_cmp(&b.x));
        }
        all.push(line);
    }
    all
}

/// Whether `above` are few and small letters that are raised from `line`.
fn are_raised(above: &[&Glyph], line: &[&Glyph]) -> bool {
    const FEW: usize = 40;
    let size = usual_size(line);
    let y = usual_y(line, size);
    let is_raised = |glyph: &&Glyph| is_small(glyph, size) && y - glyph.y < 0.65 * size;
    let is_few = above.len() < FEW && above.len() * 2 <= line.len();
    is_few && above.iter().all(is_raised)
}

fn is_small(glyph: &Glyph, size: f64) -> bool {
    glyph.size < 0.87 * size
}

/// The segments of `line`, between which `cells` part it too; `dots` are those of its page.
pub(super) fn of(line: &[&Glyph], cells: &Cells, dots: &[Point]) -> Vec<Segment> {
    let mut segments = part(line, cells);
    for segment in &mut segments {
        let before = segment.x0 - 3.0 * segment.size..segment.x0;
        let beside = segment.y - 0.8 * segment.size..segment.y + 0.1 * segment.size;
        let is_before = |dot: &Point| before.contains(&dot.x) && beside.contains(&dot.y);
        segment.has_dot = dots.iter().any(is_before);
    }
    segments
}

/// Parts a line where its gaps are wide, or stand between cells.
fn part(line: &[&Glyph], cells: &Cells) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let size = usual_size(line);
    let y = usual_y(line, size);
    let mut was_raised = false;
    let steps = pieces::steps(line);
    let wide = stretched(&steps).map_or(WIDE * size, |space| (space + 1.0).max(WIDE * size));
    for step in steps {
        let is_wide = step.gap.is_none_or(|gap| gap > wide);
        let is_parted = is_wide || cells.part(&step);
        let is_after_space = step.is_over_space
            || step
                .gap
                .is_some_and(|gap| gap > pieces::SPACE * step.glyph.size);
        // A note is no part of the word that it is put to.
        let is_raised = is_small(step.glyph, size) && step.glyph.y < y - 0.2 * size;
        let begins_note = !std::mem::replace(&mut was_raised, is_raised) && is_raised;
        let gap = if is_after_space || begins_note {
            Gap::Space
        } else {
            Gap::Nothing
        };
        match segments.last_mut().filter(|_| !is_parted) {
            Some(segment) => segment.add(step.glyph, gap),
            None => segments.push(Segment::beginning_with(step.glyph, y, size)),
        }
    }
    for segment in &mut segments {
        if segment.first_word == 0.0 {
            segment.first_word = segment.x1 - segment.x0;
        }
    }
    segments
}

/// How wide the spaces of a line are that is stretched from edge to edge: all of them about the same.
fn stretched(steps: &[Step<'_>]) -> Option<f64> {
    let gaps = steps
        .iter()
        .filter_map(|step| step.gap.map(|gap| (gap, step)));
    let spaces =
        gaps.filter(|(gap, step)| step.is_over_space || *gap > pieces::SPACE * step.glyph.size);
    let spaces: Vec<f64> = spaces.map(|(gap, _)| gap).collect();
    let narrowest = spaces.iter().copied().fold(f64::INFINITY, f64::min);
    let widest = spaces.iter().copied().fold(0.0, f64::max);
    (spaces.len() > 2 && widest < 1.5 * narrowest).then_some(widest)
}

/// What parts a letter from the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    Space,
}

impl Segment {
    fn beginning_with(glyph: &Glyph, y: f64, size: f64) -> Self {
        Self {
            runs: vec![Run {
                text: glyph.text.clone(),
                is_bold: glyph.face.is_bold,
            }],
            x0: glyph.x,
            x1: glyph.x + glyph.width,
            y,
            size,
            drawn: glyph.drawn,
            first_word: 0.0,
            second_word: glyph.x + glyph.width,
            has_dot: false,
            family: Some(glyph.face.family),
            is_labelled: false,
        }
    }

    fn add(&mut self, glyph: &Glyph, gap: Gap) {
        let words = if gap == Gap::Space {
            if self.first_word == 0.0 {
                self.first_word = self.x1 - self.x0;
                self.second_word = glyph.x;
            }
            format!(" {}", glyph.text)
        } else {
            glyph.text.clone()
        };
        match self.runs.last_mut() {
            Some(run) if run.is_bold == glyph.face.is_bold => run.text.push_str(&words),
            _ => self.runs.push(Run {
                text: words,
                is_bold: glyph.face.is_bold,
            }),
        }
        self.x1 = self.x1.max(glyph.x + glyph.width);
        self.family = self.family.filter(|family| *family == glyph.face.family);
    }
}

/// The size that most of the line is set in.
fn usual_size(line: &[&Glyph]) -> f64 {
    let mut sizes: Vec<f64> = line.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(1.0)
}

/// Where the glyphs of that size stand.
fn usual_y(line: &[&Glyph], size: f64) -> f64 {
    let usual = line.iter().find(|glyph| (glyph.size - size).abs() < 0.1);
    usual.or(line.first()).map_or(0.0, |glyph| glyph.y)
}
