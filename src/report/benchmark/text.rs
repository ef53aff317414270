//! The benchmark as plain text: a line of counts for each policy, then what it lacks and what it alone says.

use std::io;

use crate::Survey;
use crate::coverage::Family;
use crate::coverage::benchmark::{Share, Standing, Tally};
use crate::display::benchmark::{
    GAP, by_family, family as family_name, lists, order, organisations,
};
use crate::display::{Safe, cells};

use super::super::table::{Table, paragraph};

/// Widest a column of counts becomes.
const WIDEST: usize = 36;

/// Cells for a family beside its labels.
const FAMILY: usize = 21;

/// Cells for labels; what is longer goes on in the next line.
const LABELS: usize = 84;

/// Writes how the policies stand beside each other; nothing where there is but one.
///
/// # Errors
/// Those of `out`.
pub(in crate::report) fn benchmark(survey: &Survey, out: &mut impl io::Write) -> io::Result<()> {
    let benchmark = &survey.benchmark;
    if benchmark.standings.len() < 2 {
        return Ok(());
    }
    writeln!(out, "\nBenchmark, {}", order(benchmark.order))?;
    let meanings = "rows stated/denied/silent; organisations that are named, and what they do; gaps: rows on which it is \
                    silent and most others speak; alone: rows of which no other speaks";
    paragraph(meanings, out)?;
    if !survey.checklists.is_empty() {
        writeln!(
            out,
            "requirements met/partly/missing/not stated/not assessed"
        )?;
    }
    paragraph(GAP, out)?;
    writeln!(out)?;
    let checklists = survey.checklists.iter();
    let headings: Vec<&str> = std::iter::once("")
        .chain(Family::ALL.map(family_name))
        .chain(["Gaps", "Alone"])
        .chain(checklists.map(|filled| filled.checklist.id.as_str()))
        .collect();
    let standings = benchmark.standings.iter();
    let rows: Vec<Vec<String>> = standings.map(|one| counts(survey, one)).collect();
    let table = Table::new(widths(&headings, &rows));
    table.row(out, headings)?;
    for row in &rows {
        table.row(out, row.iter().map(String::as_str))?;
    }
    let mut standings = benchmark.standings.iter();
    standings.try_for_each(|standing| particulars(survey, standing, out))
}

/// The width of each column: that of its widest cell, within limits.
fn widths(headings: &[&str], rows: &[Vec<String>]) -> Vec<usize> {
    let widest = |(place, heading): (usize, &&str)| {
        let texts = rows.iter().filter_map(|row| row.get(place));
        let widest = texts.map(|text| cells(text)).max();
        widest.unwrap_or(0).max(cells(heading)).min(WIDEST)
    };
    headings.iter().enumerate().map(widest).collect()
}

fn counts(survey: &Survey, standing: &Standing) -> Vec<String> {
    let mut counts = vec![format!("  {}", survey.policy(standing.policy).name)];
    let told = |(family, tally): &(Family, Tally)| match family {
        Family::Processors => organisations(standing),
        _ => told(tally),
    };
    counts.extend(standing.tallies.iter().map(told));
    counts.extend([standing.gaps.len(), standing.alone.len()].map(|count| count.to_string()));
    counts.extend(standing.shares.iter().map(share));
    counts
}

fn told(tally: &Tally) -> String {
    format!("{}/{}/{}", tally.stated, tally.denied, tally.absent)
}

fn share(share: &Share) -> String {
    share.counts().map(|count| count.to_string()).join("/")
}

/// What a policy lacks, and what it alone has.
fn particulars(survey: &Survey, standing: &Standing, out: &mut impl io::Write) -> io::Result<()> {
    let name = &survey.policy(standing.policy).name;
    let table = Table::new(vec![FAMILY, LABELS]);
    for (title, rows) in lists(&survey.benchmark, standing) {
        if rows.is_empty() {
            continue;
        }
        writeln!(out, "\n{} {title}", Safe::line(format!("{name},")))?;
        for (family, labels) in by_family(&survey.matrix, rows, standing.policy) {
            let family = format!("  {}", family_name(family));
            table.row(out, [family.as_str(), &labels.join("; ")])?;
        }
    }
    Ok(())
}
