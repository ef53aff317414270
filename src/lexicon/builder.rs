//! Makes a [`Lexicon`] of lexicon files.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::file::{
    ConceptEntry, ContextEntry, JurisdictionEntry, LexiconFile, NameEntries, Replace, SubjectEntry,
    TopicEntry,
};
use super::matcher::{CueId, MatcherBuilder};
use super::names::{Names, NamesBuilder};
use super::{
    Concept, ConceptKind, Context, ContextPart, Lexicon, Role, Subject, Topic, TopicPlace, WordList,
};

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
    /// The lexicon that `files` make, each its name and text.
    ///
    /// # Errors
    /// The first fault in one of them.
    pub fn from_files(files: &[(&str, &str)]) -> Result<Self, LexiconError> {
        // With files of the user's own it is made while they wait, so all cores make it.
        let read: Vec<LexiconFile> = files
            .par_iter()
            .map(|(name, text)| toml::from_str(text).map_err(|why| unreadable(name, text, &why)))
            .collect::<Result<_, _>>()?;
        let mut read = read;
        let names: Vec<NameEntries> = read.iter_mut().map(LexiconFile::take_names).collect();
        let (worded, named) = rayon::join(|| words_of(files, read), || names_of(files, names));
        Ok(worded?.build(named?))
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
    words: FxHashMap<String, WordList>,
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
        for list in file.words {
            self.words.entry(list.id).or_default().extend(list.words);
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
            words: self.words,
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
