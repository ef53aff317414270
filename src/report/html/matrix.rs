//! The matrix, a table for each family, and what those who speak say differently.

use std::io;

use maud::{Markup, html};

use crate::Survey;
use crate::coverage::{Family, MatrixRow};
use crate::diff::{Agreement, agreement, said_alike};
use crate::display::says;
use crate::policy::PolicyId;

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
        p.soft { "Each cell leads to the words that it rests on; its number in print is theirs." }
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
    let title = says::family(family);
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
            h3 id={ "matrix-" (title) } { (title) }
            @if !shown.is_empty() { (scrolling(title, &table)) }
            @if !alone.is_empty() {
                p.soft {
                    (counted(alone.len(), "row", "rows")) " of which only one policy speaks left out here: "
                    a href="#gaps" { "policy by policy" } "."
                }
            }
            @if !silent.is_empty() {
                p.soft {
                    "All are silent on: "
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

/// Whether there is a row on which those who speak don't all say the same.
pub(super) fn differ(survey: &Survey) -> bool {
    let mut rows = survey.matrix.rows.iter();
    rows.any(|row| agreement(row) == Agreement::Differing)
}

/// What those who speak say differently, row by row.
pub(super) fn differing(survey: &Survey, notes: &Notes) -> Markup {
    if !differ(survey) {
        return html! {};
    }
    let rows = survey.matrix.rows.iter().enumerate();
    let rows = rows.filter(|(_, row)| agreement(row) == Agreement::Differing);
    let table = html! {
        table {
            caption { span { "Rows on which those who speak don’t all say the same" } }
            thead { tr { th scope="col" { "Row" } th scope="col" { "What is said, and by whom" } } }
            tbody {
                @for (number, row) in rows {
                    tr {
                        th scope="row" {
                            a href={ "#r" (number) } { (row.label) }
                            br; span.soft { (says::family(row.family)) }
                        }
                        td {
                            ul.flat {
                                @for group in said_alike(row) { (said_by(survey, notes, number, row, &group)) }
                            }
                        }
                    }
                    "\n"
                }
            }
        }
    };
    html! {
        section {
            h2 id="differences" { "What differs" }
            (scrolling("What differs", &table))
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
