//! Hints at the names of whoever publishes a policy: its title, what it defines, who acts in it, where mail goes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::facts::named::name_words;
use crate::facts::reading::{Break, Reading, Text};
use crate::lexicon::names::{entity_end, is_legal_form, is_ordinary, letters_of};

use super::super::words::Words;

/// The names, in lower case, that the policy calls its publisher by.
pub(super) fn likely_names(reading: &Reading<'_>) -> Vec<String> {
    let mut search = Search {
        reading,
        words: Words::new(reading.lexicon),
        found: HashMap::new(),
        acts: HashMap::new(),
        controllers: HashSet::new(),
    };
    search.title();
    search.clauses();
    search.domains();
    search.likely()
}

/// What hints at a name, by how much.
const TITLE: usize = 8;
const DEFINED: usize = 20;
const IS_CONTROLLER: usize = 12;
const DOMAIN: usize = 3;
/// What a provider's name gains by being called controller somewhere, or by acting most; both together are enough.
const HALF: usize = 4;
/// How much a name needs to be believed.
const ENOUGH: usize = 8;
/// How often the one who acts most must act to be believed.
const ENOUGH_ACTS: usize = 4;

/// Gathers hints at the controller's names.
struct Search<'a> {
    reading: &'a Reading<'a>,
    words: Words<'a>,
    /// The weight of the hints, by the letters of the name.
    found: HashMap<String, usize>,
    /// How often each is said to do something, by the letters of the name.
    acts: HashMap<String, usize>,
    /// The providers that are called controllers.
    controllers: HashSet<String>,
}

impl Search<'_> {
    fn likely(self) -> Vec<String> {
        let names = self.reading.lexicon.names();
        let mut found = self.found;
        let acts = self.acts.into_iter();
        let most = acts.max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        if let Some((name, acts)) = most
            && acts >= ENOUGH_ACTS
        {
            let is_provider = names.provider_called(&name).is_some();
            let weight = if is_provider { HALF } else { ENOUGH };
            *found.entry(name).or_default() += weight;
        }
        for name in self.controllers {
            *found.entry(name).or_default() += HALF;
        }
        found.retain(|_, weight| *weight >= ENOUGH);
        let mut names: Vec<String> = found.into_keys().collect();
        names.sort();
        names
    }

    fn hint(&mut self, name: &str, weight: usize) {
        *self.found.entry(letters_of(name)).or_default() += weight;
    }

    /// The words of the title that are not ordinary: "Hugging Face Privacy Policy"; and the name that the reader gave the policy.
    fn title(&mut self) {
        let policy = self.reading.policy;
        self.hint(&policy.name, TITLE);
        let first = policy
            .name
            .split(['-', ' ', '_'])
            .next()
            .unwrap_or_default();
        if letters_of(first) != letters_of(&policy.name) && !is_ordinary(&first.to_lowercase()) {
            self.hint(first, TITLE);
        }
        let title = policy.title.as_deref().unwrap_or_default();
        let telling: Vec<&str> = title
            .split(|c: char| c.is_whitespace() || ",|:–—-()".contains(c))
            .filter(|word| {
                word.starts_with(char::is_uppercase) && !is_ordinary(&word.to_lowercase())
            })
            .collect();
        self.hint(&telling.concat(), TITLE);
    }

    fn clauses(&mut self) {
        /// Who publishes a policy says so at its beginning.
        const FIRST: usize = 12;
        for (id, _) in self.reading.policy.clauses() {
            let text = self.reading.clause(id);
            for at in 0..text.words.len() {
                match self.form(text, at) {
                    "we" | "us" | "our" => self.definition(text, at),
                    "controller" | "responsible" => self.controller(text, at),
                    "entity" if self.form(text, at.wrapping_sub(1)) == "operating" => {
                        self.controller(text, at);
                    }
                    "provider" if self.form(text, at + 1) == "of" => self.provider(text, at),
                    "by" if id.0 < FIRST || self.form(text, at.saturating_sub(2)) == "and" => {
                        self.operator(text, at);
                    }
                    "its" => self.group_head(text, at),
                    "at" | "to" if id.0 < FIRST => self.welcome(text, at),
                    form if self.words.act.has(form) => self.actor(text, at),
                    _ => {}
                }
            }
        }
    }

    fn form(&self, text: &Text, at: usize) -> &str {
        let word = text.words.get(at);
        word.map_or("", |word| self.reading.form(word))
    }

    fn has_capital(&self, text: &Text, at: usize) -> bool {
        let word = text.words.get(at);
        word.is_some_and(|word| self.reading.written(word).contains(char::is_uppercase))
    }

    /// `Acme Cloud GmbH ("Acme", "we", "us")`, `Acme Cloud GmbH, referred to as "Acme" or "we"`: the name before and those between.
    fn definition(&mut self, text: &Text, at: usize) {
        const LONGEST: usize = 14;
        if !self.opens(text, at) {
            return;
        }
        let first = text.sentence_of(at).start.max(at.saturating_sub(LONGEST));
        let mut end = at;
        while end > first {
            if let Some(name) = self.name_ending_at(text, end) {
                self.hint_name(text, &name, DEFINED);
                end = name.start;
                if !self.opens(text, end) {
                    return;
                }
            } else if self.words.defining.has(self.form(text, end - 1)) {
                end -= 1;
            } else {
                return;
            }
        }
    }

    /// Whether the word at `at` stands right after a quotation mark or a bracket.
    fn opens(&self, text: &Text, at: usize) -> bool {
        const MARKS: &[char] = &['"', '“', '”', '„', '\'', '‘', '’', '«', '('];
        text.words.get(at).is_some_and(|word| {
            let before = self.reading.policy.text.get(..word.span.start());
            before.unwrap_or_default().ends_with(MARKS)
        })
    }

    /// "Acme GmbH is the controller", "the controller is Acme GmbH". Others that are controllers too say that they are it "joint" or
    /// "independent", and known providers mostly are others.
    fn controller(&mut self, text: &Text, at: usize) {
        const NEAR: usize = 8;
        let sentence = text.sentence_of(at);
        let before = at.saturating_sub(NEAR).max(sentence.start)..at;
        let after = at + 1..(at + 1 + NEAR).min(sentence.end);
        let is_other = |word: usize| {
            matches!(
                self.form(text, word),
                "joint" | "jointly" | "independent" | "independently" | "separate" | "own"
            )
        };
        if before.clone().chain(after.clone()).any(is_other) {
            return;
        }
        let is_verb = |word: &usize| matches!(self.form(text, *word), "is" | "are");
        let subject_end = |verb: usize| match self.form(text, verb.saturating_sub(1)) {
            "which" | "who" => verb.saturating_sub(1),
            _ => verb,
        };
        let subject = before
            .rev()
            .find(is_verb)
            .and_then(|verb| self.name_ending_at(text, subject_end(verb)));
        let object = after
            .clone()
            .find(|word| self.has_capital(text, *word))
            .filter(|word| (after.start..*word).any(|verb| is_verb(&verb)))
            .and_then(|word| self.name_at(text, word));
        for name in subject.into_iter().chain(object) {
            let is_provider = self.is_provider(text, &name);
            if is_provider {
                let plain = self.before_legal_form(text, &name);
                let words = self.reading.policy.words(text.span(&plain));
                self.controllers.insert(letters_of(words));
            } else {
                self.hint_name(text, &name, IS_CONTROLLER);
            }
        }
    }

    /// "Acme Ltd. is the provider of the services", this policy's.
    fn provider(&mut self, text: &Text, at: usize) {
        let words = [at.wrapping_sub(2), at.wrapping_sub(1), at + 2];
        let [verb, article, of] = words.map(|at| self.form(text, at));
        if verb == "is" && article == "the" && matches!(of, "the" | "our" | "an" | "this") {
            let name = self.name_ending_at(text, at - 2);
            if let Some(name) = name.filter(|name| !self.is_provider(text, name)) {
                self.hint_name(text, &name, IS_CONTROLLER);
            }
        }
    }

    /// "Welcome to Acme", "At Acme, we".
    fn welcome(&mut self, text: &Text, at: usize) {
        let before = at
            .checked_sub(1)
            .map_or("", |before| self.form(text, before));
        let begins = text
            .words
            .get(at)
            .is_some_and(|word| word.before == Break::Stop);
        let greets = if self.form(text, at) == "to" {
            before == "welcome"
        } else {
            begins
        };
        let name = self.name_at(text, at + 1).filter(|_| greets);
        if let Some(name) = name {
            self.hint_name(text, &name, TITLE);
        }
    }

    /// "This website is operated by Acme GmbH": whoever runs what the sentence is about.
    fn operator(&mut self, text: &Text, at: usize) {
        const SUBJECTS: &[&str] = &[
            "app", "apps", "blog", "game", "platform", "product", "service", "services", "site",
            "sites", "we", "website", "websites",
        ];
        const OTHERS: &[&str] = &["partner", "third", "use", "uses", "using", "with"];
        const VERBS: &[&str] = &[
            "created",
            "offered",
            "operated",
            "owned",
            "provided",
            "published",
            "run",
        ];
        let verb = at.checked_sub(1).map_or("", |verb| self.form(text, verb));
        if !VERBS.contains(&verb) {
            return;
        }
        let mut before = text.sentence_of(at).start..at;
        let speaks_of_others = before
            .clone()
            .any(|word| OTHERS.contains(&self.form(text, word)));
        let speaks_of_itself = verb == "operated" && !speaks_of_others
            || before.any(|word| SUBJECTS.contains(&self.form(text, word)));
        let name = self.name_at(text, at + 1).filter(|name| {
            let words = name_words(self.reading, text, name);
            speaks_of_itself && words.last().is_some_and(is_legal_form)
        });
        if let Some(name) = name.filter(|name| !self.is_provider(text, name)) {
            self.hint_name(text, &name, IS_CONTROLLER);
        }
    }

    /// "This policy applies to all services offered by Acme LLC and its affiliates".
    fn group_head(&mut self, text: &Text, at: usize) {
        let is_group = matches!(
            self.form(text, at + 1),
            "affiliates" | "affiliated" | "subsidiaries" | "group"
        );
        let and = at
            .checked_sub(1)
            .filter(|and| self.form(text, *and) == "and");
        let Some(and) = and.filter(|_| is_group) else {
            return;
        };
        let mut before = text.sentence_of(at).start..at;
        let speaks_of_itself = before.any(|word| {
            self.form(text, word) == "this"
                && (word + 1..word + 4)
                    .any(|next| matches!(self.form(text, next), "policy" | "notice" | "statement"))
        });
        let name = self.name_ending_at(text, and).filter(|_| speaks_of_itself);
        if let Some(name) = name {
            self.hint_name(text, &name, IS_CONTROLLER);
        }
    }

    /// Whether the lexicon has the name as a provider's, its legal form aside.
    fn is_provider(&self, text: &Text, name: &Range<usize>) -> bool {
        let plain = self.before_legal_form(text, name);
        let names = self.reading.lexicon.names();
        let words = self.reading.policy.words(text.span(&plain));
        names.provider_called(words).is_some()
    }

    /// "Acme may collect", "Acme does not sell": who acts most is who publishes.
    fn actor(&mut self, text: &Text, at: usize) {
        let name = self
            .name_ending_at(text, at)
            .filter(|name| !self.is_generic(text, name, Generic::Ordinary));
        if let Some(name) = name.filter(|_| !self.has_capital(text, at)) {
            let plain = self.before_legal_form(text, &name);
            let letters = letters_of(self.reading.policy.words(text.span(&plain)));
            *self.acts.entry(letters).or_default() += 1;
        }
    }

    /// The names of the hosts of e-mail addresses.
    fn domains(&mut self) {
        const PUBLIC: &[&str] = &["co", "com", "gmail", "gov", "hotmail", "org", "outlook"];
        let policy = self.reading.policy;
        for (at, _) in policy.text.match_indices('@') {
            let host = policy.text.get(at + 1..).unwrap_or_default();
            let end = host.find(|c: char| !(c.is_alphanumeric() || c == '.' || c == '-'));
            let host = host.get(..end.unwrap_or(host.len())).unwrap_or_default();
            let mut labels = host.trim_end_matches('.').rsplit('.').skip(1);
            if let Some(name) = labels.next().filter(|name| !PUBLIC.contains(name)) {
                self.hint(name, DOMAIN);
            }
        }
    }

    /// Adds `words` as a name, and again without its legal form.
    fn hint_name(&mut self, text: &Text, words: &Range<usize>, weight: usize) {
        let plain = self.before_legal_form(text, words);
        let whole = (plain != *words).then(|| words.clone());
        for name in whole.into_iter().chain([plain]) {
            if !name.is_empty() && !self.is_generic(text, &name, Generic::Defined) {
                self.hint(self.reading.policy.words(text.span(&name)), weight);
            }
        }
    }

    /// Whether all words are too common to be anybody's name.
    fn is_generic(&self, text: &Text, words: &Range<usize>, generic: Generic) -> bool {
        let mut forms = words.clone().map(|word| self.form(text, word));
        forms.all(|form| match generic {
            Generic::Ordinary => is_ordinary(form) || form.chars().count() == 1,
            Generic::Defined => self.words.term.has(form),
        })
    }

    fn before_legal_form(&self, text: &Text, words: &Range<usize>) -> Range<usize> {
        let named = name_words(self.reading, text, words);
        let legal = named.iter().position(is_legal_form);
        words.start..words.start + legal.unwrap_or(named.len())
    }

    /// The capitalised words that begin at `at`, the legal form included.
    fn name_at(&self, text: &Text, at: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 5;
        let sentence = text.sentence_of(at);
        let goes_on = |next: &usize| {
            let joined = *next == at || text.words[*next].before == Break::None;
            joined && self.has_capital(text, *next)
        };
        let last = sentence.end.min(at + LONGEST);
        let end = (at..last).find(|next| !goes_on(next)).unwrap_or(last);
        let rest = name_words(self.reading, text, &(end..sentence.end));
        (end > at).then(|| at..entity_end(&rest, 0).map_or(end, |legal| end + legal))
    }

    /// The capitalised words that end before `end`.
    fn name_ending_at(&self, text: &Text, end: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 5;
        let sentence = text.sentence_of(end.checked_sub(1)?);
        let mut start = end;
        while start > sentence.start
            && start + LONGEST > end
            && self.has_capital(text, start - 1)
            && (start == end || self.joins(text, start))
        {
            start -= 1;
        }
        let begins = |word: &usize| !self.words.no_beginning.has(self.form(text, *word));
        let start = (start..end).find(begins)?;
        Some(start..end)
    }

    /// Whether the word at `at` goes on with the name before it: nothing parts them, or the comma before a legal form.
    fn joins(&self, text: &Text, at: usize) -> bool {
        let joint = text.words.get(at).map_or(Break::Stop, |word| word.before);
        let mut words = name_words(self.reading, text, &(at..at + 1)).into_iter();
        joint == Break::None || joint == Break::Comma && words.any(|word| is_legal_form(&word))
    }
}

/// Which words are too common.
#[derive(Clone, Copy)]
enum Generic {
    /// All ordinary words.
    Ordinary,
    /// Those that policies define.
    Defined,
}
