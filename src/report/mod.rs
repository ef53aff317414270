//! The written forms of a comparison: one file a form.

mod benchmark;
mod check;
mod checklist;
mod csv;
mod diff;
mod differences;
mod dpv;
mod explain;
#[cfg(test)]
mod fixture;
mod html;
mod json;
mod key;
mod kinship;
mod markdown;
mod ndjson;
mod notes;
mod overview;
mod page;
mod plain;
mod records;
mod schema;
mod table;
#[cfg(test)]
mod testing;
mod tilt;
mod xlsx;

pub use check::{check_json, check_sarif, check_text};
pub use csv::csv;
pub use diff::{diff_json, diff_text};
pub use dpv::dpv;
pub use explain::explanation;
pub use html::html;
pub use json::json;
pub use kinship::kinships;
pub use markdown::markdown;
pub use ndjson::ndjson;
pub use page::{Ink, Page};
pub use plain::plain;
pub use schema::SCHEMAS;
pub use tilt::tilt;
pub use xlsx::xlsx;
