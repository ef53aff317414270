//! What the tests that run the binary share.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The four samples, in order of their names.
pub(crate) const SAMPLES: [&str; 4] = ["codegrex", "nexnodo", "nopex", "qnp"];

/// The path of a sample, from the repository's root.
pub(crate) fn sample(name: &str) -> PathBuf {
    Path::new("samples").join(format!("{name}.txt"))
}

/// The program, called in the repository's root with an environment that holds nothing it could be influenced by.
pub(crate) fn clausewise<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(args: I) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausewise"));
    command
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .stdin(Stdio::null());
    command
}

/// What the program answers to `args`.
pub(crate) fn run<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(args: I) -> Output {
    clausewise(args)
        .output()
        .expect("the program can be started")
}

/// What the program answers to `args` with `input` on standard input.
pub(crate) fn run_with_input<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(
    args: I,
    input: &[u8],
) -> Output {
    let mut child = clausewise(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be started");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    stdin.write_all(input).expect("the program reads its input");
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

/// Standard output as text.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("standard output is UTF-8")
}

/// Standard error as text.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("standard error is UTF-8")
}

/// The JSON report on all samples.
pub(crate) fn report_on_samples() -> Vec<u8> {
    let output =
        run(std::iter::once("--json".into()).chain(SAMPLES.iter().map(|name| sample(name))));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    output.stdout
}
