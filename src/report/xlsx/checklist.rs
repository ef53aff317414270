//! A filled checklist: a column for each policy.

use rust_xlsxwriter::XlsxError;

use super::book::{Book, Table};
use super::looks::Look;
use super::sheet::{Column, Field, Sheet};
use crate::Survey;
use crate::coverage::checklist::{Answer, FilledChecklist};
use crate::display::{Charset, outcome};
use crate::policy::Policy;

/// The sheet: what the law asks for, whether it was found and, where it was, its first words.
pub(super) fn checklist(
    survey: &Survey,
    filled: &FilledChecklist,
    book: &mut Book,
) -> Result<Table, XlsxError> {
    let own = [("Provision", 16), ("What it asks for", 50)];
    let own = own.map(|(title, width)| Column::new(title, width));
    let policies = survey.policies.iter();
    let policies = policies.map(|policy| Column::new(&policy.name, 34));
    let columns = own.into_iter().chain(policies).collect();
    let mut sheet = Sheet::new(&filled.checklist.id, 2, columns, book);
    for (requirement, answers) in filled.checklist.requirements.iter().zip(&filled.answers) {
        let own = [
            Field::words(&requirement.provision),
            Field::words(&requirement.text),
        ];
        let cells = survey.policies.iter().zip(answers);
        let cells = cells.map(|(policy, answer)| answered(policy, answer));
        sheet.add(own.into_iter().chain(cells))?;
    }
    sheet.finish()
}

fn answered(policy: &Policy, answer: &Answer) -> Field {
    let sign = Charset::Unicode.outcome_sign(answer.outcome);
    let mut words = format!("{sign} {}", outcome(answer.outcome));
    if let Some(first) = answer.evidence.first() {
        let lines = policy.lines_of(first.quote);
        words.push_str(&format!("\n“{}” ({lines})", policy.words(first.quote)));
    }
    Field::looking(Look::of_outcome(answer.outcome), &words)
}
