//! What was drawn where: the table from which a mouse click finds its meaning.

use ratatui::layout::{Position, Rect};

use super::action::Action;
use super::state::View;
use crate::policy::{ClauseId, PolicyId, SectionId};

/// What stands at a place of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// The name of a view.
    Tab(View),
    /// A hint in the footer.
    Hint(Action),
    /// A policy's name.
    Policy(PolicyId),
    /// A cell of the matrix.
    Cell { row: usize, policy: PolicyId },
    /// A cell of the aligned rows.
    Aligned { row: usize, policy: PolicyId },
    /// A line of the pair view, by its place in the list.
    Pair(usize),
    /// A clause in the reader.
    Clause(ClauseId),
    /// A heading in the reader's outline.
    Outline(SectionId),
    /// A place that a claim rests on, by its number.
    Evidence(usize),
    /// An entry of the list that lies on top.
    Entry(usize),
    /// The right border of a column, which can be dragged.
    Border(Border),
    /// Somewhere in a pane, where the wheel scrolls.
    Pane(Pane),
}

/// The right border of a column of the view that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Border {
    /// That of the labels of the matrix.
    Label,
    /// That of a policy's column, by its number on the screen from 0.
    Column(u16),
}

/// A part of the screen that scrolls by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pane {
    /// The view itself.
    Body,
    /// The words behind a cell.
    Evidence,
    /// The list that lies on top.
    Layer,
}

/// The rectangles of one frame with their meanings, in the order in which they were drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct HitMap(Vec<(Rect, Target)>);

impl HitMap {
    pub(crate) fn push(&mut self, area: Rect, target: Target) {
        if !area.is_empty() {
            self.0.push((area, target));
        }
    }

    /// What was drawn last at the place: the topmost.
    pub(crate) fn at(&self, place: Position) -> Option<Target> {
        self.0
            .iter()
            .rev()
            .find(|(area, _)| area.contains(place))
            .map(|(_, target)| *target)
    }

    /// The pane at the place.
    pub(crate) fn pane_at(&self, place: Position) -> Option<Pane> {
        self.0.iter().rev().find_map(|(area, target)| match target {
            Target::Pane(pane) if area.contains(place) => Some(*pane),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_topmost_thing_is_hit_and_the_pane_under_it_scrolls() {
        let mut hits = HitMap::default();
        hits.push(Rect::new(0, 0, 10, 10), Target::Pane(Pane::Body));
        hits.push(Rect::new(2, 2, 3, 1), Target::Pair(7));
        assert_eq!(hits.at(Position::new(3, 2)), Some(Target::Pair(7)));
        assert_eq!(hits.at(Position::new(5, 2)), Some(Target::Pane(Pane::Body)));
        assert_eq!(hits.pane_at(Position::new(3, 2)), Some(Pane::Body));
        assert_eq!(hits.at(Position::new(10, 0)), None);
    }
}
