//! The standings of a benchmark in words.

use super::{lower_first, says};
use crate::coverage::benchmark::{Benchmark, Order, Organisations, Standing};
use crate::coverage::{Cell, Family, Matrix, MatrixRow};
use crate::facts::Polarity;
use crate::policy::PolicyId;

/// What a benchmark is put in order by: "by rights stated, most first".
pub fn order(order: Order) -> &'static str {
    match order {
        Order::Given => "in the order given",
        Order::Name => "by name",
        Order::Stated(Family::Rights) => "by rights stated, most first",
        Order::Stated(Family::Processors) => "by processors named, most first",
        Order::Stated(Family::Retention) => "by retention stated, most first",
        Order::Stated(Family::RecipientCategories) => "by recipients stated, most first",
        Order::Stated(Family::Disclosures) => "by disclosures stated, most first",
        Order::Checklist => "by requirements met, most first",
        Order::Gaps => "by gaps, most first",
        Order::Alone => "by what they alone speak of, most first",
    }
}

/// What a gap is, and what it is not.
pub const GAP: &str = "A gap is silence where most others speak, not a fault: a vendor may not do what others speak of. \
                       Not to name an organisation that others name is no gap.";

/// What a family is called where its rows are counted or listed: what is named is not always a processor.
pub fn family(family: Family) -> &'static str {
    match family {
        Family::Processors => "Named organisations",
        family => says::family(family),
    }
}

/// The same within a sentence: "named organisations", "rights".
pub fn family_in_sentence(of: Family) -> String {
    lower_first(family(of))
}

/// How many organisations are named, and what they are: "7 (4 processors, 3 sources)".
pub fn organisations(standing: &Standing) -> String {
    let named = standing.tally(Family::Processors).stated;
    format!("{named}{}", what_they_are(standing))
}

/// The same in a sentence: "names 7 organisations (4 processors, 3 sources)".
pub fn organisations_in_words(standing: &Standing) -> String {
    let are = what_they_are(standing);
    match standing.tally(Family::Processors).stated {
        0 => "names no organisation".to_owned(),
        1 => format!("names 1 organisation{are}"),
        named => format!("names {named} organisations{are}"),
    }
}

/// " (4 processors, 3 sources)".
fn what_they_are(standing: &Standing) -> String {
    let Organisations {
        processors,
        recipients,
        sources,
        mentioned,
    } = standing.organisations;
    let counts = [
        counted(processors, "processor", "processors"),
        counted(recipients, "recipient", "recipients"),
        counted(sources, "source", "sources"),
        counted(mentioned, "only mentioned", "only mentioned"),
    ];
    let parts: Vec<String> = counts.into_iter().flatten().collect();
    match parts.as_slice() {
        [] => String::new(),
        parts => format!(" ({})", parts.join(", ")),
    }
}

fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
}

/// What a policy lacks and what it alone has, each with a title: "silent on what most others speak of".
///
/// What one of two alone speaks of is what the other is silent on, and is not said twice; but for organisations, which are no
/// gaps.
pub fn lists<'a>(
    benchmark: &Benchmark,
    standing: &'a Standing,
) -> Vec<(&'static str, &'a [usize])> {
    let gaps = standing.gaps.as_slice();
    if benchmark.standings.len() == 2 {
        return vec![
            ("silent on what the other speaks of", gaps),
            ("alone in naming", &standing.alone_in_naming),
        ];
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

/// The label of a row, and that `policy` denies it where it does.
pub fn labelled(row: &MatrixRow, policy: PolicyId) -> String {
    let polarity = row.cells.get(policy.0).and_then(Cell::polarity);
    match polarity {
        Some(Polarity::Denied) => format!("{} (denied)", row.label),
        _ => row.label.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::benchmark::Tally;

    #[test]
    fn named_organisations_are_counted_by_what_they_do() {
        let mut standing = Standing {
            policy: PolicyId(0),
            tallies: Vec::new(),
            organisations: Organisations::default(),
            shares: Vec::new(),
            gaps: Vec::new(),
            alone: Vec::new(),
            alone_in_naming: Vec::new(),
        };
        assert_eq!(organisations(&standing), "0");
        let tally = Tally {
            stated: 3,
            ..Tally::default()
        };
        standing.tallies.push((Family::Processors, tally));
        standing.organisations.processors = 1;
        standing.organisations.sources = 2;
        assert_eq!(organisations(&standing), "3 (1 processor, 2 sources)");
    }
}
