//! How two policies differ in what they provide: what one states and the other denies, limits or leaves out.

use crate::coverage::{Cell, Claim, Detail, Family, Matrix, MatrixRow, RetentionStatement};
use crate::facts::{ConceptId, Evidence, Jurisdiction, Polarity, Relation, Retention, Safeguard};
use crate::lexicon::{ConceptKind, Lexicon};
use crate::policy::{Policy, PolicyId};

use super::words::key_of;

/// One of the two that are compared; of two versions, the old one is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The one named first.
    Left,
    /// The other.
    Right,
}

/// One difference on a row of the matrix, with the words of both.
#[derive(Clone, Debug, PartialEq)]
pub struct FactDifference {
    /// The row, by its place in [`Matrix::rows`].
    pub row: usize,
    /// What differs.
    pub difference: Difference,
    /// The words that the left one's part rests on; none where it is silent.
    pub left: Vec<Evidence>,
    /// The words that the right one's part rests on; none where it is silent.
    pub right: Vec<Evidence>,
}

/// What two say differently, the weightiest first.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// One says nothing about it.
    Silence(Side),
    /// One denies what the other states.
    Denial(Side),
    /// One names the safeguards of its transfers, the other leaves them open.
    OpenSafeguards {
        /// Who leaves them open.
        open: Side,
        /// What the other names.
        named: Vec<String>,
    },
    /// The periods that only one of them has.
    Periods {
        /// Those of the left one.
        left: Vec<Retention>,
        /// Those of the right one.
        right: Vec<Retention>,
    },
    /// What a named organisation does with the data.
    Relation {
        /// To the left one.
        left: Relation,
        /// To the right one.
        right: Relation,
    },
    /// Where a named organisation handles the data.
    Location {
        /// As the left one says.
        left: Vec<String>,
        /// As the right one says.
        right: Vec<String>,
    },
    /// What protects the data that a named organisation handles.
    Safeguards {
        /// As the left one says.
        left: Vec<Safeguard>,
        /// As the right one says.
        right: Vec<Safeguard>,
    },
    /// The value that a statement carries: an age, an e-mail address, a period.
    Value {
        /// As the left one says.
        left: Option<String>,
        /// As the right one says.
        right: Option<String>,
    },
    /// The places or laws that it is limited to; none means everybody.
    Scope {
        /// By the left one.
        left: Vec<Jurisdiction>,
        /// By the right one.
        right: Vec<Jurisdiction>,
    },
    /// One says it with reserve, the other plainly.
    Reserve(Side),
}

impl Side {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// The differences between the columns `left` and `right` of `matrix`, row by row.
///
/// A policy that names no safeguard where the other names some is one difference, not one for each row that this shows on.
pub fn facts(
    matrix: &Matrix,
    lexicon: &Lexicon,
    left: PolicyId,
    right: PolicyId,
) -> Vec<FactDifference> {
    let mut found = Vec::new();
    for (row, cells) in matrix.rows.iter().enumerate() {
        if let (Some(one), Some(other)) = (cells.cells.get(left.0), cells.cells.get(right.0)) {
            let of_row = differences(one, other).into_iter();
            found.extend(of_row.map(|difference| {
                let (left, right) = evidence(&difference, one, other);
                FactDifference {
                    row,
                    difference,
                    left,
                    right,
                }
            }));
        }
    }
    for concept in &lexicon.concepts {
        let is_vague = concept.kind == ConceptKind::Disclosure && !concept.unless_stated.is_empty();
        if is_vague {
            join_open(
                &mut found,
                &matrix.rows,
                &concept.id,
                &concept.unless_stated,
            );
        }
    }
    found
}

/// The differences between two versions of one policy, which stand in these columns of `matrix`.
///
/// What the new version says plainly in words that the old one has too is no change: there the reserve came from elsewhere, such
/// as a sentence above them.
pub fn facts_of_versions(
    matrix: &Matrix,
    lexicon: &Lexicon,
    (old, of_old): (PolicyId, &Policy),
    (new, of_new): (PolicyId, &Policy),
) -> Vec<FactDifference> {
    let mut found = facts(matrix, lexicon, old, new);
    found.retain(|one| {
        let (plain, reserved) = match one.difference {
            Difference::Reserve(Side::Left) => ((of_new, &one.right), (of_old, &one.left)),
            Difference::Reserve(Side::Right) => ((of_old, &one.left), (of_new, &one.right)),
            _ => return true,
        };
        // What is said plainly comes first.
        let said = plain
            .1
            .first()
            .map(|words| key_of(plain.0.words(words.quote)));
        let mut others = reserved.1.iter();
        !others.any(|words| said == Some(key_of(reserved.0.words(words.quote))))
    });
    found
}

/// What two cells of a row say differently; nothing where they say the same.
pub fn differences(left: &Cell, right: &Cell) -> Vec<Difference> {
    let (one, other) = match (left.claim(), right.claim()) {
        (None, None) => return Vec::new(),
        (None, Some(_)) => return vec![Difference::Silence(Side::Left)],
        (Some(_), None) => return vec![Difference::Silence(Side::Right)],
        (Some(one), Some(other)) => (one, other),
    };
    match (left.polarity(), right.polarity()) {
        (Some(Polarity::Denied), Some(Polarity::Stated)) => {
            return vec![Difference::Denial(Side::Left)];
        }
        (Some(Polarity::Stated), Some(Polarity::Denied)) => {
            return vec![Difference::Denial(Side::Right)];
        }
        _ => {}
    }
    let mut found = details(&one.detail, &other.detail);
    if one.value != other.value {
        let (left, right) = (one.value.clone(), other.value.clone());
        found.push(Difference::Value { left, right });
    }
    if one.scope != other.scope {
        let (left, right) = (one.scope.clone(), other.scope.clone());
        found.push(Difference::Scope { left, right });
    }
    match (one.hedged, other.hedged) {
        (true, false) => found.push(Difference::Reserve(Side::Left)),
        (false, true) => found.push(Difference::Reserve(Side::Right)),
        _ => {}
    }
    found
}

fn details(left: &Detail, right: &Detail) -> Vec<Difference> {
    match (left, right) {
        (Detail::Retention(left), Detail::Retention(right)) => {
            let (left, right) = (only_in(left, right), only_in(right, left));
            let differ = !left.is_empty() || !right.is_empty();
            differ
                .then_some(Difference::Periods { left, right })
                .into_iter()
                .collect()
        }
        (
            Detail::Processor {
                relation: left,
                location: left_places,
                safeguards: left_safeguards,
                ..
            },
            Detail::Processor {
                relation: right,
                location: right_places,
                safeguards: right_safeguards,
                ..
            },
        ) => {
            let relation = (left != right).then_some(Difference::Relation {
                left: *left,
                right: *right,
            });
            let location = (left_places != right_places).then(|| Difference::Location {
                left: left_places.clone(),
                right: right_places.clone(),
            });
            let safeguards =
                (left_safeguards != right_safeguards).then(|| Difference::Safeguards {
                    left: left_safeguards.clone(),
                    right: right_safeguards.clone(),
                });
            [relation, location, safeguards]
                .into_iter()
                .flatten()
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The periods of `one` that `other` has not, each once: what is kept may be said in other words.
fn only_in(one: &[RetentionStatement], other: &[RetentionStatement]) -> Vec<Retention> {
    let mut only: Vec<Retention> = Vec::new();
    for RetentionStatement { retention, .. } in one {
        let has = |statement: &RetentionStatement| is_same_period(&statement.retention, retention);
        let is_known = only.iter().any(|known| is_same_period(known, retention));
        if !other.iter().any(has) && !is_known {
            only.push(retention.clone());
        }
    }
    only
}

fn is_same_period(one: &Retention, other: &Retention) -> bool {
    (one.kind, one.duration, one.open_end) == (other.kind, other.duration, other.open_end)
}

/// The words of both sides that show the difference.
fn evidence(difference: &Difference, left: &Cell, right: &Cell) -> (Vec<Evidence>, Vec<Evidence>) {
    let of = |cell: &Cell| -> Vec<Evidence> {
        cell.claim()
            .map(|claim| claim.evidence().collect())
            .unwrap_or_default()
    };
    match difference {
        Difference::Periods {
            left: left_only,
            right: right_only,
        } => (of_periods(left, left_only), of_periods(right, right_only)),
        _ => (of(left), of(right)),
    }
}

/// The words that state one of `periods`.
fn of_periods(cell: &Cell, periods: &[Retention]) -> Vec<Evidence> {
    let Some(Claim {
        detail: Detail::Retention(statements),
        ..
    }) = cell.claim()
    else {
        return Vec::new();
    };
    let states = |statement: &&RetentionStatement| {
        let is_it = |period: &Retention| is_same_period(period, &statement.retention);
        periods.iter().any(is_it)
    };
    let found = statements.iter().filter(states);
    let mut words: Vec<Evidence> = found.flat_map(|one| one.evidence.iter().copied()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Makes one difference of all that show that one leaves open (on the row `open`) what the other names (on rows of `named`).
fn join_open(
    found: &mut Vec<FactDifference>,
    rows: &[MatrixRow],
    open: &ConceptId,
    named: &[ConceptId],
) {
    let is_row = |row: usize, id: &ConceptId| {
        let row = rows.get(row);
        row.is_some_and(|row| row.family == Family::Disclosures && row.id == *id)
    };
    let is_silent = |one: &FactDifference, side: Side| one.difference == Difference::Silence(side);
    let Some((at, side)) = found.iter().enumerate().find_map(|(at, one)| {
        let side = match one.difference {
            Difference::Silence(silent) if is_row(one.row, open) => silent.other(),
            _ => return None,
        };
        Some((at, side))
    }) else {
        return;
    };
    let names =
        |one: &FactDifference| is_silent(one, side) && named.iter().any(|id| is_row(one.row, id));
    let labels: Vec<String> = found
        .iter()
        .filter(|one| names(one))
        .filter_map(|one| rows.get(one.row).map(|row| row.label.clone()))
        .collect();
    if labels.is_empty() {
        return;
    }
    let words: Vec<Evidence> = found
        .iter()
        .filter(|one| names(one))
        .flat_map(|one| one.left.iter().chain(&one.right).copied())
        .collect();
    let joined = &mut found[at];
    joined.difference = Difference::OpenSafeguards {
        open: side,
        named: labels,
    };
    match side {
        Side::Left => joined.right = words,
        Side::Right => joined.left = words,
    }
    found.retain(|one| !names(one));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::extract;
    use crate::source::{Format, Source};

    /// What changed from `old` to `new`.
    fn changes(old: &str, new: &str) -> Vec<Difference> {
        let lexicon = Lexicon::built_in();
        let [old, new] = [old, new].map(|text| {
            let source = Source {
                name: "policy".to_owned(),
                path: "policy.md".to_owned(),
                bytes: text.as_bytes().to_vec(),
                format: Format::Markdown,
            };
            crate::policy::read(&source).unwrap()
        });
        let facts = [extract(&old, lexicon), extract(&new, lexicon)];
        let matrix = crate::coverage::matrix(&facts, lexicon);
        let (old, new) = ((PolicyId(0), &old), (PolicyId(1), &new));
        let found = facts_of_versions(&matrix, lexicon, old, new).into_iter();
        found.map(|one| one.difference).collect()
    }

    #[test]
    fn a_reserve_that_is_lifted_without_a_word_of_the_clause_is_no_change() {
        let clause = "- You have the right to erasure of your personal data.\n";
        let reserved =
            format!("Depending on what laws apply to you, you may have the right to:\n\n{clause}");
        let plain = format!("You have the right to:\n\n{clause}");
        assert_eq!(changes(&reserved, &plain), []);
        let reworded = "You may have the right to erasure of your personal data.\n";
        assert_eq!(changes(reworded, &plain), [Difference::Reserve(Side::Left)]);
    }
}
