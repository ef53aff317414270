//! The notes of a report: a number for each cell of the matrix that speaks, under which its words stand.

use rustc_hash::FxHashMap;

use crate::Survey;
use crate::coverage::checklist::Answer;
use crate::coverage::{Cell, Claim, MatrixRow};
use crate::facts::Evidence;
use crate::policy::PolicyId;

/// Notes that an answer to a requirement leads to, at most.
const ENOUGH: usize = 3;

/// The cells that speak, numbered from 1 in the order of the matrix.
pub(super) struct Notes {
    numbers: FxHashMap<(usize, PolicyId), usize>,
}

/// The notes that an answer to a requirement rests on.
pub(super) struct AnswerNotes {
    /// The first of them, enough to see what it rests on.
    pub(super) numbers: Vec<usize>,
    /// How many there are besides.
    pub(super) more: usize,
}

/// A cell that speaks.
pub(super) struct Note<'a> {
    pub(super) number: usize,
    /// The place of its row in the matrix.
    pub(super) number_of_row: usize,
    pub(super) row: &'a MatrixRow,
    pub(super) policy: PolicyId,
    pub(super) cell: &'a Cell,
}

impl Note<'_> {
    /// The places that the cell rests on, the most telling first; of words within other words the wider ones stand here.
    pub(super) fn places(&self) -> Vec<Evidence> {
        let claim = self.cell.claim().into_iter();
        let all: Vec<Evidence> = claim.flat_map(Claim::evidence).collect();
        let mut places: Vec<Evidence> = Vec::with_capacity(all.len());
        for one in &all {
            let around = all.iter().filter(|other| other.quote.contains(one.quote));
            let widest = around.max_by_key(|other| other.quote.len()).unwrap_or(one);
            if !places.iter().any(|known| known.quote == widest.quote) {
                places.push(*widest);
            }
        }
        places
    }
}

impl Notes {
    /// The notes of a report on `survey`.
    pub(super) fn new(survey: &Survey) -> Self {
        Self {
            numbers: spoken(survey).zip(1..).collect(),
        }
    }

    /// The notes of the rows that the answer of `policy` is filled from, in order.
    pub(super) fn of_answer(&self, policy: PolicyId, answer: &Answer) -> AnswerNotes {
        let rows = answer.rows.iter();
        let mut numbers: Vec<usize> = rows.filter_map(|row| self.number(*row, policy)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let more = numbers.len().saturating_sub(ENOUGH);
        numbers.truncate(ENOUGH);
        AnswerNotes { numbers, more }
    }

    /// The number of the cell of `policy` on the row that stands at `row` in the matrix; none where it is silent.
    pub(super) fn number(&self, row: usize, policy: PolicyId) -> Option<usize> {
        self.numbers.get(&(row, policy)).copied()
    }
}

/// All notes, in order.
pub(super) fn notes(survey: &Survey) -> impl Iterator<Item = Note<'_>> {
    let cells = spoken(survey).zip(1..);
    cells.filter_map(|((number_of_row, policy), number)| {
        let row = survey.matrix.rows.get(number_of_row)?;
        let cell = row.cells.get(policy.0)?;
        Some(Note {
            number,
            number_of_row,
            row,
            policy,
            cell,
        })
    })
}

fn spoken(survey: &Survey) -> impl Iterator<Item = (usize, PolicyId)> {
    let rows = survey.matrix.rows.iter().enumerate();
    rows.flat_map(|(number, row)| {
        let cells = row.cells.iter().enumerate();
        let speak = cells.filter(|(_, cell)| cell.claim().is_some());
        speak.map(move |(place, _)| (number, PolicyId(place)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::samples;

    #[test]
    fn an_answer_leads_to_notes_of_the_rows_that_it_is_filled_from() {
        let survey = samples();
        let numbered = Notes::new(&survey);
        let all: Vec<Note<'_>> = notes(&survey).collect();
        let requirements = survey.checklists[0].answers.iter().flatten();
        assert!(requirements.clone().any(|answer| !answer.rows.is_empty()));
        for answers in &survey.checklists[0].answers {
            for (place, answer) in answers.iter().enumerate() {
                let led_to = numbered.of_answer(PolicyId(place), answer);
                let rows = led_to.numbers.iter().map(|number| &all[number - 1]);
                let is_own = |note: &Note<'_>| {
                    note.policy.0 == place && answer.rows.contains(&note.number_of_row)
                };
                assert!(rows.clone().all(is_own));
                assert_eq!(rows.count() + led_to.more, answer.rows.len());
            }
        }
    }
}
