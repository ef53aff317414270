//! Rows of a table as plain text, their cells wrapped so that nothing is cut off.

use std::io;

use crate::display::{Safe, cells, wrap};
use crate::policy::PolicyId;

/// Cells between two columns.
pub(super) const GAP: usize = 2;

/// Cells by which the later lines of a cell are indented.
const HANG: usize = 2;

/// Widest a table becomes, unless one policy alone needs more; of more policies there are several, one below the other.
const WIDTH: usize = 120;

/// A column of a policy is not made narrower than this to have more of them side by side.
const NARROWEST: usize = 12;

/// A policy with the width of its column.
pub(super) type Column = (PolicyId, usize);

/// Columns beside one of `labels` cells, parted into as many as fit beside each other, none of them wider than its share.
pub(super) fn blocks(labels: usize, columns: &[Column]) -> Vec<Vec<Column>> {
    let room = WIDTH.saturating_sub(labels);
    let most = (room / (NARROWEST + GAP)).max(1);
    let blocks = columns.len().div_ceil(most).max(1);
    let beside = columns.len().div_ceil(blocks).max(1);
    let share = (room / beside).saturating_sub(GAP).max(NARROWEST);
    let narrowed = |(policy, width): &Column| (*policy, (*width).min(share));
    columns
        .chunks(beside)
        .map(|some| some.iter().map(narrowed).collect())
        .collect()
}

/// Writes a text on as many lines as it needs.
///
/// # Errors
/// Those of `out`.
pub(super) fn paragraph(text: &str, out: &mut impl io::Write) -> io::Result<()> {
    wrap(text, WIDTH, 0)
        .iter()
        .try_for_each(|row| writeln!(out, "{}", Safe::line(row.words.of(text))))
}

/// The widths of a table's columns, in cells.
pub(super) struct Table {
    widths: Vec<usize>,
}

impl Table {
    /// A table of columns so wide.
    pub(super) fn new(widths: Vec<usize>) -> Self {
        Self { widths }
    }

    /// Writes one row: a text for each column, on as many lines as the longest needs.
    ///
    /// # Errors
    /// Those of `out`.
    pub(super) fn row<'a>(
        &self,
        out: &mut impl io::Write,
        texts: impl IntoIterator<Item = &'a str>,
    ) -> io::Result<()> {
        let columns: Vec<Vec<String>> = texts
            .into_iter()
            .zip(&self.widths)
            .map(|(text, width)| lines_of(text, *width))
            .collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        for number in 0..height {
            let mut line = String::new();
            for (column, width) in columns.iter().zip(&self.widths) {
                let text = column.get(number).map_or("", String::as_str);
                line.push_str(text);
                let missing = width.saturating_sub(cells(text)) + GAP;
                line.extend(std::iter::repeat_n(' ', missing));
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

fn lines_of(text: &str, width: usize) -> Vec<String> {
    // White space at the start sets a row under its heading.
    let start = text.len() - text.trim_start().len();
    let rows = wrap(text.trim_start(), width.saturating_sub(start), HANG);
    rows.into_iter()
        .map(|row| {
            let words = Safe::line(row.words.of(text.trim_start()));
            format!("{}{words}", " ".repeat(start + row.indent))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_longest_cell_and_loses_nothing() {
        let mut out = Vec::new();
        let table = Table::new(vec![8, 9]);
        table
            .row(&mut out, ["  Erasure", "● until you leave"])
            .unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "  Erasur  ● until\n    e       you\n            leave\n"
        );
    }
    #[test]
    fn columns_that_do_not_fit_go_into_another_block() {
        let columns: Vec<Column> = (0..9).map(|place| (PolicyId(place), 24)).collect();
        let blocks = blocks(40, &columns);
        let sizes: Vec<usize> = blocks.iter().map(Vec::len).collect();
        assert_eq!(sizes, [5, 4]);
        let widths = blocks
            .iter()
            .map(|block| 40 + block.iter().map(|(_, width)| width + 2).sum::<usize>());
        assert!(widths.max().unwrap() <= 120);
        let policies = blocks.concat().into_iter().map(|(id, _)| id.0);
        assert!(policies.eq(0..9));
    }
}
