//! Retention in tables: the subject in one column, how long in another.

use std::ops::Range;

use super::lengths::SHORT;
use super::marks::{Mark, Role, marks_within};
use super::sentence::{Act, Statement};
use super::setting::Setting;
use super::subject::{self, Subject};
use super::{Finder, Found, Passage, pieces};
use crate::facts::duration::periods;
use crate::facts::reading::Text;
use crate::facts::{OpenEnd, RetentionKind};
use crate::policy::Span;

/// Most words in a cell that says nothing but how long.
const BARE: usize = 6;

/// What a header cell says of the cells under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// They say how long.
    Keeping,
    /// They name what is kept.
    Name,
    /// Something else.
    Other,
    /// Nothing.
    Blank,
}

/// What the header cell in `words` says, by the marks of its row.
pub(super) fn column(marks: &[Mark], words: &Range<usize>) -> Column {
    const LONGEST_HEADER: usize = 15;
    if words.is_empty() {
        return Column::Blank;
    }
    let marks = marks_within(marks, words);
    let has = |role| marks.iter().any(|mark| mark.role == role);
    if words.len() > LONGEST_HEADER {
        Column::Other
    } else if has(Role::Column) {
        Column::Keeping
    } else if has(Role::NameColumn) {
        Column::Name
    } else {
        Column::Other
    }
}

/// The words of `text` inside `cell`.
pub(super) fn words_in(text: &Text, cell: Span) -> Range<usize> {
    let before = |place: usize| text.words.partition_point(|word| word.span.start() < place);
    before(cell.start())..before(cell.end())
}

/// Whether a short cell says "until …" or "as long as …" whatever its header says.
fn opens_with_limit(marks: &[Mark], cell: &Range<usize>) -> bool {
    let first = cell.start..cell.start + 2;
    let opens = |mark: &Mark| mark.role == Role::While && first.contains(&mark.words.start);
    cell.len() <= 2 * SHORT && marks_within(marks, cell).iter().any(opens)
}

impl Finder<'_> {
    /// The statements in the cells of a row.
    pub(super) fn row(&self, row: &Passage<'_>) -> Vec<Found> {
        let cells: Vec<Range<usize>> = row
            .clause
            .cells
            .iter()
            .map(|cell| words_in(row.text, *cell))
            .collect();
        let columns = self.surroundings.columns(row.clause);
        // A table that stands on its side: "Lifetime | 2 years".
        let is_headed = cells
            .first()
            .is_some_and(|first| column(&row.marks, first) == Column::Keeping);
        let name = columns.iter().position(|column| *column == Column::Name);
        let name = cells.get(name.unwrap_or(0)).filter(|_| !is_headed);
        let subject = self.row_subject(row, name);
        cells
            .iter()
            .enumerate()
            .flat_map(|(place, cell)| {
                let tells = match columns.get(place) {
                    Some(Column::Keeping) => true,
                    Some(Column::Name) => false,
                    Some(Column::Other) => opens_with_limit(&row.marks, cell),
                    Some(Column::Blank) | None => self.is_bare_length(row.text, cell),
                };
                let setting = Setting {
                    act: (tells || is_headed && place > 0).then_some(Act::Noun),
                    ..Setting::default()
                };
                self.cell(row, cell, &subject, &setting)
            })
            .collect()
    }

    fn row_subject(&self, row: &Passage<'_>, name: Option<&Range<usize>>) -> Subject {
        let above = || self.surroundings.subject(row.clause);
        name.and_then(|words| subject::named(self.reading, row.text, words))
            .map(|subject| subject.or_in_row_of(above))
            .or_else(above)
            .unwrap_or_else(|| Subject::general(self.reading))
    }

    fn cell(
        &self,
        row: &Passage<'_>,
        cell: &Range<usize>,
        subject: &Subject,
        setting: &Setting,
    ) -> Vec<Found> {
        let bare = self.one_word_cell(row, cell);
        if let Some(statement) = bare.filter(|_| setting.act.is_some()) {
            return vec![Found {
                statement,
                sentence: cell.clone(),
                subject: subject.clone(),
                hedged: false,
            }];
        }
        let first = row.text.sentences.partition_point(|s| s.end <= cell.start);
        let sentences = row.text.sentences.iter().skip(first);
        sentences
            .take_while(|sentence| sentence.start < cell.end)
            .flat_map(pieces)
            .flat_map(|words| {
                let sentence = self.sentence(row, words.clone(), setting);
                let hedged = sentence.has(Role::Hedge);
                let statements = sentence.statements().into_iter();
                statements.map(move |statement| Found {
                    statement,
                    sentence: words.clone(),
                    subject: subject.clone(),
                    hedged,
                })
            })
            .collect()
    }

    /// "Session" and "Persistent" in a column of lifetimes.
    fn one_word_cell(&self, row: &Passage<'_>, cell: &Range<usize>) -> Option<Statement> {
        if cell.is_empty() || cell.len() > BARE {
            return None;
        }
        let inside = marks_within(&row.marks, cell);
        let has = |role| inside.iter().any(|mark| mark.role == role);
        let (kind, rule) = if has(Role::Session) {
            (RetentionKind::Event, "retention.event/session")
        } else if has(Role::Endless) {
            (RetentionKind::Criteria, "retention.criteria/no-end")
        } else {
            return None;
        };
        let counts = !periods(self.reading, row.text, cell).is_empty();
        let open_end = has(Role::Indefinite).then_some(OpenEnd::Indefinite);
        (!counts).then(|| Statement {
            kind,
            duration: None,
            open_end,
            verb: None,
            limit: cell.clone(),
            rule,
        })
    }

    fn is_bare_length(&self, text: &Text, cell: &Range<usize>) -> bool {
        let is_length = |length: usize| cell.len() <= length + 3;
        cell.len() <= BARE
            && periods(self.reading, text, cell)
                .first()
                .is_some_and(|period| is_length(period.words.len()))
    }
}
