//! The schemas of the JSON forms.

use std::io::{self, Write};

use clausewise::error::{Error, Exit};
use clausewise::report::SCHEMAS;

/// Prints the schema of the form called `name`, or the names of all.
pub(super) fn print(name: Option<&str>) -> Result<Exit, Error> {
    let mut out = io::stdout().lock();
    let Some(name) = name else {
        for (name, _) in SCHEMAS {
            writeln!(out, "{name}")?;
        }
        return Ok(Exit::Done);
    };
    let found = SCHEMAS.into_iter().find(|(known, _)| *known == name);
    let (_, schema) = found.ok_or_else(|| Error::Unknown {
        what: "JSON form",
        name: name.to_owned(),
        help: "`clausewise schema` lists them".to_owned(),
    })?;
    out.write_all(schema.as_bytes())?;
    Ok(Exit::Done)
}
