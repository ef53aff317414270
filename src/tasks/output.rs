//! Where a comparison is written to.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use clausewise::error::Error;
use clausewise::source;

use crate::cli::{Destination, Format};

/// The form that the name of a file asks for.
pub(super) fn format_of(to: &Destination) -> Result<Format, Error> {
    let (Destination::NewFile(path) | Destination::File(path)) = to else {
        return Ok(Format::Text);
    };
    let ending = path.extension().map(OsStr::to_ascii_lowercase);
    match ending.as_ref().and_then(|ending| ending.to_str()) {
        Some("json") => Ok(Format::Json),
        Some("txt") => Ok(Format::Text),
        Some("csv") => Ok(Format::Csv),
        Some("xlsx") => Ok(Format::Xlsx),
        Some("ndjson" | "jsonl") => Ok(Format::Ndjson),
        Some("md" | "markdown") => Ok(Format::Markdown),
        Some("html" | "htm") => Ok(Format::Html),
        Some("jsonld") => Ok(Format::Dpv),
        _ => Err(Error::Unknown {
            what: "form for a file named",
            name: path.to_string_lossy().into_owned(),
            help:
                "name it .xlsx, .csv, .md, .html, .json, .jsonld, .ndjson or .txt, or give --format"
                    .to_owned(),
        }),
    }
}

/// Whether something in this format can be written there at all, which is asked before the work is done.
///
/// # Errors
/// A file is there that nobody asks to be written over, or that is one of `inputs`, or a terminal that would show bytes.
pub(super) fn allowed(to: &Destination, format: Format, inputs: &[OsString]) -> Result<(), Error> {
    match to {
        Destination::Output if format == Format::Xlsx && io::stdout().is_terminal() => {
            Err(Error::NotForTerminals)
        }
        Destination::NewFile(path) if path.symlink_metadata().is_ok() => {
            Err(cannot_create(path, io::ErrorKind::AlreadyExists.into()))
        }
        Destination::File(path) if is_among(path, inputs) => Err(Error::Overwritten {
            path: path.to_string_lossy().into_owned(),
        }),
        _ => Ok(()),
    }
}

/// Whether the file `path` is one of those that `inputs` stand for, whatever it is called there.
fn is_among(path: &Path, inputs: &[OsString]) -> bool {
    let is_same = |real: &Path| {
        let found = source::find(inputs);
        let mut files = found.iter().flatten().filter_map(source::Input::file);
        files.any(|file| file.canonicalize().is_ok_and(|file| file == real))
    };
    path.canonicalize().is_ok_and(|real| is_same(&real))
}

/// What is written to. A file is made, or emptied, only here: what is there is kept until there is something to write.
pub(super) fn opened(to: &Destination) -> Result<Box<dyn Write>, Error> {
    let (path, file) = match to {
        Destination::Output => {
            return Ok(Box::new(io::BufWriter::new(io::stdout().lock())));
        }
        Destination::NewFile(path) => (path, fs::File::create_new(path)),
        Destination::File(path) => (path, fs::File::create(path)),
    };
    let file = file.map_err(|source| cannot_create(path, source))?;
    Ok(Box::new(io::BufWriter::new(file)))
}

fn cannot_create(path: &Path, source: io::Error) -> Error {
    Error::Create {
        path: path.to_string_lossy().into_owned(),
        help: match source.kind() {
            io::ErrorKind::AlreadyExists => "; --force overwrites it",
            _ => "",
        },
        source,
    }
}
