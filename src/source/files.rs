//! Reads what was found: the bytes of files, of revisions of them and of standard input, none beyond a limit.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::find::{Input, Place, find};
use super::revision::{Revision, RevisionError};
use super::{Format, Source, Unread, format, wrapping};
use crate::error::Error;

/// The size of the largest input that is read when nothing else is asked for: 64 MiB.
pub const DEFAULT_LIMIT: u64 = 64 * MIB;

const MIB: u64 = 1024 * 1024;

/// What `-` is called in messages.
const STANDARD_INPUT: &str = "standard input";

/// What came of the inputs, each list in the order given.
#[derive(Debug, Default)]
pub struct Intake {
    /// What could be read.
    pub sources: Vec<Source>,
    /// What could not.
    pub unread: Vec<Unread>,
}

/// Reads `inputs`, none larger than `limit` bytes; `-` is read from `stdin`.
///
/// A folder stands for the policies in it, `PATH@REV` for a revision of a file. Each source gets a name of its own.
pub fn read(inputs: &[impl AsRef<OsStr>], limit: u64, stdin: &mut dyn Read) -> Intake {
    let mut intake = Intake::default();
    for input in find(inputs) {
        match input.and_then(|input| input.read(limit, stdin)) {
            Ok(source) => intake.sources.push(source),
            Err(unread) => intake.unread.push(unread),
        }
    }
    intake
}

impl Input {
    /// Reads it, if it is not larger than `limit` bytes; what is on standard input from `stdin`.
    ///
    /// # Errors
    /// Where it can't be read, or is no text.
    pub fn read(self, limit: u64, stdin: &mut dyn Read) -> Result<Source, Unread> {
        let path = Path::new(&self.path);
        let (file, read) = match &self.place {
            Place::StandardInput => (path, bytes_of(stdin, Path::new(STANDARD_INPUT), limit)),
            Place::File(file) => (file.as_path(), read_file(file, limit)),
            Place::Revision(revision) => (
                revision.path.as_path(),
                read_revision(revision, path, limit),
            ),
        };
        match read {
            Ok(bytes) => Ok(Source {
                format: format_of(file, &bytes),
                name: self.name,
                path: self.path,
                bytes,
            }),
            Err(why) => Err(Unread {
                path: self.path,
                why,
            }),
        }
    }
}

fn format_of(file: &Path, bytes: &[u8]) -> Format {
    if is_utf16(bytes) {
        format::detect(file, super::decode(bytes).0.as_bytes())
    } else {
        format::detect(file, bytes)
    }
}

fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let unreadable = |source| Error::Read {
        path: path.to_string_lossy().into_owned(),
        source,
    };
    let mut file = File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.len() > limit {
        return Err(too_large(path, limit));
    }
    bytes_of(&mut file, path, limit)
}

/// The file at that revision; where nothing is under version control, `path` is a file that is not there.
fn read_revision(revision: &Revision, path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let unreadable = |why: RevisionError| Error::Revision {
        path: path.to_string_lossy().into_owned(),
        source: Box::new(why),
    };
    match revision.file() {
        Ok(file) if file.size > limit => Err(too_large(path, limit)),
        Ok(file) => {
            let bytes = file.bytes().map_err(unreadable)?;
            bytes_of(&mut bytes.as_slice(), path, limit)
        }
        Err(RevisionError::NoRepository { .. }) if !revision.path.is_file() => {
            read_file(path, limit)
        }
        Err(why) => Err(unreadable(why)),
    }
}

/// All bytes of `reader`, or why they are no policy; never reads more than one byte beyond `limit`.
fn bytes_of(reader: &mut dyn Read, path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let shown = || path.to_string_lossy().into_owned();
    let mut bytes = Vec::new();
    let read = reader.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    let length = read.map_err(|source| Error::Read {
        path: shown(),
        source,
    })?;
    if u64::try_from(length).unwrap_or(u64::MAX) > limit {
        return Err(too_large(path, limit));
    }
    if is_blank(&bytes) {
        return Err(Error::Empty { path: shown() });
    }
    if format::detect_binary(&bytes).is_none() && is_binary(&bytes) {
        return Err(wrapping::error(shown(), &bytes));
    }
    Ok(bytes)
}

fn too_large(path: &Path, limit: u64) -> Error {
    Error::TooLarge {
        path: path.to_string_lossy().into_owned(),
        limit_mib: limit.div_ceil(MIB),
    }
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

fn is_blank(bytes: &[u8]) -> bool {
    if is_utf16(bytes) {
        return super::decode(bytes).0.trim().is_empty();
    }
    bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii()
        .is_empty()
}

/// Whether `bytes` hold what no text holds: NUL, or many control characters.
fn is_binary(bytes: &[u8]) -> bool {
    const HEAD: usize = 8 * 1024;
    if is_utf16(bytes) {
        return false;
    }
    if wrapping::is_text_of_another(bytes) {
        return true;
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let is_control = |byte: &&u8| matches!(**byte, 0x00..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
    let controls = head.iter().filter(is_control).count();
    bytes.contains(&0) || controls * 10 > head.len()
}

#[cfg(test)]
mod tests {
    use std::{fs, io};

    use super::*;

    const POLICY: &str = "Privacy Policy\n\nWe keep your data for 30 days.\n";

    /// Reads `inputs`, each a name in `folder`, perhaps after "NAME=".
    fn read_in(folder: &Path, inputs: &[&str]) -> Intake {
        let path = |input: &&str| match input.split_once('=') {
            Some((name, path)) => format!("{name}={}", folder.join(path).display()),
            None => folder.join(input).display().to_string(),
        };
        let inputs: Vec<String> = inputs.iter().map(path).collect();
        read(&inputs, DEFAULT_LIMIT, &mut io::empty())
    }

    fn names(intake: &Intake) -> Vec<&str> {
        intake
            .sources
            .iter()
            .map(|source| source.name.as_str())
            .collect()
    }

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    #[test]
    fn standard_input_is_read_from_the_reader() {
        let intake = read(&["new=-"], DEFAULT_LIMIT, &mut POLICY.as_bytes());
        assert_eq!(names(&intake), ["new"]);
        assert_eq!(intake.sources[0].path, "-");
        assert_eq!(intake.sources[0].bytes, POLICY.as_bytes());
    }

    #[test]
    fn what_is_no_policy_is_one_error_a_file_and_the_others_are_read() {
        let folder = folder(&[
            ("good.txt", POLICY.as_bytes()),
            ("empty.txt", b""),
            ("blank.txt", b"\xEF\xBB\xBF \n\t\r\n"),
            ("blank16.txt", b"\xFF\xFE \0\n\0"),
            ("binary.txt", b"Privacy\0Policy"),
        ]);
        let inputs = [
            "good.txt",
            "empty.txt",
            "blank.txt",
            "blank16.txt",
            "binary.txt",
            "missing.txt",
        ];
        let intake = read_in(folder.path(), &inputs);
        assert_eq!(names(&intake), ["good"]);
        let kind = |unread: &Unread| match unread.why {
            Error::Empty { .. } => "empty",
            Error::Binary { .. } => "binary",
            Error::Read { .. } => "unreadable",
            _ => "other",
        };
        let kinds: Vec<_> = intake.unread.iter().map(kind).collect();
        assert_eq!(kinds, ["empty", "empty", "empty", "binary", "unreadable"]);
    }

    #[test]
    fn what_is_wrapped_is_told_with_what_to_do() {
        let folder = folder(&[
            ("a.html", b"\x1F\x8B\x08\0\0 page"),
            ("b.webarchive", b"bplist00\xD1\x01\x02"),
            ("c.odt", b"PK\x03\x04\0\0mimetype"),
            ("d.rtf", b"{\\rtf1 We keep data.}"),
            (
                "e.md",
                b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7\n",
            ),
        ]);
        let intake = read_in(folder.path(), &[""]);
        let told: Vec<String> = intake
            .unread
            .iter()
            .map(|unread| unread.why.to_string())
            .map(|why| why.rsplit('/').next().unwrap().to_owned())
            .collect();
        insta::assert_snapshot!(told.join("\n"), @r#"
        a.html is compressed (gzip); unpack it first; where curl saved it so, call it with --compressed
        b.webarchive is a web archive of Safari; save the page as page source
        c.odt is an archive (ZIP); unpack it first, or save the document in it as DOCX, PDF, HTML or text
        d.rtf is a document in RTF; save it as DOCX, PDF, HTML or text first
        e.md is a pointer of Git LFS; `git lfs pull`, with that revision checked out, fetches what it stands for
        "#);
    }

    #[test]
    fn nothing_is_read_beyond_the_limit() {
        struct Endless(u64);
        impl Read for Endless {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                buffer.fill(b'a');
                self.0 += u64::try_from(buffer.len()).unwrap();
                Ok(buffer.len())
            }
        }
        let mut endless = Endless(0);
        let intake = read(&["-"], 2 * MIB, &mut endless);
        assert!(matches!(
            intake.unread[0].why,
            Error::TooLarge { limit_mib: 2, .. }
        ));
        assert!(endless.0 <= 5 * MIB);
    }

    #[test]
    fn a_file_as_large_as_the_limit_is_read() {
        let folder = folder(&[("a.txt", POLICY.as_bytes())]);
        let path = folder.path().join("a.txt");
        let size = u64::try_from(POLICY.len()).unwrap();
        assert_eq!(read(&[&path], size, &mut io::empty()).sources.len(), 1);
        assert_eq!(read(&[&path], size - 1, &mut io::empty()).unread.len(), 1);
    }

    #[test]
    fn utf_16_is_no_binary_and_its_content_tells_the_format() {
        let utf16 = |text: &str| {
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            [0xFF, 0xFE].into_iter().chain(units).collect::<Vec<u8>>()
        };
        let folder = folder(&[
            ("a.md", &utf16("# Privacy Policy\n\nWe keep data.")),
            ("b.txt", &utf16(POLICY)),
        ]);
        let formats: Vec<_> = read_in(folder.path(), &["a.md", "b.txt"])
            .sources
            .iter()
            .map(|s| s.format)
            .collect();
        assert_eq!(formats, [Format::Markdown, Format::Text]);
    }
}
