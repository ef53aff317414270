//! The matrix as plain text, for pipes and for terminals that can do no more.

use std::io;

use crate::Comparison;
use crate::coverage::{Cell, Family, MatrixRow};
use crate::diff::{Alike, alike};
use crate::display::says::{self, Firmness};
use crate::display::{Charset, Safe, cells, status, truncate};

use super::checklist::checklist;

/// Widest a policy's column becomes; what is longer is cut off.
const WIDEST: usize = 26;

/// Cells between two columns.
const GAP: &str = "  ";

/// Writes the matrix: a block of rows for each family, a column for each policy; then which policies are nearly the same text,
/// and the checklists asked for.
///
/// # Errors
/// Those of `out`.
pub fn plain(comparison: &Comparison, out: &mut impl io::Write) -> io::Result<()> {
    let labels = comparison
        .matrix
        .rows
        .iter()
        .map(|row| cells(&row.label) + 2)
        .max()
        .unwrap_or(0);
    let columns = columns(comparison);
    line(
        out,
        "",
        labels,
        comparison
            .policies
            .iter()
            .map(|policy| policy.name.as_str())
            .zip(&columns),
    )?;
    for group in Family::ALL {
        writeln!(out, "\n{}", says::family(group))?;
        for row in comparison.matrix.family(group) {
            let texts: Vec<String> = row.cells.iter().map(text).collect();
            let label = format!("  {}", row.label);
            line(
                out,
                &label,
                labels,
                texts.iter().map(String::as_str).zip(&columns),
            )?;
        }
    }
    for alike in alike(&comparison.policies) {
        write_alike(comparison, alike, out)?;
    }
    let mut checklists = comparison.checklists.iter();
    checklists.try_for_each(|filled| checklist(comparison, filled, out))
}

/// That two policies may be versions of one, and how to see what has changed.
fn write_alike(comparison: &Comparison, alike: Alike, out: &mut impl io::Write) -> io::Result<()> {
    let (first, second) = (
        comparison.policy(alike.first),
        comparison.policy(alike.second),
    );
    writeln!(
        out,
        "\n{} and {} are nearly the same text; what differs: clausewise diff {} {}",
        Safe::line(&first.name),
        Safe::line(&second.name),
        Safe::line(&first.origin.path),
        Safe::line(&second.origin.path),
    )
}

/// The width of each policy's column: that of its widest cell, within limits.
fn columns(comparison: &Comparison) -> Vec<usize> {
    let width_of = |(place, name): (usize, &str)| {
        let widest = |row: &MatrixRow| row.cells.get(place).map_or(0, |cell| cells(&text(cell)));
        let widest = comparison.matrix.rows.iter().map(widest).max().unwrap_or(0);
        widest.max(cells(name)).min(WIDEST)
    };
    comparison
        .policies
        .iter()
        .map(|policy| policy.name.as_str())
        .enumerate()
        .map(width_of)
        .collect()
}

fn line<'a>(
    out: &mut impl io::Write,
    label: &str,
    label_width: usize,
    texts: impl Iterator<Item = (&'a str, &'a usize)>,
) -> io::Result<()> {
    let mut line = padded(label, label_width);
    for (text, width) in texts {
        line.push_str(GAP);
        line.push_str(&padded(text, *width));
    }
    writeln!(out, "{}", line.trim_end())
}

fn padded(text: &str, width: usize) -> String {
    let cut: Safe<'_> = truncate(text, width, Charset::Unicode);
    let missing = width.saturating_sub(cells(cut.as_str()));
    format!("{cut}{}", " ".repeat(missing))
}

/// A cell in words: "stated", "denied", or a dash for silence, then what it says.
fn text(cell: &Cell) -> String {
    let brief = says::brief(cell);
    let reserve = match brief.firmness {
        Firmness::Hedged => "may",
        Firmness::Firm => "",
    };
    let more = [reserve, &brief.content].join(" ");
    match (brief.polarity, more.trim()) {
        (None, _) => "-".to_owned(),
        (polarity, "") => status(polarity).to_owned(),
        (polarity, more) => format!("{} ({more})", status(polarity)),
    }
}
