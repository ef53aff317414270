//! Two policies against each other: the facts that differ, then their clauses.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use super::aligned::{in_order_of, new_headings};
use super::{At, Stack, screen};
use crate::coverage::Family;
use crate::diff;
use crate::display::{Contrast, contrast};
use crate::facts::Evidence;
use crate::policy::{ClauseId, PolicyId, SectionId, Span};
use crate::tui::model::Model;
use crate::tui::pairing::Kinship;
use crate::tui::state::{Detail, Show, State};

/// Where the parts of the pair view stand.
#[derive(Clone, Debug)]
pub(crate) struct PairLayout {
    /// The two names.
    pub header: Rect,
    pub list: Rect,
    pub shape: Shape,
    pub entries: Vec<Entry>,
    pub stack: Stack,
}

/// How the two texts stand to each other on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Side by side, each in a column of this width.
    Beside { column: u16 },
    /// The left one above the right one.
    Below,
}

/// A line of the list with what stands above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub what: What,
    pub heading: Heading,
    /// Rows left empty above the heading.
    pub gap: u16,
}

/// What a line of the list compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Something that the two say differently, by its number among all such, and the row of the matrix that it is on.
    Fact { number: usize, row: usize },
    /// An aligned row of clauses.
    Row(usize),
}

/// What stands above a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    None,
    Family(Family),
    Sections {
        left: Option<SectionId>,
        right: Option<SectionId>,
    },
}

/// The gutter with the cursor's mark and the sign of the difference.
pub(crate) const GUTTER: u16 = 4;
const RIGHT: u16 = 2;
/// From this width on the two stand side by side.
const BESIDE: u16 = 96;

impl Shape {
    /// The width of the words of one side.
    pub(crate) fn words(self, width: u16) -> u16 {
        match self {
            Self::Beside { column } => column.saturating_sub(GUTTER + RIGHT).max(1),
            Self::Below => width.saturating_sub(GUTTER + 1).max(1),
        }
    }
}

impl Entry {
    pub(crate) fn above(&self) -> u16 {
        self.gap + u16::from(self.heading != Heading::None)
    }
}

impl PairLayout {
    pub(crate) fn at(&self, state: &State) -> At {
        At {
            item: state.pair.item,
            lead: state.pair.lead,
        }
    }

    pub(crate) fn view(&self) -> usize {
        usize::from(self.list.height)
    }

    /// The line of the entry in which `words` of a clause of the cursor's policy begin; the first where they are not
    /// in it.
    pub(crate) fn line_of(
        &self,
        model: &Model<'_>,
        state: &State,
        item: usize,
        (clause, words): (ClauseId, Span),
    ) -> usize {
        let Some(entry) = self.entries.get(item) else {
            return 0;
        };
        let (What::Row(row), Some(text)) = (entry.what, model.policy(state.policy)) else {
            return 0;
        };
        let width = self.shape.words(self.list.width);
        let block = model.pair_block(row, state.pair.left, state.pair.right, width);
        let (side, above) = match (state.policy == state.pair.right, self.shape) {
            (false, _) => (&block.left, 0),
            (true, Shape::Below) if block.kinship != Kinship::Same => {
                (&block.right, block.left.height())
            }
            (true, _) => (&block.right, 0),
        };
        let clauses = model.aligned(row, state.policy).iter();
        let before = clauses.take_while(|id| **id != clause);
        let start: usize = before.map(|id| text.clause_text(*id).len() + 1).sum();
        let at = start
            + words
                .start()
                .saturating_sub(text.clause(clause).span.start());
        let row = side.rows.iter().position(|row| row.words.end() > at);
        usize::from(entry.above()) + above + row.unwrap_or(0)
    }
}

pub(crate) fn layout(model: &Model<'_>, state: &State) -> PairLayout {
    let body = screen(state).body;
    let header = Rect {
        height: body.height.min(1),
        ..body
    };
    let list = Rect {
        y: header.bottom(),
        height: body.height - header.height,
        ..body
    };
    let shape = if body.width >= BESIDE {
        Shape::Beside {
            column: body.width / 2,
        }
    } else {
        Shape::Below
    };
    let entries = entries(model, state);
    let stack = Stack::new(entries.iter().map(|entry| {
        usize::from(entry.above())
            + match entry.what {
                What::Fact { .. } => 1,
                What::Row(row) => row_height(model, state, row, shape, body.width) + 1,
            }
    }));
    PairLayout {
        header,
        list,
        shape,
        entries,
        stack,
    }
}

fn row_height(model: &Model<'_>, state: &State, row: usize, shape: Shape, width: u16) -> usize {
    let block = model.pair_block(row, state.pair.left, state.pair.right, shape.words(width));
    let (left, right) = (block.left.height(), block.right.height());
    match (shape, block.kinship) {
        (Shape::Beside { .. }, _) => left.max(right),
        (Shape::Below, Kinship::Same) => left,
        (Shape::Below, _) => left + right,
    }
}

fn entries(model: &Model<'_>, state: &State) -> Vec<Entry> {
    let mut entries = Vec::new();
    if matches!(state.pair.detail, Detail::All | Detail::Facts) {
        fact_entries(model, state, &mut entries);
    }
    if state.pair.detail != Detail::Facts {
        row_entries(model, state, &mut entries);
    }
    entries
}

fn fact_entries(model: &Model<'_>, state: &State, entries: &mut Vec<Entry>) {
    let mut before = None;
    let PairSides { left, right } = sides(state);
    let differences = model.differences(left, right);
    for (number, row) in differences.iter().map(|one| one.row).enumerate() {
        let family = model.row(row).map(|row| row.family);
        let heading = match family.filter(|_| family != before) {
            Some(family) => Heading::Family(family),
            None => Heading::None,
        };
        before = family;
        let gap = u16::from(heading != Heading::None && !entries.is_empty());
        entries.push(Entry {
            what: What::Fact { number, row },
            heading,
            gap,
        });
    }
}

fn row_entries(model: &Model<'_>, state: &State, entries: &mut Vec<Entry>) {
    let PairSides { left, right } = sides(state);
    let mut shown = vec![None; model.comparison().policies.len()];
    for row in rows(model, state) {
        if state.pair.show == Show::Differing && !differs(model, state, What::Row(row)) {
            continue;
        }
        let headings = new_headings(model, row, &[left, right], &mut shown);
        let heading = if headings.is_empty() {
            Heading::None
        } else {
            let of = |id: PolicyId| headings.get(id.0).copied().flatten();
            Heading::Sections {
                left: of(left),
                right: of(right),
            }
        };
        // A row of clauses has an empty row below it already.
        let after_fact = matches!(
            entries.last(),
            Some(Entry {
                what: What::Fact { .. },
                ..
            })
        );
        let gap = u16::from(after_fact);
        entries.push(Entry {
            what: What::Row(row),
            heading,
            gap,
        });
    }
}

struct PairSides {
    left: PolicyId,
    right: PolicyId,
}

fn sides(state: &State) -> PairSides {
    PairSides {
        left: state.pair.left,
        right: state.pair.right,
    }
}

/// The words that one side of a difference rests on first.
fn first_words(
    model: &Model<'_>,
    state: &State,
    number: usize,
    policy: PolicyId,
) -> Option<Evidence> {
    let PairSides { left, right } = sides(state);
    let differences = model.differences(left, right);
    let difference = differences.get(number)?;
    let words = if policy == left {
        &difference.left
    } else {
        &difference.right
    };
    words.first().copied()
}

/// The words that a difference rests on first: of the policy that the cursor is on, else of the other one.
pub(crate) fn words_of(
    model: &Model<'_>,
    state: &State,
    number: usize,
) -> Option<(PolicyId, Evidence)> {
    let mut sides = [state.pair.left, state.pair.right];
    if state.policy == state.pair.right {
        sides.reverse();
    }
    sides
        .into_iter()
        .find_map(|id| Some((id, first_words(model, state, number, id)?)))
}

/// What the line under the cursor compares.
pub(crate) fn at(model: &Model<'_>, state: &State) -> Option<What> {
    entries(model, state)
        .get(state.pair.item)
        .map(|entry| entry.what)
}

/// The difference with this number in words.
pub(crate) fn in_words(model: &Model<'_>, state: &State, number: usize) -> Option<Contrast> {
    let PairSides { left, right } = sides(state);
    let differences = model.differences(left, right);
    let one = differences.get(number)?;
    let row = model.row(one.row)?;
    let cell = |id| model.cell(one.row, id);
    Some(contrast(row, cell(left)?, cell(right)?, &one.difference))
}

/// The aligned rows in which at least one of the two speaks, in reading order of the left one.
pub(crate) fn rows(model: &Model<'_>, state: &State) -> Vec<usize> {
    let PairSides { left, right } = sides(state);
    let mut rows = in_order_of(model, left);
    rows.retain(|row| {
        !model.aligned(*row, left).is_empty() || !model.aligned(*row, right).is_empty()
    });
    rows
}

/// The rows whose right side stands elsewhere in its policy than its neighbours do; only rows that pair one clause with one
/// clause count.
pub(crate) fn moved(model: &Model<'_>, state: &State) -> BTreeSet<usize> {
    let PairSides { left, right } = sides(state);
    let (rows, places): (Vec<usize>, Vec<usize>) = rows(model, state)
        .into_iter()
        .filter_map(
            |row| match (model.aligned(row, left), model.aligned(row, right)) {
                ([_], [clause]) => Some((row, clause.0)),
                _ => None,
            },
        )
        .unzip();
    diff::moved(&places)
        .into_iter()
        .map(|at| rows[at])
        .collect()
}

/// The clause of the right side under the cursor, where it has left its neighbours.
pub(crate) fn moved_here(model: &Model<'_>, state: &State) -> Option<(PolicyId, ClauseId)> {
    let What::Row(row) = at(model, state)? else {
        return None;
    };
    let right = state.pair.right;
    let clause = model.aligned(row, right).first()?;
    moved(model, state)
        .contains(&row)
        .then_some((right, *clause))
}

/// Whether the line shows a difference.
pub(crate) fn differs(model: &Model<'_>, state: &State, what: What) -> bool {
    match what {
        What::Fact { .. } => true,
        What::Row(row) => {
            let block = model.pair_block(row, state.pair.left, state.pair.right, 80);
            block.kinship != Kinship::Same
        }
    }
}

/// The clause under the cursor: of the policy that the cursor is on, else of the other one.
pub(crate) fn clause_at(model: &Model<'_>, state: &State) -> Option<(PolicyId, ClauseId)> {
    let entries = entries(model, state);
    let what = entries.get(state.pair.item)?.what;
    let PairSides { left, right } = sides(state);
    let own = if state.policy == right {
        [right, left]
    } else {
        [left, right]
    };
    own.into_iter().find_map(|id| {
        let clause = match what {
            What::Fact { number, row } => first_words(model, state, number, id)
                .or_else(|| model.places(row, id).first().copied())
                .map(|place| place.clause),
            What::Row(row) => model.aligned(row, id).first().copied(),
        };
        clause.map(|clause| (id, clause))
    })
}
