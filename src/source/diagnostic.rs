//! What a careful reader should know about how a source was read.

/// Something about a source that its reader should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Where in the source, counted from 0; none for the whole file.
    pub line: Option<usize>,
    /// What was seen and what was done about it, in lower case.
    pub message: String,
}

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// The result may be wrong because of it.
    Warning,
}

impl Diagnostic {
    /// Something worth knowing.
    pub fn note(line: Option<usize>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Note,
            line,
            message: message.into(),
        }
    }

    /// Something that may make the result wrong.
    pub fn warning(line: Option<usize>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            line,
            message: message.into(),
        }
    }
}
