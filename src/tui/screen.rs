//! The terminal while it is ours: the loop that draws, waits, and performs what `update` asks for.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::time::Duration;

use crossterm::event::Event;
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

use super::canvas::Canvas;
use super::effect::Effect;
use super::guard::{self, Output};
use super::hit::HitMap;
use super::keymap::{Code, Held, Key};
use super::model::Model;
use super::state::{Size, State};
use super::theme::Theme;
use super::tray::{Kept, written};
use super::update::{Message, update};
use super::work::{Come, Work};
use super::{Options, clipboard, input, view};
use crate::Progress;

/// The terminal while it is ours.
pub(crate) struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Output>>>,
    options: Options,
    /// What was typed before there was anything to see; it is not lost.
    typed_ahead: Vec<Event>,
}

/// How looking at a comparison ends.
pub(crate) enum Ending {
    /// The user has quit, and this is what they take away.
    Left(String),
    /// Something has come of the work that went on meanwhile; here is what the user was at.
    Come(Come, Box<State>),
}

/// A frame is not worth showing for work that takes less than this.
const PATIENCE: Duration = Duration::from_millis(40);

impl Screen {
    pub(crate) fn new(options: Options) -> io::Result<Self> {
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, Output::open()?));
        Ok(Self {
            terminal: Terminal::new(backend)?,
            options,
            typed_ahead: Vec::new(),
        })
    }

    pub(crate) fn size(&self) -> io::Result<Size> {
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

    /// Shows how far the work is until something comes of it; nothing comes where the user didn't wait.
    pub(crate) fn wait_for(&mut self, work: &Work) -> io::Result<Come> {
        let mut come = work.within(PATIENCE);
        let mut drawn = None;
        while let Come::Nothing = come {
            let now = work.progress();
            let size = self.size()?;
            if drawn != Some((now, size)) {
                self.draw_progress(size, now)?;
                drawn = Some((now, size));
            }
            self.typed_ahead.extend(input::within(PATIENCE)?);
            if self.typed_ahead.iter().any(gives_up) {
                return Ok(Come::Nothing);
            }
            let typed = self.typed_ahead.len();
            self.typed_ahead.retain(|event| !is_escape(event));
            if self.typed_ahead.len() < typed {
                work.enough();
            }
            come = work.come();
        }
        Ok(come)
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

    /// The loop: draw, wait, take all that is queued, change the state, do what is asked; where `work` still goes on, until
    /// something comes of it.
    pub(crate) fn show(
        &mut self,
        model: &Model<'_>,
        mut state: State,
        work: Option<&Work>,
    ) -> io::Result<Ending> {
        let mut hits = self.draw_state(model, &state)?;
        loop {
            let before = state.clone();
            let mut stale = false;
            let events = match (std::mem::take(&mut self.typed_ahead), work) {
                (none, None) if none.is_empty() => input::wait()?,
                (none, Some(_)) if none.is_empty() => input::within(PATIENCE)?,
                (typed_ahead, _) => typed_ahead,
            };
            if let Some(work) = work {
                update(&mut state, model, Message::Read(work.progress()));
                if let come @ (Come::Done(_) | Come::Lost) = work.come() {
                    self.typed_ahead = events;
                    return Ok(Ending::Come(come, Box::new(state)));
                }
            }
            for event in events {
                for message in input::messages(&event, &state, &hits) {
                    for effect in update(&mut state, model, message) {
                        stale |= effect == Effect::Redraw;
                        match self.perform(effect, work)? {
                            Outcome::GoOn => {}
                            Outcome::Say(notice) => state.notice = Some(notice),
                            Outcome::Kept(notice) => {
                                state.tray.kept = Kept::Safe;
                                state.notice = Some(notice);
                            }
                            Outcome::Resized(size) => {
                                update(&mut state, model, Message::Resize(size));
                                stale = true;
                            }
                            Outcome::Leave => return Ok(Ending::Left(self.taken(model, &state))),
                        }
                    }
                }
            }
            if stale || state != before {
                hits = self.draw_state(model, &state)?;
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

    fn perform(&mut self, effect: Effect, work: Option<&Work>) -> io::Result<Outcome> {
        match effect {
            Effect::Quit => return Ok(Outcome::Leave),
            Effect::Redraw => self.redraw()?,
            Effect::Suspend => {
                guard::suspend()?;
                self.redraw()?;
                return Ok(Outcome::Resized(self.size()?));
            }
            Effect::Enough => work.into_iter().for_each(Work::enough),
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
