//! Tables of contents and menus: text that leads to other text and states nothing itself.

use std::collections::HashSet;

use crate::document::{Block, BlockKind, Document, Lines};
use crate::source::Diagnostic;

use super::heading::HeadingKind;

/// For each block, whether it only leads to other text; and a note for each run of such blocks.
pub(super) fn find(
    document: &Document,
    headings: &[Option<HeadingKind>],
) -> (Vec<bool>, Vec<Diagnostic>) {
    let titles: HashSet<String> = document
        .blocks
        .iter()
        .zip(headings)
        .filter(|(_, kind)| kind.is_some())
        .map(|(block, _)| folded(document.words(block)))
        .collect();
    let mut left_out = vec![false; document.blocks.len()];
    let mut notes = Vec::new();
    let head = end_of_head(document);
    let mut i = 0;
    while i < document.blocks.len() {
        let leads = |j: usize| {
            let block = &document.blocks[j];
            headings[j].is_none() && leads_elsewhere(document, block, &titles, j < head)
        };
        let run = (i..document.blocks.len()).take_while(|j| leads(*j)).count();
        let is_menu = run == 1 && i < head && is_menu_line(document, &document.blocks[i]);
        if run < 3 && !is_menu {
            i += run.max(1);
            continue;
        }
        let named = i
            .checked_sub(1)
            .filter(|p| names_contents(document.words(&document.blocks[*p])));
        let first = named.unwrap_or(i);
        left_out
            .iter_mut()
            .take(i + run)
            .skip(first)
            .for_each(|left| *left = true);
        let lines = document.blocks[first]
            .lines
            .join(document.blocks[i + run - 1].lines);
        notes.push(note(lines));
        i += run;
    }
    (left_out, notes)
}

fn note(lines: Lines) -> Diagnostic {
    Diagnostic::note(
        Some(lines.start()),
        format!("{lines}: a menu or table of contents; it is no part of the clauses"),
    )
}

/// The first block that says something at length: menus stand before it.
fn end_of_head(document: &Document) -> usize {
    const SAYS_SOMETHING: usize = 80;
    let says = |block: &Block| {
        let words = document.words(block);
        words.len() >= SAYS_SOMETHING && !is_all_links(document, block)
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
        return anchors || in_head || titles.contains(&folded(words));
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
