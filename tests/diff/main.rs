//! What has changed between two versions: the JSON read by a reader of its own, applied to the old version, and the text.

mod drafts;
mod reader;
#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use clausewise::diff::Strictness;
use clausewise::lexicon::Lexicon;
use clausewise::policy::{self, Policy};
use clausewise::source::{Format, Source};
use clausewise::{compare_versions, report};

use drafts::{draft, edit, edited, look, written};
use reader::{Change, Clause, Counts, Diff, Form, Section, Step, Summary};
use support::{run, stderr, stdout};

fn source(name: &str, text: &str) -> Source {
    Source {
        name: name.to_owned(),
        path: format!("{name}.md"),
        bytes: text.as_bytes().to_vec(),
        format: Format::Markdown,
    }
}

fn read(text: &str) -> Policy {
    policy::read(&source("policy", text)).expect("it holds words")
}

fn diff(old: &str, new: &str, strictness: Strictness) -> Diff {
    let (old, new) = (source("old", old), source("new", new));
    let comparison =
        compare_versions(&old, &new, Lexicon::built_in(), strictness).expect("both hold words");
    let mut json = Vec::new();
    report::diff_json(&comparison, &mut json).expect("memory can be written to");
    serde_json::from_slice(&json).expect("it is as docs/diff.md says")
}

/// The place that an id such as "c12" stands for, from 0.
fn place(id: &str) -> usize {
    id.trim_start_matches(['c', 's'])
        .parse::<usize>()
        .expect("a letter and a number")
        - 1
}

/// The words of `step` with what only `other` versions have left out.
fn words_without(step: &Step<Clause>, other: Change) -> String {
    let words = step.sentences.iter().flat_map(|sentence| &sentence.words);
    words
        .filter(|words| words.change != other)
        .map(|words| words.text.as_str())
        .collect()
}

/// What a reader sees of a policy: its headings, and its clauses with the place of their section.
#[derive(Debug, PartialEq)]
struct Seen {
    headings: Vec<String>,
    clauses: Vec<(Option<usize>, String)>,
}

fn seen(policy: &Policy) -> Seen {
    Seen {
        headings: policy
            .sections()
            .map(|(id, _)| policy.heading(id).to_owned())
            .collect(),
        clauses: policy
            .clauses()
            .map(|(id, clause)| {
                (
                    clause.section.map(|id| id.0),
                    policy.clause_text(id).to_owned(),
                )
            })
            .collect(),
    }
}

/// The new version as `diff` makes it of `old`.
fn applied(old: &Policy, diff: &Diff) -> Seen {
    let old = seen(old);
    let heading = |step: &Step<Section>| {
        let new = step.new.as_ref()?;
        Some(match step.change {
            Change::Kept => {
                old.headings[place(&step.old.as_ref().expect("what is kept was there").id)].clone()
            }
            _ => new.heading.clone(),
        })
    };
    let clause = |step: &Step<Clause>| {
        let new = step.new.as_ref()?;
        let text = match (step.change, step.sentences.is_empty()) {
            (Change::Kept, _) => old.clauses
                [place(&step.old.as_ref().expect("what is kept was there").id)]
            .1
            .clone(),
            (Change::Changed, false) => words_without(step, Change::Removed),
            _ => new.text.clone().expect("what is new is given"),
        };
        Some((new.section.as_deref().map(place), text))
    };
    Seen {
        headings: diff.sections.iter().filter_map(heading).collect(),
        clauses: diff.clauses.iter().filter_map(clause).collect(),
    }
}

/// Asserts that each of `count` has one step, in order but for those that moved.
fn assert_complete<T>(steps: &[Step<T>], side: fn(&Step<T>) -> Option<usize>, count: usize) {
    let mut places: Vec<usize> = steps.iter().filter_map(side).collect();
    places.sort_unstable();
    assert_eq!(places, (0..count).collect::<Vec<_>>());
}

fn assert_diff_is_whole(old_text: &str, new_text: &str, strictness: Strictness) {
    let (old, new) = (read(old_text), read(new_text));
    let diff = diff(old_text, new_text, strictness);
    assert_eq!(applied(&old, &diff), seen(&new));
    assert_complete(
        &diff.clauses,
        |step| Some(place(&step.old.as_ref()?.id)),
        old.clauses.len(),
    );
    assert_complete(
        &diff.clauses,
        |step| Some(place(&step.new.as_ref()?.id)),
        new.clauses.len(),
    );
    assert_complete(
        &diff.sections,
        |step| Some(place(&step.old.as_ref()?.id)),
        old.sections.len(),
    );
    assert_complete(
        &diff.sections,
        |step| Some(place(&step.new.as_ref()?.id)),
        new.sections.len(),
    );
    for step in &diff.clauses {
        if let (Some(old), false) = (&step.old, step.sentences.is_empty()) {
            let words = words_without(step, Change::Added);
            assert_eq!(
                unspaced(&words),
                unspaced(old.text.as_ref().expect("what has changed is given"))
            );
        }
    }
}

/// Kept words have the white space of the new version.
fn unspaced(text: &str) -> String {
    text.split_whitespace().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_changes_applied_to_the_old_version_give_the_new_one(
        draft in draft(),
        edits in prop::collection::vec(edit(), 0..6),
        before in look(),
        now in look(),
    ) {
        let new = written(&edited(draft.clone(), &edits), &now);
        let old = written(&draft, &before);
        assert_diff_is_whole(&old, &new, Strictness::Words);
        assert_diff_is_whole(&old, &new, Strictness::Form);
    }

    #[test]
    fn another_look_is_no_change(draft in draft(), before in look(), now in look()) {
        let (old, new) = (written(&draft, &before), written(&draft, &now));
        let diff = diff(&old, &new, Strictness::Words);
        prop_assert_eq!(diff.summary.text.as_str(), "no clause changed");
        prop_assert!(diff.clauses.iter().all(|step| step.change == Change::Kept && !step.moved));
        prop_assert!(diff.sections.iter().all(|step| step.change == Change::Kept && !step.moved));
        prop_assert!(diff.facts.is_empty());
    }
}

const OLD: &str = include_str!("../versions/acme-2025.md");

const NEW: &str = include_str!("../versions/acme-2026.md");

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("the folder can be written to");
    }
    folder
}

fn run_in(folder: &Path, args: &[&str]) -> std::process::Output {
    support::clausewise(args)
        .current_dir(folder)
        .output()
        .expect("the program can be started")
}

#[test]
fn the_text_tells_the_summary_first_then_facts_sections_and_clauses() {
    let folder = folder_with(&[("old.md", OLD), ("new.md", NEW)]);
    let output = run_in(folder.path(), &["diff", "old.md", "new.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    insta::assert_snapshot!(stdout(&output), @r#"
    - old.md, updated 2025-03-03
    + new.md, updated 2026-05-09

    3 clauses changed, 1 added, 2 moved
    1 section renamed, 1 moved
    Rights       none changed
    Processors   + Mailgun
    Retention    Account data: 30 days after an event → 90 days after an event
    Recipients   + E-mail delivery
    Disclosures  none changed

    Processors
    + Mailgun: silent → stated
        + “Messages are sent by Mailgun, which acts as our processor.” (3 Payment, line 19)

    Retention
    ~ Account data: 30 days after an event → 90 days after an event
        - “Account data is kept for 30 days after you delete your account” (1 Retention, line 7)
        + “Account data is kept for 90 days after you delete your account” (2 How long we keep data,
          line 12)

    Recipients
    + E-mail delivery: silent → stated
        + “Messages are sent by Mailgun, which acts as our processor.” (3 Payment, line 19)

    Sections
    > 1 Your rights, moved to lines 5-8 from lines 10-14
    ~ 1 Retention → 2 How long we keep data, lines 10-13, formerly lines 5-8

    § Privacy Policy
    ~ line 3
      Last updated: [-3 March 2025-]{+9 May 2026+}

    § 1 Your rights
    > moved to lines 7-8 from line 12
      You have the right to access your personal data. See our form.

    § 2 How long we keep data
    ~ line 12, formerly line 7
      Account data is kept for [-30-]{+90+} days after you delete your account.

    § 3 Payment
    ~ line 17, formerly line 18
      Payments are processed by Stripe. We share your name {+and address+} with them.
    + line 19
      Messages are sent by Mailgun, which acts as our processor.
    > moved to line 21 from line 14, formerly under “2 Your rights”
      We never sell personal data to anybody, wherever you live.
    "#);
}

#[test]
fn the_json_tells_the_same_to_other_programs() {
    let folder = folder_with(&[("old.md", OLD), ("new.md", NEW)]);
    let output = run_in(folder.path(), &["diff", "--json", "old.md", "new.md"]);
    let diff: Diff = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (diff.schema.as_str(), diff.exact),
        ("clausewise/diff/1", false)
    );
    assert_eq!(
        (diff.tool.name.as_str(), diff.old.id.as_str()),
        ("clausewise", "old")
    );
    assert_eq!(
        (diff.new.path.as_str(), diff.new.format.as_str()),
        ("new.md", "markdown")
    );
    assert_eq!((diff.new.bytes, diff.new.sha256.len()), (NEW.len(), 64));
    let retention = diff
        .facts
        .iter()
        .find(|fact| fact.family == "retention")
        .unwrap();
    assert_eq!(
        (retention.kind.as_str(), retention.id.as_str()),
        ("periods", "account-data")
    );
    assert_eq!(retention.old.evidence[0].lines, [7, 7]);
    assert!(OLD.contains(&retention.old.evidence[0].quote));
    assert_eq!(retention.new.evidence[0].clause, "c3");
    assert_eq!(
        (retention.old.status.as_str(), retention.new.status.as_str()),
        ("stated", "stated")
    );
    assert!(
        retention.words.contains(&retention.new.words) && retention.new.words.contains("90 days")
    );
    let Summary {
        rights,
        processors,
        retention,
        recipient_categories,
        disclosures,
        clauses,
        sections,
        ..
    } = diff.summary;
    assert_eq!(
        (rights.len(), retention.len(), processors),
        (0, 1, vec!["+ Mailgun".to_owned()])
    );
    assert_eq!((recipient_categories.len(), disclosures.len()), (1, 0));
    assert_eq!(
        clauses,
        Counts {
            kept: 1,
            changed: 3,
            added: 1,
            removed: 0,
            moved: 2
        }
    );
    assert_eq!((sections.changed, sections.moved), (1, 1));
    let moved = diff.clauses.iter().rfind(|step| step.moved).unwrap();
    assert_eq!(moved.new.as_ref().unwrap().kind, "paragraph");
    assert_eq!(moved.new.as_ref().unwrap().lines, [21, 21]);
}

#[test]
fn exact_counts_targets_of_links_and_numbers_too() {
    let changes = |strictness| {
        let diff = diff(OLD, NEW, strictness);
        let form = |forms: Vec<Form>| forms.into_iter();
        let sections = diff.sections.into_iter().flat_map(|step| form(step.form));
        sections
            .chain(diff.clauses.into_iter().flat_map(|step| form(step.form)))
            .collect::<Vec<Form>>()
    };
    assert_eq!(changes(Strictness::Words), []);
    let changes = changes(Strictness::Form);
    let link = Form::Link {
        words: "our form".to_owned(),
        old: Some("https://acme.example/form".to_owned()),
        new: Some("https://acme.example/rights".to_owned()),
    };
    let number = Form::Marker {
        old: "2".to_owned(),
        new: "1".to_owned(),
    };
    assert!(
        changes.contains(&link) && changes.contains(&number),
        "{changes:?}"
    );
}

#[test]
fn two_different_policies_are_better_compared_by_what_they_provide() {
    let text = stdout(&run(["diff", "samples/nopex.txt", "samples/qnp.txt"]));
    let advice = "These are hardly versions of one policy. By what they provide they are compared with: \
                  clausewise samples/nopex.txt samples/qnp.txt";
    assert!(text.lines().any(|line| line == advice), "{text}");
    let folder = folder_with(&[("old.md", OLD), ("new.md", NEW)]);
    let text = stdout(&run_in(folder.path(), &["diff", "old.md", "new.md"]));
    assert!(!text.contains("hardly versions"), "{text}");
}

#[test]
fn a_version_that_cannot_be_read_is_told() {
    let folder = folder_with(&[("old.md", OLD)]);
    let output = run_in(folder.path(), &["diff", "old.md", "none.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).starts_with("clausewise: cannot read none.md: "),
        "{}",
        stderr(&output)
    );
    assert!(output.stdout.is_empty());
    let output = run(["diff", "samples", "samples/nopex.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("these are 5"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_comparison_of_nearly_the_same_texts_points_here() {
    let folder = folder_with(&[("old.md", OLD), ("new.md", NEW)]);
    let text = stdout(&run_in(folder.path(), &["old.md", "new.md"]));
    let last = text.lines().last();
    assert_eq!(
        last,
        Some("old and new are nearly the same text; what differs: clausewise diff old.md new.md")
    );
    let others = stdout(&run(["samples"]));
    assert!(!others.contains("nearly the same text"), "{others}");
}
