//! Data kept as long as needed, or as the law requires.

use std::ops::Range;

use super::lengths::SHORT;
use super::marks::{Mark, Role, overlaps};
use super::sentence::{Act, Governor, Sense, Sentence, Statement, Verb};
use super::setting::Topic;
use crate::facts::RetentionKind;

const VAGUE: &str = "retention.criteria/some-period";

/// The rule for what is weighed to tell a period.
pub(super) const FACTORS: &str = "retention.criteria/factors";

/// The rule for what only says what a period depends on.
pub(super) const DEPENDS: &str = "retention.criteria/depends";

/// Words between a verb and a purpose past which the two have nothing to do with each other.
const FAR: usize = 25;

fn need_rule(role: Role) -> Option<&'static str> {
    match role {
        Role::AsNeeded => Some("retention.criteria/as-long-as-needed"),
        Role::AsFarAsNeeded => Some("retention.criteria/as-far-as-needed"),
        Role::Vague => Some(VAGUE),
        Role::Depends => Some(DEPENDS),
        Role::Factors => Some(FACTORS),
        _ => None,
    }
}

impl Sentence<'_> {
    /// "As long as necessary", "for a limited time", "depends on the kind of data".
    pub(super) fn needs(&self, found: &[Statement]) -> Vec<Statement> {
        let tells_rights = self.has(Role::Right) || self.setting.topic == Some(Topic::Rights);
        let mut needs = Vec::new();
        for mark in &self.marks {
            let Some(rule) = need_rule(mark.role) else {
                continue;
            };
            // "For the period of time that you use the service" is an event.
            let is_occasion = mark.role == Role::Vague
                && self
                    .marks_of(Role::While)
                    .any(|occasion| overlaps(&occasion.words, &mark.words));
            // "For this short period" points back to one told before.
            let points_back = mark.role == Role::Vague
                && matches!(
                    self.form_before(mark.words.start),
                    "this" | "that" | "such" | "these"
                );
            let is_none = is_occasion || points_back;
            if is_none || self.in_by_clause(mark.words.start) || self.is_need_of_law(mark) {
                continue;
            }
            let verb = if matches!(mark.role, Role::Depends | Role::Factors) {
                if tells_rights {
                    continue;
                }
                None
            } else {
                match self.governor_of(&mark.words) {
                    Some(governor)
                        if self.may_be_needed(mark, governor, found)
                            && (!tells_rights || self.is_ours(governor)) =>
                    {
                        governor.verb()
                    }
                    _ => continue,
                }
            };
            needs.push(Statement {
                kind: RetentionKind::Criteria,
                duration: None,
                open_end: None,
                verb,
                limit: mark.words.clone(),
                rule,
            });
        }
        needs
    }

    /// "We may retain …": what the controller says of itself among people's rights.
    fn is_ours(&self, governor: Governor<'_>) -> bool {
        let Governor::Verb(verb) = governor else {
            return false;
        };
        verb.act == Act::Keep && self.contains_form(self.just_before(verb.words.start, 3), "we")
    }

    /// "As long as required by law" is the law's limit, and so is "for longer where the law requires it".
    fn is_need_of_law(&self, mark: &Mark) -> bool {
        let is_longer = mark.role == Role::Vague && self.begins_in(Role::Beyond, &mark.words);
        let part = self.part(mark.words.start);
        self.marks.iter().any(|law| {
            let required = law.role == Role::Law
                && overlaps(&law.words, &mark.words)
                && law.words.end > mark.words.end;
            let reason = matches!(law.role, Role::Law | Role::Compliance)
                && is_longer
                && part.contains(&law.words.start)
                && !self.in_by_clause(law.words.start);
            required || reason
        })
    }

    fn may_be_needed(&self, mark: &Mark, governor: Governor<'_>, found: &[Statement]) -> bool {
        let plain = governor.sense() == Sense::Plain;
        // What goes on from an earlier limit stands near that: "as long as you are a member, or as needed".
        let goes_on_from = found
            .iter()
            .filter(|s| governor.governs(s) && s.limit.end <= mark.words.start)
            .map(|s| s.limit.end)
            .max();
        let is_far = matches!(governor, Governor::Verb(verb)
            if mark.words.start > goes_on_from.unwrap_or(0).max(verb.words.end) + FAR);
        match (mark.role, governor.act()) {
            _ if is_far => false,
            (_, Act::Elsewhere | Act::Deletion) => false,
            (Role::AsFarAsNeeded, Act::Keep | Act::Noun) => plain,
            (Role::AsFarAsNeeded, Act::Store) => {
                plain && self.contains_form(mark.words.clone(), "only")
            }
            (Role::AsFarAsNeeded, _) | (Role::Vague, Act::Heading) => false,
            (Role::Vague, _) => {
                let counted = found
                    .iter()
                    .any(|s| s.duration.is_some() && governor.governs(s));
                let is_deadline =
                    self.contains_form(self.just_before(mark.words.start, 2), "within");
                plain && !counted && !is_deadline
            }
            (_, Act::Delete | Act::Lapse) => plain,
            _ => plain || self.says_no_longer_than(mark.words.end),
        }
    }

    /// "As required by law", "to comply with our legal obligations".
    pub(super) fn laws(&self, found: &[Statement]) -> Vec<Statement> {
        self.marks
            .iter()
            .filter(|mark| matches!(mark.role, Role::Law | Role::Compliance))
            .filter(|mark| !self.in_by_clause(mark.words.start) || self.is_alone(mark, found))
            .filter_map(|mark| {
                let governor = self.governor_of_law(mark)?;
                self.is_kept_by_law(mark, governor, found)
                    .then(|| Statement {
                        kind: RetentionKind::Statutory,
                        duration: None,
                        open_end: None,
                        verb: governor.verb(),
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

    /// "We are legally bound to keep some": the keeping that the law asks for, else what the words belong to.
    fn governor_of_law(&self, law: &Mark) -> Option<Governor<'_>> {
        const NEAR: usize = 5;
        let near = law.words.end..law.words.end + NEAR;
        let asks_for = |verb: &&Verb| {
            let to = self.form_before(verb.words.start) == "to";
            verb.act == Act::Keep && to && near.contains(&verb.words.start)
        };
        let kept = self.verbs.iter().find(asks_for);
        kept.map(Governor::Verb)
            .or_else(|| self.governor_of(&law.words))
    }

    /// "Some data may be kept longer where the law requires it" is no by-clause where the sentence says nothing else.
    fn is_alone(&self, mark: &Mark, found: &[Statement]) -> bool {
        let by_clause = self.by_clause(mark.words.start);
        let is_longer = by_clause
            .is_some_and(|words| self.begins_in(Role::Beyond, &(words.start..words.start + 1)));
        found.is_empty() && is_longer
    }

    fn is_kept_by_law(&self, mark: &Mark, governor: Governor<'_>, found: &[Statement]) -> bool {
        let at = mark.words.start;
        if governor.sense() == Sense::Negated && !self.says_no_longer_than(at) {
            return false;
        }
        // "7 years as tax law requires" is a length.
        let is_alternative = self.contains_form(self.just_before(at, 5), "or");
        let is_counted = found
            .iter()
            .any(|s| s.duration.is_some() && self.goes_with(s, &mark.words));
        let is_weighed = found.iter().any(|s| matches!(s.rule, DEPENDS | FACTORS));
        // "The criterion is the statutory retention period" is the law's, what only names legal requirements is not.
        let names_period = mark.role == Role::Law && self.begins_in(Role::LawPeriod, &mark.words);
        if is_weighed && !names_period || is_counted && !is_alternative {
            return false;
        }
        let is_led = match governor {
            Governor::Verb(verb) => verb.words.start < at,
            Governor::Lent(_) => true,
        };
        let is_occasion = self.occasions.iter().any(|o| o.words.contains(&at));
        match (mark.role, governor.act()) {
            (_, Act::Elsewhere | Act::Deletion | Act::Linger | Act::Lapse) => false,
            (_, Act::Delete) => is_occasion,
            (Role::Law, Act::Heading) => self.words.len() <= SHORT,
            (Role::Law, Act::Noun) => self.is_said_of_retention(mark, governor),
            (Role::Law, _) => true,
            (Role::Compliance, Act::Keep | Act::Noun) if is_led => {
                self.is_purpose_of_its_own(at, governor, found)
            }
            _ => false,
        }
    }

    /// Whether no other verb parts a length of time from `words`.
    fn goes_with(&self, length: &Statement, words: &Range<usize>) -> bool {
        let limit = length.limit.start;
        let between = limit.min(words.start)..limit.max(words.start);
        let parted = self.verbs.iter().find(|verb| {
            matches!(verb.act, Act::Keep | Act::Store | Act::Delete)
                && between.contains(&verb.words.start)
                && !overlaps(&verb.words, words)
                && length.verb.as_ref() != Some(*verb)
        });
        self.part(words.start).contains(&limit) && parted.is_none()
    }

    /// "Statutory retention periods remain unaffected" says it; "fulfilling our retention obligations" among purposes, or a
    /// right "to instructions on retention", does not.
    fn is_said_of_retention(&self, mark: &Mark, governor: Governor<'_>) -> bool {
        match governor {
            Governor::Verb(verb) => {
                let is_named_only = overlaps(&verb.words, &mark.words);
                let is_brief = self.setting.act.is_some() || self.words.len() <= SHORT;
                let is_obeyed = self.has(Role::Compliance);
                !self.has(Role::Right) && (!is_named_only || is_brief && !is_obeyed)
            }
            Governor::Lent(_) => true,
        }
    }

    /// Among the purposes that data are needed for, obeying the law is a limit of its own only where it stands first or
    /// has a "to" of its own: "as long as necessary to serve you, to comply with the law".
    fn is_purpose_of_its_own(
        &self,
        at: usize,
        governor: Governor<'_>,
        found: &[Statement],
    ) -> bool {
        if self.begins_in(Role::Including, &self.just_before(at, 6)) {
            return false;
        }
        let need = found
            .iter()
            .filter(|s| s.kind == RetentionKind::Criteria && s.limit.start < at)
            .filter(|s| governor.governs(s))
            .max_by_key(|s| s.limit.end);
        let Some(need) = need else {
            return self
                .verb_before(at)
                .is_none_or(|verb| at < verb.words.end + FAR);
        };
        let stands_first = at <= need.limit.end + 2 && need.rule != VAGUE;
        let has_to = self.form_before(at) == "to";
        let to = at.saturating_sub(1);
        let is_parted = self.break_before(to) >= crate::facts::reading::Break::Comma
            || matches!(self.form_before(to), "and" | "or");
        stands_first || has_to && is_parted
    }
}
