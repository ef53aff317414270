//! Tables of contents and menus: text that leads to other text and states nothing itself.

use std::collections::HashSet;
use std::ops::Range;

use crate::document::{Block, Document, Lines};
use crate::source::Diagnostic;

use super::heading::HeadingKind;

/// For each block, whether it only leads to other text; and a note that tells where.
pub(super) fn find(
    document: &Document,
    headings: &[Option<HeadingKind>],
) -> (Vec<bool>, Option<Diagnostic>) {
    let blocks = &document.blocks;
    let pages = Pages {
        document,
        headings,
        titles: titles(document, headings),
        head: end_of_head(document),
    };
    let leads: Vec<bool> = (0..blocks.len())
        .map(|i| pages.leads_elsewhere(i))
        .collect();
    let mut left_out = vec![false; blocks.len()];
    let mut places = Vec::new();
    let mut i = 0;
    while i < blocks.len() {
        let run = leads.iter().skip(i).take_while(|leads| **leads).count();
        let Some(places_here) = pages.menu(i, run) else {
            i += run.max(1);
            continue;
        };
        left_out
            .iter_mut()
            .take(places_here.end)
            .skip(places_here.start)
            .for_each(|left| *left = true);
        places.push(
            blocks[places_here.start]
                .lines
                .join(blocks[places_here.end - 1].lines),
        );
        i = places_here.end;
    }
    (left_out, note(&places))
}

/// What is known of a document while menus are looked for.
struct Pages<'a> {
    document: &'a Document,
    headings: &'a [Option<HeadingKind>],
    /// The words of all headings.
    titles: HashSet<String>,
    /// The first block that says something.
    head: usize,
}

impl Pages<'_> {
    /// Whether the block `i` may be an entry of a menu.
    fn leads_elsewhere(&self, i: usize) -> bool {
        const LONGEST: usize = 150;
        let block = &self.document.blocks[i];
        let words = self.document.words(block);
        let may_be = self.headings[i].is_none() && !block.is_row() && !words.contains('@');
        if !may_be || words.len() > LONGEST {
            return false;
        }
        let anchors = || block.links.iter().all(|link| link.target.contains('#'));
        (is_all_links(self.document, block) && (i < self.head || anchors()))
            || self.repeats_a_title(i)
    }

    fn repeats_a_title(&self, i: usize) -> bool {
        self.titles
            .contains(&folded(self.document.words(&self.document.blocks[i])))
    }

    /// The blocks that the menu takes up whose entries are the `run` blocks from `first` on, where they are one.
    fn menu(&self, first: usize, run: usize) -> Option<Range<usize>> {
        let block = &self.document.blocks[first];
        if is_way_back(self.document, block) {
            return Some(first..first + run.max(1));
        }
        let is_line = run > 0 && first < self.head && is_menu_line(self.document, block);
        if run < SHORTEST_LIST && !is_line {
            return None;
        }
        let before = first.checked_sub(1);
        let words_before = before.map_or("", |before| {
            self.document.words(&self.document.blocks[before])
        });
        if names_contents(words_before) {
            return Some(first - 1..first + run);
        }
        // "We keep data so that we can:" is followed by what is done, even where each entry leads to more.
        let introduced =
            words_before.ends_with(':') || words_before.split_whitespace().count() >= 8;
        let repeated = (first..first + run)
            .filter(|i| self.repeats_a_title(*i))
            .count();
        (!introduced || is_line || repeated * 2 >= run).then_some(first..first + run)
    }
}

fn titles(document: &Document, headings: &[Option<HeadingKind>]) -> HashSet<String> {
    let headings = document
        .blocks
        .iter()
        .zip(headings)
        .filter(|(_, kind)| kind.is_some());
    headings
        .map(|(block, _)| folded(document.words(block)))
        .collect()
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
