//! Rows in the making: who stands beside whom, and in which order the rows are read.

/// An item of one of the policies: which policy, and its place there.
pub(super) type Member = (usize, usize);

/// So many members of a row speak for it when others look for their place.
const SPEAKERS: usize = 4;

/// The rows so far, over the policies so far.
#[derive(Default)]
pub(super) struct Rows {
    rows: Vec<Draft>,
    /// The rows in which each item of each policy stands, that to which it is nearest first.
    homes: Vec<Vec<Vec<usize>>>,
    first: Option<usize>,
}

/// A row in the making.
#[derive(Default)]
pub(super) struct Draft {
    /// In the order in which they joined: by policy.
    pub(super) members: Vec<Member>,
    /// How near each member was that joined another.
    scores: Vec<f32>,
    /// The row that is read next.
    next: Option<usize>,
}

/// An item found to belong to a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Link {
    pub(super) row: usize,
    pub(super) item: usize,
    pub(super) score: f32,
}

impl Rows {
    /// Adds the next policy with `size` items: each joins the rows it is linked to, or begins one.
    pub(super) fn add_policy(&mut self, size: usize, links: &[Link]) {
        let policy = self.homes.len();
        self.homes.push(vec![Vec::new(); size]);
        let mut links = links.to_vec();
        links.sort_by(|a, b| b.score.total_cmp(&a.score));
        for link in links {
            let row = &mut self.rows[link.row];
            row.members.push((policy, link.item));
            row.scores.push(link.score);
            self.homes[policy][link.item].push(link.row);
        }
        for item in 0..size {
            if self.homes[policy][item].is_empty() {
                self.begin((policy, item));
            }
        }
    }

    /// A row of its own for `member`, after that of the item before it.
    fn begin(&mut self, member: Member) {
        let (policy, item) = member;
        let new = self.rows.len();
        let before = item
            .checked_sub(1)
            .and_then(|before| self.homes[policy][before].first().copied());
        let after = match before {
            Some(before) => self.rows[before].next.replace(new),
            None => self.first.replace(new),
        };
        self.rows.push(Draft {
            members: vec![member],
            scores: Vec::new(),
            next: after,
        });
        self.homes[policy][item].push(new);
    }

    /// How many policies have been added.
    pub(super) fn policies(&self) -> usize {
        self.homes.len()
    }

    /// The members that speak for the row.
    pub(super) fn speakers(&self, row: usize) -> &[Member] {
        let members = &self.rows[row].members;
        members.get(..SPEAKERS).unwrap_or(members)
    }

    /// The rows in which the member stands; none where there is no such item.
    pub(super) fn homes(&self, (policy, item): Member) -> &[usize] {
        self.homes
            .get(policy)
            .and_then(|items| items.get(item))
            .map_or(&[], Vec::as_slice)
    }

    /// The rows in reading order.
    pub(super) fn in_order(&self) -> impl Iterator<Item = &Draft> {
        let follow = |row: &usize| self.rows[*row].next;
        std::iter::successors(self.first, follow).map(|row| &self.rows[row])
    }
}

impl Draft {
    /// How near the members are on the whole, 0 where there is only one.
    pub(super) fn score(&self) -> f32 {
        let count = super::item::float(self.scores.len());
        if count > 0.0 {
            self.scores.iter().sum::<f32>() / count
        } else {
            0.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(row: usize, item: usize) -> Link {
        Link {
            row,
            item,
            score: 0.5,
        }
    }

    fn members(rows: &Rows) -> Vec<Vec<Member>> {
        rows.in_order().map(|row| row.members.clone()).collect()
    }

    #[test]
    fn what_has_no_counterpart_stands_near_its_neighbour() {
        let mut rows = Rows::default();
        rows.add_policy(2, &[]);
        rows.add_policy(4, &[link(0, 1)]);
        assert_eq!(
            members(&rows),
            [
                vec![(1, 0)],
                vec![(0, 0), (1, 1)],
                vec![(1, 2)],
                vec![(1, 3)],
                vec![(0, 1)]
            ]
        );
    }

    #[test]
    fn of_several_rows_the_nearest_decides_where_what_follows_stands() {
        let mut rows = Rows::default();
        rows.add_policy(3, &[]);
        let weak = Link {
            score: 0.1,
            ..link(0, 0)
        };
        rows.add_policy(2, &[weak, link(1, 0)]);
        let alone = members(&rows)
            .iter()
            .position(|row| *row == [(1, 1)])
            .unwrap();
        assert_eq!(alone, 2);
    }

    #[test]
    fn an_item_may_stand_in_several_rows() {
        let mut rows = Rows::default();
        rows.add_policy(2, &[]);
        rows.add_policy(1, &[link(0, 0), link(1, 0)]);
        assert_eq!(members(&rows), [vec![(0, 0), (1, 0)], vec![(0, 1), (1, 0)]]);
        assert_eq!(rows.homes((1, 0)), [0, 1]);
    }
}
