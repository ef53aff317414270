//! Small policies for the tests of the fact finders, put together by hand.

use crate::policy::{
    Clause, ClauseId, ClauseKind, LineMap, Lines, Origin, Policy, Section, SectionId, Span,
};
use crate::source::Format;

/// A policy of one paragraph for each text.
pub(super) fn policy_of(paragraphs: &[&str]) -> Policy {
    let mut draft = Draft::new();
    for text in paragraphs {
        draft.paragraph(text);
    }
    draft.policy
}

/// A policy in the making; every text added stands on a line of its own.
pub(super) struct Draft {
    pub(super) policy: Policy,
}

impl Draft {
    pub(super) fn new() -> Self {
        let origin = Origin {
            path: "p".into(),
            sha256: String::new(),
            bytes: 0,
            format: Format::Text,
        };
        let policy = Policy {
            name: "p".into(),
            origin,
            title: None,
            updated: None,
            text: String::new(),
            line_map: LineMap::default(),
            sections: Vec::new(),
            clauses: Vec::new(),
            diagnostics: Vec::new(),
        };
        Self { policy }
    }

    fn add(&mut self, words: &str) -> Span {
        let start = self.policy.text.len();
        self.policy.text.push_str(words);
        self.policy.text.push('\n');
        Span::new(start, start + words.len())
    }

    fn line(&self) -> Lines {
        Lines::one(self.policy.text.lines().count())
    }

    pub(super) fn heading(&mut self, words: &str) -> SectionId {
        let lines = self.line();
        let heading = self.add(words);
        self.policy.sections.push(Section {
            number: None,
            heading,
            level: 1,
            parent: None,
            lines,
        });
        SectionId(self.policy.sections.len() - 1)
    }

    fn clause(&mut self, kind: ClauseKind, words: &str) -> ClauseId {
        let lines = self.line();
        let span = self.add(words);
        self.policy.clauses.push(Clause {
            section: self.policy.sections.len().checked_sub(1).map(SectionId),
            kind,
            span,
            lines,
            term: None,
            lead_in: None,
            header: None,
            cells: Vec::new(),
            depth: 0,
            links: Vec::new(),
        });
        ClauseId(self.policy.clauses.len() - 1)
    }

    pub(super) fn paragraph(&mut self, words: &str) -> ClauseId {
        self.clause(ClauseKind::Paragraph, words)
    }

    /// A list item; what stands before " — " is its term.
    pub(super) fn item(&mut self, lead_in: Option<ClauseId>, words: &str) -> ClauseId {
        let id = self.clause(ClauseKind::ListItem, words);
        let clause = &mut self.policy.clauses[id.0];
        clause.lead_in = lead_in;
        clause.term = words
            .find(" — ")
            .map(|end| Span::new(clause.span.start(), clause.span.start() + end));
        id
    }

    /// A table row of cells parted by " | ".
    pub(super) fn row(&mut self, header: Option<ClauseId>, words: &str) -> ClauseId {
        let id = self.clause(ClauseKind::TableRow, words);
        let clause = &mut self.policy.clauses[id.0];
        let mut start = clause.span.start();
        for cell in words.split(" | ") {
            clause.cells.push(Span::new(start, start + cell.len()));
            start += cell.len() + " | ".len();
        }
        clause.term = clause.cells.first().copied();
        clause.header = header;
        id
    }
}
