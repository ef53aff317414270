//! What the comparison amounts to.

use maud::{Markup, html};

use crate::Survey;
use crate::coverage::Family;
use crate::diff::{Agreement, alike};
use crate::display::benchmark::family as family_name;
use crate::display::status;
use crate::policy::PolicyId;

use super::super::overview;
use super::{MANY, name};

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
            (standings(survey))
            (contradictions(survey))
            @if survey.policies.len() > 1 {
                h3 { "What they speak of" }
                dl {
                    @for family in Family::ALL.into_iter().filter(|family| survey.matrix.family(*family).next().is_some()) {
                        dt { (family_name(family)) } dd { (overview::spoken_of(survey, family)) }
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

/// Where one policy states what another denies, by name.
fn contradictions(survey: &Survey) -> Markup {
    let found = overview::contradictions(survey);
    html! {
        @if !found.is_empty() {
            h3 { "Contradictions" }
            ul {
                @for one in found {
                    li {
                        a href={ "#r" (one.number) } { (one.row.label) } ": "
                        @for (at, (polarity, who)) in one.sides().into_iter().enumerate() {
                            @if at > 0 { "; " }
                            (status(Some(polarity))) " by "
                            @for (at, id) in who.into_iter().enumerate() { @if at > 0 { ", " } (name(survey, id)) }
                        }
                    }
                }
            }
        }
    }
}

/// A sentence or two on each policy; of many policies these stand with their gaps.
fn standings(survey: &Survey) -> Markup {
    html! {
        @if survey.policies.len() <= MANY {
            @if survey.policies.len() > 1 { h3 { "Policy by policy" } }
            ul.sentences {
                @for standing in &survey.benchmark.standings {
                    li { (named(survey, standing.policy)) ", " (overview::standing(survey, standing)) }
                }
            }
        }
    }
}

fn named(survey: &Survey, policy: PolicyId) -> Markup {
    html! { b { (name(survey, policy)) } }
}
