//! What an earlier JSON report says, as far as it is compared with what is so now.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Formerly;
use super::kept::Kept;
use crate::coverage::Family;
use crate::facts::{Duration, Jurisdiction, OpenEnd, Polarity, Relation, RetentionKind, Safeguard};
use crate::policy::Lines;

/// An earlier report. Fields that are not needed, or that a later version of the program has added, are passed over.
#[derive(Debug, Deserialize)]
pub struct Report {
    schema: Schema,
    /// Its file, as typed.
    #[serde(skip)]
    pub path: String,
    /// Its policies.
    pub policies: Vec<Policy>,
    coverage: Coverage,
}

/// The form that can be read.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct Schema;

impl TryFrom<String> for Schema {
    type Error = String;

    fn try_from(form: String) -> Result<Self, String> {
        const READ: &str = "clausewise/report/1";
        if form == READ {
            Ok(Self)
        } else {
            Err(format!("its form is `{form}` and not `{READ}`"))
        }
    }
}

/// A policy of an earlier report.
#[derive(Debug, Deserialize)]
pub struct Policy {
    /// Its id.
    pub id: String,
}

#[derive(Debug, Deserialize)]
struct Coverage {
    rights: Vec<Row>,
    recipient_categories: Vec<Row>,
    disclosures: Vec<Row>,
    processors: Vec<Row>,
    retention: Vec<Row>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Row {
    pub(super) id: String,
    #[serde(alias = "name")]
    pub(super) label: String,
    cells: Vec<Cell>,
}

/// What one policy said on one row.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Cell {
    policy: String,
    status: Status,
    pub(super) hedged: bool,
    pub(super) scope: Vec<Jurisdiction>,
    pub(super) value: Option<String>,
    evidence: Vec<Evidence>,
    pub(super) relation: Option<Relation>,
    #[serde(default)]
    pub(super) location: Vec<String>,
    #[serde(default)]
    pub(super) safeguards: Vec<Safeguard>,
    #[serde(default)]
    statements: Vec<Statement>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Stated,
    Denied,
    #[default]
    Absent,
}

#[derive(Debug, Deserialize)]
struct Evidence {
    quote: String,
    lines: [usize; 2],
}

#[derive(Debug, Deserialize)]
struct Statement {
    kind: RetentionKind,
    duration: Option<String>,
    #[serde(default)]
    open_end: Option<OpenEnd>,
    subject: String,
    evidence: Vec<Evidence>,
}

/// Reads the text of the report at `path`.
///
/// # Errors
/// Where the text is none, or is one of another version.
pub fn read(path: &str, text: &str) -> Result<Report, serde_json::Error> {
    let mut report: Report = serde_json::from_str(text)?;
    let Schema = report.schema;
    report.path = path.to_owned();
    Ok(report)
}

impl Report {
    /// The rows of a family.
    pub(super) fn family(&self, family: Family) -> &[Row] {
        match family {
            Family::Rights => &self.coverage.rights,
            Family::Processors => &self.coverage.processors,
            Family::Retention => &self.coverage.retention,
            Family::RecipientCategories => &self.coverage.recipient_categories,
            Family::Disclosures => &self.coverage.disclosures,
        }
    }
}

impl Row {
    /// What each policy said on it, by its id.
    pub(super) fn by_policy(&self) -> FxHashMap<&str, &Cell> {
        let cells = self.cells.iter();
        cells.map(|cell| (cell.policy.as_str(), cell)).collect()
    }
}

impl Cell {
    /// Whether the policy said it or the opposite; none where it was silent.
    pub(super) fn polarity(&self) -> Option<Polarity> {
        match self.status {
            Status::Stated => Some(Polarity::Stated),
            Status::Denied => Some(Polarity::Denied),
            Status::Absent => None,
        }
    }

    /// The periods that it told.
    pub(super) fn periods(&self) -> Vec<Kept<'_>> {
        let statements = self.statements.iter().enumerate();
        let periods = statements.map(|(place, one)| Kept {
            subject: &one.subject,
            kind: one.kind,
            length: one.duration.as_deref().and_then(Duration::from_iso8601),
            open_end: one.open_end,
            place,
        });
        periods.collect()
    }

    /// The words that it rested on.
    pub(super) fn words(&self) -> Option<Formerly> {
        self.evidence.first().map(Evidence::words)
    }

    /// The words of the statement at `place`.
    pub(super) fn words_of(&self, place: usize) -> Option<Formerly> {
        let first = self.statements.get(place)?.evidence.first();
        first.map(Evidence::words)
    }

    /// Whether it rested on `words` among others.
    pub(super) fn quotes(&self, words: &str) -> bool {
        self.evidence.iter().any(|one| one.quote == words)
    }
}

impl Evidence {
    fn words(&self) -> Formerly {
        let [start, end] = self.lines;
        Formerly {
            quote: self.quote.clone(),
            lines: Lines::new(start.saturating_sub(1), end),
        }
    }
}
