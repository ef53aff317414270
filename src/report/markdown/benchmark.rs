//! The benchmark in Markdown: a table of counts, and for each policy what it lacks and what it alone has.

use std::io;

use crate::Survey;
use crate::coverage::Family;
use crate::coverage::benchmark::Tally;
use crate::display::benchmark::{by_family, lists, order};
use crate::display::{first_upper, says};

use super::escape::plain;
use super::{table_head, table_row};

/// Writes the counts; nothing where there is but one policy.
pub(super) fn counts(survey: &Survey, out: &mut impl io::Write) -> io::Result<()> {
    let benchmark = &survey.benchmark;
    if benchmark.standings.len() < 2 {
        return Ok(());
    }
    writeln!(out, "\n### Benchmark\n")?;
    writeln!(
        out,
        "The policies {}: on how many rows each states / denies / is silent; gaps, on which it is silent and most others \
         speak; and rows on which it alone speaks. These are counts, no score.",
        order(benchmark.order)
    )?;
    let mut columns = vec![String::new()];
    columns.extend(Family::ALL.map(|family| says::family(family).to_owned()));
    columns.extend(["Gaps".to_owned(), "Alone".to_owned()]);
    table_head(&columns, out)?;
    for standing in &benchmark.standings {
        let mut cells = vec![plain(&survey.policy(standing.policy).name).to_string()];
        cells.extend(standing.tallies.iter().map(|(_, tally)| told(tally)));
        cells.extend([standing.gaps.len(), standing.alone.len()].map(|count| count.to_string()));
        table_row(cells, out)?;
    }
    if survey.checklists.is_empty() {
        return Ok(());
    }
    shares(survey, out)
}

fn told(tally: &Tally) -> String {
    format!("{} / {} / {}", tally.stated, tally.denied, tally.absent)
}

/// What came of the checklists.
fn shares(survey: &Survey, out: &mut impl io::Write) -> io::Result<()> {
    let columns = [
        "",
        "checklist",
        "met",
        "partly",
        "missing",
        "not stated",
        "not assessed",
    ];
    table_head(&columns, out)?;
    for standing in &survey.benchmark.standings {
        let name = &survey.policy(standing.policy).name;
        for (filled, share) in survey.checklists.iter().zip(&standing.shares) {
            let names = [plain(name), plain(&filled.checklist.id)].map(|text| text.to_string());
            let counts = share.counts().map(|count| count.to_string());
            table_row(names.into_iter().chain(counts), out)?;
        }
    }
    Ok(())
}

/// Writes for each policy what it is silent on and most others speak of, and what it alone speaks of.
pub(super) fn particulars(survey: &Survey, out: &mut impl io::Write) -> io::Result<()> {
    let benchmark = &survey.benchmark;
    if benchmark.standings.len() < 2 {
        return Ok(());
    }
    writeln!(out, "\n## Gaps, policy by policy")?;
    for standing in &benchmark.standings {
        let name = plain(&survey.policy(standing.policy).name);
        writeln!(out, "\n### {name}")?;
        for (title, rows) in lists(benchmark, standing) {
            if rows.is_empty() {
                writeln!(out, "\n{} nothing.", first_upper(title))?;
                continue;
            }
            writeln!(out, "\n{}:\n", first_upper(title))?;
            for (family, labels) in by_family(&survey.matrix, rows, standing.policy) {
                let labels = plain(&labels.join("; ")).to_string();
                writeln!(out, "- {}: {labels}", says::family(family))?;
            }
        }
    }
    Ok(())
}
