//! The schemas of the JSON forms.

use std::io::{self, Write};

use clausewise::error::{Error, Exit};
use clausewise::report::SCHEMAS;

/// Prints `schema`, or the names of all.
pub(super) fn print(schema: Option<&str>) -> Result<Exit, Error> {
    let mut out = io::stdout().lock();
    match schema {
        Some(schema) => out.write_all(schema.as_bytes())?,
        None => {
            for (name, _) in SCHEMAS {
                writeln!(out, "{name}")?;
            }
        }
    }
    Ok(Exit::Done)
}
