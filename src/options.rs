//! What a comparison is made with, and how a caller who waits for it is kept informed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::Comparison;
use crate::coverage::benchmark::Order;
use crate::lexicon::Lexicon;
use crate::lexicon::checklist::Checklist;

/// What a comparison is made with; the default is what is compiled in, and no checklist.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What is known of the field; what is compiled in where it is none.
    pub lexicon: Option<Arc<Lexicon>>,
    /// The checklists to be filled.
    pub checklists: Vec<&'static Checklist>,
    /// What the benchmark is put in order by.
    pub order: Order,
    /// Set when nobody will wait for policies that have not been read yet.
    pub enough: Enough,
    /// Where a comparison of the first policies is sent while the others are still read, if there are many.
    pub early: Option<Sender<Comparison>>,
}

impl Options {
    /// These options, with a preview of the first policies that is sent while the others are read.
    pub fn with_preview(self) -> (Self, Preview) {
        let (send, early) = channel();
        let preview = Preview {
            enough: self.enough.clone(),
            early: Some(early),
        };
        let early = Some(send);
        (Self { early, ..self }, preview)
    }

    pub(crate) fn lexicon(&self) -> Arc<Lexicon> {
        Arc::clone(self.lexicon.as_ref().unwrap_or_else(|| Lexicon::built_in()))
    }
}

/// The caller's end of a running comparison: stops it early, and receives a comparison of the first policies.
#[derive(Debug, Default)]
pub struct Preview {
    /// Says that no further policy need be read.
    pub enough: Enough,
    /// Gives a comparison of the first policies before that of all is there.
    pub early: Option<Receiver<Comparison>>,
}

/// Tells a running comparison, from another thread, that no further policy need be read.
#[derive(Clone, Debug, Default)]
pub struct Enough(Arc<AtomicBool>);

impl Enough {
    /// What has been read by now is compared; the others join the unread.
    pub fn say(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_said(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How far reading and comparing have come.
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
    /// All are read; now they are put side by side.
    Comparing {
        /// How many they are.
        policies: usize,
    },
}
