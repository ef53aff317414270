//! The names that the lexicon knows (providers, authorities, what only looks like a provider), found in one pass over words.
//!
//! `Names::find` gives every known name of a sentence, the longest where several begin at one word, and never two that overlap.
//! A [`NameHit`] says which words, who it is ([`Known`]), and whether the name is an everyday word too ([`Certainty`]):
//! "Square" is doubtful, "Square, Inc." is as good as sure. Who wants to know whether a sentence names an authority asks for
//! hits with [`Known::Authority`] and looks the authority up with [`Names::authority`].

mod build;
mod legal;
mod ordinary;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::ConceptId;
use super::file::NotProviderEntry;

pub use super::file::AuthorityKind;
pub(super) use build::NamesBuilder;
use legal::is_company_word;
pub use legal::{entity_end, is_legal_form, may_be_legal_form};
pub use ordinary::is_ordinary;

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
    /// What the place of each code is called first.
    place_names: BTreeMap<String, String>,
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

    /// What the place with this code is called: "Germany" for DE.
    pub fn place_named(&self, code: &str) -> Option<&str> {
        self.place_names.get(code).map(String::as_str)
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
