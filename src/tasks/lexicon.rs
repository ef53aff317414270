//! The lexicon that is used, and printing it.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clausewise::error::{Error, Exit};
use clausewise::lexicon::Lexicon;

use super::text_of;

/// Prints `file`, or the names of all files of the lexicon.
pub(super) fn print(file: Option<&str>) -> Result<Exit, Error> {
    let mut out = io::stdout().lock();
    match file {
        Some(file) => out.write_all(file.as_bytes())?,
        None => {
            for (name, _) in Lexicon::files() {
                writeln!(out, "{name}")?;
            }
        }
    }
    Ok(Exit::Done)
}

/// The lexicon that is compiled in, unless there is another.
pub(super) fn or_built_in(lexicon: Option<Arc<Lexicon>>) -> Arc<Lexicon> {
    lexicon.unwrap_or_else(|| Arc::clone(Lexicon::built_in()))
}

/// The lexicon that is compiled in, with `files` on top; none where there is nothing to put on top.
pub(super) fn with(files: &[PathBuf]) -> Result<Option<Arc<Lexicon>>, Error> {
    if files.is_empty() {
        return Ok(None);
    }
    let read = files.iter().map(|path| text_of(path));
    let files: Vec<(String, String)> = read.collect::<Result<_, Error>>()?;
    let lexicon =
        Lexicon::with_files(&files).map_err(|why| Error::Lexicon { source: why.into() })?;
    Ok(Some(Arc::new(lexicon)))
}
