//! What clauses can have in common besides words.

use crate::facts::{ConceptId, RetentionKind};

/// A topic that clauses can be on, or a part of a fact that they can state.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// A topic.
    Topic(ConceptId),
    /// A right.
    Right(ConceptId),
    /// A named organisation.
    Organisation(ConceptId),
    /// A kind of recipient; of a named organisation, what it is for.
    Recipient(ConceptId),
    /// A kind of data that is kept.
    Kept(ConceptId),
    /// How the time is told for which something is kept.
    Period(RetentionKind),
    /// Any other statement that the law asks for.
    Disclosure(ConceptId),
}
