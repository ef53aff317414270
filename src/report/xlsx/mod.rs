//! The comparison as a workbook for spreadsheet programs: a sheet for each way of looking at it.
//!
//! All words are written as words, never as formulas, and nothing in the file tells when it was made.

mod alignment;
mod book;
mod checklist;
mod differences;
mod facts;
mod looks;
mod matrix;
mod notes;
mod sheet;
mod summary;

use std::{io, thread};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::Comparison;
use crate::error::GUARDED;

use book::{Book, EXCEL, Limits};

/// Writes the workbook.
///
/// # Errors
/// Those of `out`.
pub fn xlsx(comparison: &Comparison, out: &mut impl io::Write) -> io::Result<()> {
    out.write_all(&guarded(|| workbook(comparison, EXCEL)?.save_to_buffer())?)
}

/// The bytes that `make` gives. The maker of workbooks panics where its temporary files can't be written, as on a full disk;
/// here that becomes an error like others.
fn guarded(make: impl FnOnce() -> Result<Vec<u8>, XlsxError> + Send) -> io::Result<Vec<u8>> {
    let made = thread::scope(|threads| {
        let maker = thread::Builder::new().name(GUARDED.to_owned());
        Ok::<_, io::Error>(maker.spawn_scoped(threads, make)?.join())
    })?;
    match made {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(XlsxError::TempFileError(folder, why))) => {
            let folder = folder.display();
            let said = format!(
                "no temporary file can be made in {folder} (TMPDIR names another folder): {why}"
            );
            Err(io::Error::new(why.kind(), said))
        }
        Ok(Err(why)) => Err(io::Error::other(why)),
        Err(panic) => {
            let said = panic.downcast_ref::<String>().map(String::as_str);
            let said = said.or_else(|| panic.downcast_ref::<&str>().copied());
            let said = said.unwrap_or_default();
            Err(io::Error::other(format!(
                "the workbook could not be made, perhaps because the folder for temporary files is full: {said}"
            )))
        }
    }
}

fn workbook(comparison: &Comparison, limits: Limits) -> Result<Workbook, XlsxError> {
    let survey = &comparison.survey;
    let mut book = Book::new(limits);
    let (facts, targets) = facts::facts(survey, &mut book)?;
    let mut tables = vec![
        summary::summary(survey, &mut book)?,
        matrix::matrix(survey, &targets, &mut book)?,
        facts,
        alignment::alignment(comparison, &mut book)?,
    ];
    tables.extend(differences::differences(survey, &mut book)?);
    for filled in &survey.checklists {
        tables.push(checklist::checklist(survey, filled, &mut book)?);
    }
    let losses = tables.into_iter().flat_map(|table| book.put(table));
    let losses: Vec<String> = losses.collect();
    let notes = notes::notes(survey, &losses, &mut book)?;
    book.put(notes);
    let mut workbook = book.finish();
    // The format wants a date; the first day that its archives know says nothing.
    let properties = DocProperties::new()
        .set_title("Privacy policies clause by clause")
        .set_author("clausewise")
        .set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?);
    workbook.set_properties(&properties);
    Ok(workbook)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};

    use super::*;
    use crate::source::{Format, Intake, Source};
    use crate::{Options, compare};

    const TEXT: &str = "# Privacy\n\nYou have the right to access your personal data. You may request access to your data.\n\n\
        You have the right to erasure of your personal data. We delete server logs after 30 days.\n";

    /// The sheets of a comparison of three policies that say the same, where a sheet holds no more than `limits`.
    fn sheets(limits: Limits) -> Vec<(String, Range<Data>)> {
        let source = |name: &str| Source {
            name: name.to_owned(),
            path: format!("{name}.md"),
            bytes: TEXT.into(),
            format: Format::Markdown,
        };
        let intake = Intake {
            sources: ["a", "b", "c"].map(source).into(),
            unread: Vec::new(),
        };
        let comparison = compare(intake, &Options::default(), &|_| ());
        let bytes = workbook(&comparison, limits).unwrap().save_to_buffer();
        let mut read: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.unwrap())).unwrap();
        read.worksheets()
    }

    fn named<'a>(sheets: &'a [(String, Range<Data>)], name: &str) -> &'a Range<Data> {
        let found = sheets.iter().find(|(known, _)| known == name);
        &found.unwrap_or_else(|| panic!("{name} is no sheet")).1
    }

    fn notes(sheets: &[(String, Range<Data>)]) -> Vec<String> {
        let rows = named(sheets, "Notes").rows();
        let left_out = rows.filter(|row| row[1] == *"left out");
        left_out.map(|row| row[3].to_string()).collect()
    }

    #[test]
    fn nothing_is_left_out_where_there_is_room() {
        assert_eq!(notes(&sheets(EXCEL)), Vec::<String>::new());
    }

    #[test]
    fn a_workbook_that_has_no_room_while_it_is_made_is_an_error() {
        let full = || panic!("Couldn't write to xml file");
        let why = guarded(full).unwrap_err().to_string();
        assert!(
            why.contains("temporary files is full: Couldn't write"),
            "{why}"
        );
    }

    #[test]
    fn a_table_that_is_too_long_goes_on_in_another_sheet_and_loses_nothing() {
        let whole = sheets(EXCEL);
        let parted = sheets(Limits { rows: 12, ..EXCEL });
        let whole: Vec<&[Data]> = named(&whole, "Facts").rows().collect();
        assert!(whole.len() > 12);
        let (title, rows) = whole.split_first().unwrap();
        let facts = parted.iter().filter(|(name, _)| name.starts_with("Facts"));
        let mut found: Vec<&[Data]> = Vec::new();
        for (number, (name, part)) in (1..).zip(facts) {
            let expected = if number == 1 {
                "Facts".to_owned()
            } else {
                format!("Facts {number}")
            };
            assert_eq!(*name, expected);
            assert!(part.height() <= 12);
            assert_eq!(part.rows().next().unwrap(), *title);
            found.extend(part.rows().skip(1));
        }
        assert_eq!(found, rows);
        assert_eq!(notes(&parted), Vec::<String>::new());
    }

    #[test]
    fn what_has_no_room_is_told() {
        let narrow = sheets(Limits {
            columns: 8,
            ..EXCEL
        });
        assert_eq!(named(&narrow, "Matrix").width(), 8);
        let told = notes(&narrow);
        let lost = "1 columns have no room in Matrix, as a sheet holds 8";
        assert!(told.iter().any(|note| note == lost), "{told:?}");

        let short = sheets(Limits {
            characters: 60,
            ..EXCEL
        });
        let told = notes(&short);
        assert!(
            told.iter()
                .any(|note| note.starts_with("Alignment, cell F")),
            "{told:?}"
        );
        for row in short.iter().flat_map(|(_, sheet)| sheet.rows()) {
            assert!(
                row.iter()
                    .all(|cell| cell.to_string().encode_utf16().count() <= 60)
            );
        }

        let unlinked = sheets(Limits { links: 5, ..EXCEL });
        let told = notes(&unlinked);
        assert!(
            told.iter().any(
                |note| note.ends_with("cells of Matrix lead nowhere, as a sheet holds 5 links")
            ),
            "{told:?}"
        );
    }
}
