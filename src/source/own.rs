//! Reports of this program, which are not policies where they lie among some.

use std::fs::File;
use std::io::Read;
use std::path::Path;

/// How the program's name is said at the head of a report, in Markdown and in HTML.
const MARKS: [&str; 2] = [
    "<!-- generator: clausewise ",
    "<meta name=\"generator\" content=\"clausewise ",
];

/// Whether the file at `path` says at its head that this program made it.
pub(super) fn is_report(path: &Path) -> bool {
    const HEAD: u64 = 2 * 1024;
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let head = String::from_utf8_lossy(&head);
    read.is_ok() && MARKS.iter().any(|mark| head.contains(mark))
}
