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

    /// `UPDATE_SCHEMA=1 cargo test schema` writes it anew.
    #[test]
    fn the_schema_is_that_of_the_types() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/policy-1.schema.json");
        let schema = schemars::schema_for!(Line<'_>);
        let expected = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            std::fs::write(path, &expected).unwrap();
        } else {
            let found = std::fs::read_to_string(path).unwrap();
            assert!(
                found == expected,
                "UPDATE_SCHEMA=1 cargo test schema writes it anew"
            );
        }
    }
}
