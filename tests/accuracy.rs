//! What the program finds in the samples against what a careful reader found in them.
//!
//! `expected/*.csv` hold the reader's findings, a line each: family, what, what the policy says of it (stated, denied; a
//! relation; a kind of retention), a detail, and the lines that say so, any of which proves it.

mod support;

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

/// A finding, by what decides whether two of them are the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    policy: String,
    family: String,
    what: String,
    says: String,
    detail: String,
    lines: BTreeSet<u64>,
}

impl Finding {
    /// Retention statements are told apart by kind, period and place, for their subjects are free words; all else by name.
    fn is(&self, other: &Self) -> bool {
        let same =
            (&self.policy, &self.family, &self.says) == (&other.policy, &other.family, &other.says);
        match self.family.as_str() {
            "retention" => {
                same && self.detail == other.detail && !self.lines.is_disjoint(&other.lines)
            }
            _ => same && self.what == other.what,
        }
    }

    fn in_brief(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(u64::to_string).collect();
        format!(
            "{} {} {} {} (line {})",
            self.policy,
            self.family,
            self.what,
            self.says,
            lines.join(" ")
        )
    }
}

/// Only those who get data count as processors; that a sign-in provider is named is another matter.
fn counts(finding: &Finding) -> bool {
    finding.family != "processor" || ["processor", "recipient"].contains(&finding.says.as_str())
}

fn expected() -> Vec<Finding> {
    let of_policy = |name: &&str| {
        let path = format!("{}/tests/expected/{name}.csv", env!("CARGO_MANIFEST_DIR"));
        let table = fs::read_to_string(&path).unwrap_or_else(|why| panic!("{path}: {why}"));
        table
            .lines()
            .skip(1)
            .map(|line| finding(name, line))
            .collect::<Vec<_>>()
    };
    support::SAMPLES
        .iter()
        .flat_map(of_policy)
        .filter(counts)
        .collect()
}

fn finding(policy: &str, line: &str) -> Finding {
    let cells: Vec<&str> = line.split(',').collect();
    let [family, what, says, detail, lines] = cells[..] else {
        panic!("not five cells: {line}")
    };
    Finding {
        policy: policy.to_owned(),
        family: family.to_owned(),
        what: what.to_owned(),
        says: says.to_owned(),
        detail: detail.to_owned(),
        lines: lines
            .split(' ')
            .map(|line| line.parse().expect("a line number"))
            .collect(),
    }
}

fn found() -> Vec<Finding> {
    let report: Value =
        serde_json::from_slice(&support::report_on_samples()).expect("the report is JSON");
    let mut found = Vec::new();
    for (key, family) in [
        ("rights", "right"),
        ("recipient_categories", "recipient"),
        ("disclosures", "disclosure"),
        ("processors", "processor"),
        ("retention", "retention"),
    ] {
        for row in list(&report["coverage"][key]) {
            let what = text(if family == "processor" {
                &row["name"]
            } else {
                &row["id"]
            });
            for cell in list(&row["cells"])
                .iter()
                .filter(|cell| cell["status"] != "absent")
            {
                found.extend(findings_of(family, &what, cell));
            }
        }
    }
    found.retain(counts);
    found
}

fn findings_of(family: &str, what: &str, cell: &Value) -> Vec<Finding> {
    let finding = |says: &Value, detail: &Value, evidence: &Value| Finding {
        policy: text(&cell["policy"]),
        family: family.to_owned(),
        what: what.to_owned(),
        says: text(says),
        detail: text(detail),
        lines: list(evidence).iter().flat_map(lines).collect(),
    };
    match family {
        "retention" => {
            let statements = list(&cell["statements"]);
            statements
                .iter()
                .map(|s| finding(&s["kind"], &s["duration"], &s["evidence"]))
                .collect()
        }
        "processor" => vec![finding(&cell["relation"], &Value::Null, &cell["evidence"])],
        _ => vec![finding(&cell["status"], &Value::Null, &cell["evidence"])],
    }
}

fn lines(evidence: &Value) -> std::ops::RangeInclusive<u64> {
    let line = |place: usize| evidence["lines"][place].as_u64().expect("a line number");
    line(0)..=line(1)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_samples_are_read_as_a_careful_reader_reads_them() {
    let (expected, found) = (expected(), found());
    assert!(expected.len() > 150);
    let missing = expected.iter().filter(|e| !found.iter().any(|f| f.is(e)));
    let invented = found.iter().filter(|f| !expected.iter().any(|e| f.is(e)));
    let mut differences: Vec<String> = missing
        .map(|e| format!("missed   {}", e.in_brief()))
        .collect();
    differences.extend(invented.map(|f| format!("invented {}", f.in_brief())));
    differences.sort();
    insta::assert_snapshot!(differences.join("\n"), @"");
}

#[test]
fn the_words_given_stand_on_the_lines_that_the_reader_gave() {
    let (expected, found) = (expected(), found());
    let elsewhere: Vec<String> = found
        .iter()
        .filter(|f| {
            expected.iter().any(|e| f.is(e))
                && !expected
                    .iter()
                    .any(|e| f.is(e) && !e.lines.is_disjoint(&f.lines))
        })
        .map(Finding::in_brief)
        .collect();
    insta::assert_snapshot!(elsewhere.join("\n"), @r"");
}
