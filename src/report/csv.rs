//! What the policies say as comma-separated values (RFC 4180): a line for each place where one says something.

use std::io;

use crate::Survey;
use crate::coverage::{Claim, Detail};
use crate::display::{section_path, status, write_csv};

use super::json::{
    family_json, open_end_json, relation_json, retention_kind_json, safeguard_json, scope_json,
};
use super::records::{Record, records};

/// The columns, in order.
const COLUMNS: [&str; 21] = [
    "policy",
    "family",
    "id",
    "label",
    "status",
    "value",
    "kind",
    "open_end",
    "subject",
    "relation",
    "location",
    "safeguards",
    "scope",
    "hedged",
    "place",
    "quote",
    "section",
    "page",
    "line",
    "last_line",
    "provisions",
];

/// Writes a line for each place where a policy says something, and for each silence on what every policy is asked; what
/// holds several things in one has them parted by "; ".
///
/// # Errors
/// Those of `out`.
pub fn csv(survey: &Survey, out: &mut impl io::Write) -> io::Result<()> {
    let records = records(survey);
    let records = records.map(|record| fields(survey, &record));
    write_csv(COLUMNS, records, out)
}

/// What stands under the [`COLUMNS`].
fn fields(survey: &Survey, record: &Record<'_>) -> [String; COLUMNS.len()] {
    let row = &survey.matrix.rows[record.row];
    let policy = survey.policy(record.policy);
    let claim = record.cell.claim();
    let own = particulars(record, claim);
    let hedged = match claim {
        Some(claim) if claim.hedged => "yes",
        Some(_) => "no",
        None => "",
    };
    let (place, section) = record.place.map_or_else(Default::default, |place| {
        let section = policy.clause(place.evidence.clause).section;
        (
            place.number.to_string(),
            section_path(policy, section).to_string(),
        )
    });
    let (quote, lines) = record
        .words(policy)
        .map_or_else(Default::default, |(quote, lines)| {
            (quote.to_owned(), lines.map(|line| line.to_string()))
        });
    let [line, last_line] = lines;
    let page = record.page(policy).map(|page| page.to_string());
    let page = page.unwrap_or_default();
    let scopes = claim.map(|claim| joined(claim.scope.iter().copied().map(scope_json)));
    [
        policy.name.clone(),
        family_json(row.family).to_owned(),
        row.id.to_string(),
        row.label.clone(),
        status(record.cell.polarity()).to_owned(),
        own.value,
        own.kind.to_owned(),
        own.open_end.to_owned(),
        own.subject,
        own.relation.to_owned(),
        own.location,
        own.safeguards,
        scopes.unwrap_or_default(),
        hedged.to_owned(),
        place,
        quote,
        section,
        page,
        line,
        last_line,
        joined(
            row.refs
                .iter()
                .map(|r| format!("{} {}", r.law, r.provision)),
        ),
    ]
}

/// What only the records of some families have.
#[derive(Default)]
struct Particulars {
    value: String,
    kind: &'static str,
    open_end: &'static str,
    subject: String,
    relation: &'static str,
    location: String,
    safeguards: String,
}

fn particulars(record: &Record<'_>, claim: Option<&Claim>) -> Particulars {
    if let Some(statement) = record.statement {
        let retention = &statement.retention;
        return Particulars {
            value: retention
                .duration
                .map(|length| length.iso8601())
                .unwrap_or_default(),
            kind: retention_kind_json(retention.kind),
            open_end: retention.open_end.map_or("", open_end_json),
            subject: retention.subject.clone(),
            ..Particulars::default()
        };
    }
    let value = claim.and_then(|claim| claim.value.clone());
    let plain = Particulars {
        value: value.unwrap_or_default(),
        ..Particulars::default()
    };
    match claim.map(|claim| &claim.detail) {
        Some(Detail::Processor {
            relation,
            location,
            safeguards,
            ..
        }) => Particulars {
            relation: relation_json(*relation),
            location: location.join("; "),
            safeguards: joined(safeguards.iter().copied().map(safeguard_json)),
            ..plain
        },
        Some(Detail::Plain | Detail::Retention(_)) | None => plain,
    }
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
    use crate::{Options, survey};

    const TEXT: &str = "# Privacy\n\n## Your rights\n\nYou have the right to access your personal data.\n\n\
        ## Retention\n\nWe delete server logs after 30 days, and keep invoices for 10 years.\n";

    const OTHER: &str = "# Privacy\n\nWe have access to nothing. Payments are processed by Stripe, Inc., our processor.\n\n\
        You have the right to access your data. You may request access to your data at any time.\n";

    fn written() -> Vec<Vec<String>> {
        let source = |name: &str, text: &str| Source {
            name: name.to_owned(),
            path: format!("{name}.md"),
            bytes: text.into(),
            format: Format::Markdown,
        };
        let intake = Intake {
            sources: vec![source("acme", TEXT), source("beta", OTHER)],
            unread: Vec::new(),
        };
        let mut out = Vec::new();
        csv(&survey(intake, &Options::default(), &|_| ()), &mut out).unwrap();
        let mut reader = csv::ReaderBuilder::new().from_reader(out.as_slice());
        assert_eq!(reader.headers().unwrap(), COLUMNS.as_slice());
        let records = reader.records().map(Result::unwrap);
        records
            .map(|r| r.iter().map(str::to_owned).collect())
            .collect()
    }

    fn of<'a>(records: &'a [Vec<String>], family: &str, id: &str) -> Vec<&'a Vec<String>> {
        let wanted =
            |record: &&Vec<String>| record[0] == "acme" && record[1] == family && record[2] == id;
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
            record[15],
            "You have the right to access your personal data."
        );
        assert_eq!(
            [&*record[16], &*record[17], &*record[18], &*record[19]],
            ["Your rights", "", "5", "5"]
        );
        assert!(record[20].contains("GDPR Art. 15"));
    }

    #[test]
    fn silence_is_a_line_too() {
        let records = written();
        let erasure = of(&records, "rights", "erasure");
        assert_eq!(erasure.len(), 1);
        assert_eq!((&*erasure[0][4], &*erasure[0][15]), ("absent", ""));
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

    #[test]
    fn each_place_that_says_it_is_a_line_the_most_telling_first() {
        let records = written();
        let access: Vec<[&str; 3]> = records
            .iter()
            .filter(|record| record[0] == "beta" && record[2] == "access")
            .map(|record| [&*record[4], &*record[14], &*record[15]])
            .collect();
        let expected = [
            ["stated", "1", "You have the right to access your data."],
            [
                "stated",
                "2",
                "You may request access to your data at any time.",
            ],
        ];
        assert_eq!(access, expected);
    }

    #[test]
    fn what_only_others_name_is_no_silence() {
        let records = written();
        let named: Vec<&str> = records
            .iter()
            .filter(|record| record[1] == "processors")
            .map(|record| &*record[0])
            .collect();
        assert_eq!(named, ["beta"]);
    }
}
