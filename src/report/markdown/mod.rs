//! The comparison as a report in Markdown, to be attached and read: what it amounts to, the matrix, what differs, what is
//! missing where, and the words of each cell in the notes.

mod benchmark;
mod checklist;
mod escape;
mod matrix;
#[cfg(test)]
mod tests;

use std::io;

use crate::Survey;
use crate::coverage::{Cell, Family};
use crate::diff::alike;
use crate::display::benchmark::family as family_name;
use crate::display::{citation, date, says, status};
use crate::facts::{Evidence, Polarity};
use crate::policy::{Policy, PolicyId, Severity};

use super::json::format_json;
use super::notes::{Notes, notes};
use super::overview;
use escape::plain;

/// With more policies than this, only the most telling words of a cell are quoted.
const MANY: usize = 12;

/// Writes the report.
///
/// # Errors
/// Those of `out`.
pub fn markdown(survey: &Survey, out: &mut impl io::Write) -> io::Result<()> {
    // By this the report is not taken for a policy where it lies among some.
    writeln!(
        out,
        "<!-- generator: clausewise {} -->\n",
        env!("CARGO_PKG_VERSION")
    )?;
    writeln!(out, "# Privacy policies compared\n")?;
    writeln!(out, "{}", plain(&overview::names(survey)))?;
    let notes = Notes::new(survey);
    summary(survey, &notes, out)?;
    benchmark::counts(survey, out)?;
    matrix::matrix(survey, &notes, out)?;
    matrix::differing(survey, &notes, out)?;
    benchmark::particulars(survey, out)?;
    for filled in &survey.checklists {
        checklist::checklist(survey, filled, &notes, out)?;
    }
    sources(survey, out)?;
    with_care(survey, out)?;
    words(survey, out)?;
    writeln!(
        out,
        "Made by clausewise {}. Nothing here is legal advice, and silence of a policy is no proof that something is not done.",
        env!("CARGO_PKG_VERSION")
    )
}

/// What the comparison amounts to, in words.
fn summary(survey: &Survey, notes: &Notes, out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, "\n## Summary\n")?;
    writeln!(out, "{}", overview::sentences(survey).join(" "))?;
    standings(survey, out)?;
    contradictions(survey, notes, out)?;
    if survey.policies.len() > 1 {
        writeln!(out, "\n### What they speak of\n")?;
        for family in Family::ALL {
            let told = overview::spoken_of(survey, family);
            if !told.is_empty() {
                writeln!(out, "- {}: {}", family_name(family), plain(&told))?;
            }
        }
    }
    for alike in alike(&survey.policies) {
        let [first, second] = [alike.first, alike.second].map(|id| &survey.policy(id).name);
        let (first, second) = (plain(first), plain(second));
        writeln!(out, "\n{first} and {second} are nearly the same text.")?;
    }
    Ok(())
}

/// Where one policy states what another denies, by name.
fn contradictions(survey: &Survey, notes: &Notes, out: &mut impl io::Write) -> io::Result<()> {
    let found = overview::contradictions(survey);
    if found.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n### Contradictions\n\nOne policy states what another denies:\n"
    )?;
    for one in found {
        let noted = |id: &PolicyId| {
            let note = notes.number(one.number, *id);
            let note = note.map_or_else(String::new, |number| format!("[^{number}]"));
            format!("{}{note}", plain(&survey.policy(*id).name))
        };
        let side = |(polarity, who): (Polarity, Vec<PolicyId>)| {
            let who: Vec<String> = who.iter().map(noted).collect();
            format!("{} by {}", status(Some(polarity)), who.join(", "))
        };
        let sides: Vec<String> = one.sides().into_iter().map(side).collect();
        writeln!(out, "- {}: {}", plain(&one.row.label), sides.join("; "))?;
    }
    Ok(())
}

/// A sentence or two on each policy; of many policies these stand with their gaps.
fn standings(survey: &Survey, out: &mut impl io::Write) -> io::Result<()> {
    if survey.policies.len() > MANY {
        return Ok(());
    }
    if survey.policies.len() > 1 {
        writeln!(out, "\n### Policy by policy")?;
    }
    writeln!(out)?;
    for standing in &survey.benchmark.standings {
        let name = &survey.policy(standing.policy).name;
        let told = overview::standing(survey, standing);
        writeln!(out, "- **{}**, {}", plain(name), plain(&told))?;
    }
    Ok(())
}

/// The files, and the checksums that tie the report to them.
fn sources(survey: &Survey, out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, "\n## Sources")?;
    table_head(
        &[
            "Policy", "Title", "Date", "File", "Form", "Bytes", "Clauses", "SHA-256",
        ],
        out,
    )?;
    for policy in &survey.policies {
        let title = policy.title.as_deref().unwrap_or("without a title");
        let dated = policy
            .updated
            .map_or_else(|| "without a date".to_owned(), date);
        let cells = [
            plain(&policy.name).to_string(),
            plain(title).to_string(),
            dated,
            plain(&policy.origin.path).to_string(),
            format_json(policy.origin.format).to_owned(),
            policy.origin.bytes.to_string(),
            policy.clauses.len().to_string(),
            policy.origin.sha256.clone(),
        ];
        table_row(&cells, out)?;
    }
    Ok(())
}

/// What a careful reader should know about the reading of the files.
fn with_care(survey: &Survey, out: &mut impl io::Write) -> io::Result<()> {
    let diagnostics = survey.policies.iter().flat_map(|policy| {
        let told = policy.diagnostics.iter();
        told.map(move |diagnostic| (policy, diagnostic))
    });
    let mut diagnostics = diagnostics.peekable();
    if survey.unread.is_empty() && diagnostics.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "\n## How the files were read\n")?;
    for unread in &survey.unread {
        let why = crate::error::in_full(&unread.why);
        writeln!(out, "- not read: {}", plain(&why))?;
    }
    for (policy, diagnostic) in diagnostics {
        let severity = match diagnostic.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
        };
        let line = diagnostic.line.map(|line| format!(", line {}", line + 1));
        writeln!(
            out,
            "- {severity}: {}{}: {}",
            plain(&policy.name),
            line.unwrap_or_default(),
            plain(&diagnostic.message)
        )?;
    }
    Ok(())
}

/// The notes: for each cell that speaks a sentence, and the words it rests on with their places.
fn words(survey: &Survey, out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, "\n## Words\n")?;
    let which = if survey.policies.len() > MANY {
        "The most telling words of each cell, and in how many more places it is said"
    } else {
        "The words that each cell rests on"
    };
    writeln!(
        out,
        "{which}, as they stand in the files; lines are counted from 1.\n"
    )?;
    for note in notes(survey) {
        let policy = survey.policy(note.policy);
        let sentence = says::sentence(&policy.name, note.row, note.cell);
        let quotes = quotes(policy, &note.places(), survey.policies.len());
        writeln!(out, "[^{}]: {}: {quotes}\n", note.number, plain(&sentence))?;
    }
    Ok(())
}

/// The words at `places`: “…” (nopex § 5 Retention, line 96); “…” (…).
fn quotes(policy: &Policy, places: &[Evidence], policies: usize) -> String {
    let shown = if policies > MANY { 1 } else { places.len() };
    let quote = |one: &Evidence| {
        let citation = citation(policy, one.clause, one.quote);
        let words = policy.words(one.quote);
        format!("“{}” ({})", plain(words), plain(citation.as_str()))
    };
    let mut quotes: Vec<String> = places.iter().take(shown).map(quote).collect();
    if places.len() > shown {
        let more = overview::counted(places.len() - shown, "more place", "more places");
        quotes.push(format!("and {more}"));
    }
    quotes.join("; ")
}

/// A cell as the tables have it, with the number of its note: "● EU", "·".
fn told(cell: &Cell, row: usize, policy: PolicyId, notes: &Notes) -> String {
    let sign = says::brief(cell).sign(crate::display::Charset::Unicode);
    let content = says::content(cell);
    let text = format!("{sign} {}", plain(&content));
    let note = notes.number(row, policy);
    let note = note.map_or_else(String::new, |number| format!("[^{number}]"));
    format!("{}{note}", text.trim_end())
}

/// A row of a table.
fn table_row<S: AsRef<str>>(
    cells: impl IntoIterator<Item = S>,
    out: &mut impl io::Write,
) -> io::Result<()> {
    write!(out, "|")?;
    for cell in cells {
        write!(out, " {} |", cell.as_ref())?;
    }
    writeln!(out)
}

/// The head of a table: its columns, and the line below them.
fn table_head<S: AsRef<str>>(columns: &[S], out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out)?;
    table_row(columns, out)?;
    writeln!(out, "|{}", "---|".repeat(columns.len()))
}
