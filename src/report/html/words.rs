//! The words that the cells rest on: row by row, each quote marked in its clause.

use std::io;

use maud::{Markup, html};
use rustc_hash::FxHashMap;

use crate::Survey;
use crate::coverage::Cell;
use crate::display::benchmark::family_in_sentence;
use crate::display::{citation, says};
use crate::facts::Evidence;
use crate::policy::{ClauseId, Policy, PolicyId, Span};

use super::super::notes::{Note, notes};
use super::super::overview::counted;
use super::matrix::fewest_speakers;
use super::{MANY, Page, class};

/// How many characters of its clause stand on either side of a quote.
const AROUND: usize = 1_500;

/// The same where there are many policies.
const AROUND_OF_MANY: usize = 120;

/// How many characters of a clause that introduces a list are shown.
const INTRODUCTION: usize = 300;

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
    let mut known = Known::default();
    for of_row in notes.chunk_by(|one, next| one.number_of_row == next.number_of_row) {
        let Some(first) = of_row.first() else {
            continue;
        };
        if family != Some(first.row.family) {
            family = Some(first.row.family);
            page.put(html! { h3 { "Words on " (family_in_sentence(first.row.family)) } })?;
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
                }
                @if !first.row.refs.is_empty() {
                    p.soft.laws {
                        @for (at, one) in first.row.refs.iter().enumerate() {
                            @if at > 0 { "; " }
                            (one.law) " " (one.provision)
                        }
                    }
                }
                div.sides { @for note in of_row { (side(survey, note, in_matrix, &mut known)) "\n" } }
            }
        })?;
    }
    Ok(())
}

/// The first note with each quotation, so that paper does not hold it twice.
type Known = FxHashMap<(PolicyId, ClauseId, Vec<Span>), usize>;

fn side(survey: &Survey, note: &Note<'_>, in_matrix: InMatrix, known: &mut Known) -> Markup {
    let policy = survey.policy(note.policy);
    let places = note.places();
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
            @if note.cell.claim().is_some_and(|claim| claim.hedged) { (reserve(policy, &places)) }
            @for (clause, quotes) in by_clause(places.get(..shown).unwrap_or(&places)) {
                @let quotation = quoted(policy, clause, &quotes, around);
                @let first = *known.entry((note.policy, clause, quotes)).or_insert(note.number);
                @if first == note.number { (quotation) }
                @else {
                    div.again { (quotation) }
                    p.soft.in-print { "The words of note " (first) "." }
                }
            }
            @if places.len() > shown {
                p.soft { "and " (counted(places.len() - shown, "more place", "more places")) }
            }
        }
    }
}

fn said(cell: &Cell) -> Markup {
    html! { span class=(class(cell)) { (says::in_words(cell)) } }
}

/// Where the reserve may stand: in the words, or in what introduces them.
fn reserve(policy: &Policy, places: &[Evidence]) -> Markup {
    let introductions = places
        .iter()
        .filter_map(|one| policy.clause(one.clause).lead_in);
    let mut introductions: Vec<ClauseId> = introductions.collect();
    introductions.sort_unstable();
    introductions.dedup();
    html! {
        p.soft {
            @if introductions.is_empty() {
                "The reserve is in these words or in what introduces them."
            } @else {
                "The reserve is in these words or in what introduces them: "
                @for (at, clause) in introductions.into_iter().enumerate() {
                    @if at > 0 { "; " }
                    "“" bdi { (end_of(policy.clause_text(clause), INTRODUCTION)) } "”"
                }
            }
        }
    }
}

/// The clauses in which the places are, in the order of the first of each, with the words there in reading order;
/// words that overlap are one.
fn by_clause(places: &[Evidence]) -> Vec<(ClauseId, Vec<Span>)> {
    let mut clauses: Vec<(ClauseId, Vec<Span>)> = Vec::new();
    for place in places {
        match clauses.iter_mut().find(|(id, _)| *id == place.clause) {
            Some((_, quotes)) => quotes.push(place.quote),
            None => clauses.push((place.clause, vec![place.quote])),
        }
    }
    for (_, quotes) in &mut clauses {
        quotes.sort_by_key(|quote| quote.start());
        quotes.dedup_by(|next, one| {
            let overlaps = next.start() < one.end();
            if overlaps {
                *one = one.join(*next);
            }
            overlaps
        });
    }
    clauses
}

/// The clause with the quotes marked in it, and where they stand.
fn quoted(policy: &Policy, clause: ClauseId, quotes: &[Span], around: usize) -> Markup {
    let whole = policy.clause(clause).span;
    let Some(all) = quotes.iter().copied().reduce(Span::join) else {
        return html! {};
    };
    let before = Span::new(whole.start(), all.start().max(whole.start()));
    let after = Span::new(all.end().min(whole.end()), whole.end());
    let ends = std::iter::once(all.start()).chain(quotes.iter().map(|quote| quote.end()));
    let parts = quotes
        .iter()
        .zip(ends)
        .map(|(quote, end)| (Span::new(end, quote.start()), quote));
    html! {
        blockquote dir="auto" {
            span.quiet { (end_of(policy.words(before), around)) }
            @for (between, quote) in parts {
                @if !between.is_empty() { span.quiet { (policy.words(between)) } }
                mark { (policy.words(*quote)) }
            }
            span.quiet { (start_of(policy.words(after), around)) }
        }
        cite { (citation(policy, clause, all).as_str()) }
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
pub(super) fn start_of(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((end, _)) => {
            let rest = text.get(..end).unwrap_or_default();
            let words = rest.rsplit_once(' ').map_or(rest, |(words, _)| words);
            format!("{words} …")
        }
        None => text.to_owned(),
    }
}
