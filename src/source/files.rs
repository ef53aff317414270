//! Inputs as the user types them: `PATH`, `NAME=PATH`, `PATH@REV`, a folder, `-` for standard input.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::revision::{Revision, RevisionError};
use super::{Format, Source, Unread, format};
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
    let mut wishes = Vec::new();
    for input in inputs {
        let (name, path) = name_and_path(input.as_ref());
        if path.as_os_str() == "-" {
            let wish = name.map_or(Wish::Stem("stdin".to_owned()), Wish::Given);
            let read = bytes_of(stdin, Path::new(STANDARD_INPUT), limit);
            intake.keep(&path, read, wish, &mut wishes);
        } else if let Some(revision) = Revision::of(&path) {
            let usual = format!("{}@{}", usual_name(&revision.path), revision.name);
            let wish = name.map_or(Wish::Stem(usual), Wish::Given);
            let read = read_revision(&revision, &path, limit);
            intake.keep_as(&revision.path, &path, read, wish, &mut wishes);
        } else if path.is_dir() {
            read_folder(&path, name.as_deref(), limit, &mut intake, &mut wishes);
        } else {
            let wish = name.map_or_else(|| Wish::Stem(usual_name(&path)), Wish::Given);
            intake.keep(&path, read_file(&path, limit), wish, &mut wishes);
        }
    }
    for (source, name) in intake.sources.iter_mut().zip(unique_names(&wishes)) {
        source.name = name;
    }
    intake
}

impl Intake {
    fn keep(
        &mut self,
        path: &Path,
        read: Result<Vec<u8>, Error>,
        wish: Wish,
        wishes: &mut Vec<Wish>,
    ) {
        self.keep_as(path, path, read, wish, wishes);
    }

    /// Keeps what is called `file` and was typed as `path`.
    fn keep_as(
        &mut self,
        file: &Path,
        path: &Path,
        read: Result<Vec<u8>, Error>,
        wish: Wish,
        wishes: &mut Vec<Wish>,
    ) {
        let shown = path.to_string_lossy().into_owned();
        match read {
            Ok(bytes) => {
                let format = if is_utf16(&bytes) {
                    format_of_utf16(file, &bytes)
                } else {
                    format::detect(file, &bytes)
                };
                self.sources.push(Source {
                    name: String::new(),
                    path: shown,
                    bytes,
                    format,
                });
                wishes.push(wish);
            }
            Err(why) => self.unread.push(Unread { path: shown, why }),
        }
    }
}

fn format_of_utf16(path: &Path, bytes: &[u8]) -> Format {
    format::detect(path, super::decode(bytes).0.as_bytes())
}

/// What a source would like to be called.
enum Wish {
    /// The user said so.
    Given(String),
    /// The file is called so.
    Stem(String),
}

/// A name for each wish, all different: names that were given win over stems, earlier ones over later ones.
fn unique_names(wishes: &[Wish]) -> Vec<String> {
    let mut names = vec![String::new(); wishes.len()];
    let mut taken = HashSet::new();
    let mut next_number: HashMap<&str, usize> = HashMap::new();
    let given = |(_, wish): &(usize, &Wish)| matches!(wish, Wish::Given(_));
    let in_turn = wishes
        .iter()
        .enumerate()
        .filter(given)
        .chain(wishes.iter().enumerate().filter(|w| !given(w)));
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

fn read_folder(
    folder: &Path,
    name: Option<&str>,
    limit: u64,
    intake: &mut Intake,
    wishes: &mut Vec<Wish>,
) {
    let mut files = Vec::new();
    let unread_before = intake.unread.len();
    policies_in(folder, &mut HashSet::new(), &mut files, &mut intake.unread);
    if files.is_empty() && intake.unread.len() > unread_before {
        return;
    }
    if files.is_empty() {
        let path = folder.to_string_lossy().into_owned();
        let why = Error::NoPolicies { path: path.clone() };
        intake.unread.push(Unread { path, why });
        return;
    }
    let only_one = files.len() == 1;
    let mut shared: HashMap<String, usize> = HashMap::new();
    for path in &files {
        *shared.entry(usual_name(path)).or_default() += 1;
    }
    for path in files {
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
        intake.keep(&path, read_file(&path, limit), wish, wishes);
    }
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
        } else if is_policy_name(&path) {
            files.push(path);
        }
    }
}

/// Whether the folder `path` holds what a browser saved with a page: "page_files" beside "page.html".
fn is_beside_page(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let page = ["_files", "_Files", ".files"]
        .iter()
        .find_map(|end| name.strip_suffix(end));
    page.is_some_and(|page| {
        ["html", "htm", "xhtml"]
            .iter()
            .any(|extension| Path::new(&format!("{page}.{extension}")).is_file())
    })
}

fn is_policy_name(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    format::EXTENSIONS
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
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
    match revision.size() {
        Ok(size) if size > limit => Err(too_large(path, limit)),
        Ok(_) => {
            let bytes = revision.bytes().map_err(unreadable)?;
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
    if is_binary(&bytes) {
        return Err(Error::Binary { path: shown() });
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
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let is_control = |byte: &&u8| matches!(**byte, 0x00..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
    let controls = head.iter().filter(is_control).count();
    bytes.contains(&0) || bytes.starts_with(b"%PDF-") || controls * 10 > head.len()
}

#[cfg(test)]
mod tests {
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
    fn names_are_unique_and_given_ones_win() {
        let folder = folder(&[
            ("a/x.txt", POLICY.as_bytes()),
            ("b/x.txt", POLICY.as_bytes()),
            ("y.md", POLICY.as_bytes()),
        ]);
        let intake = read_in(folder.path(), &["a/x.txt", "b/x.txt", "x=y.md"]);
        assert_eq!(names(&intake), ["x-2", "x-3", "x"]);
    }

    #[test]
    fn a_file_whose_name_holds_an_equals_sign_is_a_file() {
        let folder = folder(&[("a=b.txt", POLICY.as_bytes())]);
        let path = folder.path().join("a=b.txt");
        assert_eq!(
            names(&read(&[path], DEFAULT_LIMIT, &mut io::empty())),
            ["a=b"]
        );
    }

    #[test]
    fn standard_input_is_read_from_the_reader() {
        let intake = read(&["new=-"], DEFAULT_LIMIT, &mut POLICY.as_bytes());
        assert_eq!(names(&intake), ["new"]);
        assert_eq!(intake.sources[0].path, "-");
        assert_eq!(intake.sources[0].bytes, POLICY.as_bytes());
    }

    #[test]
    fn a_folder_means_the_policies_in_it_sorted() {
        let bytes = POLICY.as_bytes();
        let folder = folder(&[
            ("b.txt", bytes),
            ("a.MD", bytes),
            ("c/d.markdown", bytes),
            (".hidden.txt", bytes),
            (".git/e.txt", bytes),
            ("logo.png", b"\x89PNG"),
        ]);
        let intake = read(&[folder.path()], DEFAULT_LIMIT, &mut io::empty());
        assert_eq!(names(&intake), ["a", "b", "d"]);
        assert!(intake.unread.is_empty());
    }

    #[test]
    fn a_file_that_says_only_what_it_is_is_called_as_its_folder() {
        let bytes = POLICY.as_bytes();
        let folder = folder(&[
            ("Acme/Privacy Policy.md", bytes),
            ("Acme/Terms of Service.md", bytes),
            ("Beta/Terms of Service.md", bytes),
            ("Beta/privacy/index.html", b"<p>We keep your data.</p>"),
            ("Gamma/Trackers Policy.md", bytes),
        ]);
        let intake = read(&[folder.path()], DEFAULT_LIMIT, &mut io::empty());
        let expected = [
            "Acme",
            "Acme-Terms of Service",
            "Beta-Terms of Service",
            "Beta",
            "Trackers Policy",
        ];
        assert_eq!(names(&intake), expected);
        let one = read_in(folder.path(), &["Acme/Privacy Policy.md"]);
        assert_eq!(names(&one), ["Acme"]);
    }

    #[test]
    fn what_a_browser_saved_with_a_page_is_no_policy() {
        let page = b"<p>We keep your data.</p>";
        let folder = folder(&[
            ("a.html", page),
            ("a_files/frame.html", page),
            ("b_files/c.html", page),
        ]);
        let intake = read(&[folder.path()], DEFAULT_LIMIT, &mut io::empty());
        assert_eq!(names(&intake), ["a", "c"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_back_are_followed_once() {
        let folder = folder(&[("in/a.txt", POLICY.as_bytes())]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("in/again")).unwrap();
        assert_eq!(
            names(&read(&[folder.path()], DEFAULT_LIMIT, &mut io::empty())),
            ["a"]
        );
    }

    #[test]
    fn a_folder_without_policies_says_so() {
        let folder = folder(&[("logo.png", b"\x89PNG")]);
        let intake = read(&[folder.path()], DEFAULT_LIMIT, &mut io::empty());
        assert!(matches!(intake.unread[0].why, Error::NoPolicies { .. }));
    }

    #[test]
    fn what_is_no_policy_is_one_error_a_file_and_the_others_are_read() {
        let folder = folder(&[
            ("good.txt", POLICY.as_bytes()),
            ("empty.txt", b""),
            ("blank.txt", b"\xEF\xBB\xBF \n\t\r\n"),
            ("blank16.txt", b"\xFF\xFE \0\n\0"),
            ("binary.txt", b"Privacy\0Policy"),
            ("scan.txt", b"%PDF-1.7 Privacy Policy"),
        ]);
        let inputs = [
            "good.txt",
            "empty.txt",
            "blank.txt",
            "blank16.txt",
            "binary.txt",
            "scan.txt",
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
        assert_eq!(
            kinds,
            ["empty", "empty", "empty", "binary", "binary", "unreadable"]
        );
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
