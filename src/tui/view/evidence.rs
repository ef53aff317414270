//! The words behind a cell: the clauses that say it, the telling words marked.

use ratatui::layout::Rect;

use super::words;
use crate::policy::{Policy, Span};
use crate::tui::canvas::{Canvas, Line, Mark};
use crate::tui::hit::{Pane, Target};
use crate::tui::layout::area::cut;
use crate::tui::layout::evidence::{
    GUTTER, PaneLine, Place, PlaceKind, inside, lines, words as words_width,
};
use crate::tui::model::Model;
use crate::tui::state::{CellRef, State};
use crate::tui::theme::Role;

pub(super) fn draw(model: &Model<'_>, state: &State, pane: Rect, canvas: &mut Canvas<'_>) {
    let Some(open) = state.matrix.evidence else {
        return;
    };
    canvas.hit(pane, Target::Pane(Pane::Evidence));
    let area = inside(pane);
    if area.y > pane.y {
        canvas.rule(Rect { height: 1, ..pane });
    } else {
        canvas.column_rule(cut(pane, 0, 1));
    }
    let lines = lines(model, state, words_width(area));
    for (line, y) in lines
        .iter()
        .skip(open.scrolled)
        .zip(area.top()..area.bottom())
    {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        draw_line(model, state, line, row, canvas);
        if let Some(place) = line.place() {
            canvas.hit(row, Target::Evidence(place));
            if place == open.place {
                canvas.cursor(row);
            }
        }
    }
    more(&lines, open.scrolled, pane, area, canvas);
}

fn draw_line(
    model: &Model<'_>,
    state: &State,
    line: &PaneLine,
    row: Rect,
    canvas: &mut Canvas<'_>,
) {
    let words_area = Rect {
        x: row.x + GUTTER.min(row.width),
        width: row.width.saturating_sub(GUTTER),
        ..row
    };
    match line {
        PaneLine::Blank => {}
        PaneLine::Told(text) | PaneLine::Citation { text, .. } => {
            canvas.line(words_area, text);
        }
        PaneLine::Words {
            place, block, row, ..
        } => {
            if let Some(text) = model.policy(place.policy) {
                let given = quoted(model, state, text, place);
                let marks = words::marks(state, text, place.evidence.clause, &given);
                words::row(canvas, words_area, text, block, *row, &marks);
            }
        }
    }
}

/// The quote, its telling words marked; the words of the clause round it step back.
fn quoted(model: &Model<'_>, state: &State, text: &Policy, place: &Place) -> Vec<Mark> {
    let (clause, quote) = (
        text.clause(place.evidence.clause).span,
        place.evidence.quote,
    );
    let mark = |span, role| Mark { span, role };
    let mut marks = vec![
        mark(Span::new(clause.start(), quote.start()), Role::Muted),
        mark(Span::new(quote.end(), clause.end()), Role::Muted),
    ];
    let cell = CellRef {
        row: state.matrix.row,
        policy: place.policy,
    };
    match place.kind {
        PlaceKind::NearMiss { looks_like, .. } => marks.push(mark(looks_like, Role::Differs)),
        PlaceKind::Says | PlaceKind::Elsewhere => {
            let telling = model.telling(cell, place.evidence);
            marks.extend(telling.map(|span| mark(span, Role::Telling)));
        }
    }
    marks
}

/// How many lines are still below.
fn more(lines: &[PaneLine], scrolled: usize, pane: Rect, area: Rect, canvas: &mut Canvas<'_>) {
    let below = lines
        .len()
        .saturating_sub(scrolled + usize::from(area.height));
    if below > 0 && area.y > pane.y {
        let line = Line::new(format!(" {below} more lines "), Role::Muted);
        canvas.line_right(
            Rect {
                height: 1,
                width: pane.width.saturating_sub(2),
                ..pane
            },
            &line,
        );
    }
}
