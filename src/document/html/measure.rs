//! How much of a page's words is text, and how much only leads elsewhere.

use super::tree::{Kind, NodeId, Tree};

/// Letters and figures of a node, by what they stand in.
#[derive(Clone, Copy, Default)]
pub(super) struct Measure {
    pub(super) all: usize,
    pub(super) linked: usize,
    /// Whether a year stands there that does not say since when all rights are reserved.
    pub(super) tells_year: bool,
    /// Whether an address stands there, or a link to another place of the page.
    pub(super) refers: bool,
    pub(super) claims_copyright: bool,
}

/// Whether words lead somewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum InLink {
    Yes,
    No,
}

impl Measure {
    /// Counts in the words of the node `id`.
    pub(super) fn add(&mut self, tree: &Tree, id: NodeId, in_link: InLink) {
        let Kind::Text(words) = tree.kind(id) else {
            return;
        };
        let length = letters(tree, id);
        let target = tree
            .parent(id)
            .and_then(|link| tree.attribute(link, "href"));
        self.refers |= target.is_some_and(|target| target.starts_with('#') && target != "#");
        self.all += length;
        if in_link == InLink::Yes {
            self.linked += length;
        }
        self.tells_year |= has_year(words) && !claims_copyright(words);
        self.refers |= words.contains('@');
        self.claims_copyright |= claims_copyright(words);
    }

    /// Counts in what `other` counted.
    pub(super) fn join(&mut self, other: Self) {
        self.all += other.all;
        self.linked += other.linked;
        self.tells_year |= other.tells_year;
        self.refers |= other.refers;
        self.claims_copyright |= other.claims_copyright;
    }

    /// Whether a line is long enough for a sentence, and mostly no links.
    pub(super) fn is_prose(self) -> bool {
        const SENTENCE: usize = 60;
        self.all - self.linked >= SENTENCE && self.linked * 2 < self.all
    }

    /// Whether more than a few words lead nowhere.
    pub(super) fn is_text(self) -> bool {
        const FEW: usize = 10;
        self.all >= self.linked * 2 + FEW
    }

    /// Whether a line has words, and none of them lead anywhere.
    pub(super) fn is_unlinked(self) -> bool {
        self.all > 0 && self.linked == 0
    }
}

/// How many letters and figures the node `id` has itself.
pub(super) fn letters(tree: &Tree, id: NodeId) -> usize {
    match tree.kind(id) {
        Kind::Text(words) => words.chars().filter(|c| c.is_alphanumeric()).count(),
        _ => 0,
    }
}

fn claims_copyright(words: &str) -> bool {
    words.contains('©') || words.to_lowercase().contains("copyright")
}

fn has_year(words: &str) -> bool {
    let mut figures = words.split(|c: char| !c.is_ascii_digit());
    figures.any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")))
}
