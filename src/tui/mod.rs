//! The terminal: a comparison to look through, from the matrix down to the words and back.
//!
//! ```text
//!  clausewise  matrix  aligned  pair  reader   differing          12/63 rows   top: views, filters, position
//!  Rights               nopex        nexnodo      qnp                          header: stays while rows scroll
//!                       2026-04-19   2026-03      2026-04
//!   Rights              12/14        9/14         8/14                         heading of a family, with counts
//! ▌ Access              ● EU         ●            ·                            row; ▌ gutter: the cursor's row
//!   Erasure             ●            ✗            ●                            cell: sign and content
//! ────────────────────────────────────────────────────────────────
//!   nopex § 7 Your rights, line 151                                            evidence: the words behind the cell
//! ▌ Access — You may request information …
//!  place 1 of 2                                                                status: the selection in words
//!  enter read  ] next place  / find  tab view  ? keys  q quit                  footer: what can be done now
//! ```
//!
//! A key becomes an `Action` by the keymap of its context, `update` changes the `State` and answers with effects,
//! the loop in `screen` performs them, and the views draw the state. What a frame drew where comes back as a map that tells
//! what a mouse click means. Only `screen`, `guard` and `input` know that there is a terminal.

mod action;
mod block;
mod by_clause;
mod canvas;
mod carry;
mod clipboard;
mod config;
mod effect;
mod folded;
mod guard;
mod hit;
mod input;
mod kept;
mod keymap;
mod layout;
mod linear;
mod model;
mod pair_rows;
mod pairing;
mod picker;
mod query;
mod screen;
mod search;
mod state;
mod take;
mod theme;
mod tray;
mod turned;
mod update;
mod view;
mod work;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;

use crate::display::Charset;
use crate::error::Error;
use crate::{Comparison, Preview, Progress};

use canvas::Canvas;
use guard::Guard;
use keymap::keys;
use model::Model;
use screen::{Ending, Screen};
use state::State;
use theme::Theme;
use tray::Leaves;
use update::{settle, update};
use work::{Come, Work};

pub use config::{Config, key_table, parse as read_config, template as config_template};
pub use keymap::{Keymap, UnknownKey};
pub use pairing::Pairing;
pub use state::{Size, View};
pub use theme::Palette;
pub use tray::Form;

/// How the terminal is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The view that is shown first.
    pub view: View,
    /// The colours; none means those that fit the terminal's background.
    pub palette: Option<Palette>,
    /// The characters of our own signs.
    pub charset: Charset,
    /// Which key does what.
    pub keymap: Keymap,
    /// How two policies are put against each other.
    pub pairing: Pairing,
    /// The form in which the tray is handed over on leaving; without one, the user is told that it would be lost.
    pub print: Option<Form>,
}

/// What is left when the user has quit.
#[derive(Debug)]
pub struct Shown {
    /// What was shown.
    pub comparison: Comparison,
    /// What stands in the tray, in the form that was asked for; nothing where it is empty or none was.
    pub taken: String,
}

/// Shows the comparison that `load` makes until the user quits; none where they didn't wait for it.
///
/// `load` runs in a thread of its own and may say how far it is; until it is done the screen shows that, and, as soon as
/// `waiting` gives it, a comparison of the first policies to look through. The screen is drawn on standard error or on the
/// terminal itself, standard output is left alone; keys are read from the terminal even where standard input is a pipe.
///
/// # Errors
/// What `load` fails with, or a terminal that can't be used.
pub fn run<L>(load: L, options: &Options, preview: Preview) -> Result<Option<Shown>, Error>
where
    L: FnOnce(&(dyn Fn(Progress) + Sync)) -> Result<Comparison, Error> + Send + 'static,
{
    let unusable = |source| Error::Terminal { source };
    let options = Options {
        palette: Some(theme::decide(options.palette, theme::background)),
        ..options.clone()
    };
    let guard = Guard::take().map_err(unusable)?;
    let pairing = options.pairing;
    let size = |screen: &Screen| screen.size().map_err(unusable);
    let mut screen = Screen::new(options.clone()).map_err(unusable)?;
    let work = Work::start(load, preview);
    let mut come = screen.wait_for(&work).map_err(unusable)?;
    let mut seen = None;
    if let Come::Early(first) = come {
        let model = Model::new(&first).pairing(pairing);
        let mut state = first_state(&model, size(&screen)?, &options);
        state.notice = Some(LOOK_ALREADY.to_owned());
        match screen.show(&model, state, Some(&work)).map_err(unusable)? {
            Ending::Left(taken) => {
                let comparison = *first;
                return Ok(Some(Shown { comparison, taken }));
            }
            Ending::Come(then, state) => {
                come = then;
                seen = Some((first, *state));
            }
        }
    }
    let comparison = match come {
        Come::Done(loaded) => (*loaded)?,
        Come::Lost => {
            work.fail();
            return Ok(None);
        }
        Come::Nothing | Come::Early(_) => return Ok(None),
    };
    let model = Model::new(&comparison).pairing(pairing);
    let state = match seen {
        Some((first, state)) => carry::over(state, &Model::new(&first).pairing(pairing), &model),
        None => first_state(&model, size(&screen)?, &options),
    };
    let ending = screen.show(&model, state, None).map_err(unusable)?;
    drop(guard);
    let taken = match ending {
        Ending::Left(taken) => taken,
        Ending::Come(..) => String::new(),
    };
    Ok(Some(Shown { comparison, taken }))
}

/// What is said while the first policies are shown and the others read.
const LOOK_ALREADY: &str =
    "these are the first policies; look through them while the others are read";

/// One frame as text: what the screen of `size` shows after `text` was typed (`/retention<enter>n`).
///
/// # Errors
/// Where `text` holds the name of a key that there is none of.
pub fn frame(
    comparison: &Comparison,
    text: &str,
    size: Size,
    options: &Options,
) -> Result<String, UnknownKey> {
    let mut session = Session::new(comparison, size, options);
    session.press(text)?;
    Ok(session.frame())
}

/// What the screen shows after `text` was typed, as headed text in reading order: all of the view, not only what would be
/// seen at once.
///
/// # Errors
/// Where `text` holds the name of a key that there is none of.
pub fn linear(
    comparison: &Comparison,
    text: &str,
    options: &Options,
) -> Result<String, UnknownKey> {
    /// Wide enough for all columns that a person would compare.
    const ROOMY: Size = Size {
        width: 200,
        height: 60,
    };
    let mut session = Session::new(comparison, ROOMY, options);
    session.press(text)?;
    Ok(linear::linear(&session.model, &session.state))
}

/// The screen without a terminal: keys go in, frames come out as text.
pub struct Session<'a> {
    model: Model<'a>,
    state: State,
}

impl<'a> Session<'a> {
    /// The screen as it opens on the comparison.
    pub fn new(comparison: &'a Comparison, size: Size, options: &Options) -> Self {
        let model = Model::new(comparison).pairing(options.pairing);
        let state = first_state(&model, size, options);
        Self { model, state }
    }

    /// Types the keys of `text`, `/retention<enter>n`; nothing outside is touched.
    ///
    /// # Errors
    /// Where it holds the name of a key that there is none of; then no key is typed.
    pub fn press(&mut self, text: &str) -> Result<(), UnknownKey> {
        for key in keys(text)? {
            if let Some(message) = input::for_key(key, &self.state) {
                update(&mut self.state, &self.model, message);
            }
        }
        Ok(())
    }

    /// What the screen shows, as text without its styles.
    pub fn frame(&self) -> String {
        let buffer = self.draw();
        let width = usize::from(self.state.size.width).max(1);
        let rows = buffer.content.chunks(width).map(row_text);
        rows.collect::<Vec<_>>().join("\n") + "\n"
    }

    fn draw(&self) -> Buffer {
        let Size { width, height } = self.state.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        view::draw(
            &self.model,
            &self.state,
            &mut Canvas::new(&mut buffer, self.state.theme),
        );
        buffer
    }
}

fn row_text(row: &[ratatui::buffer::Cell]) -> String {
    let mut text = String::new();
    let mut hidden = 0;
    for cell in row {
        if hidden > 0 {
            hidden -= 1;
            continue;
        }
        text.push_str(cell.symbol());
        hidden = cell.cell_width().saturating_sub(1);
    }
    text.trim_end().to_owned()
}

fn first_state(model: &Model<'_>, size: Size, options: &Options) -> State {
    let theme = Theme {
        palette: options.palette.unwrap_or_default(),
        charset: options.charset,
    };
    let mut state = State::new(size, theme, options.view, model.survey().policies.len());
    state.keymap = Arc::new(options.keymap.clone());
    state.tray.leaves = match options.print {
        Some(_) => Leaves::Printed,
        None => Leaves::Lost,
    };
    if let Some(row) = layout::matrix::layout(model, &state).rows.first() {
        state.matrix.row = row.row;
    }
    let speaks = |row: &usize| !model.aligned(*row, state.policy).is_empty();
    let first = layout::aligned::rows(model, &state)
        .into_iter()
        .find(speaks);
    state.aligned.row = first.unwrap_or(0);
    settle(&mut state, model);
    state.notice = near_text(model, &state);
    state
}

/// That the only two policies are versions of one text, which another view than the matrix shows best.
fn near_text(model: &Model<'_>, state: &State) -> Option<String> {
    let [one, other] = *state.columns.as_slice() else {
        return None;
    };
    model
        .pair_rows(one, other)
        .changes
        .as_ref()
        .filter(|_| state.view != View::Pair)?;
    Some(format!(
        "{} and {} are nearly the same text; {} shows what has changed, to the word",
        model.name(one),
        model.name(other),
        state.key("pair"),
    ))
}
