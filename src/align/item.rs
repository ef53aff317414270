//! What is known of each clause and each section before any two are compared.

use std::collections::HashMap;

use super::background::{self, DIMENSIONS, WordVector};
use super::sparse::Sparse;
use super::stem::stem;
use super::words::words;
use crate::facts::{About, Fact, PolicyFacts};
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
        for (one, other) in self.0.chunks_exact(8).zip(other.0.chunks_exact(8)) {
            for (sum, (x, y)) in sums.iter_mut().zip(one.iter().zip(other)) {
                *sum += x * y;
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
pub(super) fn items(policies: &[Policy], facts: &[PolicyFacts]) -> Vec<Items> {
    let mut known = Known::default();
    let raw: Vec<RawPolicy> = policies
        .iter()
        .zip(facts)
        .map(|(policy, facts)| known.read(policy, facts))
        .collect();
    let weigh = Weigh::new(&known, raw.iter().flat_map(|policy| &policy.clauses));
    raw.iter()
        .zip(policies)
        .map(|(raw, policy)| Items {
            clauses: weigh.clauses(raw, policy),
            sections: weigh.sections(raw, policy),
        })
        .collect()
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

/// Numbers for words, topics and facts.
#[derive(Default)]
struct Known {
    words: HashMap<String, usize>,
    forms: Vec<Form>,
    stems: HashMap<String, u32>,
    /// How telling each stem is by the background.
    telling: Vec<f32>,
    labels: HashMap<String, u32>,
}

/// What is known of a word form.
struct Form {
    text: String,
    stem: u32,
    vector: Option<WordVector>,
}

#[derive(Default)]
struct RawPolicy {
    clauses: Vec<Raw>,
    sections: Vec<Raw>,
}

/// An item as counts.
#[derive(Clone, Default)]
struct Raw {
    /// Word forms in order.
    forms: Vec<usize>,
    name: Vec<usize>,
    topics: Vec<u32>,
    facts: Vec<u32>,
    /// How many clauses were put together.
    clauses: usize,
}

impl Known {
    fn read(&mut self, policy: &Policy, facts: &PolicyFacts) -> RawPolicy {
        let mut raw = RawPolicy {
            clauses: policy
                .clauses
                .iter()
                .map(|clause| Raw {
                    forms: self.forms(policy.words(clause.span)),
                    name: clause
                        .term
                        .map(|term| self.forms(policy.words(term)))
                        .unwrap_or_default(),
                    ..Raw::default()
                })
                .collect(),
            sections: policy
                .sections
                .iter()
                .map(|section| Raw {
                    name: self.forms(policy.words(section.heading)),
                    ..Raw::default()
                })
                .collect(),
        };
        for (raw, topics) in raw.clauses.iter_mut().zip(&facts.topics) {
            raw.topics = topics
                .iter()
                .map(|topic| self.label(topic.as_str()))
                .collect();
        }
        for (raw, topics) in raw.sections.iter_mut().zip(&facts.section_topics) {
            raw.topics = topics
                .iter()
                .map(|topic| self.label(topic.as_str()))
                .collect();
        }
        for fact in &facts.facts {
            if let Some(raw) = raw.clauses.get_mut(fact.evidence.clause.0) {
                labels_of(fact)
                    .into_iter()
                    .for_each(|label| raw.facts.push(self.label(&label)));
            }
        }
        for raw in &mut raw.clauses {
            raw.facts.sort_unstable();
            raw.facts.dedup();
        }
        raw
    }

    fn label(&mut self, label: &str) -> u32 {
        let next = u32::try_from(self.labels.len()).unwrap_or(u32::MAX);
        *self.labels.entry(label.to_owned()).or_insert(next)
    }

    fn forms(&mut self, text: &str) -> Vec<usize> {
        words(text).map(|word| self.form(word)).collect()
    }

    fn form(&mut self, word: String) -> usize {
        if let Some(form) = self.words.get(&word) {
            return *form;
        }
        let stem = stem(&word);
        let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        let id = *self.stems.entry(stem.to_string()).or_insert(next);
        if id == next {
            self.telling.push(background::telling(&stem));
        }
        self.forms.push(Form {
            text: stem.into_owned(),
            stem: id,
            vector: background::vector(&word),
        });
        self.words.insert(word, self.forms.len() - 1);
        self.forms.len() - 1
    }
}

/// What a fact has in common with others of its kind, from the most to the least telling.
fn labels_of(fact: &Fact) -> Vec<String> {
    match &fact.about {
        About::Right(id) => vec![format!("right {id}")],
        About::Processor(processor) => {
            vec![
                format!("organisation {}", processor.id),
                format!("recipient {}", processor.category),
            ]
        }
        About::RecipientCategory(id) => vec![format!("recipient {id}")],
        About::Retention(retention) => {
            vec![
                format!("kept {}", retention.subject_id),
                format!("kept {:?}", retention.kind),
            ]
        }
        About::Disclosure { id, .. } => vec![format!("disclosure {id}")],
    }
}

/// Weights for what was counted.
struct Weigh<'a> {
    known: &'a Known,
    stems: Vec<f32>,
    labels: Vec<f32>,
}

impl<'a> Weigh<'a> {
    fn new<'r>(known: &'a Known, clauses: impl Iterator<Item = &'r Raw>) -> Self {
        let mut with_stem = vec![0_usize; known.telling.len()];
        let mut with_label = vec![0_usize; known.labels.len()];
        let mut all = 0;
        for clause in clauses {
            all += 1;
            let mut stems: Vec<u32> = clause
                .forms
                .iter()
                .map(|form| known.forms[*form].stem)
                .collect();
            stems.sort_unstable();
            stems.dedup();
            stems.iter().for_each(|stem| with_stem[index(*stem)] += 1);
            let labels = clause.topics.iter().chain(&clause.facts);
            labels.for_each(|label| with_label[index(*label)] += 1);
        }
        let rarity = |count: &usize| bits(float(all) / float(*count).max(1.0));
        Self {
            known,
            // A word that the background does not know, or knows as rare, may be common here: a name.
            stems: with_stem
                .iter()
                .zip(&known.telling)
                .map(|(count, telling)| telling.min(rarity(count) + 1.0))
                .collect(),
            labels: with_label.iter().map(|count| rarity(count) + 0.5).collect(),
        }
    }

    fn clauses(&self, raw: &RawPolicy, policy: &Policy) -> Vec<Item> {
        let count = float(raw.clauses.len()).max(1.0);
        let pairs = raw.clauses.iter().zip(&policy.clauses).enumerate();
        pairs
            .map(|(place, (raw, clause))| Item {
                section: clause.section.map(|section| section.0),
                place: float(place) / count,
                ..self.item(raw)
            })
            .collect()
    }

    fn sections(&self, raw: &RawPolicy, policy: &Policy) -> Vec<Item> {
        let mut whole = raw.sections.clone();
        for section in &mut whole {
            section.forms = section.name.clone();
        }
        for (clause, raw) in policy.clauses.iter().zip(&raw.clauses) {
            for section in policy.section_path(clause.section) {
                whole[section.0].clauses += 1;
                whole[section.0].forms.extend(&raw.forms);
                whole[section.0].facts.extend(&raw.facts);
                whole[section.0].topics.extend(&raw.topics);
            }
        }
        let count = float(whole.len()).max(1.0);
        whole
            .iter()
            .zip(&raw.sections)
            .zip(&policy.sections)
            .enumerate()
            .map(|(place, ((whole, heading), section))| {
                let mut item = self.item(whole);
                if let Some(name) = &mut item.name {
                    name.topics = self.labels(&heading.topics);
                }
                Item {
                    is_title: section.level == 0,
                    section: section.parent.map(|parent| parent.0),
                    place: float(place) / count,
                    ..item
                }
            })
            .collect()
    }

    fn item(&self, raw: &Raw) -> Item {
        Item {
            words: self.words(&raw.forms),
            meaning: self.meaning(&raw.forms),
            name: (!raw.name.is_empty()).then(|| self.name(&raw.name)),
            topics: self.labels(&raw.topics),
            facts: self.labels(&raw.facts),
            clauses: raw.clauses,
            ..Item::default()
        }
    }

    fn name(&self, forms: &[usize]) -> Name {
        Name {
            words: self.words(forms),
            meaning: self.meaning(forms),
            text: forms
                .iter()
                .map(|form| self.known.forms[*form].text.as_str())
                .collect::<Vec<_>>()
                .join(" "),
            topics: Sparse::default(),
        }
    }

    /// A word that stands often weighs more, but by the root only.
    fn words(&self, forms: &[usize]) -> Sparse {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        forms
            .iter()
            .for_each(|form| *counts.entry(self.known.forms[*form].stem).or_default() += 1);
        let weigh =
            |(stem, count): (u32, usize)| (stem, float(count).sqrt() * self.stems[index(stem)]);
        Sparse::new(counts.into_iter().map(weigh).collect())
    }

    fn meaning(&self, forms: &[usize]) -> Meaning {
        let mut sum = Box::new([0.0; DIMENSIONS]);
        for vector in forms
            .iter()
            .filter_map(|form| self.known.forms[*form].vector)
        {
            vector.add_to(&mut sum, 1.0);
        }
        Meaning::new(sum)
    }

    fn labels(&self, labels: &[u32]) -> Sparse {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        labels
            .iter()
            .for_each(|label| *counts.entry(*label).or_default() += 1);
        let weigh =
            |(label, count): (u32, usize)| (label, float(count).sqrt() * self.labels[index(label)]);
        Sparse::new(counts.into_iter().map(weigh).collect())
    }
}

fn index(id: u32) -> usize {
    usize::try_from(id).unwrap_or(usize::MAX)
}
