//! A filled checklist as plain text.

use std::io;

use crate::Comparison;
use crate::coverage::checklist::{FilledChecklist, Outcome};
use crate::display::{Charset, Safe, cells, outcome, truncate};

/// Widest the label of a requirement becomes; what is longer is cut off.
const WIDEST_LABEL: usize = 72;

/// Cells for the provision of a requirement.
const PROVISION: usize = 12;

/// Cells for the longest outcome, "not assessed".
const OUTCOME: usize = 12;

/// Writes a line for each requirement with the outcome for each policy, then how often each outcome came.
///
/// # Errors
/// Those of `out`.
pub(super) fn checklist(
    comparison: &Comparison,
    filled: &FilledChecklist,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let names = comparison
        .policies
        .iter()
        .map(|policy| policy.name.as_str());
    let widths: Vec<usize> = names
        .clone()
        .map(|name| cells(name).clamp(OUTCOME, 2 * OUTCOME))
        .collect();
    let mut line = |label: &str, texts: &mut dyn Iterator<Item = &str>| {
        let mut line = padded(label, WIDEST_LABEL);
        for (text, width) in texts.zip(&widths) {
            line.push_str("  ");
            line.push_str(&padded(text, *width));
        }
        writeln!(out, "{}", line.trim_end())
    };
    line("", &mut std::iter::empty())?;
    line(&filled.checklist.label, &mut names.clone())?;
    for (requirement, answers) in filled.checklist.requirements.iter().zip(&filled.answers) {
        let label = format!(
            "  {}  {}",
            padded(&requirement.provision, PROVISION),
            requirement.text
        );
        line(
            &label,
            &mut answers.iter().map(|answer| outcome(answer.outcome)),
        )?;
    }
    for counted in Outcome::ALL {
        let counts: Vec<String> = (0..comparison.policies.len())
            .map(|place| filled.count(place, counted).to_string())
            .collect();
        line(
            &format!("  {}", outcome(counted)),
            &mut counts.iter().map(String::as_str),
        )?;
    }
    Ok(())
}

fn padded(text: &str, width: usize) -> String {
    let cut: Safe<'_> = truncate(text, width, Charset::Unicode);
    let missing = width.saturating_sub(cells(cut.as_str()));
    format!("{cut}{}", " ".repeat(missing))
}
