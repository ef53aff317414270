//! The grammar of one sentence: what keeps or does away with data, and the limits of time that go with it.

use std::ops::Range;

use super::marks::{Mark, Role, overlaps};
use super::setting::Setting;
use crate::facts::duration::{Period, periods};
use crate::facts::reading::{Break, Reading, Text};
use crate::facts::{Duration, RetentionKind};

/// How long something is kept, as one sentence says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Statement {
    pub(super) kind: RetentionKind,
    pub(super) duration: Option<Duration>,
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
    sense: Sense,
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
    /// "Retention", "storage period".
    Noun,
    /// "Deletion", which somebody asked for or an event brought.
    Deletion,
    /// Something that is no keeping: answering, notifying.
    Elsewhere,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sense {
    Plain,
    Negated,
}

/// A subordinate clause that tells when: "until you leave", "after the contract ends".
#[derive(Clone, Debug, PartialEq, Eq)]
struct Occasion {
    opener: Role,
    content: usize,
    words: Range<usize>,
}

/// What starts the clock of a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clock {
    /// Nothing is said, or the data come into being.
    Data,
    /// Something that happens later.
    Event,
}

/// A sentence with the wordings found in it.
pub(super) struct Sentence<'a> {
    reading: &'a Reading<'a>,
    text: &'a Text,
    words: Range<usize>,
    setting: &'a Setting,
    marks: Vec<Mark>,
    periods: Vec<Period>,
    by_clauses: Vec<Range<usize>>,
    occasions: Vec<Occasion>,
    verbs: Vec<Verb>,
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

    /// What the sentence says, in order of the rules: lengths of time first, for what they use up is no statement of its own.
    pub(super) fn statements(&self) -> Vec<Statement> {
        if self.has(Role::Child) {
            return Vec::new();
        }
        let mut found = self.lengths();
        found.extend(self.durations_of_something(&found));
        found.extend(self.endings(&found));
        found.extend(self.needs(&found));
        found.extend(self.laws(&found));
        found
    }

    /// Whether the sentence tells of an end ("once you close your account"), for the sentence after it.
    pub(super) fn tells_an_end(&self) -> bool {
        self.occasions.iter().any(|o| self.is_end(o)) || self.has(Role::YourDeletion)
    }

    /// Whether data are kept or done away with here.
    pub(super) fn verbs(&self) -> &[Verb] {
        &self.verbs
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.marks.iter().any(|mark| mark.role == role)
    }

    fn marks_of(&self, role: Role) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| mark.role == role)
    }

    fn has_within(&self, role: Role, words: &Range<usize>) -> bool {
        self.marks_of(role)
            .any(|mark| words.start <= mark.words.start && mark.words.start < words.end)
    }

    fn form(&self, at: usize) -> &str {
        match self.text.words.get(at) {
            Some(word) if self.words.contains(&at) => self.reading.form(word),
            _ => "",
        }
    }

    fn break_before(&self, at: usize) -> Break {
        self.text
            .words
            .get(at)
            .map_or(Break::Stop, |word| word.before)
    }

    /// The words between semicolons around `at`.
    fn part(&self, at: usize) -> Range<usize> {
        let parted = |at: &usize| self.break_before(*at) >= Break::Semicolon;
        let start = (self.words.start + 1..=at).rev().find(parted);
        let end = (at + 1..self.words.end).find(parted);
        start.unwrap_or(self.words.start)..end.unwrap_or(self.words.end)
    }

    /// Where the phrase that begins at `from` ends: at a comma or anything stronger, or where the main clause begins.
    fn phrase_end(&self, from: usize) -> usize {
        let main_clause = |at: usize| {
            at >= from + 2 && matches!(self.form(at), "we" | "we'll" | "we've" | "then")
                || self.form(at) == "then"
        };
        (from + 1..self.words.end)
            .find(|at| self.break_before(*at) >= Break::Comma || main_clause(*at))
            .unwrap_or(self.words.end)
    }

    fn find_by_clauses(&self) -> Vec<Range<usize>> {
        self.marks_of(Role::Unless)
            .map(|mark| {
                let part = self.part(mark.words.start);
                let is_set_off = mark.words.start <= part.start + 1
                    || self.break_before(mark.words.start) >= Break::Comma;
                let comma = (mark.words.end..part.end)
                    .find(|at| is_set_off && self.break_before(*at) >= Break::Comma);
                mark.words.start..comma.unwrap_or(part.end)
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
        let near = occasion.content..occasion.content + 4;
        let counts = occasion.opener == Role::When
            && self.periods.iter().any(|p| near.contains(&p.words.start))
            && !self.has_within(Role::Inactive, &occasion.words);
        let points_back = matches!(
            self.form(occasion.content),
            "which" | "that" | "this" | "such"
        ) && occasion.opener == Role::When;
        let is_adjective =
            self.form(start) == "following" && start > 0 && self.form(start - 1) == "the";
        occasion.content < occasion.words.end && !counts && !points_back && !is_adjective
    }

    fn find_verbs(&self) -> Vec<Verb> {
        let hidden = |at: usize| {
            self.occasions
                .iter()
                .any(|o| o.words.start <= at && at < o.words.end)
        };
        self.marks
            .iter()
            .filter_map(|mark| act_of(mark.role).map(|act| (act, mark.words.clone())))
            .filter(|(_, words)| !hidden(words.start))
            .map(|(act, words)| Verb {
                act,
                sense: self.sense(&words),
                words,
            })
            .collect()
    }

    fn sense(&self, verb: &Range<usize>) -> Sense {
        let near = verb.start.saturating_sub(4)..verb.end;
        let negated = self.marks_of(Role::Not).any(|mark| {
            near.contains(&mark.words.start)
                && (mark.words.end..verb.start).all(|at| self.break_before(at) < Break::Comma)
        });
        if negated {
            Sense::Negated
        } else {
            Sense::Plain
        }
    }

    /// What the limit at `at` belongs to: the nearest verb before it, else the first after it.
    fn governor(&self, at: usize) -> Option<&Verb> {
        let part = self.part(at);
        self.verb_before(at).or_else(|| {
            self.verbs
                .iter()
                .find(|verb| at <= verb.words.start && verb.words.start < part.end)
        })
    }

    fn verb_before(&self, at: usize) -> Option<&Verb> {
        self.verbs.iter().rev().find(|verb| verb.words.start < at)
    }

    fn in_by_clause(&self, at: usize) -> bool {
        self.by_clauses.iter().any(|range| range.contains(&at))
    }

    // Lengths of time

    fn lengths(&self) -> Vec<Statement> {
        let mut found: Vec<Statement> = Vec::new();
        for (place, period) in self.periods.iter().enumerate() {
            found.extend(self.length(place, period));
        }
        found
    }

    fn length(&self, place: usize, period: &Period) -> Option<Statement> {
        let at = period.words.start;
        let verb = self.governor(at);
        let act = self.act(verb)?;
        let is_inactivity = self.is_inactivity(period);
        if is_inactivity {
            if !self.ends_by_inactivity() {
                return None;
            }
        } else if act == Act::Elsewhere
            || !self.is_length_of_keeping(period, act)
            || verb.is_some_and(|v| !self.may_be_limited(v, period))
            || self.by_clauses.iter().any(|range| {
                range.contains(&at) && verb.is_none_or(|verb| !range.contains(&verb.words.start))
            })
        {
            return None;
        }
        let clock = if is_inactivity {
            Clock::Event
        } else {
            self.clock(place, verb, act)
        };
        let (kind, rule) = match clock {
            Clock::Data => (RetentionKind::Fixed, "retention.fixed/length"),
            Clock::Event if is_inactivity => (
                RetentionKind::EventThenFixed,
                "retention.event+fixed/inactivity",
            ),
            Clock::Event => (
                RetentionKind::EventThenFixed,
                "retention.event+fixed/length-after-event",
            ),
        };
        Some(Statement {
            kind,
            duration: Some(period.duration),
            verb: verb.cloned(),
            limit: period.words.clone(),
            rule,
        })
    }

    /// What happens to the data, by the verb or by what the setting lends.
    fn act(&self, verb: Option<&Verb>) -> Option<Act> {
        verb.map(|verb| verb.act).or(self.setting.act)
    }

    fn is_length_of_keeping(&self, period: &Period, act: Act) -> bool {
        let disturbed = self
            .marks_of(Role::NoPeriod)
            .any(|mark| overlaps(&mark.words, &period.words));
        // "Overwritten every 30 days" is a length, "reviewed every year" is not.
        let recurs = self.form(period.words.start.wrapping_sub(1)) == "every" && act == Act::Delete;
        let before = self.form(period.words.start.wrapping_sub(1));
        let is_deadline = act == Act::Linger && matches!(before, "within" | "in");
        (!disturbed || recurs) && !is_deadline
    }

    /// "Not kept for more than a year" limits; "we do not store it for 30 days" says nothing.
    fn may_be_limited(&self, verb: &Verb, period: &Period) -> bool {
        let near = period.words.start.saturating_sub(5)..period.words.start;
        verb.sense == Sense::Plain
            || near.into_iter().any(|at| {
                matches!(
                    self.form(at),
                    "more"
                        | "longer"
                        | "beyond"
                        | "exceed"
                        | "exceeding"
                        | "until"
                        | "after"
                        | "past"
                        | "over"
                )
            })
    }

    fn is_inactivity(&self, period: &Period) -> bool {
        let before = period.words.start.saturating_sub(8)..period.words.start;
        let after = period.words.end..period.words.end + 4;
        self.marks_of(Role::Inactive).any(|mark| {
            after.contains(&mark.words.start)
                || before.contains(&mark.words.start)
                    && (mark.words.start + 1..period.words.start)
                        .all(|at| self.break_before(at) < Break::Comma)
        })
    }

    fn ends_by_inactivity(&self) -> bool {
        self.verbs.iter().any(|verb| {
            matches!(
                verb.act,
                Act::Delete | Act::Deletion | Act::Keep | Act::Lapse
            )
        }) || self.setting.act.is_some()
    }

    fn clock(&self, place: usize, verb: Option<&Verb>, act: Act) -> Clock {
        let period = &self.periods[place];
        self.clock_after(place)
            .or_else(|| self.clock_before(period))
            .unwrap_or_else(|| self.clock_of_setting(period, verb, act))
    }

    /// "30 days after you close your account", "5 years from collection".
    fn clock_after(&self, place: usize) -> Option<Clock> {
        let period = self.last_of_range(place);
        let near = period.words.end..period.words.end + 4;
        if near.clone().any(|at| {
            matches!(
                self.form(at),
                "thereafter" | "afterwards" | "afterward" | "later"
            )
        }) {
            return Some(Clock::Event);
        }
        let mark = self.marks_of(Role::CountedFrom).find(|mark| {
            near.contains(&mark.words.start)
                && (period.words.end..=mark.words.start).all(|at| {
                    self.break_before(at) < Break::Comma || self.break_before(at) == Break::Bracket
                })
        })?;
        let opener = self.form(mark.words.start).to_owned();
        let content = mark.words.end..self.phrase_end(mark.words.end);
        let whole = mark.words.start..content.end;
        let points_back = matches!(
            self.form(mark.words.end),
            "which" | "that" | "this" | "our" | "storage" | "servers"
        ) && !matches!(opener.as_str(), "of");
        if points_back && !self.has_within(Role::Ending, &content) {
            return None;
        }
        if self.has_within(Role::Ending, &whole) || self.has_within(Role::Inactive, &whole) {
            return Some(Clock::Event);
        }
        if self.has_within(Role::Start, &whole) {
            return Some(Clock::Data);
        }
        match opener.as_str() {
            "after" | "following" | "since" | "from" | "post" => Some(Clock::Event),
            _ => None,
        }
    }

    /// "10 to 14 days after": what follows the second length belongs to the first too.
    fn last_of_range(&self, place: usize) -> &Period {
        let period = &self.periods[place];
        match self.periods.get(place + 1) {
            Some(next) if next.words.start <= period.words.end + 1 => next,
            _ => period,
        }
    }

    /// "Until you leave, then 30 days", "after the contract ends, for two years".
    fn clock_before(&self, period: &Period) -> Option<Clock> {
        let at = period.words.start;
        if (at.saturating_sub(4)..at).any(|at| matches!(self.form(at), "plus" | "thereafter")) {
            return Some(Clock::Event);
        }
        let part = self.part(at);
        let occasion = self
            .occasions
            .iter()
            .rev()
            .find(|o| o.words.start < at && part.start <= o.words.start)?;
        let is_alternative = (at.saturating_sub(4)..at).any(|at| self.form(at) == "or");
        match occasion.opener {
            Role::When if self.is_end(occasion) => Some(Clock::Event),
            Role::While | Role::During => {
                let kept_anew = self.verbs.iter().any(|verb| {
                    matches!(verb.act, Act::Keep | Act::Store)
                        && (occasion.words.end..at).contains(&verb.words.start)
                });
                let follows = !kept_anew && !is_alternative;
                let is_inside = occasion.words.contains(&at);
                (follows && (!is_inside || self.relates(occasion, at))).then_some(Clock::Event)
            }
            _ => None,
        }
    }

    /// Whether an occasion says more before `at` than its opener: "during your membership and two years".
    fn relates(&self, occasion: &Occasion, at: usize) -> bool {
        at > occasion.content + 2
    }

    fn clock_of_setting(&self, period: &Period, verb: Option<&Verb>, act: Act) -> Clock {
        let before = self.form(period.words.start.wrapping_sub(1));
        let named_before = |at: usize| self.has_within(Role::Ending, &(self.words.start..at));
        let follows_end = self.setting.after_end
            && matches!(act, Act::Delete | Act::Deletion)
            && before != "after";
        let deletes_on_request = act == Act::Deletion && before != "after" && verb.is_some();
        let in_cell = verb.is_none() && named_before(period.words.start);
        if self.setting.event || follows_end || deletes_on_request || in_cell {
            Clock::Event
        } else {
            Clock::Data
        }
    }

    /// Whether the occasion is the end of something: an account, a contract, a consent.
    fn is_end(&self, occasion: &Occasion) -> bool {
        let speaks_of_keeping = self.has_within(Role::Noun, &occasion.words)
            || self.has_within(Role::Law, &occasion.words)
            || self
                .marks_of(Role::AsNeeded)
                .any(|mark| overlaps(&mark.words, &occasion.words));
        let begins = matches!(
            self.form(occasion.words.start),
            "after" | "following" | "upon"
        ) && !self.has_within(Role::Start, &occasion.words)
            && occasion.opener == Role::When
            && self.has_within(Role::Relation, &occasion.words);
        !speaks_of_keeping && (self.has_within(Role::Ending, &occasion.words) || begins)
    }

    // Until and as long as

    fn durations_of_something(&self, lengths: &[Statement]) -> Vec<Statement> {
        self.occasions
            .iter()
            .filter(|o| matches!(o.opener, Role::While | Role::During))
            .filter(|o| !self.in_by_clause(o.words.start) && !self.is_used_up(o, lengths))
            .filter(|o| self.is_event(o))
            .filter_map(|o| {
                let verb = self.limiting_verb(o.words.start)?;
                let act = self.act(verb)?;
                let fits = match act {
                    Act::Elsewhere | Act::Deletion => false,
                    Act::Delete => {
                        verb.is_some_and(|v| v.sense == Sense::Negated) || verb.is_none()
                    }
                    Act::Linger => o.opener == Role::While,
                    Act::Keep | Act::Store | Act::Lapse | Act::Noun => {
                        verb.is_none_or(|v| v.sense == Sense::Plain)
                    }
                };
                fits.then(|| Statement {
                    kind: RetentionKind::Event,
                    duration: None,
                    verb: verb.cloned(),
                    limit: o.words.clone(),
                    rule: "retention.event/until-or-as-long-as",
                })
            })
            .collect()
    }

    /// The verb that a limit other than a length belongs to; the outer `None` where there is nothing that could keep.
    fn limiting_verb(&self, at: usize) -> Option<Option<&Verb>> {
        if let Some(verb) = self.verb_before(at) {
            return Some(Some(verb));
        }
        let part = self.part(at);
        if at <= part.start + 3
            && let Some(verb) = self.governor(at)
        {
            return Some(Some(verb));
        }
        self.setting.act.map(|_| None)
    }

    /// Whether a length of time already tells of the occasion: "until you leave, then 30 days".
    fn is_used_up(&self, occasion: &Occasion, lengths: &[Statement]) -> bool {
        lengths
            .iter()
            .filter(|s| {
                s.kind == RetentionKind::EventThenFixed || occasion.words.contains(&s.limit.start)
            })
            .any(|s| {
                let is_alternative = (s.limit.start.saturating_sub(4)..s.limit.start)
                    .any(|at| self.form(at) == "or");
                let same_part = self.part(s.limit.start).contains(&occasion.words.start);
                let kept_anew = self.verbs.iter().any(|verb| {
                    matches!(verb.act, Act::Keep | Act::Store)
                        && (occasion.words.end..s.limit.start).contains(&verb.words.start)
                });
                same_part && !is_alternative && !kept_anew
            })
    }

    fn is_event(&self, occasion: &Occasion) -> bool {
        let head = occasion.words.start..occasion.content + 3;
        let speaks_of_need = self
            .marks
            .iter()
            .filter(|mark| matches!(mark.role, Role::AsNeeded | Role::AsFarAsNeeded))
            .any(|mark| head.contains(&mark.words.start));
        let near = occasion.words.start..occasion.content + 9;
        let speaks_of_law = self
            .marks_of(Role::Law)
            .any(|mark| near.contains(&mark.words.start));
        let relates = occasion.opener == Role::While && self.form(occasion.words.start) != "for"
            || self.has_within(Role::Relation, &occasion.words)
            || self.has_within(Role::Ending, &occasion.words);
        let says_nothing = matches!(
            self.form(occasion.content),
            "possible" | "practicable" | "which"
        );
        !speaks_of_need && !speaks_of_law && relates && !says_nothing
    }

    // Deleted when something ends

    fn endings(&self, lengths: &[Statement]) -> Vec<Statement> {
        self.occasions
            .iter()
            .filter(|o| o.opener == Role::When && self.is_end(o))
            .filter(|o| !self.in_by_clause(o.words.start) && !self.is_counted_from(o, lengths))
            .filter_map(|o| {
                let verb = self.limiting_verb(o.words.start)?;
                let deletes = match verb {
                    Some(verb) => {
                        matches!(verb.act, Act::Delete | Act::Lapse)
                            && verb.sense == Sense::Plain
                            && !self.tells_of_a_right_before(verb.words.start)
                    }
                    None => true,
                };
                deletes.then(|| Statement {
                    kind: RetentionKind::Event,
                    duration: None,
                    verb: verb.cloned(),
                    limit: o.words.clone(),
                    rule: "retention.event/deleted-when",
                })
            })
            .collect()
    }

    fn is_counted_from(&self, occasion: &Occasion, lengths: &[Statement]) -> bool {
        let part = self.part(occasion.words.start);
        lengths.iter().any(|s| part.contains(&s.limit.start))
    }

    fn tells_of_a_right_before(&self, at: usize) -> bool {
        self.marks_of(Role::Right).any(|mark| mark.words.start < at)
    }

    // As long as necessary

    fn needs(&self, lengths: &[Statement]) -> Vec<Statement> {
        let mut found: Vec<Statement> = Vec::new();
        for mark in &self.marks {
            let Some(rule) = need_rule(mark.role) else {
                continue;
            };
            let is_need_of_law = self
                .marks_of(Role::Law)
                .any(|law| overlaps(&law.words, &mark.words) && law.words.end > mark.words.end);
            if self.in_by_clause(mark.words.start) || self.has(Role::Right) || is_need_of_law {
                continue;
            }
            if let Some(verb) = self.needing_verb(mark, lengths) {
                found.push(Statement {
                    kind: RetentionKind::Criteria,
                    duration: None,
                    verb: verb.cloned(),
                    limit: mark.words.clone(),
                    rule,
                });
            }
        }
        found
    }

    fn needing_verb(&self, mark: &Mark, lengths: &[Statement]) -> Option<Option<&Verb>> {
        if mark.role == Role::Criteria {
            return Some(None);
        }
        let verb = self.limiting_verb(mark.words.start)?;
        let act = self.act(verb)?;
        let plain = verb.is_none_or(|v| v.sense == Sense::Plain);
        let counted = lengths
            .iter()
            .any(|s| s.duration.is_some() && s.verb.as_ref() == verb);
        let fits = match (mark.role, act) {
            (_, Act::Elsewhere | Act::Deletion) => false,
            (Role::AsFarAsNeeded, Act::Keep) => plain,
            (Role::AsFarAsNeeded, Act::Store) => {
                plain && (mark.words.clone()).any(|at| self.form(at) == "only")
            }
            (Role::AsFarAsNeeded, Act::Noun) => verb.is_none(),
            (Role::AsFarAsNeeded, _) => false,
            (Role::Vague, _) => plain && !counted,
            (_, Act::Delete | Act::Lapse) => plain,
            _ => true,
        };
        fits.then_some(verb)
    }

    // As the law requires

    fn laws(&self, found: &[Statement]) -> Vec<Statement> {
        self.marks
            .iter()
            .filter(|mark| matches!(mark.role, Role::Law | Role::Compliance))
            .filter(|mark| !self.in_by_clause(mark.words.start))
            .filter_map(|mark| {
                let verb = self.limiting_verb(mark.words.start)?;
                self.is_kept_by_law(mark, verb, found).then(|| Statement {
                    kind: RetentionKind::Statutory,
                    duration: None,
                    verb: verb.cloned(),
                    limit: mark.words.clone(),
                    rule: if mark.role == Role::Law {
                        "retention.statutory/as-the-law-requires"
                    } else {
                        "retention.statutory/to-obey-the-law"
                    },
                })
            })
            .collect()
    }

    fn is_kept_by_law(&self, mark: &Mark, verb: Option<&Verb>, found: &[Statement]) -> bool {
        let Some(act) = self.act(verb) else {
            return false;
        };
        if verb.is_some_and(|v| v.sense == Sense::Negated) {
            return false;
        }
        let at = mark.words.start;
        let counted = found
            .iter()
            .any(|s| s.duration.is_some() && s.verb.as_ref() == verb || s.rule == DEPENDS);
        let is_alternative = (at.saturating_sub(5)..at).any(|at| self.form(at) == "or");
        if counted && !is_alternative {
            return false;
        }
        let in_occasion = self.occasions.iter().any(|o| o.words.contains(&at));
        match (mark.role, act) {
            (_, Act::Elsewhere | Act::Deletion | Act::Linger | Act::Lapse) => false,
            (Role::Law, Act::Delete) => in_occasion,
            (Role::Law, _) => true,
            (_, Act::Keep | Act::Noun) => self.is_own_purpose(at, verb, found),
            _ => false,
        }
    }

    /// Among the purposes that data are needed for, obeying the law is a limit of its own only where it stands first or
    /// has a "to" of its own: "as long as necessary to serve you, to comply with the law".
    fn is_own_purpose(&self, at: usize, verb: Option<&Verb>, found: &[Statement]) -> bool {
        if (at.saturating_sub(6)..at).any(|at| self.has_within(Role::Including, &(at..at + 1))) {
            return false;
        }
        let need = found
            .iter()
            .filter(|s| {
                s.kind == RetentionKind::Criteria && s.verb.as_ref() == verb && s.limit.start < at
            })
            .map(|s| (s.limit.end, s.rule))
            .max();
        let Some((need_end, rule)) = need else {
            return self.verb_before(at).is_none_or(|v| at - v.words.end < 25);
        };
        let stands_first = at <= need_end + 2 && rule != VAGUE;
        let to = self.form(at.wrapping_sub(1)) == "to";
        let is_parted = self.break_before(at.wrapping_sub(1)) >= Break::Comma
            || matches!(self.form(at.wrapping_sub(2)), "and" | "or");
        stands_first || to && is_parted
    }
}

const VAGUE: &str = "retention.criteria/some-period";

/// The rule for what only says what a period depends on.
pub(super) const DEPENDS: &str = "retention.criteria/depends";

fn need_rule(role: Role) -> Option<&'static str> {
    match role {
        Role::AsNeeded => Some("retention.criteria/as-long-as-needed"),
        Role::AsFarAsNeeded => Some("retention.criteria/as-far-as-needed"),
        Role::Vague => Some(VAGUE),
        Role::Criteria => Some(DEPENDS),
        _ => None,
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
