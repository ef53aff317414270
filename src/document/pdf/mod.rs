//! PDF: pages of glyphs, put back into lines, paragraphs, headings, items and rows by where they stand and how
//! large they are.

mod bands;
mod columns;
mod expansion;
mod faces;
mod fonts;
mod frame;
mod glyphs;
mod hyphen;
mod matrix;
mod measure;
mod names;
mod order;
mod painter;
mod pieces;
mod segments;
mod strips;
mod table;
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
    #[error("no thread could be started to read it")]
    NoThread,
}

/// The blocks of a PDF, their lines those of the extracted text.
pub(super) fn parse(bytes: &[u8]) -> Result<Document, PdfError> {
    expansion::check(bytes)?;
    let bytes = bytes.to_vec();
    // The panic of a thread stays in it, and so does a stack that is used up by nesting within the limits.
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

fn read(bytes: Vec<u8>) -> Result<Document, PdfError> {
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
    settle_hidden(&mut pages, &mut diagnostics);
    if pages.iter().all(|page| page.glyphs.is_empty()) {
        let has_pictures = pages.iter().any(|page| page.pictures > 0);
        return Err(if !is_whole {
            PdfError::Damaged
        } else if has_pictures {
            PdfError::Pictures
        } else {
            PdfError::NoText
        });
    }
    diagnostics.extend(unread(&pages));
    if are_untold(&pages) {
        return Err(PdfError::Untold);
    }
    frame::take_away(&mut pages);
    let mut document = writer::write(&order::lines(&pages));
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

/// What is to be said of pages that hold pictures and no text, among others that hold some.
fn unread(pages: &[Page]) -> Option<Diagnostic> {
    let is_unread = |page: &Page| page.glyphs.is_empty() && page.pictures > 0;
    let numbered = pages.iter().zip(1..).filter(|(page, _)| is_unread(page));
    let numbers: Vec<String> = numbered
        .map(|(_, number): (_, usize)| number.to_string())
        .collect();
    let message = format!(
        "pages that hold pictures and no text are not read: {}",
        numbers.join(", ")
    );
    (!numbers.is_empty()).then(|| Diagnostic::warning(None, message))
}

/// Whether most letters are unknown.
fn are_untold(pages: &[Page]) -> bool {
    let glyphs = pages.iter().flat_map(|page| &page.glyphs);
    let untold = |text: &str| text.chars().eq([fonts::UNKNOWN]);
    let unknown = glyphs.clone().filter(|glyph| untold(&glyph.text)).count();
    unknown * 2 > glyphs.count()
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
