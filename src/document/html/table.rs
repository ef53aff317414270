//! Tables that hold data, while they are written: which rows are their head, which column a cell stands in.

use crate::document::BlockKind;
use crate::document::builder::Builder;

use super::tree::{NodeId, Tree};

/// Cells that span more rows or columns span so many.
const WIDEST: usize = 50;

/// An open table.
pub(super) struct Table {
    /// Rows with words so far.
    rows: usize,
    /// Blocks before the open row.
    blocks: usize,
    /// For each column how many further rows a cell from above reaches into.
    spans: Vec<usize>,
    column: usize,
    is_in_cell: bool,
}

impl Table {
    /// The table `id`, which holds no other, unless it only sets the page.
    pub(super) fn of(tree: &Tree, id: NodeId) -> Option<Self> {
        if matches!(tree.attribute(id, "role"), Some("presentation" | "none")) {
            return None;
        }
        let rows: Vec<NodeId> = tree.nodes(id).filter(|id| tree.name(*id) == "tr").collect();
        let wide = rows
            .iter()
            .filter(|row| cells(tree, **row).count() > 1)
            .count();
        let has_head = rows
            .iter()
            .any(|row| cells(tree, *row).any(|cell| tree.name(cell) == "th"));
        let is_data = wide * 2 >= rows.len() && (rows.len() > 1 || has_head) && wide > 0;
        is_data.then(|| Self {
            rows: 0,
            blocks: 0,
            spans: Vec::new(),
            column: 0,
            is_in_cell: false,
        })
    }

    pub(super) fn is_in_cell(&self) -> bool {
        self.is_in_cell
    }

    /// What the row `id` is, before which `blocks` blocks stand.
    pub(super) fn begin_row(&mut self, tree: &Tree, id: NodeId, blocks: usize) -> BlockKind {
        self.blocks = blocks;
        self.column = 0;
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
        for span in self.spans.iter_mut().skip(self.column) {
            *span = span.saturating_sub(1);
        }
    }

    pub(super) fn begin_cell(&mut self, builder: &mut Builder) {
        while let Some(span) = self.spans.get_mut(self.column).filter(|span| **span > 0) {
            *span -= 1;
            self.column += 1;
            builder.begin_cell();
            builder.end_cell();
        }
        builder.begin_cell();
        self.is_in_cell = true;
    }

    pub(super) fn end_cell(&mut self, builder: &mut Builder, tree: &Tree, id: NodeId) {
        builder.end_cell();
        self.is_in_cell = false;
        let span = |name| {
            let span = tree
                .attribute(id, name)
                .and_then(|span| span.trim().parse().ok());
            span.unwrap_or(1).clamp(1, WIDEST)
        };
        let (columns, rows) = (span("colspan"), span("rowspan"));
        for i in 0..columns {
            if i > 0 {
                builder.begin_cell();
                builder.end_cell();
            }
            if self.spans.len() <= self.column {
                self.spans.resize(self.column + 1, 0);
            }
            self.spans[self.column] = rows - 1;
            self.column += 1;
        }
    }
}

fn cells(tree: &Tree, row: NodeId) -> impl Iterator<Item = NodeId> {
    tree.children(row)
        .filter(|cell| matches!(tree.name(*cell), "td" | "th"))
}
