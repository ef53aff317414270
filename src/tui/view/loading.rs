//! The screen while policies are still being read and compared.

use ratatui::layout::Rect;

use crate::Progress;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::state::Size;
use crate::tui::theme::Role;

pub(crate) fn draw_progress(size: Size, progress: Progress, canvas: &mut Canvas<'_>) {
    let row = |y: u16| Rect::new(1, y, size.width.saturating_sub(2), 1);
    canvas.text(row(0), "clausewise", Role::Title);
    let (line, done, of) = match progress {
        Progress::Starting => (Line::new("looking for policies", Role::Text), 0, 0),
        Progress::Reading { done, of } => {
            let count = format!("  {done}/{of}");
            let line = Line::new("reading policies", Role::Text).with(count, Role::Strong);
            (line, done, of)
        }
        // How far that is can't be told; the bar stays full.
        Progress::Comparing { policies } => {
            let line = format!("putting the clauses of {policies} policies side by side");
            (Line::new(line, Role::Text), 1, 1)
        }
    };
    canvas.line(row(2), &line);
    let width = usize::from(size.width.saturating_sub(2)).min(40);
    let filled = (width * done.min(of)).checked_div(of).unwrap_or(0);
    let signs = canvas.theme.signs();
    let bar = Line::new(signs.thumb.repeat(filled), Role::Stated)
        .with(signs.line.repeat(width - filled), Role::Rule);
    canvas.line(row(3), &bar);
    let mut keys = Line::new("ctrl-c", Role::Key).with(" quit", Role::Muted);
    if let Progress::Reading { .. } = progress {
        keys = Line::new("esc", Role::Key)
            .with(" go on with what is read  ", Role::Muted)
            .with("ctrl-c", Role::Key)
            .with(" quit", Role::Muted);
    }
    canvas.line(row(5), &keys);
}
