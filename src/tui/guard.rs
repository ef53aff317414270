//! The terminal taken over and given back: on leaving, on a panic, on a signal, and while the program is suspended.

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, style};

use super::state::Pointer;
use crate::error::catches_panics;

/// Whether the terminal is ours now.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the mouse is ours when the terminal is.
static MOUSE: AtomicBool = AtomicBool::new(true);
/// Held while something is written, so that a signal doesn't cut a frame in two.
static WRITING: Mutex<()> = Mutex::new(());

/// Gives the terminal back when it is dropped.
#[derive(Debug)]
pub(crate) struct Guard(());

impl Guard {
    /// Takes the terminal over, and sees to it that panics and signals give it back.
    pub(crate) fn take() -> io::Result<Self> {
        // crossterm answers NO_COLOR with resets, which would take the cursor's reverse away too; our colourless theme obeys it.
        style::force_color_output(true);
        on_panic();
        #[cfg(unix)]
        signals::listen()?;
        enter()?;
        Ok(Self(()))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// Where the screen is drawn: standard error, so that standard output stays free; the terminal itself where
/// standard error leads elsewhere.
#[derive(Debug)]
pub(crate) enum Output {
    Stderr(io::Stderr),
    Terminal(File),
}

impl Output {
    pub(crate) fn open() -> io::Result<Self> {
        let stderr = io::stderr();
        if stderr.is_terminal() {
            return Ok(Self::Stderr(stderr));
        }
        Ok(Self::Terminal(
            OpenOptions::new().write(true).open("/dev/tty")?,
        ))
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stderr(stderr) => stderr.write(bytes),
            Self::Terminal(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stderr(stderr) => stderr.flush(),
            Self::Terminal(file) => file.flush(),
        }
    }
}

/// Keeps signals from giving the terminal back in the middle of a frame.
pub(crate) fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the terminal; where that fails half-way, gives it back, as there is no guard yet that would.
fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    draw_on_screen().inspect_err(|_| leave())
}

/// Makes the terminal show a screen of ours.
fn draw_on_screen() -> io::Result<()> {
    let mut out = Output::open()?;
    execute!(
        out,
        EnterAlternateScreen,
        EnableBracketedPaste,
        cursor::Hide
    )?;
    if MOUSE.load(Ordering::SeqCst) {
        execute!(out, EnableMouseCapture)
    } else {
        Ok(())
    }
}

/// Gives the terminal back, once; what fails on the way can't be helped any more.
fn leave() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    if let Ok(mut out) = Output::open() {
        _ = execute!(
            out,
            DisableMouseCapture,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            cursor::Show
        );
    }
    _ = disable_raw_mode();
}

/// Takes the mouse, or leaves it to the terminal.
pub(crate) fn mouse(pointer: Pointer) -> io::Result<()> {
    MOUSE.store(pointer == Pointer::Ours, Ordering::SeqCst);
    let mut out = Output::open()?;
    match pointer {
        Pointer::Ours => execute!(out, EnableMouseCapture),
        Pointer::Terminal => execute!(out, DisableMouseCapture),
    }
}

fn on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !catches_panics() {
                leave();
            }
            before(info);
        }));
    });
}

/// Stops the program as Ctrl-Z does, with the terminal given back; returns after `fg`.
#[cfg(unix)]
pub(crate) fn suspend() -> io::Result<()> {
    let _writing = writing();
    leave();
    // `raise` alone does nothing where no shell of ours is there to be told.
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
    enter()
}

/// There is nothing to suspend to.
#[cfg(not(unix))]
pub(crate) fn suspend() -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
mod signals {
    use std::io;
    use std::sync::Once;
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::{emulate_default_handler, raise};

    use super::{enter, leave, writing};

    /// Starts the thread that gives the terminal back when a signal asks the program to end or to stop.
    pub(super) fn listen() -> io::Result<()> {
        static ONCE: Once = Once::new();
        let mut result = Ok(());
        ONCE.call_once(|| result = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP]).map(start));
        result
    }

    fn start(mut signals: Signals) {
        thread::spawn(move || {
            for signal in signals.forever() {
                // Held for good where the signal ends the program.
                let _writing = writing();
                leave();
                _ = emulate_default_handler(signal);
                if signal == SIGTSTP && enter().is_ok() {
                    // The size may have changed meanwhile, and a resize draws everything again.
                    _ = raise(SIGWINCH);
                }
            }
        });
    }
}
