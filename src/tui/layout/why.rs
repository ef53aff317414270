//! Why a cell is as it is, and what the clauses of an aligned row have in common.

use std::collections::BTreeMap;

use super::page::push_wrapped;
use crate::align::background::telling;
use crate::align::stem::stem;
use crate::align::words::words;
use crate::display::{ExplainedKind, explained, says};
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

/// What each other policy shares with the one under the cursor: facts, headings, telling words.
fn of_row(model: &Model<'_>, state: &State, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let Some((policy, clause)) = model.clause_at(state) else {
        let silent = format!("{} is silent here.", model.name(state.policy));
        return vec![Line::new(silent, Role::Muted)];
    };
    let own = Said::new(model, policy, &[clause]);
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
        let others = state.columns.iter().filter(|other| **other != policy);
        for other in others.filter(|other| !model.aligned(*row, **other).is_empty()) {
            let said = Said::new(model, *other, model.aligned(*row, *other));
            lines.push(Line::default());
            lines.push(Line::new(model.name(*other).to_owned(), Role::Policy));
            for shared in own.shared(&said, model) {
                push_wrapped(&mut lines, &shared, (2, width), Role::Text);
            }
        }
        lines.push(Line::default());
    }
    lines.pop();
    lines
}

/// What can be shared by clauses that make the same provision.
struct Said {
    facts: Vec<usize>,
    headings: Vec<String>,
    /// Stems with the words that have them.
    words: BTreeMap<String, String>,
}

/// From this rarity on a word tells what a clause is about.
const TELLING: f32 = 5.0;
const MOST_WORDS: usize = 12;

impl Said {
    fn new(model: &Model<'_>, policy: PolicyId, clauses: &[ClauseId]) -> Self {
        let facts = clauses.iter().flat_map(|id| model.cells_of(policy, *id));
        let mut said = Self {
            facts: facts.map(|cell| cell.row).collect(),
            headings: Vec::new(),
            words: BTreeMap::new(),
        };
        for id in clauses {
            let path = model.path_to(policy, *id);
            said.headings
                .extend(path.last().map(|section| model.heading(policy, *section)));
            let text = model.policy(policy).map(|policy| policy.clause_text(*id));
            for word in words(text.unwrap_or_default()) {
                said.words.insert(stem(&word).into_owned(), word);
            }
        }
        said.headings.dedup();
        said
    }

    /// What this one and another have in common, a sentence each.
    fn shared(&self, other: &Self, model: &Model<'_>) -> Vec<String> {
        let mut shared = Vec::new();
        let facts: Vec<String> = self
            .facts
            .iter()
            .filter(|row| other.facts.contains(row))
            .filter_map(|row| model.row(*row))
            .map(|row| format!("{} ({})", row.label, says::family(row.family)))
            .collect();
        if !facts.is_empty() {
            shared.push(format!("both speak of {}", facts.join(", ")));
        }
        if !self.headings.is_empty() && !other.headings.is_empty() {
            let [own, theirs] = [self, other].map(|said| said.headings.join("”, “"));
            shared.push(format!("they stand under “{own}” and “{theirs}”"));
        }
        let words = self.common_words(other);
        shared.push(if words.is_empty() {
            "no telling word is in both".to_owned()
        } else {
            format!("words in both: {}", words.join(", "))
        });
        shared
    }

    /// The words in both, the most telling first.
    fn common_words(&self, other: &Self) -> Vec<&str> {
        let mut common: Vec<(f32, &str)> = self
            .words
            .iter()
            .filter(|(stem, _)| other.words.contains_key(*stem))
            .map(|(stem, word)| (telling(stem), word.as_str()))
            .filter(|(telling, _)| *telling >= TELLING)
            .collect();
        common.sort_by(|a, b| b.0.total_cmp(&a.0));
        common
            .iter()
            .take(MOST_WORDS)
            .map(|(_, word)| *word)
            .collect()
    }
}
