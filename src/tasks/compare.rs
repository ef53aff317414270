//! Compares, and shows what came of it.

use std::ffi::OsString;
use std::io::{self, Write};
use std::mem;

use clausewise::error::{Error, Exit};
use clausewise::source;
use clausewise::tui::{self, Shown};
use clausewise::{Comparison, Options, Progress, compare};

use super::{config, told, write};
use crate::cli::{Aside, Destination, Format, Frame, Front, Shape};

/// What is said to a person who gets text without having asked for it.
const NO_SCREEN: &str = "there is no screen to draw on here, so the matrix is printed as text; --text asks for that, --json prints everything";

/// Compares `inputs` for who asked.
pub(super) fn run(
    front: Front,
    inputs: Vec<OsString>,
    limit: u64,
    options: Options,
    aside: Aside,
) -> Result<Exit, Error> {
    let written = |format, charset, to: &Destination| {
        write::run(&inputs, limit, &options, format, charset, to, aside)
    };
    let (mut comparison, text) = match front {
        Front::Written {
            format,
            charset,
            to,
        } => return written(format, charset, &to),
        Front::TextInstead(charset) => {
            aside.hint(NO_SCREEN);
            return written(Some(Format::Text), charset, &Destination::Output);
        }
        Front::Terminal(look) => {
            let (options, preview) = options.with_preview();
            let load = comparison_of(inputs, limit, options);
            match tui::run(load, &look.options(config::read(&look.config)?), preview)? {
                Some(Shown { comparison, taken }) => (comparison, taken),
                None => return Ok(Exit::Done),
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
            (comparison, view)
        }
    };
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    let unread = mem::take(&mut comparison.survey.unread);
    // The program ends here, and the system takes memory back quicker than piece by piece.
    mem::forget(comparison);
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
