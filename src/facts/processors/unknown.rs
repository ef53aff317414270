//! Names of organisations that the lexicon doesn't know, told by their shape and by where they stand.

use std::ops::Range;

use crate::facts::Relation;
use crate::lexicon::names::{NameHit, entity_end, is_legal_form, is_ordinary};
use crate::policy::{Clause, ClauseId};

use super::super::named::name_words;
use super::super::reading::{Break, Reading, Text};
use super::entry::Entry;
use super::wording::{ListOf, Said};
use super::{Mention, Standing, Survey, Who};

/// The names in the clause that only their shape and place give away. `known` are those that the lexicon has.
pub(super) fn mentions(
    survey: &Survey<'_>,
    id: ClauseId,
    clause: &Clause,
    text: &Text,
    entry: Option<&Entry>,
    known: &[Mention],
) -> Vec<Mention> {
    let hits = survey.named.clause(id);
    let search = Search {
        survey,
        text,
        hits,
        known,
    };
    let mut found = Vec::new();
    if let Some(entry) = entry.filter(|_| holds_names(survey, clause)) {
        search.in_head(&entry.head, survey.lists.has_names(clause), &mut found);
    }
    search.in_sentences(entry, &mut found);
    found
}

/// Whether the list that `clause` belongs to is one of organisations.
fn holds_names(survey: &Survey<'_>, clause: &Clause) -> bool {
    survey.lists.has_names(clause)
        || survey
            .list_of(clause)
            .is_some_and(|list| list != ListOf::Mentions)
}

/// The name at `words` without its legal form: "Acme Cloud" of "Acme Cloud GmbH".
pub(super) fn short_name(reading: &Reading<'_>, text: &Text, words: &Range<usize>) -> String {
    let named = name_words(reading, text, words);
    let end = named
        .iter()
        .skip(1)
        .position(is_legal_form)
        .map_or(words.end, |at| words.start + at + 1);
    reading
        .policy
        .words(text.span(&(words.start..end)))
        .to_owned()
}

/// `words` and what follows of a product's name: "Google Translate API" of "Google".
pub(super) fn product(survey: &Survey<'_>, text: &Text, words: &Range<usize>) -> Range<usize> {
    const LONGEST: usize = 3;
    let legal = name_words(survey.reading, text, words)
        .last()
        .is_some_and(is_legal_form);
    let sentence = text.sentence_of(words.start);
    let is_part = |at: &usize| {
        text.words.get(*at).is_some_and(|word| {
            let form = survey.reading.form(word);
            word.before == Break::None
                && survey.reading.written(word).starts_with(char::is_uppercase)
                && (PRODUCT_WORDS.contains(&form)
                    || !is_ordinary(form)
                        && !survey.small.contains(form)
                        && !NO_PRODUCT.contains(&form))
        })
    };
    let end = (words.end..sentence.end.min(words.end + LONGEST)).find(|at| !is_part(at));
    let end = end.unwrap_or(sentence.end.min(words.end + LONGEST));
    let ends_as_name = end < sentence.end
        && text.words.get(end).is_some_and(|next| {
            next.before == Break::None
                && survey.reading.written(next).starts_with(char::is_uppercase)
        });
    if legal || ends_as_name {
        words.clone()
    } else {
        words.start..end.max(words.end)
    }
}

/// Words that make a product's name of a company's.
const PRODUCT_WORDS: &[&str] = &[
    "ads",
    "advertising",
    "analytics",
    "api",
    "apis",
    "audience",
    "calendar",
    "cloud",
    "connect",
    "console",
    "conversions",
    "drive",
    "fonts",
    "login",
    "maps",
    "messaging",
    "music",
    "pixel",
    "play",
    "sdk",
    "search",
    "sheets",
    "tag",
    "translate",
    "translation",
    "workspace",
    "photos",
    "forms",
    "shopping",
    "signals",
    "business",
    "manager",
    "chat",
    "insights",
    "checkout",
];

/// Words after a company's name that make no product of it, though they are not ordinary.
const NO_PRODUCT: &[&str] = &["id", "ids", "inc", "llc", "iphone", "ipad", "eu", "us"];

struct Search<'a> {
    survey: &'a Survey<'a>,
    text: &'a Text,
    hits: &'a [NameHit],
    known: &'a [Mention],
}

impl Search<'_> {
    fn form(&self, at: usize) -> &str {
        self.text
            .words
            .get(at)
            .map_or("", |word| self.survey.reading.form(word))
    }

    fn written(&self, at: usize) -> &str {
        self.text
            .words
            .get(at)
            .map_or("", |word| self.survey.reading.written(word))
    }

    fn before(&self, at: usize) -> Break {
        self.text
            .words
            .get(at)
            .map_or(Break::Stop, |word| word.before)
    }

    /// The names in front of an entry, each of which must be a name as a whole.
    fn in_head(&self, head: &Range<usize>, among_names: bool, found: &mut Vec<Mention>) {
        let mut start = head.start;
        while start < head.end {
            let rest = name_words(self.survey.reading, self.text, &(start..head.end));
            let parts = |at: &usize| {
                self.before(*at) >= Break::Slash || matches!(self.form(*at), "and" | "or" | "&")
            };
            let legal = self.legal_end(start, head.end, &rest);
            let end =
                legal.unwrap_or_else(|| (start + 1..head.end).find(parts).unwrap_or(head.end));
            let piece = start..end;
            if !self.is_taken(&piece)
                && (legal.is_some() || self.is_name(&piece, among_names))
                && !self.is_own(&piece)
            {
                found.push(Mention {
                    words: piece,
                    who: Who::Unknown,
                    standing: Standing::Head,
                    rule: "processors.unknown/entry",
                });
            }
            start = end + usize::from(matches!(self.form(end), "and" | "or"));
        }
    }

    /// Where the company's name ends that begins at `start` and has a legal form.
    fn legal_end(
        &self,
        start: usize,
        end: usize,
        rest: &[crate::lexicon::names::NameWord<'_>],
    ) -> Option<usize> {
        let first = rest.first()?;
        let begins = first
            .written
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            && !is_legal_form(first);
        entity_end(rest, 1)
            .filter(|_| begins)
            .map(|legal| (start + legal).min(end))
    }

    /// Names in running text.
    fn in_sentences(&self, entry: Option<&Entry>, found: &mut Vec<Mention>) {
        for sentence in &self.text.sentences {
            let mut at = sentence.start;
            while at < sentence.end {
                let in_head = entry.is_some_and(|entry| entry.head.contains(&at));
                match self.run_at(at, sentence.end).filter(|_| !in_head) {
                    Some(run) => {
                        if let Some(rule) = self.rule_for(&run) {
                            found.push(Mention {
                                words: run.clone(),
                                who: Who::Unknown,
                                standing: Standing::Running,
                                rule,
                            });
                        }
                        at = run.end;
                    }
                    None => at += 1,
                }
            }
        }
    }

    /// The words of a name that begins at `at`: capitalised, one at least of them no ordinary word.
    fn run_at(&self, at: usize, end: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 5;
        if !self.begins_name(at) {
            return None;
        }
        let rest = name_words(self.survey.reading, self.text, &(at..end));
        if let Some(legal) = self.legal_end(at, end, &rest) {
            return Some(at..legal);
        }
        let goes_on = |next: &usize| self.before(*next) == Break::None && self.begins_name(*next);
        let last = (at + 1..end.min(at + LONGEST))
            .find(|next| !goes_on(next))
            .unwrap_or(end.min(at + LONGEST));
        let run = at..last;
        (self.is_name(&run, false)).then_some(run)
    }

    fn begins_name(&self, at: usize) -> bool {
        let written = self.written(at);
        written.starts_with(char::is_uppercase)
            || written.chars().skip(1).any(char::is_uppercase) && !written.contains("www")
    }

    fn is_taken(&self, words: &Range<usize>) -> bool {
        self.hits
            .iter()
            .any(|hit| hit.words.start < words.end && words.start < hit.words.end)
    }

    fn is_own(&self, words: &Range<usize>) -> bool {
        self.survey
            .own
            .has_name(self.survey.reading, self.text, words)
    }

    /// Whether `words` have the shape of a name. Among names an ordinary word will do ("Prelude").
    fn is_name(&self, words: &Range<usize>, among_names: bool) -> bool {
        const LONGEST: usize = 5;
        let capital = |at: usize| {
            self.begins_name(at)
                || at > words.start && matches!(self.form(at), "of" | "the" | "de" | "for" | "by")
        };
        let telling = |at: usize| {
            let form = self.form(at);
            form.chars().filter(|c| c.is_alphabetic()).count() >= 3
                && !is_ordinary(form)
                && !self.survey.small.contains(form)
                && !self.is_acronym(at)
        };
        let telling = words.clone().any(telling);
        let odd = among_names
            && words.len() <= 3
            && !words.clone().any(|at| GENERIC.contains(&self.form(at)));
        !words.is_empty()
            && words.len() <= LONGEST
            && words.clone().all(capital)
            && (telling || odd)
    }

    fn is_acronym(&self, at: usize) -> bool {
        let written = self.written(at);
        written.chars().count() <= 5 && written.chars().all(|c| c.is_uppercase() || c.is_numeric())
    }

    /// Why the capitalised words `run` of a sentence name an organisation that handles data; none where nothing says so.
    fn rule_for(&self, run: &Range<usize>) -> Option<&'static str> {
        if self.is_taken(run) || self.is_own(run) {
            return None;
        }
        let handles = matches!(
            self.survey.wording.said_of(self.text, run),
            Said::Does(Relation::Processor | Relation::Recipient | Relation::Source) | Said::Acts
        );
        if !handles {
            return None;
        }
        let named = name_words(self.survey.reading, self.text, run);
        if named.last().is_some_and(is_legal_form) {
            return Some("processors.unknown/legal-form");
        }
        if self.follows_provider_word(run) {
            return Some("processors.unknown/our-provider");
        }
        if self.is_listed(run) {
            return Some("processors.unknown/such-as");
        }
        None
    }

    /// "our payment processor Acme", "a hosting provider, Acme".
    fn follows_provider_word(&self, run: &Range<usize>) -> bool {
        let Some(before) = run.start.checked_sub(1) else {
            return false;
        };
        self.before(run.start) <= Break::Bracket && PROVIDER_WORDS.contains(&self.form(before))
    }

    /// "providers such as Acme", "Google, Acme and others".
    fn is_listed(&self, run: &Range<usize>) -> bool {
        let Some(before) = run.start.checked_sub(1) else {
            return false;
        };
        let form = self.form(before);
        if matches!(form, "including" | "e.g" | "namely" | "like")
            || form == "as" && self.form(before.saturating_sub(1)) == "such"
        {
            let sentence = self.text.sentence_of(run.start);
            let from = before.saturating_sub(8).max(sentence.start);
            return (from..before).any(|at| {
                PROVIDER_WORDS.contains(&self.form(at).trim_end_matches('s'))
                    || PROVIDER_WORDS.contains(&self.form(at))
            });
        }
        self.known.iter().any(|other| {
            let gap = if other.words.end <= run.start {
                other.words.end..run.start
            } else {
                run.end..other.words.start.max(run.end)
            };
            let joined =
                gap.len() <= 1 && gap.clone().all(|at| matches!(self.form(at), "and" | "or"));
            let parted = self.before(run.start.max(other.words.start)) <= Break::Comma;
            joined
                && parted
                && (gap.len() == 1 || self.before(run.start.max(other.words.start)) >= Break::Slash)
        })
    }
}

/// Words for those who handle data, in the singular.
const PROVIDER_WORDS: &[&str] = &[
    "provider",
    "processor",
    "subprocessor",
    "partner",
    "vendor",
    "supplier",
    "host",
    "gateway",
    "contractor",
    "network",
    "companies",
    "company",
    "tool",
    "platform",
    "service",
    "parties",
    "party",
    "software",
    "services",
];

/// Words that head items about a kind of organisation, not one of them.
const GENERIC: &[&str] = &[
    "provider",
    "providers",
    "partner",
    "partners",
    "service",
    "services",
    "vendors",
    "vendor",
    "processors",
    "processor",
    "affiliates",
    "authorities",
    "data",
    "information",
    "parties",
    "party",
    "cookies",
    "companies",
    "users",
    "advertisers",
    "networks",
    "network",
    "consent",
    "law",
    "legal",
    "name",
    "email",
    "e",
    "address",
    "number",
    "phone",
    "ip",
    "date",
    "device",
    "account",
    "personal",
    "other",
    "third",
    "all",
    "any",
    "we",
    "you",
    "your",
    "our",
    "the",
    "purpose",
    "purposes",
    "contact",
    "type",
    "category",
    "categories",
    "functional",
    "necessary",
    "analytics",
    "marketing",
    "advertising",
    "performance",
    "social",
    "media",
    "payment",
    "payments",
    "security",
    "support",
    "communication",
    "communications",
    "hosting",
    "usage",
    "location",
    "customers",
];
