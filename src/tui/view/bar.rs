//! The thin bar at the right of a list: how much of it is seen, and where the hits are.

use ratatui::layout::Rect;

use crate::tui::canvas::Canvas;
use crate::tui::layout::{At, Stack, cell_count};
use crate::tui::theme::Role;

/// Draws the bar in the column `area`; `mark` gives the role of what an item has to show, if it has.
///
/// A list that is seen whole has no bar.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    stack: &Stack,
    at: At,
    mark: impl Fn(usize) -> Option<Role>,
) {
    let (view, total) = (usize::from(area.height), stack.total());
    if total <= view || view == 0 {
        return;
    }
    let first = stack.first_row(at, view);
    let cell = |row: usize| Rect {
        y: area.y + cell_count(row * view / total).min(area.height - 1),
        width: area.width.min(1),
        height: 1,
        ..area
    };
    let (top, bottom) = (cell(first).y, cell(first + view - 1).y);
    for y in top..=bottom {
        canvas.text(
            Rect { y, ..cell(0) },
            canvas.theme.signs().thumb,
            Role::Rule,
        );
    }
    for item in 0..stack.len() {
        if let Some(role) = mark(item) {
            canvas.text(cell(stack.top(item)), canvas.theme.signs().bullet, role);
        }
    }
}
