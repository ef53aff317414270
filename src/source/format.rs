//! Which format bytes are in: by the extension, corrected by what the content shows.

use std::path::Path;

use super::{Format, mhtml};

/// Extensions of the files that are taken from a folder.
pub(super) const EXTENSIONS: [&str; 11] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "mhtml", "mht", "docx", "pdf",
];

/// How much of a file is looked at: marks come early and often where they come at all.
const SAMPLE: usize = 64 * 1024;

/// The format of `bytes` that were read from `path`.
pub(super) fn detect(path: &Path, bytes: &[u8]) -> Format {
    if let Some(format) = detect_binary(bytes) {
        return format;
    }
    let head = bytes.get(..SAMPLE).unwrap_or(bytes);
    if mhtml::is_mhtml(head) {
        return Format::Mhtml;
    }
    let text = String::from_utf8_lossy(head);
    let extension = path
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase());
    let tags = Tags::of(&text);
    let is_page = match extension.as_deref() {
        Some("html" | "htm" | "xhtml" | "shtml" | "mhtml" | "mht") => {
            tags.are_first || tags.count > 0
        }
        // Markdown may hold a few tags, even at its head.
        Some("md" | "markdown" | "mdown" | "mkd") => tags.open_a_page,
        _ => tags.open_a_page || (tags.are_first && tags.count >= 5),
    };
    if is_page {
        return Format::Html;
    }
    let marks = Marks::of(&text);
    let is_markdown = match extension.as_deref() {
        // Text that was pasted into a .md file keeps its line breaks only when it is read as text.
        Some("md" | "markdown" | "mdown" | "mkd") => marks.sure + marks.likely > 0,
        _ => marks.sure >= 3,
    };
    if is_markdown {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// The format of `bytes` that are no text.
pub(super) fn detect_binary(bytes: &[u8]) -> Option<Format> {
    match () {
        () if is_pdf(bytes) => Some(Format::Pdf),
        () if is_docx(bytes) => Some(Format::Docx),
        () => None,
    }
}

/// Whether `bytes` begin as a PDF does, perhaps after a few lines or other bytes that came with it.
fn is_pdf(bytes: &[u8]) -> bool {
    const HEAD: usize = 1024;
    const MARK: &[u8] = b"%PDF-";
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let mut lines = text.split(|byte| matches!(byte, b'\r' | b'\n'));
    lines.any(|line| line.trim_ascii_start().starts_with(MARK))
        || (head.contains(&0) && contains(head, MARK))
}

fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

/// Whether `bytes` are an archive that names the main part of a Word document.
fn is_docx(bytes: &[u8]) -> bool {
    // Some word processors number it: "word/document2.xml".
    const PART: &[u8] = b"word/document";
    bytes.starts_with(b"PK\x03\x04") && contains(bytes, PART)
}

/// The tags of HTML in a text.
struct Tags {
    /// Whether the text begins as whole pages do.
    open_a_page: bool,
    /// Whether the text begins with a tag.
    are_first: bool,
    /// Tags that end an element.
    count: usize,
}

impl Tags {
    fn of(text: &str) -> Self {
        const OPENINGS: [&str; 4] = ["<!doctype html", "<html", "<head", "<body"];
        let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        // A saved page says first where it was saved from.
        while let Some(after) = after_remark(rest) {
            rest = after.trim_start();
        }
        let begins = |opening: &&str| {
            let head = rest.get(..opening.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(opening))
        };
        Self {
            open_a_page: OPENINGS.iter().any(begins),
            are_first: rest.starts_with('<'),
            count: text.matches("</").count(),
        }
    }
}

/// What stands after the comment or the XML declaration that `text` begins with.
fn after_remark(text: &str) -> Option<&str> {
    let end = if text.starts_with("<!--") {
        "-->"
    } else if text.starts_with("<?xml") {
        "?>"
    } else {
        return None;
    };
    text.split_once(end).map(|(_, after)| after)
}

/// The marks of Markdown in a text.
#[derive(Default)]
struct Marks {
    /// What plain text does not have: headings with "#", links, bold words, tables.
    sure: usize,
    /// What plain text may have too: bullets and underlined headings.
    likely: usize,
}

impl Marks {
    fn of(text: &str) -> Self {
        let mut marks = Self::default();
        let mut above_is_text = false;
        for line in text.lines() {
            let line = line.trim_end();
            let is_drawn_in = |c: u8| line.len() >= 3 && line.bytes().all(|byte| byte == c);
            let is_rule = is_drawn_in(b'=') || is_drawn_in(b'-');
            marks.sure += line.matches("](").count() + line.matches("**").count() / 2;
            marks.sure += usize::from(
                is_atx_heading(line) || (line.starts_with("| ") && line.ends_with(" |")),
            );
            marks.likely += usize::from(
                (is_rule && above_is_text) || line.starts_with("* ") || line.starts_with("<!--"),
            );
            above_is_text = !line.is_empty() && !is_rule;
        }
        marks
    }
}

fn is_atx_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(path: &str, text: &str) -> Format {
        detect(Path::new(path), text.as_bytes())
    }

    #[test]
    fn the_extension_decides_where_the_content_does_not_contradict() {
        assert_eq!(
            format("a.md", "# Privacy Policy\n\nWe keep data."),
            Format::Markdown
        );
        assert_eq!(
            format("a.txt", "Privacy Policy\n\nWe keep data."),
            Format::Text
        );
    }

    #[test]
    fn a_text_file_that_holds_markdown_is_markdown() {
        let text = "# Privacy\n\n## Data\n\nSee [our site](https://example.org) and **this**.";
        assert_eq!(format("a.txt", text), Format::Markdown);
        assert_eq!(format("policy", text), Format::Markdown);
    }

    #[test]
    fn plain_text_in_a_markdown_file_is_text() {
        assert_eq!(
            format(
                "a.md",
                "1. Introduction\nWe keep data.\n2. Contact\nWrite to us."
            ),
            Format::Text
        );
    }

    #[test]
    fn a_page_is_told_by_how_it_begins_whatever_its_name() {
        let page =
            "<!-- saved from url=(0014)about:internet -->\n<!DOCTYPE html>\n<p>We keep data.";
        for path in ["page", "a.txt", "a.md", "a.html"] {
            assert_eq!(format(path, page), Format::Html);
        }
        let piece = "<div><h1>Privacy</h1><p>One</p><p>Two</p><p>Three</p></div>";
        assert_eq!(format("a.txt", piece), Format::Html);
        assert_eq!(
            format("a.md", "<div>\n\n# Privacy\n\n</div>"),
            Format::Markdown
        );
    }

    #[test]
    fn text_without_tags_is_no_page_whatever_its_name() {
        assert_eq!(
            format("a.html", "Privacy Policy\n\nWe keep data."),
            Format::Text
        );
        assert_eq!(
            format("a.txt", "<b>Privacy</b>\n\nWe keep data."),
            Format::Text
        );
    }

    #[test]
    fn a_pdf_is_told_by_its_mark_after_white_space_and_lines_that_came_with_it() {
        for head in [
            "",
            "\n",
            "\r\n",
            " ",
            "\u{feff}",
            "Content-Type: application/pdf\r\n\r\n",
        ] {
            assert_eq!(
                format("policy", &format!("{head}%PDF-1.7\n1 0 obj")),
                Format::Pdf
            );
        }
        assert_eq!(
            format("a.txt", "Files that begin with %PDF-1.7 are kept."),
            Format::Text
        );
    }

    #[test]
    fn a_page_of_several_parts_is_told_by_its_head() {
        let saved = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n";
        assert_eq!(format("a.txt", saved), Format::Mhtml);
    }

    #[test]
    fn bullets_do_not_make_a_text_markdown() {
        assert_eq!(
            format("a.txt", "We keep:\n* names\n* addresses\n* logs\n* more"),
            Format::Text
        );
    }

    #[test]
    fn a_ruler_under_a_title_does_not_make_a_text_markdown() {
        assert_eq!(
            format("a.txt", "Privacy Policy\n==============\n\nWe keep data."),
            Format::Text
        );
    }
}
