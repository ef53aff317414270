//! The matrix in tables that fit on a page, and what differs on its rows.

use std::io;

use crate::Survey;
use crate::coverage::{Family, MatrixRow};
use crate::display::benchmark::family as family_name;
use crate::display::says;
use crate::policy::PolicyId;

use super::super::differences;
use super::super::key;
use super::super::notes::Notes;
use super::super::overview::counted;
use super::escape::plain;
use super::{table_head, table_row, told};

/// Policies that stand beside each other in one table.
const SIDE_BY_SIDE: usize = 6;

/// Of more policies than this that say the same, only the number is told.
const NAMED: usize = 12;

/// Writes the matrix, with a table for each family; and where there are too many policies for one, with several.
pub(super) fn matrix(survey: &Survey, notes: &Notes, out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, "\n## Matrix\n")?;
    writeln!(
        out,
        "● stated, ◐ stated with reserve (in these words or in what introduces them), ✗ denied, · silent. The numbers lead to \
         the words."
    )?;
    if let Some(codes) = key::in_words(survey) {
        writeln!(out, "\n{}.", plain(&codes))?;
    }
    for family in Family::ALL {
        writeln!(out, "\n### {}", family_name(family))?;
        for some in columns(survey) {
            table(survey, notes, family, &some, out)?;
        }
    }
    Ok(())
}

/// The policies, parted into as many as fit beside each other in one table.
pub(super) fn columns(survey: &Survey) -> Vec<Vec<PolicyId>> {
    let policies: Vec<PolicyId> = (0..survey.policies.len()).map(PolicyId).collect();
    let tables = policies.len().div_ceil(SIDE_BY_SIDE).max(1);
    let columns = policies.len().div_ceil(tables).max(1);
    policies.chunks(columns).map(<[_]>::to_vec).collect()
}

/// The rows of a family with some of the policies, but for those on which they are silent.
fn table(
    survey: &Survey,
    notes: &Notes,
    family: Family,
    policies: &[PolicyId],
    out: &mut impl io::Write,
) -> io::Result<()> {
    let speak = |row: &MatrixRow| {
        let mut cells = policies.iter().filter_map(|id| row.cells.get(id.0));
        cells.any(|cell| cell.claim().is_some())
    };
    let rows = survey.matrix.rows.iter().enumerate();
    let of_family = rows.filter(|(_, row)| row.family == family);
    let (shown, silent): (Vec<_>, Vec<_>) = of_family.partition(|(_, row)| speak(row));
    if !shown.is_empty() {
        let names = policies.iter().map(|id| name(survey, *id));
        let columns: Vec<String> = std::iter::once("Row".to_owned()).chain(names).collect();
        table_head(&columns, out)?;
    }
    for (number, row) in shown {
        let cells = policies.iter().filter_map(|id| {
            let cell = row.cells.get(id.0)?;
            Some(told(cell, number, *id, notes))
        });
        table_row(
            std::iter::once(plain(&row.label).to_string()).chain(cells),
            out,
        )?;
    }
    if silent.is_empty() {
        return Ok(());
    }
    let labels: Vec<&str> = silent.iter().map(|(_, row)| row.label.as_str()).collect();
    let labels = labels.join("; ");
    let who = match (survey.policies.len(), policies.len()) {
        (1, _) => "It is silent on",
        (all, some) if all == some => "All are silent on",
        _ => "All of these are silent on",
    };
    writeln!(out, "\n{who}: {}.", plain(&labels))
}

pub(super) fn name(survey: &Survey, policy: PolicyId) -> String {
    plain(&survey.policy(policy).name).to_string()
}

/// Writes what those who speak say differently, the weightiest first.
pub(super) fn differing(
    survey: &Survey,
    notes: &Notes,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let rows = differences::differing(survey);
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## What differs")?;
    for of_weight in rows.chunk_by(|one, next| one.weight == next.weight) {
        let Some(first) = of_weight.first() else {
            continue;
        };
        let (title, meaning) = (first.weight.title(), first.weight.meaning());
        writeln!(out, "\n### {title}\n\n{meaning}.")?;
        table_head(&["Row", "What is said, and by whom"], out)?;
        for one in of_weight {
            let groups = one.groups.iter();
            let said = groups.map(|group| said_by(survey, one.number, one.row, group, notes));
            let said: Vec<String> = said.collect();
            let label = format!("{}: {}", family_name(one.row.family), plain(&one.row.label));
            table_row([label, said.join("<br>")], out)?;
        }
    }
    Ok(())
}

/// What some policies say, and who they are, each with its note: "7 days: nopex, qnp".
fn said_by(
    survey: &Survey,
    number: usize,
    row: &MatrixRow,
    group: &[PolicyId],
    notes: &Notes,
) -> String {
    let first = group.first().and_then(|id| row.cells.get(id.0));
    let said = first.map(says::in_words).unwrap_or_default();
    let noted = |id: &PolicyId| {
        let note = notes.number(number, *id);
        let note = note.map_or_else(String::new, |number| format!("[^{number}]"));
        format!("{}{note}", name(survey, *id))
    };
    let who = if group.len() > NAMED {
        counted(group.len(), "policy", "policies")
    } else {
        group.iter().map(noted).collect::<Vec<_>>().join(", ")
    };
    format!("{}: {who}", plain(&said))
}
