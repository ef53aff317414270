//! The line at the top: the views, what is filtered, and where the cursor is.

use ratatui::layout::Rect;

use crate::Progress;
use crate::display::{cells, says};
use crate::tui::canvas::{Canvas, Line};
use crate::tui::hit::Target;
use crate::tui::layout;
use crate::tui::layout::area::cut;
use crate::tui::model::Model;
use crate::tui::query::Reading;
use crate::tui::state::{Against, Detail, Order, Show, State, View};
use crate::tui::theme::Role;

pub(super) fn draw(model: &Model<'_>, state: &State, canvas: &mut Canvas<'_>) {
    let area = layout::screen(state).top;
    let right = position(model, state);
    let used = canvas.line_right(cut(area, 0, area.width.saturating_sub(1)), &right);
    let room = area.width.saturating_sub(used + 2);
    let mut x = area.x + 1;
    let tabs: u16 = View::ALL.iter().map(|view| tab(state, *view).1).sum();
    if room > tabs + 13 {
        x += canvas.text(Rect { x, ..area }, "clausewise", Role::Title) + 2;
    }
    let views: Vec<View> = View::ALL
        .into_iter()
        .filter(|view| room > tabs || *view == state.view)
        .collect();
    for view in views {
        let role = if view == state.view {
            Role::TabCurrent
        } else {
            Role::Tab
        };
        let (key, width) = tab(state, view);
        let place = Rect {
            x,
            width: width.min((area.x + room).saturating_sub(x)),
            ..area
        };
        canvas.line(place, &Line::new(key, Role::Muted).with(view.name(), role));
        canvas.hit(place, Target::Tab(view));
        x += width;
    }
    let mut modes: Vec<String> = modes(state).into_iter().map(str::to_owned).collect();
    modes.extend(came_from(model, state, canvas.theme.signs().before));
    let modes = modes.join(&format!(" {} ", canvas.theme.signs().dot));
    let rest = Rect {
        x: x + 1,
        width: (area.x + room).saturating_sub(x + 1),
        ..area
    };
    canvas.text(rest, modes, Role::Differs);
}

/// Where the last jump came from: "‹ matrix, Erasure".
fn came_from(model: &Model<'_>, state: &State, before: &str) -> Option<String> {
    let place = state.trail.back.last()?;
    let what = match place.view {
        View::Matrix => model.row(place.matrix.row).map(|row| row.label.clone()),
        View::Aligned | View::Pair => Some(model.name(place.policy).to_owned()),
        View::Reader => {
            let clause = model
                .policy(place.policy)?
                .clauses
                .get(place.reader.clause.0)?;
            clause
                .section
                .map(|section| model.heading(place.policy, section))
        }
    };
    let what = what.map(|what| format!(", {what}")).unwrap_or_default();
    Some(format!("{before} {}{what}", place.view.name()))
}

/// The key that leads to a view, and the width of its tab.
fn tab(state: &State, view: View) -> (String, u16) {
    let key = format!("{} ", state.key(view.name()));
    let width = layout::cell_count(cells(&key) + view.name().len() + 2);
    (key, width)
}

/// What is not as it is at the start, in a word each.
pub(crate) fn modes(state: &State) -> Vec<&'static str> {
    let mut modes = Vec::new();
    let show = match state.view {
        View::Matrix => state.matrix.show,
        View::Aligned => state.aligned.show,
        View::Pair => state.pair.show,
        View::Reader => Show::All,
    };
    match show {
        Show::All => {}
        Show::Differing => modes.push("differing"),
        Show::Gaps => modes.push("silent"),
    }
    match state.view {
        View::Matrix => {
            modes.extend(state.matrix.families.iter().copied().map(says::family));
            if state.matrix.order == Order::Disagreement {
                modes.push("by disagreement");
            }
            if state.matrix.against == Against::Most {
                modes.push("against most");
            }
        }
        View::Pair => match state.pair.detail {
            Detail::All => {}
            Detail::Facts => modes.push("facts"),
            Detail::Words => modes.push("clauses"),
            Detail::Sentences => modes.push("sentences"),
        },
        View::Aligned | View::Reader => {}
    }
    modes
}

/// What stands before what is searched for.
pub(super) fn search_sign(reading: Reading) -> &'static str {
    match reading {
        Reading::Words => "/",
        Reading::Regex => "expression /",
    }
}

/// Where the cursor is among how many, and the search.
fn position(model: &Model<'_>, state: &State) -> Line {
    let (place, count, of) = match state.view {
        View::Matrix => {
            let layout = layout::matrix::layout(model, state);
            (layout.at(state).item, layout.rows.len(), "rows")
        }
        View::Aligned => {
            let layout = layout::aligned::layout(model, state);
            (layout.at(state).item, layout.entries.len(), "rows")
        }
        View::Pair => (
            state.pair.item,
            layout::pair::layout(model, state).entries.len(),
            "lines",
        ),
        View::Reader => {
            let layout = layout::reader::layout(model, state);
            (layout.at(state).item, layout.entries.len(), "clauses")
        }
    };
    let mut line = Line::default();
    if let Some(search) = &state.search {
        let current = search
            .current
            .map_or(String::new(), |current| format!("{}/", current + 1));
        let (sign, text) = (search_sign(search.query.reading()), search.query.text());
        line.push(
            format!("{sign}{text} [{current}{}]", search.hits.len()),
            Role::Hit,
        );
        line.push("  ", Role::Text);
    }
    if let Some(count) = state.count {
        line.push(format!("{count} times  "), Role::Strong);
    }
    if !state.tray.things.is_empty() {
        line.push(format!("tray {}  ", state.tray.things.len()), Role::Strong);
    }
    match state.reading {
        Some(Progress::Reading { done, of }) => {
            line.push(format!("{done}/{of} read  "), Role::Warning);
        }
        Some(Progress::Comparing { policies }) => {
            line.push(format!("comparing {policies}  "), Role::Warning);
        }
        Some(Progress::Starting) | None => {}
    }
    let unread = model.survey().unread.len();
    if unread > 0 {
        line.push(format!("{unread} unread  "), Role::Warning);
    }
    let place = if count == 0 { 0 } else { place + 1 };
    line.push(format!("{place}/{count} {of}"), Role::Muted);
    line
}
