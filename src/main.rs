//! Compares privacy policies clause by clause in the terminal.

mod cli;
mod tasks;

use std::io::{self, Write};
use std::panic;
use std::process::ExitCode;

use mimalloc::MiMalloc;

use clausewise::display::Safe;
use clausewise::error::{Error, Exit, catches_panics, in_full};

use cli::{Args, Aside, Audience, Colours};

/// A comparison is very many small pieces of memory, made on all cores: this takes an eighth off its time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    hush_caught_panics();
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

/// A damaged file can make its reader panic, which ends in an error about the file and in nothing else.
fn hush_caught_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !catches_panics() {
            usual(info);
        }
    }));
}

impl Aside {
    /// Says on standard error what a person may want to know, and a program need not.
    pub(crate) fn hint(self, text: &str) {
        if self == Self::Spoken {
            on_standard_error(text);
        }
    }
}

/// Says on standard error what went wrong; names and causes may hold anything, so they are shown safely.
pub(crate) fn say(why: &Error) {
    on_standard_error(Safe::line(in_full(why)).as_str());
}

/// Says it where anybody listens: what reads standard error may have gone, and the work goes on.
fn on_standard_error(text: &str) {
    let _ = writeln!(io::stderr(), "clausewise: {text}");
}
