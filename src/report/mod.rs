//! The written forms of a comparison: one file a form.

mod checklist;
mod diff;
mod explain;
mod json;
mod plain;
mod table;

pub use diff::{Ink, Page, diff_json, diff_text};
pub use explain::explanation;
pub use json::json;
pub use plain::plain;
