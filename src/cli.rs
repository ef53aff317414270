//! The command line: as typed, and what it comes to.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum, ValueHint};

use clausewise::align::explain::RowNumber;
use clausewise::diff::Strictness;
use clausewise::display::Charset;
use clausewise::facts::explain::Subject;
use clausewise::lexicon::checklist::Checklist;
use clausewise::lexicon::{self, ConceptId, ConceptKind};
use clausewise::report::{Ink, Page};
use clausewise::tui::{self, Config, Options, Palette, Size, View};

/// MiB in bytes.
const MIB: u64 = 1024 * 1024;

/// The command line as typed.
#[derive(Debug, Parser)]
#[command(
    name = "clausewise",
    version,
    about,
    long_about = LONG_ABOUT,
    after_help = AFTER_HELP,
    max_term_width = 100,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true
)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    compare: CompareArgs,

    #[command(flatten)]
    reading: ReadingArgs,
}

/// What is asked for beside a comparison.
#[derive(Debug, Subcommand)]
enum Command {
    /// Say why a policy is said to state, deny or be silent on something, or why clauses stand side by side
    Explain {
        /// The policies, as for a comparison
        #[arg(value_name = "POLICY", required = true, value_hint = ValueHint::AnyPath)]
        policies: Vec<OsString>,

        /// A row of the matrix: rights.erasure, processors.stripe, retention.account-data, recipients.payment,
        /// disclosures.dpo; or a row of the alignment of these policies by its id in the JSON report: r17
        #[arg(value_name = "ROW", value_parser = explained_row)]
        row: ExplainedRow,
    },
    /// Print a configuration file that asks for what is so already: all settings, all actions and their keys
    Config,
    /// Say what has changed from one version of a policy to the next
    #[command(after_help = AFTER_DIFF_HELP)]
    Diff {
        /// The version that was there first, as for a comparison
        #[arg(value_name = "OLD", value_hint = ValueHint::FilePath)]
        old: OsString,

        /// The version that came after it
        #[arg(value_name = "NEW", value_hint = ValueHint::FilePath)]
        new: OsString,

        /// Print the whole as JSON
        #[arg(long)]
        json: bool,

        /// Count numbers and bullets, link targets, levels and typography as changes too
        #[arg(long)]
        exact: bool,
    },
    /// Print the lexicon that is compiled in: the names of its files, or one of them
    Lexicon {
        /// The file
        #[arg(value_name = "FILE")]
        file: Option<String>,
    },
}

/// What a comparison is asked for.
#[derive(Debug, clap::Args)]
struct CompareArgs {
    /// Policies to compare: files, folders, "-" for standard input, PATH@REV for a revision in git, or NAME=PATH to
    /// name one
    #[arg(value_name = "POLICY", required = true, value_hint = ValueHint::AnyPath)]
    policies: Vec<OsString>,

    /// Print the whole comparison as JSON: short for --format json
    #[arg(long, conflicts_with = "text")]
    json: bool,

    /// Print the coverage matrix as text, as is done where there is no terminal: short for --format text
    #[arg(long)]
    text: bool,

    /// Write the comparison in this form
    #[arg(long, value_name = "FORM", conflicts_with_all = ["json", "text", "keys", "linear", "print"])]
    format: Option<Format>,

    /// Write to this file instead of standard output; without --format its name says the form: .json, .txt or .csv
    #[arg(long, short, value_name = "FILE", conflicts_with_all = ["keys", "linear", "print"], value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,

    /// Write over the file that is there
    #[arg(long, requires = "output")]
    force: bool,

    /// Fill this checklist, such as gdpr-13; given twice, both
    #[arg(long, value_name = "NAME", value_parser = checklist)]
    checklist: Vec<&'static Checklist>,

    #[command(flatten)]
    screen: ScreenArgs,
}

/// What the screen is like, and how it is printed.
#[derive(Debug, clap::Args)]
struct ScreenArgs {
    /// Open on this view
    #[arg(long, value_name = "VIEW")]
    screen: Option<Screen>,

    /// Print what the screen shows after these keys, such as '/retention<enter>n', instead of opening it
    #[arg(long, allow_hyphen_values = true, conflicts_with_all = ["json", "text"])]
    keys: Option<String>,

    /// Print the view as headed text in reading order, for screen readers; with --keys, as it is after them
    #[arg(long, conflicts_with_all = ["json", "text"])]
    linear: bool,

    /// When the terminal is left, print what was put into the tray, in this form
    #[arg(long, value_name = "FORM", conflicts_with_all = ["json", "text", "keys", "linear"])]
    print: Option<Form>,

    /// Size of the screen that --keys prints
    #[arg(long, value_name = "WIDTHxHEIGHT", default_value = "80x24", value_parser = size, requires = "keys")]
    size: Size,

    /// Take settings and keys from this file instead of the usual one; see "clausewise config" for its form
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "no_config")]
    config: Option<PathBuf>,

    /// Read no configuration file
    #[arg(long)]
    no_config: bool,

    /// Colours of the terminal; without this, colourless where NO_COLOR is set, else what fits the background
    #[arg(long, value_name = "NAME")]
    theme: Option<Theme>,

    /// Draw signs and lines in ASCII
    #[arg(long)]
    ascii: bool,
}

/// How policies are read.
#[derive(Debug, clap::Args)]
struct ReadingArgs {
    /// Add the entries of a lexicon file to what is known, or override it; see "clausewise lexicon" for its form
    #[arg(long, value_name = "FILE", global = true, value_hint = ValueHint::FilePath)]
    lexicon: Vec<PathBuf>,

    /// Read inputs up to this size
    #[arg(long, value_name = "MIB", global = true, default_value_t = clausewise::source::DEFAULT_LIMIT / MIB, value_parser = clap::value_parser!(u64).range(1..))]
    max_size: u64,
}

/// In which form a comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The whole comparison, for other programs
    Json,
    /// The matrix, to be read
    Text,
    /// The matrix for a spreadsheet: a line for each cell and retention statement
    Csv,
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

/// The forms of the tray by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    Markdown,
    Csv,
    Html,
}

impl From<Form> for tui::Form {
    fn from(form: Form) -> Self {
        match form {
            Form::Markdown => Self::Markdown,
            Form::Csv => Self::Csv,
            Form::Html => Self::Html,
        }
    }
}

/// The views by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Screen {
    Matrix,
    Aligned,
    Pair,
    Reader,
}

impl From<Screen> for View {
    fn from(screen: Screen) -> Self {
        match screen {
            Screen::Matrix => Self::Matrix,
            Screen::Aligned => Self::Aligned,
            Screen::Pair => Self::Pair,
            Screen::Reader => Self::Reader,
        }
    }
}

/// No screen is larger, and a picture of it would be no use.
const LARGEST_SIDE: u16 = 2000;

/// Reads "120x40".
fn size(text: &str) -> Result<Size, String> {
    let sides = text
        .split_once('x')
        .map(|(width, height)| (width.parse(), height.parse()));
    match sides {
        Some((Ok(width @ 1..=LARGEST_SIDE), Ok(height @ 1..=LARGEST_SIDE))) => {
            Ok(Size { width, height })
        }
        Some((Ok(_), Ok(_))) => Err(format!(
            "columns and rows are at least 1 and at most {LARGEST_SIDE}"
        )),
        _ => Err("write columns and rows as 120x40".to_owned()),
    }
}

/// The themes by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Theme {
    Dark,
    Light,
    HighContrast,
    Colourless,
}

impl From<Theme> for Palette {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::Dark => Self::Dark,
            Theme::Light => Self::Light,
            Theme::HighContrast => Self::HighContrast,
            Theme::Colourless => Self::Colourless,
        }
    }
}

const LONG_ABOUT: &str = "\
Compares privacy policies clause by clause.

Finds which clauses of different policies speak of the same thing, puts them side by side, and fills a matrix of which \
rights, processors and retention periods each policy states, denies or is silent on. Every cell can be followed to the \
very words that it rests on. Works offline; the same files give the same result.";

const AFTER_HELP: &str = "\
Examples:
  clausewise samples/*.txt                   browse four policies in the terminal
  clausewise ours=policy.md theirs/          name one, take all in a folder
  clausewise --json a.txt b.txt > out.json   the whole comparison for other programs
  clausewise --checklist gdpr-13 a.txt b.txt | less
                                             what GDPR Art. 13 asks for, and what of it is there
  clausewise a.txt b.txt | less              the matrix as text
  clausewise -o audit.csv vendors/           the matrix for a spreadsheet
  clausewise diff 2025.md 2026.md            what has changed between two versions
  clausewise explain a.txt rights.erasure    the words and rules behind a cell, or what was looked for
  clausewise --keys '/retention<enter>' a.txt b.txt
                                             what the screen shows after these keys

Exit codes:
  0  all inputs were compared
  2  an input could not be read (the others were compared), or the call could not be carried out";

const AFTER_DIFF_HELP: &str = "\
First comes what it amounts to: how many clauses have changed, and which rights, processors, retention periods, recipients \
and disclosures; then these facts with their words, the sections, and the clauses with [-what was removed-] and {+what was \
added+}. Signs: ~ changed, + added, - removed, > moved. Line breaks, list markers, numbers of headings and targets of links \
are no change without --exact.

Examples:
  clausewise diff 2025.md 2026.md                what has changed
  clausewise diff policy.md@HEAD~1 policy.md     since the last commit
  clausewise diff policy.md@v1 policy.md@v2      between two tags
  clausewise diff --json old.html new.html       for other programs

Exit codes: 0 whether or not anything has changed; 2 where a version could not be read.";

/// What the command line comes to.
#[derive(Debug, PartialEq)]
pub(crate) struct Plan {
    /// What is to be done.
    pub(crate) task: Task,
    /// Lexicon files on top of what is compiled in.
    pub(crate) lexicon: Vec<PathBuf>,
    /// The size in bytes of the largest input that is read.
    pub(crate) limit: u64,
}

/// What is to be done.
#[derive(Debug, PartialEq)]
pub(crate) enum Task {
    /// Compare the inputs.
    Compare {
        /// As typed.
        inputs: Vec<OsString>,
        /// The checklists to be filled.
        checklists: Vec<&'static Checklist>,
        /// Who shows the result.
        front: Front,
    },
    /// Explain a row.
    Explain {
        /// The inputs as typed.
        inputs: Vec<OsString>,
        /// The row.
        row: ExplainedRow,
    },
    /// Print a configuration file.
    Config,
    /// Say what has changed between two versions.
    Diff {
        /// Old and new, as typed.
        versions: [OsString; 2],
        /// What counts as a change.
        strictness: Strictness,
        /// In which form.
        form: DiffForm,
    },
    /// Print the lexicon's file of that name, or the names of all.
    Lexicon(Option<String>),
}

/// Where settings come from besides the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ConfigFile {
    /// The file at the platform's place, if it is there.
    Usual,
    /// This file.
    At(PathBuf),
    /// No file.
    None,
}

/// How the screen looks, as far as the command line and the environment say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// The view to open on.
    view: Option<View>,
    /// The colours asked for.
    palette: Option<Palette>,
    /// The colours where nobody asks for any.
    otherwise: Option<Palette>,
    /// The characters asked for.
    charset: Option<Charset>,
    /// The form in which the tray is printed.
    pub(crate) print: Option<tui::Form>,
    /// Where the rest is said.
    pub(crate) config: ConfigFile,
}

impl Look {
    /// What comes of it and the configuration: the command line wins.
    pub(crate) fn options(&self, config: Config) -> Options {
        Options {
            view: self.view.or(config.view).unwrap_or_default(),
            palette: self.palette.or(config.palette).or(self.otherwise),
            charset: self.charset.or(config.charset).unwrap_or_default(),
            keymap: config.keymap,
            print: self.print,
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

/// A frame to be printed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// The keys that lead to it.
    pub(crate) keys: String,
    /// As what it is printed.
    pub(crate) shape: Shape,
    /// How it looks.
    pub(crate) look: Look,
}

/// As what a view is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// As the screen of this size shows it.
    Screen(Size),
    /// As headed text.
    Linear,
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

/// Whether someone sits at the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// A person, at a terminal that can draw, in these colours unless asked for others.
    Person(Option<Palette>),
    /// The same, but standard output leads elsewhere.
    Piping(Option<Palette>),
    /// A person at a terminal that can't draw.
    Reader,
    /// Another program.
    Program,
}

impl Audience {
    /// Who is there, by the look of standard output, `TERM` and `NO_COLOR`.
    pub(crate) fn present() -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = !is_set("TERM") || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let no_colour =
            is_set("NO_COLOR") || std::env::var_os("CLICOLOR").is_some_and(|value| value == "0");
        let colourless = no_colour.then_some(Palette::Colourless);
        match (io::stdout().is_terminal(), io::stderr().is_terminal()) {
            (true, true) if dumb => Self::Reader,
            _ if dumb => Self::Program,
            (true, _) => Self::Person(colourless),
            (false, true) => Self::Piping(colourless),
            (false, false) => Self::Program,
        }
    }

    /// The page that text is written on: as wide as the terminal, within what reads well.
    fn page(self) -> Page {
        const WIDTH: usize = 100;
        let (ink, width) = match self {
            Self::Person(palette) => {
                let size = terminal_size::terminal_size();
                let width = size.map_or(WIDTH, |(width, _)| usize::from(width.0));
                let ink = match palette {
                    Some(Palette::Colourless) => Ink::Plain,
                    _ => Ink::Coloured,
                };
                (ink, width.min(WIDTH))
            }
            Self::Piping(_) | Self::Reader | Self::Program => (Ink::Plain, WIDTH),
        };
        Page { width, ink }
    }
}

impl Args {
    /// What is to be done for `audience`.
    pub(crate) fn plan(self, audience: Audience) -> Plan {
        let task = match self.command {
            Some(Command::Explain { policies, row }) => Task::Explain {
                inputs: policies,
                row,
            },
            Some(Command::Config) => Task::Config,
            Some(Command::Diff {
                old,
                new,
                json,
                exact,
            }) => Task::Diff {
                versions: [old, new],
                strictness: if exact {
                    Strictness::Form
                } else {
                    Strictness::Words
                },
                form: if json {
                    DiffForm::Json
                } else {
                    DiffForm::Text(audience.page())
                },
            },
            Some(Command::Lexicon { file }) => Task::Lexicon(file),
            None => self.compare.task(audience),
        };
        Plan {
            task,
            lexicon: self.reading.lexicon,
            limit: self.reading.max_size.saturating_mul(MIB),
        }
    }
}

impl CompareArgs {
    fn task(self, audience: Audience) -> Task {
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
                    Some(path) if self.force => Destination::File(path),
                    Some(path) => Destination::NewFile(path),
                },
            },
        };
        Task::Compare {
            inputs: self.policies,
            checklists: self.checklist,
            front,
        }
    }
}

impl ScreenArgs {
    fn front(self, audience: Audience) -> Front {
        let charset = self.charset();
        let look = self.look(audience);
        match (self.keys, audience) {
            (keys, _) if self.linear => Front::Frame(Frame {
                keys: keys.unwrap_or_default(),
                shape: Shape::Linear,
                look,
            }),
            (Some(keys), _) => Front::Frame(Frame {
                keys,
                shape: Shape::Screen(self.size),
                look,
            }),
            (None, Audience::Person(_)) => Front::Terminal(look),
            (None, Audience::Piping(_)) if self.print.is_some() => Front::Terminal(look),
            (None, Audience::Piping(_) | Audience::Reader) => Front::TextInstead(charset),
            (None, Audience::Program) => Front::Written {
                format: Some(Format::Text),
                charset,
                to: Destination::Output,
            },
        }
    }

    fn charset(&self) -> Charset {
        if self.ascii {
            Charset::Ascii
        } else {
            Charset::Unicode
        }
    }

    fn look(&self, audience: Audience) -> Look {
        let otherwise = match audience {
            Audience::Person(palette) | Audience::Piping(palette) => palette,
            Audience::Reader | Audience::Program => None,
        };
        let printed = self.keys.is_some() || self.linear;
        let config = match &self.config {
            Some(path) => ConfigFile::At(path.clone()),
            // What is printed for others is the same for everybody.
            None if self.no_config || printed => ConfigFile::None,
            None => ConfigFile::Usual,
        };
        Look {
            view: self.screen.map(View::from),
            palette: self.theme.map(Palette::from),
            otherwise,
            charset: self.ascii.then_some(Charset::Ascii),
            print: self.print.map(tui::Form::from),
            config,
        }
    }
}

fn checklist(name: &str) -> Result<&'static Checklist, String> {
    lexicon::checklist::checklist(name).ok_or_else(|| {
        let ids: Vec<&str> = lexicon::checklist::checklists()
            .iter()
            .map(|checklist| checklist.id.as_str())
            .collect();
        format!(
            "there is no checklist `{name}`; there are {}",
            ids.join(", ")
        )
    })
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

/// Reads "rights.erasure".
fn subject(text: &str) -> Result<Subject, String> {
    let (family, id) = text
        .split_once('.')
        .ok_or("write family and id, as in rights.erasure, or a row of the alignment, as in r17")?;
    let id = ConceptId::from(id);
    match family {
        "rights" => Ok(Subject::Concept(ConceptKind::Right, id)),
        "recipients" | "recipient_categories" => Ok(Subject::Concept(ConceptKind::Recipient, id)),
        "disclosures" => Ok(Subject::Concept(ConceptKind::Disclosure, id)),
        "processors" => Ok(Subject::Processor(id)),
        "retention" => Ok(Subject::Retention(id)),
        _ => Err(format!(
            "`{family}` is none of rights, processors, retention, recipients, disclosures"
        )),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    const PERSON: Audience = Audience::Person(None);

    fn printed(format: Format) -> Front {
        Front::Written {
            format: Some(format),
            charset: Charset::Unicode,
            to: Destination::Output,
        }
    }

    #[test]
    fn a_file_is_written_over_only_when_asked_to() {
        let to = |args: &[&str]| match front(args, PERSON) {
            Front::Written {
                format: None, to, ..
            } => to,
            other => panic!("{other:?}"),
        };
        let path = PathBuf::from("a.csv");
        assert_eq!(
            to(&["-o", "a.csv", "b"]),
            Destination::NewFile(path.clone())
        );
        assert_eq!(
            to(&["-o", "a.csv", "--force", "b"]),
            Destination::File(path)
        );
        assert!(Args::try_parse_from(["clausewise", "--force", "b"]).is_err());
        assert_eq!(
            front(&["--format", "csv", "b"], PERSON),
            printed(Format::Csv)
        );
    }

    fn front(args: &[&str], audience: Audience) -> Front {
        match plan(args, audience).task {
            Task::Compare { front, .. } => front,
            other => panic!("not a comparison: {other:?}"),
        }
    }

    /// The options of the screen that is opened, where no file says anything.
    fn browsed(args: &[&str], audience: Audience) -> Options {
        match front(args, audience) {
            Front::Terminal(look) => look.options(Config::default()),
            other => panic!("nobody browses: {other:?}"),
        }
    }

    fn plan(args: &[&str], audience: Audience) -> Plan {
        Args::try_parse_from([&["clausewise"], args].concat())
            .unwrap()
            .plan(audience)
    }

    #[test]
    fn an_unknown_checklist_is_told_with_those_that_are_known() {
        let why = checklist("gdpr-99").unwrap_err();
        assert!(why.contains("gdpr-13") && why.contains("ccpa-130"), "{why}");
    }

    #[test]
    fn the_arguments_are_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_person_browses_and_a_pipe_gets_text() {
        let options = browsed(&["a", "b"], PERSON);
        assert_eq!(options, Options::default());
        assert_eq!(front(&["a", "b"], Audience::Program), printed(Format::Text));
        assert_eq!(
            front(&["a", "b"], Audience::Piping(None)),
            Front::TextInstead(Charset::Unicode)
        );
        assert_eq!(front(&["--text", "a"], PERSON), printed(Format::Text));
        assert_eq!(front(&["--json", "a"], PERSON), printed(Format::Json));
    }

    #[test]
    fn the_theme_asked_for_wins() {
        let options = browsed(&["--theme", "light", "--ascii", "a"], PERSON);
        assert_eq!(options.palette, Some(Palette::Light));
        assert_eq!(options.charset, Charset::Ascii);
    }

    #[test]
    fn the_command_line_wins_over_the_file_and_the_file_over_the_environment() {
        let palette = |args: &[&str]| {
            let Front::Terminal(look) = front(args, Audience::Person(Some(Palette::Colourless)))
            else {
                panic!("a person browses");
            };
            let light = Config {
                palette: Some(Palette::Light),
                ..Config::default()
            };
            [Config::default(), light].map(|config| look.options(config).palette)
        };
        let asked = Some(Palette::HighContrast);
        assert_eq!(palette(&["--theme", "high-contrast", "a"]), [asked, asked]);
        assert_eq!(
            palette(&["a"]),
            [Some(Palette::Colourless), Some(Palette::Light)]
        );
    }

    #[test]
    fn the_tray_is_printed_where_standard_output_leads_elsewhere() {
        let piping = Audience::Piping(None);
        let options = browsed(&["--print", "csv", "a"], piping);
        assert_eq!(options.print, Some(tui::Form::Csv));
        assert_eq!(
            front(&["--print", "csv", "a"], Audience::Program),
            printed(Format::Text)
        );
    }

    #[test]
    fn what_is_printed_reads_no_file_unless_it_is_named() {
        let config = |args: &[&str]| match front(args, PERSON) {
            Front::Frame(frame) => frame.look.config,
            Front::Terminal(look) => look.config,
            other => panic!("no screen: {other:?}"),
        };
        assert_eq!(config(&["a"]), ConfigFile::Usual);
        assert_eq!(config(&["--no-config", "a"]), ConfigFile::None);
        assert_eq!(config(&["--linear", "a"]), ConfigFile::None);
        let named = ConfigFile::At(PathBuf::from("f.toml"));
        assert_eq!(config(&["--keys", "j", "--config", "f.toml", "a"]), named);
    }

    #[test]
    fn keys_ask_for_a_frame_of_the_size_given() {
        let Front::Frame(frame) = front(
            &["--keys", "jj", "--size", "120x40", "--screen", "pair", "a"],
            PERSON,
        ) else {
            panic!("keys print a frame");
        };
        assert_eq!(
            (frame.keys.as_str(), frame.look.view),
            ("jj", Some(View::Pair))
        );
        let size = Size {
            width: 120,
            height: 40,
        };
        assert_eq!(frame.shape, Shape::Screen(size));
        let Front::Frame(folding) = front(&["--keys", "-", "a"], PERSON) else {
            panic!("keys print a frame");
        };
        assert_eq!(folding.keys, "-");
        for wrong in ["120", "0x10", "21846x30", "30x99999", "ax3"] {
            let args = ["clausewise", "--keys", "j", "--size", wrong, "a"];
            assert!(Args::try_parse_from(args).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_limit_is_given_in_mib() {
        assert_eq!(plan(&["a"], Audience::Program).limit, 64 * MIB);
        assert_eq!(
            plan(&["--max-size", "1", "a"], Audience::Program).limit,
            MIB
        );
    }

    #[test]
    fn a_cell_to_be_explained_is_named_by_family_and_id() {
        let task = plan(
            &["explain", "a.txt", "rights.erasure", "--lexicon", "b.toml"],
            PERSON,
        );
        let subject = Subject::Concept(ConceptKind::Right, "erasure".into());
        assert_eq!(
            task.task,
            Task::Explain {
                inputs: vec!["a.txt".into()],
                row: ExplainedRow::Matrix(subject)
            }
        );
        assert_eq!(task.lexicon, [PathBuf::from("b.toml")]);
        assert!(Args::try_parse_from(["clausewise", "explain", "a.txt", "erasure"]).is_err());
    }

    #[test]
    fn two_versions_are_told_in_colours_only_to_a_person_who_wants_them() {
        let ink = |audience| match plan(&["diff", "a", "b"], audience).task {
            Task::Diff {
                form: DiffForm::Text(page),
                strictness: Strictness::Words,
                ..
            } => page.ink,
            other => panic!("not a text: {other:?}"),
        };
        assert_eq!(ink(PERSON), Ink::Coloured);
        assert_eq!(ink(Audience::Person(Some(Palette::Colourless))), Ink::Plain);
        assert_eq!(ink(Audience::Program), Ink::Plain);
        let exact = plan(&["diff", "--json", "--exact", "a", "b"], PERSON).task;
        let expected = Task::Diff {
            versions: ["a".into(), "b".into()],
            strictness: Strictness::Form,
            form: DiffForm::Json,
        };
        assert_eq!(exact, expected);
    }

    #[test]
    fn json_and_text_exclude_each_other() {
        assert!(Args::try_parse_from(["clausewise", "--json", "--text", "a"]).is_err());
    }
}
