//! Why a cell is as it is, and what the clauses of an aligned row have in common.

use super::page::push_wrapped;
use crate::align::explain::{Kinship, Reason};
use crate::display::{ExplainedKind, citation, explained};
use crate::policy::ClauseId;
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

/// Why the clause under the cursor stands beside what each other policy says in its rows.
fn of_row(model: &Model<'_>, state: &State, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let Some((policy, clause)) = model.clause_at(state) else {
        let silent = format!("{} is silent here.", model.name(state.policy));
        return vec![Line::new(silent, Role::Muted)];
    };
    for row in model.aligned_rows_of(policy, clause) {
        if let Some(aligned) = model.comparison().alignment.clauses.get(*row) {
            let topic = aligned.topic.as_ref();
            let topic =
                topic.map(|topic| format!(", on {}", topic.as_str().replace(['-', '.'], " ")));
            let score = format!(
                "The clauses of this row are alike by {:.0} %{}",
                aligned.score * 100.0,
                topic.unwrap_or_default()
            );
            push_wrapped(&mut lines, &score, (0, width), Role::Strong);
        }
        for other in state.columns.iter().filter(|other| **other != policy) {
            if let Some(kinship) = model.kinship((policy, clause), (*row, *other)) {
                lines.push(Line::default());
                push_kinship(&mut lines, model, &kinship, width);
            }
        }
        lines.push(Line::default());
    }
    lines.pop();
    lines
}

fn push_kinship(
    lines: &mut Vec<Line>,
    model: &Model<'_>,
    kinship: &Kinship<ClauseId>,
    width: usize,
) {
    let (policy, clause) = kinship.other;
    if let Some(text) = model.policy(policy) {
        let place = citation(text, clause, text.clause(clause).span).to_string();
        push_wrapped(lines, &place, (0, width), Role::Policy);
    }
    for reason in &kinship.reasons {
        push_wrapped(lines, &in_words(reason), (2, width), Role::Text);
    }
    let (sum, bar) = (kinship.sum(), kinship.bar);
    let together = format!("{sum:+.2}  together, against a bar of {bar:.2}");
    push_wrapped(lines, &together, (2, width), Role::Strong);
}

/// What a reason counts, what it is and how much of it there is, and what the two share.
fn in_words(reason: &Reason) -> String {
    let phrase = phrase(reason.feature);
    let text = format!(
        "{:+.2}  {phrase}, {:.0} %",
        reason.counts,
        reason.amount * 100.0
    );
    match reason.shared.as_slice() {
        [] => text,
        shared => format!("{text}: {}", shared.join(", ")),
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
