//! Every JSON form obeys the schema that `clausewise schema` prints of it, and the schema is no empty promise.

mod support;

use jsonschema::Validator;
use serde_json::Value;

use support::{run, stderr, stdout};

/// The validator of the form `name`.
fn validator(name: &str) -> Validator {
    let output = run(["schema", name]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let schema = serde_json::from_slice(&output.stdout).expect("a schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is one")
}

/// Holds each line of what the program answers to `args` to the schema of the form `name`.
fn obeys(name: &str, args: &[&str]) {
    let validator = validator(name);
    let output = run(args);
    let text = stdout(&output);
    assert!(!text.is_empty(), "{}", stderr(&output));
    for line in text.lines() {
        let document: Value = serde_json::from_str(line).expect("each line is JSON");
        let faults: Vec<String> = validator
            .iter_errors(&document)
            .map(|fault| fault.to_string())
            .collect();
        assert!(faults.is_empty(), "{args:?}: {faults:#?}");
        assert_eq!(document["schema"], format!("clausewise/{name}/1"));
        for (field, _) in document.as_object().expect("it is an object") {
            let mut without = document.clone();
            without
                .as_object_mut()
                .expect("it is an object")
                .remove(field);
            assert!(
                !validator.is_valid(&without),
                "{name} can do without {field}"
            );
        }
        let wrong = serde_json::json!({"schema": 1});
        assert!(!validator.is_valid(&wrong));
    }
}

#[test]
fn the_report_obeys_its_schema() {
    obeys(
        "report",
        &[
            "--json",
            "--checklist",
            "gdpr-13",
            "samples",
            "no-such-policy.txt",
        ],
    );
}

#[test]
fn a_line_for_each_policy_obeys_its_schema() {
    obeys(
        "policy",
        &["--format", "ndjson", "--checklist", "gdpr-13", "samples"],
    );
}

#[test]
fn a_diff_obeys_its_schema() {
    obeys(
        "diff",
        &[
            "diff",
            "--json",
            "tests/versions/acme-2025.md",
            "tests/versions/acme-2026.md",
        ],
    );
}

#[test]
fn a_check_obeys_its_schema() {
    obeys(
        "check",
        &[
            "check",
            "--json",
            "samples/rules.toml",
            "samples",
            "no-such-policy.txt",
        ],
    );
}

#[test]
fn the_schemas_are_listed_and_an_unknown_one_is_told() {
    let names = stdout(&run(["schema"]));
    assert_eq!(
        names.lines().collect::<Vec<_>>(),
        ["report", "policy", "diff", "check"]
    );
    let output = run(["schema", "rapport"]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    assert!(
        told.contains("[possible values: report, policy, diff, check]")
            && told.contains("a similar value exists: 'report'"),
        "{told}"
    );
}
