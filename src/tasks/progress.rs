//! How far the work has come: a line on standard error that is written over and gone at the end, and only for a person.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use clausewise::Progress;

use crate::cli::Aside;

/// Work that takes no longer is not spoken of.
const PATIENCE: Duration = Duration::from_millis(500);

/// How long a line stands before it is written anew.
const PACE: Duration = Duration::from_millis(100);

/// Tells how far the work has come, until it is dropped.
pub(super) struct Meter {
    line: Arc<Mutex<Line>>,
    /// Ends the thread that writes; none where nobody looks on.
    drawing: Option<(Sender<()>, JoinHandle<()>)>,
}

/// What is so, and what stands on the terminal.
#[derive(Default)]
struct Line {
    latest: Progress,
    /// How many cells are written on.
    drawn: usize,
}

impl Meter {
    /// A meter that writes where standard error is a terminal, unless nothing is to be said there.
    pub(super) fn new(aside: Aside) -> Self {
        let line = Arc::<Mutex<Line>>::default();
        let wanted = aside == Aside::Spoken && io::stderr().is_terminal();
        let drawing = wanted.then(|| {
            let (ending, ended) = mpsc::channel();
            let line = Arc::clone(&line);
            let draw = move || {
                let mut wait = PATIENCE;
                while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                    locked(&line).draw(&mut io::stderr());
                    wait = PACE;
                }
                locked(&line).erase(&mut io::stderr());
            };
            (ending, thread::spawn(draw))
        });
        Self { line, drawing }
    }

    /// Takes note of how far the work is.
    pub(super) fn tell(&self, progress: Progress) {
        locked(&self.line).latest = progress;
    }

    /// Does what writes to standard error itself while no line stands there.
    pub(super) fn beside(&self, write: impl FnOnce()) {
        let mut line = locked(&self.line);
        line.erase(&mut io::stderr());
        write();
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        if let Some((ending, thread)) = self.drawing.take() {
            drop(ending);
            // A thread that panicked has nothing more to erase.
            let _ = thread.join();
        }
    }
}

/// The line, whatever became of who held it before.
fn locked(line: &Mutex<Line>) -> std::sync::MutexGuard<'_, Line> {
    line.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Line {
    /// Writes how far the work is over what stands there. What can't be written is not missed.
    fn draw(&mut self, out: &mut impl Write) {
        let Some(text) = in_words(self.latest) else {
            return;
        };
        let before = self.drawn;
        self.drawn = text.len();
        let _ = write!(out, "\r{text:before$}\r{text}");
        let _ = out.flush();
    }

    fn erase(&mut self, out: &mut impl Write) {
        if self.drawn > 0 {
            let _ = write!(out, "\r{:1$}\r", "", self.drawn);
            let _ = out.flush();
            self.drawn = 0;
        }
    }
}

/// How far the work is; nothing where it has not begun.
fn in_words(progress: Progress) -> Option<String> {
    match progress {
        Progress::Starting => None,
        Progress::Reading { done, of } => Some(format!("clausewise: {done} of {of} policies read")),
        Progress::Comparing { policies } => {
            Some(format!("clausewise: comparing {policies} policies"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_written_over_and_gone_at_the_end() {
        let mut line = Line::default();
        let mut out = Vec::new();
        line.draw(&mut out);
        line.erase(&mut out);
        assert!(out.is_empty(), "nothing is known yet");
        line.latest = Progress::Comparing { policies: 1000 };
        line.draw(&mut out);
        line.latest = Progress::Reading { done: 1, of: 2 };
        line.draw(&mut out);
        line.erase(&mut out);
        let shown = String::from_utf8(out).unwrap();
        let steps: Vec<&str> = shown.split('\r').filter(|step| !step.is_empty()).collect();
        let wide = "clausewise: comparing 1000 policies";
        let short = "clausewise: 1 of 2 policies read";
        let padded = format!("{short:0$}", wide.len());
        let gone = " ".repeat(short.len());
        assert_eq!(steps, [wide, wide, &padded, short, &gone]);
    }

    #[test]
    fn nobody_looks_on_where_standard_error_is_no_terminal_or_nothing_is_to_be_said() {
        assert!(Meter::new(Aside::Silent).drawing.is_none());
    }
}
