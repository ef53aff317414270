//! The workbook that tables are put into, with how much the file format holds and what leads from one table to another.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use rustc_hash::FxHashMap;

use super::looks::{Leads, Look};

/// How much a sheet holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) rows: u32,
    pub(super) columns: u16,
    pub(super) links: usize,
    /// UTF-16 units in a cell.
    pub(super) characters: usize,
}

/// What Excel, and so the file format, can hold.
pub(super) const EXCEL: Limits = Limits {
    rows: 1_048_576,
    columns: 16_384,
    links: 65_530,
    characters: 32_767,
};

/// The workbook under construction.
pub(super) struct Book {
    workbook: Workbook,
    limits: Limits,
    formats: FxHashMap<(Look, Leads), Format>,
}

impl Book {
    /// A workbook without sheets, each of which holds no more than `limits`.
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            workbook: Workbook::new(),
            limits,
            formats: FxHashMap::default(),
        }
    }

    /// Puts a table behind the others; what had to be left out of it, in words.
    pub(super) fn put(&mut self, table: Table) -> Vec<String> {
        for sheet in table.sheets {
            self.workbook.push_worksheet(sheet);
        }
        table.losses
    }

    /// A sheet that keeps no more than one row in memory; it is not in the workbook yet.
    pub(super) fn sheet(&mut self) -> Result<Worksheet, XlsxError> {
        self.workbook.new_worksheet_with_low_memory()
    }

    pub(super) fn limits(&self) -> Limits {
        self.limits
    }

    pub(super) fn format(&mut self, look: Look, leads: Leads) -> &Format {
        let format = self.formats.entry((look, leads));
        format.or_insert_with(|| look.format(leads))
    }

    /// The workbook with all that was put into it.
    pub(super) fn finish(self) -> Workbook {
        self.workbook
    }
}

/// A table that is complete.
pub(super) struct Table {
    pub(super) sheets: Vec<Worksheet>,
    pub(super) losses: Vec<String>,
}

/// Where a row of a table is: in which of its sheets, and in which row there, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) part: usize,
    pub(super) row: u32,
}

impl Target {
    /// What leads to this row of the table called `name`.
    pub(super) fn link(self, name: &str) -> String {
        link(&part_name(name, self.part), self.row)
    }
}

/// The name of a table's sheet, and of those that it goes on in: "Facts", "Facts 2".
pub(super) fn part_name(name: &str, part: usize) -> String {
    match part {
        0 => name.to_owned(),
        part => format!("{name} {}", part + 1),
    }
}

/// What leads to a row of a sheet.
pub(super) fn link(sheet: &str, row: u32) -> String {
    format!("internal:'{sheet}'!A{}", row + 1)
}
