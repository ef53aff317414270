//! Why a cell is as it is, and what the clauses of an aligned row have in common.

use super::page::push_wrapped;
use super::pair;
use crate::align::explain::{Kinship, Reason};
use crate::display::{ExplainedKind, citation, explained, shared, topic};
use crate::lexicon::Lexicon;
use crate::policy::{ClauseId, PolicyId};
use crate::tui::canvas::Line;
use crate::tui::model::Model;
use crate::tui::state::{CellRef, State, View};
use crate::tui::theme::Role;

/// What is explained: the cell in the matrix, the aligned row elsewhere.
pub(super) fn lines(model: &Model<'_>, state: &State, width: usize) -> Vec<Line> {
    match state.view {
        View::Matrix => of_cell(model, state, width),
        View::Aligned | View::Pair | View::Reader => of_row(model, state, width),
    }
}

fn of_cell(model: &Model<'_>, state: &State, width: usize) -> Vec<Line> {
    let cell = CellRef {
        row: state.matrix.row,
        policy: state.policy,
    };
    let (Some(policy), Some(explanation)) = (model.policy(cell.policy), model.explanation(cell))
    else {
        return vec![Line::new(
            "No rule of the lexicon stands behind this row.",
            Role::Muted,
        )];
    };
    let mut lines = Vec::new();
    for line in explained(policy, &explanation) {
        let role = match line.kind {
            ExplainedKind::Blank => {
                lines.push(Line::default());
                continue;
            }
            ExplainedKind::Heading => Role::Heading,
            ExplainedKind::Place => Role::Strong,
            ExplainedKind::Quote => Role::Text,
            ExplainedKind::Detail => Role::Muted,
        };
        push_wrapped(&mut lines, line.text.as_str(), (line.indent, width), role);
    }
    lines
}

/// Why what the other policies say stands beside what the cursor is on: in its row, or of a clause by itself, in all of its
/// rows.
fn of_row(model: &Model<'_>, state: &State, width: usize) -> Vec<Line> {
    let Some((policy, clause)) = model.clause_at(state) else {
        let silent = format!("{} is silent here.", model.name(state.policy));
        return vec![Line::new(silent, Role::Muted)];
    };
    let rows = match row_at(model, state) {
        Some(row) => vec![row],
        None => model.aligned_rows_of(policy, clause).to_vec(),
    };
    let mut lines = Vec::new();
    for row in rows {
        let ones: Vec<(PolicyId, ClauseId)> = match state.view {
            View::Reader => vec![(policy, clause)],
            _ => {
                let own = model.aligned(row, policy).iter();
                own.map(|id| (policy, *id)).collect()
            }
        };
        push_row(&mut lines, model, row, width);
        for other in others(state, policy) {
            for kinship in model.kinships(&ones, (row, other)) {
                lines.push(Line::default());
                push_kinship(&mut lines, model, &kinship, width);
            }
        }
        lines.push(Line::default());
    }
    lines.pop();
    lines
}

/// The aligned row under the cursor, in the views that show rows.
fn row_at(model: &Model<'_>, state: &State) -> Option<usize> {
    match state.view {
        View::Aligned => Some(state.aligned.row),
        View::Pair => match pair::at(model, state)? {
            pair::What::Row(row) => {
                let rows = model.pair_rows(state.pair.left, state.pair.right);
                rows.rows.get(row)?.aligned
            }
            pair::What::Summary | pair::What::Fact { .. } | pair::What::Section(_) => None,
        },
        View::Matrix | View::Reader => None,
    }
}

/// The policies that `policy` is held against.
fn others(state: &State, policy: PolicyId) -> Vec<PolicyId> {
    let shown = match state.view {
        View::Pair => vec![state.pair.left, state.pair.right],
        View::Matrix | View::Aligned | View::Reader => state.columns.clone(),
    };
    shown.into_iter().filter(|id| *id != policy).collect()
}

fn push_row(lines: &mut Vec<Line>, model: &Model<'_>, row: usize, width: usize) {
    let Some(aligned) = model.alignment().clauses.get(row) else {
        return;
    };
    let on = match &aligned.topic {
        Some(id) => format!(", on {}", topic(id, &model.survey().lexicon)),
        None => String::new(),
    };
    let score = format!("Alike {:.0} %{on}", aligned.score * 100.0);
    push_wrapped(lines, &score, (0, width), Role::Strong);
}

fn push_kinship(
    lines: &mut Vec<Line>,
    model: &Model<'_>,
    kinship: &Kinship<ClauseId>,
    width: usize,
) {
    let place = |(policy, clause)| {
        let text = model.policy(policy)?;
        Some(citation(text, clause, text.clause(clause).span).to_string())
    };
    let against = format!(
        "{} — {}",
        place(kinship.one).unwrap_or_default(),
        place(kinship.other).unwrap_or_default()
    );
    push_wrapped(lines, &against, (0, width), Role::Policy);
    for reason in &kinship.reasons {
        let words = in_words(reason, &model.survey().lexicon);
        push_wrapped(lines, &words, (2, width), Role::Text);
    }
    let (sum, bar) = (kinship.sum(), kinship.bar);
    let together = if sum < bar {
        format!(
            "{sum:+.2}  together, under the bar of {bar:.2}: they stand here for what others say"
        )
    } else {
        format!("{sum:+.2}  together, over the bar of {bar:.2}")
    };
    push_wrapped(lines, &together, (2, width), Role::Strong);
}

/// What a reason counts, what it is and how much of it there is, and what the two share.
fn in_words(reason: &Reason, lexicon: &Lexicon) -> String {
    let phrase = phrase(reason.feature);
    let text = format!(
        "{:+.2}  {phrase}, {:.0} %",
        reason.counts,
        reason.amount * 100.0
    );
    match reason.shared.as_slice() {
        [] => text,
        found => format!("{text}: {}", shared(found, lexicon)),
    }
}

/// One of [`CLAUSE_FEATURES`](crate::align::feature::CLAUSE_FEATURES) as a reader understands it beside an amount.
fn phrase(feature: &'static str) -> &'static str {
    match feature {
        "words" => "the same words",
        "meaning" => "words that mean the same",
        "name" => "names or headings that are alike",
        "topics" => "the same topics",
        "topics of the narrower one" => "topics of the narrower clause that are in both",
        "facts of the narrower one" => "facts of the narrower clause that are in both",
        "telling facts" => "facts in both, the rarer the more",
        "section" => "sections that are alike",
        "place" => "the same place in the policy",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::feature::CLAUSE_FEATURES;

    #[test]
    fn every_reason_has_its_words() {
        for feature in CLAUSE_FEATURES {
            assert_ne!(phrase(feature), feature);
        }
    }
}
