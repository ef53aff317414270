//! One policy as a line of JSON, `clausewise/policy/1`: what the report says of it, as far as it can be told without others.

use std::{io, slice};

use serde::Serialize;

use crate::profile::Profile;

use super::json::{
    Checklist, Coverage, Diagnostic, Policy, Tool, checklist_json, coverage_json, diagnostics_json,
    policy_json,
};

/// Writes the profile: one JSON object and one newline, which is the only one.
///
/// # Errors
/// Those of `out`.
pub fn ndjson(profile: &Profile, out: &mut impl io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Line::from(profile))?;
    out.write_all(b"\n")
}

/// The fields are those of the report; each row has one cell.
#[derive(Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(title = "clausewise/policy/1")
)]
struct Line<'a> {
    /// "clausewise/policy/1".
    schema: &'static str,
    /// The program that wrote it.
    tool: Tool,
    /// The policy.
    policy: Policy<'a>,
    /// What it states, denies or is silent on: a cell for each row.
    coverage: Coverage<'a>,
    /// What a reader of the policy should know.
    diagnostics: Vec<Diagnostic<'a>>,
    /// The checklists asked for.
    checklists: Vec<Checklist<'a>>,
}

impl<'a> From<&'a Profile> for Line<'a> {
    fn from(profile: &'a Profile) -> Self {
        let policies = slice::from_ref(&profile.policy);
        let checklists = profile.checklists.iter();
        Self {
            schema: "clausewise/policy/1",
            tool: Tool::this(),
            policy: policy_json(&profile.policy, &profile.facts),
            coverage: coverage_json(policies, &profile.matrix),
            diagnostics: diagnostics_json(&profile.policy).collect(),
            checklists: checklists
                .map(|filled| checklist_json(policies, filled))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_that_of_the_types() {
        crate::report::testing::assert_schema_of::<Line<'_>>("policy-1");
    }
}
