//! The matrix as comma-separated values (RFC 4180): a line for each cell, and for each retention statement.

use std::io;

use crate::Comparison;
use crate::coverage::{Cell, Claim, Detail, Family, MatrixRow, RetentionStatement};
use crate::display::{Safe, no_formula, section_path, status};
use crate::facts::Evidence;
use crate::policy::Policy;

use super::json::{family_json, relation_json, retention_kind_json, safeguard_json, scope_json};

/// The columns, in order.
const COLUMNS: [&str; 17] = [
    "policy",
    "family",
    "id",
    "label",
    "status",
    "value",
    "kind",
    "subject",
    "relation",
    "location",
    "safeguards",
    "scope",
    "hedged",
    "quote",
    "section",
    "line",
    "provisions",
];

/// One line under the [`COLUMNS`].
type Record = [String; COLUMNS.len()];

/// Writes a line for each cell of the matrix, silence included; what holds several things in one has them parted by "; ".
///
/// # Errors
/// Those of `out`.
pub fn csv(comparison: &Comparison, out: &mut impl io::Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    writer.write_record(COLUMNS)?;
    for family in Family::ALL {
        for row in comparison.matrix.family(family) {
            for (policy, cell) in comparison.policies.iter().zip(&row.cells) {
                for record in records(policy, row, cell) {
                    writer.write_record(record.map(shown))?;
                }
            }
        }
    }
    writer.flush()
}

/// A field as a spreadsheet and a terminal can show it without harm.
fn shown(field: String) -> String {
    no_formula(Safe::line(field).as_str()).into_owned()
}

/// The records of a cell: one, or one for each retention statement.
fn records(policy: &Policy, row: &MatrixRow, cell: &Cell) -> Vec<Record> {
    let Some(claim) = cell.claim() else {
        return vec![record(policy, row, cell, Particulars::default())];
    };
    match &claim.detail {
        Detail::Retention(statements) => statements
            .iter()
            .map(|statement| record(policy, row, cell, of_statement(claim, statement)))
            .collect(),
        _ => vec![record(policy, row, cell, of_claim(claim))],
    }
}

/// What sets one record of a cell apart from others.
#[derive(Default)]
struct Particulars {
    value: String,
    kind: &'static str,
    subject: String,
    relation: &'static str,
    location: String,
    safeguards: String,
    evidence: Option<Evidence>,
}

fn of_statement(claim: &Claim, statement: &RetentionStatement) -> Particulars {
    let retention = &statement.retention;
    Particulars {
        value: retention
            .duration
            .map(|length| length.iso8601())
            .unwrap_or_default(),
        kind: retention_kind_json(retention.kind),
        subject: retention.subject.clone(),
        evidence: Some(*statement.evidence.first().unwrap_or(&claim.first)),
        ..Particulars::default()
    }
}

fn of_claim(claim: &Claim) -> Particulars {
    let plain = Particulars {
        value: claim.value.clone().unwrap_or_default(),
        evidence: Some(claim.first),
        ..Particulars::default()
    };
    match &claim.detail {
        Detail::Processor {
            relation,
            location,
            safeguards,
            ..
        } => Particulars {
            relation: relation_json(*relation),
            location: location.join("; "),
            safeguards: joined(safeguards.iter().copied().map(safeguard_json)),
            ..plain
        },
        Detail::Plain | Detail::Retention(_) => plain,
    }
}

fn record(policy: &Policy, row: &MatrixRow, cell: &Cell, own: Particulars) -> Record {
    let claim = cell.claim();
    let hedged = match claim {
        Some(claim) if claim.hedged => "yes",
        Some(_) => "no",
        None => "",
    };
    let words = |evidence: Evidence| policy.words(evidence.quote).to_owned();
    let section = |evidence: Evidence| {
        let section = policy.clause(evidence.clause).section;
        section_path(policy, section).to_string()
    };
    let line = |evidence: Evidence| policy.lines_of(evidence.quote).first_and_last()[0].to_string();
    [
        policy.name.clone(),
        family_json(row.family).to_owned(),
        row.id.to_string(),
        row.label.clone(),
        status(cell.polarity()).to_owned(),
        own.value,
        own.kind.to_owned(),
        own.subject,
        own.relation.to_owned(),
        own.location,
        own.safeguards,
        claim.map_or_else(String::new, |claim| {
            joined(claim.scope.iter().copied().map(scope_json))
        }),
        hedged.to_owned(),
        own.evidence.map(words).unwrap_or_default(),
        own.evidence.map(section).unwrap_or_default(),
        own.evidence.map(line).unwrap_or_default(),
        joined(
            row.refs
                .iter()
                .map(|r| format!("{} {}", r.law, r.provision)),
        ),
    ]
}

fn joined<S: AsRef<str>>(parts: impl Iterator<Item = S>) -> String {
    let mut all = String::new();
    for part in parts {
        if !all.is_empty() {
            all.push_str("; ");
        }
        all.push_str(part.as_ref());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Format, Intake, Source};
    use crate::{Options, compare};

    const TEXT: &str = "# Privacy\n\n## Your rights\n\nYou have the right to access your personal data.\n\n\
        ## Retention\n\nWe delete server logs after 30 days, and keep invoices for 10 years.\n";

    fn written() -> Vec<Vec<String>> {
        let source = Source {
            name: "acme".to_owned(),
            path: "acme.md".to_owned(),
            bytes: TEXT.into(),
            format: Format::Markdown,
        };
        let intake = Intake {
            sources: vec![source],
            unread: Vec::new(),
        };
        let mut out = Vec::new();
        csv(&compare(intake, &Options::default(), &|_| ()), &mut out).unwrap();
        let mut reader = csv::ReaderBuilder::new().from_reader(out.as_slice());
        assert_eq!(reader.headers().unwrap(), COLUMNS.as_slice());
        let records = reader.records().map(Result::unwrap);
        records
            .map(|r| r.iter().map(str::to_owned).collect())
            .collect()
    }

    fn of<'a>(records: &'a [Vec<String>], family: &str, id: &str) -> Vec<&'a Vec<String>> {
        let wanted = |record: &&Vec<String>| record[1] == family && record[2] == id;
        records.iter().filter(wanted).collect()
    }

    #[test]
    fn a_statement_stands_with_its_words_and_place() {
        let records = written();
        let access = of(&records, "rights", "access");
        let [record] = access.as_slice() else {
            panic!("{access:?}")
        };
        assert_eq!(record[4], "stated");
        assert_eq!(
            record[13],
            "You have the right to access your personal data."
        );
        assert_eq!([&*record[14], &*record[15]], ["Your rights", "5"]);
        assert!(record[16].contains("GDPR Art. 15"));
    }

    #[test]
    fn silence_is_a_line_too() {
        let records = written();
        let erasure = of(&records, "rights", "erasure");
        assert_eq!(erasure.len(), 1);
        assert_eq!((&*erasure[0][4], &*erasure[0][13]), ("absent", ""));
    }

    #[test]
    fn each_retention_statement_has_its_period() {
        let records = written();
        let mut periods: Vec<&str> = records
            .iter()
            .filter(|record| record[1] == "retention")
            .map(|record| &*record[5])
            .collect();
        periods.sort_unstable();
        assert_eq!(periods, ["P10Y", "P30D"]);
    }
}
