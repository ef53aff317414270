//! What is said on standard error.

use std::io::{self, Write};

use clausewise::display::Safe;
use clausewise::error::{Error, in_full};

use crate::cli::Aside;

impl Aside {
    /// Says on standard error what a person may want to know, and a program need not.
    pub(super) fn hint(self, text: &str) {
        if self == Self::Spoken {
            on_standard_error(text);
        }
    }
}

/// Says on standard error what went wrong; names and causes may hold anything, so they are shown safely.
pub(crate) fn say(why: &Error) {
    on_standard_error(Safe::line(in_full(why)).as_str());
}

/// Says it where anybody listens: what reads standard error may have gone, and the work goes on.
fn on_standard_error(text: &str) {
    let _ = writeln!(io::stderr(), "clausewise: {text}");
}
