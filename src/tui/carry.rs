//! Takes what the user was at from a comparison of the first policies over to that of all: the policies keep their places, but
//! the matrix and the aligned rows have other rows.

use super::layout::pair::What;
use super::layout::{self, rows_of};
use super::model::Model;
use super::state::{CellRef, Layer, Place, Purpose, Search, State, View};
use super::tray;
use super::update::settle;
use crate::policy::{ClauseId, PolicyId};

/// The state as it was over the comparison of `first`, over that of `all`, which begins with the same policies.
pub(crate) fn over(mut state: State, first: &Model<'_>, all: &Model<'_>) -> State {
    let rows = Rows { first, all };
    let at = pair_place(&state, first);
    for id in (0..all.survey().policies.len()).map(PolicyId) {
        if !state.columns.contains(&id) && !state.hidden.contains(&id) {
            state.columns.push(id);
        }
    }
    let here = rows.place(state.place());
    state.go_to(here);
    for place in [&mut state.trail.back, &mut state.trail.forward] {
        *place = place.drain(..).map(|place| rows.place(place)).collect();
    }
    for thing in &mut state.tray.things {
        if let tray::What::Cell(cell) = &mut thing.what {
            *cell = rows.cell(*cell);
        }
    }
    state.search = state.search.map(anew);
    for layer in &mut state.layers {
        if let Layer::Prompt {
            purpose: Purpose::Search { before, .. },
            ..
        } = layer
        {
            *before = before.take().map(anew);
        }
    }
    if let Some(item) = at.and_then(|at| rows.pair_item(&state, at)) {
        state.pair.item = item;
    }
    settle(&mut state, all);
    state.reading = None;
    let count = all.survey().policies.len();
    state.notice = Some(match all.survey().unread.len() {
        0 => format!("all {count} policies are here now"),
        unread => format!("{count} policies are here now, {unread} are not"),
    });
    state
}

/// The search, to be made again.
fn anew(search: Search) -> Search {
    Search {
        hits: Vec::new(),
        scope: None,
        current: None,
        ..search
    }
}

/// What the cursor is on in the pair view.
#[derive(Clone, Copy)]
enum PairPlace {
    /// A line that is told by its number, which stays.
    Line(What),
    /// A difference on a row of the matrix: which of those on that row.
    Fact { row: usize, nth: usize },
    /// A row in which the clause stands.
    Clause(PolicyId, ClauseId),
}

fn pair_place(state: &State, model: &Model<'_>) -> Option<PairPlace> {
    let what = layout::pair::at(model, state)?;
    Some(match what {
        What::Summary | What::Section(_) => PairPlace::Line(what),
        What::Fact { number, row } => {
            let differences = model.differences(state.pair.left, state.pair.right);
            let before = differences.iter().take(number);
            let nth = before.filter(|one| one.row == row).count();
            PairPlace::Fact { row, nth }
        }
        What::Row(_) => {
            let (policy, clause) = layout::pair::clause_at(model, state)?;
            PairPlace::Clause(policy, clause)
        }
    })
}

/// The rows of both comparisons.
struct Rows<'m, 'f, 'a> {
    first: &'m Model<'f>,
    all: &'m Model<'a>,
}

impl Rows<'_, '_, '_> {
    fn place(&self, mut place: Place) -> Place {
        place.matrix.row = self.of_matrix(place.matrix.row);
        place.aligned.row = self.aligned(place.aligned.row, place.policy);
        place.reader.cell = place.reader.cell.map(|cell| self.cell(cell));
        place
    }

    fn cell(&self, cell: CellRef) -> CellRef {
        CellRef {
            row: self.of_matrix(cell.row),
            ..cell
        }
    }

    /// The row of the same right, processor, retention subject …; the first where there is none.
    fn of_matrix(&self, row: usize) -> usize {
        let Some(known) = self.first.row(row) else {
            return 0;
        };
        let mut rows = self.all.survey().matrix.rows.iter();
        rows.position(|row| row.family == known.family && row.id == known.id)
            .unwrap_or(0)
    }

    /// The row in which what `policy` said stands now, or what another one did where it was silent.
    fn aligned(&self, row: usize, policy: PolicyId) -> usize {
        let policies = (0..self.first.survey().policies.len()).map(PolicyId);
        let mut speakers = std::iter::once(policy).chain(policies);
        let found = speakers.find_map(|id| {
            let clause = self.first.aligned(row, id).first()?;
            self.all.aligned_rows_of(id, *clause).first()
        });
        found.copied().unwrap_or(0)
    }

    fn pair_item(&self, state: &State, at: PairPlace) -> Option<usize> {
        let entries = layout::pair::layout(self.all, state).entries;
        let mut whats = entries.iter().map(|entry| entry.what);
        match at {
            PairPlace::Line(what) => whats.position(|other| other == what),
            PairPlace::Fact { row, nth } => {
                let row = self.of_matrix(row);
                let is_on_row =
                    |what: &What| matches!(what, What::Fact { row: on, .. } if *on == row);
                let mut on_row = whats.enumerate().filter(|(_, what)| is_on_row(what));
                on_row.nth(nth).map(|(item, _)| item)
            }
            PairPlace::Clause(policy, clause) => {
                let in_pair = State {
                    view: View::Pair,
                    ..state.clone()
                };
                let rows = rows_of(self.all, &in_pair, policy, clause);
                whats.position(|what| matches!(what, What::Row(row) if rows.contains(&row)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Format, Intake, Source};
    use crate::tui::update::update;
    use crate::tui::{Options, Size, input, keymap};
    use crate::{Comparison, compare};

    const TEXTS: [&str; 3] = [
        "One\n\n1. Rights\n\nYou may request access to your data.\n\nSession logs are deleted after 7 days.\n",
        "Two\n\n1. Data\n\nSession logs are kept for 30 days.\n\nYou have the right to access your personal data.\n",
        "Three\n\nPayments are handled by Stripe.\n\nAccount data is kept for 2 years.\n\nYou may ask us to erase your data.\n",
    ];

    fn compared(count: usize) -> Comparison {
        let source = |(number, text): (usize, &&str)| Source {
            name: number.to_string(),
            path: number.to_string(),
            bytes: text.as_bytes().to_vec(),
            format: Format::Text,
        };
        let intake = Intake {
            sources: TEXTS.iter().take(count).enumerate().map(source).collect(),
            unread: Vec::new(),
        };
        compare(intake, &crate::Options::default(), &|_| ())
    }

    const SIZE: Size = Size {
        width: 120,
        height: 40,
    };

    /// The state after keys over the first two policies, carried over to all three.
    fn carried(view: View, typed: &str, look: impl Fn(&State, [&Model<'_>; 2])) {
        let (first, all) = (compared(2), compared(3));
        let (first, all) = (Model::new(&first), Model::new(&all));
        let options = Options {
            view,
            ..Options::default()
        };
        let mut state = super::super::first_state(&first, SIZE, &options);
        for key in keymap::keys(typed).unwrap() {
            if let Some(message) = input::for_key(key, &state) {
                update(&mut state, &first, message);
            }
        }
        let before = first.clause_at(&state);
        let state = over(state, &first, &all);
        assert_eq!(all.clause_at(&state), before, "{view:?} {typed}");
        look(&state, [&first, &all]);
    }

    #[test]
    fn the_cursor_stays_on_what_it_was_on_in_every_view() {
        for view in View::ALL {
            for typed in ["", "j", "jj", "jjl", "lGk", "l<enter>", "/logs<enter>"] {
                carried(view, typed, |state, _| {
                    let columns: Vec<usize> = state.columns.iter().map(|id| id.0).collect();
                    assert_eq!(columns, [0, 1, 2]);
                });
            }
        }
    }

    #[test]
    fn a_row_of_the_matrix_is_known_by_what_it_is_about() {
        carried(
            View::Matrix,
            "/session<enter><esc> ",
            |state, [first, all]| {
                let label = |model: &Model<'_>, row: usize| model.row(row).unwrap().label.clone();
                assert_eq!(label(all, state.matrix.row), "Logs and usage data");
                let tray::What::Cell(cell) = state.tray.things[0].what else {
                    panic!("a cell was put into the tray");
                };
                assert_eq!(label(all, cell.row), "Logs and usage data");
                assert_ne!(
                    first.row(cell.row).map(|row| &row.label),
                    all.row(cell.row).map(|row| &row.label)
                );
            },
        );
    }

    #[test]
    fn a_search_is_made_again_over_all() {
        carried(View::Aligned, "/data<enter>", |state, _| {
            assert_eq!(state.search.as_ref().unwrap().hits.len(), 5);
        });
    }
}
