//! Compares privacy policies clause by clause in the terminal.

mod cli;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use clausewise::display::Safe;
use clausewise::error::{Error, Exit, in_full};
use clausewise::{Comparison, Progress, compare, report, source, tui};

use cli::{Args, Audience, Frame, Front, Plan};

fn main() -> ExitCode {
    match run(Args::parse().plan(Audience::present())) {
        Ok(exit) => exit.into(),
        Err(Error::Write { source }) if source.kind() == io::ErrorKind::BrokenPipe => {
            Exit::Done.into()
        }
        Err(why) => {
            if let Error::NothingToCompare { reasons } = &why {
                reasons.iter().for_each(say);
            }
            say(&why);
            Exit::Fault.into()
        }
    }
}

fn run(plan: Plan) -> Result<Exit, Error> {
    let Plan {
        inputs,
        limit,
        front,
    } = plan;
    let load = move |progress: &(dyn Fn(Progress) + Sync)| {
        compare(
            source::read(&inputs, limit, &mut io::stdin().lock()),
            progress,
        )
        .unless_empty()
    };
    let shown = match front {
        Front::Terminal(options) => tui::run(load, &options)?,
        Front::Frame(Frame {
            keys,
            size,
            options,
        }) => {
            let comparison = load(&|_| ())?;
            let frame = tui::frame(&comparison, &keys, size, &options)
                .map_err(|why| Error::Keys { source: why.into() })?;
            Some(written(comparison, |_, out| {
                out.write_all(frame.as_bytes())
            })?)
        }
        Front::Json => Some(written(load(&|_| ())?, report::json)?),
        Front::Text => Some(written(load(&|_| ())?, report::plain)?),
    };
    let unread = shown
        .map(|comparison| comparison.unread)
        .unwrap_or_default();
    unread.iter().for_each(|unread| say(&unread.why));
    Ok(if unread.is_empty() {
        Exit::Done
    } else {
        Exit::Fault
    })
}

type Out = io::BufWriter<io::StdoutLock<'static>>;

/// The comparison, once `form` has written it to standard output.
fn written(
    comparison: Comparison,
    form: impl FnOnce(&Comparison, &mut Out) -> io::Result<()>,
) -> Result<Comparison, Error> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    form(&comparison, &mut out)?;
    out.flush()?;
    Ok(comparison)
}

/// Says on standard error what went wrong; names and causes may hold anything, so they are shown safely.
#[expect(
    clippy::print_stderr,
    reason = "the one place that speaks on standard error"
)]
fn say(why: &Error) {
    eprintln!("clausewise: {}", Safe::line(in_full(why)));
}
