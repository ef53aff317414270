//! What a rule can ask of a policy.

use serde::Deserialize;

use crate::coverage::{Matrix, RowName};
use crate::error::{Mistake, nearest};
use crate::facts::{Duration, Jurisdiction, RetentionKind, Safeguard};
use crate::lexicon::checklist::Checklist;

/// The rules of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// Their file, as typed.
    pub path: String,
    /// What people call them, where the file says.
    pub title: Option<String>,
    /// The rules, in order of the file.
    pub rules: Vec<Rule>,
    /// The rows named in them that the lexicon does not know; a policy may.
    pub unsettled: Vec<Unsettled>,
}

/// A row of organisations or retention periods that the lexicon does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsettled {
    /// Its name.
    pub name: RowName,
    /// What is wrong where no policy has it either.
    pub mistake: Mistake,
}

impl Rules {
    /// Whether all rows that the lexicon does not know are in `matrix`.
    ///
    /// # Errors
    /// Those that are not, as mistakes.
    pub(super) fn settle(&self, matrix: &Matrix) -> Result<(), Vec<Mistake>> {
        let mut mistakes = Vec::new();
        for Unsettled { name, mistake } in &self.unsettled {
            if matrix.rows.iter().any(|row| name.means(row)) {
                continue;
            }
            let known = matrix.family(name.family).map(|row| row.id.as_str());
            let message = match nearest(&name.id, known) {
                Some(near) => {
                    let family = name.family.name();
                    format!("{}; is `{family}.{near}` meant?", nowhere(name))
                }
                None => mistake.message.clone(),
            };
            let line = mistake.line;
            mistakes.push(Mistake { line, message });
        }
        if mistakes.is_empty() {
            Ok(())
        } else {
            Err(mistakes)
        }
    }
}

/// That nobody has a row.
pub(super) fn nowhere(name: &RowName) -> String {
    format!("neither the lexicon nor any of the policies has a row `{name}`")
}

/// One thing that is asked of every policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Its id, unique in the file.
    pub id: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What it asks for, in the words of who wrote it.
    pub sentence: String,
    /// What it asks for.
    pub demand: Demand,
}

/// How much it weighs that a rule is broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The check fails.
    #[default]
    Error,
    /// It should be looked at.
    Warning,
    /// It is worth knowing.
    Note,
}

impl Severity {
    /// All, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// Its name: "error".
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// What a rule asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Demand {
    /// Rows are stated.
    State {
        /// Which.
        rows: Vec<Row>,
        /// How many of them.
        share: Share,
        /// To whom, and how.
        offer: Offer,
    },
    /// None of the rows is stated.
    NotState(Vec<Row>),
    /// All of the rows are denied.
    Deny {
        /// Which.
        rows: Vec<Row>,
        /// To whom, and how.
        offer: Offer,
    },
    /// None of the rows is denied.
    NotDeny(Vec<Row>),
    /// All of the rows are stated or denied.
    Answer(Vec<Row>),
    /// No period of a row is longer.
    AtMost {
        /// A row of retention periods, or one whose value is a period.
        row: Row,
        /// The longest that is allowed.
        length: Duration,
        /// What else is allowed.
        accepted: Vec<Instead>,
    },
    /// Organisations that get data are named with particulars.
    Named {
        /// Which organisations.
        processors: Vec<Row>,
        /// Only those that handle data outside these places, where some are given.
        outside: Vec<String>,
        /// Which particulars: all of these.
        wanted: Vec<Wanted>,
    },
    /// No requirement of a checklist is missing.
    Complete {
        /// The checklist.
        checklist: &'static Checklist,
        /// What else is allowed.
        accepted: Vec<Instead>,
    },
}

/// A row of the matrix, or several whose ids begin alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its name.
    pub name: RowName,
    /// What people call it.
    pub label: String,
}

/// How many of several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// All of them.
    All,
    /// At least one.
    One,
}

/// To whom something must be said, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offer {
    /// At least to these; none means that it is enough to say it to anybody.
    pub to: Vec<Jurisdiction>,
    /// Whether a statement with reserve ("you may have") is not enough.
    pub plainly: bool,
}

/// What may stand in place of what a rule asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Instead {
    /// Until something happens.
    Event,
    /// As the law requires.
    Statutory,
    /// As long as necessary.
    Criteria,
    /// Nothing at all.
    Silence,
    /// A requirement of a checklist that is met in part.
    Partly,
}

impl Instead {
    /// What stands for a period of this kind that has no length.
    pub(super) fn of(kind: RetentionKind) -> Option<Self> {
        match kind {
            RetentionKind::Event | RetentionKind::EventThenFixed => Some(Self::Event),
            RetentionKind::Statutory => Some(Self::Statutory),
            RetentionKind::Criteria => Some(Self::Criteria),
            RetentionKind::Fixed => None,
        }
    }
}

/// Which particulars of an organisation a policy must name.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// Where it handles data.
    Location,
    /// One of these safeguards.
    Safeguard(Vec<Safeguard>),
}
