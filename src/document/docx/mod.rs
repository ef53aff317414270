//! DOCX, as word processors save it: an archive of XML files, read as the finished document shows.
//!
//! Tracked changes count as accepted. What is hidden is left out and told.

mod archive;
mod body;
mod notes;
mod numbering;
mod relations;
mod styles;
mod table;
mod xml;

use super::{Document, lines};
use crate::source::Diagnostic;

use archive::Archive;
use body::Story;
use notes::Notes;
use numbering::Numbering;
use styles::Styles;

/// Why a file can't be read as a Word document.
#[derive(Debug, thiserror::Error)]
pub(super) enum DocxError {
    #[error("it is no whole archive, as a Word document is; save it again as .docx")]
    Archive {
        #[from]
        source: zip::result::ZipError,
    },
    #[error("its part {part} is damaged; save it again as .docx")]
    Part {
        part: &'static str,
        source: std::io::Error,
    },
    #[error("its part {part} holds more than {most} MiB, which no policy needs")]
    TooLarge { part: &'static str, most: u64 },
    #[error("its part {part} is not well-formed; save it again as .docx")]
    Xml {
        part: &'static str,
        source: quick_xml::Error,
    },
    #[error("its part {part} nests deeper, or holds more elements, than any policy needs")]
    Limits { part: &'static str },
}

/// The blocks of a Word document, their lines those of the extracted text.
pub(super) fn parse(bytes: &[u8]) -> Result<Document, DocxError> {
    let mut archive = Archive::open(bytes)?;
    let styles = Styles::of(archive.tree("word/styles.xml")?.as_ref());
    let numbering = Numbering::of(archive.tree("word/numbering.xml")?.as_ref());
    let targets = relations::targets(archive.tree("word/_rels/document.xml.rels")?.as_ref());
    let footnotes = archive.tree("word/footnotes.xml")?;
    let endnotes = archive.tree("word/endnotes.xml")?;
    let main = archive.needed("word/document.xml")?;
    let written = Story {
        styles: &styles,
        numbering: &numbering,
        targets: &targets,
        notes: Notes::of(footnotes.as_ref(), endnotes.as_ref()),
    }
    .write(&main);
    let mut document = written.document;
    let gaps = lines::gaps(&document.blocks);
    lines::number(&mut document, &gaps);
    if let Some(words) = written.hidden {
        let message = format!(
            "the document hides some words; they are left out: \u{201c}{}\u{201d}",
            lines::shortened(&words)
        );
        document.diagnostics.push(Diagnostic::note(None, message));
    }
    if written.has_changes {
        let message = "the document holds tracked changes; it is read as if they were accepted";
        document.diagnostics.push(Diagnostic::note(None, message));
    }
    Ok(document)
}

#[cfg(test)]
mod tests;
