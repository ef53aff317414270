//! One sentence taken apart: the verbs that keep or do away with data, the occasions that it names, and its by-clauses.
//!
//! What it says about time stands beside: [`super::lengths`], [`super::events`], [`super::needs`].

use std::ops::Range;

use super::marks::{Mark, Role, overlaps};
use super::setting::{List, Setting};
use crate::facts::duration::{Period, periods};
use crate::facts::reading::{Break, Reading, Text};
use crate::facts::{Duration, OpenEnd, RetentionKind};

/// How long something is kept, as one sentence says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Statement {
    pub(super) kind: RetentionKind,
    pub(super) duration: Option<Duration>,
    pub(super) open_end: Option<OpenEnd>,
    /// The words that keep or do away with the data; none where the setting lends them.
    pub(super) verb: Option<Verb>,
    /// The words that say how long.
    pub(super) limit: Range<usize>,
    pub(super) rule: &'static str,
}

/// What happens to data, or to something else, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verb {
    pub(super) act: Act,
    pub(super) words: Range<usize>,
    pub(super) sense: Sense,
}

/// What a verb does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Retains.
    Keep,
    /// Stores: often where or that, not how long.
    Store,
    /// Lets it remain; weak.
    Linger,
    /// Deletes or makes anonymous.
    Delete,
    /// Expires.
    Lapse,
    /// "Retention", "storage period"; what the header of a column lends to its cells.
    Noun,
    /// What the heading of a section about keeping lends; weak.
    Heading,
    /// "Deletion", which somebody asked for or an event brought.
    Deletion,
    /// Something that is no keeping: answering, notifying.
    Elsewhere,
}

/// Whether a verb is denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Plain,
    Negated,
}

/// A subordinate clause that tells when: "until you leave", "after the contract ends".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Occasion {
    pub(super) opener: Role,
    /// The first word after the opener.
    pub(super) content: usize,
    pub(super) words: Range<usize>,
}

/// What a limit of time belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Governor<'a> {
    /// A verb of the sentence.
    Verb(&'a Verb),
    /// What stands above the sentence.
    Lent(Act),
}

impl Governor<'_> {
    pub(super) fn act(self) -> Act {
        match self {
            Self::Verb(verb) => verb.act,
            Self::Lent(act) => act,
        }
    }

    pub(super) fn verb(self) -> Option<Verb> {
        match self {
            Self::Verb(verb) => Some(verb.clone()),
            Self::Lent(_) => None,
        }
    }

    pub(super) fn sense(self) -> Sense {
        match self {
            Self::Verb(verb) => verb.sense,
            Self::Lent(_) => Sense::Plain,
        }
    }

    /// Whether `statement` has the same governor.
    pub(super) fn governs(self, statement: &Statement) -> bool {
        self.verb() == statement.verb
    }
}

/// A sentence with the wordings found in it.
pub(super) struct Sentence<'a> {
    reading: &'a Reading<'a>,
    text: &'a Text,
    pub(super) words: Range<usize>,
    pub(super) setting: &'a Setting,
    pub(super) marks: Vec<Mark>,
    pub(super) periods: Vec<Period>,
    by_clauses: Vec<Range<usize>>,
    pub(super) occasions: Vec<Occasion>,
    pub(super) verbs: Vec<Verb>,
}

impl<'a> Sentence<'a> {
    pub(super) fn new(
        reading: &'a Reading<'a>,
        text: &'a Text,
        words: Range<usize>,
        marks: Vec<Mark>,
        setting: &'a Setting,
    ) -> Self {
        let mut sentence = Self {
            periods: periods(reading, text, &words),
            reading,
            text,
            words,
            setting,
            marks,
            by_clauses: Vec::new(),
            occasions: Vec::new(),
            verbs: Vec::new(),
        };
        sentence.by_clauses = sentence.find_by_clauses();
        sentence.occasions = sentence.find_occasions();
        sentence.verbs = sentence.find_verbs();
        sentence
    }

    /// What the sentence says. Lengths of time come first, for what they use up is no statement of its own.
    pub(super) fn statements(&self) -> Vec<Statement> {
        if self.has(Role::Child) || self.is_factor() {
            return Vec::new();
        }
        let mut found = self.lengths();
        if self.setting.list != List::Exceptions {
            found.extend(self.events(&found));
            found.extend(self.endings(&found));
            found.extend(self.needs(&found));
            found.extend(self.laws(&found));
        }
        for statement in &mut found {
            statement.open_end = self.open_end(statement);
        }
        found
    }

    /// "The amount and nature of the data", "whether the law obliges us": what is weighed, in a list of such.
    fn is_factor(&self) -> bool {
        let start = self.words.start..self.words.start + 2;
        self.setting.list == List::Factors
            && self
                .marks_of(Role::Factor)
                .any(|mark| start.contains(&mark.words.start))
    }

    /// Whether the sentence tells of an end ("once you close your account"), for the sentence after it.
    pub(super) fn tells_an_end(&self) -> bool {
        let is_offered = self.has(Role::Right) && self.has(Role::Ending);
        is_offered || self.has(Role::YourDeletion) || self.occasions.iter().any(|o| self.is_end(o))
    }

    /// Whether what `statement` says may go on for longer: "for at least 7 years", "indefinitely".
    fn open_end(&self, statement: &Statement) -> Option<OpenEnd> {
        const NEAR: usize = 4;
        let limit = &statement.limit;
        if statement.duration.is_none() {
            let is_kept = statement.kind == RetentionKind::Criteria;
            let is_indefinite = self.begins_in(Role::Indefinite, limit);
            return (is_kept && is_indefinite).then_some(OpenEnd::Indefinite);
        }
        let near = self.just_before(limit.start, NEAR).start..limit.end + 1;
        let mut marks = self.marks_of(Role::AtLeast);
        let is_beside = |mark: &Mark| {
            let reach = mark.words.start.min(limit.start)..mark.words.end.max(limit.end);
            near.contains(&mark.words.start) && self.is_unbroken(reach)
        };
        marks.any(is_beside).then_some(OpenEnd::AtLeast)
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.marks.iter().any(|mark| mark.role == role)
    }

    pub(super) fn marks_of(&self, role: Role) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| mark.role == role)
    }

    /// Whether a mark of `role` begins in `words`.
    pub(super) fn begins_in(&self, role: Role, words: &Range<usize>) -> bool {
        self.marks_of(role)
            .any(|mark| words.contains(&mark.words.start))
    }

    /// The word at `at` in lower case; nothing outside the sentence.
    pub(super) fn form(&self, at: usize) -> &str {
        match self.text.words.get(at) {
            Some(word) if self.words.contains(&at) => self.reading.form(word),
            _ => "",
        }
    }

    /// The word before `at`.
    pub(super) fn form_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.form(at))
    }

    /// Whether one of the words in `words` is `form`.
    pub(super) fn contains_form(&self, mut words: Range<usize>, form: &str) -> bool {
        words.any(|at| self.form(at) == form)
    }

    pub(super) fn break_before(&self, at: usize) -> Break {
        self.text
            .words
            .get(at)
            .map_or(Break::Stop, |word| word.before)
    }

    /// Whether no comma or anything stronger parts the words of `words` from each other.
    pub(super) fn is_unbroken(&self, words: Range<usize>) -> bool {
        (words.start + 1..words.end).all(|at| self.break_before(at) < Break::Comma)
    }

    /// The words between semicolons around `at`.
    pub(super) fn part(&self, at: usize) -> Range<usize> {
        let parted = |at: &usize| self.break_before(*at) >= Break::Semicolon;
        let start = (self.words.start + 1..=at).rev().find(parted);
        let end = (at + 1..self.words.end).find(parted);
        start.unwrap_or(self.words.start)..end.unwrap_or(self.words.end)
    }

    /// The few words before `at`.
    pub(super) fn just_before(&self, at: usize, count: usize) -> Range<usize> {
        at.saturating_sub(count).max(self.words.start)..at
    }

    /// Where the phrase that begins at `from` ends: at a comma or anything stronger, or where the main clause begins.
    pub(super) fn phrase_end(&self, from: usize) -> usize {
        let main_clause = |at: usize| match self.form(at) {
            "then" => true,
            "we" | "we'll" | "we've" => at >= from + 2,
            _ => false,
        };
        (from + 1..self.words.end)
            .find(|at| self.break_before(*at) >= Break::Comma || main_clause(*at))
            .unwrap_or(self.words.end)
    }

    pub(super) fn in_by_clause(&self, at: usize) -> bool {
        self.by_clause(at).is_some()
    }

    /// The "unless …" or "except …" around `at`.
    pub(super) fn by_clause(&self, at: usize) -> Option<&Range<usize>> {
        self.by_clauses.iter().find(|range| range.contains(&at))
    }

    /// The last verb that begins before `at`.
    pub(super) fn verb_before(&self, at: usize) -> Option<&Verb> {
        self.verbs.iter().rev().find(|verb| verb.words.start < at)
    }

    /// What a length of time at `at` belongs to: the nearest verb before it, else the first after it, else what is lent.
    pub(super) fn governor_of_length(&self, at: usize) -> Option<Governor<'_>> {
        let after = || {
            let part = self.part(at);
            self.verbs.iter().find(|verb| {
                at <= verb.words.start
                    && part.contains(&verb.words.start)
                    && verb.act != Act::Linger
            })
        };
        let verb = self.verb_before(at).or_else(after);
        verb.map(Governor::Verb)
            .or_else(|| self.setting.act.map(Governor::Lent))
    }

    /// What another limit in `words` belongs to: a verb before it; one after it where it opens its part of the sentence;
    /// else what is lent.
    pub(super) fn governor_of(&self, words: &Range<usize>) -> Option<Governor<'_>> {
        let at = words.start;
        if let Some(verb) = self.verb_before(at) {
            return Some(Governor::Verb(verb));
        }
        let part = self.part(at);
        let start = self
            .occasions
            .iter()
            .filter(|o| o.words.contains(&at))
            .map(|o| o.words.start)
            .min()
            .unwrap_or(at);
        let opens = start.min(at) <= part.start + 3;
        let after = self
            .verbs
            .iter()
            .find(|verb| at <= verb.words.start && part.contains(&verb.words.start));
        match after {
            Some(verb) if opens || overlaps(&verb.words, words) => Some(Governor::Verb(verb)),
            _ => self.lent_to(at),
        }
    }

    /// A heading lends to what begins a sentence or stands right after its term; headers and lead-ins lend to all.
    fn lent_to(&self, at: usize) -> Option<Governor<'_>> {
        let act = self.setting.act?;
        let terms = (self.words.start + 1..=at).filter(|at| self.break_before(*at) >= Break::Dash);
        let start = terms.clone().next_back().unwrap_or(self.words.start);
        let opens = at <= start + 2 && terms.count() <= 1;
        (act != Act::Heading || opens).then_some(Governor::Lent(act))
    }

    fn find_by_clauses(&self) -> Vec<Range<usize>> {
        let opens_occasion = |mark: &&Mark| {
            self.marks_of(Role::While)
                .any(|occasion| overlaps(&occasion.words, &mark.words))
        };
        self.marks_of(Role::Unless)
            .filter(|mark| !opens_occasion(mark))
            .map(|mark| {
                let start = mark.words.start;
                let part = self.part(start);
                let is_set_off = start <= part.start + 1
                    || self.break_before(start) >= Break::Comma
                    || self.form(start) == "subject";
                let comma = (mark.words.end..part.end)
                    .find(|at| is_set_off && self.break_before(*at) >= Break::Comma);
                start..comma.unwrap_or(part.end)
            })
            .collect()
    }

    fn find_occasions(&self) -> Vec<Occasion> {
        self.marks
            .iter()
            .filter(|mark| matches!(mark.role, Role::While | Role::During | Role::When))
            .map(|mark| Occasion {
                opener: mark.role,
                content: mark.words.end,
                words: mark.words.start..self.phrase_end(mark.words.end),
            })
            .filter(|occasion| self.is_occasion(occasion))
            .collect()
    }

    /// "After 30 days", "the following" and "after which" open no occasion.
    fn is_occasion(&self, occasion: &Occasion) -> bool {
        let start = occasion.words.start;
        if occasion.content >= occasion.words.end {
            return false;
        }
        // "Logs stay a year, while sessions are deleted at once" contrasts.
        let contrasts = self.form(start) == "while" && self.break_before(start) >= Break::Comma;
        if contrasts && start > self.words.start {
            return false;
        }
        if occasion.opener != Role::When {
            return true;
        }
        let near = occasion.content..occasion.content + 4;
        let counts = self.periods.iter().any(|p| near.contains(&p.words.start))
            && !self.begins_in(Role::Inactive, &occasion.words);
        let points_back = matches!(
            self.form(occasion.content),
            "which" | "that" | "this" | "such"
        );
        let is_adjective = self.form(start) == "following" && self.form_before(start) == "the";
        !counts && !points_back && !is_adjective
    }

    /// The verbs outside occasions; where there are none, the last inside one: "what you send when you write to us is
    /// deleted after a year".
    fn find_verbs(&self) -> Vec<Verb> {
        let hidden = |at: usize| self.occasions.iter().any(|o| o.words.contains(&at));
        let (inside, mut verbs): (Vec<Verb>, Vec<Verb>) = self
            .all_verbs()
            .into_iter()
            .partition(|verb| hidden(verb.words.start));
        if verbs.is_empty() {
            let main = inside.into_iter().rfind(|verb| {
                matches!(verb.act, Act::Keep | Act::Store | Act::Delete | Act::Lapse)
                    && self.periods.iter().any(|p| p.words.start >= verb.words.end)
            });
            verbs.extend(main);
        }
        verbs
    }

    /// The verbs in order; "are deleted" and "deleted after" are one.
    fn all_verbs(&self) -> Vec<Verb> {
        let mut verbs: Vec<Verb> = Vec::new();
        for mark in &self.marks {
            let Some(act) = act_of(mark.role) else {
                continue;
            };
            match verbs.last_mut() {
                Some(last) if last.act == act && overlaps(&last.words, &mark.words) => {
                    last.words.end = last.words.end.max(mark.words.end);
                }
                // "Retain and use" keeps.
                Some(last) if act == Act::Linger && mark.words.start <= last.words.end + 1 => {}
                _ => verbs.push(Verb {
                    act,
                    sense: self.sense(&mark.words),
                    words: mark.words.clone(),
                }),
            }
        }
        verbs
    }

    fn sense(&self, verb: &Range<usize>) -> Sense {
        let near = self.just_before(verb.start, 4).start..verb.end;
        let negated = self.marks_of(Role::Not).any(|mark| {
            near.contains(&mark.words.start) && self.is_unbroken(mark.words.start..verb.start)
        });
        if negated {
            Sense::Negated
        } else {
            Sense::Plain
        }
    }
}

fn act_of(role: Role) -> Option<Act> {
    Some(match role {
        Role::Keep => Act::Keep,
        Role::Store => Act::Store,
        Role::Linger => Act::Linger,
        Role::Delete => Act::Delete,
        Role::Deletion => Act::Deletion,
        Role::Lifetime => Act::Lapse,
        Role::Noun => Act::Noun,
        Role::Elsewhere => Act::Elsewhere,
        _ => return None,
    })
}
