//! The standings of a benchmark in words.

use crate::coverage::benchmark::{Benchmark, Order, Standing};
use crate::coverage::{Cell, Family, Matrix, MatrixRow};
use crate::facts::Polarity;
use crate::policy::PolicyId;

/// What a benchmark is put in order by: "by rights stated", "in the order given".
pub fn order(order: Order) -> &'static str {
    match order {
        Order::Given => "in the order given",
        Order::Name => "by name",
        Order::Stated(Family::Rights) => "by rights stated",
        Order::Stated(Family::Processors) => "by processors stated",
        Order::Stated(Family::Retention) => "by retention stated",
        Order::Stated(Family::RecipientCategories) => "by recipients stated",
        Order::Stated(Family::Disclosures) => "by disclosures stated",
        Order::Checklist => "by requirements met",
        Order::Gaps => "by what they are silent on",
        Order::Alone => "by what they alone speak of",
    }
}

/// What a policy lacks and what it alone has, each with a title: "silent on what most others speak of".
///
/// What one of two alone speaks of is what the other is silent on, and is not said twice.
pub fn lists<'a>(
    benchmark: &Benchmark,
    standing: &'a Standing,
) -> Vec<(&'static str, &'a [usize])> {
    let gaps = standing.gaps.as_slice();
    if benchmark.standings.len() == 2 {
        return vec![("silent on what the other speaks of", gaps)];
    }
    vec![
        ("silent on what most others speak of", gaps),
        ("alone in speaking of", &standing.alone),
    ]
}

/// The labels of `rows`, rows of `matrix` by their places, family by family; what `policy` denies says so.
pub fn by_family(matrix: &Matrix, rows: &[usize], policy: PolicyId) -> Vec<(Family, Vec<String>)> {
    let mut found: Vec<(Family, Vec<String>)> = Vec::new();
    for row in rows.iter().filter_map(|row| matrix.rows.get(*row)) {
        let label = labelled(row, policy);
        match found.last_mut() {
            Some((family, labels)) if *family == row.family => labels.push(label),
            _ => found.push((row.family, vec![label])),
        }
    }
    found
}

fn labelled(row: &MatrixRow, policy: PolicyId) -> String {
    let polarity = row.cells.get(policy.0).and_then(Cell::polarity);
    match polarity {
        Some(Polarity::Denied) => format!("{} (denied)", row.label),
        _ => row.label.clone(),
    }
}
