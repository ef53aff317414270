//! The benchmark, as part of the JSON report.

use serde::Serialize;

use crate::Survey;
use crate::coverage::benchmark::{self, Order};
use crate::coverage::{Family, Matrix};

use super::super::json::family_json;

/// How the policies stand beside each other, in the order that was asked for.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Benchmark<'a> {
    order_by: &'static str,
    policies: Vec<Standing<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Standing<'a> {
    policy: &'a str,
    counts: Counts,
    /// The organisations that it names, by what they do with the data.
    organisations: Organisations,
    checklists: Vec<Share<'a>>,
    /// What it is silent on and more than half of the others speak of. A gap is silence, not a fault; not to name an
    /// organisation that others name is no gap.
    gaps: Vec<RowName<'a>>,
    /// What no other policy speaks of.
    alone: Vec<RowName<'a>>,
}

/// How many named organisations do what with the data.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Organisations {
    /// They handle data for the controller.
    processors: usize,
    /// They are given data.
    recipients: usize,
    /// Data come from them.
    sources: usize,
    /// They are named without a word on what they do.
    mentioned: usize,
}

/// Rows of the coverage matrix, by family.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Counts {
    rights: Tally,
    recipient_categories: Tally,
    disclosures: Tally,
    processors: Tally,
    retention: Tally,
}

/// How many rows have which status.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Tally {
    stated: usize,
    denied: usize,
    absent: usize,
}

/// How many requirements of a checklist have which outcome.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Share<'a> {
    id: &'a str,
    met: usize,
    partly: usize,
    missing: usize,
    not_stated: usize,
    not_assessed: usize,
}

/// A row of the coverage matrix.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RowName<'a> {
    family: &'static str,
    id: &'a str,
}

impl<'a> From<&'a Survey> for Benchmark<'a> {
    fn from(survey: &'a Survey) -> Self {
        let benchmark = &survey.benchmark;
        let standings = benchmark.standings.iter();
        Self {
            order_by: order_json(benchmark.order),
            policies: standings
                .map(|standing| standing_json(survey, standing))
                .collect(),
        }
    }
}

fn standing_json<'a>(survey: &'a Survey, standing: &benchmark::Standing) -> Standing<'a> {
    let tally = |family| Tally::from(standing.tally(family));
    let checklists = survey.checklists.iter().zip(&standing.shares);
    Standing {
        policy: &survey.policy(standing.policy).name,
        counts: Counts {
            rights: tally(Family::Rights),
            recipient_categories: tally(Family::RecipientCategories),
            disclosures: tally(Family::Disclosures),
            processors: tally(Family::Processors),
            retention: tally(Family::Retention),
        },
        organisations: Organisations::from(standing.organisations),
        checklists: checklists
            .map(|(filled, share)| share_json(&filled.checklist.id, share))
            .collect(),
        gaps: rows_json(&survey.matrix, &standing.gaps),
        alone: rows_json(&survey.matrix, &standing.alone),
    }
}

fn share_json<'a>(id: &'a str, share: &benchmark::Share) -> Share<'a> {
    let benchmark::Share {
        met,
        partly,
        missing,
        not_stated,
        not_assessed,
    } = *share;
    Share {
        id,
        met,
        partly,
        missing,
        not_stated,
        not_assessed,
    }
}

fn rows_json<'a>(matrix: &'a Matrix, rows: &[usize]) -> Vec<RowName<'a>> {
    let rows = rows.iter().filter_map(|row| matrix.rows.get(*row));
    rows.map(|row| RowName {
        family: family_json(row.family),
        id: row.id.as_str(),
    })
    .collect()
}

impl From<benchmark::Organisations> for Organisations {
    fn from(organisations: benchmark::Organisations) -> Self {
        let benchmark::Organisations {
            processors,
            recipients,
            sources,
            mentioned,
        } = organisations;
        Self {
            processors,
            recipients,
            sources,
            mentioned,
        }
    }
}

impl From<benchmark::Tally> for Tally {
    fn from(tally: benchmark::Tally) -> Self {
        let benchmark::Tally {
            stated,
            denied,
            absent,
        } = tally;
        Self {
            stated,
            denied,
            absent,
        }
    }
}

/// The order by the name that the command line has for it.
fn order_json(order: Order) -> &'static str {
    match order {
        Order::Given => "given",
        Order::Name => "name",
        Order::Stated(Family::Rights) => "rights",
        Order::Stated(Family::Processors) => "processors",
        Order::Stated(Family::Retention) => "retention",
        Order::Stated(Family::RecipientCategories) => "recipients",
        Order::Stated(Family::Disclosures) => "disclosures",
        Order::Checklist => "checklist",
        Order::Gaps => "gaps",
        Order::Alone => "alone",
    }
}
