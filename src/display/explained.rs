//! Why a cell is as it is, line by line.

use super::{Safe, citation, jurisdictions, says};
use crate::facts::explain::Explanation;
use crate::facts::{Evidence, Fact, NearMiss, Polarity};
use crate::policy::Policy;

/// Most near misses that are shown: the first show what the text is like.
const MOST_NEAR_MISSES: usize = 6;

/// A line of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedLine {
    /// What it is.
    pub kind: ExplainedKind,
    /// Cells to leave empty before it.
    pub indent: usize,
    /// Its words.
    pub text: Safe<'static>,
}

/// What a line of an explanation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExplainedKind {
    /// Nothing: a line between two parts.
    Blank,
    /// What the part below it is about.
    Heading,
    /// Where words stand.
    Place,
    /// The policy's words.
    Quote,
    /// The words or the rule that tell.
    Detail,
}

/// The lines of an explanation: what was found and by which rule, what looks like it, and where nothing was found, what
/// was looked for.
pub fn explained(policy: &Policy, explanation: &Explanation) -> Vec<ExplainedLine> {
    let mut lines = Lines::default();
    lines.add(ExplainedKind::Heading, 0, explanation.label.clone());
    let provisions: Vec<String> = explanation
        .refs
        .iter()
        .map(|r| format!("{} {}", r.law, r.provision))
        .collect();
    if !provisions.is_empty() {
        lines.add(ExplainedKind::Detail, 2, provisions.join("; "));
    }
    if explanation.facts.is_empty() {
        lines.part(format!("{} is silent on it.", policy.name));
    }
    let same_sentence = |a: &Fact, b: &Fact| (a.evidence, a.polarity) == (b.evidence, b.polarity);
    for facts in explanation.facts.chunk_by(same_sentence) {
        lines.sentence(policy, facts);
    }
    lines.near_misses(policy, &explanation.near_misses);
    if explanation.facts.is_empty() {
        lines.patterns(explanation);
    }
    lines.0
}

#[derive(Default)]
struct Lines(Vec<ExplainedLine>);

impl Lines {
    fn add(&mut self, kind: ExplainedKind, indent: usize, text: String) {
        let text = Safe::line(text);
        self.0.push(ExplainedLine { kind, indent, text });
    }

    fn part(&mut self, heading: String) {
        self.add(ExplainedKind::Blank, 0, String::new());
        self.add(ExplainedKind::Heading, 0, heading);
    }

    /// One sentence with all the rules that find the same in it.
    fn sentence(&mut self, policy: &Policy, facts: &[Fact]) {
        let Some(first) = facts.first() else {
            return;
        };
        let says = match first.polarity {
            Polarity::Stated => "states it",
            Polarity::Denied => "denies it",
        };
        let mut heading = format!("{} {says}", policy.name);
        if !first.scope.is_empty() {
            heading.push_str(&format!(", limited to {}", jurisdictions(&first.scope)));
        }
        if first.hedged {
            heading.push_str(", with reserve");
        }
        self.part(heading);
        self.words(policy, first.evidence);
        for fact in facts {
            let told_by = format!("told by  {}", policy.words(fact.matched));
            self.add(ExplainedKind::Detail, 4, told_by);
            self.add(ExplainedKind::Detail, 4, format!("rule     {}", fact.rule));
        }
    }

    fn words(&mut self, policy: &Policy, evidence: Evidence) {
        let place = citation(policy, evidence.clause, evidence.quote);
        self.add(ExplainedKind::Place, 2, place.to_string());
        let quote = format!("“{}”", policy.words(evidence.quote));
        self.add(ExplainedKind::Quote, 4, quote);
    }

    fn near_misses(&mut self, policy: &Policy, misses: &[NearMiss]) {
        if misses.is_empty() {
            return;
        }
        self.part("Looks like it and does not count:".to_owned());
        for miss in misses.iter().take(MOST_NEAR_MISSES) {
            self.words(policy, miss.evidence);
            let told_by = format!("told by  {}", policy.words(miss.matched));
            self.add(ExplainedKind::Detail, 4, told_by);
            let but = format!("but      {}", says::why_not(&miss.why));
            self.add(ExplainedKind::Detail, 4, but);
        }
        if let Some(more @ 1..) = misses.len().checked_sub(MOST_NEAR_MISSES) {
            self.add(ExplainedKind::Detail, 2, format!("and {more} more"));
        }
    }

    fn patterns(&mut self, explanation: &Explanation) {
        for (tier, patterns) in &explanation.looked_for {
            let Some(heading) = says::looked_for(*tier) else {
                continue;
            };
            self.part(format!("{heading}:"));
            for pattern in patterns {
                self.add(ExplainedKind::Detail, 2, pattern.clone());
            }
        }
    }
}
