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

/// As many policies of 60 KB: the samples joined in another order each time, so that no two are the same.
fn long_policies(count: usize) -> Comparison {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");
    let samples = source::read(&[folder], source::DEFAULT_LIMIT, &mut std::io::empty()).sources;
    let long = |number: usize| {
        let mut bytes = Vec::new();
        for part in 0.. {
            if bytes.len() > 60_000 {
                break;
            }
            let sample = &samples[(number + part * (1 + number % 3)) % samples.len()];
            bytes.extend_from_slice(&sample.bytes);
            bytes.extend_from_slice(b"\n\n");
        }
        Source {
            name: format!("{number}"),
            bytes,
            ..samples[0].clone()
        }
    };
    let intake = Intake {
        sources: (0..count).map(long).collect(),
        unread: Vec::new(),
    };
    compare(intake, &clausewise::Options::default(), &|_| ())
}

/// Down by one in every view: with 40 policies of 60 KB a key is to be answered within 16 ms.
#[divan::bench(args = [View::Matrix, View::Aligned, View::Pair, View::Reader])]
fn down_with_forty_long_policies(bencher: divan::Bencher<'_, '_>, view: View) {
    let comparison = long_policies(40);
    let options = Options {
        view,
        ..Options::default()
    };
    let mut session = Session::new(&comparison, LARGE, &options);
    bencher.bench_local(|| {
        session.press("j").expect("this is a key");
        session.frame()
    });
}

/// A letter typed into a search over forty long policies, which goes through all their words.
#[divan::bench]
fn a_letter_of_a_search_in_forty_long_policies(bencher: divan::Bencher<'_, '_>) {
    let comparison = long_policies(40);
    let options = Options {
        view: View::Aligned,
        ..Options::default()
    };
    let mut session = Session::new(&comparison, LARGE, &options);
    session.press("/retentio").expect("these are keys");
    bencher.bench_local(|| {
        session.press("n<backspace>").expect("these are keys");
        session.frame()
    });
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
