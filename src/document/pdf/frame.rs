//! What stands at the head and the foot of each page and is no part of the text: titles that run on, numbers of pages.
//!
//! Rows of tables and sentences stand at the edges of pages too, and may be alike. What frames pages stands at the same
//! place on many, in the same size, and apart from the text.

use std::collections::HashMap;

use super::columns::Cells;
use super::glyphs::{Glyph, Page};
use super::segments::{self, Segment};

/// Lines from the edge of a page that may belong to its frame.
const LINES: usize = 3;

/// The frame of a page has no more parts on a line.
const MOST: usize = 20;

/// A line of segments.
type Line = Vec<Segment>;

/// Takes the frames of all pages away.
pub(super) fn take_away(pages: &mut [Page]) {
    let lines: Vec<Vec<Line>> = pages.iter().map(across).collect();
    let frames = Frames::of(&lines);
    for (page, lines) in pages.iter_mut().zip(&lines) {
        let edges = [Edge::Head, Edge::Foot].into_iter();
        let framing: Vec<&Segment> = edges
            .flat_map(|edge| frames.on(edge, &from_edge(edge, lines)))
            .collect();
        let is_framing = |glyph: &Glyph| framing.iter().any(|segment| segment.holds(glyph));
        page.glyphs.retain(|glyph| !is_framing(glyph));
    }
}

/// The lines of a page, taken from edge to edge.
fn across(page: &Page) -> Vec<Line> {
    let lines = segments::lines(page.glyphs.iter().collect());
    let segments = lines
        .iter()
        .map(|line| segments::of(line, &Cells::default(), &[]));
    segments.filter(|line| !line.is_empty()).collect()
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Edge {
    Head,
    Foot,
}

/// The outermost lines, from the edge on, with the one after them.
fn from_edge(edge: Edge, lines: &[Line]) -> Vec<&Line> {
    match edge {
        Edge::Head => lines.iter().take(LINES + 1).collect(),
        Edge::Foot => lines.iter().rev().take(LINES + 1).collect(),
    }
}

/// What is the same wherever a part of the frame stands: its words, its size, and how far down the page it is.
#[derive(PartialEq, Eq, Hash)]
struct Place {
    edge: Edge,
    shape: String,
    size: u64,
    y: u64,
}

/// Places that differ by less are the same, or beside each other.
const SAME: f64 = 2.0;

impl Place {
    fn of(edge: Edge, segment: &Segment) -> Self {
        Self::beside(edge, segment, 0.0)
    }

    fn beside(edge: Edge, segment: &Segment, steps: f64) -> Self {
        Self {
            edge,
            shape: shape(&segment.text()),
            size: segment.size.round().to_bits(),
            y: ((segment.y / SAME).round() + steps).to_bits(),
        }
    }
}

/// What frames the pages of a document.
struct Frames {
    /// On how many pages something stands at a place.
    seen: HashMap<Place, usize>,
    pages: usize,
    /// How far the lines of a paragraph are apart.
    leading: f64,
    /// The size that most lines are set in.
    body: f64,
}

impl Frames {
    fn of(pages: &[Vec<Line>]) -> Self {
        let mut seen: HashMap<Place, usize> = HashMap::new();
        for lines in pages {
            for edge in [Edge::Head, Edge::Foot] {
                let lines = from_edge(edge, lines).into_iter().take(LINES);
                let segments = lines.filter(|line| line.len() <= MOST).flatten();
                let mut places: Vec<Place> = Vec::new();
                for place in segments.map(|segment| Place::of(edge, segment)) {
                    if !places.contains(&place) {
                        places.push(place);
                    }
                }
                for place in places {
                    *seen.entry(place).or_default() += 1;
                }
            }
        }
        let segments = pages.iter().flatten().flatten();
        let body = quantile(segments.map(|segment| segment.size).collect(), 2).unwrap_or(10.0);
        let gaps = pages
            .iter()
            .flat_map(|lines| lines.windows(2))
            .map(|pair| match pair {
                [above, below] => gap(above, below),
                _ => 0.0,
            });
        let gaps = gaps.filter(|gap| *gap > 0.5 * body && *gap < 3.0 * body);
        Self {
            seen,
            pages: pages.len(),
            leading: quantile(gaps.collect(), 4).unwrap_or(1.2 * body),
            body,
        }
    }

    /// What frames a page at its `edge`, from which `lines` go on.
    fn on<'l>(&self, edge: Edge, lines: &[&'l Line]) -> Vec<&'l Segment> {
        let repeats = |segment: &&Segment| self.repeats(edge, segment);
        let is_frame = |line: &&&Line| line.iter().all(|segment| repeats(&segment));
        let whole = lines.iter().take(LINES).take_while(is_frame).count();
        let apart = (1..=whole)
            .rev()
            .find(|count| self.is_apart(lines, *count, 1.3));
        if let Some(count) = apart {
            let framing = lines.iter().take(count).copied();
            return framing.flatten().collect();
        }
        let Some(outermost) = lines.first().filter(|_| self.is_apart(lines, 1, 2.2)) else {
            return Vec::new();
        };
        // A title that runs on beside one that changes, or a number that stands on few pages.
        let is_number = |segment: &Segment| is_page_number(&segment.text());
        match outermost.as_slice() {
            [only] if is_number(only) => vec![only],
            segments => segments.iter().filter(repeats).collect(),
        }
    }

    /// Whether the outermost `count` of `lines` stand so many times further from the text than its lines from each other.
    fn is_apart(&self, lines: &[&Line], count: usize, times: f64) -> bool {
        let (last, next) = (
            count.checked_sub(1).and_then(|at| lines.get(at)),
            lines.get(count),
        );
        match (last, next) {
            (Some(last), Some(next)) => gap(last, next) > times * self.leading,
            _ => true,
        }
    }

    /// Whether `segment` stands at this place on a third of all pages, and on more than this one.
    fn repeats(&self, edge: Edge, segment: &Segment) -> bool {
        let beside = [-1.0, 0.0, 1.0].map(|steps| Place::beside(edge, segment, steps));
        let times: usize = beside.iter().filter_map(|place| self.seen.get(place)).sum();
        let text = segment.text();
        // "Article 5" and "Article 6" begin pages too.
        let counts_headings =
            segment.size > 1.05 * self.body && text.contains(|c: char| c.is_numeric());
        let is_small = !counts_headings || is_page_number(&text);
        times > 1 && times * 3 >= self.pages && is_small
    }
}

/// How far two lines are apart.
fn gap(line: &Line, other: &Line) -> f64 {
    let y = |line: &Line| line.first().map_or(0.0, |segment| segment.y);
    (y(line) - y(other)).abs()
}

/// The value that one of so many is not above.
fn quantile(mut values: Vec<f64>, parts: usize) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / parts).copied()
}

/// The words of a part with its numbers made alike.
fn shape(words: &str) -> String {
    if is_roman(words.trim_matches(|c: char| !c.is_alphanumeric())) {
        return "0".to_owned();
    }
    let mut shape = String::new();
    for c in words.chars() {
        let c = if c.is_ascii_digit() { '0' } else { c };
        if c != '0' || !shape.ends_with('0') {
            shape.push(c);
        }
    }
    shape
}

/// Whether `word` is a number as it stands on the first pages of books: "iv".
fn is_roman(word: &str) -> bool {
    (1..=7).contains(&word.len()) && word.chars().all(|c| "ivxl".contains(c))
}

/// Whether `words` are like "3", "- 3 -", "3/12" or "Page 3 of 12".
fn is_page_number(words: &str) -> bool {
    let shape = shape(words);
    let parts = shape.split(|c: char| !c.is_alphanumeric());
    let bare: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let bare = bare.join(" ").to_lowercase();
    let digits = words.chars().filter(char::is_ascii_digit).count();
    matches!(
        bare.as_str(),
        "0" | "0 0" | "page 0" | "page 0 of 0" | "0 of 0"
    ) && digits <= 8
        && !words.ends_with('.')
}
