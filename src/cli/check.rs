//! What policies are held to, and in which form the result is told.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ValueEnum, ValueHint};

use clausewise::report::Page;

use super::Task;

/// Which policies are held to what.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "clausewise check [OPTIONS] RULES POLICY...\n       clausewise check [OPTIONS] --baseline REPORT POLICY..."
)]
pub(super) struct CheckArgs {
    /// The rules, a TOML file; with --baseline, the first policy
    #[arg(value_name = "RULES", value_hint = ValueHint::FilePath)]
    rules: OsString,

    /// The policies, given as for a comparison
    #[arg(value_name = "POLICY", required_unless_present = "baseline", value_hint = ValueHint::AnyPath)]
    policies: Vec<OsString>,

    /// Report what has got worse since REPORT, which was written with --json
    #[arg(long, value_name = "REPORT", value_hint = ValueHint::FilePath)]
    baseline: Option<PathBuf>,

    /// Print the result as JSON (same as --format json)
    #[arg(long, conflicts_with = "format")]
    json: bool,

    /// Print the result in this format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Form,
}

/// In which form a check is told, by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// What is broken, for people to read
    Text,
    /// The outcome of each rule, for other programs
    Json,
    /// What is broken, for code hosts and editors (SARIF 2.1.0)
    Sarif,
}

/// What policies are held to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// To the rules of this file.
    ToRules(PathBuf),
    /// To what this report says of earlier versions.
    ToReport(PathBuf),
}

/// In which form a check is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CheckForm {
    /// As text on a page.
    Text(Page),
    /// As one JSON object.
    Json,
    /// As a SARIF log.
    Sarif,
}

impl CheckArgs {
    /// What is to be done; text is written on `page`.
    pub(super) fn task(self, page: Page) -> Task {
        let (held, inputs) = match self.baseline {
            Some(report) => {
                let inputs = std::iter::once(self.rules).chain(self.policies);
                (Held::ToReport(report), inputs.collect())
            }
            None => (Held::ToRules(self.rules.into()), self.policies),
        };
        Task::Check {
            held,
            inputs,
            form: match self.format {
                _ if self.json => CheckForm::Json,
                Form::Json => CheckForm::Json,
                Form::Sarif => CheckForm::Sarif,
                Form::Text => CheckForm::Text(page),
            },
        }
    }
}

/// What stands below the help.
pub(super) const AFTER_HELP: &str = "\
A rule asks for one thing, and says in a sentence what that is:

  [[rule]]
  id = \"erasure\"
  sentence = \"People can have their data erased.\"
  must-state = \"rights.erasure\"

docs/check.md describes everything that a rule can ask for, and what counts as worse.

Examples:
  clausewise check samples/rules.toml samples      check four policies against rules
  clausewise check --format sarif samples/rules.toml samples
                                                   for code hosts and editors
  clausewise check --baseline 2025.json policy.md  what has become worse

Exit codes: 0 if every rule of severity \"error\" holds; 1 if one is broken; 2
if an input could not be read, or the call could not be carried out.";
