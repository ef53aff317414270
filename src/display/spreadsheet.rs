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
    writer.write_record(columns)?;
    for record in records {
        writer.write_record(record.map(shown))?;
    }
    writer.flush()
}

/// A field as a spreadsheet and a terminal can show it without harm.
fn shown(field: String) -> String {
    no_formula(Safe::line(field).as_str()).into_owned()
}

/// `text` as a spreadsheet is to show it: where it would be taken for a formula, with a space before it.
///
/// A policy that says "=HYPERLINK(…)" must not run anything on an auditor's machine.
fn no_formula(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']) {
        Cow::Owned(format!(" {text}"))
    } else {
        Cow::Borrowed(text)
    }
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
}
