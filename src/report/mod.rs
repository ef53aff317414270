//! The written forms of a comparison: one file a form.

mod json;
mod plain;

pub use json::json;
pub use plain::plain;
