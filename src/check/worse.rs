//! What counts as worse for the people whose data they are.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::earlier::{self, Report};
use super::kept::{Kept, longest, risen};
use super::places::Protection;
use super::rule::Severity;
use super::statements::{length, statements};
use super::{CheckedRule, Finding};
use crate::Survey;
use crate::coverage::{Cell, Claim, Detail, Family, MatrixRow, RetentionStatement};
use crate::display::{jurisdictions, period_in_words, says};
use crate::facts::{About, Duration, Fact, Jurisdiction, Polarity, Relation, Safeguard};
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
pub const WORSE: [Worse; 13] = [
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
        "What was offered to some people, or to everybody, or ruled out for them, is so for fewer.",
    ),
    worse(
        "with-reserve",
        "What was said plainly is said with reserve.",
    ),
    worse("kept-longer", "Data are kept longer than before."),
    worse(
        "period-dropped",
        "How long data are kept was said, and is no longer said, or has a less definite end.",
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
        "Something is done, or done to more people, or no longer ruled out, that people may not expect.",
    ),
    worse(
        "newly-shared",
        "A kind of recipients newly gets data, or those of more people, or is no longer ruled out.",
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
    let rows = compared(survey, earlier);
    for policy in policies {
        for (id, finding) in of_policy(survey, &rows, *policy) {
            if let Some(rule) = rules.iter_mut().find(|rule| rule.id == id) {
                rule.findings.push(finding);
            }
        }
    }
    rules.into()
}

/// A row of the matrix, with what each policy said on it.
struct Compared<'a> {
    row: Cow<'a, MatrixRow>,
    was: FxHashMap<&'a str, &'a earlier::Cell>,
}

/// All rows of the matrix and of the earlier report, each once: family by family, those that are in the report alone last.
fn compared<'a>(survey: &'a Survey, earlier: &'a Report) -> Vec<Compared<'a>> {
    let mut compared = Vec::new();
    for family in Family::ALL {
        let before = earlier.family(family).iter();
        let mut before: FxHashMap<&str, &earlier::Row> =
            before.map(|row| (row.id.as_str(), row)).collect();
        for row in survey.matrix.family(family) {
            let was = before.remove(row.id.as_str());
            compared.push(Compared {
                row: Cow::Borrowed(row),
                was: was.map(earlier::Row::by_policy).unwrap_or_default(),
            });
        }
        let gone = earlier.family(family).iter();
        let gone = gone.filter(|row| before.contains_key(row.id.as_str()));
        compared.extend(gone.map(|was| Compared {
            row: Cow::Owned(MatrixRow {
                family,
                id: was.id.as_str().into(),
                label: was.label.clone(),
                refs: Vec::new(),
                category: None,
                cells: Vec::new(),
            }),
            was: was.by_policy(),
        }));
    }
    compared
}

fn of_policy(
    survey: &Survey,
    rows: &[Compared<'_>],
    policy: PolicyId,
) -> Vec<(&'static str, Finding)> {
    let name = survey.policy(policy).name.as_str();
    let silent = earlier::Cell::default();
    let worse = |compared: &Compared<'_>| {
        let change = Change {
            survey,
            policy,
            row: &compared.row,
            was: compared.was.get(name).copied().unwrap_or(&silent),
            now: compared.row.cells.get(policy.0).unwrap_or(&Cell::Absent),
        };
        change.worse()
    };
    rows.iter().flat_map(worse).collect()
}

/// What one policy said on one row, and says now.
struct Change<'a> {
    survey: &'a Survey,
    policy: PolicyId,
    row: &'a MatrixRow,
    was: &'a earlier::Cell,
    now: &'a Cell,
}

impl<'a> Change<'a> {
    /// What has become worse, each with the id of its rule.
    fn worse(&self) -> Vec<(&'static str, Finding)> {
        let mut found = Vec::new();
        let mut add = |id, formerly: Option<String>| {
            found.extend(formerly.map(|formerly| (id, self.finding(&formerly))));
        };
        match self.row.family {
            Family::Rights => {
                add("right-dropped", self.dropped());
                add("newly-denied", self.denied());
                add("narrower", self.narrower(Polarity::Stated));
                add("with-reserve", self.with_reserve(Polarity::Stated));
            }
            Family::Disclosures if PRACTICES.contains(&self.row.id.as_str()) => {
                add("narrower", self.narrower(Polarity::Denied));
                add("with-reserve", self.with_reserve(Polarity::Denied));
                add("practice-added", self.added());
            }
            Family::Disclosures => {
                add("newly-denied", self.denied());
                add("with-reserve", self.with_reserve(Polarity::Stated));
                add("answers-later", self.later());
                add("no-longer-told", self.dropped());
            }
            Family::Retention => {
                add("with-reserve", self.with_reserve(Polarity::Stated));
                found.extend(self.kept());
            }
            Family::Processors => {
                add("new-unprotected", self.unprotected());
                add("protection-dropped", self.bared());
                add("own-ends", self.own_ends());
            }
            Family::RecipientCategories => {
                add("narrower", self.narrower(Polarity::Denied));
                add("with-reserve", self.with_reserve(Polarity::Denied));
                add("newly-shared", self.shared());
            }
        }
        found
    }

    /// That it is worse than it was `formerly`.
    fn finding(&self, formerly: &str) -> Finding {
        let said = says::sentence(&self.survey.policy(self.policy).name, self.row, self.now);
        let evidence = self.now.claim().map(|claim| claim.evidence().collect());
        Finding {
            policy: self.policy,
            message: format!("{said}; formerly {formerly}"),
            row: Some(format!("{}.{}", self.row.family.name(), self.row.id)),
            evidence: evidence.unwrap_or_default(),
            formerly: self.was.words(),
            looked_for: Vec::new(),
        }
    }

    fn dropped(&self) -> Option<String> {
        let was = self.was.polarity()?;
        // That there is none of it was an answer too, where it is no right.
        let counted = was == Polarity::Stated || self.row.family == Family::Disclosures;
        (counted && self.now.claim().is_none()).then(|| status(Some(was)))
    }

    fn denied(&self) -> Option<String> {
        let was = self.was.polarity();
        let newly = was != Some(Polarity::Denied) && self.now.polarity() == Some(Polarity::Denied);
        // That there is none says more than silence did, except of a right.
        let counted = self.row.family == Family::Rights || was.is_some();
        (newly && counted).then(|| status(was))
    }

    /// Both claims, where it was stated and still is, or was denied and still is.
    fn still(&self, polarity: Polarity) -> Option<(&'a earlier::Cell, &'a Claim)> {
        let is_still = [self.was.polarity(), self.now.polarity()] == [Some(polarity); 2];
        let now = self.now.claim().filter(|_| is_still)?;
        Some((self.was, now))
    }

    fn narrower(&self, polarity: Polarity) -> Option<String> {
        let (was, now) = self.still(polarity)?;
        (!reaches(&now.scope, &was.scope)).then(|| format!("for {}", jurisdictions(&was.scope)))
    }

    fn with_reserve(&self, polarity: Polarity) -> Option<String> {
        let (was, now) = self.still(polarity)?;
        (now.hedged && !was.hedged).then(|| "plainly".to_owned())
    }

    /// That something is newly done, or to more people, or is no longer ruled out.
    fn added(&self) -> Option<String> {
        if let Some((was, now)) = self.still(Polarity::Stated) {
            let is_wider = !reaches(&was.scope, &now.scope);
            return is_wider.then(|| format!("for {}", jurisdictions(&was.scope)));
        }
        let was = self.was.polarity();
        let is_worse = match self.now.polarity() {
            Some(Polarity::Stated) => true,
            Some(Polarity::Denied) => false,
            None => was == Some(Polarity::Denied),
        };
        is_worse.then(|| status(was))
    }

    /// The same of kinds of recipients. Where a policy only names organisations of the kind, they are judged by themselves.
    fn shared(&self) -> Option<String> {
        let was_silent = self.was.polarity().is_none();
        self.added()
            .filter(|_| !was_silent || !self.is_named_only())
    }

    fn is_named_only(&self) -> bool {
        let said = self.survey.facts.get(self.policy.0);
        let is_named = |one: &Fact| {
            let facts = said.iter().flat_map(|said| &said.facts);
            let mut named = facts.filter(|fact| matches!(fact.about, About::Processor(_)));
            named.any(|fact| fact.matched == one.matched)
        };
        self.statements().all(is_named)
    }

    fn statements(&self) -> impl Iterator<Item = &'a Fact> {
        statements(self.survey, self.policy, self.row, self.now)
    }

    /// The periods that are longer than before, or no longer told.
    fn kept(&self) -> Vec<(&'static str, Finding)> {
        if self.was.polarity() != Some(Polarity::Stated) {
            return Vec::new();
        }
        let was = self.was.periods();
        let Some(now) = self.now.claim() else {
            let formerly: Vec<String> = was.iter().map(Kept::in_words).collect();
            let mut finding = self.finding(&formerly.join(", "));
            finding.formerly = longest(&was).and_then(|one| self.was.words_of(one.place));
            return vec![("period-dropped", finding)];
        };
        let statements = match &now.detail {
            Detail::Retention(statements) => statements.as_slice(),
            _ => &[],
        };
        let risen = risen(&was, &periods(statements)).into_iter();
        let found = risen.map(|(was, now)| {
            let id = match now.length {
                Some(_) => "kept-longer",
                None => "period-dropped",
            };
            let formerly = match was.length {
                Some(_) => format!("at most {}", was.in_words()),
                None => was.in_words(),
            };
            let policy = &self.survey.policy(self.policy).name;
            let own = statements.get(now.place);
            let kept = own
                .map(|one| says::kept(&one.retention))
                .unwrap_or_default();
            let finding = Finding {
                message: format!("{policy} keeps {kept}; formerly {formerly}"),
                evidence: own.map(|one| one.evidence.clone()).unwrap_or_default(),
                formerly: self.was.words_of(was.place),
                ..self.finding(&formerly)
            };
            (id, finding)
        });
        found.collect()
    }

    /// That requests may be answered later than before. The report has one length for all that was said, so what its
    /// words said too is passed over.
    fn later(&self) -> Option<String> {
        let (was, now) = self.still(Polarity::Stated)?;
        let policy = self.survey.policy(self.policy);
        let is_new = |fact: &&Fact| !was.quotes(policy.words(fact.evidence.quote));
        let iso = |value: &Option<String>| Duration::from_iso8601(value.as_deref()?);
        let new = self.statements().filter(is_new).filter_map(length);
        let latest = new.chain(iso(&now.value)).max_by_key(Duration::seconds)?;
        let was = iso(&was.value)?;
        (latest.seconds() > was.seconds()).then(|| period_in_words(was))
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

/// The periods of the statements now.
fn periods(statements: &[RetentionStatement]) -> Vec<Kept<'_>> {
    let kept = statements.iter().map(|one| &one.retention).enumerate();
    let periods = kept.map(|(place, one)| Kept {
        subject: &one.subject,
        kind: one.kind,
        length: one.duration,
        open_end: one.open_end,
        place,
    });
    periods.collect()
}

/// Whether what is said for `scope` is said for all that `other` names; no place means everybody.
fn reaches(scope: &[Jurisdiction], other: &[Jurisdiction]) -> bool {
    let has = |place: &Jurisdiction| scope.contains(place);
    scope.is_empty() || !other.is_empty() && other.iter().all(has)
}
