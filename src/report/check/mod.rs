//! The written forms of a check.

mod json;
mod sarif;
mod text;

pub use json::check_json;
pub use sarif::check_sarif;
pub use text::check_text;
