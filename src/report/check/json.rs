//! A check as JSON, version 1: a promise to other programs, as the report is.
//!
//! The types here are the format, and docs/check.md tells it in words. The JSON Schema beside it is made from them. Fields
//! are added, never renamed or removed, within version 1.

use std::io;

use serde::Serialize;

use crate::Survey;
use crate::check::{self, Check, Severity};
use crate::display::date;
use crate::policy::{self, PolicyId};
use crate::report::json::{Evidence, Tool, Unread, evidence_json, unread_json};

/// Writes what came of a check: one JSON object and one newline.
///
/// # Errors
/// Those of `out`.
pub fn check_json(survey: &Survey, check: &Check, out: &mut impl io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &document(survey, check))?;
    out.write_all(b"\n")
}

/// What came of holding policies to rules, or to what they said before.
#[derive(Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(title = "clausewise/check/1")
)]
pub(in crate::report) struct Document<'a> {
    /// "clausewise/check/1".
    schema: &'static str,
    /// The program that wrote this.
    tool: Tool,
    /// What the policies were held to.
    against: Against<'a>,
    /// Whether a rule of severity "error" is broken.
    failed: bool,
    /// How many pairs of a rule and a policy came to what.
    summary: Summary,
    /// The policies that were held to the rules.
    policies: Vec<Policy<'a>>,
    /// The rules with what came of each.
    rules: Vec<Rule<'a>>,
    /// Policies that the earlier report does not know, by id: they were held against nothing.
    strangers: Vec<&'a str>,
    /// Policies of the earlier report that were not given, by id.
    gone: Vec<&'a str>,
    /// The inputs that could not be read.
    unread: Vec<Unread<'a>>,
}

/// What the policies were held to.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Against<'a> {
    /// rules or report.
    kind: &'static str,
    /// The file, as typed.
    path: &'a str,
    /// What people call the rules, where their file says.
    title: Option<&'a str>,
}

/// How many pairs of a rule and a policy came to what.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Summary {
    /// The policy breaks a rule of this severity.
    errors: usize,
    /// The same for warnings.
    warnings: usize,
    /// The same for notes.
    notes: usize,
    /// The policy keeps the rule.
    passed: usize,
    /// Something of the rule can't be judged by what the policy says, whether it is kept or broken elsewhere.
    not_judged: usize,
}

/// The file that a policy was read from.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Policy<'a> {
    /// Its id.
    id: &'a str,
    /// Its path as typed; "-" for standard input.
    path: &'a str,
    /// SHA-256 of its bytes.
    sha256: &'a str,
    /// When it was last changed, as it says: an ISO 8601 date, or the month alone.
    updated: Option<String>,
}

/// A rule with what came of it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Rule<'a> {
    /// Its id.
    id: &'a str,
    /// error, warning or note.
    severity: &'static str,
    /// What it asks for.
    sentence: &'a str,
    /// What came of it for each policy, in their order.
    results: Vec<Outcome<'a>>,
}

/// What came of a rule for one policy.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Outcome<'a> {
    /// The policy's id.
    policy: &'a str,
    /// kept or broken.
    outcome: &'static str,
    /// How it is broken.
    findings: Vec<Finding<'a>>,
    /// What of it can't be judged by what the policy says; that the rule is kept does not speak of it.
    not_judged: Vec<Finding<'a>>,
}

/// One way in which a policy breaks a rule, or what of it can't be judged.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Finding<'a> {
    /// What the policy says, or does not say, in a sentence.
    message: &'a str,
    /// The row of the matrix, such as rights.erasure; null where it is about several.
    row: Option<&'a str>,
    /// The words that it rests on; none where the policy is silent.
    evidence: Vec<Evidence<'a>>,
    /// What the earlier report quotes.
    formerly: Option<Formerly<'a>>,
    /// Some of what was looked for, where the policy is silent.
    looked_for: &'a [String],
}

/// Words of an earlier version.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Formerly<'a> {
    /// The words.
    quote: &'a str,
    /// Their first and last line in that version.
    lines: [usize; 2],
}

fn document<'a>(survey: &'a Survey, check: &'a Check) -> Document<'a> {
    let (kind, path, title) = match &check.against {
        check::Against::Rules { path, title } => ("rules", path, title.as_deref()),
        check::Against::Earlier { path } => ("report", path, None),
    };
    Document {
        schema: "clausewise/check/1",
        tool: Tool::this(),
        against: Against { kind, path, title },
        failed: check.has_failed(),
        summary: Summary {
            errors: check.count(Severity::Error),
            warnings: check.count(Severity::Warning),
            notes: check.count(Severity::Note),
            passed: check.passed(),
            not_judged: check.not_judged(),
        },
        policies: check
            .checked
            .iter()
            .map(|id| policy_json(survey.policy(*id)))
            .collect(),
        rules: check
            .rules
            .iter()
            .map(|rule| rule_json(survey, check, rule))
            .collect(),
        strangers: check
            .strangers(survey)
            .map(|policy| policy.name.as_str())
            .collect(),
        gone: check.gone.iter().map(String::as_str).collect(),
        unread: survey.unread.iter().map(unread_json).collect(),
    }
}

fn policy_json(policy: &policy::Policy) -> Policy<'_> {
    Policy {
        id: &policy.name,
        path: &policy.origin.path,
        sha256: &policy.origin.sha256,
        updated: policy.updated.map(date),
    }
}

fn rule_json<'a>(survey: &'a Survey, check: &Check, rule: &'a check::CheckedRule) -> Rule<'a> {
    let outcome = |policy: &PolicyId| {
        let json = |findings: &'a [check::Finding]| -> Vec<Finding<'a>> {
            let findings = findings.iter();
            findings.map(|one| finding_json(survey, one)).collect()
        };
        let findings = json(rule.broken_by(*policy));
        Outcome {
            policy: &survey.policy(*policy).name,
            outcome: if findings.is_empty() {
                "kept"
            } else {
                "broken"
            },
            findings,
            not_judged: json(rule.not_judged_of(*policy)),
        }
    };
    Rule {
        id: &rule.id,
        severity: rule.severity.name(),
        sentence: &rule.sentence,
        results: check.checked.iter().map(outcome).collect(),
    }
}

fn finding_json<'a>(survey: &'a Survey, finding: &'a check::Finding) -> Finding<'a> {
    let policy = survey.policy(finding.policy);
    Finding {
        message: &finding.message,
        row: finding.row.as_deref(),
        evidence: finding
            .evidence
            .iter()
            .map(|e| evidence_json(policy, *e))
            .collect(),
        formerly: finding.formerly.as_ref().map(|formerly| Formerly {
            quote: &formerly.quote,
            lines: formerly.lines.first_and_last(),
        }),
        looked_for: &finding.looked_for,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_that_of_the_types() {
        crate::report::testing::assert_schema_of::<Document<'_>>("check-1");
    }
}
