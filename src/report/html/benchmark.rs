//! The benchmark: a table of counts, and for each policy what it lacks and what it alone has.

use std::io;

use maud::{Markup, html};

use crate::Survey;
use crate::coverage::benchmark::{Standing, Tally};
use crate::coverage::{Family, MatrixRow};
use crate::display::benchmark::{
    GAP, family as family_name, labelled, lists, order, organisations,
};

use super::super::overview;
use super::{MANY, Page, name, scrolling};

/// The counts; nothing where there is but one policy.
pub(super) fn counts(survey: &Survey) -> Markup {
    let benchmark = &survey.benchmark;
    if benchmark.standings.len() < 2 {
        return html! {};
    }
    let table = html! {
        table {
            caption { span {
                "The policies " (order(benchmark.order)) ". Rows stated / denied / silent; organisations that are named, and what \
                 they do; gaps: rows on which it is silent and most others speak; alone: rows of which no other speaks"
                @if !survey.checklists.is_empty() {
                    "; of a checklist, requirements met / partly / missing / not stated / not assessed"
                }
                ". These are counts, not scores. " (GAP)
            } }
            thead {
                tr {
                    th scope="col" { "Policy" }
                    @for family in Family::ALL { th scope="col" { (family_name(family)) } }
                    th scope="col" { "Gaps" }
                    th scope="col" { "Alone" }
                    @for filled in &survey.checklists { th scope="col" { (filled.checklist.id) } }
                }
            }
            tbody { @for standing in &benchmark.standings { (row(survey, standing)) } }
        }
    };
    html! {
        section {
            h2 id="benchmark" { "Benchmark" }
            (scrolling("Benchmark", &table))
        }
    }
}

fn row(survey: &Survey, standing: &Standing) -> Markup {
    let policy = standing.policy.0;
    html! {
        tr {
            th scope="row" { a href={ "#gaps-" (policy) } { (name(survey, standing.policy)) } }
            @for (family, tally) in &standing.tallies {
                @if *family == Family::Processors { td { (organisations(standing)) } }
                @else { td.num { (told(tally)) } }
            }
            td.num { (standing.gaps.len()) }
            td.num { (standing.alone.len()) }
            @for share in &standing.shares {
                td.num { (share.counts().map(|count| count.to_string()).join(" / ")) }
            }
        }
        "\n"
    }
}

fn told(tally: &Tally) -> Markup {
    let Tally {
        stated,
        denied,
        absent,
    } = tally;
    html! {
        (stated) " / " (denied) " / " (absent)
        span.bar aria-hidden="true" {
            i style={ "flex:" (stated) } {}
            i style={ "flex:" (denied) } {}
            i style={ "flex:" (absent) } {}
        }
    }
}

/// For each policy what it is silent on and most others speak of, and what it alone speaks of.
pub(super) fn particulars<Out: io::Write>(
    survey: &Survey,
    page: &mut Page<'_, Out>,
) -> io::Result<()> {
    let benchmark = &survey.benchmark;
    if benchmark.standings.len() < 2 {
        return Ok(());
    }
    page.put(html! {
        h2 id="gaps" { "Gaps, policy by policy" }
        p.soft { (GAP) }
    })?;
    for standing in &benchmark.standings {
        let folded = benchmark.standings.len() > MANY;
        page.put(html! {
            @if folded {
                details id={ "gaps-" (standing.policy.0) } {
                    summary {
                        (name(survey, standing.policy)) ": " (standing.gaps.len()) " gaps, alone on " (standing.alone.len())
                    }
                    p { (name(survey, standing.policy)) ", " (overview::standing(survey, standing)) }
                    (of_policy(survey, standing))
                }
            } @else {
                section {
                    h3 id={ "gaps-" (standing.policy.0) } { (name(survey, standing.policy)) }
                    (of_policy(survey, standing))
                }
            }
        })?;
    }
    Ok(())
}

fn of_policy(survey: &Survey, standing: &Standing) -> Markup {
    html! {
        @if standing.gaps.is_empty() { p { (name(survey, standing.policy)) " has no gaps." } }
        @for (title, rows) in lists(&survey.benchmark, standing) {
            @if !rows.is_empty() {
                p { (name(survey, standing.policy)) " is " (title) ":" }
                dl {
                    @for family in Family::ALL {
                        @let of_family = of_family(survey, rows, family);
                        @if !of_family.is_empty() {
                            dt { (family_name(family)) }
                            dd {
                                @for (at, (number, row)) in of_family.into_iter().enumerate() {
                                    @if at > 0 { "; " }
                                    a href={ "#r" (number) } { (labelled(row, standing.policy)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn of_family<'a>(
    survey: &'a Survey,
    rows: &[usize],
    family: Family,
) -> Vec<(usize, &'a MatrixRow)> {
    let rows = rows.iter().filter_map(|number| {
        let row = survey.matrix.rows.get(*number)?;
        (row.family == family).then_some((*number, row))
    });
    rows.collect()
}
