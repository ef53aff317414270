//! Revisions of a file, read from a git repository.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use support::{clausewise, stderr, stdout};

const FIRST: &str = "# Privacy Policy\n\n## Retention\n\nServer logs are kept for 7 days.\n";

/// Runs git in `folder`, whatever the user's own settings are.
fn git(folder: &Path, args: &[&str]) {
    let status = Command::new("git")
        .current_dir(folder)
        .args([
            "-c",
            "user.name=Tester",
            "-c",
            "user.email=tester@example.org",
        ])
        .args([
            "-c",
            "commit.gpgsign=false",
            "-c",
            "core.hooksPath=/dev/null",
        ])
        .args(args)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .expect("git is installed")
        .status;
    assert!(status.success(), "git {args:?}");
}

/// A repository with two commits: in the second one the period of `acme/policy.md` is another.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = folder.path().join("acme");
    fs::create_dir(&path).expect("the folder can be written to");
    git(folder.path(), &["init", "--quiet"]);
    for text in [FIRST.to_owned(), FIRST.replace("7 days", "30 days")] {
        fs::write(path.join("policy.md"), text).expect("the folder can be written to");
        git(folder.path(), &["add", "."]);
        git(
            folder.path(),
            &["commit", "--quiet", "--message", "a version"],
        );
    }
    git(folder.path(), &["tag", "v1", "HEAD~1"]);
    folder
}

fn run_in(folder: &Path, args: &[&str]) -> Output {
    clausewise(args)
        .current_dir(folder)
        .output()
        .expect("the program can be started")
}

#[test]
fn two_revisions_of_a_file_are_compared() {
    let folder = repository();
    let output = run_in(
        folder.path(),
        &["diff", "acme/policy.md@v1", "acme/policy.md@HEAD"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(
        text.starts_with("- acme/policy.md@v1\n+ acme/policy.md@HEAD\n"),
        "{text}"
    );
    assert!(
        text.contains("Server logs are kept for [-7-]{+30+} days."),
        "{text}"
    );
}

#[test]
fn a_revision_is_taken_wherever_an_input_is() {
    let folder = repository();
    let output = run_in(
        &folder.path().join("acme"),
        &["--json", "policy.md@HEAD~1", "now=policy.md"],
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let policies = &report["policies"];
    assert_eq!(policies[0]["id"], "policy@HEAD~1");
    assert_eq!(policies[0]["format"], "markdown");
    assert_eq!(policies[1]["id"], "now");
    assert_ne!(policies[0]["sha256"], policies[1]["sha256"]);
}

#[test]
fn a_file_that_is_gone_is_read_from_the_revision_that_has_it() {
    let folder = repository();
    fs::remove_dir_all(folder.path().join("acme")).unwrap();
    let output = run_in(folder.path(), &["--text", "acme/policy.md@v1"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn a_file_that_is_called_so_wins() {
    let folder = repository();
    fs::write(
        folder.path().join("acme/policy.md@v1"),
        "We sell nothing.\n",
    )
    .unwrap();
    let output = run_in(folder.path(), &["--json", "acme/policy.md@v1"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        report["policies"][0]["clauses"][0]["text"],
        "We sell nothing."
    );
}

#[test]
fn what_is_wrong_with_a_revision_is_told_in_one_line() {
    let folder = repository();
    let plain = tempfile::tempdir().unwrap();
    fs::write(plain.path().join("policy.md"), FIRST).unwrap();
    let told = |folder: &Path, input: &str| {
        let output = run_in(folder, &["diff", input, input]);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        let errors = stderr(&output);
        errors.lines().next().unwrap_or_default().to_owned()
    };
    let in_repository = |input: &str| told(folder.path(), input);
    assert_eq!(
        in_repository("acme/policy.md@v9"),
        "clausewise: cannot read acme/policy.md@v9: git knows no revision `v9`; `git log` lists what there is"
    );
    assert_eq!(
        in_repository("acme/other.md@v1"),
        "clausewise: cannot read acme/other.md@v1: revision `v1` holds no file other.md"
    );
    assert_eq!(
        in_repository("acme/policy.md@--help"),
        "clausewise: cannot read acme/policy.md@--help: a revision can't begin with `-`"
    );
    assert_eq!(
        in_repository("acme/policy.md@v1..HEAD"),
        "clausewise: cannot read acme/policy.md@v1..HEAD: a range is two revisions; give the file at each of them, as in FILE@v1 FILE@v2"
    );
    let in_none = told(plain.path(), "policy.md@v1");
    assert!(
        in_none.contains("can't be looked into by git: not a git repository"),
        "{in_none}"
    );
    let misspelt = told(plain.path(), "me@acme.md");
    let is_plain = misspelt.starts_with("clausewise: cannot read me@acme.md: ");
    assert!(is_plain && !misspelt.contains("git"), "{misspelt}");
}

#[test]
fn a_folder_at_a_revision_means_the_policies_that_were_in_it() {
    let folder = repository();
    fs::remove_dir_all(folder.path().join("acme")).unwrap();
    for input in ["acme@v1", "acme@v1/", ".@v1"] {
        let output = run_in(folder.path(), &["--json", input]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["policies"][0]["id"], "acme@v1", "{input}");
    }
    fs::create_dir(folder.path().join("empty")).unwrap();
    fs::write(folder.path().join("empty/logo.png"), "a picture").unwrap();
    git(folder.path(), &["add", "--force", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "more"]);
    let output = run_in(folder.path(), &["--text", "empty@HEAD"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("empty@HEAD holds no policy"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_the_repository_only() {
    let folder = repository();
    let link = |to: &str, name: &str| {
        std::os::unix::fs::symlink(to, folder.path().join(name)).unwrap();
    };
    link("acme/policy.md", "link.md");
    link("../policy.md", "out.md");
    link("gone.md", "broken.md");
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "links"]);
    let output = run_in(folder.path(), &["--json", "link.md@HEAD"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let said = &report["policies"][0]["clauses"][0]["text"];
    assert_eq!(said, "Server logs are kept for 30 days.");
    for name in ["out.md@HEAD", "broken.md@HEAD"] {
        let output = run_in(folder.path(), &["--json", name]);
        assert_eq!(output.status.code(), Some(2));
        let expected = "it is a link that leads to no file of the repository at revision `HEAD`";
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
    }
}

#[test]
fn of_a_file_that_was_renamed_the_former_name_is_told() {
    let folder = repository();
    fs::create_dir(folder.path().join("beta")).unwrap();
    git(folder.path(), &["mv", "acme/policy.md", "beta/p\u{e9}.md"]);
    git(
        folder.path(),
        &["commit", "--quiet", "--message", "renamed"],
    );
    let output = run_in(folder.path(), &["--text", "beta/p\u{e9}.md@v1"]);
    let expected = "revision `v1` holds no file p\u{e9}.md; there it is acme/policy.md, as seen from the root of the repository";
    assert!(stderr(&output).contains(expected), "{}", stderr(&output));
}

#[test]
fn without_git_it_says_so() {
    let folder = repository();
    let output = clausewise(["--text", "acme/policy.md@v1"])
        .current_dir(folder.path())
        .env("PATH", folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("git, which reads revisions, can't be run"),
        "{}",
        stderr(&output)
    );
}
