//! A file as a revision of its git repository has it: `PATH@REV`, read by the `git` that is installed.

use std::io;
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
    #[error("revision `{name}` holds no file {file}")]
    NotInRevision { name: String, file: String },
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

    /// How many bytes the file has.
    ///
    /// # Errors
    /// Where there is no such file at this revision, or git can't tell.
    pub(super) fn size(&self) -> Result<u64, RevisionError> {
        if self.name.starts_with('-') {
            return Err(RevisionError::LooksLikeOption);
        }
        let (folder, file) = self.place();
        match git(&folder, &["cat-file", "-s", &self.object(&file)])? {
            Ok(size) => Ok(String::from_utf8_lossy(&size)
                .trim()
                .parse()
                .unwrap_or(u64::MAX)),
            Err(_) => Err(self.why(&folder, &file)?),
        }
    }

    /// The file's bytes, as git keeps them.
    ///
    /// # Errors
    /// Where there is no such file at this revision, or git can't give it.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, RevisionError> {
        if self.name.starts_with('-') {
            return Err(RevisionError::LooksLikeOption);
        }
        let (folder, file) = self.place();
        let object = self.object(&file);
        let said = match git(&folder, &["cat-file", "blob", &object])? {
            Ok(bytes) => return Ok(bytes),
            Err(said) => said,
        };
        let kind = git(&folder, &["cat-file", "-t", &object])?.unwrap_or_default();
        if kind.trim_ascii() == b"tree" {
            let (name, folder) = (self.name.clone(), self.path.display().to_string());
            return Err(RevisionError::Folder { name, folder });
        }
        Err(RevisionError::Git { said })
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

    /// What git calls the file at this revision.
    fn object(&self, file: &str) -> String {
        format!("{}:./{file}", self.name)
    }

    /// Why git has no such file.
    fn why(&self, folder: &Path, file: &str) -> Result<RevisionError, RevisionError> {
        if let Err(said) = git(folder, &["rev-parse", "--git-dir"])? {
            let folder = folder.to_string_lossy().into_owned();
            return Ok(RevisionError::NoRepository { folder, said });
        }
        let name = self.name.clone();
        let tree = format!("{name}^{{tree}}");
        Ok(
            match git(folder, &["rev-parse", "--verify", "--quiet", &tree])? {
                Ok(_) => RevisionError::NotInRevision {
                    name,
                    file: file.to_owned(),
                },
                Err(_) => RevisionError::UnknownRevision { name },
            },
        )
    }
}

/// What git prints in `folder`, or what it complains of: nothing is fetched, and no shell takes part.
fn git(folder: &Path, args: &[&str]) -> Result<Result<Vec<u8>, String>, RevisionError> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(args)
        .env("GIT_ALLOW_PROTOCOL", "")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .map_err(|source| RevisionError::NoGit { source })?;
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
        assert!(matches!(
            revision.size(),
            Err(RevisionError::LooksLikeOption)
        ));
        assert!(matches!(
            revision.bytes(),
            Err(RevisionError::LooksLikeOption)
        ));
    }
}
