//! Files that hold a policy in a wrapping that is not read: compressed, archived, or of another program.

use std::ffi::OsStr;
use std::path::Path;

use crate::error::Error;

/// What files begin with, what they are then, and what to do about it.
const WRAPPINGS: [(&[u8], &str, &str); 10] = [
    (b"\x1F\x8B", "compressed (gzip)", UNPACK),
    (b"\x28\xB5\x2F\xFD", "compressed (zstd)", UNPACK),
    (b"BZh", "compressed (bzip2)", UNPACK),
    (b"\xFD7zXZ\0", "compressed (xz)", UNPACK),
    (ZIP, "an archive (ZIP)", UNPACK_OR_SAVE),
    (b"7z\xBC\xAF\x27\x1C", "an archive (7z)", UNPACK_OR_SAVE),
    (
        b"bplist00",
        "a web archive of Safari",
        "save the page as page source",
    ),
    (OLE, "a document of an old office program", SAVE_AS),
    (b"{\\rtf", "a document in RTF", SAVE_AS),
    (
        LFS_POINTER,
        "a pointer of Git LFS",
        "`git lfs pull`, with that revision checked out, fetches what it stands for",
    ),
];

/// What archives and documents of the form say of themselves, at their heads or further on.
const SAYINGS: [(&[u8], &[u8], &str, &str); 5] = [
    (
        OLE,
        b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
        "locked with a password",
        "save it without one",
    ),
    (
        ZIP,
        b"mimetypeapplication/vnd.oasis.opendocument.",
        OPEN,
        SAVE_OPEN,
    ),
    (
        XML,
        b"mimetype=\"application/vnd.oasis.opendocument.",
        OPEN,
        SAVE_OPEN,
    ),
    (
        ZIP,
        b"mimetypeapplication/epub+zip",
        "a book (EPUB)",
        SAVE_AS,
    ),
    (ZIP, b"xl/workbook", "a workbook", SAVE_AS),
];

const OLE: &[u8] = b"\xD0\xCF\x11\xE0";
const ZIP: &[u8] = b"PK\x03\x04";
const XML: &[u8] = b"<?xml";
const OPEN: &str = "a document in OpenDocument";
const SAVE_OPEN: &str = "save it as DOCX, PDF or text first";

const LFS_POINTER: &[u8] = b"version https://git-lfs.github.com/";

/// Endings of documents that other programs make.
const DOCUMENTS: [&str; 9] = [
    "doc",
    "docm",
    "epub",
    "odt",
    "pages",
    "rtf",
    "webarchive",
    "wpd",
    "wps",
];

/// Endings that come behind that of the file which was compressed.
const COMPRESSED: [&str; 6] = ["gz", "bz2", "xz", "zst", "7z", "zip"];

const UNPACK: &str = "unpack it first; where curl saved it so, call it with --compressed";
const UNPACK_OR_SAVE: &str =
    "unpack it first, or save the document in it as DOCX, PDF, HTML or text";
const SAVE_AS: &str = "save it as DOCX, PDF, HTML or text first";

/// Whether a file called so is a document in a wrapping; `is_read` are the names of those that are read.
pub(super) fn is_document_name(path: &Path, is_read: impl Fn(&Path) -> bool) -> bool {
    let is_document = |path: &Path| ends_with_one(path, &DOCUMENTS);
    let inside = path.with_extension("");
    is_document(path)
        || (ends_with_one(path, &COMPRESSED) && (is_read(&inside) || is_document(&inside)))
}

fn ends_with_one(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    endings
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// Whether `bytes`, which seem to be text, are in the form of another program.
pub(super) fn is_text_of_another(bytes: &[u8]) -> bool {
    bytes.starts_with(b"{\\rtf")
        || bytes.starts_with(LFS_POINTER)
        || (bytes.starts_with(XML) && saying(bytes).is_some())
}

/// Why `bytes`, which are no text, can't be read.
pub(super) fn error(path: String, bytes: &[u8]) -> Error {
    let by_head = || {
        let found = WRAPPINGS.iter().find(|(head, ..)| bytes.starts_with(head));
        found.map(|(_, what, help)| (*what, *help))
    };
    match saying(bytes).or_else(by_head) {
        Some((what, help)) => Error::Wrapped { path, what, help },
        None => Error::Binary { path },
    }
}

/// What `bytes` say that they are, and what to do about it.
fn saying(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let says = |says: &[u8]| bytes.windows(says.len()).any(|window| window == says);
    let mut all = SAYINGS.iter();
    let found = all.find(|(head, saying, ..)| bytes.starts_with(head) && says(saying));
    found.map(|(_, _, what, help)| (*what, *help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_other_programs_are_named_by_what_they_say() {
        let why = |bytes: &[u8]| error("a".to_owned(), bytes).to_string();
        let locked = [OLE, b"\0\0E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"].concat();
        assert_eq!(
            why(&locked),
            "a is locked with a password; save it without one"
        );
        let odt = b"PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.textPK";
        assert!(why(odt).contains("in OpenDocument; save it as DOCX, PDF or text"));
        assert!(why(b"PK\x03\x04rest").contains("an archive (ZIP)"));
        let flat = b"<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.text\">";
        assert!(is_text_of_another(flat) && why(flat).contains("in OpenDocument"));
        assert!(!is_text_of_another(b"<?xml version=\"1.0\"?><html>"));
    }
}
