//! The lines at the bottom: what is selected, in words, and what can be done.

use ratatui::layout::Rect;

use super::top::search_sign;
use crate::display::says::{self, Than};
use crate::display::{cells, citation, topic};
use crate::facts::Evidence;
use crate::policy::{ClauseId, PolicyId, Span};
use crate::tui::action::{Action, Entry, applicable};
use crate::tui::canvas::{Canvas, Line};
use crate::tui::hit::Target;
use crate::tui::keymap::Key;
use crate::tui::layout::aligned::{Standing, standing};
use crate::tui::layout::area::{cut, inset};
use crate::tui::layout::pair::What;
use crate::tui::layout::{self, evidence};
use crate::tui::model::Model;
use crate::tui::state::{CellRef, Layer, Purpose, Show, State, View};
use crate::tui::theme::Role;
use crate::tui::update::{OnTop, on_top};

pub(super) fn draw(model: &Model<'_>, state: &State, canvas: &mut Canvas<'_>) {
    let screen = layout::screen(state);
    let mut area = screen.status;
    if area.height > 2 {
        canvas.rule(Rect { height: 1, ..area });
        area = Rect {
            y: area.y + 1,
            height: area.height - 1,
            ..area
        };
    }
    let lines = match &state.notice {
        Some(notice) => vec![Line::new(notice.clone(), Role::Strong)],
        None => selected(model, state),
    };
    let row = |y| Rect::new(1, y, area.width.saturating_sub(2), 1);
    let mut taken = 0;
    if state.view == View::Aligned && area.height > 1 {
        let strip = strip(model, state, canvas);
        taken = canvas.line_right(row(area.bottom() - 1), &strip);
    }
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        let right = if y + 1 == area.bottom() {
            taken + u16::from(taken > 0)
        } else {
            0
        };
        canvas.line(inset(row(y), 0, right), line);
    }
    match state.layers.last() {
        Some(Layer::Prompt { purpose, text }) => {
            prompt(state, purpose, text, screen.footer, canvas);
        }
        _ => footer(model, state, screen.footer, canvas),
    }
}

/// The thing under the cursor: what it means, then its words.
pub(crate) fn selected(model: &Model<'_>, state: &State) -> Vec<Line> {
    match state.view {
        View::Matrix => of_cell(model, state),
        View::Pair => of_difference(model, state).unwrap_or_else(|| of_clause(model, state)),
        View::Aligned | View::Reader => of_clause(model, state),
    }
}

/// What the two say differently, then the words of the one under the cursor; none on a line of clauses.
fn of_difference(model: &Model<'_>, state: &State) -> Option<Vec<Line>> {
    let (number, row) = match layout::pair::at(model, state)? {
        What::Fact { number, row } => (number, row),
        What::Summary => return Some(of_versions(model, state)),
        What::Section(_) | What::Row(_) => return None,
    };
    let words = layout::pair::in_words(model, state, number)?;
    let told = words.on_one_line(model.row(row)?, state.theme.signs().against);
    let mut lines = vec![Line::new(told, Role::Strong)];
    if let Some((policy, place)) = layout::pair::words_of(model, state, number) {
        lines.push(quoted(model, state, policy, (place.clause, place.quote)));
    }
    Some(lines)
}

/// That two policies are put against each other word by word.
fn of_versions(model: &Model<'_>, state: &State) -> Vec<Line> {
    let [old, new] = [state.pair.left, state.pair.right].map(|id| model.name(id));
    let told = format!("what has changed from {old} to {new}, to the word");
    let all = state.key("only-differing");
    let how = match state.pair.show {
        Show::Differing => format!("what is as it was is not shown; {all} shows it"),
        Show::All | Show::Gaps => format!("{all} shows only what has changed"),
    };
    vec![Line::new(told, Role::Strong), Line::new(how, Role::Muted)]
}

fn of_cell(model: &Model<'_>, state: &State) -> Vec<Line> {
    let cell = CellRef {
        row: state.matrix.row,
        policy: state.policy,
    };
    let (Some(row), Some(content)) = (model.row(cell.row), model.cell(cell.row, cell.policy))
    else {
        return Vec::new();
    };
    let places = evidence::places(model, state);
    if let Some(pane) = state.matrix.evidence {
        let text = match places.len() {
            0 => String::new(),
            count => format!("place {} of {count}", pane.place + 1),
        };
        return vec![Line::new(text, Role::Muted)];
    }
    let mut sentence = Line::new(
        says::sentence(model.name(cell.policy), row, content),
        Role::Strong,
    );
    if let Some(text) = against_baseline(model, state, cell) {
        sentence.push(text, Role::Differs);
    }
    let mut lines = vec![sentence];
    if content.polarity().is_none() {
        let speakers: Vec<&str> = places
            .iter()
            .map(|place| model.name(place.policy))
            .collect();
        let text = if speakers.is_empty() {
            "nobody speaks of it".to_owned()
        } else {
            format!("but {}", list(&speakers))
        };
        lines.push(Line::new(text, Role::Muted));
    } else if let Some(place) = places.first() {
        let Evidence { clause, quote } = place.evidence;
        lines.push(quoted(model, state, place.policy, (clause, quote)));
    }
    lines
}

/// ", longer than nopex": how it stands to what the first policy says.
fn against_baseline(model: &Model<'_>, state: &State, cell: CellRef) -> Option<String> {
    let baseline = *state.columns.first()?;
    let word = match model.against(cell.row, cell.policy, baseline)? {
        Than::Longer => "longer",
        Than::Shorter => "shorter",
        Than::Wider => "for more people",
        Than::Narrower => "for fewer people",
    };
    Some(format!(", {word} than {}", model.name(baseline)))
}

/// "qnp", "qnp and nexnodo", "qnp, nexnodo and 3 more speak of it".
fn list(names: &[&str]) -> String {
    match names {
        [one] => format!("{one} speaks of it"),
        [one, other] => format!("{one} and {other} speak of it"),
        [one, other, rest @ ..] => format!("{one}, {other} and {} more speak of it", rest.len()),
        [] => String::new(),
    }
}

/// Where the words stand, then as much of them as there is room for.
fn quoted(
    model: &Model<'_>,
    state: &State,
    policy: PolicyId,
    (clause, words): (ClauseId, Span),
) -> Line {
    let Some(text) = model.policy(policy) else {
        return Line::default();
    };
    let signs = state.theme.signs();
    let place = citation(text, clause, words).to_string();
    Line::new(format!("{place}: "), Role::Muted).with(
        format!(
            "{}{}{}",
            signs.open_quote,
            text.words(words),
            signs.close_quote
        ),
        Role::Text,
    )
}

fn of_clause(model: &Model<'_>, state: &State) -> Vec<Line> {
    let Some((policy, clause)) = model.clause_at(state) else {
        let silent = format!("{} is silent here", model.name(state.policy));
        let speakers = Line::new(speakers_here(model, state), Role::Muted);
        return vec![Line::new(silent, Role::Strong), speakers];
    };
    let Some(text) = model.policy(policy) else {
        return Vec::new();
    };
    let words = text.clause(clause).span;
    let mut place = Line::new(citation(text, clause, words).to_string(), Role::Strong);
    let clauses = match state.view {
        View::Aligned => model.aligned(state.aligned.row, policy),
        _ => &[clause],
    };
    if let Some(more @ 1..) = clauses.len().checked_sub(1) {
        place.push(format!(" and {more} more"), Role::Strong);
    }
    if state.view == View::Aligned {
        place.push(likeness(model, state), Role::Muted);
        let layout = layout::aligned::layout(model, state);
        let before = layout.shown_before(model, state.aligned.row, policy, clause);
        if let Some(before) = before {
            let number = layout.item_of(before) + 1;
            place.push(format!("   stands in row {number} too"), Role::Muted);
        }
    }
    vec![place, Line::new(fills(model, policy, clauses), Role::Muted)]
}

/// How near the members of the aligned row are, and what it is about.
fn likeness(model: &Model<'_>, state: &State) -> String {
    let row = model.alignment().clauses.get(state.aligned.row);
    let Some(row) = row.filter(|row| row.score > 0.0) else {
        return String::new();
    };
    let alike = format!("   alike {:.0} %", row.score * 100.0);
    match &row.topic {
        Some(id) => format!("{alike}, on {}", topic(id, &model.survey().lexicon)),
        None => alike,
    }
}

/// Who speaks in the aligned row on which the cursor's policy is silent.
fn speakers_here(model: &Model<'_>, state: &State) -> String {
    let speaks = |id: &&PolicyId| !model.aligned(state.aligned.row, **id).is_empty();
    let speakers: Vec<&str> = state
        .columns
        .iter()
        .filter(speaks)
        .map(|id| model.name(*id))
        .collect();
    match list(&speakers) {
        nobody if state.view != View::Aligned || nobody.is_empty() => String::new(),
        speakers => format!("but {speakers}"),
    }
}

/// "fills Access, Erasure": the rows of the matrix that rest on the clauses.
fn fills(model: &Model<'_>, policy: PolicyId, clauses: &[ClauseId]) -> String {
    let cells = clauses
        .iter()
        .flat_map(|clause| model.cells_of(policy, *clause));
    let mut labels: Vec<&str> = Vec::new();
    for row in cells.filter_map(|cell| model.row(cell.row)) {
        if !labels.contains(&row.label.as_str()) {
            labels.push(&row.label);
        }
    }
    if labels.is_empty() {
        "fills no cell".to_owned()
    } else {
        format!("fills {}", labels.join(", "))
    }
}

/// How every policy stands to the cursor's in its row, a sign each, where not all are in sight: those that are, underlined.
fn strip(model: &Model<'_>, state: &State, canvas: &Canvas<'_>) -> Line {
    let layout = layout::aligned::layout(model, state);
    let mut strip = Line::default();
    if layout.columns.len() >= state.columns.len() {
        return strip;
    }
    let signs = canvas.theme.signs();
    for id in &state.columns {
        let in_sight = layout.columns.iter().any(|column| column.policy == *id);
        let (sign, role) = match standing(model, state, state.policy, *id) {
            Standing::Silent => (canvas.theme.charset.sign(None), Role::Absent),
            Standing::Speaks => (signs.speaks, Role::Stated),
            Standing::Differs => (signs.differs, Role::Differs),
        };
        let role = match (*id == state.policy, in_sight) {
            (true, _) => Role::Cursor,
            (false, true) => Role::TabCurrent,
            (false, false) => role,
        };
        strip.push(sign, role);
    }
    strip
}

fn prompt(state: &State, purpose: &Purpose, text: &str, area: Rect, canvas: &mut Canvas<'_>) {
    let found = match &state.search {
        _ if !matches!(purpose, Purpose::Search { .. }) => String::new(),
        Some(search) if search.query.is_broken() => "no expression yet".to_owned(),
        Some(search) if state.view == View::Matrix => format!("{} rows", search.hits.len()),
        Some(search) => format!("{} hits", search.hits.len()),
        None => String::new(),
    };
    let right = Line::new(found, Role::Muted);
    let used = canvas.line_right(cut(area, 0, area.width.saturating_sub(1)), &right);
    let area = cut(area, 1, area.width.saturating_sub(used + 3));
    // A long line shows its end, where the typing goes on.
    let room = usize::from(area.width).saturating_sub(12);
    let mut shown = text;
    while cells(shown) > room {
        let mut chars = shown.chars();
        chars.next();
        shown = chars.as_str();
    }
    let sign = match purpose {
        Purpose::Search { reading, .. } => search_sign(*reading),
        Purpose::Note => "note: ",
        Purpose::File => "write to: ",
    };
    let line = Line::new(sign, Role::Key).with(shown.to_owned(), Role::Text);
    let end = canvas.line(area, &line);
    canvas.restyle(cut(area, end, 1), Role::Cursor);
}

/// What can be done now, as many of the hints as there is room for; help, the way out and an end to reading always are.
fn footer(model: &Model<'_>, state: &State, area: Rect, canvas: &mut Canvas<'_>) {
    let (last, first): (Vec<&Entry>, Vec<&Entry>) = applicable(state, model)
        .filter(|entry| entry.hint.is_some() && !state.keymap.keys(entry).is_empty())
        // On a page esc says it already.
        .filter(|entry| entry.action != Action::CloseView || state.layers.is_empty())
        .partition(|entry| match entry.action {
            Action::Close => on_top(state) == OnTop::Reading,
            action => matches!(action, Action::Help | Action::CloseView),
        });
    let width: u16 = last.iter().map(|entry| hint(entry, state).1 + 2).sum();
    let (mut x, end) = (area.x + 1, area.right().saturating_sub(width));
    for entry in first {
        let (line, width) = hint(entry, state);
        if x + width <= end {
            put_hint(entry, &line, Rect { x, width, ..area }, canvas);
            x += width + 2;
        }
    }
    for entry in last {
        let (line, width) = hint(entry, state);
        put_hint(
            entry,
            &line,
            Rect {
                x,
                width: width.min(area.right().saturating_sub(x)),
                ..area
            },
            canvas,
        );
        x += width + 2;
    }
}

/// A key with its word, and its width.
fn hint(entry: &Entry, state: &State) -> (Line, u16) {
    let word = match (entry.action, state.view) {
        (Action::CloseView, View::Aligned | View::Pair | View::Reader) => "leave",
        (Action::Close, _) if on_top(state) == OnTop::Reading => "read no more",
        (Action::Open, View::Matrix) if state.matrix.evidence.is_some() => "read",
        _ => entry.hint.unwrap_or_default(),
    };
    let key = state.keymap.keys(entry).first();
    let key = key.map(Key::to_string).unwrap_or_default();
    let line = Line::new(key, Role::Key)
        .with(" ", Role::Text)
        .with(word, Role::Muted);
    let width = layout::cell_count(line.cells());
    (line, width)
}

fn put_hint(entry: &Entry, line: &Line, place: Rect, canvas: &mut Canvas<'_>) {
    canvas.line(place, line);
    canvas.hit(place, Target::Hint(entry.action));
}
