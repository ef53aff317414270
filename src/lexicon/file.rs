//! A lexicon file as it is written: TOML, made for lawyers to read and extend.

use std::collections::BTreeMap;
use std::mem;

use serde::{Deserialize, Serialize};

use super::{ConceptId, Jurisdiction, Negated, Reach, Reference, ValueKind};

/// What one file may hold; all of it may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct LexiconFile {
    /// Named groups of phrases for use in patterns: `{name}`.
    pub(super) class: Vec<ClassEntry>,
    /// Wordings that the grammar knows by name: negation, hedges, "you have the right to".
    pub(super) cue: Vec<CueEntry>,
    /// What a sentence, a lead-in or a heading gives to the words after it.
    pub(super) context: Vec<ContextEntry>,
    /// How a sentence limits itself to a place: patterns in which `{place}` stands for the place's names.
    pub(super) limiters: CuePatterns,
    /// Places and laws that a statement may be limited to.
    pub(super) jurisdiction: Vec<JurisdictionEntry>,
    /// Data subject rights.
    pub(super) right: Vec<ConceptEntry>,
    /// Other statements that the law asks for.
    pub(super) disclosure: Vec<ConceptEntry>,
    /// Kinds of recipients.
    pub(super) recipient: Vec<ConceptEntry>,
    /// What clauses and sections are about.
    pub(super) topic: Vec<TopicEntry>,
    /// Kinds of data that are kept: the rows of the retention table.
    pub(super) subject: Vec<SubjectEntry>,
    /// Companies and products that handle data, by category, as rows `country | name | further names …`; "~" marks a name
    /// that is an everyday word too.
    pub(super) providers: BTreeMap<ConceptId, Vec<String>>,
    /// Which providers belong to a company's group.
    pub(super) groups: BTreeMap<String, Vec<String>>,
    /// Names that are no providers.
    pub(super) not_provider: Vec<NotProviderEntry>,
    /// Countries by their ISO 3166 code, with their names and the cities that stand for them.
    pub(super) places: BTreeMap<String, Vec<String>>,
    /// What is of a country ("French"), by its code.
    pub(super) nationalities: BTreeMap<String, Vec<String>>,
    /// Supervisory authorities.
    pub(super) authority: Vec<AuthorityEntry>,
    /// Lists of single words that the grammar knows by name.
    pub(super) words: Vec<WordsEntry>,
}

/// What a file says about names.
#[derive(Debug)]
pub(super) struct NameEntries {
    pub(super) providers: BTreeMap<ConceptId, Vec<String>>,
    pub(super) groups: BTreeMap<String, Vec<String>>,
    pub(super) places: BTreeMap<String, Vec<String>>,
    pub(super) nationalities: BTreeMap<String, Vec<String>>,
    pub(super) not_provider: Vec<NotProviderEntry>,
    pub(super) authority: Vec<AuthorityEntry>,
}

impl LexiconFile {
    /// Takes out what the file says about names, which is another's work than its patterns.
    pub(super) fn take_names(&mut self) -> NameEntries {
        NameEntries {
            providers: mem::take(&mut self.providers),
            groups: mem::take(&mut self.groups),
            places: mem::take(&mut self.places),
            nationalities: mem::take(&mut self.nationalities),
            not_provider: mem::take(&mut self.not_provider),
            authority: mem::take(&mut self.authority),
        }
    }
}

/// A name that looks like a provider's and is none.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotProviderEntry {
    pub(super) name: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
}

/// An authority and the names it goes by.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AuthorityEntry {
    pub(super) name: String,
    pub(super) country: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) iri: Option<String>,
    #[serde(default)]
    pub(super) kind: AuthorityKind,
}

/// What an authority watches over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuthorityKind {
    /// Data protection.
    #[default]
    Supervisory,
    /// Other laws on privacy: consumer protection, an attorney general.
    Enforcement,
}

/// A named group of phrases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassEntry {
    pub(super) id: String,
    pub(super) phrases: Vec<String>,
}

/// A list of single words that the grammar knows by name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsEntry {
    pub(super) id: String,
    pub(super) words: Vec<String>,
}

/// A wording that the grammar knows by name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CueEntry {
    pub(super) id: String,
    pub(super) patterns: Vec<String>,
}

/// Patterns without a name of their own.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CuePatterns {
    pub(super) patterns: Vec<String>,
}

/// What a sentence, a lead-in or a heading gives to the words after it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ContextEntry {
    pub(super) id: String,
    pub(super) heading_reach: Reach,
    #[serde(default)]
    pub(super) sentence: Vec<String>,
    #[serde(default)]
    pub(super) not_sentence: Vec<String>,
    #[serde(default)]
    pub(super) heading: Vec<String>,
    #[serde(default)]
    pub(super) not_heading: Vec<String>,
}

/// A place or law, and the names it goes by.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct JurisdictionEntry {
    pub(super) id: Jurisdiction,
    pub(super) names: Vec<String>,
}

/// A right, disclosure or recipient category: what it is, where it stems from, and how policies word it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ConceptEntry {
    pub(super) id: ConceptId,
    pub(super) label: String,
    /// Its IRI in the W3C Data Privacy Vocabulary.
    #[serde(default)]
    pub(super) iri: Option<String>,
    #[serde(default)]
    pub(super) refs: Vec<Reference>,
    /// Whether the entry takes the place of what is known under its id, instead of adding to it.
    #[serde(default)]
    pub(super) replace: Replace,
    /// What a negation makes of its wordings.
    #[serde(default)]
    pub(super) negated: Negated,
    /// The context in which its names count, where it is not that of its kind.
    #[serde(default)]
    pub(super) context: Option<String>,
    /// What value a statement carries.
    #[serde(default)]
    pub(super) value: Option<ValueKind>,
    /// It is not stated in a policy that states one of these.
    #[serde(default)]
    pub(super) unless_stated: Vec<ConceptId>,
    /// Processors of these categories make it stated.
    #[serde(default)]
    pub(super) processors: Vec<ConceptId>,
    /// The patterns, by how they are to be read: see [`super::Tier`].
    #[serde(flatten)]
    pub(super) patterns: BTreeMap<super::Tier, Vec<String>>,
}

/// A kind of data that is kept, and how policies call it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SubjectEntry {
    pub(super) id: ConceptId,
    pub(super) label: String,
    pub(super) patterns: Vec<String>,
}

/// Whether an entry takes the place of what is known under its id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "bool")]
pub(super) enum Replace {
    /// Its patterns are added.
    #[default]
    No,
    /// Only its patterns count.
    Yes,
}

impl From<bool> for Replace {
    fn from(replace: bool) -> Self {
        if replace { Self::Yes } else { Self::No }
    }
}

/// What clauses and sections can be about: how headings call it, and how clauses word it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TopicEntry {
    pub(super) id: ConceptId,
    pub(super) label: String,
    /// In headings, and in the term that an item begins with.
    #[serde(default)]
    pub(super) headings: Vec<String>,
    /// In clauses.
    #[serde(default)]
    pub(super) says: Vec<String>,
}
