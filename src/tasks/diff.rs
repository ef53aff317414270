//! Compares two versions of a policy.

use std::io::{self, Write};

use clausewise::diff::Strictness;
use clausewise::error::{Error, Exit};
use clausewise::lexicon::Lexicon;
use clausewise::source::Intake;
use clausewise::{compare_versions, report};

use super::told;
use crate::cli::DiffForm;

/// Says what has changed from the first of the two sources to the second.
pub(super) fn run(
    Intake { sources, unread }: &Intake,
    lexicon: &Lexicon,
    strictness: Strictness,
    form: DiffForm,
) -> Result<Exit, Error> {
    if told(unread) == Exit::Fault {
        return Ok(Exit::Fault);
    }
    let [old, new] = sources.as_slice() else {
        return Err(Error::NotTwo {
            count: sources.len(),
        });
    };
    let comparison = compare_versions(old, new, lexicon, strictness)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match form {
        DiffForm::Json => report::diff_json(&comparison, &mut out)?,
        DiffForm::Text(page) => report::diff_text(&comparison, page, &mut out)?,
    }
    out.flush()?;
    Ok(Exit::Done)
}
