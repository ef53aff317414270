//! The comparison as one page of HTML: without scripts, without anything from elsewhere, each cell leading to its words.

mod aligned;
mod benchmark;
mod checklist;
mod matrix;
mod sources;
mod summary;
#[cfg(test)]
mod tests;
mod words;

use std::io;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::Survey;
use crate::coverage::Cell;
use crate::display::Safe;
use crate::display::says::{self, Firmness};
use crate::facts::Polarity;
use crate::policy::PolicyId;

use super::differences::{Differing, differing};
use super::notes::Notes;
use super::overview;

/// With more policies than this, the page shows the most telling words of a cell only, and lists are folded.
const MANY: usize = 12;

/// What may be loaded: nothing. The styles are those of the page itself.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes the page.
///
/// # Errors
/// Those of `out`.
pub fn html(survey: &Survey, out: &mut impl io::Write) -> io::Result<()> {
    let mut page = Page { out };
    let notes = Notes::new(survey);
    let differing = differing(survey);
    let title = summary::title(survey);
    page.put(html! {
        (DOCTYPE)
        (PreEscaped("<html lang=\"en\">\n<head>\n"))
        meta charset="utf-8";
        meta http-equiv="Content-Security-Policy" content=(POLICY);
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta name="color-scheme" content="light dark";
        meta name="referrer" content="no-referrer";
        meta name="generator" content={ "clausewise " (env!("CARGO_PKG_VERSION")) };
        title { (title) }
        style { (PreEscaped(include_str!("style.css"))) }
        (PreEscaped("</head>\n<body>\n"))
        a.skip href="#main" { "Skip to the report" }
        header {
            h1 { "Privacy policies compared" }
            p.lead { (overview::names(survey)) }
        }
        (outline(survey, &differing))
        (PreEscaped("<main id=\"main\">"))
    })?;
    page.put(summary::summary(survey))?;
    page.put(benchmark::counts(survey))?;
    matrix::matrix(survey, &notes, &mut page)?;
    page.put(matrix::differing(survey, &notes, &differing))?;
    benchmark::particulars(survey, &mut page)?;
    for filled in &survey.checklists {
        page.put(checklist::checklist(survey, filled, &notes))?;
    }
    aligned::aligned(survey, &mut page)?;
    words::words(survey, &mut page)?;
    page.put(sources::sources(survey))?;
    page.put(html! {
        (PreEscaped("</main>\n"))
        footer {
            p.soft {
                "Made by clausewise " (env!("CARGO_PKG_VERSION"))
                ". Nothing here is legal advice, and silence of a policy is no proof that something is not done."
            }
        }
        (PreEscaped("</body>\n</html>"))
    })
}

/// The page as it is written, piece by piece.
struct Page<'a, Out> {
    out: &'a mut Out,
}

impl<Out: io::Write> Page<'_, Out> {
    /// Writes a piece. This is the one way out: whatever is hidden in a text becomes a mark here.
    fn put(&mut self, piece: Markup) -> io::Result<()> {
        writeln!(self.out, "{}", Safe::lines(piece.into_string()))
    }
}

/// Where the parts of the page are.
fn outline(survey: &Survey, differing: &[Differing<'_>]) -> Markup {
    let several = survey.policies.len() > 1;
    html! {
        nav aria-label="Parts of the report" {
            ul {
                li { a href="#summary" { "Summary" } }
                @if several { li { a href="#benchmark" { "Benchmark" } } }
                li { a href="#matrix" { "Matrix" } }
                @if !differing.is_empty() { li { a href="#differences" { "Differences" } } }
                @if several { li { a href="#gaps" { "Gaps" } } }
                @for filled in &survey.checklists {
                    li { a href={ "#" (filled.checklist.id) } { (filled.checklist.id) } }
                }
                @if several { li { a href="#aligned" { "Side by side" } } }
                li { a href="#words" { "Words" } }
                li { a href="#sources" { "Sources" } }
            }
        }
    }
}

/// The class of a cell, by which it has its sign and colour.
fn class(cell: &Cell) -> &'static str {
    let brief = says::brief(cell);
    match (brief.polarity, brief.firmness) {
        (Some(Polarity::Stated), Firmness::Firm) => "stated",
        (Some(Polarity::Stated), Firmness::Hedged) => "reserve",
        (Some(Polarity::Denied), _) => "denied",
        (None, _) => "silent",
    }
}

/// The name of a policy, whatever the direction of its script.
fn name(survey: &Survey, policy: PolicyId) -> Markup {
    html! { bdi { (survey.policy(policy).name) } }
}

/// The class of a table with a column for each policy, by how it goes onto paper: with its words, with nothing but the signs,
/// or not at all.
fn on_paper(survey: &Survey) -> &'static str {
    match survey.policies.len() {
        0..=8 => "words",
        9..=60 => "signs",
        _ => "beyond",
    }
}

/// A box that scrolls by itself, which the keyboard reaches too.
fn scrolling(label: &str, table: &Markup) -> Markup {
    html! { div.box role="region" tabindex="0" aria-label={ "Table: " (label) } { (table) } }
}
