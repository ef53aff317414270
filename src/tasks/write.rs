//! Writes what came of policies in one of the written forms.

use std::ffi::OsString;
use std::io;
use std::mem;
use std::path::Path;

use clausewise::display::{Charset, Safe};
use clausewise::error::{Error, Exit};
use clausewise::policy::PolicyId;
use clausewise::source::Unread;
use clausewise::{Comparison, Options, Progress, Survey, report, source, survey};

use super::output::Output;
use super::progress::Meter;
use super::{output, stream, told};
use crate::cli::{Aside, Destination, Format};

/// Writes the whole of it in one piece.
type Writer<Whole> = Box<dyn Fn(&Whole, &mut Output) -> io::Result<()>>;

/// What a form is made of.
enum Form {
    /// Of what the policies say.
    Survey(Writer<Survey>),
    /// Of what stands beside what, too.
    Comparison(Writer<Comparison>),
}

/// Reads `inputs` and writes to `to` in `format`, or in the form that the name of the file says.
pub(super) fn run(
    inputs: &[OsString],
    limit: u64,
    options: &Options,
    format: Option<Format>,
    charset: Charset,
    to: &Destination,
    aside: Aside,
) -> Result<Exit, Error> {
    let meter = Meter::new(aside);
    let format = format.map_or_else(|| output::format_of(to), Ok)?;
    output::allowed(to, format, inputs)?;
    let form = match format {
        Format::Ndjson => {
            return stream::run(inputs, limit, options, to, &meter);
        }
        Format::Json => Form::Comparison(Box::new(report::json)),
        Format::Xlsx => Form::Comparison(Box::new(report::xlsx)),
        Format::Text => Form::Survey(Box::new(move |survey, out| {
            report::plain(survey, charset, out)
        })),
        Format::Csv => Form::Survey(Box::new(report::csv)),
        Format::Markdown => Form::Survey(Box::new(report::markdown)),
        Format::Html => Form::Survey(Box::new(report::html)),
        Format::Dpv => Form::Survey(Box::new(report::dpv)),
        Format::Tilt => Form::Survey(Box::new(|survey, out| {
            report::tilt(survey, PolicyId(0), out)
        })),
    };
    let mut intake = source::read(inputs, limit, &mut io::stdin().lock());
    // A report that is made again in the folder of its policies is the same as when it was not there.
    let is_told =
        |unread: &Unread| unread.why.is_fault() || !output::is_at(to, Path::new(&unread.path));
    intake.unread.retain(is_told);
    let survey = survey(intake, options, &|progress| meter.tell(progress)).unless_empty()?;
    let count = survey.policies.len();
    if format == Format::Tilt && count != 1 {
        return Err(Error::NotOne { count });
    }
    let mut survey = match form {
        Form::Survey(write) => {
            drop(meter);
            written(to, |out| write(&survey, out))?;
            survey
        }
        Form::Comparison(write) => {
            meter.tell(Progress::Comparing { policies: count });
            let comparison = survey.aligned();
            drop(meter);
            written(to, |out| write(&comparison, out))?;
            comparison.survey
        }
    };
    if matches!(format, Format::Csv | Format::Dpv | Format::Tilt) {
        tell_of_files(&survey, aside);
    }
    let unread = mem::take(&mut survey.unread);
    // The program ends here, and the system takes memory back quicker than piece by piece.
    mem::forget(survey);
    Ok(told(&unread))
}

/// Writes it to `to`, of which nothing is touched before.
fn written(
    to: &Destination,
    write: impl FnOnce(&mut Output) -> io::Result<()>,
) -> Result<(), Error> {
    let mut out = Output::opened(to)?;
    write(&mut out)?;
    out.finish()
}

/// Tells on standard error what a reader should know of whole files, where the form has no place for it.
fn tell_of_files(survey: &Survey, aside: Aside) {
    for policy in &survey.policies {
        let told = policy.diagnostics.iter();
        for one in told.filter(|one| one.line.is_none()) {
            aside.hint(Safe::line(format!("{}: {}", policy.origin.path, one.message)).as_str());
        }
    }
}
