//! The matrix, a table for each family, and what those who speak say differently.

use std::io;

use maud::{Markup, html};

use crate::Survey;
use crate::coverage::{Family, MatrixRow};
use crate::display::benchmark::family as family_name;
use crate::display::says;
use crate::policy::PolicyId;

use super::super::differences::{Differing, Weight};
use super::super::key;
use super::super::notes::Notes;
use super::super::overview::{counted, speakers};
use super::{MANY, Page, class, name, on_paper, scrolling};

/// Of more policies than this that say the same, only the number is told.
const NAMED: usize = 12;

pub(super) fn matrix<Out: io::Write>(
    survey: &Survey,
    notes: &Notes,
    page: &mut Page<'_, Out>,
) -> io::Result<()> {
    page.put(html! {
        h2 id="matrix" { "Matrix" }
        p.soft.legend {
            span.stated { "stated" } span.reserve { "stated with reserve" }
            span.denied { "denied" } span.silent { "silent" }
        }
        p.soft {
            "Each cell leads to the words that it rests on; its number in print is theirs. A reserve is in these words or in what \
             introduces them."
        }
        @if let Some(codes) = key::in_words(survey) { p.soft { (codes) "." } }
    })?;
    let rows = survey.matrix.rows.iter().enumerate();
    for family in Family::ALL {
        let of_family = rows.clone().filter(|(_, row)| row.family == family);
        page.put(of_one_family(survey, notes, family, of_family.collect()))?;
    }
    Ok(())
}

/// Rows that so few speak of are not shown, so that a matrix of many policies can be read.
pub(super) fn fewest_speakers(survey: &Survey) -> usize {
    if survey.policies.len() > MANY { 2 } else { 1 }
}

fn of_one_family(
    survey: &Survey,
    notes: &Notes,
    family: Family,
    rows: Vec<(usize, &MatrixRow)>,
) -> Markup {
    let fewest = fewest_speakers(survey);
    let (shown, left): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .partition(|(_, row)| speakers(row) >= fewest);
    let (alone, silent): (Vec<_>, Vec<_>) =
        left.into_iter().partition(|(_, row)| speakers(row) > 0);
    let title = family_name(family);
    let table = html! {
        table class={ "matrix " (on_paper(survey)) } style={ "--policies:" (survey.policies.len()) } {
            caption { span { (title) ": what each policy says" } }
            thead {
                tr {
                    th scope="col" { (title) }
                    @for place in 0..survey.policies.len() {
                        th scope="col" { a href={ "#p" (place) } { (name(survey, PolicyId(place))) } }
                    }
                }
            }
            tbody { @for (number, row) in &shown { (row_of(notes, *number, row)) "\n" } }
        }
    };
    html! {
        section {
            h3 id={ "matrix-" (says::family(family)) } { (title) }
            @if !shown.is_empty() { (scrolling(title, &table)) }
            @if !alone.is_empty() {
                p.soft {
                    (counted(alone.len(), "row", "rows")) " of which only one policy speaks left out here: "
                    a href="#gaps" { "policy by policy" } "."
                }
            }
            @if !silent.is_empty() {
                p.soft {
                    (if survey.policies.len() == 1 { "It is silent on: " } else { "All are silent on: " })
                    @for (at, (number, row)) in silent.iter().enumerate() {
                        @if at > 0 { "; " }
                        span id={ "r" (number) } { (row.label) }
                    }
                    "."
                }
            }
        }
    }
}

fn row_of(notes: &Notes, number: usize, row: &MatrixRow) -> Markup {
    html! {
        tr {
            th scope="row" { a href={ "#r" (number) } { (row.label) } }
            @for (place, cell) in row.cells.iter().enumerate() {
                @if let Some(note) = notes.number(number, PolicyId(place)) {
                    td id={ "c" (note) } {
                        a class=(class(cell)) href={ "#n" (note) } data-note=(note) {
                            @let content = says::content(cell);
                            @if content.is_empty() { (said(class(cell))) }
                            @else { span.aside { (said(class(cell))) " " } (content) }
                        }
                    }
                } @else { td {} }
            }
        }
    }
}

/// The words of a class.
fn said(class: &str) -> &str {
    match class {
        "reserve" => "with reserve",
        class => class,
    }
}

/// What those who speak say differently, the weightiest first.
pub(super) fn differing(survey: &Survey, notes: &Notes, differing: &[Differing<'_>]) -> Markup {
    if differing.is_empty() {
        return html! {};
    }
    html! {
        section {
            h2 id="differences" { "What differs" }
            @for weight in Weight::ALL {
                @let rows: Vec<&Differing<'_>> = differing.iter().filter(|one| one.weight == weight).collect();
                @if !rows.is_empty() {
                    h3 { (weight.title()) }
                    (scrolling(weight.title(), &of_weight(survey, notes, weight, &rows)))
                }
            }
        }
    }
}

fn of_weight(survey: &Survey, notes: &Notes, weight: Weight, rows: &[&Differing<'_>]) -> Markup {
    html! {
        table {
            caption { span { (weight.meaning()) } }
            thead { tr { th scope="col" { "Row" } th scope="col" { "What is said, and by whom" } } }
            tbody {
                @for one in rows {
                    tr {
                        th scope="row" {
                            a href={ "#r" (one.number) } { (one.row.label) }
                            br; span.soft { (family_name(one.row.family)) }
                        }
                        td {
                            ul.flat {
                                @for group in &one.groups { (said_by(survey, notes, one.number, one.row, group)) }
                            }
                        }
                    }
                    "\n"
                }
            }
        }
    }
}

fn said_by(
    survey: &Survey,
    notes: &Notes,
    number: usize,
    row: &MatrixRow,
    group: &[PolicyId],
) -> Markup {
    let first = group.first().and_then(|id| row.cells.get(id.0));
    html! {
        li {
            @if let Some(cell) = first { span class=(class(cell)) { (says::in_words(cell)) } ": " }
            @if group.len() > NAMED {
                (counted(group.len(), "policy", "policies"))
            } @else {
                @for (at, id) in group.iter().enumerate() {
                    @if at > 0 { ", " }
                    @if let Some(note) = notes.number(number, *id) {
                        a href={ "#n" (note) } data-note=(note) { (name(survey, *id)) }
                    }
                }
            }
        }
    }
}
