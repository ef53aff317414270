//! Tables for spreadsheets, as comma-separated values (RFC 4180).

use std::borrow::Cow;
use std::io;

use super::Safe;

/// What tells Excel that a table is in UTF-8: without it quotation marks and names come out garbled there. Other programs
/// skip it.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes the titles of `columns`, and under them `records`, whose fields may hold anything.
///
/// # Errors
/// Those of `out`.
pub fn write_csv<const N: usize>(
    columns: [&str; N],
    records: impl IntoIterator<Item = [String; N]>,
    out: &mut impl io::Write,
) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    writer.write_record(columns).map_err(of_output)?;
    for record in records {
        writer.write_record(record.map(shown)).map_err(of_output)?;
    }
    writer.flush()
}

/// What the output said, of which the kind matters: a pipe that nobody reads any more is not a fault.
fn of_output(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(said) => said,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A field as a spreadsheet and a terminal can show it without harm.
fn shown(field: String) -> String {
    no_formula(Safe::line(field).as_str()).into_owned()
}

/// `text` as a spreadsheet is to show it: where it would be taken for a formula, with a space before that.
///
/// A policy that says "=HYPERLINK(…)" must not run anything on an auditor's machine. Where lists are parted by semicolons, as
/// in German and French settings, a cell begins after each of them, whether or not the whole field is quoted.
fn no_formula(text: &str) -> Cow<'_, str> {
    if !text.split(';').any(begins_like_formula) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 1);
    for (number, cell) in text.split(';').enumerate() {
        if number > 0 {
            shown.push(';');
        }
        if begins_like_formula(cell) {
            shown.push(' ');
        }
        shown.push_str(cell);
    }
    Cow::Owned(shown)
}

/// Whether a cell that begins so may be computed; quotes that stand before may be dropped.
fn begins_like_formula(cell: &str) -> bool {
    cell.trim_start_matches('"')
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_known_to_be_utf_8_and_read_without_the_mark_that_says_so() {
        let mut out = Vec::new();
        write_csv(["name"], [["“Zoë”".to_owned()]], &mut out).unwrap();
        assert!(out.starts_with(&[0xef, 0xbb, 0xbf]));
        let mut reader = csv::Reader::from_reader(out.as_slice());
        assert_eq!(reader.headers().unwrap(), ["name"].as_slice());
        let record = reader.records().next().unwrap().unwrap();
        assert_eq!(record, vec!["“Zoë”"]);
    }

    #[test]
    fn what_begins_like_a_formula_is_none() {
        for text in ["=1+1", "+1", "-1", "@a", "\t=1", "＝1+1"] {
            assert_eq!(no_formula(text), format!(" {text}"));
        }
        assert_eq!(no_formula("1=1"), "1=1");
    }

    #[test]
    fn what_begins_like_a_formula_after_a_semicolon_is_none() {
        assert_eq!(
            no_formula("Retention;=1+1;x;\"@a\""),
            "Retention; =1+1;x; \"@a\""
        );
        assert_eq!(no_formula("7 days; \u{2013}3;x"), "7 days; \u{2013}3;x");
    }

    #[test]
    fn a_pipe_that_nobody_reads_is_known_as_such() {
        struct Closed;
        impl io::Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let long = || ["x".repeat(10_000)];
        let columns = csv::WriterBuilder::new()
            .from_writer(Closed)
            .write_record(long());
        assert_eq!(
            of_output(columns.unwrap_err()).kind(),
            io::ErrorKind::BrokenPipe
        );
    }
}
