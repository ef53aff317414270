//! Rows of clauses, and of sections, that make the same provision in different policies.

pub mod background;
pub mod stem;
pub mod words;

use crate::facts::ConceptId;
use crate::policy::{ClauseId, SectionId};

/// The rows over all policies, in reading order of the first policy (the baseline).
///
/// Every clause and every section of every policy stands in at least one row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// Rows of sections.
    pub sections: Vec<Row<SectionId>>,
    /// Rows of clauses.
    pub clauses: Vec<Row<ClauseId>>,
}

/// What stands side by side: one cell for every policy, in the order of the policies; an empty cell is silence.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<Id> {
    /// The members of each policy, in order of its text.
    pub cells: Vec<Vec<Id>>,
    /// What the row is about, where that can be told.
    pub topic: Option<ConceptId>,
    /// How near its members are, 0 to 1; 0 where only one policy speaks.
    pub score: f32,
}
