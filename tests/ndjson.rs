//! A line of JSON for each policy, read by a reader of its own and held against the report.

mod support;

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use support::{SAMPLES, report_on_samples, run, stderr, stdout};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    schema: String,
    tool: Value,
    policy: Value,
    coverage: BTreeMap<String, Vec<Value>>,
    diagnostics: Vec<Value>,
    checklists: Vec<Value>,
}

fn lines(text: &str) -> Vec<Line> {
    let read =
        |line| serde_json::from_str(line).expect("each line is an object of the form described");
    text.lines().map(read).collect()
}

/// What `coverage` says of the policy at `place`: the cell of each row on which it is not silent.
fn said(coverage: &Value, place: usize) -> BTreeMap<(&str, &str), &Value> {
    let families = coverage.as_object().expect("families by name");
    let rows = families.iter().flat_map(|(family, rows)| {
        let rows = rows.as_array().expect("a list of rows").iter();
        rows.map(|row| {
            (
                (family.as_str(), row["id"].as_str().expect("an id")),
                &row["cells"][place],
            )
        })
    });
    rows.filter(|(_, cell)| cell["status"] != "absent")
        .collect()
}

#[test]
fn each_policy_is_a_line_that_says_of_it_what_the_report_says() {
    let output = run(["--format", "ndjson", "--checklist", "gdpr-13", "samples"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.ends_with('\n'));
    let report = run(["--json", "--checklist", "gdpr-13", "samples"]);
    let report: Value = serde_json::from_slice(&report.stdout).unwrap();
    let lines = lines(&text);
    assert_eq!(lines.len(), SAMPLES.len());
    for (place, line) in lines.iter().enumerate() {
        assert_eq!(line.schema, "clausewise/policy/1");
        assert_eq!(line.tool, report["tool"]);
        assert_eq!(line.policy, report["policies"][place]);
        let coverage = serde_json::to_value(&line.coverage).unwrap();
        assert_eq!(said(&coverage, 0), said(&report["coverage"], place));
        let cells = line.coverage.values().flatten().map(|row| &row["cells"]);
        assert!(
            cells
                .into_iter()
                .all(|cells| cells.as_array().unwrap().len() == 1)
        );
        for (own, all) in line
            .checklists
            .iter()
            .zip(report["checklists"].as_array().unwrap())
        {
            let requirements = own["requirements"].as_array().unwrap().iter();
            for (own, all) in requirements.zip(all["requirements"].as_array().unwrap()) {
                assert_eq!(
                    (&own["text"], &own["cells"][0]),
                    (&all["text"], &all["cells"][place])
                );
            }
        }
        assert_eq!(line.checklists.len(), 1);
        let told = report["diagnostics"].as_array().unwrap().iter();
        let told: Vec<&Value> = told
            .filter(|one| one["policy"] == line.policy["id"])
            .collect();
        assert_eq!(line.diagnostics.iter().collect::<Vec<_>>(), told);
    }
}

/// Rights, kinds of recipients and disclosures have all their rows, so that silence shows; the others only what is named.
#[test]
fn a_line_has_the_same_rows_whatever_the_policy_says() {
    let text = stdout(&run(["--format", "ndjson", "samples"]));
    let lines = lines(&text);
    let ids = |line: &Line, family: &str| -> Vec<String> {
        line.coverage[family]
            .iter()
            .map(|row| row["id"].to_string())
            .collect()
    };
    for family in ["rights", "recipient_categories", "disclosures"] {
        for line in &lines {
            assert_eq!(ids(line, family), ids(&lines[0], family));
        }
    }
    let named = lines.iter().flat_map(|line| &line.coverage["processors"]);
    assert!(
        named
            .into_iter()
            .all(|row| row["cells"][0]["status"] != "absent")
    );
}

#[test]
fn lines_come_in_the_order_given_on_any_number_of_jobs() {
    let folder = tempfile::tempdir().unwrap();
    let texts = ["nopex", "codegrex", "qnp"].map(|name| fs::read(support::sample(name)).unwrap());
    for number in 0..60 {
        let path = folder.path().join(format!("{number:02}.txt"));
        fs::write(path, &texts[number % texts.len()]).unwrap();
    }
    let with = |jobs: &str| {
        let mut command = support::clausewise(["--format", "ndjson", "--jobs", jobs]);
        stdout(&command.arg(folder.path()).output().unwrap())
    };
    let text = with("3");
    let ids: Vec<String> = lines(&text)
        .iter()
        .map(|line| line.policy["id"].as_str().unwrap().to_owned())
        .collect();
    let expected: Vec<String> = (0..60).map(|number| format!("{number:02}")).collect();
    assert_eq!(ids, expected);
    assert_eq!(text, with("1"));
}

#[test]
fn what_cannot_be_read_is_told_and_the_other_lines_are_written() {
    let output = run([
        "--format",
        "ndjson",
        "samples/none.txt",
        "samples/qnp.txt",
        "README.md@nowhere",
    ]);
    assert_eq!(output.status.code(), Some(2));
    let text = stdout(&output);
    let [line] = &lines(&text)[..] else {
        panic!("{text}")
    };
    assert_eq!(line.policy["id"], "qnp");
    let told = stderr(&output);
    let told: Vec<&str> = told.lines().collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].starts_with("clausewise: cannot read samples/none.txt"),
        "{told:?}"
    );

    let nothing = run(["--format", "ndjson", "samples/none.txt"]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(nothing.stdout.is_empty());
    assert!(stderr(&nothing).contains("nothing to compare"));
}

#[test]
fn the_same_file_twice_is_reported_in_lines_and_beside_a_table() {
    let both = ["samples/qnp.txt", "again=samples/qnp.txt"];
    let said = "the file has the same content as that of qnp";
    let text = stdout(&run(["--format", "ndjson"].iter().chain(&both)));
    let lines = lines(&text);
    let is_said = |line: &Line| line.diagnostics.iter().any(|one| one["message"] == said);
    assert_eq!([is_said(&lines[0]), is_said(&lines[1])], [false, true]);

    let output = run(["--format", "csv"].iter().chain(&both));
    assert_eq!(output.status.code(), Some(0));
    let expected = format!("clausewise: samples/qnp.txt: {said}\n");
    assert_eq!(stderr(&output), expected);
}

/// A policy comes through a pipe that nobody has written to yet.
#[cfg(unix)]
#[test]
fn a_line_is_written_while_the_next_policy_is_awaited() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    let mut command = support::clausewise(["--format", "ndjson", "samples/qnp.txt", "-"]);
    let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = streams.spawn().unwrap();
    let mut first = String::new();
    let mut out = BufReader::new(running.stdout.take().unwrap());
    out.read_line(&mut first).unwrap();
    assert_eq!(lines(&first)[0].policy["id"], "qnp");
    // Standard input ends here, empty.
    drop(running.stdin.take());
    assert_eq!(running.wait().unwrap().code(), Some(2));
}

/// A signal that asks the program to end leaves neither half a file nor the one beside it.
#[cfg(unix)]
#[test]
fn what_is_interrupted_leaves_nothing() {
    use std::process::Stdio;
    use std::time::Duration;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lines.ndjson");
    let mut command = support::clausewise(["samples/qnp.txt", "-", "-o"]);
    let mut running = command.arg(&path).stdin(Stdio::piped()).spawn().unwrap();
    // Waiting for the program would close its input, and it could come to its end before the signal does.
    let input = running.stdin.take();
    let files = || fs::read_dir(folder.path()).unwrap().count();
    for _ in 0..600 {
        if files() > 0 {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!((files(), path.exists()), (1, false));
    let id = running.id().to_string();
    let kill = std::process::Command::new("kill").arg(id).status().unwrap();
    assert!(kill.success());
    assert!(!running.wait().unwrap().success());
    assert_eq!(files(), 0);
    drop(input);
}

#[test]
fn the_name_of_the_file_asks_for_lines() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.ndjson", "a.JSONL"] {
        let path = folder.path().join(name);
        let mut command = support::clausewise(["-o"]);
        assert!(
            command
                .arg(&path)
                .arg("samples")
                .output()
                .unwrap()
                .status
                .success()
        );
        assert_eq!(
            lines(&fs::read_to_string(&path).unwrap()).len(),
            SAMPLES.len()
        );
    }
}

#[test]
fn a_report_is_the_same_on_any_number_of_jobs() {
    let output = run(["--json", "--jobs", "1", "samples"]);
    assert!(output.stdout == report_on_samples());
    let none = run(["--json", "--jobs", "0", "samples"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(stderr(&none).contains("0 is not in 1.."));
}
