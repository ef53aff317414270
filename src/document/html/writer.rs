//! Writes the blocks of a page: headings, paragraphs, items and rows, in the order of the page.

use crate::document::builder::{Builder, is_blank};
use crate::document::{BlockKind, Document, Span, label};

use super::email;
use super::list::{Item, ItemStyle, List};
use super::looks;
use super::page::Page;
use super::table::Table;
use super::tree::{Kind, NodeId, Step, Tree};

/// The blocks of a page, and what else was seen on the way.
pub(super) struct Written {
    pub(super) document: Document,
    /// For each block whether the page parts it from the one before by more than the end of a line.
    pub(super) gaps: Vec<bool>,
    /// What does not show: after how many blocks it stands, and its words.
    pub(super) hidden: Vec<(usize, String)>,
}

/// The blocks of what `page` keeps of `tree`.
pub(super) fn write(tree: &Tree, page: &Page) -> Written {
    let mut writer = Writer::new(tree, page);
    let mut steps = tree.walk(Tree::ROOT);
    while let Some(step) = steps.next() {
        match step {
            Step::Enter(id) if writer.takes_whole(id) => {
                steps.by_ref().find(|step| *step == Step::Leave(id));
            }
            Step::Enter(id) => writer.enter(id),
            Step::Leave(id) => writer.leave(id),
        }
    }
    writer.end();
    Written {
        gaps: writer.gaps,
        hidden: writer.hidden,
        document: writer.builder.finish(),
    }
}

/// What parts the words that come from those before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Break {
    /// Nothing: they go on.
    None,
    /// The end of a line, by `<br>`.
    Line,
    /// The end of an element that has lines of its own.
    Gap,
}

struct Writer<'a> {
    tree: &'a Tree,
    page: &'a Page,
    /// Nodes that hold a heading.
    over_heading: Vec<bool>,
    /// Nodes that hold a table.
    over_table: Vec<bool>,
    builder: Builder,
    gaps: Vec<bool>,
    hidden: Vec<(usize, String)>,
    break_due: Break,
    /// Whether a gap stands before the open block.
    open_gap: bool,
    heading: Option<u8>,
    lists: Vec<List>,
    items: Vec<Item>,
    /// Whether the item ended that the open block belongs to.
    item_has_ended: bool,
    tables: Vec<Option<Table>>,
    /// Where the open link leads.
    link: Option<String>,
    /// Whether the open block knows of the open link.
    link_is_begun: bool,
    /// How many open elements are bold.
    bold: usize,
    /// How many open elements keep their line ends.
    preformatted: usize,
}

impl<'a> Writer<'a> {
    fn new(tree: &'a Tree, page: &'a Page) -> Self {
        Self {
            tree,
            page,
            over_heading: holders(tree, |id| {
                page.keeps(id) && looks::heading_level(tree, id).is_some()
            }),
            over_table: holders(tree, |id| tree.name(id) == "table"),
            builder: Builder::new(""),
            gaps: Vec::new(),
            hidden: Vec::new(),
            break_due: Break::Gap,
            open_gap: false,
            heading: None,
            lists: Vec::new(),
            items: Vec::new(),
            item_has_ended: false,
            tables: Vec::new(),
            link: None,
            link_is_begun: false,
            bold: 0,
            preformatted: 0,
        }
    }

    /// Deals with a node whose inside is not walked through: what is hidden, and addresses that are written in figures.
    fn takes_whole(&mut self, id: NodeId) -> bool {
        if self.page.hides(id) {
            let words = self.tree.words(id);
            if words.contains(char::is_alphanumeric) {
                let ended = self.builder.document_mut().blocks.len();
                let ends_open =
                    looks::is_block(self.tree, id) && self.builder.open_kind().is_some();
                self.hidden.push((ended + usize::from(ends_open), words));
            }
            return true;
        }
        if self.is_mark_of_anchor(id) {
            return true;
        }
        let address = Some(id)
            .filter(|id| self.page.keeps(*id))
            .and_then(|id| email::written_in_figures(self.tree, id));
        let Some(address) = address else {
            return false;
        };
        if self.tree.name(id) == "a" {
            self.link = Some(format!("mailto:{address}"));
            self.link_is_begun = false;
        }
        self.run(&address);
        if self.tree.name(id) == "a" {
            self.end_link();
        }
        true
    }

    /// Whether `id` is the "#" or "Link to this section" beside a heading.
    fn is_mark_of_anchor(&self, id: NodeId) -> bool {
        let attribute = |name| self.tree.attribute(id, name).unwrap_or_default();
        let is_anchor = self.tree.name(id) == "a" && attribute("href").starts_with('#');
        let is_mark = || {
            attribute("aria-hidden") == "true"
                || !self.tree.words(id).contains(char::is_alphanumeric)
        };
        self.heading.is_some() && is_anchor && is_mark()
    }

    fn enter(&mut self, id: NodeId) {
        if let Kind::Text(words) = self.tree.kind(id) {
            if self.page.keeps(id) {
                self.text(words);
            }
            return;
        }
        if looks::is_block(self.tree, id) {
            self.break_due = Break::Gap;
        }
        if let Some(level) = looks::heading_level(self.tree, id) {
            self.heading = Some(level);
        }
        if self.is_bold(id) {
            self.bold += 1;
            self.builder.begin_bold();
        }
        if looks::keeps_lines(self.tree, id) {
            self.preformatted += 1;
        }
        match self.tree.name(id) {
            "br" => self.line_break(),
            "a" => self.begin_link(id),
            "ul" | "ol" | "dir" | "dl" => {
                let list = List::open(self.tree, id, self.lists.last(), self.items.last());
                self.lists.push(list);
            }
            "li" => self.begin_item(id),
            "dt" => self.begin_term(id),
            "dd" if self.items.last().is_some_and(Item::is_term) => self.break_due = Break::None,
            "table" => {
                let is_plain = !self.over_table[id] && !self.over_heading[id];
                self.tables.push(
                    Some(id)
                        .filter(|_| is_plain)
                        .and_then(|id| Table::of(self.tree, id)),
                );
            }
            "tr" => self.begin_row(id),
            "td" | "th" => self.begin_cell(),
            _ => {}
        }
        if self.tree.name(id) == "dd" && self.break_due == Break::None {
            self.builder.space();
        }
    }

    fn leave(&mut self, id: NodeId) {
        let is_term = self.tree.name(id) == "dt" && self.items.last().is_some_and(Item::is_term);
        if looks::is_block(self.tree, id) && !is_term {
            self.break_due = Break::Gap;
        }
        if looks::heading_level(self.tree, id).is_some() {
            self.heading = None;
        }
        if self.is_bold(id) {
            self.bold -= 1;
            if self.bold == 0 {
                self.builder.end_bold();
            }
        }
        if looks::keeps_lines(self.tree, id) {
            self.preformatted -= 1;
        }
        match self.tree.name(id) {
            "a" => self.end_link(),
            "ul" | "ol" | "dir" | "dl" => {
                self.end_term();
                self.lists.pop();
            }
            "li" => {
                self.items.pop();
                self.item_has_ended = true;
            }
            "dd" => self.end_term(),
            "table" => {
                self.end();
                self.tables.pop();
            }
            "tr" => self.end_row(),
            "td" | "th" => self.end_cell(id),
            _ => {}
        }
    }

    /// What opens parts of the text, and the terms of definitions, head what comes, whatever their tag.
    fn is_bold(&self, id: NodeId) -> bool {
        matches!(self.tree.name(id), "summary" | "button" | "dt") || looks::is_bold(self.tree, id)
    }

    fn text(&mut self, words: &str) {
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

    fn line_break(&mut self) {
        if self.break_due == Break::None {
            self.break_due = Break::Line;
        } else {
            // Two line ends in a row leave a line empty.
            self.break_due = Break::Gap;
        }
    }

    fn run(&mut self, words: &str) {
        if is_blank(words) {
            if self.break_due == Break::None {
                self.builder.space();
            }
            return;
        }
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

    /// Whether `words` belong to the open block.
    fn goes_on(&self, words: &str) -> bool {
        if self.builder.open_kind().is_none() {
            return false;
        }
        let said = self.builder.open_words();
        let in_row = self
            .tables
            .last()
            .is_some_and(|table| table.as_ref().is_some_and(Table::is_in_cell));
        let parts_a_sentence = begins_small(words) && !said.ends_with(['.', '!', '?', ':', ';']);
        match self.break_due {
            Break::None => true,
            _ if in_row => true,
            Break::Line if self.heading.is_some() || parts_a_sentence => true,
            _ => {
                let is_in_item = self.items.last().is_some_and(|item| !item.is_fresh());
                let names = is_in_item && !self.item_has_ended && self.builder.open_is_term();
                names && self.heading.is_none()
            }
        }
    }

    /// Begins the block that `words` are the first of; returns them without their bullet.
    fn begin_block<'w>(&mut self, words: &'w str) -> &'w str {
        let item = self.items.last();
        let kind = match (self.heading, item) {
            (Some(level), _) => BlockKind::Heading(level),
            (None, Some(item)) => item.block_kind(),
            (None, None) => BlockKind::Paragraph,
        };
        let bare = words.trim_start();
        let bullet = label::after_bullet(bare);
        let (kind, words) = match (kind, bullet) {
            (BlockKind::Paragraph, Some(rest)) => (BlockKind::Item(0), rest),
            (BlockKind::Item(_), Some(rest)) => (kind, rest),
            _ => (kind, words),
        };
        self.begin(kind);
        let Some(item) = self.items.last_mut() else {
            return words;
        };
        if let Some(marker) = item.take_marker() {
            let has_its_own =
                label::parse(bare, Span::new(0, bare.len())).is_some_and(|(label, _)| !label.bare);
            if !has_its_own {
                self.builder.marker(&marker, 0);
            }
        }
        for item in &mut self.items {
            item.begin();
        }
        if let Some(list) = self.lists.last_mut() {
            list.has_words = true;
        }
        words
    }

    fn begin(&mut self, kind: BlockKind) {
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

    fn end(&mut self) {
        self.builder.end();
        if self.builder.document_mut().blocks.len() > self.gaps.len() {
            self.gaps.push(self.open_gap);
        }
    }

    fn begin_link(&mut self, id: NodeId) {
        let target = self.tree.attribute(id, "href").map(str::trim);
        self.end_link();
        self.link = target
            .filter(|target| !target.is_empty())
            .map(email::plain_target);
    }

    fn end_link(&mut self) {
        if self.link.take().is_some() && self.link_is_begun {
            self.builder.end_link();
        }
        self.link_is_begun = false;
    }

    fn begin_item(&mut self, id: NodeId) {
        let style = if self.over_heading[id] {
            ItemStyle::Flow
        } else {
            ItemStyle::Item
        };
        let item = match self.lists.last_mut() {
            Some(list) => list.item(self.tree, id, style),
            None => Item::new(0, style, None),
        };
        self.items.push(item);
    }

    /// Begins a term of a definition: an item where its definition is one run of words, else a line over it.
    fn begin_term(&mut self, id: NodeId) {
        const LONGEST: usize = 80;
        self.end_term();
        let definition = self
            .tree
            .siblings_after(id)
            .find(|next| !self.tree.name(*next).is_empty());
        let is_run = |id: NodeId| {
            self.tree.name(id) == "dd"
                && !self.over_heading[id]
                && !self
                    .tree
                    .nodes(id)
                    .skip(1)
                    .any(|inner| looks::is_block(self.tree, inner))
        };
        let is_short = self.tree.words(id).trim().len() <= LONGEST && !self.over_heading[id];
        if is_short && definition.is_some_and(is_run) {
            let depth = self.lists.last().map_or(0, |list| list.depth);
            self.items.push(Item::new(depth, ItemStyle::Term, None));
        }
    }

    fn end_term(&mut self) {
        if self.items.last().is_some_and(Item::is_term) {
            self.items.pop();
            self.item_has_ended = true;
            self.break_due = Break::Gap;
        }
    }

    fn begin_row(&mut self, id: NodeId) {
        if let Some(Some(table)) = self.tables.last_mut() {
            let kind = table.begin_row(self.tree, id, self.gaps.len());
            self.begin(kind);
        }
    }

    fn end_row(&mut self) {
        if matches!(self.tables.last(), Some(Some(_))) {
            self.end();
        }
        let written = self.gaps.len();
        if let Some(Some(table)) = self.tables.last_mut() {
            table.end_row(written);
        }
    }

    fn begin_cell(&mut self) {
        if let Some(Some(table)) = self.tables.last_mut()
            && self.builder.open_kind().is_some()
        {
            table.begin_cell(&mut self.builder);
            self.break_due = Break::None;
        }
    }

    fn end_cell(&mut self, id: NodeId) {
        if let Some(Some(table)) = self.tables.last_mut()
            && table.is_in_cell()
        {
            self.builder.end_link();
            self.link_is_begun = false;
            table.end_cell(&mut self.builder, self.tree, id);
            self.break_due = Break::Gap;
        }
    }
}

/// Whether `words` go on in small letters, and not with an address.
fn begins_small(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    first.starts_with(char::is_lowercase) && !first.contains(['@', '/', '.'])
}

/// For each node whether one in it is `wanted`.
fn holders(tree: &Tree, wanted: impl Fn(NodeId) -> bool) -> Vec<bool> {
    let nodes: Vec<NodeId> = tree.nodes(Tree::ROOT).collect();
    let mut holds = vec![false; tree.len()];
    for id in nodes.into_iter().rev() {
        if let Some(parent) = tree.parent(id) {
            holds[parent] |= holds[id] || wanted(id);
        }
    }
    holds
}
