//! HTML that stands inside Markdown: its tags go, its words stay.

use html5ever::data::NAMED_ENTITIES;

/// What a piece of HTML holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Words, and where they begin in the piece.
    Words(&'a str, usize),
    /// A character that was written by name: `&amp;`.
    Character(char, usize),
    /// A tag after which another block begins.
    Break(Break),
    /// `<br>` and the like: only a space.
    Space,
}

/// Which block begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    Paragraph,
    Item,
    Heading(u8),
    Cell,
}

/// The pieces of `html` in order; scripts, styles and comments are left out.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    // Behind the last ">" nothing is a tag, and nothing is searched for one.
    let last_end = html.rfind('>').unwrap_or(0);
    while let Some(rest) = html.get(at..).filter(|rest| !rest.is_empty()) {
        if at < last_end
            && rest.starts_with('<')
            && let Some((tag, len)) = tag(rest)
        {
            at += len;
            if let Some(element) = ["script", "style"]
                .into_iter()
                .find(|name| tag.eq_ignore_ascii_case(name))
            {
                at += hidden_length(html.get(at..).unwrap_or_default(), element);
            } else {
                pieces.extend(meaning(tag));
            }
        } else if rest.starts_with('&')
            && let Some((character, len)) = entity(rest)
        {
            pieces.push(Piece::Character(character, at));
            at += len;
        } else {
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let tail = rest.get(first..).unwrap_or_default();
            let len = first + tail.find(['<', '&']).unwrap_or(tail.len());
            pieces.push(Piece::Words(rest.get(..len).unwrap_or_default(), at));
            at += len;
        }
    }
    pieces
}

/// The name of the tag or comment that `rest` begins with, with its slash, and how long the whole is.
fn tag(rest: &str) -> Option<(&str, usize)> {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return Some((
            "!",
            comment
                .find("-->")
                .map_or(rest.len(), |end| end + "<!---->".len()),
        ));
    }
    let body = rest.get(1..)?;
    if !body.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return None;
    }
    let name_end = body
        .get(1..)?
        .find(|c: char| !c.is_ascii_alphanumeric())
        .map_or(body.len(), |end| end + 1);
    let len = rest.find('>')? + 1;
    Some((body.get(..name_end)?, len))
}

/// How long the words of a script or style are, up to the tag that ends it.
fn hidden_length(rest: &str, element: &str) -> usize {
    let mut at = 0;
    while let Some(found) = rest.get(at..).and_then(|rest| rest.find("</")) {
        at += found + 2;
        let name = rest.get(at..at + element.len());
        if name.is_some_and(|name| name.eq_ignore_ascii_case(element)) {
            return at - 2;
        }
    }
    rest.len()
}

fn meaning(tag: &str) -> Option<Piece<'static>> {
    let name = tag.trim_start_matches('/').to_ascii_lowercase();
    let opens = !tag.starts_with('/');
    let piece = match name.as_str() {
        "br" | "wbr" | "hr" => Piece::Space,
        "li" | "dt" if opens => Piece::Break(Break::Item),
        "td" | "th" => Piece::Break(Break::Cell),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if opens => {
            let level = name.as_bytes().get(1).map_or(1, |figure| figure - b'0');
            Piece::Break(Break::Heading(level))
        }
        "p" | "div" | "li" | "ul" | "ol" | "dl" | "dt" | "dd" | "table" | "tr" | "section"
        | "article" | "header" | "footer" | "nav" | "main" | "aside" | "blockquote" | "pre"
        | "details" | "summary" | "address" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "tbody"
        | "thead" => Piece::Break(Break::Paragraph),
        _ => return None,
    };
    Some(piece)
}

/// The character that `rest` begins with by name or number, and how long that is: "&sect;", "&#167;".
fn entity(rest: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 33;
    let end = rest.bytes().take(LONGEST).position(|b| b == b';')?;
    let code = match rest.get(1..end)?.strip_prefix('#') {
        Some(figures) => match figures.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => figures.parse().ok()?,
        },
        None => match NAMED_ENTITIES.get(rest.get(1..=end)?) {
            Some((code, 0)) => *code,
            _ => return None,
        },
    };
    char::from_u32(code)
        .filter(|c| *c != '\0')
        .map(|character| (character, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(html: &str) -> String {
        let shown = |piece| match piece {
            Piece::Words(words, _) => words.to_owned(),
            Piece::Character(character, _) => character.to_string(),
            Piece::Break(_) => "\n".to_owned(),
            Piece::Space => " ".to_owned(),
        };
        pieces(html).into_iter().map(shown).collect()
    }

    #[test]
    fn tags_go_and_words_stay() {
        assert_eq!(
            words("We <b>keep</b><br/>data &amp; logs &#8212; x"),
            "We keep data & logs — x"
        );
        assert_eq!(words("<p class='a'>One</p><p>Two</p>"), "\nOne\n\nTwo\n");
    }

    #[test]
    fn characters_may_be_written_by_name_or_number() {
        assert_eq!(
            words("&sect;&nbsp;5 BDSG, K&ouml;ln, 20 &euro; &#x2014; &#0;"),
            "§\u{a0}5 BDSG, Köln, 20 € — &#0;"
        );
    }

    #[test]
    fn scripts_styles_and_comments_are_left_out() {
        assert_eq!(
            words("a<script>if (x </ 3) {}</SCRIPT>b<!-- c > d -->e<style>p {}"),
            "abe"
        );
    }

    #[test]
    fn what_is_no_tag_is_words() {
        assert_eq!(
            words("3 < 4 & 5 > 2 &nosuch; <"),
            "3 < 4 & 5 > 2 &nosuch; <"
        );
    }

    #[test]
    fn a_heading_tells_its_level() {
        assert_eq!(pieces("<h3>")[..], [Piece::Break(Break::Heading(3))]);
    }
}
