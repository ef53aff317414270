//! The domain's knowledge: what rights, recipients and disclosures are called, how policies word them, and where they stem from.
//!
//! It is data, in the TOML files beside this one; the code here reads them and finds their patterns in a text.

#[cfg(lexicon_compiled)] // not while build.rs makes the table
mod built_in;
pub mod checklist;
mod file;
mod first;
mod matcher;
pub mod names;
mod pattern;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use file::Replace;
use file::{
    ConceptEntry, ContextEntry, JurisdictionEntry, LexiconFile, NameEntries, SubjectEntry,
    TopicEntry,
};
use matcher::MatcherBuilder;
use names::{Names, NamesBuilder};

pub use matcher::{CueId, Hit, Joint, Matcher, PatternWord, Seen, WordTests};

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
];

/// A lexicon file that can't be used: which file, line and entry, and what is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{file}{}: {what}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
pub struct LexiconError {
    /// The file's name.
    pub file: String,
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// The entry and what is wrong with it.
    pub what: String,
}

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

    /// The compiled-in file `name`, with or without its ending.
    pub fn file(name: &str) -> Option<&'static str> {
        let named = |known: &str| known == name || known.strip_suffix(".toml") == Some(name);
        let (_, text) = FILES.iter().find(|(known, _)| named(known))?;
        Some(text)
    }

    /// The lexicon that `files` make, each its name and text.
    ///
    /// # Errors
    /// The first fault in one of them.
    pub fn from_files(files: &[(&str, &str)]) -> Result<Self, LexiconError> {
        // Nothing else can be done before the lexicon is there, so all cores make it.
        let read: Vec<LexiconFile> = files
            .par_iter()
            .map(|(name, text)| toml::from_str(text).map_err(|why| unreadable(name, text, &why)))
            .collect::<Result<_, _>>()?;
        let mut read = read;
        let names: Vec<NameEntries> = read.iter_mut().map(LexiconFile::take_names).collect();
        let (worded, named) = rayon::join(|| words_of(files, read), || names_of(files, names));
        Ok(worded?.build(named?))
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

/// What the files say in patterns.
fn words_of(
    files: &[(&str, &str)],
    entries: Vec<LexiconFile>,
) -> Result<LexiconBuilder, LexiconError> {
    let mut lexicon = LexiconBuilder::default();
    for ((name, text), entries) in files.iter().zip(entries) {
        let added = lexicon.add(entries);
        added.map_err(|what| unusable(name, text, what))?;
    }
    Ok(lexicon)
}

/// What the files say about names.
fn names_of(files: &[(&str, &str)], entries: Vec<NameEntries>) -> Result<Names, LexiconError> {
    let mut names = NamesBuilder::default();
    for ((name, text), entries) in files.iter().zip(entries) {
        let added = names.add(entries);
        added.map_err(|what| unusable(name, text, what))?;
    }
    Ok(names.build())
}

fn unreadable(name: &str, text: &str, why: &toml::de::Error) -> LexiconError {
    let line_of = |span: Range<usize>| {
        text.get(..span.start)
            .map(|before| before.matches('\n').count() + 1)
    };
    LexiconError {
        file: name.to_owned(),
        line: why.span().and_then(line_of),
        what: why.message().to_owned(),
    }
}

/// A fault in an entry; its line is that of the pattern or the id which the message names.
fn unusable(name: &str, text: &str, what: String) -> LexiconError {
    let named = what.split('`').skip(1).step_by(2).collect::<Vec<_>>();
    let line_with = |words: &&str| text.lines().position(|line| line.contains(*words));
    let line = named
        .iter()
        .skip(1)
        .chain(named.first())
        .find_map(line_with);
    LexiconError {
        file: name.to_owned(),
        line: line.map(|line| line + 1),
        what,
    }
}

/// Puts `entry` at `place`, which is at most one past the last.
fn put<T>(entries: &mut Vec<T>, place: usize, entry: T) {
    match entries.get_mut(place) {
        Some(known) => *known = entry,
        None => entries.push(entry),
    }
}

impl Concept {
    /// The concept as a further file words it anew; what that file is silent on stays.
    fn with(&self, added: Self) -> Self {
        let mut refs = self.refs.clone();
        refs.extend(added.refs);
        Self {
            label: added.label,
            iri: added.iri.or_else(|| self.iri.clone()),
            refs,
            value: added.value.or(self.value),
            ..self.clone()
        }
    }
}

#[derive(Default)]
struct LexiconBuilder {
    concepts: Vec<Concept>,
    topics: Vec<Topic>,
    contexts: Vec<Context>,
    subjects: Vec<Subject>,
    matcher: MatcherBuilder,
    roles: Vec<Role>,
    cue_names: FxHashMap<String, CueId>,
}

impl LexiconBuilder {
    fn add(&mut self, file: LexiconFile) -> Result<(), String> {
        for class in file.class {
            self.matcher
                .add_class(&class.id, &class.phrases)
                .map_err(|why| format!("class `{}`: {why}", class.id))?;
        }
        for cue in file.cue {
            let id = match self.cue_names.get(&cue.id) {
                Some(known) => *known,
                None => self.new_cue(Role::Named),
            };
            self.patterns(id, &cue.patterns)
                .map_err(|why| format!("cue `{}`: {why}", cue.id))?;
            self.cue_names.insert(cue.id, id);
        }
        file.context
            .into_iter()
            .try_for_each(|entry| self.context(entry))?;
        for jurisdiction in &file.jurisdiction {
            self.jurisdiction(jurisdiction, &file.limiters.patterns)?;
        }
        self.concepts(ConceptKind::Right, file.right)?;
        self.concepts(ConceptKind::Recipient, file.recipient)?;
        self.concepts(ConceptKind::Disclosure, file.disclosure)?;
        file.topic
            .into_iter()
            .try_for_each(|entry| self.topic(entry))?;
        file.subject
            .into_iter()
            .try_for_each(|entry| self.subject(entry))
    }

    fn subject(&mut self, entry: SubjectEntry) -> Result<(), String> {
        let known = self
            .subjects
            .iter()
            .position(|subject| subject.id == entry.id);
        let place = known.unwrap_or(self.subjects.len());
        let cue = self.new_cue(Role::Subject(place));
        self.patterns(cue, &entry.patterns)
            .map_err(|why| format!("subject `{}`: {why}", entry.id))?;
        let subject = Subject {
            id: entry.id,
            label: entry.label,
        };
        put(&mut self.subjects, place, subject);
        Ok(())
    }

    fn topic(&mut self, entry: TopicEntry) -> Result<(), String> {
        let known = self.topics.iter().position(|topic| topic.id == entry.id);
        let place = known.unwrap_or(self.topics.len());
        for (patterns, kind) in [
            (&entry.headings, TopicPlace::Heading),
            (&entry.says, TopicPlace::Clause),
        ] {
            let cue = self.new_cue(Role::Topic(place, kind));
            self.patterns(cue, patterns)
                .map_err(|why| format!("topic `{}`: {why}", entry.id))?;
        }
        let topic = Topic {
            id: entry.id,
            label: entry.label,
        };
        put(&mut self.topics, place, topic);
        Ok(())
    }

    fn context(&mut self, entry: ContextEntry) -> Result<(), String> {
        let place = self.contexts.len();
        for (patterns, part) in [
            (&entry.sentence, ContextPart::Sentence),
            (&entry.not_sentence, ContextPart::NotSentence),
            (&entry.heading, ContextPart::Heading),
            (&entry.not_heading, ContextPart::NotHeading),
        ] {
            let cue = self.new_cue(Role::Context(place, part));
            self.patterns(cue, patterns)
                .map_err(|why| format!("context `{}`: {why}", entry.id))?;
        }
        self.contexts.push(Context {
            id: entry.id,
            heading_reach: entry.heading_reach,
        });
        Ok(())
    }

    /// The names of a place become a class, which stands for `{place}` in the limiters.
    fn jurisdiction(
        &mut self,
        entry: &JurisdictionEntry,
        limiters: &[String],
    ) -> Result<(), String> {
        let named = |why| format!("jurisdiction `{:?}`: {why}", entry.id);
        let class = format!("place.{:?}", entry.id).to_lowercase();
        self.matcher
            .add_class(&class, &entry.names)
            .map_err(named)?;
        let place = self.new_cue(Role::Place(entry.id));
        self.patterns(place, &entry.names).map_err(named)?;
        let limiter = self.new_cue(Role::Limiter(entry.id));
        let limiters: Vec<String> = limiters
            .iter()
            .map(|pattern| pattern.replace("{place}", &format!("{{{class}}}")))
            .collect();
        self.patterns(limiter, &limiters).map_err(named)
    }

    fn context_named(&self, id: &str) -> Result<usize, String> {
        self.contexts
            .iter()
            .position(|context| context.id == id)
            .ok_or_else(|| format!("there is no context `{id}` above it"))
    }

    fn concepts(&mut self, kind: ConceptKind, entries: Vec<ConceptEntry>) -> Result<(), String> {
        for entry in entries {
            let id = entry.id.clone();
            self.concept(kind, entry)
                .map_err(|why| format!("entry `{id}`: {why}"))?;
        }
        Ok(())
    }

    fn concept(&mut self, kind: ConceptKind, entry: ConceptEntry) -> Result<(), String> {
        let known = self
            .concepts
            .iter()
            .position(|c| c.kind == kind && c.id == entry.id);
        let place = known.unwrap_or(self.concepts.len());
        if entry.replace == Replace::Yes {
            self.forget(place);
        }
        for (tier, patterns) in &entry.patterns {
            let cue = self.new_cue(Role::Concept(place, *tier));
            self.patterns(cue, patterns)?;
        }
        let (asks_in, names_in) = match kind {
            ConceptKind::Right => ("ask", "right"),
            ConceptKind::Recipient => ("disclosing", "recipient"),
            ConceptKind::Disclosure => ("ask", "ask"),
        };
        let concept = Concept {
            kind,
            id: entry.id,
            label: entry.label,
            iri: entry.iri,
            refs: entry.refs,
            asks_in: self.context_named(asks_in)?,
            names_in: self.context_named(entry.context.as_deref().unwrap_or(names_in))?,
            negated: entry.negated,
            value: entry.value,
            unless_stated: entry.unless_stated,
            processors: entry.processors,
        };
        let concept = match (self.concepts.get(place), entry.replace) {
            (Some(known), Replace::No) => known.with(concept),
            _ => concept,
        };
        put(&mut self.concepts, place, concept);
        Ok(())
    }

    /// Takes back all patterns of the concept at `place`.
    fn forget(&mut self, place: usize) {
        for (cue, role) in self.roles.iter().enumerate() {
            if matches!(role, Role::Concept(concept, _) if *concept == place) {
                self.matcher.forget(CueId(cue));
            }
        }
    }

    fn new_cue(&mut self, role: Role) -> CueId {
        self.roles.push(role);
        CueId(self.roles.len() - 1)
    }

    fn patterns(&mut self, cue: CueId, patterns: &[String]) -> Result<(), String> {
        patterns
            .iter()
            .try_for_each(|pattern| self.matcher.pattern(cue, pattern))
    }

    fn build(self, names: Names) -> Lexicon {
        Lexicon {
            concepts: self.concepts,
            topics: self.topics,
            contexts: self.contexts,
            subjects: self.subjects,
            matcher: self.matcher.build(),
            roles: self.roles,
            cue_names: self.cue_names,
            names,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_entry_is_named_with_its_file() {
        let text = "[[right]]\nid = \"access\"\nlabel = \"Access\"\nsays = [\"(a\"]\n";
        let why = Lexicon::from_files(&[("mine.toml", text)])
            .unwrap_err()
            .to_string();
        assert!(
            why.starts_with("mine.toml, line 4: entry `access`: in the pattern `(a`"),
            "{why}"
        );
    }

    fn with(text: &str) -> Result<Lexicon, LexiconError> {
        Lexicon::with_files(&[("mine.toml".to_owned(), text.to_owned())])
    }

    #[test]
    fn a_file_adds_to_what_is_known() {
        let text = "[[right]]\nid = \"access\"\nlabel = \"Insight\"\nsays = [\"peep\"]\n\
                    [[right]]\nid = \"nap\"\nlabel = \"Nap\"\nsays = [\"right to nap\"]\n";
        let lexicon = with(text).unwrap();
        assert_eq!(
            lexicon.concepts.len(),
            Lexicon::built_in().concepts.len() + 1
        );
        let access = lexicon
            .concepts
            .iter()
            .find(|c| c.id.as_str() == "access")
            .unwrap();
        assert_eq!(access.label, "Insight");
        assert!(access.refs.iter().any(|r| r.provision == "Art. 15"));
        assert!(lexicon.matcher().tests_of("peep").len() == 1);
    }

    #[test]
    fn an_entry_can_take_the_place_of_another() {
        let text =
            "[[right]]\nid = \"access\"\nlabel = \"Access\"\nreplace = true\nsays = [\"peep\"]\n";
        let lexicon = with(text).unwrap();
        let of_access = |lexicon: &Lexicon| {
            let cues = (0..lexicon.roles.len()).map(CueId);
            let is_access = |cue: &CueId| matches!(lexicon.role(*cue), Role::Concept(c, _) if lexicon.concepts[c].id.as_str() == "access");
            cues.filter(is_access)
                .map(|cue| lexicon.matcher().patterns_of(cue).count())
                .sum::<usize>()
        };
        assert_eq!(of_access(&lexicon), 1);
        assert!(of_access(Lexicon::built_in()) > 5);
    }

    #[test]
    fn broken_toml_is_named_with_its_line() {
        let why = Lexicon::from_files(&[("mine.toml", "[[right]]\nid = 3\n")])
            .unwrap_err()
            .to_string();
        assert!(why.starts_with("mine.toml, line 2: "), "{why}");
    }
}
