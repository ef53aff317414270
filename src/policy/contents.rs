//! Tables of contents and menus: text that leads to other text and states nothing itself.

use std::collections::HashSet;

use crate::document::{Block, BlockKind, Document, Lines};
use crate::source::Diagnostic;

use super::heading::HeadingKind;

/// For each block, whether it only leads to other text; and a note that tells where.
pub(super) fn find(
    document: &Document,
    headings: &[Option<HeadingKind>],
) -> (Vec<bool>, Option<Diagnostic>) {
    let titles: HashSet<String> = document
        .blocks
        .iter()
        .zip(headings)
        .filter(|(_, kind)| kind.is_some())
        .map(|(block, _)| folded(document.words(block)))
        .collect();
    let mut left_out = vec![false; document.blocks.len()];
    let mut places = Vec::new();
    let head = end_of_head(document);
    let leads: Vec<bool> = document
        .blocks
        .iter()
        .enumerate()
        .map(|(i, block)| {
            headings[i].is_none() && leads_elsewhere(document, block, &titles, i < head)
        })
        .collect();
    let mut i = 0;
    while let Some(block) = document.blocks.get(i) {
        let run = leads.iter().skip(i).take_while(|leads| **leads).count();
        let alone =
            is_way_back(document, block) || (run > 0 && i < head && is_menu_line(document, block));
        let run = if alone { run.max(1) } else { run };
        if run < SHORTEST_LIST && !alone {
            i += run.max(1);
            continue;
        }
        let named = i
            .checked_sub(1)
            .filter(|before| names_contents(document.words(&document.blocks[*before])));
        let first = named.unwrap_or(i);
        left_out
            .iter_mut()
            .take(i + run)
            .skip(first)
            .for_each(|left| *left = true);
        places.push(
            document.blocks[first]
                .lines
                .join(document.blocks[i + run - 1].lines),
        );
        i += run;
    }
    (left_out, note(&places))
}

/// Fewer entries than this may be anything.
const SHORTEST_LIST: usize = 3;

fn note(places: &[Lines]) -> Option<Diagnostic> {
    let first = places.first()?;
    let shown = |lines: &Lines| match lines.first_and_last() {
        [first, last] if first == last => first.to_string(),
        [first, last] => format!("{first}-{last}"),
    };
    let all = places.iter().map(shown).collect::<Vec<_>>().join(", ");
    let noun = if all.contains([',', '-']) {
        "lines"
    } else {
        "line"
    };
    let message = format!("menus and tables of contents make no clauses: {noun} {all}");
    Some(Diagnostic::note(Some(first.start()), message))
}

/// The first block that says something: menus stand before it.
fn end_of_head(document: &Document) -> usize {
    const LONG: usize = 80;
    const SENTENCE: usize = 8;
    let says = |block: &Block| {
        let words = document.words(block);
        let is_sentence = words.ends_with('.') && words.split_whitespace().count() >= SENTENCE;
        (words.len() >= LONG || is_sentence) && !is_all_links(document, block)
    };
    document
        .blocks
        .iter()
        .position(says)
        .unwrap_or(document.blocks.len())
}

fn leads_elsewhere(
    document: &Document,
    block: &Block,
    titles: &HashSet<String>,
    in_head: bool,
) -> bool {
    if !matches!(
        block.kind,
        BlockKind::Item(_) | BlockKind::Paragraph | BlockKind::ItemParagraph(_)
    ) {
        return false;
    }
    let words = document.words(block);
    if is_all_links(document, block) {
        let anchors = block.links.iter().all(|link| link.target.contains('#'));
        let names_something = words.len() <= 150 && !words.contains('@');
        return (anchors && names_something) || in_head || titles.contains(&folded(words));
    }
    words.len() <= 150 && titles.contains(&folded(words))
}

fn is_all_links(document: &Document, block: &Block) -> bool {
    let words: Vec<_> = block.links.iter().map(|link| link.words).collect();
    document.covers_words(block.span, &words)
}

fn is_menu_line(document: &Document, block: &Block) -> bool {
    block.links.len() >= 3 && is_all_links(document, block)
}

/// "Back to top", and what else only moves the page.
fn is_way_back(document: &Document, block: &Block) -> bool {
    const WAYS: [&str; 6] = [
        "backtotop",
        "returntotop",
        "gototop",
        "skiptomaincontent",
        "skiptocontent",
        "skiptonavigation",
    ];
    let words = document.words(block);
    words.len() <= 40 && WAYS.contains(&folded(words).as_str())
}

fn names_contents(words: &str) -> bool {
    const NAMES: [&str; 8] = [
        "contents",
        "tableofcontents",
        "onthispage",
        "inthispolicy",
        "index",
        "jumpto",
        "quicklinks",
        "inthisarticle",
    ];
    words.len() <= 60 && NAMES.contains(&folded(words).as_str())
}

/// Letters and digits of `words` in small letters: what is left when two headings are set differently.
pub(super) fn folded(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
