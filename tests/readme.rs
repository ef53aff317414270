//! The pictures in the README are what the program shows, and the keys are its keys.

mod support;

use std::fs;

/// Reads a command as a shell would, as far as the README needs it.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, part) in command.split('\'').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// What stands between the start and the first `end` after it, and where that lies in `text`.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<(&'a str, usize)> {
    let from = text.find(start)? + start.len();
    let length = text.get(from..)?.find(end)?;
    Some((text.get(from..from + length)?, from))
}

/// The README with every picture taken anew; a picture is a text block under `<!-- clausewise … -->`.
fn with_new_pictures(readme: &str) -> String {
    let mut out = String::new();
    let mut rest = readme;
    while let Some((command, at)) = between(rest, "<!-- clausewise ", " -->") {
        let (before, after) = rest.split_at(at + command.len());
        out.push_str(before);
        rest = after;
        let Some(picture) = rest.strip_prefix(" -->\n```text\n") else {
            continue;
        };
        let output = support::run(words(command));
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            support::stderr(&output)
        );
        let shown: String = support::stdout(&output)
            .lines()
            .map(|line| format!("{}\n", line.trim_end()))
            .collect();
        out.push_str(" -->\n```text\n");
        out.push_str(&shown);
        rest = picture
            .get(picture.find("```\n").expect("the block is closed")..)
            .unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The README with the table of keys that the program has; it ends with the first empty line.
fn with_new_keys(readme: &str) -> String {
    const START: &str = "<!-- the keys worth knowing first -->\n";
    let (table, at) = between(readme, START, "\n\n").expect("the README has a table of keys");
    let (before, rest) = readme.split_at(at);
    let after = rest.get(table.len() + 1..).unwrap_or_default();
    format!("{before}{}{after}", clausewise::tui::key_table())
}

/// `UPDATE_README=1 cargo test --test readme` takes pictures and keys anew.
#[test]
fn the_pictures_and_keys_are_those_of_the_program() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = fs::read_to_string(path).unwrap();
    let expected = with_new_keys(&with_new_pictures(&readme));
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(path, &expected).unwrap();
    } else {
        assert!(
            readme == expected,
            "a picture or a key is stale; UPDATE_README=1 cargo test --test readme takes them anew"
        );
    }
}
