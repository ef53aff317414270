//! Compares privacy policies clause by clause in the terminal.

mod cli;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use clausewise::display::Safe;
use clausewise::error::{Error, Exit, in_full};
use clausewise::{Comparison, compare, report, source};

use cli::{Args, Audience, Front, Plan};

fn main() -> ExitCode {
    let plan = Args::parse().plan(Audience::present());
    match run(&plan) {
        Ok(exit) => exit.into(),
        Err(Error::Write { source }) if source.kind() == io::ErrorKind::BrokenPipe => {
            Exit::Done.into()
        }
        Err(why) => {
            complain(&why);
            Exit::Fault.into()
        }
    }
}

fn run(plan: &Plan) -> Result<Exit, Error> {
    let intake = source::read(&plan.inputs, plan.limit, &mut io::stdin().lock());
    let comparison = compare(intake, &|_| ());
    comparison
        .unread
        .iter()
        .for_each(|unread| complain(&unread.why));
    if comparison.policies.is_empty() {
        return Err(Error::NothingToCompare);
    }
    write(plan.front, &comparison)?;
    Ok(if comparison.unread.is_empty() {
        Exit::Done
    } else {
        Exit::Fault
    })
}

fn write(front: Front, comparison: &Comparison) -> Result<(), Error> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match front {
        Front::Json => report::json(comparison, &mut out)?,
        Front::Text | Front::Terminal => report::plain(comparison, &mut out)?,
    }
    Ok(out.flush()?)
}

/// Says on standard error what went wrong; names and causes may hold anything, so they are shown safely.
#[expect(
    clippy::print_stderr,
    reason = "the one place that speaks on standard error"
)]
fn complain(why: &Error) {
    eprintln!("clausewise: {}", Safe::line(in_full(why)));
}
