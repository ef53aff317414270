//! Two policies against each other: the facts that differ, then their clauses.

use std::rc::Rc;

use ratatui::layout::Rect;

use super::aligned::new_headings;
use super::{At, Stack, screen};
use crate::coverage::Family;
use crate::diff::Side;
use crate::display::{Contrast, contrast};
use crate::facts::Evidence;
use crate::policy::{ClauseId, PolicyId, SectionId, Span};
use crate::tui::model::Model;
use crate::tui::pair_rows::PairRows;
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
    /// What has changed between two versions, in short.
    Summary,
    /// Something that the two say differently, by its number among all such, and the row of the matrix that it is on.
    Fact { number: usize, row: usize },
    /// A heading that is not as it was, by its number among all such.
    Section(usize),
    /// A row of clauses.
    Row(usize),
}

/// What stands above a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    None,
    Family(Family),
    /// The headings that are not as they were.
    Changed,
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
        let rows = model.pair_rows(state.pair.left, state.pair.right);
        let side_of = side_of(state, state.policy);
        let clauses = rows
            .rows
            .get(row)
            .map_or(&[][..], |row| row.side(side_of))
            .iter();
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
                What::Summary => summary(model, state).len(),
                What::Fact { .. } | What::Section(_) => 1,
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
        summary_entry(model, state, &mut entries);
        fact_entries(model, state, &mut entries);
    }
    if state.pair.detail == Detail::All {
        section_entries(model, state, &mut entries);
    }
    if state.pair.detail != Detail::Facts {
        row_entries(model, state, &mut entries);
    }
    entries
}

/// The rows of the two, and what has changed where they are versions of one.
fn pair_rows(model: &Model<'_>, state: &State) -> Rc<PairRows> {
    model.pair_rows(state.pair.left, state.pair.right)
}

/// What has changed, in a line each; nothing where the two are no versions.
pub(crate) fn summary(model: &Model<'_>, state: &State) -> Vec<String> {
    let rows = pair_rows(model, state);
    let changes = rows.changes.as_ref();
    changes.map_or_else(Vec::new, |changes| changes.summary.clone())
}

fn summary_entry(model: &Model<'_>, state: &State, entries: &mut Vec<Entry>) {
    if !summary(model, state).is_empty() {
        entries.push(Entry {
            what: What::Summary,
            heading: Heading::None,
            gap: 0,
        });
    }
}

fn section_entries(model: &Model<'_>, state: &State, entries: &mut Vec<Entry>) {
    let rows = pair_rows(model, state);
    let count = rows
        .changes
        .as_ref()
        .map_or(0, |changes| changes.sections.len());
    for number in 0..count {
        let heading = match number {
            0 => Heading::Changed,
            _ => Heading::None,
        };
        entries.push(Entry {
            what: What::Section(number),
            gap: u16::from(heading != Heading::None),
            heading,
        });
    }
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
    let mut shown = vec![None; model.survey().policies.len()];
    for (number, row) in pair_rows(model, state).rows.iter().enumerate() {
        if state.pair.show == Show::Differing && !differs(model, state, What::Row(number)) {
            continue;
        }
        let says = |id| row.side(side_of(state, id)).first().copied();
        let headings = new_headings(model, says, &[left, right], &mut shown);
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
        let after_line = entries
            .last()
            .is_some_and(|entry| !matches!(entry.what, What::Row(_)));
        entries.push(Entry {
            what: What::Row(number),
            heading,
            gap: u16::from(after_line),
        });
    }
}

/// On which side the policy stands.
pub(crate) fn side_of(state: &State, policy: PolicyId) -> Side {
    if policy == state.pair.right {
        Side::Right
    } else {
        Side::Left
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

/// Where the clause under the cursor stands in the other policy, or stood in the old version, having left its neighbours.
pub(crate) fn moved_here(model: &Model<'_>, state: &State) -> Option<(PolicyId, ClauseId)> {
    let What::Row(row) = at(model, state)? else {
        return None;
    };
    pair_rows(model, state).rows.get(row)?.elsewhere
}

/// Whether the line shows a difference.
pub(crate) fn differs(model: &Model<'_>, state: &State, what: What) -> bool {
    match what {
        What::Summary => false,
        What::Fact { .. } | What::Section(_) => true,
        What::Row(row) => {
            let PairSides { left, right } = sides(state);
            let rows = model.pair_rows(left, right);
            let has_moved = rows.changes.is_some()
                && rows
                    .rows
                    .get(row)
                    .is_some_and(|row| row.elsewhere.is_some());
            has_moved || model.pair_block(row, left, right, 80).kinship != Kinship::Same
        }
    }
}

/// The clause under the cursor: of the policy that the cursor is on, else of the other one.
pub(crate) fn clause_at(model: &Model<'_>, state: &State) -> Option<(PolicyId, ClauseId)> {
    let entries = entries(model, state);
    let what = entries.get(state.pair.item)?.what;
    let PairSides { left, right } = sides(state);
    let rows = model.pair_rows(left, right);
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
            What::Row(row) => rows
                .rows
                .get(row)?
                .side(side_of(state, id))
                .first()
                .copied(),
            What::Section(number) => first_under(model, state, number, id),
            What::Summary => None,
        };
        clause.map(|clause| (id, clause))
    })
}

/// The heading that is not as it was, of one of the two versions; none where that has it not.
pub(crate) fn section(
    model: &Model<'_>,
    state: &State,
    number: usize,
    policy: PolicyId,
) -> Option<SectionId> {
    let rows = pair_rows(model, state);
    let step = rows.changes.as_ref()?.sections.get(number)?;
    match side_of(state, policy) {
        Side::Left => step.in_old(),
        Side::Right => step.in_new(),
    }
}

/// The first clause under a heading that is not as it was.
fn first_under(
    model: &Model<'_>,
    state: &State,
    number: usize,
    policy: PolicyId,
) -> Option<ClauseId> {
    let section = section(model, state, number, policy)?;
    model.first_under(policy, section)
}
