//! What headings, lead-ins and table headers lend to the sentences under them, each looked at once.

use std::collections::BTreeMap;

use super::marks::{Mark, Role, Roles, marks_within};
use super::needs::{DEPENDS, FACTORS};
use super::sentence::{Act, Sentence};
use super::subject::{self, Subject};
use super::table::{Column, column, words_in};
use crate::facts::reading::{Reading, Text};
use crate::policy::{Clause, ClauseId, SectionId};

/// What stands around a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Setting {
    /// What happens to the data where the sentence itself doesn't say.
    pub(super) act: Option<Act>,
    /// What the section is about.
    pub(super) topic: Option<Topic>,
    /// What list the sentence stands in.
    pub(super) list: List,
    /// Whether the sentence before tells an end: "You may close your account. Then …".
    pub(super) after_end: bool,
}

/// What a section is about, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// How long data are kept.
    Keeping,
    /// The rights of people.
    Rights,
}

/// What the items of a list are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum List {
    /// No list, or one of any kind.
    #[default]
    Any,
    /// What happens at the end of something: "When you close your account:".
    AfterEvent,
    /// What the sentence before it excepts: "We delete it within 30 days unless:".
    Exceptions,
    /// What is weighed: "The criteria for the retention period are:".
    Factors,
}

/// All headings, lead-ins and table headers of a policy, and what they lend.
pub(super) struct Surroundings {
    sections: Vec<Heading>,
    lead_ins: BTreeMap<ClauseId, LeadIn>,
    headers: BTreeMap<ClauseId, Header>,
}

/// What a heading lends, itself or by those above it.
#[derive(Clone, Default)]
struct Heading {
    topic: Option<Topic>,
    subject: Option<Subject>,
}

/// What a lead-in lends.
#[derive(Default)]
struct LeadIn {
    verb: Lent,
    list: List,
    subject: Option<Subject>,
}

/// What a lead-in does with the data.
#[derive(Clone, Copy, Default)]
enum Lent {
    /// It doesn't say; what the heading lends stays.
    #[default]
    Nothing,
    /// It says itself how long, so that reasons follow, or it tells of rights.
    Withdrawn,
    /// What its last verb does.
    Act(Act),
}

/// What the header row of a table lends.
struct Header {
    columns: Vec<Column>,
    subject: Option<Subject>,
}

impl Surroundings {
    pub(super) fn new(reading: &Reading<'_>, roles: &Roles) -> Self {
        let mut surroundings = Self {
            sections: headings(reading, roles),
            lead_ins: BTreeMap::new(),
            headers: BTreeMap::new(),
        };
        for (_, clause) in reading.policy.clauses() {
            if let Some(id) = clause.lead_in {
                let lead_ins = &mut surroundings.lead_ins;
                lead_ins
                    .entry(id)
                    .or_insert_with(|| lead_in(reading, roles, reading.clause(id)));
            }
            if let Some(id) = clause.header {
                let headers = &mut surroundings.headers;
                headers
                    .entry(id)
                    .or_insert_with(|| header(reading, roles, id));
            }
        }
        surroundings
    }

    /// What heading and lead-in lend to the sentences of `clause`.
    pub(super) fn setting(&self, clause: &Clause) -> Setting {
        let topic = clause.section.and_then(|id| self.sections[id.0].topic);
        let by_heading = (topic == Some(Topic::Keeping)).then_some(Act::Heading);
        let lead_in = clause.lead_in.and_then(|id| self.lead_ins.get(&id));
        let act = match lead_in.map(|lead_in| lead_in.verb) {
            None | Some(Lent::Nothing) => by_heading,
            Some(Lent::Withdrawn | Lent::Act(Act::Elsewhere)) => None,
            Some(Lent::Act(act)) => Some(act),
        };
        Setting {
            act,
            topic,
            list: lead_in.map_or(List::Any, |lead_in| lead_in.list),
            after_end: false,
        }
    }

    /// Whether the clause is the header row of a table, which says nothing itself.
    pub(super) fn is_header(&self, id: ClauseId) -> bool {
        self.headers.contains_key(&id)
    }

    /// What the header says of each column of the table that `clause` is a row of.
    pub(super) fn columns(&self, clause: &Clause) -> &[Column] {
        let header = clause.header.and_then(|id| self.headers.get(&id));
        header.map_or(&[], |header| &header.columns)
    }

    /// What the table's header, the lead-in or the heading names, where it is something in particular.
    pub(super) fn subject(&self, clause: &Clause) -> Option<Subject> {
        let header = clause.header.and_then(|id| self.headers.get(&id));
        let lead_in = clause.lead_in.and_then(|id| self.lead_ins.get(&id));
        let heading = clause.section.and_then(|id| self.sections.get(id.0));
        header
            .and_then(|header| header.subject.clone())
            .or_else(|| lead_in.and_then(|lead_in| lead_in.subject.clone()))
            .or_else(|| heading.and_then(|heading| heading.subject.clone()))
    }
}

fn headings(reading: &Reading<'_>, roles: &Roles) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    for (id, section) in reading.policy.sections() {
        let mut own = heading(reading, roles, id);
        // Sections stand after those that they stand in.
        if let Some(above) = section.parent.and_then(|parent| headings.get(parent.0)) {
            own.topic = own.topic.or(above.topic);
            let cookies = above.subject.as_ref().filter(|above| above.is_cookies());
            own.subject = own.subject.or_else(|| cookies.cloned());
        }
        headings.push(own);
    }
    headings
}

/// What a heading by itself lends.
fn heading(reading: &Reading<'_>, roles: &Roles, id: SectionId) -> Heading {
    let text = reading.heading(id);
    let marks = all_marks(text, roles);
    let has = |role| marks.iter().any(|mark| mark.role == role);
    let topic = if has(Role::Heading) {
        Some(Topic::Keeping)
    } else if has(Role::RightsHeading) {
        Some(Topic::Rights)
    } else {
        None
    };
    Heading {
        topic,
        subject: subject::known_in(reading, text),
    }
}

fn lead_in(reading: &Reading<'_>, roles: &Roles, text: &Text) -> LeadIn {
    let Some(last) = text.sentences.last() else {
        return LeadIn::default();
    };
    let marks = marks_within(&roles.marks(text), last);
    let bare = Setting::default();
    let sentence = Sentence::new(reading, text, last.clone(), marks, &bare);
    let statements = sentence.statements();
    let says_how_long = statements.iter().any(|s| s.rule != DEPENDS);
    let tells_rights = sentence.has(Role::Right) || sentence.has(Role::YourDeletion);
    let verb = match sentence.verbs.last() {
        _ if says_how_long || tells_rights => Lent::Withdrawn,
        // "Our processing differs by the kind of data:" keeps nothing.
        Some(verb) if verb.act != Act::Linger => Lent::Act(verb.act),
        _ => Lent::Nothing,
    };
    let list = if statements.iter().any(|s| s.rule == FACTORS) {
        List::Factors
    } else if sentence.in_by_clause(last.end.saturating_sub(1)) {
        List::Exceptions
    } else if sentence.tells_an_end() && !says_how_long {
        List::AfterEvent
    } else {
        List::Any
    };
    LeadIn {
        verb,
        list,
        subject: subject::known_in(reading, text),
    }
}

fn header(reading: &Reading<'_>, roles: &Roles, id: ClauseId) -> Header {
    let text = reading.clause(id);
    let marks = roles.marks(text);
    let cells = &reading.policy.clause(id).cells;
    Header {
        columns: cells
            .iter()
            .map(|cell| column(&marks, &words_in(text, *cell)))
            .collect(),
        subject: subject::known_in(reading, text),
    }
}

fn all_marks(text: &Text, roles: &Roles) -> Vec<Mark> {
    marks_within(&roles.marks(text), &(0..text.words.len()))
}
