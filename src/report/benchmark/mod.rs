//! The benchmark in its written forms.

mod json;
mod text;

pub(super) use json::Benchmark;
pub(super) use text::benchmark;
