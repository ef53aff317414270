//! Compares, and shows what came of it.

use std::ffi::OsString;
use std::io::{self, Write};
use std::mem;

use clausewise::error::{Error, Exit};
use clausewise::source;
use clausewise::tui::{self, Shown};
use clausewise::{Comparison, Options, Progress, compare, report};

use super::progress::Meter;
use super::{config, told, write};
use crate::cli::{Aside, Frame, Front, Shape};

/// What a person is told who gets text without having asked for it.
const NO_SCREEN: &str = "the matrix as text, as there is no screen here to draw on; --text asks for it, --json prints everything";

/// Compares `inputs` for who asked.
pub(super) fn run(
    front: Front,
    inputs: Vec<OsString>,
    limit: u64,
    options: Options,
    aside: Aside,
) -> Result<Exit, Error> {
    let shown = match front {
        Front::Terminal(look) => {
            let (options, waiting) = options.waited_for();
            let load = comparison_of(inputs, limit, options);
            match tui::run(load, &look.options(config::read(&look.config)?), waiting)? {
                Some(Shown { comparison, taken }) => Some(written(comparison, |_, out| {
                    out.write_all(taken.as_bytes())
                })?),
                None => None,
            }
        }
        Front::Frame(Frame { keys, shape, look }) => {
            let look = look.options(config::read(&look.config)?);
            let comparison = comparison_of(inputs, limit, options)(&|_| ())?;
            let view = match shape {
                Shape::Screen(size) => tui::frame(&comparison, &keys, size, &look),
                Shape::Linear => tui::linear(&comparison, &keys, &look),
            };
            let view = view.map_err(|why| Error::Keys { source: why.into() })?;
            Some(written(comparison, |_, out| {
                out.write_all(view.as_bytes())
            })?)
        }
        Front::Written {
            format,
            charset,
            to,
        } => {
            let meter = Meter::new(aside);
            return write::run(&inputs, limit, &options, format, charset, &to, meter);
        }
        Front::TextInstead(charset) => {
            aside.hint(NO_SCREEN);
            let meter = Meter::new(aside);
            let comparison =
                comparison_of(inputs, limit, options)(&|progress| meter.tell(progress))?;
            drop(meter);
            Some(written(comparison, |comparison, out| {
                report::plain(comparison, charset, out)
            })?)
        }
    };
    let unread = shown.map_or_else(Vec::new, |mut comparison| {
        let unread = mem::take(&mut comparison.unread);
        // The program ends here, and the system takes memory back quicker than piece by piece.
        mem::forget(comparison);
        unread
    });
    Ok(told(&unread))
}

/// What compares `inputs` when it is called, and says meanwhile how far it is.
fn comparison_of(
    inputs: Vec<OsString>,
    limit: u64,
    options: Options,
) -> impl FnOnce(&(dyn Fn(Progress) + Sync)) -> Result<Comparison, Error> + Send + 'static {
    move |progress| {
        let intake = source::read(&inputs, limit, &mut io::stdin().lock());
        compare(intake, &options, progress).unless_empty()
    }
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
