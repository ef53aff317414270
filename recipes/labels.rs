//! Links made by hand, and how well what was found answers to them.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use clausewise::facts::{self, PolicyFacts};
use clausewise::lexicon::Lexicon;
use clausewise::policy::{self, ClauseId, Lines, Policy};
use clausewise::source;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Labels {
    pub(crate) a: String,
    pub(crate) b: String,
    pub(crate) links: Vec<(usize, usize, u8)>,
    pub(crate) sections: Vec<Block>,
}

#[derive(Deserialize)]
pub(crate) struct Block {
    pub(crate) a: Vec<(usize, usize)>,
    pub(crate) b: Vec<(usize, usize)>,
}

pub(crate) struct Pair {
    pub(crate) labels: Labels,
    pub(crate) policies: [Policy; 2],
    pub(crate) facts: [PolicyFacts; 2],
}

pub(crate) fn read_pairs(labels: &Path, policies: &Path) -> Result<Vec<Pair>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> = fs::read_dir(labels)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    files.sort();
    let is_alignment = |file: &&PathBuf| {
        file.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("align-"))
    };
    files
        .iter()
        .filter(is_alignment)
        .map(|file| read_pair(file, policies))
        .collect()
}

pub(crate) fn read_pair(file: &Path, policies: &Path) -> Result<Pair, Box<dyn Error>> {
    let labels: Labels = serde_json::from_slice(&fs::read(file)?)?;
    let policies = [
        read_policy(policies, &labels.a)?,
        read_policy(policies, &labels.b)?,
    ];
    let facts = [0, 1].map(|side| facts::extract(&policies[side], Lexicon::built_in()));
    Ok(Pair {
        labels,
        policies,
        facts,
    })
}

pub(crate) fn read_policy(folder: &Path, name: &str) -> Result<Policy, Box<dyn Error>> {
    let file = ["md", "txt"].map(|extension| folder.join(name).with_extension(extension));
    let file = file
        .iter()
        .find(|file| file.exists())
        .ok_or_else(|| format!("no policy {name}"))?;
    let intake = source::read(&[file], u64::MAX, &mut std::io::empty());
    let source = intake
        .sources
        .first()
        .ok_or_else(|| format!("{name} cannot be read"))?;
    Ok(policy::read(source)?)
}

impl Pair {
    pub(crate) fn name(&self) -> String {
        format!("{} and {}", self.labels.a, self.labels.b)
    }

    pub(crate) fn clause_lines(&self, side: usize, place: usize) -> (usize, usize) {
        lines(self.policies[side].clauses[place].lines)
    }

    pub(crate) fn heading_line(&self, side: usize, place: usize) -> usize {
        lines(self.policies[side].sections[place].lines).0
    }

    pub(crate) fn is_heading(&self, side: usize, line: usize) -> bool {
        (0..self.policies[side].sections.len()).any(|place| self.heading_line(side, place) == line)
    }

    /// The first words of a clause and its line.
    pub(crate) fn shown(&self, side: usize, place: usize) -> String {
        let words: String = self.policies[side]
            .clause_text(ClauseId(place))
            .chars()
            .take(90)
            .collect();
        format!("{} {words}", self.clause_lines(side, place).0)
    }

    /// The labelled links that the two clauses answer to.
    pub(crate) fn links_between(
        &self,
        one: usize,
        other: usize,
    ) -> impl Iterator<Item = (usize, u8)> + '_ {
        let (a, b) = (self.clause_lines(0, one), self.clause_lines(1, other));
        let inside = move |link: &(usize, usize, u8)| {
            a.0 <= link.0 && link.0 <= a.1 && b.0 <= link.1 && link.1 <= b.1
        };
        self.labels
            .links
            .iter()
            .enumerate()
            .filter(move |(_, link)| inside(link))
            .map(|(k, link)| (k, link.2))
    }

    /// The labelled blocks in which both headings stand.
    pub(crate) fn blocks_of(&self, one: usize, other: usize) -> impl Iterator<Item = usize> + '_ {
        let (a, b) = (self.heading_line(0, one), self.heading_line(1, other));
        let within = |line: usize, blocks: &[(usize, usize)]| {
            blocks
                .iter()
                .any(|block| block.0 <= line && line <= block.1)
        };
        self.labels
            .sections
            .iter()
            .enumerate()
            .filter(move |(_, block)| within(a, &block.a) && within(b, &block.b))
            .map(|(k, _)| k)
    }

    /// The links that must be found: those of grade 2, headings beside headings aside.
    pub(crate) fn wanted_links(&self) -> impl Iterator<Item = (f32, Outcome)> + '_ {
        let links = self.labels.links.iter().enumerate();
        links
            .filter(|(_, (a, b, grade))| {
                *grade == 2 && !(self.is_heading(0, *a) && self.is_heading(1, *b))
            })
            .map(|(k, _)| (0.0, Outcome::Wanted(k)))
    }
}

pub(crate) fn lines(lines: Lines) -> (usize, usize) {
    let [first, last] = lines.first_and_last();
    (first, last)
}

/// What was found right and wrong, and what was not found.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    pub(crate) right: u32,
    pub(crate) wrong: u32,
    pub(crate) found: u32,
    pub(crate) missed: u32,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.found += other.found;
        self.missed += other.missed;
    }

    pub(crate) fn precision(self) -> f64 {
        f64::from(self.right) / f64::from(self.right + self.wrong).max(1.0)
    }

    pub(crate) fn recall(self) -> f64 {
        f64::from(self.found) / f64::from(self.found + self.missed).max(1.0)
    }

    pub(crate) fn f1(self) -> f64 {
        2.0 * self.precision() * self.recall() / (self.precision() + self.recall()).max(1e-9)
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:.3} ({:.2} {:.2})",
            self.f1(),
            self.precision(),
            self.recall()
        )
    }
}

/// What it means to choose a candidate, or what was wanted.
pub(crate) enum Outcome {
    Chosen {
        lines: (usize, usize),
        answers: Vec<usize>,
    },
    Wanted(usize),
}

pub(crate) fn tallied(outcomes: &[(f32, Outcome)], shift: f32) -> Tally {
    let mut chosen: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    let mut answered: BTreeSet<usize> = BTreeSet::new();
    let mut tally = Tally::default();
    for (sum, outcome) in outcomes {
        match outcome {
            Outcome::Chosen { lines, answers } if sum + shift > 0.0 => {
                *chosen.entry(*lines).or_default() |= !answers.is_empty();
                answered.extend(answers);
            }
            _ => {}
        }
    }
    chosen.values().for_each(|right| {
        if *right {
            tally.right += 1
        } else {
            tally.wrong += 1
        }
    });
    for (_, outcome) in outcomes {
        if let Outcome::Wanted(k) = outcome {
            if answered.contains(k) {
                tally.found += 1
            } else {
                tally.missed += 1
            }
        }
    }
    tally
}

pub(crate) fn total(scored: &[Vec<(f32, Outcome)>], shift: f32) -> Tally {
    let mut total = Tally::default();
    scored
        .iter()
        .for_each(|outcomes| total.add(tallied(outcomes, shift)));
    total
}
