//! Checklists filled from the matrix: which requirements a policy meets, as far as its words show.

use crate::facts::{Evidence, Jurisdiction, Polarity, RetentionKind};
use crate::lexicon::checklist::{Accepts, Checklist, Duty, Requirement};
use crate::policy::{Policy, PolicyId};

use super::{Cell, Detail, Family, Matrix, MatrixRow, RowName};

/// A checklist with the outcome for each policy. It says which statements were found, never that a policy is compliant.
#[derive(Clone, Debug, PartialEq)]
pub struct FilledChecklist {
    /// The checklist.
    pub checklist: &'static Checklist,
    /// For each requirement one answer a policy, in the order of the policies.
    pub answers: Vec<Vec<Answer>>,
}

/// How one policy answers one requirement.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What came of it.
    pub outcome: Outcome,
    /// The words that it rests on.
    pub evidence: Vec<Evidence>,
    /// The rows that it is filled from, by their places in [`Matrix::rows`].
    pub rows: Vec<usize>,
    /// Whether these rows say what is asked for, or all of them deny it; none where there is no row.
    pub polarity: Option<Polarity>,
}

/// What came of a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// What it asks for was found.
    Met,
    /// Some of it was found.
    Partly,
    /// It was not found and is always wanted, or wanted because of what the policy says.
    Missing,
    /// It was not found and may not apply.
    NotStated,
    /// The program can't tell.
    NotAssessed,
}

impl Outcome {
    /// All outcomes in the order in which they are counted.
    pub const ALL: [Self; 5] = [
        Self::Met,
        Self::Partly,
        Self::Missing,
        Self::NotStated,
        Self::NotAssessed,
    ];
}

/// Fills `checklist` for all policies.
pub fn fill(
    checklist: &'static Checklist,
    matrix: &Matrix,
    policies: &[Policy],
) -> FilledChecklist {
    let mut answers = vec![Vec::with_capacity(policies.len()); checklist.requirements.len()];
    for (place, policy) in policies.iter().enumerate() {
        let own = answers_of((PolicyId(place), policy), checklist, matrix);
        for (all, one) in answers.iter_mut().zip(own) {
            all.push(one);
        }
    }
    FilledChecklist { checklist, answers }
}

/// What of each requirement of `checklist` one policy meets, in their order.
pub fn answers_of(
    (PolicyId(place), policy): (PolicyId, &Policy),
    checklist: &'static Checklist,
    matrix: &Matrix,
) -> Vec<Answer> {
    let asked = Asked {
        matrix,
        policy,
        place,
        scope: checklist.scope,
    };
    let requirements = checklist.requirements.iter();
    requirements
        .map(|requirement| asked.answer(requirement))
        .collect()
}

/// One policy as it is asked.
struct Asked<'a> {
    matrix: &'a Matrix,
    policy: &'a Policy,
    place: usize,
    scope: Jurisdiction,
}

impl Asked<'_> {
    fn answer(&self, requirement: &Requirement) -> Answer {
        if requirement.needs.is_empty() {
            return Answer::new(Outcome::NotAssessed, Vec::new());
        }
        let rows: Vec<Found> = requirement
            .needs
            .iter()
            .map(|row| self.row(row, requirement.accepts))
            .collect();
        let enough = match requirement.accepts {
            Accepts::All => rows.iter().map(|row| row.strength).min(),
            _ => rows.iter().map(|row| row.strength).max(),
        };
        let some = rows.iter().map(|row| row.strength).max();
        let outcome = match (enough, some) {
            (Some(Strength::Full), _) if requirement.accepts == Accepts::Touched => Outcome::Partly,
            (Some(Strength::Full), _) => Outcome::Met,
            (_, Some(Strength::Full | Strength::Weak)) => Outcome::Partly,
            _ => return self.otherwise(requirement),
        };
        let said = rows.into_iter().flat_map(|row| row.said);
        Answer::new(outcome, said.collect())
    }

    /// The answer where no row that is needed says anything.
    fn otherwise(&self, requirement: &Requirement) -> Answer {
        let rows = |names: &[String]| -> Vec<Said> {
            names
                .iter()
                .flat_map(|name| self.row(name, Accepts::Stated).said)
                .collect()
        };
        let said = rows(&requirement.partly);
        let outcome = if !said.is_empty() {
            Outcome::Partly
        } else if requirement.duty == Duty::Mandatory || !rows(&requirement.when).is_empty() {
            Outcome::Missing
        } else {
            Outcome::NotStated
        };
        Answer::new(outcome, said)
    }

    fn row(&self, name: &str, accepts: Accepts) -> Found {
        let Some(name) = RowName::read(name) else {
            return self.date();
        };
        let mut found = Found {
            strength: Strength::None,
            said: Vec::new(),
        };
        let rows = self.matrix.rows.iter().enumerate();
        for (number, row) in rows.filter(|(_, row)| name.means(row)) {
            let Some(cell) = row.cells.get(self.place) else {
                continue;
            };
            let strength = self.strength(row, cell, accepts);
            found.strength = found.strength.max(strength);
            if strength > Strength::None {
                found.said.extend(said(number, cell));
            }
        }
        found
    }

    /// The date of the policy has no words in a clause of its own to rest on.
    fn date(&self) -> Found {
        let strength = if self.policy.updated.is_some() {
            Strength::Full
        } else {
            Strength::None
        };
        Found {
            strength,
            said: Vec::new(),
        }
    }

    fn strength(&self, row: &MatrixRow, cell: &Cell, accepts: Accepts) -> Strength {
        let claim = match cell {
            Cell::Stated(claim) => claim,
            Cell::Denied(claim) if accepts == Accepts::Answered => claim,
            Cell::Denied(_) | Cell::Absent => return Strength::None,
        };
        let offered_here = claim.scope.is_empty() || claim.scope.contains(&self.scope);
        if row.family == Family::Rights && !offered_here {
            return Strength::None;
        }
        let only_criteria = matches!(&claim.detail, Detail::Retention(statements)
            if statements.iter().all(|statement| statement.retention.kind == RetentionKind::Criteria));
        let only_in_general = row.id.as_str() == "generic-service-providers";
        if only_criteria || only_in_general {
            Strength::Weak
        } else {
            Strength::Full
        }
    }
}

/// What rows of the matrix say on a requirement.
struct Found {
    strength: Strength,
    said: Vec<Said>,
}

/// What a cell says on a requirement.
struct Said {
    row: usize,
    polarity: Polarity,
    evidence: Evidence,
}

fn said(row: usize, cell: &Cell) -> Option<Said> {
    Some(Said {
        row,
        polarity: cell.polarity()?,
        evidence: cell.claim()?.first,
    })
}

impl Answer {
    fn new(outcome: Outcome, said: Vec<Said>) -> Self {
        Self {
            outcome,
            rows: said.iter().map(|one| one.row).collect(),
            polarity: said.iter().map(|one| one.polarity).min(),
            evidence: said.into_iter().map(|one| one.evidence).collect(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// Nothing.
    None,
    /// "As long as necessary", "service providers": something without substance.
    Weak,
    /// What is asked for.
    Full,
}

impl FilledChecklist {
    /// How often each outcome came for the policy at `place`.
    pub fn count(&self, place: usize, outcome: Outcome) -> usize {
        self.answers
            .iter()
            .filter(|answers| answers.get(place).is_some_and(|a| a.outcome == outcome))
            .count()
    }
}
