//! Explains a row.

use std::io;
use std::sync::Arc;

use clausewise::align::explain::RowNumber;
use clausewise::error::{Error, Exit};
use clausewise::facts::explain::Subject;
use clausewise::lexicon::Lexicon;
use clausewise::source::Intake;
use clausewise::{Options, compare, facts, policy, report};

use super::say;
use super::{lexicon, told};
use crate::cli::ExplainedRow;

/// Explains `row` of the policies that were taken in.
pub(super) fn run(
    intake: Intake,
    row: &ExplainedRow,
    lexicon: Option<Arc<Lexicon>>,
) -> Result<Exit, Error> {
    match row {
        ExplainedRow::Matrix(subject) => {
            explain_cells(&intake, subject, &lexicon::or_built_in(lexicon))
        }
        ExplainedRow::Alignment(row) => explain_match(intake, *row, lexicon),
    }
}

/// Explains a row of the matrix for each policy that can be read; the others are reported.
fn explain_cells(intake: &Intake, subject: &Subject, lexicon: &Lexicon) -> Result<Exit, Error> {
    let mut out = io::stdout().lock();
    let mut exit = told(&intake.unread);
    for source in &intake.sources {
        let policy = match policy::read(source) {
            Ok(policy) => policy,
            Err(why) => {
                say(&why);
                exit = Exit::Fault;
                continue;
            }
        };
        let explanation = facts::explain::explain(&policy, lexicon, subject)
            .ok_or_else(|| subject.unknown(lexicon))?;
        report::explanation(&policy, &explanation, &mut out)?;
    }
    Ok(exit)
}

/// Explains a row of the alignment.
fn explain_match(
    intake: Intake,
    row: RowNumber,
    lexicon: Option<Arc<Lexicon>>,
) -> Result<Exit, Error> {
    let options = Options {
        lexicon,
        ..Options::default()
    };
    let comparison = compare(intake, &options, &|_| ()).unless_empty()?;
    let found = comparison.alignment.row(row);
    let found = found.ok_or_else(|| Error::Unknown {
        what: "row of the alignment",
        name: row.to_string(),
        help: "the rows of these policies and their ids stand in the --json report".to_owned(),
    })?;
    report::kinships(&comparison.survey, found, &mut io::stdout().lock())?;
    Ok(told(&comparison.survey.unread))
}
