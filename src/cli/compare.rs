//! A comparison, and in which form it is shown.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::builder::TypedValueParser;
use clap::{ValueEnum, ValueHint};

use clausewise::coverage::Family;
use clausewise::coverage::benchmark::Order;
use clausewise::display::Charset;
use clausewise::lexicon::checklist::{self, Checklist};

use super::Task;
use super::audience::Audience;
use super::known::one_of;
use super::screen::{Frame, Look, ScreenArgs};

/// What a comparison is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct CompareArgs {
    /// Policies to compare: files (text, Markdown, HTML, DOCX, PDF), folders, "-" for standard input, PATH@REV for a git
    /// revision; NAME=PATH gives a policy a name
    #[arg(value_name = "POLICY", required = true, value_hint = ValueHint::AnyPath)]
    pub(super) policies: Vec<OsString>,

    /// Print the whole comparison as JSON (same as --format json)
    #[arg(long, conflicts_with = "text")]
    json: bool,

    /// Print the coverage matrix as text (same as --format text), which is the default where there is no terminal
    #[arg(long)]
    text: bool,

    /// Write the comparison in this format
    #[arg(long, value_name = "FORMAT", conflicts_with_all = ["json", "text", "keys", "linear", "print"])]
    format: Option<Format>,

    /// Write to this file instead of standard output (-); without --format, its name says the format: .xlsx, .csv, .md, .html,
    /// .json, .jsonld, .ndjson or .txt
    #[arg(long, short, value_name = "FILE", conflicts_with_all = ["keys", "linear", "print"], value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,

    /// Overwrite the file if it exists
    #[arg(long, requires = "output")]
    force: bool,

    /// Fill in this checklist, such as gdpr-13; may be repeated
    #[arg(long, value_name = "NAME", value_parser = known_checklists(), required_if_eq("order_by", "checklist"))]
    checklist: Vec<&'static Checklist>,

    /// Put the policies of the benchmark in this order; the largest number comes first
    #[arg(long, value_name = "ORDER", default_value = "given")]
    order_by: OrderBy,

    #[command(flatten)]
    screen: ScreenArgs,
}

/// The orders of a benchmark by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OrderBy {
    /// As on the command line
    Given,
    /// By name
    Name,
    /// By the number of rights that a policy states
    Rights,
    /// By the number of organisations that it names as processors
    Processors,
    /// By the number of things that it states a retention period for
    Retention,
    /// By the number of kinds of recipients that it states
    Recipients,
    /// By the number of other disclosures that it states
    Disclosures,
    /// By the number of checklist requirements that it meets
    Checklist,
    /// By the number of things that it is silent on and most others mention
    Gaps,
    /// By the number of things that no other policy mentions
    Alone,
}

impl From<OrderBy> for Order {
    fn from(order: OrderBy) -> Self {
        match order {
            OrderBy::Given => Self::Given,
            OrderBy::Name => Self::Name,
            OrderBy::Rights => Self::Stated(Family::Rights),
            OrderBy::Processors => Self::Stated(Family::Processors),
            OrderBy::Retention => Self::Stated(Family::Retention),
            OrderBy::Recipients => Self::Stated(Family::RecipientCategories),
            OrderBy::Disclosures => Self::Stated(Family::Disclosures),
            OrderBy::Checklist => Self::Checklist,
            OrderBy::Gaps => Self::Gaps,
            OrderBy::Alone => Self::Alone,
        }
    }
}

/// In which form a comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The whole comparison, for other programs
    Json,
    /// The matrix, for people to read
    Text,
    /// What the policies say as a table, with a line for each place that says something
    Csv,
    /// A workbook for spreadsheet programs: summary, matrix, facts, alignment and differences, each cell with its words
    Xlsx,
    /// A report to attach: summary, matrix, differences, gaps, and the words in notes
    #[value(alias = "md")]
    Markdown,
    /// The report as a single page for a browser, which loads nothing and runs nothing
    Html,
    /// What the policies state, in the W3C's Data Privacy Vocabulary (JSON-LD)
    Dpv,
    /// What one policy states, in the Transparency Information Language (JSON)
    Tilt,
    /// A line of JSON for each policy, written as soon as it is read, without a comparison: for pipelines
    Ndjson,
}

/// Where a comparison is written to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// To standard output.
    Output,
    /// To a file that is not there yet.
    NewFile(PathBuf),
    /// To a file, whether it is there or not.
    File(PathBuf),
}

/// Who shows the result.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Front {
    /// The terminal, to browse in.
    Terminal(Look),
    /// One view as text on standard output.
    Frame(Frame),
    /// Written in one piece.
    Written {
        /// In which form; where it is none, the name of the file says so.
        format: Option<Format>,
        /// With which signs text is written.
        charset: Charset,
        /// Where to.
        to: Destination,
    },
    /// The matrix as text, where nobody asked for it but there is no screen to draw on; which is said.
    TextInstead(Charset),
}

impl CompareArgs {
    /// What is to be done for `audience`.
    pub(super) fn task(self, audience: Audience) -> Task {
        let format = match self.format {
            _ if self.json => Some(Format::Json),
            _ if self.text => Some(Format::Text),
            format => format,
        };
        let front = match (format, self.output) {
            (None, None) => self.screen.front(audience),
            (format, output) => Front::Written {
                format,
                charset: self.screen.charset(),
                to: match output {
                    None => Destination::Output,
                    Some(path) if is_standard_output(&path) => Destination::Output,
                    Some(path) if self.force => Destination::File(path),
                    Some(path) => Destination::NewFile(path),
                },
            },
        };
        Task::Compare {
            inputs: self.policies,
            checklists: self.checklist,
            order: self.order_by.into(),
            front,
        }
    }
}

fn known_checklists() -> impl TypedValueParser<Value = &'static Checklist> {
    let known = checklist::checklists().iter();
    one_of(known.map(|checklist| (checklist.id.as_str(), checklist)))
}

/// Whether `path` stands for standard output, also where that goes to a file, which is there then.
fn is_standard_output(path: &Path) -> bool {
    path == Path::new("-") || path == Path::new("/dev/stdout")
}
