use proptest::prelude::*;

use super::*;
use crate::document::Link;
use crate::policy::{Severity, read};
use crate::source::{Format, Source};

fn policy(text: &str, format: Format) -> Policy {
    let source = Source {
        name: "acme".to_owned(),
        path: "acme".to_owned(),
        bytes: text.as_bytes().to_vec(),
        format,
    };
    read(&source).expect("the text holds words")
}

fn text(text: &str) -> Policy {
    policy(text, Format::Text)
}

fn markdown(text: &str) -> Policy {
    policy(text, Format::Markdown)
}

/// Sections as people would write them down: indented by level, number, words, lines.
fn sections(policy: &Policy) -> Vec<String> {
    let shown = |(id, section): (SectionId, &Section)| {
        let number = section
            .number
            .as_deref()
            .map_or(String::new(), |number| format!("{number} "));
        let [first, last] = section.lines.first_and_last();
        let indent = "  ".repeat(usize::from(section.level));
        format!("{indent}{number}{} {first}-{last}", policy.heading(id))
    };
    policy.sections().map(shown).collect()
}

/// The words of the clauses of one kind.
fn clauses(policy: &Policy, kind: ClauseKind) -> Vec<&str> {
    policy
        .clauses
        .iter()
        .filter(|clause| clause.kind == kind)
        .map(|clause| policy.words(clause.span))
        .collect()
}

/// For each clause with a lead-in, its words and those of the lead-in.
fn lead_ins(policy: &Policy) -> Vec<(&str, &str)> {
    let pair = |clause: &Clause| {
        Some((
            policy.words(clause.span),
            policy.clause_text(clause.lead_in?),
        ))
    };
    policy.clauses.iter().filter_map(pair).collect()
}

fn terms(policy: &Policy) -> Vec<&str> {
    policy
        .clauses
        .iter()
        .filter_map(|clause| clause.term)
        .map(|term| policy.words(term))
        .collect()
}

const SAID: &str = "We say here at some length what we do with the data that we collect from you.";

mod sections_of_text {
    use super::*;

    #[test]
    fn numbered_headings_stand_with_and_without_blank_lines() {
        let with = text(&format!("1. Scope\n\n{SAID}\n\n2. Contact\n\n{SAID}\n"));
        assert_eq!(sections(&with), ["  1 Scope 1-3", "  2 Contact 5-7"]);
        let without = text(&format!("1. Scope\n{SAID}\n2. Contact\n{SAID}\n"));
        assert_eq!(sections(&without), ["  1 Scope 1-2", "  2 Contact 3-4"]);
    }

    #[test]
    fn the_title_is_nobodys_parent_and_ends_before_the_first_section() {
        let policy = text(&format!(
            "Privacy Policy\n\nLast updated: May 2, 2024\n\n1. Scope\n\n{SAID}\n"
        ));
        assert_eq!(policy.title.as_deref(), Some("Privacy Policy"));
        assert_eq!(sections(&policy), ["Privacy Policy 1-3", "  1 Scope 5-7"]);
        assert!(
            policy
                .sections
                .iter()
                .all(|section| section.parent.is_none())
        );
    }

    #[test]
    fn a_policy_without_a_title_has_none() {
        let policy = text(&format!(
            "{SAID}\n1. Introduction\n{SAID}\n2. Contact\n{SAID}\n"
        ));
        assert_eq!(policy.title, None);
        assert_eq!(policy.clauses[0].section, None);
    }

    #[test]
    fn a_number_with_a_point_stands_in_its_own_section_or_in_none() {
        let source = format!(
            "2. Scope\n\n{SAID}\n\n3.1 Account\n\n{SAID}\n\n4. Cookies\n\n{SAID}\n\n4.1 Tools\n\n{SAID}\n"
        );
        let policy = text(&source);
        assert_eq!(
            sections(&policy),
            [
                "  2 Scope 1-3",
                "    3.1 Account 5-7",
                "  4 Cookies 9-15",
                "    4.1 Tools 13-15"
            ]
        );
        let parents: Vec<_> = policy
            .sections
            .iter()
            .map(|section| section.parent)
            .collect();
        assert_eq!(parents, [None, None, None, Some(SectionId(2))]);
    }

    #[test]
    fn an_unnumbered_heading_stands_inside_the_numbered_section() {
        let source = format!(
            "4. Cookies\n\n{SAID}\n\nAnalytics and Marketing Tools\n\n{SAID}\n\n5. Rights\n\n{SAID}\n"
        );
        assert_eq!(
            sections(&text(&source)),
            [
                "  4 Cookies 1-7",
                "    Analytics and Marketing Tools 5-7",
                "  5 Rights 9-11"
            ]
        );
    }

    #[test]
    fn headings_of_one_kind_are_siblings_and_questions_may_be_headings() {
        let source = format!(
            "Who We Are\n\n{SAID}\n\nWhat do we do with your data?\n\n{SAID}\n\nYour rights\n\n{SAID}\n"
        );
        assert_eq!(
            sections(&text(&source)),
            [
                "  Who We Are 1-3",
                "  What do we do with your data? 5-7",
                "  Your rights 9-11"
            ]
        );
    }

    #[test]
    fn capitals_stand_above_other_headings() {
        let source =
            format!("YOUR RIGHTS\n\n{SAID}\n\nAccess to Data\n\n{SAID}\n\nCHILDREN\n\n{SAID}\n");
        assert_eq!(
            sections(&text(&source)),
            [
                "  YOUR RIGHTS 1-7",
                "    Access to Data 5-7",
                "  CHILDREN 9-11"
            ]
        );
    }

    #[test]
    fn a_numbered_list_is_no_run_of_headings() {
        let source = format!(
            "1. Rights\n{SAID} You may ask for:\n1. Access\n2. Erasure\n3. A copy\n{SAID}\n2. Contact\n{SAID}\n"
        );
        let policy = text(&source);
        assert_eq!(sections(&policy), ["  1 Rights 1-6", "  2 Contact 7-8"]);
        assert_eq!(
            clauses(&policy, ClauseKind::ListItem),
            ["Access", "Erasure", "A copy"]
        );
    }

    #[test]
    fn numbered_sentences_are_items() {
        let policy = text(
            "Rights\n\n1. You may ask us for a copy.\n2. You may ask us to delete it.\n3. You may object.\n",
        );
        assert_eq!(sections(&policy), ["  Rights 1-5"]);
        assert_eq!(clauses(&policy, ClauseKind::ListItem).len(), 3);
    }

    #[test]
    fn a_numbered_heading_may_follow_a_list_of_bullets() {
        let source = format!(
            "1. Data\n{SAID}\n- your name\n- your address\n2. Use\n{SAID}\n- to sell\n3. Rights\n{SAID}\n"
        );
        assert_eq!(
            sections(&text(&source)),
            ["  1 Data 1-4", "  2 Use 5-7", "  3 Rights 8-9"]
        );
    }

    #[test]
    fn short_sentences_addresses_and_notices_are_no_headings() {
        let source = format!(
            "1. Controller\n\nAcme GmbH\nLong Street 12\n\nWe do not sell data.\n\n{SAID}\n\nImportant notice: {SAID}\n\nThis is all\n\n{SAID}\n"
        );
        assert_eq!(sections(&text(&source)), ["  1 Controller 1-14"]);
    }

    #[test]
    fn lines_of_a_list_without_bullets_are_no_headings() {
        let source =
            format!("What We Collect\n\nWe collect:\nName\nEmail Address\nPhone Number\n{SAID}\n");
        assert_eq!(sections(&text(&source)), ["  What We Collect 1-7"]);
    }

    #[test]
    fn a_date_is_no_heading() {
        let policy = text(&format!("Privacy Policy\n\nApril 2, 2026\n\n{SAID}\n"));
        assert_eq!(sections(&policy), ["Privacy Policy 1-5"]);
        assert_eq!(
            policy.updated.map(|date| (date.year, date.month, date.day)),
            Some((2026, 4, Some(2)))
        );
    }

    #[test]
    fn sections_may_number_badly() {
        let source =
            format!("1. A part\n\n{SAID}\n\n4. Another\n\n{SAID}\n\n4. Still another\n\n{SAID}\n");
        assert_eq!(
            sections(&text(&source)),
            [
                "  1 A part 1-3",
                "  4 Another 5-7",
                "  4 Still another 9-11"
            ]
        );
    }

    #[test]
    fn sections_are_counted_in_letters_and_roman_figures_too() {
        let source = format!(
            "I. Data\n\n{SAID}\n\nA. Yours\n\n{SAID}\n\nB. Ours\n\n{SAID}\n\nII. Rights\n\n{SAID}\n"
        );
        assert_eq!(
            sections(&text(&source)),
            [
                "  I Data 1-11",
                "    A Yours 5-7",
                "    B Ours 9-11",
                "  II Rights 13-15"
            ]
        );
    }

    #[test]
    fn letters_are_counted_on_beyond_h() {
        let heading = |letter: char| format!("{letter}. Part {letter}\n\n{SAID}\n\n");
        let source: String = "ABCDEFGHIJ".chars().map(heading).collect();
        assert!(
            text(&source)
                .sections
                .iter()
                .all(|section| section.level == 1)
        );
    }

    #[test]
    fn a_title_may_be_said_twice() {
        let policy = markdown(&format!(
            "# Privacy Policy\n\nPrint\n\n# Privacy policy\n\n{SAID}\n\n## Data\n\n{SAID}\n"
        ));
        assert_eq!(
            sections(&policy),
            ["Privacy Policy 1-3", "Privacy policy 5-7", "  Data 9-11"]
        );
    }

    #[test]
    fn what_follows_the_last_of_several_lists_belongs_to_the_section_around_them() {
        let source = format!(
            "9. Your Rights\n\nYou may have these rights:\n\nAll Users\n\n• Access\n• Erasure\n\nCalifornia Residents\n\n• To know\n\nWrite to us to use them.\n\n10. Contact\n\n{SAID}\n"
        );
        let policy = text(&source);
        assert_eq!(
            sections(&policy),
            [
                "  9 Your Rights 1-14",
                "    All Users 5-8",
                "    California Residents 10-12",
                "  10 Contact 16-18"
            ]
        );
        let closing = policy
            .clauses
            .iter()
            .find(|clause| policy.words(clause.span).starts_with("Write"));
        assert_eq!(
            closing.map(|clause| clause.section),
            Some(Some(SectionId(0)))
        );
    }
}

mod sections_of_markdown {
    use super::*;

    #[test]
    fn markup_tells_headings_and_their_order() {
        let source = format!(
            "# Privacy Notice\n\n{SAID}\n\n### 1\\. DATA\n\n#### A. Yours\n\n{SAID}\n\n**Consent**\n\n{SAID}\n\n### 2\\. USE\n\n{SAID}\n"
        );
        let policy = markdown(&source);
        assert_eq!(policy.title.as_deref(), Some("Privacy Notice"));
        assert_eq!(
            sections(&policy),
            [
                "Privacy Notice 1-3",
                "  1 DATA 5-13",
                "    A Yours 7-13",
                "      Consent 11-13",
                "  2 USE 15-17"
            ]
        );
    }

    #[test]
    fn a_setext_heading_counts_with_its_line_below() {
        let policy = markdown(&format!(
            "Privacy Policy\n===\n\n{SAID}\n\nData\n----\n\n{SAID}\n"
        ));
        assert_eq!(sections(&policy), ["Privacy Policy 1-4", "  Data 6-9"]);
    }

    #[test]
    fn a_bold_heading_may_stand_over_another_or_over_a_table_and_end_with_a_stop() {
        let policy = markdown(&format!(
            "## Start\n\n{SAID}\n\n**3. Your choices**\n\n**Newsletters**\n\n{SAID}\n\n\
             **3.1 What you may do about the letters we send.**\n\n{SAID}\n\n\
             **How long we keep it**\n\n| **Data** | **Period** |\n|---|---|\n| Logs | 7 days |\n"
        ));
        let expected = [
            "Start 1-3",
            "  3 Your choices 5-19",
            "    Newsletters 7-9",
            "    3.1 What you may do about the letters we send 11-19",
            "      How long we keep it 15-19",
        ];
        assert_eq!(sections(&policy), expected);
    }

    #[test]
    fn a_bold_run_in_is_the_term_of_one_clause() {
        let policy = markdown(&format!(
            "## Rights\n\n**Right of access.** {SAID}\n\n**Erasure** – {SAID}\n\n## More\n\n{SAID}\n"
        ));
        assert_eq!(sections(&policy).len(), 2);
        assert_eq!(terms(&policy), ["Right of access", "Erasure"]);
        assert!(
            policy
                .words(policy.clauses[0].span)
                .starts_with("Right of access. We say")
        );
    }

    #[test]
    fn short_lines_are_no_headings_where_markup_tells_them() {
        let policy = markdown(&format!(
            "# A\n\n{SAID}\n\n# B\n\nJust A Line\n\n{SAID}\n\n# C\n\n{SAID}\n"
        ));
        assert_eq!(sections(&policy).len(), 3);
    }

    #[test]
    fn markdown_without_headings_is_read_like_text() {
        let policy = markdown(&format!(
            "1. Scope\n\n{SAID}\n\n2. Contact\n\n[Write](mailto:a@b.c). {SAID}\n"
        ));
        assert_eq!(sections(&policy), ["  1 Scope 1-3", "  2 Contact 5-7"]);
    }

    #[test]
    fn headings_with_nothing_under_them_are_clauses() {
        let policy = markdown(&format!(
            "# Privacy Policy\n\n## Use\n\n{SAID}\n\n### Legal basis: consent\n\n## Rights\n\n{SAID}\n"
        ));
        assert_eq!(
            sections(&policy),
            ["Privacy Policy 1-1", "  Use 3-7", "  Rights 9-11"]
        );
        assert!(clauses(&policy, ClauseKind::Paragraph).contains(&"Legal basis: consent"));
    }

    #[test]
    fn the_first_heading_that_names_a_policy_is_the_title() {
        let policy = markdown(&format!(
            "# Menu\n\nLog in\n\n# Acme Privacy Policy\n\n{SAID}\n\n# Changes to this Privacy Policy\n\n{SAID}\n"
        ));
        assert_eq!(policy.title.as_deref(), Some("Acme Privacy Policy"));
    }

    #[test]
    fn front_matter_gives_title_and_date_where_the_text_has_none() {
        let policy = markdown(&format!(
            "---\ntitle: Privacy at Acme\nupdated: 2024-05-01\n---\n\n{SAID}\n"
        ));
        assert_eq!(policy.title.as_deref(), Some("Privacy at Acme"));
        assert_eq!(policy.updated.map(|date| date.month), Some(5));
    }

    #[test]
    fn menus_and_tables_of_contents_make_no_clauses_but_a_note() {
        let source = format!(
            "[Home](/)[Terms](/terms)[Jobs](/jobs)\n\n# Privacy Policy\n\nContents\n\n* [Data](#data)\n* [Use](#use)\n* [Rights](#rights)\n\n## Data\n\n{SAID}\n\n## Use\n\n{SAID}\n\n## Rights\n\n{SAID}\n\n[Back to top](#top)\n"
        );
        let policy = markdown(&source);
        assert_eq!(clauses(&policy, ClauseKind::Paragraph), [SAID, SAID, SAID]);
        let notes: Vec<_> = policy
            .diagnostics
            .iter()
            .map(|d| (d.severity, d.line, d.message.as_str()))
            .collect();
        assert_eq!(
            notes,
            [(
                Severity::Note,
                Some(0),
                "menus and tables of contents make no clauses: lines 1, 5-9, 23"
            )]
        );
    }

    #[test]
    fn a_list_of_partners_with_links_is_no_menu() {
        let policy = markdown(&format!(
            "# Privacy Policy\n\n{SAID}\n\nOur partners:\n\n* [Acme](https://acme.example)\n* [Boreas](https://boreas.example)\n* [Corvus](https://corvus.example)\n"
        ));
        assert_eq!(
            clauses(&policy, ClauseKind::ListItem),
            ["Acme", "Boreas", "Corvus"]
        );
        let link = &policy.clauses[2].links[0];
        let expected = Link {
            words: policy.clauses[2].span,
            target: "https://acme.example".to_owned(),
        };
        assert_eq!(*link, expected);
    }

    #[test]
    fn what_a_sentence_introduces_is_no_menu_though_every_item_leads_to_more() {
        let source = format!(
            "# Privacy Policy\n\n{SAID}\n\nWe keep data so that we can:\n\n* [plan](#plan)\n* [serve you](#serve)\n* [write](#write)\n"
        );
        assert_eq!(
            clauses(&markdown(&source), ClauseKind::ListItem),
            ["plan", "serve you", "write"]
        );
    }

    #[test]
    fn a_table_of_contents_in_plain_lines_is_told_by_the_headings_it_repeats() {
        let source = format!(
            "# Privacy Policy\n\n1. Data\n2. Use\n3. Rights\n\n## 1. Data\n\n{SAID}\n\n## 2. Use\n\n{SAID}\n\n## 3. Rights\n\n{SAID}\n"
        );
        assert_eq!(clauses(&markdown(&source), ClauseKind::ListItem), [""; 0]);
    }
}

mod lists_and_tables {
    use super::*;

    #[test]
    fn a_list_knows_the_sentence_that_introduces_it() {
        let policy = text(
            "Rights\n\nYou have the following rights:\n\n• Access — ask us.\n• Erasure — ask us.\n\nYou may also complain.\n\n• at once\n",
        );
        let lead = "You have the following rights:";
        assert_eq!(
            lead_ins(&policy),
            [("Access — ask us.", lead), ("Erasure — ask us.", lead)]
        );
        assert_eq!(terms(&policy), ["Access", "Erasure"]);
    }

    #[test]
    fn a_list_right_under_a_heading_has_no_lead_in() {
        let policy =
            text("6. Data Retention\n\n • API logs — kept for 30 days.\n • Other data — kept.\n");
        assert!(
            policy
                .clauses
                .iter()
                .all(|clause| clause.lead_in.is_none() && clause.depth == 0)
        );
    }

    #[test]
    fn a_sentence_before_headings_introduces_the_lists_under_them() {
        let policy = text(
            "9. Rights\n\nYou may have these rights:\n\nAll Users\n\n• Access\n\nCalifornia Residents\n\n• To know\n",
        );
        let lead = "You may have these rights:";
        assert_eq!(lead_ins(&policy), [("Access", lead), ("To know", lead)]);
    }

    #[test]
    fn a_nested_item_stands_under_its_item() {
        let policy = markdown(
            "We share data with:\n\n* partners, such as\n    * Acme\n    * Boreas\n* authorities\n",
        );
        assert_eq!(
            lead_ins(&policy)[1..],
            [
                ("Acme", "partners, such as"),
                ("Boreas", "partners, such as"),
                ("authorities", "We share data with:")
            ]
        );
        let depths: Vec<_> = policy.clauses.iter().map(|clause| clause.depth).collect();
        assert_eq!(depths, [0, 0, 1, 1, 0]);
    }

    #[test]
    fn a_table_has_cells_a_head_and_terms() {
        let policy = markdown(
            "We use:\n\n| Name | Purpose |\n| --- | --- |\n| Stripe | Payment |\n| Sentry | Errors |\n",
        );
        assert_eq!(
            clauses(&policy, ClauseKind::TableRow),
            ["Name | Purpose", "Stripe | Payment", "Sentry | Errors"]
        );
        let headers: Vec<_> = policy.clauses.iter().map(|clause| clause.header).collect();
        assert_eq!(headers, [None, None, Some(ClauseId(1)), Some(ClauseId(1))]);
        let cells: Vec<_> = policy.clauses[2]
            .cells
            .iter()
            .map(|cell| policy.words(*cell))
            .collect();
        assert_eq!(cells, ["Stripe", "Payment"]);
        assert_eq!(terms(&policy)[1..], ["Stripe", "Sentry"]);
        assert_eq!(policy.clauses[2].lead_in, Some(ClauseId(0)));
    }

    #[test]
    fn items_with_bars_are_rows_under_the_columns_that_the_lead_in_names() {
        let policy = markdown(
            "The list has the form `Processor | Purpose | Location`.\n\n* Stripe | Payment | IE\n* Sentry | Errors | US\n",
        );
        let shown = |cells: &[Span]| {
            cells
                .iter()
                .map(|cell| policy.words(*cell).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(shown(&policy.clauses[1].cells), ["Stripe", "Payment", "IE"]);
        assert_eq!(policy.clauses[1].header, Some(ClauseId(0)));
        assert_eq!(
            shown(&policy.clauses[0].cells),
            ["Processor", "Purpose", "Location"]
        );
    }

    #[test]
    fn names_are_terms_and_sentences_are_not() {
        let policy = text(
            "• Acme (run by Boreas B.V.): hosting\n• OpenAI, Inc. — AI model\n• We use it for this: sums\n• To pay: see below\n• Data: x\n",
        );
        assert_eq!(
            terms(&policy),
            ["Acme (run by Boreas B.V.)", "OpenAI, Inc.", "Data"]
        );
    }

    #[test]
    fn every_line_of_an_address_is_a_clause() {
        let policy = text(&format!(
            "13. Contact\nAcme GmbH\nLong Street 12\n76137 Karlsruhe\nmail@acme.example\n\n{SAID}\n"
        ));
        assert_eq!(
            clauses(&policy, ClauseKind::Address),
            [
                "Acme GmbH",
                "Long Street 12",
                "76137 Karlsruhe",
                "mail@acme.example"
            ]
        );
        assert_eq!(clauses(&policy, ClauseKind::Paragraph), [SAID]);
    }

    #[test]
    fn an_address_may_be_introduced() {
        let policy =
            text("Contact\n\nThe authority is:\n\nState Commissioner\nhttps://authority.example\n");
        assert_eq!(lead_ins(&policy).len(), 2);
    }
}

mod diagnostics {
    use super::*;

    fn messages(policy: &Policy) -> Vec<(Severity, Option<usize>)> {
        policy
            .diagnostics
            .iter()
            .map(|diagnostic| (diagnostic.severity, diagnostic.line))
            .collect()
    }

    #[test]
    fn a_masked_address_is_a_warning_with_its_line() {
        assert_eq!(
            messages(&text("Contact\n\nWrite to us at [email protected].\n")),
            [(Severity::Warning, Some(2))]
        );
    }

    #[test]
    fn an_end_with_a_colon_is_noted() {
        assert_eq!(
            messages(&text("Contact\n\nIf you have questions, write to:")),
            [(Severity::Note, Some(2))]
        );
        assert_eq!(
            messages(&text("Contact\n\nIf you have questions, write to us.")),
            []
        );
    }
}

mod properties {
    use super::*;

    /// Lines as policies have them, in any order: what can go wrong between them will.
    fn document() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            Just(String::new()),
            Just("# Privacy Policy".to_owned()),
            Just("1. Scope".to_owned()),
            Just("3.1 Account Data".to_owned()),
            Just("**Your Rights**".to_owned()),
            Just("Contact Us".to_owned()),
            Just("* one item".to_owned()),
            Just("    - nested: item".to_owned()),
            Just("| a | b |".to_owned()),
            Just("| --- | --- |".to_owned()),
            Just("===".to_owned()),
            Just("a\tb".to_owned()),
            Just("<div><b>x</b>".to_owned()),
            Just("- x | y | z".to_owned()),
            Just("mail@acme.example  ".to_owned()),
            Just("Last updated: May 2, 2024".to_owned()),
            "[A-Za-z ,.:;é\u{ad}\u{200b}’—-]{0,90}",
            "\\PC{0,30}",
        ];
        proptest::collection::vec(line, 0..30).prop_map(|lines| lines.join("\n"))
    }

    fn format() -> impl Strategy<Value = Format> {
        prop_oneof![Just(Format::Text), Just(Format::Markdown)]
    }

    fn read_any(bytes: &[u8], format: Format) -> Option<Policy> {
        let source = Source {
            name: String::new(),
            path: String::new(),
            bytes: bytes.to_vec(),
            format,
        };
        read(&source).ok()
    }

    /// All places of the policy lie in its text, in order, and its lines in the source.
    fn check(policy: &Policy, lines: usize) {
        let inside = |span: Span| policy.text.get(span.start()..span.end()).is_some();
        let mut reached = 0;
        for (id, clause) in policy.clauses() {
            assert!(inside(clause.span) && !clause.span.is_empty());
            assert!(clause.span.start() >= reached, "clauses overlap");
            reached = clause.span.end();
            assert!(clause.lines.end() <= lines);
            assert_eq!(
                policy.lines_of(clause.span).join(clause.lines),
                clause.lines
            );
            assert!(
                clause
                    .term
                    .is_none_or(|term| clause.span.contains(term) && !term.is_empty())
            );
            assert!(clause.cells.iter().all(|cell| clause.span.contains(*cell)));
            assert!(
                clause
                    .links
                    .iter()
                    .all(|link| clause.span.contains(link.words))
            );
            assert!(clause.lead_in.is_none_or(|lead_in| lead_in < id));
            assert!(clause.header.is_none_or(|header| header < id));
            assert!(
                clause
                    .section
                    .is_none_or(|section| section.0 < policy.sections.len())
            );
        }
        let mut reached = 0;
        for (id, section) in policy.sections() {
            assert!(inside(section.heading) && !section.heading.is_empty());
            assert!(section.heading.start() >= reached, "headings overlap");
            reached = section.heading.end();
            assert!(section.lines.end() <= lines);
            if let Some(parent) = section.parent {
                let outer = policy.section(parent);
                assert!(parent < id && outer.level < section.level && outer.level > 0);
                assert_eq!(
                    outer.lines.join(section.lines),
                    outer.lines,
                    "a section ends before those inside it"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn every_place_lies_in_the_text(source in document(), format in format()) {
            if let Some(policy) = read_any(source.as_bytes(), format) {
                check(&policy, source.lines().count());
            }
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), format in format()) {
            if let Some(policy) = read_any(&bytes, format) {
                let (source, _) = crate::source::decode(&bytes);
                check(&policy, source.lines().count());
            }
        }

        #[test]
        fn every_line_of_a_text_is_a_heading_a_clause_or_noted(source in document()) {
            let Some(policy) = read_any(source.as_bytes(), Format::Text) else { return Ok(()) };
            let headings = policy.sections.iter().map(|section| policy.lines_of(section.heading));
            let places: Vec<Lines> = headings.chain(policy.clauses.iter().map(|clause| clause.lines)).collect();
            let noted = policy.diagnostics.iter().any(|diagnostic| diagnostic.message.starts_with("menus"));
            for (number, line) in source.lines().enumerate() {
                let covered = places.iter().any(|lines| (lines.start()..lines.end()).contains(&number));
                let says = line.chars().any(char::is_alphabetic);
                prop_assert!(covered || noted || !says, "line {} is lost: {line:?}", number + 1);
            }
        }

        #[test]
        fn the_words_of_a_text_are_the_words_of_its_policy(source in document()) {
            let Some(policy) = read_any(source.as_bytes(), Format::Text) else { return Ok(()) };
            // A lone "o" may be a bullet.
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic() && *c != 'o').collect::<String>();
            prop_assert_eq!(letters(&policy.text), letters(&source));
        }
    }
}
