//! The names that the lexicon knows (providers, authorities, what only looks like a provider), found in one pass over words.
//!
//! `Names::find` gives every known name of a sentence, the longest where several begin at one word, and never two that overlap.
//! A [`NameHit`] says which words, who it is ([`Known`]), and whether the name is an everyday word too ([`Certainty`]):
//! "Square" is doubtful, "Square, Inc." is as good as sure. Who wants to know whether a sentence names an authority asks for
//! hits with [`Known::Authority`] and looks the authority up with [`Names::authority`].

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::ConceptId;
use super::file::{AuthorityEntry, NameEntries, NotProviderEntry};

pub use super::file::AuthorityKind;

/// A company or product that handles data for others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// Its id, made from its name.
    pub id: ConceptId,
    /// Its short common name.
    pub name: String,
    /// What it is mostly used for.
    pub category: ConceptId,
    /// The country of its head office, ISO 3166 alpha-2.
    pub country: String,
    /// The company whose group it belongs to; its own id where it belongs to none.
    pub group: ConceptId,
}

/// A body that watches over a law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// Its name.
    pub name: String,
    /// The country, ISO 3166 alpha-2 or "EU", with the state where it is a state's ("US-CA").
    pub country: String,
    /// Its IRI in the W3C Data Privacy Vocabulary, where it has one.
    pub iri: Option<String>,
    /// What it watches over.
    pub kind: AuthorityKind,
}

/// Who a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Known {
    /// A provider, by its place; see [`Names::provider`].
    Provider(usize),
    /// An authority, by its place; see [`Names::authority`].
    Authority(usize),
    /// Something that is no provider: a browser, a law, an opt-out body; see [`Names::not_provider`].
    NotProvider(usize),
    /// A country, or a city or state that stands for it; see [`Names::place`].
    Place(usize),
    /// What is of a country ("French"); see [`Names::place`].
    Nationality(usize),
}

/// Whether a name can mean anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Certainty {
    /// Nothing else is called so.
    Sure,
    /// The name is an everyday word as well, and has a legal form here.
    ByForm,
    /// The name is an everyday word as well.
    Doubtful,
}

/// A known name found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameHit {
    /// The words, legal forms included ("Stripe Payments Europe, Ltd.").
    pub words: Range<usize>,
    /// Who it is.
    pub known: Known,
    /// Whether it can mean anything else.
    pub certainty: Certainty,
}

/// A word of a text, as names are compared with it.
#[derive(Clone, Copy, Debug)]
pub struct NameWord<'a> {
    /// The word as written.
    pub written: &'a str,
    /// The word in lower case, without "'s".
    pub form: &'a str,
    /// What parts it from the word before it.
    pub joint: Joint,
}

/// What parts two words, as far as names care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Joint {
    /// White space or a hyphen.
    Close,
    /// A comma or a bracket, as before a legal form.
    Comma,
    /// Anything stronger; names do not reach across it.
    Apart,
}

/// All names, ready to be found.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Names {
    providers: Vec<Provider>,
    authorities: Vec<Authority>,
    not_providers: Vec<NotProviderEntry>,
    places: Vec<String>,
    /// The names by the lower-case form of their first word, the longest first.
    by_first_word: FxHashMap<Box<str>, Vec<Entry>>,
    by_provider_id: FxHashMap<ConceptId, usize>,
    by_letters: FxHashMap<Box<str>, usize>,
    group_members: BTreeMap<ConceptId, Vec<String>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    words: Box<[EntryWord]>,
    known: Known,
    certainty: Certainty,
}

/// A word of a known name.
#[derive(Debug, Serialize, Deserialize)]
struct EntryWord {
    form: Box<str>,
    spelling: Spelling,
    joint: Joint,
}

/// How a word must be written to count as part of the name.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Spelling {
    /// In any way.
    Any,
    /// With at least one capital.
    Capital,
    /// Exactly so.
    Exact(Box<str>),
}

impl Names {
    /// The provider at `place`.
    ///
    /// # Panics
    /// Where `place` is another lexicon's, as slices do.
    pub fn provider(&self, place: usize) -> &Provider {
        &self.providers[place]
    }

    /// The provider with this id.
    pub fn provider_by_id(&self, id: &ConceptId) -> Option<&Provider> {
        self.by_provider_id
            .get(id)
            .map(|place| self.provider(*place))
    }

    /// The provider whose short name has the same letters and figures as `name`.
    pub fn provider_called(&self, name: &str) -> Option<&Provider> {
        let place = self.by_letters.get(letters_of(name).as_str());
        place.map(|place| self.provider(*place))
    }

    /// The authority at `place`.
    ///
    /// # Panics
    /// Where `place` is another lexicon's, as slices do.
    pub fn authority(&self, place: usize) -> &Authority {
        &self.authorities[place]
    }

    /// What the name at `place` is ("browser", "law", "opt-out-body").
    ///
    /// # Panics
    /// Where `place` is another lexicon's, as slices do.
    pub fn not_provider(&self, place: usize) -> &str {
        &self.not_providers[place].kind
    }

    /// The country at `place`: ISO 3166 alpha-2, "EU" or "EEA".
    ///
    /// # Panics
    /// Where `place` is another lexicon's, as slices do.
    pub fn place(&self, place: usize) -> &str {
        &self.places[place]
    }

    /// All providers, by category in the order of the lexicon.
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// The names of all that belong to the group of the company `group`, those that are no providers too.
    pub fn members_of(&self, group: &ConceptId) -> &[String] {
        self.group_members.get(group).map_or(&[], Vec::as_slice)
    }

    /// The group that somebody belongs to whose name has these letters, provider or not.
    pub fn group_of(&self, letters: &str) -> Option<&ConceptId> {
        let has_member = |members: &[String]| members.iter().any(|m| letters_of(m) == letters);
        let mut groups = self.group_members.iter();
        groups
            .find(|(_, members)| has_member(members))
            .map(|(group, _)| group)
    }

    /// The known names in `sentence`, in order and without overlaps.
    pub fn find(&self, sentence: &[NameWord<'_>]) -> Vec<NameHit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while let Some(rest) = sentence.get(at..).filter(|rest| !rest.is_empty()) {
            match self.longest_at(rest) {
                Some((entry, length)) => {
                    let end = at
                        + length
                        + usize::from(sentence.get(at + length).is_some_and(is_company_word));
                    let legal = entity_end(sentence, end);
                    hits.push(NameHit {
                        words: at..legal.unwrap_or(end),
                        known: entry.known,
                        certainty: match (legal, entry.certainty) {
                            (Some(_), Certainty::Doubtful) => Certainty::ByForm,
                            (_, certainty) => certainty,
                        },
                    });
                    at = legal.unwrap_or(end);
                }
                None => at += 1,
            }
        }
        hits
    }

    fn longest_at(&self, words: &[NameWord<'_>]) -> Option<(&Entry, usize)> {
        let first = words.first()?;
        if !may_begin_name(first.written) {
            return None;
        }
        let found = |form: &str| {
            let entries = self.by_first_word.get(form)?;
            entries.iter().find(|entry| entry.stands_at(words))
        };
        let entry = found(first.form).or_else(|| self.by_host(first))?;
        Some((entry, entry.words.len()))
    }

    /// A company called by its address, with a capital: "Salesforce.com".
    fn by_host(&self, word: &NameWord<'_>) -> Option<&Entry> {
        let (name, _) = word.form.rsplit_once('.').filter(|(_, top)| {
            TOPS.contains(top) && word.written.starts_with(char::is_uppercase)
        })?;
        let entries = self.by_first_word.get(name)?;
        let is_it =
            |entry: &&Entry| entry.words.len() == 1 && matches!(entry.known, Known::Provider(_));
        entries.iter().find(is_it)
    }
}

/// Ends of addresses that companies put to their names.
const TOPS: &[&str] = &["ai", "app", "co", "com", "dev", "io", "net", "org"];

/// Most names begin with a capital or a figure; "bunny.net" and "jsDelivr" have a sign inside.
fn may_begin_name(word: &str) -> bool {
    !word.bytes().all(|b| b.is_ascii_lowercase()) || LOWER_CASE_NAMES.contains(&word)
}

/// Names that are written in small letters throughout.
const LOWER_CASE_NAMES: &[&str] = &[
    "netcup",
    "rapidmail",
    "etracker",
    "beehiiv",
    "iubenda",
    "imgix",
    "heidelpay",
    "gaoptout",
    "bcrypt",
];

impl Entry {
    fn stands_at(&self, words: &[NameWord<'_>]) -> bool {
        words.len() >= self.words.len()
            && self
                .words
                .iter()
                .zip(words)
                .enumerate()
                .all(|(place, (own, found))| {
                    *own.form == *found.form
                        && (place == 0 || found.joint <= own.joint)
                        && match &own.spelling {
                            Spelling::Any => true,
                            Spelling::Capital => found.written.contains(char::is_uppercase),
                            Spelling::Exact(exact) => without_possessive(found.written) == &**exact,
                        }
                })
    }
}

/// Where the legal name ends that goes on at `at`: after "Payments Europe, Ltd." of "Stripe Payments Europe, Ltd."; none
/// where no legal form follows.
pub fn entity_end(words: &[NameWord<'_>], at: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    let mut end = at;
    while end < at + LONGEST {
        let next = words.get(end)?;
        if next.joint == Joint::Apart {
            return None;
        }
        if is_legal_form(next) {
            return Some(after_legal_forms(words, end + 1));
        }
        let continues =
            next.joint == Joint::Close || next.form == "ireland" || next.form == "europe";
        let joins = end > at && matches!(next.written, "of" | "and" | "for");
        if !continues || !(joins || next.written.starts_with(char::is_uppercase)) {
            return None;
        }
        end += 1;
    }
    let last = words.get(end)?;
    (last.joint <= Joint::Comma && is_legal_form(last)).then(|| after_legal_forms(words, end + 1))
}

/// Words that go on a company's name without being a legal form: "Slack Technologies".
fn is_company_word(word: &NameWord<'_>) -> bool {
    word.joint == Joint::Close
        && matches!(
            word.written,
            "Technologies" | "Technology" | "Platforms" | "Holdings" | "Corporation"
        )
}

fn after_legal_forms(words: &[NameWord<'_>], mut end: usize) -> usize {
    while words.get(end).is_some_and(|next| {
        next.joint <= Joint::Comma && (is_legal_form(next) || LEGAL_ENDS.contains(&next.form))
    }) {
        end += 1;
    }
    end
}

/// Legal forms of companies, in lower case and without the closing full stop.
const LEGAL_FORMS: &[&str] = &[
    "a.g",
    "a.s",
    "ab",
    "ag",
    "aps",
    "as",
    "b.v",
    "bv",
    "co",
    "corp",
    "corporation",
    "d.o.o",
    "e.v",
    "gmbh",
    "inc",
    "incorporated",
    "k.k",
    "kft",
    "kg",
    "kgaa",
    "l.l.c",
    "l.p",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "mbh",
    "n.v",
    "nv",
    "ohg",
    "oy",
    "oyj",
    "oü",
    "pbc",
    "plc",
    "pte",
    "pty",
    "pvt",
    "s.a",
    "s.a.r.l",
    "s.a.s",
    "s.l",
    "s.p.a",
    "s.r.l",
    "s.r.o",
    "s.à",
    "s.à.r.l",
    "sa",
    "sarl",
    "sas",
    "se",
    "sl",
    "sprl",
    "srl",
    "uab",
    "uc",
    "ug",
    "unlimited",
    "zrt",
];

/// Legal forms that are other words too unless they are written in capitals: "AS", "SE".
const IN_CAPITALS: &[&str] = &[
    "ag", "as", "bv", "kg", "lp", "nv", "sa", "sas", "se", "sl", "uc", "ug",
];

/// Words that go on after a legal form without being one: "Unlimited Company", "GmbH & Co. KG", "Klarna Bank AB (publ)".
const LEGAL_ENDS: &[&str] = &["company", "publ", "r.l", "z", "o.o", "c.v", "liability"];

/// Whether a word with this form may be a legal form.
pub fn may_be_legal_form(form: &str) -> bool {
    LEGAL_FORMS.binary_search(&form).is_ok()
}

/// Whether `word` is a legal form.
pub fn is_legal_form(word: &NameWord<'_>) -> bool {
    let written = if IN_CAPITALS.contains(&word.form) {
        word.written.chars().all(char::is_uppercase)
    } else {
        word.written.contains(char::is_uppercase) || word.written.contains('.')
    };
    written && LEGAL_FORMS.binary_search(&word.form).is_ok()
}

fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .unwrap_or(word)
}

/// The letters and figures of a name in lower case: "betterstack" of "Better Stack".
pub fn letters_of(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// A name without the end of an address: "Prismic" of "Prismic.io".
pub fn without_top(name: &str) -> &str {
    let parted = name.rsplit_once('.');
    let parted = parted.filter(|(_, top)| TOPS.contains(&top.to_lowercase().as_str()));
    parted.map_or(name, |(name, _)| name)
}

/// An id made from a name: lower case, figures and letters with hyphens between.
pub fn id_of(name: &str) -> ConceptId {
    let mut id = String::with_capacity(name.len());
    for character in name.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            id.push(character);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    ConceptId::from(id)
}

/// Gathers names, then makes [`Names`].
#[derive(Debug, Default)]
pub(super) struct NamesBuilder {
    names: Names,
}

impl NamesBuilder {
    /// Adds what a file says about names.
    ///
    /// # Errors
    /// A sentence saying which row is wrong, and how.
    pub(super) fn add(&mut self, entries: NameEntries) -> Result<(), String> {
        for (category, rows) in &entries.providers {
            rows.iter()
                .try_for_each(|row| self.provider(category, row))?;
        }
        for (group, members) in &entries.groups {
            self.group(group, members);
        }
        for (country, names) in &entries.places {
            self.place(country, names);
        }
        for (country, adjectives) in &entries.nationalities {
            self.nationality(country, adjectives);
        }
        for entry in entries.not_provider {
            self.not_provider(entry);
        }
        for entry in entries.authority {
            self.authority(entry);
        }
        Ok(())
    }

    /// Adds a provider from its row `country | name | further names …`; one with the same name is replaced.
    fn provider(&mut self, category: &ConceptId, row: &str) -> Result<(), String> {
        let mut parts = row.split('|').map(str::trim);
        let country = parts.next().unwrap_or_default();
        let Some(name) = parts.next().filter(|name| !name.is_empty()) else {
            return Err(format!("the provider `{row}` needs `country | name`"));
        };
        if !(country.is_empty()
            || country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()))
        {
            return Err(format!(
                "the provider `{row}`: `{country}` is no ISO 3166 country of two letters"
            ));
        }
        let short = name.trim_start_matches('~');
        let id = id_of(short);
        let letters = letters_of(short);
        let provider = Provider {
            group: id.clone(),
            id,
            name: short.to_owned(),
            category: category.clone(),
            country: country.to_owned(),
        };
        let place = match self.names.by_provider_id.get(&provider.id) {
            Some(place) => {
                self.names.providers[*place] = provider;
                *place
            }
            None => {
                let place = self.names.providers.len();
                self.names.by_provider_id.insert(provider.id.clone(), place);
                self.names.providers.push(provider);
                place
            }
        };
        self.names.by_letters.insert(letters.into(), place);
        self.name(name, Known::Provider(place));
        parts
            .filter(|alias| !alias.is_empty())
            .for_each(|alias| self.name(alias, Known::Provider(place)));
        Ok(())
    }

    /// Says which providers belong to a group.
    fn group(&mut self, group: &str, members: &[String]) {
        let all = self.names.group_members.entry(id_of(group)).or_default();
        all.extend_from_slice(members);
        for member in members {
            let place = self.names.by_provider_id.get(&id_of(member));
            if let Some(provider) = place.and_then(|place| self.names.providers.get_mut(*place)) {
                provider.group = id_of(group);
            }
        }
    }

    /// Puts what is named after a company into the company's group: "Google Maps", "Facebook Login".
    fn join_products(&mut self) {
        for place in 0..self.names.providers.len() {
            let provider = &self.names.providers[place];
            let first_word = provider.name.split_once(' ').map(|(first, _)| id_of(first));
            let Some(company) = first_word.filter(|_| provider.group == provider.id) else {
                continue;
            };
            if let Some(company) = self.names.provider_by_id(&company) {
                let group = company.group.clone();
                self.names.providers[place].group = group;
            }
        }
    }

    /// Adds an authority.
    fn authority(&mut self, entry: AuthorityEntry) {
        let known = Known::Authority(self.names.authorities.len());
        for name in std::iter::once(&entry.name).chain(&entry.aliases) {
            self.name(name, known);
        }
        self.names.authorities.push(Authority {
            name: entry.name,
            country: entry.country,
            iri: entry.iri,
            kind: entry.kind,
        });
    }

    /// Adds what looks like a provider and is none.
    fn not_provider(&mut self, entry: NotProviderEntry) {
        let known = Known::NotProvider(self.names.not_providers.len());
        for name in std::iter::once(&entry.name).chain(&entry.aliases) {
            self.name(name, known);
        }
        self.names.not_providers.push(entry);
    }

    /// Adds the names of a country.
    fn place(&mut self, country: &str, names: &[String]) {
        let known = Known::Place(self.names.places.len());
        names.iter().for_each(|name| self.name(name, known));
        self.names.places.push(country.to_owned());
    }

    /// Adds what is of a country.
    fn nationality(&mut self, country: &str, adjectives: &[String]) {
        let known = Known::Nationality(self.names.places.len());
        adjectives.iter().for_each(|word| self.name(word, known));
        self.names.places.push(country.to_owned());
    }

    /// Adds one name of what is known; "~" in front says that it is an everyday word too.
    fn name(&mut self, name: &str, known: Known) {
        let (name, certainty) = match name.strip_prefix('~') {
            Some(name) => (name, Certainty::Doubtful),
            None => (name, Certainty::Sure),
        };
        self.spelling(name, known, certainty);
        if certainty == Certainty::Sure && matches!(known, Known::Provider(_)) {
            for other in other_spellings(name) {
                self.spelling(&other, known, certainty);
            }
        }
    }

    fn spelling(&mut self, name: &str, known: Known, certainty: Certainty) {
        let words = entry_words(name, certainty);
        if let Some(first) = words.first() {
            let by_first_word = &mut self.names.by_first_word;
            let entries = by_first_word.entry(first.form.clone()).or_default();
            entries.push(Entry {
                words,
                known,
                certainty,
            });
        }
    }

    /// The finished names.
    pub(super) fn build(mut self) -> Names {
        self.join_products();
        for entries in self.names.by_first_word.values_mut() {
            // What was added later overrides what the built-in files say.
            entries.reverse();
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.words.len()));
        }
        self.names
    }
}

/// The ordinary words of privacy policies, in small letters and sorted, a line each: what is written so in several of them.
const ORDINARY: &str = include_str!("ordinary.txt");

/// Whether `word`, in lower case, is an ordinary word of privacy policies and so tells nothing of a name.
///
/// The list leaves out most plurals and the like where it has what they come from.
pub fn is_ordinary(word: &str) -> bool {
    const SHORTEST_STEM: usize = 3;
    /// Endings, and what stands in their place in the word that the list has.
    const ENDINGS: &[(&str, &str)] = &[
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ed", ""),
        ("ed", "e"),
    ];
    let is_form = |(ending, instead): &(&str, &str)| {
        let stem = word.strip_suffix(ending);
        stem.is_some_and(|stem| {
            stem.len() >= SHORTEST_STEM && is_listed(&format!("{stem}{instead}"))
        })
    };
    is_listed(word) || ENDINGS.iter().any(is_form)
}

/// Whether [`ORDINARY`] has `word`.
fn is_listed(word: &str) -> bool {
    let bytes = ORDINARY.as_bytes();
    let (mut low, mut high) = (0, ORDINARY.len());
    while low < high {
        let middle = low.midpoint(high);
        let line_before = bytes
            .get(low..middle)
            .and_then(|part| part.iter().rposition(|b| *b == b'\n'));
        let start = line_before.map_or(low, |before| low + before + 1);
        let length = bytes
            .get(start..high)
            .and_then(|part| part.iter().position(|b| *b == b'\n'));
        let end = length.map_or(high, |length| start + length);
        match ORDINARY.get(start..end).unwrap_or_default().cmp(word) {
            Ordering::Equal => return true,
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
        }
    }
    false
}

/// "Digital Ocean" for "DigitalOcean", "HelpScout" for "Help Scout".
fn other_spellings(name: &str) -> Vec<String> {
    const SHORTEST_PART: usize = 3;
    if !name.chars().all(|c| c.is_alphabetic() || c == ' ') {
        return Vec::new();
    }
    let follows_small = |at: &usize| {
        let before = name.get(..*at).unwrap_or_default().chars().next_back();
        before.is_some_and(|c| c.is_lowercase() || c == ' ')
    };
    let mut borders = name
        .char_indices()
        .filter(|(_, c)| c.is_uppercase())
        .map(|(at, _)| at)
        .filter(follows_small);
    let (Some(border), None) = (borders.next(), borders.next()) else {
        return Vec::new();
    };
    let (first, second) = name.split_at(border);
    let first = first.trim_end();
    if first.contains(' ') || first.len() < SHORTEST_PART || second.len() < SHORTEST_PART - 1 {
        return Vec::new();
    }
    let parted = format!("{first} {second}");
    let joined = format!("{first}{second}");
    let others = [parted, joined].into_iter();
    others.filter(|other| other != name).collect()
}

fn entry_words(name: &str, certainty: Certainty) -> Box<[EntryWord]> {
    let mut end = 0;
    name.unicode_word_indices()
        .map(|(start, word)| {
            let gap = name.get(end..start).unwrap_or_default();
            end = start + word.len();
            let word = without_possessive(word);
            EntryWord {
                form: word.to_lowercase().replace('’', "'").into(),
                spelling: spelling_of(word, certainty),
                joint: if gap.trim().is_empty() || gap == "-" {
                    Joint::Close
                } else {
                    Joint::Comma
                },
            }
        })
        .collect()
}

fn spelling_of(word: &str, certainty: Certainty) -> Spelling {
    let is_short =
        word.chars().count() <= 4 && word.chars().all(|c| c.is_uppercase() || c.is_numeric());
    if certainty == Certainty::Doubtful || is_short {
        Spelling::Exact(word.into())
    } else if word.contains(char::is_uppercase) && word != "The" {
        Spelling::Capital
    } else {
        Spelling::Any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn found(text: &str) -> Vec<(String, String, Certainty)> {
        let forms: Vec<(usize, &str, String)> = text
            .unicode_word_indices()
            .map(|(start, word)| (start, word, without_possessive(word).to_lowercase()))
            .collect();
        let mut end = 0;
        let words: Vec<NameWord<'_>> = forms
            .iter()
            .map(|(start, written, form)| {
                let gap = text.get(end..*start).unwrap();
                end = start + written.len();
                let joint = match gap.trim() {
                    "" | "." => Joint::Close,
                    "," | "(" | ".," | ")" => Joint::Comma,
                    _ => Joint::Apart,
                };
                NameWord {
                    written,
                    form,
                    joint,
                }
            })
            .collect();
        let names = Lexicon::built_in().names();
        names
            .find(&words)
            .into_iter()
            .map(|hit| {
                let name = match hit.known {
                    Known::Provider(place) => names.provider(place).name.clone(),
                    Known::Authority(place) => format!("authority {}", names.authority(place).name),
                    Known::NotProvider(place) => names.not_provider(place).to_owned(),
                    Known::Place(place) | Known::Nationality(place) => {
                        names.place(place).to_owned()
                    }
                };
                let written: Vec<&str> = words[hit.words].iter().map(|w| w.written).collect();
                (name, written.join(" "), hit.certainty)
            })
            .collect()
    }

    fn names_in(text: &str) -> Vec<String> {
        found(text).into_iter().map(|(name, ..)| name).collect()
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(
            names_in("We use Google Analytics 4 and Google."),
            ["Google Analytics", "Google"]
        );
        assert_eq!(
            names_in("Amazon Web Services, Inc."),
            ["Amazon Web Services"]
        );
    }

    #[test]
    fn legal_forms_belong_to_the_name() {
        let hits = found("by Stripe Payments Europe, Ltd. and DigitalOcean Netherlands B.V.");
        assert_eq!(hits[0].1, "Stripe Payments Europe Ltd");
        assert_eq!(hits[1].1, "DigitalOcean Netherlands B.V");
    }

    #[test]
    fn a_legal_form_takes_the_doubt_from_an_everyday_word() {
        assert_eq!(found("pay with Square, Inc.")[0].2, Certainty::ByForm);
        assert_eq!(found("in Berkeley Square")[0].2, Certainty::Doubtful);
    }

    #[test]
    fn names_in_small_letters_are_words() {
        assert!(found("a heap of stripe, in the front, like a box").is_empty());
        assert_eq!(
            names_in("fonts by bunny.net and OVHCloud"),
            ["bunny.net", "OVHcloud"]
        );
    }

    #[test]
    fn a_possessive_is_no_part_of_a_name() {
        assert_eq!(
            names_in("Google's terms, Sentry’s servers"),
            ["Google", "Sentry"]
        );
    }

    #[test]
    fn authorities_are_told_from_providers() {
        assert_eq!(
            names_in("the Information Commissioner's Office (ICO)"),
            [
                "authority Information Commissioner's Office",
                "authority Information Commissioner's Office"
            ]
        );
        assert_eq!(names_in("in Google Chrome"), ["browser"]);
    }

    #[test]
    fn names_are_known_in_one_word_and_in_two() {
        assert_eq!(
            names_in("Digital Ocean, HelpScout; Open AI; Pay Pal"),
            ["DigitalOcean", "Help Scout", "OpenAI", "PayPal"]
        );
    }

    #[test]
    fn a_country_inside_a_companys_name_is_no_place() {
        assert_eq!(names_in("Google Ireland Limited"), ["Google"]);
        assert_eq!(
            names_in("Hetzner in Germany and the US, not us"),
            ["Hetzner", "DE", "US"]
        );
    }

    #[test]
    fn ids_are_made_of_letters_figures_and_hyphens() {
        assert_eq!(id_of("Amazon Web Services").as_str(), "amazon-web-services");
        assert_eq!(id_of("1&1 IONOS (SE)").as_str(), "1-1-ionos-se");
    }

    #[test]
    fn ordinary_words_are_told_from_names() {
        assert!(ORDINARY.lines().is_sorted());
        for word in [
            "ability", "provider", "zip", "payments", "parties", "sharing",
        ] {
            assert!(is_ordinary(word), "{word}");
        }
        for word in ["supabase", "", "a", "zzz", "metronome"] {
            assert!(!is_ordinary(word), "{word}");
        }
        assert!(ORDINARY.lines().all(is_listed));
    }

    #[test]
    fn a_product_belongs_to_the_group_of_its_company() {
        let names = Lexicon::built_in().names();
        let group = |name: &str| {
            names
                .provider_by_id(&id_of(name))
                .unwrap()
                .group
                .to_string()
        };
        assert_eq!(group("Google Analytics"), "google");
        assert_eq!(group("Facebook Login"), "meta");
        assert_eq!(group("Stripe"), "stripe");
    }

    #[test]
    fn legal_forms_are_sorted_for_the_search() {
        assert!(LEGAL_FORMS.is_sorted());
    }

    #[test]
    fn what_is_added_later_overrides_what_was_there() {
        let mut builder = NamesBuilder::default();
        builder
            .provider(&"hosting".into(), "DE | Wolkenheim")
            .unwrap();
        builder
            .provider(&"email".into(), "FR | Wolkenheim | Nubes")
            .unwrap();
        builder.not_provider(NotProviderEntry {
            name: "Nubes".to_owned(),
            kind: "technology".to_owned(),
            aliases: Vec::new(),
        });
        let names = builder.build();
        let find = |written: &str| {
            let form = written.to_lowercase();
            let word = NameWord {
                written,
                form: &form,
                joint: Joint::Apart,
            };
            names.find(&[word])[0].known
        };
        assert_eq!(names.providers().len(), 1);
        assert_eq!(names.providers()[0].category.as_str(), "email");
        assert_eq!(find("Wolkenheim"), Known::Provider(0));
        assert_eq!(find("Nubes"), Known::NotProvider(0));
    }

    #[test]
    fn a_broken_row_says_what_it_needs() {
        let mut builder = NamesBuilder::default();
        assert!(
            builder
                .provider(&"hosting".into(), "Vercel")
                .unwrap_err()
                .contains("country | name")
        );
        assert!(
            builder
                .provider(&"hosting".into(), "Germany | Hetzner")
                .unwrap_err()
                .contains("ISO 3166")
        );
    }
}
