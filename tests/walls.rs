//! The walls between the modules: which way imports run, and who may touch the world outside.

use std::fs;
use std::path::{Path, PathBuf};

/// Each module with those it may import from, besides itself and `error`.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("source", &[]),
    ("document", &["source"]),
    ("policy", &["document", "source"]),
    ("lexicon", &[]),
    ("facts", &["lexicon", "policy"]),
    ("coverage", &["facts", "lexicon", "policy"]),
    ("align", &["facts", "lexicon", "policy"]),
    ("diff", &["coverage", "facts", "lexicon", "policy"]),
    (
        "root",
        &[
            "align", "coverage", "diff", "facts", "lexicon", "policy", "source",
        ],
    ),
    (
        "display",
        &["align", "coverage", "diff", "facts", "lexicon", "policy"],
    ),
    (
        "check",
        &["coverage", "display", "facts", "lexicon", "policy", "root"],
    ),
    (
        "report",
        &[
            "align", "check", "coverage", "diff", "display", "facts", "lexicon", "policy", "root",
            "source",
        ],
    ),
    (
        "tui",
        &[
            "align", "coverage", "diff", "display", "facts", "lexicon", "policy", "root", "source",
        ],
    ),
    ("cli", &[]),
    ("tasks", &["cli"]),
    ("main", &["cli", "tasks"]),
];

/// The files that are put together as the library's root.
const ROOT: [&str; 6] = [
    "comparison",
    "lib",
    "options",
    "profile",
    "survey",
    "versions",
];

/// The Rust files of `src/`, each with the module it belongs to and its code, the tests aside.
fn files() -> Vec<(String, PathBuf, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![source.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src can be listed") {
            let path = entry.expect("src can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(&source).expect("it lies in src");
                let module = inside
                    .components()
                    .next()
                    .expect("a path has a first part")
                    .as_os_str()
                    .to_string_lossy()
                    .replace(".rs", "");
                let module = match ROOT.contains(&module.as_str()) {
                    true => "root".to_owned(),
                    false => module,
                };
                let text = fs::read_to_string(&path).expect("Rust files are text");
                let code = text
                    .split("#[cfg(test)]\nmod tests {")
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                let is_test_support = path.ends_with("tests.rs")
                    || path.ends_with("testing.rs")
                    || path.ends_with("fixture.rs");
                if !is_test_support {
                    found.push((module, path, code));
                }
            }
        }
    }
    assert!(found.len() > 40);
    found
}

#[test]
fn imports_run_one_way() {
    let mut wrong = Vec::new();
    for (module, path, code) in files() {
        let known = MAY_IMPORT.iter().find(|(name, _)| *name == module);
        let (_, allowed) = known.unwrap_or_else(|| panic!("{module} has no place among the walls"));
        for other in imports(&code) {
            let is_free = other == module || other == "error" || allowed.contains(&other.as_str());
            if !is_free {
                wrong.push(format!("{}: {module} imports {other}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_seen_however_they_are_written() {
    let code = "use crate::{Survey, align::{Row, link}, coverage::Cell, diff};\nlet x = crate::facts::y();";
    assert_eq!(
        imports(code),
        ["root", "align", "coverage", "diff", "facts"]
    );
}

/// The modules that `code` names after `crate::`, in braces too; what the root defines or re-exports is the root's.
fn imports(code: &str) -> Vec<String> {
    let code: Vec<&str> = code.lines().filter(|line| !is_comment(line)).collect();
    let code = code.join("\n");
    let named = code.split("crate::").skip(1);
    let names = named.flat_map(|after| match after.strip_prefix('{') {
        Some(list) => items(list).iter().map(|item| first_name(item)).collect(),
        None => vec![first_name(after)],
    });
    let is_module = |name: &str| MAY_IMPORT.iter().any(|(module, _)| *module == name);
    let modules = names.map(|name| if is_module(name) { name } else { "root" });
    modules.map(str::to_owned).collect()
}

/// The items of a list up to the brace that closes it, lists within lists whole.
fn items(list: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' if depth > 0 => {}
            ',' | '}' => {
                items.push(list.get(start..at).unwrap_or_default().trim());
                start = at + 1;
            }
            _ => {}
        }
        if c == '}' && start == at + 1 {
            break;
        }
    }
    items.retain(|item| !item.is_empty());
    items
}

fn first_name(path: &str) -> &str {
    let mut names = path.split(|c: char| !c.is_alphanumeric() && c != '_');
    names.next().unwrap_or_default()
}

/// A picture that no test takes any more would be kept and read for nothing.
#[test]
fn every_snapshot_belongs_to_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut left_over = Vec::new();
    let mut folders = vec![root.join("src"), root.join("tests")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it can be listed") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "snap")
            {
                let snapshot = fs::read_to_string(&path).expect("snapshots are text");
                let mut lines = snapshot.lines();
                let source = lines.find_map(|line| line.strip_prefix("source: "));
                let source = fs::read_to_string(root.join(source.expect("it names its source")));
                let name = path.file_stem().expect("it has a name").to_string_lossy();
                let name = name.rsplit("__").next().unwrap_or_default();
                let taken = [
                    format!("fn {name}("),
                    format!("\"{name}\""),
                    format!("    {name}: "),
                ];
                let source = source.unwrap_or_default();
                if !taken.iter().any(|taken| source.contains(taken.as_str())) {
                    left_over.push(path.display().to_string());
                }
            }
        }
    }
    assert!(left_over.is_empty(), "{}", left_over.join("\n"));
}

#[test]
fn only_the_edges_touch_the_terminal_and_the_environment() {
    let of_the_terminal = ["ratatui", "crossterm"];
    let of_the_world = [
        "println!",
        "eprintln!",
        "print!(",
        "process::exit",
        "std::env",
        "env::var",
        "SystemTime",
        "Instant::now",
    ];
    let mut wrong = Vec::new();
    for (module, path, code) in files() {
        let mut forbidden: Vec<&str> = Vec::new();
        if module != "tui" {
            forbidden.extend(of_the_terminal);
        }
        if !["main", "cli", "tasks", "tui"].contains(&module.as_str()) {
            forbidden.extend(of_the_world);
        }
        for line in code.lines().filter(|line| !is_comment(line)) {
            wrong.extend(
                forbidden
                    .iter()
                    .filter(|word| line.contains(**word))
                    .map(|word| format!("{}: {word}", path.display())),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// The program works offline. That nothing is fetched or sent is seen here from what it is built of, tools of the tests
/// included: none of the crates by which programs reach the network is among it. (mio, which is, waits for keys.)
#[test]
fn nothing_that_the_program_is_built_of_reaches_the_network() {
    const OF_THE_NETWORK: [&str; 24] = [
        "async-io",
        "async-net",
        "async-std",
        "attohttpc",
        "curl",
        "git2",
        "h2",
        "hickory-proto",
        "http",
        "hyper",
        "isahc",
        "minreq",
        "native-tls",
        "openssl",
        "quinn",
        "reqwest",
        "rustls",
        "smol",
        "socket2",
        "ssh2",
        "surf",
        "tokio",
        "tungstenite",
        "ureq",
    ];
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    let lock = fs::read_to_string(lock).expect("the lock file is text");
    let names: Vec<&str> = lock
        .lines()
        .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
        .collect();
    assert!(names.len() > 100 && names.contains(&"clausewise"));
    let family = |name: &str| name.split_once('-').map(|(family, _)| family.to_owned());
    for name in names {
        let is_one = OF_THE_NETWORK.contains(&name);
        let is_of_one = family(name).is_some_and(|of| OF_THE_NETWORK.contains(&of.as_str()));
        assert!(!is_one && !is_of_one, "{name}");
    }
}

/// The standard library reaches the network too.
#[test]
fn no_code_of_ours_opens_a_connection() {
    let by_which = ["std::net", "TcpStream", "UdpSocket", "TcpListener"];
    for (_, path, code) in files() {
        for line in code.lines().filter(|line| !is_comment(line)) {
            let found = by_which.iter().find(|word| line.contains(**word));
            assert!(found.is_none(), "{}: {line}", path.display());
        }
    }
}
