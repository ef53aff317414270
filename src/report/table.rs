//! Rows of a table as plain text, their cells wrapped so that nothing is cut off.

use std::io;

use crate::display::{Safe, cells, wrap};

/// Cells between two columns.
const GAP: usize = 2;

/// Cells by which the later lines of a cell are indented.
const HANG: usize = 2;

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
}
