//! The written forms of what has changed between two versions of a policy.

mod json;
mod redline;
mod summary;
mod text;

pub use json::diff_json;
pub use text::diff_text;
