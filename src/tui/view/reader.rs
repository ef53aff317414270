//! One policy from end to end, with its outline, what the clause under the cursor fills, and its counterparts.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use super::words;
use crate::display::says;
use crate::display::{citation, date, wrap};
use crate::policy::{ClauseId, SectionId};
use crate::tui::canvas::{Canvas, Line, Mark};
use crate::tui::hit::{Pane, Target};
use crate::tui::layout::area::{cut, inset, row_at};
use crate::tui::layout::reader::{EntryLine, GUTTER, ReaderLayout, layout, lines};
use crate::tui::model::{Item, Model};
use crate::tui::picker::outline_indent;
use crate::tui::state::State;
use crate::tui::theme::Role;

pub(super) fn draw(model: &Model<'_>, state: &State, canvas: &mut Canvas<'_>) {
    let layout = layout(model, state);
    canvas.hit(layout.text, Target::Pane(Pane::Body));
    title(model, state, &layout, canvas);
    let bar = Rect {
        x: layout.text.right().saturating_sub(1),
        width: 1,
        ..layout.text
    };
    let hits = hit_items(state, &layout);
    super::bar::draw(canvas, bar, &layout.stack, layout.at(state), |item| {
        hits.contains(&item).then_some(super::bar::Mark::Hit)
    });
    let item = layout.at(state).item;
    for (entry, y) in layout.stack.visible(layout.at(state), layout.view()) {
        draw_entry(model, state, &layout, entry, y, entry == item, canvas);
    }
    let clause = layout.entries.get(item).and_then(|entry| entry.clause);
    if let Some(area) = layout.outline {
        outline(model, state, clause, area, canvas);
    }
    if let (Some(area), Some(clause)) = (layout.beside, clause) {
        beside(model, state, clause, area, canvas);
    }
}

/// The entries in which the search found something.
fn hit_items(state: &State, layout: &ReaderLayout) -> BTreeSet<usize> {
    let hits = state.search.iter().flat_map(|search| &search.hits);
    hits.map(|hit| layout.item_of_hit(*hit)).collect()
}

fn title(model: &Model<'_>, state: &State, layout: &ReaderLayout, canvas: &mut Canvas<'_>) {
    let Some(policy) = model.policy(state.policy) else {
        return;
    };
    let mut line = Line::new(policy.name.clone(), Role::TabCurrent);
    if let Some(title) = &policy.title {
        line.push(format!("  {title}"), Role::Text);
    }
    if let Some(updated) = policy.updated {
        line.push(format!("  {}", date(updated)), Role::Muted);
    }
    let x = layout.text.x + GUTTER;
    canvas.line(
        Rect {
            x,
            width: layout.title.right().saturating_sub(x + 1),
            ..layout.title
        },
        &line,
    );
}

fn draw_entry(
    model: &Model<'_>,
    state: &State,
    layout: &ReaderLayout,
    item: usize,
    top: isize,
    selected: bool,
    canvas: &mut Canvas<'_>,
) {
    let (Some(entry), Some(policy)) = (layout.entries.get(item), model.policy(state.policy)) else {
        return;
    };
    let block = entry
        .clause
        .map(|clause| model.block(state.policy, clause, layout.measure));
    let marks = entry.clause.map(|clause| {
        let mut given = telling_words(model, state, clause);
        given.extend(quotes(model, state, clause));
        words::marks(state, policy, clause, &given)
    });
    let letter = entry
        .clause
        .and_then(|clause| family_letter(model, state, clause));
    let rows = (top..).zip(lines(model, state.policy, entry, layout.measure));
    for (row, line) in rows.filter_map(|(y, line)| Some((row_at(layout.text, y)?, line))) {
        let place = cut(row, GUTTER, layout.measure);
        match (line, &block, &marks) {
            (EntryLine::Heading(_, text), _, _) => {
                words::heading(canvas, place, state, text);
            }
            (EntryLine::Folded(count), ..) => {
                let text = format!("{} {count} clauses", canvas.theme.signs().folded);
                canvas.text(place, text, Role::Muted);
                canvas.hit(row, Target::Clause(layout.clause(item)));
                if selected {
                    canvas.cursor(row);
                }
            }
            (EntryLine::Words(number), Some(block), Some(marks)) => {
                words::row(canvas, place, policy, block, number, marks);
                if let Some(letter) = letter.filter(|_| number == 0) {
                    canvas.text(cut(row, 1, 1), letter, Role::Key);
                }
                canvas.hit(row, Target::Clause(layout.clause(item)));
                if selected {
                    canvas.cursor(row);
                }
            }
            _ => {}
        }
    }
}

/// The words in the clause that gave a fact away.
fn telling_words(model: &Model<'_>, state: &State, clause: ClauseId) -> Vec<Mark> {
    let cells = model.cells_of(state.policy, clause).iter();
    let spans = cells.flat_map(|cell| {
        let places = model.places(cell.row, cell.policy).into_iter();
        places
            .filter(|place| place.clause == clause)
            .flat_map(|place| model.telling(*cell, place))
    });
    let role = Role::Telling;
    spans.map(|span| Mark { span, role }).collect()
}

/// The letter in the margin for the family of the facts that the clause states.
fn family_letter(model: &Model<'_>, state: &State, clause: ClauseId) -> Option<&'static str> {
    let cells = model.cells_of(state.policy, clause).iter();
    let mut families = cells
        .filter_map(|cell| model.row(cell.row))
        .map(|row| row.family);
    let first = families.next()?;
    Some(if families.all(|family| family == first) {
        says::family_letter(first)
    } else {
        "+"
    })
}

/// The words in the clause that the cell we came from rests on.
fn quotes(model: &Model<'_>, state: &State, clause: ClauseId) -> Vec<Mark> {
    let Some(cell) = state.reader.cell.filter(|cell| cell.policy == state.policy) else {
        return Vec::new();
    };
    let places = model
        .places(cell.row, cell.policy)
        .into_iter()
        .filter(|place| place.clause == clause);
    let marks = places.flat_map(|place| {
        let telling = model.telling(cell, place).map(|span| Mark {
            span,
            role: Role::Telling,
        });
        std::iter::once(Mark {
            span: place.quote,
            role: Role::Strong,
        })
        .chain(telling)
    });
    marks.collect()
}

/// The headings, scrolled so that the current one is seen.
fn outline(
    model: &Model<'_>,
    state: &State,
    clause: Option<ClauseId>,
    area: Rect,
    canvas: &mut Canvas<'_>,
) {
    let Some(policy) = model.policy(state.policy) else {
        return;
    };
    let sections: Vec<SectionId> = model
        .contents(state.policy)
        .iter()
        .filter_map(|item| match item {
            Item::Heading(section) => Some(*section),
            Item::Clause(_) => None,
        })
        .collect();
    let current = clause.and_then(|clause| policy.clause(clause).section);
    let here = sections
        .iter()
        .position(|section| Some(*section) == current)
        .unwrap_or(0);
    let height = usize::from(area.height);
    let first = here
        .saturating_sub(height / 2)
        .min(sections.len().saturating_sub(height));
    for (section, y) in sections.iter().skip(first).zip(area.top()..area.bottom()) {
        let row = Rect {
            x: area.x + 1,
            y,
            width: area.width.saturating_sub(3),
            height: 1,
        };
        let text = format!(
            "{}{}",
            outline_indent(policy.section(*section).level),
            model.heading(state.policy, *section)
        );
        let role = if Some(*section) == current {
            Role::Strong
        } else {
            Role::Muted
        };
        canvas.text(row, text, role);
        canvas.hit(row, Target::Outline(*section));
    }
    canvas.column_rule(Rect {
        x: area.right().saturating_sub(1),
        width: 1,
        ..area
    });
}

/// What the clause fills in the matrix, and what the others say where it says it.
fn beside(model: &Model<'_>, state: &State, clause: ClauseId, area: Rect, canvas: &mut Canvas<'_>) {
    canvas.column_rule(cut(area, 0, 1));
    let inner = inset(area, 2, 1);
    let mut lines = cells_lines(model, state, clause, canvas);
    lines.extend(counterpart_lines(model, state, clause, inner.width));
    for (line, y) in lines.iter().zip(inner.top()..inner.bottom()) {
        canvas.line(
            Rect {
                y,
                height: 1,
                ..inner
            },
            line,
        );
    }
    let last = Rect {
        y: inner.bottom().saturating_sub(1),
        height: 1,
        ..inner
    };
    if let Some(more @ 1..) = lines.len().checked_sub(usize::from(inner.height)) {
        canvas.clear(last);
        canvas.text(
            last,
            format!(
                "{} more lines; {} shows all",
                more + 1,
                state.key("to-aligned")
            ),
            Role::Muted,
        );
    }
}

fn cells_lines(
    model: &Model<'_>,
    state: &State,
    clause: ClauseId,
    canvas: &Canvas<'_>,
) -> Vec<Line> {
    let cells = model.cells_of(state.policy, clause);
    if cells.is_empty() {
        return vec![Line::new("No cell rests on this clause", Role::Muted)];
    }
    let mut lines = vec![Line::new("Cells that rest on this clause", Role::Heading)];
    for cell in cells {
        let (Some(row), Some(summary)) = (model.row(cell.row), model.summary(cell.row)) else {
            continue;
        };
        let Some(brief) = summary.briefs.get(cell.policy.0) else {
            continue;
        };
        let line = Line::new(
            format!("{} ", brief.sign(canvas.theme.charset)),
            Role::of(brief.polarity),
        )
        .with(row.label.clone(), Role::Text)
        .with(spaced(&brief.content), Role::Value)
        .with(spaced(says::family(row.family)), Role::Muted);
        lines.push(line);
    }
    lines
}

/// `text` with a gap before it, if there is any.
fn spaced(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("  {text}")
    }
}

fn counterpart_lines(model: &Model<'_>, state: &State, clause: ClauseId, width: u16) -> Vec<Line> {
    let mut lines = vec![Line::default(), Line::new("Elsewhere", Role::Heading)];
    let rows = model.aligned_rows_of(state.policy, clause);
    for other in state.columns.iter().filter(|other| **other != state.policy) {
        let Some(policy) = model.policy(*other) else {
            continue;
        };
        let mut clauses: Vec<ClauseId> = rows
            .iter()
            .flat_map(|row| model.aligned(*row, *other))
            .copied()
            .collect();
        clauses.sort();
        clauses.dedup();
        if clauses.is_empty() {
            lines.push(Line::new(
                format!("{} is silent", policy.name),
                Role::Absent,
            ));
        }
        for clause in clauses {
            let place = citation(policy, clause, policy.clause(clause).span).to_string();
            lines.push(Line::new(place, Role::Strong));
            let text = policy.clause_text(clause);
            for row in wrap(text, usize::from(width.saturating_sub(2)), 0) {
                lines.push(Line::new(format!("  {}", row.words.of(text)), Role::Text));
            }
        }
        lines.push(Line::default());
    }
    lines
}
