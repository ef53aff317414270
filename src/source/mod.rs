//! Where bytes come from: files, folders, standard input; and which format they are in.

mod decode;
mod diagnostic;
mod files;
mod find;
mod format;
mod mhtml;
mod naming;
mod own;
mod revision;
mod wrapping;

pub use decode::{decode, page, saved_page};
pub use diagnostic::{Diagnostic, Severity};
pub use files::{DEFAULT_LIMIT, Intake, read};
pub use find::{Input, find};

use crate::error::Error;

/// One input as read: bytes, where they came from, and what they seem to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name that is unique in the comparison.
    pub name: String,
    /// The path as the user typed it; `-` for standard input.
    pub path: String,
    /// The bytes as they are.
    pub bytes: Vec<u8>,
    /// What the bytes seem to be, by extension and content.
    pub format: Format,
}

/// The form a document comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A page of the web.
    Html,
    /// A page of the web, saved with what belongs to it in one file of several parts.
    Mhtml,
    /// A document of a word processor: Office Open XML.
    Docx,
    /// Pages as they are printed.
    Pdf,
}

/// An input that could not be read; the others are compared without it.
#[derive(Debug)]
pub struct Unread {
    /// The path as the user typed it.
    pub path: String,
    /// What was wrong.
    pub why: Error,
}
