//! A file as a revision of its git repository has it: `PATH@REV`, read by the `git` that is installed.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A file at a revision.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Revision {
    /// The file; it need not be there any more.
    pub(super) path: PathBuf,
    /// The revision as git reads it: a commit, a tag, `HEAD~1`.
    pub(super) name: String,
}

/// Why a revision could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum RevisionError {
    #[error("a revision can't begin with `-`")]
    LooksLikeOption,
    #[error("git, which reads revisions, can't be run; install it or give a file")]
    NoGit { source: io::Error },
    #[error("{folder} can't be looked into by git: {said}")]
    NoRepository { folder: String, said: String },
    #[error("git knows no revision `{name}`; `git log` lists what there is")]
    UnknownRevision { name: String },
    #[error("a range is two revisions; give the file at each of them, as in FILE@v1 FILE@v2")]
    Range,
    #[error("revision `{name}` holds no file {file}")]
    NotInRevision { name: String, file: String },
    #[error(
        "revision `{name}` holds no file {file}; there it is {former}, as seen from the root of the repository"
    )]
    Renamed {
        name: String,
        file: String,
        former: String,
    },
    #[error("it is a link that leads to no file of the repository at revision `{name}`")]
    LeadsNowhere { name: String },
    #[error(
        "{folder} is a folder in revision `{name}`; give the files in it one by one, as in {folder}/FILE@{name}"
    )]
    Folder { name: String, folder: String },
    #[error("git can't give it: {said}")]
    Git { said: String },
}

impl Revision {
    /// What `PATH@REV` stands for; none where a file is called so, or where nothing stands before or after the sign.
    ///
    /// Of several signs the first one counts that has a file before it, else the first one.
    pub(super) fn of(input: &Path) -> Option<Self> {
        let text = input.to_str().filter(|text| text.contains('@'))?;
        if input.exists() {
            return None;
        }
        let splits: Vec<Self> = text
            .match_indices('@')
            .filter_map(|(at, sign)| {
                let (path, name) = (text.get(..at)?, text.get(at + sign.len()..)?);
                let name = name.trim_end_matches('/');
                let is_whole = !path.is_empty() && !path.ends_with('/') && !name.is_empty();
                is_whole.then(|| Self {
                    path: PathBuf::from(path),
                    name: name.to_owned(),
                })
            })
            .collect();
        let with_file = splits.iter().position(|split| split.path.is_file());
        splits.into_iter().nth(with_file.unwrap_or(0))
    }

    /// The file, where links in the repository lead to it too.
    ///
    /// # Errors
    /// Where there is no such file at this revision, or git can't tell.
    pub(super) fn file(&self) -> Result<Object, RevisionError> {
        let (folder, file) = self.place();
        let object = self.object(&folder, &file)?;
        if object.kind == Kind::Folder {
            let (name, folder) = (self.name.clone(), self.path.display().to_string());
            return Err(RevisionError::Folder { name, folder });
        }
        Ok(object)
    }

    /// The ways to all files in it, where it is a folder at this revision.
    pub(super) fn files(&self) -> Option<Vec<PathBuf>> {
        let (folder, file) = self.place();
        let object = self.object(&folder, &file).ok()?;
        if object.kind != Kind::Folder {
            return None;
        }
        let list = ["ls-tree", "-r", "-z", "--full-tree", "--name-only"];
        let listed = git(&object.folder, &[&list[..], &[&object.id]].concat(), "");
        let listed = listed.ok()?.ok()?;
        let names = listed.split(|byte| *byte == 0);
        let names = names.map(|name| PathBuf::from(String::from_utf8_lossy(name).into_owned()));
        Some(names.filter(|name| !name.as_os_str().is_empty()).collect())
    }

    /// What git has under this name at this revision.
    fn object(&self, folder: &Path, file: &str) -> Result<Object, RevisionError> {
        if self.name.starts_with('-') {
            return Err(RevisionError::LooksLikeOption);
        }
        if self.name.contains("..") {
            return Err(RevisionError::Range);
        }
        let asked = format!("{}:./{file}", self.name);
        if asked.contains('\n') {
            return Err(self.why(folder, file)?);
        }
        let check = ["cat-file", "--batch-check", "--follow-symlinks"];
        let said = match git(folder, &check, &asked)? {
            Ok(said) => String::from_utf8_lossy(&said).into_owned(),
            Err(_) => return Err(self.why(folder, file)?),
        };
        let first = said.lines().next().unwrap_or_default();
        let words: Vec<&str> = first.split(' ').collect();
        let object = |kind, id: &str, size| Object {
            folder: folder.to_owned(),
            kind,
            id: id.to_owned(),
            size,
        };
        match words.as_slice() {
            [id, "blob", size] => match size.parse() {
                Ok(size) => Ok(object(Kind::File, id, size)),
                Err(_) => Err(RevisionError::Git {
                    said: format!("its size is `{size}`"),
                }),
            },
            [id, "tree", _] => Ok(object(Kind::Folder, id, 0)),
            ["symlink" | "dangling" | "loop" | "notdir", _] => Err(RevisionError::LeadsNowhere {
                name: self.name.clone(),
            }),
            _ => Err(self.why(folder, file)?),
        }
    }

    /// A folder that is there, and the way from it to the file, which need not be.
    fn place(&self) -> (PathBuf, String) {
        let parent = self.path.parent().unwrap_or(Path::new(""));
        let here = |folder: &&Path| folder.as_os_str().is_empty() || folder.is_dir();
        let folder = parent.ancestors().find(here).unwrap_or(Path::new(""));
        let way = self.path.strip_prefix(folder).unwrap_or(&self.path);
        let names = way
            .components()
            .map(|name| name.as_os_str().to_string_lossy());
        let file = names.collect::<Vec<_>>().join("/");
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        (folder.to_owned(), file)
    }

    /// Why git has no such file.
    fn why(&self, folder: &Path, file: &str) -> Result<RevisionError, RevisionError> {
        if let Err(said) = git(folder, &["rev-parse", "--git-dir"], "")? {
            let folder = folder.to_string_lossy().into_owned();
            return Ok(RevisionError::NoRepository { folder, said });
        }
        let name = self.name.clone();
        let tree = format!("{name}^{{tree}}");
        if git(folder, &["rev-parse", "--verify", "--quiet", &tree], "")?.is_err() {
            return Ok(RevisionError::UnknownRevision { name });
        }
        let file = file.to_owned();
        Ok(match self.former(folder, &file)? {
            Some(former) => RevisionError::Renamed { name, file, former },
            None => RevisionError::NotInRevision { name, file },
        })
    }

    /// What the file was called at this revision, from the root of the repository, where it has been renamed since.
    fn former(&self, folder: &Path, file: &str) -> Result<Option<String>, RevisionError> {
        let log = ["log", "--follow", "--diff-filter=R", "--name-status"];
        let log = [&log[..], &["--format=", "-z", "--", file]].concat();
        let Ok(renamed) = git(folder, &log, "")? else {
            return Ok(None);
        };
        let renamed = String::from_utf8_lossy(&renamed).into_owned();
        // Each takes three fields: how alike the two are, the old name and the new one.
        for former in renamed.split('\0').skip(1).step_by(3) {
            let object = format!("{}:{former}", self.name);
            if git(folder, &["cat-file", "-e", &object], "")?.is_ok() {
                return Ok(Some(former.to_owned()));
            }
        }
        Ok(None)
    }
}

/// What git keeps under a name at a revision.
#[derive(Debug)]
pub(super) struct Object {
    /// Where git is asked for it.
    folder: PathBuf,
    kind: Kind,
    id: String,
    /// How many bytes a file has.
    pub(super) size: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
}

impl Object {
    /// The file's bytes, as git keeps them.
    ///
    /// # Errors
    /// Where git can't give them.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, RevisionError> {
        let blob = git(&self.folder, &["cat-file", "blob", &self.id], "")?;
        blob.map_err(|said| RevisionError::Git { said })
    }
}

/// What git prints in `folder` when it is given `input`, or what it complains of: nothing is fetched, and no shell takes part.
fn git(
    folder: &Path,
    args: &[&str],
    input: &str,
) -> Result<Result<Vec<u8>, String>, RevisionError> {
    let not_run = |source| RevisionError::NoGit { source };
    let mut running = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(args)
        .env("GIT_ALLOW_PROTOCOL", "")
        .env("GIT_LITERAL_PATHSPECS", "1")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(not_run)?;
    if let Some(mut stdin) = running.stdin.take() {
        // One line fits into the pipe; where git has ended already, it says why.
        let _ = stdin.write_all(input.as_bytes());
    }
    let output = running.wait_with_output().map_err(not_run)?;
    if output.status.success() {
        return Ok(Ok(output.stdout));
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said.lines().next().unwrap_or_default();
    Ok(Err(first.trim_start_matches("fatal: ").to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision(input: &str) -> Option<(String, String)> {
        let Revision { path, name } = Revision::of(Path::new(input))?;
        Some((path.to_string_lossy().into_owned(), name))
    }

    fn some(path: &str, name: &str) -> Option<(String, String)> {
        Some((path.to_owned(), name.to_owned()))
    }

    #[test]
    fn a_revision_stands_after_the_first_sign_with_a_file_before_it() {
        assert_eq!(revision("gone.md@HEAD~1"), some("gone.md", "HEAD~1"));
        assert_eq!(revision("gone.md@main@{1}"), some("gone.md", "main@{1}"));
        assert_eq!(revision("a/@v1"), None);
        assert_eq!(revision("@v1"), None);
        assert_eq!(revision("gone.md@"), None);
        assert_eq!(revision("gone@v1/"), some("gone", "v1"));
        assert_eq!(revision("gone.md"), None);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("me@acme.md");
        std::fs::write(&path, "We keep data.").unwrap();
        let path = path.to_string_lossy().into_owned();
        assert_eq!(revision(&path), None);
        assert_eq!(revision(&format!("{path}@v1")), some(&path, "v1"));
    }

    #[test]
    fn a_file_is_looked_for_from_the_nearest_folder_that_is_there() {
        let place = |path: &str| {
            let name = "v1".to_owned();
            let path = PathBuf::from(path);
            let (folder, file) = Revision { path, name }.place();
            (folder.to_string_lossy().into_owned(), file)
        };
        let owned = |folder: &str, file: &str| (folder.to_owned(), file.to_owned());
        assert_eq!(place("gone.md"), owned(".", "gone.md"));
        assert_eq!(place("src/source/mod.rs"), owned("src/source", "mod.rs"));
        assert_eq!(place("src/gone/a.md"), owned("src", "gone/a.md"));
    }

    #[test]
    fn a_revision_is_no_option() {
        let revision = Revision::of(Path::new("gone.md@--help")).unwrap();
        let why = revision.file().unwrap_err();
        assert!(matches!(why, RevisionError::LooksLikeOption));
    }
}
