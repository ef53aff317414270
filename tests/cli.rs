//! The program as its callers see it: arguments, streams, exit codes.

mod support;

use std::fs;
use std::io::Read;
use std::process::Stdio;

use support::{
    SAMPLES, clausewise, report_on_samples, run, run_with_input, sample, stderr, stdout,
};

const POLICY: &str =
    "Privacy Policy\n\n1. Your rights\n\nYou have the right to access your personal data.\n";

#[test]
fn version_and_help_are_given() {
    let version = run(["--version"]);
    assert_eq!(
        stdout(&version),
        format!("clausewise {}\n", env!("CARGO_PKG_VERSION"))
    );
    let help = stdout(&run(["--help"]));
    for word in [
        "--json",
        "--text",
        "--max-size",
        "NAME=PATH",
        "Exit codes",
        "Examples",
    ] {
        assert!(help.contains(word), "{word} is missing in\n{help}");
    }
}

#[test]
fn without_a_terminal_the_matrix_is_printed_as_text() {
    let output = run([sample("nopex"), sample("qnp")]);
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    let first = text.lines().next().unwrap();
    assert!(
        first.starts_with("nopex  Privacy Policy, 2026-04-19  ("),
        "{first}"
    );
    assert!(text.contains("● stated   ◐ stated with reserve   ✗ denied   · silent"));
    assert_eq!(signs(&text, "Data protection officer"), ["✗", "·"]);
    assert!(!text.contains('…'), "something is cut off in\n{text}");
}

#[test]
fn the_text_can_do_with_ascii_signs() {
    let output = run(["--ascii".into(), sample("nopex"), sample("qnp")]);
    let text = stdout(&output);
    assert!(text.contains("Y stated   y stated with reserve   N denied   - silent"));
    assert_eq!(signs(&text, "Data protection officer"), ["N", "-"]);
}

/// What stands in the cells of the row `label`.
fn signs<'a>(text: &'a str, label: &str) -> Vec<&'a str> {
    let rest = text
        .lines()
        .find_map(|line| line.trim().strip_prefix(label));
    rest.unwrap_or_default().split_whitespace().collect()
}

#[test]
fn what_holds_for_every_command_may_stand_before_it_too() {
    let versions = ["tests/versions/acme-2025.md", "tests/versions/acme-2026.md"];
    let call = |line: &[&str]| run([line, &versions].concat());
    let before = call(&["--color", "always", "--jobs", "2", "diff"]);
    assert_eq!(before.status.code(), Some(0), "{}", stderr(&before));
    let behind = call(&["diff", "--jobs", "2", "--color", "always"]);
    assert!(stdout(&before).contains("\u{1b}[31m"));
    assert_eq!(stdout(&before), stdout(&behind));
    let check = run(["-q", "check", "samples/rules.toml", "samples"]);
    assert_eq!(check.status.code(), Some(1), "{}", stderr(&check));
}

/// What is said of a command line that can't be meant.
fn refused(line: &[&str]) -> String {
    let output = run(line);
    assert_eq!(output.status.code(), Some(2), "{line:?}");
    assert!(output.stdout.is_empty(), "{line:?}");
    stderr(&output)
}

#[test]
fn what_only_a_comparison_knows_is_refused_before_a_command() {
    let told = refused(&["--json", "diff", "a", "b"]);
    assert!(told.contains("clausewise diff --json …"), "{told}");
    let told = refused(&["-o", "x.csv", "diff", "a", "b"]);
    assert!(told.contains("`diff` does not know it"), "{told}");
    let told = refused(&["samples/qnp.txt", "--quiet", "diff", "a", "b"]);
    assert!(told.contains("is ./diff"), "{told}");
}

#[test]
fn a_command_that_is_mistyped_or_misplaced_is_not_taken_for_a_policy() {
    let told = refused(&["chek", "samples/rules.toml", "samples"]);
    assert!(told.contains("is the command `check` meant?"), "{told}");
    let told = refused(&["samples/qnp.txt", "diff", "samples/nopex.txt"]);
    assert!(told.contains("as a command it stands before"), "{told}");
    let told = refused(&["no-policy.txt", "samples/no-policy.txt"]);
    assert!(told.contains("cannot read no-policy.txt"), "{told}");
}

#[test]
fn a_policy_may_be_called_as_a_command_is() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["chek", "diff"] {
        fs::write(folder.path().join(name), POLICY).unwrap();
    }
    for line in [["--json", "./diff"], ["--json", "chek"]] {
        let mut command = clausewise(line);
        let output = command.current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
}

#[test]
fn a_row_of_the_alignment_is_explained_by_its_id() {
    let policies = [sample("nopex"), sample("qnp")];
    let report: serde_json::Value = serde_json::from_str(&stdout(&run(["--json".into()]
        .into_iter()
        .chain(policies.clone()))))
    .unwrap();
    let rows = report["alignment"]["rows"].as_array().unwrap();
    let is_shared = |row: &&serde_json::Value| {
        row["level"] == "clause" && row["cells"].as_array().unwrap().len() == 2
    };
    let id = rows.iter().find(is_shared).unwrap()["id"].as_str().unwrap();
    let explain = |row: &str| {
        let args = ["explain".into()].into_iter().chain(policies.clone());
        run(args.chain([row.into()]))
    };
    let text = stdout(&explain(id));
    assert!(
        text.starts_with("Alike ") && text.contains("against a bar of"),
        "{text}"
    );
    assert!(text.contains("nopex") && text.contains("qnp"), "{text}");
    let unknown = explain("r9999");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("there is no row of the alignment `r9999`"));
}

#[test]
fn a_file_is_written_in_the_form_of_its_name_and_never_over_another_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.csv");
    let write = |extra: &[&str]| {
        let mut command = clausewise(extra);
        command.arg("--output").arg(&path).arg(sample("qnp"));
        command.output().unwrap()
    };
    assert_eq!(write(&[]).status.code(), Some(0));
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("\u{feff}policy,family,id,"), "{text}");
    assert!(
        text.lines()
            .any(|line| line.starts_with("qnp,rights,erasure,"))
    );

    let refused = write(&["--format", "json"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("--force overwrites it"));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);

    assert_eq!(
        write(&["--format", "json", "--force"]).status.code(),
        Some(0)
    );
    assert!(fs::read_to_string(&path).unwrap().starts_with('{'));
}

#[test]
fn a_file_is_made_or_emptied_only_when_there_is_something_to_write() {
    let folder = tempfile::tempdir().unwrap();
    let (new, old) = (
        folder.path().join("new.json"),
        folder.path().join("old.json"),
    );
    fs::write(&old, "{}").unwrap();
    for path in [&new, &old] {
        for form in ["json", "ndjson", "text"] {
            let mut command = clausewise(["--force", "--format", form, "--output"]);
            let output = command.arg(path).arg("nowhere.txt").output().unwrap();
            assert_eq!(output.status.code(), Some(2));
        }
    }
    assert!(!new.exists());
    assert_eq!(fs::read_to_string(&old).unwrap(), "{}");
}

#[test]
fn a_dash_for_the_output_is_standard_output() {
    for path in ["-", "/dev/stdout"] {
        let output = run(["--format", "csv", "-o", path, "samples/qnp.txt"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(stdout(&output).starts_with("\u{feff}policy,family,id,"));
    }
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_though_it_is_there() {
    let output = run(["-o", "/dev/null", "--format", "csv", "samples/qnp.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let full = run(["-o", "/dev/full", "--format", "csv", "samples/qnp.txt"]);
    let is_there = std::path::Path::new("/dev/full").exists();
    assert_eq!(full.status.code(), Some(2));
    assert!(!is_there || stderr(&full).contains("cannot write the result"));
}

#[test]
fn a_report_in_the_folder_of_its_policies_stays_the_same_when_it_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("acme.md"), POLICY).unwrap();
    for name in ["report.html", "report.md"] {
        let made = || {
            let mut command = clausewise(["--force", "-o", name, "."]);
            let output = command.current_dir(folder.path()).output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
            fs::read(folder.path().join(name)).unwrap()
        };
        assert_eq!(made(), made());
    }
    let output = run(["--json".as_ref(), folder.path().as_os_str()]);
    assert_eq!(output.status.code(), Some(0));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["policies"].as_array().unwrap().len(), 1);
    let told = stderr(&output);
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.contains("report.html is a report of clausewise and was passed over"));
}

#[test]
fn no_input_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("vendors")).unwrap();
    for name in ["acme.txt", "vendors/acme.md"] {
        fs::write(folder.path().join(name), POLICY).unwrap();
    }
    for (input, output) in [
        ("acme.txt", "./acme.txt"),
        ("ours=acme.txt", "acme.txt"),
        ("vendors", "vendors/acme.md"),
    ] {
        for form in ["ndjson", "text"] {
            let mut command = clausewise(["--force", "--format", form, "-o", output, input]);
            let refused = command.current_dir(folder.path()).output().unwrap();
            assert_eq!(refused.status.code(), Some(2), "{input}");
            let told = stderr(&refused);
            assert!(told.contains("is one of the inputs; write"), "{told}");
        }
    }
    for name in ["acme.txt", "vendors/acme.md"] {
        let kept = fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(kept, POLICY);
    }
}

#[test]
fn a_row_is_explained_for_all_policies_that_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("broken.pdf"), "%PDF-1.7\nand nothing more").unwrap();
    fs::write(path("good.txt"), POLICY).unwrap();
    let output = run([
        "explain",
        &path("broken.pdf"),
        &path("good.txt"),
        "rights.access",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("broken.pdf"),
        "{}",
        stderr(&output)
    );
    let text = stdout(&output);
    assert!(
        text.contains("right to access your personal data"),
        "{text}"
    );
}

#[test]
fn a_row_that_is_mistyped_or_missing_is_reported_as_such() {
    let told = refused(&["explain", "samples/qnp.txt", "rights.erasuer"]);
    assert!(
        told.contains("there is no right `erasuer`; is `erasure` meant?"),
        "{told}"
    );
    let told = refused(&["explain", "samples/qnp.txt"]);
    assert!(told.contains("the row is missing"), "{told}");
}

#[test]
fn a_file_of_settings_rules_or_entries_that_is_not_in_utf_8_is_to_be_saved_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latin.toml");
    fs::write(&path, b"# caf\xe9\n").unwrap();
    let path = path.to_str().unwrap();
    for line in [
        ["--lexicon", path, "--text", "samples/qnp.txt"],
        ["--config", path, "--keys=j", "samples/qnp.txt"],
        ["-q", "check", path, "samples/qnp.txt"],
    ] {
        let told = refused(&line);
        assert!(
            told.contains("latin.toml: it is not in UTF-8; save it as UTF-8"),
            "{told}"
        );
    }
}

#[test]
fn a_file_name_that_says_no_form_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.doc");
    let mut command = clausewise(["--output"]);
    let output = command.arg(&path).arg(sample("qnp")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("name it .xlsx, "),
        "{}",
        stderr(&output)
    );
    assert!(!path.exists());
}

#[test]
fn all_mistakes_of_a_configuration_file_are_told_with_their_lines() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    fs::write(&path, "theme = \"purple\"\n[keys]\nfly = \"f\"\n").unwrap();
    let call = |extra: &[&str]| {
        let mut command = clausewise(["--keys", "j"]);
        command.args(extra).arg(sample("nopex"));
        command.output().unwrap()
    };
    let refused = call(&["--config", path.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    let told = stderr(&refused);
    assert!(
        told.contains("mine.toml, line 1: `theme` is one of dark"),
        "{told}"
    );
    assert!(
        told.contains("mine.toml, line 3: there is no action `fly`"),
        "{told}"
    );
    assert!(
        told.lines().last().unwrap().contains("--no-config"),
        "{told}"
    );
    assert_eq!(call(&["--no-config"]).status.code(), Some(0));
    let missing = call(&["--config", "nowhere.toml"]);
    assert!(stderr(&missing).contains("cannot read nowhere.toml"));
}

#[test]
fn the_configuration_that_is_printed_can_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    fs::write(&path, stdout(&run(["config"]))).unwrap();
    let mut command = clausewise(["--keys", "j", "--config"]);
    let output = command.arg(&path).arg(sample("nopex")).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn a_view_is_printed_in_words() {
    let mut command = clausewise(["--linear", "--screen", "reader"]);
    let text = stdout(&command.arg(sample("nopex")).output().unwrap());
    assert!(
        text.starts_with("# Reader: nopex, as of 2026-04-19\n"),
        "{text}"
    );
    assert!(text.contains("\n## 5 Retention Periods\n"), "{text}");
}

#[test]
fn a_screen_of_impossible_size_is_refused() {
    let mut command = clausewise(["--keys", "j", "--size", "21846x30"]);
    let refused = command.arg(sample("nopex")).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        stderr(&refused).contains("at most 2000"),
        "{}",
        stderr(&refused)
    );
}

#[test]
fn the_same_files_give_the_same_bytes_on_any_number_of_threads() {
    let once = report_on_samples();
    assert_eq!(once, report_on_samples());
    let mut alone = clausewise(["--json"]);
    alone
        .args(SAMPLES.iter().map(|name| sample(name)))
        .env("RAYON_NUM_THREADS", "1");
    assert_eq!(once, alone.output().unwrap().stdout);
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_others_are_compared() {
    let output = run(["--json", "samples/none.txt", "samples/qnp.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).starts_with("clausewise: cannot read samples/none.txt: "),
        "{}",
        stderr(&output)
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["policies"][0]["id"], "qnp");
    assert_eq!(report["unread"][0]["path"], "samples/none.txt");
}

#[test]
fn where_nothing_can_be_read_nothing_is_printed() {
    let output = run(["--json", "samples/none.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(stderr(&output).contains("nothing to compare"));
}

#[test]
fn empty_binary_and_oversized_files_each_get_one_clear_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("empty.txt"), " \n\n").unwrap();
    fs::write(path("binary.txt"), [0x7f, b'E', b'L', b'F', 0, 0, 0, 1]).unwrap();
    fs::write(path("large.txt"), POLICY.repeat(20_000)).unwrap();
    fs::write(path("good.txt"), POLICY).unwrap();
    let names = ["empty.txt", "binary.txt", "large.txt", "good.txt"];
    let args = ["--json", "--max-size", "1"]
        .map(Into::into)
        .into_iter()
        .chain(names.map(path));
    let output = run(args);
    assert_eq!(output.status.code(), Some(2));
    let errors = stderr(&output);
    let lines: Vec<&str> = errors.lines().collect();
    assert_eq!(lines.len(), 3, "{errors}");
    assert!(
        lines
            .iter()
            .any(|line| line.ends_with("empty.txt is empty")),
        "{errors}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.contains("binary.txt looks like a binary file")),
        "{errors}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.contains("the limit of 1 MiB; raise it with --max-size")),
        "{errors}"
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["policies"].as_array().unwrap().len(), 1);
}

#[test]
fn a_policy_can_be_named_and_read_from_standard_input() {
    let output = run_with_input(["--json", "ours=-", "samples/qnp.txt"], POLICY.as_bytes());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["policies"][0]["id"], "ours");
    assert_eq!(report["policies"][0]["path"], "-");
    assert_eq!(
        report["coverage"]["rights"][0]["cells"][0]["status"],
        "stated"
    );
}

#[test]
fn a_folder_means_the_policies_in_it() {
    let report: serde_json::Value =
        serde_json::from_slice(&run(["--json", "samples"]).stdout).unwrap();
    let ids: Vec<&str> = report["policies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|policy| policy["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, SAMPLES);
}

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    let mut child = clausewise(["--json", "samples"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 16];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!(stderr(&output), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_work_goes_on_when_nobody_listens_to_standard_error() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = clausewise(["--json", "nowhere.txt", "samples"]);
    let output = command.stderr(writer).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["policies"].as_array().unwrap().len(), SAMPLES.len());
}

#[test]
fn escape_sequences_never_reach_the_terminal_and_stay_exact_in_json() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(
        &path,
        POLICY.replace("access", "access\u{1b}[31m \u{202e}and"),
    )
    .unwrap();
    let mut named = std::ffi::OsString::from("ev\u{1b}il=");
    named.push(&path);
    let text = stdout(&run([named.clone()]));
    assert!(!text.contains('\u{1b}') && text.contains("ev␛il"), "{text}");
    let json = stdout(&run(["--json".into(), named]));
    assert!(!json.contains('\u{1b}'));
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    let words = report["policies"][0]["clauses"]
        .as_array()
        .unwrap()
        .last()
        .unwrap()["text"]
        .as_str()
        .unwrap();
    assert!(words.contains("\u{1b}[31m \u{202e}and"), "{words}");
}

#[cfg(unix)]
#[test]
fn control_characters_in_file_names_are_shown_as_marks() {
    let output = run(["no\u{1b}[2Jthing.txt"]);
    assert!(!stderr(&output).contains('\u{1b}'), "{}", stderr(&output));
    assert!(stderr(&output).contains("no␛[2Jthing.txt"));
}

#[test]
fn messages_call_standard_input_by_its_name() {
    let output = run_with_input(["--text", "-"], b"");
    let told = stderr(&output);
    assert!(told.contains("standard input is empty"), "{told}");
}

#[test]
fn a_size_of_nothing_is_no_size() {
    let output = run(["--max-size", "0", "samples"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("0 is not in 1.."));
}

#[test]
fn a_citation_can_be_looked_up_in_the_lines_of_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.html");
    let page = "<h1>Privacy</h1><p>You have the right to access\nyour personal data\u{1b}.</p>\
        <p hidden>Nobody sees this.</p><p>Bye.</p>";
    fs::write(&path, page).unwrap();
    let report = run(["--json".as_ref(), path.as_os_str()]);
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
    let cell = &report["coverage"]["rights"][0]["cells"][0];
    assert_eq!(cell["evidence"][0]["lines"], serde_json::json!([3, 3]));
    let output = run(["text".as_ref(), path.as_os_str()]);
    assert_eq!(
        stdout(&output),
        "     1  Privacy\n     2  \n     3  You have the right to access your personal data␛.\n     4  \n     5  Bye.\n"
    );
    let told = stderr(&output);
    assert!(
        told.contains(", line 5: the page hides these words"),
        "{told}"
    );
    assert!(told.contains("“Nobody sees this.”"), "{told}");
}

#[test]
fn the_lines_of_a_text_are_those_of_its_file() {
    let output = stdout(&run(["text", "samples/nopex.txt"]));
    let file = fs::read_to_string("samples/nopex.txt").unwrap();
    assert_eq!(output.lines().count(), file.lines().count());
    for (number, (shown, line)) in (1..).zip(output.lines().zip(file.lines())) {
        assert_eq!(shown, format!("{number:>6}  {line}"));
    }
}

#[test]
fn the_benchmark_is_put_in_the_order_asked_for() {
    let benchmark = |args: &[&str]| -> Vec<String> {
        let output = run([&["--text", "--checklist", "gdpr-13"], args, &["samples"]].concat());
        let text = stdout(&output);
        let table = text.split("\nBenchmark, ").nth(1).unwrap().to_owned();
        let lines = table
            .lines()
            .skip_while(|line| !line.contains("Alone"))
            .skip(1);
        let policies = lines
            .take(4)
            .map(|line| line.split_whitespace().next().unwrap().to_owned());
        policies.collect()
    };
    assert_eq!(benchmark(&[]), ["codegrex", "nexnodo", "nopex", "qnp"]);
    assert_eq!(benchmark(&["--order-by", "processors"])[0], "nopex");
    assert_eq!(benchmark(&["--order-by", "rights"])[0], "qnp");
    let output = run(["--text", "--order-by", "checklist", "samples"]);
    assert!(
        stderr(&output).contains("--checklist"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn each_shell_is_told_of_all_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(["completions", shell]);
        assert_eq!(output.status.code(), Some(0));
        let script = stdout(&output);
        for word in ["clausewise", "check", "explain", "baseline", "checklist"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

/// The generated scripts take a policy for the first word and a command for the second, or lose options while they lack their
/// value; tried out in these shells, this is what makes them complete both.
#[test]
fn shells_complete_commands_policies_and_values() {
    let zsh = stdout(&run(["completions", "zsh"]));
    assert!(zsh.contains(r#"(":: :_clausewise_commands" "*::: :->clausewise")"#));
    assert!(zsh.contains(r#""${options_end[@]}" : \"#) && zsh.contains(r#""${positions[@]}" \"#));
    assert!(zsh.contains("(check|explain|") && zsh.contains("(--format|--output|-o|"));
    assert!(!zsh.contains("':policies") && !zsh.contains("$line[2]"));
    assert!(zsh.contains("case $line[1] in"));
    let fish = stdout(&run(["completions", "fish"]));
    assert!(fish.contains("    or return 0\n"));
    assert!(fish.contains("using_subcommand schema\" -f -a \"report policy diff check\""));
    assert!(fish.contains("if contains -- \"$argv[1]\" check explain "));
    for (option, value) in [
        ("schema", "report"),
        ("checklist", "gdpr-13"),
        ("lexicon", "rights"),
    ] {
        assert!(zsh.contains(value) && fish.contains(value), "{option}");
    }
}

#[test]
fn the_program_and_its_commands_have_manual_pages() {
    let page = stdout(&run(["man"]));
    assert!(page.contains(".TH clausewise 1") && page.contains("clausewise\\-check"));
    assert!(page.contains("\n.SH EXAMPLES\n.TP\n\\fBclausewise samples/*.txt\\fR\n"));
    assert!(page.contains("\n.SH \"EXIT STATUS\"\n.TP\n\\fB0\\fR\n"));
    assert!(!page.contains("EXTRA"));
    let page = stdout(&run(["man", "check"]));
    assert!(
        page.contains(".TH clausewise-check 1") && page.contains("\\-\\-baseline"),
        "{page}"
    );
    let output = run(["man", "chek"]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    assert!(
        told.contains("[possible values: check,")
            && told.contains("a similar value exists: 'check'"),
        "{told}"
    );
}

#[test]
fn text_is_coloured_where_asked_for_and_nowhere_else() {
    let diff = [
        "diff",
        "tests/versions/acme-2025.md",
        "tests/versions/acme-2026.md",
    ];
    let is_coloured = |args: &[&str], environment: &[(&str, &str)]| {
        let mut command = clausewise(diff.iter().chain(args));
        let output = command.envs(environment.iter().copied()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stdout(&output).contains("\u{1b}[31m")
    };
    let force = ("CLICOLOR_FORCE", "1");
    assert!(!is_coloured(&[], &[]));
    assert!(is_coloured(&["--color", "always"], &[]));
    assert!(is_coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(is_coloured(&[], &[force]));
    assert!(!is_coloured(&[], &[force, ("NO_COLOR", "1")]));
    assert!(!is_coloured(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!is_coloured(&["--color", "never"], &[force]));
}

#[test]
fn quiet_leaves_out_hints_and_not_errors() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    let hidden =
        "<h1>Privacy</h1><p>We collect data.</p><p hidden>And we sell your data to everybody.</p>";
    fs::write(&page, hidden).unwrap();
    let told = |quiet: &[&str]| {
        let page = page.to_str().unwrap();
        stderr(&run(["text", page].iter().chain(quiet)))
    };
    assert!(told(&[]).contains("page.html"), "{}", told(&[]));
    assert_eq!(told(&["--quiet"]), "");
    let missing = run(["--quiet", "--json", "samples", "no-such-policy.txt"]);
    assert!(stderr(&missing).contains("no-such-policy.txt"));
}
