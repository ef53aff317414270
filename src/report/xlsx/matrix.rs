//! The matrix: a column for each policy, each cell leading to its words.

use rust_xlsxwriter::XlsxError;
use unicode_width::UnicodeWidthStr;

use super::book::{Book, Table};
use super::facts::{self, Targets};
use super::looks::Look;
use super::sheet::{Column, Field, Sheet};
use crate::Survey;
use crate::coverage::{Cell, Family, MatrixRow};
use crate::display::says::{self, Firmness};
use crate::display::{Charset, status};
use crate::facts::Polarity;
use crate::policy::PolicyId;
use crate::report::records::rows_of;

/// The sheet; its cells lead to `targets` among the facts.
pub(super) fn matrix(
    survey: &Survey,
    targets: &Targets,
    book: &mut Book,
) -> Result<Table, XlsxError> {
    let own = [
        ("Family", 11),
        ("Row", 30),
        ("Stated by", 9),
        ("Denied by", 9),
        ("Absent in", 9),
    ];
    let own = own.map(|(title, width)| Column::new(title, width));
    let policies = survey.policies.iter().enumerate();
    let policies =
        policies.map(|(place, policy)| Column::new(&policy.name, width(survey, PolicyId(place))));
    let provisions = Column::new("Provisions", 80);
    let columns = own.into_iter().chain(policies).chain([provisions]);
    let mut sheet = Sheet::new("Matrix", 2, columns.collect(), book);
    for family in Family::ALL {
        for (number, row) in rows_of(&survey.matrix, family) {
            let cells = row.cells.iter().enumerate().map(|(policy, cell)| {
                let target = targets.get(&(number, PolicyId(policy)));
                said(cell).leading_to(target.map(|target| target.link(facts::NAME)))
            });
            let own = about(row).into_iter();
            sheet.add(own.chain(cells).chain([provisions_of(row)]))?;
        }
    }
    sheet.finish()
}

/// How wide the column of a policy is: not all programs break the lines of a cell that leads somewhere.
fn width(survey: &Survey, policy: PolicyId) -> u16 {
    let rows = survey.matrix.rows.iter();
    let widths = rows.map(|row| words(&row.cells[policy.0]).width());
    let widest = widths.max().unwrap_or_default();
    u16::try_from(widest + 2).unwrap_or(u16::MAX).clamp(14, 40)
}

/// What the row is about, and how many policies say what on it.
fn about(row: &MatrixRow) -> [Field; 5] {
    let count = |polarity: Option<Polarity>| {
        let cells = row.cells.iter().filter(|cell| cell.polarity() == polarity);
        Field::count(cells.count())
    };
    [
        Field::words(says::family(row.family)),
        Field::words(&row.label),
        count(Some(Polarity::Stated)),
        count(Some(Polarity::Denied)),
        count(None),
    ]
}

/// What the laws have on it.
fn provisions_of(row: &MatrixRow) -> Field {
    let provisions = row.refs.iter();
    let provisions =
        provisions.map(|reference| format!("{} {}", reference.law, reference.provision));
    let provisions = provisions.collect::<Vec<_>>().join("; ");
    Field::looking(Look::Line, &provisions)
}

fn said(cell: &Cell) -> Field {
    let brief = says::brief(cell);
    let look = Look::of_status(brief.polarity, brief.firmness);
    Field::looking(look, &words(cell))
}

/// The sign of a cell with what is particular to it, or else with a word.
fn words(cell: &Cell) -> String {
    let brief = says::brief(cell);
    let words = match (brief.content.as_str(), brief.firmness) {
        ("", Firmness::Hedged) => format!("{} with reserve", status(brief.polarity)),
        ("", Firmness::Firm) => status(brief.polarity).to_owned(),
        (content, _) => content.to_owned(),
    };
    let sign = brief.sign(Charset::Unicode);
    format!("{sign} {words}")
}
