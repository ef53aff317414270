//! What a reader of the workbook should know besides: what could not be read, and what had no room.

use rust_xlsxwriter::XlsxError;

use super::book::{Book, Table};
use super::sheet::{Column, Field, Sheet};
use crate::Survey;
use crate::diff::{Alike, alike};
use crate::error;
use crate::policy::Severity;

/// The sheet; `losses` are what the other sheets had no room for.
pub(super) fn notes(
    survey: &Survey,
    losses: &[String],
    book: &mut Book,
) -> Result<Table, XlsxError> {
    let columns = [("About", 30), ("Kind", 10), ("Line", 7), ("Note", 100)];
    let columns = columns.map(|(title, width)| Column::new(title, width));
    let mut sheet = Sheet::new("Notes", 1, columns.into(), book);
    let mut note = |about: &str, kind: &str, line: Option<usize>, words: &str| {
        sheet.add([
            Field::words(about),
            Field::words(kind),
            line.map_or_else(Field::empty, Field::count),
            Field::words(words),
        ])
    };
    for unread in &survey.unread {
        note(&unread.path, "unread", None, &error::in_full(&unread.why))?;
    }
    for loss in losses {
        note("this workbook", "left out", None, loss)?;
    }
    for Alike { first, second } in alike(&survey.policies) {
        let first = &survey.policy(first).name;
        let words = format!("it is nearly the same text as {first}");
        note(&survey.policy(second).name, "note", None, &words)?;
    }
    for policy in &survey.policies {
        for told in &policy.diagnostics {
            let kind = match told.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
            };
            note(
                &policy.name,
                kind,
                told.line.map(|line| line + 1),
                &told.message,
            )?;
        }
    }
    sheet.finish()
}
