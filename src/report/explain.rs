//! Why a cell is as it is, as plain text.

use std::io;

use crate::display::explained;
use crate::facts::explain::Explanation;
use crate::policy::Policy;

/// Writes the explanation.
///
/// # Errors
/// Those of `out`.
pub fn explanation(
    policy: &Policy,
    explanation: &Explanation,
    out: &mut impl io::Write,
) -> io::Result<()> {
    for line in explained(policy, explanation) {
        let text = format!("{:indent$}{}", "", line.text, indent = line.indent);
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}
