//! The matrix: a column for each policy, each cell leading to its words.

use rust_xlsxwriter::XlsxError;

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
        ("Provisions", 16),
        ("Stated by", 8),
        ("Denied by", 8),
        ("Absent in", 8),
    ];
    let own = own.map(|(title, width)| Column::new(title, width));
    let policies = survey.policies.iter();
    let policies = policies.map(|policy| Column::new(&policy.name, 20));
    let mut sheet = Sheet::new("Matrix", 2, own.into_iter().chain(policies).collect(), book);
    for family in Family::ALL {
        for (number, row) in rows_of(&survey.matrix, family) {
            let cells = row.cells.iter().enumerate().map(|(policy, cell)| {
                let target = targets.get(&(number, PolicyId(policy)));
                said(cell).leading_to(target.map(|target| target.link(facts::NAME)))
            });
            sheet.add(about(row).into_iter().chain(cells))?;
        }
    }
    sheet.finish()
}

/// What the row is about, and how many policies say what on it.
fn about(row: &MatrixRow) -> [Field; 6] {
    let provisions: Vec<String> = row
        .refs
        .iter()
        .map(|reference| format!("{} {}", reference.law, reference.provision))
        .collect();
    let count = |polarity: Option<Polarity>| {
        let cells = row.cells.iter().filter(|cell| cell.polarity() == polarity);
        Field::count(cells.count())
    };
    [
        Field::words(says::family(row.family)),
        Field::words(&row.label),
        Field::looking(Look::Line, &provisions.join("; ")),
        count(Some(Polarity::Stated)),
        count(Some(Polarity::Denied)),
        count(None),
    ]
}

/// The sign of a cell with what is particular to it, or else with a word.
fn said(cell: &Cell) -> Field {
    let brief = says::brief(cell);
    let look = Look::of_status(brief.polarity, brief.firmness);
    let words = match (brief.content.as_str(), brief.firmness) {
        ("", Firmness::Hedged) => format!("{} with reserve", status(brief.polarity)),
        ("", Firmness::Firm) => status(brief.polarity).to_owned(),
        (content, _) => content.to_owned(),
    };
    let sign = brief.sign(Charset::Unicode);
    Field::looking(look, &format!("{sign} {words}"))
}
