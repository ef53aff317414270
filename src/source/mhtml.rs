//! Saved pages of several parts (MHTML): the bytes of the page among what belongs to it.

use std::borrow::Cow;

use super::Diagnostic;

/// The page in a file of several parts.
pub(super) struct PagePart<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    /// The encoding that stands above it.
    pub(super) charset: Option<String>,
}

/// Whether `head`, where a file begins, is that of a saved page of several parts.
pub(super) fn is_mhtml(head: &[u8]) -> bool {
    let (fields, _) = fields(head);
    let kind = field(&fields, "content-type").unwrap_or_default();
    let has_version = field(&fields, "mime-version").is_some();
    has_version && kind.to_ascii_lowercase().starts_with("multipart/")
}

/// The first part of `bytes` that is a page; the whole where there is none.
pub(super) fn page(bytes: &[u8]) -> (PagePart<'_>, Option<Diagnostic>) {
    if let Some(part) = find(bytes) {
        return (part, None);
    }
    let whole = PagePart {
        bytes: Cow::Borrowed(bytes),
        charset: None,
    };
    let message = "the file has no part that is a page; it is read as one";
    (whole, Some(Diagnostic::warning(None, message)))
}

fn find(bytes: &[u8]) -> Option<PagePart<'_>> {
    let (head, mut body) = fields(bytes);
    let mut boundaries = vec![boundary(&head)?];
    // Parts may be of several parts themselves; each begins with a line of its own.
    while let Some(delimiter) = boundaries.last() {
        let Some(after) = after_delimiter(body, delimiter) else {
            boundaries.pop();
            continue;
        };
        let (head, content) = fields(after);
        body = content;
        let kind = field(&head, "content-type")
            .unwrap_or_default()
            .to_ascii_lowercase();
        if kind.starts_with("multipart/") {
            boundaries.extend(boundary(&head).filter(|_| boundaries.len() < 8));
        } else if kind.starts_with("text/html") || kind.starts_with("application/xhtml") {
            let end = next_delimiter(content, delimiter).map_or(content.len(), |(start, _)| start);
            let encoding = field(&head, "content-transfer-encoding").unwrap_or_default();
            return Some(PagePart {
                bytes: decoded(content.get(..end)?, encoding),
                charset: parameter(field(&head, "content-type")?, "charset"),
            });
        }
    }
    None
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

fn decoded<'a>(content: &'a [u8], encoding: &str) -> Cow<'a, [u8]> {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "quoted-printable" => Cow::Owned(from_quoted_printable(content)),
        "base64" => Cow::Owned(from_base64(content)),
        _ => Cow::Borrowed(content),
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
        assert!(told.is_some());
    }

    #[test]
    fn a_letter_with_a_colon_is_no_saved_page() {
        assert!(!is_mhtml(
            b"Content-Type: text/plain\nMIME-Version: 1.0\n\nHello"
        ));
        assert!(!is_mhtml(b"Privacy Policy\n\nmultipart/related"));
    }
}
