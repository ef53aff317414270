//! What one policy says by itself, so that thousands can be read one after the other.

use std::slice;

use crate::Options;
use crate::coverage::checklist::{self, FilledChecklist};
use crate::coverage::{self, Matrix};
use crate::error::Error;
use crate::facts::{self, PolicyFacts};
use crate::policy::{self, Policy};
use crate::source::{Source, Unread};

/// One policy and what it says, apart from all others.
#[derive(Debug)]
pub struct Profile {
    /// The policy.
    pub policy: Policy,
    /// What it says.
    pub facts: PolicyFacts,
    /// What it states, denies or is silent on: a matrix of one column.
    pub matrix: Matrix,
    /// The checklists asked for, filled.
    pub checklists: Vec<FilledChecklist>,
}

/// Reads `source` and finds what it says.
///
/// # Errors
/// Where its bytes turn out to be no policy.
pub fn profile(source: &Source, options: &Options) -> Result<Profile, Unread> {
    let unread = |why: Error| Unread {
        path: source.path.clone(),
        why,
    };
    let policy = policy::read(source).map_err(unread)?;
    let lexicon = options.lexicon();
    let facts = facts::extract(&policy, &lexicon);
    let matrix = coverage::matrix(slice::from_ref(&facts), &lexicon);
    let fill = |asked| checklist::fill(asked, &matrix, slice::from_ref(&policy));
    Ok(Profile {
        checklists: options.checklists.iter().copied().map(fill).collect(),
        policy,
        facts,
        matrix,
    })
}
