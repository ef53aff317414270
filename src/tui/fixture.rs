//! A comparison made by hand, so that what the screen shows doesn't hang on how well policies are read.

use std::sync::Arc;

use crate::align::{Alignment, Row};
use crate::coverage::benchmark::Benchmark;
use crate::coverage::{
    Cell, Claim, Detail, Family, Matrix, MatrixRow, Reference, RetentionStatement,
};
use crate::facts::{
    Duration, Evidence, Jurisdiction, PolicyFacts, Relation, Retention, RetentionKind, Safeguard,
    TimeUnit,
};
use crate::lexicon::Lexicon;
use crate::policy::{
    Clause, ClauseId, ClauseKind, LineMap, Lines, Origin, Policy, PolicyDate, PolicyId, Section,
    SectionId, Span,
};
use crate::source::Format;
use crate::{Comparison, Survey};

const ACME: &str = "\
# Privacy Policy
## 1 Introduction
Acme (“we”) runs the acme.example service. This policy tells which personal data we process and why.
## 2 Processors
We use the following processors:
- Stripe Payments Europe, Ltd. — payment, Ireland, under standard contractual clauses.
- Amazon Web Services — hosting, Frankfurt.
## 3 Retention
Session logs are deleted after 7 days.
Account data is kept until you delete your account, then removed within 30 days.
Invoices are kept for 10 years as tax law requires.
## 4 Your rights
### 4.1 European residents
You may request access to your data (Art. 15 GDPR).
You may ask us to erase your data at any time.
### 4.2 Everybody
We do not sell personal data.
## 5 Contact
Write to privacy@acme.example.
";

const BOREAS: &str = "\
# Boreas Privacy Notice
## About this notice
Boreas GmbH runs the boreas.example service. This notice tells which personal data we process and why.
## Your choices
You can request access to your data in the settings.
You can have your data erased by writing to us.
Residents of California may opt out of the sale of their data.
## How long we keep data
Session logs are deleted after 30 days.
We keep account data as long as necessary.
## Who gets data
Payments are handled by Stripe in Ireland and the United States.
";

const CYGNUS: &str = "\
# 青鸟隐私政策
## 第一条 数据保护
我们重视您的隐私。数据保护官的联系方式是 privacy@cygnus.example。
## 第二条 保留
会话日志在七天后删除。Ku\u{308}che, e\u{301}lan, 👩\u{200d}⚖\u{fe0f} and שלום stay as they are.
We do \u{202e}ton\u{202c} keep\u{200b} anything \u{1b}[31melse.
";

/// Three policies: two that differ in what one would look for, and one full of hard characters.
pub(crate) fn comparison() -> Comparison {
    let policies = vec![
        policy("acme", ACME, Some(19)),
        policy("boreas", BOREAS, None),
        policy("cygnus", CYGNUS, None),
    ];
    let matrix = Matrix {
        rows: rows(&policies),
    };
    let alignment = Alignment {
        sections: Vec::new(),
        clauses: aligned(&policies),
    };
    let facts = vec![PolicyFacts::default(); policies.len()];
    let survey = Survey {
        policies,
        facts,
        unread: Vec::new(),
        matrix,
        checklists: Vec::new(),
        benchmark: Benchmark::default(),
        lexicon: Arc::clone(Lexicon::built_in()),
    };
    Comparison { survey, alignment }
}

/// As many policies as one likes, all like the first two in turn.
pub(crate) fn many(count: usize) -> Comparison {
    let texts = [ACME, BOREAS];
    let policies: Vec<Policy> = (0..count)
        .map(|i| policy(&format!("vendor-{:02}", i + 1), texts[i % 2], Some(1)))
        .collect();
    let base = comparison();
    let of = |i: usize| i % 2;
    let rows = base.survey.matrix.rows.into_iter().map(|row| MatrixRow {
        cells: (0..count).map(|i| row.cells[of(i)].clone()).collect(),
        ..row
    });
    let clauses = base.alignment.clauses.into_iter().map(|row| Row {
        cells: (0..count).map(|i| row.cells[of(i)].clone()).collect(),
        ..row
    });
    let clauses = clauses.filter(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    let survey = Survey {
        matrix: Matrix {
            rows: rows.collect(),
        },
        facts: vec![PolicyFacts::default(); count],
        policies,
        unread: Vec::new(),
        checklists: Vec::new(),
        benchmark: Benchmark::default(),
        lexicon: Arc::clone(Lexicon::built_in()),
    };
    let alignment = Alignment {
        sections: Vec::new(),
        clauses: clauses.collect(),
    };
    Comparison { survey, alignment }
}

/// A policy of marked lines: `# title`, `## 1 heading`, `- item`, and paragraphs.
fn policy(name: &str, source: &str, day: Option<u8>) -> Policy {
    let mut text = String::new();
    let mut line_map = LineMap::default();
    let mut sections: Vec<Section> = Vec::new();
    let mut clauses = Vec::new();
    for (number, line) in source.lines().enumerate() {
        let level = line.chars().take_while(|c| *c == '#').count();
        let words = line.trim_start_matches(['#', '-']).trim_start();
        line_map.push(text.len(), number);
        let start = text.len();
        text.push_str(words);
        let span = Span::new(start, text.len());
        text.push('\n');
        if level > 0 {
            let level = u8::try_from(level - 1).unwrap();
            sections.push(section(&sections, words, span, level, number));
        } else {
            let kind = if line.starts_with('-') {
                ClauseKind::ListItem
            } else {
                ClauseKind::Paragraph
            };
            let section = sections.len().checked_sub(1).map(SectionId);
            clauses.push(clause(words, kind, section, span, number));
        }
    }
    Policy {
        name: name.to_owned(),
        origin: Origin {
            path: format!("{name}.txt"),
            sha256: String::new(),
            bytes: source.len(),
            format: Format::Text,
        },
        title: sections
            .first()
            .map(|first| first.heading.of(&text).to_owned()),
        updated: Some(PolicyDate {
            year: 2026,
            month: 4,
            day,
        }),
        text,
        line_map,
        sections,
        clauses,
        diagnostics: Vec::new(),
    }
}

fn section(before: &[Section], words: &str, span: Span, level: u8, line: usize) -> Section {
    let (number, heading) = match words.split_once(' ') {
        Some((number, rest)) if number.starts_with(|c: char| c.is_ascii_digit()) => (
            Some(number.to_owned()),
            Span::new(span.end() - rest.len(), span.end()),
        ),
        _ => (None, span),
    };
    let parent = before
        .iter()
        .rposition(|other| other.level < level && other.level > 0)
        .map(SectionId);
    Section {
        number,
        heading,
        level,
        parent,
        lines: Lines::one(line),
    }
}

fn clause(
    words: &str,
    kind: ClauseKind,
    section: Option<SectionId>,
    span: Span,
    line: usize,
) -> Clause {
    let term = words
        .find(" — ")
        .map(|end| Span::new(span.start(), span.start() + end));
    Clause {
        section,
        kind,
        span,
        lines: Lines::one(line),
        term,
        lead_in: None,
        header: None,
        cells: Vec::new(),
        depth: 0,
        links: Vec::new(),
    }
}

/// Where the policy says `quote`.
fn evidence(policy: &Policy, quote: &str) -> Evidence {
    let start = policy
        .text
        .find(quote)
        .unwrap_or_else(|| panic!("{} does not say {quote}", policy.name));
    let quote = Span::new(start, start + quote.len());
    let (clause, _) = policy
        .clauses()
        .find(|(_, clause)| clause.span.contains(quote))
        .unwrap();
    Evidence { clause, quote }
}

fn claim(policy: &Policy, quotes: &[&str]) -> Claim {
    let mut places = quotes.iter().map(|quote| evidence(policy, quote));
    Claim {
        first: places.next().unwrap(),
        others: places.collect(),
        hedged: false,
        scope: Vec::new(),
        value: None,
        detail: Detail::Plain,
    }
}

fn row(family: Family, id: &str, label: &str, cells: [Cell; 3]) -> MatrixRow {
    let refs = match family {
        Family::Rights => vec![Reference {
            law: "GDPR".to_owned(),
            provision: "Art. 15".to_owned(),
        }],
        _ => Vec::new(),
    };
    MatrixRow {
        family,
        // Ids of our own: what the lexicon looks for is no matter of the screen.
        id: format!("fixture-{id}").into(),
        label: label.to_owned(),
        refs,
        category: None,
        cells: cells.into(),
    }
}

fn rows(policies: &[Policy]) -> Vec<MatrixRow> {
    let [acme, boreas, cygnus] = policies else {
        panic!("three policies")
    };
    let plain = |policy, quotes: &[&str]| Cell::Stated(Box::new(claim(policy, quotes)));
    let scoped = |policy, quote: &str, scope| {
        Cell::Stated(Box::new(Claim {
            scope: vec![scope],
            ..claim(policy, &[quote])
        }))
    };
    vec![
        row(
            Family::Rights,
            "access",
            "Access",
            [
                scoped(
                    acme,
                    "You may request access to your data (Art. 15 GDPR)",
                    Jurisdiction::Eu,
                ),
                plain(boreas, &["request access to your data in the settings"]),
                Cell::Absent,
            ],
        ),
        row(
            Family::Rights,
            "erasure",
            "Erasure",
            [
                plain(
                    acme,
                    &["ask us to erase your data", "until you delete your account"],
                ),
                plain(boreas, &["have your data erased"]),
                Cell::Absent,
            ],
        ),
        row(
            Family::Rights,
            "opt-out-sale",
            "Opt out of sale",
            [
                Cell::Denied(Box::new(claim(acme, &["We do not sell personal data"]))),
                Cell::Stated(Box::new(Claim {
                    hedged: true,
                    scope: vec![Jurisdiction::California],
                    ..claim(boreas, &["may opt out of the sale of their data"])
                })),
                Cell::Absent,
            ],
        ),
        row(
            Family::Processors,
            "aws",
            "Amazon Web Services",
            [
                processor(
                    acme,
                    "Amazon Web Services",
                    "Amazon Web Services — hosting, Frankfurt",
                    &["DE"],
                    &[],
                ),
                Cell::Absent,
                Cell::Absent,
            ],
        ),
        row(
            Family::Processors,
            "stripe",
            "Stripe",
            [
                processor(
                    acme,
                    "Stripe Payments Europe, Ltd.",
                    "Stripe Payments Europe, Ltd. — payment, Ireland",
                    &["IE"],
                    &[Safeguard::Scc],
                ),
                processor(
                    boreas,
                    "Stripe",
                    "handled by Stripe in Ireland and the United States",
                    &["IE", "US"],
                    &[],
                ),
                Cell::Absent,
            ],
        ),
        row(
            Family::Retention,
            "account-data",
            "Account data",
            [
                kept(
                    acme,
                    "Account data",
                    RetentionKind::EventThenFixed,
                    Some(30),
                    "Account data is kept until you delete your account, then removed within 30 days",
                ),
                kept(
                    boreas,
                    "account data",
                    RetentionKind::Criteria,
                    None,
                    "We keep account data as long as necessary",
                ),
                Cell::Absent,
            ],
        ),
        row(
            Family::Retention,
            "session-data",
            "Session data",
            [
                kept(
                    acme,
                    "Session logs",
                    RetentionKind::Fixed,
                    Some(7),
                    "Session logs are deleted after 7 days",
                ),
                kept(
                    boreas,
                    "Session logs",
                    RetentionKind::Fixed,
                    Some(30),
                    "Session logs are deleted after 30 days",
                ),
                kept(
                    cygnus,
                    "会话日志",
                    RetentionKind::Fixed,
                    Some(7),
                    "会话日志在七天后删除",
                ),
            ],
        ),
        row(
            Family::RecipientCategories,
            "payment",
            "Payment",
            [
                plain(acme, &["payment, Ireland"]),
                plain(boreas, &["Payments are handled by Stripe"]),
                Cell::Absent,
            ],
        ),
        row(
            Family::Disclosures,
            "contact",
            "Contact",
            [
                Cell::Stated(Box::new(Claim {
                    value: Some("privacy@acme.example".to_owned()),
                    ..claim(acme, &["Write to privacy@acme.example"])
                })),
                Cell::Absent,
                Cell::Stated(Box::new(Claim {
                    value: Some("privacy@cygnus.example".to_owned()),
                    ..claim(cygnus, &["privacy@cygnus.example"])
                })),
            ],
        ),
        row(
            Family::Disclosures,
            "dpo",
            "Data protection officer",
            [
                Cell::Absent,
                Cell::Absent,
                plain(cygnus, &["数据保护官的联系方式"]),
            ],
        ),
    ]
}

fn processor(
    policy: &Policy,
    name: &str,
    quote: &str,
    places: &[&str],
    safeguards: &[Safeguard],
) -> Cell {
    let detail = Detail::Processor {
        as_written: name.to_owned(),
        relation: Relation::Processor,
        location: places.iter().map(|place| (*place).to_owned()).collect(),
        safeguards: safeguards.to_vec(),
    };
    Cell::Stated(Box::new(Claim {
        detail,
        ..claim(policy, &[quote])
    }))
}

fn kept(
    policy: &Policy,
    subject: &str,
    kind: RetentionKind,
    days: Option<u32>,
    quote: &str,
) -> Cell {
    let retention = Retention {
        subject_id: "data".into(),
        subject_label: subject.to_owned(),
        subject: subject.to_owned(),
        kind,
        duration: days.map(|count| Duration {
            count,
            unit: TimeUnit::Day,
        }),
        open_end: None,
    };
    let evidence = vec![evidence(policy, quote)];
    Cell::Stated(Box::new(Claim {
        detail: Detail::Retention(vec![RetentionStatement {
            retention,
            evidence,
        }]),
        ..claim(policy, &[quote])
    }))
}

/// Rows by what their clauses begin with; `-` where a policy is silent.
fn aligned(policies: &[Policy]) -> Vec<Row<ClauseId>> {
    const ROWS: &[[&str; 3]] = &[
        ["Acme (“we”)", "Boreas GmbH", "我们重视"],
        ["We use the", "-", "-"],
        ["Stripe Payments", "Payments are", "-"],
        ["Amazon Web", "-", "-"],
        ["Session logs", "Session logs", "会话日志"],
        ["Account data", "We keep account", "-"],
        ["Invoices", "-", "-"],
        ["You may request", "You can request", "-"],
        ["You may ask", "You can have", "-"],
        ["We do not sell", "Residents of", "-"],
        ["Write to", "-", "我们重视"],
        ["-", "-", "We do"],
    ];
    let clause = |policy: &Policy, start: &str| {
        policy
            .clauses()
            .filter(|(_, clause)| policy.words(clause.span).starts_with(start))
            .map(|(id, _)| id)
            .collect()
    };
    let row = |starts: &[&str; 3]| Row {
        cells: policies
            .iter()
            .zip(starts)
            .map(|(policy, start)| clause(policy, start))
            .collect(),
        topic: None,
        score: if starts.iter().filter(|start| **start != "-").count() > 1 {
            0.8
        } else {
            0.0
        },
    };
    ROWS.iter().map(row).collect()
}

#[test]
fn the_fixture_has_every_clause_in_a_row() {
    let comparison = comparison();
    for (i, policy) in comparison.survey.policies.iter().enumerate() {
        for (id, _) in policy.clauses() {
            let found = comparison
                .alignment
                .clauses
                .iter()
                .any(|row| row.cells[i].contains(&id));
            assert!(found, "{}: {}", policy.name, policy.clause_text(id));
        }
    }
    assert_eq!(PolicyId(2).0, comparison.survey.policies.len() - 1);
}
