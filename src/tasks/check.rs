//! Holds policies to rules, or to what they said before.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use clausewise::check::{self, Check, earlier, rules};
use clausewise::error::{Error, Exit, Mistake};
use clausewise::lexicon::Lexicon;
use clausewise::source::Intake;
use clausewise::{Options, Survey, report, survey};

use super::progress::Meter;
use super::say;
use super::{text_of, told};
use crate::cli::{Aside, CheckForm, Held};

/// Tells what of the policies taken in by `intake` falls short.
pub(super) fn run(
    held: &Held,
    intake: impl FnOnce() -> Intake,
    lexicon: Arc<Lexicon>,
    form: CheckForm,
    aside: Aside,
) -> Result<Exit, Error> {
    let surveyed = |lexicon| {
        let options = Options {
            lexicon: Some(lexicon),
            ..Options::default()
        };
        let intake = intake();
        let meter = Meter::new(aside);
        survey(intake, &options, &|progress| meter.tell(progress)).unless_empty()
    };
    // What the policies are held to is read first: its mistakes need no policies.
    let (survey, check) = match held {
        Held::ToRules(path) => {
            let rules = read_rules(path, &lexicon)?;
            let survey = surveyed(lexicon)?;
            let check = check::by_rules(&survey, rules).map_err(|why| mistaken(path, why))?;
            (survey, check)
        }
        Held::ToReport(path) => {
            let earlier = read_report(path)?;
            let survey = surveyed(lexicon)?;
            let check = check::since(&survey, &earlier);
            (survey, check)
        }
    };
    if check.checked.is_empty() {
        return Err(strangers(held, &check));
    }
    write(&survey, &check, form)?;
    // That a policy was held against nothing must not look like a pass, however quiet the call is to be.
    check
        .strangers(&survey)
        .for_each(|policy| say(&stranger(held, &policy.name)));
    Ok(match told(&survey.unread) {
        Exit::Done if check.has_failed() => Exit::Failed,
        exit => exit,
    })
}

fn write(survey: &Survey, check: &Check, form: CheckForm) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match form {
        CheckForm::Text(page) => report::check_text(survey, check, page, &mut out)?,
        CheckForm::Json => report::check_json(survey, check, &mut out)?,
        CheckForm::Sarif => report::check_sarif(survey, check, &mut out)?,
    }
    out.flush()
}

fn read_rules(path: &Path, lexicon: &Lexicon) -> Result<check::Rules, Error> {
    let (name, text) = text_of(path)?;
    rules::read(&name, &text, lexicon).map_err(|mistakes| mistaken(path, mistakes))
}

/// That the file of rules at `path` can't be used.
fn mistaken(path: &Path, mistakes: Vec<Mistake>) -> Error {
    let path = path.to_string_lossy().into_owned();
    let setting = |mistake: Mistake| Error::Setting {
        path: path.clone(),
        line: mistake.line,
        what: mistake.message,
    };
    Error::Rules {
        mistakes: mistakes.into_iter().map(setting).collect(),
        path: path.clone(),
    }
}

fn read_report(path: &Path) -> Result<earlier::Report, Error> {
    let (path, text) = text_of(path)?;
    earlier::read(&path, &text).map_err(|source| Error::Report { path, source })
}

/// That the earlier report does not know a policy.
fn stranger(held: &Held, id: &str) -> Error {
    Error::Stranger {
        id: id.to_owned(),
        path: path_of(held),
    }
}

/// That the earlier report knows none of the policies.
fn strangers(held: &Held, check: &Check) -> Error {
    Error::Strangers {
        path: path_of(held),
        known: check.gone.join(", "),
    }
}

fn path_of(held: &Held) -> String {
    let (Held::ToRules(path) | Held::ToReport(path)) = held;
    path.to_string_lossy().into_owned()
}
