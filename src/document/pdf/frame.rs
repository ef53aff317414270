//! What stands at the head and the foot of each page and is no part of the text: titles that run on, numbers of pages.

use std::collections::HashMap;

use super::columns::Cells;
use super::glyphs::{Glyph, Page};
use super::segments::{self, Segment};

/// Lines from the edge of a page that may belong to its frame.
const LINES: usize = 3;

/// The frame of a page has no more parts.
const MOST: usize = 100;

/// Takes the frames of all pages away.
pub(super) fn take_away(pages: &mut [Page]) {
    let segments: Vec<Vec<Segment>> = pages.iter().map(across).collect();
    let mut seen: HashMap<(Edge, String), usize> = HashMap::new();
    for segments in &segments {
        let mut shapes: Vec<_> = at_edges(segments)
            .into_iter()
            .map(|(_, shape)| shape)
            .collect();
        shapes.sort();
        shapes.dedup();
        for shape in shapes {
            *seen.entry(shape).or_default() += 1;
        }
    }
    let count = pages.len();
    for (page, segments) in pages.iter_mut().zip(&segments) {
        let repeats = |shape: &(Edge, String)| {
            let times = seen.get(shape).copied().unwrap_or_default();
            times > 1 && times * 2 >= count && !is_page_number(&shape.1)
        };
        let (mut framing, others): (Vec<_>, Vec<_>) = at_edges(segments)
            .into_iter()
            .partition(|(_, shape)| repeats(shape));
        // A number beside words that are no frame is one of a table.
        let is_alone = |segment: &Segment| {
            let beside = |other: &&Segment| segment.y == other.y && segment.x0 != other.x0;
            let is_framing = |other: &Segment| {
                framing
                    .iter()
                    .any(|(framing, _)| std::ptr::eq(*framing, other))
            };
            segments.iter().filter(beside).all(is_framing)
        };
        let numbers = others
            .into_iter()
            .filter(|(segment, shape)| is_page_number(&shape.1) && is_alone(segment));
        let numbers: Vec<_> = numbers.collect();
        framing.extend(numbers);
        framing.truncate(MOST);
        let is_framing = |glyph: &Glyph| framing.iter().any(|(segment, _)| segment.holds(glyph));
        page.glyphs.retain(|glyph| !is_framing(glyph));
    }
}

/// The segments of a page, its lines taken from edge to edge.
fn across(page: &Page) -> Vec<Segment> {
    let lines = segments::lines(page.glyphs.iter().collect());
    let segments = lines
        .iter()
        .flat_map(|line| segments::of(line, &Cells::default(), &[]));
    segments.collect()
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Edge {
    Head,
    Foot,
}

/// The segments near the edges of a page, each with its words, figures made alike.
fn at_edges(page: &[Segment]) -> Vec<(&Segment, (Edge, String))> {
    let mut lines: Vec<f64> = page.iter().map(|segment| segment.y).collect();
    lines.dedup_by(|a, b| (*a - *b).abs() < 2.0);
    let head = lines.get(LINES - 1).copied().unwrap_or(f64::MAX);
    let foot = lines
        .iter()
        .rev()
        .nth(LINES - 1)
        .copied()
        .unwrap_or(f64::MIN);
    let mut found = Vec::new();
    for segment in page {
        let shape = segment.text().replace(|c: char| c.is_ascii_digit(), "0");
        if segment.y <= head + 1.0 {
            found.push((segment, (Edge::Head, shape.clone())));
        }
        if segment.y >= foot - 1.0 {
            found.push((segment, (Edge::Foot, shape)));
        }
    }
    found
}

/// Whether `shape` is that of "3", "- 3 -", "3/12" or "Page 3 of 12".
fn is_page_number(shape: &str) -> bool {
    let bare: String = shape
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            if word.chars().all(|c| c == '0') {
                "0"
            } else {
                word
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    matches!(
        bare.as_str(),
        "0" | "0 0" | "page 0" | "page 0 of 0" | "0 of 0"
    ) && shape.chars().filter(|c| *c == '0').count() <= 8
        && !shape.ends_with('.')
}
