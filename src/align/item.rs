//! What is known of each clause and each section before any two are compared.

use rayon::prelude::*;

use super::background::DIMENSIONS;
use super::count::{Counts, Known, PolicyCounts, index};
use super::sparse::Sparse;
use crate::facts::PolicyFacts;
use crate::policy::Policy;

/// A text to be aligned, as features.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// Its words by stem, the telling ones heavier.
    pub(super) words: Sparse,
    /// The direction in which its words point.
    pub(super) meaning: Meaning,
    /// The heading of a section, the term in front of a clause.
    pub(super) name: Option<Name>,
    /// What it is about.
    pub(super) topics: Sparse,
    /// What it states.
    pub(super) facts: Sparse,
    /// The section it stands in, by place.
    pub(super) section: Option<usize>,
    /// Whether it is the title of the policy.
    pub(super) is_title: bool,
    /// How many clauses a section holds, those of the sections inside it too.
    pub(super) clauses: usize,
    /// How far down in the policy it stands, 0 to 1.
    pub(super) place: f32,
}

/// A few words that say what follows.
#[derive(Clone, Debug, Default)]
pub(super) struct Name {
    pub(super) words: Sparse,
    pub(super) meaning: Meaning,
    /// The stems in order.
    pub(super) text: String,
    pub(super) topics: Sparse,
}

/// A vector of length 1, or of zeroes where no word is known.
#[derive(Clone, Debug)]
pub(super) struct Meaning(Box<[f32; DIMENSIONS]>);

impl Default for Meaning {
    fn default() -> Self {
        Self(Box::new([0.0; DIMENSIONS]))
    }
}

impl Meaning {
    fn new(mut sum: Box<[f32; DIMENSIONS]>) -> Self {
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
        if length > 0.0 {
            sum.iter_mut().for_each(|x| *x /= length);
        }
        Self(sum)
    }

    /// The cosine of the angle between the two, -1 to 1.
    pub(super) fn cosine(&self, other: &Self) -> f32 {
        // Eight sums side by side: the compiler makes vector instructions of them, the order stays fixed.
        let mut sums = [0.0_f32; 8];
        let (ones, others) = (self.0.as_chunks::<8>().0, other.0.as_chunks::<8>().0);
        for (one, other) in ones.iter().zip(others) {
            for lane in 0..8 {
                sums[lane] += one[lane] * other[lane];
            }
        }
        sums.iter().sum()
    }
}

/// The items of one policy.
#[derive(Clone, Debug, Default)]
pub(super) struct Items {
    /// One for every clause.
    pub(super) clauses: Vec<Item>,
    /// One for every section: its heading, and the words of all that stands under it.
    pub(super) sections: Vec<Item>,
}

/// The items of all policies. How telling a word, topic or fact is depends on how many clauses have it.
///
/// What the numbers of words, topics and facts stand for comes with them.
pub(super) fn items(policies: &[Policy], facts: &[PolicyFacts]) -> (Vec<Items>, Known) {
    let mut counts: Vec<PolicyCounts> = policies
        .par_iter()
        .zip(facts)
        .map(|(policy, facts)| PolicyCounts::of(policy, facts))
        .collect();
    let mut known = Known::default();
    counts.iter_mut().for_each(|counts| known.number(counts));
    let weights = Weights::new(&known, &counts);
    let items = counts
        .par_iter()
        .zip(policies)
        .map(|(counts, policy)| {
            let weigh = Weigh {
                counts,
                weights: &weights,
            };
            Items {
                clauses: weigh.clauses(policy),
                sections: weigh.sections(policy),
            }
        })
        .collect();
    (items, known)
}

/// The binary logarithm, straight lines between the powers of two: the same on every machine.
pub(super) fn bits(number: f32) -> f32 {
    let (mut whole, mut rest) = (0.0, number.max(1.0));
    while rest >= 2.0 {
        rest /= 2.0;
        whole += 1.0;
    }
    whole + rest - 1.0
}

/// A count as a number to reckon with.
pub(super) fn float(count: usize) -> f32 {
    u16::try_from(count).map_or_else(
        |_| f32::from(u16::MAX) * float(count / usize::from(u16::MAX)),
        f32::from,
    )
}

/// Weights for what was counted, by number.
struct Weights {
    stems: Vec<f32>,
    labels: Vec<f32>,
}

impl Weights {
    fn new(known: &Known, policies: &[PolicyCounts]) -> Self {
        let mut with_stem = vec![0.0; known.telling.len()];
        let mut with_label = vec![0.0; known.labels()];
        let mut all = 0.0;
        for policy in policies {
            for clause in &policy.clauses {
                all += 1.0;
                let mut stems: Vec<u32> = policy.stems_of(&clause.words).collect();
                stems.sort_unstable();
                stems.dedup();
                stems.iter().for_each(|stem| with_stem[index(*stem)] += 1.0);
                for (label, weight) in clause.topics.iter().chain(&clause.facts) {
                    with_label[index(*label)] += weight;
                }
            }
        }
        let rarity = |count: &f32| bits(all / count.max(1.0));
        // A word that the background does not know, or knows as rare, may be common here: a name.
        let stems = with_stem
            .iter()
            .zip(&known.telling)
            .map(|(count, telling)| telling.min(rarity(count) + 1.0));
        Self {
            stems: stems.collect(),
            labels: with_label.iter().map(|count| rarity(count) + 0.5).collect(),
        }
    }
}

/// A policy's counts with what they weigh.
struct Weigh<'a> {
    counts: &'a PolicyCounts,
    weights: &'a Weights,
}

impl Weigh<'_> {
    fn clauses(&self, policy: &Policy) -> Vec<Item> {
        let counts = self.counts;
        let all = float(counts.clauses.len()).max(1.0);
        let clauses = counts.clauses.iter().zip(&policy.clauses).enumerate();
        let items = clauses.map(|(place, (counts, clause))| Item {
            section: clause.section.map(|section| section.0),
            place: float(place) / all,
            ..self.item(counts)
        });
        items.collect()
    }

    /// Each section with the words, topics and facts of all clauses that stand under it.
    fn sections(&self, policy: &Policy) -> Vec<Item> {
        let counts = self.counts;
        let mut whole = counts.sections.clone();
        for section in &mut whole {
            section.words = section.name.clone();
        }
        for (clause, counts) in policy.clauses.iter().zip(&counts.clauses) {
            for section in policy.section_path(clause.section) {
                whole[section.0].add(counts);
            }
        }
        let all = float(whole.len()).max(1.0);
        let sections = whole
            .iter()
            .zip(&counts.sections)
            .zip(&policy.sections)
            .enumerate();
        let items = sections.map(|(place, ((whole, heading), section))| {
            let mut item = self.item(whole);
            if let Some(name) = &mut item.name {
                name.topics = self.labels(&heading.topics);
            }
            Item {
                is_title: section.level == 0,
                section: section.parent.map(|parent| parent.0),
                place: float(place) / all,
                ..item
            }
        });
        items.collect()
    }

    fn item(&self, counts: &Counts) -> Item {
        Item {
            words: self.words(&counts.words),
            meaning: self.meaning(&counts.words),
            name: (!counts.name.is_empty()).then(|| self.name(&counts.name)),
            topics: self.labels(&counts.topics),
            facts: self.labels(&counts.facts),
            clauses: counts.clauses,
            ..Item::default()
        }
    }

    fn name(&self, words: &[usize]) -> Name {
        Name {
            words: self.words(words),
            meaning: self.meaning(words),
            text: self.counts.text_of(words),
            topics: Sparse::default(),
        }
    }

    fn words(&self, words: &[usize]) -> Sparse {
        let counts = self.counts.stems_of(words).map(|stem| (stem, 1.0));
        weighed(counts, &self.weights.stems)
    }

    fn labels(&self, labels: &[(u32, f32)]) -> Sparse {
        weighed(labels.iter().copied(), &self.weights.labels)
    }

    fn meaning(&self, words: &[usize]) -> Meaning {
        let mut sum = Box::new([0.0; DIMENSIONS]);
        self.counts
            .vectors_of(words)
            .for_each(|vector| vector.add_to(&mut sum, 1.0));
        Meaning::new(sum)
    }
}

/// Counts times weights. What is counted often weighs more, but by the root only.
fn weighed(counts: impl Iterator<Item = (u32, f32)>, weights: &[f32]) -> Sparse {
    let mut counts: Vec<(u32, f32)> = counts.collect();
    counts.sort_by_key(|(id, _)| *id);
    counts.dedup_by(|(id, count), (kept, total)| {
        let same = id == kept;
        if same {
            *total += *count;
        }
        same
    });
    let weigh = |(id, count): (u32, f32)| (id, count.sqrt() * weights[index(id)]);
    Sparse::new(counts.into_iter().map(weigh).collect())
}
