//! The clauses and sections side by side: a column for each policy.

use rust_xlsxwriter::XlsxError;

use super::book::{Book, Table};
use super::sheet::{Column, Field, Sheet};
use crate::align::Row;
use crate::align::explain::RowNumber;
use crate::display::{section_path, section_title, topic};
use crate::policy::{ClauseId, Policy, SectionId};
use crate::{Comparison, Survey};

/// The sheet, rows of sections first, as the report numbers them. Where a policy is silent its cell is empty.
pub(super) fn alignment(
    Comparison { survey, alignment }: &Comparison,
    book: &mut Book,
) -> Result<Table, XlsxError> {
    let own = [
        ("Row", 7),
        ("Level", 9),
        ("About", 20),
        ("Alike", 9),
        ("Policies", 11),
    ];
    let own = own.map(|(title, width)| Column::new(title, width));
    let policies = survey.policies.iter();
    let policies = policies.map(|policy| Column::new(&policy.name, 55));
    let mut sheet = Sheet::new(
        "Alignment",
        3,
        own.into_iter().chain(policies).collect(),
        book,
    );
    let mut numbers = (1..).map(RowNumber);
    for (row, number) in alignment.sections.iter().zip(numbers.by_ref()) {
        let fields = fields(survey, number, "section", row, of_section);
        sheet.add(fields)?;
    }
    for (row, number) in alignment.clauses.iter().zip(numbers) {
        let fields = fields(survey, number, "clause", row, of_clause);
        sheet.add(fields)?;
    }
    sheet.finish()
}

fn fields<Id: Copy>(
    survey: &Survey,
    number: RowNumber,
    level: &str,
    row: &Row<Id>,
    text: impl Fn(&Policy, Id) -> String,
) -> Vec<Field> {
    let about = row.topic.as_ref();
    let about = about.map_or_else(String::new, |id| topic(id, &survey.lexicon));
    let speak = row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let alike = if speak > 1 {
        Field::share(row.score)
    } else {
        Field::empty()
    };
    let own = [
        Field::words(&number.to_string()),
        Field::words(level),
        Field::words(&about),
        alike,
        Field::count(speak),
    ];
    let cells = survey.policies.iter().zip(&row.cells);
    let cells = cells.map(|(policy, ids)| {
        let texts: Vec<String> = ids.iter().map(|id| text(policy, *id)).collect();
        Field::words(&texts.join("\n\n"))
    });
    own.into_iter().chain(cells).collect()
}

/// A heading with its lines.
fn of_section(policy: &Policy, id: SectionId) -> String {
    format!(
        "{} ({})",
        section_title(policy, id),
        policy.section(id).lines
    )
}

/// A clause with where it stands above it.
fn of_clause(policy: &Policy, id: ClauseId) -> String {
    let clause = policy.clause(id);
    let section = section_path(policy, clause.section);
    let section = section.as_str();
    let parted = if section.is_empty() { "" } else { ", " };
    let lines = clause.lines;
    format!("[{section}{parted}{lines}]\n{}", policy.clause_text(id))
}
