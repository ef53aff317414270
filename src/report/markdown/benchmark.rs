//! The benchmark in Markdown: a table of counts, and for each policy what it lacks and what it alone has.

use std::io;

use crate::Survey;
use crate::coverage::Family;
use crate::coverage::benchmark::Tally;
use crate::display::benchmark::{
    GAP, by_family, family as family_name, lists, order, organisations,
};

use super::super::overview;
use super::escape::plain;
use super::{MANY, table_head, table_row};

/// Writes the counts; nothing where there is but one policy.
pub(super) fn counts(survey: &Survey, out: &mut impl io::Write) -> io::Result<()> {
    let benchmark = &survey.benchmark;
    if benchmark.standings.len() < 2 {
        return Ok(());
    }
    writeln!(out, "\n### Benchmark\n")?;
    writeln!(
        out,
        "The policies {}: on how many rows each states / denies / is silent; which organisations it names, and what they do; \
         gaps, on which it is silent and most others speak; and rows on which it alone speaks. These are counts, not \
         scores. {GAP}",
        order(benchmark.order)
    )?;
    let mut columns = vec!["Policy".to_owned()];
    columns.extend(Family::ALL.map(|family| family_name(family).to_owned()));
    columns.extend(["Gaps".to_owned(), "Alone".to_owned()]);
    table_head(&columns, out)?;
    for standing in &benchmark.standings {
        let mut cells = vec![plain(&survey.policy(standing.policy).name).to_string()];
        let told = |(family, tally): &(Family, Tally)| match family {
            Family::Processors => organisations(standing),
            _ => told(tally),
        };
        cells.extend(standing.tallies.iter().map(told));
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
        "Policy",
        "Checklist",
        "Met",
        "Partly",
        "Missing",
        "Not stated",
        "Not assessed",
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
    writeln!(out, "\n## Gaps, policy by policy\n\n{GAP}")?;
    for standing in &benchmark.standings {
        let name = plain(&survey.policy(standing.policy).name);
        writeln!(out, "\n### {name}")?;
        if survey.policies.len() > MANY {
            let told = overview::standing(survey, standing);
            writeln!(out, "\n{name}, {}", plain(&told))?;
        }
        if standing.gaps.is_empty() {
            writeln!(out, "\n{name} has no gaps.")?;
        }
        for (title, rows) in lists(benchmark, standing) {
            if rows.is_empty() {
                continue;
            }
            writeln!(out, "\n{name} is {title}:\n")?;
            for (family, labels) in by_family(&survey.matrix, rows, standing.policy) {
                let labels = plain(&labels.join("; ")).to_string();
                writeln!(out, "- {}: {labels}", family_name(family))?;
            }
        }
    }
    Ok(())
}
