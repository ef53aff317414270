//! What inputs stand for, as the user types them: `PATH`, `NAME=PATH`, `PATH@REV`, a folder, `-` for standard input.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::naming::{Wish, stem, unique_names, usual_name};
use super::revision::Revision;
use super::{Unread, format, own, wrapping};
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

impl Input {
    /// The file that it is read from, where it is one.
    pub fn file(&self) -> Option<&Path> {
        match &self.place {
            Place::File(path) => Some(path),
            Place::StandardInput | Place::Revision(_) => None,
        }
    }
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
/// A folder stands for the policies in it, `PATH@REV` for a revision of a file, or of a folder. No policy is read yet.
pub fn find(inputs: &[impl AsRef<OsStr>]) -> Vec<Result<Input, Unread>> {
    let mut found = Vec::new();
    for input in inputs {
        let (name, path) = name_and_path(input.as_ref());
        let called = |usual: String| name.clone().map_or(Wish::Stem(usual), Wish::Given);
        if path.as_os_str() == "-" {
            let wish = called("stdin".to_owned());
            found.push(Ok((wish, path, Place::StandardInput)));
        } else if let Some(revision) = Revision::of(&path) {
            found.extend(at_revision(revision, path, name.as_deref()));
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

/// The file at that revision, or the policies in the folder that is there; called as it was then, or after `name`.
fn at_revision(
    revision: Revision,
    path: PathBuf,
    name: Option<&str>,
) -> Vec<Result<Wished, Unread>> {
    let is_file = is_policy_name(&revision.path);
    let listed = if is_file { None } else { revision.files() };
    let Some(files) = listed else {
        let usual = format!("{}@{}", usual_name(&revision.path), revision.name);
        let wish = name.map_or(Wish::Stem(usual), |name| Wish::Given(name.to_owned()));
        return vec![Ok((wish, path, Place::Revision(revision)))];
    };
    let is_seen = |file: &PathBuf| !file.components().any(|part| is_hidden(part.as_os_str()));
    let files = files.into_iter().filter(is_seen);
    let mut files: Vec<PathBuf> = files.filter(|file| is_document(file)).collect();
    files.sort();
    if files.is_empty() {
        return vec![Err(no_policies(&path))];
    }
    let files: Vec<PathBuf> = files.iter().map(|file| revision.path.join(file)).collect();
    let wished = called(files, name).into_iter().map(|(wish, path)| {
        let at = &revision.name;
        let wish = match wish {
            Wish::Stem(own) => Wish::Stem(format!("{own}@{at}")),
            Wish::Given(name) => Wish::Given(name),
        };
        let mut typed = path.clone().into_os_string();
        typed.push(format!("@{at}"));
        let name = at.clone();
        let place = Place::Revision(Revision { path, name });
        Ok((wish, PathBuf::from(typed), place))
    });
    wished.collect()
}

/// The policies in `folder`, each called as it is or after `name`.
fn in_folder(folder: &Path, name: Option<&str>) -> Vec<Result<Wished, Unread>> {
    let mut walk = Walk::default();
    walk.folder(folder);
    // What is linked to is taken where it is not in the folder anyway.
    while let Some(linked) = walk.linked.pop() {
        walk.folder(&linked);
    }
    let Walk {
        mut files,
        mut unread,
        ..
    } = walk;
    files.sort();
    if files.is_empty() && unread.is_empty() {
        unread.push(no_policies(folder));
    }
    let files = called(files, name).into_iter();
    let files = files.map(|(wish, path)| Ok(file(wish, path)));
    unread.into_iter().map(Err).chain(files).collect()
}

fn no_policies(folder: &Path) -> Unread {
    let path = folder.to_string_lossy().into_owned();
    let why = Error::NoPolicies { path: path.clone() };
    Unread { path, why }
}

/// What the files of a folder would like to be called, which is called `name` if at all.
fn called(files: Vec<PathBuf>, name: Option<&str>) -> Vec<(Wish, PathBuf)> {
    let only_one = files.len() == 1;
    let mut shared: HashMap<String, usize> = HashMap::new();
    for path in &files {
        *shared.entry(usual_name(path)).or_default() += 1;
    }
    let wish = |path: PathBuf| {
        let usual = usual_name(&path);
        let is_shared = shared.get(&usual).is_some_and(|files| *files > 1);
        let own = match path.parent().and_then(Path::file_name) {
            Some(parent) if is_shared && usual == stem(&path) => {
                format!("{}-{usual}", parent.to_string_lossy())
            }
            _ => usual,
        };
        let wish = match name {
            Some(name) if only_one => Wish::Given(name.to_owned()),
            Some(name) => Wish::Given(format!("{name}-{own}")),
            None => Wish::Stem(own),
        };
        (wish, path)
    };
    files.into_iter().map(wish).collect()
}

/// What was found on a walk through a folder.
#[derive(Default)]
struct Walk {
    /// The folders that were looked into, each once, however links lead back to it.
    seen: HashSet<PathBuf>,
    files: Vec<PathBuf>,
    unread: Vec<Unread>,
    /// Links to folders.
    linked: Vec<PathBuf>,
}

impl Walk {
    /// Collects the policies under `folder`, but for those that links lead to.
    fn folder(&mut self, folder: &Path) {
        let listed = folder.canonicalize().and_then(|real| {
            if !self.seen.insert(real) {
                return Ok(Vec::new());
            }
            let entries = fs::read_dir(folder)?.map(|e| Ok(e?.path()));
            entries.collect::<io::Result<Vec<_>>>()
        });
        match listed {
            Ok(mut entries) => {
                entries.sort();
                entries.into_iter().for_each(|path| self.entry(path));
            }
            Err(source) => {
                let path = folder.to_string_lossy().into_owned();
                self.unread.push(Unread {
                    path: path.clone(),
                    why: Error::Read { path, source },
                });
            }
        }
    }

    fn entry(&mut self, path: PathBuf) {
        if path.file_name().is_some_and(is_hidden) || (path.is_dir() && is_beside_page(&path)) {
            return;
        }
        if path.is_dir() {
            if path.is_symlink() {
                self.linked.push(path);
            } else {
                self.folder(&path);
            }
        } else if is_document(&path) && !is_special(&path) {
            if own::is_report(&path) {
                let path = path.to_string_lossy().into_owned();
                let why = Error::OwnReport { path: path.clone() };
                self.unread.push(Unread { path, why });
            } else {
                self.files.push(path);
            }
        }
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
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

/// Whether `path` is called as a document, whether or not it is in a form that can be read.
fn is_document(path: &Path) -> bool {
    is_policy_name(path) || wrapping::is_document_name(path, is_policy_name)
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
            "Legal/Privacy Policy.md",
        ]);
        let expected = [
            "Acme",
            "Acme-Terms of Service",
            "Beta-Terms of Service",
            "Beta",
            "Gamma-Trackers Policy",
            "Legal",
        ];
        assert_eq!(names(folder.path(), &[""]), expected);
        let one = ["Acme/Privacy Policy.md"];
        assert_eq!(names(folder.path(), &one), ["Acme"]);
        let two = ["Acme", "Beta/Terms of Service.md"];
        let expected = ["Acme", "Acme-Terms of Service", "Beta-Terms of Service"];
        assert_eq!(names(folder.path(), &two), expected);
    }

    #[test]
    fn files_that_are_called_the_same_are_told_apart_by_their_folders() {
        let folder = folder(&[
            "acme/new.md",
            "beta/new.md",
            "c/Acme/privacy.md",
            "d/Acme/privacy.md",
        ]);
        let expected = ["acme-new", "beta-new", "Acme", "Acme-2"];
        assert_eq!(names(folder.path(), &[""]), expected);
    }

    #[test]
    fn documents_that_cannot_be_read_are_not_left_out() {
        let folder = folder(&[
            "a.md",
            "b.doc",
            "c.RTF",
            "d.html.gz",
            "e.js",
            "f.css.gz",
            "g.json",
            "h.xml",
        ]);
        assert_eq!(names(folder.path(), &[""]), ["a", "b", "c", "d.html"]);
    }

    #[test]
    fn a_report_of_this_program_in_a_folder_is_passed_over() {
        let folder = folder(&["a.md", "b.html"]);
        let path = folder.path().join("report.md");
        fs::write(&path, "<!-- generator: clausewise 0.1.0 -->\n\n# Report\n").unwrap();
        let found = find(&[folder.path()]);
        let [Err(unread), Ok(_), Ok(_)] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert!(matches!(unread.why, Error::OwnReport { .. }));
        assert_eq!(names(folder.path(), &["report.md"]), ["report"]);
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
    fn a_folder_is_taken_where_it_is_and_not_where_it_is_linked_to() {
        let folder = folder(&["Beta/Privacy Policy.md"]);
        let link = folder.path().join("Alias");
        std::os::unix::fs::symlink(folder.path().join("Beta"), link).unwrap();
        assert_eq!(names(folder.path(), &[""]), ["Beta"]);
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
