//! A filled checklist as plain text.

use std::io;

use crate::Survey;
use crate::coverage::checklist::{FilledChecklist, Outcome};
use crate::display::{Safe, answer, cells, outcome};
use crate::policy::{Policy, PolicyId};

use super::table::{Column, GAP, Table, blocks};

/// Cells for the label of a requirement; what is longer goes on in the next line.
const LABEL: usize = 46;

/// Cells for the provision of a requirement, and before it.
const PROVISION: usize = 14;

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
    writeln!(out, "\n{}", Safe::line(&filled.checklist.label))?;
    let width_of = |(place, policy): (usize, &Policy)| {
        let width = cells(&policy.name).clamp(OUTCOME, 2 * OUTCOME);
        (PolicyId(place), width)
    };
    let columns: Vec<Column> = survey.policies.iter().enumerate().map(width_of).collect();
    for some in blocks(PROVISION + GAP + LABEL, &columns) {
        block(survey, filled, &some, out)?;
    }
    Ok(())
}

/// The answers of some policies.
fn block(
    survey: &Survey,
    filled: &FilledChecklist,
    columns: &[Column],
    out: &mut impl io::Write,
) -> io::Result<()> {
    let widths = columns.iter().map(|(_, width)| *width);
    let table = Table::new([PROVISION, LABEL].into_iter().chain(widths).collect());
    let names = columns
        .iter()
        .map(|(id, _)| survey.policy(*id).name.as_str());
    table.row(out, ["", ""].into_iter().chain(names))?;
    for (requirement, answers) in filled.checklist.requirements.iter().zip(&filled.answers) {
        let provision = format!("  {}", requirement.provision);
        let asked = match &requirement.note {
            Some(note) => format!("{}; {note}", requirement.text),
            None => requirement.text.clone(),
        };
        let answers = columns.iter().filter_map(|(id, _)| answers.get(id.0));
        let answers: Vec<String> = answers.map(answer).collect();
        let answers = answers.iter().map(String::as_str);
        let cells = [provision.as_str(), &asked];
        table.row(out, cells.into_iter().chain(answers))?;
    }
    writeln!(out)?;
    for counted in Outcome::ALL {
        let counts = columns
            .iter()
            .map(|(id, _)| filled.count(id.0, counted).to_string());
        let counts: Vec<String> = counts.collect();
        let cells = ["", outcome(counted)];
        table.row(
            out,
            cells.into_iter().chain(counts.iter().map(String::as_str)),
        )?;
    }
    Ok(())
}
