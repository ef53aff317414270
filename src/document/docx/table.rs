//! Writes the tables of a document: those that hold data as rows, those that set the page as what stands in them.

use super::body::Writer;
use super::xml::Element;
use crate::document::BlockKind;

impl<'a> Writer<'a> {
    pub(super) fn table(&mut self, table: &'a Element) {
        self.end_joined();
        let mut rows = inside(table, "tr");
        let all = rows.len();
        rows.retain(|row| !is_deleted(row));
        self.has_changes |= rows.len() < all;
        let cells: Vec<Vec<&Element>> = rows.iter().map(|row| inside(row, "tc")).collect();
        let wide = cells.iter().filter(|cells| cells.len() > 1).count();
        let is_data = rows.len() > 1 && wide * 2 >= rows.len();
        if self.is_in_cell || !is_data {
            for cell in cells.iter().flatten() {
                self.blocks(cell);
                self.end_joined();
            }
            return;
        }
        self.end();
        self.items.clear();
        self.is_in_cell = true;
        for (i, (row, cells)) in rows.iter().zip(&cells).enumerate() {
            let is_head = row
                .child("trPr")
                .is_some_and(|look| look.switch("tblHeader") == Some(true));
            self.builder.begin(match i {
                _ if is_head => BlockKind::HeadRow,
                0 => BlockKind::FirstRow,
                _ => BlockKind::Row,
            });
            for cell in cells {
                self.cell(cell);
            }
            self.end();
        }
        self.is_in_cell = false;
        self.write_aside();
    }

    fn cell(&mut self, cell: &'a Element) {
        const WIDEST: usize = 50;
        let look = cell.child("tcPr");
        let span = look.and_then(|look| look.value("gridSpan")?.parse().ok());
        self.builder.begin_cell();
        self.blocks(cell);
        self.end_joined();
        self.builder.end_bold();
        self.builder.end_cell();
        for _ in 1..span.unwrap_or(1).min(WIDEST) {
            self.builder.begin_cell();
            self.builder.end_cell();
        }
    }
}

/// Whether `row` is one that a tracked change takes away.
fn is_deleted(row: &Element) -> bool {
    let look = row.child("trPr");
    look.is_some_and(|look| look.child("del").is_some())
}

/// The elements `name` in `parent` that stand in nothing but what carries no meaning.
fn inside<'a>(parent: &'a Element, name: &str) -> Vec<&'a Element> {
    let mut found = Vec::new();
    for child in &parent.children {
        match child.name.as_str() {
            own if own == name => found.push(child),
            "sdt" | "sdtContent" | "ins" | "customXml" => found.extend(inside(child, name)),
            _ => {}
        }
    }
    found
}
