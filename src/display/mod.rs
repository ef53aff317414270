//! What any reader-facing text needs, terminal or not: safe text, cell widths, rows, and the words for what was found.

pub mod benchmark;
mod cite;
mod contrast;
mod explained;
mod plain;
mod safe;
pub mod says;
mod spreadsheet;
mod width;
mod words;
mod wrap;

pub use cite::{citation, section_citation, section_path, section_title};
pub use contrast::{Contrast, contrast};
pub use explained::{ExplainedKind, ExplainedLine, explained};
pub use plain::plain;
pub use safe::Safe;
pub use spreadsheet::no_formula;
pub use width::{Charset, cells, truncate};
pub use words::{
    date, iso_period, jurisdiction, jurisdictions, outcome, period, period_in_words, relation,
    retention, retention_brief, safeguard, safeguard_brief, status,
};
pub use wrap::{TextRow, wrap};
