//! A view as headed text in reading order: words instead of signs, nothing cut off, the whole list and not a window of it.

use unicode_segmentation::UnicodeSegmentation;

use super::canvas::Mark;
use super::layout;
use super::layout::evidence::{self, PaneLine};
use super::layout::pair::{What, in_words};
use super::model::{Item, Model};
use super::pairing::{Kinship, Side};
use super::picker;
use super::state::{Layer, State, View};
use super::tray;
use super::view::{modes, selected};
use crate::display::says::{self, Brief, Firmness};
use crate::display::{Charset, Safe, citation, date, outcome, plain, status};
use crate::policy::{ClauseId, ClauseKind, PolicyId};

/// The view with what lies on top of it.
pub(crate) fn linear(model: &Model<'_>, state: &State) -> String {
    let mut text = Text::default();
    match state.view {
        View::Matrix => matrix(model, state, &mut text),
        View::Aligned => aligned(model, state, &mut text),
        View::Pair => pair(model, state, &mut text),
        View::Reader => reader(model, state, &mut text),
    }
    if state.view != View::Matrix || state.matrix.evidence.is_none() {
        text.heading(2, "Under the cursor");
        for line in selected(model, state) {
            text.line(&line.text());
        }
    }
    for layer in &state.layers {
        on_top(model, state, layer, &mut text);
    }
    text.in_charset(state.theme.charset)
}

/// Headings and lines, safe to be printed.
#[derive(Default)]
struct Text(String);

impl Text {
    fn heading(&mut self, level: usize, words: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(&"#".repeat(level));
        self.line(&format!(" {words}"));
    }

    fn line(&mut self, words: &str) {
        self.0.push_str(Safe::line(words).as_str().trim_end());
        self.0.push('\n');
    }

    fn in_charset(self, charset: Charset) -> String {
        match charset {
            Charset::Unicode => self.0,
            Charset::Ascii => {
                let graphemes = self.0.graphemes(true);
                graphemes.map(|one| plain(one).unwrap_or(one)).collect()
            }
        }
    }
}

/// The title of a view, with what is not as it is at the start.
fn title(state: &State, what: &str, text: &mut Text) {
    let modes = modes(state);
    let modes = if modes.is_empty() {
        String::new()
    } else {
        format!(", {}", modes.join(", "))
    };
    text.heading(1, &format!("{what}{modes}"));
    if let Some(search) = &state.search {
        let (query, count) = (search.query.text(), search.hits.len());
        text.line(&format!(
            "Searched for “{query}”: {}",
            counted(count, "hit")
        ));
    }
}

/// "1 row", "2 rows".
fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

fn here(is_here: bool) -> &'static str {
    if is_here { " (here)" } else { "" }
}

fn matrix(model: &Model<'_>, state: &State, text: &mut Text) {
    let layout = layout::matrix::layout(model, state);
    let (rows, policies) = (layout.rows.len(), state.columns.len());
    let (rows, columns) = (counted(rows, "row"), counted(policies, "column"));
    title(state, &format!("Matrix: {rows}, {columns}"), text);
    for shown in &layout.rows {
        let (Some(row), Some(summary)) = (model.row(shown.row), model.summary(shown.row)) else {
            continue;
        };
        if let Some(family) = shown.heading {
            text.heading(2, says::family(family));
        }
        text.heading(
            3,
            &format!("{}{}", row.label, here(shown.row == state.matrix.row)),
        );
        for policy in &state.columns {
            if let Some(brief) = summary.briefs.get(policy.0) {
                let at = here((shown.row, *policy) == (state.matrix.row, state.policy));
                text.line(&format!("{}: {}{at}", model.name(*policy), said(brief)));
            }
        }
    }
    if state.matrix.evidence.is_some() {
        behind_the_cell(model, state, text);
    }
}

/// What a policy says, in words: "stated with reserve, EU".
fn said(brief: &Brief) -> String {
    let mut said = status(brief.polarity).to_owned();
    if brief.firmness == Firmness::Hedged {
        said.push_str(" with reserve");
    }
    if !brief.content.is_empty() {
        said.push_str(&format!(", {}", brief.content));
    }
    said
}

fn behind_the_cell(model: &Model<'_>, state: &State, text: &mut Text) {
    text.heading(2, "Behind the cell");
    // Wide enough for a clause to stand on one line.
    for line in evidence::lines(model, state, u16::MAX) {
        match line {
            PaneLine::Blank => text.line(""),
            PaneLine::Told(line) | PaneLine::Citation { text: line, .. } => {
                text.line(&line.text());
            }
            PaneLine::Words {
                place, block, row, ..
            } => {
                if let (Some(policy), Some(row)) = (model.policy(place.policy), block.rows.get(row))
                {
                    text.line(&format!("“{}”", policy.words(row.words)));
                }
            }
        }
    }
}

fn aligned(model: &Model<'_>, state: &State, text: &mut Text) {
    let rows = layout::aligned::rows(model, state);
    title(
        state,
        &format!("Aligned: {}", counted(rows.len(), "row")),
        text,
    );
    for (number, row) in rows.into_iter().enumerate() {
        let at = here(row == state.aligned.row);
        text.heading(2, &format!("Row {}{at}", number + 1));
        for policy in &state.columns {
            for clause in model.aligned(row, *policy) {
                text.line(&cited(model, *policy, *clause));
            }
        }
        let silent = |id: &&PolicyId| model.aligned(row, **id).is_empty();
        let silent: Vec<&str> = state
            .columns
            .iter()
            .filter(silent)
            .map(|id| model.name(*id))
            .collect();
        if !silent.is_empty() {
            text.line(&format!("Silent: {}", silent.join(", ")));
        }
    }
}

/// Where the clause stands, and its words.
fn cited(model: &Model<'_>, policy: PolicyId, clause: ClauseId) -> String {
    let Some(text) = model.policy(policy) else {
        return String::new();
    };
    let words = text.clause(clause).span;
    format!("{}: {}", citation(text, clause, words), text.words(words))
}

fn pair(model: &Model<'_>, state: &State, text: &mut Text) {
    let (left, right) = (state.pair.left, state.pair.right);
    let names = [left, right].map(|id| model.name(id));
    title(
        state,
        &format!("Pair: {} against {}", names[0], names[1]),
        text,
    );
    let entries = layout::pair::layout(model, state).entries;
    let mut before = None;
    for entry in entries {
        let kind = std::mem::discriminant(&entry.what);
        if before.replace(kind) != Some(kind) {
            let heading = match entry.what {
                What::Summary => "What has changed",
                What::Fact { .. } => "Facts that differ",
                What::Section(_) => "Sections",
                What::Row(_) => "Clauses",
            };
            text.heading(2, heading);
        }
        match entry.what {
            What::Fact { number, row } => {
                if let (Some(line), Some(words)) = (model.row(row), in_words(model, state, number))
                {
                    text.line(&words.on_one_line(line, "against"));
                }
            }
            What::Summary => {
                let lines = layout::pair::summary(model, state);
                lines.iter().for_each(|line| text.line(line));
            }
            What::Section(number) => {
                let title = |policy| {
                    let section = layout::pair::section(model, state, number, policy);
                    section.map_or_else(|| "none".to_owned(), |id| model.heading(policy, id))
                };
                text.line(&format!("{} against {}", title(left), title(right)));
            }
            What::Row(row) => clauses(model, row, [left, right], text),
        }
    }
}

/// Two texts; the words that only one of them has between signs, where the texts are near.
fn clauses(model: &Model<'_>, row: usize, [left, right]: [PolicyId; 2], text: &mut Text) {
    let block = model.pair_block(row, left, right, u16::MAX);
    let rows = model.pair_rows(left, right);
    let Some(row) = rows.rows.get(row) else {
        return;
    };
    let of = |(policy, clauses): (PolicyId, &[ClauseId]), side: &Side, signs: [&str; 2]| {
        let place = clauses.first();
        let place = place.and_then(|clause| {
            let text = model.policy(policy)?;
            Some(citation(text, *clause, text.clause(*clause).span).to_string())
        });
        let place = place.unwrap_or_else(|| format!("{}: silent", model.name(policy)));
        format!("{place}: {}", with_marks(side, signs))
    };
    let old = of((left, &row.left), &block.left, ["[-", "-]"]);
    let new = of((right, &row.right), &block.right, ["{+", "+}"]);
    text.line("");
    let are_versions = rows.changes.is_some();
    match block.kinship {
        Kinship::Same => text.line(&format!("In the same words: {old}")),
        Kinship::LeftOnly if are_versions => text.line(&format!("Removed: {old}")),
        Kinship::RightOnly if are_versions => text.line(&format!("Added: {new}")),
        Kinship::LeftOnly => text.line(&format!("{} is silent. {old}", model.name(right))),
        Kinship::RightOnly => text.line(&format!("{} is silent. {new}", model.name(left))),
        Kinship::Near | Kinship::Far => {
            text.line(&old);
            text.line(&new);
        }
    }
    if let (true, Some((policy, clause))) = (are_versions, row.elsewhere)
        && let Some(new) = row.right.first()
    {
        let place = |policy: PolicyId, clause: ClauseId| {
            let text = model.policy(policy)?;
            Some(citation(text, clause, text.clause(clause).span).to_string())
        };
        let (from, to) = (place(policy, clause), place(right, *new));
        let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
        text.line(&format!("Moved from {from} to {to}"));
    }
}

fn with_marks(side: &Side, [open, close]: [&str; 2]) -> String {
    let mut text = String::new();
    let mut end = 0;
    let words = |from: usize, to: usize| side.text.get(from..to).unwrap_or_default();
    for Mark { span, .. } in &side.marks.words {
        text.push_str(words(end, span.start()));
        text.push_str(open);
        text.push_str(words(span.start(), span.end()));
        text.push_str(close);
        end = span.end();
    }
    text.push_str(words(end, side.text.len()));
    text.replace('\n', " ")
}

fn reader(model: &Model<'_>, state: &State, text: &mut Text) {
    let Some(policy) = model.policy(state.policy) else {
        return;
    };
    let dated = policy
        .updated
        .map(|updated| format!(", as of {}", date(updated)));
    let name = format!("Reader: {}{}", policy.name, dated.unwrap_or_default());
    title(state, &name, text);
    for item in model.contents(state.policy) {
        match item {
            Item::Heading(section) => {
                let level = usize::from(policy.section(*section).level) + 1;
                text.heading(level.clamp(2, 6), &model.heading(state.policy, *section));
            }
            Item::Clause(id) => {
                let clause = policy.clause(*id);
                let bullet = match clause.kind {
                    ClauseKind::ListItem => "- ",
                    _ => "",
                };
                let at = here(*id == state.reader.clause);
                let (lines, words) = (clause.lines, policy.words(clause.span));
                text.line(&format!("{bullet}{words} ({lines}){at}"));
            }
        }
    }
}

fn on_top(model: &Model<'_>, state: &State, layer: &Layer, text: &mut Text) {
    match layer {
        Layer::Prompt { text: typed, .. } => {
            text.heading(2, "Typed");
            text.line(typed);
        }
        Layer::Page { page, .. } => {
            text.heading(2, layout::page::title(state, *page).as_str());
            for line in layout::page::lines(model, state, *page) {
                text.line(&line.text());
            }
        }
        Layer::Picker(one) => {
            text.heading(2, picker::title(one.kind));
            for (number, entry) in picker::entries(model, state, one).iter().enumerate() {
                let at = here(number == one.chosen);
                text.line(&format!(
                    "{}: {}{at}",
                    entry.name.trim_start(),
                    entry.detail
                ));
            }
        }
        Layer::Checklist { number, .. } => {
            let Some(filled) = model.checklist(*number) else {
                return;
            };
            text.heading(2, &filled.checklist.label);
            let wanted = filled.checklist.requirements.iter();
            for (requirement, answers) in wanted.zip(&filled.answers) {
                text.heading(
                    3,
                    &format!("{} {}", requirement.provision, requirement.text),
                );
                for policy in &state.columns {
                    if let Some(answer) = answers.get(policy.0) {
                        text.line(&format!(
                            "{}: {}",
                            model.name(*policy),
                            outcome(answer.outcome)
                        ));
                    }
                }
            }
        }
        Layer::Tray { chosen } => {
            text.heading(2, "Tray");
            for (number, thing) in state.tray.things.iter().enumerate() {
                let at = here(number == *chosen);
                text.line(&format!("{}{at}", tray::sentence(model, thing)));
                if !thing.note.is_empty() {
                    text.line(&format!("Note: {}", thing.note));
                }
            }
        }
    }
}
