//! What can go wrong, and the exit codes with their meaning.

mod mistake;
mod nearest;

use std::io;
use std::process::ExitCode;

pub use mistake::{Mistake, Mistakes};
pub use nearest::nearest;

/// Why an input could not be read, or a call could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file could not be opened or read.
    #[error("cannot read {path}")]
    Read {
        /// The path as typed.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file of settings, rules or entries is not in UTF-8.
    #[error("cannot read {path}: it is not in UTF-8; save it as UTF-8")]
    Encoding {
        /// The path as typed.
        path: String,
    },
    /// The revision of a file could not be read.
    #[error("cannot read {path}")]
    Revision {
        /// The path and the revision as typed.
        path: String,
        /// What is wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The input holds no text.
    #[error("{path} is empty")]
    Empty {
        /// The path as typed.
        path: String,
    },
    /// The input is not text.
    #[error("{path} looks like a binary file; save it as text, Markdown, HTML, DOCX or PDF first")]
    Binary {
        /// The path as typed.
        path: String,
    },
    /// The input holds a policy in a wrapping that is not read.
    #[error("{path} is {what}; {help}")]
    Wrapped {
        /// The path as typed.
        path: String,
        /// What it is: "compressed (gzip)".
        what: &'static str,
        /// What to do about it.
        help: &'static str,
    },
    /// The input is damaged, or holds something else than it seems to.
    #[error("cannot read {path}")]
    Document {
        /// The path as typed.
        path: String,
        /// What is wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The input is larger than the limit.
    #[error("{path} is larger than the limit of {limit_mib} MiB; raise it with --max-size")]
    TooLarge {
        /// The path as typed.
        path: String,
        /// The limit in MiB.
        limit_mib: u64,
    },
    /// The user went on without it.
    #[error("{path} was not waited for")]
    NotAwaited {
        /// The path as typed.
        path: String,
    },
    /// No input could be read.
    #[error("there is nothing to compare; give at least one policy, or a folder that holds some")]
    NothingToCompare {
        /// Why each of them could not be read.
        reasons: Vec<Error>,
    },
    /// The result could not be written.
    #[error("cannot write the result")]
    Write {
        /// What the system said.
        #[from]
        source: io::Error,
    },
    /// A file could not be made.
    #[error("cannot write {path}{help}")]
    Create {
        /// The path as typed.
        path: String,
        /// What to do about it.
        help: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// The result would be written over one of the inputs.
    #[error("{path} is one of the inputs; write the result to another file")]
    Overwritten {
        /// The path as typed.
        path: String,
    },
    /// A workbook would be written to a terminal.
    #[error("a workbook can't be shown in a terminal; write it to a file: -o audit.xlsx")]
    NotForTerminals,
    /// A folder holds no policy.
    #[error("{path} holds no policy (looked for text, Markdown, HTML, DOCX and PDF files)")]
    NoPolicies {
        /// The path as typed.
        path: String,
    },
    /// A file in a folder was made by this program.
    #[error("{path} is a report of clausewise and was passed over; give it by its name to read it")]
    OwnReport {
        /// The path as typed.
        path: String,
    },
    /// The versions to be compared are not two.
    #[error("diff compares two versions, and these are {count}; give one file for each")]
    NotTwo {
        /// How many policies the inputs stand for.
        count: usize,
    },
    /// A form that holds one policy was asked for more.
    #[error(
        "a TILT document describes one policy, and these are {count}; run the program once for each"
    )]
    NotOne {
        /// How many policies the inputs stand for.
        count: usize,
    },
    /// A lexicon file can't be used.
    #[error("cannot use the lexicon file")]
    Lexicon {
        /// Which entry, and what is wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Something was asked for that there is not.
    #[error("there is no {what} `{name}`; {help}")]
    Unknown {
        /// What it would be: "row", "lexicon file".
        what: &'static str,
        /// The name given.
        name: String,
        /// What to do.
        help: String,
    },
    /// A configuration file can't be used.
    #[error("cannot use {path}; --no-config ignores it")]
    Config {
        /// The file.
        path: String,
        /// All that is wrong with it.
        mistakes: Vec<Error>,
    },
    /// A file of rules can't be used.
    #[error("cannot use the rules of {path}")]
    Rules {
        /// The file.
        path: String,
        /// All that is wrong with it.
        mistakes: Vec<Error>,
    },
    /// A file is no earlier report.
    #[error("{path} is not a report of `clausewise --json`")]
    Report {
        /// The file.
        path: String,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// An earlier report knows none of the policies.
    #[error(
        "none of these policies is in {path}, which has {known}; give a file its earlier name: NAME=FILE"
    )]
    Strangers {
        /// The file of the report.
        path: String,
        /// The ids that it knows.
        known: String,
    },
    /// An earlier report does not know a policy, beside others that it knows.
    #[error(
        "{id} is not in {path}, and was held against nothing; give the file its earlier name: NAME=FILE"
    )]
    Stranger {
        /// The id of the policy.
        id: String,
        /// The file of the report.
        path: String,
    },
    /// Something in a configuration file, or one of rules, can't be meant.
    #[error("{path}, line {line}: {what}")]
    Setting {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// The keys to be played are none.
    #[error("cannot play the keys")]
    Keys {
        /// What is wrong with them.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The threads for the work could not be started.
    #[error("cannot start that many threads; give --jobs a smaller number")]
    Threads {
        /// What the system said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The terminal could not be taken over.
    #[error("cannot use the terminal; --json does not need one")]
    Terminal {
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    /// Whether something has gone wrong, rather than that something is worth knowing.
    pub fn is_fault(&self) -> bool {
        !matches!(self, Self::OwnReport { .. })
    }
}

/// What the program's exit code tells its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All went well: 0.
    Done,
    /// A rule that must hold is broken: 1. What came of the others has been written too.
    Failed,
    /// An input could not be read, or the call could not be carried out: 2. What could be compared has been written.
    Fault,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Failed => Self::from(1),
            Exit::Fault => Self::from(2),
        }
    }
}

/// The name of threads on which a fault in a file, or a full disk, can make another's code panic.
pub const GUARDED: &str = "guarded";

/// Whether a panic on this thread is caught and becomes an error, so that nothing need be said of it.
pub fn catches_panics() -> bool {
    std::thread::current().name() == Some(GUARDED)
}

/// The message of `error` with those of its causes, parted by colons.
pub fn in_full(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
