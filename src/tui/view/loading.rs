//! The screen while policies are still being read and compared.

use ratatui::layout::Rect;

use crate::Progress;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::state::Size;
use crate::tui::theme::Role;

pub(crate) fn draw_progress(size: Size, progress: Progress, canvas: &mut Canvas<'_>) {
    let row = |y: u16| Rect::new(1, y, size.width.saturating_sub(2), 1);
    canvas.text(row(0), "clausewise", Role::Title);
    let (words, done, of) = match progress {
        Progress::Starting => ("looking for policies", 0, 0),
        Progress::Reading { done, of } => ("reading policies", done, of),
        Progress::Comparing => ("putting clauses side by side", 0, 0),
    };
    let mut line = Line::new(words, Role::Text);
    if of > 0 {
        line.push(format!("  {done}/{of}"), Role::Strong);
    }
    canvas.line(row(2), &line);
    let width = usize::from(size.width.saturating_sub(2)).min(40);
    let filled = (width * done.min(of)).checked_div(of).unwrap_or(0);
    let signs = canvas.theme.signs();
    let bar = Line::new(signs.thumb.repeat(filled), Role::Stated)
        .with(signs.line.repeat(width - filled), Role::Rule);
    canvas.line(row(3), &bar);
    canvas.line(
        row(5),
        &Line::new("ctrl-c", Role::Key).with(" quit", Role::Muted),
    );
}
