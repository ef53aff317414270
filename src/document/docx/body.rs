//! Writes the blocks of a document: its paragraphs and tables in order, notes and text boxes after what they stand at.

use std::collections::HashMap;

use super::notes::Notes;
use super::numbering::{Counts, Marker, Numbering};
use super::styles::{Look, Role, Styles};
use super::xml::Element;
use crate::document::builder::Builder;
use crate::document::{BlockKind, Document, Span, label};

/// Deeper items count as this deep.
const DEEPEST: usize = 32;

/// What is needed to read the body of a document.
pub(super) struct Story<'a> {
    pub(super) styles: &'a Styles,
    pub(super) numbering: &'a Numbering,
    pub(super) targets: &'a HashMap<String, String>,
    pub(super) notes: Notes<'a>,
}

/// What a body holds.
pub(super) struct Written {
    pub(super) document: Document,
    /// Words that don't show.
    pub(super) hidden: Option<String>,
    /// What it holds that is not read.
    pub(super) left_out: Vec<LeftOut>,
    /// Whether something was changed and neither accepted nor refused.
    pub(super) has_changes: bool,
}

impl<'a> Story<'a> {
    pub(super) fn write(self, main: &'a Element) -> Written {
        let body = main.child("body").unwrap_or(main);
        let has_title = body.all("p").any(|paragraph| {
            let style = paragraph.child("pPr").and_then(|look| look.value("pStyle"));
            self.styles.role(style) == Role::Title
        });
        let mut writer = Writer {
            story: self,
            levels_above: u8::from(has_title),
            builder: Builder::new(""),
            counts: Counts::default(),
            items: Vec::new(),
            due: Due::Nothing,
            joined: Vec::new(),
            is_in_cell: false,
            paragraph: Look::default(),
            fields: Vec::new(),
            aside: Vec::new(),
            hidden: String::new(),
            left_out: Vec::new(),
            has_changes: false,
        };
        writer.blocks(body);
        writer.end_joined();
        let hidden = writer.hidden.trim();
        Written {
            hidden: (!hidden.is_empty()).then(|| hidden.to_owned()),
            left_out: writer.left_out,
            has_changes: writer.has_changes,
            document: writer.builder.finish(),
        }
    }
}

/// What a document may hold that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeftOut {
    /// Another file, whose words show in the document.
    File,
    /// Signs of fonts that have them in places of their own.
    Signs,
}

/// What comes before the next words.
enum Due {
    Nothing,
    LineBreak,
    /// A block, and its number.
    Block(BlockKind, Option<String>),
}

pub(super) struct Writer<'a> {
    story: Story<'a>,
    /// How many levels of headings stand above "Heading 1".
    levels_above: u8,
    pub(super) builder: Builder,
    counts: Counts,
    /// The levels of the items that the next one may stand in.
    pub(super) items: Vec<usize>,
    due: Due,
    /// Paragraphs whose ends were taken away, so that they stand in the next one.
    joined: Vec<&'a Element>,
    pub(super) is_in_cell: bool,
    /// The looks of the open paragraph.
    paragraph: Look,
    /// The open fields: what each tells the word processor.
    fields: Vec<String>,
    /// Notes and text boxes that come after the paragraph.
    aside: Vec<&'a Element>,
    hidden: String,
    left_out: Vec<LeftOut>,
    pub(super) has_changes: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn blocks(&mut self, parent: &'a Element) {
        for child in &parent.children {
            match child.name.as_str() {
                "p" => self.paragraph(child),
                "tbl" => self.table(child),
                "del" | "moveFrom" => self.has_changes = true,
                "sdt" if is_contents(child) => {}
                "altChunk" => self.leave_out(LeftOut::File),
                "AlternateContent" => {
                    if let Some(first) = child.children.first() {
                        self.blocks(first);
                    }
                }
                _ => self.blocks(child),
            }
        }
    }

    /// Writes a paragraph, or puts it to the next one where its end was taken away.
    fn paragraph(&mut self, paragraph: &'a Element) {
        let mark = paragraph
            .child("pPr")
            .and_then(|look| look.child("rPr"))
            .filter(|mark| is_taken_away(mark));
        if mark.is_some() {
            self.has_changes = true;
            self.joined.push(paragraph);
            return;
        }
        let mut parts = std::mem::take(&mut self.joined);
        parts.push(paragraph);
        self.write_paragraph(&parts);
    }

    /// Writes what is to be put to the next paragraph where none follows.
    pub(super) fn end_joined(&mut self) {
        let parts = std::mem::take(&mut self.joined);
        if parts.iter().any(|part| holds_words(part)) {
            self.write_paragraph(&parts);
        }
    }

    /// Writes `parts` as one paragraph, which is what the last of them is.
    fn write_paragraph(&mut self, parts: &[&'a Element]) {
        let properties = parts.last().and_then(|last| last.child("pPr"));
        let style = properties.and_then(|look| look.value("pStyle"));
        let role = self.story.styles.role(style);
        if role == Role::Contents {
            return;
        }
        let own = Look::of(properties, None);
        let styled = self.story.styles.look(style);
        self.paragraph = Look {
            outline: own.outline.or(styled.outline),
            list: own.list.or(styled.list),
            list_level: own.list_level.or(styled.list_level),
            indented: own.indented.or(styled.indented),
            ..styled
        };
        if self.is_in_cell {
            self.builder.space();
        } else {
            self.end();
            let (kind, number) = self.kind_and_number(role);
            self.due = Due::Block(kind, number);
        }
        for part in parts {
            self.runs(part);
        }
        if !self.is_in_cell {
            self.end();
            self.write_aside();
        }
    }

    fn leave_out(&mut self, what: LeftOut) {
        if !self.left_out.contains(&what) {
            self.left_out.push(what);
        }
    }

    /// What the paragraph is, and the number that stands before it.
    fn kind_and_number(&mut self, role: Role) -> (BlockKind, Option<String>) {
        let level = self.paragraph.list_level.unwrap_or_default();
        let list = self.paragraph.list.as_deref().filter(|list| *list != "0");
        let marker = list.and_then(|list| self.story.numbering.next(list, level, &mut self.counts));
        let heading = match (role, self.paragraph.outline) {
            (Role::Title, _) => Some(1),
            (_, Some(level @ 0..=8)) => Some((level + 1 + self.levels_above).min(6)),
            _ => None,
        };
        if let Some(heading) = heading {
            self.items.clear();
            let number = match marker {
                Some(Marker::Number(number) | Marker::Path(number)) => Some(number),
                _ => None,
            };
            return (BlockKind::Heading(heading), number);
        }
        match marker {
            Some(Marker::Path(number)) => {
                self.items.clear();
                (BlockKind::Paragraph, Some(number))
            }
            Some(Marker::Number(number)) => (BlockKind::Item(self.depth(level)), Some(number)),
            Some(Marker::Bullet) => (BlockKind::Item(self.depth(level)), None),
            None if !self.items.is_empty() && self.paragraph.indented == Some(true) => {
                let depth = (self.items.len() - 1).min(DEEPEST);
                let depth = u8::try_from(depth).unwrap_or(u8::MAX);
                (BlockKind::ItemParagraph(depth), None)
            }
            None => {
                self.items.clear();
                (BlockKind::Paragraph, None)
            }
        }
    }

    /// How deep an item at `level` stands in those before it.
    fn depth(&mut self, level: usize) -> u8 {
        self.items.retain(|outer| *outer < level);
        let depth = self.items.len().min(DEEPEST);
        self.items.push(level);
        u8::try_from(depth).unwrap_or(u8::MAX)
    }

    pub(super) fn end(&mut self) {
        self.builder.end_link();
        self.builder.end();
        self.due = Due::Nothing;
    }

    pub(super) fn write_aside(&mut self) {
        for aside in std::mem::take(&mut self.aside) {
            self.blocks(aside);
            self.end_joined();
        }
    }

    fn runs(&mut self, parent: &'a Element) {
        for child in &parent.children {
            match child.name.as_str() {
                "r" => self.run(child),
                "hyperlink" => self.link(child),
                "del" | "moveFrom" => self.has_changes = true,
                "ins" | "moveTo" => {
                    self.has_changes = true;
                    self.runs(child);
                }
                "AlternateContent" => {
                    if let Some(first) = child.children.first() {
                        self.runs(first);
                    }
                }
                "pPr" | "sdtPr" => {}
                _ => self.runs(child),
            }
        }
    }

    fn link(&mut self, link: &'a Element) {
        let target = link
            .attribute("id")
            .and_then(|id| self.story.targets.get(id).cloned())
            .or_else(|| link.attribute("anchor").map(|anchor| format!("#{anchor}")));
        self.begin_link(target);
        self.runs(link);
        self.builder.end_link();
    }

    fn begin_link(&mut self, target: Option<String>) {
        if let Some(target) = target {
            self.begin_due("");
            self.builder.begin_link(&target);
        }
    }

    fn run(&mut self, run: &'a Element) {
        let properties = run.child("rPr");
        let style = properties.and_then(|look| look.value("rStyle"));
        let styled = style.map_or_else(Look::default, |id| self.story.styles.look(Some(id)));
        let own = Look::of(None, properties);
        let paragraph = &self.paragraph;
        let is_hidden = own.hidden.or(styled.hidden).or(paragraph.hidden);
        if is_hidden == Some(true) {
            for text in run.all("t") {
                self.hidden.push_str(&text.text);
            }
            self.hidden.push(' ');
            return;
        }
        let is_bold = own.bold.or(styled.bold).or(paragraph.bold);
        if is_bold == Some(true) {
            self.builder.begin_bold();
        } else {
            self.builder.end_bold();
        }
        for child in &run.children {
            self.piece(child);
        }
    }

    /// A piece of a run: words, or what stands among them.
    fn piece(&mut self, piece: &'a Element) {
        match piece.name.as_str() {
            "t" => self.words(&piece.text),
            "tab" | "ptab" => self.builder.space(),
            "br" | "cr" if matches!(self.due, Due::Nothing) => self.due = Due::LineBreak,
            "noBreakHyphen" => self.words("\u{2011}"),
            "sym" => self.sign(piece),
            "ruby" => piece.all("rubyBase").for_each(|base| self.runs(base)),
            "instrText" => {
                if let Some(field) = self.fields.last_mut() {
                    field.push_str(&piece.text);
                }
            }
            "fldChar" => self.field(piece.attribute("fldCharType").unwrap_or_default()),
            "footnoteReference" => self.note(piece, |notes| &mut notes.feet),
            "endnoteReference" => self.note(piece, |notes| &mut notes.end),
            "AlternateContent" => {
                if let Some(first) = piece.children.first() {
                    self.boxes(first);
                }
            }
            "drawing" | "pict" | "object" => self.boxes(piece),
            _ => {}
        }
    }

    /// A sign that is told by its place in a font.
    fn sign(&mut self, sign: &Element) {
        let code = sign
            .attribute("char")
            .and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(|code| sign_at(code, sign.attribute("font").unwrap_or_default())) {
            Some(sign) => self.words(sign.encode_utf8(&mut [0; 4])),
            None => self.leave_out(LeftOut::Signs),
        }
    }

    /// Fields hold what the word processor is to do, and after a mark what came of it.
    fn field(&mut self, mark: &str) {
        match mark {
            "begin" => self.fields.push(String::new()),
            "separate" => {
                let target = self.fields.last().and_then(|field| link_target(field));
                self.begin_link(target);
            }
            "end"
                if self
                    .fields
                    .pop()
                    .is_some_and(|field| link_target(&field).is_some()) =>
            {
                self.builder.end_link();
            }
            _ => {}
        }
    }

    fn note<'n>(
        &'n mut self,
        reference: &Element,
        kind: impl FnOnce(&'n mut Notes<'a>) -> &'n mut HashMap<&'a str, &'a Element>,
    ) {
        let notes = kind(&mut self.story.notes);
        // Each note is read once, whoever refers to it.
        let note = reference.attribute("id").and_then(|id| notes.remove(id));
        self.aside.extend(note);
    }

    /// Puts the text boxes in `parent` aside.
    fn boxes(&mut self, parent: &'a Element) {
        for child in &parent.children {
            if child.name == "txbxContent" {
                self.aside.push(child);
            } else {
                self.boxes(child);
            }
        }
    }

    fn words(&mut self, words: &str) {
        if words.trim().is_empty() {
            self.builder.space();
            return;
        }
        let words = self.begin_due(words);
        self.builder.words(words, 0);
    }

    /// Begins the block or line that is due with `words`; returns them without their bullet.
    fn begin_due<'w>(&mut self, words: &'w str) -> &'w str {
        let (kind, number) = match std::mem::replace(&mut self.due, Due::Nothing) {
            Due::Nothing => return words,
            Due::LineBreak => {
                self.break_line(words);
                return words;
            }
            Due::Block(kind, number) => (kind, number),
        };
        let bare = words.trim_start();
        let (kind, words) = match (kind, label::after_bullet(bare)) {
            (BlockKind::Paragraph, Some(rest)) => (BlockKind::Item(0), rest),
            (BlockKind::Item(_), Some(rest)) => (kind, rest),
            _ => (kind, words),
        };
        self.builder.begin(kind);
        let own = label::parse(bare, Span::new(0, bare.len()));
        let has_its_own = own.is_some_and(|(label, _)| !label.bare);
        if let Some(number) = number.filter(|_| !has_its_own) {
            self.builder.marker(&number, 0);
        }
        words
    }

    /// The end of a line parts sentences, but not what goes on after it.
    fn break_line(&mut self, words: &str) {
        let kind = match self.builder.open_kind() {
            Some(BlockKind::Item(depth) | BlockKind::ItemParagraph(depth)) => {
                BlockKind::ItemParagraph(depth)
            }
            Some(BlockKind::Paragraph) => BlockKind::Paragraph,
            _ => return self.builder.space(),
        };
        let said = self.builder.open_words();
        let goes_on = words.trim_start().starts_with(char::is_lowercase)
            && !said.ends_with(['.', '!', '?', ':', ';']);
        if goes_on {
            self.builder.space();
        } else {
            self.builder.begin(kind);
        }
    }
}

/// Whether the end of a paragraph, whose looks `mark` tells, was deleted or moved away.
fn is_taken_away(mark: &Element) -> bool {
    mark.child("del").is_some() || mark.child("moveFrom").is_some()
}

/// Whether `part` holds words that were not taken away.
fn holds_words(part: &Element) -> bool {
    part.children.iter().any(|child| match child.name.as_str() {
        "del" | "moveFrom" => false,
        "t" => !child.text.trim().is_empty(),
        _ => holds_words(child),
    })
}

/// The sign at the place `code` of `font`; fonts of signs have theirs among the letters that are left to them.
fn sign_at(code: u32, font: &str) -> Option<char> {
    let place = match code {
        0xf000..=0xf0ff => code - 0xf000,
        _ => code,
    };
    let is_of_signs = ["Wingdings", "Webdings", "Symbol"]
        .iter()
        .any(|signs| font.starts_with(signs));
    if !is_of_signs {
        return char::from_u32(code).filter(|_| !(0xe000..=0xf8ff).contains(&code));
    }
    match (font, place) {
        ("Wingdings", 0x6f | 0xa8) => Some('\u{2610}'),
        ("Wingdings", 0xfe) => Some('\u{2611}'),
        ("Wingdings", 0x78 | 0xfd) => Some('\u{2612}'),
        ("Wingdings", 0xfc) => Some('\u{2713}'),
        ("Wingdings", 0xfb) => Some('\u{2717}'),
        ("Wingdings", 0xe0) => Some('\u{2192}'),
        ("Wingdings", 0xa7) | ("Symbol", 0xb7) => Some('\u{2022}'),
        ("Wingdings 2", 0x52) => Some('\u{2611}'),
        ("Wingdings 2", 0xa3) => Some('\u{2610}'),
        ("Symbol", 0xa3) => Some('\u{2264}'),
        ("Symbol", 0xb3) => Some('\u{2265}'),
        _ => None,
    }
}

/// Whether `part` is the table of contents that a word processor makes.
fn is_contents(part: &Element) -> bool {
    let gallery = part
        .child("sdtPr")
        .and_then(|look| look.child("docPartObj"))
        .and_then(|part| part.value("docPartGallery"));
    gallery == Some("Table of Contents")
}

/// Where the field `HYPERLINK "target"` leads.
fn link_target(field: &str) -> Option<String> {
    let rest = field.trim_start().strip_prefix("HYPERLINK")?;
    let (_, rest) = rest.split_once('"')?;
    let (target, _) = rest.split_once('"')?;
    let is_place = field.contains("\\l");
    Some(if is_place {
        format!("#{target}")
    } else {
        target.to_owned()
    })
}
