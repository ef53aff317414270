//! Who publishes the policy: the names of the controller and its group, which are nobody's processors.

use std::collections::HashMap;
use std::ops::Range;

use crate::lexicon::ConceptId;
use crate::lexicon::names::{Known, NameHit, entity_end, is_legal_form, is_ordinary};

use super::super::named::{Named, name_words};
use super::super::reading::{Break, Reading, Text};
use super::wording::{Said, Wording};

/// The names of the controller and of its group.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// Names without spaces and legal forms, in lower case: "betterstack".
    names: Vec<String>,
    /// The groups of known providers that the controller belongs to.
    groups: Vec<ConceptId>,
}

impl Own {
    /// Finds out who publishes the policy.
    pub(super) fn new(reading: &Reading<'_>, named: &Named, wording: &Wording) -> Self {
        let mut search = Search {
            reading,
            found: HashMap::new(),
            acts: HashMap::new(),
        };
        search.title();
        search.clauses();
        search.domains();
        let mut own = Self::default();
        for name in search.likely() {
            own.add(reading, &name);
        }
        own.add_group(reading, named, wording);
        own
    }

    /// Adds the companies that the policy calls its affiliates, parents and brands.
    fn add_group(&mut self, reading: &Reading<'_>, named: &Named, wording: &Wording) {
        let names = reading.lexicon.names();
        for (id, _) in reading.policy.clauses() {
            for hit in named.clause(id) {
                if let Known::Provider(place) = hit.known
                    && wording.said_of(reading, reading.clause(id), &hit.words) == Said::Affiliate
                {
                    self.add(reading, &names.provider(place).name);
                }
            }
        }
    }

    /// Adds a name, and the group of the provider that is called so.
    pub(super) fn add(&mut self, reading: &Reading<'_>, name: &str) {
        const SHORTEST: usize = 2;
        let folded = fold(name);
        let providers = reading.lexicon.names().providers().iter();
        self.groups.extend(
            providers
                .filter(|p| fold(&p.name) == folded)
                .map(|p| p.group.clone()),
        );
        for group in &self.groups {
            let members = reading.lexicon.names().members_of(group).iter();
            self.names.extend(members.map(|member| fold(member)));
        }
        if folded.chars().count() >= SHORTEST && !self.names.contains(&folded) {
            self.names.push(folded);
        }
    }

    /// Whether `hit`, found in `text`, names the controller or one of its group.
    pub(super) fn has(&self, reading: &Reading<'_>, text: &Text, hit: &NameHit) -> bool {
        let by_group = match hit.known {
            Known::Provider(place) => {
                let provider = reading.lexicon.names().provider(place);
                self.groups
                    .iter()
                    .any(|group| *group == provider.group || *group == provider.id)
            }
            _ => false,
        };
        by_group || self.has_name(reading, text, &hit.words)
    }

    /// Whether the name at `words` of `text` is the controller's or begins with it ("Hugging Face SAS").
    pub(super) fn has_name(
        &self,
        reading: &Reading<'_>,
        text: &Text,
        words: &Range<usize>,
    ) -> bool {
        let mut so_far = String::new();
        text.words
            .get(words.clone())
            .unwrap_or_default()
            .iter()
            .any(|word| {
                let form = reading.form(word);
                let host = form.split('.').next().unwrap_or_default();
                let as_host = format!("{so_far}{}", fold(host));
                so_far.push_str(&fold(form));
                self.names.contains(&so_far) || self.names.contains(&as_host)
            })
    }
}

/// Letters and figures in lower case.
fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What hints at a name, by how much.
const TITLE: usize = 8;
const DEFINED: usize = 20;
const IS_CONTROLLER: usize = 12;
const DOMAIN: usize = 3;
/// How much a name needs to be believed.
const ENOUGH: usize = 8;
/// How often the one who acts most must act to be believed.
const ENOUGH_ACTS: usize = 4;

/// Words that policies define and that are nobody's name.
const DEFINED_TERMS: &[&str] = &[
    "a",
    "an",
    "and",
    "app",
    "application",
    "client",
    "companies",
    "company",
    "controller",
    "customer",
    "data",
    "eu",
    "gdpr",
    "group",
    "i",
    "information",
    "notice",
    "of",
    "or",
    "our",
    "parties",
    "party",
    "personal",
    "platform",
    "policy",
    "privacy",
    "product",
    "products",
    "provider",
    "service",
    "services",
    "site",
    "sites",
    "software",
    "statement",
    "team",
    "the",
    "uk",
    "us",
    "user",
    "users",
    "we",
    "website",
    "websites",
    "you",
];

/// Words between a name and what it is called from then on.
const DEFINING_WORDS: &[&str] = &[
    "affiliates",
    "also",
    "and",
    "as",
    "called",
    "collectively",
    "company",
    "group",
    "hereafter",
    "herein",
    "hereinafter",
    "in",
    "individually",
    "its",
    "known",
    "legal",
    "related",
    "respective",
    "or",
    "our",
    "policy",
    "privacy",
    "referred",
    "simply",
    "subsidiaries",
    "the",
    "this",
    "to",
    "together",
    "us",
    "we",
    "with",
    "you",
    "service",
    "services",
];

/// Which words are too common.
#[derive(Clone, Copy)]
enum Generic {
    /// All ordinary words.
    Ordinary,
    /// Those that policies define.
    Defined,
}

/// Gathers hints at the controller's names.
struct Search<'a> {
    reading: &'a Reading<'a>,
    /// The weight of the hints by folded name.
    found: HashMap<String, usize>,
    /// How often each is said to do something, by folded name.
    acts: HashMap<String, usize>,
}

impl Search<'_> {
    fn likely(self) -> Vec<String> {
        let providers = self.reading.lexicon.names().providers();
        let mut found = self.found;
        let most = self
            .acts
            .into_iter()
            .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        if let Some((name, _)) = most.filter(|(name, acts)| {
            *acts >= ENOUGH_ACTS
                && !providers
                    .iter()
                    .any(|provider| fold(&provider.name) == *name)
        }) {
            *found.entry(name).or_default() += ENOUGH;
        }
        let mut names: Vec<(String, usize)> = found
            .into_iter()
            .filter(|(_, weight)| *weight >= ENOUGH)
            .collect();
        names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        names.into_iter().map(|(name, _)| name).collect()
    }

    fn hint(&mut self, name: &str, weight: usize) {
        *self.found.entry(fold(name)).or_default() += weight;
    }

    /// The words of the title that are not ordinary: "Hugging Face Privacy Policy"; and the name that the reader gave the policy.
    fn title(&mut self) {
        let policy = self.reading.policy;
        let given: Vec<&str> = policy.name.split(|c: char| !c.is_alphanumeric()).collect();
        self.hint(&given.concat(), TITLE);
        let first = policy
            .name
            .split(['-', ' ', '_'])
            .next()
            .unwrap_or_default();
        if !is_ordinary(&first.to_lowercase()) {
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
                self.definition(text, at);
                self.controller(text, at);
                if id.0 < FIRST {
                    self.welcome(text, at);
                }
                if id.0 < FIRST || self.form(text, at.saturating_sub(2)) == "and" {
                    self.operator(text, at);
                }
                self.actor(text, at);
            }
        }
    }

    fn form(&self, text: &Text, at: usize) -> &str {
        text.words
            .get(at)
            .map_or("", |word| self.reading.form(word))
    }

    fn is_capital(&self, text: &Text, at: usize) -> bool {
        text.words
            .get(at)
            .is_some_and(|word| self.reading.written(word).contains(char::is_uppercase))
    }

    /// `Acme Cloud GmbH ("Acme", "we", "us")`, `Acme Cloud GmbH, referred to as "Acme" or "we"`: the name before and those between.
    fn definition(&mut self, text: &Text, at: usize) {
        const LONGEST: usize = 14;
        if !matches!(self.form(text, at), "we" | "us" | "our") || !self.opens(text, at) {
            return;
        }
        let first = text.sentence_of(at).start.max(at.saturating_sub(LONGEST));
        let mut end = at;
        while end > first {
            if let Some(name) = self.name_ending_at(text, end) {
                self.hint_name(text, &name, DEFINED);
                end = name.start;
                if text
                    .words
                    .get(end)
                    .is_some_and(|word| word.before == Break::Stop)
                    || !self.opens(text, name.start)
                {
                    return;
                }
            } else if DEFINING_WORDS.contains(&self.form(text, end - 1)) {
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
            let before = self
                .reading
                .policy
                .text
                .get(..word.span.start())
                .unwrap_or_default();
            before.ends_with(MARKS)
        })
    }

    /// "Acme GmbH is the controller", "the controller is Acme GmbH", "Controller: Acme GmbH".
    fn controller(&mut self, text: &Text, at: usize) {
        if !matches!(self.form(text, at), "controller" | "responsible") {
            return;
        }
        let after = (at + 1..at + 9).find(|word| self.is_capital(text, *word));
        if let Some(name) = after
            .filter(|word| text.sentence_of(at).contains(word))
            .and_then(|word| self.name_at(text, word))
        {
            let is = (at + 1..name.start).any(|word| self.form(text, word) == "is");
            if is {
                self.hint_name(text, &name, IS_CONTROLLER);
            }
        }
        let is = (at.saturating_sub(6)..at)
            .rev()
            .find(|word| matches!(self.form(text, *word), "is" | "are"));
        if let Some(name) = is.and_then(|is| self.name_ending_at(text, is)) {
            self.hint_name(text, &name, IS_CONTROLLER);
        }
    }

    /// "Welcome to Acme", "At Acme, we", "Acme is committed to".
    fn welcome(&mut self, text: &Text, at: usize) {
        let before = at
            .checked_sub(1)
            .map_or("", |before| self.form(text, before));
        let greets = before == "welcome" && self.form(text, at) == "to"
            || self.form(text, at) == "at"
                && text
                    .words
                    .get(at)
                    .is_some_and(|word| word.before == Break::Stop);
        if greets && self.is_capital(text, at + 1) {
            if let Some(name) = self.name_at(text, at + 1) {
                self.hint_name(text, &name, TITLE);
            }
        }
    }

    /// "This website is operated by Acme GmbH": whoever runs what the sentence is about.
    fn operator(&mut self, text: &Text, at: usize) {
        const SUBJECTS: &[&str] = &[
            "website", "websites", "site", "sites", "service", "services", "app", "apps",
            "platform", "product", "we", "game", "blog",
        ];
        let is_operated = self.form(text, at) == "by"
            && at.checked_sub(1).is_some_and(|verb| {
                matches!(
                    self.form(text, verb),
                    "operated" | "owned" | "published" | "run"
                )
            });
        if !is_operated {
            return;
        }
        let sentence = text.sentence_of(at);
        let speaks_of_itself = sentence
            .clone()
            .take_while(|word| *word < at)
            .any(|word| SUBJECTS.contains(&self.form(text, word)));
        let name = self.name_at(text, at + 1).filter(|name| {
            let words = name_words(self.reading, text, name);
            speaks_of_itself && words.last().is_some_and(is_legal_form)
        });
        let is_provider = |name: &Range<usize>| {
            let plain = fold(
                self.reading
                    .policy
                    .words(text.span(&self.before_legal_form(text, name))),
            );
            let mut providers = self.reading.lexicon.names().providers().iter();
            providers.any(|provider| fold(&provider.name) == plain)
        };
        if let Some(name) = name.filter(|name| !is_provider(name)) {
            self.hint_name(text, &name, IS_CONTROLLER);
        }
    }

    /// "Acme may collect", "Acme does not sell", "Acme's affiliates": who acts most is who publishes.
    fn actor(&mut self, text: &Text, at: usize) {
        let acts = matches!(
            self.form(text, at),
            "may"
                | "will"
                | "does"
                | "collects"
                | "uses"
                | "processes"
                | "shares"
                | "stores"
                | "takes"
                | "respects"
                | "retains"
                | "operates"
                | "reserves"
                | "is"
                | "has"
                | "collect"
                | "use"
        );
        if acts && at > 0 && !self.is_capital(text, at) {
            let name = self
                .name_ending_at(text, at)
                .filter(|name| !self.is_generic(text, name, Generic::Ordinary));
            if let Some(name) = name {
                let plain = self.before_legal_form(text, &name);
                let written = fold(self.reading.policy.words(text.span(&plain)));
                *self.acts.entry(written).or_default() += 1;
            }
        }
    }

    /// The names of the hosts of e-mail addresses, where the text itself uses them as names.
    fn domains(&mut self) {
        let policy = self.reading.policy;
        for (at, _) in policy.text.match_indices('@') {
            let host = policy.text.get(at + 1..).unwrap_or_default();
            let end = host
                .find(|c: char| !(c.is_alphanumeric() || c == '.' || c == '-'))
                .unwrap_or(host.len());
            let labels: Vec<&str> = host
                .get(..end)
                .unwrap_or_default()
                .trim_end_matches('.')
                .split('.')
                .collect();
            if let [.., name, _] = labels.as_slice() {
                if !matches!(
                    *name,
                    "gmail" | "outlook" | "hotmail" | "co" | "com" | "org" | "gov"
                ) {
                    self.hint(name, DOMAIN);
                }
            }
        }
    }

    /// Adds `words` as a name; the legal form and what stands before it as two names.
    fn hint_name(&mut self, text: &Text, words: &Range<usize>, weight: usize) {
        let plain = self.before_legal_form(text, words);
        let both = [words.clone(), plain];
        for name in both.iter().take(if both[0] == both[1] { 1 } else { 2 }) {
            if !name.is_empty() && !self.is_generic(text, name, Generic::Defined) {
                let written = self.reading.policy.words(text.span(name)).to_owned();
                self.hint(&written, weight);
            }
        }
    }

    /// Whether all words are too common to be anybody's name.
    fn is_generic(&self, text: &Text, words: &Range<usize>, generic: Generic) -> bool {
        words
            .clone()
            .map(|word| self.form(text, word))
            .all(|form| match generic {
                Generic::Ordinary => is_ordinary(form) || form.chars().count() == 1,
                Generic::Defined => DEFINED_TERMS.contains(&form),
            })
    }

    fn before_legal_form(&self, text: &Text, words: &Range<usize>) -> Range<usize> {
        let named = name_words(self.reading, text, words);
        let end = named.iter().position(is_legal_form).unwrap_or(named.len());
        words.start..words.start + end
    }

    /// The capitalised words that begin at `at`, the legal form included.
    fn name_at(&self, text: &Text, at: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 5;
        let sentence = text.sentence_of(at);
        let mut end = at;
        while end < sentence.end
            && end < at + LONGEST
            && self.is_capital(text, end)
            && (end == at || text.words[end].before == Break::None)
        {
            end += 1;
        }
        if end == at {
            return None;
        }
        let rest = end..sentence.end;
        let named = name_words(self.reading, text, &rest);
        Some(at..entity_end(&named, 0).map_or(end, |legal| end + legal))
    }

    /// The capitalised words that end before `end`.
    fn name_ending_at(&self, text: &Text, end: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 5;
        let sentence = text.sentence_of(end.checked_sub(1)?);
        let mut start = end;
        while start > sentence.start && start + LONGEST > end && self.is_capital(text, start - 1) {
            let joint = text
                .words
                .get(start)
                .filter(|_| start < end)
                .map_or(Break::None, |word| word.before);
            let before_legal_form = joint == Break::Comma
                && name_words(self.reading, text, &(start..start + 1))
                    .iter()
                    .any(is_legal_form);
            if joint != Break::None && !before_legal_form {
                break;
            }
            start -= 1;
        }
        let start = (start..end).find(|word| {
            !matches!(
                self.form(text, *word),
                "the"
                    | "this"
                    | "we"
                    | "our"
                    | "at"
                    | "by"
                    | "if"
                    | "when"
                    | "while"
                    | "as"
                    | "in"
                    | "for"
                    | "that"
                    | "how"
                    | "and"
                    | "to"
                    | "welcome"
                    | "although"
                    | "where"
                    | "why"
                    | "what"
                    | "however"
            )
        })?;
        (start < end).then_some(start..end)
    }
}
