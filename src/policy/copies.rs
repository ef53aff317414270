//! Which files are the same to the byte as one before them.

use std::collections::HashMap;

use super::{Diagnostic, sha256};
use crate::source::Source;

/// The contents seen so far, by their checksums, each with the name of the policy that had it first.
#[derive(Debug, Default)]
pub struct Copies {
    first: HashMap<String, String>,
}

impl Copies {
    /// What a reader of `source` should know where its content has been seen before.
    pub fn seen(&mut self, source: &Source) -> Option<Diagnostic> {
        self.known(sha256(&source.bytes), &source.name)
    }

    /// What a reader of the policy called `name` should know where content with that checksum has been seen before.
    pub(crate) fn known(&mut self, sha256: String, name: &str) -> Option<Diagnostic> {
        let first = self.first.entry(sha256).or_insert_with(|| name.to_owned());
        (first != name).then(|| {
            let message = format!("the file has the same content as that of {first}");
            Diagnostic::note(None, message)
        })
    }
}
