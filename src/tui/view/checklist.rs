//! A filled checklist: requirement by requirement, a sign for each policy. It tells what was found and judges nothing.

use crate::coverage::checklist::FilledChecklist;
use crate::policy::PolicyId;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::hit::Target;
use crate::tui::layout::area::{cut, inset, row_at};
use crate::tui::layout::checklist::{
    ChecklistLayout, answer, counts, detail, layout, outcomes_width,
};
use crate::tui::model::Model;
use crate::tui::state::State;
use crate::tui::theme::Role;

/// The column of the provisions.
const PROVISION: u16 = 14;

pub(super) fn draw(
    model: &Model<'_>,
    state: &State,
    filled: &FilledChecklist,
    chosen: usize,
    canvas: &mut Canvas<'_>,
) {
    let layout = layout(state, filled, chosen);
    let title = filled.checklist.label.clone();
    super::layer::frame(layout.whole, title, canvas);
    canvas.text(
        layout.counts,
        counts(model, filled, state.policy),
        Role::Policy,
    );
    let view = usize::from(layout.list.height);
    for (number, y) in layout.stack.visible(layout.at, view) {
        requirement(state, filled, &layout, number, y, canvas);
    }
    let width = usize::from(layout.detail.width);
    let told = detail(model, filled, chosen, state.policy, width);
    for (line, y) in told.iter().zip(1..layout.detail.height) {
        if let Some(row) = row_at(layout.detail, y.try_into().unwrap_or(0)) {
            canvas.line(row, line);
        }
    }
    let shown = format!("{}/{}, what was found", chosen + 1, layout.stack.len());
    super::layer::count(shown, super::layer::inside(layout.whole), canvas);
}

fn requirement(
    state: &State,
    filled: &FilledChecklist,
    layout: &ChecklistLayout,
    number: usize,
    y: isize,
    canvas: &mut Canvas<'_>,
) {
    let (Some(row), Some(wanted)) = (
        row_at(layout.list, y),
        filled.checklist.requirements.get(number),
    ) else {
        return;
    };
    canvas.hit(row, Target::Entry(number));
    let width = outcomes_width(layout);
    let selected = number == layout.at.item;
    let role = if selected { Role::Strong } else { Role::Text };
    if selected {
        canvas.cursor(row);
    }
    let provision = PROVISION.min(row.width / 4);
    let label = inset(row, 2, width + 1);
    canvas.text(
        cut(label, 0, provision.saturating_sub(1)),
        wanted.provision.clone(),
        Role::Muted,
    );
    canvas.text(inset(label, provision, 0), wanted.text.clone(), role);
    let mut signs = Line::default();
    for policy in &layout.policies {
        let (sign, role) = sign(state, filled, number, *policy);
        let here = selected && *policy == state.policy;
        signs.push(sign, if here { Role::Cursor } else { role });
    }
    canvas.line_right(row, &signs);
}

fn sign(
    state: &State,
    filled: &FilledChecklist,
    requirement: usize,
    policy: PolicyId,
) -> (&'static str, Role) {
    match answer(filled, requirement, policy) {
        Some(answer) => (
            state.theme.charset.outcome_sign(answer.outcome),
            Role::of_outcome(answer.outcome),
        ),
        None => (" ", Role::Text),
    }
}
