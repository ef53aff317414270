//! Compares privacy policies clause by clause in the terminal.

mod cli;
mod tasks;

use std::io;
use std::process::ExitCode;

use mimalloc::MiMalloc;

use clausewise::display::Safe;
use clausewise::error::{Error, Exit, in_full};

use cli::{Args, Aside, Audience, Colours};

/// A comparison is very many small pieces of memory, made on all cores: this takes an eighth off its time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match tasks::run(Args::typed().plan(Audience::present(), Colours::wished())) {
        Ok(exit) => exit.into(),
        Err(Error::Write { source }) if source.kind() == io::ErrorKind::BrokenPipe => {
            Exit::Done.into()
        }
        Err(why) => {
            match &why {
                Error::NothingToCompare { reasons } => reasons.iter().for_each(say),
                Error::Config { mistakes, .. } | Error::Rules { mistakes, .. } => {
                    mistakes.iter().for_each(say)
                }
                _ => {}
            }
            say(&why);
            Exit::Fault.into()
        }
    }
}

impl Aside {
    /// Says on standard error what a person may want to know, and a program need not.
    #[expect(
        clippy::print_stderr,
        reason = "the other place that speaks on standard error"
    )]
    pub(crate) fn hint(self, text: &str) {
        if self == Self::Spoken {
            eprintln!("clausewise: {text}");
        }
    }
}

/// Says on standard error what went wrong; names and causes may hold anything, so they are shown safely.
#[expect(
    clippy::print_stderr,
    reason = "the place that speaks of errors on standard error"
)]
pub(crate) fn say(why: &Error) {
    eprintln!("clausewise: {}", Safe::line(in_full(why)));
}
