//! What has the shape of a name: capitals, words that are no ordinary ones, legal forms.

use std::ops::Range;

use crate::facts::named::name_words;
use crate::facts::reading::Break;
use crate::lexicon::names::{NameWord, entity_end, is_legal_form, is_ordinary, may_be_legal_form};
use crate::policy::Span;

use super::{HeadPlace, Search};

impl Search<'_> {
    pub(super) fn words(&self, words: &Range<usize>) -> Vec<NameWord<'_>> {
        name_words(self.scene.reading, self.scene.text, words)
    }

    /// Where the company's name ends that begins at `start` and has a legal form.
    pub(super) fn legal_end(&self, start: usize, end: usize) -> Option<usize> {
        const LONGEST: usize = 14;
        if !self.has_legal_form_near(start) || !self.may_begin_legal_name(start) {
            return None;
        }
        let rest = self.words(&(start..end.min(start + LONGEST)));
        let first = rest.first().filter(|first| !is_legal_form(first))?;
        let name = 1 + rest.iter().skip(1).position(is_legal_form)?;
        // "WEBSITES HOSTING UNTIL SUCH TIME AS YOU": shouted words, not a company.
        let is_shouted = |at: usize| {
            let written = self.scene.written(at);
            written.len() > 2 && !written.contains(char::is_lowercase)
        };
        if name > 2 && (start..start + name).all(is_shouted) && is_shouted(start + name + 1) {
            return None;
        }
        // "Its Privacy Policy and Acme GmbH": a document, then a company.
        let is_document = |at: usize| {
            matches!(
                self.scene.form(at),
                "policy" | "notice" | "statement" | "terms"
            )
        };
        let parts = |at: usize| is_document(at) && self.scene.form(at + 1) == "and";
        if (start..start + name).any(parts) {
            return None;
        }
        let is_one_ordinary_word = name == 1 && is_ordinary(first.form);
        entity_end(&rest, 1)
            .filter(|_| !is_one_ordinary_word)
            .map(|legal| start + legal)
    }

    fn may_begin_legal_name(&self, at: usize) -> bool {
        let written = self.scene.written(at);
        let begins = written.contains(char::is_uppercase) || written.starts_with(char::is_numeric);
        begins
            && !may_be_legal_form(self.scene.form(at))
            && !self.scene.survey.words.never.has(self.scene.form(at))
    }

    /// Whether a legal form stands so near after `at` that both may belong to one name.
    pub(super) fn has_legal_form_near(&self, at: usize) -> bool {
        const LONGEST_NAME: usize = 7;
        let next = self.legal_forms.partition_point(|form| *form <= at);
        let next = self.legal_forms.get(next);
        next.is_some_and(|form| *form < at + LONGEST_NAME)
    }

    /// Whether the sentence is written in capitals, so that they tell nothing.
    pub(super) fn is_shouted(&self, sentence: &Range<usize>) -> bool {
        const SHORTEST: usize = 5;
        let shouted = sentence.clone().filter(|at| {
            let written = self.scene.written(*at);
            written
                .chars()
                .all(|c| c.is_uppercase() || !c.is_alphabetic())
        });
        sentence.len() >= SHORTEST && shouted.count() * 3 > sentence.len() * 2
    }

    /// The words of a name that begins at `at`: capitalised, one at least of them no ordinary word.
    pub(super) fn run_at(&self, at: usize, end: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 5;
        if !self.may_be_in_name(at) {
            return None;
        }
        if let Some(legal) = self.legal_end(at, end) {
            return Some(at..legal);
        }
        let goes_on =
            |next: &usize| self.scene.before(*next) == Break::None && self.may_be_in_name(*next);
        let last = end.min(at + LONGEST);
        let run = at..(at + 1..last).find(|next| !goes_on(next)).unwrap_or(last);
        self.is_name(&run, HeadPlace::Announced).then_some(run)
    }

    /// "dialog-Mail Systems" where "Mail Systems" was found.
    pub(super) fn with_hyphenated_start(&self, run: Range<usize>, first: usize) -> Range<usize> {
        let words = &self.scene.text.words;
        let joined = run.start > first
            && matches!(words.get(run.start - 1..=run.start), Some([before, word])
                if self.scene.reading.policy.words(Span::new(before.span.end(), word.span.start())) == "-");
        let start = run.start - usize::from(joined);
        start..run.end
    }

    fn may_be_in_name(&self, at: usize) -> bool {
        let written = self.scene.written(at);
        if written.bytes().all(|b| b.is_ascii_lowercase()) {
            return false;
        }
        let is_code = written.contains(['_', ':', '/']) || written.contains("www");
        written.contains(char::is_uppercase)
            && !is_code
            && !self.scene.survey.words.never.has(self.scene.form(at))
    }

    /// Whether `words` have the shape of a name. Among names an ordinary word will do ("Prelude").
    pub(super) fn is_name(&self, words: &Range<usize>, place: HeadPlace) -> bool {
        const LONGEST: usize = 5;
        const LONGEST_ORDINARY: usize = 3;
        let belongs = |at: usize| {
            let joins = matches!(self.scene.form(at), "of" | "the" | "de" | "for" | "by");
            self.may_be_in_name(at) || at > words.start && joins
        };
        let is_generic = |at: usize| self.scene.survey.words.generic.has(self.scene.form(at));
        let is_number = |at: usize| {
            let written = self.scene.written(at);
            let figures = written.chars().filter(|c| c.is_numeric()).count();
            figures * 2 > written.chars().count()
        };
        let ordinary_name = place == HeadPlace::AmongNames
            && !words.clone().any(is_number)
            && words.len() <= LONGEST_ORDINARY
            && !words.clone().any(is_generic);
        let last = words.end.saturating_sub(1);
        !words.is_empty()
            && words.len() <= LONGEST
            && !matches!(
                self.scene.form(last),
                "cookie" | "cookies" | "information" | "data"
            )
            && words.clone().all(belongs)
            && (ordinary_name || words.clone().any(|at| self.is_telling(at)))
    }

    /// Whether the word is no ordinary one, in this policy or elsewhere.
    pub(super) fn is_telling(&self, at: usize) -> bool {
        const SHORTEST: usize = 3;
        let form = self.scene.form(at);
        form.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST
            && !is_ordinary(form)
            && !may_be_legal_form(form)
            && !self.scene.reading.has_written(form)
            && !self.is_acronym(at)
    }

    fn is_acronym(&self, at: usize) -> bool {
        const LONGEST: usize = 5;
        const CAPITALS: usize = 3;
        let written = self.scene.written(at);
        let written = written.strip_suffix('s').unwrap_or(written);
        let capitals = written.chars().filter(|c| c.is_uppercase()).count();
        let has_figures = written.contains(char::is_numeric);
        let is_short = written.chars().count() <= LONGEST;
        capitals >= CAPITALS && (is_short || has_figures)
            || is_short && written.chars().all(|c| c.is_uppercase() || c.is_numeric())
    }

    /// "1600 Amphitheatre Parkway", "Gordon House": a street or a building.
    pub(super) fn is_address(&self, run: &Range<usize>) -> bool {
        if self
            .scene
            .survey
            .words
            .address
            .has(self.scene.form(run.end - 1))
        {
            return true;
        }
        let is_number = |at: usize| {
            let written = self.scene.written(at);
            !written.is_empty() && written.chars().all(char::is_numeric)
        };
        let number_before = run.start.checked_sub(1).is_some_and(is_number)
            && self.scene.before(run.start) == Break::None;
        let number_after = is_number(run.end) && self.scene.before(run.end) == Break::None;
        // "c/o Acme", whether the "o" was taken for a part of the name or not.
        let is_o = |at: usize| self.scene.form(at) == "o" && self.scene.before(at) == Break::Slash;
        let care_of = is_o(run.start) || run.start.checked_sub(1).is_some_and(is_o);
        !self.has_legal_form(run) && (number_before || number_after) || care_of
    }

    pub(super) fn has_legal_form(&self, run: &Range<usize>) -> bool {
        self.words(run).last().is_some_and(is_legal_form)
    }
}
