//! How long a policy says that data are kept.
//!
//! A small grammar on sentences: what keeps or deletes (a verb, "retention", a heading or lead-in above) and a limit of time
//! (a length, an event, a need, the law). The wordings are the lexicon's; how they go together is told here.

mod events;
mod lengths;
mod marks;
mod needs;
mod sentence;
mod setting;
mod subject;
mod table;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::reading::{Reading, Text};
use super::{
    About, ConceptId, Duration, Evidence, Fact, OpenEnd, Polarity, Retention, RetentionKind,
    Telling,
};
use crate::policy::{Clause, ClauseId, ClauseKind, SectionId, Span};

use marks::{Mark, Role, Roles, marks_within};
use sentence::{Sentence, Statement};
use setting::{Setting, Surroundings};
use subject::{Naming, Subject};

/// All statements of how long something is kept, in order of the text.
pub(super) fn retention(reading: &Reading<'_>) -> Vec<Fact> {
    let finder = Finder::new(reading);
    let clauses = reading.policy.clauses();
    let mut facts: Vec<Fact> = clauses
        .flat_map(|(id, clause)| finder.facts_of(id, clause))
        .collect();
    leave_out_what_items_tell(reading, &mut facts);
    tell_repeated_statements_once(reading, &mut facts);
    facts
}

/// Looks for retention statements in one policy.
struct Finder<'a> {
    reading: &'a Reading<'a>,
    roles: Roles,
    surroundings: Surroundings,
}

/// A clause with the wordings found in it.
struct Passage<'a> {
    id: ClauseId,
    clause: &'a Clause,
    text: &'a Text,
    marks: Vec<Mark>,
}

/// A statement with the sentence it stands in and what it is about.
struct Found {
    statement: Statement,
    sentence: Range<usize>,
    subject: Subject,
    hedged: bool,
}

/// Longest run of words read as one sentence; what is longer is a page without full stops.
const LONGEST_SENTENCE: usize = 400;

impl<'a> Finder<'a> {
    fn new(reading: &'a Reading<'a>) -> Self {
        let roles = Roles::new(reading.lexicon);
        Self {
            reading,
            surroundings: Surroundings::new(reading, &roles),
            roles,
        }
    }

    fn facts_of(&self, id: ClauseId, clause: &Clause) -> Vec<Fact> {
        if self.surroundings.is_header(id) {
            return Vec::new();
        }
        let text = self.reading.clause(id);
        let marks = self.roles.marks(text);
        let passage = Passage {
            id,
            clause,
            text,
            marks,
        };
        let found = if clause.kind == ClauseKind::TableRow {
            self.row(&passage)
        } else {
            self.sentences(&passage)
        };
        let mut known = BTreeSet::new();
        found
            .iter()
            .filter(|found| known.insert((said(found), &found.subject.words)))
            .map(|found| fact(&passage, found))
            .collect()
    }

    fn sentence<'s>(
        &'s self,
        passage: &'s Passage<'_>,
        words: Range<usize>,
        setting: &'s Setting,
    ) -> Sentence<'s> {
        let marks = marks_within(&passage.marks, &words);
        Sentence::new(self.reading, passage.text, words, marks, setting)
    }

    fn sentences(&self, passage: &Passage<'_>) -> Vec<Found> {
        let mut setting = self.surroundings.setting(passage.clause);
        let mut found: Vec<Found> = Vec::new();
        for words in passage.text.sentences.iter().flat_map(pieces) {
            let sentence = self.sentence(passage, words.clone(), &setting);
            let hedged = sentence.has(Role::Hedge);
            let statements = sentence.statements();
            for statement in &statements {
                let before = found.last().map(|found| &found.subject);
                let naming = Naming {
                    reading: self.reading,
                    text: passage.text,
                    sentence: &words,
                };
                let beside = last_limit(&statements, statement)
                    .and_then(|last| naming.beside(last, &statement.limit))
                    .and_then(|words| self.object(passage, &words))
                    .filter(|subject| !subject.is_general());
                let subject =
                    beside.unwrap_or_else(|| self.subject(passage, &naming, statement, before));
                let statement = statement.clone();
                found.push(Found {
                    statement,
                    sentence: words.clone(),
                    subject,
                    hedged,
                });
            }
            setting.after_end = sentence.tells_an_end();
        }
        found
    }

    /// Which data a statement is about: the item's term, the noun beside the verb, what the statement before is about, or
    /// what stands above.
    fn subject(
        &self,
        passage: &Passage<'_>,
        naming: &Naming<'_>,
        statement: &Statement,
        before: Option<&Subject>,
    ) -> Subject {
        let above = || self.surroundings.subject(passage.clause);
        if let Some(term) = self.term(passage) {
            return term.or_in_row_of(above);
        }
        let verb = statement.verb.as_ref();
        let object = verb.and_then(|verb| {
            let words = naming.object_of(verb, &statement.limit);
            self.object(passage, &words)
        });
        object
            .clone()
            .filter(|object| !object.is_general())
            .or_else(|| before.cloned())
            .or_else(above)
            .or(object)
            .unwrap_or_else(|| Subject::general(self.reading))
    }

    /// What `words` of running text name, where it is something that can be kept.
    fn object(&self, passage: &Passage<'_>, words: &Range<usize>) -> Option<Subject> {
        let is_thing = || {
            let words = subject::trimmed(self.reading, passage.text, words);
            let mut marks = marks_within(&passage.marks, &words).into_iter();
            marks.any(|mark| mark.role == Role::Thing)
        };
        subject::named(self.reading, passage.text, words)
            .filter(|subject| subject.is_known() || is_thing())
    }

    /// What the term of an item names, unless it tells an event or a heading of its own: "After deletion", "Storage period".
    fn term(&self, passage: &Passage<'_>) -> Option<Subject> {
        let term = table::words_in(passage.text, passage.clause.term?);
        let is_other = marks_within(&passage.marks, &term)
            .iter()
            .any(|mark| match mark.role {
                Role::When
                | Role::While
                | Role::Noun
                | Role::Heading
                | Role::Right
                | Role::Delete
                | Role::Deletion => true,
                Role::Column | Role::Label => mark.words == term,
                _ => false,
            });
        if is_other {
            return None;
        }
        subject::named(self.reading, passage.text, &term)
    }
}

/// Where the limit ends that the same verb had before the length of time of `statement`.
fn last_limit(statements: &[Statement], statement: &Statement) -> Option<usize> {
    statement.duration?;
    let after_verb = statement.verb.as_ref().map_or(0, |verb| verb.words.end);
    let ends = statements
        .iter()
        .filter(|other| other.verb == statement.verb)
        .map(|other| other.limit.end);
    ends.filter(|end| (after_verb..=statement.limit.start).contains(end))
        .max()
}

fn fact(passage: &Passage<'_>, found: &Found) -> Fact {
    let statement = &found.statement;
    let quote = match passage.clause.kind {
        ClauseKind::TableRow => passage.clause.span,
        _ => passage.text.span(&found.sentence),
    };
    Fact {
        about: About::Retention(Retention {
            subject_id: found.subject.id.clone(),
            subject_label: found.subject.label.clone(),
            subject: found.subject.words.clone(),
            kind: statement.kind,
            duration: statement.duration,
            open_end: statement.open_end,
        }),
        polarity: Polarity::Stated,
        hedged: found.hedged,
        scope: Vec::new(),
        evidence: Evidence {
            clause: passage.id,
            quote,
        },
        matched: telling_words(passage.text, statement),
        telling: Telling::Outright,
        rule: statement.rule.into(),
    }
}

fn said(found: &Found) -> Said {
    let statement = &found.statement;
    let subject = found.subject.id.clone();
    let Statement {
        kind,
        duration,
        open_end,
        ..
    } = *statement;
    (subject, kind, duration, open_end)
}

/// The verb and the limit, where they stand close together; else the limit.
fn telling_words(text: &Text, statement: &Statement) -> Span {
    const CLOSE: usize = 12;
    let limit = text.span(&statement.limit);
    match &statement.verb {
        Some(verb)
            if verb.words.end <= statement.limit.start + CLOSE
                && statement.limit.start <= verb.words.end + CLOSE =>
        {
            limit.join(text.span(&verb.words))
        }
        _ => limit,
    }
}

/// A sentence in pieces that are not longer than any sentence should be.
fn pieces(sentence: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<> {
    let end = sentence.end;
    sentence
        .clone()
        .step_by(LONGEST_SENTENCE)
        .map(move |start| start..end.min(start + LONGEST_SENTENCE))
}

/// "Retention periods depend on the kind of data:" says nothing of its own where the items under it say how long.
fn leave_out_what_items_tell(reading: &Reading<'_>, facts: &mut Vec<Fact>) {
    let mut introduces = vec![false; reading.policy.clauses.len()];
    for fact in &*facts {
        if let Some(lead_in) = reading.policy.clause(fact.evidence.clause).lead_in {
            introduces[lead_in.0] = true;
        }
    }
    facts.retain(|fact| &*fact.rule != needs::DEPENDS || !introduces[fact.evidence.clause.0]);
}

/// What a policy says in one section and again in another is one statement: it goes by the words of the first. Data in
/// general have many names, so they are one subject wherever they stand.
fn tell_repeated_statements_once(reading: &Reading<'_>, facts: &mut [Fact]) {
    let mut first: BTreeMap<Said, (Option<SectionId>, String)> = BTreeMap::new();
    for fact in facts {
        let section = reading.policy.clause(fact.evidence.clause).section;
        let About::Retention(retention) = &mut fact.about else {
            continue;
        };
        let said = (
            retention.subject_id.clone(),
            retention.kind,
            retention.duration,
            retention.open_end,
        );
        let is_general = retention.subject_id.as_str() == subject::GENERAL;
        match first.get(&said) {
            Some((other, words)) if is_general || *other != section => {
                retention.subject.clone_from(words);
            }
            Some(_) => {}
            None => {
                first.insert(said, (section, retention.subject.clone()));
            }
        }
    }
}

/// What a statement says of which row.
type Said = (ConceptId, RetentionKind, Option<Duration>, Option<OpenEnd>);
