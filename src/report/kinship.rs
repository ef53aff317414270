//! Why clauses, or sections, stand side by side, in words.

use std::io;

use crate::Survey;
use crate::align::Row;
use crate::align::explain::{AnyRow, Explainer, Kinship, Reason};
use crate::display::{Safe, citation, section_citation, shared, topic};
use crate::lexicon::Lexicon;
use crate::policy::{ClauseId, PolicyId, SectionId};

/// Writes why the members of a row of the alignment stand side by side.
///
/// # Errors
/// Those of `out`.
pub fn kinships(survey: &Survey, row: AnyRow<'_>, out: &mut impl io::Write) -> io::Result<()> {
    let explainer = Explainer::new(&survey.policies, &survey.facts);
    match row {
        AnyRow::Sections(row) => write_row(
            (row, &explainer.sections(row)),
            &survey.lexicon,
            out,
            |(policy, section), out| write_section(survey, policy, section, out),
        ),
        AnyRow::Clauses(row) => write_row(
            (row, &explainer.clauses(row)),
            &survey.lexicon,
            out,
            |(policy, clause), out| write_clause(survey, policy, clause, out),
        ),
    }
}

fn write_row<Id: Copy, Out: io::Write>(
    (row, kinships): (&Row<Id>, &[Kinship<Id>]),
    lexicon: &Lexicon,
    out: &mut Out,
    write_place: impl Fn((PolicyId, Id), &mut Out) -> io::Result<()>,
) -> io::Result<()> {
    let about = row
        .topic
        .as_ref()
        .map_or_else(String::new, |id| format!(", on {}", topic(id, lexicon)));
    if kinships.is_empty() {
        writeln!(out, "Only one policy speaks in this row{about}:")?;
        for (policy, cell) in row.cells.iter().enumerate() {
            cell.iter()
                .try_for_each(|id| write_place((PolicyId(policy), *id), out))?;
        }
        return Ok(());
    }
    writeln!(out, "Alike {:.0} %{about}.", row.score * 100.0)?;
    for kinship in kinships {
        writeln!(out)?;
        write_place(kinship.one, out)?;
        write_place(kinship.other, out)?;
        writeln!(
            out,
            "    {:<28} {:>6}  {:>6}",
            "in common", "amount", "counts"
        )?;
        kinship
            .reasons
            .iter()
            .try_for_each(|reason| write_reason(reason, lexicon, out))?;
        let (sum, bar) = (kinship.sum(), kinship.bar);
        writeln!(
            out,
            "    {:<28} {:>6}  {sum:>6.2}  against a bar of {bar:.2}",
            "together", ""
        )?;
    }
    writeln!(
        out,
        "\nWhat counts together is then held against the other rows and clauses that would fit: the nearest get the link."
    )
}

fn write_reason(reason: &Reason, lexicon: &Lexicon, out: &mut impl io::Write) -> io::Result<()> {
    let Reason {
        feature,
        amount,
        counts,
        shared: found,
    } = reason;
    write!(out, "    {feature:<28} {amount:>6.2}  {counts:>6.2}")?;
    match found.as_slice() {
        [] => writeln!(out),
        found => writeln!(out, "  {}", Safe::line(shared(found, lexicon))),
    }
}

fn write_clause(
    survey: &Survey,
    policy: PolicyId,
    clause: ClauseId,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let policy = survey.policy(policy);
    let span = policy.clause(clause).span;
    writeln!(out, "  {}", citation(policy, clause, span))?;
    writeln!(out, "    “{}”", Safe::line(policy.words(span)))
}

fn write_section(
    survey: &Survey,
    policy: PolicyId,
    section: SectionId,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let policy = survey.policy(policy);
    writeln!(out, "  {}", section_citation(policy, section))
}
