//! Address and contact blocks: short lines, one under the other, that state no sentence.

use crate::document::{BlockKind, Document};

use super::date;

/// For each block, whether it is a line of an address or of contact details.
pub(super) fn find(document: &Document, is_body: &[bool]) -> Vec<bool> {
    let blocks = &document.blocks;
    let mut found = vec![false; blocks.len()];
    let mut i = 0;
    while i < blocks.len() {
        let run = run_of_short_lines(document, is_body, i);
        let lines = blocks.get(i..i + run).unwrap_or_default();
        let is_address = match lines {
            [line] => is_contact_line(document.words(line)),
            lines => lines
                .iter()
                .any(|line| has_contact(document.whole_words(line))),
        };
        if is_address {
            found
                .iter_mut()
                .skip(i)
                .take(run)
                .for_each(|found| *found = true);
        }
        i += run.max(1);
    }
    found
}

fn run_of_short_lines(document: &Document, is_body: &[bool], first: usize) -> usize {
    let blocks = &document.blocks;
    let short = |i: &usize| {
        let block = &blocks[*i];
        let adjoins = *i == first || blocks[*i - 1].lines.end() >= block.lines.start();
        let bare = block.label.is_none_or(|label| label.bare);
        is_body[*i]
            && adjoins
            && bare
            && block.kind == BlockKind::Paragraph
            && is_short_line(document.words(block))
    };
    (first..blocks.len()).take_while(short).count()
}

fn is_short_line(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let sentence = words.ends_with(['.', '?', '!']) && count >= 6 && !words.contains('@');
    words.len() <= 110
        && count <= 14
        && !words.ends_with(':')
        && !sentence
        && !date::is_date_line(words)
}

/// "Email: privacy@example.org", "Phone: +49 …".
fn is_contact_line(words: &str) -> bool {
    let Some((name, value)) = words.split_once(':') else {
        return false;
    };
    name.split_whitespace().count() <= 2
        && value.split_whitespace().count() <= 8
        && has_contact(value)
}

/// Whether `words` hold an e-mail or web address, a telephone number, a postcode or a street.
fn has_contact(words: &str) -> bool {
    const STREETS: [&str; 12] = [
        "street",
        "straße",
        "strasse",
        "avenue",
        "road",
        "suite",
        "floor",
        "p.o. box",
        "po box",
        " rue ",
        " st,",
        "boulevard",
    ];
    let figures = words
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .max()
        .unwrap_or(0);
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    let lower = words.to_lowercase();
    words.contains('@')
        || words.contains("://")
        || lower.contains("www.")
        || lower.contains("email protected")
        || (figures >= 5 && !words.contains(" of "))
        || (digits >= 7 && words.contains(['+', '-', '(']))
        || STREETS.iter().any(|street| lower.contains(street))
}
