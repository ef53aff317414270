//! Bytes to characters: UTF-8, UTF-16 by its byte order mark, else a guess that is told.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use super::{Diagnostic, mhtml};

/// The text of a page, as its head or its words tell how to read it, and what had to be guessed for it.
pub fn page(bytes: &[u8]) -> (Cow<'_, str>, Option<Diagnostic>) {
    decode_page(bytes, None)
}

/// The text of the page in a file of several parts, and what its reader should know.
pub fn saved_page(bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    let (part, told) = mhtml::page(bytes);
    let (text, guessed) = decode_page(&part.bytes, part.charset.as_deref());
    let told = told.into_iter().chain(guessed).collect();
    // Before the page, for its own style sheets hold over those that it links to.
    let ends_early = |sheet: &String| sheet.to_ascii_lowercase().contains("</style");
    let sheets = part.sheets.iter().filter(|sheet| !ends_early(sheet));
    let sheets: String = sheets
        .map(|sheet| format!("<style>{sheet}</style>\n"))
        .collect();
    (sheets + &text, told)
}

/// The text of a page: its byte order mark tells the encoding, else `charset`, which stands above it, else its own words.
fn decode_page<'a>(bytes: &'a [u8], charset: Option<&str>) -> (Cow<'a, str>, Option<Diagnostic>) {
    let named = charset
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .or_else(|| charset_in(bytes));
    // Browsers save pages as UTF-8 and leave what the page says of itself.
    let shows_utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    let is_clear = shows_utf8 || Encoding::for_bom(bytes).is_some();
    match named.filter(|encoding| *encoding != UTF_8 && !is_clear) {
        Some(encoding) => {
            let (text, damaged) = decode_as(encoding, bytes);
            (with_plain_line_ends(text), damaged)
        }
        None => decode(bytes),
    }
}

/// The encoding that a page names in its head: `<meta charset=…>`, or the same in a `content`.
fn charset_in(bytes: &[u8]) -> Option<&'static Encoding> {
    const HEAD: usize = 4 * 1024;
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let mut tags = head
        .split('<')
        .filter(|tag| tag.starts_with("meta") || tag.starts_with("?xml"));
    let encoding = tags.find_map(|tag| {
        let tag = tag.split('>').next()?;
        let (_, value) = tag
            .split_once("charset=")
            .or_else(|| tag.split_once("encoding="))?;
        let value = value.trim_start_matches(['"', '\'', ' ']);
        let label = value.split(['"', '\'', ' ', ';', '/', '?']).next()?;
        Encoding::for_label(label.as_bytes())
    })?;
    // A page in which this can be read is not in two-byte characters.
    Some(if encoding.is_ascii_compatible() {
        encoding
    } else {
        UTF_8
    })
}

/// The text of `bytes` with `\n` at the end of each line, and what had to be guessed for it.
///
/// `\r\n` and a lone `\r` end a line as well, so that lines are counted as every editor counts them.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<Diagnostic>) {
    let (text, guessed) = characters(bytes);
    (with_plain_line_ends(text), guessed)
}

fn characters(bytes: &[u8]) -> (Cow<'_, str>, Option<Diagnostic>) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), None);
    }
    let encoding = guess(bytes);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let message = format!(
        "the file is not UTF-8; read as {}, which is a guess",
        encoding.name()
    );
    (text, Some(Diagnostic::warning(None, message)))
}

/// The text of `bytes`, which are said to be in `encoding`, and a warning where some of them aren't.
fn decode_as<'a>(
    encoding: &'static Encoding,
    bytes: &'a [u8],
) -> (Cow<'a, str>, Option<Diagnostic>) {
    let (text, is_damaged) = encoding.decode_without_bom_handling(bytes);
    let damaged = is_damaged.then(|| {
        let name = encoding.name();
        let message = format!("some bytes are not valid {name}; they are shown as \u{fffd}");
        Diagnostic::warning(None, message)
    });
    (text, damaged)
}

/// The legacy encoding that `bytes` are most likely in.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, Utf8Detection::Allow);
    // A single damaged byte in a long UTF-8 file must not turn every umlaut of it into two characters.
    if guessed != UTF_8 && mostly_utf8(bytes) {
        UTF_8
    } else {
        guessed
    }
}

/// Whether well-formed multi-byte characters outnumber the damaged places ten to one.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 10
}

fn with_plain_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.as_bytes().contains(&b'\r') {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    for (i, piece) in text.split('\r').enumerate() {
        if i > 0 && !piece.starts_with('\n') {
            plain.push('\n');
        }
        plain.push_str(piece);
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).0.into_owned()
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(text(b"\xEF\xBB\xBFPrivacy"), "Privacy");
    }

    #[test]
    fn utf_16_is_told_by_its_mark_in_both_orders() {
        assert_eq!(text(b"\xFF\xFEa\0\xE4\0"), "aä");
        assert_eq!(text(b"\xFE\xFF\0a\0\xE4"), "aä");
        assert_eq!(decode(b"\xFF\xFEa\0").1, None);
    }

    #[test]
    fn a_legacy_encoding_is_guessed_and_the_guess_is_told() {
        let bytes = b"Der Landesbeauftragte f\xFCr den Datenschutz in Baden-W\xFCrttemberg";
        let (text, diagnostic) = decode(bytes);
        assert_eq!(
            text,
            "Der Landesbeauftragte für den Datenschutz in Baden-Württemberg"
        );
        assert!(diagnostic.is_some_and(|d| d.message.contains("windows-1252")));
    }

    #[test]
    fn one_damaged_byte_does_not_change_the_encoding_of_the_rest() {
        let mut bytes = "“don’t” ".repeat(20).into_bytes();
        bytes.push(0xFF);
        let (text, diagnostic) = decode(&bytes);
        assert!(text.starts_with("“don’t”") && text.ends_with('\u{fffd}'));
        assert!(diagnostic.is_some());
    }

    fn page_text(bytes: &[u8], charset: Option<&str>) -> String {
        decode_page(bytes, charset).0.into_owned()
    }

    #[test]
    fn a_page_names_its_encoding_in_either_way() {
        let old = b"<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'>\xB9";
        assert!(page_text(old, None).ends_with('š'));
        assert!(page_text(b"<META CHARSET=\"windows-1251\">\xE4", None).ends_with('д'));
        assert!(page_text(b"<?xml version='1.0' encoding='iso-8859-2'?>\xB9", None).ends_with('š'));
    }

    #[test]
    fn what_stands_above_a_page_wins_over_what_it_says() {
        assert!(page_text(b"<meta charset=windows-1251>\xE4", Some("windows-1252")).ends_with('ä'));
        assert!(page_text(b"\xEF\xBB\xBF<meta charset=windows-1251>\xC3\xA4", None).ends_with('ä'));
    }

    #[test]
    fn a_page_that_was_saved_as_utf_8_is_read_so() {
        assert!(page_text("<meta charset=windows-1252>ä".as_bytes(), None).ends_with('ä'));
    }

    #[test]
    fn a_page_that_names_no_encoding_is_guessed() {
        let bytes = b"<p>Der Landesbeauftragte f\xFCr den Datenschutz in Baden-W\xFCrttemberg";
        assert!(page_text(bytes, None).contains("für"));
        assert!(decode_page(bytes, None).1.is_some());
        assert!(page_text(b"<meta charset=utf-16>abc", None).ends_with("abc"));
        let czech = b"<p>Va\xB9e osobn\xED \xFAdaje uchov\xE1v\xE1me pouze po dobu nezbytn\xEC nutnou. M\xF9\xBEete po\xBE\xE1dat o jejich v\xFDmaz.";
        let (text, told) = decode_page(czech, None);
        assert!(
            text.contains("výmaz") && text.contains("údaje uchováváme"),
            "{text}"
        );
        assert!(told.is_some());
    }

    #[test]
    fn a_page_in_two_byte_characters_is_told_by_its_mark_and_a_wrong_name_by_its_bytes() {
        let page = "<meta charset=utf-8><p>fünf";
        let little = page.encode_utf16().flat_map(u16::to_le_bytes);
        let big = page.encode_utf16().flat_map(u16::to_be_bytes);
        let little: Vec<u8> = [0xFF, 0xFE].into_iter().chain(little).collect();
        let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain(big).collect();
        assert!(page_text(&little, None).ends_with("fünf"));
        assert!(page_text(&big, Some("utf-8")).ends_with("fünf"));
        let wrong = b"<meta charset=utf-8><p>Der Landesbeauftragte f\xFCr den Datenschutz";
        assert!(page_text(wrong, None).contains("für"));
        assert!(decode_page(wrong, None).1.is_some());
        assert!(page_text(b"<meta charset=nonsense><p>plain", None).ends_with("plain"));
    }

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        assert_eq!(text(b"a\r\nb\rc\n\r\n\rd\r"), "a\nb\nc\n\n\nd\n");
    }
}
