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
use body::{LeftOut, Story};
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
        part: String,
        source: std::io::Error,
    },
    #[error("its part {part} holds more than {most} MiB, which no policy needs")]
    TooLarge { part: String, most: u64 },
    #[error("its part {part} is not well-formed; save it again as .docx")]
    Xml {
        part: String,
        source: quick_xml::Error,
    },
    #[error("its part {part} nests deeper, or holds more elements, than any policy needs")]
    Limits { part: String },
}

/// The blocks of a Word document, their lines those of the extracted text.
pub(super) fn parse(bytes: &[u8]) -> Result<Document, DocxError> {
    let mut archive = Archive::open(bytes)?;
    let root = archive.tree("_rels/.rels")?;
    let main_part = relations::part(root.as_ref(), "", "officeDocument");
    let main_part = main_part.unwrap_or_else(|| "word/document.xml".to_owned());
    let (folder, file) = main_part.rsplit_once('/').unwrap_or(("", &main_part));
    let relations = archive.tree(&format!("{folder}/_rels/{file}.rels"))?;
    let targets = relations::targets(relations.as_ref());
    let mut beside = |kind: &str| {
        let named = relations::part(relations.as_ref(), folder, kind);
        archive.tree(&named.unwrap_or_else(|| format!("{folder}/{kind}.xml")))
    };
    let styles = Styles::of(beside("styles")?.as_ref());
    let numbering = Numbering::of(beside("numbering")?.as_ref());
    let (footnotes, endnotes) = (beside("footnotes")?, beside("endnotes")?);
    let main = archive.needed(&main_part)?;
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
    for left_out in written.left_out {
        let message = match left_out {
            LeftOut::File => "the document shows another file in its place, which is not read",
            LeftOut::Signs => "signs of a font that doesn't tell what they are are left out",
        };
        document
            .diagnostics
            .push(Diagnostic::warning(None, message));
    }
    if written.has_changes {
        let message = "the document holds tracked changes; it is read as if they were accepted";
        document.diagnostics.push(Diagnostic::note(None, message));
    }
    Ok(document)
}

#[cfg(test)]
mod tests;
