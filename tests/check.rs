//! Policies held to rules and to earlier reports: exit codes, the text, the JSON read by a reader of its own, and SARIF.

mod support;

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::Output;

use serde::Deserialize;
use serde_json::Value;

use clausewise::check::WORSE;
use support::{SAMPLES, run, stderr, stdout};

/// A reader that knows the form from docs/check.md and denies unknown fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Check {
    schema: String,
    tool: Tool,
    against: Against,
    failed: bool,
    summary: Summary,
    policies: Vec<Policy>,
    rules: Vec<Rule>,
    strangers: Vec<String>,
    gone: Vec<String>,
    unread: Vec<Unread>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tool {
    name: String,
    #[serde(rename = "version")]
    _version: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Against {
    kind: String,
    path: String,
    title: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    passed: usize,
    not_judged: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Policy {
    id: String,
    path: String,
    sha256: String,
    #[serde(rename = "updated")]
    _updated: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    id: String,
    severity: String,
    sentence: String,
    results: Vec<Outcome>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outcome {
    policy: String,
    outcome: String,
    findings: Vec<Finding>,
    not_judged: Vec<Finding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Finding {
    message: String,
    row: Option<String>,
    evidence: Vec<Evidence>,
    formerly: Option<Formerly>,
    looked_for: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Evidence {
    #[serde(rename = "clause")]
    _clause: String,
    lines: [usize; 2],
    quote: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Formerly {
    quote: String,
    lines: [usize; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unread {
    path: String,
    #[serde(rename = "message")]
    _message: String,
}

fn read(output: &Output) -> Check {
    serde_json::from_slice(&output.stdout).expect("the check has the form described")
}

const RULES: &str = "samples/rules.toml";

/// A report of what acme said in 2025, in a folder of its own.
fn acme_2025() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let output = run(["--json", "acme=tests/versions/acme-2025.md"]);
    let path = folder.path().join("acme.json");
    fs::write(&path, output.stdout).expect("a file can be written");
    let path = path.to_str().expect("the path is UTF-8").to_owned();
    (folder, path)
}

#[test]
fn what_is_broken_is_told_with_its_words() {
    let output = run(["check", RULES, "samples"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    insta::assert_snapshot!(stdout(&output));
}

#[test]
fn only_a_broken_rule_of_severity_error_fails() {
    let output = run(["check", RULES, "samples/qnp.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(stdout(&output).contains("\nwarning notice: "));
}

#[test]
fn the_json_tells_what_came_of_each_rule_for_each_policy() {
    let output = run(["check", "--json", RULES, "samples"]);
    assert_eq!(output.status.code(), Some(1));
    let check = read(&output);
    assert_eq!(
        (check.schema.as_str(), check.tool.name.as_str()),
        ("clausewise/check/1", "clausewise")
    );
    assert_eq!(
        (check.against.kind.as_str(), check.against.path.as_str()),
        ("rules", RULES)
    );
    assert_eq!(
        check.against.title.as_deref(),
        Some("What we ask of vendors")
    );
    assert!(
        check.failed
            && check.unread.is_empty()
            && check.gone.is_empty()
            && check.strangers.is_empty()
    );
    let ids: Vec<&str> = check
        .policies
        .iter()
        .map(|policy| policy.id.as_str())
        .collect();
    assert_eq!(ids, SAMPLES);
    assert!(
        check
            .policies
            .iter()
            .all(|policy| policy.sha256.len() == 64)
    );
    let mut told = Summary {
        errors: 0,
        warnings: 0,
        notes: 0,
        passed: 0,
        not_judged: 0,
    };
    for rule in &check.rules {
        let of: Vec<&str> = rule
            .results
            .iter()
            .map(|result| result.policy.as_str())
            .collect();
        assert_eq!(of, SAMPLES);
        assert!(!rule.id.is_empty() && rule.sentence.ends_with('.'));
        for result in &rule.results {
            let count = match (result.outcome.as_str(), rule.severity.as_str()) {
                ("kept", _) => &mut told.passed,
                (_, "error") => &mut told.errors,
                (_, "warning") => &mut told.warnings,
                (_, "note") => &mut told.notes,
                other => panic!("{other:?}"),
            };
            *count += 1;
            assert_eq!(result.outcome == "broken", !result.findings.is_empty());
            told.not_judged += usize::from(!result.not_judged.is_empty());
            let path = &check
                .policies
                .iter()
                .find(|policy| policy.id == result.policy)
                .unwrap()
                .path;
            let policy = fs::read_to_string(path).unwrap();
            for finding in &result.findings {
                assert!(finding.message.starts_with(&result.policy) && finding.formerly.is_none());
                assert!(finding.row.is_some());
                assert!(finding.evidence.is_empty() || finding.looked_for.is_empty());
                for evidence in &finding.evidence {
                    let line = policy.lines().nth(evidence.lines[0] - 1).unwrap();
                    assert!(line.contains(&evidence.quote), "{line}");
                }
            }
        }
    }
    assert_eq!(check.summary, told);
    assert!(told.errors > 0 && told.warnings > 0 && told.notes > 0 && told.passed > 0);
}

#[test]
fn what_became_worse_is_told_with_the_words_of_both_versions() {
    let (_folder, report) = acme_2025();
    let args = [
        "check",
        "--json",
        "--baseline",
        &report,
        "acme=tests/versions/acme-2026.md",
        "samples/qnp.txt",
    ];
    let output = run(args);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let check = read(&output);
    assert_eq!(check.against.kind, "report");
    assert_eq!(
        (check.strangers, check.policies.len()),
        (vec!["qnp".to_owned()], 1)
    );
    let ids: Vec<&str> = check.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, WORSE.map(|worse| worse.id));
    let broken = check
        .rules
        .iter()
        .filter(|rule| rule.results.iter().any(|one| one.outcome == "broken"));
    let broken: Vec<&Rule> = broken.collect();
    let ids: Vec<&str> = broken.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, ["kept-longer", "new-unprotected"]);
    let finding = &broken[0].results[0].findings[0];
    assert_eq!(
        finding.evidence[0].quote,
        "Account data is kept for 90 days after you delete your account"
    );
    let formerly = finding.formerly.as_ref().unwrap();
    assert_eq!(
        formerly.quote,
        "Account data is kept for 30 days after you delete your account"
    );
    assert_eq!(formerly.lines, [7, 7]);
}

#[test]
fn what_became_worse_reads_well() {
    let (_folder, report) = acme_2025();
    let output = run([
        "check",
        "--baseline",
        &report,
        "acme=tests/versions/acme-2026.md",
        "samples/qnp.txt",
    ]);
    insta::assert_snapshot!(stdout(&output).replace(&report, "acme-2025.json"));
}

#[test]
fn nothing_became_worse_where_nothing_changed() {
    let (_folder, report) = acme_2025();
    let output = run([
        "check",
        "--baseline",
        &report,
        "acme=tests/versions/acme-2025.md",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
}

#[test]
fn a_report_that_knows_none_of_the_policies_is_no_use() {
    let (_folder, report) = acme_2025();
    let output = run(["check", "--baseline", &report, "samples/qnp.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("acme.json, which has acme; give a file its earlier name")
            && stderr(&output).contains("none of these policies is in "),
        "{}",
        stderr(&output)
    );
    let output = run(["check", "--baseline", "README.md", "samples/qnp.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("README.md is not a report of `clausewise --json`"),
        "{}",
        stderr(&output)
    );
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("policies.ndjson");
    let lines = run(["--format", "ndjson", "samples"]).stdout;
    fs::write(&other, lines).unwrap();
    let output = run(["check", "--baseline", other.to_str().unwrap(), "samples"]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    assert!(
        told.contains("its form is `clausewise/policy/1` and not"),
        "{told}"
    );
}

/// A policy that was renamed, or is missing, must not leave a gate green without a word.
#[test]
fn what_is_held_against_nothing_is_told_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("base.json");
    let files = ["acme=tests/versions/acme-2025.md", "samples/qnp.txt"];
    fs::write(&report, run(["--json", files[0], files[1]]).stdout).unwrap();
    let report = report.to_str().unwrap();
    let held = |form: &str| {
        let renamed = "x=samples/qnp.txt";
        run([
            "check",
            "-q",
            "--format",
            form,
            "--baseline",
            report,
            files[0],
            renamed,
            "none.txt",
        ])
    };
    for form in ["text", "json", "sarif"] {
        let output = held(form);
        assert_eq!(output.status.code(), Some(2), "none.txt can't be read");
        let told = stderr(&output);
        assert!(
            told.contains("clausewise: x is not in ") && told.contains("none.txt"),
            "{told}"
        );
    }
    let text = stdout(&held("text"));
    assert!(
        text.contains("\nx is not in the earlier report, and was held against nothing\n")
            && text.contains("\nqnp is in the earlier report and not among these; "),
        "{text}"
    );
    let check = read(&held("json"));
    assert_eq!(
        (check.strangers, check.gone),
        (vec!["x".to_owned()], vec!["qnp".to_owned()])
    );
    let log: Value = serde_json::from_slice(&held("sarif").stdout).unwrap();
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notifications = invocation["toolExecutionNotifications"].as_array().unwrap();
    let told = notifications.iter().map(|one| {
        let text = one["message"]["text"].as_str().unwrap();
        (
            one["level"].as_str().unwrap(),
            text.split(' ').next().unwrap(),
        )
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [("error", "cannot"), ("warning", "x"), ("warning", "qnp")]
    );
}

#[test]
fn mistakes_of_the_rules_are_told_with_file_and_line_before_anything_is_compared() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rules.toml");
    fs::write(
        &path,
        "[[rule]]\nid = \"a\"\nsentence = \"A.\"\nmust-state = \"rights.erasur\"\ncolour = 1\n",
    )
    .unwrap();
    let output = run([Path::new("check"), &path, Path::new("no-such-policy.txt")]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 3, "{told}");
    assert!(lines[0].ends_with(
        "rules.toml, line 4: there is no row `rights.erasur`; is `rights.erasure` meant?"
    ));
    assert!(lines[1].contains("line 5: there is no `colour`"), "{told}");
    assert!(output.stdout.is_empty());
}

/// Whatever a policy is silent on, what is printed to see more of it can be copied into a shell.
#[cfg(unix)]
#[test]
fn every_hint_can_be_run() {
    let folder = tempfile::tempdir().unwrap();
    let (rules, policy) = (
        folder.path().join("rules.toml"),
        folder.path().join("it's a b.txt"),
    );
    fs::write(&policy, "Privacy\n\nWe collect your e-mail address.\n").unwrap();
    let rows = "\"rights.erasure\", \"recipients.payment\", \"disclosures.dpo\", \
                \"processors.stripe\", \"retention.account-data\", \"disclosures.legal-basis.*\"";
    let mut text = String::from("title = \"All\"\n");
    let lists = [
        "gdpr-13", "ccpa-130", "lgpd-9", "kvkk-10", "pipa-30", "ch-19", "us-va",
    ];
    let checklists = lists.map(|list| format!("checklist = \"{list}\""));
    for (place, demand) in [format!("must-state = [{rows}]")]
        .iter()
        .chain(&checklists)
        .enumerate()
    {
        text += &format!("[[rule]]\nid = \"r{place}\"\nsentence = \"It.\"\n{demand}\n");
    }
    fs::write(&rules, text).unwrap();
    let told = stdout(&run([Path::new("check"), &rules, &policy]));
    assert!(
        told.contains("policy updated at least every 12 months"),
        "{told}"
    );
    let hints = told
        .lines()
        .filter_map(|line| line.trim().strip_prefix("see: clausewise "));
    let hints: HashSet<&str> = hints.collect();
    assert!(hints.len() > 20, "{told}");
    for hint in hints {
        let command = format!("{} {hint}", env!("CARGO_BIN_EXE_clausewise"));
        let output = std::process::Command::new("sh")
            .args(["-c", &command])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{hint}: {}", stderr(&output));
    }
}

#[test]
fn an_input_that_cannot_be_read_outweighs_a_broken_rule() {
    let output = run(["check", "--json", RULES, "samples", "no-such-policy.txt"]);
    assert_eq!(output.status.code(), Some(2));
    let check = read(&output);
    assert!(check.failed);
    assert_eq!(check.unread[0].path, "no-such-policy.txt");
}

/// What SARIF 2.1.0 requires of a log, and code hosts on top of that.
#[test]
fn sarif_has_what_the_format_requires() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    fs::write(
        &page,
        "<h1>Privacy</h1><p>We sell your personal data to our partners.</p>",
    )
    .unwrap();
    let output = run([
        "check",
        "--format",
        "sarif",
        RULES,
        "samples",
        page.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let [run] = log["runs"].as_array().unwrap().as_slice() else {
        panic!("there is one run")
    };
    let driver = &run["tool"]["driver"];
    assert_eq!(
        (&driver["name"], &driver["version"]),
        (&"clausewise".into(), &env!("CARGO_PKG_VERSION").into())
    );
    let rules = driver["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 10);
    let (mut with_region, mut without) = (0, 0);
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(rule["defaultConfiguration"]["level"], result["level"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        let sentence = rule["shortDescription"]["text"].as_str().unwrap();
        assert!(
            result["message"]["text"]
                .as_str()
                .unwrap()
                .starts_with(sentence)
        );
        let locations = result["locations"].as_array().unwrap();
        assert!(!locations.is_empty());
        for location in locations {
            let place = &location["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            assert!(
                uri.starts_with("samples/")
                    || uri.starts_with("file:///") && uri.ends_with("page.html")
            );
            let region = &place["region"];
            let first = region["startLine"].as_u64();
            match &region["snippet"]["text"] {
                Value::Null => {
                    assert_eq!(first, Some(1));
                    without += 1;
                }
                words => {
                    assert!(
                        uri.starts_with("samples/"),
                        "a page has no lines of its own"
                    );
                    assert!(first >= Some(1) && region["endLine"].as_u64() >= first);
                    let words = words.as_str().unwrap();
                    let text = fs::read_to_string(uri).unwrap();
                    let line = text
                        .lines()
                        .nth(usize::try_from(first.unwrap() - 1).unwrap())
                        .unwrap();
                    assert!(line.contains(words), "{line}");
                    with_region += 1;
                }
            }
        }
    }
    assert!(with_region > 0 && without > 0);
}

#[test]
fn sarif_notes_what_cannot_be_judged() {
    let args = ["check", "--format", "sarif", RULES, "samples/qnp.txt"];
    let log: Value = serde_json::from_slice(&run(args).stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let open = |id: &str| results.iter().find(|result| result["ruleId"] == id);
    let places = open("safeguards/not-judged").expect("qnp does not say where Stripe is");
    assert_eq!(places["level"], "note");
    let text = places["message"]["text"].as_str().unwrap();
    assert!(
        text.starts_with("Not judged: Nobody gets data outside the EEA"),
        "{text}"
    );
    assert!(open("notice/not-judged").is_some() && open("safeguards").is_none());
}

/// Code hosts know a finding again by its fingerprint, so it must not hang on the lines.
#[test]
fn a_finding_is_known_again_when_the_lines_have_moved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("qnp.txt");
    let fingerprints = |text: &str| -> Vec<String> {
        fs::write(&path, text).unwrap();
        let output = run(["check", "--format", "sarif", RULES, path.to_str().unwrap()]);
        let log: Value = serde_json::from_slice(&output.stdout).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap().iter();
        let own = results.map(|one| &one["partialFingerprints"]["primaryLocationLineHash"]);
        own.map(|own| own.as_str().unwrap().to_owned()).collect()
    };
    let text = fs::read_to_string("samples/qnp.txt").unwrap();
    let before = fingerprints(&text);
    assert_eq!(before, fingerprints(&format!("\n\n{text}")));
    let different: HashSet<&String> = before.iter().collect();
    assert!(different.len() == before.len() && before.len() > 2);
}

/// The table in docs/check.md is that of the program; `UPDATE_README=1 cargo test --test check` writes it anew.
#[test]
fn what_counts_as_worse_is_documented() {
    const START: &str =
        "<!-- the table of what counts as worse -->\n| id | what has happened |\n|---|---|\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/check.md");
    let docs = fs::read_to_string(path).unwrap();
    let (before, rest) = docs.split_once(START).expect("the table is there");
    let (_, after) = rest.split_once("\nPractices are").expect("the table ends");
    let rows = WORSE
        .map(|worse| format!("| `{}` | {} |\n", worse.id, worse.sentence))
        .concat();
    let expected = format!("{before}{START}{rows}\nPractices are{after}");
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(path, expected).unwrap();
    } else {
        assert!(
            docs == expected,
            "UPDATE_README=1 cargo test --test check writes it anew"
        );
    }
}
