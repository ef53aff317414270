//! The domain's knowledge: what rights, recipients and disclosures are called, how policies word them, and where they stem from.
//!
//! It is data, in the TOML files beside this one, of which `build.rs` makes a table; the code here makes that table of them, lays
//! it out, and finds their patterns in a text.

mod builder;
#[cfg(lexicon_compiled)] // not while build.rs makes the table
mod built_in;
pub mod checklist;
mod file;
mod first;
mod matcher;
pub mod names;
mod pattern;
mod words;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use names::Names;

pub use builder::LexiconError;
pub use matcher::{CueId, Hit, Joint, Matcher, PatternWord, Seen, WordTests};
pub use words::WordList;

/// The id of an entry of the lexicon ("erasure", "legal-basis.consent", "stripe"); cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(from = "String", into = "String")]
pub struct ConceptId(Arc<str>);

impl ConceptId {
    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ConceptId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl From<String> for ConceptId {
    fn from(id: String) -> Self {
        Self(id.into())
    }
}

impl From<ConceptId> for String {
    fn from(id: ConceptId) -> Self {
        id.as_str().to_owned()
    }
}

impl fmt::Display for ConceptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A provision of a law.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The law's short name: "GDPR".
    pub law: String,
    /// The provision: "Art. 15".
    pub provision: String,
}

/// What kind of concept an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ConceptKind {
    /// A data subject right.
    Right,
    /// Another statement that the law asks for.
    Disclosure,
    /// A kind of recipient.
    Recipient,
}

/// How a pattern of an entry is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Says it, wherever it stands; a negation around it makes it a denial.
    Says,
    /// Says it, wherever it stands and whatever negation is near ("not directed to children under 16").
    States,
    /// Says the opposite, wherever it stands.
    Denies,
    /// Says it where the reader is told what they may do ("you can", "request", "contact us to").
    Asks,
    /// Says it where the family's own context is given: after "the right to", under "Legal bases", in "we share … with".
    Names,
    /// Looks like it and is not: no pattern counts that overlaps it.
    Never,
}

/// What a sentence, a lead-in or a heading gives to the words after it: "you have the right to", "Legal bases".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Its id.
    pub id: String,
    /// How far a heading carries it.
    pub heading_reach: Reach,
}

/// How far a heading carries a [`Context`] into its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// To the first words of each sentence, and the term of an item.
    Start,
    /// To list items and table rows.
    Entry,
    /// To all of it.
    Section,
}

/// Where the patterns of a [`Context`] stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContextPart {
    /// In a sentence, or in the lead-in of a list, before the words it gives context to.
    Sentence,
    /// In a sentence, and is something else: no pattern of the context counts that overlaps it.
    NotSentence,
    /// In a heading.
    Heading,
    /// In a heading that gives no context after all.
    NotHeading,
}

/// A place or law that a fact is limited to (ids as in the report).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Jurisdiction {
    /// European Union and European Economic Area, GDPR.
    Eu,
    /// United Kingdom.
    Uk,
    /// Switzerland.
    Ch,
    /// California.
    California,
    /// Other states of the United States.
    UsState,
    /// Brazil.
    Brazil,
    /// Türkiye.
    Turkey,
    /// South Korea.
    Korea,
    /// Canada.
    Canada,
    /// Australia.
    Australia,
    /// Japan.
    Japan,
    /// China.
    China,
    /// Any other.
    Other,
}

/// What value a statement of a concept carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueKind {
    /// An e-mail address.
    Email,
    /// An age in years.
    Age,
    /// A period, as ISO 8601.
    Period,
    /// The words matched.
    Words,
}

/// What a negation makes of a concept's wordings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Negated {
    /// Nothing: the concept is denied only in words of its own, if at all.
    #[default]
    Stated,
    /// A denial: "no profiling takes place".
    Denied,
}

/// An entry of the lexicon.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Concept {
    /// What kind it is.
    pub kind: ConceptKind,
    /// Its id, unique in its kind.
    pub id: ConceptId,
    /// What people call it.
    pub label: String,
    /// Its IRI in the W3C Data Privacy Vocabulary, where it has one.
    pub iri: Option<String>,
    /// The provisions that it stems from.
    pub refs: Vec<Reference>,
    /// The context in which its [`Tier::Asks`] patterns count, by its place in [`Lexicon::contexts`].
    pub asks_in: usize,
    /// The context in which its [`Tier::Names`] patterns count, by its place in [`Lexicon::contexts`].
    pub names_in: usize,
    /// What a negation makes of its wordings.
    pub negated: Negated,
    /// What value a statement of it carries.
    pub value: Option<ValueKind>,
    /// It is not stated in a policy that states one of these.
    pub unless_stated: Vec<ConceptId>,
    /// Processors of these categories make it stated.
    pub processors: Vec<ConceptId>,
}

/// What clauses and sections can be about; finer than the facts, and without a claim of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Its id.
    pub id: ConceptId,
    /// What people call it.
    pub label: String,
}

/// A kind of data that is kept: a row of the retention table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// Its id.
    pub id: ConceptId,
    /// What people call it.
    pub label: String,
}

/// Where the patterns of a topic count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TopicPlace {
    /// In a heading, and in the term that an item begins with.
    Heading,
    /// In a clause.
    Clause,
}

/// What a cue stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// A wording that the grammar asks for by name.
    Named,
    /// A wording of the concept at this place in [`Lexicon::concepts`].
    Concept(usize, Tier),
    /// A wording of the context at this place in [`Lexicon::contexts`].
    Context(usize, ContextPart),
    /// The name of a place or law.
    Place(Jurisdiction),
    /// Words that limit a sentence to a place or law.
    Limiter(Jurisdiction),
    /// A wording of the topic at this place in [`Lexicon::topics`].
    Topic(usize, TopicPlace),
    /// A name of the subject at this place in [`Lexicon::subjects`].
    Subject(usize),
}

/// The whole of what the program knows, ready for use.
#[derive(Debug, Serialize, Deserialize)]
pub struct Lexicon {
    /// Rights, disclosures and recipient categories, each kind in the order in which it is shown.
    pub concepts: Vec<Concept>,
    /// What clauses and sections can be about.
    pub topics: Vec<Topic>,
    /// What sentences, lead-ins and headings give to the words after them.
    pub contexts: Vec<Context>,
    /// Kinds of data that are kept, the narrower before the wider.
    pub subjects: Vec<Subject>,
    matcher: Matcher,
    roles: Vec<Role>,
    cue_names: FxHashMap<String, CueId>,
    words: FxHashMap<String, WordList>,
    names: Names,
}

/// The files that are compiled in, in the order in which they are read: classes before the patterns that use them.
const FILES: &[(&str, &str)] = &[
    ("cues.toml", include_str!("cues.toml")),
    ("rights.toml", include_str!("rights.toml")),
    ("recipients.toml", include_str!("recipients.toml")),
    ("disclosures.toml", include_str!("disclosures.toml")),
    ("topics.toml", include_str!("topics.toml")),
    ("providers.toml", include_str!("providers.toml")),
    ("processors.toml", include_str!("processors.toml")),
    ("not-providers.toml", include_str!("not-providers.toml")),
    ("authorities.toml", include_str!("authorities.toml")),
    ("places.toml", include_str!("places.toml")),
    ("retention.toml", include_str!("retention.toml")),
    ("words.toml", include_str!("words.toml")),
];

impl Lexicon {
    /// The lexicon that is compiled in with `files` on top, each its name and text: what they say is added, or takes the place
    /// of what is compiled in where they say so.
    ///
    /// # Errors
    /// The first fault in one of the files.
    pub fn with_files(files: &[(String, String)]) -> Result<Self, LexiconError> {
        let on_top = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        let all: Vec<(&str, &str)> = FILES.iter().copied().chain(on_top).collect();
        Self::from_files(&all)
    }

    /// The files that are compiled in: name and text.
    pub fn files() -> &'static [(&'static str, &'static str)] {
        FILES
    }

    /// The patterns, ready to be found.
    pub fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// The names of providers and authorities, ready to be found.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// What `cue` stands for.
    pub fn role(&self, cue: CueId) -> Role {
        self.roles[cue.index()]
    }

    /// The concept `id` of `kind`, by its place in [`Lexicon::concepts`].
    pub fn concept(&self, kind: ConceptKind, id: &str) -> Option<usize> {
        self.concepts
            .iter()
            .position(|concept| concept.kind == kind && concept.id.as_str() == id)
    }

    /// The patterns of the concept at `place`, tier by tier.
    pub fn patterns_of(&self, place: usize) -> Vec<(Tier, Vec<&str>)> {
        let mut patterns: BTreeMap<Tier, Vec<&str>> = BTreeMap::new();
        for (cue, role) in self.roles.iter().enumerate() {
            if let Role::Concept(concept, tier) = role
                && *concept == place
            {
                patterns
                    .entry(*tier)
                    .or_default()
                    .extend(self.matcher.patterns_of(CueId(cue)));
            }
        }
        patterns.into_iter().collect()
    }

    /// The list of single words that the grammar knows as `name`.
    ///
    /// # Panics
    /// Where no file has it, which a test of each user of a list would show.
    pub fn words(&self, name: &str) -> &WordList {
        match self.words.get(name) {
            Some(words) => words,
            None => {
                unreachable!("the grammar asks for the words `{name}`, which no lexicon file has")
            }
        }
    }

    /// The cue that the grammar knows as `name`.
    ///
    /// # Panics
    /// Where no file has it, which a test of each user of a cue would show.
    pub fn cue(&self, name: &str) -> CueId {
        match self.cue_names.get(name) {
            Some(cue) => *cue,
            None => {
                unreachable!("the grammar asks for the cue `{name}`, which no lexicon file has")
            }
        }
    }
}
