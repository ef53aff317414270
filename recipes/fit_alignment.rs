//! Fits the weights of aligning to links made by hand, and says how well they do on pairs left out.
//!
//!     cargo run --release --example fit_alignment -- [--misses] LABELS POLICIES [LABELS POLICIES]
//!
//! LABELS holds `align-*.json` files: `{"a": "one", "b": "other", "links": [[line, line, grade], …],
//! "sections": [{"a": [[first, last], …], "b": …}, …]}`; POLICIES holds the policies, `one.md` or `one.txt`. The
//! weights are printed as they stand in `src/align/weights.rs`. Further labels are not fitted to, only judged by.
//! `--misses` prints too what the fitted weights find wrongly and what they do not find.
#![expect(clippy::print_stdout, reason = "a program to be run by hand")]

mod labels;

use std::collections::BTreeSet;
use std::env;
use std::error::Error;
use std::path::PathBuf;

use clausewise::align::feature::{
    CLAUSE_FEATURES, LINKED_SECTION_FEATURES, SECTION_FEATURES, STANDING,
};
use clausewise::align::weights::{FITTED, Model, Weights};
use clausewise::align::{Candidate, Weighed, align_with};
use clausewise::policy::SectionId;

use labels::{Outcome, Pair, read_pairs, total};

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, folders): (Vec<PathBuf>, Vec<PathBuf>) = env::args_os()
        .skip(1)
        .map(PathBuf::from)
        .partition(|arg| arg.as_os_str() == "--misses");
    let [labels, policies, rest @ ..] = folders.as_slice() else {
        return Err("usage: fit_alignment [--misses] LABELS POLICIES [LABELS POLICIES]".into());
    };
    let pairs = read_pairs(labels, policies)?;
    let apart = match rest {
        [labels, policies] => read_pairs(labels, policies)?,
        _ => Vec::new(),
    };
    let model = fit(&pairs.iter().collect::<Vec<_>>());
    println!("{:34} links              sections", "");
    print_scores("fitted to all", &pairs, |_| model.clone());
    print_scores("one pair left out", &pairs, |pair| {
        fit(&without(&pairs, pair, shares_both))
    });
    print_scores("both policies left out", &pairs, |pair| {
        fit(&without(&pairs, pair, shares_one))
    });
    print_scores("other pairs", &apart, |_| model.clone());
    if !flags.is_empty() {
        pairs
            .iter()
            .chain(&apart)
            .for_each(|pair| print_misses(&model, pair));
    }
    print_model(&model);
    Ok(())
}

/// The score of each pair and of all, in brackets precision and recall; then what the best threshold would give.
fn print_scores(what: &str, pairs: &[Pair], model_for: impl Fn(&Pair) -> Model) {
    let (mut links, mut sections) = (Vec::new(), Vec::new());
    for pair in pairs {
        let model = model_for(pair);
        let weighed = weighed(pair, &model);
        links.push(score_clauses(&model, pair, &weighed));
        sections.push(score_sections(&model, pair, &weighed));
        let last =
            |all: &[Vec<(f32, Outcome)>]| total(all.get(all.len() - 1..).unwrap_or_default(), 0.0);
        println!("  {:32} {}  {}", pair.name(), last(&links), last(&sections));
    }
    let best = |all: &[Vec<(f32, Outcome)>]| total(all, best_shift(all)).f1();
    let (best_links, best_sections) = (best(&links), best(&sections));
    let (links, sections) = (total(&links, 0.0), total(&sections, 0.0));
    println!("{what:34} {links} {best_links:.3}  {sections} {best_sections:.3}");
}

fn without<'a>(pairs: &'a [Pair], pair: &Pair, left_out: LeftOut) -> Vec<&'a Pair> {
    pairs
        .iter()
        .filter(|other| !left_out(pair, other))
        .collect()
}

/// Whether the second pair must not be fitted to when the first is to be judged.
type LeftOut = fn(&Pair, &Pair) -> bool;

fn print_model(model: &Model) {
    println!("pub const FITTED: Model = Model {{");
    print_weights("clause", &model.clause, &CLAUSE_FEATURES);
    print_weights("clause_standing", &model.clause_standing, &STANDING);
    print_weights("section_alone", &model.section_alone, &SECTION_FEATURES);
    print_weights("section", &model.section, &LINKED_SECTION_FEATURES);
    print_weights("section_standing", &model.section_standing, &STANDING);
    println!("}};");
}

fn print_weights<const N: usize>(field: &str, weights: &Weights<N>, names: &[&str; N]) {
    println!(
        "    {field}: Weights {{\n        start: {:.2},\n        each: [",
        weights.start
    );
    for (weight, name) in weights.each.iter().zip(names) {
        println!("            {weight:.2}, // {name}");
    }
    println!("        ],\n    }},");
}

fn shares_both(one: &Pair, other: &Pair) -> bool {
    one.labels.a == other.labels.a && one.labels.b == other.labels.b
}

fn shares_one(one: &Pair, other: &Pair) -> bool {
    let names = [&other.labels.a, &other.labels.b];
    names.contains(&&one.labels.a) || names.contains(&&one.labels.b)
}

/// A candidate as it is fitted to.
struct Example {
    features: Vec<f64>,
    /// 1 for a link, 0 for none.
    wanted: f64,
    /// How much it counts.
    weight: f64,
}

/// Fitted step by step: sections by themselves, clauses, clauses among others, sections, sections among others.
fn fit(pairs: &[&Pair]) -> Model {
    let mut model = FITTED;
    model.section_alone = logistic(&examples(pairs, &model, |pair, weighed| {
        section_examples(pair, weighed, |c| {
            c.features.get(..SECTION_FEATURES.len()).unwrap_or_default()
        })
    }));
    model.clause = logistic(&examples(pairs, &model, |pair, weighed| {
        clause_examples(pair, weighed, |c| &c.features)
    }));
    model.clause_standing = logistic(&examples(pairs, &model, |pair, weighed| {
        clause_examples(pair, weighed, |c| &c.standing)
    }));
    model.clause_standing.start += best_shift(&scored(pairs, &model, score_clauses));
    model.section = logistic(&examples(pairs, &model, |pair, weighed| {
        section_examples(pair, weighed, |c| &c.features)
    }));
    model.section_standing = logistic(&examples(pairs, &model, |pair, weighed| {
        section_examples(pair, weighed, |c| &c.standing)
    }));
    model.section_standing.start += best_shift(&scored(pairs, &model, score_sections));
    model
}

fn examples(
    pairs: &[&Pair],
    model: &Model,
    of_pair: impl Fn(&Pair, &Weighed) -> Vec<Example>,
) -> Vec<Example> {
    pairs
        .iter()
        .flat_map(|pair| of_pair(pair, &weighed(pair, model)))
        .collect()
}

type ClauseCandidate = Candidate<{ CLAUSE_FEATURES.len() }>;
type SectionCandidate = Candidate<{ LINKED_SECTION_FEATURES.len() }>;

fn clause_examples(
    pair: &Pair,
    weighed: &Weighed,
    features: impl Fn(&ClauseCandidate) -> &[f32],
) -> Vec<Example> {
    /// A partial counterpart is right to find, but need not be found.
    const PARTIAL: f64 = 0.5;
    let example = |candidate: &ClauseCandidate| {
        let grade = pair
            .links_between(candidate.row, candidate.item)
            .map(|(_, grade)| grade)
            .max();
        Example {
            features: features(candidate).iter().copied().map(f64::from).collect(),
            wanted: f64::from(grade.is_some()),
            weight: if grade == Some(1) { PARTIAL } else { 1.0 },
        }
    };
    weighed.clauses.iter().map(example).collect()
}

fn section_examples(
    pair: &Pair,
    weighed: &Weighed,
    features: impl Fn(&SectionCandidate) -> &[f32],
) -> Vec<Example> {
    let example = |candidate: &SectionCandidate| Example {
        features: features(candidate).iter().copied().map(f64::from).collect(),
        wanted: f64::from(
            pair.blocks_of(candidate.row, candidate.item)
                .next()
                .is_some(),
        ),
        weight: 1.0,
    };
    weighed.sections.iter().map(example).collect()
}

/// Logistic regression by Newton's method, large weights held back.
fn logistic<const N: usize>(examples: &[Example]) -> Weights<N> {
    const HELD_BACK: f64 = 1.0;
    let size = N + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..30 {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| -HELD_BACK * weight).collect();
        gradient[N] = 0.0;
        let mut curvature = vec![vec![0.0; size]; size];
        for (k, row) in curvature.iter_mut().enumerate() {
            row[k] = if k < N { HELD_BACK } else { 1e-6 };
        }
        for example in examples {
            let inputs: Vec<f64> = example.features.iter().copied().chain([1.0]).collect();
            let sum: f64 = inputs
                .iter()
                .zip(&weights)
                .map(|(x, weight)| x * weight)
                .sum();
            let guess = 1.0 / (1.0 + (-sum).exp());
            let error = example.weight * (example.wanted - guess);
            let slope = example.weight * guess * (1.0 - guess);
            for (k, x) in inputs.iter().enumerate() {
                gradient[k] += error * x;
                for (l, y) in inputs.iter().enumerate() {
                    curvature[k][l] += slope * x * y;
                }
            }
        }
        let step = solved(curvature, gradient);
        weights
            .iter_mut()
            .zip(step)
            .for_each(|(weight, step)| *weight += step);
    }
    Weights {
        start: short(weights[N]),
        each: std::array::from_fn(|k| short(weights[k])),
    }
}

/// The solution of a system of linear equations, by Gauss.
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for k in 0..size {
        let pivot = (k..size)
            .max_by(|a, b| matrix[*a][k].abs().total_cmp(&matrix[*b][k].abs()))
            .unwrap_or(k);
        matrix.swap(k, pivot);
        right.swap(k, pivot);
        let (above, below) = matrix.split_at_mut(k + 1);
        for (offset, row) in below.iter_mut().enumerate() {
            let times = row[k] / above[k][k];
            row.iter_mut()
                .zip(&above[k])
                .skip(k)
                .for_each(|(x, y)| *x -= times * y);
            right[k + 1 + offset] -= times * right[k];
        }
    }
    for k in (0..size).rev() {
        let known: f64 = (k + 1..size)
            .map(|column| matrix[k][column] * right[column])
            .sum();
        right[k] = (right[k] - known) / matrix[k][k];
    }
    right
}

/// What is weighed to align the two policies.
fn weighed(pair: &Pair, model: &Model) -> Weighed {
    let mut last = None;
    align_with(model, &pair.policies, &pair.facts, &mut |weighed| {
        last = Some(weighed)
    });
    last.unwrap_or_else(|| unreachable!("two policies are weighed twice"))
}

type Score = fn(&Model, &Pair, &Weighed) -> Vec<(f32, Outcome)>;

fn scored(pairs: &[&Pair], model: &Model, score: Score) -> Vec<Vec<(f32, Outcome)>> {
    pairs
        .iter()
        .map(|pair| score(model, pair, &weighed(pair, model)))
        .collect()
}

/// By how much the sums are to be raised for the best balance of found and right.
fn best_shift(scored: &[Vec<(f32, Outcome)>]) -> f32 {
    let mut best = (0.0, 0.0);
    for step in -40..=40_i8 {
        let shift = f32::from(step) / 10.0;
        let f1 = total(scored, shift).f1();
        if f1 > best.0 {
            best = (f1, shift);
        }
    }
    best.1
}

fn score_clauses(model: &Model, pair: &Pair, weighed: &Weighed) -> Vec<(f32, Outcome)> {
    let mut outcomes: Vec<(f32, Outcome)> = weighed
        .clauses
        .iter()
        .map(|candidate| {
            let lines = (
                pair.clause_lines(0, candidate.row).0,
                pair.clause_lines(1, candidate.item).0,
            );
            let answers = pair
                .links_between(candidate.row, candidate.item)
                .map(|(k, _)| k)
                .collect();
            (
                model.clause_standing.weigh(&candidate.standing),
                Outcome::Chosen { lines, answers },
            )
        })
        .collect();
    outcomes.extend(pair.wanted_links());
    outcomes
}

fn score_sections(model: &Model, pair: &Pair, weighed: &Weighed) -> Vec<(f32, Outcome)> {
    let mut outcomes: Vec<(f32, Outcome)> = weighed
        .sections
        .iter()
        .map(|candidate| {
            let lines = (
                pair.heading_line(0, candidate.row),
                pair.heading_line(1, candidate.item),
            );
            let answers = pair.blocks_of(candidate.row, candidate.item).collect();
            (
                model.section_standing.weigh(&candidate.standing),
                Outcome::Chosen { lines, answers },
            )
        })
        .collect();
    let blocks = pair.labels.sections.iter().enumerate();
    outcomes.extend(
        blocks
            .filter(|(_, block)| !block.a.is_empty() && !block.b.is_empty())
            .map(|(k, _)| (0.0, Outcome::Wanted(k))),
    );
    outcomes
}

#[expect(
    clippy::as_conversions,
    reason = "the only way to a shorter float; it rounds"
)]
fn short(number: f64) -> f32 {
    number as f32
}

fn print_misses(model: &Model, pair: &Pair) {
    println!("{}", pair.name());
    let weighed = weighed(pair, model);
    for candidate in &weighed.sections {
        let sum = model.section_standing.weigh(&candidate.standing);
        let wanted = pair
            .blocks_of(candidate.row, candidate.item)
            .next()
            .is_some();
        if wanted != (sum > 0.0) {
            let heading = |side: usize, place: usize| pair.policies[side].heading(SectionId(place));
            let (one, other) = (heading(0, candidate.row), heading(1, candidate.item));
            println!(
                "  section {} {sum:.1}: {one} | {other}",
                if wanted { "missed" } else { "wrong" }
            );
            println!(
                "      {:.2?} {:.1?}",
                candidate.features, candidate.standing
            );
        }
    }
    let mut answered = BTreeSet::new();
    for candidate in &weighed.clauses {
        let sum = model.clause_standing.weigh(&candidate.standing);
        let links: Vec<(usize, u8)> = pair.links_between(candidate.row, candidate.item).collect();
        let grade = links.iter().map(|(_, grade)| *grade).max();
        if sum > 0.0 {
            answered.extend(links.iter().map(|(link, _)| *link));
        }
        if sum > 0.0 && grade.is_none() || sum <= 0.0 && grade == Some(2) {
            let (one, other) = (pair.shown(0, candidate.row), pair.shown(1, candidate.item));
            println!(
                "  clause {} {sum:.1}: {one} | {other}",
                if grade.is_some() { "missed" } else { "wrong" }
            );
            println!(
                "      {:.2?} {:.1?}",
                candidate.features, candidate.standing
            );
        }
    }
    for (link, (a, b, grade)) in pair.labels.links.iter().enumerate() {
        if *grade == 2
            && !answered.contains(&link)
            && !(pair.is_heading(0, *a) && pair.is_heading(1, *b))
        {
            println!("  not found: {a} {b}");
        }
    }
}
