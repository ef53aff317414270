//! A filled checklist as a table.

use std::io;

use crate::Survey;
use crate::coverage::checklist::{Answer, FilledChecklist};
use crate::display::{self, Charset};
use crate::lexicon::checklist::Requirement;
use crate::policy::PolicyId;

use super::super::notes::Notes;
use super::escape::plain;
use super::matrix::{columns, name};
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
    for some in columns(survey) {
        let asked = ["Provision".to_owned(), "What is asked for".to_owned()];
        let names = some.iter().map(|id| name(survey, *id));
        let heads: Vec<String> = asked.into_iter().chain(names).collect();
        table_head(&heads, out)?;
        let requirements = filled.checklist.requirements.iter();
        for (requirement, answers) in requirements.zip(&filled.answers) {
            let asked = [requirement.provision.clone(), asked_for(requirement)];
            let asked = asked.map(|text| plain(&text).to_string());
            let answers = some.iter().filter_map(|id| {
                let answer = answers.get(id.0)?;
                Some(told(notes, *id, answer))
            });
            table_row(asked.into_iter().chain(answers), out)?;
        }
    }
    Ok(())
}

/// What is asked for, and when: "contact details of the data protection officer; where applicable (Art. 37)".
fn asked_for(requirement: &Requirement) -> String {
    match &requirement.note {
        Some(note) => format!("{}; {note}", requirement.text),
        None => requirement.text.clone(),
    }
}

fn told(notes: &Notes, policy: PolicyId, answer: &Answer) -> String {
    let sign = Charset::Unicode.outcome_sign(answer.outcome);
    let notes = notes.of_answer(policy, answer);
    let numbers = notes.numbers.iter();
    let noted: String = numbers.map(|number| format!("[^{number}]")).collect();
    let more = match notes.more {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{sign} {}{noted}{more}", display::answer(answer))
}
