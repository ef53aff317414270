//! How deep arrays and dictionaries nest, told before they are read: the reader follows them with its own stack, which
//! ends the whole program where it is used up.

use super::PdfError;

/// No page nests them deeper.
const DEEPEST: usize = 200;
/// So many are followed on the stack of the thread that reads, even if each stands in the one before.
const MOST: usize = 1_000_000;

/// Refuses objects that could nest too deep; what closes them is not looked at, since it could stand in strings.
pub(super) fn check(objects: &[u8]) -> Result<(), PdfError> {
    let opens = |pair: &&[u8]| matches!(pair, [b'[', _] | [b'<', b'<']);
    let opened = objects.windows(2).filter(opens).take(MOST).count();
    if opened == MOST {
        return Err(PdfError::TooMuch);
    }
    Ok(())
}

/// What a page draws without its inline pictures, whose bytes may look like anything.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) bytes: Vec<u8>,
    /// How many pictures were taken out.
    pub(super) pictures: usize,
}

/// `content` without its inline pictures; none where it nests too deep.
pub(super) fn checked(content: &[u8]) -> Option<Content> {
    let mut kept = Vec::with_capacity(content.len());
    let (mut pictures, mut depth) = (0, 0_usize);
    let mut rest = content;
    while let Some(first) = rest.first() {
        let length = match first {
            b'(' => string(rest),
            b'%' => rest
                .iter()
                .take_while(|byte| !b"\r\n".contains(byte))
                .count(),
            b'<' if rest.starts_with(b"<<") => 2,
            b'>' if rest.starts_with(b">>") => 2,
            _ if is_regular(*first) => rest.iter().take_while(|byte| is_regular(**byte)).count(),
            _ => 1,
        };
        let (token, after) = rest.split_at_checked(length)?;
        match token {
            b"[" | b"<<" => depth += 1,
            b"]" | b">>" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return None;
        }
        let begins_word = !kept.ends_with(b"/");
        if token == b"BI" && begins_word {
            pictures += 1;
            depth = 0;
            rest = after_picture(after);
        } else {
            kept.extend_from_slice(token);
            rest = after;
        }
    }
    Some(Content {
        bytes: kept,
        pictures,
    })
}

/// How long the string is that `bytes` begin with.
fn string(bytes: &[u8]) -> usize {
    let (mut open, mut is_escaped) = (0_usize, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'(' => open += 1,
            b')' if open == 1 => return at + 1,
            b')' => open -= 1,
            _ => {}
        }
    }
    bytes.len()
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

/// Whether `byte` is one that words and numbers are made of.
fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

/// What stands after the picture that begins before `bytes`: after "EI" between spaces.
fn after_picture(bytes: &[u8]) -> &[u8] {
    let begins = bytes.windows(2).position(|pair| pair == b"ID");
    let from = begins.map_or(0, |at| at + 2);
    let ends = |window: &[u8]| match window {
        [before, b'E', b'I', after] => is_space(*before) && is_space(*after),
        _ => false,
    };
    let data = bytes.get(from..).unwrap_or_default();
    match data.windows(4).position(ends) {
        Some(at) => data.get(at + 3..).unwrap_or_default(),
        None => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nests_too_deep_is_told_whatever_strings_and_pictures_hold() {
        let is_fine = |content: &str| checked(content.as_bytes()).is_some();
        assert!(is_fine("[(a) 3 [<61>]] TJ /P << /A [1] >> BDC"));
        assert!(is_fine(&format!("({}) Tj", "[".repeat(1_000))));
        assert!(is_fine(&"[(a)] TJ ".repeat(1_000)));
        assert!(!is_fine(&"[".repeat(1_000)));
        assert!(!is_fine(&"<< /A ".repeat(1_000)));
        assert!(!is_fine(&"[(])".repeat(1_000)));
        assert!(!is_fine(&format!("BI /W 1 ID ( EI {}", "[".repeat(1_000))));
    }

    #[test]
    fn inline_pictures_are_taken_out_and_counted() {
        let content = checked(b"q BI /W 1 ID x(EI[ EI Q /BI gs (BI) Tj % BI\nBI ID").unwrap();
        assert_eq!(content.bytes, b"q  Q /BI gs (BI) Tj % BI\n");
        assert_eq!(content.pictures, 2);
    }
}
