//! Where things stand on the screen, worked out from the state alone, for `update` and the views alike.

pub(crate) mod aligned;
pub(crate) mod area;
pub(crate) mod checklist;
pub(crate) mod evidence;
pub(crate) mod matrix;
pub(crate) mod page;
pub(crate) mod pair;
pub(crate) mod reader;
mod stack;
mod why;

use ratatui::layout::Rect;

use super::model::Model;
use super::state::{State, View};
use crate::policy::{ClauseId, PolicyId, SectionId};

pub(crate) use stack::{At, Stack};

/// The rows of the view that a clause stands in, in the views that have rows.
pub(crate) fn rows_of(
    model: &Model<'_>,
    state: &State,
    policy: PolicyId,
    clause: ClauseId,
) -> Vec<usize> {
    match state.view {
        View::Pair => {
            let rows = model.pair_rows(state.pair.left, state.pair.right);
            rows.rows_of(pair::side_of(state, policy), clause).to_vec()
        }
        View::Matrix | View::Aligned | View::Reader => {
            model.aligned_rows_of(policy, clause).to_vec()
        }
    }
}

/// The parts that every screen has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Screen {
    /// The names of the views, and where we are.
    pub top: Rect,
    /// The view.
    pub body: Rect,
    /// What is selected, in words.
    pub status: Rect,
    /// What can be done.
    pub footer: Rect,
}

/// The parts of the screen. What is selected is told in up to two lines under a rule, unless the words behind the cell
/// tell it already.
pub(crate) fn screen(state: &State) -> Screen {
    let size = state.size;
    let told = state.view == View::Matrix && state.matrix.evidence.is_some();
    let status = match size.height {
        _ if told => 1,
        0..8 => 1,
        8..20 => 2,
        _ => 3,
    };
    let rows = |y: u16, height: u16| {
        let y = y.min(size.height);
        Rect::new(0, y, size.width, height.min(size.height - y))
    };
    let body = size.height.saturating_sub(status + 2);
    Screen {
        top: rows(0, 1),
        body: rows(1, body),
        status: rows(1 + body, status),
        footer: rows(1 + body + status, 1),
    }
}

/// Whose sections are folded in the view that is shown, and those that the cursor stands in, from the outside in.
pub(crate) fn folding(state: &State, model: &Model<'_>) -> (PolicyId, Vec<SectionId>) {
    match state.view {
        View::Aligned => {
            let baseline = state.columns.first().copied().unwrap_or(state.policy);
            (baseline, aligned::path_here(model, state))
        }
        _ => {
            let clause = model.clause_at(state).map(|(_, clause)| clause);
            let path = clause.map(|clause| model.path_to(state.policy, clause));
            (state.policy, path.unwrap_or_default())
        }
    }
}

/// Which columns are shown where not all fit: the first always, the others pass by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Carousel {
    /// The columns shown, by their places.
    pub shown: Vec<usize>,
    /// How many are out of sight between the first column and the second one shown.
    pub before: usize,
    /// How many are out of sight after the last one.
    pub after: usize,
}

/// The columns shown of `total` where `fit` have room and those beside the first one begin at `from`.
pub(crate) fn carousel(total: usize, fit: usize, from: usize) -> Carousel {
    let fit = fit.max(1);
    if total <= fit {
        return Carousel {
            shown: (0..total).collect(),
            before: 0,
            after: 0,
        };
    }
    let passing = passing(fit);
    let pinned = fit - passing;
    let from = from.clamp(pinned, total - passing);
    let mut shown: Vec<usize> = (0..pinned).collect();
    shown.extend(from..from + passing);
    Carousel {
        shown,
        before: from - pinned,
        after: total - from - passing,
    }
}

/// How many columns pass by: with room for one only, none is pinned.
fn passing(fit: usize) -> usize {
    if fit == 1 { 1 } else { fit - 1 }
}

/// Where the passing columns must begin so that `column` is shown, moving as little as can be.
pub(crate) fn first_showing(total: usize, fit: usize, from: usize, column: usize) -> usize {
    let fit = fit.max(1);
    if total <= fit {
        return 0;
    }
    let passing = passing(fit);
    let pinned = fit - passing;
    let from = from.clamp(pinned, total - passing);
    if column < pinned {
        return from;
    }
    from.clamp(
        (column + 1).saturating_sub(passing).max(pinned),
        column.min(total - passing),
    )
}

/// `n` as a number of cells; more than a screen can have is cut to what it can.
pub(crate) fn cell_count(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tui::state::Size;
    use crate::tui::theme::Theme;

    #[test]
    fn the_parts_fill_the_screen() {
        for height in 1..100 {
            let state = State::new(
                Size { width: 80, height },
                Theme::default(),
                View::Matrix,
                2,
            );
            let screen = screen(&state);
            let rows: u16 = [screen.top, screen.body, screen.status, screen.footer]
                .iter()
                .map(|part| part.height)
                .sum();
            assert!(rows <= height);
            assert!(height < 3 || rows == height, "{height}");
        }
    }

    #[test]
    fn the_first_column_stays_while_the_others_pass_by() {
        assert_eq!(
            carousel(3, 5, 0),
            Carousel {
                shown: vec![0, 1, 2],
                before: 0,
                after: 0
            }
        );
        assert_eq!(
            carousel(9, 3, 4),
            Carousel {
                shown: vec![0, 4, 5],
                before: 3,
                after: 3
            }
        );
        assert_eq!(
            carousel(9, 1, 4),
            Carousel {
                shown: vec![4],
                before: 4,
                after: 4
            }
        );
    }

    proptest! {
        #[test]
        fn the_column_asked_for_is_shown(total in 1_usize..50, fit in 0_usize..20, from in 0_usize..60, column in 0_usize..50) {
            let column = column.min(total - 1);
            let from = first_showing(total, fit, from, column);
            let carousel = carousel(total, fit, from);
            prop_assert!(carousel.shown.contains(&column), "{carousel:?}");
            prop_assert_eq!(carousel.shown.len() + carousel.before + carousel.after, total);
        }
    }
}
