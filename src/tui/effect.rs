//! What reaches outside the program: `update` asks for it, the loop performs it.

use super::state::Pointer;

/// Something to be done outside the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Leave, with the terminal as it was.
    Quit,
    /// Stop, until the shell says `fg`.
    Suspend,
    /// Draw every cell again.
    Redraw,
    /// Give the text to the clipboard.
    Copy(String),
    /// Write the text to a file that is not there yet.
    Write { path: String, text: String },
    /// Go on with the policies that have been read by now.
    Enough,
    /// Take the mouse, or let go of it.
    Mouse(Pointer),
}
