//! Tables that hold data, while they are written: which rows are their head, which column a cell stands in.

use std::collections::{BTreeSet, HashMap};

use crate::document::BlockKind;
use crate::document::builder::Builder;

use super::looks;
use super::measure::letters;
use super::tree::{NodeId, Tree};

/// Cells that span more rows or columns span so many.
const WIDEST: usize = 50;

/// An open table.
pub(super) struct Table {
    /// Rows with words so far.
    rows: usize,
    /// Blocks before the open row.
    blocks: usize,
    /// How many columns without words of their own stand before and after each cell.
    gaps: HashMap<NodeId, (usize, usize)>,
    is_in_cell: bool,
}

impl Table {
    /// The table `id`, unless it only sets the page.
    pub(super) fn of(tree: &Tree, id: NodeId, content: Content) -> Option<Self> {
        if matches!(tree.attribute(id, "role"), Some("presentation" | "none")) {
            return None;
        }
        let rows: Vec<NodeId> = tree
            .nodes(id)
            .filter(|row| is_row_of(tree, *row, id))
            .collect();
        let wide = rows
            .iter()
            .filter(|row| cells(tree, **row).count() > 1)
            .count();
        let has_head = rows
            .iter()
            .any(|row| cells(tree, *row).any(|cell| tree.name(cell) == "th"));
        let is_data = wide * 2 >= rows.len() && (rows.len() > 1 || has_head) && wide > 0;
        let may_be_data = match content {
            Content::Words => has_head || !holds_text_in_a_cell(tree, id, &rows),
            Content::More => has_head && !holds_sections(tree, &rows),
        };
        let is_data = is_data && may_be_data;
        is_data.then(|| Self {
            rows: 0,
            blocks: 0,
            gaps: gaps(&grid(tree, &rows)),
            is_in_cell: false,
        })
    }

    pub(super) fn is_in_cell(&self) -> bool {
        self.is_in_cell
    }

    /// What the row `id` is, before which `blocks` blocks stand.
    pub(super) fn begin_row(&mut self, tree: &Tree, id: NodeId, blocks: usize) -> BlockKind {
        self.blocks = blocks;
        let in_head = tree
            .ancestors(id)
            .take(1)
            .any(|above| tree.name(above) == "thead");
        let all_heads = cells(tree, id).all(|cell| tree.name(cell) == "th");
        match () {
            () if in_head || (all_heads && self.rows == 0) => BlockKind::HeadRow,
            () if self.rows == 0 => BlockKind::FirstRow,
            () => BlockKind::Row,
        }
    }

    /// Ends the row, after which `blocks` blocks are written.
    pub(super) fn end_row(&mut self, blocks: usize) {
        self.rows += usize::from(blocks > self.blocks);
        self.is_in_cell = false;
    }

    pub(super) fn begin_cell(&mut self, builder: &mut Builder, id: NodeId) {
        let (before, _) = self.gaps.get(&id).copied().unwrap_or_default();
        leave_empty(builder, before);
        builder.begin_cell();
        self.is_in_cell = true;
    }

    pub(super) fn end_cell(&mut self, builder: &mut Builder, id: NodeId) {
        builder.end_cell();
        self.is_in_cell = false;
        let (_, after) = self.gaps.get(&id).copied().unwrap_or_default();
        leave_empty(builder, after);
    }
}

/// What stands in the cells of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Words,
    /// Headings or tables as well, as in a table that only sets the page.
    More,
}

/// Whether `row` is a row of the table `id`, and not of another in it.
fn is_row_of(tree: &Tree, row: NodeId, id: NodeId) -> bool {
    let table = || {
        tree.ancestors(row)
            .find(|above| tree.name(*above) == "table")
    };
    tree.name(row) == "tr" && table() == Some(id)
}

/// Whether a cell in `rows` holds a heading and more text under it than a cell of data does.
fn holds_sections(tree: &Tree, rows: &[NodeId]) -> bool {
    const LONG: usize = 150;
    let heads = |id: NodeId| looks::heading_level(tree, id).is_some();
    let letters = |cell| tree.nodes(cell).map(|id| letters(tree, id)).sum::<usize>();
    let mut cells = rows.iter().flat_map(|row| cells(tree, *row));
    cells.any(|cell| tree.nodes(cell).any(heads) && letters(cell) > LONG)
}

/// Whether one cell of the table `id` holds nearly all of its words, and holds them as a text is written.
fn holds_text_in_a_cell(tree: &Tree, id: NodeId, rows: &[NodeId]) -> bool {
    const LONG: usize = 250;
    const PARTS: usize = 4;
    let letters = |top| tree.nodes(top).map(|id| letters(tree, id)).sum::<usize>();
    let all = letters(id);
    let parts = |cell| {
        let inside = tree.nodes(cell).map(|id| tree.name(id));
        inside
            .filter(|name| matches!(*name, "p" | "br" | "li" | "div"))
            .count()
    };
    let mut cells = rows.iter().flat_map(|row| cells(tree, *row));
    all > LONG && cells.any(|cell| letters(cell) * 4 > all * 3 && parts(cell) >= PARTS)
}

fn leave_empty(builder: &mut Builder, columns: usize) {
    for _ in 0..columns {
        builder.begin_cell();
        builder.end_cell();
    }
}

/// A cell with the columns that it spans.
struct Placed {
    cell: NodeId,
    start: usize,
    end: usize,
}

/// Where the cells of `rows` stand, what reaches into a row from above left free.
fn grid(tree: &Tree, rows: &[NodeId]) -> Vec<Vec<Placed>> {
    // For each column the row down to which a cell from above reaches.
    let mut reaches: Vec<usize> = Vec::new();
    let mut grid = Vec::with_capacity(rows.len());
    for (i, row) in rows.iter().enumerate() {
        let mut column = 0;
        let mut placed = Vec::new();
        for cell in cells(tree, *row) {
            while reaches.get(column).is_some_and(|reach| *reach > i) {
                column += 1;
            }
            let (start, end) = (column, column + span(tree, cell, "colspan"));
            reaches.resize(reaches.len().max(end), 0);
            reaches[start..end].fill(i + span(tree, cell, "rowspan"));
            placed.push(Placed { cell, start, end });
            column = end;
        }
        grid.push(placed);
    }
    grid
}

fn span(tree: &Tree, cell: NodeId, name: &str) -> usize {
    let span = tree
        .attribute(cell, name)
        .and_then(|span| span.trim().parse().ok());
    span.unwrap_or(1).clamp(1, WIDEST)
}

/// For each cell how many columns without words come right before and after it.
///
/// A cell that spans columns stands in the one that the head names. A column in which no cell stands is none: it comes
/// of cells that span more than one.
fn gaps(grid: &[Vec<Placed>]) -> HashMap<NodeId, (usize, usize)> {
    let head = grid.iter().find(|row| row.len() > 1);
    let named: BTreeSet<usize> = head
        .into_iter()
        .flatten()
        .map(|placed| placed.start)
        .collect();
    let column = |placed: &Placed| {
        let mut in_reach = named.range(placed.start..placed.end);
        in_reach.next().copied().unwrap_or(placed.start)
    };
    let columns: BTreeSet<usize> = grid.iter().flatten().map(column).collect();
    let columns: Vec<usize> = columns.into_iter().collect();
    let rank = |column: usize| columns.partition_point(|known| *known < column);
    let mut gaps = HashMap::new();
    for row in grid {
        let mut written = 0;
        for placed in row {
            let own = rank(column(placed));
            let end = rank(placed.end);
            // What stands over all columns names the rows below it.
            let after = if row.len() == 1 { 0 } else { end - own - 1 };
            gaps.insert(placed.cell, (own - written, after));
            written = end;
        }
    }
    gaps
}

fn cells(tree: &Tree, row: NodeId) -> impl Iterator<Item = NodeId> {
    tree.children(row)
        .filter(|cell| matches!(tree.name(*cell), "td" | "th"))
}
