//! Writes a document block by block: folds white space, keeps the line of every word, closes what was left open.

use super::label;
use super::{Block, BlockKind, Document, Lines, Link, Span};

/// A document that is being written.
#[derive(Default)]
pub(super) struct Builder {
    document: Document,
    open: Option<Open>,
    /// Whether the words that come are bold; a bold run may go on over several blocks.
    in_bold: bool,
}

/// The block that is being written.
struct Open {
    kind: BlockKind,
    start: usize,
    /// Where the words begin after the number that a list gives them.
    after_number: usize,
    lines: Option<Lines>,
    space_is_due: bool,
    bold_since: Option<usize>,
    link_since: Option<(usize, String)>,
    cell_since: Option<usize>,
    bold: Vec<Span>,
    links: Vec<Link>,
    cells: Vec<Span>,
}

/// Characters that take no room: a block of nothing else is blank.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// Whether `c` only tells where a word may be parted at the end of a line, or may not: the word is the same without it.
/// What joins letters or turns their direction is kept.
fn is_break_hint(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Whether `words` show nothing on the page.
pub(super) fn is_blank(words: &str) -> bool {
    words.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

impl Builder {
    pub(super) fn new(source: &str) -> Self {
        let mut builder = Self::default();
        builder.document.text.reserve(source.len());
        builder
    }

    pub(super) fn finish(mut self) -> Document {
        self.end();
        self.document
    }

    pub(super) fn document_mut(&mut self) -> &mut Document {
        &mut self.document
    }

    /// Starts a block, after ending the one before.
    pub(super) fn begin(&mut self, kind: BlockKind) {
        self.end();
        let start = self.document.text.len();
        self.open = Some(Open {
            kind,
            start,
            after_number: start,
            lines: None,
            space_is_due: false,
            bold_since: self.in_bold.then_some(start),
            link_since: None,
            cell_since: None,
            bold: Vec::new(),
            links: Vec::new(),
            cells: Vec::new(),
        });
    }

    /// The kind of the block that is being written.
    pub(super) fn open_kind(&self) -> Option<BlockKind> {
        self.open.as_ref().map(|open| open.kind)
    }

    /// The words of the block that is being written, so far, without the number that a list gives it.
    pub(super) fn open_words(&self) -> &str {
        self.open.as_ref().map_or("", |open| {
            let words = self.document.text.get(open.after_number..);
            words.unwrap_or_default().trim_start()
        })
    }

    /// Whether nothing but a bullet stands in the block that is being written, so far.
    pub(super) fn open_is_bullet(&self) -> bool {
        self.open.as_ref().is_some_and(|open| {
            let words = self.document.text.get(open.start..);
            words.is_some_and(label::is_bullet)
        })
    }

    /// Whether all words of the block that is being written are bold, so far.
    pub(super) fn open_is_bold(&self) -> bool {
        self.open.as_ref().is_some_and(|open| {
            let end = self.document.text.len();
            let written = open
                .bold
                .iter()
                .copied()
                .chain(open.bold_since.map(|start| Span::new(start, end)));
            covers_words(
                &self.document.text,
                Span::new(open.after_number, end),
                written,
            )
        })
    }

    /// Whether the open block is an item that only names what the next paragraph explains.
    ///
    /// A numbered name that is not set in bold may well be a heading.
    pub(super) fn open_is_term(&self) -> bool {
        const LONGEST: usize = 80;
        let Some(open) = &self.open else {
            return false;
        };
        let words = self.open_words();
        let is_numbered = open.after_number > open.start;
        let is_unfinished = !words.ends_with(['.', '!', '?', ':', ';', ',']) && !is_numbered;
        let names = !words.is_empty() && words.len() <= LONGEST;
        let is_item = matches!(open.kind, BlockKind::Item(_));
        is_item && names && (is_unfinished || self.open_is_bold())
    }

    /// Adds words that stand on `line`, or begin there and go on over the lines after it.
    pub(super) fn words(&mut self, words: &str, line: usize) {
        let Some(open) = self.open.as_mut() else {
            return;
        };
        let text = &mut self.document.text;
        let mut line = line;
        let mut rest = words;
        while !rest.is_empty() {
            let word_end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let (word, after) = rest.split_at(word_end);
            let word = if text.len() == open.start {
                word.trim_start_matches(is_invisible)
            } else {
                word
            };
            if !word.chars().all(is_break_hint) {
                if open.space_is_due && text.len() > open.start {
                    text.push(' ');
                }
                open.space_is_due = false;
                let here = Lines::one(line);
                if open.lines.is_none_or(|lines| lines.end() != here.end()) {
                    self.document.line_map.push(text.len(), line);
                }
                open.lines = Some(open.lines.map_or(here, |lines| lines.join(here)));
                text.extend(word.chars().filter(|c| !is_break_hint(*c)));
            }
            rest = after.trim_start();
            let gap = after.get(..after.len() - rest.len()).unwrap_or_default();
            line += gap.bytes().filter(|byte| *byte == b'\n').count();
            open.space_is_due |= !gap.is_empty();
        }
    }

    /// Adds the number that a list gives the item which begins on `line`.
    pub(super) fn number(&mut self, number: u64, line: usize) {
        self.marker(&format!("{number}."), line);
    }

    /// Adds what a list counts the item with which begins on `line`.
    pub(super) fn marker(&mut self, marker: &str, line: usize) {
        self.words(marker, line);
        self.space();
        let end = self.document.text.len();
        if let Some(open) = self.open.as_mut() {
            open.after_number = end;
        }
    }

    /// Parts the words that come from those before.
    pub(super) fn space(&mut self) {
        if let Some(open) = self.open.as_mut() {
            open.space_is_due = true;
        }
    }

    /// Counts `line` to the block although no word of it stands there.
    pub(super) fn also_line(&mut self, line: usize) {
        if let Some(lines) = self.open.as_mut().and_then(|open| open.lines.as_mut()) {
            *lines = lines.join(Lines::one(line));
        }
    }

    pub(super) fn begin_bold(&mut self) {
        self.in_bold = true;
        let end = self.document.text.len();
        if let Some(open) = self.open.as_mut() {
            open.bold_since.get_or_insert(end);
        }
    }

    pub(super) fn end_bold(&mut self) {
        self.in_bold = false;
        let text = &self.document.text;
        if let Some(open) = self.open.as_mut() {
            open.close_bold(text);
        }
    }

    pub(super) fn begin_link(&mut self, target: &str) {
        let end = self.document.text.len();
        if let Some(open) = self.open.as_mut() {
            open.link_since = Some((end, target.to_owned()));
        }
    }

    pub(super) fn end_link(&mut self) {
        let text = &self.document.text;
        if let Some(open) = self.open.as_mut() {
            open.close_link(text);
        }
    }

    pub(super) fn begin_cell(&mut self) {
        let first = self.open.as_ref().is_some_and(|open| open.cells.is_empty());
        if !first {
            self.document.text.push_str(" |");
            self.space();
        }
        let end = self.document.text.len();
        if let Some(open) = self.open.as_mut() {
            open.cell_since = Some(end);
        }
    }

    pub(super) fn end_cell(&mut self) {
        let text = &self.document.text;
        if let Some(open) = self.open.as_mut()
            && let Some(start) = open.cell_since.take()
        {
            open.cells.push(trimmed(text, Span::new(start, text.len())));
            open.space_is_due = false;
        }
    }

    /// Ends the block; one without words leaves no trace.
    pub(super) fn end(&mut self) {
        let Some(mut open) = self.open.take() else {
            return;
        };
        let text = &mut self.document.text;
        open.close_bold(text);
        open.close_link(text);
        let written = text.get(open.start..).unwrap_or_default();
        let kept = written
            .trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c))
            .len();
        let has_words = written.chars().any(char::is_alphanumeric);
        let Some(lines) = open.lines.filter(|_| has_words) else {
            text.truncate(open.start);
            self.document.line_map.truncate(open.start);
            return;
        };
        text.truncate(open.start + kept);
        let whole = Span::new(open.start, text.len());
        let label = match open.kind {
            BlockKind::FirstRow | BlockKind::HeadRow | BlockKind::Row => None,
            _ => label::parse(text, whole),
        };
        let (label, start) =
            label.map_or((None, whole.start()), |(label, rest)| (Some(label), rest));
        open.clip(whole.end());
        text.push('\n');
        self.document.blocks.push(Block {
            kind: open.kind,
            span: Span::new(start, whole.end()),
            label,
            lines,
            bold: open.bold,
            links: open.links,
            cells: open.cells,
        });
    }
}

impl Open {
    fn close_bold(&mut self, text: &str) {
        let Some(start) = self.bold_since.take() else {
            return;
        };
        let run = trimmed(text, Span::new(start, text.len()));
        if run.is_empty() {
            return;
        }
        match self.bold.last_mut() {
            Some(last) if is_blank(Span::new(last.end(), run.start()).of(text)) => {
                *last = last.join(run)
            }
            _ => self.bold.push(run),
        }
    }

    fn close_link(&mut self, text: &str) {
        let Some((start, target)) = self.link_since.take() else {
            return;
        };
        let words = trimmed(text, Span::new(start, text.len()));
        if !words.is_empty() {
            self.links.push(Link { words, target });
        }
    }

    /// Cuts what was noted at `end`, behind which invisible characters were dropped.
    fn clip(&mut self, end: usize) {
        let clip = |span: &mut Span| *span = Span::new(span.start().min(end), span.end().min(end));
        self.bold.iter_mut().for_each(clip);
        self.cells.iter_mut().for_each(clip);
        self.links.iter_mut().for_each(|link| clip(&mut link.words));
    }
}

/// `span` without white space and invisible characters at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let ignored = |c: char| c.is_whitespace() || is_invisible(c);
    let words = span.of(text);
    let start = span.start() + (words.len() - words.trim_start_matches(ignored).len());
    Span::new(start, start + words.trim_matches(ignored).len())
}

/// Whether all letters and digits of `span` lie in one of `parts`, which are in order.
pub(super) fn covers_words(text: &str, span: Span, parts: impl Iterator<Item = Span>) -> bool {
    let bare =
        |from: usize, to: usize| !Span::new(from, to).of(text).contains(char::is_alphanumeric);
    let mut reached = span.start();
    let mut any = false;
    for part in parts {
        if part.start() > reached && !bare(reached, part.start()) {
            return false;
        }
        any |= !part.is_empty();
        reached = reached.max(part.end());
    }
    any && bare(reached, span.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(write: impl FnOnce(&mut Builder)) -> Document {
        let mut builder = Builder::new("");
        write(&mut builder);
        builder.finish()
    }

    #[test]
    fn white_space_is_folded_and_the_lines_are_kept() {
        let document = built(|b| {
            b.begin(BlockKind::Paragraph);
            b.words("  We\u{a0}keep \t", 3);
            b.words("data\n  for 30 days ", 4);
        });
        assert_eq!(document.text, "We keep data for 30 days\n");
        assert_eq!(document.blocks[0].lines, Lines::new(3, 6));
        let days = document.text.find("30").unwrap();
        assert_eq!(document.line_map.line_at(days), 5);
        assert_eq!(document.line_map.line_at(days - 5), 4);
    }

    #[test]
    fn a_block_of_invisible_characters_leaves_no_trace() {
        let document = built(|b| {
            b.begin(BlockKind::Paragraph);
            b.words("\u{200b} \u{feff}", 0);
            b.begin(BlockKind::Paragraph);
            b.words("\u{200d}Data\u{200b}", 1);
        });
        assert_eq!(document.text, "Data\n");
        assert_eq!(document.blocks.len(), 1);
    }

    #[test]
    fn a_block_that_was_dropped_leaves_no_lines_behind() {
        let document = built(|b| {
            b.begin(BlockKind::Paragraph);
            b.words("= - =", 0);
            b.begin(BlockKind::Paragraph);
            b.words("A", 7);
        });
        assert_eq!(document.line_map.lines_of(Span::new(0, 1)), Lines::one(7));
    }

    #[test]
    fn joiners_and_bidi_characters_inside_words_stay() {
        let document = built(|b| {
            b.begin(BlockKind::Paragraph);
            b.words("na\u{200c}me \u{200d}\u{202e}data \u{7}x", 0);
        });
        assert_eq!(document.text, "na\u{200c}me \u{200d}\u{202e}data \u{7}x\n");
    }

    #[test]
    fn hints_where_a_word_may_be_parted_are_dropped() {
        let document = built(|b| {
            b.begin(BlockKind::Paragraph);
            b.words(
                "era\u{ad}sure of\u{200b} per\u{2060}sonal \u{ad} da\u{feff}ta\u{ad}",
                0,
            );
        });
        assert_eq!(document.text, "erasure of personal data\n");
    }

    #[test]
    fn a_bold_run_over_two_blocks_is_bold_in_both() {
        let document = built(|b| {
            b.begin(BlockKind::Paragraph);
            b.begin_bold();
            b.words("Use", 0);
            b.begin(BlockKind::Paragraph);
            b.words("Sharing", 1);
            b.end_bold();
            b.words(" of data", 1);
        });
        let bold: Vec<_> = document
            .blocks
            .iter()
            .flat_map(|b| &b.bold)
            .map(|s| s.of(&document.text))
            .collect();
        assert_eq!(bold, ["Use", "Sharing"]);
    }

    #[test]
    fn cells_are_parted_by_a_bar() {
        let document = built(|b| {
            b.begin(BlockKind::Row);
            for cell in ["Stripe", "", " Ireland "] {
                b.begin_cell();
                b.words(cell, 0);
                b.end_cell();
            }
        });
        assert_eq!(document.text, "Stripe | | Ireland\n");
        let cells: Vec<_> = document.blocks[0]
            .cells
            .iter()
            .map(|s| s.of(&document.text))
            .collect();
        assert_eq!(cells, ["Stripe", "", "Ireland"]);
    }
}
