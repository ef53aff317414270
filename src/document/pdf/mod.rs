//! PDF: pages of glyphs, put back into lines, paragraphs, headings, items and rows by where they stand and how
//! large they are.

mod bands;
mod columns;
mod expansion;
mod faces;
mod fonts;
mod frame;
mod glyphs;
mod grid;
mod hyphen;
mod matrix;
mod measure;
mod names;
mod nesting;
mod order;
mod painter;
mod pieces;
mod segments;
mod strips;
mod table;
mod tree;
mod widths;
mod writer;

use std::panic::{self, AssertUnwindSafe};
use std::thread;

use hayro_syntax::{LoadPdfError, Pdf};

use super::{Document, lines};
use crate::error::GUARDED;
use crate::source::Diagnostic;

use glyphs::Page;

/// Pages that nest forms or fonts deeply are read on a stack of this size.
const STACK: usize = 64 * 1024 * 1024;
/// What comes after so many pages is not read.
const MOST_PAGES: usize = 2_000;

/// Why a PDF can't be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(super) enum PdfError {
    #[error("it is locked with a password; save it without one")]
    Locked,
    #[error("it is damaged, or no PDF at all; open it in a viewer and print it to a new PDF")]
    Damaged,
    #[error("it holds pictures and no text; have the text in it recognised (OCR) first")]
    Pictures,
    #[error("it holds no text; save what it shows as text, Markdown, HTML or DOCX")]
    NoText,
    #[error(
        "its fonts don't tell which letters they show; have the text in it recognised (OCR) first, \
         or save it as DOCX, HTML or text"
    )]
    Untold,
    #[error("it expands to more than {most} MiB, which no policy needs")]
    TooLarge { most: usize },
    #[error("its pages draw more than any policy needs")]
    TooMuch,
    #[error("its pages are more, or nest deeper, than those of any policy")]
    TooManyPages,
    #[error("no thread could be started to read it")]
    NoThread,
}

/// The blocks of a PDF, their lines those of the extracted text.
pub(super) fn parse(bytes: &[u8]) -> Result<Document, PdfError> {
    let bytes = without_what_came_before(bytes);
    expansion::check(bytes)?;
    let bytes = bytes.to_vec();
    // The panic of a thread stays in it. A stack that is used up would end the program: what nests is looked at first.
    let reader = thread::Builder::new()
        .name(GUARDED.to_owned())
        .stack_size(STACK)
        .spawn(move || panic::catch_unwind(AssertUnwindSafe(|| read(bytes))))
        .map_err(|_| PdfError::NoThread)?;
    match reader.join() {
        Ok(Ok(read)) => read,
        Ok(Err(_)) | Err(_) => Err(PdfError::Damaged),
    }
}

/// The file from its mark on: others may have put lines before it, and places in it are counted from there.
fn without_what_came_before(bytes: &[u8]) -> &[u8] {
    const HEAD: usize = 1024;
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let mark = head.windows(5).position(|window| window == b"%PDF-");
    mark.and_then(|at| bytes.get(at..)).unwrap_or(bytes)
}

fn read(bytes: Vec<u8>) -> Result<Document, PdfError> {
    tree::check(&bytes)?;
    let is_whole = ends_as_pdfs_do(&bytes);
    let pdf = Pdf::new(bytes).map_err(|why| match why {
        LoadPdfError::Decryption(_) => PdfError::Locked,
        LoadPdfError::Invalid => PdfError::Damaged,
    })?;
    let mut pages = painter::pages(&pdf, MOST_PAGES)?;
    let mut diagnostics = Vec::new();
    if pdf.pages().len() > MOST_PAGES {
        let message = format!("only the first {MOST_PAGES} pages are read");
        diagnostics.push(Diagnostic::warning(None, message));
    }
    if !is_whole {
        let message = "the file is cut off or damaged; what could be recovered is read, and some of it may be missing";
        diagnostics.push(Diagnostic::warning(None, message));
    }
    settle_hidden(&mut pages, &mut diagnostics);
    let without_text = |pages: &[Page]| {
        let has_pictures = pages.iter().any(|page| page.pictures > 0);
        let is_without = pages.iter().all(|page| page.glyphs.is_empty());
        is_without.then_some(match () {
            () if !is_whole => PdfError::Damaged,
            () if has_pictures => PdfError::Pictures,
            () => PdfError::NoText,
        })
    };
    if let Some(why) = without_text(&pages) {
        return Err(why);
    }
    diagnostics.extend(unread(&pages));
    diagnostics.extend(untold(&pages)?);
    frame::take_away(&mut pages);
    if let Some(why) = without_text(&pages) {
        return Err(why);
    }
    let mut document = writer::write(&order::parts(&pages));
    document.diagnostics = diagnostics;
    Ok(document)
}

/// Whether a file ends as PDFs do, or was cut off.
fn ends_as_pdfs_do(bytes: &[u8]) -> bool {
    let tail = bytes
        .get(bytes.len().saturating_sub(2048)..)
        .unwrap_or(bytes);
    tail.windows(5).any(|window| window == b"%%EOF")
}

/// Whether something is to be said of a page.
type Test = fn(&Page) -> bool;

/// What is to be said of pages that may hold text that is not read.
fn unread(pages: &[Page]) -> Vec<Diagnostic> {
    /// What a page without text of its own may have at its edges.
    const FEW: usize = 150;
    const LARGE: f64 = 0.5;
    const MANY_SHAPES: usize = 300;
    fn has_few(page: &Page) -> bool {
        (1..FEW).contains(&page.glyphs.len())
    }
    let kinds: [(&str, Test); 4] = [
        (
            "pages that hold pictures and no text are not read",
            |page| page.glyphs.is_empty() && page.pictures > 0,
        ),
        (
            "pages that hold a large picture and few words may hold more text, which is not read",
            |page| has_few(page) && page.pictured > LARGE,
        ),
        (
            "pages that hold many shapes and few words may hold more text, which is not read",
            |page| page.glyphs.len() < FEW && page.shapes > MANY_SHAPES,
        ),
        (
            "pages that are damaged may miss some of their text",
            |page| page.is_damaged,
        ),
    ];
    let said = kinds.into_iter().filter_map(|(what, is_so)| {
        let numbered = pages.iter().zip(1..).filter(|(page, _)| is_so(page));
        let numbers: Vec<String> = numbered
            .map(|(_, number): (_, usize)| number.to_string())
            .collect();
        let message = format!("{what}: {}", numbers.join(", "));
        (!numbers.is_empty()).then(|| Diagnostic::warning(None, message))
    });
    said.collect()
}

/// What is to be said of letters that the fonts don't tell; a document that hardly tells any can't be read.
fn untold(pages: &[Page]) -> Result<Option<Diagnostic>, PdfError> {
    /// One letter of so many may be a sign.
    const RARE: usize = 50;
    let glyphs = pages.iter().flat_map(|page| &page.glyphs);
    let is_unknown = |text: &str| text.chars().eq([fonts::UNKNOWN]);
    let unknown = glyphs
        .clone()
        .filter(|glyph| is_unknown(&glyph.text))
        .count();
    let all = glyphs.count();
    let message = || {
        format!(
            "its fonts don't tell which letters {unknown} of {all} signs are; these are shown as \u{fffd}, \
             and what they say is not read"
        )
    };
    match unknown {
        _ if unknown * 2 > all => Err(PdfError::Untold),
        _ if unknown * RARE > all => Ok(Some(Diagnostic::warning(None, message()))),
        _ => Ok(None),
    }
}

/// Leaves out words that don't show, unless they are all there is: what was recognised in pictures lies under them.
fn settle_hidden(pages: &mut [Page], diagnostics: &mut Vec<Diagnostic>) {
    let is_hidden = |hidden: bool| {
        let glyphs = pages.iter().flat_map(|page| &page.glyphs);
        glyphs.filter(|glyph| glyph.is_hidden == hidden).count()
    };
    let (hidden, shown) = (is_hidden(true), is_hidden(false));
    if hidden == 0 {
        return;
    }
    if hidden > shown {
        let message = "the words were recognised in pictures; some may be wrong";
        diagnostics.push(Diagnostic::warning(None, message));
        return;
    }
    let mut words = String::new();
    for page in pages {
        let hidden = page.glyphs.extract_if(.., |glyph| glyph.is_hidden);
        words.extend(hidden.map(|glyph| glyph.text));
        words.push(' ');
    }
    let message = format!(
        "the document hides some words; they are left out: \u{201c}{}\u{201d}",
        lines::shortened(&words)
    );
    diagnostics.push(Diagnostic::note(None, message));
}

#[cfg(test)]
mod tests;
