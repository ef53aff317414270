//! How long it takes to say what has changed between two versions, from one policy to a hundred in one file.

use clausewise::diff::{self, Strictness};
use clausewise::lexicon::Lexicon;
use clausewise::policy::{self, Policy};
use clausewise::report::{self, Ink, Page};
use clausewise::source::{Format, Source};
use clausewise::{VersionComparison, compare_versions};

fn main() {
    divan::main();
}

const SAMPLE: &str = include_str!("../samples/nopex.txt");

/// A policy of so many times the sample's length, and the version after it: every seventh line is changed, every fiftieth
/// taken away and another one put to the end.
fn versions(times: usize) -> [Source; 2] {
    let old: String = (0..times)
        .map(|copy| SAMPLE.replace("data", &format!("data{copy}")))
        .collect();
    let (mut new, mut moved) = (String::new(), String::new());
    for (number, line) in (1..).zip(old.lines()) {
        let target = if number % 51 == 0 {
            &mut moved
        } else {
            &mut new
        };
        match (number % 7, number % 50) {
            (_, 0) => {}
            (0, _) => target.push_str(&format!(
                "{} Nothing else is done.\n",
                line.replace(" may ", " will ")
            )),
            _ => target.push_str(&format!("{line}\n")),
        }
    }
    [old, new + "\n" + &moved].map(|text| Source {
        name: "policy".to_owned(),
        path: "policy.txt".to_owned(),
        bytes: text.into_bytes(),
        format: Format::Text,
    })
}

fn policies(times: usize) -> [Policy; 2] {
    versions(times).map(|source| policy::read(&source).expect("the sample holds words"))
}

#[divan::bench(args = [1, 10, 100])]
fn clauses_and_words(bencher: divan::Bencher<'_, '_>, times: usize) {
    let [old, new] = policies(times);
    bencher.bench(|| diff::versions(&old, &new, Strictness::Words));
}

fn compared(times: usize) -> VersionComparison {
    let [old, new] = versions(times);
    compare_versions(&old, &new, Lexicon::built_in(), Strictness::Words)
        .expect("the sample holds words")
}

#[divan::bench(args = [1, 10])]
fn all_from_bytes(bencher: divan::Bencher<'_, '_>, times: usize) {
    let _warm = Lexicon::built_in();
    bencher.bench(|| compared(times));
}

#[divan::bench]
fn write_text(bencher: divan::Bencher<'_, '_>) {
    let comparison = compared(1);
    let page = Page {
        width: 100,
        ink: Ink::Plain,
    };
    bencher.bench(|| {
        let mut out = Vec::new();
        report::diff_text(&comparison, page, &mut out).map(|()| out.len())
    });
}

#[divan::bench]
fn write_json(bencher: divan::Bencher<'_, '_>) {
    let comparison = compared(1);
    bencher.bench(|| {
        let mut out = Vec::new();
        report::diff_json(&comparison, &mut out).map(|()| out.len())
    });
}
