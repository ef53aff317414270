//! Clauses that make the same provision, side by side: the facts that differ first, then the words.

use std::io;

use maud::{Markup, html};
use rustc_hash::FxHashMap;

use crate::Survey;
use crate::align::Row;
use crate::coverage::{Cell, Claim, MatrixRow};
use crate::diff::{ChangeKind, Kinship, TextDiff, differences};
use crate::display::{citation, says, section_path};
use crate::policy::{ClauseId, Policy, PolicyId};

use super::super::overview::counted;
use super::{Page, class, name};

/// Clauses of more policies than this stand no longer side by side on a page.
const SIDE_BY_SIDE: usize = 6;

pub(super) fn aligned<Out: io::Write>(survey: &Survey, page: &mut Page<'_, Out>) -> io::Result<()> {
    let policies = survey.policies.len();
    if policies < 2 {
        return Ok(());
    }
    page.put(html! { h2 id="aligned" { "Side by side" } })?;
    if policies > SIDE_BY_SIDE {
        return page.put(html! {
            p {
                "Clauses are put side by side for up to " (SIDE_BY_SIDE) " policies; here are " (policies)
                ". Compare fewer of them, or browse all in the terminal."
            }
        });
    }
    page.put(html! {
        p.soft {
            "Clauses that make the same provision, in the order of " (name(survey, PolicyId(0)))
            ". Where texts are near each other, " ins { "words that the first of them has not" }
            @if policies == 2 { " and " del { "words that only it has" } }
            " are marked. Facts that differ stand above the words."
        }
    })?;
    let facts = Facts::new(survey);
    let alignment = survey.alignment();
    let (shared, alone): (Vec<&Row<ClauseId>>, Vec<&Row<ClauseId>>) = alignment
        .clauses
        .iter()
        .partition(|row| row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1);
    let mut heading = String::new();
    for row in shared {
        let place = heading_of(survey, row);
        if place != heading {
            page.put(html! { h3 { (place) } })?;
            heading = place;
        }
        page.put(one_row(survey, row, &facts))?;
    }
    for place in 0..policies {
        page.put(alone_in(survey, PolicyId(place), &alone))?;
    }
    Ok(())
}

/// Where the first clause of the row stands.
fn heading_of(survey: &Survey, row: &Row<ClauseId>) -> String {
    let mut cells = survey.policies.iter().zip(&row.cells);
    let first = cells.find_map(|(policy, cell)| Some((policy, *cell.first()?)));
    let path = first.map(|(policy, clause)| {
        let path = section_path(policy, policy.clause(clause).section);
        path.as_str().to_owned()
    });
    match path.as_deref() {
        None | Some("") => "Before the first heading".to_owned(),
        Some(path) => path.to_owned(),
    }
}

fn one_row(survey: &Survey, row: &Row<ClauseId>, facts: &Facts) -> Markup {
    let differing = facts.differing(survey, row);
    let texts: Vec<String> = survey
        .policies
        .iter()
        .zip(&row.cells)
        .map(|(policy, cell)| text(policy, cell))
        .collect();
    let base = texts.iter().position(|text| !text.is_empty());
    html! {
        div.row {
            @if !differing.is_empty() {
                ul.facts {
                    @for number in differing {
                        @if let Some(fact) = survey.matrix.rows.get(number) {
                            li { (told(survey, row, number, fact)) }
                        }
                    }
                }
            }
            div.sides.aligned style={ "--policies:" (survey.policies.len()) } {
                @for (place, (cell, text)) in row.cells.iter().zip(&texts).enumerate() {
                    div.side {
                        p.who { (name(survey, PolicyId(place))) }
                        @if text.is_empty() {
                            span.silent { "silent" }
                        } @else {
                            blockquote dir="auto" { (marked(&texts, base, place)) }
                            (places(&survey.policies, place, cell))
                        }
                    }
                    "\n"
                }
            }
        }
    }
}

fn text(policy: &Policy, clauses: &[ClauseId]) -> String {
    let texts: Vec<&str> = clauses.iter().map(|id| policy.clause_text(*id)).collect();
    texts.join("\n")
}

fn places(policies: &[Policy], place: usize, clauses: &[ClauseId]) -> Markup {
    html! {
        @if let Some(policy) = policies.get(place) {
            @for clause in clauses {
                cite { (citation(policy, *clause, policy.clause(*clause).span).as_str()) }
            }
        }
    }
}

/// The text at `place`, with the words marked that set it apart from the first one, where the two are near.
fn marked(texts: &[String], base: Option<usize>, place: usize) -> Markup {
    let is_base = base == Some(place);
    // Of two, each is held against the other; of more, each against the first.
    let other = match (is_base, texts.len()) {
        (true, 2) => texts.get(1 - place.min(1)),
        (true, _) => None,
        (false, _) => base.and_then(|base| texts.get(base)),
    };
    let (Some(own), Some(other)) = (texts.get(place), other) else {
        return html! { (texts.get(place).map_or("", String::as_str)) };
    };
    let (old, new) = if is_base { (own, other) } else { (other, own) };
    let diff = TextDiff::new(old, new);
    if other.is_empty() || diff.kinship != Kinship::Near {
        return html! { (own) };
    }
    html! {
        @for change in diff.changes() {
            @match (change.kind, is_base) {
                (ChangeKind::Kept, true) => (change.old.of(old)),
                (ChangeKind::Kept, false) => (change.new.of(new)),
                (ChangeKind::Removed, true) => del { (change.old.of(old)) },
                (ChangeKind::Added, false) => ins { (change.new.of(new)) },
                _ => {},
            }
        }
    }
}

/// A fact on which the policies of the row differ: "Session data: nopex: 7 days; qnp: 30 days".
fn told(survey: &Survey, row: &Row<ClauseId>, number: usize, fact: &MatrixRow) -> Markup {
    html! {
        a href={ "#r" (number) } { (fact.label) }
        @for (at, (policy, cell)) in said(fact, row).enumerate() {
            (if at == 0 { ": " } else { "; " })
            (name(survey, policy)) " "
            span class=(class(cell)) { (says::in_words(cell)) }
        }
    }
}

/// The clauses that no other policy has a counterpart to.
fn alone_in(survey: &Survey, id: PolicyId, rows: &[&Row<ClauseId>]) -> Markup {
    let policy = survey.policy(id);
    let clauses: Vec<ClauseId> = rows
        .iter()
        .filter_map(|row| row.cells.get(id.0))
        .flatten()
        .copied()
        .collect();
    html! {
        @if !clauses.is_empty() {
            details {
                summary {
                    (counted(clauses.len(), "clause", "clauses")) " that only " (name(survey, id)) " has"
                }
                @for clause in clauses {
                    blockquote dir="auto" { (policy.clause_text(clause)) }
                    cite { (citation(policy, clause, policy.clause(clause).span).as_str()) }
                    "\n"
                }
            }
        }
    }
}

/// Which rows of the matrix rest on which clauses.
struct Facts {
    of_clause: FxHashMap<(usize, ClauseId), Vec<usize>>,
}

impl Facts {
    fn new(survey: &Survey) -> Self {
        let mut of_clause: FxHashMap<(usize, ClauseId), Vec<usize>> = FxHashMap::default();
        for (number, row) in survey.matrix.rows.iter().enumerate() {
            for (place, cell) in row.cells.iter().enumerate() {
                for words in cell.claim().into_iter().flat_map(Claim::evidence) {
                    of_clause
                        .entry((place, words.clause))
                        .or_default()
                        .push(number);
                }
            }
        }
        Self { of_clause }
    }

    /// The rows of the matrix on which the policies that speak in `row` say different things, and that rest on its clauses.
    fn differing(&self, survey: &Survey, row: &Row<ClauseId>) -> Vec<usize> {
        let clauses = row.cells.iter().enumerate();
        let clauses = clauses.flat_map(|(place, cell)| cell.iter().map(move |id| (place, *id)));
        let mut rows: Vec<usize> = clauses
            .filter_map(|clause| self.of_clause.get(&clause))
            .flatten()
            .copied()
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows.retain(|number| {
            let fact = survey.matrix.rows.get(*number);
            fact.is_some_and(|fact| differ(fact, row))
        });
        rows
    }
}

/// Whether the policies that speak in `row` say different things on `fact`.
fn differ(fact: &MatrixRow, row: &Row<ClauseId>) -> bool {
    let mut said = said(fact, row);
    let Some((_, first)) = said.next() else {
        return false;
    };
    said.any(|(_, cell)| !differences(first, cell).is_empty())
}

/// What the policies that speak in `row` say on `fact`; those that are silent on it aside.
fn said<'a>(
    fact: &'a MatrixRow,
    row: &'a Row<ClauseId>,
) -> impl Iterator<Item = (PolicyId, &'a Cell)> {
    let cells = fact.cells.iter().zip(&row.cells).enumerate();
    cells.filter_map(|(place, (cell, clauses))| {
        let says_it = !clauses.is_empty() && cell.claim().is_some();
        says_it.then_some((PolicyId(place), cell))
    })
}
