//! The JSON report read by a reader of its own, which knows the format from its description and denies unknown fields.

mod support;

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    schema: String,
    tool: Tool,
    policies: Vec<Policy>,
    coverage: Coverage,
    alignment: Alignment,
    diagnostics: Vec<Diagnostic>,
    unread: Vec<Unread>,
    checklists: Vec<Checklist>,
    benchmark: Benchmark,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Benchmark {
    order_by: String,
    policies: Vec<Standing>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Standing {
    policy: String,
    counts: Counts,
    organisations: Organisations,
    checklists: Vec<Share>,
    gaps: Vec<RowName>,
    alone: Vec<RowName>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    rights: Tally,
    recipient_categories: Tally,
    disclosures: Tally,
    processors: Tally,
    retention: Tally,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisations {
    processors: usize,
    recipients: usize,
    sources: usize,
    mentioned: usize,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Tally {
    stated: usize,
    denied: usize,
    absent: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Share {
    id: String,
    met: usize,
    partly: usize,
    missing: usize,
    not_stated: usize,
    not_assessed: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowName {
    family: String,
    id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Checklist {
    id: String,
    label: String,
    law: String,
    requirements: Vec<Requirement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Requirement {
    provision: String,
    text: String,
    duty: String,
    #[serde(rename = "note")]
    _note: Option<String>,
    cells: Vec<Answer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    policy: String,
    outcome: String,
    evidence: Vec<Evidence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tool {
    name: String,
    version: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Policy {
    id: String,
    path: String,
    sha256: String,
    bytes: u64,
    format: String,
    title: Option<String>,
    updated: Option<String>,
    sections: Vec<Section>,
    clauses: Vec<Clause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    id: String,
    #[serde(rename = "number")]
    _number: Option<String>,
    heading: String,
    level: u8,
    parent: Option<String>,
    lines: [usize; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clause {
    id: String,
    section: Option<String>,
    kind: String,
    text: String,
    lines: [usize; 2],
    #[serde(rename = "page")]
    _page: Option<usize>,
    #[serde(rename = "topics")]
    _topics: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Coverage {
    rights: Vec<Row<Cell>>,
    recipient_categories: Vec<Row<Cell>>,
    disclosures: Vec<Row<Cell>>,
    processors: Vec<ProcessorRow>,
    retention: Vec<RetentionRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row<C> {
    id: String,
    label: String,
    refs: Vec<Reference>,
    cells: Vec<C>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reference {
    law: String,
    provision: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProcessorRow {
    id: String,
    name: String,
    category: Option<String>,
    cells: Vec<ProcessorCell>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RetentionRow {
    id: String,
    label: String,
    cells: Vec<RetentionCell>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cell {
    policy: String,
    status: String,
    hedged: bool,
    scope: Vec<String>,
    value: Option<String>,
    evidence: Vec<Evidence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProcessorCell {
    policy: String,
    status: String,
    #[serde(rename = "hedged")]
    _hedged: bool,
    #[serde(rename = "scope")]
    _scope: Vec<String>,
    #[serde(rename = "value")]
    _value: Option<String>,
    evidence: Vec<Evidence>,
    as_written: Option<String>,
    relation: Option<String>,
    location: Vec<String>,
    safeguards: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RetentionCell {
    policy: String,
    status: String,
    #[serde(rename = "hedged")]
    _hedged: bool,
    #[serde(rename = "scope")]
    _scope: Vec<String>,
    #[serde(rename = "value")]
    _value: Option<String>,
    evidence: Vec<Evidence>,
    statements: Vec<Statement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Statement {
    kind: String,
    duration: Option<String>,
    open_end: Option<String>,
    subject: String,
    evidence: Vec<Evidence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Evidence {
    clause: String,
    lines: [usize; 2],
    #[serde(rename = "page")]
    _page: Option<usize>,
    quote: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Alignment {
    rows: Vec<AlignedRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AlignedRow {
    id: String,
    level: String,
    #[serde(rename = "topic")]
    _topic: Option<String>,
    score: f64,
    cells: Vec<AlignedCell>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AlignedCell {
    policy: String,
    #[serde(default)]
    sections: Vec<String>,
    #[serde(default)]
    clauses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Diagnostic {
    policy: String,
    severity: String,
    #[serde(rename = "line")]
    _line: Option<usize>,
    message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unread {
    #[serde(rename = "path")]
    _path: String,
    #[serde(rename = "message")]
    _message: String,
}

fn report() -> Report {
    serde_json::from_slice(&support::report_on_samples())
        .expect("the report has the form described")
}

impl Report {
    fn ids(&self) -> Vec<&str> {
        self.policies
            .iter()
            .map(|policy| policy.id.as_str())
            .collect()
    }

    /// All evidence, each with the policy it is said of.
    fn evidence(&self) -> Vec<(&str, &Evidence)> {
        let coverage = &self.coverage;
        let plain = [
            &coverage.rights,
            &coverage.recipient_categories,
            &coverage.disclosures,
        ]
        .into_iter()
        .flatten();
        let mut all: Vec<(&str, &Evidence)> = plain
            .flat_map(|row| &row.cells)
            .flat_map(|cell| cell.evidence.iter().map(|e| (cell.policy.as_str(), e)))
            .collect();
        for cell in coverage.processors.iter().flat_map(|row| &row.cells) {
            all.extend(cell.evidence.iter().map(|e| (cell.policy.as_str(), e)));
        }
        for cell in coverage.retention.iter().flat_map(|row| &row.cells) {
            let statements = cell
                .statements
                .iter()
                .flat_map(|statement| &statement.evidence);
            all.extend(
                cell.evidence
                    .iter()
                    .chain(statements)
                    .map(|e| (cell.policy.as_str(), e)),
            );
        }
        all
    }
}

#[test]
fn the_head_says_what_it_is_and_where_it_comes_from() {
    let report = report();
    assert_eq!(report.schema, "clausewise/report/1");
    assert_eq!(report.tool.name, "clausewise");
    assert_eq!(report.tool.version, env!("CARGO_PKG_VERSION"));
    assert!(report.unread.is_empty());
    for policy in &report.policies {
        let bytes = std::fs::read(&policy.path).unwrap();
        assert_eq!(policy.bytes, u64::try_from(bytes.len()).unwrap());
        assert_eq!(policy.format, "text");
        assert_eq!(policy.sha256.len(), 64);
        assert!(
            policy
                .sha256
                .chars()
                .all(|c| c.is_ascii_hexdigit() && !c.is_uppercase())
        );
    }
}

#[test]
fn sections_and_clauses_have_their_places_in_the_file() {
    let report = report();
    for policy in &report.policies {
        let source = std::fs::read_to_string(&policy.path).unwrap();
        let lines = source.lines().count();
        let sections: HashSet<&str> = policy
            .sections
            .iter()
            .map(|section| section.id.as_str())
            .collect();
        for section in &policy.sections {
            assert!(
                1 <= section.lines[0]
                    && section.lines[0] <= section.lines[1]
                    && section.lines[1] <= lines
            );
            assert!(!section.heading.is_empty());
            assert!(section.level <= 9);
            assert!(
                section
                    .parent
                    .as_deref()
                    .is_none_or(|parent| sections.contains(parent))
            );
        }
        let kinds = ["paragraph", "list-item", "table-row", "address"];
        for clause in &policy.clauses {
            assert!(
                1 <= clause.lines[0]
                    && clause.lines[0] <= clause.lines[1]
                    && clause.lines[1] <= lines
            );
            assert!(kinds.contains(&clause.kind.as_str()));
            assert!(
                clause
                    .section
                    .as_deref()
                    .is_none_or(|section| sections.contains(section))
            );
            let first_word = clause.text.split_whitespace().next().unwrap();
            let first_line = source.lines().nth(clause.lines[0] - 1).unwrap();
            assert!(
                first_line.contains(first_word),
                "{}: {first_word} in {first_line}",
                policy.id
            );
        }
    }
}

#[test]
fn titles_and_dates_are_those_of_the_files() {
    let report = report();
    let heads: Vec<_> = report
        .policies
        .iter()
        .map(|p| (p.id.as_str(), p.title.as_deref(), p.updated.as_deref()))
        .collect();
    assert_eq!(
        heads,
        [
            ("codegrex", None, None),
            ("nexnodo", Some("Privacy Policy"), Some("2026-05-20")),
            ("nopex", Some("Privacy Policy"), Some("2026-04-19")),
            ("qnp", Some("Privacy Policy"), Some("2026-04")),
        ]
    );
}

#[test]
fn every_row_has_one_cell_for_every_policy_in_their_order() {
    let report = report();
    let ids = report.ids();
    let coverage = &report.coverage;
    for row in [
        &coverage.rights,
        &coverage.recipient_categories,
        &coverage.disclosures,
    ]
    .into_iter()
    .flatten()
    {
        assert!(!row.id.is_empty() && !row.label.is_empty());
        assert!(
            row.refs
                .iter()
                .all(|r| !r.law.is_empty() && !r.provision.is_empty())
        );
        assert_eq!(
            row.cells
                .iter()
                .map(|cell| cell.policy.as_str())
                .collect::<Vec<_>>(),
            ids
        );
    }
    for row in &coverage.processors {
        assert!(!row.id.is_empty() && !row.name.is_empty() && row.category.is_some());
        assert_eq!(
            row.cells
                .iter()
                .map(|cell| cell.policy.as_str())
                .collect::<Vec<_>>(),
            ids
        );
    }
    for row in &coverage.retention {
        assert!(!row.id.is_empty() && !row.label.is_empty());
        assert_eq!(
            row.cells
                .iter()
                .map(|cell| cell.policy.as_str())
                .collect::<Vec<_>>(),
            ids
        );
    }
}

#[test]
fn no_claim_stands_without_its_words_and_no_silence_with_any() {
    let report = report();
    let coverage = &report.coverage;
    for cell in [
        &coverage.rights,
        &coverage.recipient_categories,
        &coverage.disclosures,
    ]
    .into_iter()
    .flatten()
    .flat_map(|row| &row.cells)
    {
        assert!(["stated", "denied", "absent"].contains(&cell.status.as_str()));
        assert_eq!(cell.evidence.is_empty(), cell.status == "absent");
        if cell.status == "absent" {
            assert!(!cell.hedged && cell.scope.is_empty() && cell.value.is_none());
        }
    }
    for cell in coverage.processors.iter().flat_map(|row| &row.cells) {
        let silent = cell.status == "absent";
        assert_eq!(cell.evidence.is_empty(), silent);
        assert_eq!(cell.as_written.is_none() && cell.relation.is_none(), silent);
        assert!(!silent || cell.location.is_empty() && cell.safeguards.is_empty());
    }
    for cell in coverage.retention.iter().flat_map(|row| &row.cells) {
        assert_eq!(cell.evidence.is_empty(), cell.status == "absent");
        assert_eq!(cell.statements.is_empty(), cell.status == "absent");
        for statement in &cell.statements {
            assert!(
                ["fixed", "event", "event+fixed", "statutory", "criteria"]
                    .contains(&statement.kind.as_str())
            );
            assert!(
                statement
                    .duration
                    .as_deref()
                    .is_none_or(|duration| duration.starts_with('P'))
            );
            let open_end = match statement.open_end.as_deref() {
                Some("at-least") => statement.duration.is_some(),
                Some("indefinite") => statement.duration.is_none(),
                other => other.is_none(),
            };
            assert!(open_end);
            assert!(!statement.subject.is_empty() && !statement.evidence.is_empty());
        }
    }
}

#[test]
fn every_quote_stands_in_its_clause_on_its_lines() {
    let report = report();
    let clauses: HashMap<(&str, &str), &Clause> = report
        .policies
        .iter()
        .flat_map(|policy| {
            policy
                .clauses
                .iter()
                .map(|clause| ((policy.id.as_str(), clause.id.as_str()), clause))
        })
        .collect();
    let evidence = report.evidence();
    assert!(evidence.len() > 200);
    for (policy, evidence) in evidence {
        let clause = clauses[&(policy, evidence.clause.as_str())];
        assert!(
            !evidence.quote.is_empty() && clause.text.contains(&evidence.quote),
            "{policy}: {}",
            evidence.quote
        );
        assert!(clause.lines[0] <= evidence.lines[0] && evidence.lines[1] <= clause.lines[1]);
    }
}

#[test]
fn every_clause_and_section_stands_in_a_row() {
    let report = report();
    let mut seen: HashSet<(&str, &str)> = HashSet::new();
    for (number, row) in (1..).zip(&report.alignment.rows) {
        assert_eq!(row.id, format!("r{number}"));
        assert!((0.0..=1.0).contains(&row.score));
        assert!(["section", "clause"].contains(&row.level.as_str()));
        for cell in &row.cells {
            assert_eq!(cell.sections.is_empty(), row.level == "clause");
            assert_eq!(cell.clauses.is_empty(), row.level == "section");
            seen.extend(
                cell.sections
                    .iter()
                    .chain(&cell.clauses)
                    .map(|id| (cell.policy.as_str(), id.as_str())),
            );
        }
    }
    for policy in &report.policies {
        let ids = policy
            .sections
            .iter()
            .map(|s| &s.id)
            .chain(policy.clauses.iter().map(|c| &c.id));
        for id in ids {
            assert!(
                seen.contains(&(policy.id.as_str(), id.as_str())),
                "{} {id} is in no row",
                policy.id
            );
        }
    }
}

#[test]
fn diagnostics_name_their_policy() {
    let report = report();
    let ids = report.ids();
    for diagnostic in &report.diagnostics {
        assert!(ids.contains(&diagnostic.policy.as_str()));
        assert!(["note", "warning"].contains(&diagnostic.severity.as_str()));
        assert!(!diagnostic.message.is_empty());
    }
}

#[test]
fn a_checklist_says_what_was_found_and_where() {
    let output = support::run(["--json", "--checklist", "gdpr-13", "samples"]);
    let report: Report = serde_json::from_slice(&output.stdout).unwrap();
    let [checklist] = report.checklists.as_slice() else {
        panic!("one was asked for")
    };
    assert_eq!(
        (checklist.id.as_str(), checklist.law.as_str()),
        ("gdpr-13", "GDPR")
    );
    assert!(!checklist.label.is_empty());
    for requirement in &checklist.requirements {
        assert!(!requirement.provision.is_empty() && !requirement.text.is_empty());
        assert!(["mandatory", "conditional", "recommended"].contains(&requirement.duty.as_str()));
        let policies: Vec<&str> = requirement
            .cells
            .iter()
            .map(|cell| cell.policy.as_str())
            .collect();
        assert_eq!(policies, report.ids());
        for cell in &requirement.cells {
            let found = match cell.outcome.as_str() {
                "met" | "partly" => true,
                "missing" | "not-stated" | "not-assessed" => false,
                other => panic!("{other} is no outcome"),
            };
            assert_eq!(!cell.evidence.is_empty(), found, "{}", requirement.text);
        }
    }
    let is_dpo = |r: &&Requirement| r.text.contains("data protection officer");
    let dpo = checklist.requirements.iter().find(is_dpo).unwrap();
    let outcomes: Vec<&str> = dpo.cells.iter().map(|cell| cell.outcome.as_str()).collect();
    // nopex says that it has none, which answers the question; the others are silent on what may not apply to them.
    assert_eq!(outcomes, ["not-stated", "not-stated", "met", "not-stated"]);
}

#[test]
fn the_benchmark_counts_the_cells_of_the_matrix_and_the_outcomes_of_the_checklist() {
    let args = ["--json", "--checklist", "gdpr-13", "--order-by", "rights"];
    let output = support::run(args.into_iter().chain(["samples"]));
    let report: Report = serde_json::from_slice(&output.stdout).unwrap();
    let benchmark = &report.benchmark;
    assert_eq!(benchmark.order_by, "rights");
    let rights = benchmark
        .policies
        .iter()
        .map(|one| one.counts.rights.stated);
    assert!(rights.is_sorted_by(|one, next| one >= next));
    for standing in &benchmark.policies {
        let cells = |of: fn(&Coverage) -> &[Row<Cell>]| {
            tally(
                of(&report.coverage)
                    .iter()
                    .flat_map(|row| &row.cells)
                    .filter_map(|cell| {
                        (cell.policy == standing.policy).then_some(cell.status.as_str())
                    }),
            )
        };
        assert_eq!(standing.counts.rights, cells(|coverage| &coverage.rights));
        assert_eq!(
            standing.counts.disclosures,
            cells(|coverage| &coverage.disclosures)
        );
        let recipients = cells(|coverage| &coverage.recipient_categories);
        assert_eq!(standing.counts.recipient_categories, recipients);
        let processors = report.coverage.processors.iter().flat_map(|row| &row.cells);
        let processors = processors.filter(|cell| cell.policy == standing.policy);
        let processors = tally(processors.map(|cell| cell.status.as_str()));
        assert_eq!(standing.counts.processors, processors);
        let retention = report.coverage.retention.iter().flat_map(|row| &row.cells);
        let retention = retention.filter(|cell| cell.policy == standing.policy);
        assert_eq!(
            standing.counts.retention,
            tally(retention.map(|cell| cell.status.as_str()))
        );
        let [share] = standing.checklists.as_slice() else {
            panic!("one was asked for")
        };
        let requirements = &report.checklists[0].requirements;
        let answers = requirements.iter().flat_map(|one| &one.cells);
        let answers: Vec<&str> = answers
            .filter(|answer| answer.policy == standing.policy)
            .map(|answer| answer.outcome.as_str())
            .collect();
        let count = |outcome| answers.iter().filter(|answer| **answer == outcome).count();
        assert_eq!(share.id, "gdpr-13");
        assert_eq!(
            [
                share.met,
                share.partly,
                share.missing,
                share.not_stated,
                share.not_assessed
            ],
            ["met", "partly", "missing", "not-stated", "not-assessed"].map(count)
        );
    }
}

#[test]
fn a_gap_is_silence_where_most_others_speak_and_nobody_else_speaks_where_one_is_alone() {
    let report = report();
    for standing in &report.benchmark.policies {
        assert!(!standing.gaps.is_empty() && !standing.alone.is_empty());
        assert!(standing.gaps.iter().all(|gap| gap.family != "processors"));
        let named = &standing.organisations;
        let all = named.processors + named.recipients + named.sources + named.mentioned;
        assert_eq!(all, standing.counts.processors.stated);
        for gap in standing
            .gaps
            .iter()
            .filter(|gap| gap.family == "disclosures")
        {
            let (own, others) = report.who_speaks_of(&gap.id, &standing.policy);
            assert!(!own && others >= 2, "{}: {}", standing.policy, gap.id);
        }
        for alone in standing
            .alone
            .iter()
            .filter(|row| row.family == "disclosures")
        {
            assert_eq!(report.who_speaks_of(&alone.id, &standing.policy), (true, 0));
        }
    }
}

impl Report {
    /// Whether `policy` states or denies the disclosure, and how many others do.
    fn who_speaks_of(&self, disclosure: &str, policy: &str) -> (bool, usize) {
        let is_it = |row: &&Row<Cell>| row.id == disclosure;
        let row = self
            .coverage
            .disclosures
            .iter()
            .find(is_it)
            .expect("the matrix has the row");
        let speaks = row.cells.iter().filter(|cell| cell.status != "absent");
        let (own, others): (Vec<&Cell>, Vec<&Cell>) =
            speaks.partition(|cell| cell.policy == policy);
        (!own.is_empty(), others.len())
    }
}

fn tally<'a>(statuses: impl Iterator<Item = &'a str>) -> Tally {
    let mut tally = Tally {
        stated: 0,
        denied: 0,
        absent: 0,
    };
    for status in statuses {
        match status {
            "stated" => tally.stated += 1,
            "denied" => tally.denied += 1,
            _ => tally.absent += 1,
        }
    }
    tally
}
