//! Compares privacy policies clause by clause.
#![warn(missing_docs)]

pub mod align;
pub mod coverage;
pub mod diff;
pub mod display;
pub mod document;
pub mod error;
pub mod facts;
pub mod lexicon;
pub mod policy;
pub mod source;

use align::Alignment;
use coverage::Matrix;
use facts::PolicyFacts;
use policy::{Policy, PolicyId};
use source::Unread;

/// Everything that is known about the policies compared: the one value that every front end is given.
#[derive(Debug)]
pub struct Comparison {
    /// The policies, in the order given.
    pub policies: Vec<Policy>,
    /// What each policy says, in the same order.
    pub facts: Vec<PolicyFacts>,
    /// The inputs that could not be read.
    pub unread: Vec<Unread>,
    /// What each policy states, denies or is silent on.
    pub matrix: Matrix,
    /// The clauses and sections side by side.
    pub alignment: Alignment,
}

impl Comparison {
    /// The policy `id`.
    ///
    /// # Panics
    /// Where `id` is another comparison's, as slices do.
    pub fn policy(&self, id: PolicyId) -> &Policy {
        &self.policies[id.0]
    }
}
