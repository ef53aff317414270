//! The outline: sections and clauses made of a document's blocks.

use crate::document::{Block, BlockKind, Document, Label, Lines, Span};
use crate::source::Diagnostic;

use super::heading::{self, HeadingKind};
use super::nest::{self, Nest};
use super::{
    Clause, ClauseId, ClauseKind, Origin, Policy, Section, SectionId, address, bars, contents,
    date, term, title,
};

/// The policy that `document` holds.
pub fn outline(document: Document, name: &str, origin: Origin) -> Policy {
    let headings = heading::find(&document);
    let (left_out, menus) = contents::find(&document, &headings);
    let title = title::find(&document, &headings, &left_out);
    let updated = date::find(&document, title, &left_out);
    let mut roles: Vec<Role> = (0..document.blocks.len())
        .map(|i| match headings[i] {
            _ if left_out[i] => Role::LeftOut,
            _ if title == Some(i) => Role::Title,
            Some(_) if repeats_title(&document, title, i) => Role::Title,
            Some(kind) => Role::Heading(kind),
            None => Role::Body,
        })
        .collect();
    unhead_empty(&mut roles, &document);
    let is_body: Vec<bool> = roles
        .iter()
        .map(|role| matches!(role, Role::Body))
        .collect();
    let in_address = address::find(&document, &is_body);
    let mut outline = Outline::new(&document);
    for (i, (block, role)) in document.blocks.iter().zip(&roles).enumerate() {
        match *role {
            Role::LeftOut => outline.end_list(),
            Role::Title => outline.title(block),
            Role::Heading(kind) => outline.heading(block, kind),
            Role::Body if in_address[i] => outline.address(block),
            Role::Body => outline.body(block, document.blocks.get(i + 1)),
        }
    }
    outline.give_back_closing_words();
    outline.close_sections();
    let Outline {
        sections, clauses, ..
    } = outline;
    let title = title
        .map(|i| document.words(&document.blocks[i]))
        .or_else(|| title::in_front_matter(&document));
    let title = title.map(str::to_owned);
    let noted = what_looks_wrong(&document, &clauses);
    let mut diagnostics = document.diagnostics;
    diagnostics.extend(menus);
    diagnostics.extend(noted);
    Policy {
        name: name.to_owned(),
        origin,
        title,
        updated,
        text: document.text,
        line_map: document.line_map,
        sections,
        clauses,
        diagnostics,
    }
}

/// Whether a page says its title once more where the text begins.
fn repeats_title(document: &Document, title: Option<usize>, i: usize) -> bool {
    let folded = |i: usize| contents::folded(document.words(&document.blocks[i]));
    title.is_some_and(|title| document.blocks[i].label.is_none() && folded(title) == folded(i))
}

/// What a block is to the outline.
#[derive(Clone, Copy)]
enum Role {
    Title,
    Heading(HeadingKind),
    Body,
    LeftOut,
}

/// Makes clauses of headings with nothing under them: a site set them large, but they speak for themselves.
fn unhead_empty(roles: &mut [Role], document: &Document) {
    let mut next = None;
    for (i, role) in roles.iter_mut().enumerate().rev() {
        let Role::Heading(kind) = *role else {
            if !matches!(role, Role::LeftOut) {
                next = Some(*role);
            }
            continue;
        };
        let is_empty = match next {
            None => i > 0,
            Some(Role::Heading(next)) => !nest::is_below(next, kind),
            Some(_) => false,
        };
        if is_empty && document.blocks[i].label.is_none() {
            *role = Role::Body;
        }
        next = Some(Role::Heading(kind));
    }
}

/// The outline while it is being made.
struct Outline<'a> {
    document: &'a Document,
    sections: Vec<Section>,
    /// What the headings look like; none for the title.
    kinds: Vec<Option<HeadingKind>>,
    clauses: Vec<Clause>,
    nest: Nest,
    /// The section that clauses go into.
    section: Option<SectionId>,
    /// The clause that may introduce a list or table that comes.
    before_list: Option<ClauseId>,
    /// A clause that ends with a colon right before a heading: it introduces the lists of the sections inside its own.
    over_sections: Option<ClauseId>,
    /// The items that are open, from the outermost in, each with the depth that the format gives it.
    items: Vec<(u8, ClauseId)>,
    /// The head of the open table.
    table_head: Option<ClauseId>,
}

impl<'a> Outline<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            document,
            sections: Vec::new(),
            kinds: Vec::new(),
            clauses: Vec::new(),
            nest: Nest::default(),
            section: None,
            before_list: None,
            over_sections: None,
            items: Vec::new(),
            table_head: None,
        }
    }

    fn title(&mut self, block: &Block) {
        self.nest = Nest::default();
        self.kinds.push(None);
        self.add_section(block, None, None, 0);
    }

    fn heading(&mut self, block: &Block, kind: HeadingKind) {
        let number = block
            .label
            .map(|label| label.span.of(&self.document.text).to_owned());
        let id = SectionId(self.sections.len());
        let (parent, level) = self.nest.open(id, kind, number.as_deref());
        self.kinds.push(Some(kind));
        self.add_section(block, number, parent, level);
    }

    fn add_section(
        &mut self,
        block: &Block,
        number: Option<String>,
        parent: Option<SectionId>,
        level: u8,
    ) {
        if let Some(before) = self.before_list.filter(|id| self.words(*id).ends_with(':')) {
            self.over_sections = Some(before);
        }
        self.end_list();
        self.section = Some(SectionId(self.sections.len()));
        let heading = heading::words_span(self.document, block);
        self.sections.push(Section {
            number,
            heading,
            level,
            parent,
            lines: block.lines,
        });
    }

    fn end_list(&mut self) {
        self.before_list = None;
        self.items.clear();
        self.table_head = None;
    }

    fn body(&mut self, block: &Block, next: Option<&Block>) {
        match block.kind {
            BlockKind::Item(depth) => self.item(block, depth),
            BlockKind::ItemParagraph(depth) => self.item_paragraph(block, depth),
            BlockKind::HeadRow => self.row(block, Head::Yes),
            BlockKind::FirstRow if self.is_head(block, next) => self.row(block, Head::Yes),
            BlockKind::FirstRow | BlockKind::Row => self.row(block, Head::No),
            BlockKind::Paragraph | BlockKind::Heading(_) => {
                self.end_list();
                self.before_list = Some(self.add_clause(block, ClauseKind::Paragraph));
            }
        }
    }

    fn item(&mut self, block: &Block, depth: u8) {
        self.table_head = None;
        self.items.retain(|(open, _)| *open < depth);
        let lead_in = self
            .items
            .last()
            .map(|(_, id)| *id)
            .or_else(|| self.lead_in());
        let nested = u8::try_from(self.items.len()).unwrap_or(u8::MAX);
        let id = self.add_clause(block, ClauseKind::ListItem);
        self.clauses[id.0].lead_in = lead_in;
        self.clauses[id.0].depth = nested;
        self.split_at_bars(id);
        self.items.push((depth, id));
    }

    /// Reads an item such as "Stripe | Payment | Ireland" as the row that it stands for.
    fn split_at_bars(&mut self, id: ClauseId) {
        let text = &self.document.text;
        let item = &self.clauses[id.0];
        let lead_in = item.lead_in;
        let columns = lead_in
            .map(|lead_in| bars::column_names(text, self.clauses[lead_in.0].span))
            .unwrap_or_default();
        let cells = bars::cells(text, item.span);
        let named = cells.len() > 1 && cells.len() == columns.len();
        if !named && cells.len() < 3 {
            return;
        }
        self.clauses[id.0].term = cells.first().copied();
        self.clauses[id.0].cells = cells;
        if let Some(lead_in) = lead_in.filter(|_| named) {
            self.clauses[id.0].header = Some(lead_in);
            self.clauses[lead_in.0].cells = columns;
        }
    }

    fn item_paragraph(&mut self, block: &Block, depth: u8) {
        self.items.retain(|(open, _)| *open <= depth);
        let item = self.items.last().map(|(_, id)| *id);
        let id = self.add_clause(block, ClauseKind::Paragraph);
        self.clauses[id.0].lead_in = item;
        self.clauses[id.0].depth =
            u8::try_from(self.items.len().saturating_sub(1)).unwrap_or(u8::MAX);
    }

    fn row(&mut self, block: &Block, head: Head) {
        self.items.clear();
        if !matches!(block.kind, BlockKind::Row) {
            self.table_head = None;
        }
        let lead_in = self.lead_in();
        let id = self.add_clause(block, ClauseKind::TableRow);
        let clause = &mut self.clauses[id.0];
        clause.lead_in = lead_in;
        clause.header = self.table_head;
        clause.cells.clone_from(&block.cells);
        if head == Head::Yes {
            self.table_head = Some(id);
        }
    }

    fn address(&mut self, block: &Block) {
        let lead_in = self.before_list.filter(|id| self.words(*id).ends_with(':'));
        let id = self.add_clause(block, ClauseKind::Address);
        self.clauses[id.0].lead_in = lead_in;
        self.end_list();
        self.before_list = lead_in;
    }

    /// The clause that introduces the list or table that begins or goes on here.
    fn lead_in(&self) -> Option<ClauseId> {
        if let Some(before) = self.before_list {
            return introduces(self.words(before)).then_some(before);
        }
        let outer = self.over_sections?;
        let parent = self.section.and_then(|id| self.sections[id.0].parent);
        (parent.is_some() && parent == self.clauses[outer.0].section).then_some(outer)
    }

    /// Whether the first row under an empty head, or of a text table, names the columns.
    fn is_head(&self, block: &Block, next: Option<&Block>) -> bool {
        const LONGEST: usize = 40;
        let names = |cell: &Span| {
            let words = cell.of(&self.document.text);
            words.len() <= LONGEST
                && !words.ends_with('.')
                && !words.contains(|c: char| c.is_ascii_digit())
        };
        block.cells.len() > 1
            && block.cells.iter().all(names)
            && next.is_some_and(|next| next.kind == BlockKind::Row)
    }

    fn words(&self, id: ClauseId) -> &'a str {
        self.clauses[id.0].span.of(&self.document.text)
    }

    fn add_clause(&mut self, block: &Block, kind: ClauseKind) -> ClauseId {
        let id = ClauseId(self.clauses.len());
        // A number that nothing parts from the words belongs to them: "24 Hours", "12 Long Street".
        let span = match block.label {
            Some(Label {
                bare: true, span, ..
            }) => span.join(block.span),
            _ => block.span,
        };
        let inside = |part: Span| span.contains(part);
        self.clauses.push(Clause {
            section: self.section,
            kind,
            span,
            lines: block.lines,
            term: term::find(self.document, block),
            lead_in: None,
            header: None,
            cells: Vec::new(),
            depth: 0,
            links: block
                .links
                .iter()
                .filter(|link| inside(link.words))
                .cloned()
                .collect(),
        });
        id
    }

    /// Gives what follows the last of several lists, each under a small heading of its own, to the section around them:
    /// "To exercise any of these rights" does not belong to the residents of the last state.
    fn give_back_closing_words(&mut self) {
        let mut clauses_of = vec![Vec::new(); self.sections.len()];
        for (id, clause) in self.clauses.iter().enumerate() {
            if let Some(section) = clause.section {
                clauses_of[section.0].push(id);
            }
        }
        let mut children = vec![Vec::new(); self.sections.len()];
        for (id, section) in self.sections.iter().enumerate() {
            if let Some(parent) = section.parent {
                children[parent.0].push(id);
            }
        }
        let is_item = |id: &usize| self.clauses[*id].kind == ClauseKind::ListItem;
        let mut given_back = Vec::new();
        for (parent, children) in children.iter().enumerate() {
            let Some((last, others)) = children
                .split_last()
                .filter(|(_, others)| !others.is_empty())
            else {
                continue;
            };
            let small = children
                .iter()
                .all(|id| self.kinds[*id].is_some_and(HeadingKind::is_only_looks));
            let lists = others
                .iter()
                .all(|id| !clauses_of[*id].is_empty() && clauses_of[*id].iter().all(is_item));
            let items = clauses_of[*last]
                .iter()
                .take_while(|id| is_item(id))
                .count();
            let rest = clauses_of[*last].get(items..).unwrap_or_default();
            if small && lists && items > 0 && !rest.iter().any(is_item) {
                given_back.extend(rest.iter().map(|id| (*id, SectionId(parent))));
            }
        }
        for (id, parent) in given_back {
            self.clauses[id].section = Some(parent);
        }
    }

    /// Gives each section the lines of what stands in it and in the sections inside it.
    fn close_sections(&mut self) {
        let mut lines: Vec<Lines> = self.sections.iter().map(|section| section.lines).collect();
        for clause in &self.clauses {
            if let Some(id) = clause.section {
                lines[id.0] = lines[id.0].join(clause.lines);
            }
        }
        for i in (0..lines.len()).rev() {
            if let Some(parent) = self.sections[i].parent {
                lines[parent.0] = lines[parent.0].join(lines[i]);
            }
        }
        for (section, lines) in self.sections.iter_mut().zip(lines) {
            section.lines = lines;
        }
    }
}

/// Whether a row names the columns of its table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    Yes,
    No,
}

/// Whether a sentence before a list introduces it.
fn introduces(words: &str) -> bool {
    const CUES: [&str; 8] = [
        "following",
        "such as",
        "as follows",
        "below",
        "these",
        "including",
        "include",
        " | ",
    ];
    if words.trim_end_matches(['*', ' ']).ends_with([':', '：']) {
        return true;
    }
    let lower = words.to_lowercase();
    CUES.iter().any(|cue| lower.contains(cue))
}

/// Places where the text seems to have lost something on its way here.
fn what_looks_wrong(document: &Document, clauses: &[Clause]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let masked: Vec<usize> = document
        .text
        .match_indices("[email protected]")
        .map(|(at, _)| at)
        .collect();
    if let Some(first) = masked.first() {
        let others = match masked.len() {
            1 => String::new(),
            n => format!(
                ", here and in {} more",
                if n == 2 {
                    "one place".to_owned()
                } else {
                    format!("{} places", n - 1)
                }
            ),
        };
        let message = format!("the site masked an e-mail address as “[email protected]”{others}");
        found.push(Diagnostic::warning(
            Some(document.line_map.line_at(*first)),
            message,
        ));
    }
    if let Some(last) = clauses
        .last()
        .filter(|clause| clause.span.of(&document.text).ends_with(':'))
    {
        let line = last.lines.end().checked_sub(1);
        found.push(Diagnostic::note(
            line,
            "the text ends with a colon; its end may be missing",
        ));
    }
    found
}

#[cfg(test)]
mod tests;
