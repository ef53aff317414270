//! A policy as its reader sees it: sections, clauses, title and date, each with its place in the source.

mod address;
mod bars;
mod contents;
mod copies;
mod date;
mod heading;
mod nest;
mod outline;
mod term;
mod title;
mod written_date;

use std::fmt::Write;

use sha2::{Digest, Sha256};

pub use crate::document::{LineMap, Lines, Link, Span};
pub use crate::source::{Diagnostic, Severity};
pub use copies::Copies;
pub use outline::outline;

use crate::document::Document;
use crate::error::Error;
use crate::source::{Format, Source};

/// Which policy of a comparison, by its place in the order given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PolicyId(pub usize);

/// Which section of its policy, by its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SectionId(pub usize);

/// Which clause of its policy, by its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClauseId(pub usize);

/// One policy, read and put in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The name that is unique in the comparison: as given by `NAME=PATH`, else the file's stem.
    pub name: String,
    /// Where it was read from.
    pub origin: Origin,
    /// The title as written, where there is one.
    pub title: Option<String>,
    /// When it was last changed, or took effect, as the policy says.
    pub updated: Option<PolicyDate>,
    /// The reader's text: headings and clauses one after the other, a line each, markup gone and white space folded.
    /// Every [`Span`] of the policy points in here.
    pub text: String,
    /// From places in `text` to lines of the source.
    pub line_map: LineMap,
    /// The sections in order of the text.
    pub sections: Vec<Section>,
    /// The clauses in order of the text.
    pub clauses: Vec<Clause>,
    /// What a careful reader should know about the reading of this file.
    pub diagnostics: Vec<Diagnostic>,
}

/// The file a policy was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The path as the user typed it; `-` for standard input.
    pub path: String,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// How many bytes were read.
    pub bytes: usize,
    /// The format the bytes were read as.
    pub format: Format,
}

/// A date as a policy states it: some say only the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PolicyDate {
    /// The year, such as 2026.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, where it is said.
    pub day: Option<u8>,
}

/// A heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its number as written, without the closing stop: "3.1", "A", "IV".
    pub number: Option<String>,
    /// The heading's words without the number, in [`Policy::text`].
    pub heading: Span,
    /// Depth: 0 for the title, 1 for the main sections, 2 for those inside them …
    pub level: u8,
    /// The section that it stands inside. The title is nobody's parent.
    pub parent: Option<SectionId>,
    /// From the heading's line to the last line of what stands in it, the sections inside it included.
    pub lines: Lines,
}

/// The smallest thing that an auditor cites: a paragraph, a list item, a table row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The innermost section it stands in; none before the first heading.
    pub section: Option<SectionId>,
    /// What it looks like on the page.
    pub kind: ClauseKind,
    /// Its words in [`Policy::text`].
    pub span: Span,
    /// Its lines in the source.
    pub lines: Lines,
    /// The term that the clause itself puts in front: "Access (Art. 15 GDPR)" of "Access (Art. 15 GDPR) — You may …",
    /// a bold run-in heading, the first cell of a table row.
    pub term: Option<Span>,
    /// The sentence that introduces the list or table this clause belongs to ("We use the following processors:"),
    /// or the item that a nested item stands under.
    pub lead_in: Option<ClauseId>,
    /// The header row of the table that this row belongs to.
    pub header: Option<ClauseId>,
    /// The cells of a table row, in [`Policy::text`]; empty for other kinds.
    pub cells: Vec<Span>,
    /// How deep a list item is nested, from 0.
    pub depth: u8,
    /// Links in the clause.
    pub links: Vec<Link>,
}

/// What a clause looks like on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClauseKind {
    /// A paragraph of running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A row of a table.
    TableRow,
    /// A postal address or a block of contact details.
    Address,
}

/// The policy in `source`.
///
/// # Errors
/// Where the source holds no words.
pub fn read(source: &Source) -> Result<Policy, Error> {
    let document = Document::read(source)?;
    let origin = Origin {
        path: source.path.clone(),
        sha256: sha256(&source.bytes),
        bytes: source.bytes.len(),
        format: source.format,
    };
    Ok(outline(document, &source.name, origin))
}

/// The SHA-256 of `bytes` in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hexadecimal, byte| {
            // Writing to a string can't fail.
            let _ = write!(hexadecimal, "{byte:02x}");
            hexadecimal
        })
}

impl Policy {
    /// The words that `span` covers.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The clause `id`.
    ///
    /// # Panics
    /// Where `id` is another policy's, as slices do.
    pub fn clause(&self, id: ClauseId) -> &Clause {
        &self.clauses[id.0]
    }

    /// The section `id`.
    ///
    /// # Panics
    /// Where `id` is another policy's, as slices do.
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.0]
    }

    /// All clauses with their ids, in order of the text.
    pub fn clauses(&self) -> impl DoubleEndedIterator<Item = (ClauseId, &Clause)> {
        self.clauses
            .iter()
            .enumerate()
            .map(|(i, clause)| (ClauseId(i), clause))
    }

    /// All sections with their ids, in order of the text.
    pub fn sections(&self) -> impl DoubleEndedIterator<Item = (SectionId, &Section)> {
        self.sections
            .iter()
            .enumerate()
            .map(|(i, section)| (SectionId(i), section))
    }

    /// The words of the clause `id`.
    pub fn clause_text(&self, id: ClauseId) -> &str {
        self.words(self.clause(id).span)
    }

    /// The words of the heading of `id`, its number aside.
    pub fn heading(&self, id: SectionId) -> &str {
        self.words(self.section(id).heading)
    }

    /// `section` and the sections it stands in, from the inside out.
    pub fn section_path(&self, section: Option<SectionId>) -> impl Iterator<Item = SectionId> {
        std::iter::successors(section, |id| self.section(*id).parent)
    }

    /// The page of the source that `span` begins on, counted from 1; none where the source has no pages.
    pub fn page_of(&self, span: Span) -> Option<usize> {
        self.line_map.page_at(span.start())
    }

    /// The lines of the source that `span` comes from.
    pub fn lines_of(&self, span: Span) -> Lines {
        self.line_map.lines_of(span)
    }
}
