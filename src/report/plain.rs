//! The matrix as plain text, for pipes and for terminals that can do no more.

use std::io;

use crate::Survey;
use crate::coverage::{Cell, Family};
use crate::diff::{Alike, alike};
use crate::display::benchmark::family as family_name;
use crate::display::says::{self, Firmness};
use crate::display::{Charset, Safe, cells, date, shell_word, status};
use crate::facts::Polarity;
use crate::policy::{Policy, PolicyId};

use super::benchmark::benchmark;
use super::checklist::checklist;
use super::table::{Column, Table, blocks, paragraph};
use super::{key, overview};

/// Widest a policy's column becomes; what is longer goes on in the next line.
const WIDEST: usize = 26;

/// Widest the column of labels becomes.
const WIDEST_LABEL: usize = 44;

/// Writes which policies are compared, what it amounts to and what the signs mean, then the matrix: a block of rows for each family, a column
/// for each policy; then how the policies stand beside each other, which are nearly the same text, and the checklists asked
/// for, and what was found in reading the files.
///
/// # Errors
/// Those of `out`.
pub fn plain(survey: &Survey, charset: Charset, out: &mut impl io::Write) -> io::Result<()> {
    policies(&survey.policies, out)?;
    writeln!(out)?;
    paragraph(&overview::sentences(survey).join(" "), out)?;
    writeln!(out, "\n{}", legend(charset))?;
    paragraph(
        "A reserve is in the words themselves or in what introduces them.",
        out,
    )?;
    if let Some(codes) = key::in_words(survey) {
        paragraph(&codes, out)?;
    }
    let (label, columns) = widths(survey, charset);
    for some in blocks(label, &columns) {
        block(survey, charset, (label, &some), out)?;
    }
    benchmark(survey, out)?;
    for alike in alike(&survey.policies) {
        write_alike(survey, alike, out)?;
    }
    let mut checklists = survey.checklists.iter();
    checklists.try_for_each(|filled| checklist(survey, filled, out))?;
    told(&survey.policies, out)
}

/// The matrix of some policies. Where there are others, rows on which these are silent are only counted.
fn block(
    survey: &Survey,
    charset: Charset,
    (label, columns): (usize, &[Column]),
    out: &mut impl io::Write,
) -> io::Result<()> {
    let widths = columns.iter().map(|(_, width)| *width);
    let table = Table::new(std::iter::once(label).chain(widths).collect());
    let names = columns
        .iter()
        .map(|(id, _)| survey.policy(*id).name.as_str());
    let is_whole = columns.len() == survey.policies.len();
    writeln!(out)?;
    table.row(out, std::iter::once("").chain(names))?;
    for group in Family::ALL {
        writeln!(out, "\n{}", family_name(group))?;
        let mut left_out = 0;
        for row in survey.matrix.family(group) {
            let cells = columns.iter().filter_map(|(id, _)| row.cells.get(id.0));
            if !is_whole && cells.clone().all(|cell| cell.claim().is_none()) {
                left_out += 1;
                continue;
            }
            let label = format!("  {}", row.label);
            let texts: Vec<String> = cells.map(|cell| text(cell, charset)).collect();
            let texts = texts.iter().map(String::as_str);
            table.row(out, std::iter::once(label.as_str()).chain(texts))?;
        }
        if left_out > 0 {
            let rows = overview::counted(left_out, "row", "rows");
            writeln!(out, "  {rows} left out, on which all of these are silent")?;
        }
    }
    Ok(())
}

/// What the reader of the files should know, not much of each.
fn told(policies: &[Policy], out: &mut impl io::Write) -> io::Result<()> {
    const MOST: usize = 5;
    let spoken_of = |policy: &&Policy| !policy.diagnostics.is_empty();
    for (i, policy) in policies.iter().filter(spoken_of).enumerate() {
        if i == 0 {
            writeln!(out, "\nHow the files were read")?;
        }
        let name = Safe::line(&policy.name);
        for diagnostic in policy.diagnostics.iter().take(MOST) {
            let line = diagnostic.line.map(|line| format!(", line {}", line + 1));
            let (line, message) = (line.unwrap_or_default(), Safe::line(&diagnostic.message));
            writeln!(out, "  {name}{line}: {message}")?;
        }
        let more = policy.diagnostics.len().saturating_sub(MOST);
        if more > 0 {
            writeln!(out, "  {name}: {more} more, which --json has")?;
        }
    }
    Ok(())
}

/// That two policies may be versions of one, and how to see what has changed.
fn write_alike(survey: &Survey, alike: Alike, out: &mut impl io::Write) -> io::Result<()> {
    let (first, second) = (survey.policy(alike.first), survey.policy(alike.second));
    writeln!(
        out,
        "\n{} and {} are nearly the same text; what differs: clausewise diff {} {}",
        Safe::line(&first.name),
        Safe::line(&second.name),
        Safe::line(shell_word(&first.origin.path)),
        Safe::line(shell_word(&second.origin.path)),
    )
}

/// A line for each policy: its name, title, date and file.
fn policies(policies: &[Policy], out: &mut impl io::Write) -> io::Result<()> {
    let widest = policies.iter().map(|policy| cells(&policy.name)).max();
    let name_width = widest.unwrap_or(0);
    for policy in policies {
        let missing = name_width.saturating_sub(cells(&policy.name));
        let title = policy.title.as_deref().unwrap_or("without a title");
        let dated = policy
            .updated
            .map_or_else(|| "without a date".to_owned(), date);
        writeln!(
            out,
            "{}{}  {}, {dated}  ({})",
            Safe::line(&policy.name),
            " ".repeat(missing),
            Safe::line(title),
            Safe::line(&policy.origin.path),
        )?;
    }
    Ok(())
}

/// "● stated   ◐ stated with reserve   ✗ denied   · silent".
fn legend(charset: Charset) -> String {
    let stated = Some(Polarity::Stated);
    let denied = Some(Polarity::Denied);
    let meanings = [
        (stated, Firmness::Firm, status(stated)),
        (stated, Firmness::Hedged, "stated with reserve"),
        (denied, Firmness::Firm, status(denied)),
        (None, Firmness::Firm, "silent"),
    ];
    let explained = meanings.map(|(polarity, firmness, meaning)| {
        let content = String::new();
        let brief = says::Brief {
            polarity,
            firmness,
            content,
        };
        format!("{} {meaning}", brief.sign(charset))
    });
    explained.join("   ")
}

/// The width of the labels, and that of each policy's column: that of its widest cell, within limits.
fn widths(survey: &Survey, charset: Charset) -> (usize, Vec<Column>) {
    let rows = &survey.matrix.rows;
    let labels = rows.iter().map(|row| cells(&row.label) + 2).max();
    let column_of = |(place, policy): (usize, &Policy)| {
        let texts = rows.iter().filter_map(|row| row.cells.get(place));
        let widest = texts.map(|cell| cells(&text(cell, charset))).max();
        let width = widest.unwrap_or(0).max(cells(&policy.name)).min(WIDEST);
        (PolicyId(place), width)
    };
    let columns = survey.policies.iter().enumerate().map(column_of);
    (labels.unwrap_or(0).min(WIDEST_LABEL), columns.collect())
}

/// The sign of a cell and what it says, periods in words.
fn text(cell: &Cell, charset: Charset) -> String {
    let text = format!(
        "{} {}",
        says::brief(cell).sign(charset),
        says::content(cell)
    );
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn the_same_file_twice_is_told_under_the_matrix() {
        let text = "Privacy Policy\n\nWe keep your data for a year.\n";
        let survey = fixture::policies(&[("old", text), ("new", text)]);
        let mut written = Vec::new();
        plain(&survey, Charset::Unicode, &mut written).unwrap();
        let written = String::from_utf8(written).unwrap();
        let (_, told) = written.split_once("How the files were read\n").unwrap();
        assert_eq!(
            told,
            "  new: the file has the same content as that of old\n"
        );
    }
}
