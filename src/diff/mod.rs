//! How two clauses differ: in the words they use.

mod words;

pub use words::{Change, ChangeKind, words};
