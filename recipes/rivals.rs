//! What plainer ways of comparing find of the links made by hand, beside what clausewise finds.
//!
//!     cargo run --release --example rivals -- LABELS POLICIES
//!
//! LABELS and POLICIES are as for `fit_alignment`. A word diff links the clauses that share most of its kept words; TF-IDF links
//! the clauses whose words, and those of the headings above them, are nearest from either side. Both are given the bar that
//! suits each pair best, which a user would not know.
#![expect(clippy::print_stdout, reason = "a program to be run by hand")]

#[expect(dead_code, reason = "what fit_alignment alone needs")]
mod labels;

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::path::Path;

use clausewise::align::stem::stem;
use clausewise::align::words::words;
use clausewise::align::{Alignment, align};
use clausewise::policy::Policy;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use labels::{Outcome, Pair, Tally, read_pairs, tallied};

fn main() -> Result<(), Box<dyn Error>> {
    let folders: Vec<_> = env::args_os().skip(1).collect();
    let [labels, policies] = folders.as_slice() else {
        return Err("usage: rivals LABELS POLICIES".into());
    };
    println!("{:34} word diff          TF-IDF             clausewise", "");
    for pair in read_pairs(Path::new(labels), Path::new(policies))? {
        let diff = at_best(&pair, &word_diff(&pair.policies));
        let tf_idf = at_best(&pair, &tf_idf(&pair.policies));
        let clausewise = judged(&pair, &rows(&align(&pair.policies, &pair.facts)), 0.0);
        println!("{:34} {diff}  {tf_idf}  {clausewise}", pair.name());
    }
    Ok(())
}

/// A clause of each policy, by place, and how near they are.
type Found = (usize, usize, f32);

fn judged(pair: &Pair, found: &[Found], bar: f32) -> Tally {
    let chosen = found.iter().map(|(one, other, nearness)| {
        let lines = (pair.clause_lines(0, *one).0, pair.clause_lines(1, *other).0);
        let answers = pair.links_between(*one, *other).map(|(k, _)| k).collect();
        (*nearness, Outcome::Chosen { lines, answers })
    });
    let outcomes: Vec<(f32, Outcome)> = chosen.chain(pair.wanted_links()).collect();
    tallied(&outcomes, -bar)
}

fn at_best(pair: &Pair, found: &[Found]) -> Tally {
    let bars = (0..100_u8).map(|hundredth| f32::from(hundredth) / 100.0);
    let judged = bars.map(|bar| judged(pair, found, bar));
    let best = judged.max_by(|a, b| a.f1().total_cmp(&b.f1()));
    best.unwrap_or_default()
}

/// The clauses that stand in a row.
fn rows(alignment: &Alignment) -> Vec<Found> {
    let mut found = Vec::new();
    for row in &alignment.clauses {
        if let [one, other] = row.cells.as_slice() {
            let pairs = one
                .iter()
                .flat_map(|a| other.iter().map(move |b| (a.0, b.0, 1.0)));
            found.extend(pairs);
        }
    }
    found
}

/// The words of all clauses in order, each with its clause.
fn words_in_order(policy: &Policy) -> (Vec<String>, Vec<usize>) {
    let clauses = policy.clauses();
    let words = clauses.flat_map(|(id, _)| {
        let words = words(policy.clause_text(id));
        words.into_iter().map(move |word| (word, id.0))
    });
    words.unzip()
}

/// For each two clauses between which a diff keeps words: the share of the shorter one that it keeps.
fn word_diff(policies: &[Policy; 2]) -> Vec<Found> {
    let [(old, old_clauses), (new, new_clauses)] = policies.each_ref().map(words_in_order);
    let mut kept: BTreeMap<(usize, usize), u16> = BTreeMap::new();
    for change in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = change
        {
            for word in 0..len {
                let clauses = (old_clauses[old_index + word], new_clauses[new_index + word]);
                *kept.entry(clauses).or_default() += 1;
            }
        }
    }
    let length = |clauses: &[usize], clause: usize| {
        let count = clauses.iter().filter(|other| **other == clause).count();
        f32::from(u16::try_from(count).unwrap_or(u16::MAX))
    };
    let share = |((one, other), kept): (&(usize, usize), &u16)| {
        let shorter = length(&old_clauses, *one).min(length(&new_clauses, *other));
        (*one, *other, f32::from(*kept) / shorter)
    };
    kept.iter().map(share).collect()
}

/// The stems of each clause and of the heading above it, weighed by how rare they are in the two policies, at length 1.
fn vectors(policies: &[Policy; 2]) -> [Vec<BTreeMap<String, f32>>; 2] {
    let counted = policies.each_ref().map(|policy| {
        let stems = policy.clauses().map(|(id, clause)| {
            let heading = clause.section.map_or("", |section| policy.heading(section));
            let mut counts: BTreeMap<String, f32> = BTreeMap::new();
            for word in words(policy.clause_text(id)).iter().chain(&words(heading)) {
                *counts.entry(stem(word).into_owned()).or_default() += 1.0;
            }
            counts
        });
        stems.collect::<Vec<_>>()
    });
    let mut clauses_with: BTreeMap<String, f32> = BTreeMap::new();
    for stem in counted.iter().flatten().flat_map(BTreeMap::keys) {
        *clauses_with.entry(stem.clone()).or_default() += 1.0;
    }
    let all = f32::from(u16::try_from(counted.iter().flatten().count()).unwrap_or(u16::MAX));
    counted.map(|policy| {
        let weigh = |counts: BTreeMap<String, f32>| {
            let weighed = counts.into_iter().map(|(stem, count)| {
                let weight = count * (all / clauses_with[&stem]).ln();
                (stem, weight)
            });
            let weighed: BTreeMap<String, f32> = weighed.collect();
            let length = weighed
                .values()
                .map(|x| x * x)
                .sum::<f32>()
                .sqrt()
                .max(1e-9);
            weighed
                .into_iter()
                .map(|(stem, x)| (stem, x / length))
                .collect()
        };
        policy.into_iter().map(weigh).collect()
    })
}

/// Each clause with that of the other policy to which it is nearest.
fn tf_idf(policies: &[Policy; 2]) -> Vec<Found> {
    let [ones, others] = vectors(policies);
    let cosine = |a: &BTreeMap<String, f32>, b: &BTreeMap<String, f32>| -> f32 {
        a.iter()
            .map(|(stem, x)| x * b.get(stem).unwrap_or(&0.0))
            .sum()
    };
    let mut found = Vec::new();
    for (one, a) in ones.iter().enumerate() {
        let all = others
            .iter()
            .enumerate()
            .map(|(other, b)| (one, other, cosine(a, b)));
        found.extend(all.max_by(|a, b| a.2.total_cmp(&b.2)));
    }
    for (other, b) in others.iter().enumerate() {
        let all = ones
            .iter()
            .enumerate()
            .map(|(one, a)| (one, other, cosine(a, b)));
        found.extend(all.max_by(|a, b| a.2.total_cmp(&b.2)));
    }
    found
}
