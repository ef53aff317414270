//! Lines to blocks: paragraphs, headings, items and rows.

use super::fonts;
use super::hyphen::{self, Words};
use super::measure::Measure;
use super::order::{Line, Part};
use super::segments::{Run, Segment};
use super::table::{self, Cell};
use crate::document::builder::Builder;
use crate::document::{BlockKind, Document, Span, label, lines};

/// Deeper items count as this deep.
const DEEPEST: usize = 32;

/// The blocks of `parts`, which are in reading order, numbered from line to line.
pub(super) fn write(parts: &[Part]) -> Document {
    let parts: Vec<Written> = parts.iter().map(Written::of).collect();
    let texts: Vec<String> = parts.iter().flat_map(Written::texts).collect();
    let lines: Vec<&[Line]> = parts.iter().filter_map(Written::lines).collect();
    let mut writer = Writer {
        measure: Measure::of(&lines.concat()),
        words: Words::of(&texts),
        builder: Builder::new(""),
        items: Vec::new(),
    };
    for part in &parts {
        match part {
            Written::Lines(lines) => writer.write(lines),
            Written::Rows(rows) => writer.write_rows(rows),
        }
    }
    let mut document = writer.builder.finish();
    let pages = std::mem::take(&mut document.line_map);
    let gaps = lines::gaps(&document.blocks);
    lines::number(&mut document, &gaps);
    document.line_map.set_pages(pages);
    document
}

/// A part with the bullets of its lines put to the words after them.
enum Written {
    Lines(Vec<Line>),
    Rows(Vec<Vec<Cell>>),
}

impl Written {
    fn of(part: &Part) -> Self {
        let cell = |lines: &Vec<Line>| -> Cell {
            let lines = lines.iter().cloned().map(with_marker);
            let segments = lines.flat_map(|line| {
                let segments = line.segments.into_iter();
                segments.map(move |segment| (segment, line.page))
            });
            segments.collect()
        };
        match part {
            Part::Lines(lines) => Self::Lines(lines.iter().cloned().map(with_marker).collect()),
            Part::Rows(rows) => {
                let rows = rows.cells.iter();
                Self::Rows(rows.map(|row| row.iter().map(cell).collect()).collect())
            }
        }
    }

    fn lines(&self) -> Option<&[Line]> {
        match self {
            Self::Lines(lines) => Some(lines),
            Self::Rows(_) => None,
        }
    }

    fn texts(&self) -> Vec<String> {
        match self {
            Self::Lines(lines) => lines.iter().map(|line| line.text.clone()).collect(),
            Self::Rows(rows) => {
                let segments = rows.iter().flatten().flatten();
                segments.map(|(segment, _)| segment.text()).collect()
            }
        }
    }
}

/// The line with its bullet or number put to the words after it.
fn with_marker(line: Line) -> Line {
    line.with(|segments| {
        let Some(first) = segments.first() else {
            return;
        };
        let words = first.text();
        let is_near = |next: &Segment| next.x0 - first.x1 < 4.0 * first.size;
        let is_alone = segments.get(1).is_some_and(is_near);
        if is_alone && is_bullet(&words) {
            segments.remove(0);
            segments[0].has_dot = true;
        } else if is_alone && is_number(&words) {
            let next = segments.remove(1);
            segments[0].append(next);
            segments[0].is_labelled = true;
        } else if let Some(bullet) = words.chars().next().filter(|c| is_bullet_sign(*c)) {
            let first = &mut segments[0];
            if let Some(run) = first.runs.first_mut() {
                run.text = run.text.trim_start_matches(bullet).trim_start().to_owned();
            }
            first.x0 = first.second_word;
            first.has_dot = true;
        }
    })
}

/// Whether `line` and what follows it are both bold, both not, or meet in one weight.
fn keeps_weight(line: &Line, next: &Segment) -> bool {
    let (Some(first), Some(last)) = (line.segments.first(), line.segments.last()) else {
        return false;
    };
    let meeting = (last.runs.last(), next.runs.first());
    let meet = matches!(meeting, (Some(a), Some(b)) if a.is_bold == b.is_bold);
    first.is_bold() == next.is_bold() || meet
}

fn depth(items_above: usize) -> u8 {
    u8::try_from(items_above.min(DEEPEST)).unwrap_or(u8::MAX)
}

fn is_bullet(words: &str) -> bool {
    let mut signs = words.chars();
    let sign = signs.next();
    signs.next().is_none()
        && sign.is_some_and(|c| is_bullet_sign(c) || "-–—*o".contains(c) || c == fonts::UNKNOWN)
}

/// Signs that are bullets wherever they stand at the head of a line; fonts of signs have them in places of their own.
fn is_bullet_sign(c: char) -> bool {
    label::is_bullet_sign(c) || ('\u{e000}'..='\u{f8ff}').contains(&c)
}

fn is_number(words: &str) -> bool {
    let probe = format!("{words} x");
    let label = label::parse(&probe, Span::new(0, probe.len()));
    label.is_some_and(|(_, rest)| rest >= words.len())
}

/// How words end: whole, or with a hyphen that parts the last one from what comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Whole,
    Parted,
}

struct Writer {
    measure: Measure,
    words: Words,
    builder: Builder,
    /// How far the words of the open items stand in.
    items: Vec<f64>,
}

impl Writer {
    fn write(&mut self, lines: &[Line]) {
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            if let Some(table) = table::at_head(&lines[at..], self.measure.leading) {
                at += table.lines;
                self.write_rows(&table.rows);
                continue;
            }
            let kind = self.kind(line);
            self.builder.begin(kind);
            at = self.write_block(lines, at, kind);
        }
    }

    /// Writes the block that begins with line `at`; returns the line after it.
    fn write_block(&mut self, lines: &[Line], mut at: usize, kind: BlockKind) -> usize {
        while let Some(line) = lines.get(at) {
            at += 1;
            let next = lines.get(at).filter(|next| self.goes_on(kind, line, next));
            let is_parted = next.is_some_and(|next| self.words.was_parted(&line.text, &next.text));
            for (i, segment) in line.segments.iter().enumerate() {
                if i > 0 {
                    self.builder.space();
                }
                let is_last = i + 1 == line.segments.len();
                let end = if is_last && is_parted {
                    End::Parted
                } else {
                    End::Whole
                };
                self.write_runs(&segment.runs, line.page, end);
            }
            if next.is_none() {
                break;
            }
            if !is_parted
                && !self
                    .words
                    .holds_hyphen(&line.text, next.map(|next| next.text.as_str()))
            {
                self.builder.space();
            }
        }
        self.builder.end_bold();
        self.builder.end();
        at
    }

    fn write_runs(&mut self, runs: &[Run], page: usize, end: End) {
        for (i, run) in runs.iter().enumerate() {
            if run.is_bold {
                self.builder.begin_bold();
            } else {
                self.builder.end_bold();
            }
            let words = if end == End::Parted && i + 1 == runs.len() {
                run.text.trim_end_matches(hyphen::HYPHENS)
            } else {
                &run.text
            };
            self.builder.words(words, page);
        }
    }

    /// What a block is that begins with `line`.
    fn kind(&mut self, line: &Line) -> BlockKind {
        const LONGEST: usize = 200;
        let Some(first) = line.segments.first() else {
            return BlockKind::Paragraph;
        };
        let level = self.measure.heading_level(first.size);
        if let Some(level) = level.filter(|_| line.text.chars().count() < LONGEST) {
            self.items.clear();
            return BlockKind::Heading(level);
        }
        let indent = self.measure.indent(line);
        let is_item = first.has_dot || (first.is_labelled && !self.items.is_empty());
        if is_item {
            self.items.retain(|item| *item < indent - 0.5 * first.size);
            let depth = depth(self.items.len());
            self.items.push(indent);
            return BlockKind::Item(depth);
        }
        self.items.retain(|item| *item < indent + 0.5 * first.size);
        if let Some(above) = self.items.len().checked_sub(1) {
            return BlockKind::ItemParagraph(depth(above));
        }
        let by_family = || self.measure.level_by_family(first.family, &line.text);
        let is_alone = line.segments.len() == 1;
        match is_alone.then(by_family).flatten() {
            Some(level) => BlockKind::Heading(level),
            None => BlockKind::Paragraph,
        }
    }

    /// Whether the block of `kind` that holds `line` goes on with `next`.
    fn goes_on(&self, kind: BlockKind, line: &Line, next: &Line) -> bool {
        let (Some(above), Some(below)) = (line.segments.first(), next.segments.first()) else {
            return false;
        };
        let is_heading = matches!(kind, BlockKind::Heading(_));
        let looks_alike = (above.size - below.size).abs() < 0.06 * above.size
            && (!is_heading || above.family == below.family);
        if !looks_alike || below.has_dot || below.is_labelled || next.segments.len() > 1 {
            return false;
        }
        let (said, to_come) = (line.text.as_str(), next.text.as_str());
        let has_ended = said.ends_with(['.', '!', '?', ':', ';']);
        let runs_on = to_come.starts_with(char::is_lowercase) && !has_ended;
        let ends_on_purpose = self.measure.had_room(line, below) && !runs_on;
        let breaks_off = has_ended || ends_on_purpose;
        if line.column != next.column {
            // After an abbreviation: "Art." and "6(1)(b)".
            let first_word = to_come.split_whitespace().next().unwrap_or_default();
            let begins_within =
                first_word.starts_with(|c: char| c.is_lowercase() || c.is_numeric());
            let goes_on = !has_ended || (begins_within && !is_number(first_word));
            return goes_on && !ends_on_purpose && !is_heading;
        }
        let widest = if is_heading {
            1.7 * above.size
        } else {
            1.25 * self.measure.leading.max(above.size)
        };
        let begins_item = |words: &str| words.split_whitespace().next().is_some_and(is_number);
        let step_in = below.x0 - above.x0;
        let is_inner = step_in > 0.8 * below.size;
        let is_beside = step_in.abs() < 0.5 * below.size && begins_item(said);
        if begins_item(to_come) && (is_inner || is_beside) && !is_heading {
            return false;
        }
        let is_near = next.y() - line.y() < widest;
        let hangs = begins_item(said);
        let is_indented = has_ended && below.x0 > above.x0 + 0.8 * below.size && !hangs;
        is_near
            && !is_indented
            && !ends_on_purpose
            && !self.stands_out(kind, next)
            && (keeps_weight(line, below) || (!above.is_bold() && !breaks_off))
    }

    /// Whether `line` stands further to the left than the words of the item that is open.
    fn stands_out(&self, kind: BlockKind, line: &Line) -> bool {
        let is_item = matches!(kind, BlockKind::Item(_) | BlockKind::ItemParagraph(_));
        let size = line.segments.first().map_or(0.0, |first| first.size);
        let stands_out = |item: &f64| self.measure.indent(line) < item - 0.5 * size;
        is_item && self.items.last().is_some_and(stands_out)
    }

    fn write_rows(&mut self, rows: &[Vec<Cell>]) {
        self.items.clear();
        for (i, row) in rows.iter().enumerate() {
            let is_bold = row.iter().flatten().all(|(segment, _)| segment.is_bold());
            self.builder.begin(match i {
                0 if is_bold => BlockKind::HeadRow,
                0 => BlockKind::FirstRow,
                _ => BlockKind::Row,
            });
            for cell in row {
                self.builder.begin_cell();
                self.write_cell(cell);
                self.builder.end_bold();
                self.builder.end_cell();
            }
            self.builder.end();
        }
    }

    fn write_cell(&mut self, cell: &Cell) {
        for (i, (segment, page)) in cell.iter().enumerate() {
            let (said, next) = (segment.text(), cell.get(i + 1).map(|(next, _)| next.text()));
            let is_parted = next
                .as_ref()
                .is_some_and(|next| self.words.was_parted(&said, next));
            let end = if is_parted { End::Parted } else { End::Whole };
            self.write_runs(&segment.runs, *page, end);
            if !is_parted && !self.words.holds_hyphen(&said, next.as_deref()) {
                self.builder.space();
            }
        }
    }
}
