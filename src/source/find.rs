//! What inputs stand for, as the user types them: `PATH`, `NAME=PATH`, `PATH@REV`, a folder, `-` for standard input.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::revision::Revision;
use super::{Unread, format};
use crate::error::Error;

/// Something that is to be read, and what it is called among all.
#[derive(Debug)]
pub struct Input {
    /// The name that is unique among all inputs, whether or not the others can be read.
    pub name: String,
    /// The path as the user typed it; `-` for standard input.
    pub path: String,
    pub(super) place: Place,
}

/// Where the bytes of an input are.
#[derive(Debug)]
pub(super) enum Place {
    StandardInput,
    File(PathBuf),
    Revision(Revision),
}

/// What `inputs` stand for, in the order given, with the folders that can't be listed or hold no policy.
///
/// A folder stands for the policies in it, `PATH@REV` for a revision of a file. Nothing is read yet.
pub fn find(inputs: &[impl AsRef<OsStr>]) -> Vec<Result<Input, Unread>> {
    let mut found = Vec::new();
    for input in inputs {
        let (name, path) = name_and_path(input.as_ref());
        let called = |usual: String| name.clone().map_or(Wish::Stem(usual), Wish::Given);
        if path.as_os_str() == "-" {
            let wish = called("stdin".to_owned());
            found.push(Ok((wish, path, Place::StandardInput)));
        } else if let Some(revision) = Revision::of(&path) {
            let usual = format!("{}@{}", usual_name(&revision.path), revision.name);
            found.push(Ok((called(usual), path, Place::Revision(revision))));
        } else if path.is_dir() {
            found.extend(in_folder(&path, name.as_deref()));
        } else {
            found.push(Ok(file(called(usual_name(&path)), path)));
        }
    }
    named(found)
}

/// What is wanted of an input before all names are known: its name, its path as typed, where it is.
type Wished = (Wish, PathBuf, Place);

fn file(wish: Wish, path: PathBuf) -> Wished {
    (wish, path.clone(), Place::File(path))
}

fn named(found: Vec<Result<Wished, Unread>>) -> Vec<Result<Input, Unread>> {
    let wishes: Vec<&Wish> = found.iter().flatten().map(|(wish, ..)| wish).collect();
    let mut names = unique_names(&wishes).into_iter();
    let mut named = |(_, path, place): Wished| Input {
        name: names.next().unwrap_or_default(),
        path: path.to_string_lossy().into_owned(),
        place,
    };
    found.into_iter().map(|one| one.map(&mut named)).collect()
}

/// What a source would like to be called.
enum Wish {
    /// The user said so.
    Given(String),
    /// The file is called so.
    Stem(String),
}

/// A name for each wish, all different: names that were given win over stems, earlier ones over later ones.
fn unique_names(wishes: &[&Wish]) -> Vec<String> {
    let mut names = vec![String::new(); wishes.len()];
    let mut taken = HashSet::new();
    let mut next_number: HashMap<&str, usize> = HashMap::new();
    let given = |(_, wish): &(usize, &Wish)| matches!(wish, Wish::Given(_));
    let wished = || wishes.iter().copied().enumerate();
    let in_turn = wished().filter(given).chain(wished().filter(|w| !given(w)));
    for (i, Wish::Given(wish) | Wish::Stem(wish)) in in_turn {
        let mut name = wish.clone();
        let number = next_number.entry(wish).or_insert(2);
        while !taken.insert(name.clone()) {
            name = format!("{wish}-{number}");
            *number += 1;
        }
        names[i] = name;
    }
    names
}

/// `NAME=PATH` taken apart, unless a file is called so or what stands before the sign looks like a path.
fn name_and_path(input: &OsStr) -> (Option<String>, PathBuf) {
    let whole = || (None, PathBuf::from(input));
    let Some(text) = input.to_str() else {
        return whole();
    };
    match text.split_once('=') {
        Some((name, path)) if !name.is_empty() && !path.is_empty() => {
            let is_path = name.contains(std::path::is_separator) || Path::new(input).exists();
            if is_path {
                whole()
            } else {
                (Some(name.to_owned()), PathBuf::from(path))
            }
        }
        _ => whole(),
    }
}

/// What a policy at `path` is called: as its file, or as the folder of a file that says only that it is a policy, as in
/// "Service/Privacy Policy.md".
fn usual_name(path: &Path) -> String {
    let folders = path.ancestors().skip(1).map_while(Path::file_name);
    let own = std::iter::once(stem(path));
    let mut names = own.chain(folders.map(|name| name.to_string_lossy().into_owned()));
    names
        .find(|name| !says_only_policy(name))
        .unwrap_or_else(|| stem(path))
}

fn says_only_policy(name: &str) -> bool {
    const SAYS_POLICY: [&str; 9] = [
        "privacy",
        "policy",
        "notice",
        "statement",
        "index",
        "data",
        "protection",
        "legal",
        "en",
    ];
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    words.all(|word| word.is_empty() || SAYS_POLICY.contains(&word.to_lowercase().as_str()))
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// The policies in `folder`, each called as it is or after `name`.
fn in_folder(folder: &Path, name: Option<&str>) -> Vec<Result<Wished, Unread>> {
    let mut files = Vec::new();
    let mut unread = Vec::new();
    policies_in(folder, &mut HashSet::new(), &mut files, &mut unread);
    if files.is_empty() && unread.is_empty() {
        let path = folder.to_string_lossy().into_owned();
        let why = Error::NoPolicies { path: path.clone() };
        unread.push(Unread { path, why });
    }
    let only_one = files.len() == 1;
    let mut shared: HashMap<String, usize> = HashMap::new();
    for path in &files {
        *shared.entry(usual_name(path)).or_default() += 1;
    }
    let wished = |path: PathBuf| {
        let usual = usual_name(&path);
        // Files of many folders may all be called after what they are: "Terms of Service".
        let is_shared = shared.get(&usual).is_some_and(|files| *files > 1);
        let own = match path.parent().and_then(Path::file_name) {
            Some(parent) if is_shared => format!("{}-{}", parent.to_string_lossy(), stem(&path)),
            _ => usual,
        };
        let wish = match name {
            Some(name) if only_one => Wish::Given(name.to_owned()),
            Some(name) => Wish::Given(format!("{name}-{own}")),
            None => Wish::Stem(own),
        };
        file(wish, path)
    };
    let files = files.into_iter().map(wished);
    unread.into_iter().map(Err).chain(files.map(Ok)).collect()
}

/// Collects the policies under `folder`, sorted by name; each folder once, however links lead back to it.
fn policies_in(
    folder: &Path,
    seen: &mut HashSet<PathBuf>,
    files: &mut Vec<PathBuf>,
    unread: &mut Vec<Unread>,
) {
    let listed = folder.canonicalize().and_then(|real| {
        if !seen.insert(real) {
            return Ok(Vec::new());
        }
        let mut entries = fs::read_dir(folder)?
            .map(|e| Ok(e?.path()))
            .collect::<io::Result<Vec<_>>>()?;
        entries.sort();
        Ok(entries)
    });
    let entries = match listed {
        Ok(entries) => entries,
        Err(source) => {
            let path = folder.to_string_lossy().into_owned();
            unread.push(Unread {
                path: path.clone(),
                why: Error::Read { path, source },
            });
            return;
        }
    };
    for path in entries {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() && is_beside_page(&path) {
            continue;
        }
        if path.is_dir() {
            policies_in(&path, seen, files, unread);
        } else if is_policy_name(&path) && !is_special(&path) {
            files.push(path);
        }
    }
}

/// Whether the folder `path` holds what a browser saved with a page: "page_files" beside "page.html".
fn is_beside_page(path: &Path) -> bool {
    // Programs call it in the language of the system.
    const ENDS: [&str; 10] = [
        "_files",
        "_Files",
        ".files",
        "-Dateien",
        "_Dateien",
        "_fichiers",
        "_archivos",
        "_file",
        "_bestanden",
        "_pliki",
    ];
    let name = path.to_string_lossy();
    let page = ENDS.iter().find_map(|end| name.strip_suffix(end));
    page.is_some_and(|page| {
        ["html", "htm", "xhtml"]
            .iter()
            .any(|extension| Path::new(&format!("{page}.{extension}")).is_file())
    })
}

/// Whether `path` is a pipe or the like, on which one may wait for ever.
fn is_special(path: &Path) -> bool {
    path.exists() && !path.is_file()
}

fn is_policy_name(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    format::EXTENSIONS
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of `inputs`, each a path in `folder`, perhaps after "NAME=".
    fn names(folder: &Path, inputs: &[&str]) -> Vec<String> {
        let path = |input: &&str| match input.split_once('=') {
            Some((name, path)) if !folder.join(input).exists() => {
                format!("{name}={}", folder.join(path).display())
            }
            _ => folder.join(input).display().to_string(),
        };
        let inputs: Vec<String> = inputs.iter().map(path).collect();
        let found = find(&inputs).into_iter();
        found.map(|input| input.unwrap().name).collect()
    }

    /// A folder that holds these files; what stands in them is not looked at.
    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        folder
    }

    #[test]
    fn names_are_unique_and_given_ones_win() {
        let folder = folder(&["a/x.txt", "b/x.txt", "y.md"]);
        let inputs = ["a/x.txt", "b/x.txt", "x=y.md"];
        assert_eq!(names(folder.path(), &inputs), ["x-2", "x-3", "x"]);
    }

    #[test]
    fn a_file_that_is_not_there_has_a_name_all_the_same() {
        let folder = folder(&["b/x.txt"]);
        let inputs = ["a/x.txt", "b/x.txt"];
        assert_eq!(names(folder.path(), &inputs), ["x", "x-2"]);
    }

    #[test]
    fn a_file_whose_name_holds_an_equals_sign_is_a_file() {
        let folder = folder(&["a=b.txt"]);
        assert_eq!(names(folder.path(), &["a=b.txt"]), ["a=b"]);
    }

    #[test]
    fn a_folder_means_the_policies_in_it_sorted() {
        let folder = folder(&[
            "b.txt",
            "a.MD",
            "c/d.markdown",
            ".hidden.txt",
            ".git/e.txt",
            "logo.png",
        ]);
        assert_eq!(names(folder.path(), &[""]), ["a", "b", "d"]);
    }

    #[test]
    fn a_file_that_says_only_what_it_is_is_called_as_its_folder() {
        let folder = folder(&[
            "Acme/Privacy Policy.md",
            "Acme/Terms of Service.md",
            "Beta/Terms of Service.md",
            "Beta/privacy/index.html",
            "Gamma/Trackers Policy.md",
        ]);
        let expected = [
            "Acme",
            "Acme-Terms of Service",
            "Beta-Terms of Service",
            "Beta",
            "Trackers Policy",
        ];
        assert_eq!(names(folder.path(), &[""]), expected);
        let one = ["Acme/Privacy Policy.md"];
        assert_eq!(names(folder.path(), &one), ["Acme"]);
    }

    #[test]
    fn what_a_browser_saved_with_a_page_is_no_policy() {
        let folder = folder(&[
            "a.html",
            "a_files/frame.html",
            "b_files/c.html",
            "d.htm",
            "d-Dateien/header.htm",
        ]);
        assert_eq!(names(folder.path(), &[""]), ["a", "c", "d"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_back_are_followed_once() {
        let folder = folder(&["in/a.txt"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("in/again")).unwrap();
        assert_eq!(names(folder.path(), &[""]), ["a"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_passed_over_and_a_broken_link_is_told() {
        let folder = folder(&["a.pdf", "b.docx"]);
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("c.txt")).unwrap();
        std::os::unix::fs::symlink("gone", folder.path().join("d.txt")).unwrap();
        assert_eq!(names(folder.path(), &[""]), ["a", "b", "d"]);
    }

    #[test]
    fn a_folder_without_policies_says_so() {
        let folder = folder(&["logo.png"]);
        let found = find(&[folder.path()]);
        let [Err(unread)] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert!(matches!(unread.why, Error::NoPolicies { .. }));
    }
}
