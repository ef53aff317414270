//! Data kept until something happens, or as long as it lasts.

use super::lengths::SHORT;
use super::marks::{Role, overlaps};
use super::sentence::{Act, Governor, Occasion, Sense, Sentence, Statement, Verb};
use super::setting::Topic;
use crate::facts::RetentionKind;

impl Sentence<'_> {
    /// "Until you close your account", "as long as you are a customer", "for the duration of the contract".
    pub(super) fn events(&self, lengths: &[Statement]) -> Vec<Statement> {
        self.occasions
            .iter()
            .filter(|o| o.opener != Role::When && self.is_event(o))
            .filter(|o| !self.in_by_clause(o.words.start) && !self.is_used_up(o, lengths))
            .filter_map(|o| {
                let governor = self.governor_of(&o.words)?;
                self.may_last(o, governor)
                    .then(|| event(governor, o, "retention.event/until-or-as-long-as"))
            })
            .collect()
    }

    /// Whether what `governor` does can last as long as `occasion`.
    fn may_last(&self, occasion: &Occasion, governor: Governor<'_>) -> bool {
        let at = occasion.words.start;
        let is_close = match governor {
            Governor::Verb(verb) => verb.words.start < at && at < verb.words.end + 4,
            Governor::Lent(_) => true,
        };
        let is_firm = occasion.opener == Role::While;
        let plain = governor.sense() == Sense::Plain;
        match governor.act() {
            Act::Elsewhere | Act::Deletion => false,
            Act::Delete => is_firm && governor.sense() == Sense::Negated,
            Act::Linger => is_firm && !self.has(Role::Right),
            Act::Store => plain && (is_firm || is_close),
            Act::Lapse => plain && self.has(Role::Cookie),
            Act::Keep | Act::Noun | Act::Heading => {
                let is_yours = matches!(self.form(occasion.content), "you" | "your");
                plain && (is_firm || is_yours || self.verb_before(at).is_some())
            }
        }
    }

    /// Whether a length of time tells of the occasion already: "until you leave, then 30 days".
    fn is_used_up(&self, occasion: &Occasion, lengths: &[Statement]) -> bool {
        lengths
            .iter()
            .filter(|s| {
                s.kind == RetentionKind::EventThenFixed || occasion.words.contains(&s.limit.start)
            })
            .any(|s| self.goes_on_to(occasion, s.limit.start))
    }

    pub(super) fn is_event(&self, occasion: &Occasion) -> bool {
        let content = occasion.content..occasion.words.end;
        let alternative = content
            .clone()
            .find(|at| matches!(self.form(*at), "or" | "and" | "plus"))
            .unwrap_or(content.end);
        let head = occasion.words.start..alternative;
        let speaks_of_need =
            self.begins_in(Role::AsNeeded, &head) || self.begins_in(Role::AsFarAsNeeded, &head);
        let near = occasion.words.start..alternative.min(occasion.content + 9);
        let speaks_of_law = self.begins_in(Role::Law, &near);
        // "For the time that …" says little; "for the duration of …" and "until …" say when.
        let is_clear = occasion.opener == Role::While
            && (self.form(occasion.words.start) != "for"
                || self.form_before(occasion.content) == "of");
        let relates = is_clear
            || self.begins_in(Role::Relation, &occasion.words)
            || self.begins_in(Role::Ending, &occasion.words);
        let first = occasion.content..occasion.content + 1;
        let says_nothing = self.begins_in(Role::ToldElsewhere, &first)
            || self.begins_in(Role::NoStart, &first) && !is_clear;
        !speaks_of_need && !speaks_of_law && relates && !says_nothing
    }

    /// "Deleted when you close your account".
    pub(super) fn endings(&self, lengths: &[Statement]) -> Vec<Statement> {
        self.occasions
            .iter()
            .filter(|o| o.opener == Role::When && (self.is_end(o) || self.ends_at_once(o)))
            .filter(|o| !self.in_by_clause(o.words.start) && !self.is_counted_from(o, lengths))
            .filter_map(|o| {
                let governor = self.governor_of(&o.words)?;
                self.may_end(governor)
                    .then(|| event(governor, o, "retention.event/deleted-when"))
            })
            .collect()
    }

    fn may_end(&self, governor: Governor<'_>) -> bool {
        match governor {
            Governor::Verb(verb) => {
                let is_right = self
                    .marks_of(Role::Right)
                    .any(|mark| mark.words.start < verb.words.start);
                let ends = match verb.act {
                    Act::Delete => true,
                    Act::Lapse => self.has(Role::Cookie),
                    _ => false,
                };
                ends && verb.sense == Sense::Plain
                    && !is_right
                    && self.setting.topic != Some(Topic::Rights)
            }
            Governor::Lent(_) => self.words.len() <= SHORT,
        }
    }

    /// Whether the occasion starts the clock of a length of time.
    fn is_counted_from(&self, occasion: &Occasion, lengths: &[Statement]) -> bool {
        let start = occasion.words.start;
        let part = self.part(start);
        lengths.iter().any(|s| {
            let follows = (s.limit.end..s.limit.end + 4).contains(&start);
            let starts_clock =
                s.kind == RetentionKind::EventThenFixed && part.contains(&s.limit.start);
            follows || starts_clock
        })
    }

    /// Whether the occasion is the end of something: an account, a contract, a consent.
    pub(super) fn is_end(&self, occasion: &Occasion) -> bool {
        let words = &occasion.words;
        let told_before = [Role::Noun, Role::Period, Role::Law, Role::Compliance];
        let speaks_of_keeping = told_before.iter().any(|role| self.begins_in(*role, words))
            || self
                .marks_of(Role::AsNeeded)
                .any(|mark| overlaps(&mark.words, words));
        let follows_relation = occasion.opener == Role::When
            && matches!(self.form(words.start), "after" | "following" | "upon")
            && self.begins_in(Role::Relation, words)
            && !self.begins_in(Role::Start, words);
        // "After expiry": of a period, most likely.
        let is_bare = occasion.content + 1 == words.end && self.begins_in(Role::Lifetime, words);
        !speaks_of_keeping && !is_bare && (self.begins_in(Role::Ending, words) || follows_relation)
    }

    /// Whether what is told in `occasion` is right away followed by the deletion: "immediately deleted once the check is done".
    fn ends_at_once(&self, occasion: &Occasion) -> bool {
        let words = &occasion.words;
        let follows = matches!(
            self.form(words.start),
            "after" | "once" | "upon" | "following" | "as"
        );
        let no_end = [
            Role::NoEnding,
            Role::Period,
            Role::Noun,
            Role::Vague,
            Role::AsNeeded,
            Role::AsFarAsNeeded,
            Role::Law,
            Role::Compliance,
        ];
        let is_near = |verb: &Verb| {
            let parted = words.start.saturating_sub(verb.words.end);
            verb.act == Act::Delete && (words.start <= self.words.start + 1 || parted <= 3)
        };
        follows
            && self.has(Role::AtOnce)
            && self.verbs.iter().any(is_near)
            && !no_end.iter().any(|role| self.begins_in(*role, words))
    }
}

fn event(governor: Governor<'_>, occasion: &Occasion, rule: &'static str) -> Statement {
    Statement {
        kind: RetentionKind::Event,
        duration: None,
        open_end: None,
        verb: governor.verb(),
        limit: occasion.words.clone(),
        rule,
    }
}
