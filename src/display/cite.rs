//! Where words stand, as an auditor cites them.

use super::Safe;
use crate::policy::{ClauseId, Policy, SectionId, Span};

/// Where `words` of a clause stand: "nopex § 5 Retention Periods, line 96"; of a PDF with the page, "…, page 3, line 96".
pub fn citation(policy: &Policy, clause: ClauseId, words: Span) -> Safe<'static> {
    let section = policy.clause(clause).section;
    let section = section.map_or_else(String::new, |section| in_section(policy, section));
    Safe::line(format!("{}{section}{}", policy.name, place(policy, words)))
}

/// Where a section begins, as an auditor cites it: "nopex § 5 Retention Periods, line 91".
pub fn section_citation(policy: &Policy, section: SectionId) -> Safe<'static> {
    Safe::line(format!(
        "{}{}{}",
        policy.name,
        in_section(policy, section),
        place(policy, policy.section(section).heading)
    ))
}

/// The page, where there are pages, and the lines: ", page 3, line 96".
fn place(policy: &Policy, words: Span) -> String {
    let page = policy.page_of(words);
    let page = page.map_or_else(String::new, |page| format!(", page {page}"));
    format!("{page}, {}", policy.lines_of(words))
}

/// What joins a policy's name and the place in it: " § 5 Retention Periods" where sections are numbered.
fn in_section(policy: &Policy, section: SectionId) -> String {
    let mark = if policy.section(section).number.is_some() {
        " §"
    } else {
        ","
    };
    format!("{mark} {}", title(policy, section))
}

/// A heading with its number: "5 Retention Periods".
pub fn section_title(policy: &Policy, section: SectionId) -> Safe<'static> {
    Safe::line(title(policy, section))
}

/// The headings that a clause stands under, from the outside in: "3 Data We Collect › 3.1 Account Data".
pub fn section_path(policy: &Policy, section: Option<SectionId>) -> Safe<'static> {
    let mut path: Vec<String> = policy
        .section_path(section)
        .map(|id| title(policy, id))
        .collect();
    path.reverse();
    Safe::line(path.join(" › "))
}

fn title(policy: &Policy, section: SectionId) -> String {
    match &policy.section(section).number {
        Some(number) => format!("{number} {}", policy.heading(section)),
        None => policy.heading(section).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Clause, ClauseKind, LineMap, Lines, Origin, Section};
    use crate::source::Format;

    fn policy() -> Policy {
        let text = "Hello\nRetention\nLogs\nDeleted after 30 days".to_owned();
        let mut line_map = LineMap::default();
        line_map.push(0, 0);
        line_map.push(6, 9);
        line_map.push(16, 10);
        line_map.push(21, 95);
        let section = |number: Option<&str>, heading, parent| Section {
            number: number.map(str::to_owned),
            heading,
            level: 1,
            parent,
            lines: Lines::one(0),
        };
        let clause = |section, span| Clause {
            section,
            kind: ClauseKind::Paragraph,
            span,
            lines: Lines::one(0),
            term: None,
            lead_in: None,
            header: None,
            cells: Vec::new(),
            depth: 0,
            links: Vec::new(),
        };
        Policy {
            name: "nopex".to_owned(),
            origin: Origin {
                path: String::new(),
                sha256: String::new(),
                bytes: 0,
                format: Format::Text,
            },
            title: None,
            updated: None,
            line_map,
            sections: vec![
                section(Some("5"), Span::new(6, 15), None),
                section(None, Span::new(16, 20), Some(SectionId(0))),
            ],
            clauses: vec![
                clause(None, Span::new(0, 5)),
                clause(Some(SectionId(0)), Span::new(21, 42)),
                clause(Some(SectionId(1)), Span::new(21, 42)),
            ],
            diagnostics: Vec::new(),
            text,
        }
    }

    #[test]
    fn a_citation_names_policy_section_and_line() {
        let policy = policy();
        let cite = |clause, words| citation(&policy, ClauseId(clause), words).to_string();
        assert_eq!(cite(0, Span::new(0, 5)), "nopex, line 1");
        assert_eq!(cite(1, Span::new(35, 42)), "nopex § 5 Retention, line 96");
        assert_eq!(cite(2, Span::new(35, 42)), "nopex, Logs, line 96");
    }

    #[test]
    fn a_path_leads_from_the_outside_in() {
        assert_eq!(
            section_path(&policy(), Some(SectionId(1))).to_string(),
            "5 Retention › Logs"
        );
        assert_eq!(section_path(&policy(), None).to_string(), "");
    }
}
