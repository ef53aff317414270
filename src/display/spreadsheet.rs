//! Tables for spreadsheets, as comma-separated values (RFC 4180).

use std::borrow::Cow;
use std::io;

use super::Safe;

/// Writes the titles of `columns`, and under them `records`, whose fields may hold anything.
///
/// # Errors
/// Those of `out`.
pub fn write_csv<const N: usize>(
    columns: [&str; N],
    records: impl IntoIterator<Item = [String; N]>,
    out: &mut impl io::Write,
) -> io::Result<()> {
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
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!(" {text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_none() {
        for text in ["=1+1", "+1", "-1", "@a", "\t=1"] {
            assert_eq!(no_formula(text), format!(" {text}"));
        }
        assert_eq!(no_formula("1=1"), "1=1");
    }
}
