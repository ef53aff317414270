//! The written forms of a comparison: one file a form.

mod checklist;
mod explain;
mod json;
mod plain;

pub use explain::explanation;
pub use json::json;
pub use plain::plain;
