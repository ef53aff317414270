//! What the user can do: one table from which the keys, the footer, the help and the palette are made.

use super::keymap::Key;
use super::layout::evidence::places;
use super::layout::{folding, pair};
use super::model::Model;
use super::state::{Context, Layer, Page, Purpose, State, View, Widths};
use super::update::{OnTop, on_top};

/// Something that the user can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Action {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    HalfUp,
    HalfDown,
    Top,
    Bottom,
    FirstColumn,
    LastColumn,
    Open,
    Close,
    Back,
    Forward,
    NextPlace,
    PreviousPlace,
    ScrollDown,
    ScrollUp,
    Cells,
    ToAligned,
    NextView,
    PreviousView,
    Matrix,
    Aligned,
    Pair,
    Reader,
    Find,
    NextHit,
    PreviousHit,
    Hits,
    Outline,
    Fold,
    FoldAll,
    OnlyDiffering,
    OnlyGaps,
    NextFamily,
    Families,
    SortByDisagreement,
    MoveLeft,
    MoveRight,
    Baseline,
    Hide,
    Unhide,
    Density,
    ResetWidths,
    Most,
    NextDifference,
    PreviousDifference,
    NextPolicy,
    PreviousPolicy,
    Swap,
    ToMoved,
    Detail,
    Copy,
    CopyRow,
    Collect,
    Tray,
    Earlier,
    Later,
    Drop,
    Note,
    Write,
    Inputs,
    Why,
    Checklists,
    Help,
    Palette,
    Mouse,
    Theme,
    Redraw,
    Suspend,
    CloseView,
    Quit,
    Accept,
    Erase,
    EraseWord,
    EraseAll,
    Regex,
}

/// What an action belongs to in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Topic {
    Moving,
    Reading,
    Finding,
    Rows,
    Columns,
    Views,
    Tray,
    Program,
    Typing,
}

impl Topic {
    pub(crate) const ALL: [Self; 9] = [
        Self::Moving,
        Self::Reading,
        Self::Finding,
        Self::Rows,
        Self::Columns,
        Self::Views,
        Self::Tray,
        Self::Program,
        Self::Typing,
    ];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Moving => "Moving",
            Self::Reading => "Reading",
            Self::Finding => "Finding",
            Self::Rows => "Rows",
            Self::Columns => "Columns",
            Self::Views => "Views",
            Self::Tray => "Tray",
            Self::Program => "Program",
            Self::Typing => "Typing",
        }
    }
}

/// A line of the table.
#[derive(Debug)]
pub(crate) struct Entry {
    pub action: Action,
    /// The name in a configuration and in the table of keys.
    pub name: &'static str,
    /// The keys that do it, the one to show first.
    pub keys: &'static [&'static str],
    /// What it does, in a line.
    pub doc: &'static str,
    /// The word in the footer; an action without one is not shown there.
    pub hint: Option<&'static str>,
    pub topic: Topic,
    /// Where its keys work.
    pub within: &'static [Context],
    /// Whether it stands in the table of the keys worth knowing first.
    pub listed: bool,
    /// Whether it does anything now.
    pub applies: fn(&State, &Model<'_>) -> bool,
}

use Context as In;

const VIEWS: &[Context] = &[In::Matrix, In::Aligned, In::Pair, In::Reader];
const LISTS: &[Context] = &[
    In::Matrix,
    In::Aligned,
    In::Pair,
    In::Reader,
    In::Page,
    In::Tray,
    In::Checklist,
];
/// Where the cursor goes from policy to policy.
const COLUMNS: &[Context] = &[In::Matrix, In::Aligned, In::Pair, In::Reader, In::Checklist];
const EVERYWHERE: &[Context] = &[
    In::Matrix,
    In::Aligned,
    In::Pair,
    In::Reader,
    In::Page,
    In::Picker,
    In::Prompt,
    In::Tray,
    In::Checklist,
];

fn always(_: &State, _: &Model<'_>) -> bool {
    true
}

fn has_columns(state: &State, _: &Model<'_>) -> bool {
    state.columns.len() > 1
}

fn has_hidden(state: &State, _: &Model<'_>) -> bool {
    !state.hidden.is_empty()
}

fn has_own_widths(state: &State, _: &Model<'_>) -> bool {
    state.widths != Widths::default()
}

fn has_moved(state: &State, model: &Model<'_>) -> bool {
    pair::moved_here(model, state).is_some()
}

fn has_things(state: &State, _: &Model<'_>) -> bool {
    !state.tray.things.is_empty()
}

fn can_collect(state: &State, model: &Model<'_>) -> bool {
    match state.view {
        View::Matrix => model.row(state.matrix.row).is_some(),
        View::Aligned | View::Pair | View::Reader => model.clause_at(state).is_some(),
    }
}

fn has_third_policy(state: &State, _: &Model<'_>) -> bool {
    state.columns.len() > 2
}

fn has_hits(state: &State, _: &Model<'_>) -> bool {
    state
        .search
        .as_ref()
        .is_some_and(|search| !search.hits.is_empty())
}

fn types_search(state: &State, _: &Model<'_>) -> bool {
    matches!(
        state.layers.last(),
        Some(Layer::Prompt {
            purpose: Purpose::Search { .. },
            ..
        })
    )
}

fn shows_evidence(state: &State, _: &Model<'_>) -> bool {
    state.matrix.evidence.is_some()
}

fn has_several_places(state: &State, model: &Model<'_>) -> bool {
    state.matrix.evidence.is_some() && places(model, state).len() > 1
}

fn fills_cells(state: &State, model: &Model<'_>) -> bool {
    model
        .clause_at(state)
        .is_some_and(|(policy, clause)| !model.cells_of(policy, clause).is_empty())
}

fn has_way_back(state: &State, _: &Model<'_>) -> bool {
    !state.trail.back.is_empty()
}

fn has_way_forward(state: &State, _: &Model<'_>) -> bool {
    !state.trail.forward.is_empty()
}

fn can_close(state: &State, _: &Model<'_>) -> bool {
    on_top(state) != OnTop::Nothing
}

fn has_outline(state: &State, model: &Model<'_>) -> bool {
    model
        .policy(state.policy)
        .is_some_and(|policy| !policy.sections.is_empty())
}

impl Action {
    /// Whether it goes somewhere, so that it may be asked for several times.
    pub(crate) fn is_move(self) -> bool {
        matches!(
            self,
            Self::Up
                | Self::Down
                | Self::Left
                | Self::Right
                | Self::PageUp
                | Self::PageDown
                | Self::HalfUp
                | Self::HalfDown
                | Self::NextPlace
                | Self::PreviousPlace
                | Self::ScrollUp
                | Self::ScrollDown
                | Self::NextDifference
                | Self::PreviousDifference
                | Self::NextHit
                | Self::PreviousHit
                | Self::NextPolicy
                | Self::PreviousPolicy
                | Self::MoveLeft
                | Self::MoveRight
                | Self::Back
                | Self::Forward
        )
    }
}

fn shows_keys(state: &State, _: &Model<'_>) -> bool {
    matches!(
        state.layers.last(),
        Some(Layer::Page {
            page: Page::Help,
            ..
        })
    )
}

fn stands_in_section(state: &State, model: &Model<'_>) -> bool {
    !folding(state, model).1.is_empty()
}

fn quotes_something(state: &State, model: &Model<'_>) -> bool {
    match state.view {
        View::Matrix => !places(model, state).is_empty(),
        View::Aligned | View::Pair | View::Reader => model.clause_at(state).is_some(),
    }
}

/// Whether a clause is matched by what it provides: those of two versions are by their words.
fn is_matched(state: &State, model: &Model<'_>) -> bool {
    let are_versions = state.view == View::Pair
        && model
            .pair_rows(state.pair.left, state.pair.right)
            .changes
            .is_some();
    !are_versions && quotes_something(state, model)
}

const fn entry(
    action: Action,
    name: &'static str,
    keys: &'static [&'static str],
    doc: &'static str,
    topic: Topic,
    within: &'static [Context],
) -> Entry {
    Entry {
        action,
        name,
        keys,
        doc,
        hint: None,
        topic,
        within,
        listed: false,
        applies: always,
    }
}

impl Entry {
    const fn hint(self, hint: &'static str) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    const fn listed(self) -> Self {
        Self {
            listed: true,
            ..self
        }
    }

    /// The keys it has where no configuration gives it others.
    pub(crate) fn default_keys(&self) -> Vec<Key> {
        let keys = self.keys.iter();
        keys.filter_map(|key| key.parse().ok()).collect()
    }

    const fn when(self, applies: fn(&State, &Model<'_>) -> bool) -> Self {
        Self { applies, ..self }
    }
}

/// All actions, in the order of the footer and the help.
#[rustfmt::skip] // a table: a line for each action
pub(crate) const ACTIONS: &[Entry] = &[
    entry(Action::Accept, "accept", &["<enter>"], "take what is typed or chosen", Topic::Typing, &[In::Prompt, In::Picker]).hint("take"),
    entry(Action::Erase, "erase", &["<backspace>", "<ctrl-h>"], "take back a character", Topic::Typing, &[In::Prompt, In::Picker]),
    entry(Action::EraseWord, "erase-word", &["<ctrl-w>"], "take back a word", Topic::Typing, &[In::Prompt, In::Picker]),
    entry(Action::EraseAll, "erase-all", &["<ctrl-u>"], "take back everything", Topic::Typing, &[In::Prompt, In::Picker]),
    entry(Action::Regex, "regex", &["<ctrl-r>"], "read what is typed as a regular expression, or as words", Topic::Typing, &[In::Prompt]).hint("expression").when(types_search),
    entry(Action::Up, "up", &["<up>", "k"], "a row up", Topic::Moving, LISTS).listed(),
    entry(Action::Down, "down", &["<down>", "j"], "a row down", Topic::Moving, LISTS).listed(),
    entry(Action::Up, "choose-up", &["<up>", "<ctrl-p>"], "an entry up", Topic::Moving, &[In::Picker]),
    entry(Action::Down, "choose-down", &["<down>", "<ctrl-n>", "<tab>"], "an entry down", Topic::Moving, &[In::Picker]),
    entry(Action::Left, "left", &["<left>", "h"], "a policy to the left", Topic::Moving, COLUMNS).when(has_columns).listed(),
    entry(Action::Right, "right", &["<right>", "l"], "a policy to the right", Topic::Moving, COLUMNS).when(has_columns).listed(),
    entry(Action::PageUp, "page-up", &["<pageup>", "<ctrl-b>"], "a screen up", Topic::Moving, LISTS),
    entry(Action::PageDown, "page-down", &["<pagedown>", "<ctrl-f>"], "a screen down", Topic::Moving, LISTS).listed(),
    entry(Action::HalfUp, "half-up", &["<ctrl-u>"], "half a screen up", Topic::Moving, LISTS),
    entry(Action::HalfDown, "half-down", &["<ctrl-d>"], "half a screen down", Topic::Moving, LISTS),
    entry(Action::Top, "top", &["g", "<home>"], "to the first row", Topic::Moving, LISTS),
    entry(Action::Bottom, "bottom", &["G", "<end>"], "to the last row", Topic::Moving, LISTS).listed(),
    entry(Action::FirstColumn, "first-column", &["0", "^"], "to the first policy", Topic::Moving, COLUMNS).when(has_columns),
    entry(Action::LastColumn, "last-column", &["$"], "to the last policy", Topic::Moving, COLUMNS).when(has_columns),
    entry(Action::Open, "open", &["<enter>"], "show the words behind the cell, then where they stand", Topic::Reading, &[In::Matrix]).hint("words").listed(),
    entry(Action::Open, "read", &["<enter>"], "read the clause in its policy", Topic::Reading, &[In::Aligned, In::Pair]).hint("read").listed(),
    entry(Action::Open, "read-answer", &["<enter>"], "read the words that answer the requirement", Topic::Reading, &[In::Checklist]).hint("read"),
    entry(Action::Cells, "cells", &["<enter>", "c"], "the cells of the matrix that this clause fills", Topic::Reading, &[In::Reader]).hint("cells").when(fills_cells),
    entry(Action::Cells, "row-cells", &["c"], "the cells of the matrix that this clause fills", Topic::Reading, &[In::Aligned, In::Pair]).hint("cells").when(fills_cells),
    entry(Action::NextPlace, "next-place", &["]"], "the next place that says it", Topic::Reading, &[In::Matrix]).hint("next place").when(has_several_places).listed(),
    entry(Action::PreviousPlace, "previous-place", &["["], "the place before", Topic::Reading, &[In::Matrix]).when(has_several_places),
    entry(Action::ScrollDown, "scroll-down", &["J"], "scroll the words down", Topic::Reading, &[In::Matrix]).when(shows_evidence),
    entry(Action::ScrollUp, "scroll-up", &["K"], "scroll the words up", Topic::Reading, &[In::Matrix]).when(shows_evidence),
    entry(Action::NextDifference, "next-difference", &["]"], "the next row that differs", Topic::Reading, &[In::Aligned, In::Pair]).hint("next difference").listed(),
    entry(Action::PreviousDifference, "previous-difference", &["["], "the row before that differs", Topic::Reading, &[In::Aligned, In::Pair]),
    entry(Action::ToAligned, "to-aligned", &["a"], "what the other policies say where this one says it", Topic::Reading, &[In::Matrix, In::Pair, In::Reader]).hint("others").when(quotes_something).listed(),
    entry(Action::Why, "why", &["e"], "why this cell is so: the words and rules that tell", Topic::Reading, &[In::Matrix]).hint("why").listed(),
    entry(Action::Why, "why-alike", &["e"], "what these clauses have in common", Topic::Reading, &[In::Aligned, In::Pair, In::Reader]).hint("why").when(is_matched),
    entry(Action::Back, "back", &["<ctrl-o>", "<backspace>", "<alt-left>"], "back to where you came from", Topic::Reading, VIEWS).hint("back").when(has_way_back).listed(),
    entry(Action::Forward, "forward", &["<alt-right>"], "forward again", Topic::Reading, VIEWS).when(has_way_forward),
    entry(Action::Outline, "outline", &["o"], "choose a section to go to", Topic::Reading, &[In::Aligned, In::Reader]).hint("outline").when(has_outline).listed(),
    entry(Action::Fold, "fold", &["-"], "put this section away under its heading, or open it", Topic::Reading, &[In::Aligned, In::Reader]).when(stands_in_section).listed(),
    entry(Action::FoldAll, "fold-all", &["_"], "put all sections away, or open all", Topic::Reading, &[In::Aligned, In::Reader]).when(has_outline),
    entry(Action::Find, "find", &["/"], "search; in the matrix only rows that match are shown", Topic::Finding, VIEWS).hint("find").listed(),
    entry(Action::NextHit, "next-hit", &["n"], "the next hit", Topic::Finding, VIEWS).hint("next hit").when(has_hits).listed(),
    entry(Action::PreviousHit, "previous-hit", &["N"], "the hit before", Topic::Finding, VIEWS).when(has_hits),
    entry(Action::Hits, "hits", &["*"], "choose from all hits", Topic::Finding, VIEWS).when(has_hits).listed(),
    entry(Action::OnlyDiffering, "only-differing", &["d"], "only rows in which the policies differ", Topic::Rows, &[In::Matrix, In::Aligned, In::Pair]).hint("differing").listed(),
    entry(Action::OnlyGaps, "only-gaps", &["s"], "only rows on which this policy is silent", Topic::Rows, &[In::Matrix, In::Aligned]).hint("silent").listed(),
    entry(Action::NextFamily, "next-family", &["f"], "only rights, processors, retention … in turn", Topic::Rows, &[In::Matrix]).hint("family").listed(),
    entry(Action::Families, "families", &["F"], "choose which families of rows are shown, one or several", Topic::Rows, &[In::Matrix]),
    entry(Action::SortByDisagreement, "sort-by-disagreement", &["r"], "what divides the policies first, or the usual order", Topic::Rows, &[In::Matrix]),
    entry(Action::Detail, "detail", &["v"], "facts and words; only facts, only words, only sentences", Topic::Rows, &[In::Pair]).hint("facts/words"),
    entry(Action::NextPolicy, "next-policy", &[">"], "the next policy on the right", Topic::Columns, &[In::Pair]).hint("next policy").when(has_third_policy),
    entry(Action::PreviousPolicy, "previous-policy", &["<"], "the policy before on the right", Topic::Columns, &[In::Pair]).when(has_third_policy),
    entry(Action::ToMoved, "to-moved", &["."], "where the clause stands that has moved", Topic::Reading, &[In::Pair]).hint("where it moved").when(has_moved),
    entry(Action::Swap, "swap", &["x"], "swap the two sides", Topic::Columns, &[In::Pair]).hint("swap"),
    entry(Action::MoveLeft, "move-left", &["<"], "move this policy's column to the left", Topic::Columns, &[In::Matrix, In::Aligned]).when(has_columns),
    entry(Action::MoveRight, "move-right", &[">"], "move this policy's column to the right", Topic::Columns, &[In::Matrix, In::Aligned]).when(has_columns),
    entry(Action::Baseline, "baseline", &["b"], "make this policy the first, which the others are held against", Topic::Columns, &[In::Matrix, In::Aligned]).when(has_columns),
    entry(Action::Hide, "hide", &["H"], "take this policy out of sight", Topic::Columns, &[In::Matrix, In::Aligned]).when(has_columns),
    entry(Action::Unhide, "unhide", &["U"], "bring back the policies taken out of sight", Topic::Columns, &[In::Matrix, In::Aligned]).when(has_hidden),
    entry(Action::Density, "density", &["z"], "only the signs, so that many policies are seen at once; or all", Topic::Columns, &[In::Matrix]),
    entry(Action::ResetWidths, "reset-widths", &["="], "columns as wide as before their borders were dragged", Topic::Columns, &[In::Matrix, In::Aligned]).when(has_own_widths),
    entry(Action::Most, "most", &["w"], "hold the policies against what most of them say", Topic::Rows, &[In::Matrix]).hint("most").when(has_columns).listed(),
    entry(Action::NextView, "next-view", &["<tab>"], "the next view", Topic::Views, VIEWS).hint("view").listed(),
    entry(Action::PreviousView, "previous-view", &["<shift-tab>"], "the view before", Topic::Views, VIEWS),
    entry(Action::Matrix, "matrix", &["1"], "the matrix: who states, denies or is silent", Topic::Views, VIEWS),
    entry(Action::Aligned, "aligned", &["2"], "clauses side by side", Topic::Views, VIEWS),
    entry(Action::Pair, "pair", &["3"], "this policy against the baseline", Topic::Views, VIEWS).when(has_columns),
    entry(Action::Reader, "reader", &["4"], "this policy from end to end", Topic::Views, VIEWS),
    entry(Action::Copy, "copy", &["y"], "copy the words with where they stand", Topic::Reading, VIEWS).when(quotes_something).listed(),
    entry(Action::CopyRow, "copy-row", &["Y"], "copy the whole row as Markdown", Topic::Reading, &[In::Matrix, In::Aligned]),
    entry(Action::Collect, "collect", &["<space>"], "put this into the tray, or take it out again", Topic::Tray, VIEWS).when(can_collect).listed(),
    entry(Action::Tray, "tray", &["t"], "the tray: what was put aside to take away", Topic::Tray, VIEWS).hint("tray").when(has_things).listed(),
    entry(Action::Write, "write", &["w"], "write the tray to a file: Markdown, .csv or .html", Topic::Tray, &[In::Tray]).hint("write").when(has_things),
    entry(Action::Copy, "copy-tray", &["y"], "copy the tray as Markdown", Topic::Tray, &[In::Tray]).hint("copy").when(has_things),
    entry(Action::Note, "note", &["e", "<enter>"], "a word of note on this", Topic::Tray, &[In::Tray]).hint("note").when(has_things),
    entry(Action::Earlier, "earlier", &["K", "<"], "further up", Topic::Tray, &[In::Tray]).when(has_things),
    entry(Action::Later, "later", &["J", ">"], "further down", Topic::Tray, &[In::Tray]).hint("down").when(has_things),
    entry(Action::Drop, "drop", &["d", "<delete>", "<space>"], "take this out", Topic::Tray, &[In::Tray]).hint("take out").when(has_things),
    entry(Action::Close, "close", &["<esc>"], "close what lies on top; end the search", Topic::Program, EVERYWHERE).hint("close").when(can_close).listed(),
    entry(Action::Help, "help", &["?", "<f1>"], "all keys of this view", Topic::Program, VIEWS).hint("keys").listed(),
    entry(Action::Palette, "palette", &["<ctrl-p>", ":"], "choose from everything that can be done", Topic::Program, VIEWS).listed(),
    entry(Action::Checklists, "checklists", &["C"], "what a law wants a policy to tell, and what was found", Topic::Reading, VIEWS).listed(),
    entry(Action::Palette, "search-keys", &["/", ":", "<ctrl-p>"], "find a key by what it does", Topic::Program, &[In::Page]).hint("find").when(shows_keys),
    entry(Action::Inputs, "inputs", &["i"], "the policies compared, and what could not be read", Topic::Program, VIEWS).listed(),
    entry(Action::Theme, "theme", &["T"], "the next colours: dark, light, high contrast, none", Topic::Program, VIEWS),
    entry(Action::Mouse, "mouse", &["m"], "let go of the mouse, to select text with it, or take it back", Topic::Program, VIEWS),
    entry(Action::Redraw, "redraw", &["<ctrl-l>"], "draw everything again", Topic::Program, EVERYWHERE),
    entry(Action::Suspend, "suspend", &["<ctrl-z>"], "back to the shell; fg returns", Topic::Program, EVERYWHERE),
    entry(Action::CloseView, "close-view", &["q"], "leave this view; in the matrix, quit", Topic::Program, LISTS).hint("quit").listed(),
    entry(Action::Quit, "quit", &["<ctrl-c>"], "quit at once", Topic::Program, EVERYWHERE).listed(),
];

/// What can be done now, in the order of the table.
pub(crate) fn applicable<'m>(
    state: &'m State,
    model: &'m Model<'_>,
) -> impl Iterator<Item = &'static Entry> + 'm {
    let context = state.context();
    ACTIONS
        .iter()
        .filter(move |entry| entry.within.contains(&context) && (entry.applies)(state, model))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_action_has_a_name_a_key_and_a_line_of_documentation() {
        let mut names = HashSet::new();
        for entry in ACTIONS {
            assert!(names.insert(entry.name), "{} stands twice", entry.name);
            assert!(
                !entry.keys.is_empty() && !entry.doc.is_empty() && !entry.within.is_empty(),
                "{}",
                entry.name
            );
            assert!(
                entry
                    .name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '-'),
                "{}",
                entry.name
            );
        }
    }
}
