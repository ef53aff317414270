//! Puts two lists of texts side by side: what both have in one order, what is near it in the gaps, what stands elsewhere.

use std::collections::HashMap;
use std::ops::Range;

use super::bag::{Bag, Lexis};
use super::rise::{Link, heaviest_rise};
use super::words::{key_of_tokens, tokens};

/// A text of a list, as it is compared.
#[derive(Debug)]
pub(super) struct Item<Class> {
    /// Only texts of one class are compared.
    class: Class,
    /// Equal for texts that are no different.
    key: String,
    bag: Bag,
}

/// Two texts that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) place: Place,
    pub(super) likeness: Likeness,
}

/// How near two texts are that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They are no different.
    Same,
    /// They are different.
    Near,
}

/// Whether what both have stands where its neighbours stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Between the same neighbours.
    InOrder,
    /// Somewhere else.
    Moved,
}

/// From this similarity on, a text in the same gap is the other one changed.
const NEAR: f64 = 0.5;
/// The same right beside texts that belong together; and where both are but a few words, such as a date.
const NEAR_BESIDE: f64 = 0.4;
const NEAR_BESIDE_IN_FEW_WORDS: f64 = 0.25;
const FEW_WORDS: u64 = 6;
/// What a text counts beside its words where the order is settled: two short ones outweigh a long one.
const EACH: u64 = 20;
/// From this similarity on, a text somewhere else is the other one moved and changed.
const NEAR_ENOUGH_TO_MOVE: f64 = 0.7;
/// The telling words that a text needs to be known again somewhere else.
const ENOUGH_TO_KNOW_AGAIN: u64 = 3;
const ENOUGH_TO_KNOW_CHANGED: u64 = 6;
/// Up to so many pairs, all texts of a gap are compared with all; beyond, those that share rare words.
const ALL_WITH_ALL: usize = 40_000;

impl<Class: Copy + Eq> Item<Class> {
    /// The item for `text`: white space, quotation marks and dashes are no difference.
    pub(super) fn new(class: Class, text: &str, lexis: &mut Lexis) -> Self {
        let tokens = tokens(text);
        Self {
            class,
            key: key_of_tokens(&tokens),
            bag: lexis.bag(&tokens),
        }
    }

    /// The same where case is no difference either.
    pub(super) fn caseless(class: Class, text: &str, lexis: &mut Lexis) -> Self {
        let item = Self::new(class, text, lexis);
        Self {
            key: item.key.to_lowercase(),
            ..item
        }
    }

    /// How much of the two is in common, from 0 to 1.
    fn similarity(&self, other: &Self) -> f64 {
        if self.class != other.class {
            0.0
        } else if self.key == other.key {
            1.0
        } else {
            self.bag.similarity(&other.bag)
        }
    }

    fn is(&self, other: &Self) -> bool {
        self.class == other.class && self.key == other.key
    }
}

/// The pairs that keep the order of both lists, in order.
pub(super) fn in_order<Class: Copy + Eq>(old: &[Item<Class>], new: &[Item<Class>]) -> Vec<Pair> {
    let mut pairing = Pairing::new(old, new);
    pairing.anchor();
    pairing.grow();
    pairing.fill_gaps();
    pairing.grow_near();
    pairing.into_pairs()
}

/// The pairs that keep the order of both lists, and those of texts that have been moved; by their place in `old`.
pub(super) fn anywhere<Class: Copy + Eq>(old: &[Item<Class>], new: &[Item<Class>]) -> Vec<Pair> {
    let mut pairing = Pairing::new(old, new);
    pairing.anchor();
    pairing.grow();
    // What is the same elsewhere has moved, though something near it may stand in its place now.
    pairing.move_same();
    pairing.fill_gaps();
    pairing.grow_near();
    pairing.move_near();
    pairing.into_pairs()
}

/// The pairs found so far.
struct Pairing<'a, Class> {
    old: &'a [Item<Class>],
    new: &'a [Item<Class>],
    old_taken: Vec<bool>,
    new_taken: Vec<bool>,
    pairs: Vec<Pair>,
}

impl<'a, Class: Copy + Eq> Pairing<'a, Class> {
    fn new(old: &'a [Item<Class>], new: &'a [Item<Class>]) -> Self {
        Self {
            old,
            new,
            old_taken: vec![false; old.len()],
            new_taken: vec![false; new.len()],
            pairs: Vec::new(),
        }
    }

    fn take(&mut self, old: usize, new: usize, place: Place) {
        self.old_taken[old] = true;
        self.new_taken[new] = true;
        let likeness = if self.old[old].is(&self.new[new]) {
            Likeness::Same
        } else {
            Likeness::Near
        };
        self.pairs.push(Pair {
            old,
            new,
            place,
            likeness,
        });
    }

    /// Takes what is the same or near, as far as the order is kept: of what crosses, the lighter part moves.
    fn anchor(&mut self) {
        let same = self.same_as_often();
        let mut links: Vec<Link> = same
            .iter()
            .map(|(old, new)| Link {
                old: *old,
                new: *new,
                weight: EACH + self.old[*old].bag.weight(),
            })
            .collect();
        // What is the same somewhere is not looked for elsewhere.
        let (mut old_known, mut new_known) = (self.old_taken.clone(), self.new_taken.clone());
        for (old, new) in same {
            (old_known[old], new_known[new]) = (true, true);
        }
        let near = self.near_among(&places(&old_known), &places(&new_known));
        links.extend(
            near.iter()
                .filter(|near| near.similarity >= NEAR)
                .map(|near| near.link),
        );
        for link in heaviest_rise(&links) {
            self.take(link.old, link.new, Place::InOrder);
        }
    }

    /// What is free and stands as often in both lists, the first with the first, and so on; by its place in `old`.
    fn same_as_often(&self) -> Vec<(usize, usize)> {
        let mut places: HashMap<&str, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for (at, item) in free(self.old, &self.old_taken) {
            places.entry(&item.key).or_default().0.push(at);
        }
        for (at, item) in free(self.new, &self.new_taken) {
            if let Some((_, new)) = places.get_mut(item.key.as_str()) {
                new.push(at);
            }
        }
        let mut same: Vec<(usize, usize)> = places
            .into_values()
            .filter(|(old, new)| old.len() == new.len())
            .flat_map(|(old, new)| old.into_iter().zip(new))
            .filter(|(old, new)| self.old[*old].is(&self.new[*new]))
            .collect();
        same.sort_unstable();
        same
    }

    /// Takes what is the same right after and right before what is taken.
    fn grow(&mut self) {
        for pair in self.pairs.clone() {
            let (mut old, mut new) = (pair.old + 1, pair.new + 1);
            while self.is_same_and_free(old, new) {
                self.take(old, new, pair.place);
                (old, new) = (old + 1, new + 1);
            }
        }
        for pair in self.pairs.clone().into_iter().rev() {
            let (mut old, mut new) = (pair.old, pair.new);
            while old > 0 && new > 0 && self.is_same_and_free(old - 1, new - 1) {
                (old, new) = (old - 1, new - 1);
                self.take(old, new, pair.place);
            }
        }
        self.pairs.sort_by_key(|pair| pair.old);
    }

    fn is_same_and_free(&self, old: usize, new: usize) -> bool {
        self.is_free(old, new) && self.old[old].is(&self.new[new])
    }

    fn is_free(&self, old: usize, new: usize) -> bool {
        let free = |taken: &[bool], at: usize| taken.get(at).is_some_and(|taken| !taken);
        free(&self.old_taken, old) && free(&self.new_taken, new)
    }

    /// Takes what is near each other between the same neighbours, as far as the order is kept.
    fn fill_gaps(&mut self) {
        let mut kept: Vec<(usize, usize)> = self
            .pairs
            .iter()
            .filter(|pair| pair.place == Place::InOrder)
            .map(|pair| (pair.old, pair.new))
            .collect();
        kept.sort_unstable();
        kept.push((self.old.len(), self.new.len()));
        let mut after = (0, 0);
        for (old, new) in kept {
            self.fill_gap(after.0..old, after.1..new);
            after = (old + 1, new + 1);
        }
    }

    fn fill_gap(&mut self, old: Range<usize>, new: Range<usize>) {
        let near: Vec<Link> = self
            .near(old, new)
            .into_iter()
            .filter(|near| near.similarity >= NEAR)
            .map(|near| near.link)
            .collect();
        for link in heaviest_rise(&near) {
            self.take(link.old, link.new, Place::InOrder);
        }
    }

    /// Takes what is not far from each other right after and right before what is taken, and at either end.
    fn grow_near(&mut self) {
        let in_order = |pair: &&Pair| pair.place == Place::InOrder;
        let kept: Vec<Pair> = self.pairs.iter().filter(in_order).copied().collect();
        let after = kept.iter().map(|pair| (pair.old + 1, pair.new + 1));
        let ends = kept.iter().map(|pair| (pair.old, pair.new));
        let before = ends.chain([(self.old.len(), self.new.len())]);
        let before =
            before.filter_map(|(old, new)| Some((old.checked_sub(1)?, new.checked_sub(1)?)));
        for (old, new) in after.chain([(0, 0)]).chain(before) {
            if self.is_free(old, new) && self.is_near_enough_beside(old, new) {
                self.take(old, new, Place::InOrder);
            }
        }
    }

    fn is_near_enough_beside(&self, old: usize, new: usize) -> bool {
        let (one, other) = (&self.old[old], &self.new[new]);
        let few = one.bag.words().max(other.bag.words()) <= FEW_WORDS;
        let enough = if few {
            NEAR_BESIDE_IN_FEW_WORDS
        } else {
            NEAR_BESIDE
        };
        one.similarity(other) >= enough
    }

    /// Takes what is the same and stands elsewhere.
    fn move_same(&mut self) {
        for (old, new) in self.same_as_often() {
            if self.old[old].bag.words() >= ENOUGH_TO_KNOW_AGAIN {
                self.take(old, new, Place::Moved);
            }
        }
    }

    /// Takes what is near each other and stands elsewhere, the nearest first.
    fn move_near(&mut self) {
        let enough = |item: &Item<Class>| item.bag.words() >= ENOUGH_TO_KNOW_CHANGED;
        let mut near = self.near(0..self.old.len(), 0..self.new.len());
        near.retain(|near| {
            near.similarity >= NEAR_ENOUGH_TO_MOVE
                && enough(&self.old[near.link.old])
                && enough(&self.new[near.link.new])
        });
        near.sort_by(|a, b| {
            b.similarity
                .total_cmp(&a.similarity)
                .then((a.link.old, a.link.new).cmp(&(b.link.old, b.link.new)))
        });
        for Near { link, .. } in near {
            if !self.old_taken[link.old] && !self.new_taken[link.new] {
                self.take(link.old, link.new, Place::Moved);
            }
        }
    }

    /// The pairs by their place in the old list.
    fn into_pairs(mut self) -> Vec<Pair> {
        self.pairs.sort_by_key(|pair| pair.old);
        self.pairs
    }

    /// The free texts of the two ranges that have words in common.
    fn near(&self, old: Range<usize>, new: Range<usize>) -> Vec<Near> {
        let free = |taken: &[bool], range: Range<usize>| -> Vec<usize> {
            range.filter(|at| !taken[*at]).collect()
        };
        self.near_among(&free(&self.old_taken, old), &free(&self.new_taken, new))
    }

    /// Those of `old` and `new` that have words in common.
    fn near_among(&self, old: &[usize], new: &[usize]) -> Vec<Near> {
        let candidates: Vec<(usize, usize)> = if old.len() * new.len() <= ALL_WITH_ALL {
            let all = |old: usize| new.iter().map(move |new| (old, *new));
            old.iter().copied().flat_map(all).collect()
        } else {
            self.that_share_rare_words(old, new)
        };
        candidates
            .into_iter()
            .map(|(old, new)| self.nearness(old, new))
            .filter(|near| near.similarity > 0.0)
            .collect()
    }

    fn nearness(&self, old: usize, new: usize) -> Near {
        let (one, other) = (&self.old[old], &self.new[new]);
        let similarity = one.similarity(other);
        let shared = one.bag.shared(&other.bag);
        let whole = one.bag.weight().max(other.bag.weight()).max(1);
        let weight = EACH / 2 + shared * shared / whole;
        let link = Link { old, new, weight };
        Near { link, similarity }
    }

    /// For each of `old` those of `new` with which it shares most of its rare words.
    fn that_share_rare_words(&self, old: &[usize], new: &[usize]) -> Vec<(usize, usize)> {
        /// Words in more texts than this tell too little.
        const RARE: usize = 64;
        const CANDIDATES: usize = 8;
        let mut texts_with: HashMap<u32, Vec<usize>> = HashMap::new();
        for at in new {
            for word in self.new[*at].bag.telling_words() {
                texts_with.entry(word).or_default().push(*at);
            }
        }
        let mut candidates = Vec::new();
        for at in old {
            let mut shared: HashMap<usize, usize> = HashMap::new();
            let rare = self.old[*at].bag.telling_words();
            let texts = rare.filter_map(|word| texts_with.get(&word));
            for text in texts.filter(|texts| texts.len() <= RARE).flatten() {
                *shared.entry(*text).or_default() += 1;
            }
            let mut most: Vec<(usize, usize)> = shared.into_iter().collect();
            most.sort_unstable_by_key(|(new, shared)| (usize::MAX - shared, *new));
            candidates.extend(most.into_iter().take(CANDIDATES).map(|(new, _)| (*at, new)));
        }
        candidates
    }
}

/// The places that are not known yet.
fn places(known: &[bool]) -> Vec<usize> {
    let unknown = known.iter().enumerate().filter(|(_, known)| !**known);
    unknown.map(|(at, _)| at).collect()
}

fn free<'a, Class>(
    items: &'a [Item<Class>],
    taken: &'a [bool],
) -> impl Iterator<Item = (usize, &'a Item<Class>)> {
    items.iter().enumerate().filter(|(at, _)| !taken[*at])
}

/// Two texts with words in common.
struct Near {
    link: Link,
    similarity: f64,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn items(texts: &[&str], lexis: &mut Lexis) -> Vec<Item<()>> {
        texts
            .iter()
            .map(|text| Item::new((), text, lexis))
            .collect()
    }

    /// The pairs as "0-1", those that moved as "0>1".
    fn paired(old: &[&str], new: &[&str]) -> Vec<String> {
        let mut lexis = Lexis::default();
        let (old, new) = (items(old, &mut lexis), items(new, &mut lexis));
        anywhere(&old, &new)
            .iter()
            .map(|pair| match pair.place {
                Place::InOrder => format!("{}-{}", pair.old, pair.new),
                Place::Moved => format!("{}>{}", pair.old, pair.new),
            })
            .collect()
    }

    const ACCESS: &str = "You may ask for access to your personal data";
    const ERASURE: &str = "You may demand erasure whenever consent is withdrawn";
    const LOGS: &str = "Server logs are deleted after thirty days";

    #[test]
    fn what_is_the_same_is_paired_in_order() {
        assert_eq!(
            paired(&[ACCESS, LOGS], &["Hello", ACCESS, LOGS]),
            ["0-1", "1-2"]
        );
    }

    #[test]
    fn of_what_crosses_the_lighter_part_has_moved() {
        assert_eq!(
            paired(&[LOGS, ACCESS, ERASURE], &[ACCESS, ERASURE, LOGS]),
            ["0>2", "1-0", "2-1"]
        );
    }

    #[test]
    fn what_is_near_in_the_same_gap_is_paired() {
        let changed = "Server logs are deleted after ninety days";
        assert_eq!(paired(&[ACCESS, LOGS], &[ACCESS, changed]), ["0-0", "1-1"]);
        assert_eq!(paired(&[LOGS], &[ERASURE]), Vec::<String>::new());
    }

    #[test]
    fn a_moved_text_may_be_changed_if_enough_of_it_is_left() {
        let old = "We keep the records of all payments for ten years in Germany";
        let new = "We keep the records of all payments for ten years in Austria";
        assert_eq!(
            paired(&[old, ACCESS, ERASURE], &[ACCESS, ERASURE, new]),
            ["0>2", "1-0", "2-1"]
        );
    }

    #[test]
    fn what_is_said_once_more_grows_from_its_neighbours() {
        assert_eq!(
            paired(&[ACCESS, "Yes", LOGS, "Yes"], &[ACCESS, "Yes", LOGS]),
            ["0-0", "1-1", "2-2"]
        );
    }

    proptest! {
        #[test]
        fn no_text_is_in_two_pairs(
            old in prop::collection::vec("[ab]( [ab]){0,3}", 0..12),
            new in prop::collection::vec("[ab]( [ab]){0,3}", 0..12),
        ) {
            let mut lexis = Lexis::default();
            let mut all = |texts: &[String]| -> Vec<Item<()>> {
                texts.iter().map(|text| Item::new((), text, &mut lexis)).collect()
            };
            let (old, new) = (all(&old), all(&new));
            let pairs = anywhere(&old, &new);
            for (at, pair) in pairs.iter().enumerate() {
                for other in &pairs[..at] {
                    prop_assert!(other.old < pair.old && other.new != pair.new);
                    let both_in_order = (other.place, pair.place) == (Place::InOrder, Place::InOrder);
                    prop_assert!(!both_in_order || other.new < pair.new);
                }
            }
        }
    }
}
