//! Clauses that make the same provision, side by side: the row is locked, silence is a place.

use ratatui::layout::Rect;

use super::bar;
use super::words;
use crate::policy::{ClauseId, Policy};
use crate::tui::canvas::{Canvas, Line, Mark};
use crate::tui::hit::{Border, Pane, Target};
use crate::tui::layout::aligned::{AlignedLayout, Entry, GUTTER, STRIP, layout, telling_rows};
use crate::tui::layout::area::{cut, inset, row_at};
use crate::tui::layout::matrix::Column;
use crate::tui::model::Model;
use crate::tui::state::State;
use crate::tui::theme::Role;

pub(super) fn draw(model: &Model<'_>, state: &State, canvas: &mut Canvas<'_>) {
    let layout = layout(model, state);
    canvas.hit(layout.list, Target::Pane(Pane::Body));
    header(model, state, &layout, canvas);
    for (column, number) in layout.columns.iter().skip(1).zip(0..) {
        let rule = Rect {
            x: column.x.saturating_sub(1),
            width: 1,
            ..layout.list
        };
        canvas.column_rule(rule);
        canvas.hit(rule, Target::Border(Border::Column(number)));
    }
    if layout.entries.is_empty() {
        let line = inset(layout.list, 2, 0);
        let [differing, gaps] = ["only-differing", "only-gaps"].map(|name| state.key(name));
        let text = format!("No row to show; {differing} and {gaps} change which are.");
        canvas.text(line, text, Role::Muted);
    }
    let right = layout.header.right();
    let column = Rect {
        x: right.saturating_sub(1),
        width: 1,
        ..layout.list
    };
    let (marked, mark) = match &state.search {
        Some(search) => (words::rows_with_hits(model, state, search), bar::Mark::Hit),
        None => (telling_rows(model, &layout), bar::Mark::Difference),
    };
    bar::draw(canvas, column, &layout.stack, layout.at(state), |item| {
        let entry = layout.entries.get(item)?;
        marked.contains(&entry.row).then_some(mark)
    });
    for (item, y) in layout.stack.visible(layout.at(state), layout.view()) {
        if let Some(entry) = layout.entries.get(item) {
            row(model, state, &layout, entry, y, canvas);
        }
    }
}

/// Policy names, and under them the section that the cursor's row stands in, for every column.
fn header(model: &Model<'_>, state: &State, layout: &AlignedLayout, canvas: &mut Canvas<'_>) {
    let signs = canvas.theme.signs();
    let last = layout.columns.len().saturating_sub(1);
    for (i, column) in layout.columns.iter().enumerate() {
        let area = Rect {
            x: column.x + GUTTER,
            width: column.words(),
            height: layout.header.height.min(1),
            ..layout.header
        };
        let role = if column.policy == state.policy {
            Role::TabCurrent
        } else {
            Role::Policy
        };
        let used = canvas.text(area, model.name(column.policy).to_owned(), role);
        canvas.hit(area, Target::Policy(column.policy));
        let mut hidden = Line::default();
        if i == 1.min(last) && layout.carousel.before > 0 {
            hidden.push(
                format!("{}{} ", signs.before, layout.carousel.before),
                Role::Muted,
            );
        }
        if i == last && layout.carousel.after > 0 {
            hidden.push(
                format!("{}{}", layout.carousel.after, signs.after),
                Role::Muted,
            );
        }
        canvas.line_right(cut(area, used, area.width - used), &hidden);
        if layout.header.height > 1 {
            let clause = model.aligned(state.aligned.row, column.policy).first();
            let width = usize::from(area.width);
            let text = clause.map(|clause| model.path_within(column.policy, *clause, width));
            let below = Rect {
                y: area.y + 1,
                ..area
            };
            words::marked(canvas, below, state, text.unwrap_or_default(), Role::Muted);
        }
    }
}

fn row(
    model: &Model<'_>,
    state: &State,
    layout: &AlignedLayout,
    entry: &Entry,
    y: isize,
    canvas: &mut Canvas<'_>,
) {
    for column in &layout.columns {
        let lines = Lines {
            list: layout.list,
            column: *column,
            top: y,
        };
        if let Some(section) = entry.headings.get(column.policy.0).copied().flatten()
            && let Some(area) = lines.at(0)
        {
            words::heading(canvas, area, state, model.heading(column.policy, section));
        }
        cell(model, state, layout, entry, &lines, canvas);
    }
    out_of_sight(model, state, layout, entry, y, canvas);
}

/// How many policies out of sight speak in the row, at its right end.
fn out_of_sight(
    model: &Model<'_>,
    state: &State,
    layout: &AlignedLayout,
    entry: &Entry,
    y: isize,
    canvas: &mut Canvas<'_>,
) {
    let Some(last) = layout.columns.last() else {
        return;
    };
    let hidden = state
        .columns
        .iter()
        .filter(|id| layout.columns.iter().all(|column| column.policy != **id));
    let speakers = hidden
        .filter(|id| !model.aligned(entry.row, **id).is_empty())
        .count();
    let strip = Column {
        x: layout.list.right(),
        width: STRIP,
        ..*last
    };
    let lines = Lines {
        list: layout.list,
        column: strip,
        top: y,
    };
    if let Some(area) = lines
        .at(usize::from(entry.above()))
        .filter(|_| speakers > 0)
    {
        let area = Rect {
            x: strip.x,
            width: STRIP,
            ..area
        };
        canvas.text(area, format!("+{speakers}"), Role::Muted);
    }
}

/// The lines of one column that a row covers.
struct Lines {
    list: Rect,
    column: Column,
    /// The row's top against the top of the list.
    top: isize,
}

impl Lines {
    /// The words' place in line `line` of the row, if it is on the screen.
    fn at(&self, line: usize) -> Option<Rect> {
        let row = row_at(self.list, self.top.saturating_add_unsigned(line))?;
        Some(Rect {
            x: self.column.x + GUTTER,
            width: self.column.words(),
            ..row
        })
    }
}

fn cell(
    model: &Model<'_>,
    state: &State,
    layout: &AlignedLayout,
    entry: &Entry,
    lines: &Lines,
    canvas: &mut Canvas<'_>,
) {
    let policy = lines.column.policy;
    let selected = state.aligned.row == entry.row && state.policy == policy;
    let mut line = usize::from(entry.above());
    let drawn = |area: Rect, canvas: &mut Canvas<'_>| {
        let whole = Rect {
            x: area.x - GUTTER,
            width: area.width + GUTTER,
            ..area
        };
        canvas.hit(
            whole,
            Target::Aligned {
                row: entry.row,
                policy,
            },
        );
        if selected {
            canvas.cursor(whole);
        }
    };
    if entry.folded > 0 {
        if let Some(area) = lines.at(line) {
            drawn(area, canvas);
            let sign = canvas.theme.signs().folded;
            let first = layout.columns.first() == Some(&lines.column);
            let text = first.then(|| format!("{sign} {} rows", entry.folded));
            canvas.text(area, text.unwrap_or_default(), Role::Muted);
        }
        return;
    }
    let clauses = model.aligned(entry.row, policy);
    if let (true, Some(area)) = (clauses.is_empty(), lines.at(line)) {
        drawn(area, canvas);
        let used = canvas.text(
            area,
            format!("{} silent", canvas.theme.charset.sign(None)),
            Role::Absent,
        );
        if selected {
            canvas.restyle(cut(area, 0, used), Role::Cursor);
        }
    }
    let Some(text) = model.policy(policy) else {
        return;
    };
    for clause in clauses {
        let block = model.block(policy, *clause, lines.column.words());
        let again = layout
            .shown_before(model, entry.row, policy, *clause)
            .is_some();
        let marks = words::marks(state, text, *clause, &stepped_back(text, *clause, again));
        for row in 0..block.height() {
            if let Some(area) = lines.at(line) {
                drawn(area, canvas);
                words::row(canvas, area, text, &block, row, &marks);
                if again && row == 0 {
                    let gutter = Rect::new(area.x.saturating_sub(1), area.y, 1, 1);
                    canvas.text(gutter, canvas.theme.signs().again, Role::Muted);
                }
            }
            line += 1;
        }
    }
}

/// What was to be read further up already steps back.
fn stepped_back(policy: &Policy, clause: ClauseId, again: bool) -> Vec<Mark> {
    let mark = Mark {
        span: policy.clause(clause).span,
        role: Role::Muted,
    };
    again.then_some(mark).into_iter().collect()
}
