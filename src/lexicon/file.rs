//! A lexicon file as it is written: TOML, made for lawyers to read and extend.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{ConceptId, Reference};

/// What one file may hold; all of it may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct LexiconFile {
    /// Named groups of phrases for use in patterns: `{name}`.
    pub(super) class: Vec<ClassEntry>,
    /// Wordings that the grammar knows by name: negation, hedges, "you have the right to".
    pub(super) cue: Vec<CueEntry>,
    /// Data subject rights.
    pub(super) right: Vec<ConceptEntry>,
    /// Other statements that the law asks for.
    pub(super) disclosure: Vec<ConceptEntry>,
    /// Kinds of recipients.
    pub(super) recipient: Vec<ConceptEntry>,
    /// What clauses and sections are about.
    pub(super) topic: Vec<TopicEntry>,
}

/// A named group of phrases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassEntry {
    pub(super) id: String,
    pub(super) phrases: Vec<String>,
}

/// A wording that the grammar knows by name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CueEntry {
    pub(super) id: String,
    pub(super) patterns: Vec<String>,
}

/// A right, disclosure or recipient category: what it is, where it stems from, and how policies word it.
#[derive(Debug, Deserialize)]
pub(super) struct ConceptEntry {
    pub(super) id: ConceptId,
    pub(super) label: String,
    /// Its IRI in the W3C Data Privacy Vocabulary.
    #[serde(default)]
    pub(super) iri: Option<String>,
    #[serde(default)]
    pub(super) refs: Vec<Reference>,
    /// The patterns, by how they are to be read: see [`super::Tier`].
    #[serde(flatten)]
    pub(super) patterns: BTreeMap<super::Tier, Vec<String>>,
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
