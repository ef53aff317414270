//! Texts that lie over the view: the keys, and the policies compared.

use ratatui::layout::Rect;

use super::cell_count;
use crate::coverage::Family;
use crate::display::{date, says, wrap};
use crate::error::in_full;
use crate::policy::{Policy, Severity};
use crate::tui::action::{ACTIONS, Entry, Topic};
use crate::tui::canvas::Line;
use crate::tui::model::Model;
use crate::tui::state::{Context, Page, Size, State, View};
use crate::tui::theme::Role;

const WIDEST: u16 = 96;
/// The column of the keys in the help.
const KEYS: usize = 28;

/// Where a layer lies: in the middle, with the view seen round it where there is room.
pub(crate) fn area(size: Size, rows: usize) -> Rect {
    let width = size
        .width
        .min(WIDEST)
        .min(size.width.saturating_sub(4).max(20))
        .min(size.width);
    let room = size
        .height
        .saturating_sub(if size.height > 16 { 4 } else { 0 });
    let height = cell_count(rows + 2).min(room);
    Rect::new(
        (size.width - width) / 2,
        (size.height - height) / 2,
        width,
        height,
    )
}

/// The rows of a layer that hold its text: title and last line aside.
pub(crate) fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + area.width.min(2),
        y: area.y + area.height.min(1),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// How far the page can be scrolled.
pub(crate) fn limit(model: &Model<'_>, state: &State, page: Page) -> usize {
    let rows = lines(model, state, page).len();
    rows.saturating_sub(usize::from(inside(area(state.size, rows)).height))
}

pub(crate) fn title(state: &State, page: Page) -> String {
    match page {
        Page::Help => format!("Keys of the {} view", state.view.name()),
        Page::Inputs => "Policies compared".to_owned(),
        Page::Why if state.view == View::Matrix => "Why this cell is so".to_owned(),
        Page::Why => "What these clauses have in common".to_owned(),
    }
}

pub(crate) fn lines(model: &Model<'_>, state: &State, page: Page) -> Vec<Line> {
    match page {
        Page::Help => help(state, view_below(state)),
        Page::Inputs => inputs(model, width(state.size)),
        Page::Why => super::why::lines(model, state, width(state.size)),
    }
}

fn view_below(state: &State) -> Context {
    State {
        layers: Vec::new(),
        ..state.clone()
    }
    .context()
}

fn help(state: &State, context: Context) -> Vec<Line> {
    let mut lines = Vec::new();
    for topic in Topic::ALL {
        let here = |entry: &&Entry| entry.topic == topic && entry.within.contains(&context);
        let mut entries = ACTIONS.iter().filter(here).peekable();
        if entries.peek().is_none() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::new(topic.title(), Role::Heading));
        for entry in entries {
            let keys = state.keymap.shown(entry);
            let space = " ".repeat(KEYS.saturating_sub(crate::display::cells(&keys)).max(1));
            lines.push(
                Line::new("  ", Role::Text)
                    .with(keys, Role::Key)
                    .with(space, Role::Text)
                    .with(entry.doc, Role::Text),
            );
        }
    }
    if context == Context::Reader {
        margin(&mut lines);
    }
    lines.push(Line::default());
    if matches!(context, Context::Matrix | Context::Aligned) {
        let dragging = "  Dragging the border of a column changes its width.";
        lines.push(Line::new(dragging, Role::Muted));
    }
    let often = "  A number that begins with 5 to 9 makes the move after it so often: 5j, 60j.";
    lines.push(Line::new(often, Role::Muted));
    lines.push(Line::new(
        "  Shift-drag selects text while the mouse is ours.",
        Role::Muted,
    ));
    lines
}

/// What the letters beside the clauses of the reader mean.
fn margin(lines: &mut Vec<Line>) {
    lines.push(Line::default());
    lines.push(Line::new("In the margin", Role::Heading));
    let families = Family::ALL.map(|family| (says::family_letter(family), says::family(family)));
    for (letter, meaning) in families.into_iter().chain([("+", "several of them")]) {
        let letter = Line::new(format!("  {letter:<KEYS$}"), Role::Key);
        lines.push(letter.with(meaning, Role::Text));
    }
}

/// The width of the text in a layer of any height.
fn width(size: Size) -> usize {
    usize::from(inside(area(size, usize::from(size.height))).width)
}

/// Adds `text` in rows of `width` cells, all of them indented.
pub(super) fn push_wrapped(
    lines: &mut Vec<Line>,
    text: &str,
    (indent, width): (usize, usize),
    role: Role,
) {
    for row in wrap(text, width.saturating_sub(indent), 2) {
        let space = " ".repeat(indent + row.indent);
        lines.push(Line::new(format!("{space}{}", row.words.of(text)), role));
    }
}

fn inputs(model: &Model<'_>, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for unread in &model.survey().unread {
        lines.push(
            Line::new(unread.path.clone(), Role::Strong).with("  could not be read", Role::Warning),
        );
        push_wrapped(&mut lines, &in_full(&unread.why), (2, width), Role::Text);
        lines.push(Line::default());
    }
    for (number, policy) in model.survey().policies.iter().enumerate() {
        if number > 0 {
            lines.push(Line::default());
        }
        input(&mut lines, policy, width);
    }
    lines
}

fn input(lines: &mut Vec<Line>, policy: &Policy, width: usize) {
    let title = policy.title.as_deref().unwrap_or("no title");
    lines.push(Line::new(policy.name.clone(), Role::Policy).with(format!("  {title}"), Role::Text));
    let dated = policy.updated.map_or("no date".to_owned(), |updated| {
        format!("as of {}", date(updated))
    });
    let counts = format!(
        "{} sections, {} clauses",
        policy.sections.len(),
        policy.clauses.len()
    );
    let origin = format!("{} bytes; {}", policy.origin.bytes, policy.origin.path);
    push_wrapped(
        lines,
        &format!("{dated}; {counts}; {origin}"),
        (2, width),
        Role::Muted,
    );
    for diagnostic in &policy.diagnostics {
        let role = match diagnostic.severity {
            Severity::Note => Role::Muted,
            Severity::Warning => Role::Warning,
        };
        let line = diagnostic
            .line
            .map(|line| format!("line {}: ", line + 1))
            .unwrap_or_default();
        push_wrapped(
            lines,
            &format!("{line}{}", diagnostic.message),
            (2, width),
            role,
        );
    }
}
