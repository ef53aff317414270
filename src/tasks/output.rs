//! Where a comparison is written to.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use clausewise::error::Error;
use clausewise::source;

use super::whole::{Existing, WholeFile};
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
        Destination::NewFile(path) if path.symlink_metadata().is_ok() && !is_device(path) => {
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

/// Whether `path` is what is written to.
pub(super) fn is_at(to: &Destination, path: &Path) -> bool {
    let (Destination::NewFile(own) | Destination::File(own)) = to else {
        return false;
    };
    let [own, other] = [own.as_path(), path].map(Path::canonicalize);
    own.is_ok_and(|own| other.is_ok_and(|other| own == other))
}

/// Whether `path` is no file that could be replaced: a device, a pipe.
fn is_device(path: &Path) -> bool {
    path.exists() && !path.is_file() && !path.is_dir()
}

/// Something that is being written.
pub(super) enum Output {
    /// To where it is read at once.
    Stream(Box<dyn Write>),
    /// To a file, which is there when it is finished.
    File(WholeFile),
}

impl Output {
    /// What is written to; what is there is kept until it is finished.
    pub(super) fn opened(to: &Destination) -> Result<Self, Error> {
        let (path, existing) = match to {
            Destination::Output => {
                let stream = io::BufWriter::new(io::stdout().lock());
                return Ok(Self::Stream(Box::new(stream)));
            }
            Destination::NewFile(path) => (path, Existing::Kept),
            Destination::File(path) => (path, Existing::Replaced),
        };
        if is_device(path) {
            let device = fs::OpenOptions::new().write(true).open(path);
            let device = device.map_err(|source| cannot_create(path, source))?;
            return Ok(Self::Stream(Box::new(io::BufWriter::new(device))));
        }
        WholeFile::begin(path, existing).map(Self::File)
    }

    /// Sees to it that all of it is where it belongs.
    pub(super) fn finish(self) -> Result<(), Error> {
        match self {
            Self::Stream(mut stream) => Ok(stream.flush()?),
            Self::File(file) => file.finish(),
        }
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Stream(stream) => stream,
            Self::File(file) => file,
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer().flush()
    }
}

pub(super) fn cannot_create(path: &Path, source: io::Error) -> Error {
    Error::Create {
        path: path.to_string_lossy().into_owned(),
        help: match source.kind() {
            io::ErrorKind::AlreadyExists => "; --force overwrites it",
            _ => "",
        },
        source,
    }
}
