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

use std::collections::BTreeMap;
use std::ops::Range;

use super::reading::{Reading, Text};
use super::{About, ConceptId, Duration, Evidence, Fact, Polarity, Retention, RetentionKind};
use crate::policy::{Clause, ClauseId, ClauseKind, SectionId, Span};

use marks::{Mark, Role, Roles, marks_within};
use sentence::{Sentence, Statement};
use setting::{Setting, Topic};
use subject::Subject;

/// All statements of how long something is kept, in order of the text.
pub(super) fn retention(reading: &Reading<'_>) -> Vec<Fact> {
    let finder = Finder::new(reading);
    let mut facts: Vec<Fact> = Vec::new();
    for (id, _) in reading.policy.clauses() {
        facts.extend(finder.clause(id));
    }
    leave_out_what_items_tell(reading, &mut facts);
    tell_repeated_statements_once(reading, &mut facts);
    facts
}

/// Looks for retention statements in one policy.
struct Finder<'a> {
    reading: &'a Reading<'a>,
    roles: Roles,
    /// For each section what its own heading says that it is about.
    topics: Vec<Option<Topic>>,
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
        let mut finder = Self {
            reading,
            roles: Roles::new(reading.lexicon),
            topics: Vec::new(),
        };
        finder.topics = reading
            .policy
            .sections()
            .map(|(id, _)| finder.topic_of_heading(reading.heading(id)))
            .collect();
        finder
    }

    fn clause(&self, id: ClauseId) -> Vec<Fact> {
        let clause = self.reading.policy.clause(id);
        let text = self.reading.clause(id);
        let marks = self.roles.marks(text);
        let found = if clause.kind == ClauseKind::TableRow {
            self.row(clause, text, &marks)
        } else {
            self.sentences(clause, text, &marks)
        };
        let mut facts: Vec<Fact> = Vec::new();
        for one in found {
            let fact = self.fact(id, text, &one);
            if !facts.iter().any(|known| known.about == fact.about) {
                facts.push(fact);
            }
        }
        facts
    }

    fn sentence<'s>(
        &'s self,
        text: &'s Text,
        words: Range<usize>,
        marks: &[Mark],
        setting: &'s Setting,
    ) -> Sentence<'s> {
        Sentence::new(
            self.reading,
            text,
            words.clone(),
            marks_within(marks, &words),
            setting,
        )
    }

    fn sentences(&self, clause: &Clause, text: &Text, marks: &[Mark]) -> Vec<Found> {
        let mut setting = self.setting(clause);
        let mut found: Vec<Found> = Vec::new();
        for words in text.sentences.iter().flat_map(pieces) {
            let sentence = self.sentence(text, words.clone(), marks, &setting);
            let hedged = sentence.has(Role::Hedge);
            for statement in sentence.statements() {
                let subject = self.subject(clause, text, &words, &statement, &found);
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

    /// Which data a statement is about: the item's term, the noun beside the verb, what the sentences before are about, or
    /// what stands above.
    fn subject(
        &self,
        clause: &Clause,
        text: &Text,
        sentence: &Range<usize>,
        statement: &Statement,
        before: &[Found],
    ) -> Subject {
        let object = statement
            .verb
            .as_ref()
            .map(|verb| {
                subject::object_of(self.reading, text, sentence, &verb.words, &statement.limit)
            })
            .and_then(|words| subject::named(self.reading, text, &words));
        if let Some(term) = self.term(clause, text) {
            return self.in_row_above(clause, term);
        }
        match object {
            Some(subject) if !subject.is_general() => return subject,
            _ => {}
        }
        before
            .last()
            .map(|found| found.subject.clone())
            .or_else(|| self.subject_above(clause))
            .or(object)
            .unwrap_or_else(|| Subject::general(self.reading))
    }

    /// What the term of an item names, unless it tells an event or a heading of its own: "After deletion", "Storage period".
    fn term(&self, clause: &Clause, text: &Text) -> Option<Subject> {
        let term = clause.term?;
        let end = text
            .words
            .partition_point(|word| word.span.start() < term.end());
        let marks = marks_within(&self.roles.marks(text), &(0..end));
        let is_other = marks.iter().any(|mark| {
            matches!(
                mark.role,
                Role::When | Role::While | Role::Noun | Role::Heading | Role::Right
            ) || mark.role == Role::Column && mark.words.len() == end
        });
        if is_other {
            return None;
        }
        subject::named(self.reading, text, &(0..end))
    }

    /// An item that the lexicon doesn't know belongs to the row of what stands above it: a cookie under "Our cookies".
    fn in_row_above(&self, clause: &Clause, item: Subject) -> Subject {
        if item.is_known {
            return item;
        }
        match self.subject_above(clause) {
            Some(above) => Subject {
                words: item.words,
                ..above
            },
            None => item,
        }
    }

    /// What the lead-in, the table's header or the heading names, where it is something in particular; headings further up
    /// only where they name cookies, for their lists stand deep inside a cookie policy.
    fn subject_above(&self, clause: &Clause) -> Option<Subject> {
        let reading = self.reading;
        let named = |text: &Text| subject::known_in(reading, text, &(0..text.words.len()));
        let introduced = [clause.header, clause.lead_in].into_iter().flatten();
        let path = || reading.policy.section_path(clause.section);
        introduced
            .map(|id| reading.clause(id))
            .chain(path().take(1).map(|id| reading.heading(id)))
            .find_map(named)
            .or_else(|| {
                path()
                    .skip(1)
                    .filter_map(|id| named(reading.heading(id)))
                    .find(|subject| subject.id.as_str() == subject::COOKIES)
            })
    }

    fn fact(&self, clause: ClauseId, text: &Text, found: &Found) -> Fact {
        let statement = &found.statement;
        let quote = if self.reading.policy.clause(clause).kind == ClauseKind::TableRow {
            self.reading.policy.clause(clause).span
        } else {
            text.span(&found.sentence)
        };
        Fact {
            about: About::Retention(Retention {
                subject_id: found.subject.id.clone(),
                subject_label: found.subject.label.clone(),
                subject: found.subject.words.clone(),
                kind: statement.kind,
                duration: statement.duration,
            }),
            polarity: Polarity::Stated,
            hedged: found.hedged,
            scope: Vec::new(),
            evidence: Evidence { clause, quote },
            matched: telling_words(text, statement),
            rule: statement.rule.into(),
        }
    }
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
type Said = (ConceptId, RetentionKind, Option<Duration>);
