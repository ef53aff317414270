//! Which rows the items of the next policy belong to.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::feature::{
    self, CLAUSE_FEATURES, ClauseFeatures, InContext, LINKED_SECTION_FEATURES, SECTION_FEATURES,
    STANDING, SectionFeatures,
};
use super::index::{Index, Shared};
use super::item::{Item, Items, float};
use super::rows::{Link, Member, Rows};
use super::weights::{Model, Weights};

/// An item beside a row, with what speaks for the two.
#[derive(Clone, Debug)]
pub struct Candidate<const N: usize> {
    /// The row; with two policies, the place of the item of the first.
    pub row: usize,
    /// The member of the row that is nearest.
    pub(super) speaker: Member,
    /// The item, by its place in its policy.
    pub item: usize,
    /// What the item and the speaker have in common.
    pub features: [f32; N],
    /// The features weighed.
    first: f32,
    /// How the candidate stands among the others, in the order of [`STANDING`].
    pub standing: [f32; STANDING.len()],
}

/// The rows of one kind of items with what is needed to find a row.
#[derive(Default)]
pub(super) struct Board {
    pub(super) rows: Rows,
    index: Index,
    /// Which row and member each entry of the index is.
    speakers: Vec<(usize, Member)>,
}

impl Board {
    /// Adds the next policy's items, `links` saying which rows they join.
    pub(super) fn add_policy<'a>(
        &mut self,
        items: &'a [Item],
        links: &[Link],
        item_of: impl Fn(Member) -> &'a Item,
    ) {
        let policy = self.rows.policies();
        self.rows.add_policy(items.len(), links);
        for item in 0..items.len() {
            let member = (policy, item);
            for row in self.rows.homes(member) {
                if self.rows.speakers(*row).contains(&member) {
                    self.index.push(item_of(member));
                    self.speakers.push((*row, member));
                }
            }
        }
    }

    /// For each of `items` the rows that may be its own, each with its nearest speaker; `comparer` makes for each thread what
    /// finds out the features of a speaker and an item.
    fn candidates<const N: usize, C>(
        &self,
        items: &[Item],
        weights: &Weights<N>,
        comparer: impl Fn() -> C + Sync,
    ) -> Vec<Candidate<N>>
    where
        C: FnMut(Member, usize) -> [f32; N],
    {
        /// So few that all cores have work, so many that what a comparer remembers is of use.
        const AT_ONCE: usize = 16;
        let places: Vec<usize> = (0..items.len()).collect();
        let of_items = |places: &[usize]| {
            let (mut shared, mut compare) = (Shared::default(), comparer());
            let of_item = |item: &usize| {
                self.of_item(*item, &items[*item], weights, &mut shared, &mut compare)
            };
            places.iter().flat_map(of_item).collect::<Vec<_>>()
        };
        let mut all: Vec<Candidate<N>> =
            places.par_chunks(AT_ONCE).flat_map_iter(of_items).collect();
        self.add_standing(&mut all);
        all
    }

    fn of_item<const N: usize>(
        &self,
        item: usize,
        features_of: &Item,
        weights: &Weights<N>,
        shared: &mut Shared,
        compare: &mut impl FnMut(Member, usize) -> [f32; N],
    ) -> Vec<Candidate<N>> {
        let mut found: Vec<Candidate<N>> = self
            .index
            .candidates(features_of, shared)
            .into_iter()
            .map(|entry| {
                let (row, speaker) = self.speakers[entry];
                let features = compare(speaker, item);
                let first = weights.weigh(&features);
                Candidate {
                    row,
                    speaker,
                    item,
                    features,
                    first,
                    standing: [0.0; STANDING.len()],
                }
            })
            .collect();
        found.sort_by(|a, b| a.row.cmp(&b.row).then(b.first.total_cmp(&a.first)));
        found.dedup_by_key(|candidate| candidate.row);
        found
    }

    fn add_standing<const N: usize>(&self, candidates: &mut [Candidate<N>]) {
        let mut of_row: FxHashMap<usize, Best> = FxHashMap::default();
        let mut of_item: FxHashMap<usize, Best> = FxHashMap::default();
        let mut firsts: FxHashMap<(usize, usize), f32> = FxHashMap::default();
        for candidate in candidates.iter() {
            of_row
                .entry(candidate.row)
                .or_default()
                .add(candidate.first);
            of_item
                .entry(candidate.item)
                .or_default()
                .add(candidate.first);
            firsts.insert((candidate.row, candidate.item), candidate.first);
        }
        let first_of = |row: usize, item: usize| firsts.get(&(row, item)).copied().unwrap_or(FAR);
        for candidate in candidates {
            let (of_row, of_item) = (&of_row[&candidate.row], &of_item[&candidate.item]);
            let (item_before, item_after) =
                (candidate.item.checked_sub(1), Some(candidate.item + 1));
            let (rows_before, rows_after) = self.rows_around(candidate.speaker);
            let nearest = |rows: &[usize], item: Option<usize>| {
                let firsts = rows
                    .iter()
                    .filter_map(|row| item.map(|item| first_of(*row, item)));
                firsts.fold(FAR, f32::max)
            };
            let around = nearest(rows_before, item_before) + nearest(rows_after, item_after);
            let first = candidate.first;
            candidate.standing = [
                first,
                first - of_item.other_than(first),
                first - of_row.other_than(first),
                around / 2.0,
            ];
        }
    }

    /// The rows of the items before and after `member`.
    fn rows_around(&self, (policy, place): Member) -> (&[usize], &[usize]) {
        let before = place
            .checked_sub(1)
            .map_or(&[][..], |before| self.rows.homes((policy, before)));
        (before, self.rows.homes((policy, place + 1)))
    }
}

/// The weighed sum of a pair that nothing speaks for.
const FAR: f32 = -6.0;
/// The two highest of some numbers.
struct Best {
    first: f32,
    second: f32,
}

impl Default for Best {
    fn default() -> Self {
        Self {
            first: FAR,
            second: FAR,
        }
    }
}

impl Best {
    fn add(&mut self, number: f32) {
        if number > self.first {
            self.second = std::mem::replace(&mut self.first, number);
        } else {
            self.second = self.second.max(number);
        }
    }

    /// The highest, one `number` aside.
    fn other_than(&self, number: f32) -> f32 {
        if number < self.first {
            self.first
        } else {
            self.second
        }
    }
}

/// The clauses of `policy` beside the rows of the policies before it.
pub(super) fn clause_candidates(
    model: &Model,
    board: &Board,
    items: &[Items],
    policy: usize,
) -> Vec<Candidate<{ CLAUSE_FEATURES.len() }>> {
    let comparer = || {
        let mut sections = SectionNearness::new(items, model);
        move |speaker: Member, item: usize| -> ClauseFeatures {
            let nearness = sections.of(
                (speaker.0, items[speaker.0].clauses[speaker.1].section),
                (policy, items[policy].clauses[item].section),
            );
            feature::of_clauses(
                InContext::of(&items[speaker.0], speaker.1),
                InContext::of(&items[policy], item),
                nearness,
            )
        }
    };
    board.candidates(&items[policy].clauses, &model.clause, comparer)
}

/// The sections of `policy` beside the rows of the policies before it; `linked` says how many of their clauses are linked.
pub(super) fn section_candidates(
    model: &Model,
    board: &Board,
    items: &[Items],
    policy: usize,
    linked: &FxHashMap<(Member, usize), usize>,
) -> Vec<Candidate<{ LINKED_SECTION_FEATURES.len() }>> {
    let compare = |speaker: Member, item: usize| {
        let (one, other) = (
            &items[speaker.0].sections[speaker.1],
            &items[policy].sections[item],
        );
        let mut features = [0.0; LINKED_SECTION_FEATURES.len()];
        features[..SECTION_FEATURES.len()].copy_from_slice(&feature::of_sections(one, other));
        let count = float(linked.get(&(speaker, item)).copied().unwrap_or(0));
        features[SECTION_FEATURES.len()] =
            (count / float(one.clauses.min(other.clauses)).max(1.0)).min(1.0);
        features[SECTION_FEATURES.len() + 1] =
            (count / float(one.clauses.max(other.clauses)).max(1.0)).min(1.0);
        features
    };
    board.candidates(&items[policy].sections, &model.section, || compare)
}

/// How near the sections are in which two clauses stand.
pub(super) fn nearness_of_sections(
    items: &[Items],
    model: &Model,
    one: Member,
    other: Member,
) -> f32 {
    let section = |(policy, clause): Member| (policy, items[policy].clauses[clause].section);
    SectionNearness::new(items, model).of(section(one), section(other))
}

/// How near sections are by their headings and words, each pair reckoned once.
struct SectionNearness<'a> {
    items: &'a [Items],
    weights: &'a Weights<{ SECTION_FEATURES.len() }>,
    known: FxHashMap<(Member, Member), f32>,
}

impl<'a> SectionNearness<'a> {
    fn new(items: &'a [Items], model: &'a Model) -> Self {
        Self {
            items,
            weights: &model.section_alone,
            known: FxHashMap::default(),
        }
    }

    /// The nearness of the two sections, or of one and that which the other stands inside.
    fn of(&mut self, one: (usize, Option<usize>), other: (usize, Option<usize>)) -> f32 {
        /// Standing further inside.
        const DEEPER: f32 = 0.9;
        let (Some(a), Some(b)) = (one.1, other.1) else {
            return 0.0;
        };
        let (a, b) = ((one.0, a), (other.0, b));
        let above = |(policy, section): Member| {
            let parent = self.items[policy].sections[section].section;
            parent.map(|parent| (policy, parent))
        };
        let (above_a, above_b) = (above(a), above(b));
        let itself = self.pair(a, b);
        let with_a_above = above_a.map_or(0.0, |above| DEEPER * self.pair(above, b));
        let with_b_above = above_b.map_or(0.0, |above| DEEPER * self.pair(a, above));
        itself.max(with_a_above).max(with_b_above)
    }

    fn pair(&mut self, a: Member, b: Member) -> f32 {
        let items = self.items;
        *self.known.entry((a, b)).or_insert_with(|| {
            let features: SectionFeatures =
                feature::of_sections(&items[a.0].sections[a.1], &items[b.0].sections[b.1]);
            squashed(self.weights.weigh(&features))
        })
    }
}

/// From any number to 0 to 1; a half for zero.
pub(super) fn squashed(sum: f32) -> f32 {
    0.5 + 0.5 * sum / (1.0 + sum.abs())
}

/// The candidates that more speaks for than against.
pub(super) fn links<const N: usize>(
    candidates: &[Candidate<N>],
    weights: &Weights<{ STANDING.len() }>,
) -> Vec<Link> {
    let weighed = candidates
        .iter()
        .map(|candidate| (candidate, weights.weigh(&candidate.standing)));
    weighed
        .filter(|(_, sum)| *sum > 0.0)
        .map(|(candidate, sum)| Link {
            row: candidate.row,
            item: candidate.item,
            score: squashed(sum),
        })
        .collect()
}
