//! What any reader-facing text needs, terminal or not: safe text, cell widths, rows, and the words for what was found.

pub mod benchmark;
mod changes;
mod cite;
mod contrast;
mod explained;
mod plain;
mod safe;
pub mod says;
mod shared;
mod shell;
mod spreadsheet;
mod width;
mod words;
mod wrap;

pub use changes::{clause_changes, section_changes};
pub use cite::{citation, section_citation, section_path, section_title};
pub use contrast::{Contrast, contrast};
pub use explained::{ExplainedKind, ExplainedLine, explained};
pub use plain::plain;
pub use safe::Safe;
pub use shared::{shared, topic};
pub use shell::shell_word;
pub use spreadsheet::write_csv;
pub use width::{Charset, cells, truncate};
pub use words::{
    answer, date, jurisdiction, jurisdictions, kept_for, outcome, period, period_in_words,
    relation, retention, retention_brief, safeguard, safeguard_brief, status,
};
pub use wrap::{TextRow, wrap};

/// A title at the head of a line or a column: "silent on …" is "Silent on …".
pub fn first_upper(title: &str) -> String {
    let mut chars = title.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

/// A label inside a sentence: "Account data" is "account data", "IP addresses" stay.
fn lower_first(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            format!("{}{}", first.to_lowercase(), chars.as_str())
        }
        _ => label.to_owned(),
    }
}
