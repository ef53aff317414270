//! What stands elsewhere than its neighbours do, in two orders of the same things.

use super::rise::{Link, heaviest_rise};

/// Which of things have left their neighbours, by their place in one order; `places` are their places in the other.
///
/// None have where fewer than two in three keep their order: between texts that have nothing of their order in common, to be
/// somewhere else means nothing.
pub fn moved(places: &[usize]) -> Vec<usize> {
    let links: Vec<Link> = places
        .iter()
        .enumerate()
        .map(|(old, new)| Link {
            old,
            new: *new,
            weight: 1,
        })
        .collect();
    let kept: Vec<usize> = heaviest_rise(&links).iter().map(|link| link.old).collect();
    if kept.len() * 3 < places.len() * 2 {
        return Vec::new();
    }
    let all = 0..places.len();
    all.filter(|at| kept.binary_search(at).is_err()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_the_rise_has_moved() {
        assert_eq!(moved(&[0, 1, 5, 2, 3]), [2]);
        assert_eq!(moved(&[0, 1, 2]), Vec::<usize>::new());
        assert_eq!(moved(&[]), Vec::<usize>::new());
    }

    #[test]
    fn where_no_order_is_kept_nothing_has_moved() {
        assert_eq!(moved(&[3, 2, 1, 0]), Vec::<usize>::new());
    }
}
