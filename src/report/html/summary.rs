//! What the comparison amounts to.

use maud::{Markup, html};

use crate::Comparison;
use crate::diff::{Agreement, alike};
use crate::policy::PolicyId;

use super::super::overview::{self, counted, listed};
use super::name;

/// Of more policies than this only the number is told at the top.
const NAMED: usize = 8;

/// The title of the page: "nopex and qnp: privacy policies compared".
pub(super) fn title(comparison: &Comparison) -> String {
    format!("{}: privacy policies compared", names(comparison))
}

/// The policies by name, or how many they are.
pub(super) fn names(comparison: &Comparison) -> String {
    if comparison.policies.len() > NAMED {
        return counted(comparison.policies.len(), "policy", "policies");
    }
    let names: Vec<&str> = comparison
        .policies
        .iter()
        .map(|policy| policy.name.as_str())
        .collect();
    listed(&names)
}

pub(super) fn summary(comparison: &Comparison) -> Markup {
    let tiles = [
        (Agreement::Same, "all policies say the same"),
        (Agreement::Differing, "those that speak differ"),
        (
            Agreement::SomeSilent,
            "those that speak say the same, others are silent",
        ),
        (Agreement::AllSilent, "all are silent"),
    ];
    html! {
        section {
            h2 id="summary" { "Summary" }
            @for sentence in overview::sentences(comparison).iter().take(1) { p { (sentence) } }
            @if comparison.policies.len() > 1 {
                ul.tiles {
                    @for (agreement, meaning) in tiles {
                        @let rows = overview::rows(comparison, agreement);
                        li { b { (rows) } (if rows == 1 { "row on which " } else { "rows on which " }) (meaning) }
                    }
                }
            }
            @for alike in alike(&comparison.policies) {
                p { (named(comparison, alike.first)) " and " (named(comparison, alike.second)) " are nearly the same text." }
            }
            @if !comparison.unread.is_empty() {
                p { (overview::unread(comparison)) }
            }
        }
    }
}

fn named(comparison: &Comparison, policy: PolicyId) -> Markup {
    html! { b { (name(comparison, policy)) } }
}
