//! The heaviest of all ways through two lists that never go back in either.

/// Two places that might belong together, and what that is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) weight: u64,
}

/// The links that rise in both lists and weigh most together, in order.
pub(super) fn heaviest_rise(links: &[Link]) -> Vec<Link> {
    let mut links = links.to_vec();
    // Of links from one place only one can be in a rise: those that lead further come first, so that none follows another.
    links.sort_unstable_by_key(|link| (link.old, usize::MAX - link.new));
    let mut best = Prefixes::new(links.iter().map(|link| link.new + 1).max().unwrap_or(0));
    let mut before = Vec::with_capacity(links.len());
    for (at, link) in links.iter().enumerate() {
        let so_far = best.up_to(link.new);
        before.push(so_far.link);
        best.raise(
            link.new,
            Rise {
                weight: so_far.weight + link.weight,
                link: Some(at),
            },
        );
    }
    let last = best.up_to(best.0.len()).link;
    let mut rise: Vec<Link> = std::iter::successors(last, |at| before[*at])
        .map(|at| links[at])
        .collect();
    rise.reverse();
    rise
}

/// The heaviest rise that ends with some link.
#[derive(Clone, Copy, Default)]
struct Rise {
    weight: u64,
    link: Option<usize>,
}

/// The heaviest rise up to each place: a Fenwick tree of maxima.
struct Prefixes(Vec<Rise>);

impl Prefixes {
    fn new(places: usize) -> Self {
        Self(vec![Rise::default(); places])
    }

    /// The heaviest rise that ends before `place`.
    fn up_to(&self, place: usize) -> Rise {
        let mut best = Rise::default();
        let mut at = place;
        while at > 0 {
            if self.0[at - 1].weight > best.weight {
                best = self.0[at - 1];
            }
            at &= at - 1;
        }
        best
    }

    fn raise(&mut self, place: usize, rise: Rise) {
        let mut at = place + 1;
        while at <= self.0.len() {
            if rise.weight > self.0[at - 1].weight {
                self.0[at - 1] = rise;
            }
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_rise_is_the_heaviest(
            links in prop::collection::vec((0_usize..6, 0_usize..6, 1_u64..9), 0..9),
        ) {
            let links: Vec<Link> =
                links.into_iter().map(|(old, new, weight)| Link { old, new, weight }).collect();
            let weight = |links: &[Link]| links.iter().map(|link| link.weight).sum::<u64>();
            let rise = heaviest_rise(&links);
            prop_assert!(rises(&rise));
            let subsets = (0_u32..1 << links.len()).map(|chosen| -> Vec<Link> {
                let mut some: Vec<Link> =
                    (0..links.len()).filter(|at| chosen >> at & 1 == 1).map(|at| links[at]).collect();
                some.sort_by_key(|link| link.old);
                some
            });
            let heaviest = subsets.filter(|some| rises(some)).map(|some| weight(&some)).max();
            prop_assert_eq!(Some(weight(&rise)), heaviest);
        }
    }

    fn rises(links: &[Link]) -> bool {
        links
            .windows(2)
            .all(|two| two[0].old < two[1].old && two[0].new < two[1].new)
    }
}
