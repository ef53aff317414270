//! Saved pages of several parts (MHTML): the bytes of the page among what belongs to it.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::Diagnostic;

/// The page in a file of several parts.
pub(super) struct PagePart<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    /// The encoding that stands above it.
    pub(super) charset: Option<String>,
    /// The style sheets that it links to.
    pub(super) sheets: Vec<String>,
}

/// A part of a file: a page, a style sheet, a picture.
struct Part<'a> {
    /// What it is: "text/html".
    kind: String,
    /// What other parts call it by.
    names: Vec<String>,
    charset: Option<String>,
    encoding: String,
    content: &'a [u8],
    extent: Extent,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    Whole,
    /// The file ends before the part does.
    Cut,
}

impl Part<'_> {
    /// The part under `head`, without its content.
    fn of(head: &[(String, String)]) -> Self {
        let value = |name| field(head, name).unwrap_or_default();
        let content_type = value("content-type");
        let kind = content_type.split(';').next().unwrap_or_default();
        let id = value("content-id").trim_matches(['<', '>']);
        let id = (!id.is_empty()).then(|| format!("cid:{id}"));
        let location = Some(value("content-location")).filter(|location| !location.is_empty());
        Self {
            kind: kind.trim().to_ascii_lowercase(),
            names: id.into_iter().chain(location.map(str::to_owned)).collect(),
            charset: parameter(content_type, "charset"),
            encoding: value("content-transfer-encoding").to_owned(),
            content: b"",
            extent: Extent::Whole,
        }
    }

    fn is_page(&self) -> bool {
        matches!(self.kind.as_str(), "text/html" | "application/xhtml+xml")
    }
}

/// Whether `head`, where a file begins, is that of a saved page: of several parts, or of one that is written for letters.
pub(super) fn is_mhtml(head: &[u8]) -> bool {
    let (fields, _) = fields(head);
    let kind = field(&fields, "content-type").unwrap_or_default();
    let kind = kind.to_ascii_lowercase();
    let has_version = field(&fields, "mime-version").is_some();
    has_version && (kind.starts_with("multipart/") || kind.starts_with("text/html"))
}

/// The first part of `bytes` that is a page, or what it shows in a frame where that is nearly all of its words; the whole
/// where there is none.
pub(super) fn page(bytes: &[u8]) -> (PagePart<'_>, Vec<Diagnostic>) {
    let parts = parts(bytes);
    let Some(first) = parts.iter().position(Part::is_page) else {
        let whole = PagePart {
            bytes: Cow::Borrowed(bytes),
            charset: None,
            sheets: Vec::new(),
        };
        let message = "the file has no part that is a page; it is read as one";
        return (whole, vec![Diagnostic::warning(None, message)]);
    };
    let mut told = Vec::new();
    let mut chosen = first;
    let mut content = decoded(&parts[first]);
    if let Some((at, framed)) = frame_with_the_words(&parts, first, &content) {
        (chosen, content) = (at, framed);
        let message =
            "the page holds few words of its own; what it shows in a frame is read in its place";
        told.push(Diagnostic::note(None, message));
    }
    if parts[chosen].extent == Extent::Cut {
        let message = "the file is cut off before the page ends; save the page again";
        told.push(Diagnostic::warning(None, message));
    }
    let page = PagePart {
        sheets: sheets(&parts, &content),
        charset: parts[chosen].charset.clone(),
        bytes: content,
    };
    (page, told)
}

/// The page that `content`, which is that of the part `first`, shows in a frame, and in which most of the words are.
fn frame_with_the_words<'a>(
    parts: &[Part<'a>],
    first: usize,
    content: &[u8],
) -> Option<(usize, Cow<'a, [u8]>)> {
    const FEW: usize = 400;
    let text = String::from_utf8_lossy(content);
    let pages = parts.iter().enumerate().filter(|(_, part)| part.is_page());
    let framed = pages.filter(|(at, part)| *at != first && names_one(&text, &part.names));
    let framed = framed.map(|(at, part)| (at, decoded(part)));
    let (at, framed) = framed.max_by_key(|(at, framed)| (letters(framed), Reverse(*at)))?;
    let (own, others) = (letters(content), letters(&framed));
    let holds_words = others > own * 4 || (own < FEW && others > own);
    holds_words.then_some((at, framed))
}

/// The style sheets for screens that the page `content` links to.
fn sheets(parts: &[Part<'_>], content: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(content);
    let links = text.split('<').filter(|tag| tag.starts_with("link"));
    let is_linked = |part: &&Part<'_>| {
        let mut link = links.clone().filter(|tag| names_one(tag, &part.names));
        link.any(|tag| !tag.contains("media=") || tag.contains("screen") || tag.contains("\"all\""))
    };
    let sheets = parts.iter().filter(|part| part.kind == "text/css");
    let texts = sheets.filter(is_linked).map(decoded);
    texts
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect()
}

fn names_one(text: &str, names: &[String]) -> bool {
    let escaped = |name: &String| name.replace('&', "&amp;");
    names
        .iter()
        .any(|name| text.contains(name.as_str()) || text.contains(&escaped(name)))
}

/// How many letters of the page `content` stand outside of its tags, style sheets and scripts, nearly.
fn letters(content: &[u8]) -> usize {
    let text = String::from_utf8_lossy(content);
    let mut is_passed_over = false;
    let mut count = 0;
    for piece in text.split('<') {
        let begins = |name: &str| {
            piece
                .get(..name.len())
                .is_some_and(|tag| tag.eq_ignore_ascii_case(name))
        };
        is_passed_over = begins("style") || begins("script") || (is_passed_over && !begins("/"));
        let words = piece.split_once('>').map_or("", |(_, words)| words);
        if !is_passed_over {
            count += words.chars().filter(|c| c.is_alphanumeric()).count();
        }
    }
    count
}

/// The parts of `bytes`, in order; what is of several parts itself stands for those.
fn parts(bytes: &[u8]) -> Vec<Part<'_>> {
    const MOST: usize = 10_000;
    let (head, mut body) = fields(bytes);
    let Some(outermost) = boundary(&head) else {
        let content = body;
        return vec![Part {
            content,
            ..Part::of(&head)
        }];
    };
    let mut boundaries = vec![outermost];
    let mut parts = Vec::new();
    // Parts may be of several parts themselves; each begins with a line of its own.
    while let Some(delimiter) = boundaries.last().filter(|_| parts.len() < MOST) {
        let Some(after) = after_delimiter(body, delimiter) else {
            boundaries.pop();
            continue;
        };
        let (head, content) = fields(after);
        body = content;
        let part = Part::of(&head);
        if part.kind.starts_with("multipart/") {
            boundaries.extend(boundary(&head).filter(|_| boundaries.len() < 8));
            continue;
        }
        let end = next_delimiter(content, delimiter).map(|(start, _)| start);
        let extent = if end.is_some() {
            Extent::Whole
        } else {
            Extent::Cut
        };
        let content = content.get(..end.unwrap_or(content.len()));
        parts.push(Part {
            content: content.unwrap_or_default(),
            extent,
            ..part
        });
    }
    parts
}

/// The fields above a body, names in small letters, and the body.
fn fields(bytes: &[u8]) -> (Vec<(String, String)>, &[u8]) {
    const MOST: usize = 200;
    let mut found: Vec<(String, String)> = Vec::new();
    let mut rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    while found.len() < MOST {
        let end = rest
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(rest.len(), |end| end + 1);
        let (line, after) = rest.split_at(end);
        if line.is_empty() {
            break;
        }
        let line = String::from_utf8_lossy(line.trim_ascii_end());
        if line.is_empty() {
            return (found, after);
        }
        let goes_on = line.starts_with([' ', '\t']);
        match (line.split_once(':'), found.last_mut()) {
            (_, Some((_, value))) if goes_on => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (Some((name, value)), _) => {
                found.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
            }
            (None, _) => break,
        }
        rest = after;
    }
    (found, rest)
}

fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = fields.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str())
}

/// The parameter `name` of a field: `charset` of "text/html; charset=utf-8".
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// What parts the parts of the body under `head`.
fn boundary(head: &[(String, String)]) -> Option<Vec<u8>> {
    let boundary = parameter(field(head, "content-type")?, "boundary")?;
    (!boundary.is_empty()).then(|| format!("--{boundary}").into_bytes())
}

/// The part after the first `delimiter` in `body`; none where it is the last one.
fn after_delimiter<'a>(body: &'a [u8], delimiter: &[u8]) -> Option<&'a [u8]> {
    let (_, after) = next_delimiter(body, delimiter)?;
    body.get(after..).filter(|rest| !rest.is_empty())
}

/// Where the line with the next `delimiter` begins, and where it ends.
fn next_delimiter(body: &[u8], delimiter: &[u8]) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(delimiter) {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The content of `part` as it was before it was written for letters.
fn decoded<'a>(part: &Part<'a>) -> Cow<'a, [u8]> {
    match part.encoding.trim().to_ascii_lowercase().as_str() {
        "quoted-printable" => Cow::Owned(from_quoted_printable(part.content)),
        "base64" => Cow::Owned(from_base64(part.content)),
        _ => Cow::Borrowed(part.content),
    }
}

fn from_quoted_printable(content: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(content.len());
    for line in content.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii_end();
        // A "=" at the end of a line takes the line's end away.
        let (text, end): (&[u8], &[u8]) = match text.strip_suffix(b"=") {
            Some(text) => (text, b""),
            None => (text, if line.ends_with(b"\n") { b"\n" } else { b"" }),
        };
        let mut rest = text.iter();
        while let Some(byte) = rest.next() {
            let pair = rest.as_slice().get(..2).filter(|_| *byte == b'=');
            match pair.and_then(hexadecimal) {
                Some(value) => {
                    bytes.push(value);
                    rest.nth(1);
                }
                None => bytes.push(*byte),
            }
        }
        bytes.extend_from_slice(end);
    }
    bytes
}

fn hexadecimal(pair: &[u8]) -> Option<u8> {
    let pair = std::str::from_utf8(pair)
        .ok()
        .filter(|pair| !pair.starts_with('+'))?;
    u8::from_str_radix(pair, 16).ok()
}

fn from_base64(content: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(content.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for value in content.iter().filter_map(|byte| base64_value(*byte)) {
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            let [.., byte] = (bits >> count).to_be_bytes();
            bytes.push(byte);
        }
    }
    bytes
}

fn base64_value(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAVED: &str = "From: <Saved by a browser>\r\nSubject: Privacy\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--part--x\"\r\n\r\n\
        ----part--x\r\nContent-Type: text/css\r\n\r\np {}\r\n\
        ----part--x\r\nContent-Type: text/html; charset=windows-1252\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n<p class=3D\"a\">We ke=\r\nep f=FCr</p>\r\n\
        ----part--x--\r\n";

    fn page_of(bytes: &[u8]) -> (Vec<u8>, Option<String>) {
        let (part, _) = page(bytes);
        (part.bytes.into_owned(), part.charset)
    }

    #[test]
    fn the_page_is_found_among_the_parts_and_put_together() {
        assert!(is_mhtml(SAVED.as_bytes()));
        let (bytes, charset) = page_of(SAVED.as_bytes());
        assert_eq!(bytes, b"<p class=\"a\">We keep f\xFCr</p>\n");
        assert_eq!(charset.as_deref(), Some("windows-1252"));
    }

    #[test]
    fn a_page_in_a_part_of_parts_is_found() {
        let nested = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n\
            Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nno\n--b\n\
            Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+WWVz\nPC9wPg==\n--b--\n--a--\n";
        assert_eq!(page_of(nested.as_bytes()).0, b"<p>Yes</p>");
    }

    #[test]
    fn a_file_without_a_page_is_read_whole_and_that_is_told() {
        let (part, told) = page(b"<p>We keep data.</p>");
        assert_eq!(part.bytes.as_ref(), b"<p>We keep data.</p>");
        assert_eq!(told.len(), 1);
    }

    /// A file with a page of its own `words`, which shows another in a frame, and a style sheet.
    fn with_frame(words: &str, link: &str) -> String {
        format!(
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/html\n\n\
             <link rel=stylesheet {link} href=\"https://a.example/s.css?a&amp;b\">\
             <style>p {{ color: red }}</style><p>{words}</p><iframe src=cid:f@x>\n--a\n\
             Content-Type: text/html\nContent-ID: <f@x>\n\n<p>We keep your data for a year.</p>\n--a\n\
             Content-Type: text/css\nContent-Location: https://a.example/s.css?a&b\n\n.x{{}}\n--a--\n"
        )
    }

    #[test]
    fn what_a_page_without_words_shows_in_a_frame_is_read() {
        let file = with_frame("Privacy", "");
        let (part, told) = page(file.as_bytes());
        assert_eq!(
            part.bytes.as_ref(),
            b"<p>We keep your data for a year.</p>\n"
        );
        assert_eq!(told.len(), 1);
        let file = with_frame(&"We keep it. ".repeat(50), "");
        let (part, told) = page(file.as_bytes());
        assert!(part.bytes.starts_with(b"<link") && told.is_empty());
    }

    #[test]
    fn the_style_sheets_for_screens_that_the_page_links_to_are_found() {
        let words = "We keep it. ".repeat(50);
        let sheets = |link: &str| page(with_frame(&words, link).as_bytes()).0.sheets;
        assert_eq!(sheets(""), [".x{}\n"]);
        assert_eq!(sheets("media=screen"), [".x{}\n"]);
        assert!(sheets("media=print").is_empty());
    }

    #[test]
    fn a_page_that_is_cut_off_is_reported() {
        let end = SAVED.find("f=FCr").unwrap_or_default();
        let cut = SAVED.as_bytes().get(..end).unwrap_or_default();
        let (part, told) = page(cut);
        assert_eq!(part.bytes.as_ref(), b"<p class=\"a\">We keep");
        assert!(told[0].message.starts_with("the file is cut off"));
    }

    #[test]
    fn a_page_that_is_the_only_part_is_decoded() {
        let single = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\
                      Content-Transfer-Encoding: quoted-printable\n\n<p>We ke=\nep it</p>";
        assert!(is_mhtml(single.as_bytes()));
        assert_eq!(page_of(single.as_bytes()).0, b"<p>We keep it</p>");
    }

    #[test]
    fn a_letter_with_a_colon_is_no_saved_page() {
        assert!(!is_mhtml(
            b"Content-Type: text/plain\nMIME-Version: 1.0\n\nHello"
        ));
        assert!(!is_mhtml(b"Privacy Policy\n\nmultipart/related"));
    }
}
