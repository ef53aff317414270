//! Holds policies to rules, or to what they said before.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use clausewise::check::{self, Check, earlier, rules};
use clausewise::display::Safe;
use clausewise::error::{Error, Exit, Mistake};
use clausewise::lexicon::Lexicon;
use clausewise::source::Intake;
use clausewise::{Comparison, Options, compare, report};

use super::progress::Meter;
use super::told;
use crate::cli::{Aside, CheckForm, Held};

/// Tells what of the policies taken in by `intake` falls short.
pub(super) fn run(
    held: &Held,
    intake: impl FnOnce() -> Intake,
    lexicon: Arc<Lexicon>,
    form: CheckForm,
    aside: Aside,
) -> Result<Exit, Error> {
    let compared = |lexicon| {
        let options = Options {
            lexicon: Some(lexicon),
            ..Options::default()
        };
        let intake = intake();
        let meter = Meter::new(aside);
        compare(intake, &options, &|progress| meter.tell(progress)).unless_empty()
    };
    // What the policies are held to is read first: its mistakes need no comparison.
    let (comparison, check) = match held {
        Held::ToRules(path) => {
            let rules = read_rules(path, &lexicon)?;
            let comparison = compared(lexicon)?;
            let check = check::by_rules(&comparison, rules);
            (comparison, check)
        }
        Held::ToReport(path) => {
            let earlier = read_report(path)?;
            let comparison = compared(lexicon)?;
            let check = check::since(&comparison, &earlier);
            (comparison, check)
        }
    };
    if check.checked.is_empty() {
        return Err(strangers(held, &check));
    }
    write(&comparison, &check, form, aside)?;
    Ok(match told(&comparison.unread) {
        Exit::Done if check.has_failed() => Exit::Failed,
        exit => exit,
    })
}

fn write(comparison: &Comparison, check: &Check, form: CheckForm, aside: Aside) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match form {
        CheckForm::Text(page) => report::check_text(comparison, check, page, &mut out)?,
        CheckForm::Json => report::check_json(comparison, check, &mut out)?,
        CheckForm::Sarif => {
            check
                .strangers(comparison)
                .for_each(|policy| aside.hint(&stranger(&policy.name)));
            report::check_sarif(comparison, check, &mut out)?;
        }
    }
    out.flush()
}

fn read_rules(path: &Path, lexicon: &Lexicon) -> Result<check::Rules, Error> {
    let (path, text) = text_of(path)?;
    let mistaken = |mistake: Mistake| Error::Setting {
        path: path.clone(),
        line: mistake.line,
        what: mistake.message,
    };
    rules::read(&path, &text, lexicon).map_err(|mistakes| Error::Rules {
        path: path.clone(),
        mistakes: mistakes.into_iter().map(mistaken).collect(),
    })
}

fn read_report(path: &Path) -> Result<earlier::Report, Error> {
    let (path, text) = text_of(path)?;
    earlier::read(&path, &text).map_err(|source| Error::Report { path, source })
}

fn text_of(path: &Path) -> Result<(String, String), Error> {
    let name = path.to_string_lossy().into_owned();
    match fs::read_to_string(path) {
        Ok(text) => Ok((name, text)),
        Err(source) => Err(Error::Read { path: name, source }),
    }
}

/// That the earlier report does not know a policy, for which SARIF has no place.
fn stranger(id: &str) -> String {
    let id = Safe::line(id);
    format!("{id} does not stand in the earlier report, and was held against nothing")
}

/// That the earlier report knows none of the policies.
fn strangers(held: &Held, check: &Check) -> Error {
    let (Held::ToRules(path) | Held::ToReport(path)) = held;
    Error::Strangers {
        path: path.to_string_lossy().into_owned(),
        known: check.gone.join(", "),
    }
}
