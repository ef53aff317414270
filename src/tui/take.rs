//! Texts to take away: a quote with its citation, a row as Markdown.

use super::layout::evidence;
use super::model::Model;
use super::state::{State, View};
use crate::coverage::{Cell, MatrixRow};
use crate::display::says;
use crate::display::{Safe, citation, status};
use crate::policy::{ClauseId, PolicyId, Span};

/// The words under the cursor with where they stand.
pub(crate) fn quote(model: &Model<'_>, state: &State) -> Option<String> {
    let (policy, clause, words) = match state.view {
        View::Matrix => {
            let number = state.matrix.evidence.map_or(0, |pane| pane.place);
            let place = evidence::places(model, state).into_iter().nth(number)?;
            (place.policy, place.evidence.clause, place.evidence.quote)
        }
        _ => {
            let (policy, clause) = model.clause_at(state)?;
            (policy, clause, model.policy(policy)?.clause(clause).span)
        }
    };
    cited(model, policy, clause, words)
}

fn cited(model: &Model<'_>, policy: PolicyId, clause: ClauseId, words: Span) -> Option<String> {
    let text = model.policy(policy)?;
    Some(format!(
        "“{}” ({})",
        Safe::line(text.words(words)),
        citation(text, clause, words)
    ))
}

/// The row under the cursor as a Markdown table, a line for each policy.
pub(crate) fn row(model: &Model<'_>, state: &State) -> Option<String> {
    match state.view {
        View::Matrix => Some(matrix_row(model, state, model.row(state.matrix.row)?)),
        _ => aligned_row(model, state),
    }
}

fn matrix_row(model: &Model<'_>, state: &State, row: &MatrixRow) -> String {
    let mut table = format!(
        "| {} | status | content | words |\n|---|---|---|---|\n",
        markdown(&row.label)
    );
    for policy in &state.columns {
        let Some(cell) = row.cells.get(policy.0) else {
            continue;
        };
        let words = match cell.claim().map(|claim| claim.first) {
            Some(place) => cited(model, *policy, place.clause, place.quote).unwrap_or_default(),
            None => String::new(),
        };
        table.push_str(&line(&[
            model.name(*policy),
            status(cell.polarity()),
            &content(cell),
            &words,
        ]));
    }
    table
}

fn content(cell: &Cell) -> String {
    says::brief(cell).content
}

fn aligned_row(model: &Model<'_>, state: &State) -> Option<String> {
    let mut table = String::from("| policy | words |\n|---|---|\n");
    for policy in &state.columns {
        let quotes: Vec<String> = model
            .aligned(state.aligned.row, *policy)
            .iter()
            .filter_map(|clause| {
                cited(
                    model,
                    *policy,
                    *clause,
                    model.policy(*policy)?.clause(*clause).span,
                )
            })
            .collect();
        table.push_str(&line(&[model.name(*policy), &quotes.join(" ")]));
    }
    (!state.columns.is_empty()).then_some(table)
}

fn line(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| markdown(cell)).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Safe, and without what would break the table.
fn markdown(text: &str) -> String {
    Safe::line(text).as_str().replace('|', "\\|")
}
