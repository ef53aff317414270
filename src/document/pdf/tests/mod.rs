mod columns;
mod content;
mod frame;
mod grid;
mod hostile;

use std::fmt::Write;

use proptest::prelude::*;

use super::{PdfError, parse};
use crate::document::{Block, BlockKind, Document};

/// A PDF with a page for each of `contents`, in which /F1 is a plain font, /F2 its bold one and /F3 another.
fn pdf(contents: &[String]) -> Vec<u8> {
    let kids: String = (0..contents.len())
        .map(|i| format!("{} 0 R ", 6 + 2 * i))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Kids [{kids}] /Count {} >>",
            contents.len()
        ),
        font("Helvetica"),
        font("Helvetica-Bold"),
        font("Times-Roman"),
    ];
    for (i, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>",
            7 + 2 * i
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ));
    }
    written(&objects, "")
}

fn font(name: &str) -> String {
    format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
}

fn written(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(file.len());
        write!(file, "{} 0 obj\n{object}\nendobj\n", i + 1).unwrap();
    }
    let table = file.len();
    let count = objects.len() + 1;
    write!(file, "xref\n0 {count}\n0000000000 65535 f \n").unwrap();
    for place in places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    write!(
        file,
        "trailer << /Size {count} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF"
    )
    .unwrap();
    file.into_bytes()
}

/// Words at a place, in a font and size.
fn at(x: u32, y: u32, font: &str, words: &str) -> String {
    let words = words.replace('(', "\\(").replace(')', "\\)");
    format!("BT /{font} Tf {x} {y} Td ({words}) Tj ET\n")
}

/// Lines of text from `y` down, twelve points apart.
fn lines(x: u32, y: u32, words: &str) -> String {
    let lines = words.lines().zip((0..).map(|i| y - 12 * i));
    lines.map(|(line, y)| at(x, y, "F1 10", line)).collect()
}

/// The blocks of a PDF with these pages, a line each: page, kind and words.
fn shown(pages: &[String]) -> String {
    let document = parse(&pdf(pages)).unwrap();
    let show = |block: &Block| {
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::Item(depth) => format!("item{depth}"),
            BlockKind::ItemParagraph(depth) => format!("more{depth}"),
            BlockKind::FirstRow => "first".to_owned(),
            BlockKind::HeadRow => "head".to_owned(),
            BlockKind::Row => "row".to_owned(),
        };
        let page = document.line_map.page_at(block.span.start()).unwrap();
        format!("{page} {kind} {}\n", document.whole_words(block))
    };
    document.blocks.iter().map(show).collect()
}

#[test]
fn headings_paragraphs_and_items_are_told_by_their_places_and_sizes() {
    let page = [
        at(50, 750, "F2 18", "Privacy Policy"),
        at(50, 720, "F2 14", "1. Data"),
        lines(
            50,
            700,
            "We keep the data that you give us, and nothing else, for as long as you have an\naccount with us. We delete it when you leave, and nobody is left to ask for it any\nmore.\nThis is said by itself.",
        ),
        lines(50, 640, "We keep:"),
        lines(
            60,
            625,
            "\\225  your name, which you give us on the first day, and which we keep until the\n   last one;\n\\225  your address.",
        ),
        at(50, 560, "F2 10", "Contact"),
        lines(50, 545, "Write to us."),
    ];
    insta::assert_snapshot!(shown(&[page.concat()]), @r"
    1 h1 Privacy Policy
    1 h2 1. Data
    1 p We keep the data that you give us, and nothing else, for as long as you have an account with us. We delete it when you leave, and nobody is left to ask for it any more.
    1 p This is said by itself.
    1 p We keep:
    1 item0 your name, which you give us on the first day, and which we keep until the last one;
    1 item0 your address.
    1 p Contact
    1 p Write to us.
    ");
}

#[test]
fn what_runs_on_from_page_to_page_is_no_text_and_a_sentence_goes_on_over_it() {
    let frame = |page: u32| {
        [
            at(50, 780, "F1 8", "Acme Inc. Privacy Policy"),
            at(280, 20, "F1 8", &format!("Page {page} of 3")),
        ]
        .concat()
    };
    let text = "We keep your data for as long as you have an account with us, and after that";
    let pages = [
        frame(1) + &at(50, 740, "F2 18", "Privacy") + &lines(50, 700, text),
        frame(2)
            + &lines(
                50,
                740,
                "for thirty days.\nThen we delete it, unless the law asks us to keep it for some years more, and",
            ),
        frame(3) + &lines(50, 740, "not longer.\n\n\nBye."),
    ];
    insta::assert_snapshot!(shown(&pages), @r"
    1 h1 Privacy
    1 p We keep your data for as long as you have an account with us, and after that for thirty days.
    2 p Then we delete it, unless the law asks us to keep it for some years more, and not longer.
    3 p Bye.
    ");
}

#[test]
fn an_abbreviation_at_the_end_of_a_page_ends_no_sentence() {
    let full = "The legal basis of this, where you have an account, is a contract with you, Art.";
    let pages = [
        lines(50, 700, full),
        lines(
            50,
            700,
            "6(1)(b) GDPR.\n\n\nAnother one, which you are told of where you are asked, is what you consented to.",
        ),
        lines(50, 700, "7. Another section"),
    ];
    let shown = shown(&pages);
    let starts: Vec<&str> = shown.lines().filter_map(|line| line.get(..7)).collect();
    assert_eq!(starts, ["1 p The", "2 p Ano", "3 p 7. "], "{shown}");
}

#[test]
fn short_lines_in_letters_of_their_own_are_headings() {
    let page = [
        at(50, 720, "F3 10", "What we keep"),
        lines(50, 700, columns::LEFT),
        at(50, 610, "F3 10", "someone@example.com"),
    ];
    insta::assert_snapshot!(shown(&[page.concat()]), @r"
    1 h1 What we keep
    1 p The left column is filled with words that reach from its one side to its other side, line after line, until all of it is said and nothing is left that might be added to it by anybody, whoever he may be, and goes on
    1 p someone@example.com
    ");
}

#[test]
fn hyphens_at_the_end_of_lines_are_undone_where_they_were_put() {
    let text = "We share infor-\nmation with third-\nparty services. Such information is given to a third-party service on a contract.";
    assert_eq!(
        shown(&[lines(50, 700, text)]),
        "1 p We share information with third-party services. Such information is given to a third-party service on a contract.\n"
    );
}

#[test]
fn lines_that_are_stretched_or_set_apart_keep_their_words() {
    let stretched = [
        at(
            50,
            700,
            "F1 10",
            "The first line of it reaches up to its edge and we do not",
        ),
        at(50, 688, "F1 10", "sell")
            + &at(110, 688, "F1 10", "your")
            + &at(170, 688, "F1 10", "own"),
        at(230, 688, "F1 10", "data"),
        at(50, 676, "F1 10", "to anyone."),
    ];
    assert_eq!(
        shown(&[stretched.concat()]),
        "1 p The first line of it reaches up to its edge and we do not sell your own data to anyone.\n"
    );
    let letters: String = "Our processors"
        .chars()
        .map(|c| format!("({c}) -200 "))
        .collect();
    let apart = format!("BT /F1 10 Tf 50 700 Td [{letters}] TJ ET");
    assert_eq!(shown(&[apart]), "1 p Our processors\n");
}

#[test]
fn numbers_of_notes_cut_no_sentence_and_lettered_items_stand_by_themselves() {
    let note = |x: u32, y: u32, number: &str| at(x, y, "F1 8", number);
    let text = "We may share the data that you gave us with the companies that handle payments,\nif you have allowed it, and never without.";
    let page = lines(50, 700, text) + &note(231, 693, "1");
    assert_eq!(
        shown(&[page]),
        "1 p We may share the data that you gave us with the companies that handle payments, if you have allowed it, and never without. 1\n"
    );
    let items = at(50, 700, "F1 10", "1. Access your data")
        + &at(65, 688, "F1 10", "a. by mail")
        + &at(65, 676, "F1 10", "b. by phone")
        + &at(50, 664, "F1 10", "2. Erase your data");
    assert_eq!(shown(&[items]).lines().count(), 4);
}

#[test]
fn citations_count_lines_of_the_text_and_carry_the_page() {
    let pages = [lines(50, 700, "One."), lines(50, 700, "Two.\n\n\nThree.")];
    let document = parse(&pdf(&pages)).unwrap();
    let places = document.blocks.iter().map(|block| {
        let page = document.line_map.page_at(block.span.start());
        (block.lines.start(), page)
    });
    assert_eq!(
        places.collect::<Vec<_>>(),
        [(0, Some(1)), (2, Some(2)), (4, Some(2))]
    );
}

#[test]
fn numbers_of_pages_are_no_text_and_those_of_tables_are() {
    let row =
        |y: u32, name: &str, days: u32| lines(50, y, name) + &lines(300, y, &days.to_string());
    let page = |number: u32, rows: [(&str, u32); 2]| {
        let rows = rows.iter().zip([740, 726]);
        let table: String = rows.map(|((name, days), y)| row(y, name, *days)).collect();
        let number = number.to_string();
        at(290, 780, "F1 8", &number)
            + &table
            + &at(50, 20, "F1 8", "Acme Inc.")
            + &at(500, 20, "F1 8", &number)
    };
    let pages = [
        page(1, [("Names of people", 10), ("Their addresses", 20)]),
        page(2, [("What they pay", 30), ("When they come", 40)]),
    ];
    assert_eq!(
        shown(&pages),
        "1 first Names of people | 10\n1 row Their addresses | 20\n\
         2 first What they pay | 30\n2 row When they come | 40\n"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn damaged_files_end_in_an_error_or_a_text(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in any::<prop::sample::Index>()
    ) {
        let mut bytes = pdf(&[lines(50, 700, "We keep your data.\nFor a year.")]);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(document) = parse(&bytes) {
            check(&document)?;
        }
        bytes.truncate(cut.index(bytes.len()));
        let _ = parse(&bytes);
    }

    #[test]
    fn words_anywhere_on_the_page_are_read(
        words in prop::collection::vec((0_u32..600, 0_u32..800, 4_u32..30, "[A-Za-z0-9 .:-]{1,30}"), 1..40)
    ) {
        let page: String = words
            .iter()
            .map(|(x, y, size, words)| at(*x, *y, &format!("F1 {size}"), words))
            .collect();
        if let Ok(document) = parse(&pdf(&[page])) {
            check(&document)?;
        }
    }
}

fn check(document: &Document) -> Result<(), TestCaseError> {
    prop_assert_eq!(document.text.lines().count(), document.blocks.len());
    for block in &document.blocks {
        prop_assert!(document.line_map.page_at(block.span.start()).is_some());
    }
    Ok(())
}
