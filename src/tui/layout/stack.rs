//! Items of different heights one above the other, seen through a window that is lower than their sum.

/// Where the cursor is in a stack and where the window stands against it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct At {
    /// The item that the cursor is on.
    pub item: usize,
    /// Rows from the top of the window down to the top of the item; negative where the item begins above the window.
    pub lead: isize,
}

/// The tops of the items, and where the last one ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stack(Vec<usize>);

impl Stack {
    pub(crate) fn new(heights: impl IntoIterator<Item = usize>) -> Self {
        let mut tops = vec![0];
        let mut top = 0;
        for height in heights {
            top += height;
            tops.push(top);
        }
        Self(tops)
    }

    /// How many items there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len() - 1
    }

    /// The height of all items together.
    pub(crate) fn total(&self) -> usize {
        self.0.last().copied().unwrap_or(0)
    }

    /// The first row of `item`; of an item past the last one, the end.
    pub(crate) fn top(&self, item: usize) -> usize {
        self.0.get(item).copied().unwrap_or_else(|| self.total())
    }

    pub(crate) fn height(&self, item: usize) -> usize {
        self.top(item + 1) - self.top(item)
    }

    /// The item that has the row `row`; the last one where there is none.
    pub(crate) fn item_at(&self, row: usize) -> usize {
        let after = self.0.partition_point(|top| *top <= row);
        after.saturating_sub(1).min(self.len().saturating_sub(1))
    }

    /// The first row that a window of `view` rows shows.
    pub(crate) fn first_row(&self, at: At, view: usize) -> usize {
        self.top(at.item)
            .saturating_add_signed(at.lead.saturating_neg())
            .min(self.total().saturating_sub(view))
    }

    /// The items that such a window shows, each with its place against the top of the window.
    pub(crate) fn visible(&self, at: At, view: usize) -> impl Iterator<Item = (usize, isize)> + '_ {
        let first = self.first_row(at, view);
        let items = if self.len() == 0 {
            0..0
        } else {
            self.item_at(first)..self.len()
        };
        items
            .map(move |item| (item, signed(self.top(item)) - signed(first)))
            .take_while(move |(_, y)| *y < signed(view))
    }

    /// The cursor on `item` with the window where it was, moved only as far as the item needs to be seen.
    pub(crate) fn moved_to(&self, at: At, item: usize, view: usize) -> At {
        let item = item.min(self.len().saturating_sub(1));
        let first = self.first_row(at, view);
        let (top, bottom) = (self.top(item), self.top(item + 1));
        let first = if self.height(item) >= view || top < first {
            top
        } else {
            first.max(bottom.saturating_sub(view))
        };
        At {
            item,
            lead: signed(top) - signed(first),
        }
    }

    /// The cursor on `item` a third down the window: for jumps to places far off.
    pub(crate) fn jumped_to(&self, item: usize, view: usize) -> At {
        let item = item.min(self.len().saturating_sub(1));
        let lead = if self.height(item) >= view {
            0
        } else {
            (view / 3).min(view - self.height(item))
        };
        let at = At {
            item,
            lead: signed(lead),
        };
        At {
            item,
            lead: signed(self.top(item)) - signed(self.first_row(at, view)),
        }
    }

    /// As [`Self::jumped_to`], with the line `line` of the item in sight.
    pub(crate) fn showing(&self, item: usize, line: usize, view: usize) -> At {
        let at = self.jumped_to(item, view);
        let top = self.top(at.item);
        let row = top + line.min(self.height(at.item).saturating_sub(1));
        if row < self.first_row(at, view) + view {
            return at;
        }
        let first = row
            .saturating_sub(view / 3)
            .min(self.total().saturating_sub(view));
        At {
            item: at.item,
            lead: signed(top) - signed(first),
        }
    }

    /// A step up; an item that begins above the window is scrolled first.
    pub(crate) fn up(&self, at: At, view: usize) -> At {
        let first = self.first_row(at, view);
        let top = self.top(at.item);
        if top < first {
            let first = first.saturating_sub(scroll_step(view)).max(top);
            return At {
                item: at.item,
                lead: signed(top) - signed(first),
            };
        }
        let item = at.item.saturating_sub(1);
        if item != at.item && self.height(item) > view {
            // Read backwards: the end of the long item before comes first.
            let first = self.top(at.item).saturating_sub(view);
            return At {
                item,
                lead: signed(self.top(item)) - signed(first),
            };
        }
        self.moved_to(at, item, view)
    }

    /// A step down; an item that ends below the window is scrolled first.
    pub(crate) fn down(&self, at: At, view: usize) -> At {
        let first = self.first_row(at, view);
        let bottom = self.top(at.item + 1);
        if bottom > first + view {
            let first = (first + scroll_step(view)).min(bottom - view);
            return At {
                item: at.item,
                lead: signed(self.top(at.item)) - signed(first),
            };
        }
        self.moved_to(at, at.item + 1, view)
    }

    /// The window and the cursor moved by `rows` together.
    pub(crate) fn paged(&self, at: At, rows: isize, view: usize) -> At {
        let view = view.max(1);
        let first = self.first_row(at, view);
        let last_first = self.total().saturating_sub(view);
        let moved = first.saturating_add_signed(rows).min(last_first);
        if moved == first {
            let end = if rows < 0 {
                0
            } else {
                self.len().saturating_sub(1)
            };
            return self.moved_to(at, end, view);
        }
        let row = self.top(at.item).saturating_add_signed(rows);
        // An item taller than the window keeps the cursor while it is read.
        let item = self.item_at(row.clamp(moved, (moved + view).saturating_sub(1)));
        let at = At {
            item,
            lead: signed(self.top(item)) - signed(moved),
        };
        if self.height(item) >= view {
            at
        } else {
            self.moved_to(at, item, view)
        }
    }

    /// The window scrolled by `rows`, the cursor on the nearest item still seen.
    pub(crate) fn scrolled(&self, at: At, rows: isize, view: usize) -> At {
        let view = view.max(1);
        let first = self
            .first_row(at, view)
            .saturating_add_signed(rows)
            .min(self.total().saturating_sub(view));
        let item = at.item.clamp(
            self.item_at(first),
            self.item_at((first + view).saturating_sub(1)),
        );
        At {
            item,
            lead: signed(self.top(item)) - signed(first),
        }
    }

    /// `at` with the cursor on an item that exists and the window where there is something to see.
    pub(crate) fn settled(&self, at: At, view: usize) -> At {
        let item = at.item.min(self.len().saturating_sub(1));
        let at = At { item, ..at };
        let first = self.first_row(at, view);
        let (top, bottom) = (self.top(item), self.top(item + 1));
        if bottom <= first || top >= first + view {
            return self.jumped_to(item, view);
        }
        let at = At {
            item,
            lead: signed(top) - signed(first),
        };
        if self.height(item) >= view {
            at
        } else {
            self.moved_to(at, item, view)
        }
    }
}

fn scroll_step(view: usize) -> usize {
    (view / 2).max(1)
}

fn signed(rows: usize) -> isize {
    isize::try_from(rows).unwrap_or(isize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(item: usize, lead: isize) -> At {
        At { item, lead }
    }

    #[test]
    fn the_window_moves_only_when_the_cursor_leaves_it() {
        let stack = Stack::new([1; 20]);
        let mut here = at(0, 0);
        for _ in 0..4 {
            here = stack.down(here, 5);
        }
        assert_eq!((here, stack.first_row(here, 5)), (at(4, 4), 0));
        here = stack.down(here, 5);
        assert_eq!((here, stack.first_row(here, 5)), (at(5, 4), 1));
        here = stack.up(here, 5);
        assert_eq!(stack.first_row(here, 5), 1);
    }

    #[test]
    fn a_tall_item_is_read_to_its_end_before_the_next_one() {
        let stack = Stack::new([2, 10, 2]);
        let mut rows = Vec::new();
        let mut here = at(0, 0);
        for _ in 0..5 {
            here = stack.down(here, 4);
            rows.push((here.item, stack.first_row(here, 4)));
        }
        assert_eq!(rows, [(1, 2), (1, 4), (1, 6), (1, 8), (2, 10)]);
        here = stack.up(here, 4);
        assert_eq!((here.item, stack.first_row(here, 4)), (1, 8));
    }

    #[test]
    fn a_page_past_the_end_leads_to_the_last_item() {
        let stack = Stack::new([1; 7]);
        let here = stack.paged(at(0, 0), 5, 5);
        assert_eq!((here.item, stack.first_row(here, 5)), (5, 2));
        assert_eq!(stack.paged(here, 5, 5).item, 6);
        assert_eq!(stack.paged(stack.paged(here, -5, 5), -5, 5), at(0, 0));
    }

    #[test]
    fn a_line_far_down_a_tall_item_is_brought_into_sight() {
        let stack = Stack::new([3, 40, 3]);
        let seen = |line| {
            let at = stack.showing(1, line, 10);
            let first = stack.first_row(at, 10);
            (at.item, (first..first + 10).contains(&(3 + line)))
        };
        assert!(
            [0, 9, 10, 25, 39]
                .into_iter()
                .all(|line| seen(line) == (1, true))
        );
        assert_eq!(stack.showing(0, 1, 10), stack.jumped_to(0, 10));
    }

    #[test]
    fn an_empty_stack_shows_nothing() {
        let stack = Stack::new([]);
        assert_eq!(stack.visible(at(3, 1), 5).count(), 0);
        assert_eq!(stack.down(at(0, 0), 5), at(0, 0));
    }

    proptest! {
        #[test]
        fn after_any_step_the_cursor_is_seen(
            heights in prop::collection::vec(1_usize..9, 1..30),
            view in 1_usize..12,
            steps in prop::collection::vec(0_u8..7, 0..40),
        ) {
            let stack = Stack::new(heights);
            let mut here = at(0, 0);
            for step in steps {
                here = match step {
                    0 => stack.up(here, view),
                    1 => stack.down(here, view),
                    2 => stack.paged(here, 5, view),
                    3 => stack.paged(here, -5, view),
                    4 => stack.scrolled(here, 3, view),
                    5 => stack.scrolled(here, -3, view),
                    _ => stack.jumped_to(here.item + 3, view),
                };
                prop_assert!(here.item < stack.len());
                prop_assert!(stack.visible(here, view).any(|(item, _)| item == here.item), "{here:?} after {step}");
            }
        }

        #[test]
        fn going_down_visits_every_item(heights in prop::collection::vec(1_usize..9, 1..30), view in 1_usize..12) {
            let stack = Stack::new(heights);
            let mut here = at(0, 0);
            let mut seen = 0;
            for _ in 0..500 {
                prop_assert!(here.item <= seen + 1);
                seen = here.item;
                here = stack.down(here, view);
            }
            prop_assert_eq!(seen, stack.len() - 1);
        }
    }
}
