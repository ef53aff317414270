//! The words, topics and facts of policies as numbers that can be compared.

use std::borrow::Borrow;
use std::hash::Hash;
use std::mem;

use rustc_hash::FxHashMap;

use super::background::{self, WordVector};
use super::item::float;
use super::label::Label;
use super::stem::stem;
use super::words::each_word;
use crate::facts::{About, ConceptId, Fact, PolicyFacts};
use crate::policy::{Clause, Policy};

/// The stems, topics and facts of all policies by number.
#[derive(Default)]
pub(super) struct Known {
    stems: Numbers<String>,
    /// How telling each stem is by the background.
    pub(super) telling: Vec<f32>,
    labels: Numbers<Label>,
}

/// A number for each thing, from 0 on in the order in which they come.
struct Numbers<Thing>(FxHashMap<Thing, u32>);

impl<Thing> Default for Numbers<Thing> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<Thing: Eq + Hash> Numbers<Thing> {
    fn of<Known>(&mut self, thing: &Known) -> u32
    where
        Thing: Borrow<Known>,
        Known: Eq + Hash + ToOwned<Owned = Thing> + ?Sized,
    {
        if let Some(known) = self.0.get(thing) {
            return *known;
        }
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(thing.to_owned(), next);
        next
    }

    fn in_order(self) -> Vec<Thing> {
        let mut all: Vec<(Thing, u32)> = self.0.into_iter().collect();
        all.sort_unstable_by_key(|(_, number)| *number);
        all.into_iter().map(|(thing, _)| thing).collect()
    }
}

/// What is known of a word form.
struct Form {
    /// The number of its stem.
    stem: u32,
    text: String,
    telling: f32,
    vector: Option<WordVector>,
}

/// The clauses and sections of a policy, counted.
#[derive(Default)]
pub(super) struct PolicyCounts {
    pub(super) clauses: Vec<Counts>,
    pub(super) sections: Vec<Counts>,
    forms: Vec<Form>,
    /// Topics and facts in the order of their numbers.
    labels: Vec<Label>,
}

/// What an item has.
#[derive(Clone, Default)]
pub(super) struct Counts {
    /// Word forms in order.
    pub(super) words: Vec<usize>,
    /// The word forms of the heading of a section, of the term in front of a clause.
    pub(super) name: Vec<usize>,
    /// Topics with how much each counts.
    pub(super) topics: Vec<(u32, f32)>,
    /// Facts with how much each counts.
    pub(super) facts: Vec<(u32, f32)>,
    /// How many clauses were put together.
    pub(super) clauses: usize,
}

impl Counts {
    /// Puts a clause in.
    pub(super) fn add(&mut self, clause: &Self) {
        self.words.extend(&clause.words);
        self.topics.extend(&clause.topics);
        self.facts.extend(&clause.facts);
        self.clauses += 1;
    }
}

/// Something handed down counts less than something of one's own.
const OF_LEAD_IN: f32 = 0.5;
const OF_SECTION: f32 = 0.2;

impl Known {
    /// Gives what `counts` has, which is numbered by itself, the numbers that it has among all policies.
    pub(super) fn number(&mut self, counts: &mut PolicyCounts) {
        for form in &mut counts.forms {
            form.stem = self.stems.of(&form.text);
            if index(form.stem) == self.telling.len() {
                self.telling.push(form.telling);
            }
        }
        let labels: Vec<u32> = counts
            .labels
            .iter()
            .map(|label| self.labels.of(label))
            .collect();
        for counts in counts.clauses.iter_mut().chain(&mut counts.sections) {
            for (label, _) in counts.topics.iter_mut().chain(&mut counts.facts) {
                *label = labels[index(*label)];
            }
        }
    }

    /// The number of a stem.
    pub(super) fn stem(&self, stem: &str) -> Option<u32> {
        self.stems.0.get(stem).copied()
    }

    /// The topic or fact of this number.
    pub(super) fn label(&self, number: u32) -> Option<&Label> {
        let mut labels = self.labels.0.iter();
        let (label, _) = labels.find(|(_, known)| **known == number)?;
        Some(label)
    }

    /// How many topics and facts there are.
    pub(super) fn labels(&self) -> usize {
        self.labels.0.len()
    }
}

impl PolicyCounts {
    /// Counts a policy.
    pub(super) fn of(policy: &Policy, facts: &PolicyFacts) -> Self {
        Counter::default().count(policy, facts)
    }

    /// The stems of word forms.
    pub(super) fn stems_of(&self, words: &[usize]) -> impl Iterator<Item = u32> {
        words.iter().map(|word| self.forms[*word].stem)
    }

    /// The vectors of those word forms that have one.
    pub(super) fn vectors_of(&self, words: &[usize]) -> impl Iterator<Item = WordVector> {
        words.iter().filter_map(|word| self.forms[*word].vector)
    }

    /// The stems of word forms as a text.
    pub(super) fn text_of(&self, words: &[usize]) -> String {
        let stems: Vec<&str> = words
            .iter()
            .map(|word| self.forms[*word].text.as_str())
            .collect();
        stems.join(" ")
    }
}

/// Counts one policy.
#[derive(Default)]
struct Counter {
    words: FxHashMap<String, usize>,
    forms: Vec<Form>,
    labels: Numbers<Label>,
    /// Room for the lower-case form of a word.
    lower: String,
}

impl Counter {
    fn count(mut self, policy: &Policy, facts: &PolicyFacts) -> PolicyCounts {
        let counts = |name, words| Counts {
            name,
            words,
            ..Counts::default()
        };
        let mut clauses: Vec<Counts> = Vec::with_capacity(policy.clauses.len());
        for clause in &policy.clauses {
            let name = clause.term.map(|term| self.forms(policy.words(term)));
            clauses.push(counts(
                name.unwrap_or_default(),
                self.forms(policy.words(clause.span)),
            ));
        }
        let sections = policy
            .sections
            .iter()
            .map(|section| counts(self.forms(policy.words(section.heading)), Vec::new()));
        let mut sections: Vec<Counts> = sections.collect();
        for (counts, topics) in sections.iter_mut().zip(&facts.section_topics) {
            counts.topics = self.topics(topics, 1.0);
        }
        for (counts, clause) in clauses.iter_mut().zip(policy.clauses()) {
            counts.topics = self.topics_of_clause(clause.0.0, clause.1, facts);
        }
        for fact in &facts.facts {
            if let Some(counts) = clauses.get_mut(fact.evidence.clause.0) {
                let clause = policy.clause(fact.evidence.clause);
                let into_clause = fact
                    .evidence
                    .quote
                    .start()
                    .saturating_sub(clause.span.start());
                let weight = earliness(into_clause);
                counts.facts.extend(
                    labels_of(fact)
                        .iter()
                        .map(|label| (self.labels.of(label), weight)),
                );
            }
        }
        for counts in &mut clauses {
            counts.facts = strongest(mem::take(&mut counts.facts));
        }
        PolicyCounts {
            clauses,
            sections,
            forms: self.forms,
            labels: self.labels.in_order(),
        }
    }

    fn topics_of_clause(
        &mut self,
        place: usize,
        clause: &Clause,
        facts: &PolicyFacts,
    ) -> Vec<(u32, f32)> {
        let own = facts.topics.get(place);
        let lead_in = clause
            .lead_in
            .and_then(|lead_in| facts.topics.get(lead_in.0));
        let section = clause
            .section
            .and_then(|section| facts.section_topics.get(section.0));
        let mut all = Vec::new();
        for (topics, weight) in [(own, 1.0), (lead_in, OF_LEAD_IN), (section, OF_SECTION)] {
            all.extend(self.topics(topics.map_or(&[], Vec::as_slice), weight));
        }
        strongest(all)
    }

    /// The first ones are the most telling.
    fn topics(&mut self, topics: &[ConceptId], weight: f32) -> Vec<(u32, f32)> {
        let ranked = topics.iter().enumerate();
        ranked
            .map(|(rank, topic)| {
                (
                    self.labels.of(&Label::Topic(topic.clone())),
                    weight / (1.0 + float(rank) / 2.0),
                )
            })
            .collect()
    }

    fn forms(&mut self, text: &str) -> Vec<usize> {
        let mut forms = Vec::new();
        let mut lower = mem::take(&mut self.lower);
        each_word(text, &mut lower, |word| forms.push(self.form(word)));
        self.lower = lower;
        forms
    }

    fn form(&mut self, word: &str) -> usize {
        if let Some(form) = self.words.get(word) {
            return *form;
        }
        let stem = stem(word);
        self.forms.push(Form {
            stem: 0,
            telling: background::telling(&stem),
            text: stem.into_owned(),
            vector: background::vector(word),
        });
        self.words.insert(word.to_owned(), self.forms.len() - 1);
        self.forms.len() - 1
    }
}

/// How much a fact counts that stands so many bytes into its clause: what a clause is about it says first.
fn earliness(bytes: usize) -> f32 {
    match bytes {
        0..80 => 1.0,
        80..200 => 0.8,
        _ => 0.5,
    }
}

/// Each label once, as strong as it is anywhere.
fn strongest(mut labels: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    labels.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    labels.dedup_by_key(|(label, _)| *label);
    labels
}

/// What a fact has in common with others of its kind, from the most to the least telling.
fn labels_of(fact: &Fact) -> Vec<Label> {
    match &fact.about {
        About::Right(id) => vec![Label::Right(id.clone())],
        About::Processor(processor) => {
            vec![
                Label::Organisation(processor.id.clone()),
                Label::Recipient(processor.category.clone()),
            ]
        }
        About::RecipientCategory(id) => vec![Label::Recipient(id.clone())],
        About::Retention(retention) => {
            vec![
                Label::Kept(retention.subject_id.clone()),
                Label::Period(retention.kind),
            ]
        }
        About::Disclosure { id, .. } => vec![Label::Disclosure(id.clone())],
    }
}

/// A number as a place.
pub(super) fn index(id: u32) -> usize {
    usize::try_from(id).unwrap_or(usize::MAX)
}
