//! The written forms of a comparison: one file a form.

mod benchmark;
mod checklist;
mod csv;
mod diff;
mod explain;
mod json;
mod kinship;
mod ndjson;
mod plain;
mod table;

pub use csv::csv;
pub use diff::{Ink, Page, diff_json, diff_text};
pub use explain::explanation;
pub use json::json;
pub use kinship::kinships;
pub use ndjson::ndjson;
pub use plain::plain;
