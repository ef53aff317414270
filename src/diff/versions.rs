//! What became of a policy from one version to the next: its headings and clauses, step by step.

use std::collections::HashMap;
use std::ops::Range;

use crate::policy::{Clause, ClauseId, Policy, SectionId};

use super::bag::Lexis;
use super::form::{self, FormChange};
use super::sequence::{Item, Likeness, Pair, Place, anywhere};
use super::text::TextDiff;
use super::words::key_of;

/// The steps from an old version to a new one, in order of the new one; what was removed stands where it stood.
///
/// Every section and clause of both versions is in exactly one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionDiff {
    /// What became of the headings.
    pub sections: Vec<Step<SectionId>>,
    /// What became of the clauses.
    pub clauses: Vec<Step<ClauseId>>,
}

/// What became of a heading or a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<Id> {
    /// Only the old version has it.
    Removed(Id),
    /// Only the new version has it.
    Added(Id),
    /// Both have it.
    Both(Both<Id>),
}

/// A heading or a clause that both versions have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both<Id> {
    /// Which it is in the old version.
    pub old: Id,
    /// Which it is in the new version.
    pub new: Id,
    /// Whether it has been moved.
    pub place: Place,
    /// How its words have changed; none where they have not.
    pub text: Option<TextDiff>,
    /// How its form has changed, where that was asked for.
    pub form: Vec<FormChange>,
}

/// What counts as a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Strictness {
    /// Other words, or the same words elsewhere.
    #[default]
    Words,
    /// Numbers and bullets, link targets, kinds of clauses, levels and typography too.
    Form,
}

/// How many clauses, or sections, are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// As they were, where they were.
    pub kept: usize,
    /// Changed where they were.
    pub changed: usize,
    /// Only in the new version.
    pub added: usize,
    /// Only in the old version.
    pub removed: usize,
    /// Elsewhere, changed or not.
    pub moved: usize,
}

impl<Id: Copy> Step<Id> {
    /// Which it is in the old version.
    pub fn in_old(&self) -> Option<Id> {
        match self {
            Self::Removed(old) => Some(*old),
            Self::Added(_) => None,
            Self::Both(both) => Some(both.old),
        }
    }

    /// Which it is in the new version.
    pub fn in_new(&self) -> Option<Id> {
        match self {
            Self::Removed(_) => None,
            Self::Added(new) => Some(*new),
            Self::Both(both) => Some(both.new),
        }
    }
}

impl<Id> Step<Id> {
    /// Whether it stands as it stood.
    pub fn is_kept(&self) -> bool {
        matches!(self, Self::Both(both) if both.place == Place::InOrder && !both.is_changed())
    }
}

impl<Id> Both<Id> {
    /// Whether its words or its form have changed.
    pub fn is_changed(&self) -> bool {
        self.text.is_some() || !self.form.is_empty()
    }
}

impl Counts {
    /// The counts of `steps`.
    pub fn of<Id>(steps: &[Step<Id>]) -> Self {
        let mut counts = Self::default();
        for step in steps {
            let count = match step {
                Step::Removed(_) => &mut counts.removed,
                Step::Added(_) => &mut counts.added,
                Step::Both(both) if both.place == Place::Moved => &mut counts.moved,
                Step::Both(both) if both.is_changed() => &mut counts.changed,
                Step::Both(_) => &mut counts.kept,
            };
            *count += 1;
        }
        counts
    }

    /// Whether so few are in both that the two are hardly versions of one policy.
    pub fn has_little_in_common(&self) -> bool {
        let in_both = self.kept + self.changed + self.moved;
        in_both * 4 < self.added + self.removed
    }

    /// Whether nothing has changed.
    pub fn is_unchanged(&self) -> bool {
        self.changed + self.added + self.removed + self.moved == 0
    }
}

/// What became of `old` in `new`.
///
/// Clauses and headings that are the same are found first, then those near them between the same neighbours, then those
/// that stand elsewhere; what they provide plays no part in it.
pub fn versions(old: &Policy, new: &Policy, strictness: Strictness) -> VersionDiff {
    let mut lexis = Lexis::default();
    let (old_parts, new_parts) = (parts(old), parts(new));
    let old_items = items(old, &old_parts, &mut lexis);
    let new_items = items(new, &new_parts, &mut lexis);
    let (mut sections, mut clauses) = (Vec::new(), Vec::new());
    for pair in anywhere(&old_items, &new_items) {
        match (old_parts[pair.old], new_parts[pair.new]) {
            (Part::Section(SectionId(old)), Part::Section(SectionId(new))) => {
                sections.push(Pair { old, new, ..pair });
            }
            (Part::Clause(ClauseId(old)), Part::Clause(ClauseId(new))) => {
                clauses.push(Pair { old, new, ..pair });
            }
            _ => {}
        }
    }
    add_renamed(&mut sections, &clauses, old, new);
    let versions = Versions {
        old,
        new,
        strictness,
    };
    VersionDiff {
        sections: steps(&sections, old.sections.len(), new.sections.len())
            .map(|step| step.with(SectionId, |pair| versions.section(pair)))
            .collect(),
        clauses: steps(&clauses, old.clauses.len(), new.clauses.len())
            .map(|step| step.with(ClauseId, |pair| versions.clause(pair)))
            .collect(),
    }
}

/// What stands in a policy, one after the other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Section(SectionId),
    Clause(ClauseId),
}

/// Headings are compared with headings only.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Heading,
    Clause,
}

/// The headings and clauses in order of the text.
fn parts(policy: &Policy) -> Vec<Part> {
    let headings = policy
        .sections()
        .map(|(id, section)| (section.heading.start(), Part::Section(id)));
    let clauses = policy
        .clauses()
        .map(|(id, clause)| (clause.span.start(), Part::Clause(id)));
    let mut parts: Vec<(usize, Part)> = headings.chain(clauses).collect();
    parts.sort_by_key(|(start, _)| *start);
    parts.into_iter().map(|(_, part)| part).collect()
}

fn items(policy: &Policy, parts: &[Part], lexis: &mut Lexis) -> Vec<Item<Class>> {
    let item = |part: &Part| match part {
        // Headings are set in capitals or not as fashion goes.
        Part::Section(id) => Item::caseless(Class::Heading, policy.heading(*id), lexis),
        Part::Clause(id) => Item::new(Class::Clause, policy.clause_text(*id), lexis),
    };
    parts.iter().map(item).collect()
}

/// Adds the pairs of sections that hold the same clauses, mostly under other headings: those that share most come first.
fn add_renamed(sections: &mut Vec<Pair>, clauses: &[Pair], old: &Policy, new: &Policy) {
    let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
    for pair in clauses {
        let (one, other) = (&old.clauses[pair.old], &new.clauses[pair.new]);
        if let (Some(SectionId(one)), Some(SectionId(other))) = (one.section, other.section) {
            *shared.entry((one, other)).or_default() += old.clauses[pair.old].span.len();
        }
    }
    let mut most: Vec<((usize, usize), usize)> = shared.into_iter().collect();
    most.sort_unstable_by_key(|(pair, shared)| (usize::MAX - shared, *pair));
    for ((one, other), shared) in most {
        let is_free = sections
            .iter()
            .all(|pair| pair.old != one && pair.new != other);
        let size = own_size(old, one).min(own_size(new, other));
        if is_free && shared * 2 >= size {
            let crosses = sections
                .iter()
                .any(|pair| pair.place == Place::InOrder && (pair.old < one) != (pair.new < other));
            let place = if crosses {
                Place::Moved
            } else {
                Place::InOrder
            };
            sections.push(Pair {
                old: one,
                new: other,
                place,
                likeness: likeness(old, one, new, other),
            });
        }
    }
    sections.sort_by_key(|pair| pair.old);
}

fn likeness(old: &Policy, one: usize, new: &Policy, other: usize) -> Likeness {
    let key = |policy: &Policy, section| key_of(policy.heading(SectionId(section))).to_lowercase();
    if key(old, one) == key(new, other) {
        Likeness::Same
    } else {
        Likeness::Near
    }
}

/// The length in bytes of the clauses that stand in the section and in none inside it.
fn own_size(policy: &Policy, section: usize) -> usize {
    let own = |clause: &&Clause| clause.section == Some(SectionId(section));
    policy
        .clauses
        .iter()
        .filter(own)
        .map(|clause| clause.span.len())
        .sum()
}

/// A step by places in the two lists.
enum Bare {
    Removed(usize),
    Added(usize),
    Both(Pair),
}

impl Bare {
    fn with<Id>(self, id: fn(usize) -> Id, both: impl FnOnce(Pair) -> Both<Id>) -> Step<Id> {
        match self {
            Self::Removed(old) => Step::Removed(id(old)),
            Self::Added(new) => Step::Added(id(new)),
            Self::Both(pair) => Step::Both(both(pair)),
        }
    }
}

/// All of the two lists in order of the new one; what was removed stands before what stands in its place now.
fn steps(pairs: &[Pair], old: usize, new: usize) -> impl Iterator<Item = Bare> {
    let mut of_old: Vec<Option<Pair>> = vec![None; old];
    let mut of_new: Vec<Option<Pair>> = vec![None; new];
    for pair in pairs {
        of_old[pair.old] = Some(*pair);
        of_new[pair.new] = Some(*pair);
    }
    let mut steps = Vec::with_capacity(old + new - pairs.len());
    let mut next_old = 0;
    let mut waiting = Vec::new();
    for (at, pair) in of_new.iter().enumerate() {
        match pair {
            Some(pair) if pair.place == Place::InOrder => {
                steps.extend(gone(&of_old, next_old..pair.old));
                steps.append(&mut waiting);
                steps.push(Bare::Both(*pair));
                next_old = pair.old + 1;
            }
            Some(pair) => waiting.push(Bare::Both(*pair)),
            None => waiting.push(Bare::Added(at)),
        }
    }
    steps.extend(gone(&of_old, next_old..old));
    steps.append(&mut waiting);
    steps.into_iter()
}

fn gone(of_old: &[Option<Pair>], range: Range<usize>) -> impl Iterator<Item = Bare> {
    range.filter(|at| of_old[*at].is_none()).map(Bare::Removed)
}

/// The two versions, and what counts as a change between them.
struct Versions<'a> {
    old: &'a Policy,
    new: &'a Policy,
    strictness: Strictness,
}

impl Versions<'_> {
    fn section(&self, pair: Pair) -> Both<SectionId> {
        let (old, new) = (SectionId(pair.old), SectionId(pair.new));
        let (one, other) = (self.old.heading(old), self.new.heading(new));
        let text = (pair.likeness == Likeness::Near).then(|| TextDiff::new(one, other));
        let form = match self.strictness {
            Strictness::Words => Vec::new(),
            Strictness::Form => form::of_sections((self.old, old), (self.new, new)),
        };
        Both {
            old,
            new,
            place: pair.place,
            text,
            form,
        }
    }

    fn clause(&self, pair: Pair) -> Both<ClauseId> {
        let (old, new) = (ClauseId(pair.old), ClauseId(pair.new));
        let (one, other) = (self.old.clause_text(old), self.new.clause_text(new));
        let text = (pair.likeness == Likeness::Near).then(|| TextDiff::new(one, other));
        let form = match self.strictness {
            Strictness::Words => Vec::new(),
            Strictness::Form => form::of_clauses((self.old, old), (self.new, new)),
        };
        Both {
            old,
            new,
            place: pair.place,
            text,
            form,
        }
    }
}
