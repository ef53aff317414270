//! Inputs as the user types them: `PATH`, `NAME=PATH`, a folder, `-` for standard input.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Format, Source, Unread, format};
use crate::error::Error;

/// The size of the largest input that is read when nothing else is asked for: 64 MiB.
pub const DEFAULT_LIMIT: u64 = 64 * MIB;

const MIB: u64 = 1024 * 1024;

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
/// A folder stands for the policies in it. Each source gets a name of its own.
pub fn read(inputs: &[impl AsRef<OsStr>], limit: u64, stdin: &mut dyn Read) -> Intake {
    let mut intake = Intake::default();
    let mut wishes = Vec::new();
    for input in inputs {
        let (name, path) = name_and_path(input.as_ref());
        if path.as_os_str() == "-" {
            let wish = name.map_or(Wish::Stem("stdin".to_owned()), Wish::Given);
            intake.keep(&path, bytes_of(stdin, &path, limit), wish, &mut wishes);
        } else if path.is_dir() {
            read_folder(&path, name.as_deref(), limit, &mut intake, &mut wishes);
        } else {
            let wish = name.map_or_else(|| Wish::Stem(stem(&path)), Wish::Given);
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
        let shown = path.to_string_lossy().into_owned();
        match read {
            Ok(bytes) => {
                let format = if is_utf16(&bytes) {
                    format_of_utf16(path, &bytes)
                } else {
                    format::detect(path, &bytes)
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
    let given = |(_, wish): &(usize, &Wish)| matches!(wish, Wish::Given(_));
    let in_turn = wishes
        .iter()
        .enumerate()
        .filter(given)
        .chain(wishes.iter().enumerate().filter(|w| !given(w)));
    for (i, Wish::Given(wish) | Wish::Stem(wish)) in in_turn {
        let mut name = wish.clone();
        let mut number = 2_usize;
        while !taken.insert(name.clone()) {
            name = format!("{wish}-{number}");
            number += 1;
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
    policies_in(folder, &mut HashSet::new(), &mut files, &mut intake.unread);
    if files.is_empty() {
        let path = folder.to_string_lossy().into_owned();
        let why = Error::NoPolicies { path: path.clone() };
        intake.unread.push(Unread { path, why });
        return;
    }
    let only_one = files.len() == 1;
    for path in files {
        let wish = match name {
            Some(name) if only_one => Wish::Given(name.to_owned()),
            Some(name) => Wish::Given(format!("{name}-{}", stem(&path))),
            None => Wish::Stem(stem(&path)),
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
        if path.is_dir() {
            policies_in(&path, seen, files, unread);
        } else if is_policy_name(&path) {
            files.push(path);
        }
    }
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
