//! Where one policy falls short of what a rule asks for.

use crate::Survey;
use crate::coverage::checklist::{self, Answer, Outcome};
use crate::coverage::{Cell, Detail, Family, MatrixRow, RetentionStatement, RowName};
use crate::display::{jurisdictions, outcome, period_in_words, safeguard, says};
use crate::facts::{Duration, Evidence, Fact, Jurisdiction, Polarity, Relation, Safeguard};
use crate::lexicon::checklist::{Accepts, Checklist, Requirement};
use crate::lexicon::{ConceptKind, Tier};
use crate::policy::PolicyId;

use super::Finding;
use super::places::Protection;
use super::rule::{Demand, Instead, Offer, Row, Share, Wanted};
use super::statements::{length, statements};

/// Most patterns that a finding tells of what was looked for.
const MOST_PATTERNS: usize = 4;

/// All that keeps `policy` from what is asked for.
pub(super) fn findings(survey: &Survey, policy: PolicyId, demand: &Demand) -> Vec<Finding> {
    let held = Held { survey, policy };
    match demand {
        Demand::State { rows, share, offer } => held.state(rows, *share, offer),
        Demand::NotState(rows) => held.each_cell(rows, |cell| gives(cell).then(String::new)),
        Demand::NotDeny(rows) => held.each_cell(rows, |cell| {
            matches!(cell, Cell::Denied(_)).then(String::new)
        }),
        Demand::Deny { rows, offer } => held.say(rows, Polarity::Denied, offer),
        Demand::Answer(rows) => held.answer(rows),
        Demand::AtMost {
            row,
            length,
            accepted,
        } => held.at_most(row, *length, accepted),
        Demand::Named {
            processors,
            outside,
            wanted,
        } => held.named(processors, outside, wanted),
        Demand::Complete {
            checklist,
            accepted,
        } => held.complete(checklist, accepted),
    }
}

/// What of `demand` can't be judged by what `policy` says, where there is something of the kind.
pub(super) fn not_judged(survey: &Survey, policy: PolicyId, demand: &Demand) -> Option<Finding> {
    let held = Held { survey, policy };
    match demand {
        Demand::Named {
            processors,
            outside,
            wanted,
        } => held.of_unknown_place(processors, outside, wanted),
        Demand::Complete { checklist, .. } => held.not_assessed(checklist),
        _ => None,
    }
}

/// A policy that is held to a rule.
struct Held<'a> {
    survey: &'a Survey,
    policy: PolicyId,
}

impl<'a> Held<'a> {
    fn name(&self) -> &'a str {
        &self.survey.policy(self.policy).name
    }

    fn finding(&self, message: String, row: Option<String>, evidence: Vec<Evidence>) -> Finding {
        Finding {
            policy: self.policy,
            message,
            row,
            evidence,
            formerly: None,
            looked_for: Vec::new(),
        }
    }

    /// What the policy says on the rows that `row` means.
    fn cells(&self, row: &'a Row) -> impl Iterator<Item = (&'a MatrixRow, &'a Cell)> {
        let meant = self
            .survey
            .matrix
            .rows
            .iter()
            .filter(|one| row.name.means(one));
        let place = self.policy.0;
        meant.filter_map(move |one| Some((one, one.cells.get(place)?)))
    }

    fn state(&self, rows: &'a [Row], share: Share, offer: &Offer) -> Vec<Finding> {
        let is_kept = |row: &&Row| self.is_said(row, Polarity::Stated, offer);
        match share {
            Share::One if rows.iter().any(|row| is_kept(&row)) => Vec::new(),
            Share::One => {
                let evidence = rows.iter().flat_map(|row| self.cells(row));
                let evidence = evidence.filter_map(|(_, cell)| Some(cell.claim()?.first));
                let labels: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
                let message = format!("{} states none of {}", self.name(), labels.join(", "));
                vec![self.finding(message, None, evidence.collect())]
            }
            Share::All => self.say(rows, Polarity::Stated, offer),
        }
    }

    /// A finding for each row that is not said with this polarity, to whom and as plainly as asked.
    fn say(&self, rows: &'a [Row], polarity: Polarity, offer: &Offer) -> Vec<Finding> {
        let broken = rows
            .iter()
            .filter(|row| !self.is_said(row, polarity, offer));
        let lack = |one: &MatrixRow, cell: &Cell| self.lack(one, cell, polarity, offer);
        broken.map(|row| self.short_of(row, lack)).collect()
    }

    fn is_said(&self, row: &'a Row, polarity: Polarity, offer: &Offer) -> bool {
        let mut cells = self.cells(row);
        cells.any(|(one, cell)| self.lack(one, cell, polarity, offer).is_none())
    }

    /// What a cell lacks of being said as asked; none where it lacks nothing.
    ///
    /// One statement must do for each of the places: that one is plain and another is for everybody is not enough.
    fn lack(
        &self,
        row: &MatrixRow,
        cell: &Cell,
        polarity: Polarity,
        offer: &Offer,
    ) -> Option<String> {
        let is_so = match polarity {
            Polarity::Stated => gives(cell),
            Polarity::Denied => cell.polarity() == Some(Polarity::Denied),
        };
        if !is_so {
            return Some(String::new());
        }
        let said: Vec<&Fact> = statements(self.survey, self.policy, row, cell).collect();
        let reach =
            |place: &Jurisdiction, fact: &Fact| fact.scope.is_empty() || fact.scope.contains(place);
        let is_told = |place: &Jurisdiction| said.iter().any(|fact| reach(place, fact));
        if !offer.to.iter().all(is_told) {
            return Some(format!("; it must be said to {}", jurisdictions(&offer.to)));
        }
        let plain: Vec<&Fact> = said.iter().copied().filter(|fact| !fact.hedged).collect();
        let is_plain = |place: &Jurisdiction| plain.iter().any(|fact| reach(place, fact));
        if !offer.plainly {
            None
        } else if plain.is_empty() {
            Some("; it must be said plainly".to_owned())
        } else if !offer.to.iter().all(is_plain) {
            let to = jurisdictions(&offer.to);
            Some(format!("; it must be said plainly to {to}"))
        } else {
            None
        }
    }

    /// A finding for each row that is neither stated nor denied.
    fn answer(&self, rows: &'a [Row]) -> Vec<Finding> {
        let is_answered = |row: &&Row| self.cells(row).any(|(_, cell)| cell.claim().is_some());
        let silent = rows.iter().filter(|row| !is_answered(row));
        silent
            .map(|row| self.short_of(row, |_, _| Some(String::new())))
            .collect()
    }

    /// A finding for each cell that is as it must not be; `lack` says what more there is to say of it.
    fn each_cell(&self, rows: &'a [Row], lack: impl Fn(&Cell) -> Option<String>) -> Vec<Finding> {
        let cells = rows.iter().flat_map(|row| self.cells(row));
        cells
            .filter_map(|(row, cell)| Some(self.of_cell(row, cell, &lack(cell)?)))
            .collect()
    }

    /// What the policy says on `row`, which is not enough.
    fn short_of(
        &self,
        row: &'a Row,
        lack: impl Fn(&MatrixRow, &Cell) -> Option<String>,
    ) -> Finding {
        let said = self
            .cells(row)
            .max_by_key(|(_, cell)| cell.claim().is_some());
        match said {
            Some((one, cell)) if row.name.start().is_none() || cell.claim().is_some() => {
                self.of_cell(one, cell, &lack(one, cell).unwrap_or_default())
            }
            _ => self.silent(row),
        }
    }

    fn of_cell(&self, row: &MatrixRow, cell: &Cell, lack: &str) -> Finding {
        let message = says::sentence(self.name(), row, cell) + lack;
        let evidence = cell.claim().map(|claim| claim.evidence().collect());
        let name = format!("{}.{}", row.family.name(), row.id);
        let mut finding = self.finding(message, Some(name), evidence.unwrap_or_default());
        if finding.evidence.is_empty() {
            finding.looked_for = self.looked_for(row.family, row.id.as_str());
        }
        finding
    }

    fn silent(&self, row: &Row) -> Finding {
        let message = format!("{} is silent on {}", self.name(), row.label);
        let name = row.name.start().is_none().then(|| row.name.to_string());
        Finding {
            looked_for: self.looked_for(row.name.family, &row.name.id),
            ..self.finding(message, name, Vec::new())
        }
    }

    /// Some of the patterns that were looked for.
    fn looked_for(&self, family: Family, id: &str) -> Vec<String> {
        let lexicon = &self.survey.lexicon;
        let kind = match family {
            Family::Rights => ConceptKind::Right,
            Family::RecipientCategories => ConceptKind::Recipient,
            Family::Disclosures => ConceptKind::Disclosure,
            Family::Processors | Family::Retention => return Vec::new(),
        };
        let Some(place) = lexicon.concept(kind, id) else {
            return Vec::new();
        };
        let tiers = lexicon.patterns_of(place).into_iter();
        let said =
            tiers.filter(|(tier, _)| matches!(tier, Tier::Says | Tier::States | Tier::Names));
        let patterns = said.flat_map(|(_, patterns)| patterns);
        patterns.take(MOST_PATTERNS).map(str::to_owned).collect()
    }

    fn at_most(&self, row: &'a Row, longest: Duration, accepted: &[Instead]) -> Vec<Finding> {
        let mut is_silent = true;
        let mut found = Vec::new();
        for (one, cell) in self.cells(row) {
            let Some(claim) = cell.claim() else {
                continue;
            };
            is_silent = false;
            let name = format!("{}.{}", one.family.name(), one.id);
            let Detail::Retention(statements) = &claim.detail else {
                found.extend(self.too_late(one, cell, longest));
                continue;
            };
            for (why, evidence) in too_long(statements, longest, accepted) {
                let message = format!("{} keeps {why}", self.name());
                found.push(self.finding(message, Some(name.clone()), evidence));
            }
        }
        if is_silent && !accepted.contains(&Instead::Silence) {
            found.push(self.silent(row));
        }
        found
    }

    /// That a cell whose statements have lengths as their values has none, or one above `longest`.
    fn too_late(&self, row: &MatrixRow, cell: &Cell, longest: Duration) -> Option<Finding> {
        let said = || statements(self.survey, self.policy, row, cell);
        let last = said().max_by_key(|fact| length(fact).map(|one| one.seconds()))?;
        let is_over = |length: Duration| length.seconds() > longest.seconds();
        let over = over(longest);
        match length(last) {
            None => Some(self.of_cell(row, cell, &format!(", {over}"))),
            Some(latest) if is_over(latest) => {
                let late = period_in_words(latest);
                let mut finding = self.of_cell(row, cell, &format!("; it says {late}, {over}"));
                let is_late = |fact: &&Fact| length(fact).is_some_and(is_over);
                finding.evidence = said().filter(is_late).map(|fact| fact.evidence).collect();
                Some(finding)
            }
            Some(_) => None,
        }
    }

    fn named(&self, rows: &'a [Row], outside: &[String], wanted: &[Wanted]) -> Vec<Finding> {
        self.each_cell(rows, |cell| {
            let (location, safeguards) = where_given(cell)?;
            wanted.iter().find_map(|wanted| match wanted {
                Wanted::Location => {
                    let is_silent = location.is_empty();
                    is_silent.then(|| ", and does not say where".to_owned())
                }
                Wanted::Safeguard(any) => {
                    let is_missing = match outside {
                        [] => !safeguards.iter().any(|one| any.contains(one)),
                        homes => {
                            let protection = Protection::of(location, safeguards, homes, any);
                            protection == Protection::Missing
                        }
                    };
                    is_missing.then(|| format!(", and names none of {}", safeguard_names(any)))
                }
            })
        })
    }

    /// The organisations that may need a safeguard and may need none, as it is not said where they handle data.
    fn of_unknown_place(
        &self,
        rows: &'a [Row],
        outside: &[String],
        wanted: &[Wanted],
    ) -> Option<Finding> {
        let any = wanted.iter().find_map(|wanted| match wanted {
            Wanted::Safeguard(any) => Some(any),
            Wanted::Location => None,
        })?;
        // Where its place must be named, that it is not breaks the rule.
        if outside.is_empty() || wanted.contains(&Wanted::Location) {
            return None;
        }
        let is_unknown = |cell: &Cell| {
            where_given(cell).is_some_and(|(location, safeguards)| {
                Protection::of(location, safeguards, outside, any) == Protection::Unknown
            })
        };
        let cells = rows.iter().flat_map(|row| self.cells(row));
        let unknown = cells.filter(|(_, cell)| is_unknown(cell));
        let (names, mut evidence): (Vec<&str>, Vec<Evidence>) = unknown
            .filter_map(|(row, cell)| Some((row.label.as_str(), cell.claim()?.first)))
            .unzip();
        evidence.sort_unstable();
        evidence.dedup();
        let organisations = match names.len() {
            0 => return None,
            1 => "1 organisation".to_owned(),
            count => format!("{count} organisations"),
        };
        let message = format!(
            "{}: {organisations} whose location the policy does not say: {}",
            self.name(),
            names.join(", ")
        );
        Some(self.finding(message, None, evidence))
    }

    fn answers(&self, asked: &'static Checklist) -> Vec<(&'static Requirement, Answer)> {
        let policy = (self.policy, self.survey.policy(self.policy));
        let answers = checklist::answers_of(policy, asked, &self.survey.matrix);
        asked.requirements.iter().zip(answers).collect()
    }

    fn complete(&self, asked: &'static Checklist, accepted: &[Instead]) -> Vec<Finding> {
        let mut found = Vec::new();
        for (requirement, answer) in self.answers(asked) {
            let is_broken = match answer.outcome {
                Outcome::Missing => true,
                // No words can do more than touch such a requirement.
                Outcome::Partly if requirement.accepts == Accepts::Touched => false,
                Outcome::Partly => !accepted.contains(&Instead::Partly),
                Outcome::Met | Outcome::NotStated | Outcome::NotAssessed => false,
            };
            if is_broken {
                let message = format!(
                    "{}: {} {}, {}: {}",
                    self.name(),
                    asked.law,
                    requirement.provision,
                    requirement.text,
                    outcome(answer.outcome)
                );
                let row = match requirement.needs.as_slice() {
                    [row] => RowName::read(row).filter(|name| name.start().is_none()),
                    _ => None,
                };
                let row = row.map(|name| name.to_string());
                found.push(self.finding(message, row, answer.evidence));
            }
        }
        found
    }

    /// The requirements that no row of the matrix can answer.
    fn not_assessed(&self, asked: &'static Checklist) -> Option<Finding> {
        let answers = self.answers(asked).into_iter();
        let unanswered = answers.filter(|(_, answer)| answer.outcome == Outcome::NotAssessed);
        let told = unanswered.map(|(one, _)| format!("{} ({})", one.provision, one.text));
        let told: Vec<String> = told.collect();
        let (name, not_assessed) = (self.name(), outcome(Outcome::NotAssessed));
        let message = format!("{name}: {} {}: {not_assessed}", asked.law, told.join(", "));
        (!told.is_empty()).then(|| self.finding(message, None, Vec::new()))
    }
}

/// Whether a cell states it; what only mentions an organisation, or gets data from it, does not state that it gets any.
fn gives(cell: &Cell) -> bool {
    match cell {
        Cell::Stated(claim) => match claim.detail {
            Detail::Processor { relation, .. } => relation >= Relation::Recipient,
            _ => true,
        },
        Cell::Denied(_) | Cell::Absent => false,
    }
}

/// Where an organisation that gets data handles them, and under which safeguards.
fn where_given(cell: &Cell) -> Option<(&[String], &[Safeguard])> {
    match &cell.claim().filter(|_| gives(cell))?.detail {
        Detail::Processor {
            location,
            safeguards,
            ..
        } => Some((location, safeguards)),
        _ => None,
    }
}

/// Which of the statements keep data longer than `longest`, in words, each with the words of the policy.
fn too_long(
    statements: &[RetentionStatement],
    longest: Duration,
    accepted: &[Instead],
) -> Vec<(String, Vec<Evidence>)> {
    // What may be longer, or never ends, keeps to no limit.
    let is_broken = |one: &&RetentionStatement| match one.retention.duration {
        _ if one.retention.open_end.is_some() => true,
        Some(length) => length.seconds() > longest.seconds(),
        None => !Instead::of(one.retention.kind).is_some_and(|kind| accepted.contains(&kind)),
    };
    let broken = statements.iter().filter(is_broken);
    let told = |one: &RetentionStatement| {
        let why = format!("{}, {}", says::kept(&one.retention), over(longest));
        (why, one.evidence.clone())
    };
    broken.map(told).collect()
}

/// What the limit is.
fn over(longest: Duration) -> String {
    format!("where at most {} is allowed", period_in_words(longest))
}

fn safeguard_names(any: &[Safeguard]) -> String {
    let names: Vec<&str> = any.iter().map(|one| safeguard(*one)).collect();
    names.join(", ")
}
