//! The examples of the help and of the README are commands that can be given: each is run by a shell, in a folder that has the
//! files that they speak of.
#![cfg(unix)]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use support::{run, stdout};

/// A folder with the files that the examples speak of.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = |name: &str| folder.path().join(name);
    let copy = |from: &str, to: &str| {
        let into = path(to);
        fs::create_dir_all(into.parent().expect("it lies in the folder"))
            .expect("a folder can be made");
        fs::copy(root.join(from), into).expect("a file can be copied");
    };
    for name in support::SAMPLES {
        copy(
            &format!("samples/{name}.txt"),
            &format!("samples/{name}.txt"),
        );
    }
    for name in ["samples/rules.toml", "rules.toml"] {
        copy("samples/rules.toml", name);
    }
    for name in [
        "a.txt",
        "ours.txt",
        "theirs/nopex.txt",
        "vendors/nopex.txt",
        "corpus/nopex.txt",
    ] {
        copy("samples/nopex.txt", name);
    }
    for name in ["b.txt", "b.md", "vendors/qnp.txt"] {
        copy("samples/qnp.txt", name);
    }
    copy("tests/versions/acme-2025.md", "2025.md");
    copy("tests/versions/acme-2026.md", "2026.md");
    for (name, period) in [
        ("old.html", "30 days"),
        ("new.html", "90 days"),
        ("saved-page.html", "a year"),
    ] {
        let page = format!("<h1>Privacy</h1><p>We keep your account data for {period}.</p>");
        fs::write(path(name), page).expect("a file can be written");
    }
    for place in [
        ".local/share/bash-completion/completions",
        ".config/fish/completions",
        ".zfunc",
    ] {
        fs::create_dir_all(path(place)).expect("a folder can be made");
    }
    copy("tests/versions/acme-2025.md", "policy.md");
    git(folder.path(), &["init", "--quiet"]);
    commit(folder.path(), "v1");
    copy("tests/versions/acme-2026.md", "policy.md");
    commit(folder.path(), "v2");
    let report = shell(folder.path(), "clausewise --json policy=2025.md");
    fs::write(path("2025.json"), report.stdout).expect("a file can be written");
    folder
}

fn git(folder: &Path, args: &[&str]) {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    let output = Command::new("git")
        .args(identity)
        .args(args)
        .current_dir(folder)
        .output();
    assert!(
        output.expect("git can be run").status.success(),
        "git {args:?}"
    );
}

fn commit(folder: &Path, tag: &str) {
    git(folder, &["add", "policy.md"]);
    git(folder, &["commit", "--quiet", "-m", tag]);
    git(folder, &["tag", tag]);
}

/// What a shell answers to `line`; `less` and `man` are stood in for.
fn shell(folder: &Path, line: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_clausewise"));
    let bin = program.parent().expect("it lies in a folder");
    Command::new("sh")
        .args([
            "-c",
            &format!("set -e; less() {{ cat; }}; man() {{ cat; }}; {line}"),
        ])
        .current_dir(folder)
        .env(
            "PATH",
            format!("{}:/usr/local/bin:/usr/bin:/bin", bin.display()),
        )
        .env("HOME", folder)
        .env("XDG_CONFIG_HOME", folder)
        .env_remove("NO_COLOR")
        .stdin(std::process::Stdio::null())
        .output()
        .expect("a shell can be run")
}

/// The examples of a text: lines that call the program, without what is said of them.
fn examples(text: &str) -> Vec<String> {
    let calls = text
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("clausewise "));
    let bare = calls.map(|line| {
        line.split("  ")
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    });
    bare.filter(|line| !line.contains('…') && !line.contains('['))
        .collect()
}

fn all_run(examples: &[String]) {
    let folder = folder();
    for example in examples {
        let output = shell(folder.path(), example);
        let expected = if example.contains(" check ") {
            [0, 1]
        } else {
            [0, 0]
        };
        let code = output.status.code().unwrap_or(-1);
        assert!(
            expected.contains(&code),
            "{example}: {code}\n{}",
            support::stderr(&output)
        );
        let wrote = example.contains('>') || example.contains(" -o ");
        assert!(
            wrote || !output.stdout.is_empty(),
            "{example} prints nothing"
        );
    }
}

#[test]
fn the_examples_of_the_help_can_be_run() {
    let commands = [
        "",
        "check",
        "explain",
        "config",
        "diff",
        "text",
        "lexicon",
        "schema",
        "completions",
        "man",
    ];
    let help = commands.map(|command| {
        stdout(&run([command, "--help"]
            .into_iter()
            .filter(|arg| !arg.is_empty())))
    });
    let after = help.iter().map(|help| {
        let after = help.split_once("Examples:").map(|(_, after)| after);
        after.unwrap_or_else(|| panic!("no examples in {help}"))
    });
    let all: Vec<String> = after.flat_map(examples).collect();
    assert!(all.len() > 35, "{all:#?}");
    all_run(&all);
}

#[test]
fn the_examples_of_the_readme_can_be_run() {
    let readme =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("it is there");
    let blocks = readme
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    let all: Vec<String> = blocks.flat_map(examples).collect();
    assert!(all.len() > 10, "{all:#?}");
    all_run(&all);
}
