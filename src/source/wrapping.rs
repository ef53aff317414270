//! Files that hold a policy in a wrapping that is not read: compressed, archived, or of another program.

use crate::error::Error;

/// What files begin with, what they are then, and what to do about it.
const WRAPPINGS: [(&[u8], &str, &str); 9] = [
    (b"\x1F\x8B", "compressed (gzip)", UNPACK),
    (b"\x28\xB5\x2F\xFD", "compressed (zstd)", UNPACK),
    (b"BZh", "compressed (bzip2)", UNPACK),
    (b"\xFD7zXZ\0", "compressed (xz)", UNPACK),
    (b"PK\x03\x04", "an archive (ZIP)", UNPACK_OR_SAVE),
    (b"7z\xBC\xAF\x27\x1C", "an archive (7z)", UNPACK_OR_SAVE),
    (
        b"bplist00",
        "a web archive of Safari",
        "save the page as page source",
    ),
    (
        b"\xD0\xCF\x11\xE0",
        "a document of an old office program",
        SAVE_AS,
    ),
    (b"{\\rtf", "a document in RTF", SAVE_AS),
];

const UNPACK: &str = "unpack it first; where curl saved it so, call it with --compressed";
const UNPACK_OR_SAVE: &str =
    "unpack it first, or save the document in it as DOCX, PDF, HTML or text";
const SAVE_AS: &str = "save it as DOCX, PDF, HTML or text first";

/// Whether `bytes`, which seem to be text, are in the form of another program.
pub(super) fn is_text_of_another(bytes: &[u8]) -> bool {
    bytes.starts_with(b"{\\rtf")
}

/// Why `bytes`, which are no text, can't be read.
pub(super) fn error(path: String, bytes: &[u8]) -> Error {
    let found = WRAPPINGS.iter().find(|(head, ..)| bytes.starts_with(head));
    match found {
        Some((_, what, help)) => Error::Wrapped { path, what, help },
        None => Error::Binary { path },
    }
}
