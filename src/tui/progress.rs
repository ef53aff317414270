//! How far reading and comparing have come.

/// How far the work is that goes on before the first view can be drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// Nothing is known yet.
    #[default]
    Starting,
    /// Policies are being read.
    Reading {
        /// Policies read.
        done: usize,
        /// Policies in all.
        of: usize,
    },
    /// Policies are being compared.
    Comparing {
        /// Steps done.
        done: usize,
        /// Steps in all.
        of: usize,
    },
}
