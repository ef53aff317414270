//! The aligned rows: their order, the headings between them, columns and heights.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::layout::Rect;

use super::{At, Carousel, Stack, carousel, cell_count, screen};
use crate::policy::{ClauseId, PolicyId, SectionId, Span};
use crate::tui::model::Model;
use crate::tui::state::{Show, State};

use super::matrix::Column;

/// Where the parts of the aligned view stand.
#[derive(Clone, Debug)]
pub(crate) struct AlignedLayout {
    /// Policy names, and under them the sections that the cursor's row stands in.
    pub header: Rect,
    pub list: Rect,
    pub columns: Vec<Column>,
    pub carousel: Carousel,
    pub entries: Vec<Entry>,
    pub stack: Stack,
    /// The place of every row in reading order, also of those that are not shown.
    order: Vec<usize>,
}

/// A row with the headings above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub row: usize,
    /// The headings that begin here, by policy; empty where none does.
    pub headings: Vec<Option<SectionId>>,
    /// How many rows are put away here; this is the first of them.
    pub folded: usize,
}

/// The gutter at the left of each column, and the rule with its space at the right.
pub(crate) const GUTTER: u16 = 2;
const RIGHT: u16 = 2;
/// The strip at the right that tells how many policies out of sight speak in a row.
pub(crate) const STRIP: u16 = 5;
const NARROWEST_COLUMN: u16 = 36;
const NARROWEST_DRAGGED: u16 = 16;

impl Entry {
    /// Rows above the words.
    pub(crate) fn above(&self) -> u16 {
        u16::from(!self.headings.is_empty())
    }
}

impl AlignedLayout {
    pub(crate) fn at(&self, state: &State) -> At {
        At {
            item: self.item_of(state.aligned.row),
            lead: state.aligned.lead,
        }
    }

    pub(crate) fn view(&self) -> usize {
        usize::from(self.list.height)
    }

    /// The place of a row among those shown; of one that is not, the place of the next.
    pub(crate) fn item_of(&self, row: usize) -> usize {
        let place = |row: usize| self.order.get(row);
        let before = |entry: &Entry| place(entry.row) < place(row);
        let next = self.entries.partition_point(before);
        next.min(self.entries.len().saturating_sub(1))
    }

    /// The place of the entry under which a row is put away; of one that is shown, its own.
    pub(crate) fn fold_of(&self, row: usize) -> usize {
        let place = |row: usize| self.order.get(row);
        let not_after = |entry: &Entry| place(entry.row) <= place(row);
        self.entries.partition_point(not_after).saturating_sub(1)
    }

    /// The row further up in which the clause stands already, if it is shown there.
    pub(crate) fn shown_before(
        &self,
        model: &Model<'_>,
        row: usize,
        policy: PolicyId,
        clause: ClauseId,
    ) -> Option<usize> {
        let place = |row: &usize| self.order.get(*row);
        let rows = model.aligned_rows_of(policy, clause).iter();
        let first = rows
            .filter(|row| {
                self.entries
                    .get(self.item_of(**row))
                    .map(|entry| &entry.row)
                    == Some(*row)
            })
            .min_by_key(|row| place(row));
        first.copied().filter(|first| place(first) < place(&row))
    }

    /// The line of the entry in which `words` of a clause begin; the first where they are not in it.
    pub(crate) fn line_of(
        &self,
        model: &Model<'_>,
        policy: PolicyId,
        item: usize,
        (clause, words): (ClauseId, Span),
    ) -> usize {
        let column = self.columns.iter().find(|column| column.policy == policy);
        let (Some(entry), Some(column)) = (self.entries.get(item), column) else {
            return 0;
        };
        let mut line = usize::from(entry.above());
        for id in model.aligned(entry.row, policy) {
            let block = model.block(policy, *id, column.words());
            if *id == clause {
                let holds = |row: &usize| block.row_overlaps(*row, words);
                return (0..block.height()).find(holds).map_or(0, |row| line + row);
            }
            line += block.height();
        }
        0
    }
}

impl Column {
    /// The width of the words in it.
    pub(crate) fn words(&self) -> u16 {
        self.width.saturating_sub(GUTTER + RIGHT).max(1)
    }
}

pub(crate) fn layout(model: &Model<'_>, state: &State) -> AlignedLayout {
    let body = screen(state).body;
    let header = Rect {
        height: body.height.min(if body.height >= 10 { 2 } else { 1 }),
        ..body
    };
    let list = Rect {
        y: header.bottom(),
        height: body.height - header.height,
        ..body
    };
    let carousel = carousel(
        state.columns.len(),
        columns_that_fit(state),
        state.aligned.first,
    );
    let hidden = carousel.before + carousel.after;
    let strip = if hidden > 0 { STRIP } else { 0 };
    let list = Rect {
        width: list.width.saturating_sub(strip),
        ..list
    };
    let width = match state.widths.aligned {
        Some(_) => narrowest(state).min(list.width),
        None => list.width / cell_count(carousel.shown.len()).max(1),
    };
    let places = (body.x..).step_by(usize::from(width.max(1)));
    let columns: Vec<Column> = carousel
        .shown
        .iter()
        .zip(places)
        .filter_map(|(at, x)| {
            Some(Column {
                policy: *state.columns.get(*at)?,
                x,
                width,
            })
        })
        .collect();
    let entries = entries(model, state, &columns);
    let order = order(model, state);
    let stack = Stack::new(entries.iter().map(|entry| {
        let words = columns
            .iter()
            .map(|column| cell_height(model, entry.row, column))
            .max()
            .unwrap_or(0);
        let words = if entry.folded > 0 { 1 } else { words.max(1) };
        usize::from(entry.above()) + words + 1
    }));
    AlignedLayout {
        header,
        list,
        columns,
        carousel,
        entries,
        stack,
        order,
    }
}

/// The width that a column has at least: the one it was given, if it was.
fn narrowest(state: &State) -> u16 {
    match state.widths.aligned {
        Some(width) => width.max(NARROWEST_DRAGGED),
        None => NARROWEST_COLUMN,
    }
}

pub(crate) fn columns_that_fit(state: &State) -> usize {
    let narrowest = narrowest(state);
    let all = usize::from(state.size.width / narrowest);
    if state.columns.len() <= all {
        return state.columns.len().max(1);
    }
    usize::from(state.size.width.saturating_sub(STRIP) / narrowest)
        .clamp(1, state.columns.len().max(1))
}

fn cell_height(model: &Model<'_>, row: usize, column: &Column) -> usize {
    let clauses = model.aligned(row, column.policy).iter();
    clauses
        .map(|clause| model.block(column.policy, *clause, column.words()).height())
        .sum()
}

fn entries(model: &Model<'_>, state: &State, columns: &[Column]) -> Vec<Entry> {
    let mut shown: Vec<Option<SectionId>> = vec![None; model.survey().policies.len()];
    let mut rows = rows(model, state);
    // With many policies most rows belong to others than those in sight; the cursor's row stays while they pass by.
    rows.retain(|row| {
        let speaks = |column: &Column| !model.aligned(*row, column.policy).is_empty();
        *row == state.aligned.row || columns.iter().any(speaks)
    });
    let mut entries: Vec<Entry> = Vec::with_capacity(rows.len());
    let mut open_fold = None;
    for (row, path) in paths(model, state, &rows) {
        let baseline = state.columns.first();
        let fold = baseline.and_then(|first| state.folded.of(*first, &path));
        let says = |id| model.aligned(row, id).first().copied();
        let headings = new_headings(model, says, &state.columns, &mut shown);
        if let (true, Some(last)) = (fold.is_some() && fold == open_fold, entries.last_mut()) {
            last.folded += 1;
            continue;
        }
        open_fold = fold;
        entries.push(Entry {
            row,
            headings,
            folded: usize::from(fold.is_some()),
        });
    }
    entries
}

/// Each row with the sections of the baseline that it stands under; where that is silent, those of the row before.
fn paths(model: &Model<'_>, state: &State, rows: &[usize]) -> Vec<(usize, Vec<SectionId>)> {
    if state.folded.is_empty() {
        return rows.iter().map(|row| (*row, Vec::new())).collect();
    }
    let baseline = state.columns.first().copied().unwrap_or(PolicyId(0));
    let mut path = Vec::new();
    let under = |row: &usize| {
        if let Some(clause) = model.aligned(*row, baseline).first() {
            path = model.path_to(baseline, *clause);
        }
        (*row, path.clone())
    };
    rows.iter().map(under).collect()
}

/// The sections of the baseline that the row under the cursor stands under, from the outside in.
pub(crate) fn path_here(model: &Model<'_>, state: &State) -> Vec<SectionId> {
    let rows = rows(model, state);
    let baseline = state.columns.first().copied().unwrap_or(PolicyId(0));
    let here = rows.iter().position(|row| *row == state.aligned.row);
    let upto = rows.get(..=here.unwrap_or(0)).unwrap_or_default();
    let clause = upto
        .iter()
        .rev()
        .find_map(|row| model.aligned(*row, baseline).first());
    clause
        .map(|clause| model.path_to(baseline, *clause))
        .unwrap_or_default()
}

/// The headings that begin with a row in which each policy says what `says` tells: where the first that speaks in it enters
/// another section, that of every policy that does so here.
pub(crate) fn new_headings(
    model: &Model<'_>,
    says: impl Fn(PolicyId) -> Option<ClauseId>,
    columns: &[PolicyId],
    shown: &mut [Option<SectionId>],
) -> Vec<Option<SectionId>> {
    let section_of = |id: &PolicyId| {
        let clause = says(*id)?;
        model.policy(*id)?.clause(clause).section
    };
    let Some(lead) = columns.iter().find(|id| says(**id).is_some()) else {
        return Vec::new();
    };
    let section = section_of(lead);
    if section.is_none() || shown.get(lead.0).is_none_or(|shown| *shown == section) {
        return Vec::new();
    }
    let mut headings = vec![None; shown.len()];
    for id in columns {
        let section = section_of(id);
        if let (Some(shown), Some(heading)) = (shown.get_mut(id.0), headings.get_mut(id.0))
            && section.is_some()
            && *shown != section
        {
            *shown = section;
            *heading = section;
        }
    }
    headings
}

/// The aligned rows of clauses that pass the filter, in reading order of the baseline, also those of policies out of sight.
pub(crate) fn rows(model: &Model<'_>, state: &State) -> Vec<usize> {
    let Some(baseline) = state.columns.first() else {
        return Vec::new();
    };
    let mut rows = in_order_of(model, *baseline);
    rows.retain(|row| match state.aligned.show {
        Show::All => true,
        Show::Differing => differs(model, *row, &state.columns),
        Show::Gaps => model.aligned(*row, state.policy).is_empty(),
    });
    rows
}

/// The place of every row in reading order of the baseline, by row.
fn order(model: &Model<'_>, state: &State) -> Vec<usize> {
    let rows = state
        .columns
        .first()
        .map(|first| in_order_of(model, *first));
    let rows = rows.unwrap_or_default();
    let mut places = vec![0; rows.len()];
    for (place, row) in rows.into_iter().enumerate() {
        if let Some(slot) = places.get_mut(row) {
            *slot = place;
        }
    }
    places
}

/// All rows in reading order of `policy`; a row on which it is silent stays behind the row that it stood behind.
pub(crate) fn in_order_of(model: &Model<'_>, policy: PolicyId) -> Vec<usize> {
    let mut place = 0;
    let mut rows: Vec<(usize, usize)> = (0..model.alignment().clauses.len())
        .map(|row| {
            if let Some(clause) = model.aligned(row, policy).first() {
                place = clause.0;
            }
            (place, row)
        })
        .collect();
    rows.sort();
    rows.into_iter().map(|(_, row)| row).collect()
}

/// How a policy stands in a row to the one that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It speaks, and no fact in what it says is another.
    Speaks,
    /// It speaks, and a fact differs.
    Differs,
    Silent,
}

/// How `other` stands to `policy` in the row; to the first that speaks, where `policy` does not.
pub(crate) fn standing(
    model: &Model<'_>,
    state: &State,
    policy: PolicyId,
    other: PolicyId,
) -> Standing {
    let row = state.aligned.row;
    let speaks = |id: &PolicyId| !model.aligned(row, *id).is_empty();
    if !speaks(&other) {
        return Standing::Silent;
    }
    let Some(one) = std::iter::once(&policy)
        .chain(&state.columns)
        .find(|id| speaks(id))
    else {
        return Standing::Silent;
    };
    let facts = |id: PolicyId| {
        let clauses = model.aligned(row, id).iter();
        clauses.flat_map(move |clause| model.cells_of(id, *clause))
    };
    let differs = |fact: usize| model.differs(fact, &[*one, other]);
    if facts(*one)
        .chain(facts(other))
        .any(|cell| differs(cell.row))
    {
        Standing::Differs
    } else {
        Standing::Speaks
    }
}

/// Whether one of `policies` is silent in the row, or a fact in it differs between those that speak.
pub(crate) fn differs(model: &Model<'_>, row: usize, policies: &[PolicyId]) -> bool {
    if policies.iter().any(|id| model.aligned(row, *id).is_empty()) {
        return true;
    }
    facts_of(model, row, policies).any(|fact| model.differs(fact, policies))
}

/// The rows in which a fact differs between policies in sight that speak.
pub(crate) fn telling_rows(model: &Model<'_>, layout: &AlignedLayout) -> BTreeSet<usize> {
    let mut known: BTreeMap<(usize, Vec<PolicyId>), bool> = BTreeMap::new();
    let mut telling = BTreeSet::new();
    for entry in &layout.entries {
        let in_sight = layout.columns.iter().map(|column| column.policy);
        let speakers: Vec<PolicyId> = in_sight
            .filter(|id| !model.aligned(entry.row, *id).is_empty())
            .collect();
        if speakers.len() < 2 {
            continue;
        }
        let differs = facts_of(model, entry.row, &speakers).any(|fact| {
            let differs = known.entry((fact, speakers.clone()));
            *differs.or_insert_with(|| model.differs(fact, &speakers))
        });
        if differs {
            telling.insert(entry.row);
        }
    }
    telling
}

/// The rows of the matrix that rest on what `policies` say in an aligned row.
fn facts_of(model: &Model<'_>, row: usize, policies: &[PolicyId]) -> impl Iterator<Item = usize> {
    let clauses = policies
        .iter()
        .flat_map(move |id| model.aligned(row, *id).iter().map(|clause| (*id, *clause)));
    clauses.flat_map(|(id, clause)| model.cells_of(id, clause).iter().map(|cell| cell.row))
}
