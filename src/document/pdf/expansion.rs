//! How much the compressed parts of a PDF expand to, counted before anything is done with them.

use std::borrow::Cow;

use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use super::PdfError;
use super::nesting;

/// A file that expands to more is not read.
const MOST_MIB: usize = 512;
/// Nor is a single part of a page that does.
const MOST_OF_PART_MIB: usize = 64;
const MIB: usize = 1024 * 1024;
/// What is expanded only to be expanded once more is never so long.
const MOST_BETWEEN: usize = 64 * MIB;
/// To how many times its length the oldest of the filters can expand a part.
const MOST_LZW: usize = 2560;

/// Refuses a file whose parts, one after the other, expand to more than any policy needs, or nest too deep to be read.
pub(super) fn check(bytes: &[u8]) -> Result<(), PdfError> {
    const MARK: &[u8] = b"stream";
    nesting::check(bytes)?;
    let mut room = MOST_MIB * MIB;
    let mut rest = bytes;
    while let Some(found) = find(rest, MARK) {
        let (before, part) = rest.split_at(found);
        rest = part.get(MARK.len()..).unwrap_or_default();
        if before.ends_with(b"end") {
            // The next dictionary stands after the first of these: what it holds can't hide it.
            continue;
        }
        let part = rest.strip_prefix(b"\r").unwrap_or(rest);
        let part = part.strip_prefix(b"\n").unwrap_or(part);
        let dict = unescaped(before);
        let mut filters = named(&dict);
        // What is read later is looked at then.
        if filters.contains(&Filter::LzwDecode) {
            continue;
        }
        if filters.is_empty() && begins_compressed(part) {
            filters.push(Filter::FlateDecode);
        }
        let too_large = || PdfError::TooLarge { most: MOST_MIB };
        let kept = match find(&dict, b"/First") {
            Some(_) => Kept::All,
            None => Kept::Nothing,
        };
        let measured = measured(&filters, part, room, kept).ok_or_else(too_large)?;
        nesting::check(&measured.bytes)?;
        let left = room.checked_sub(measured.length);
        room = left.filter(|room| *room > 0).ok_or_else(too_large)?;
    }
    Ok(())
}

/// What `stream` holds, and whether it is whole; none where nothing of it can be read.
pub(super) fn expanded<'a>(stream: &Stream<'a>) -> Result<Option<Expanded<'a>>, PdfError> {
    const MOST: usize = MOST_OF_PART_MIB * MIB;
    let too_large = PdfError::TooLarge {
        most: MOST_OF_PART_MIB,
    };
    let measured =
        measured(&stream.filters(), &stream.raw_data(), MOST, Kept::Nothing).ok_or(too_large)?;
    let bytes = stream.decoded().ok();
    Ok(bytes.map(|bytes| Expanded {
        bytes,
        is_whole: measured.is_whole,
    }))
}

pub(super) struct Expanded<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    /// Whether it ends where it was meant to.
    pub(super) is_whole: bool,
}

fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|window| window == mark)
}

/// The filters that `dict` names, in its order.
fn named(dict: &[u8]) -> Vec<Filter> {
    let names = dict.split(|byte| *byte == b'/').skip(1);
    names.filter_map(filter).collect()
}

/// The filter that a name stands for, whatever comes after it.
fn filter(name: &[u8]) -> Option<Filter> {
    let word = name
        .split(|byte| !byte.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    match word {
        b"FlateDecode" | b"Fl" => Some(Filter::FlateDecode),
        b"LZWDecode" | b"LZW" => Some(Filter::LzwDecode),
        b"RunLengthDecode" | b"RL" => Some(Filter::RunLengthDecode),
        b"ASCIIHexDecode" | b"AHx" => Some(Filter::AsciiHexDecode),
        b"ASCII85Decode" | b"A85" => Some(Filter::Ascii85Decode),
        b"DCTDecode" | b"DCT" | b"JPXDecode" | b"JBIG2Decode" | b"CCITTFaxDecode" | b"CCF" => {
            Some(Filter::DctDecode)
        }
        _ => None,
    }
}

/// A name with its letters in place of their codes: "Flate#44ecode".
fn unescaped(name: &[u8]) -> Cow<'_, [u8]> {
    if !name.contains(&b'#') {
        return Cow::Borrowed(name);
    }
    let mut letters = Vec::new();
    let mut rest = name;
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'#').and_then(hex_pair);
        letters.push(code.unwrap_or(*first));
        rest = match code {
            Some(_) => after.get(2..).unwrap_or_default(),
            None => after,
        };
    }
    Cow::Owned(letters)
}

fn hex_pair(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// What is kept of what a part expands to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    Nothing,
    All,
}

struct Measured {
    /// All that is made on the way, in bytes.
    length: usize,
    is_whole: bool,
    /// What came of it, where that is kept.
    bytes: Vec<u8>,
}

/// To how many bytes `part` expands through `filters`; none where these are more than `room`.
fn measured(filters: &[Filter], part: &[u8], room: usize, kept: Kept) -> Option<Measured> {
    let mut all = Measured {
        length: 0,
        is_whole: true,
        bytes: Vec::new(),
    };
    let mut layer = Cow::Borrowed(part);
    for (i, filter) in filters.iter().enumerate() {
        let is_last = i + 1 == filters.len();
        let mut sink = Sink {
            kept: Vec::new(),
            keeps: !is_last || kept == Kept::All,
            length: 0,
            room: room.saturating_sub(all.length),
        };
        let is_whole = match filter {
            Filter::FlateDecode => inflate(&layer, &mut sink)?,
            Filter::RunLengthDecode => repeat(&layer, &mut sink)?,
            Filter::AsciiHexDecode => hex(&layer, &mut sink)?,
            Filter::Ascii85Decode => ascii_85(&layer, &mut sink)?,
            // Hardly any is left; what follows it can't be told.
            Filter::LzwDecode => {
                sink.skip(layer.len().checked_mul(MOST_LZW)?)?;
                is_last.then_some(true)?
            }
            // Pictures are not expanded.
            _ => return Some(all),
        };
        all.length += sink.length;
        all.is_whole &= is_whole;
        layer = Cow::Owned(sink.kept);
    }
    if kept == Kept::All && !filters.is_empty() {
        all.bytes = layer.into_owned();
    }
    Some(all)
}

/// Where expanded bytes go: kept only where another filter follows, and counted.
struct Sink {
    kept: Vec<u8>,
    keeps: bool,
    length: usize,
    room: usize,
}

impl Sink {
    fn push(&mut self, bytes: &[u8]) -> Option<()> {
        self.skip(bytes.len())?;
        if self.keeps {
            self.kept.extend_from_slice(bytes);
        }
        Some(())
    }

    /// Counts bytes that are not needed; none where there is no room for them.
    fn skip(&mut self, length: usize) -> Option<()> {
        self.length = self.length.checked_add(length)?;
        let is_too_long = self.length > self.room || (self.keeps && self.length > MOST_BETWEEN);
        (!is_too_long).then_some(())
    }
}

/// Whether `part` ends where it was meant to.
fn inflate(part: &[u8], sink: &mut Sink) -> Option<bool> {
    let mut scratch = vec![0; 64 * 1024];
    let mut stream = Decompress::new(begins_compressed(part));
    let counted = |total: u64| usize::try_from(total).unwrap_or(usize::MAX);
    loop {
        let (read, written) = (counted(stream.total_in()), counted(stream.total_out()));
        let rest = part.get(read..).unwrap_or_default();
        let goes_on = stream.decompress(rest, &mut scratch, FlushDecompress::None);
        let now = (counted(stream.total_in()), counted(stream.total_out()));
        sink.push(scratch.get(..now.1 - written).unwrap_or_default())?;
        if !matches!(goes_on, Ok(Status::Ok)) || now == (read, written) {
            return Some(matches!(goes_on, Ok(Status::StreamEnd)));
        }
    }
}

/// Whether `part` begins with the two bytes of a compressed part, which are a multiple of 31.
fn begins_compressed(part: &[u8]) -> bool {
    let &[first, second, ..] = part else {
        return false;
    };
    first & 0x0f == 8 && u16::from_be_bytes([first, second]).is_multiple_of(31)
}

/// Runs of bytes: a length and the bytes, or a length and the byte that is repeated.
fn repeat(part: &[u8], sink: &mut Sink) -> Option<bool> {
    let mut rest = part;
    while let Some((length, after)) = rest.split_first() {
        let taken = match length {
            128 => return Some(true),
            0..=127 => {
                let bytes = after.get(..usize::from(*length) + 1).unwrap_or(after);
                sink.push(bytes)?;
                bytes.len()
            }
            _ => {
                let byte = after.get(..1).unwrap_or_default();
                sink.push(&byte.repeat(257 - usize::from(*length)))?;
                1
            }
        };
        rest = after.get(taken..).unwrap_or_default();
    }
    Some(true)
}

fn hex(part: &[u8], sink: &mut Sink) -> Option<bool> {
    let digits = part.iter().take_while(|byte| **byte != b'>');
    let digits: Vec<u8> = digits.copied().filter(u8::is_ascii_hexdigit).collect();
    for pair in digits.chunks(2) {
        sink.push(&[hex_pair(pair).unwrap_or_default()])?;
    }
    Some(true)
}

/// Groups of five letters, each four bytes.
fn ascii_85(part: &[u8], sink: &mut Sink) -> Option<bool> {
    let mut group: Vec<u8> = Vec::new();
    for letter in part.iter().take_while(|byte| **byte != b'~') {
        match letter {
            b'z' if group.is_empty() => sink.push(&[0; 4])?,
            b'!'..=b'u' => group.push(letter - b'!'),
            _ => {}
        }
        if group.len() == 5 {
            sink.push(&four_bytes(&group))?;
            group.clear();
        }
    }
    if let Some(length) = group.len().checked_sub(1) {
        group.resize(5, 84);
        sink.push(four_bytes(&group).get(..length).unwrap_or_default())?;
    }
    Some(true)
}

fn four_bytes(group: &[u8]) -> [u8; 4] {
    let add = |sum: u32, digit: &u8| sum.wrapping_mul(85).wrapping_add(u32::from(*digit));
    group.iter().fold(0, add).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_expands_through_several_filters_is_counted() {
        const ROOM: usize = 4 * MIB;
        let refuses = |dict: &str, part: &[u8]| {
            let filters = named(&unescaped(dict.as_bytes()));
            measured(&filters, part, ROOM, Kept::Nothing).is_none()
        };
        let once = deflated(&vec![0; 8 * MIB]);
        let twice = deflated(&once);
        assert!(refuses("/Filter /FlateDecode", &once));
        assert!(refuses("/Filter [/FlateDecode /Fl]", &twice));
        assert!(refuses("/Filter[/Flate#44ecode/Fl#61teDecode]", &twice));
        assert!(!refuses("/Filter /FlateDecode", &twice));
        let hex: String = once.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(refuses("/Filter [/AHx /Fl]", hex.as_bytes()));
        let runs = deflated(&[129, b'a'].repeat(MIB / 16));
        assert!(refuses("/Filter [/FlateDecode /RunLengthDecode]", &runs));
        assert!(!refuses("/Filter /FlateDecode", &runs));
    }

    #[test]
    fn letters_stand_for_the_bytes_that_they_were_made_of() {
        let through = |filters: &[Filter], part: &[u8]| {
            let measured = measured(filters, part, MIB, Kept::Nothing).unwrap();
            (measured.length, measured.is_whole)
        };
        let text = deflated(b"We keep your data.");
        let half = text.get(..text.len() / 2).unwrap();
        assert_eq!(through(&[Filter::FlateDecode], &text), (18, true));
        assert!(!through(&[Filter::FlateDecode], half).1);
        assert_eq!(through(&[Filter::Ascii85Decode], b"87cURD]i~>"), (6, true));
        assert_eq!(through(&[Filter::AsciiHexDecode], b"61 62 6>"), (3, true));
        assert_eq!(
            through(&[Filter::RunLengthDecode], b"\x02abc\xfed\x80rest"),
            (6, true)
        );
    }
}
