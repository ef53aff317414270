//! What the report is to whoever reads it: Markdown of a few kinds, and every word of the policies as it is.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::*;
use crate::report::fixture::{hostile, policies, samples};

fn written(survey: &Survey) -> String {
    let mut out = Vec::new();
    markdown(survey, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What a reader of Markdown makes of the report.
#[derive(Default)]
struct Read {
    /// Each note's words by its label.
    notes: HashMap<String, String>,
    /// The labels that are referred to.
    referred: Vec<String>,
    /// For each table, how many cells each of its rows has.
    tables: Vec<Vec<usize>>,
    headings: Vec<HeadingLevel>,
}

fn read(markdown: &str) -> Read {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut read = Read::default();
    let mut note: Option<String> = None;
    for event in Parser::new_ext(markdown, options | Options::ENABLE_MATH) {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => note = Some(label.to_string()),
            Event::End(TagEnd::FootnoteDefinition) => note = None,
            Event::FootnoteReference(label) => read.referred.push(label.to_string()),
            Event::Text(text) => {
                if let Some(label) = &note {
                    read.notes.entry(label.clone()).or_default().push_str(&text);
                }
            }
            Event::Start(Tag::Table(_)) => read.tables.push(Vec::new()),
            Event::Start(Tag::TableHead | Tag::TableRow) => read.tables.last_mut().unwrap().push(0),
            Event::Start(Tag::TableCell) => {
                *read.tables.last_mut().unwrap().last_mut().unwrap() += 1;
            }
            Event::Start(Tag::Heading { level, .. }) => read.headings.push(level),
            Event::Start(Tag::HtmlBlock) => {}
            Event::Html(comment) if comment.starts_with("<!-- generator: clausewise ") => {
                assert!(read.headings.is_empty(), "it stands before all else");
            }
            Event::InlineHtml(CowStr::Borrowed("<br>" | "<!-- -->"))
            | Event::SoftBreak
            | Event::End(_) => {}
            Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Item | Tag::Strong) => {}
            other => panic!("{other:?} has no place in a report"),
        }
    }
    read
}

#[test]
fn every_quote_comes_back_to_the_letter() {
    for survey in [samples(), hostile()] {
        let read = read(&written(&survey));
        assert_eq!(read.notes.len(), notes(&survey).count());
        for note in notes(&survey) {
            let policy = survey.policy(note.policy);
            let words = &read.notes[&note.number.to_string()];
            for place in note.places() {
                let quote = crate::display::Safe::line(policy.words(place.quote));
                assert!(words.contains(&format!("“{quote}”")), "{words}\n{quote}");
            }
            for evidence in note.cell.claim().unwrap().evidence() {
                let quote = crate::display::Safe::line(policy.words(evidence.quote));
                assert!(words.contains(quote.as_str()), "{words}\n{quote}");
            }
        }
        for label in &read.referred {
            assert!(read.notes.contains_key(label), "{label} leads nowhere");
        }
    }
}

#[test]
fn tables_and_headings_hold_whatever_a_policy_says() {
    for survey in [samples(), hostile()] {
        let read = read(&written(&survey));
        assert!(read.tables.len() > 5);
        for table in &read.tables {
            assert!(table.iter().all(|cells| *cells == table[0]), "{table:?}");
        }
        let (first, others) = read.headings.split_first().unwrap();
        assert_eq!(*first, HeadingLevel::H1);
        let of_parts = [HeadingLevel::H2, HeadingLevel::H3];
        assert!(others.len() > 5 && others.iter().all(|level| of_parts.contains(level)));
    }
}

#[test]
fn nothing_hidden_or_turned_reaches_the_file() {
    let text = written(&hostile());
    let is_hidden =
        |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    assert_eq!(text.chars().find(|c| is_hidden(*c)), None);
    assert!(text.contains("‹U+202E›"));
}

#[test]
fn with_many_policies_the_matrix_is_in_several_tables_and_says_what_it_leaves_out() {
    let names: Vec<String> = (0..14).map(|number| format!("vendor{number}")).collect();
    let text = "You have the right to access your personal data.\n\nYou have a right of access to your personal data.";
    let texts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), text)).collect();
    let text = written(&policies(&texts));
    let read = read(&text);
    let columns: Vec<usize> = read.tables.iter().map(|table| table[0]).collect();
    // The benchmark, the checklist's share, fourteen policies in three tables, the checklist in as many, the sources.
    assert_eq!(columns, [8, 7, 6, 6, 5, 7, 7, 6, 8]);
    assert!(text.contains("All of these are silent on: "));
    assert!(text.contains("The most telling words of each cell"));
}

#[test]
fn a_small_report_reads_well() {
    let acme = "PRIVACY POLICY\n\nLast updated: 3 March 2026\n\n1. YOUR RIGHTS\n\nYou have the right to access your personal \
        data.\n\n2. RETENTION\n\nSession data is deleted after 7 days.\n\nWe do not sell your personal data.\n";
    let boreas = "PRIVACY NOTICE\n\n1. HOW LONG WE KEEP DATA\n\nSession data is deleted after 30 days.\n\n2. PAYMENT\n\n\
        Payments are processed by Stripe.\n";
    let mut survey = policies(&[("acme", acme), ("boreas", boreas)]);
    survey.checklists.clear();
    insta::assert_snapshot!(written(&survey));
}
