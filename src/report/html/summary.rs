//! What the comparison amounts to.

use maud::{Markup, html};

use crate::Survey;
use crate::coverage::Family;
use crate::diff::{Agreement, alike};
use crate::display::says;
use crate::policy::PolicyId;

use super::super::overview;
use super::name;

/// The title of the page: "nopex and qnp: privacy policies compared".
pub(super) fn title(survey: &Survey) -> String {
    format!("{}: privacy policies compared", overview::names(survey))
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
            @if survey.policies.len() > 1 {
                dl {
                    @for family in Family::ALL.into_iter().filter(|family| survey.matrix.family(*family).next().is_some()) {
                        dt { (says::family(family)) } dd { (overview::spoken_of(survey, family)) }
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
