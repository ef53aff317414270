//! A filled checklist as a table.

use std::io;

use crate::Survey;
use crate::coverage::checklist::FilledChecklist;
use crate::display::{Charset, outcome};
use crate::policy::PolicyId;

use super::super::notes::Notes;
use super::escape::plain;
use super::{table_head, table_row};

/// Writes a row for each requirement with the outcome for each policy.
pub(super) fn checklist(
    survey: &Survey,
    filled: &FilledChecklist,
    notes: &Notes,
    out: &mut impl io::Write,
) -> io::Result<()> {
    writeln!(out, "\n## {}\n", plain(&filled.checklist.label))?;
    writeln!(
        out,
        "Which statements were found that the law asks for; never whether a policy complies."
    )?;
    let mut columns = vec!["provision".to_owned(), "what is asked for".to_owned()];
    let names = survey.policies.iter().map(|policy| &policy.name);
    columns.extend(names.map(|name| plain(name).to_string()));
    table_head(&columns, out)?;
    for (requirement, answers) in filled.checklist.requirements.iter().zip(&filled.answers) {
        let asked = [&requirement.provision, &requirement.text];
        let asked = asked.map(|text| plain(text).to_string());
        let outcomes = answers.iter().enumerate().map(|(place, answer)| {
            let sign = Charset::Unicode.outcome_sign(answer.outcome);
            let numbers = notes.of_answer(PolicyId(place), answer);
            let noted = numbers.iter().map(|number| format!("[^{number}]"));
            let noted: String = noted.collect();
            format!("{sign} {}{noted}", outcome(answer.outcome))
        });
        table_row(asked.into_iter().chain(outcomes), out)?;
    }
    Ok(())
}
