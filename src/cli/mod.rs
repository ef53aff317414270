//! The command line: as typed, and what it comes to.

mod audience;
mod check;
mod compare;
mod diff;
mod explain;
mod known;
mod manual;
mod misplaced;
mod screen;
mod shell;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::mem;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, CommandFactory, Error, FromArgMatches, Parser, Subcommand, ValueHint};
use clap_complete::Shell;

use clausewise::coverage::benchmark::Order;
use clausewise::diff::Strictness;
use clausewise::lexicon::Lexicon;
use clausewise::lexicon::checklist::Checklist;
use clausewise::report::SCHEMAS;

pub(crate) use audience::{Audience, Colours};
pub(crate) use check::{CheckForm, Held};
pub(crate) use compare::{Destination, Format, Front};
pub(crate) use diff::DiffForm;
pub(crate) use explain::ExplainedRow;
pub(crate) use manual::manual;
pub(crate) use screen::{ConfigFile, Frame, Shape};
pub(crate) use shell::completions;

use check::CheckArgs;
use compare::CompareArgs;
use diff::DiffArgs;
use explain::ExplainArgs;
use known::one_of;

/// MiB in bytes.
const MIB: u64 = 1024 * 1024;

/// More jobs than this are a slip of the finger.
const MOST_JOBS: i64 = 1024;

/// The command line as typed.
#[derive(Debug, Parser)]
#[command(
    name = "clausewise",
    version,
    about,
    long_about = LONG_ABOUT,
    after_help = AFTER_HELP,
    max_term_width = 100,
    override_usage = USAGE,
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

    #[command(flatten)]
    telling: TellingArgs,
}

/// What is asked for beside a comparison.
#[derive(Debug, Subcommand)]
enum Command {
    /// Check policies against rules, or report what has become worse since an earlier report
    #[command(after_help = check::AFTER_HELP)]
    Check(CheckArgs),
    /// Explain why a policy states, denies or is silent on something, or why clauses stand side by side
    #[command(after_help = explain::AFTER_HELP)]
    Explain(ExplainArgs),
    /// Print a configuration file with every setting and key at its default
    #[command(after_help = CONFIG_EXAMPLES)]
    Config,
    /// Show what has changed from one version of a policy to the next
    #[command(after_help = diff::AFTER_HELP)]
    Diff(DiffArgs),
    /// Print the numbered lines that citations refer to: those of the file, or of the text taken from it
    #[command(after_help = TEXT_EXAMPLES)]
    Text {
        /// The policy, given as for a comparison
        #[arg(value_name = "POLICY", value_hint = ValueHint::FilePath)]
        policy: OsString,
    },
    /// Print a file of the built-in lexicon, or the names of its files
    #[command(after_help = LEXICON_EXAMPLES)]
    Lexicon {
        /// The file
        #[arg(value_name = "FILE", value_parser = known_files())]
        file: Option<&'static str>,
    },
    /// Print the JSON Schema of a JSON form, or the names of the forms
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema {
        /// The form
        #[arg(value_name = "NAME", value_parser = one_of(SCHEMAS))]
        name: Option<&'static str>,
    },
    /// Print the completion script of a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    /// Print the manual page of the program or of one of its commands
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// The command
        #[arg(value_name = "COMMAND", value_parser = PossibleValuesParser::new(COMMANDS))]
        command: Option<String>,
    },
}

/// The names of the commands, which the arguments of `man` can't ask for while they are made.
const COMMANDS: [&str; 9] = [
    "check",
    "explain",
    "config",
    "diff",
    "text",
    "lexicon",
    "schema",
    "completions",
    "man",
];

/// The files of the lexicon, with or without their ending.
fn known_files() -> impl TypedValueParser<Value = &'static str> {
    let files = Lexicon::files().iter();
    one_of(files.map(|(name, text)| {
        let short = name.strip_suffix(".toml").unwrap_or(name);
        (PossibleValue::new(short).alias(*name), *text)
    }))
}

/// How policies are read.
#[derive(Debug, clap::Args)]
struct ReadingArgs {
    /// Add the entries of this lexicon file to the built-in ones, or override them; may be repeated; "clausewise lexicon" shows
    /// the form
    #[arg(long, value_name = "FILE", global = true, value_hint = ValueHint::FilePath)]
    lexicon: Vec<PathBuf>,

    /// Refuse inputs that are larger than this
    #[arg(long, value_name = "MIB", global = true, default_value_t = clausewise::source::DEFAULT_LIMIT / MIB, value_parser = clap::value_parser!(u64).range(1..))]
    max_size: u64,

    /// Process N policies at a time instead of one per processor
    #[arg(long, value_name = "N", global = true, value_parser = clap::value_parser!(u16).range(1..=MOST_JOBS))]
    jobs: Option<u16>,
}

/// How what is found is told.
#[derive(Debug, clap::Args)]
struct TellingArgs {
    /// When to use colours: in the text of diff and check, and on the screen
    #[arg(long, value_name = "WHEN", global = true)]
    color: Option<Colours>,

    /// Print only errors on standard error
    #[arg(long, short, global = true)]
    quiet: bool,
}

/// Whether anything is said on standard error beside what went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aside {
    /// Hints, and how far the work has come.
    Spoken,
    /// Nothing.
    Silent,
}

/// The program without a command compares.
const USAGE: &str = "clausewise [OPTIONS] POLICY...\n       clausewise [OPTIONS] COMMAND ...";

const LONG_ABOUT: &str = "\
Compares privacy policies clause by clause.

Finds the clauses of different policies that are about the same thing, puts them side by side, and fills a matrix of the \
rights, processors and retention periods that each policy states, denies or is silent on. Every cell leads to the exact \
words that it rests on. Works offline; the same files always give the same result.";

const AFTER_HELP: &str = "\
Examples:
  clausewise samples/*.txt                   browse four policies in the terminal
  clausewise ours=policy.md theirs/          name one, take all in a folder
  clausewise --json a.txt b.txt > out.json   the whole comparison for other programs
  clausewise --checklist gdpr-13 a.txt b.txt | less
                                             what GDPR Art. 13 asks for, and what of it was found
  clausewise a.txt b.txt | less              the matrix as text
  clausewise -o audit.xlsx vendors/          a workbook: matrix, facts, alignment, differences
  clausewise -o report.md a.txt b.txt        a report to attach, each cell with its words in a note
  clausewise -o report.html a.txt b.txt      the same for a browser, with the clauses side by side
  clausewise --format ndjson --jobs 4 corpus/ > corpus.ndjson
                                             thousands of policies, a line of JSON for each
  clausewise diff 2025.md 2026.md            what has changed between two versions
  clausewise check rules.toml vendors/       what falls short of your rules
  clausewise explain a.txt rights.erasure    the words and rules behind a cell
  clausewise text saved-page.html            the numbered lines that citations refer to
  clausewise --keys '/retention<enter>' a.txt b.txt
                                             what the screen shows after these keys

Exit codes:
  0  all inputs were compared
  1  a rule that must hold is broken (check)
  2  an input could not be read (the others were compared), or the call could not be carried out";

const TEXT_EXAMPLES: &str = "\
Examples:
  clausewise text saved-page.html   the text that is taken from a web page
  clausewise text policy.md@v1      that of a revision in git

Exit codes: 0 if the policy was read; 2 if it could not be read.";

const CONFIG_EXAMPLES: &str = "\
Examples:
  clausewise config > mine.toml     a file to edit
  clausewise --config mine.toml a.txt b.txt
                                    use it instead of the usual one";

const LEXICON_EXAMPLES: &str = "\
Examples:
  clausewise lexicon                the names of the files
  clausewise lexicon rights         one of them, as a pattern for your own";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  clausewise schema                 the names of the JSON forms
  clausewise schema report > report.schema.json
                                    the schema of what --json prints";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  clausewise completions bash > ~/.local/share/bash-completion/completions/clausewise
  clausewise completions zsh > ~/.zfunc/_clausewise
                                    ~/.zfunc must be in fpath
  clausewise completions fish > ~/.config/fish/completions/clausewise.fish";

const MAN_EXAMPLES: &str = "\
Examples:
  clausewise man | man -l -         read it
  clausewise man check > clausewise-check.1
                                    the page of a command, to be installed";

/// What the command line comes to.
#[derive(Debug, PartialEq)]
pub(crate) struct Plan {
    /// What is to be done.
    pub(crate) task: Task,
    /// Lexicon files on top of what is compiled in.
    pub(crate) lexicon: Vec<PathBuf>,
    /// The size in bytes of the largest input that is read.
    pub(crate) limit: u64,
    /// Whether anything is said beside.
    pub(crate) aside: Aside,
    /// How many threads do the work; where it is none, one for each processor.
    pub(crate) jobs: Option<usize>,
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
        /// What the benchmark is put in order by.
        order: Order,
        /// Who shows the result.
        front: Front,
    },
    /// Hold policies to rules, or to what they said before.
    Check {
        /// To what.
        held: Held,
        /// The policies as typed.
        inputs: Vec<OsString>,
        /// In which form the result is told.
        form: CheckForm,
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
    /// Print the lines of a policy with their numbers.
    Text {
        /// As typed.
        policy: OsString,
    },
    /// Print this file of the lexicon, or the names of all.
    Lexicon(Option<&'static str>),
    /// Print this schema of a JSON form, or the names of all.
    Schema(Option<&'static str>),
    /// Print what this shell needs to complete commands.
    Completions(Shell),
    /// Print the manual page of the program, or of the command of that name.
    Manual(Option<String>),
}

/// Options that mean nothing to some commands, which take them and don't list them.
const IDLE: [(&str, &[&str]); 7] = [
    ("explain", &["color"]),
    ("text", &["lexicon", "jobs", "color"]),
    ("config", &ALL_COMMON),
    ("lexicon", &ALL_COMMON),
    ("schema", &ALL_COMMON),
    ("completions", &ALL_COMMON),
    ("man", &ALL_COMMON),
];

const ALL_COMMON: [&str; 5] = ["lexicon", "max_size", "jobs", "color", "quiet"];

impl Args {
    /// The program and its commands, each listing the options that mean something to it.
    fn program() -> clap::Command {
        let mut program = Self::command();
        let common: Vec<Arg> = program
            .get_arguments()
            .filter(|arg| arg.is_global_set())
            .cloned()
            .collect();
        for command in program.get_subcommands_mut() {
            let name = command.get_name();
            let idle = IDLE.iter().find(|(known, _)| *known == name);
            let hidden = common
                .iter()
                .filter(|arg| idle.is_some_and(|(_, all)| all.contains(&arg.get_id().as_str())))
                .map(|arg| arg.clone().hide(true));
            // A command that has an argument of that name is not given the program's.
            *command = mem::take(command).args(hidden);
        }
        program
    }

    /// The command line; where it asks for what there is not, that is told and the program ends.
    pub(crate) fn typed() -> Self {
        let read = Self::read(std::env::args_os());
        read.and_then(Self::unless_strayed)
            .unwrap_or_else(|why| why.exit())
    }

    /// Reads a command line, the name of the program first.
    fn read(line: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Result<Self, Error> {
        let mut command = Self::program();
        let matches = command.try_get_matches_from_mut(line)?;
        misplaced::nothing_before_the_command(&mut command, &matches)?;
        Self::from_arg_matches(&matches).map_err(|why| why.format(&mut command))
    }

    /// The command line, unless what stands there as a policy is none, and looks as if a command were meant.
    fn unless_strayed(self) -> Result<Self, Error> {
        match self.command {
            Some(_) => Ok(self),
            None => {
                misplaced::no_command_among(&self.compare.policies, &mut Self::program())?;
                Ok(self)
            }
        }
    }

    /// What is to be done for `audience`; the colours `wished` for hold where the command line asks for none.
    pub(crate) fn plan(self, audience: Audience, wished: Colours) -> Plan {
        let colours = self.telling.color.unwrap_or(wished);
        let audience = audience.coloured(colours);
        let page = audience.page(colours);
        let task = match self.command {
            Some(Command::Check(check)) => check.task(page),
            Some(Command::Explain(explain)) => explain.task(),
            Some(Command::Config) => Task::Config,
            Some(Command::Diff(diff)) => diff.task(audience, page),
            Some(Command::Text { policy }) => Task::Text { policy },
            Some(Command::Lexicon { file }) => Task::Lexicon(file),
            Some(Command::Schema { name }) => Task::Schema(name),
            Some(Command::Completions { shell }) => Task::Completions(shell),
            Some(Command::Man { command }) => Task::Manual(command),
            None => self.compare.task(audience),
        };
        Plan {
            task,
            lexicon: self.reading.lexicon,
            aside: if self.telling.quiet {
                Aside::Silent
            } else {
                Aside::Spoken
            },
            limit: self.reading.max_size.saturating_mul(MIB),
            jobs: self.reading.jobs.map(usize::from),
        }
    }
}
