//! A check as text: the rules that are broken with the words that break them, then how many hold.

use std::io;

use crate::Survey;
use crate::check::{Against, Check, CheckedRule, Finding, Severity};
use crate::coverage::{Family, RowName};
use crate::display::{citation, shell_word};
use crate::lexicon::{ConceptKind, Lexicon};
use crate::policy::Policy;
use crate::report::page::{Marked, Page, Role};

/// Cells before what is found of a policy.
const INDENT: usize = 2;
/// Cells before the words that it rests on.
const DEEP: usize = 4;

/// Most places of which the words are shown: the JSON has all.
const MOST_PLACES: usize = 2;

/// Writes what came of a check.
///
/// # Errors
/// Those of `out`.
pub fn check_text(
    survey: &Survey,
    check: &Check,
    page: Page,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let mut writer = Writer { survey, page, out };
    writer.head(check)?;
    for rule in &check.rules {
        writer.rule(rule)?;
    }
    writer.sum(check)
}

struct Writer<'a, Out> {
    survey: &'a Survey,
    page: Page,
    out: &'a mut Out,
}

impl<Out: io::Write> Writer<'_, Out> {
    /// What is held to what, and what is not.
    fn head(&mut self, check: &Check) -> io::Result<()> {
        let policies = counted(check.checked.len(), "policy", "policies");
        let text = match &check.against {
            Against::Rules { path, title } => format!(
                "{}: {}, {policies}",
                title.as_ref().unwrap_or(path),
                counted(check.rules.len(), "rule", "rules")
            ),
            Against::Earlier { path } => format!("What has become worse since {path}: {policies}"),
        };
        self.page.line(self.out, &Marked::new(text, Role::Strong))?;
        for id in check.gone.iter() {
            let text = format!(
                "{id} is in the earlier report and not among these; give a file its name: {id}=FILE"
            );
            self.line(0, &Marked::new(text, Role::Text))?;
        }
        for policy in check.strangers(self.survey) {
            let text = format!(
                "{} is not in the earlier report, and was held against nothing",
                policy.name
            );
            self.line(0, &Marked::new(text, Role::Text))?;
        }
        Ok(())
    }

    fn line(&mut self, indent: usize, text: &Marked) -> io::Result<()> {
        let sign = Marked::default();
        self.page.write(self.out, &sign, indent, text)
    }

    /// Where a rule is broken, then what of it can't be judged.
    fn rule(&mut self, rule: &CheckedRule) -> io::Result<()> {
        let role = match rule.severity {
            Severity::Error => Role::Removed,
            Severity::Warning | Severity::Note => Role::Strong,
        };
        let broken = Marked::new(rule.severity.name(), role);
        self.findings(broken, rule, &rule.findings)?;
        let open = Marked::new("not judged", Role::Strong);
        self.findings(open, rule, &rule.not_judged)
    }

    fn findings(&mut self, head: Marked, rule: &CheckedRule, all: &[Finding]) -> io::Result<()> {
        if all.is_empty() {
            return Ok(());
        }
        writeln!(self.out)?;
        let text = head
            .with(format!(" {}: ", rule.id), Role::Muted)
            .with(&rule.sentence, Role::Strong);
        self.line(0, &text)?;
        all.iter().try_for_each(|finding| self.finding(finding))
    }

    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        let policy = self.survey.policy(finding.policy);
        self.line(INDENT, &Marked::new(&finding.message, Role::Text))?;
        for evidence in finding.evidence.iter().take(MOST_PLACES) {
            let place = citation(policy, evidence.clause, evidence.quote);
            self.line(DEEP, &Marked::new(place, Role::Muted))?;
            let quote = format!("“{}”", policy.words(evidence.quote));
            self.line(DEEP + INDENT, &Marked::new(quote, Role::Text))?;
        }
        if let Some(more @ 1..) = finding.evidence.len().checked_sub(MOST_PLACES) {
            let text = format!("and {}", counted(more, "more place", "more places"));
            self.line(DEEP, &Marked::new(text, Role::Muted))?;
        }
        if let Some(formerly) = &finding.formerly {
            let place = format!("formerly, {}", formerly.lines);
            self.line(DEEP, &Marked::new(place, Role::Muted))?;
            let quote = format!("“{}”", formerly.quote);
            self.line(DEEP + INDENT, &Marked::new(quote, Role::Text))?;
        }
        if !finding.looked_for.is_empty() {
            let patterns = format!("looked for: {} …", finding.looked_for.join("; "));
            self.line(DEEP, &Marked::new(patterns, Role::Muted))?;
        }
        if let Some(hint) = hint(policy, finding) {
            // It stays on one line, to be copied.
            let hint = format!("{}see: {hint}", " ".repeat(DEEP));
            self.page.line(self.out, &Marked::new(hint, Role::Muted))?;
        }
        Ok(())
    }

    fn sum(&mut self, check: &Check) -> io::Result<()> {
        let counts = Severity::ALL.map(|severity| {
            let name = severity.name();
            counted(check.count(severity), name, &format!("{name}s"))
        });
        let held = check.rules.len() * check.checked.len();
        let open = match check.not_judged() {
            0 => String::new(),
            count => format!("; of {count} not all can be judged"),
        };
        let counts = counts.join(", ");
        let text = format!("{counts}; {} of {held} hold{open}", check.passed());
        writeln!(self.out)?;
        self.page.line(self.out, &Marked::new(text, Role::Strong))
    }
}

/// The command that tells more of what a policy is silent on, where there is one: it must know the row without a lexicon
/// file, and the policy must be a file.
fn hint(policy: &Policy, finding: &Finding) -> Option<String> {
    let name = finding.row.as_deref()?;
    let row = RowName::read(name)?;
    let kind = match row.family {
        Family::Rights => ConceptKind::Right,
        Family::RecipientCategories => ConceptKind::Recipient,
        Family::Disclosures => ConceptKind::Disclosure,
        Family::Processors | Family::Retention => return None,
    };
    let is_known = Lexicon::built_in().concept(kind, &row.id).is_some();
    let path = policy.origin.path.as_str();
    let can_be_run = is_known && finding.evidence.is_empty() && path != "-";
    can_be_run.then(|| format!("clausewise explain {} {name}", shell_word(path)))
}

/// "1 rule", "2 rules", "no rules".
fn counted(count: usize, one: &str, more: &str) -> String {
    match count {
        0 => format!("no {more}"),
        1 => format!("1 {one}"),
        _ => format!("{count} {more}"),
    }
}
