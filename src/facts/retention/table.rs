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
        let columns = clause.header.map(|header| self.columns(header));
        let columns = columns.as_deref().unwrap_or_default();
        let subject = self.row_subject(clause, text, columns);
        let row = Row {
            text,
            marks,
            subject,
        };
        let is_headed = self.is_headed_by_first_cell(clause, text);
        let cells = clause.cells.iter().enumerate();
        cells
            .flat_map(|(place, cell)| {
                let words = words_in(text, *cell);
                let tells = match columns.get(place) {
                    Some(Column::Keeping) => true,
                    Some(Column::Name | Column::Other) => false,
                    Some(Column::Blank) | None => self.is_bare_length(text, &words),
                };
                let setting = Setting {
                    act: (tells || is_headed && place > 0).then_some(Act::Noun),
                    ..Setting::default()
                };
                self.cell(&row, &words, &setting)
            })
            .collect()
    }

    /// A table that stands on its side: "Lifetime | 2 years".
    fn is_headed_by_first_cell(&self, clause: &Clause, text: &Text) -> bool {
        let first = clause.cells.first();
        first.is_some_and(|cell| self.column(text, &words_in(text, *cell)) == Column::Keeping)
    }

    fn cell(&self, row: &Row<'_>, cell: &Range<usize>, setting: &Setting) -> Vec<Found> {
        let bare = self
            .one_word_cell(row, cell)
            .filter(|_| setting.act.is_some());
        if let Some(statement) = bare {
            return vec![Found {
                statement,
                sentence: cell.clone(),
                subject: row.subject.clone(),
                hedged: false,
            }];
        }
        let first = row.text.sentences.partition_point(|s| s.end <= cell.start);
        let sentences = row.text.sentences.iter().skip(first);
        sentences
            .take_while(|sentence| sentence.start < cell.end)
            .flat_map(pieces)
            .flat_map(|words| {
                let sentence = self.sentence(row.text, words.clone(), row.marks, setting);
                let hedged = sentence.has(Role::Hedge);
                let statements = sentence.statements().into_iter();
                statements.map(move |statement| Found {
                    statement,
                    sentence: words.clone(),
                    subject: row.subject.clone(),
                    hedged,
                })
            })
            .collect()
    }

    /// "Session" and "Persistent" in a column of lifetimes.
    fn one_word_cell(&self, row: &Row<'_>, cell: &Range<usize>) -> Option<Statement> {
        let counts = !periods(self.reading, row.text, cell).is_empty();
        if cell.is_empty() || cell.len() > BARE || counts {
            return None;
        }
        let inside = marks_within(row.marks, cell);
        let has = |role| inside.iter().any(|mark| mark.role == role);
        let (kind, rule) = if has(Role::Session) {
            (RetentionKind::Event, "retention.event/session")
        } else if has(Role::Endless) {
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

    /// What the row is about: the cell under "Name", else the first.
    fn row_subject(&self, clause: &Clause, text: &Text, columns: &[Column]) -> Subject {
        let name = columns.iter().position(|column| *column == Column::Name);
        let cell = clause.cells.get(name.unwrap_or(0));
        let named = cell
            .filter(|_| !self.is_headed_by_first_cell(clause, text))
            .and_then(|cell| subject::named(self.reading, text, &words_in(text, *cell)))
            .map(|subject| self.in_row_above(clause, subject));
        named
            .or_else(|| self.subject_above(clause))
            .unwrap_or_else(|| Subject::general(self.reading))
    }

    fn columns(&self, header: ClauseId) -> Vec<Column> {
        let text = self.reading.clause(header);
        let cells = &self.reading.policy.clause(header).cells;
        cells
            .iter()
            .map(|cell| self.column(text, &words_in(text, *cell)))
            .collect()
    }

    /// What a header cell says of the cells under it.
    fn column(&self, text: &Text, words: &Range<usize>) -> Column {
        const LONGEST_HEADER: usize = 15;
        if words.is_empty() {
            return Column::Blank;
        }
        if words.len() > LONGEST_HEADER {
            return Column::Other;
        }
        let marks = marks_within(&self.roles.marks(text), words);
        let has = |role| marks.iter().any(|mark| mark.role == role);
        if has(Role::Column) {
            Column::Keeping
        } else if has(Role::NameColumn) {
            Column::Name
        } else {
            Column::Other
        }
    }
}

/// A row with what its cells have in common.
struct Row<'a> {
    text: &'a Text,
    marks: &'a [Mark],
    subject: Subject,
}

/// What a header says of the cells under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Keeping,
    Name,
    Other,
    Blank,
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
