//! A file that is there, or is changed, only when all of it is written: until then it waits beside its place under a name
//! of its own.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;

use clausewise::error::Error;

use super::output::cannot_create;

/// What becomes of a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existing {
    /// It stays, and nothing is written.
    Kept,
    /// It is replaced.
    Replaced,
}

/// A file that is being written; unless it is finished, nothing is left of it.
pub(super) struct WholeFile {
    writer: BufWriter<File>,
    beside: Beside,
    path: PathBuf,
    existing: Existing,
}

/// The file beside, which goes with this.
struct Beside(PathBuf);

impl Drop for Beside {
    fn drop(&mut self) {
        // Where it has been put in its place, there is nothing to remove.
        let _ = fs::remove_file(&self.0);
    }
}

impl WholeFile {
    /// Begins a file that is to be at `path`.
    ///
    /// # Errors
    /// Where it could not be put there.
    pub(super) fn begin(path: &Path, existing: Existing) -> Result<Self, Error> {
        let begun = Self::begun(path, existing);
        begun.map_err(|source| cannot_create(path, source))
    }

    fn begun(path: &Path, existing: Existing) -> io::Result<Self> {
        // What a link leads to is replaced, and the link stays.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let permissions = match OpenOptions::new().write(true).open(&path) {
            Ok(_) if existing == Existing::Kept => {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            Ok(file) => Some(file.metadata()?.permissions()),
            Err(why) if why.kind() == io::ErrorKind::NotFound => None,
            Err(why) => return Err(why),
        };
        let (file, beside) = beside(&path)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        Ok(Self {
            writer: BufWriter::new(file),
            beside,
            path,
            existing,
        })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// Where that can't be done; then what was there stays.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        self.writer.flush()?;
        let placed = if self.existing == Existing::Kept && self.path.symlink_metadata().is_ok() {
            Err(io::ErrorKind::AlreadyExists.into())
        } else {
            fs::rename(&self.beside.0, &self.path)
        };
        placed.map_err(|source| cannot_create(&self.path, source))
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A new file in the folder of `path`, hidden so that nobody takes it for a policy.
fn beside(path: &Path) -> io::Result<(File, Beside)> {
    for number in 0_u32.. {
        let name = format!(".clausewise-{}-{number}", process::id());
        let beside = path.with_file_name(name);
        match created(&beside) {
            Ok(file) => return Ok((file, Beside(beside))),
            // Another process that was called so has left it there.
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
            Err(why) => return Err(why),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The new file `path`, which is removed when a signal ends the program.
fn created(path: &Path) -> io::Result<File> {
    // Until it is there a signal has to wait, lest it come between making the file and knowing of it.
    let signals = signals::Held::hold()?;
    let file = File::create_new(path)?;
    signals.remove_at_end(path.to_owned());
    Ok(file)
}

#[cfg(unix)]
mod signals {
    use std::path::PathBuf;
    use std::{fs, io, thread};

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    /// Signals that ask the program to end, and wait.
    pub(super) struct Held(Signals);

    impl Held {
        /// Lets them wait from now on.
        pub(super) fn hold() -> io::Result<Self> {
            Signals::new([SIGINT, SIGTERM]).map(Self)
        }

        /// Lets them end the program, but the file `path` goes before.
        pub(super) fn remove_at_end(mut self, path: PathBuf) {
            thread::spawn(move || {
                for signal in self.0.forever() {
                    let _ = fs::remove_file(&path);
                    let _ = emulate_default_handler(signal);
                }
            });
        }
    }
}

#[cfg(not(unix))]
mod signals {
    use std::io;
    use std::path::PathBuf;

    /// Here nothing tells that the program is about to end.
    pub(super) struct Held;

    impl Held {
        pub(super) fn hold() -> io::Result<Self> {
            Ok(Self)
        }

        pub(super) fn remove_at_end(self, _: PathBuf) {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name();
        let mut names: Vec<String> = entries
            .map(|entry| name(entry).into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_not_finished_leaves_nothing_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        fs::write(&old, "before").unwrap();
        for (path, existing) in [(&old, Existing::Replaced), (&new, Existing::Kept)] {
            let mut file = WholeFile::begin(path, existing).unwrap();
            file.write_all(b"half").unwrap();
            file.flush().unwrap();
            assert_eq!(names(folder.path()).len(), 2);
            drop(file);
        }
        assert_eq!(names(folder.path()), ["old"]);
        assert_eq!(fs::read_to_string(&old).unwrap(), "before");
    }

    #[test]
    fn what_is_finished_is_in_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        for (existing, text) in [(Existing::Kept, "one"), (Existing::Replaced, "two")] {
            let mut file = WholeFile::begin(&path, existing).unwrap();
            file.write_all(text.as_bytes()).unwrap();
            file.finish().unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(names(folder.path()), ["a"]);
        assert!(WholeFile::begin(&path, Existing::Kept).is_err());
    }

    #[test]
    fn a_file_that_has_come_meanwhile_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let file = WholeFile::begin(&path, Existing::Kept).unwrap();
        fs::write(&path, "another's").unwrap();
        assert!(file.finish().is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "another's");
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a"), folder.path().join("link"));
        fs::write(&path, "before").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let mut file = WholeFile::begin(&link, Existing::Replaced).unwrap();
        file.write_all(b"after").unwrap();
        file.finish().unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "after");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
