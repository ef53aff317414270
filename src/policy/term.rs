//! The term that a clause puts in front: "Access (Art. 15 GDPR)" of "Access (Art. 15 GDPR) — You may …".

use crate::document::{Block, BlockKind, Document, Span};

/// The term that `block` explains, where it begins with one.
pub(super) fn find(document: &Document, block: &Block) -> Option<Span> {
    if block.is_row() {
        return block.cells.first().copied().filter(|cell| !cell.is_empty());
    }
    let words = document.words(block);
    let length = bold_run_in(document, block).or_else(|| match block.kind {
        BlockKind::Item(_) => before_dash(words).or_else(|| before_colon(words)),
        BlockKind::Paragraph => before_colon(words),
        _ => None,
    })?;
    (length > 0).then(|| Span::new(block.span.start(), block.span.start() + length))
}

/// A longer name is none.
const LONGEST: usize = 100;

/// What parts a run-in heading from the words it stands before.
const CLOSES: [char; 7] = [' ', '.', ':', ',', '–', '—', '-'];

/// The length of the bold words at the beginning, where others follow.
fn bold_run_in(document: &Document, block: &Block) -> Option<usize> {
    const LONGEST: usize = 120;
    let bold = block
        .bold
        .iter()
        .find(|bold| bold.end() > block.span.start())?;
    let before = Span::new(block.span.start(), bold.start());
    let after = Span::new(bold.end(), block.span.end());
    let leads = !before.of(&document.text).contains(char::is_alphanumeric);
    let goes_on = after.of(&document.text).contains(char::is_alphanumeric);
    let length = bold.end() - block.span.start();
    let run_in = Span::new(block.span.start(), bold.end()).of(&document.text);
    (leads && goes_on && length <= LONGEST).then(|| run_in.trim_end_matches(CLOSES).len())
}

/// The length of the name before the first dash: "Name — description".
fn before_dash(words: &str) -> Option<usize> {
    let dash = [" — ", " – ", " - ", "— "]
        .iter()
        .filter_map(|dash| words.find(dash))
        .min()?;
    is_name(words.get(..dash)?, 8).then_some(dash)
}

/// The length of the name before the first colon: "Name: description".
fn before_colon(words: &str) -> Option<usize> {
    let colon = outside_brackets(words, ": ")?;
    is_name(words.get(..colon)?, 6).then_some(colon)
}

fn outside_brackets(words: &str, wanted: &str) -> Option<usize> {
    let mut open = 0_usize;
    words.char_indices().take(LONGEST).find_map(|(at, c)| {
        match c {
            '(' => open += 1,
            ')' => open = open.saturating_sub(1),
            _ => {}
        }
        let found = open == 0 && words.get(at..).is_some_and(|rest| rest.starts_with(wanted));
        found.then_some(at)
    })
}

/// Whether `words` name something: few of them, what stands in brackets aside, and no sentence.
fn is_name(words: &str, most: usize) -> bool {
    const OPENS_A_SENTENCE: [&str; 10] = [
        "we", "you", "if", "when", "to", "for", "in", "as", "please", "by",
    ];
    const VERBS: [&str; 8] = [
        " may ", " can ", " is ", " are ", " will ", " must ", " should ", " has ",
    ];
    let bare = words.split('(').next().unwrap_or(words);
    let count = bare.split_whitespace().count();
    let first = bare
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let stops = bare.contains(". ") && count > 4;
    let says =
        VERBS.iter().any(|verb| bare.contains(verb)) || OPENS_A_SENTENCE.contains(&first.as_str());
    words.len() <= LONGEST && (1..=most).contains(&count) && !stops && !says
}
