//! Markdown, as people write it and as converters make it from web pages.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::builder::Builder;
use super::tags::{self, Break, Piece};
use super::{BlockKind, Document, label};
use crate::source::Diagnostic;

/// The blocks of a Markdown text.
pub(super) fn parse(source: &str) -> Document {
    let (front, body_start) = front_matter(source);
    let body = source.get(body_start..).unwrap_or_default();
    let mut reader = Reader {
        body,
        builder: Builder::new(source),
        line_starts: line_starts(source),
        offset: body_start,
        lists: Vec::new(),
        place: Place::Flow,
        item: ItemState::None,
        head_rows: 0,
        images: 0,
    };
    reader.front_matter(front, body_start);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        reader.event(event, &range);
    }
    reader.builder.finish()
}

/// What is known while the events of the parser go by.
struct Reader<'a> {
    body: &'a str,
    builder: Builder,
    line_starts: Vec<usize>,
    /// Where the body begins in the source.
    offset: usize,
    /// The next number of each open list; none where it has bullets.
    lists: Vec<List>,
    place: Place,
    item: ItemState,
    /// Rows of the open table that were written.
    head_rows: usize,
    /// How deep the parser is inside images.
    images: usize,
}

struct List {
    next_number: Option<u64>,
    /// How many items with words the list stands in.
    depth: u8,
    /// Whether the open item has written words.
    written: bool,
}

/// Where words go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Into paragraphs.
    Flow,
    /// Into a heading.
    Heading,
    /// Into a table's cell.
    Table,
    /// Into code, line by line.
    Code,
}

/// How far the innermost list item is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ItemState {
    /// There is none.
    None,
    /// Its first block is yet to come.
    Fresh,
    /// Its first block has begun.
    Begun,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.finish(tag, range),
            Event::Text(words) => self.words(&words, range.start),
            Event::Code(words) => self.words(&words, range.start),
            Event::SoftBreak => self.builder.space(),
            Event::HardBreak => self.hard_break(),
            Event::InlineHtml(html) => self.html(&html, range.start, Extent::Inline),
            Event::Rule => self.builder.end(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.paragraph(),
            Tag::Heading { level, .. } => {
                self.place = Place::Heading;
                self.builder.begin(BlockKind::Heading(rank(level)));
            }
            Tag::List(first) => {
                self.builder.end();
                let depth = self
                    .lists
                    .last()
                    .map_or(0, |list| list.depth.saturating_add(u8::from(list.written)));
                self.lists.push(List {
                    next_number: first,
                    depth,
                    written: false,
                });
            }
            Tag::Item => self.item(range),
            Tag::Table(_) => {
                self.builder.end();
                self.place = Place::Table;
                self.head_rows = 0;
            }
            Tag::TableHead => self.builder.begin(BlockKind::HeadRow),
            Tag::TableRow => {
                let kind = if self.head_rows == 0 {
                    BlockKind::FirstRow
                } else {
                    BlockKind::Row
                };
                self.head_rows += 1;
                self.builder.begin(kind);
            }
            Tag::TableCell => self.builder.begin_cell(),
            Tag::CodeBlock(_) => {
                self.builder.end();
                self.place = Place::Code;
            }
            Tag::Strong => self.builder.begin_bold(),
            Tag::Link { dest_url, .. } => self.builder.begin_link(&dest_url),
            Tag::Image { .. } => self.images += 1,
            Tag::HtmlBlock => {
                self.paragraph();
                // Taken whole, for a tag may go on over several lines.
                self.html(
                    self.body.get(range.clone()).unwrap_or_default(),
                    range.start,
                    Extent::Block,
                );
            }
            Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => self.builder.end(),
            _ => {}
        }
    }

    fn finish(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            // An item's paragraph stays open: a short one goes on in the next.
            TagEnd::Paragraph if self.lists.is_empty() => self.builder.end(),
            TagEnd::Heading(_) => {
                // The line of "===" under a heading belongs to it.
                let last = self.line_of(range.end.saturating_sub(1).max(range.start));
                self.builder.also_line(last);
                self.builder.end();
                self.place = Place::Flow;
            }
            TagEnd::List(_) => {
                self.builder.end();
                self.lists.pop();
                self.item = if self.lists.is_empty() {
                    ItemState::None
                } else {
                    ItemState::Begun
                };
            }
            TagEnd::Item => {
                self.builder.end();
                self.item = ItemState::None;
            }
            TagEnd::Table | TagEnd::CodeBlock => {
                self.builder.end();
                self.place = Place::Flow;
            }
            TagEnd::TableHead => {
                let before = self.builder.document_mut().blocks.len();
                self.builder.end();
                // An empty head says nothing: then the first row may be the head.
                self.head_rows = usize::from(self.builder.document_mut().blocks.len() > before);
            }
            TagEnd::TableRow
            | TagEnd::HtmlBlock
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition => {
                self.builder.end();
            }
            TagEnd::TableCell => self.builder.end_cell(),
            TagEnd::Strong => self.builder.end_bold(),
            TagEnd::Link => self.builder.end_link(),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }

    fn item(&mut self, range: &Range<usize>) {
        self.item = ItemState::Fresh;
        let line = self.line_of(range.start);
        let Some(list) = self.lists.last_mut() else {
            return;
        };
        list.written = false;
        let number = list.next_number;
        list.next_number = number.map(|n| n.saturating_add(1));
        self.begin_item();
        if let Some(number) = number {
            self.builder.number(number, line);
        }
    }

    /// Begins the first block of the innermost item.
    fn begin_item(&mut self) {
        let depth = self.lists.last().map_or(0, |list| list.depth);
        self.builder.begin(BlockKind::Item(depth));
    }

    fn paragraph(&mut self) {
        match self.item {
            ItemState::Fresh => self.item = ItemState::Begun,
            ItemState::Begun if self.builder.open_is_term() => self.builder.space(),
            ItemState::Begun => self.begin_item_paragraph(),
            ItemState::None => self.builder.begin(BlockKind::Paragraph),
        }
    }

    fn begin_item_paragraph(&mut self) {
        let depth = self.lists.last().map_or(0, |list| list.depth);
        self.builder.begin(BlockKind::ItemParagraph(depth));
    }

    fn hard_break(&mut self) {
        match self.place {
            Place::Heading | Place::Table | Place::Code => self.builder.space(),
            Place::Flow if self.builder.open_is_term() => self.builder.space(),
            Place::Flow => match self.item {
                ItemState::None => self.builder.begin(BlockKind::Paragraph),
                ItemState::Fresh | ItemState::Begun => self.begin_item_paragraph(),
            },
        }
    }

    fn words(&mut self, words: &str, start: usize) {
        if self.images > 0 {
            return;
        }
        let line = self.line_of(start);
        if self.place == Place::Code {
            self.code(words, line);
            return;
        }
        if self.builder.open_kind().is_none() {
            // Tight items and text after a nested list have no paragraph of their own.
            match self.item {
                ItemState::Fresh => self.begin_item(),
                ItemState::Begun => self.begin_item_paragraph(),
                ItemState::None => self.builder.begin(BlockKind::Paragraph),
            }
        }
        if self.item == ItemState::Fresh {
            self.item = ItemState::Begun;
        }
        if let Some(list) = self.lists.last_mut() {
            list.written = true;
        }
        // What a converter broke off, or made an item of, may begin with a bullet of its own.
        let begins = self.builder.open_words().is_empty();
        match (
            label::after_bullet(words).filter(|_| begins),
            self.builder.open_kind(),
        ) {
            (Some(rest), Some(BlockKind::Paragraph)) => {
                self.builder.begin(BlockKind::Item(0));
                self.builder.words(rest, line);
            }
            (Some(rest), Some(BlockKind::Item(_))) => self.builder.words(rest, line),
            _ => self.builder.words(words, line),
        }
    }

    /// Each line of code is a block of its own: code blocks in policies are lists and tables that lost their form.
    fn code(&mut self, words: &str, line: usize) {
        for (i, words) in words.split('\n').enumerate() {
            if i > 0 || self.builder.open_kind().is_none() {
                self.builder.begin(BlockKind::Paragraph);
            }
            self.builder.words(words, line + i);
        }
    }

    fn html(&mut self, html: &str, start: usize, extent: Extent) {
        for piece in tags::pieces(html) {
            match (piece, extent) {
                (Piece::Words(words, at), _) => self.words(words, start + at),
                (Piece::Character(character, at), _) => {
                    self.words(character.encode_utf8(&mut [0; 4]), start + at)
                }
                (Piece::Break(kind), Extent::Block) => self.builder.begin(match kind {
                    Break::Paragraph | Break::Cell => BlockKind::Paragraph,
                    Break::Item => BlockKind::Item(0),
                    Break::Heading(level) => BlockKind::Heading(level),
                }),
                (Piece::Space | Piece::Break(_), _) => self.builder.space(),
            }
        }
    }

    fn line_of(&self, offset: usize) -> usize {
        self.line_starts
            .partition_point(|start| *start <= offset + self.offset)
            .saturating_sub(1)
    }

    fn front_matter(&mut self, front: &str, length: usize) {
        if length == 0 {
            return;
        }
        let document = self.builder.document_mut();
        let pairs = front.lines().filter_map(|line| line.split_once([':', '=']));
        document.front_matter = pairs
            .map(|(key, value)| {
                (
                    key.trim().to_lowercase(),
                    value.trim().trim_matches(['"', '\'']).to_owned(),
                )
            })
            .collect();
        let lines = front.lines().count() + 2;
        let message =
            format!("lines 1-{lines} are front matter; they are no part of the policy's text");
        document
            .diagnostics
            .push(Diagnostic::note(Some(0), message));
    }
}

/// Whether HTML stands inside a paragraph or is one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    Block,
    Inline,
}

fn rank(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn line_starts(source: &str) -> Vec<usize> {
    std::iter::once(0)
        .chain(
            source
                .bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .map(|(i, _)| i + 1),
        )
        .collect()
}

/// What stands between the fences at the head of `source`, and where the body begins.
fn front_matter(source: &str) -> (&str, usize) {
    for fence in ["---", "+++"] {
        let Some(rest) = source
            .strip_prefix(fence)
            .and_then(|rest| rest.strip_prefix('\n'))
        else {
            continue;
        };
        let start = source.len() - rest.len();
        let mut at = start;
        for line in rest.split_inclusive('\n') {
            if line.trim_end() == fence || line.trim_end() == "..." {
                return (source.get(start..at).unwrap_or_default(), at + line.len());
            }
            let belongs = line.trim().is_empty()
                || line.starts_with([' ', '\t', '-', '#'])
                || line.contains([':', '=']);
            if !belongs {
                break;
            }
            at += line.len();
        }
    }
    ("", 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::*;

    fn blocks(source: &str) -> Vec<(BlockKind, String, [usize; 2])> {
        let document = parse(source);
        let shown = |b: &super::super::Block| {
            (
                b.kind,
                document.words(b).to_owned(),
                b.lines.first_and_last(),
            )
        };
        document.blocks.iter().map(shown).collect()
    }

    fn block(kind: BlockKind, words: &str, lines: [usize; 2]) -> (BlockKind, String, [usize; 2]) {
        (kind, words.to_owned(), lines)
    }

    #[test]
    fn headings_of_both_kinds_lose_anchors_and_escapes() {
        let source = "[](#p)Privacy *Policy*\n====\n\n### [](#1)1\\. INFORMATION\n";
        assert_eq!(
            blocks(source),
            [
                block(Heading(1), "Privacy Policy", [1, 2]),
                block(Heading(3), "INFORMATION", [4, 4])
            ]
        );
        assert_eq!(parse(source).text, "Privacy Policy\n1. INFORMATION\n");
    }

    #[test]
    fn a_paragraph_over_three_lines_is_one_block_and_hard_breaks_part_it() {
        assert_eq!(
            blocks("We keep\ndata\nlong.  \nAcme Inc.\\\nBerlin\n"),
            [
                block(Paragraph, "We keep data long.", [1, 3]),
                block(Paragraph, "Acme Inc.", [4, 4]),
                block(Paragraph, "Berlin", [5, 5])
            ]
        );
    }

    #[test]
    fn broken_off_lines_with_bullets_are_items() {
        assert_eq!(
            blocks("We collect:  \n\\-your name;  \n\\- your phone.\n"),
            [
                block(Paragraph, "We collect:", [1, 1]),
                block(Item(0), "your name;", [2, 2]),
                block(Item(0), "your phone.", [3, 3])
            ]
        );
    }

    #[test]
    fn an_item_with_a_second_bullet_loses_both() {
        assert_eq!(blocks("* ● Access\n"), [block(Item(0), "Access", [1, 1])]);
    }

    #[test]
    fn nested_and_loose_items_know_their_depth() {
        let source = "*   One is said here.\n\n    More on one.\n    *   Two\n*   **Term**\n\n    explained.\n";
        assert_eq!(
            blocks(source),
            [
                block(Item(0), "One is said here.", [1, 1]),
                block(ItemParagraph(0), "More on one.", [3, 3]),
                block(Item(1), "Two", [4, 4]),
                block(Item(0), "Term explained.", [5, 7]),
            ]
        );
    }

    #[test]
    fn an_item_without_words_does_not_nest() {
        assert_eq!(
            blocks("* * one\n  * two\n"),
            [block(Item(0), "one", [1, 1]), block(Item(0), "two", [2, 2])]
        );
    }

    #[test]
    fn ordered_items_keep_their_number_as_a_label() {
        let document = parse("3.  Access\n4.  Erasure\n");
        let labels: Vec<_> = document
            .blocks
            .iter()
            .map(|b| b.label.map(|l| l.span.of(&document.text)))
            .collect();
        assert_eq!(labels, [Some("3"), Some("4")]);
        assert_eq!(document.words(&document.blocks[1]), "Erasure");
    }

    #[test]
    fn rows_keep_their_cells_and_know_the_head() {
        let document = parse("| Name | Where |\n| --- | --- |\n| Stripe | IE<br>US |\n| X |\n");
        let kinds: Vec<_> = document.blocks.iter().map(|b| b.kind).collect();
        assert_eq!(kinds, [HeadRow, Row, Row]);
        assert_eq!(document.text, "Name | Where\nStripe | IE US\nX |\n");
        assert_eq!(document.blocks[1].lines.first_and_last(), [3, 3]);
    }

    #[test]
    fn the_first_row_under_an_empty_head_is_told() {
        let kinds: Vec<_> = blocks("|  |  |\n| --- | --- |\n| A | B |\n| C | D |\n")
            .into_iter()
            .map(|b| b.0)
            .collect();
        assert_eq!(kinds, [FirstRow, Row]);
    }

    #[test]
    fn front_matter_is_no_text_but_is_kept() {
        let document = parse("---\ntitle: \"Privacy Policy\"\ndate: 2024-05-01\n---\n\nText\n");
        assert_eq!(document.text, "Text\n");
        assert_eq!(document.blocks[0].lines.first_and_last(), [6, 6]);
        assert_eq!(
            document.front_matter[0],
            ("title".to_owned(), "Privacy Policy".to_owned())
        );
        assert_eq!(document.diagnostics.len(), 1);
    }

    #[test]
    fn a_rule_at_the_head_is_no_front_matter() {
        assert_eq!(
            blocks("---\n\nWe keep data\n\n---\n"),
            [block(Paragraph, "We keep data", [3, 3])]
        );
    }

    #[test]
    fn html_blocks_lose_their_tags() {
        assert_eq!(
            blocks("<div>\n<h2>Data</h2>\n<p>We <b>keep</b> it.</p>\n</div>\n"),
            [
                block(Heading(2), "Data", [2, 2]),
                block(Paragraph, "We keep it.", [3, 3])
            ]
        );
    }

    #[test]
    fn links_keep_words_and_target_and_images_go() {
        let document = parse("![logo](x.png) See [our *terms*](/t) [](#a)");
        let block = &document.blocks[0];
        assert_eq!(document.words(block), "See our terms");
        assert_eq!(block.links.len(), 1);
        assert_eq!(block.links[0].words.of(&document.text), "our terms");
        assert_eq!(block.links[0].target, "/t");
    }
}
