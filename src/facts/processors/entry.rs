//! List items and table rows that are about one organisation: which words name it, and which lists hold names.

use std::collections::HashMap;
use std::ops::Range;

use crate::lexicon::names::{Known, entity_end};
use crate::policy::{Clause, ClauseId, ClauseKind, SectionId, Span};

use super::super::named::{Named, name_words};
use super::super::reading::{Break, Reading, Text};

/// A list item, a table row or a short paragraph that puts a name in front.
#[derive(Debug)]
pub(super) struct Entry {
    /// The words in front: the name, or several.
    pub(super) head: Range<usize>,
}

impl Entry {
    /// The entry that `clause` is; none where it is a sentence.
    pub(super) fn of(reading: &Reading<'_>, clause: &Clause, text: &Text) -> Option<Self> {
        const LONGEST_HEAD: usize = 8;
        const LONGEST_PARAGRAPH: usize = 14;
        if clause.kind == ClauseKind::TableRow {
            let cell = name_cell(reading, clause)?;
            return Some(Self {
                head: words_of(text, cell),
            });
        }
        let is_item = clause.kind == ClauseKind::ListItem
            || clause.term.is_some()
            || text.words.len() <= LONGEST_PARAGRAPH;
        if !is_item {
            return None;
        }
        let within = match clause.term {
            Some(term) => words_of(text, term),
            None => 0..text.words.len(),
        };
        let start = within.start + usize::from(is_bullet(reading, text, within.start));
        let head = start..head_end(reading, text, &(start..within.end));
        (!head.is_empty() && head.len() <= LONGEST_HEAD).then_some(Self { head })
    }

    /// Whether the entry is about the name at `words`.
    pub(super) fn is_headed_by(&self, words: &Range<usize>) -> bool {
        self.head.start <= words.start && words.start < self.head.end
    }
}

/// Whether the word is a bullet that the source wrote as a letter: "o Lightward Inc.".
fn is_bullet(reading: &Reading<'_>, text: &Text, at: usize) -> bool {
    text.words.len() > at + 1
        && text
            .words
            .get(at)
            .is_some_and(|word| reading.written(word) == "o")
}

/// The words of `text` that `span` covers.
pub(super) fn words_of(text: &Text, span: Span) -> Range<usize> {
    let start = text
        .words
        .partition_point(|word| word.span.end() <= span.start());
    start
        ..text
            .words
            .partition_point(|word| word.span.start() < span.end())
}

/// Where the head of an entry ends: at the first bracket, dash, colon, stop, or comma that no legal form follows.
fn head_end(reading: &Reading<'_>, text: &Text, within: &Range<usize>) -> usize {
    let mut at = within.start + 1;
    while let Some(word) = text.words.get(at).filter(|_| at < within.end) {
        if word.before >= Break::Comma {
            let rest = name_words(reading, text, &(at..within.end));
            match entity_end(&rest, 0).filter(|_| word.before == Break::Comma) {
                Some(legal) => {
                    at += legal;
                    continue;
                }
                None => return at,
            }
        }
        at += 1;
    }
    within.end.min(at)
}

/// The cell of a table row that names the organisation: the column whose header says so, else the first.
fn name_cell(reading: &Reading<'_>, clause: &Clause) -> Option<Span> {
    let first = clause.cells.first().copied();
    let Some(header) = clause.header.map(|header| reading.policy.clause(header)) else {
        return first;
    };
    let titles = header
        .cells
        .iter()
        .map(|cell| reading.policy.words(*cell).to_lowercase());
    let ranks = titles.map(|title| column_rank(&title));
    let best = ranks
        .enumerate()
        .filter_map(|(column, rank)| Some((rank?, column)))
        .min();
    match best {
        Some((_, column)) => clause.cells.get(column).copied(),
        None => None,
    }
}

/// How well a column's title says that it names organisations; lower is better.
fn column_rank(title: &str) -> Option<usize> {
    const TITLES: &[&[&str]] = &[
        &[
            "subprocessor",
            "sub-processor",
            "processor",
            "vendor",
            "provider",
            "supplier",
            "recipient",
            "company",
            "partner",
            "third part",
            "entity",
            "organisation",
            "organization",
            "share",
            "set by",
            "who ",
        ],
        &[
            "service", "tool", "software", "platform", "name", "source", "party", "host",
        ],
    ];
    if title.trim().is_empty() {
        return Some(TITLES.len());
    }
    TITLES
        .iter()
        .position(|words| words.iter().any(|word| title.contains(word)))
}

/// What stands in the heads of a policy's lists and tables.
#[derive(Debug)]
pub(super) struct Lists {
    counts: HashMap<ListKey, Count>,
}

/// The items that stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct ListKey {
    section: Option<SectionId>,
    lead_in: Option<ClauseId>,
    header: Option<ClauseId>,
    is_row: bool,
}

impl ListKey {
    fn of(clause: &Clause) -> Self {
        Self {
            section: clause.section,
            lead_in: clause.lead_in,
            header: clause.header,
            is_row: clause.kind == ClauseKind::TableRow,
        }
    }
}

#[derive(Debug, Default)]
struct Count {
    items: usize,
    known: usize,
}

impl Lists {
    /// Counts the heads of all lists.
    pub(super) fn new(reading: &Reading<'_>, named: &Named) -> Self {
        let mut counts: HashMap<ListKey, Count> = HashMap::new();
        for (id, clause) in reading.policy.clauses() {
            if !matches!(clause.kind, ClauseKind::ListItem | ClauseKind::TableRow) {
                continue;
            }
            let count = counts.entry(ListKey::of(clause)).or_default();
            count.items += 1;
            let text = reading.clause(id);
            if let Some(entry) = Entry::of(reading, clause, text) {
                let is_known = named.clause(id).iter().any(|hit| {
                    matches!(hit.known, Known::Provider(_)) && hit.words.start == entry.head.start
                });
                count.known += usize::from(is_known);
            }
        }
        Self { counts }
    }

    /// Whether the items of the list that `clause` belongs to begin with names: enough of them are known.
    pub(super) fn has_names(&self, clause: &Clause) -> bool {
        self.counts
            .get(&ListKey::of(clause))
            .is_some_and(|count| count.known >= 2 && count.known * 4 >= count.items)
    }
}
