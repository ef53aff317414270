//! How two clauses, and two versions of a policy, differ: in what they provide, in their sentences and in their words.

mod alike;
mod among;
mod bag;
mod facts;
mod form;
mod moved;
mod rise;
mod sequence;
mod text;
mod versions;
mod words;

pub use alike::{Alike, alike, nearly_same};
pub use among::{Agreement, agreement, agreement_of, alike_by, said_alike};
pub use facts::{Difference, FactDifference, Side, differences, facts, facts_of_versions};
pub use form::FormChange;
pub use moved::moved;
pub use sequence::Place;
pub use text::{Kinship, Sentence, SentenceFate, TextDiff};
pub use versions::{Both, Counts, Step, Strictness, VersionDiff, versions};
pub use words::{Change, ChangeKind, words};
