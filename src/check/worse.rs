//! What counts as worse for the people whose data they are.

use super::earlier::{self, Report};
use super::places::Protection;
use super::rule::Severity;
use super::{CheckedRule, Finding};
use crate::Survey;
use crate::coverage::{Cell, Claim, Detail, Family, MatrixRow};
use crate::display::{jurisdictions, period_in_words, says};
use crate::facts::{Duration, Jurisdiction, Polarity, Relation, RetentionKind, Safeguard};
use crate::policy::PolicyId;

/// One way in which a policy can become worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worse {
    /// Its id.
    pub id: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What has happened, in a sentence.
    pub sentence: &'static str,
}

/// All ways in which a policy can become worse, in the order in which they are told; docs/check.md has the same table.
pub const WORSE: [Worse; 12] = [
    worse(
        "right-dropped",
        "A right that was stated is no longer stated.",
    ),
    worse(
        "newly-denied",
        "What was stated, or not spoken of, is denied.",
    ),
    worse(
        "narrower",
        "What was offered to some people, or to everybody, is offered to fewer.",
    ),
    worse(
        "with-reserve",
        "What was said plainly is said with reserve.",
    ),
    worse("kept-longer", "Data are kept longer than before."),
    worse(
        "period-dropped",
        "How long data are kept was told, and is no longer told or has no end.",
    ),
    worse("answers-later", "Requests are answered later than before."),
    worse(
        "new-unprotected",
        "An organisation newly gets data, and it is not said where, or what protects them abroad.",
    ),
    worse(
        "protection-dropped",
        "It is no longer said where an organisation handles data, or that they are in the EEA or under a safeguard there.",
    ),
    worse(
        "own-ends",
        "An organisation that worked for the controller gets data for its own ends.",
    ),
    worse(
        "practice-added",
        "Something is done, or no longer ruled out, that people may not expect.",
    ),
    worse(
        "no-longer-told",
        "Something that the law asks to be told is no longer told.",
    ),
];

const fn worse(id: &'static str, sentence: &'static str) -> Worse {
    let severity = Severity::Error;
    Worse {
        id,
        severity,
        sentence,
    }
}

/// Disclosures whose statement is to the disadvantage of the people concerned; of all others it is the silence.
pub(super) const PRACTICES: [&str; 8] = [
    "sale",
    "targeted-advertising",
    "ai-training",
    "automated-decision-making",
    "profiling",
    "transfer.third-country",
    "transfer.unspecified-safeguards",
    "special-categories",
];

/// The rules of [`WORSE`] with what has become so since `earlier`.
pub(super) fn found(survey: &Survey, earlier: &Report, policies: &[PolicyId]) -> Vec<CheckedRule> {
    let mut rules = WORSE.map(|worse| CheckedRule {
        id: worse.id.to_owned(),
        severity: worse.severity,
        sentence: worse.sentence.to_owned(),
        findings: Vec::new(),
        not_judged: Vec::new(),
    });
    for policy in policies {
        for (id, finding) in of_policy(survey, earlier, *policy) {
            if let Some(rule) = rules.iter_mut().find(|rule| rule.id == id) {
                rule.findings.push(finding);
            }
        }
    }
    rules.into()
}

fn of_policy(survey: &Survey, earlier: &Report, policy: PolicyId) -> Vec<(&'static str, Finding)> {
    let name = survey.policy(policy).name.as_str();
    let mut found = Vec::new();
    for family in Family::ALL {
        let before = earlier.family(family);
        for row in survey.matrix.family(family) {
            let was = before.iter().find(|was| was.id == row.id.as_str());
            let (Some(was), Some(now)) = (was.map(|was| was.cell(name)), row.cells.get(policy.0))
            else {
                // A row that the earlier report does not know at all: an organisation that nobody named, say.
                if let Some(now) = row.cells.get(policy.0) {
                    found.extend(of_cell(policy, name, row, &earlier::Cell::default(), now));
                }
                continue;
            };
            let silent = earlier::Cell::default();
            found.extend(of_cell(policy, name, row, was.unwrap_or(&silent), now));
        }
        let is_gone = |was: &&earlier::Row| {
            !survey
                .matrix
                .family(family)
                .any(|row| row.id.as_str() == was.id)
        };
        for was in before.iter().filter(is_gone) {
            let row = MatrixRow {
                family,
                id: was.id.as_str().into(),
                label: was.label.clone(),
                refs: Vec::new(),
                category: None,
                cells: Vec::new(),
            };
            let silent = earlier::Cell::default();
            found.extend(of_cell(
                policy,
                name,
                &row,
                was.cell(name).unwrap_or(&silent),
                &Cell::Absent,
            ));
        }
    }
    found
}

/// What has become worse on one row.
fn of_cell(
    policy: PolicyId,
    name: &str,
    row: &MatrixRow,
    was: &earlier::Cell,
    now: &Cell,
) -> Vec<(&'static str, Finding)> {
    let change = Change {
        family: row.family,
        is_practice: row.family == Family::Disclosures && PRACTICES.contains(&row.id.as_str()),
        was,
        now,
    };
    let finding = |(id, formerly): (&'static str, String)| {
        let message = format!("{}; formerly {formerly}", says::sentence(name, row, now));
        let finding = Finding {
            policy,
            message,
            row: Some(format!("{}.{}", row.family.name(), row.id)),
            evidence: now
                .claim()
                .map(|claim| claim.evidence().collect())
                .unwrap_or_default(),
            formerly: was.words(),
            looked_for: Vec::new(),
        };
        (id, finding)
    };
    change.worse().into_iter().map(finding).collect()
}

/// What one policy said on one row, and says now.
struct Change<'a> {
    family: Family,
    is_practice: bool,
    was: &'a earlier::Cell,
    now: &'a Cell,
}

impl Change<'_> {
    /// The ids of what has become worse, each with what was so before.
    fn worse(&self) -> Vec<(&'static str, String)> {
        let mut found = Vec::new();
        let mut add =
            |id, formerly: Option<String>| found.extend(formerly.map(|formerly| (id, formerly)));
        match self.family {
            Family::Rights => {
                add("right-dropped", self.dropped());
                add("newly-denied", self.denied());
                add("narrower", self.narrower());
                add("with-reserve", self.with_reserve());
            }
            Family::Disclosures if self.is_practice => add("practice-added", self.practice()),
            Family::Disclosures => {
                add("newly-denied", self.denied());
                add("with-reserve", self.with_reserve());
                add("answers-later", self.later());
                add("no-longer-told", self.dropped());
            }
            Family::Retention => {
                add("with-reserve", self.with_reserve());
                add("kept-longer", self.longer());
                add("period-dropped", self.endless());
            }
            Family::Processors => {
                add("new-unprotected", self.unprotected());
                add("protection-dropped", self.bared());
                add("own-ends", self.own_ends());
            }
            Family::RecipientCategories => {}
        }
        found
    }

    fn dropped(&self) -> Option<String> {
        let was = self.was.polarity()?;
        // That there is none of it was an answer too, where it is no right.
        let counted = was == Polarity::Stated || self.family == Family::Disclosures;
        (counted && self.now.claim().is_none()).then(|| status(Some(was)))
    }

    fn denied(&self) -> Option<String> {
        let was = self.was.polarity();
        let newly = was != Some(Polarity::Denied) && self.now.polarity() == Some(Polarity::Denied);
        // That there is none says more than silence did, except of a right.
        let counted = self.family == Family::Rights || was.is_some();
        (newly && counted).then(|| status(was))
    }

    /// Both claims, where it was stated and still is.
    fn stated(&self) -> Option<(&earlier::Cell, &Claim)> {
        match self.now {
            Cell::Stated(now) if self.was.polarity() == Some(Polarity::Stated) => {
                Some((self.was, now))
            }
            _ => None,
        }
    }

    fn narrower(&self) -> Option<String> {
        let (was, now) = self.stated()?;
        let has = |place: &Jurisdiction| now.scope.contains(place);
        let still = now.scope.is_empty() || !was.scope.is_empty() && was.scope.iter().all(has);
        (!still).then(|| format!("for {}", jurisdictions(&was.scope)))
    }

    fn with_reserve(&self) -> Option<String> {
        let (was, now) = self.stated()?;
        (now.hedged && !was.hedged).then(|| "plainly".to_owned())
    }

    fn practice(&self) -> Option<String> {
        let was = self.was.polarity();
        let is_worse = match (was, self.now.polarity()) {
            (was, Some(Polarity::Stated)) => was != Some(Polarity::Stated),
            (was, None) => was == Some(Polarity::Denied),
            (_, Some(Polarity::Denied)) => false,
        };
        is_worse.then(|| status(was))
    }

    fn longer(&self) -> Option<String> {
        let (was, now) = self.stated()?;
        let was = longest(was.periods())?;
        let now = longest(periods(now))?;
        (now.seconds() > was.seconds()).then(|| format!("at most {}", period_in_words(was)))
    }

    fn endless(&self) -> Option<String> {
        if self.was.polarity() != Some(Polarity::Stated) {
            return None;
        }
        let no_claim = self.now.claim().is_none();
        let was = longest(self.was.periods());
        let ended = !is_open(self.was.periods());
        let opened = self.now.claim().is_some_and(|now| is_open(periods(now)));
        (no_claim || ended && opened)
            .then(|| was.map_or_else(|| "told".to_owned(), period_in_words))
    }

    fn later(&self) -> Option<String> {
        let (was, now) = self.stated()?;
        let length = |value: &Option<String>| value.as_deref().and_then(Duration::from_iso8601);
        let (was, now) = (length(&was.value)?, length(&now.value)?);
        (now.seconds() > was.seconds()).then(|| period_in_words(was))
    }

    /// Whether it gets data now, or got some before.
    fn gets(relation: Option<Relation>) -> bool {
        relation >= Some(Relation::Recipient)
    }

    fn unprotected(&self) -> Option<String> {
        let (relation, location, safeguards) = particulars(self.now)?;
        let newly = Self::gets(Some(relation)) && !Self::gets(self.was.relation);
        let was = self
            .was
            .relation
            .map_or("not named", crate::display::relation);
        let protection = Protection::outside_the_eea(location, safeguards);
        (newly && protection != Protection::Given).then(|| was.to_owned())
    }

    fn bared(&self) -> Option<String> {
        let (relation, location, safeguards) = particulars(self.now)?;
        if !Self::gets(Some(relation)) || !Self::gets(self.was.relation) {
            return None;
        }
        let before = Protection::outside_the_eea(&self.was.location, &self.was.safeguards);
        if Protection::outside_the_eea(location, safeguards) <= before {
            return None;
        }
        let mut formerly: Vec<String> = Vec::new();
        if !self.was.location.is_empty() {
            formerly.push(format!("in {}", self.was.location.join(", ")));
        }
        if !self.was.safeguards.is_empty() {
            let names = self
                .was
                .safeguards
                .iter()
                .map(|one| crate::display::safeguard(*one));
            formerly.push(format!("under {}", names.collect::<Vec<_>>().join(", ")));
        }
        Some(formerly.join(" "))
    }

    fn own_ends(&self) -> Option<String> {
        let (relation, ..) = particulars(self.now)?;
        let is_worse =
            relation == Relation::Recipient && self.was.relation == Some(Relation::Processor);
        is_worse.then(|| crate::display::relation(Relation::Processor).to_owned())
    }
}

fn status(polarity: Option<Polarity>) -> String {
    crate::display::status(polarity).to_owned()
}

fn particulars(cell: &Cell) -> Option<(Relation, &[String], &[Safeguard])> {
    match &cell.claim()?.detail {
        Detail::Processor {
            relation,
            location,
            safeguards,
            ..
        } => Some((*relation, location, safeguards)),
        _ => None,
    }
}

fn periods(claim: &Claim) -> impl Iterator<Item = (RetentionKind, Option<Duration>)> {
    let statements = match &claim.detail {
        Detail::Retention(statements) => statements.as_slice(),
        _ => &[],
    };
    statements
        .iter()
        .map(|one| (one.retention.kind, one.retention.duration))
}

/// Whether a period is told that has no end.
fn is_open(mut periods: impl Iterator<Item = (RetentionKind, Option<Duration>)>) -> bool {
    periods.any(|(kind, length)| kind == RetentionKind::Criteria && length.is_none())
}

fn longest(periods: impl Iterator<Item = (RetentionKind, Option<Duration>)>) -> Option<Duration> {
    periods
        .filter_map(|(_, length)| length)
        .max_by_key(Duration::seconds)
}
