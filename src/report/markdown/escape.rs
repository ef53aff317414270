//! Text inside Markdown: nothing in it is markup, and nothing in it is hidden.

use std::fmt;

use crate::display::Safe;

/// Any text, written so that Markdown shows it as it is.
pub(super) struct Plain<'a>(Safe<'a>);

/// `text` as it is to be read, on one line.
pub(super) fn plain(text: &str) -> Plain<'_> {
    Plain(Safe::line(text))
}

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.as_str();
        for (at, c) in text.char_indices() {
            let rest = text.get(at..).unwrap_or_default();
            match c {
                // A table is taken apart before anything else, and not everywhere in the same way.
                '|' => f.write_str("&#124;")?,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '^' | '&' | '$' => {
                    write!(f, "\\{c}")?;
                }
                // GitHub makes links of addresses even where nothing marks them as such.
                ':' if rest.starts_with("://") => f.write_str("\\:")?,
                // It makes mail links of addresses too, however they are escaped; only something between their parts keeps it off.
                '@' if at > 0 => f.write_str("<!-- -->@")?,
                '.' if ends_with_www(text.get(..at).unwrap_or_default()) => f.write_str("\\.")?,
                c => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

fn ends_with_www(text: &str) -> bool {
    let start = text.len().checked_sub(3).and_then(|at| text.get(at..));
    start.is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// The text that a reader sees of `markdown`, and whether anything but text is in it.
    fn rendered(markdown: &str) -> (String, bool) {
        let mut text = String::new();
        let mut is_plain = true;
        let options = Options::all().difference(Options::ENABLE_SMART_PUNCTUATION);
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                // It has no words and keeps mail addresses from becoming links.
                Event::InlineHtml(html) if &*html == "<!-- -->" => {}
                _ => is_plain = false,
            }
        }
        (text, is_plain)
    }

    #[test]
    fn markup_of_a_policy_is_shown_and_not_obeyed() {
        for text in [
            "[here](https://evil.example)",
            "![x](y.png) <img src=x> <!-- x --> <https://a.example>",
            "a | b || c",
            "**bold** _it_ `code` ~~gone~~ $x$ H~2~O ^a^ ==b==",
            "[^1] [x][y] &amp; &#x41; \\| \\",
            "https://evil.example and www.evil.example",
            "{#id .class} :::",
        ] {
            let markdown = format!("“{}”", plain(text));
            assert_eq!(
                rendered(&markdown),
                (format!("“{text}”"), true),
                "{markdown}"
            );
        }
        assert_eq!(
            plain("http://www.a.example").to_string(),
            "http\\://www\\.a.example"
        );
        assert_eq!(plain("a@b.example").to_string(), "a<!-- -->@b.example");
        assert_eq!(plain("a\n# b\u{202e}").to_string(), "a␊\\# b‹U+202E›");
    }

    proptest! {
        #[test]
        fn whatever_is_quoted_is_read_as_it_is(text in "[ -~é’\\\\|\\[\\]<>*_`]{0,40}") {
            let markdown = format!("“{}”", plain(&text));
            prop_assert_eq!(rendered(&markdown), (format!("“{text}”"), true), "{}", markdown);
        }
    }
}
