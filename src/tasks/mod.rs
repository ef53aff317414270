//! Carries out what the command line comes to.

mod check;
mod compare;
mod config;
mod diff;
mod explain;
mod lexicon;
mod output;
mod progress;
mod schema;
mod stream;
mod text;
mod voice;
mod whole;
mod write;

use std::fs;
use std::io;
use std::path::Path;

use clausewise::Options;
use clausewise::error::{Error, Exit};
use clausewise::source::{self, Unread};

use crate::cli::{self, Plan, Task};

pub(crate) use voice::say;

/// Does what `plan` says; what the exit code is to tell.
///
/// # Errors
/// What keeps it from being done.
pub(crate) fn run(plan: Plan) -> Result<Exit, Error> {
    let Plan {
        task,
        lexicon,
        limit,
        aside,
        jobs,
    } = plan;
    if let Some(jobs) = jobs {
        let threads = rayon::ThreadPoolBuilder::new().num_threads(jobs);
        let started = threads.build_global();
        started.map_err(|why| Error::Threads { source: why.into() })?;
    }
    match task {
        Task::Compare {
            inputs,
            checklists,
            order,
            front,
        } => {
            let options = Options {
                lexicon: lexicon::with(&lexicon)?,
                checklists,
                order,
                ..Options::default()
            };
            compare::run(front, inputs, limit, options, aside)
        }
        Task::Check { held, inputs, form } => {
            let lexicon = lexicon::or_built_in(lexicon::with(&lexicon)?);
            let intake = || source::read(&inputs, limit, &mut io::stdin().lock());
            check::run(&held, intake, lexicon, form, aside)
        }
        Task::Explain { inputs, row } => {
            let lexicon = lexicon::with(&lexicon)?;
            let intake = source::read(&inputs, limit, &mut io::stdin().lock());
            explain::run(intake, &row, lexicon)
        }
        Task::Config => config::print_template(),
        Task::Diff {
            versions,
            strictness,
            form,
        } => {
            let lexicon = lexicon::or_built_in(lexicon::with(&lexicon)?);
            let intake = source::read(&versions, limit, &mut io::stdin().lock());
            diff::run(&intake, &lexicon, strictness, form)
        }
        Task::Text { policy } => {
            let intake = source::read(&[policy], limit, &mut io::stdin().lock());
            text::print(&intake, aside)
        }
        Task::Lexicon(file) => lexicon::print(file),
        Task::Schema(schema) => schema::print(schema),
        Task::Completions(shell) => {
            cli::completions(shell, &mut io::stdout().lock())?;
            Ok(Exit::Done)
        }
        Task::Manual(name) => {
            cli::manual(name.as_deref(), &mut io::stdout().lock())?;
            Ok(Exit::Done)
        }
    }
}

/// The name of a file of settings, rules or entries, and what stands in it.
fn text_of(path: &Path) -> Result<(String, String), Error> {
    let name = path.to_string_lossy().into_owned();
    match fs::read_to_string(path) {
        Ok(text) => Ok((name, text)),
        Err(why) if why.kind() == io::ErrorKind::InvalidData => Err(Error::Encoding { path: name }),
        Err(source) => Err(Error::Read { path: name, source }),
    }
}

/// Tells of the inputs that could not be read.
fn told(unread: &[Unread]) -> Exit {
    unread.iter().for_each(|unread| say(&unread.why));
    if unread.iter().any(|unread| unread.why.is_fault()) {
        Exit::Fault
    } else {
        Exit::Done
    }
}
