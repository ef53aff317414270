//! Which items may be counterparts at all: found by what they share, without comparing all with all.

use super::item::Item;
use super::sparse::Sparse;

/// So many items are compared closely with each new one.
const CANDIDATES: usize = 16;
/// What more items than these share tells too little to be followed, where there are so many.
const COMMON: usize = 4_000;

/// Items by the words, topics and facts that they have.
#[derive(Default)]
pub(super) struct Index {
    words: Postings,
    topics: Postings,
    facts: Postings,
    names: Postings,
    size: usize,
}

/// For each id the items that have it, with its weight.
#[derive(Default)]
struct Postings(Vec<Vec<(usize, f32)>>);

impl Index {
    /// Adds the next item.
    pub(super) fn push(&mut self, item: &Item) {
        let place = self.size;
        self.words.push(place, &item.words);
        self.topics.push(place, &item.topics);
        self.facts.push(place, &item.facts);
        if let Some(name) = &item.name {
            self.names.push(place, &name.words);
        }
        self.size += 1;
    }

    /// The items that share most with `item`, by place.
    pub(super) fn candidates(&self, item: &Item, shared: &mut Shared) -> Vec<usize> {
        shared.amounts.resize(self.size, 0.0);
        shared.add(&self.words, &item.words, 1.0);
        shared.add(&self.topics, &item.topics, 0.5);
        shared.add(&self.facts, &item.facts, 0.7);
        if let Some(name) = &item.name {
            shared.add(&self.names, &name.words, 0.7);
        }
        let most = |a: &usize, b: &usize| {
            shared.amounts[*b]
                .total_cmp(&shared.amounts[*a])
                .then(a.cmp(b))
        };
        let mut best = shared.touched.clone();
        if best.len() > CANDIDATES {
            best.select_nth_unstable_by(CANDIDATES, most);
            best.truncate(CANDIDATES);
        }
        best.sort_unstable();
        shared.clear();
        best
    }
}

impl Postings {
    fn push(&mut self, place: usize, features: &Sparse) {
        for (id, weight) in features.iter() {
            let id = usize::try_from(id).unwrap_or(usize::MAX);
            if self.0.len() <= id {
                self.0.resize_with(id + 1, Vec::new);
            }
            self.0[id].push((place, weight));
        }
    }
}

/// How much each item shares with the one looked at; used again for the next.
#[derive(Default)]
pub(super) struct Shared {
    amounts: Vec<f32>,
    touched: Vec<usize>,
}

impl Shared {
    fn clear(&mut self) {
        for place in self.touched.drain(..) {
            self.amounts[place] = 0.0;
        }
    }

    fn add(&mut self, postings: &Postings, features: &Sparse, times: f32) {
        for (id, weight) in features.iter() {
            let list = usize::try_from(id).ok().and_then(|id| postings.0.get(id));
            let Some(list) = list.filter(|list| list.len() <= COMMON) else {
                continue;
            };
            for (place, other) in list {
                let amount = &mut self.amounts[*place];
                if *amount == 0.0 {
                    self.touched.push(*place);
                }
                *amount += times * weight * other;
            }
        }
    }
}
