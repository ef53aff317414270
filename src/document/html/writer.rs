//! Writes the blocks of a page: headings, paragraphs, items and rows, in the order of the page.

mod words;

use crate::document::Document;
use crate::document::builder::Builder;

use super::email;
use super::list::{Item, ItemStyle, List};
use super::looks;
use super::opening;
use super::page::{Page, Way};
use super::table::{Content, Table};
use super::tree::{Kind, NodeId, Step, Tree};
use super::word;

/// The blocks of a page, and what else was seen on the way.
pub(super) struct Written {
    pub(super) document: Document,
    /// For each block whether the page parts it from the one before by more than the end of a line.
    pub(super) gaps: Vec<bool>,
    /// What is left out though it stands in the text.
    pub(super) hidden: Vec<Hidden>,
}

/// Words that do not show, or are struck out.
pub(super) struct Hidden {
    /// After how many blocks they stand.
    pub(super) block: usize,
    pub(super) words: String,
    pub(super) way: Way,
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

/// Whether the open block is one of the lines that list what a colon announces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listing {
    Open,
    Closed,
}

struct Writer<'a> {
    tree: &'a Tree,
    page: &'a Page,
    /// Nodes that hold a heading.
    over_heading: Vec<bool>,
    /// Nodes that hold a table.
    over_table: Vec<bool>,
    /// Nodes that hold a table that holds another.
    over_nested_table: Vec<bool>,
    builder: Builder,
    gaps: Vec<bool>,
    hidden: Vec<Hidden>,
    break_due: Break,
    /// Whether a gap stands before the open block.
    open_gap: bool,
    heading: Option<u8>,
    lists: Vec<List>,
    items: Vec<Item>,
    /// Whether the item ended that the open block belongs to.
    item_has_ended: bool,
    listing: Listing,
    /// Words that are the bullet of a paragraph.
    typed_bullet: Option<NodeId>,
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
        let over_table = tree.holders(|id| tree.name(id) == "table");
        Self {
            tree,
            page,
            over_heading: tree
                .holders(|id| page.keeps(id) && looks::heading_level(tree, id).is_some()),
            over_nested_table: tree.holders(|id| tree.name(id) == "table" && over_table[id]),
            over_table,
            builder: Builder::new(""),
            gaps: Vec::new(),
            hidden: Vec::new(),
            break_due: Break::Gap,
            open_gap: false,
            heading: None,
            lists: Vec::new(),
            items: Vec::new(),
            item_has_ended: false,
            listing: Listing::Closed,
            typed_bullet: None,
            tables: Vec::new(),
            link: None,
            link_is_begun: false,
            bold: 0,
            preformatted: 0,
        }
    }

    /// Deals with a node whose inside is not walked through: what is hidden, and addresses that are written in figures.
    fn takes_whole(&mut self, id: NodeId) -> bool {
        if let Some(way) = self.page.leaves_out(id) {
            let words = self.tree.words(id);
            if words.contains(char::is_alphanumeric) {
                let ended = self.builder.document_mut().blocks.len();
                let ends_open =
                    looks::is_block(self.tree, id) && self.builder.open_kind().is_some();
                let block = ended + usize::from(ends_open);
                self.hidden.push(Hidden { block, words, way });
            }
            return true;
        }
        if self.is_mark_in_heading(id) {
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

    /// Whether `id` is a sign in a heading: the "#" or "Link to this section" beside it, a "+", a picture of an arrow.
    fn is_mark_in_heading(&self, id: NodeId) -> bool {
        if self.heading.is_none() {
            return false;
        }
        let attribute = |name| self.tree.attribute(id, name).unwrap_or_default();
        let is_anchor = self.tree.name(id) == "a" && attribute("href").contains('#');
        let is_silent = attribute("aria-hidden") == "true";
        let shows_no_word = || !self.tree.words(id).contains(char::is_alphanumeric);
        (is_anchor && is_silent && attribute("href").starts_with('#'))
            || ((is_anchor || is_silent) && shows_no_word())
            || self.is_picture(id)
    }

    /// Whether `id` holds the name of a picture that a font draws in its place: "expand_more".
    fn is_picture(&self, id: NodeId) -> bool {
        let classes = self.tree.attribute(id, "class").unwrap_or_default();
        let mut parts = classes.split(|c: char| !c.is_ascii_alphanumeric());
        let is_called_so = parts.any(|part| matches!(part, "icon" | "icons" | "symbols"));
        let words = || self.tree.words(id);
        is_called_so
            && matches!(self.tree.name(id), "i" | "span")
            && words()
                .trim()
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '_')
    }

    /// Whether `id` leads to a note, and is no part of the word before: "a year¹".
    fn is_mark_of_note(&self, id: NodeId) -> bool {
        let words = self.tree.first_words(id);
        words
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || c == '[')
    }

    fn enter(&mut self, id: NodeId) {
        if let Kind::Text(words) = self.tree.kind(id) {
            if self.page.keeps(id) && self.typed_bullet != Some(id) {
                self.text(words);
            }
            return;
        }
        if looks::is_block(self.tree, id) {
            self.break_due = Break::Gap;
        }
        if let Some(level) = looks::heading_level(self.tree, id).filter(|_| !self.is_in_cell()) {
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
            "sup" if self.is_mark_of_note(id) => self.builder.space(),
            "a" => self.begin_link(id),
            "ul" | "ol" | "dir" | "dl" => {
                let list = List::open(self.tree, id, self.lists.last(), self.items.last());
                self.lists.push(list);
            }
            "li" => self.begin_item(id),
            "p" => self.begin_typed_item(id),
            "dt" => self.begin_term(id),
            "dd" if self.items.last().is_some_and(Item::is_term) => self.break_due = Break::None,
            "table" => {
                let table = self.table(id);
                self.tables.push(table);
            }
            "tr" => self.begin_row(id),
            "td" | "th" => self.begin_cell(id),
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
            "p" if word::item(self.tree, id).is_some() => {
                self.items.pop();
                self.item_has_ended = true;
            }
            "dd" => self.end_term(),
            "table" => {
                self.tables.pop();
                if !self.is_in_cell() {
                    self.end();
                }
            }
            "tr" => self.end_row(),
            "td" | "th" => self.end_cell(id),
            _ => {}
        }
    }

    /// What opens parts of the text, and the terms of definitions, head what comes, whatever their tag.
    fn is_bold(&self, id: NodeId) -> bool {
        matches!(self.tree.name(id), "summary" | "dt")
            || (self.tree.name(id) == "button" && opening::heads_text(self.tree, id))
            || (self.tree.attribute(id, "role") == Some("button") && opening::tells(self.tree, id))
            || looks::is_bold(self.tree, id)
            || self.heads_in_cell(id)
    }

    /// Whether `id` is a heading in a cell, and not the cell.
    fn heads_in_cell(&self, id: NodeId) -> bool {
        self.is_in_cell()
            && !matches!(self.tree.name(id), "td" | "th")
            && looks::heading_level(self.tree, id).is_some()
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

    fn begin_typed_item(&mut self, id: NodeId) {
        if let Some(typed) = word::item(self.tree, id) {
            self.typed_bullet = typed.bullet;
            let item = Item::new(typed.depth, ItemStyle::Item, None);
            self.items.push(item);
        }
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

    /// The table `id`, unless it sets the page or stands in a cell of another.
    fn table(&self, id: NodeId) -> Option<Table> {
        let content = match self.over_table[id] || self.over_heading[id] {
            true => Content::More,
            false => Content::Words,
        };
        let may_be_data = !self.is_in_cell() && !self.over_nested_table[id];
        may_be_data
            .then(|| Table::of(self.tree, id, content))
            .flatten()
    }

    /// Whether a cell of a table that holds data is open.
    fn is_in_cell(&self) -> bool {
        let mut tables = self.tables.iter().flatten();
        tables.any(Table::is_in_cell)
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

    fn begin_cell(&mut self, id: NodeId) {
        if let Some(Some(table)) = self.tables.last_mut()
            && self.builder.open_kind().is_some()
        {
            table.begin_cell(&mut self.builder, id);
            self.break_due = Break::None;
        }
    }

    fn end_cell(&mut self, id: NodeId) {
        if let Some(Some(table)) = self.tables.last_mut()
            && table.is_in_cell()
        {
            self.builder.end_link();
            self.link_is_begun = false;
            table.end_cell(&mut self.builder, id);
            self.break_due = Break::Gap;
        }
    }
}
