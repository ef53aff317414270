//! The lines of a policy, so that a citation can be looked up.

use std::io::{self, Write};

use clausewise::display::Safe;
use clausewise::document;
use clausewise::error::{Error, Exit};
use clausewise::source::{Diagnostic, Intake, Source};

use super::say;
use super::told;
use crate::cli::Aside;

/// Prints the lines of each source with their numbers; of several, each under its path.
pub(super) fn print(Intake { sources, unread }: &Intake, aside: Aside) -> Result<Exit, Error> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut exit = told(unread);
    for source in sources {
        let readable = match document::readable(source) {
            Ok(read) => read,
            Err(why) => {
                say(&why);
                exit = Exit::Fault;
                continue;
            }
        };
        if sources.len() > 1 {
            writeln!(out, "==> {} <==", Safe::line(&source.path))?;
        }
        let mut pages = readable.pages.iter().peekable();
        for (number, line) in readable.text.lines().enumerate() {
            if let Some((_, page)) = pages.next_if(|(first, _)| *first == number) {
                writeln!(out, "------  page {page}")?;
            }
            writeln!(out, "{:>6}  {}", number + 1, Safe::lines(line))?;
        }
        out.flush()?;
        tell(source, &readable.diagnostics, aside);
    }
    Ok(exit)
}

/// Tells on standard error what the reader of the lines should know.
fn tell(source: &Source, diagnostics: &[Diagnostic], aside: Aside) {
    for Diagnostic { line, message, .. } in diagnostics {
        let place = line.map_or_else(String::new, |line| format!(", line {}", line + 1));
        aside.hint(Safe::line(format!("{}{place}: {message}", source.path)).as_str());
    }
}
