//! Places in a text: byte spans inside the program, line numbers at its edges.

use std::fmt;
use std::ops::Range;

/// A byte range of a text, half open, always on character borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The span from `start` up to and without `end`; empty at `start` where `end` lies before it.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// The byte after the last one.
    pub fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words of `text` that the span covers, or nothing where it does not fit into `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The span moved right by `bytes`.
    pub fn shifted(self, bytes: usize) -> Self {
        Self {
            start: self.start + bytes,
            end: self.end + bytes,
        }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Whole lines of a source, counted from 0 and half open; shown to people from 1 and inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lines {
    start: usize,
    end: usize,
}

impl Lines {
    /// The lines from `start` up to and without `end`, at least one.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: end.max(start + 1),
        }
    }

    /// The one line `line`.
    pub fn one(line: usize) -> Self {
        Self::new(line, line + 1)
    }

    /// The first line, counted from 0.
    pub fn start(self) -> usize {
        self.start
    }

    /// The line after the last one, counted from 0.
    pub fn end(self) -> usize {
        self.end
    }

    /// First and last line as people count them: from 1, inclusive.
    pub fn first_and_last(self) -> [usize; 2] {
        [self.start + 1, self.end]
    }

    /// The smallest run of lines that covers both.
    pub fn join(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first_and_last() {
            [first, last] if first == last => write!(f, "line {first}"),
            [first, last] => write!(f, "lines {first}-{last}"),
        }
    }
}

/// Which line of the source each place of a policy's text comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineMap {
    /// `(offset in the text, line of the source)`, both ascending.
    starts: Vec<(usize, usize)>,
    /// The same with pages; empty where the source has none.
    pages: Vec<(usize, usize)>,
}

impl LineMap {
    /// Notes that the text from `offset` on comes from `line` (counted from 0).
    ///
    /// Calls come in ascending order of offset; a second call for one offset replaces the first.
    pub fn push(&mut self, offset: usize, line: usize) {
        match self.starts.last_mut() {
            Some(last) if last.0 == offset => last.1 = line,
            _ => self.starts.push((offset, line)),
        }
    }

    /// Notes the pages that the text comes from: those that `pages` gives as lines.
    pub(super) fn set_pages(&mut self, pages: Self) {
        self.pages = pages.starts;
    }

    /// The page that the byte at `offset` comes from, counted from 1; none where the source has no pages.
    pub fn page_at(&self, offset: usize) -> Option<usize> {
        let after = self.pages.partition_point(|(start, _)| *start <= offset);
        let (_, page) = self.pages.get(after.checked_sub(1)?)?;
        Some(page + 1)
    }

    /// Forgets where the text from `offset` on comes from.
    pub(super) fn truncate(&mut self, offset: usize) {
        let kept = self.starts.partition_point(|(start, _)| *start < offset);
        self.starts.truncate(kept);
    }

    /// The line that the byte at `offset` comes from, counted from 0.
    pub fn line_at(&self, offset: usize) -> usize {
        let after = self.starts.partition_point(|(start, _)| *start <= offset);
        after
            .checked_sub(1)
            .and_then(|i| self.starts.get(i))
            .map_or(0, |(_, line)| *line)
    }

    /// The lines that `span` comes from.
    pub fn lines_of(&self, span: Span) -> Lines {
        let last = span.end().saturating_sub(1).max(span.start());
        Lines::new(self.line_at(span.start()), self.line_at(last) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_never_ends_before_it_starts() {
        assert!(Span::new(5, 3).is_empty());
        assert_eq!(Span::new(5, 3).of("abcdefgh"), "");
    }

    #[test]
    fn a_span_off_a_character_border_covers_nothing() {
        assert_eq!(Span::new(0, 1).of("é"), "");
    }

    #[test]
    fn lines_are_shown_from_one_and_inclusive() {
        assert_eq!(Lines::one(0).to_string(), "line 1");
        assert_eq!(Lines::new(3, 6).to_string(), "lines 4-6");
    }

    #[test]
    fn a_line_map_finds_the_line_of_every_offset() {
        let mut map = LineMap::default();
        map.push(0, 2);
        map.push(10, 3);
        map.push(20, 7);
        assert_eq!(map.line_at(9), 2);
        assert_eq!(map.line_at(10), 3);
        assert_eq!(map.lines_of(Span::new(5, 21)), Lines::new(2, 8));
        assert_eq!(map.lines_of(Span::new(5, 10)), Lines::one(2));
    }
}
