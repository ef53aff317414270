//! What has changed as JSON, version 1: a promise to other programs, as the report is.
//!
//! The types here are the format, and docs/diff.md tells it in words. The JSON Schema beside it is made from them. Fields
//! are added, never renamed or removed, within version 1.

use std::io;

use serde::Serialize;

use crate::VersionComparison;
use crate::coverage::{Cell, Family};
use crate::diff::{self, Both, ChangeKind, Difference, Place, SentenceFate, Strictness};
use crate::display::{clause_changes, date, status};
use crate::policy::{ClauseId, Policy, SectionId};
use crate::report::json::{
    Evidence, Tool, clause_id, evidence_json, format_json, kind_json, section_id,
};

use super::summary;

/// Writes what has changed: one JSON object and one newline.
///
/// # Errors
/// Those of `out`.
pub fn diff_json(comparison: &VersionComparison, out: &mut impl io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Diff::from(comparison))?;
    out.write_all(b"\n")
}

/// What has changed from one version of a policy to another.
#[derive(Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(title = "clausewise/diff/1")
)]
struct Diff<'a> {
    /// "clausewise/diff/1".
    schema: &'static str,
    /// The program that wrote this.
    tool: Tool,
    /// Whether numbers, link targets, levels and typography count as changes.
    exact: bool,
    /// The version that was there first.
    old: Version<'a>,
    /// The version that came after it.
    new: Version<'a>,
    /// What it amounts to.
    summary: Summary,
    /// What the two provide differently, by family and row.
    facts: Vec<Fact<'a>>,
    /// All sections of both, in order of the new version; removed ones stand where they stood.
    sections: Vec<SectionStep<'a>>,
    /// All clauses of both, in order of the new version; removed ones stand where they stood.
    clauses: Vec<ClauseStep<'a>>,
}

/// The file that a version was read from.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Version<'a> {
    /// Its name.
    id: &'a str,
    /// Its path as typed; "-" for standard input.
    path: &'a str,
    /// SHA-256 of its bytes.
    sha256: &'a str,
    /// How many bytes it has.
    bytes: usize,
    /// text, markdown, html or mhtml.
    format: &'static str,
    /// Its title as written.
    title: Option<&'a str>,
    /// When it was last changed, as it says: an ISO 8601 date, or the month alone.
    updated: Option<String>,
}

/// What the changes amount to.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Summary {
    /// In words: "12 clauses changed, 3 added, 1 removed, 2 moved".
    text: String,
    /// How many clauses are what.
    clauses: Counts,
    /// How many sections are what; changed ones are renamed, or have changed in form where that counts.
    sections: Counts,
    /// The changes of rights in words, one each.
    rights: Vec<String>,
    /// Those of processors.
    processors: Vec<String>,
    /// Those of retention periods.
    retention: Vec<String>,
    /// Those of kinds of recipients.
    recipient_categories: Vec<String>,
    /// Those of other disclosures.
    disclosures: Vec<String>,
}

/// How many clauses, or sections, are what; each is counted once.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Counts {
    /// As they were, where they were.
    kept: usize,
    /// Changed where they were.
    changed: usize,
    /// Only in the new version.
    added: usize,
    /// Only in the old version.
    removed: usize,
    /// Elsewhere, changed or not.
    moved: usize,
}

/// One thing that the two versions provide differently.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Fact<'a> {
    /// The part of the coverage matrix.
    family: FamilyName,
    /// The id of its row, as in the report.
    id: &'a str,
    /// What people call it.
    label: &'a str,
    /// What differs.
    kind: Kind,
    /// The difference in words: "retention of account data: 30 days → 90 days".
    words: String,
    /// What the old version says.
    old: Said<'a>,
    /// What the new version says.
    new: Said<'a>,
}

/// What one version says.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Said<'a> {
    /// stated, denied or absent.
    status: &'static str,
    /// Its part of the difference in words: "30 days".
    words: String,
    /// The words that it rests on.
    evidence: Vec<Evidence<'a>>,
}

/// The parts of the coverage matrix.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
enum FamilyName {
    Rights,
    Processors,
    Retention,
    RecipientCategories,
    Disclosures,
}

/// What differs.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Kind {
    /// One says nothing about it.
    Silence,
    /// One denies what the other states.
    Denial,
    /// One names the safeguards of its transfers, the other leaves them open.
    OpenSafeguards,
    /// How long something is kept.
    Periods,
    /// What a named organisation does with the data.
    Relation,
    /// Where a named organisation handles the data.
    Location,
    /// What protects the data that a named organisation handles.
    Safeguards,
    /// The value that a statement carries.
    Value,
    /// The places or laws that it is limited to.
    Scope,
    /// One says it with reserve, the other plainly.
    Reserve,
}

/// What became of a section, a clause, a sentence or some words.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Change {
    /// Both have it, in the same words.
    Kept,
    /// Both have it, in other words or, where that counts, in another form.
    Changed,
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
}

/// What became of a section; a changed one is renamed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SectionStep<'a> {
    change: Change,
    /// Whether it stands elsewhere among the sections.
    moved: bool,
    /// The section in the old version; null for one that was added.
    old: Option<Section<'a>>,
    /// The section in the new version; null for one that was removed.
    new: Option<Section<'a>>,
    /// What changed besides its words; empty unless that counts.
    form: Vec<FormChange<'a>>,
}

/// A section of one version.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Section<'a> {
    /// Its id, as in the report.
    id: String,
    /// Its number as written.
    number: Option<&'a str>,
    /// The words of its heading.
    heading: &'a str,
    /// Its depth: 0 for the title.
    level: u8,
    /// First and last line, from 1.
    lines: [usize; 2],
}

/// What became of a clause.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ClauseStep<'a> {
    change: Change,
    /// Whether it stands elsewhere among the clauses.
    moved: bool,
    /// The clause in the old version; null for one that was added.
    old: Option<Clause<'a>>,
    /// The clause in the new version; null for one that was removed.
    new: Option<Clause<'a>>,
    /// Its sentences, where its words have changed: together they hold both texts whole.
    sentences: Vec<Sentence<'a>>,
    /// What changed besides its words; empty unless that counts.
    form: Vec<FormChange<'a>>,
}

/// A clause of one version.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Clause<'a> {
    /// Its id, as in the report.
    id: String,
    /// The innermost section it stands in.
    section: Option<String>,
    /// paragraph, list-item, table-row or address.
    kind: &'static str,
    /// First and last line, from 1.
    lines: [usize; 2],
    /// Its words; null where the clause is kept.
    text: Option<&'a str>,
}

/// What became of a sentence.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Sentence<'a> {
    change: Change,
    /// Its words in order: what is kept and removed makes up the old sentence, what is kept and added the new one.
    words: Vec<Words<'a>>,
}

/// Words that both sentences have, or one of them.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Words<'a> {
    change: Change,
    /// The words; where both have them and write them with other marks or white space, as the new version does.
    text: &'a str,
}

/// What changed about a heading or a clause besides its words.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "what", rename_all = "lowercase")]
enum FormChange<'a> {
    /// The number, letter or bullet in front; empty where there is none.
    Marker { old: &'a str, new: &'a str },
    /// A paragraph has become a list item, and so on.
    Kind {
        old: &'static str,
        new: &'static str,
    },
    /// The depth of the heading or of the list item.
    Level { old: u8, new: u8 },
    /// Where some words link to; null where they are no link.
    Link {
        words: &'a str,
        old: Option<&'a str>,
        new: Option<&'a str>,
    },
    /// Quotation marks, dashes, hidden characters, white space, or the case of a heading.
    Typography,
}

impl<'a> From<&'a VersionComparison> for Diff<'a> {
    fn from(comparison: &'a VersionComparison) -> Self {
        let VersionComparison { old, new, diff, .. } = comparison;
        Self {
            schema: "clausewise/diff/1",
            tool: Tool::this(),
            exact: comparison.strictness == Strictness::Form,
            old: version_json(old),
            new: version_json(new),
            summary: summary_json(comparison),
            facts: facts_json(comparison),
            sections: diff
                .sections
                .iter()
                .map(|step| section_step_json(comparison, step))
                .collect(),
            clauses: diff
                .clauses
                .iter()
                .map(|step| clause_step_json(comparison, step))
                .collect(),
        }
    }
}

fn version_json(policy: &Policy) -> Version<'_> {
    Version {
        id: &policy.name,
        path: &policy.origin.path,
        sha256: &policy.origin.sha256,
        bytes: policy.origin.bytes,
        format: format_json(policy.origin.format),
        title: policy.title.as_deref(),
        updated: policy.updated.map(date),
    }
}

fn summary_json(comparison: &VersionComparison) -> Summary {
    let clauses = diff::Counts::of(&comparison.diff.clauses);
    let of = |family| summary::of_family(comparison, family);
    Summary {
        text: clause_changes(clauses),
        clauses: counts_json(clauses),
        sections: counts_json(diff::Counts::of(&comparison.diff.sections)),
        rights: of(Family::Rights),
        processors: of(Family::Processors),
        retention: of(Family::Retention),
        recipient_categories: of(Family::RecipientCategories),
        disclosures: of(Family::Disclosures),
    }
}

fn counts_json(counts: diff::Counts) -> Counts {
    let diff::Counts {
        kept,
        changed,
        added,
        removed,
        moved,
    } = counts;
    Counts {
        kept,
        changed,
        added,
        removed,
        moved,
    }
}

fn facts_json(comparison: &VersionComparison) -> Vec<Fact<'_>> {
    let fact = |one| {
        let (row, contrast) = summary::in_words(comparison, one)?;
        let [before, now]: &[Cell; 2] = row.cells.as_slice().try_into().ok()?;
        let said = |cell: &Cell, words: &str, policy, evidence: &[_]| Said {
            status: status(cell.polarity()),
            words: words.to_owned(),
            evidence: evidence
                .iter()
                .map(|one| evidence_json(policy, *one))
                .collect(),
        };
        Some(Fact {
            family: family_json(row.family),
            id: row.id.as_str(),
            label: &row.label,
            kind: kind_of(&one.difference),
            words: contrast.on_one_line(row, "→"),
            old: said(before, &contrast.left, &comparison.old, &one.left),
            new: said(now, &contrast.right, &comparison.new, &one.right),
        })
    };
    comparison.facts.iter().filter_map(fact).collect()
}

fn family_json(family: Family) -> FamilyName {
    match family {
        Family::Rights => FamilyName::Rights,
        Family::Processors => FamilyName::Processors,
        Family::Retention => FamilyName::Retention,
        Family::RecipientCategories => FamilyName::RecipientCategories,
        Family::Disclosures => FamilyName::Disclosures,
    }
}

fn kind_of(difference: &Difference) -> Kind {
    match difference {
        Difference::Silence(_) => Kind::Silence,
        Difference::Denial(_) => Kind::Denial,
        Difference::OpenSafeguards { .. } => Kind::OpenSafeguards,
        Difference::Periods { .. } => Kind::Periods,
        Difference::Relation { .. } => Kind::Relation,
        Difference::Location { .. } => Kind::Location,
        Difference::Safeguards { .. } => Kind::Safeguards,
        Difference::Value { .. } => Kind::Value,
        Difference::Scope { .. } => Kind::Scope,
        Difference::Reserve(_) => Kind::Reserve,
    }
}

fn section_step_json<'a>(
    comparison: &'a VersionComparison,
    step: &'a diff::Step<SectionId>,
) -> SectionStep<'a> {
    let (old, new) = (&comparison.old, &comparison.new);
    let both = both(step);
    SectionStep {
        change: change_of(step),
        moved: is_moved(both),
        old: step.in_old().map(|id| section_json(old, id)),
        new: step.in_new().map(|id| section_json(new, id)),
        form: both.map(form_json).unwrap_or_default(),
    }
}

fn section_json(policy: &Policy, id: SectionId) -> Section<'_> {
    let section = policy.section(id);
    Section {
        id: section_id(id),
        number: section.number.as_deref(),
        heading: policy.heading(id),
        level: section.level,
        lines: section.lines.first_and_last(),
    }
}

fn clause_step_json<'a>(
    comparison: &'a VersionComparison,
    step: &'a diff::Step<ClauseId>,
) -> ClauseStep<'a> {
    let (old, new) = (&comparison.old, &comparison.new);
    let both = both(step);
    let is_shown = !step.is_kept();
    let clause = |policy: &'a Policy, id| {
        let words = is_shown.then(|| policy.clause_text(id));
        clause_json(policy, id, words)
    };
    ClauseStep {
        change: change_of(step),
        moved: is_moved(both),
        old: step.in_old().map(|id| clause(old, id)),
        new: step.in_new().map(|id| clause(new, id)),
        sentences: both
            .map(|both| sentences_json(comparison, both))
            .unwrap_or_default(),
        form: both.map(form_json).unwrap_or_default(),
    }
}

fn clause_json<'a>(policy: &'a Policy, id: ClauseId, text: Option<&'a str>) -> Clause<'a> {
    let clause = policy.clause(id);
    Clause {
        id: clause_id(id),
        section: clause.section.map(section_id),
        kind: kind_json(clause.kind),
        lines: clause.lines.first_and_last(),
        text,
    }
}

fn sentences_json<'a>(
    comparison: &'a VersionComparison,
    both: &'a Both<ClauseId>,
) -> Vec<Sentence<'a>> {
    let old = comparison.old.clause_text(both.old);
    let new = comparison.new.clause_text(both.new);
    let sentence = |one: &diff::Sentence| Sentence {
        change: match one.fate {
            SentenceFate::Kept => Change::Kept,
            SentenceFate::Changed(_) => Change::Changed,
            SentenceFate::Removed => Change::Removed,
            SentenceFate::Added => Change::Added,
        },
        words: one
            .changes()
            .into_iter()
            .map(|words| words_json(old, new, words))
            .collect(),
    };
    let sentences = both.text.iter().flat_map(|text| &text.sentences);
    sentences.map(sentence).collect()
}

fn words_json<'a>(old: &'a str, new: &'a str, words: diff::Change) -> Words<'a> {
    match words.kind {
        ChangeKind::Kept => Words {
            change: Change::Kept,
            text: words.new.of(new),
        },
        ChangeKind::Removed => Words {
            change: Change::Removed,
            text: words.old.of(old),
        },
        ChangeKind::Added => Words {
            change: Change::Added,
            text: words.new.of(new),
        },
    }
}

fn both<Id>(step: &diff::Step<Id>) -> Option<&Both<Id>> {
    match step {
        diff::Step::Both(both) => Some(both),
        diff::Step::Removed(_) | diff::Step::Added(_) => None,
    }
}

fn change_of<Id>(step: &diff::Step<Id>) -> Change {
    match step {
        diff::Step::Removed(_) => Change::Removed,
        diff::Step::Added(_) => Change::Added,
        diff::Step::Both(both) if both.is_changed() => Change::Changed,
        diff::Step::Both(_) => Change::Kept,
    }
}

fn is_moved<Id>(both: Option<&Both<Id>>) -> bool {
    both.is_some_and(|both| both.place == Place::Moved)
}

fn form_json<Id>(both: &Both<Id>) -> Vec<FormChange<'_>> {
    both.form.iter().map(form_change_json).collect()
}

fn form_change_json(change: &diff::FormChange) -> FormChange<'_> {
    match change {
        diff::FormChange::Marker { old, new } => FormChange::Marker { old, new },
        diff::FormChange::Kind { old, new } => FormChange::Kind {
            old: kind_json(*old),
            new: kind_json(*new),
        },
        diff::FormChange::Level { old, new } => FormChange::Level {
            old: *old,
            new: *new,
        },
        diff::FormChange::Link { words, old, new } => FormChange::Link {
            words,
            old: old.as_deref(),
            new: new.as_deref(),
        },
        diff::FormChange::Typography => FormChange::Typography,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_that_of_the_types() {
        crate::report::testing::assert_schema_of::<Diff<'_>>("diff-1");
    }
}
