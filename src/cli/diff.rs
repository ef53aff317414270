//! Two versions of a policy, and in which form their changes are told.

use std::ffi::OsString;

use clap::{ValueEnum, ValueHint};

use clausewise::coverage::benchmark::Order;
use clausewise::diff::Strictness;
use clausewise::report::Page;

use super::Task;
use super::audience::Audience;
use super::compare::Front;
use super::screen::{ConfigArgs, Look};

/// Which versions are compared, and how.
#[derive(Debug, clap::Args)]
pub(super) struct DiffArgs {
    /// The earlier version, given as for a comparison
    #[arg(value_name = "OLD", value_hint = ValueHint::FilePath)]
    old: OsString,

    /// The later version
    #[arg(value_name = "NEW", value_hint = ValueHint::FilePath)]
    new: OsString,

    /// Print the changes as JSON (same as --format json)
    #[arg(long, conflicts_with = "format")]
    json: bool,

    /// Print the changes in this format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Form,

    /// Browse the changes side by side on the screen; where there is no screen, print them
    #[arg(long, conflicts_with_all = ["json", "format", "exact"])]
    browse: bool,

    #[command(flatten)]
    config: ConfigArgs,

    /// Count changes of numbering, bullets, link targets, heading levels and typography too
    #[arg(long)]
    exact: bool,
}

/// In which form changes are told, by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// What has changed, for people to read
    Text,
    /// The same for other programs
    Json,
}

impl DiffArgs {
    /// What is to be done for `audience`; text is written on `page`.
    pub(super) fn task(self, audience: Audience, page: Page) -> Task {
        if let (true, Audience::Person(_)) = (self.browse, audience) {
            return Task::Compare {
                inputs: vec![self.old, self.new],
                checklists: Vec::new(),
                order: Order::default(),
                front: Front::Terminal(Look::of_versions(audience, self.config)),
            };
        }
        Task::Diff {
            versions: [self.old, self.new],
            strictness: if self.exact {
                Strictness::Form
            } else {
                Strictness::Words
            },
            form: match self.format {
                Form::Text if !self.json => DiffForm::Text(page),
                Form::Text | Form::Json => DiffForm::Json,
            },
        }
    }
}

/// The form in which changes are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DiffForm {
    /// One JSON object.
    Json,
    /// Text on a page.
    Text(Page),
}

/// What stands below the help.
pub(super) const AFTER_HELP: &str = "\
A summary comes first: how many clauses have changed, and which rights, processors, retention periods, recipients and \
disclosures. Then come these facts with their words, the sections, and the clauses with [-what was removed-] and {+what was \
added+}. Signs: ~ changed, + added, - removed, > moved. Line breaks, list markers, heading numbers and link targets count as \
changes only with --exact.

Examples:
  clausewise diff 2025.md 2026.md                what has changed
  clausewise diff policy.md@HEAD~1 policy.md     since the last commit
  clausewise diff policy.md@v1 policy.md@v2      between two tags
  clausewise diff --browse 2025.md 2026.md       the same on the screen
  clausewise diff --json old.html new.html       for other programs

Exit codes: 0 whether or not anything has changed; 2 if a version could not be read.";
