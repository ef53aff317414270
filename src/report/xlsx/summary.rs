//! The policies and how they stand beside each other, and how to read the other sheets.

use rust_xlsxwriter::XlsxError;

use super::book::{Book, Table, link};
use super::looks::Look;
use super::sheet::{Column, Field, Sheet};
use crate::Survey;
use crate::coverage::Family;
use crate::coverage::benchmark::Standing;
use crate::display::benchmark::{by_family, lists, order};
use crate::display::{date, first_upper, says};
use crate::report::json::format_json;

/// The other sheets with what each holds.
const SHEETS: [(&str, &str); 5] = [
    (
        "Matrix",
        "what each policy states, denies or is silent on; a cell leads to its words",
    ),
    (
        "Facts",
        "the words of the policies, a row for each place that says something",
    ),
    (
        "Alignment",
        "clauses and sections that make the same provision, side by side; an empty cell is silence",
    ),
    (
        "Differences",
        "what each policy says otherwise than the first one",
    ),
    (
        "Notes",
        "what could not be read, what a reader should know, and what had no room here",
    ),
];

/// The sheet.
pub(super) fn summary(survey: &Survey, book: &mut Book) -> Result<Table, XlsxError> {
    let mut sheet = Sheet::new("Summary", 1, columns(survey), book);
    sheet = sheet.under(lead(survey));
    for standing in &survey.benchmark.standings {
        sheet.add(fields(survey, standing))?;
    }
    sheet.finish()
}

fn lead(survey: &Survey) -> Vec<Field> {
    let count = survey.policies.len();
    let policies = if count == 1 { "policy" } else { "policies" };
    let order = order(survey.benchmark.order);
    let line = |words: &str| Field::looking(Look::Lead, words);
    let mut lead = vec![
        Field::looking(Look::Title, &format!("{count} {policies} clause by clause")),
        line(concat!("by clausewise ", env!("CARGO_PKG_VERSION"))),
        line(
            "● stated   ◐ stated with reserve   ✗ denied   · absent: nothing was found that says so",
        ),
    ];
    let sheets = SHEETS
        .iter()
        .filter(|(name, _)| count > 1 || *name != "Differences");
    lead.extend(
        sheets
            .map(|(name, holds)| line(&format!("{name}: {holds}")).leading_to(Some(link(name, 0)))),
    );
    lead.push(line(&format!(
        "The policies, {order}; counts of rows, not a score:"
    )));
    lead
}

fn columns(survey: &Survey) -> Vec<Column> {
    let column = |(title, width): (&str, u16)| Column::new(title, width);
    let mut columns = vec![
        column(("Policy", 18)),
        column(("Title", 20)),
        column(("Updated", 11)),
    ];
    for family in Family::ALL {
        for status in ["stated", "denied", "absent"] {
            columns.push(column((&format!("{} {status}", says::family(family)), 13)));
        }
    }
    for filled in &survey.checklists {
        for outcome in ["met", "partly", "missing", "not stated", "not assessed"] {
            columns.push(column((&format!("{} {outcome}", filled.checklist.id), 11)));
        }
    }
    if let Some(standing) = survey.benchmark.standings.first() {
        let lists = lists(&survey.benchmark, standing);
        columns.extend(
            lists
                .iter()
                .map(|(title, _)| column((&first_upper(title), 50))),
        );
    }
    let of_file = [
        ("File", 26),
        ("Form", 10),
        ("Bytes", 10),
        ("Sections", 11),
        ("Clauses", 11),
        ("SHA-256", 35),
    ];
    columns.extend(of_file.map(column));
    columns
}

fn fields(survey: &Survey, standing: &Standing) -> Vec<Field> {
    let policy = survey.policy(standing.policy);
    let updated = policy.updated.map(date).unwrap_or_default();
    let mut fields = vec![
        Field::words(&policy.name),
        Field::words(policy.title.as_deref().unwrap_or_default()),
        Field::words(&updated),
    ];
    for family in Family::ALL {
        let tally = standing.tally(family);
        fields.extend([tally.stated, tally.denied, tally.absent].map(Field::count));
    }
    for share in &standing.shares {
        fields.extend(share.counts().map(Field::count));
    }
    for (_, rows) in lists(&survey.benchmark, standing) {
        let families = by_family(&survey.matrix, rows, standing.policy);
        let families = families.into_iter();
        let families = families
            .map(|(family, labels)| format!("{}: {}", says::family(family), labels.join(", ")));
        fields.push(Field::words(&families.collect::<Vec<_>>().join("\n")));
    }
    fields.extend([
        Field::words(&policy.origin.path),
        Field::words(format_json(policy.origin.format)),
        Field::count(policy.origin.bytes),
        Field::count(policy.sections.len()),
        Field::count(policy.clauses.len()),
        Field::words(&policy.origin.sha256),
    ]);
    fields
}
