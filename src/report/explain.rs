//! Why a cell is as it is, in words.

use std::io;

use crate::display::{Safe, citation, jurisdictions, says};
use crate::facts::explain::Explanation;
use crate::facts::{Evidence, Fact, NearMiss, Polarity};
use crate::policy::Policy;

/// Most near misses that are shown: the first show what the text is like.
const MOST_NEAR_MISSES: usize = 6;

/// Writes the explanation.
///
/// # Errors
/// Those of `out`.
pub fn explanation(
    policy: &Policy,
    explanation: &Explanation,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let provisions: Vec<String> = explanation
        .refs
        .iter()
        .map(|r| format!("{} {}", r.law, r.provision))
        .collect();
    writeln!(out, "{}", Safe::line(&explanation.label))?;
    if !provisions.is_empty() {
        writeln!(out, "  {}", Safe::line(provisions.join("; ")))?;
    }
    if explanation.facts.is_empty() {
        writeln!(out, "\n{} is silent on it.", Safe::line(&policy.name))?;
    }
    let same_sentence = |a: &Fact, b: &Fact| (a.evidence, a.polarity) == (b.evidence, b.polarity);
    for facts in explanation.facts.chunk_by(same_sentence) {
        write_sentence(policy, facts, out)?;
    }
    write_near_misses(policy, &explanation.near_misses, out)?;
    if explanation.facts.is_empty() {
        write_patterns(explanation, out)?;
    }
    Ok(())
}

/// One sentence with all the rules that find the same in it.
fn write_sentence(policy: &Policy, facts: &[Fact], out: &mut impl io::Write) -> io::Result<()> {
    let Some(first) = facts.first() else {
        return Ok(());
    };
    let says = match first.polarity {
        Polarity::Stated => "states it",
        Polarity::Denied => "denies it",
    };
    write!(out, "\n{} {says}", Safe::line(&policy.name))?;
    if !first.scope.is_empty() {
        write!(out, ", limited to {}", jurisdictions(&first.scope))?;
    }
    if first.hedged {
        write!(out, ", with reserve")?;
    }
    writeln!(out)?;
    write_words(policy, first.evidence, out)?;
    for fact in facts {
        writeln!(
            out,
            "    told by  {}",
            Safe::line(policy.words(fact.matched))
        )?;
        writeln!(out, "    rule     {}", Safe::line(&*fact.rule))?;
    }
    Ok(())
}

fn write_words(policy: &Policy, evidence: Evidence, out: &mut impl io::Write) -> io::Result<()> {
    writeln!(
        out,
        "  {}",
        citation(policy, evidence.clause, evidence.quote)
    )?;
    writeln!(out, "    “{}”", Safe::line(policy.words(evidence.quote)))
}

fn write_near_misses(
    policy: &Policy,
    misses: &[NearMiss],
    out: &mut impl io::Write,
) -> io::Result<()> {
    if misses.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nLooks like it and does not count:")?;
    for miss in misses.iter().take(MOST_NEAR_MISSES) {
        write_words(policy, miss.evidence, out)?;
        writeln!(
            out,
            "    told by  {}",
            Safe::line(policy.words(miss.matched))
        )?;
        writeln!(out, "    but      {}", Safe::line(says::why_not(&miss.why)))?;
    }
    match misses.len().checked_sub(MOST_NEAR_MISSES) {
        Some(more @ 1..) => writeln!(out, "  and {more} more"),
        _ => Ok(()),
    }
}

fn write_patterns(explanation: &Explanation, out: &mut impl io::Write) -> io::Result<()> {
    for (tier, patterns) in &explanation.looked_for {
        let Some(heading) = says::looked_for(*tier) else {
            continue;
        };
        writeln!(out, "\n{heading}:")?;
        for pattern in patterns {
            writeln!(out, "  {}", Safe::line(pattern))?;
        }
    }
    Ok(())
}
