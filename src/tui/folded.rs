//! Sections that are put away under their headings.

use std::collections::BTreeSet;

use crate::policy::{PolicyId, SectionId};

/// Sections whose clauses are put away under their headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Folded(BTreeSet<(PolicyId, SectionId)>);

impl Folded {
    /// The outermost of the sections of `path`, which leads from the outside in, that is folded.
    pub(crate) fn of(&self, policy: PolicyId, path: &[SectionId]) -> Option<SectionId> {
        let is_folded = |section: &&SectionId| self.0.contains(&(policy, **section));
        path.iter().find(is_folded).copied()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Folds the innermost section of `path`, or opens the outermost that is folded.
    pub(crate) fn toggle(&mut self, policy: PolicyId, path: &[SectionId]) {
        match (self.of(policy, path), path.last()) {
            (Some(folded), _) => _ = self.0.remove(&(policy, folded)),
            (None, Some(innermost)) => _ = self.0.insert((policy, *innermost)),
            (None, None) => {}
        }
    }

    /// Opens all that hides what `path` leads to.
    pub(crate) fn open(&mut self, policy: PolicyId, path: &[SectionId]) {
        for section in path {
            self.0.remove(&(policy, *section));
        }
    }

    /// Folds all of `sections`, or opens all of the policy's where some are folded.
    pub(crate) fn toggle_all(
        &mut self,
        policy: PolicyId,
        sections: impl Iterator<Item = SectionId>,
    ) {
        if self.0.iter().any(|(of, _)| *of == policy) {
            self.0.retain(|(of, _)| *of != policy);
        } else {
            self.0.extend(sections.map(|section| (policy, section)));
        }
    }
}
