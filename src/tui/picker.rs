//! Lists to choose from: what stands in them, and what choosing it means.

use super::action::{Action, applicable};
use super::model::{Item, Model};
use super::query::{fit, spans};
use super::state::{CellRef, Hit, Layer, Picker, PickerKind, State};
use crate::coverage::Family;
use crate::display::says;
use crate::display::{Charset, cells, citation, truncate};
use crate::lexicon::checklist::{Checklist, checklists};
use crate::policy::SectionId;

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PickerEntry {
    pub name: String,
    /// What stands at the right: a key, a place.
    pub detail: String,
    /// A further word by which it is found.
    pub alias: &'static str,
    pub choice: Choice,
}

/// What is done when an entry is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    Act(Action),
    Section(SectionId),
    Hit(usize),
    Cell(CellRef),
    /// The checklist with this number.
    Checklist(usize),
    /// The rows of this family, to be shown or not.
    Family(Family),
}

pub(crate) fn title(kind: PickerKind) -> &'static str {
    match kind {
        PickerKind::Actions => "What can be done",
        PickerKind::Outline => "Sections",
        PickerKind::Hits => "Hits",
        PickerKind::Cells => "Cells that rest on this clause",
        PickerKind::Checklists => "What a law wants a policy to tell",
        PickerKind::Families => "Rows to show",
    }
}

/// The entries that fit every word that was typed, the best first; hits stay in their order.
pub(crate) fn entries(model: &Model<'_>, state: &State, picker: &Picker) -> Vec<PickerEntry> {
    let mut entries = match picker.kind {
        PickerKind::Actions => actions(model, state),
        PickerKind::Outline => outline(model, state),
        PickerKind::Hits => hits(model, state),
        PickerKind::Cells => filled(model, state),
        PickerKind::Checklists => checklists_by_name(),
        PickerKind::Families => families(model, state),
    };
    let words: Vec<&str> = picker.text.split_whitespace().collect();
    if picker.kind == PickerKind::Hits {
        entries.retain(|entry| {
            words
                .iter()
                .all(|word| !spans(&entry.name, word).is_empty())
        });
        return entries;
    }
    let fit_of = |entry: &PickerEntry| -> Option<usize> {
        let best = |word: &&str| fit(&entry.name, word).max(fit(entry.alias, word));
        words.iter().map(best).sum()
    };
    let fitting = entries.into_iter();
    let mut fitting: Vec<(usize, PickerEntry)> = fitting
        .filter_map(|entry| Some((fit_of(&entry)?, entry)))
        .collect();
    fitting.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    fitting.into_iter().map(|(_, entry)| entry).collect()
}

fn actions(model: &Model<'_>, state: &State) -> Vec<PickerEntry> {
    // The list lies over the view whose actions it holds.
    let mut below = state.clone();
    below
        .layers
        .retain(|layer| !matches!(layer, Layer::Picker(_)));
    let entries = applicable(&below, model).filter(|entry| entry.action != Action::Palette);
    entries
        .map(|entry| PickerEntry {
            name: entry.doc.to_owned(),
            detail: state.keymap.shown(entry),
            alias: entry.name,
            choice: Choice::Act(entry.action),
        })
        .collect()
}

/// The families, each with how many rows it has and whether they are shown.
fn families(model: &Model<'_>, state: &State) -> Vec<PickerEntry> {
    let chosen = &state.matrix.families;
    let entry = |family: Family| {
        let rows = model.survey().matrix.family(family).count();
        let shown = match chosen.contains(&family) {
            true => "shown",
            false if chosen.is_empty() => "",
            false => "not shown",
        };
        PickerEntry {
            name: says::family(family).to_owned(),
            detail: format!("{rows} rows  {shown}").trim_end().to_owned(),
            alias: "",
            choice: Choice::Family(family),
        }
    };
    Family::ALL.map(entry).into()
}

fn checklists_by_name() -> Vec<PickerEntry> {
    let entry = |(number, checklist): (usize, &'static Checklist)| PickerEntry {
        name: checklist.label.clone(),
        detail: checklist.id.clone(),
        alias: checklist.id.as_str(),
        choice: Choice::Checklist(number),
    };
    checklists().iter().enumerate().map(entry).collect()
}

fn outline(model: &Model<'_>, state: &State) -> Vec<PickerEntry> {
    let Some(policy) = model.policy(state.policy) else {
        return Vec::new();
    };
    let sections = model
        .contents(state.policy)
        .iter()
        .filter_map(|item| match item {
            Item::Heading(section) => Some(*section),
            Item::Clause(_) => None,
        });
    sections
        .map(|section| PickerEntry {
            name: format!(
                "{}{}",
                outline_indent(policy.section(section).level),
                model.heading(state.policy, section)
            ),
            detail: policy.section(section).lines.to_string(),
            alias: "",
            choice: Choice::Section(section),
        })
        .collect()
}

/// The white space before a heading of this depth in an outline.
pub(crate) fn outline_indent(level: u8) -> String {
    "  ".repeat(usize::from(level.saturating_sub(1)).min(6))
}

fn hits(model: &Model<'_>, state: &State) -> Vec<PickerEntry> {
    let Some(search) = &state.search else {
        return Vec::new();
    };
    let entry = |(number, hit): (usize, &Hit)| match hit {
        Hit::Row(row) => model.row(*row).map(|line| PickerEntry {
            name: line.label.clone(),
            detail: says::family(line.family).to_owned(),
            alias: "",
            choice: Choice::Hit(number),
        }),
        Hit::Heading { policy, section } => model.policy(*policy).map(|text| PickerEntry {
            name: model.heading(*policy, *section),
            detail: format!("{}, {}", text.name, text.section(*section).lines),
            alias: "",
            choice: Choice::Hit(number),
        }),
        Hit::Words {
            policy,
            clause,
            span,
        } => model.policy(*policy).map(|text| PickerEntry {
            name: around(
                text.clause_text(*clause),
                span.start() - text.clause(*clause).span.start(),
            ),
            detail: citation(text, *clause, *span).to_string(),
            alias: "",
            choice: Choice::Hit(number),
        }),
    };
    search.hits.iter().enumerate().filter_map(entry).collect()
}

/// The words of `text` from shortly before the byte `at` on.
fn around(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .filter(|(_, c)| c.is_whitespace())
        .nth(3)
        .map_or(0, |(start, _)| start + 1);
    text.get(start..).unwrap_or(text).to_owned()
}

fn filled(model: &Model<'_>, state: &State) -> Vec<PickerEntry> {
    let Some((policy, clause)) = model.clause_at(state) else {
        return Vec::new();
    };
    let entry = |cell: &CellRef| {
        let (row, brief) = (
            model.row(cell.row)?,
            model.summary(cell.row)?.briefs.get(cell.policy.0)?,
        );
        let sign = brief.sign(state.theme.charset);
        Some(PickerEntry {
            name: format!("{}: {}", says::family(row.family), row.label),
            detail: format!("{sign} {}", brief.content).trim_end().to_owned(),
            alias: "",
            choice: Choice::Cell(*cell),
        })
    };
    model
        .cells_of(policy, clause)
        .iter()
        .filter_map(entry)
        .collect()
}

/// A name and its detail on one line of `width` cells: the detail at the right end, in at most half of it.
pub(crate) fn columns(entry: &PickerEntry, width: usize, charset: Charset) -> (String, String) {
    let detail = truncate(&entry.detail, width / 2, charset).to_string();
    let room = width.saturating_sub(cells(&detail) + 2);
    (truncate(&entry.name, room, charset).to_string(), detail)
}
