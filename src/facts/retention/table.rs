//! Retention in tables: the subject in one column, how long in another.

use std::ops::Range;

use super::marks::{Mark, Role, marks_within};
use super::sentence::{Act, Statement};
use super::setting::Setting;
use super::subject::{self, Subject};
use super::{Finder, Found, pieces};
use crate::facts::RetentionKind;
use crate::facts::duration::periods;
use crate::facts::reading::Text;
use crate::policy::{Clause, ClauseId, Span};

/// Most words in a cell that says nothing but how long.
const BARE: usize = 6;

impl Finder<'_> {
    /// The statements in the cells of a row.
    pub(super) fn row(&self, clause: &Clause, text: &Text, marks: &[Mark]) -> Vec<Found> {
        let subject = self.row_subject(clause, text);
        let columns = clause.header.map(|header| self.columns(header));
        let first_tells = clause
            .cells
            .first()
            .is_some_and(|cell| self.is_column(text, &words_in(text, *cell)));
        let mut found = Vec::new();
        for (place, cell) in clause.cells.iter().enumerate() {
            let words = words_in(text, *cell);
            let heads = columns.as_ref().and_then(|columns| columns.get(place));
            let is_column = match heads {
                Some(Column::Keeping) => true,
                Some(Column::Other) => false,
                Some(Column::Unnamed) | None => self.is_bare_length(text, &words),
            } || place > 0 && first_tells;
            let setting = Setting {
                act: is_column.then_some(Act::Noun),
                ..Setting::default()
            };
            for (statement, sentence, hedged) in self.cell(text, &words, marks, &setting) {
                let subject = subject.clone();
                found.push(Found {
                    statement,
                    sentence,
                    subject,
                    hedged,
                });
            }
        }
        found
    }

    fn cell(
        &self,
        text: &Text,
        cell: &Range<usize>,
        marks: &[Mark],
        setting: &Setting,
    ) -> Vec<(Statement, Range<usize>, bool)> {
        if setting.act.is_some()
            && let Some(statement) = self.one_word_cell(cell, marks)
        {
            return vec![(statement, cell.clone(), false)];
        }
        let first = text.sentences.partition_point(|s| s.end <= cell.start);
        text.sentences
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|sentence| sentence.start < cell.end)
            .flat_map(pieces)
            .flat_map(|words| {
                let sentence = self.sentence(text, words.clone(), marks, setting);
                let hedged = sentence.has(Role::Hedge);
                sentence
                    .statements()
                    .into_iter()
                    .map(move |statement| (statement, words.clone(), hedged))
            })
            .collect()
    }

    /// "Session" and "Persistent" in a column of lifetimes.
    fn one_word_cell(&self, cell: &Range<usize>, marks: &[Mark]) -> Option<Statement> {
        if cell.is_empty() || cell.len() > BARE {
            return None;
        }
        let inside = marks_within(marks, cell);
        let (kind, rule) = if inside.iter().any(|mark| mark.role == Role::Session) {
            (RetentionKind::Event, "retention.event/session")
        } else if inside.iter().any(|mark| mark.role == Role::Endless) {
            (RetentionKind::Criteria, "retention.criteria/no-end")
        } else {
            return None;
        };
        Some(Statement {
            kind,
            duration: None,
            verb: None,
            limit: cell.clone(),
            rule,
        })
    }

    fn is_bare_length(&self, text: &Text, cell: &Range<usize>) -> bool {
        let Some(period) = periods(self.reading, text, cell).into_iter().next() else {
            return false;
        };
        cell.len() <= period.words.len() + 3 && cell.len() <= BARE
    }

    fn row_subject(&self, clause: &Clause, text: &Text) -> Subject {
        let first = clause.cells.first().map(|cell| words_in(text, *cell));
        first
            .and_then(|words| subject::named(self.reading, text, &words))
            .map(|subject| self.in_row_above(clause, subject))
            .or_else(|| self.subject_above(clause))
            .unwrap_or_else(|| Subject::general(self.reading))
    }

    fn columns(&self, header: ClauseId) -> Vec<Column> {
        let text = self.reading.clause(header);
        self.reading
            .policy
            .clause(header)
            .cells
            .iter()
            .map(|cell| {
                let words = words_in(text, *cell);
                if words.is_empty() {
                    Column::Unnamed
                } else if self.is_column(text, &words) {
                    Column::Keeping
                } else {
                    Column::Other
                }
            })
            .collect()
    }

    fn is_column(&self, text: &Text, words: &Range<usize>) -> bool {
        const LONGEST_HEADER: usize = 15;
        words.len() <= LONGEST_HEADER
            && marks_within(&self.roles.marks(text), words)
                .iter()
                .any(|mark| mark.role == Role::Column)
    }
}

/// What a header says of the cells under it.
enum Column {
    Keeping,
    Other,
    Unnamed,
}

/// The words of `text` inside `cell`.
fn words_in(text: &Text, cell: Span) -> Range<usize> {
    let start = text
        .words
        .partition_point(|word| word.span.start() < cell.start());
    let end = text
        .words
        .partition_point(|word| word.span.start() < cell.end());
    start..end
}
