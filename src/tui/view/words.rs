//! Drawing clauses: rows of their words, with quotes and search hits marked.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use crate::display::cells;
use crate::policy::{ClauseId, Policy, Span};
use crate::tui::block::{Block, Bullet};
use crate::tui::canvas::{Canvas, Mark};
use crate::tui::layout::area::cut;
use crate::tui::layout::{cell_count, rows_of};
use crate::tui::model::Model;
use crate::tui::state::{Hit, Search, State};
use crate::tui::theme::Role;

/// The marks on a clause: those given, its leading term, and the hits of the search.
pub(super) fn marks(state: &State, policy: &Policy, clause: ClauseId, given: &[Mark]) -> Vec<Mark> {
    let of = policy.clause(clause);
    let mut marks: Vec<Mark> = of
        .term
        .into_iter()
        .map(|span| Mark {
            span,
            role: Role::Strong,
        })
        .collect();
    marks.extend_from_slice(given);
    if let Some(search) = &state.search {
        let found = search.query.spans(policy.words(of.span));
        marks.extend(found.into_iter().map(|span| Mark {
            span: span.shifted(of.span.start()),
            role: Role::Hit,
        }));
        let current = search.current.and_then(|current| search.hits.get(current));
        if let Some(Hit::Words {
            policy: id,
            clause: in_clause,
            span,
        }) = current
            && *in_clause == clause
            && *id == state.policy
        {
            marks.push(Mark {
                span: *span,
                role: Role::HitCurrent,
            });
        }
    }
    marks
}

/// The rows of the view in which the search found something.
pub(super) fn rows_with_hits(model: &Model<'_>, state: &State, search: &Search) -> BTreeSet<usize> {
    let rows = search.hits.iter().flat_map(|hit| match hit {
        Hit::Words { policy, clause, .. } => rows_of(model, state, *policy, *clause),
        Hit::Row(_) | Hit::Heading { .. } => Vec::new(),
    });
    rows.collect()
}

/// Draws a heading, with what is searched for marked in it.
pub(super) fn heading(canvas: &mut Canvas<'_>, area: Rect, state: &State, text: String) {
    marked(canvas, area, state, text, Role::Heading);
}

/// Draws a line that stands on its own, with what is searched for marked in it.
pub(super) fn marked(canvas: &mut Canvas<'_>, area: Rect, state: &State, text: String, role: Role) {
    let hits = hits_in(state, &text);
    canvas.text(area, text, role);
    for hit in hits {
        canvas.restyle(hit.placed(area), Role::Hit);
    }
}

/// Where a hit stands in a line that is drawn from its beginning, in cells.
struct HitCells {
    before: u16,
    width: u16,
}

impl HitCells {
    fn placed(&self, area: Rect) -> Rect {
        cut(area, self.before, self.width)
    }
}

/// The hits in a line that stands on its own.
fn hits_in(state: &State, line: &str) -> Vec<HitCells> {
    let found = state
        .search
        .iter()
        .flat_map(|search| search.query.spans(line));
    let hit = |span: Span| HitCells {
        before: cell_count(cells(line.get(..span.start()).unwrap_or_default())),
        width: cell_count(cells(span.of(line))),
    };
    found.map(hit).collect()
}

/// Draws the row `row` of a clause at the left end of `area`.
pub(super) fn row(
    canvas: &mut Canvas<'_>,
    area: Rect,
    policy: &Policy,
    block: &Block,
    row: usize,
    marks: &[Mark],
) {
    let Some(text_row) = block.rows.get(row) else {
        return;
    };
    if row == 0 && block.bullet == Bullet::Dot {
        let at = block.indent.saturating_sub(2);
        let bullet = cut(area, at, area.width.saturating_sub(at).min(2));
        canvas.text(bullet, canvas.theme.signs().bullet, Role::Muted);
    }
    let indent = block.indent.min(area.width);
    let words = cut(area, indent, area.width - indent);
    canvas.words(words, &policy.text, text_row.words, Role::Text, marks);
}
