//! What can go wrong, and the exit codes with their meaning.

use std::io;

/// Why an input could not be read, or a call could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file could not be opened or read.
    #[error("cannot read {path}")]
    Read {
        /// The path as typed.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The input holds no text.
    #[error("{path} is empty")]
    Empty {
        /// The path as typed.
        path: String,
    },
    /// The input is no text.
    #[error("{path} looks like a binary file; save it as text or Markdown first")]
    Binary {
        /// The path as typed.
        path: String,
    },
    /// The input is larger than the limit.
    #[error("{path} is larger than the limit of {limit_mib} MiB; raise it with --max-size")]
    TooLarge {
        /// The path as typed.
        path: String,
        /// The limit in MiB.
        limit_mib: u64,
    },
    /// A folder holds no policy.
    #[error("{path} holds no policy (looked for .txt, .text, .md and .markdown files)")]
    NoPolicies {
        /// The path as typed.
        path: String,
    },
}
