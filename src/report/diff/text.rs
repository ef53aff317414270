//! What has changed as text: a summary, then the facts, the sections and the clauses that are not as they were.

use std::io;

use crate::VersionComparison;
use crate::coverage::Family;
use crate::diff::{Both, Counts, Difference, FactDifference, FormChange, Place, Side, Step};
use crate::display::{clause_changes, date, says, section_changes, section_title};
use crate::facts::Evidence;
use crate::policy::{ClauseId, ClauseKind, Lines, Policy, SectionId};
use crate::report::page::{Marked, Page, Role};

use super::summary;

/// Cells before the text of a clause.
const INDENT: usize = 2;
/// Cells before the words that a fact rests on.
const DEEP: usize = 6;

/// Writes what has changed.
///
/// # Errors
/// Those of `out`.
pub fn diff_text(
    comparison: &VersionComparison,
    page: Page,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let mut writer = Writer {
        comparison,
        page,
        out,
    };
    writer.versions()?;
    writer.summary()?;
    writer.facts()?;
    writer.sections()?;
    writer.clauses()
}

struct Writer<'a, Out> {
    comparison: &'a VersionComparison,
    page: Page,
    out: &'a mut Out,
}

impl<Out: io::Write> Writer<'_, Out> {
    /// Which is which.
    fn versions(&mut self) -> io::Result<()> {
        let VersionComparison { old, new, .. } = self.comparison;
        for (policy, sign, role) in [(old, "-", Role::Removed), (new, "+", Role::Added)] {
            let updated = policy.updated.map(|day| format!(", updated {}", date(day)));
            let text = Marked::new(&policy.origin.path, Role::Strong)
                .with(updated.unwrap_or_default(), Role::Muted);
            self.page
                .write(self.out, &Marked::new(sign, role), INDENT, &text)?;
        }
        Ok(())
    }

    fn summary(&mut self) -> io::Result<()> {
        let diff = &self.comparison.diff;
        writeln!(self.out)?;
        let clauses = clause_changes(Counts::of(&diff.clauses));
        self.page
            .line(self.out, &Marked::new(clauses, Role::Strong))?;
        let sections = Counts::of(&diff.sections);
        if !sections.is_unchanged() {
            let sections = section_changes(sections, self.comparison.strictness);
            self.page
                .line(self.out, &Marked::new(sections, Role::Strong))?;
        }
        for family in Family::ALL {
            let changes = summary::of_family(self.comparison, family);
            let text = if changes.is_empty() {
                Marked::new("none changed", Role::Muted)
            } else {
                Marked::new(changes.join("; "), Role::Text)
            };
            let label = Marked::new(says::family(family), Role::Text);
            self.page.write(self.out, &label, LABEL, &text)?;
        }
        self.advice()
    }

    /// What else to do with two that are hardly versions of one policy.
    fn advice(&mut self) -> io::Result<()> {
        let VersionComparison { old, new, diff, .. } = self.comparison;
        if Counts::of(&diff.clauses).has_little_in_common() {
            let (old, new) = (&old.origin.path, &new.origin.path);
            let advice = "These are hardly versions of one policy. By what they provide they are compared with:";
            writeln!(self.out)?;
            let text = Marked::new(format!("{advice} clausewise {old} {new}"), Role::Text);
            self.page.line(self.out, &text)?;
        }
        Ok(())
    }

    fn heading(&mut self, heading: &str) -> io::Result<()> {
        writeln!(self.out)?;
        self.page
            .line(self.out, &Marked::new(heading, Role::Strong))
    }

    /// The facts that differ, each with the words of both versions.
    fn facts(&mut self) -> io::Result<()> {
        let comparison = self.comparison;
        let mut family = None;
        for one in &comparison.facts {
            let Some((row, words)) = summary::in_words(comparison, one) else {
                continue;
            };
            if family != Some(row.family) {
                family = Some(row.family);
                self.heading(says::family(row.family))?;
            }
            let (sign, role) = sign_of(&one.difference);
            let text = Marked::new(format!("{}: ", words.about()), Role::Text)
                .with(words.left, Role::Removed)
                .with(" → ", Role::Muted)
                .with(words.right, Role::Added);
            self.page
                .write(self.out, &Marked::new(sign, role), INDENT, &text)?;
            self.words_of(one)?;
        }
        Ok(())
    }

    fn words_of(&mut self, one: &FactDifference) -> io::Result<()> {
        let VersionComparison { old, new, .. } = self.comparison;
        let quoted = |policy: &Policy, words: &[Evidence]| -> Vec<String> {
            words
                .iter()
                .map(|one| policy.words(one.quote).to_owned())
                .collect()
        };
        let (before, now) = (quoted(old, &one.left), quoted(new, &one.right));
        let (old_value, new_value) = match &one.difference {
            Difference::Value { left, right } => (left.as_deref(), right.as_deref()),
            _ => (None, None),
        };
        let sides = [
            (old, &one.left, "    -", Role::Removed, &now, old_value),
            (new, &one.right, "    +", Role::Added, &before, new_value),
        ];
        for (policy, evidence, sign, role, others, value) in sides {
            let telling = telling(policy, evidence, others, value.unwrap_or_default());
            if let Some(words) = telling {
                let text = Marked::new(format!("“{}”", policy.words(words.quote)), Role::Text)
                    .with(place(policy, words), Role::Muted);
                self.page
                    .write(self.out, &Marked::new(sign, role), DEEP, &text)?;
            }
        }
        Ok(())
    }

    fn sections(&mut self) -> io::Result<()> {
        let VersionComparison { old, new, diff, .. } = self.comparison;
        if diff.sections.iter().all(Step::is_kept) {
            return Ok(());
        }
        self.heading("Sections")?;
        for step in diff.sections.iter().filter(|step| !step.is_kept()) {
            let (sign, role, text) = match step {
                Step::Removed(id) => ("-", Role::Removed, titled(old, *id, Role::Removed)),
                Step::Added(id) => ("+", Role::Added, titled(new, *id, Role::Added)),
                Step::Both(both) => {
                    let (sign, role) = sign_of_both(both);
                    (sign, role, self.section_of_both(both))
                }
            };
            self.page
                .write(self.out, &Marked::new(sign, role), INDENT, &text)?;
        }
        Ok(())
    }

    fn section_of_both(&self, both: &Both<SectionId>) -> Marked {
        let VersionComparison { old, new, .. } = self.comparison;
        let mut text = if both.text.is_some() {
            Marked::new(section_title(old, both.old), Role::Removed)
                .with(" → ", Role::Muted)
                .with(section_title(new, both.new), Role::Added)
        } else {
            Marked::new(section_title(new, both.new), Role::Text)
        };
        let lines = [old.section(both.old).lines, new.section(both.new).lines];
        text.push(
            &format!(", {}", lines_of_both(lines, both.place)),
            Role::Muted,
        );
        push_form(&mut text, &both.form);
        text
    }

    /// The clauses that are not as they were, under the headings of the new version; what was removed under the old one.
    fn clauses(&mut self) -> io::Result<()> {
        let VersionComparison { old, new, diff, .. } = self.comparison;
        let mut above = None;
        for step in diff.clauses.iter().filter(|step| !step.is_kept()) {
            let heading = match step {
                Step::Removed(id) => above_clause(old, *id),
                Step::Added(id) => above_clause(new, *id),
                Step::Both(both) => above_clause(new, both.new),
            };
            if above.as_ref() != Some(&heading) {
                self.heading(&heading)?;
                above = Some(heading);
            }
            self.clause(step)?;
        }
        Ok(())
    }

    fn clause(&mut self, step: &Step<ClauseId>) -> io::Result<()> {
        let VersionComparison { old, new, .. } = self.comparison;
        let (sign, role, place, text) = match step {
            Step::Removed(id) => {
                let text = Marked::new(old.clause_text(*id), Role::Removed);
                ("-", Role::Removed, place_of(old, *id), text)
            }
            Step::Added(id) => {
                let text = Marked::new(new.clause_text(*id), Role::Added);
                ("+", Role::Added, place_of(new, *id), text)
            }
            Step::Both(both) => {
                let (sign, role) = sign_of_both(both);
                (
                    sign,
                    role,
                    self.place_of_both(both),
                    self.text_of_both(both),
                )
            }
        };
        let sign = Marked::new(sign, role);
        let place = Marked::new(place, Role::Muted);
        self.page.write(self.out, &sign, INDENT, &place)?;
        self.page.write(self.out, &Marked::default(), INDENT, &text)
    }

    fn place_of_both(&self, both: &Both<ClauseId>) -> String {
        let VersionComparison { old, new, .. } = self.comparison;
        let lines = [old.clause(both.old).lines, new.clause(both.new).lines];
        let mut place = lines_of_both(lines, both.place);
        let (from, to) = (old.clause(both.old).section, new.clause(both.new).section);
        if both.place == Place::Moved && !self.is_one_section(from, to) {
            place.push_str(&format!(", formerly under “{}”", title(old, from)));
        }
        place
    }

    /// Whether the section `old` of the old version is the section `new` of the new one.
    fn is_one_section(&self, old: Option<SectionId>, new: Option<SectionId>) -> bool {
        let mut steps = self.comparison.diff.sections.iter();
        (old, new) == (None, None) || steps.any(|step| (step.in_old(), step.in_new()) == (old, new))
    }

    fn text_of_both(&self, both: &Both<ClauseId>) -> Marked {
        let VersionComparison { old, new, .. } = self.comparison;
        let (one, other) = (old.clause_text(both.old), new.clause_text(both.new));
        let mut text = match &both.text {
            Some(diff) => Marked::redline(one, other, diff),
            None => Marked::new(other, Role::Text),
        };
        push_form(&mut text, &both.form);
        text
    }
}

/// The words to be shown: those that hold the value, and that the other version has not, as far as there are any.
fn telling<'a>(
    policy: &Policy,
    evidence: &'a [Evidence],
    others: &[String],
    value: &str,
) -> Option<&'a Evidence> {
    evidence.iter().min_by_key(|one| {
        let words = policy.words(one.quote);
        let is_in_both = others.iter().any(|other| other == words);
        (!words.contains(value), is_in_both)
    })
}

/// Cells of the labels of the families.
const LABEL: usize = 13;

fn sign_of(difference: &Difference) -> (&'static str, Role) {
    match difference {
        Difference::Silence(Side::Left) => ("+", Role::Added),
        Difference::Silence(Side::Right) => ("-", Role::Removed),
        _ => ("~", Role::Strong),
    }
}

fn sign_of_both<Id>(both: &Both<Id>) -> (&'static str, Role) {
    match both.place {
        Place::InOrder => ("~", Role::Strong),
        Place::Moved => (">", Role::Strong),
    }
}

/// "line 12"; "line 12, formerly line 14"; "moved to line 12 from line 40".
fn lines_of_both([old, new]: [Lines; 2], place: Place) -> String {
    match place {
        Place::Moved => format!("moved to {new} from {old}"),
        Place::InOrder if old == new => new.to_string(),
        Place::InOrder => format!("{new}, formerly {old}"),
    }
}

fn place_of(policy: &Policy, clause: ClauseId) -> String {
    policy.clause(clause).lines.to_string()
}

/// " (5 Retention, line 12)".
fn place(policy: &Policy, words: &Evidence) -> String {
    let section = policy.clause(words.clause).section;
    format!(
        " ({}, {})",
        title(policy, section),
        policy.lines_of(words.quote)
    )
}

/// The heading that the clause stands under: "§ 5 Retention".
fn above_clause(policy: &Policy, clause: ClauseId) -> String {
    let section = policy.clause(clause).section;
    let sign = if section.is_some() { "§ " } else { "" };
    format!("{sign}{}", title(policy, section))
}

fn title(policy: &Policy, section: Option<SectionId>) -> String {
    section.map_or_else(
        || "Before the first heading".to_owned(),
        |section| section_title(policy, section).to_string(),
    )
}

fn titled(policy: &Policy, section: SectionId, role: Role) -> Marked {
    let lines = policy.section(section).lines;
    Marked::new(section_title(policy, section), role).with(format!(", {lines}"), Role::Muted)
}

fn push_form(text: &mut Marked, form: &[FormChange]) {
    for change in form {
        text.space();
        text.push(&format!("({})", form_in_words(change)), Role::Muted);
    }
}

fn form_in_words(change: &FormChange) -> String {
    let or = |text: &str, none: &str| if text.is_empty() { none } else { text }.to_owned();
    match change {
        FormChange::Marker { old, new } => {
            format!(
                "marked {} → {}",
                or(old, "with nothing"),
                or(new, "with nothing")
            )
        }
        FormChange::Kind { old, new } => format!("{} → {}", kind(*old), kind(*new)),
        FormChange::Level { old, new } => format!("level {old} → {new}"),
        FormChange::Link { words, old, new } => {
            let target =
                |target: &Option<String>| or(target.as_deref().unwrap_or_default(), "none");
            format!("link of “{words}”: {} → {}", target(old), target(new))
        }
        FormChange::Typography => "written with other marks or white space".to_owned(),
    }
}

fn kind(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Paragraph => "paragraph",
        ClauseKind::ListItem => "list item",
        ClauseKind::TableRow => "table row",
        ClauseKind::Address => "address",
    }
}
