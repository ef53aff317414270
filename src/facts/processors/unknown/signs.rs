//! What stands around a name in running text and says that it is one of an organisation that handles data.

use std::ops::Range;

use crate::facts::Relation;
use crate::facts::reading::Break;

use super::super::wording::Said;
use super::Search;

impl Search<'_> {
    /// Why the capitalised words `run` of a sentence name an organisation that handles data; none where nothing says so.
    pub(super) fn rule_for(&self, run: &Range<usize>) -> Option<&'static str> {
        let said = self
            .scene
            .survey
            .wording
            .said_of(self.scene.reading, self.scene.text, run);
        let handles = match said {
            Said::Does(relation) => relation != Relation::Mention,
            said => said == Said::Acts,
        };
        if !handles {
            return None;
        }
        let rules = [
            (self.has_legal_form(run), "processors.unknown/legal-form"),
            (
                self.follows_provider_word(run),
                "processors.unknown/our-provider",
            ),
            (self.is_example(run), "processors.unknown/such-as"),
            (self.is_used(run), "processors.unknown/we-use"),
            (self.is_given_data(run), "processors.unknown/shared-with"),
        ];
        rules
            .into_iter()
            .find_map(|(holds, rule)| holds.then_some(rule))
    }

    /// "our payment processor Acme", "a hosting provider, Acme".
    fn follows_provider_word(&self, run: &Range<usize>) -> bool {
        let is_called = |at: usize| matches!(self.scene.form(at), "called" | "from" | "named");
        run.start.checked_sub(1).is_some_and(|before| {
            let noun = before.saturating_sub(usize::from(is_called(before)));
            let joint = self.scene.before(run.start);
            // "Customer Service Helpline" goes on with a name, "our service Helpline" names one.
            let in_name = joint == Break::None && self.scene.has_capital(noun);
            joint <= Break::Bracket
                && !in_name
                && !self.is_taken(&(noun..run.start))
                && self.scene.survey.words.offer.has(self.scene.form(noun))
        })
    }

    /// "providers such as Acme".
    fn is_example(&self, run: &Range<usize>) -> bool {
        const NEAR: usize = 8;
        let Some(before) = run.start.checked_sub(1) else {
            return false;
        };
        let form = self.scene.form(before);
        let such_as = form == "as" && before > 0 && self.scene.form(before - 1) == "such";
        if !such_as && !matches!(form, "including" | "e.g" | "namely" | "like") {
            return false;
        }
        let sentence = self.scene.text.sentence_of(run.start);
        let from = before.saturating_sub(NEAR).max(sentence.start);
        let singular = |at: usize| {
            let form = self.scene.form(at);
            form.strip_suffix('s').unwrap_or(form)
        };
        let is_outside = |at: usize| {
            let form = self.scene.form(at);
            matches!(
                form,
                "third" | "external" | "other" | "outside" | "partner" | "from"
            )
        };
        let words = &self.scene.survey.words;
        (from..before).any(|at| {
            let form = self.scene.form(at);
            words.provider.has(singular(at))
                || matches!(form, "companies" | "parties")
                || words.offer.has(singular(at)) && (from..at).any(is_outside)
        })
    }

    /// "Google, Acme and others": next to `other` in an enumeration.
    pub(super) fn stands_beside(&self, run: &Range<usize>, other: &Range<usize>) -> bool {
        let begins_sentence = self.scene.before(run.start) == Break::Stop;
        let is_and = matches!(self.scene.form(run.end), "and" | "or");
        // What follows "Acme GmbH," without a legal form is its address.
        let is_address = self.has_legal_form(other)
            && !self.has_legal_form(run)
            && other.end == run.start
            && self.scene.before(run.start) == Break::Comma;
        (!begins_sentence || is_and)
            && !is_address
            && (self.scene.are_enumerated(other, run) || self.scene.are_enumerated(run, other))
    }

    /// "we share reports with Acme, which studies them": what it is told right after.
    fn is_given_data(&self, run: &Range<usize>) -> bool {
        let before = run.start.checked_sub(1);
        let is_given =
            before.is_some_and(|before| matches!(self.scene.form(before), "to" | "with"));
        let says_who = matches!(
            self.scene.form(run.end),
            "which" | "who" | "whose" | "a" | "an" | "our"
        );
        is_given
            && says_who
            && self.scene.before(run.start) == Break::None
            && self.scene.before(run.end) == Break::Comma
            && self.is_telling(run.end - 1)
    }

    /// "we use Acme to send", "is hosted by Acme, a": a verb of use right before, what for right after.
    fn is_used(&self, run: &Range<usize>) -> bool {
        let after = self.scene.before(run.end);
        let goes_on = matches!(
            self.scene.form(run.end),
            "to" | "for" | "as" | "which" | "in" | "on" | "and"
        ) || matches!(
            after,
            Break::Comma | Break::Bracket | Break::Stop | Break::Dash
        );
        let wording = &self.scene.survey.wording;
        let of = run
            .start
            .checked_sub(1)
            .is_some_and(|before| self.scene.form(before) == "of");
        self.scene.before(run.start) == Break::None
            && !of
            && self.is_telling(run.end - 1)
            && goes_on
            && wording.is_used_directly(self.scene.text, run)
    }
}
