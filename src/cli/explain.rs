//! Which row is explained.

use std::ffi::OsString;
use std::path::Path;

use clap::ValueHint;

use clausewise::align::explain::RowNumber;
use clausewise::coverage::Family;
use clausewise::facts::explain::Subject;
use clausewise::lexicon::{ConceptId, ConceptKind};

use super::Task;

/// Which row of which policies is explained.
#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// The policies, given as for a comparison
    #[arg(value_name = "POLICY", required = true, value_hint = ValueHint::AnyPath)]
    policies: Vec<OsString>,

    /// A row of the matrix, such as rights.erasure, processors.stripe, retention.account-data, recipients.payment or
    /// disclosures.dpo; or a row of the alignment of these policies by its id in the JSON report, such as r17
    #[arg(value_name = "ROW", value_parser = explained_row)]
    row: ExplainedRow,
}

impl ExplainArgs {
    /// What is to be done.
    pub(super) fn task(self) -> Task {
        Task::Explain {
            inputs: self.policies,
            row: self.row,
        }
    }
}

/// What is to be explained.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExplainedRow {
    /// What each policy says on a row of the matrix.
    Matrix(Subject),
    /// Why the members of a row of the alignment stand side by side.
    Alignment(RowNumber),
}

fn explained_row(text: &str) -> Result<ExplainedRow, String> {
    match text.parse() {
        Ok(row) => Ok(ExplainedRow::Alignment(row)),
        Err(_) => subject(text).map(ExplainedRow::Matrix),
    }
}

/// How a row is written.
const ROWS: &str =
    "write family and id, as in rights.erasure, or a row of the alignment, as in r17";

/// Reads "rights.erasure".
fn subject(text: &str) -> Result<Subject, String> {
    if Path::new(text).exists() {
        return Err(format!(
            "it is a file, and the row is missing after it; {ROWS}"
        ));
    }
    let (family, id) = text.split_once('.').ok_or(ROWS)?;
    let id = ConceptId::from(id);
    match Family::named(family) {
        Some(Family::Rights) => Ok(Subject::Concept(ConceptKind::Right, id)),
        Some(Family::RecipientCategories) => Ok(Subject::Concept(ConceptKind::Recipient, id)),
        Some(Family::Disclosures) => Ok(Subject::Concept(ConceptKind::Disclosure, id)),
        Some(Family::Processors) => Ok(Subject::Processor(id)),
        Some(Family::Retention) => Ok(Subject::Retention(id)),
        None => Err(format!(
            "the family `{family}` is none of rights, processors, retention, recipients, disclosures"
        )),
    }
}

/// What stands below the help.
pub(super) const AFTER_HELP: &str = "\
Examples:
  clausewise explain a.txt rights.erasure    the words and rules behind a cell
  clausewise explain vendors/ disclosures.dpo
                                             the same for all policies of a folder
  clausewise explain a.txt b.txt r17         why clauses stand side by side

Exit codes: 0 if the row was explained for all policies; 2 if there is no such row or a policy could not be read.";
