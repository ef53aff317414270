//! What the comparison amounts to.

use maud::{Markup, html};

use crate::Survey;
use crate::diff::{Agreement, alike};
use crate::policy::PolicyId;

use super::super::overview::{self, counted, listed};
use super::name;

/// Of more policies than this only the number is told at the top.
const NAMED: usize = 8;

/// The title of the page: "nopex and qnp: privacy policies compared".
pub(super) fn title(survey: &Survey) -> String {
    format!("{}: privacy policies compared", names(survey))
}

/// The policies by name, or how many they are.
pub(super) fn names(survey: &Survey) -> String {
    if survey.policies.len() > NAMED {
        return counted(survey.policies.len(), "policy", "policies");
    }
    let names: Vec<&str> = survey
        .policies
        .iter()
        .map(|policy| policy.name.as_str())
        .collect();
    listed(&names)
}

pub(super) fn summary(survey: &Survey) -> Markup {
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
            @for sentence in overview::sentences(survey).iter().take(1) { p { (sentence) } }
            @if survey.policies.len() > 1 {
                ul.tiles {
                    @for (agreement, meaning) in tiles {
                        @let rows = overview::rows(survey, agreement);
                        li { b { (rows) } (if rows == 1 { "row on which " } else { "rows on which " }) (meaning) }
                    }
                }
            }
            @for alike in alike(&survey.policies) {
                p { (named(survey, alike.first)) " and " (named(survey, alike.second)) " are nearly the same text." }
            }
            @if !survey.unread.is_empty() {
                p { (overview::unread(survey)) }
            }
        }
    }
}

fn named(survey: &Survey, policy: PolicyId) -> Markup {
    html! { b { (name(survey, policy)) } }
}
