//! Writes what came of policies in one of the written forms.

use std::ffi::OsString;
use std::io::{self, Write};
use std::mem;

use clausewise::display::Charset;
use clausewise::error::{Error, Exit};
use clausewise::policy::PolicyId;
use clausewise::{Comparison, Options, compare, report, source};

use super::progress::Meter;
use super::{output, stream, told};
use crate::cli::{Destination, Format};

type Out = Box<dyn Write>;

/// Writes a comparison, its whole in one piece.
type Form = Box<dyn Fn(&Comparison, &mut Out) -> io::Result<()>>;

/// Reads `inputs` and writes to `to` in `format`, or in the form that the name of the file says.
pub(super) fn run(
    inputs: &[OsString],
    limit: u64,
    options: &Options,
    format: Option<Format>,
    charset: Charset,
    to: &Destination,
    meter: Meter,
) -> Result<Exit, Error> {
    let format = format.map_or_else(|| output::format_of(to), Ok)?;
    output::allowed(to, format)?;
    let form: Form = match format {
        Format::Ndjson => {
            return stream::run(inputs, limit, options, &mut output::opened(to)?, &meter);
        }
        Format::Json => Box::new(report::json),
        Format::Text => Box::new(move |comparison, out| report::plain(comparison, charset, out)),
        Format::Csv => Box::new(report::csv),
        Format::Markdown => Box::new(report::markdown),
        Format::Html => Box::new(report::html),
        Format::Dpv => Box::new(report::dpv),
        Format::Tilt => Box::new(|comparison, out| report::tilt(comparison, PolicyId(0), out)),
        Format::Xlsx => Box::new(report::xlsx),
    };
    let intake = source::read(inputs, limit, &mut io::stdin().lock());
    let mut comparison =
        compare(intake, options, &|progress| meter.tell(progress)).unless_empty()?;
    drop(meter);
    let count = comparison.policies.len();
    if format == Format::Tilt && count != 1 {
        return Err(Error::NotOne { count });
    }
    let mut out = output::opened(to)?;
    form(&comparison, &mut out)?;
    out.flush()?;
    let unread = mem::take(&mut comparison.unread);
    // The program ends here, and the system takes memory back quicker than piece by piece.
    mem::forget(comparison);
    Ok(told(&unread))
}
