//! What policies are held to, and where they fall short of it: by rules that a person wrote, or by what they said before.
//!
//! [`rules::read`] makes rules of a file and [`by_rules`] holds the policies to them; [`earlier::read`] reads what an earlier
//! report says and [`since`] finds what has become worse. Either comes to a [`Check`], which every written form is made of.

mod demand;
pub mod earlier;
mod kept;
mod places;
mod rule;
pub mod rules;
mod statements;
#[cfg(test)]
mod tests;
mod worse;

use rustc_hash::FxHashSet;

use crate::Survey;
use crate::error::Mistake;
use crate::facts::Evidence;
use crate::policy::{Lines, Policy, PolicyId};

use earlier::Report;

pub use places::is_in_eea;
pub use rule::{Demand, Instead, Offer, Row, Rule, Rules, Severity, Share, Unsettled, Wanted};
pub use worse::{WORSE, Worse};

/// What came of holding the policies of a comparison to rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What the policies were held to.
    pub against: Against,
    /// The rules, each with where it is broken.
    pub rules: Vec<CheckedRule>,
    /// Which policies were held to them, in order: all but those that an earlier report does not know.
    pub checked: Vec<PolicyId>,
    /// Policies of the earlier report that are not among those compared.
    pub gone: Vec<String>,
}

/// What policies are held to.
#[derive(Clone, Debug, PartialEq)]
pub enum Against {
    /// Rules that a person wrote.
    Rules {
        /// Their file, as typed.
        path: String,
        /// What people call them, where the file says.
        title: Option<String>,
    },
    /// What they said before.
    Earlier {
        /// The file of the report, as typed.
        path: String,
    },
}

/// A rule with where it is broken.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedRule {
    /// Its id, unique in the check.
    pub id: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What it asks for, in a sentence.
    pub sentence: String,
    /// Where it is broken, in order of the policies.
    pub findings: Vec<Finding>,
    /// What of it can't be judged by what a policy says, in order of the policies: it is not broken there, nor sure to hold.
    pub not_judged: Vec<Finding>,
}

/// One way in which a policy breaks a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The policy.
    pub policy: PolicyId,
    /// What it says, or does not say.
    pub message: String,
    /// The row of the matrix that it is about, as `explain` takes it; none where it is about several.
    pub row: Option<String>,
    /// The words that it rests on; none where the policy is silent.
    pub evidence: Vec<Evidence>,
    /// What it said before, where that is known.
    pub formerly: Option<Formerly>,
    /// Some of what was looked for, where the policy is silent.
    pub looked_for: Vec<String>,
}

/// Words of an earlier version of a policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Formerly {
    /// The words.
    pub quote: String,
    /// Their lines in that version.
    pub lines: Lines,
}

/// Holds the policies of `survey` to `rules`.
///
/// # Errors
/// The rows that neither the lexicon nor any of the policies has.
pub fn by_rules(survey: &Survey, rules: Rules) -> Result<Check, Vec<Mistake>> {
    rules.settle(&survey.matrix)?;
    let places = 0..survey.policies.len();
    let checked: Vec<PolicyId> = places.map(PolicyId).collect();
    let held = |rule: Rule| {
        let found = |policy: &PolicyId| demand::findings(survey, *policy, &rule.demand);
        let open = |policy: &PolicyId| demand::not_judged(survey, *policy, &rule.demand);
        CheckedRule {
            findings: checked.iter().flat_map(found).collect(),
            not_judged: checked.iter().filter_map(open).collect(),
            id: rule.id,
            severity: rule.severity,
            sentence: rule.sentence,
        }
    };
    Ok(Check {
        against: Against::Rules {
            path: rules.path,
            title: rules.title,
        },
        rules: rules.rules.into_iter().map(held).collect(),
        checked,
        gone: Vec::new(),
    })
}

/// Finds what has become worse since `earlier`, policy by policy of the same id.
pub fn since(survey: &Survey, earlier: &Report) -> Check {
    let ids = || survey.policies.iter().map(|policy| policy.name.as_str());
    let known = earlier.policies.iter().map(|policy| policy.id.as_str());
    let known: FxHashSet<&str> = known.collect();
    let checked = ids().enumerate().filter(|(_, id)| known.contains(id));
    let checked: Vec<PolicyId> = checked.map(|(place, _)| PolicyId(place)).collect();
    let now: FxHashSet<&str> = ids().collect();
    let gone = earlier.policies.iter().map(|policy| &policy.id);
    let gone = gone.filter(|id| !now.contains(id.as_str()));
    Check {
        against: Against::Earlier {
            path: earlier.path.clone(),
        },
        rules: worse::found(survey, earlier, &checked),
        gone: gone.cloned().collect(),
        checked,
    }
}

impl Check {
    /// Whether a rule that must hold is broken.
    pub fn has_failed(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// The policies that were held against nothing, as the earlier report does not know them.
    pub fn strangers<'a>(&self, survey: &'a Survey) -> impl Iterator<Item = &'a Policy> {
        let policies = survey.policies.iter().enumerate();
        let unknown =
            policies.filter(|(place, _)| self.checked.binary_search(&PolicyId(*place)).is_err());
        unknown.map(|(_, policy)| policy)
    }

    /// How many pairs of a rule of this severity and a policy that breaks it there are.
    pub fn count(&self, severity: Severity) -> usize {
        let of_it = self.rules.iter().filter(|rule| rule.severity == severity);
        of_it.map(CheckedRule::count).sum()
    }

    /// How many pairs of a rule and a policy there are of which something can't be judged.
    pub fn not_judged(&self) -> usize {
        self.rules.iter().map(|rule| rule.not_judged.len()).sum()
    }

    /// How many pairs of a rule and a policy that keeps it there are.
    pub fn passed(&self) -> usize {
        let broken: usize = self.rules.iter().map(CheckedRule::count).sum();
        (self.rules.len() * self.checked.len()).saturating_sub(broken)
    }
}

impl CheckedRule {
    /// How `policy` breaks it; nothing where it keeps the rule.
    pub fn broken_by(&self, policy: PolicyId) -> &[Finding] {
        of(policy, &self.findings)
    }

    /// What of it can't be judged by what `policy` says.
    pub fn not_judged_of(&self, policy: PolicyId) -> &[Finding] {
        of(policy, &self.not_judged)
    }

    /// How many policies break it.
    fn count(&self) -> usize {
        self.findings
            .chunk_by(|one, next| one.policy == next.policy)
            .count()
    }
}

/// What of `findings`, which stand in order of the policies, is about `policy`.
fn of(policy: PolicyId, findings: &[Finding]) -> &[Finding] {
    let start = findings.partition_point(|finding| finding.policy < policy);
    let (_, from) = findings.split_at(start);
    let end = from.partition_point(|finding| finding.policy == policy);
    from.split_at(end).0
}
