//! List items and table rows that are about one organisation: which words name it, and which lists hold names.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::lexicon::names::{Known, NameHit, entity_end};
use crate::policy::{Clause, ClauseId, ClauseKind, SectionId, Span};

use super::super::named::{Named, name_words};
use super::super::reading::{Break, Reading, Text};
use super::own::Own;

/// A list item, a table row or a short paragraph that puts a name in front.
#[derive(Debug)]
pub(super) struct Entry {
    /// The words in front: the name, or several.
    pub(super) head: Range<usize>,
}

impl Entry {
    /// The entry that `clause` is; none where it is a sentence.
    pub(super) fn of(
        reading: &Reading<'_>,
        columns: &NameColumns,
        clause: &Clause,
        text: &Text,
    ) -> Option<Self> {
        const LONGEST_HEAD: usize = 8;
        const LONGEST_PARAGRAPH: usize = 14;
        if clause.kind == ClauseKind::TableRow {
            let cell = columns.cell(reading, clause)?;
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

    /// Whether the entry is about the name at `words`: it is the head, or one of several that the head lists.
    pub(super) fn is_headed_by(
        &self,
        reading: &Reading<'_>,
        text: &Text,
        words: &Range<usize>,
    ) -> bool {
        let is_joint = |at: usize| {
            let word = text.words.get(at);
            word.is_none_or(|word| {
                word.before >= Break::Slash || matches!(reading.form(word), "and" | "or")
            })
        };
        let begins = words.start == self.head.start
            || is_joint(words.start)
            || words
                .start
                .checked_sub(1)
                .is_some_and(is_and(reading, text));
        let inside = self.head.start <= words.start && words.start < self.head.end;
        let kinds = reading.lexicon.words("name.kind");
        // "Acme SDK", "Acme cookies": what of Acme is meant makes no other of it.
        let is_kind = |at: &usize| {
            let word = text.words.get(*at);
            word.is_some_and(|word| kinds.has(reading.form(word)))
        };
        let end = (words.end..self.head.end).find(|at| !is_kind(at));
        let end = end.unwrap_or(words.end.max(self.head.end));
        inside && begins && (end >= self.head.end || is_joint(end))
    }
}

fn is_and<'a>(reading: &'a Reading<'_>, text: &'a Text) -> impl Fn(usize) -> bool + 'a {
    |at| {
        let word = text.words.get(at);
        word.is_some_and(|word| matches!(reading.form(word), "and" | "or"))
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

/// Which column of each table names organisations, by its header row: the one that begins with most known names.
#[derive(Debug, Default)]
pub(super) struct NameColumns(HashMap<ClauseId, usize>);

impl NameColumns {
    fn new(reading: &Reading<'_>, named: &Named) -> Self {
        const ENOUGH: usize = 2;
        let mut counts: HashMap<(ClauseId, usize), usize> = HashMap::new();
        for (id, clause) in reading.policy.clauses() {
            let Some(header) = clause.header else {
                continue;
            };
            let text = reading.clause(id);
            for (column, cell) in clause.cells.iter().enumerate() {
                let words = words_of(text, *cell);
                let mut hits = named.clause(id).iter();
                let begins = |place: usize| !words.is_empty() && place == words.start;
                if hits.any(|hit| is_provider(hit) && begins(hit.words.start)) {
                    *counts.entry((header, column)).or_default() += 1;
                }
            }
        }
        let mut best: HashMap<ClauseId, (usize, Reverse<usize>)> = HashMap::new();
        for ((header, column), count) in counts.into_iter().filter(|(_, count)| *count >= ENOUGH) {
            let found = best.entry(header).or_default();
            *found = (*found).max((count, Reverse(column)));
        }
        let columns = best.into_iter();
        Self(
            columns
                .map(|(header, (_, column))| (header, column.0))
                .collect(),
        )
    }

    /// The cell of a table row that names the organisation: by the known names of its column, else by the column's title.
    fn cell(&self, reading: &Reading<'_>, clause: &Clause) -> Option<Span> {
        let Some(header) = clause.header else {
            return clause.cells.first().copied();
        };
        if let Some(column) = self.0.get(&header) {
            return clause.cells.get(*column).copied();
        }
        let cells = &reading.policy.clause(header).cells;
        let titles: Vec<String> = cells
            .iter()
            .map(|cell| reading.policy.words(*cell).to_lowercase())
            .collect();
        let of_cookies = ["cookie", "expir", "lifetime", "duration"]
            .iter()
            .any(|word| titles.iter().any(|title| title.contains(word)));
        let worst_rank = if of_cookies { COMPANY } else { SERVICE };
        let ranks = titles.iter().map(|title| column_rank(title)).enumerate();
        let (_, column) = ranks
            .filter_map(|(column, rank)| Some((rank.filter(|rank| *rank <= worst_rank)?, column)))
            .min()?;
        clause.cells.get(column).copied()
    }
}

fn is_provider(hit: &NameHit) -> bool {
    matches!(hit.known, Known::Provider(_))
}

/// The rank of a column that names companies.
const COMPANY: usize = 0;
/// The rank of a column that may name services; in a table of cookies it names cookies.
const SERVICE: usize = 1;

/// How well a column's title says that it names organisations; lower is better.
fn column_rank(title: &str) -> Option<usize> {
    const COMPANY_WORDS: &[&str] = &[
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
    ];
    const OTHER_WORDS: &[&str] = &[
        "cookie",
        "data",
        "information",
        "purpose",
        "legal",
        "categor",
        "retention",
        "duration",
        "expir",
        "type",
        "country",
        "location",
    ];
    const SERVICE_WORDS: &[&str] = &[
        "service", "tool", "software", "platform", "name", "source", "party", "host",
    ];
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if has(COMPANY_WORDS) {
        Some(COMPANY)
    } else if title.trim().is_empty() || !has(OTHER_WORDS) && has(SERVICE_WORDS) {
        Some(SERVICE)
    } else {
        None
    }
}

/// What stands in the heads of a policy's lists and tables.
#[derive(Debug)]
pub(super) struct Lists {
    /// Which columns of tables name organisations.
    pub(super) columns: NameColumns,
    counts: HashMap<ListKey, Count>,
    headers: HashSet<ClauseId>,
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
    pub(super) fn new(reading: &Reading<'_>, named: &Named, own: &Own) -> Self {
        let columns = NameColumns::new(reading, named);
        let mut counts: HashMap<ListKey, Count> = HashMap::new();
        let is_item =
            |clause: &Clause| matches!(clause.kind, ClauseKind::ListItem | ClauseKind::TableRow);
        for (id, clause) in reading.policy.clauses().filter(|(_, c)| is_item(c)) {
            let count = counts.entry(ListKey::of(clause)).or_default();
            let entry = Entry::of(reading, &columns, clause, reading.clause(id));
            let begins = |head: usize| {
                let mut hits = named.clause(id).iter();
                let others = |hit: &NameHit| !own.has(reading, reading.clause(id), hit);
                hits.any(|hit| is_provider(hit) && hit.words.start == head && others(hit))
            };
            count.items += 1;
            count.known += usize::from(entry.is_some_and(|entry| begins(entry.head.start)));
        }
        let clauses = reading.policy.clauses();
        Self {
            columns,
            counts,
            headers: clauses.filter_map(|(_, clause)| clause.header).collect(),
        }
    }

    /// Whether the items of the list that `clause` belongs to begin with names: enough of them are known.
    pub(super) fn has_names(&self, clause: &Clause) -> bool {
        const MANY: usize = 6;
        self.counts.get(&ListKey::of(clause)).is_some_and(|count| {
            count.known >= 2 && count.known * 4 >= count.items
                || count.known >= MANY && count.known * 8 >= count.items
        })
    }

    /// Whether one item at least of the list that `clause` belongs to begins with a known name.
    pub(super) fn has_any_name(&self, clause: &Clause) -> bool {
        let count = self.counts.get(&ListKey::of(clause));
        count.is_some_and(|count| count.known > 0)
    }

    /// Whether `clause` is the header row of a table.
    pub(super) fn is_header(&self, clause: ClauseId) -> bool {
        self.headers.contains(&clause)
    }
}
