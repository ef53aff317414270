//! Lengths of time for which data are kept, and what starts the clock: their own beginning or something later.

use super::marks::{Role, overlaps};
use super::sentence::{Act, Governor, Occasion, Sense, Sentence, Statement};
use super::setting::List;
use crate::facts::RetentionKind;
use crate::facts::duration::Period;
use crate::facts::reading::Break;

/// What starts the clock of a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clock {
    /// Nothing is said, or the data come into being.
    Data,
    /// Something that happens later.
    Event,
}

/// A cell or item of so few words says nothing but how long.
pub(super) const SHORT: usize = 12;

impl Sentence<'_> {
    /// The statements of a length of time.
    pub(super) fn lengths(&self) -> Vec<Statement> {
        (0..self.periods.len())
            .filter_map(|place| self.length(place))
            .collect()
    }

    fn length(&self, place: usize) -> Option<Statement> {
        let period = &self.periods[place];
        let governor = self.governor_of_length(period.words.start)?;
        let (clock, rule) = if self.is_inactivity(period) {
            if !self.ends_by_inactivity() {
                return None;
            }
            (Clock::Event, "retention.event+fixed/inactivity")
        } else if self.is_length_of_keeping(period, governor) {
            match self.clock(place, governor) {
                Clock::Data => (Clock::Data, "retention.fixed/length"),
                Clock::Event => (Clock::Event, "retention.event+fixed/length-after-event"),
            }
        } else {
            return None;
        };
        Some(Statement {
            kind: match clock {
                Clock::Data => RetentionKind::Fixed,
                Clock::Event => RetentionKind::EventThenFixed,
            },
            duration: Some(period.duration),
            open_end: None,
            verb: governor.verb(),
            limit: period.words.clone(),
            rule,
        })
    }

    fn is_length_of_keeping(&self, period: &Period, governor: Governor<'_>) -> bool {
        let at = period.words.start;
        let disturbed = self
            .marks_of(Role::NoPeriod)
            .any(|mark| overlaps(&mark.words, &period.words));
        let before = self.form_before(at);
        // "Overwritten every 30 days" is a length, "reviewed every year" is not.
        let recurs = before == "every" && matches!(governor.act(), Act::Delete | Act::Lapse);
        // "We may keep it longer than 5 years" says no end.
        let is_exceeded = before == "than"
            && self.contains_form(self.just_before(at, 2), "longer")
            && governor.sense() == Sense::Plain
            && !self.begins_in(Role::Not, &self.just_before(at, 4));
        let fits = match governor.act() {
            Act::Elsewhere => false,
            Act::Linger => !matches!(before, "within" | "in") && !self.has(Role::Right),
            Act::Deletion => {
                let verb = governor.verb().map_or(at, |verb| verb.words.end);
                at < verb + SHORT && self.is_unbroken(verb..at)
            }
            _ => governor.sense() == Sense::Plain || self.says_no_longer_than(at),
        };
        let is_excepted = match (self.by_clause(at), governor) {
            (Some(range), Governor::Verb(verb)) => !range.contains(&verb.words.start),
            (by_clause, _) => by_clause.is_some(),
        };
        fits && (!disturbed || recurs) && !is_excepted && !is_exceeded
    }

    /// "Not kept for more than a year" limits; "we do not store it for 30 days" says nothing.
    pub(super) fn says_no_longer_than(&self, at: usize) -> bool {
        self.begins_in(Role::Beyond, &self.just_before(at, 6))
    }

    /// "Accounts that have not been used for two years", "after 24 months of inactivity".
    fn is_inactivity(&self, period: &Period) -> bool {
        let at = period.words.start;
        let before = self.just_before(at, 8);
        let after = period.words.end..period.words.end + 4;
        self.marks_of(Role::Inactive).any(|mark| {
            let start = mark.words.start;
            after.contains(&start) || before.contains(&start) && self.is_unbroken(start..at)
        })
    }

    fn ends_by_inactivity(&self) -> bool {
        let ends = |act| matches!(act, Act::Delete | Act::Deletion | Act::Keep | Act::Lapse);
        let is_governed = self.verbs.iter().any(|verb| verb.act != Act::Elsewhere);
        self.verbs.iter().any(|verb| ends(verb.act))
            || is_governed && self.has(Role::While)
            || self.setting.act.is_some() && self.words.len() <= SHORT
    }

    fn clock(&self, place: usize, governor: Governor<'_>) -> Clock {
        let period = &self.periods[place];
        self.clock_after(place)
            .or_else(|| self.clock_before(period))
            .unwrap_or_else(|| self.clock_of_setting(period, governor))
    }

    /// "30 days after you close your account", "5 years from collection".
    fn clock_after(&self, place: usize) -> Option<Clock> {
        let period = self.last_of_range(place);
        let end = period.words.end;
        if self.begins_in(Role::Afterwards, &(end..end + 2)) {
            return Some(Clock::Event);
        }
        let near = end..end + 4;
        let mark = self.marks_of(Role::CountedFrom).find(|mark| {
            let start = mark.words.start;
            near.contains(&start)
                && (end..=start).all(|at| {
                    self.break_before(at) < Break::Comma || self.break_before(at) == Break::Bracket
                })
        })?;
        let opener = self.form(mark.words.start);
        let content = mark.words.end;
        let whole = mark.words.start..self.phrase_end(content);
        if self.form(content) == "which" {
            return None;
        }
        if self.begins_in(Role::Ending, &whole) || self.begins_in(Role::Inactive, &whole) {
            return Some(Clock::Event);
        }
        if self.begins_in(Role::Start, &whole) {
            return Some(Clock::Data);
        }
        // "From our servers" starts no clock.
        let points_elsewhere = self.begins_in(Role::NoStart, &(content..content + 1));
        let counts = matches!(opener, "after" | "following" | "since" | "from" | "post");
        (counts && !points_elsewhere).then_some(Clock::Event)
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
        if self.begins_in(Role::Plus, &self.just_before(at, 6)) {
            return Some(Clock::Event);
        }
        let part = self.part(at);
        let ends_by_itself = self.contains_form(self.just_before(at, 4), "after");
        let starts_clock = |occasion: &Occasion| match occasion.opener {
            Role::When => self.is_end(occasion),
            _ => {
                let says_more = at > occasion.content + 2;
                let goes_on = self.is_event(occasion) && self.goes_on_to(occasion, at);
                goes_on && says_more && !ends_by_itself
            }
        };
        self.occasions
            .iter()
            .filter(|o| o.words.start < at && part.contains(&o.words.start))
            .any(starts_clock)
            .then_some(Clock::Event)
    }

    /// Whether the length at `at` goes on from `occasion`: "as long as you are a member and two years after", not "or for
    /// two years", nor what another verb keeps.
    pub(super) fn goes_on_to(&self, occasion: &Occasion, at: usize) -> bool {
        let is_alternative = self.contains_form(self.just_before(at, 4), "or");
        let kept_anew = self.verbs.iter().any(|verb| {
            matches!(verb.act, Act::Keep | Act::Store)
                && (occasion.words.end..at).contains(&verb.words.start)
        });
        self.part(at).contains(&occasion.words.start) && !is_alternative && !kept_anew
    }

    fn clock_of_setting(&self, period: &Period, governor: Governor<'_>) -> Clock {
        let at = period.words.start;
        let counts_from_now = self.form_before(at) == "after";
        let deletes = matches!(governor.act(), Act::Delete | Act::Deletion);
        let follows_end = self.setting.after_end && deletes && !counts_from_now;
        let deletion = governor.verb().filter(|verb| verb.act == Act::Deletion);
        let was_asked_for = deletion.is_some_and(|verb| verb.words.start < at) && !counts_from_now;
        // "End of contract + 5 years"
        let in_cell = matches!(governor, Governor::Lent(_))
            && self.begins_in(Role::Ending, &(self.words.start..at));
        if self.setting.list == List::AfterEvent || follows_end || was_asked_for || in_cell {
            Clock::Event
        } else {
            Clock::Data
        }
    }
}
