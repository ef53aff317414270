//! A filled checklist over the view: its requirements, the outcome for each policy, and the words behind one of them.

use ratatui::layout::Rect;

use super::area::first_row;
use super::page::{area, inside, push_wrapped};
use super::{At, Stack, cell_count};
use crate::coverage::checklist::{Answer, FilledChecklist, Outcome};
use crate::display::{citation, outcome};
use crate::facts::Evidence;
use crate::policy::PolicyId;
use crate::tui::canvas::Line;
use crate::tui::model::Model;
use crate::tui::state::State;
use crate::tui::theme::Role;

/// Where the parts of a checklist stand.
#[derive(Clone, Debug)]
pub(crate) struct ChecklistLayout {
    /// All of it, its border included.
    pub whole: Rect,
    /// How often each outcome came for the policy under the cursor.
    pub counts: Rect,
    pub list: Rect,
    /// The words behind the outcome under the cursor.
    pub detail: Rect,
    /// The policies whose outcomes are shown, a cell each, at the right end of the list.
    pub policies: Vec<PolicyId>,
    pub at: At,
    pub stack: Stack,
}

/// Rows for the words behind an outcome.
const DETAIL: u16 = 5;

pub(crate) fn layout(state: &State, filled: &FilledChecklist, chosen: usize) -> ChecklistLayout {
    let rows = filled.answers.len() + 1 + usize::from(DETAIL);
    let whole = area(state.size, rows);
    let inside = inside(whole);
    let detail = DETAIL.min(inside.height / 2);
    let counts = first_row(inside);
    let list = Rect {
        y: counts.bottom(),
        height: inside.height.saturating_sub(counts.height + detail),
        ..inside
    };
    let stack = Stack::new(filled.answers.iter().map(|_| 1));
    let view = usize::from(list.height);
    ChecklistLayout {
        whole,
        counts,
        list,
        detail: Rect {
            y: list.bottom(),
            height: detail,
            ..inside
        },
        policies: in_sight(state, usize::from(list.width / 2)),
        at: stack.moved_to(At::default(), chosen, view),
        stack,
    }
}

/// As many policies as have room, that under the cursor among them.
fn in_sight(state: &State, room: usize) -> Vec<PolicyId> {
    let from = (state.column() + 1).saturating_sub(room.max(1));
    let columns = state.columns.iter().skip(from).take(room.max(1));
    columns.copied().collect()
}

/// The width of the outcomes.
pub(crate) fn outcomes_width(layout: &ChecklistLayout) -> u16 {
    cell_count(layout.policies.len())
}

/// How often each outcome came for the policy: "nopex: 9 met, 2 partly, 1 missing".
pub(crate) fn counts(model: &Model<'_>, filled: &FilledChecklist, policy: PolicyId) -> String {
    let counts = Outcome::ALL.map(|one| (filled.count(policy.0, one), outcome(one)));
    let told: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    format!("{}: {}", model.name(policy), told.join(", "))
}

pub(crate) fn answer(
    filled: &FilledChecklist,
    requirement: usize,
    policy: PolicyId,
) -> Option<&Answer> {
    filled.answers.get(requirement)?.get(policy.0)
}

/// The words that the outcome under the cursor rests on first.
pub(crate) fn evidence(
    filled: &FilledChecklist,
    requirement: usize,
    policy: PolicyId,
) -> Option<Evidence> {
    answer(filled, requirement, policy)?
        .evidence
        .first()
        .copied()
}

/// What there is to say about a requirement and how a policy answers it.
pub(crate) fn detail(
    model: &Model<'_>,
    filled: &FilledChecklist,
    requirement: usize,
    policy: PolicyId,
    width: usize,
) -> Vec<Line> {
    let mut lines = Vec::new();
    let (Some(wanted), Some(answer)) = (
        filled.checklist.requirements.get(requirement),
        answer(filled, requirement, policy),
    ) else {
        return lines;
    };
    let told = format!(
        "{} {}: {}, {}",
        filled.checklist.law,
        wanted.provision,
        wanted.text,
        outcome(answer.outcome)
    );
    push_wrapped(&mut lines, &told, (0, width), Role::Strong);
    if let Some(note) = &wanted.note {
        push_wrapped(&mut lines, note, (0, width), Role::Muted);
    }
    if let (Some(place), Some(text)) = (answer.evidence.first(), model.policy(policy)) {
        let citation = citation(text, place.clause, place.quote);
        let words = format!("{citation}: “{}”", text.words(place.quote));
        push_wrapped(&mut lines, &words, (0, width), Role::Text);
    }
    lines
}
