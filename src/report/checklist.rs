//! A filled checklist as plain text.

use std::io;

use crate::Survey;
use crate::coverage::checklist::{FilledChecklist, Outcome};
use crate::display::{Safe, answer, cells, outcome};

use super::table::Table;

/// Cells for the label of a requirement; what is longer goes on in the next line.
const LABEL: usize = 58;

/// Cells for the provision of a requirement.
const PROVISION: usize = 12;

/// Cells for the longest outcome, "not assessed".
const OUTCOME: usize = 12;

/// Writes a line for each requirement with the outcome for each policy, then how often each outcome came.
///
/// # Errors
/// Those of `out`.
pub(super) fn checklist(
    survey: &Survey,
    filled: &FilledChecklist,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let names = survey.policies.iter().map(|policy| policy.name.as_str());
    let outcomes = names
        .clone()
        .map(|name| cells(name).clamp(OUTCOME, 2 * OUTCOME));
    let widths = [2 + PROVISION, LABEL].into_iter().chain(outcomes);
    let table = Table::new(widths.collect());
    writeln!(out, "\n{}", Safe::line(&filled.checklist.label))?;
    table.row(out, ["", ""].into_iter().chain(names))?;
    for (requirement, answers) in filled.checklist.requirements.iter().zip(&filled.answers) {
        let provision = format!("  {}", requirement.provision);
        let asked = match &requirement.note {
            Some(note) => format!("{}; {note}", requirement.text),
            None => requirement.text.clone(),
        };
        let outcomes: Vec<String> = answers.iter().map(answer).collect();
        let outcomes = outcomes.iter().map(String::as_str);
        let cells = [provision.as_str(), &asked];
        table.row(out, cells.into_iter().chain(outcomes))?;
    }
    writeln!(out)?;
    for counted in Outcome::ALL {
        let counts: Vec<String> = (0..survey.policies.len())
            .map(|place| filled.count(place, counted).to_string())
            .collect();
        let cells = ["", outcome(counted)];
        table.row(
            out,
            cells.into_iter().chain(counts.iter().map(String::as_str)),
        )?;
    }
    Ok(())
}
