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
//! the loop below performs them, and the views draw the state. What a frame drew where comes back as a map that tells
//! what a mouse click means. Only this file, `guard` and `input` know that there is a terminal.

mod action;
mod canvas;
mod clipboard;
mod config;
mod effect;
mod guard;
mod hit;
mod input;
mod keymap;
mod layout;
mod linear;
mod model;
mod pair_rows;
mod pairing;
mod picker;
mod query;
mod search;
mod state;
mod take;
mod theme;
mod tray;
mod turned;
mod update;
mod view;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::Event;
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

use crate::display::Charset;
use crate::error::Error;
use crate::{Comparison, Enough, Progress};

use canvas::Canvas;
use effect::Effect;
use guard::{Guard, Output};
use hit::HitMap;
use keymap::{Code, Held, Key, keys};
use model::Model;
use state::State;
use theme::Theme;
use tray::{Kept, Leaves, written};
use update::{Message, settle, update};

pub use config::{Config, Mistake, key_table, parse as read_config, template as config_template};
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
/// `load` runs in a thread of its own and may say how far it is; until it is done the screen shows that. The screen is
/// drawn on standard error or on the terminal itself, standard output is left alone; keys are read from the
/// terminal even where standard input is a pipe. A user who doesn't want to wait for all policies says `enough`.
///
/// # Errors
/// What `load` fails with, or a terminal that can't be used.
pub fn run<L>(load: L, options: &Options, enough: &Enough) -> Result<Option<Shown>, Error>
where
    L: FnOnce(&(dyn Fn(Progress) + Sync)) -> Result<Comparison, Error> + Send + 'static,
{
    let unusable = |source| Error::Terminal { source };
    let options = Options {
        palette: Some(theme::decide(options.palette, theme::background)),
        ..options.clone()
    };
    let guard = Guard::take().map_err(unusable)?;
    let mut screen = Screen::new(options).map_err(unusable)?;
    let Some(comparison) = screen.wait_for(load, enough)? else {
        return Ok(None);
    };
    let taken = screen.show(&comparison).map_err(unusable)?;
    drop(guard);
    Ok(Some(Shown { comparison, taken }))
}

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
            let keymap = Arc::clone(&self.state.keymap);
            if let Some(message) = input::for_key(key, self.state.context(), &keymap) {
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
    let mut state = State::new(size, theme, options.view, model.comparison().policies.len());
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

/// The terminal while it is ours.
struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Output>>>,
    options: Options,
    /// What was typed before there was anything to see; it is not lost.
    typed_ahead: Vec<Event>,
}

/// A frame is not worth showing for work that takes less than this.
const PATIENCE: Duration = Duration::from_millis(40);

impl Screen {
    fn new(options: Options) -> io::Result<Self> {
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, Output::open()?));
        Ok(Self {
            terminal: Terminal::new(backend)?,
            options,
            typed_ahead: Vec::new(),
        })
    }

    fn size(&self) -> io::Result<Size> {
        let size = self.terminal.size()?;
        Ok(Size {
            width: size.width,
            height: size.height,
        })
    }

    /// Draws one frame at once, so that no half of it is ever seen.
    fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let _writing = guard::writing();
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(draw)?;
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        self.terminal.backend_mut().flush()
    }

    /// Loads in a thread, showing how far it is; none where the user didn't wait.
    fn wait_for<L>(&mut self, load: L, enough: &Enough) -> Result<Option<Comparison>, Error>
    where
        L: FnOnce(&(dyn Fn(Progress) + Sync)) -> Result<Comparison, Error> + Send + 'static,
    {
        let (say, progress) = channel();
        let (hand_over, done) = channel();
        let worker = thread::spawn(move || {
            // Nobody listens any more where the user has quit.
            let loaded = load(&|progress| _ = say.send(progress));
            _ = hand_over.send(loaded);
        });
        match self
            .loaded(&progress, &done, enough)
            .map_err(|source| Error::Terminal { source })?
        {
            Loading::Done(loaded) => loaded.map(Some),
            Loading::GivenUp => Ok(None),
            Loading::Lost => match worker.join() {
                Err(panic) => std::panic::resume_unwind(panic),
                Ok(()) => Ok(None),
            },
        }
    }

    fn loaded(
        &mut self,
        progress: &Receiver<Progress>,
        done: &Receiver<Result<Comparison, Error>>,
        enough: &Enough,
    ) -> io::Result<Loading> {
        match done.recv_timeout(PATIENCE) {
            Ok(loaded) => return Ok(Loading::Done(Box::new(loaded))),
            Err(RecvTimeoutError::Disconnected) => return Ok(Loading::Lost),
            Err(RecvTimeoutError::Timeout) => {}
        }
        let mut now = Progress::Starting;
        let mut drawn = None;
        loop {
            now = progress.try_iter().last().unwrap_or(now);
            let size = self.size()?;
            if drawn != Some((now, size)) {
                self.draw_progress(size, now)?;
                drawn = Some((now, size));
            }
            self.typed_ahead.extend(input::within(PATIENCE)?);
            if self.typed_ahead.iter().any(gives_up) {
                return Ok(Loading::GivenUp);
            }
            let typed = self.typed_ahead.len();
            self.typed_ahead.retain(|event| !is_escape(event));
            if self.typed_ahead.len() < typed {
                enough.say();
            }
            match done.try_recv() {
                Ok(loaded) => return Ok(Loading::Done(Box::new(loaded))),
                Err(TryRecvError::Disconnected) => return Ok(Loading::Lost),
                Err(TryRecvError::Empty) => {}
            }
        }
    }

    fn draw_progress(&mut self, size: Size, progress: Progress) -> io::Result<()> {
        let theme = Theme {
            palette: self.options.palette.unwrap_or_default(),
            charset: self.options.charset,
        };
        self.draw(|frame| {
            view::draw_progress(size, progress, &mut Canvas::new(frame.buffer_mut(), theme));
        })
    }

    /// The loop: draw, wait, take all that is queued, change the state, do what is asked.
    fn show(&mut self, comparison: &Comparison) -> io::Result<String> {
        let model = Model::new(comparison).pairing(self.options.pairing);
        let mut state = first_state(&model, self.size()?, &self.options);
        let keymap = Arc::clone(&state.keymap);
        let mut hits = self.draw_state(&model, &state)?;
        loop {
            let before = state.clone();
            let mut stale = false;
            let events = match std::mem::take(&mut self.typed_ahead) {
                none if none.is_empty() => input::wait()?,
                typed_ahead => typed_ahead,
            };
            for event in events {
                for message in input::messages(&event, state.context(), &keymap, &hits) {
                    for effect in update(&mut state, &model, message) {
                        stale |= effect == Effect::Redraw;
                        match self.perform(effect)? {
                            Outcome::GoOn => {}
                            Outcome::Say(notice) => state.notice = Some(notice),
                            Outcome::Kept(notice) => {
                                state.tray.kept = Kept::Safe;
                                state.notice = Some(notice);
                            }
                            Outcome::Resized(size) => {
                                update(&mut state, &model, Message::Resize(size));
                                stale = true;
                            }
                            Outcome::Leave => return Ok(self.taken(&model, &state)),
                        }
                    }
                }
            }
            if stale || state != before {
                hits = self.draw_state(&model, &state)?;
            }
        }
    }

    /// What leaves with the user.
    fn taken(&self, model: &Model<'_>, state: &State) -> String {
        let form = self.options.print.filter(|_| !state.tray.things.is_empty());
        form.map(|form| written(model, &state.tray, form))
            .unwrap_or_default()
    }

    fn draw_state(&mut self, model: &Model<'_>, state: &State) -> io::Result<HitMap> {
        let mut hits = HitMap::default();
        self.draw(|frame| {
            let mut canvas = Canvas::new(frame.buffer_mut(), state.theme);
            view::draw(model, state, &mut canvas);
            hits = canvas.into_hits();
        })?;
        Ok(hits)
    }

    fn perform(&mut self, effect: Effect) -> io::Result<Outcome> {
        match effect {
            Effect::Quit => return Ok(Outcome::Leave),
            Effect::Redraw => self.redraw()?,
            Effect::Suspend => {
                guard::suspend()?;
                self.redraw()?;
                return Ok(Outcome::Resized(self.size()?));
            }
            Effect::Mouse(pointer) => guard::mouse(pointer)?,
            Effect::Copy(text) => return self.copy(&text).map(Outcome::Say),
            Effect::Write { path, text } => return Ok(write_new(&path, &text)),
        }
        Ok(Outcome::GoOn)
    }

    /// Forgets what was drawn; the next frame draws every cell. (`Terminal::clear` would ask the terminal for its cursor.)
    fn redraw(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal
            .resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Gives the text to the clipboard, and says by which way.
    fn copy(&mut self, text: &str) -> io::Result<String> {
        let way = match clipboard::hand_over(text, &clipboard::programs()) {
            Some(program) => program,
            None => {
                let _writing = guard::writing();
                let out = self.terminal.backend_mut();
                out.write_all(clipboard::osc_52(text).as_bytes())?;
                out.flush()?;
                "OSC 52"
            }
        };
        Ok(format!(
            "copied {} characters by {way}",
            text.chars().count()
        ))
    }
}

/// How waiting for the comparison ended.
enum Loading {
    Done(Box<Result<Comparison, Error>>),
    GivenUp,
    /// The thread is gone without a result: it panicked.
    Lost,
}

/// What comes of an effect.
enum Outcome {
    GoOn,
    Say(String),
    /// The tray is safe now.
    Kept(String),
    Resized(Size),
    Leave,
}

/// Writes a file that is not there yet, and tells how it went.
fn write_new(path: &str, text: &str) -> Outcome {
    let written = File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    match written {
        Ok(()) => Outcome::Kept(format!("written to {path}")),
        Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {
            Outcome::Say(format!("{path} is there already; give another name"))
        }
        Err(why) => Outcome::Say(format!("cannot write {path}: {why}")),
    }
}

fn is_escape(event: &Event) -> bool {
    matches!(event, Event::Key(event) if input::key(event) == Some(Code::Esc.into()))
}

fn gives_up(event: &Event) -> bool {
    let Event::Key(event) = event else {
        return false;
    };
    let ctrl_c = Key {
        code: Code::Char('c'),
        held: Held::Ctrl,
    };
    input::key(event).is_some_and(|key| key == ctrl_c || key == Code::Char('q').into())
}
