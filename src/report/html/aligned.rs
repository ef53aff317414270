//! Clauses that make the same provision, side by side: the facts that differ first, then the words.

use std::collections::HashSet;
use std::io;

use maud::{Markup, html};
use rustc_hash::FxHashMap;

use crate::Survey;
use crate::align::Row;
use crate::coverage::{Cell, Claim, Detail, MatrixRow};
use crate::diff::{ChangeKind, Kinship, TextDiff};
use crate::display::{Safe, citation, says, section_path};
use crate::facts::Evidence;
use crate::policy::{ClauseId, Policy, PolicyId, Span};

use super::super::differences::that_count;
use super::super::overview::counted;
use super::words::start_of;
use super::{Page, class, name};

/// Clauses of more policies than this stand no longer side by side on a page.
const SIDE_BY_SIDE: usize = 6;

/// How many characters of a clause that comes again recall it.
const RECALLED: usize = 80;

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
            ". Where texts are near the first one of a row, " ins { "words that the first has not" } " and "
            del { "words that only the first has" } " are marked. What these very clauses say differently stands above them."
        }
    })?;
    let facts = Facts::new(survey);
    let alignment = survey.alignment();
    let (shared, alone): (Vec<&Row<ClauseId>>, Vec<&Row<ClauseId>>) = alignment
        .clauses
        .iter()
        .partition(|row| row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1);
    let mut heading = None;
    let mut known = HashSet::new();
    let mut shown = FxHashMap::default();
    for row in shared {
        let place = heading_of(survey, row);
        if heading.as_ref() != Some(&place) {
            let is_new = known.insert(place.clone());
            page.put(html! {
                h3 {
                    (name(survey, place.0)) ": " (place.1)
                    @if !is_new { ", continued" }
                }
            })?;
            heading = Some(place);
        }
        page.put(one_row(survey, row, &facts, &mut shown))?;
    }
    for place in 0..policies {
        page.put(alone_in(survey, PolicyId(place), &alone))?;
    }
    Ok(())
}

/// Whose the first clause of the row is, and the headings that it stands under.
fn heading_of(survey: &Survey, row: &Row<ClauseId>) -> (PolicyId, String) {
    let mut cells = (0..).map(PolicyId).zip(&row.cells);
    let first = cells.find_map(|(policy, cell)| Some((policy, *cell.first()?)));
    let Some((id, clause)) = first else {
        return (PolicyId(0), String::new());
    };
    let policy = survey.policy(id);
    let path = section_path(policy, policy.clause(clause).section);
    match path.as_str() {
        "" => (id, "before the first heading".to_owned()),
        path => (id, path.to_owned()),
    }
}

/// The clauses that stand on the page already, each with the number of its place there.
type Shown = FxHashMap<(PolicyId, ClauseId), usize>;

/// The clauses of one policy in a row.
struct Side<'a> {
    id: PolicyId,
    policy: &'a Policy,
    /// Those that stand nowhere above.
    new: Vec<ClauseId>,
    /// Those that come again, with the numbers of their places above.
    again: Vec<(ClauseId, usize)>,
    /// The words of the new ones.
    text: String,
}

impl<'a> Side<'a> {
    fn new(survey: &'a Survey, id: PolicyId, clauses: &[ClauseId], shown: &Shown) -> Self {
        let policy = survey.policy(id);
        let place_of = |clause: &ClauseId| Some((*clause, *shown.get(&(id, *clause))?));
        let again: Vec<(ClauseId, usize)> = clauses.iter().filter_map(place_of).collect();
        let is_new = |clause: &&ClauseId| !shown.contains_key(&(id, **clause));
        let new: Vec<ClauseId> = clauses.iter().filter(is_new).copied().collect();
        let texts: Vec<&str> = new.iter().map(|id| policy.clause_text(*id)).collect();
        Self {
            id,
            policy,
            again,
            text: texts.join("\n"),
            new,
        }
    }
}

fn one_row(survey: &Survey, row: &Row<ClauseId>, facts: &Facts, shown: &mut Shown) -> Markup {
    let differing = facts.differing(survey, row);
    let cells = (0..).map(PolicyId).zip(&row.cells);
    let sides: Vec<Side<'_>> = cells
        .map(|(id, clauses)| Side::new(survey, id, clauses, shown))
        .collect();
    let texts: Vec<&str> = sides.iter().map(|side| side.text.as_str()).collect();
    let marked = marked(&texts);
    html! {
        div.row {
            @if !differing.is_empty() {
                ul.facts {
                    @for one in differing { li { (told(survey, &one)) } }
                }
            }
            div.sides.aligned style={ "--policies:" (survey.policies.len()) } {
                @for (side, words) in sides.iter().zip(marked) {
                    (of_side(survey, side, &words, shown))
                    "\n"
                }
            }
        }
    }
}

fn of_side(survey: &Survey, side: &Side<'_>, words: &Words, shown: &mut Shown) -> Markup {
    let first = shown.len();
    let new = side.new.iter().map(|clause| (side.id, *clause));
    shown.extend(new.zip(first..));
    html! {
        div.side {
            p.who {
                (name(survey, side.id))
                @if words.is_base { span.soft { ", which the others are held against" } }
            }
            @if side.new.is_empty() && side.again.is_empty() { span.silent { "silent" } }
            @if !side.new.is_empty() {
                blockquote dir="auto" { (words.text) }
                @for (clause, number) in side.new.iter().zip(first..) {
                    cite id={ "a" (number) } { (cited(side.policy, *clause)) }
                }
            }
            @for (clause, number) in &side.again {
                p.soft {
                    "Again, see above: " a href={ "#a" (number) } { (cited(side.policy, *clause)) }
                    ", “" bdi { (start_of(side.policy.clause_text(*clause), RECALLED)) } "”"
                }
            }
        }
    }
}

fn cited(policy: &Policy, clause: ClauseId) -> Safe<'static> {
    citation(policy, clause, policy.clause(clause).span)
}

/// A text with the words marked that set it apart.
struct Words {
    text: Markup,
    /// Whether others are held against it.
    is_base: bool,
}

/// Each text with the words marked that set it apart from the first one, where the two are near; in the first one those
/// that none of the near ones has.
fn marked(texts: &[&str]) -> Vec<Words> {
    let base = texts.iter().position(|text| !text.is_empty());
    let base_text = base.and_then(|base| texts.get(base)).copied().unwrap_or("");
    let mut only_in_base: Option<Vec<Span>> = None;
    let mut words: Vec<Words> = Vec::with_capacity(texts.len());
    for (place, text) in texts.iter().enumerate() {
        let diff = TextDiff::new(base_text, text);
        if base == Some(place) || text.is_empty() || diff.kinship != Kinship::Near {
            let text = html! { (text) };
            words.push(Words {
                text,
                is_base: false,
            });
            continue;
        }
        let removed: Vec<Span> = diff
            .changes()
            .filter(|one| one.kind == ChangeKind::Removed)
            .map(|one| one.old)
            .collect();
        only_in_base = Some(match only_in_base {
            Some(others) => in_both(&others, &removed),
            None => removed,
        });
        let text = html! {
            @for change in diff.changes() {
                @match change.kind {
                    ChangeKind::Kept => (change.new.of(text)),
                    ChangeKind::Added => ins { (change.new.of(text)) },
                    ChangeKind::Removed => {},
                }
            }
        };
        words.push(Words {
            text,
            is_base: false,
        });
    }
    if let (Some(only), Some(words)) = (only_in_base, base.and_then(|base| words.get_mut(base))) {
        let starts = std::iter::once(0).chain(only.iter().map(|span| span.end()));
        let kept = starts.zip(only.iter().map(|span| span.start()));
        let end = only.last().map_or(0, |span| span.end());
        words.is_base = true;
        words.text = html! {
            @for ((from, to), removed) in kept.zip(&only) {
                (Span::new(from, to).of(base_text))
                del { (removed.of(base_text)) }
            }
            (Span::new(end, base_text.len()).of(base_text))
        };
    }
    words
}

/// What is in both of two lists of spans, each in order.
fn in_both(one: &[Span], other: &[Span]) -> Vec<Span> {
    let both = one.iter().flat_map(|one| {
        other.iter().filter_map(move |other| {
            let (start, end) = (one.start().max(other.start()), one.end().min(other.end()));
            (start < end).then(|| Span::new(start, end))
        })
    });
    both.collect()
}

/// A fact on which the policies of the row differ: "Session data: nopex: 7 days; qnp: 30 days".
fn told(survey: &Survey, told: &Told<'_>) -> Markup {
    html! {
        a href={ "#r" (told.number) } { (told.fact.label) }
        @for (at, (policy, cell)) in told.said.iter().enumerate() {
            (if at == 0 { ": " } else { "; " })
            (name(survey, *policy)) " "
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

/// A row of the matrix on which clauses that stand side by side say different things.
struct Told<'a> {
    /// Its place in the matrix.
    number: usize,
    fact: &'a MatrixRow,
    /// What each policy says in these clauses.
    said: Vec<(PolicyId, Cell)>,
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

    /// The rows of the matrix on which the clauses of `row` say different things, with what each policy says in them.
    fn differing<'a>(&self, survey: &'a Survey, row: &Row<ClauseId>) -> Vec<Told<'a>> {
        let clauses = row.cells.iter().enumerate();
        let clauses = clauses.flat_map(|(place, cell)| cell.iter().map(move |id| (place, *id)));
        let mut rows: Vec<usize> = clauses
            .filter_map(|clause| self.of_clause.get(&clause))
            .flatten()
            .copied()
            .collect();
        rows.sort_unstable();
        rows.dedup();
        let facts = rows.into_iter().filter_map(|number| {
            let fact = survey.matrix.rows.get(number)?;
            let said = said(fact, row);
            differ(survey, fact, &said).then_some(Told { number, fact, said })
        });
        facts.collect()
    }
}

/// Whether policies say different things on `fact`.
fn differ(survey: &Survey, fact: &MatrixRow, said: &[(PolicyId, Cell)]) -> bool {
    let Some(((_, first), others)) = said.split_first() else {
        return false;
    };
    let differences = that_count(survey, fact);
    let mut others = others.iter();
    others.any(|(_, cell)| !differences(first, cell).is_empty())
}

/// What the clauses of `row` say on `fact`.
fn said(fact: &MatrixRow, row: &Row<ClauseId>) -> Vec<(PolicyId, Cell)> {
    let cells = fact.cells.iter().zip(&row.cells).enumerate();
    let said = cells.filter_map(|(place, (cell, clauses))| {
        let said = match cell {
            Cell::Stated(claim) => Cell::Stated(Box::new(within(claim, clauses)?)),
            Cell::Denied(claim) => Cell::Denied(Box::new(within(claim, clauses)?)),
            Cell::Absent => return None,
        };
        Some((PolicyId(place), said))
    });
    said.collect()
}

/// What of a claim rests on words in `clauses`; nothing where none does.
fn within(claim: &Claim, clauses: &[ClauseId]) -> Option<Claim> {
    let is_here = |words: &Evidence| clauses.contains(&words.clause);
    let mut evidence = claim.evidence().filter(is_here);
    let first = evidence.next()?;
    let detail = match &claim.detail {
        Detail::Retention(statements) => {
            let here = statements.iter();
            let here = here.filter(|one| one.evidence.iter().any(is_here));
            Detail::Retention(here.cloned().collect())
        }
        other => other.clone(),
    };
    Some(Claim {
        first,
        others: evidence.collect(),
        detail,
        ..claim.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::samples;

    #[test]
    fn what_is_told_above_clauses_stands_in_them() {
        let survey = samples();
        let facts = Facts::new(&survey);
        let mut told = 0;
        for row in &survey.alignment().clauses {
            for one in facts.differing(&survey, row) {
                assert!(one.said.len() > 1);
                for (policy, cell) in one.said {
                    let claim = cell.claim().unwrap();
                    let is_here = |words: &Evidence| row.cells[policy.0].contains(&words.clause);
                    assert!(claim.evidence().all(|words| is_here(&words)));
                    if let Detail::Retention(statements) = &claim.detail {
                        let mut statements = statements.iter();
                        assert!(statements.all(|one| one.evidence.iter().any(is_here)));
                    }
                    told += 1;
                }
            }
        }
        assert!(told > 20);
    }
}
