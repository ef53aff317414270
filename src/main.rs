//! Compares privacy policies clause by clause in the terminal.

mod cli;
mod tasks;

use std::io;
use std::panic;
use std::process::ExitCode;

use mimalloc::MiMalloc;

use clausewise::error::{Error, Exit, catches_panics};

use cli::{Args, Audience, Colours};
use tasks::say;

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
