//! What is known of each clause of each policy.

use crate::Survey;
use crate::policy::{ClauseId, PolicyId};

/// Lists by clause.
#[derive(Debug)]
pub(crate) struct ByClause<Thing>(Vec<Vec<Vec<Thing>>>);

impl<Thing: PartialEq> ByClause<Thing> {
    /// An empty list for each clause of `survey`.
    pub(crate) fn of(survey: &Survey) -> Self {
        let lists = survey.policies.iter().map(|policy| {
            let clauses = policy.clauses.iter();
            clauses.map(|_| Vec::new()).collect()
        });
        Self(lists.collect())
    }

    /// Adds to the list of a clause what is not in it.
    pub(crate) fn add(&mut self, policy: PolicyId, clause: ClauseId, thing: Thing) {
        let clauses = self.0.get_mut(policy.0);
        if let Some(list) = clauses.and_then(|clauses| clauses.get_mut(clause.0))
            && !list.contains(&thing)
        {
            list.push(thing);
        }
    }

    /// The list of a clause; nothing of a clause that there is none of.
    pub(crate) fn get(&self, policy: PolicyId, clause: ClauseId) -> &[Thing] {
        let clauses = self.0.get(policy.0);
        clauses
            .and_then(|clauses| clauses.get(clause.0))
            .map_or(&[], Vec::as_slice)
    }
}
