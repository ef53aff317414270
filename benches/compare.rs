//! How long each stage takes on the samples, and the whole on growing numbers of policies.

use std::hint::black_box;

use clausewise::lexicon::Lexicon;
use clausewise::policy::{self, Policy};
use clausewise::source::{self, Intake, Source};
use clausewise::{Options, compare, facts, report};

fn main() {
    // The lexicon is compiled once in a run of the program; here it is not what is measured.
    black_box(Lexicon::built_in());
    divan::main();
}

fn samples() -> Vec<Source> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");
    source::read(&[folder], source::DEFAULT_LIMIT, &mut std::io::empty()).sources
}

/// The samples over and over, each time under other names, as if they were so many policies.
fn many(count: usize) -> Intake {
    let samples = samples();
    let named = |(number, source): (usize, &Source)| Source {
        name: format!("{number}"),
        ..source.clone()
    };
    let sources = samples
        .iter()
        .cycle()
        .take(count)
        .enumerate()
        .map(named)
        .collect();
    Intake {
        sources,
        unread: Vec::new(),
    }
}

fn policies() -> Vec<Policy> {
    samples()
        .iter()
        .map(|source| policy::read(source).expect("samples can be read"))
        .collect()
}

#[divan::bench]
fn read_and_outline(bencher: divan::Bencher<'_, '_>) {
    let samples = samples();
    bencher.bench(|| {
        samples
            .iter()
            .map(policy::read)
            .filter(Result::is_ok)
            .count()
    });
}

#[divan::bench]
fn facts_of_the_samples(bencher: divan::Bencher<'_, '_>) {
    let policies = policies();
    bencher.bench(|| {
        policies
            .iter()
            .map(|policy| facts::extract(policy, Lexicon::built_in()).facts.len())
            .sum::<usize>()
    });
}

#[divan::bench(args = [2, 4, 10, 40])]
fn compare_policies(bencher: divan::Bencher<'_, '_>, count: usize) {
    bencher
        .with_inputs(|| many(count))
        .bench_values(|intake| compare(intake, &Options::default(), &|_| ()));
}

#[divan::bench]
fn write_json(bencher: divan::Bencher<'_, '_>) {
    let comparison = compare(many(4), &Options::default(), &|_| ());
    bencher.bench(|| {
        let mut out = Vec::new();
        report::json(&comparison, &mut out).map(|()| out.len())
    });
}
