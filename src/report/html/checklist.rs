//! A filled checklist as a table, each answer leading to words that it rests on.

use maud::{Markup, html};

use crate::Survey;
use crate::coverage::checklist::{Answer, FilledChecklist, Outcome};
use crate::display;
use crate::policy::PolicyId;

use super::super::notes::Notes;
use super::{name, on_paper, scrolling};

pub(super) fn checklist(survey: &Survey, filled: &FilledChecklist, notes: &Notes) -> Markup {
    let checklist = filled.checklist;
    let table = html! {
        table class=(on_paper(survey)) {
            caption { span { "Which statements were found that the law asks for; never whether a policy complies" } }
            thead {
                tr {
                    th scope="col" { "What is asked for" }
                    @for place in 0..survey.policies.len() {
                        th scope="col" { (name(survey, PolicyId(place))) }
                    }
                }
            }
            tbody {
                @for (requirement, answers) in checklist.requirements.iter().zip(&filled.answers) {
                    tr {
                        th scope="row" {
                            (requirement.text)
                            br; span.soft {
                                (requirement.provision)
                                @if let Some(note) = &requirement.note { "; " (note) }
                            }
                        }
                        @for (place, answer) in answers.iter().enumerate() {
                            td { (told(notes, PolicyId(place), answer)) }
                        }
                    }
                    "\n"
                }
            }
        }
    };
    html! {
        section {
            h2 id=(checklist.id) { (checklist.label) }
            (scrolling(&checklist.label, &table))
        }
    }
}

fn told(notes: &Notes, policy: PolicyId, answer: &Answer) -> Markup {
    let class = match answer.outcome {
        Outcome::Met => "stated",
        Outcome::Partly => "reserve",
        Outcome::Missing => "denied",
        Outcome::NotStated | Outcome::NotAssessed => "silent",
    };
    let notes = notes.of_answer(policy, answer);
    html! {
        span class=(class) { (display::answer(answer)) }
        @for note in notes.numbers { " " a href={ "#n" (note) } aria-label={ "words " (note) } { (note) } }
        @if notes.more > 0 { " " span.soft { "and " (notes.more) " more" } }
    }
}
