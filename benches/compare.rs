//! How long each stage takes on the samples, and putting side by side on growing numbers of policies.
//!
//! `CLAUSEWISE_POLICIES=FOLDER cargo bench` takes the policies of FOLDER instead of the samples over and over.

use std::env;
use std::hint::black_box;

use clausewise::lexicon::Lexicon;
use clausewise::policy::{self, Policy};
use clausewise::source::{self, Intake, Source};
use clausewise::{Options, align, compare, coverage, facts, report};
use divan::counter::ItemsCount;

fn main() {
    // The lexicon is laid out once in a run of the program; here it is not what is measured.
    black_box(Lexicon::built_in());
    divan::main();
}

fn samples() -> Vec<Source> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");
    source::read(&[folder], source::DEFAULT_LIMIT, &mut std::io::empty()).sources
}

/// So many policies: those of the folder asked for, else the samples, over and over under other names.
fn many(count: usize) -> Intake {
    let folder = env::var_os("CLAUSEWISE_POLICIES");
    let sources = folder.map_or_else(samples, |folder| {
        source::read(&[folder], source::DEFAULT_LIMIT, &mut std::io::empty()).sources
    });
    let named = |(number, source): (usize, &Source)| Source {
        name: format!("{number}"),
        ..source.clone()
    };
    let sources = sources.iter().cycle().take(count).enumerate().map(named);
    Intake {
        sources: sources.collect(),
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

#[divan::bench]
fn coverage_of_the_samples(bencher: divan::Bencher<'_, '_>) {
    let lexicon = Lexicon::built_in();
    let extract = |policy: &Policy| facts::extract(policy, lexicon);
    let said: Vec<_> = policies().iter().map(extract).collect();
    bencher.bench(|| coverage::matrix(&said, lexicon));
}

#[divan::bench(args = [2, 4, 10, 40])]
fn compare_policies(bencher: divan::Bencher<'_, '_>, count: usize) {
    bencher
        .with_inputs(|| many(count))
        .bench_values(|intake| compare(intake, &Options::default(), &|_| ()));
}

/// The time of one item is that of one policy: it stays near the same where the work grows with the number of policies only.
#[divan::bench(args = [2, 4, 30, 75, 150, 300], max_time = 10)]
fn align_policies(bencher: divan::Bencher<'_, '_>, count: usize) {
    let comparison = compare(many(count), &Options::default(), &|_| ());
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| align::align(&comparison.survey.policies, &comparison.survey.facts));
}

#[divan::bench]
fn write_json(bencher: divan::Bencher<'_, '_>) {
    let comparison = compare(many(4), &Options::default(), &|_| ());
    bencher.bench(|| {
        let mut out = Vec::new();
        report::json(&comparison, &mut out).map(|()| out.len())
    });
}
