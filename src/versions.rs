//! Two versions of one policy, compared to the word.

use crate::coverage::{self, Matrix};
use crate::diff::{self, FactDifference, Strictness, VersionDiff};
use crate::error::Error;
use crate::facts;
use crate::lexicon::Lexicon;
use crate::policy::{self, Policy, PolicyId};
use crate::source::Source;

/// Two versions of one policy: what every front end that shows their differences is given.
#[derive(Debug)]
pub struct VersionComparison {
    /// The version that was there first.
    pub old: Policy,
    /// The version that came after it.
    pub new: Policy,
    /// What each of the two states, denies or is silent on, the old one first.
    pub matrix: Matrix,
    /// What they provide differently.
    pub facts: Vec<FactDifference>,
    /// What became of the headings and clauses.
    pub diff: VersionDiff,
    /// What counted as a change.
    pub strictness: Strictness,
}

/// Finds what has changed from `old` to `new`, to the word.
///
/// # Errors
/// Where one of them holds no words.
pub fn compare_versions(
    old: &Source,
    new: &Source,
    lexicon: &Lexicon,
    strictness: Strictness,
) -> Result<VersionComparison, Error> {
    let read = |source| {
        let policy = policy::read(source)?;
        let facts = facts::extract(&policy, lexicon);
        Ok::<_, Error>((policy, facts))
    };
    let (old, new) = rayon::join(|| read(old), || read(new));
    let ((old, said_before), (new, said_now)) = (old?, new?);
    let matrix = coverage::matrix(&[said_before, said_now], lexicon);
    Ok(VersionComparison {
        facts: diff::facts_of_versions(&matrix, lexicon, (PolicyId(0), &old), (PolicyId(1), &new)),
        diff: diff::versions(&old, &new, strictness),
        old,
        new,
        matrix,
        strictness,
    })
}
