//! The words that the cells rest on: row by row, each quote marked in its clause.

use std::io;

use maud::{Markup, html};

use crate::Survey;
use crate::coverage::Cell;
use crate::display::{citation, says};
use crate::facts::Evidence;
use crate::policy::{Policy, Span};

use super::super::notes::{Note, notes};
use super::super::overview::counted;
use super::matrix::fewest_speakers;
use super::{MANY, Page, class};

/// How many characters of its clause stand on either side of a quote.
const AROUND: usize = 1_500;

/// The same where there are many policies.
const AROUND_OF_MANY: usize = 120;

/// Whether the row of a note is shown in the matrix.
#[derive(Clone, Copy, PartialEq, Eq)]
enum InMatrix {
    Shown,
    LeftOut,
}

pub(super) fn words<Out: io::Write>(survey: &Survey, page: &mut Page<'_, Out>) -> io::Result<()> {
    let is_brief = survey.policies.len() > MANY;
    page.put(html! {
        h2 id="words" { "Words" }
        p.soft {
            "The words that each cell rests on, marked in their clauses; lines are counted from 1."
            @if is_brief {
                " With so many policies only the most telling place of each cell is quoted, with what stands next to it; \
                 the JSON report has all."
            }
        }
    })?;
    let notes: Vec<Note<'_>> = notes(survey).collect();
    let mut family = None;
    for of_row in notes.chunk_by(|one, next| one.number_of_row == next.number_of_row) {
        let Some(first) = of_row.first() else {
            continue;
        };
        if family != Some(first.row.family) {
            family = Some(first.row.family);
            page.put(html! { h3 { "Words on " (says::family(first.row.family)) } })?;
        }
        let in_matrix = if of_row.len() < fewest_speakers(survey) {
            InMatrix::LeftOut
        } else {
            InMatrix::Shown
        };
        page.put(html! {
            section.row {
                h4 id={ "r" (first.number_of_row) } {
                    (first.row.label)
                    @for (at, one) in first.row.refs.iter().enumerate() {
                        @if at == 0 { " " } @else { ", " }
                        span.soft { (one.law) " " (one.provision) }
                    }
                }
                div.sides { @for note in of_row { (side(survey, note, in_matrix)) "\n" } }
            }
        })?;
    }
    Ok(())
}

fn side(survey: &Survey, note: &Note<'_>, in_matrix: InMatrix) -> Markup {
    let policy = survey.policy(note.policy);
    let places: Vec<Evidence> = note
        .cell
        .claim()
        .map(|claim| claim.evidence().collect())
        .unwrap_or_default();
    let is_brief = survey.policies.len() > MANY;
    let (shown, around) = if is_brief {
        (1, AROUND_OF_MANY)
    } else {
        (places.len(), AROUND)
    };
    html! {
        div.side id={ "n" (note.number) } {
            p.who {
                bdi { (policy.name) } " "
                @if in_matrix == InMatrix::Shown {
                    a.soft href={ "#c" (note.number) } aria-label={ "words " (note.number) ", to the matrix" } { (note.number) }
                } @else {
                    span.soft { (note.number) }
                }
            }
            (said(note.cell))
            @for place in places.iter().take(shown) { (quoted(policy, *place, around)) }
            @if places.len() > shown {
                p.soft { "and " (counted(places.len() - shown, "more place", "more places")) }
            }
        }
    }
}

fn said(cell: &Cell) -> Markup {
    html! { span class=(class(cell)) { (says::in_words(cell)) } }
}

/// The clause with the quote marked in it, and where it stands.
fn quoted(policy: &Policy, place: Evidence, around: usize) -> Markup {
    let clause = policy.clause(place.clause).span;
    let before = policy.words(Span::new(
        clause.start(),
        place.quote.start().max(clause.start()),
    ));
    let after = policy.words(Span::new(place.quote.end().min(clause.end()), clause.end()));
    html! {
        blockquote dir="auto" {
            span.quiet { (end_of(before, around)) }
            mark { (policy.words(place.quote)) }
            span.quiet { (start_of(after, around)) }
        }
        cite { (citation(policy, place.clause, place.quote).as_str()) }
    }
}

/// The last characters of a text, from a word on; an ellipsis stands for what is cut off.
fn end_of(text: &str, length: usize) -> String {
    let start = text.char_indices().rev().nth(length.saturating_sub(1));
    match start {
        Some((start, _)) if start > 0 => {
            let rest = text.get(start..).unwrap_or_default();
            let word = rest.split_once(' ').map_or(rest, |(_, words)| words);
            format!("… {word}")
        }
        _ => text.to_owned(),
    }
}

/// The first characters of a text, up to a word; an ellipsis stands for what is cut off.
fn start_of(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((end, _)) => {
            let rest = text.get(..end).unwrap_or_default();
            let words = rest.rsplit_once(' ').map_or(rest, |(words, _)| words);
            format!("{words} …")
        }
        None => text.to_owned(),
    }
}
