//! What is usual in a document: the size of its text, how far its lines are apart, how far they reach.

use super::columns::Bounds;
use super::order::Line;
use super::segments::Segment;

/// What is usual in a document.
pub(super) struct Measure {
    /// The size that most words are set in.
    body: f64,
    /// The families that few words are set in.
    rare: Vec<usize>,
    /// How far the lines of a paragraph are apart.
    pub(super) leading: f64,
    /// The sizes of headings, the largest first.
    headings: Vec<f64>,
    /// Where the lines begin, in columns of the same beginning.
    lefts: Vec<(Bounds, f64)>,
    /// How far the lines reach, in columns of the same end.
    rights: Vec<(Bounds, f64)>,
}

impl Measure {
    pub(super) fn of(lines: &[Line]) -> Self {
        let sizes = sizes(lines);
        let most = sizes.iter().max_by_key(|(_, letters)| *letters);
        let body = most.map_or(10.0, |(size, _)| *size);
        let larger = sizes.iter().filter(|(size, _)| is_larger(*size, body));
        let mut headings: Vec<f64> = larger.map(|(size, _)| *size).collect();
        headings.reverse();
        Self {
            body,
            leading: leading(lines, body),
            headings,
            rare: rare_families(lines),
            lefts: edges(lines, Bounds::begin_alike, Line::x0, f64::min),
            rights: edges(lines, Bounds::end_alike, Line::x1, f64::max),
        }
    }

    /// The level of the heading that words of this size are.
    pub(super) fn heading_level(&self, size: f64) -> Option<u8> {
        let above = self
            .headings
            .iter()
            .filter(|heading| is_larger(**heading, size));
        let level = u8::try_from(above.count() + 1).unwrap_or(u8::MAX);
        is_larger(size, self.body).then_some(level.min(6))
    }

    /// The level of the heading that `words` are, set in `family`, where they are no larger than the text: few others are
    /// set in such letters, and they don't read like a sentence or an address.
    pub(super) fn level_by_family(&self, family: Option<usize>, words: &str) -> Option<u8> {
        const LONGEST: usize = 100;
        let begins = words.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let ends = words.ends_with(['.', ',', ';', ':']);
        let is_address = words.contains('@') || words.contains("://");
        let is_title = begins && !ends && !is_address && words.chars().count() < LONGEST;
        let is_rare = family.is_some_and(|family| self.rare.contains(&family));
        let level = u8::try_from(self.headings.len() + 1).unwrap_or(u8::MAX);
        (is_title && is_rare).then_some(level.min(6))
    }

    /// How far `line` stands in from where its column begins.
    pub(super) fn indent(&self, line: &Line) -> f64 {
        let mut lefts = self.lefts.iter();
        let left = lefts.find(|(bounds, _)| bounds.begin_alike(line.bounds));
        left.map_or(0.0, |(_, left)| line.x0() - left)
    }

    /// Whether the first word of `next` would have had room at the end of `line`, so that the line ends on purpose.
    pub(super) fn had_room(&self, line: &Line, next: &Segment) -> bool {
        let needed = line.x1() + 0.3 * next.size + next.first_word;
        let mut rights = self.rights.iter();
        let right = rights.find(|(bounds, _)| bounds.end_alike(line.bounds));
        right.is_some_and(|(_, edge)| needed < edge - 0.5 * next.size)
    }
}

/// The families that less than a quarter of all letters is set in.
fn rare_families(lines: &[Line]) -> Vec<usize> {
    let mut letters: Vec<(usize, usize)> = Vec::new();
    let mut all = 0;
    for segment in lines.iter().flat_map(|line| &line.segments) {
        let count = segment.text().chars().count();
        all += count;
        let Some(family) = segment.family else {
            continue;
        };
        match letters.iter_mut().find(|(known, _)| *known == family) {
            Some((_, letters)) => *letters += count,
            None => letters.push((family, count)),
        }
    }
    letters.retain(|(_, letters)| letters * 4 < all);
    letters.into_iter().map(|(family, _)| family).collect()
}

/// The outermost of the places that `place` tells for all lines, for each group of columns that are `alike`.
fn edges(
    lines: &[Line],
    alike: fn(Bounds, Bounds) -> bool,
    place: fn(&Line) -> f64,
    outer: fn(f64, f64) -> f64,
) -> Vec<(Bounds, f64)> {
    let mut edges: Vec<(Bounds, f64)> = Vec::new();
    for line in lines {
        let mut known = edges.iter_mut();
        match known.find(|(bounds, _)| alike(*bounds, line.bounds)) {
            Some((_, edge)) => *edge = outer(*edge, place(line)),
            None => edges.push((line.bounds, place(line))),
        }
    }
    edges
}

fn is_larger(size: f64, than: f64) -> bool {
    size > 1.07 * than
}

/// All sizes from the smallest, with the letters in each; those that hardly differ count as one.
fn sizes(lines: &[Line]) -> Vec<(f64, usize)> {
    let segments = lines.iter().flat_map(|line| &line.segments);
    let mut all: Vec<(f64, usize)> = segments
        .map(|segment| (segment.size, segment.text().chars().count()))
        .collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let alike = all.chunk_by(|a, b| b.0 <= 1.03 * a.0);
    alike
        .filter_map(|group| {
            let letters = group.iter().map(|(_, letters)| letters).sum();
            let largest = group.iter().max_by_key(|(_, letters)| *letters)?;
            Some((largest.0, letters))
        })
        .collect()
}

/// How far the lines of a paragraph are apart: nearer than most other things are.
fn leading(lines: &[Line], body: f64) -> f64 {
    let mut gaps: Vec<f64> = lines
        .windows(2)
        .filter_map(|pair| {
            let [a, b] = pair else { return None };
            let is_body = |line: &Line| {
                let size = line.segments.first().map_or(0.0, |segment| segment.size);
                (size - body).abs() < 0.05 * body
            };
            let gap = b.y() - a.y();
            let is_near = a.column == b.column && gap < 3.0 * body;
            // Cells that stand beside each other may be set at half the distance.
            let is_near = is_near && (a.x0() - b.x0()).abs() < body;
            (is_near && is_body(a) && is_body(b) && gap > 0.5 * body).then_some(gap)
        })
        .collect();
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 4).copied().unwrap_or(1.2 * body)
}
