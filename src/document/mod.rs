//! The text of one source as blocks (headings, paragraphs, list items, table rows) with their lines; what the blocks
//! mean to each other is the outline's business.

mod builder;
mod counter;
mod docx;
mod html;
mod label;
mod lines;
mod markdown;
mod pdf;
mod span;
mod tags;
#[cfg(test)]
mod testing;
mod text;

pub use label::{Label, LabelStyle};
pub use span::{LineMap, Lines, Span};

use crate::error::Error;
use crate::source::{self, Diagnostic, Format, Source};

/// The lines that all citations of `source` count: the source itself where people read it as it is, else the text that
/// was taken from it; and what its reader should know.
///
/// # Errors
/// Where the source can't be read, or holds no words.
pub fn readable(source: &Source) -> Result<Readable, Error> {
    let document = Document::read(source)?;
    let text = match source.format {
        Format::Text | Format::Markdown => source::decode(&source.bytes).0.into_owned(),
        Format::Html | Format::Mhtml | Format::Docx | Format::Pdf => document.by_lines(),
    };
    let pages = document.blocks.iter().filter_map(|block| {
        let page = document.line_map.page_at(block.span.start())?;
        Some((block.lines.start(), page))
    });
    let mut pages: Vec<(usize, usize)> = pages.collect();
    pages.dedup_by_key(|(_, page)| *page);
    Ok(Readable {
        text,
        pages,
        diagnostics: document.diagnostics,
    })
}

/// A source as its citations count it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readable {
    /// Its lines.
    pub text: String,
    /// The line, counted from 0, with which each page begins, and the page, counted from 1; empty where there are no pages.
    pub pages: Vec<(usize, usize)>,
    /// What its reader should know.
    pub diagnostics: Vec<Diagnostic>,
}

fn damaged(source: &Source, why: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Document {
        path: source.path.clone(),
        source: why.into(),
    }
}

/// The words of a source, and the blocks they come in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The words: a block a line, markup gone and white space folded. All spans point in here.
    pub text: String,
    /// From places in `text` to lines of the source.
    pub line_map: LineMap,
    /// The blocks in order of the text.
    pub blocks: Vec<Block>,
    /// What the front matter says, key by key.
    pub front_matter: Vec<(String, String)>,
    /// What the reader of the source should know.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a format sets apart from what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What the format makes of it.
    pub kind: BlockKind,
    /// The words, without the number or letter in front.
    pub span: Span,
    /// The number or letter in front: "3.1", "(a)".
    pub label: Option<Label>,
    /// The lines of the source.
    pub lines: Lines,
    /// What is set in bold.
    pub bold: Vec<Span>,
    /// What carries a link.
    pub links: Vec<Link>,
    /// The cells of a table row.
    pub cells: Vec<Span>,
}

/// What a format makes of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading by its markup, from 1 (the highest).
    Heading(u8),
    /// A run of sentences, or a line on its own.
    Paragraph,
    /// An item of a list, nested so deep.
    Item(u8),
    /// A further paragraph of the item before, which is nested so deep.
    ItemParagraph(u8),
    /// The first row of a table.
    FirstRow,
    /// A row of a table's head.
    HeadRow,
    /// A further row of a table.
    Row,
}

/// A link: the words that carry it, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words, in the text of the document.
    pub words: Span,
    /// The target as written.
    pub target: String,
}

impl Document {
    /// The blocks of `source`.
    ///
    /// # Errors
    /// Where the source can't be read, or holds no words.
    pub fn read(source: &Source) -> Result<Self, Error> {
        let bytes = &source.bytes;
        let document = match source.format {
            Format::Text => Self::of_text(source::decode(bytes), text::parse),
            Format::Markdown => Self::of_text(source::decode(bytes), markdown::parse),
            Format::Html => Self::of_text(source::page(bytes), html::parse),
            Format::Mhtml => Self::of_text(source::saved_page(bytes), html::parse),
            Format::Docx => docx::parse(bytes).map_err(|why| damaged(source, why))?,
            Format::Pdf => pdf::parse(bytes).map_err(|why| damaged(source, why))?,
        };
        if document.blocks.is_empty() {
            let path = source.path.clone();
            let told = document.diagnostics.into_iter().next();
            return Err(match told {
                Some(told) => Error::Document {
                    path,
                    source: told.message.into(),
                },
                None => Error::Empty { path },
            });
        }
        Ok(document)
    }

    /// What `parse` makes of a text that was decoded, and what was told of it.
    fn of_text(
        (text, told): (impl AsRef<str>, impl IntoIterator<Item = Diagnostic>),
        parse: impl FnOnce(&str) -> Self,
    ) -> Self {
        let mut document = parse(text.as_ref());
        document.diagnostics.extend(told);
        document
    }

    /// The text with each block on its line; lines between them are empty.
    fn by_lines(&self) -> String {
        let mut lines = String::with_capacity(self.text.len() + self.blocks.len());
        let mut reached = 0;
        for (block, words) in self.blocks.iter().zip(self.text.lines()) {
            for _ in reached..block.lines.start() {
                lines.push('\n');
            }
            lines.push_str(words);
            lines.push('\n');
            reached = block.lines.end();
        }
        lines
    }

    /// The words of `block`, its number aside.
    pub fn words(&self, block: &Block) -> &str {
        block.span.of(&self.text)
    }

    /// The words of `block` with its number.
    pub fn whole_words(&self, block: &Block) -> &str {
        block
            .label
            .map_or(block.span, |label| label.span.join(block.span))
            .of(&self.text)
    }

    /// Whether all letters and digits of `span` lie in one of `parts`, which are in order.
    pub fn covers_words(&self, span: Span, parts: &[Span]) -> bool {
        builder::covers_words(&self.text, span, parts.iter().copied())
    }
}

impl Block {
    /// Whether the block is a row of a table.
    pub fn is_row(&self) -> bool {
        matches!(
            self.kind,
            BlockKind::FirstRow | BlockKind::HeadRow | BlockKind::Row
        )
    }
}
