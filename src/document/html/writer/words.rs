//! How words go into blocks: which belong to the open block, and what the one is that they begin.

use crate::document::builder::is_blank;
use crate::document::{BlockKind, label};

use super::{Break, Listing, Writer};

impl Writer<'_> {
    pub(super) fn text(&mut self, words: &str) {
        if self.preformatted == 0 {
            self.run(words);
            return;
        }
        for (i, line) in words.split('\n').enumerate() {
            if i > 0 {
                self.line_break();
            }
            self.run(line);
        }
    }

    pub(super) fn line_break(&mut self) {
        if self.break_due == Break::None {
            self.break_due = Break::Line;
        } else {
            // Two line ends in a row leave a line empty.
            self.break_due = Break::Gap;
        }
    }

    pub(super) fn run(&mut self, words: &str) {
        if is_blank(words) {
            if self.break_due == Break::None {
                self.builder.space();
            }
            return;
        }
        self.take_bullet_off();
        let words = match self.goes_on(words) {
            true if self.break_due == Break::None => words,
            true => {
                self.builder.space();
                words
            }
            false => self.begin_block(words),
        };
        self.break_due = Break::None;
        if let Some(target) = self.link.as_deref().filter(|_| !self.link_is_begun) {
            self.builder.begin_link(target);
            self.link_is_begun = true;
        }
        self.builder.words(words, 0);
    }

    /// Makes an item of the open block where all that stands there so far is a bullet.
    fn take_bullet_off(&mut self) {
        if self.break_due != Break::None || !self.builder.open_is_bullet() {
            return;
        }
        let kind = match self.builder.open_kind() {
            Some(BlockKind::Paragraph) => BlockKind::Item(0),
            Some(BlockKind::ItemParagraph(depth)) => BlockKind::Item(depth.saturating_add(1)),
            Some(kind @ BlockKind::Item(_)) => kind,
            _ => return,
        };
        // A block without words leaves no trace.
        let gap = self.open_gap;
        self.begin(kind);
        self.open_gap = gap;
    }

    /// Whether `words` belong to the open block.
    fn goes_on(&self, words: &str) -> bool {
        if self.builder.open_kind().is_none() {
            return false;
        }
        let said = self.builder.open_words();
        let in_row = self.is_in_cell();
        let parts_a_sentence = begins_small(words)
            && !said.ends_with(['.', '!', '?', ':', ';'])
            && self.listing == Listing::Closed;
        match self.break_due {
            Break::None => true,
            _ if in_row => true,
            Break::Line if self.heading.is_some() || parts_a_sentence || ends_open(said) => true,
            _ => {
                let is_in_item = self.items.last().is_some_and(|item| !item.is_fresh());
                let names = is_in_item && !self.item_has_ended && self.builder.open_is_term();
                let is_marked = label::after_bullet(words.trim_start()).is_some();
                // What is set in bold over a paragraph heads it.
                let heads = self.break_due == Break::Gap && self.builder.open_is_bold();
                names
                    && !heads
                    && !is_marked
                    && self.listing == Listing::Closed
                    && self.heading.is_none()
            }
        }
    }

    /// Begins the block that `words` are the first of; returns them without their bullet.
    fn begin_block<'w>(&mut self, words: &'w str) -> &'w str {
        let is_announced =
            self.listing == Listing::Open || self.builder.open_words().ends_with(':');
        self.listing = match self.break_due {
            Break::Line if is_announced => Listing::Open,
            _ => Listing::Closed,
        };
        let item = self.items.last();
        let kind = match (self.heading, item) {
            (Some(level), _) => BlockKind::Heading(level),
            (None, Some(item)) => item.block_kind(),
            (None, None) => BlockKind::Paragraph,
        };
        let bare = words.trim_start();
        let is_listed = self.listing == Listing::Open && begins_small(words);
        let bullet = label::after_bullet(bare).or(is_listed.then_some(bare));
        let (kind, words) = match (kind, bullet) {
            (BlockKind::Paragraph, Some(rest)) => (BlockKind::Item(0), rest),
            (BlockKind::ItemParagraph(depth), Some(rest)) => {
                (BlockKind::Item(depth.saturating_add(1)), rest)
            }
            (BlockKind::Item(_), Some(rest)) => (kind, rest),
            _ => (kind, words),
        };
        self.begin(kind);
        let Some(item) = self.items.last_mut() else {
            return words;
        };
        if let Some(marker) = item.take_marker() {
            self.builder.marker(&marker, 0);
        }
        for item in &mut self.items {
            item.begin();
        }
        if let Some(list) = self.lists.last_mut() {
            list.has_words = true;
        }
        words
    }

    pub(super) fn begin(&mut self, kind: BlockKind) {
        self.end();
        let in_line =
            |kind: BlockKind| !matches!(kind, BlockKind::Heading(_) | BlockKind::Paragraph);
        let before = self
            .builder
            .document_mut()
            .blocks
            .last()
            .map(|block| block.kind);
        let runs_on = in_line(kind) && before.is_some_and(in_line);
        self.open_gap = self.break_due == Break::Gap && before.is_some() && !runs_on;
        self.builder.begin(kind);
        self.link_is_begun = false;
        self.item_has_ended = false;
    }

    pub(super) fn end(&mut self) {
        self.builder.end();
        if self.builder.document_mut().blocks.len() > self.gaps.len() {
            self.gaps.push(self.open_gap);
        }
    }
}

/// Whether nothing can end with the last of `words`.
fn ends_open(words: &str) -> bool {
    const JOINTS: [&str; 16] = [
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to",
        "with", "your",
    ];
    let last = words.rsplit(' ').next().unwrap_or_default();
    JOINTS.contains(&last)
}

/// Whether `words` go on in small letters, and not with an address.
fn begins_small(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    first.starts_with(char::is_lowercase) && !first.contains(['@', '/', '.'])
}
