//! The JSON report, version 1: the program's promise to other programs.
//!
//! The types here are the format. They are apart from the program's own types, so that no change inside can change
//! the format by accident; fields are added, never renamed or removed, within version 1. Ids and labels are those of
//! the lexicon. Same input bytes and same version of the program give the same output bytes: no clock, no path that
//! the user did not type, no order that depends on chance.

use std::io;

use serde::Serialize;

use crate::Comparison;
use crate::align;
use crate::align::explain::RowNumber;
use crate::coverage::checklist::{self, FilledChecklist, Outcome};
use crate::coverage::{self, Claim, Detail, Family, Matrix, MatrixRow};
use crate::display::date;
use crate::error;
use crate::facts;
use crate::lexicon::ConceptId;
use crate::lexicon::checklist::Duty;
use crate::policy::{self, ClauseId, ClauseKind, Lines, SectionId};
use crate::source::{self, Format};

use super::benchmark::Benchmark;

/// Writes the report: one JSON object and one newline.
///
/// # Errors
/// Those of `out`.
pub fn json(comparison: &Comparison, out: &mut impl io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Report::from(comparison))?;
    out.write_all(b"\n")
}

/// What each of the policies says, and which clauses of them stand side by side.
#[derive(Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(title = "clausewise/report/1")
)]
struct Report<'a> {
    /// "clausewise/report/1".
    schema: &'static str,
    /// The program that wrote this.
    tool: Tool,
    /// The policies, in the order given.
    policies: Vec<Policy<'a>>,
    /// What each policy states, denies or is silent on.
    coverage: Coverage<'a>,
    /// The sections and clauses side by side.
    alignment: Alignment<'a>,
    /// What a careful reader should know about the reading of the files.
    diagnostics: Vec<Diagnostic<'a>>,
    /// The inputs that could not be read.
    unread: Vec<Unread<'a>>,
    /// The checklists asked for, filled.
    checklists: Vec<Checklist<'a>>,
    /// How each policy stands beside the others.
    benchmark: Benchmark<'a>,
}

/// The program that wrote a document.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Tool {
    /// "clausewise".
    name: &'static str,
    /// Its version.
    version: &'static str,
}

/// A policy as it was read.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Policy<'a> {
    /// Its name, unique in the report.
    id: &'a str,
    /// Its path as typed; "-" for standard input.
    path: &'a str,
    /// SHA-256 of its bytes.
    sha256: &'a str,
    /// How many bytes it has.
    bytes: usize,
    /// text, markdown, html, mhtml or another that the program reads.
    format: &'static str,
    /// Its title as written.
    title: Option<&'a str>,
    /// When it was last changed, as it says: an ISO 8601 date, or the month alone.
    updated: Option<String>,
    /// Its sections in order of the text.
    sections: Vec<Section<'a>>,
    /// Its clauses in order of the text.
    clauses: Vec<Clause<'a>>,
}

/// A heading and what stands under it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Section<'a> {
    /// Its id in the policy: "s4".
    id: String,
    /// Its number as written.
    number: Option<&'a str>,
    /// Its words without the number.
    heading: &'a str,
    /// Its depth: 0 for the title, 1 for the main sections.
    level: u8,
    /// The section that it stands in.
    parent: Option<String>,
    /// Its first and last line, from 1.
    lines: [usize; 2],
}

/// The smallest thing that is cited.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Clause<'a> {
    /// Its id in the policy: "c12".
    id: String,
    /// The innermost section that it stands in.
    section: Option<String>,
    /// paragraph, list-item, table-row or address.
    kind: &'static str,
    /// Its words, markup gone and white space folded.
    text: &'a str,
    /// Its first and last line, from 1.
    lines: [usize; 2],
    /// The page that it begins on, of a source that has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    /// What it is about, the most telling first.
    topics: Vec<&'a str>,
}

/// What each policy states, denies or is silent on, by family.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Coverage<'a> {
    /// Rights of the people whose data they are.
    rights: Vec<Row<'a>>,
    /// Kinds of recipients.
    recipient_categories: Vec<Row<'a>>,
    /// Other statements that the law asks for.
    disclosures: Vec<Row<'a>>,
    /// Named organisations that handle data.
    processors: Vec<ProcessorRow<'a>>,
    /// How long data are kept.
    retention: Vec<RetentionRow<'a>>,
}

/// One right, kind of recipients or disclosure.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Row<'a> {
    /// Its id in the family.
    id: &'a str,
    /// What people call it.
    label: &'a str,
    /// The provisions that it stems from.
    refs: Vec<Reference<'a>>,
    /// One cell for each policy, in their order.
    cells: Vec<Cell<'a>>,
}

/// A provision of a law.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Reference<'a> {
    /// The law.
    law: &'a str,
    /// The provision.
    provision: &'a str,
}

/// One named organisation.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ProcessorRow<'a> {
    /// Its id.
    id: &'a str,
    /// Its short common name.
    name: &'a str,
    /// What it is for.
    category: Option<&'a str>,
    /// One cell for each policy, in their order.
    cells: Vec<ProcessorCell<'a>>,
}

/// One kind of data that is kept.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RetentionRow<'a> {
    /// Its id.
    id: &'a str,
    /// What people call it.
    label: &'a str,
    /// One cell for each policy, in their order.
    cells: Vec<RetentionCell<'a>>,
}

/// What one policy says on one row.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Cell<'a> {
    /// The policy's id.
    policy: &'a str,
    /// stated, denied or absent.
    status: &'static str,
    /// Whether it is said with reserve.
    hedged: bool,
    /// The places or laws that it is limited to; none means everybody.
    scope: Vec<&'static str>,
    /// An e-mail address, an age or a period, where the row has one.
    value: Option<&'a str>,
    /// The words that it rests on, the most telling first; none where the policy is silent.
    evidence: Vec<Evidence<'a>>,
}

/// What one policy says of an organisation.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ProcessorCell<'a> {
    #[serde(flatten)]
    cell: Cell<'a>,
    /// Its name as this policy writes it.
    as_written: Option<&'a str>,
    /// processor, recipient, source or mention.
    relation: Option<&'static str>,
    /// Where it handles data: ISO 3166 alpha-2, EU or EEA.
    location: Vec<&'a str>,
    /// scc, adequacy, dpf, dpa, bcr, consent or none-needed.
    safeguards: Vec<&'static str>,
}

/// How long one policy says that data are kept.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RetentionCell<'a> {
    #[serde(flatten)]
    cell: Cell<'a>,
    /// The single statements.
    statements: Vec<Statement<'a>>,
}

/// How long something is kept.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Statement<'a> {
    /// fixed, event, event+fixed, statutory or criteria.
    kind: &'static str,
    /// An ISO 8601 duration, where a length is given.
    duration: Option<String>,
    /// at-least where it may be longer, indefinite where nothing ends it, else null.
    open_end: Option<&'static str>,
    /// Which data, in the policy's own words.
    subject: &'a str,
    /// The words that say so.
    evidence: Vec<Evidence<'a>>,
}

/// The words that a claim rests on.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Evidence<'a> {
    /// The clause that they stand in.
    clause: String,
    /// Their first and last line, from 1.
    lines: [usize; 2],
    /// The page that they begin on, of a source that has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    /// The words, as they stand in the clause's text.
    quote: &'a str,
}

/// The sections and clauses side by side.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Alignment<'a> {
    /// Each section and clause stands in at least one row.
    rows: Vec<AlignedRow<'a>>,
}

/// Sections or clauses of different policies that make the same provision.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct AlignedRow<'a> {
    /// Its id: "r17".
    id: String,
    /// section or clause.
    level: &'static str,
    /// What it is about.
    topic: Option<&'a str>,
    /// How alike they are, from 0 to 1.
    score: f64,
    /// The policies that have a part in it.
    cells: Vec<AlignedCell<'a>>,
}

/// The part that one policy has in a row.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct AlignedCell<'a> {
    /// The policy's id.
    policy: &'a str,
    #[serde(flatten)]
    members: Members,
}

/// Its sections, or its clauses, by id.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Members {
    /// In a row of sections.
    Sections(Vec<String>),
    /// In a row of clauses.
    Clauses(Vec<String>),
}

/// What a careful reader should know.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Diagnostic<'a> {
    /// The policy's id.
    policy: &'a str,
    /// note or warning.
    severity: &'static str,
    /// The line, from 1, where it is about one.
    line: Option<usize>,
    /// What it is.
    message: &'a str,
}

/// An input that could not be read.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Unread<'a> {
    /// Its path as typed.
    path: &'a str,
    /// What is wrong with it.
    message: String,
}

/// What a law wants a policy to tell.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Checklist<'a> {
    /// Its id.
    id: &'a str,
    /// What people call it.
    label: &'a str,
    /// The law.
    law: &'a str,
    /// What it wants, in its order.
    requirements: Vec<Requirement<'a>>,
}

/// One thing that a law wants a policy to tell.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Requirement<'a> {
    /// Where the law says so.
    provision: &'a str,
    /// What is wanted.
    text: &'a str,
    /// mandatory, conditional or recommended.
    duty: &'static str,
    /// What a reader should know.
    note: Option<&'a str>,
    /// One answer for each policy, in their order.
    cells: Vec<Answer<'a>>,
}

/// How one policy answers a requirement.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Answer<'a> {
    /// The policy's id.
    policy: &'a str,
    /// met, partly, missing, not-stated or not-assessed.
    outcome: &'static str,
    /// The words that it rests on.
    evidence: Vec<Evidence<'a>>,
}

impl<'a> From<&'a Comparison> for Report<'a> {
    fn from(comparison: &'a Comparison) -> Self {
        let survey = &comparison.survey;
        let policies = survey.policies.iter().zip(&survey.facts);
        Self {
            schema: "clausewise/report/1",
            tool: Tool::this(),
            policies: policies
                .map(|(policy, facts)| policy_json(policy, facts))
                .collect(),
            coverage: coverage_json(&survey.policies, &survey.matrix),
            alignment: alignment_json(comparison),
            diagnostics: survey.policies.iter().flat_map(diagnostics_json).collect(),
            unread: survey.unread.iter().map(unread_json).collect(),
            checklists: survey
                .checklists
                .iter()
                .map(|filled| checklist_json(&survey.policies, filled))
                .collect(),
            benchmark: Benchmark::from(survey),
        }
    }
}

impl Tool {
    /// This program.
    pub(super) fn this() -> Self {
        Self {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

pub(super) fn policy_json<'a>(
    policy: &'a policy::Policy,
    said: &'a facts::PolicyFacts,
) -> Policy<'a> {
    Policy {
        id: &policy.name,
        path: &policy.origin.path,
        sha256: &policy.origin.sha256,
        bytes: policy.origin.bytes,
        format: format_json(policy.origin.format),
        title: policy.title.as_deref(),
        updated: policy.updated.map(date),
        sections: policy
            .sections()
            .map(|(id, section)| Section {
                id: section_id(id),
                number: section.number.as_deref(),
                heading: policy.words(section.heading),
                level: section.level,
                parent: section.parent.map(section_id),
                lines: section.lines.first_and_last(),
            })
            .collect(),
        clauses: policy
            .clauses()
            .map(|(id, clause)| Clause {
                id: clause_id(id),
                section: clause.section.map(section_id),
                kind: kind_json(clause.kind),
                text: policy.words(clause.span),
                lines: clause.lines.first_and_last(),
                page: policy.page_of(clause.span),
                topics: said
                    .topics
                    .get(id.0)
                    .map(|topics| topics.iter().map(ConceptId::as_str).collect())
                    .unwrap_or_default(),
            })
            .collect(),
    }
}

pub(super) fn format_json(format: Format) -> &'static str {
    match format {
        Format::Text => "text",
        Format::Markdown => "markdown",
        Format::Html => "html",
        Format::Mhtml => "mhtml",
        Format::Docx => "docx",
        Format::Pdf => "pdf",
    }
}

pub(super) fn section_id(id: SectionId) -> String {
    format!("s{}", id.0 + 1)
}

pub(super) fn clause_id(id: ClauseId) -> String {
    format!("c{}", id.0 + 1)
}

pub(super) fn kind_json(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Paragraph => "paragraph",
        ClauseKind::ListItem => "list-item",
        ClauseKind::TableRow => "table-row",
        ClauseKind::Address => "address",
    }
}

pub(super) fn family_json(family: Family) -> &'static str {
    match family {
        Family::Rights => "rights",
        Family::Processors => "processors",
        Family::Retention => "retention",
        Family::RecipientCategories => "recipient_categories",
        Family::Disclosures => "disclosures",
    }
}

pub(super) fn coverage_json<'a>(
    policies: &'a [policy::Policy],
    matrix: &'a Matrix,
) -> Coverage<'a> {
    let rows = |family| {
        matrix
            .family(family)
            .map(|row| row_json(policies, row))
            .collect()
    };
    Coverage {
        rights: rows(Family::Rights),
        recipient_categories: rows(Family::RecipientCategories),
        disclosures: rows(Family::Disclosures),
        processors: matrix
            .family(Family::Processors)
            .map(|row| ProcessorRow {
                id: row.id.as_str(),
                name: &row.label,
                category: row.category.as_ref().map(ConceptId::as_str),
                cells: cells_json(policies, row, processor_cell_json),
            })
            .collect(),
        retention: matrix
            .family(Family::Retention)
            .map(|row| RetentionRow {
                id: row.id.as_str(),
                label: &row.label,
                cells: cells_json(policies, row, retention_cell_json),
            })
            .collect(),
    }
}

fn row_json<'a>(policies: &'a [policy::Policy], row: &'a MatrixRow) -> Row<'a> {
    Row {
        id: row.id.as_str(),
        label: &row.label,
        refs: row
            .refs
            .iter()
            .map(|r| Reference {
                law: &r.law,
                provision: &r.provision,
            })
            .collect(),
        cells: cells_json(policies, row, cell_json),
    }
}

fn cells_json<'a, T>(
    policies: &'a [policy::Policy],
    row: &'a MatrixRow,
    cell_json: impl Fn(&'a policy::Policy, &'a coverage::Cell) -> T,
) -> Vec<T> {
    policies
        .iter()
        .zip(&row.cells)
        .map(|(policy, cell)| cell_json(policy, cell))
        .collect()
}

fn cell_json<'a>(policy: &'a policy::Policy, cell: &'a coverage::Cell) -> Cell<'a> {
    let claim = cell.claim();
    Cell {
        policy: &policy.name,
        status: match cell {
            coverage::Cell::Stated(_) => "stated",
            coverage::Cell::Denied(_) => "denied",
            coverage::Cell::Absent => "absent",
        },
        hedged: claim.is_some_and(|claim| claim.hedged),
        scope: claim
            .map(|claim| claim.scope.iter().copied().map(scope_json).collect())
            .unwrap_or_default(),
        value: claim.and_then(|claim| claim.value.as_deref()),
        evidence: claim
            .map(|claim| claim.evidence().map(|e| evidence_json(policy, e)).collect())
            .unwrap_or_default(),
    }
}

fn processor_cell_json<'a>(
    policy: &'a policy::Policy,
    cell: &'a coverage::Cell,
) -> ProcessorCell<'a> {
    let detail = match cell.claim().map(|claim: &Claim| &claim.detail) {
        Some(Detail::Processor {
            as_written,
            relation,
            location,
            safeguards,
        }) => Some((as_written, relation, location, safeguards)),
        _ => None,
    };
    ProcessorCell {
        cell: cell_json(policy, cell),
        as_written: detail.map(|(as_written, ..)| as_written.as_str()),
        relation: detail.map(|(_, relation, ..)| relation_json(*relation)),
        location: detail
            .map(|(_, _, location, _)| location.iter().map(String::as_str).collect())
            .unwrap_or_default(),
        safeguards: detail
            .map(|(.., safeguards)| safeguards.iter().copied().map(safeguard_json).collect())
            .unwrap_or_default(),
    }
}

fn retention_cell_json<'a>(
    policy: &'a policy::Policy,
    cell: &'a coverage::Cell,
) -> RetentionCell<'a> {
    let statements = match cell.claim().map(|claim: &Claim| &claim.detail) {
        Some(Detail::Retention(statements)) => statements.as_slice(),
        _ => &[],
    };
    RetentionCell {
        cell: cell_json(policy, cell),
        statements: statements
            .iter()
            .map(|statement| Statement {
                kind: retention_kind_json(statement.retention.kind),
                duration: statement.retention.duration.map(|length| length.iso8601()),
                open_end: statement.retention.open_end.map(open_end_json),
                subject: &statement.retention.subject,
                evidence: statement
                    .evidence
                    .iter()
                    .map(|e| evidence_json(policy, *e))
                    .collect(),
            })
            .collect(),
    }
}

pub(super) fn evidence_json(policy: &policy::Policy, evidence: facts::Evidence) -> Evidence<'_> {
    let lines: Lines = policy.lines_of(evidence.quote);
    Evidence {
        clause: clause_id(evidence.clause),
        lines: lines.first_and_last(),
        page: policy.page_of(evidence.quote),
        quote: policy.words(evidence.quote),
    }
}

pub(super) fn scope_json(scope: facts::Jurisdiction) -> &'static str {
    use facts::Jurisdiction as J;
    match scope {
        J::Eu => "eu",
        J::Uk => "uk",
        J::Ch => "ch",
        J::California => "california",
        J::UsState => "us-state",
        J::Brazil => "brazil",
        J::Turkey => "turkey",
        J::Korea => "korea",
        J::Canada => "canada",
        J::Australia => "australia",
        J::Japan => "japan",
        J::China => "china",
        J::Other => "other",
    }
}

pub(super) fn relation_json(relation: facts::Relation) -> &'static str {
    match relation {
        facts::Relation::Processor => "processor",
        facts::Relation::Recipient => "recipient",
        facts::Relation::Source => "source",
        facts::Relation::Mention => "mention",
    }
}

pub(super) fn safeguard_json(safeguard: facts::Safeguard) -> &'static str {
    match safeguard {
        facts::Safeguard::Scc => "scc",
        facts::Safeguard::Adequacy => "adequacy",
        facts::Safeguard::Dpf => "dpf",
        facts::Safeguard::Dpa => "dpa",
        facts::Safeguard::Bcr => "bcr",
        facts::Safeguard::Consent => "consent",
        facts::Safeguard::NoneNeeded => "none-needed",
    }
}

pub(super) fn retention_kind_json(kind: facts::RetentionKind) -> &'static str {
    match kind {
        facts::RetentionKind::Fixed => "fixed",
        facts::RetentionKind::Event => "event",
        facts::RetentionKind::EventThenFixed => "event+fixed",
        facts::RetentionKind::Statutory => "statutory",
        facts::RetentionKind::Criteria => "criteria",
    }
}

pub(super) fn open_end_json(end: facts::OpenEnd) -> &'static str {
    match end {
        facts::OpenEnd::AtLeast => "at-least",
        facts::OpenEnd::Indefinite => "indefinite",
    }
}

fn alignment_json(Comparison { survey, alignment }: &Comparison) -> Alignment<'_> {
    let sections = alignment.sections.iter().map(|row| {
        aligned_row_json(&survey.policies, row, "section", |ids| {
            Members::Sections(ids.iter().copied().map(section_id).collect())
        })
    });
    let clauses = alignment.clauses.iter().map(|row| {
        aligned_row_json(&survey.policies, row, "clause", |ids| {
            Members::Clauses(ids.iter().copied().map(clause_id).collect())
        })
    });
    let mut rows: Vec<AlignedRow<'_>> = sections.chain(clauses).collect();
    for (number, row) in (1..).zip(&mut rows) {
        row.id = RowNumber(number).to_string();
    }
    Alignment { rows }
}

fn aligned_row_json<'a, Id>(
    policies: &'a [policy::Policy],
    row: &'a align::Row<Id>,
    level: &'static str,
    members: impl Fn(&[Id]) -> Members,
) -> AlignedRow<'a> {
    AlignedRow {
        id: String::new(),
        level,
        topic: row.topic.as_ref().map(ConceptId::as_str),
        // Two decimals: more would promise a precision that the score does not have.
        score: (f64::from(row.score) * 100.0).round() / 100.0,
        cells: policies
            .iter()
            .zip(&row.cells)
            .filter(|(_, ids)| !ids.is_empty())
            .map(|(policy, ids)| AlignedCell {
                policy: &policy.name,
                members: members(ids),
            })
            .collect(),
    }
}

pub(super) fn diagnostics_json(policy: &policy::Policy) -> impl Iterator<Item = Diagnostic<'_>> {
    policy.diagnostics.iter().map(|diagnostic| Diagnostic {
        policy: &policy.name,
        severity: match diagnostic.severity {
            policy::Severity::Note => "note",
            policy::Severity::Warning => "warning",
        },
        line: diagnostic.line.map(|line| line + 1),
        message: &diagnostic.message,
    })
}

pub(super) fn unread_json(unread: &source::Unread) -> Unread<'_> {
    Unread {
        path: &unread.path,
        message: error::in_full(&unread.why),
    }
}

pub(super) fn checklist_json<'a>(
    policies: &'a [policy::Policy],
    filled: &'a FilledChecklist,
) -> Checklist<'a> {
    let requirements = filled.checklist.requirements.iter().zip(&filled.answers);
    Checklist {
        id: &filled.checklist.id,
        label: &filled.checklist.label,
        law: &filled.checklist.law,
        requirements: requirements
            .map(|(requirement, answers)| Requirement {
                provision: &requirement.provision,
                text: &requirement.text,
                duty: match requirement.duty {
                    Duty::Mandatory => "mandatory",
                    Duty::Conditional => "conditional",
                    Duty::Recommended => "recommended",
                },
                note: requirement.note.as_deref(),
                cells: policies
                    .iter()
                    .zip(answers)
                    .map(|(policy, answer)| answer_json(policy, answer))
                    .collect(),
            })
            .collect(),
    }
}

fn answer_json<'a>(policy: &'a policy::Policy, answer: &'a checklist::Answer) -> Answer<'a> {
    Answer {
        policy: &policy.name,
        outcome: match answer.outcome {
            Outcome::Met => "met",
            Outcome::Partly => "partly",
            Outcome::Missing => "missing",
            Outcome::NotStated => "not-stated",
            Outcome::NotAssessed => "not-assessed",
        },
        evidence: answer
            .evidence
            .iter()
            .map(|e| evidence_json(policy, *e))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_that_of_the_types() {
        crate::report::testing::assert_schema_of::<Report<'_>>("report-1");
    }
}
