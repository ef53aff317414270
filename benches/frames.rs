//! How long it takes from a key to the next frame, on the samples and on forty policies.

use clausewise::source::{self, Intake, Source};
use clausewise::tui::{Options, Session, Size, View};
use clausewise::{Comparison, compare};

const LARGE: Size = Size {
    width: 200,
    height: 60,
};

fn main() {
    divan::main();
}

/// The samples over and over, each time under other names, as if they were so many policies.
fn comparison(count: usize) -> Comparison {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");
    let samples = source::read(&[folder], source::DEFAULT_LIMIT, &mut std::io::empty()).sources;
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
    let intake = Intake {
        sources,
        unread: Vec::new(),
    };
    compare(intake, &clausewise::Options::default(), &|_| ())
}

fn after_keys(bencher: divan::Bencher<'_, '_>, view: View, policies: usize, keys: &str) {
    let comparison = comparison(policies);
    let options = Options {
        view,
        ..Options::default()
    };
    let mut session = Session::new(&comparison, LARGE, &options);
    bencher.bench_local(|| {
        session.press(keys).expect("these are keys");
        session.frame()
    });
}

#[divan::bench(args = [4, 40])]
fn first_frame(bencher: divan::Bencher<'_, '_>, policies: usize) {
    let comparison = comparison(policies);
    bencher.bench_local(|| Session::new(&comparison, LARGE, &Options::default()).frame());
}

#[divan::bench(args = [4, 40])]
fn down_in_the_matrix(bencher: divan::Bencher<'_, '_>, policies: usize) {
    after_keys(bencher, View::Matrix, policies, "j");
}

#[divan::bench(args = [4, 40])]
fn down_in_the_aligned_rows(bencher: divan::Bencher<'_, '_>, policies: usize) {
    after_keys(bencher, View::Aligned, policies, "j");
}

#[divan::bench(args = [4, 40])]
fn down_in_a_pair(bencher: divan::Bencher<'_, '_>, policies: usize) {
    after_keys(bencher, View::Pair, policies, "j");
}

#[divan::bench(args = [4, 40])]
fn down_in_the_reader(bencher: divan::Bencher<'_, '_>, policies: usize) {
    after_keys(bencher, View::Reader, policies, "j");
}

#[divan::bench(args = [4, 40])]
fn to_the_next_hit(bencher: divan::Bencher<'_, '_>, policies: usize) {
    let comparison = comparison(policies);
    let options = Options {
        view: View::Aligned,
        ..Options::default()
    };
    let mut session = Session::new(&comparison, LARGE, &options);
    session.press("/data<enter>").expect("these are keys");
    bencher.bench_local(|| {
        session.press("n").expect("this is a key");
        session.frame()
    });
}
