//! What the policies say, a row for each place that says it.

use rust_xlsxwriter::XlsxError;
use rustc_hash::FxHashMap;

use super::book::{Book, Table, Target};
use super::looks::Look;
use super::sheet::{Column, Field, Sheet};
use crate::Survey;
use crate::coverage::{Claim, Detail};
use crate::display::says::{self, Firmness};
use crate::display::{
    Charset, jurisdictions, relation, retention, safeguard, section_path, status,
};
use crate::policy::PolicyId;
use crate::report::records::{Record, records};

/// What the sheet is called.
pub(super) const NAME: &str = "Facts";

/// Where the first fact of each cell of the matrix stands, by its row and its policy.
pub(super) type Targets = FxHashMap<(usize, PolicyId), Target>;

/// The sheet, and where in it each cell of the matrix has its evidence.
pub(super) fn facts(survey: &Survey, book: &mut Book) -> Result<(Table, Targets), XlsxError> {
    let columns = [
        ("Policy", 16),
        ("Row", 26),
        ("Family", 12),
        ("Status", 12),
        ("Value", 16),
        ("Words of the policy", 70),
        ("Section", 28),
        ("Page", 8),
        ("Line", 8),
        ("Last line", 8),
        ("Place", 8),
        ("For whom", 14),
        ("With reserve", 11),
        ("What is kept", 22),
        ("Role", 11),
        ("Location", 12),
        ("Safeguards", 22),
        ("Id", 22),
        ("Provisions", 60),
    ];
    let columns = columns.map(|(title, width)| Column::new(title, width));
    let mut sheet = Sheet::new(NAME, 2, columns.into(), book);
    let mut targets = Targets::default();
    for record in records(survey) {
        if let (Some(claim), Some(_)) = (record.cell.claim(), record.place) {
            let target = sheet.add(row(survey, &record, claim))?;
            targets.entry((record.row, record.policy)).or_insert(target);
        }
    }
    Ok((sheet.finish()?, targets))
}

fn row(survey: &Survey, record: &Record<'_>, claim: &Claim) -> [Field; 19] {
    let policy = survey.policy(record.policy);
    let row = &survey.matrix.rows[record.row];
    let said = says::brief(record.cell);
    let reserve = match said.firmness {
        Firmness::Hedged => "yes",
        Firmness::Firm => "no",
    };
    let (words, [line, last_line]) = match record.words(policy) {
        Some((words, lines)) => (Field::words(words), lines.map(Field::count)),
        None => (Field::empty(), [Field::empty(), Field::empty()]),
    };
    let page = record.page(policy).map_or_else(Field::empty, Field::count);
    let (section, place) = match record.place {
        Some(place) => {
            let section = policy.clause(place.evidence.clause).section;
            let path = section_path(policy, section);
            (Field::words(path.as_str()), Field::count(place.number))
        }
        None => (Field::empty(), Field::empty()),
    };
    let kept = record.statement.map_or("", |one| &one.retention.subject);
    let [role, location, safeguards] = particulars(claim);
    let provisions: Vec<String> = row
        .refs
        .iter()
        .map(|reference| format!("{} {}", reference.law, reference.provision))
        .collect();
    let sign = said.sign(Charset::Unicode);
    let look = Look::of_status(said.polarity, said.firmness);
    [
        Field::words(&policy.name),
        Field::words(&row.label),
        Field::words(says::family(row.family)),
        Field::looking(look, &format!("{sign} {}", status(said.polarity))),
        value(record, claim),
        words,
        section,
        page,
        line,
        last_line,
        place,
        Field::words(&jurisdictions(&claim.scope)),
        Field::words(reserve),
        Field::words(kept),
        role,
        location,
        safeguards,
        Field::looking(Look::Line, row.id.as_str()),
        Field::looking(Look::Line, &provisions.join("; ")),
    ]
}

/// A period in words, a number as a number, all else as it is.
fn value(record: &Record<'_>, claim: &Claim) -> Field {
    if let Some(statement) = record.statement {
        return Field::words(&retention(&statement.retention));
    }
    let value = claim.value.as_deref().unwrap_or_default();
    match value.parse() {
        Ok(number) => Field::count(number),
        Err(_) => Field::words(&says::readable(value)),
    }
}

/// What a named organisation does with the data, where, and what protects them there.
fn particulars(claim: &Claim) -> [Field; 3] {
    let Detail::Processor {
        relation: role,
        location,
        safeguards,
        ..
    } = &claim.detail
    else {
        return [Field::empty(), Field::empty(), Field::empty()];
    };
    let safeguards: Vec<&str> = safeguards.iter().map(|one| safeguard(*one)).collect();
    [
        Field::words(relation(*role)),
        Field::words(&location.join(", ")),
        Field::words(&safeguards.join(", ")),
    ]
}
