//! The thin bar at the right of a list: how much of it is seen, and where the hits are.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use crate::tui::canvas::Canvas;
use crate::tui::layout::{At, Stack, cell_count};
use crate::tui::theme::Role;

/// What an item has to show on the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// What is searched for.
    Hit,
    /// Something differs; where that is so nearly everywhere it tells nothing, and is not shown.
    Difference,
}

/// Draws the bar in the column `area`; `mark` gives what an item has to show, if it has.
///
/// A list that is seen whole has no bar.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    stack: &Stack,
    at: At,
    mark: impl Fn(usize) -> Option<Mark>,
) {
    let (view, total) = (usize::from(area.height), stack.total());
    if total <= view || view == 0 {
        return;
    }
    let first = stack.first_row(at, view);
    let line = |row: usize| area.y + cell_count(row * view / total).min(area.height - 1);
    let cell = |y: u16| Rect {
        y,
        width: area.width.min(1),
        height: 1,
        ..area
    };
    for y in line(first)..=line(first + view - 1) {
        canvas.text(cell(y), canvas.theme.signs().thumb, Role::Rule);
    }
    let marked = |wanted: Mark| -> BTreeSet<u16> {
        let items = (0..stack.len()).filter(|item| mark(*item) == Some(wanted));
        items.map(|item| line(stack.top(item))).collect()
    };
    let differing = marked(Mark::Difference);
    let tells = differing.len() * 2 <= view;
    let shown = differing.into_iter().filter(|_| tells);
    for y in shown.chain(marked(Mark::Hit)) {
        canvas.text(cell(y), canvas.theme.signs().bullet, Role::Differs);
    }
}
