//! Which block is the title.

use crate::document::{BlockKind, Document};

use super::heading::HeadingKind;

/// The block that is the title, where there is one.
pub(super) fn find(
    document: &Document,
    headings: &[Option<HeadingKind>],
    left_out: &[bool],
) -> Option<usize> {
    named_title(document, headings, left_out).or_else(|| lone_top_heading(document, headings))
}

/// The first heading, or line at the very top, that names a privacy policy.
fn named_title(
    document: &Document,
    headings: &[Option<HeadingKind>],
    left_out: &[bool],
) -> Option<usize> {
    const SAYS_MUCH: usize = 200;
    const MOST_BEFORE: usize = 5;
    let (mut seen, mut long) = (0, 0);
    for (i, block) in document.blocks.iter().enumerate() {
        if left_out[i] {
            continue;
        }
        let words = document.words(block);
        let is_heading = headings[i].is_some_and(|kind| kind.label.is_none());
        let is_line =
            block.kind == BlockKind::Paragraph && seen < MOST_BEFORE && block.links.is_empty();
        if (is_heading || is_line) && block.label.is_none() && names_a_policy(words) {
            return Some(i);
        }
        if headings[i].is_some_and(|kind| kind.label.is_some()) {
            return None;
        }
        seen += 1;
        long += usize::from(words.len() > SAYS_MUCH);
        if seen > 8 * MOST_BEFORE || long > MOST_BEFORE {
            return None;
        }
    }
    None
}

/// The first heading, where no other is as high by its markup.
fn lone_top_heading(document: &Document, headings: &[Option<HeadingKind>]) -> Option<usize> {
    let first = headings.iter().position(Option::is_some)?;
    let kind = headings[first]?;
    let others = headings
        .iter()
        .flatten()
        .filter(|other| other.markup <= kind.markup)
        .count();
    let by_markup = matches!(document.blocks[first].kind, BlockKind::Heading(_));
    let leads = first == 0 || headings.iter().flatten().count() > 1;
    (by_markup && others == 1 && kind.label.is_none() && leads).then_some(first)
}

/// Whether `words` are a policy's name rather than a heading about it.
pub(super) fn names_a_policy(words: &str) -> bool {
    const SUBJECTS: [&str; 7] = [
        "privacy",
        "data protection",
        "cookie",
        "personal data",
        "personal information",
        "gdpr",
        "data policy",
    ];
    const DOCUMENTS: [&str; 8] = [
        "policy",
        "policies",
        "notice",
        "statement",
        "declaration",
        "information",
        "agreement",
        "privacy center",
    ];
    const ABOUT_IT: [&str; 16] = [
        "this",
        "changes",
        "change",
        "updates",
        "scope",
        "about",
        "how",
        "what",
        "contact",
        "questions",
        "introduction",
        "why",
        "who",
        "collect",
        "previous",
        "applies",
    ];
    let lower = words.to_lowercase();
    let count = lower.split_whitespace().count();
    let says_something = lower.ends_with('?') || (lower.ends_with('.') && count > 5);
    if words.len() > 110 || count > 12 || says_something {
        return false;
    }
    let about = lower
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| ABOUT_IT.contains(&word));
    let whole = matches!(
        lower.trim_end_matches([':', '.']),
        "privacy" | "data privacy" | "data protection" | "privacy & cookies"
    );
    let named =
        SUBJECTS.iter().any(|s| lower.contains(s)) && DOCUMENTS.iter().any(|d| lower.contains(d));
    let only_information = !DOCUMENTS
        .iter()
        .any(|d| *d != "information" && lower.contains(d));
    let vague = only_information
        && !lower.contains("information notice")
        && !lower.starts_with("privacy information")
        && !lower.contains("protection information");
    whole || (named && !about && !vague)
}

/// The title as written in the front matter.
pub(super) fn in_front_matter(document: &Document) -> Option<&str> {
    document
        .front_matter
        .iter()
        .find(|(key, value)| key == "title" && !value.is_empty())
        .map(|(_, value)| value.as_str())
}
