//! Drawing clauses: rows of their words, with quotes and search hits marked.

use ratatui::layout::Rect;

use crate::policy::{ClauseId, Policy};
use crate::tui::canvas::{Canvas, Mark};
use crate::tui::layout::area::cut;
use crate::tui::model::{Block, Bullet};
use crate::tui::search::spans;
use crate::tui::state::{Hit, State};
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
        let found = spans(policy.words(of.span), &search.query);
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
