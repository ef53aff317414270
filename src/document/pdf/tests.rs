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

const LEFT: &str = "The left column is filled with words that\nreach from its one side to its other side,\nline after line, until all of it is said\nand nothing is left that might be added\nto it by anybody, whoever he may be, and\ngoes on";
const RIGHT: &str = "beside it, where the right one is filled\nin the same way, with a gap between them\nthat no word is in, so that a reader knows\nwhere to go on when he has come to the\nfoot of the one and looks for the head\nof the other.";

fn in_one_line(words: &str) -> String {
    words.replace('\n', " ")
}

#[test]
fn columns_are_read_one_after_the_other() {
    let title = at(
        50,
        750,
        "F2 18",
        "A title that goes over all the columns of this page",
    );
    let both = format!("1 p {} {}\n", in_one_line(LEFT), in_one_line(RIGHT));
    for second in [245, 260, 310] {
        for below in [0, 2, 6] {
            let page = lines(50, 700, LEFT) + &lines(second, 700 - below, RIGHT);
            assert_eq!(
                shown(&[title.clone() + &page]),
                format!("1 h1 A title that goes over all the columns of this page\n{both}")
            );
            assert_eq!(shown(&[page]), both);
        }
    }
}

#[test]
fn columns_that_are_drawn_line_by_line_are_told_by_their_shape() {
    let drawn = |below: u32| -> String {
        let both = LEFT.lines().zip(RIGHT.lines()).zip(0..);
        both.map(|((left, right), i)| {
            at(50, 700 - 12 * i, "F1 10", left) + &at(310, 700 - below - 12 * i, "F1 10", right)
        })
        .collect()
    };
    for below in [0, 2, 6] {
        assert_eq!(
            shown(&[drawn(below)]),
            format!("1 p {} {}\n", in_one_line(LEFT), in_one_line(RIGHT))
        );
    }
}

#[test]
fn three_columns_are_read_and_what_stands_below_them_last() {
    let narrow = |x, words: &str| lines(x, 700, words);
    let page = [
        narrow(
            50,
            "The first column is\nnarrow, and goes on\nwith one line after\nthe other until",
        ),
        narrow(200, "the second one is\nreached, which has\nan item in it:"),
        lines(
            200,
            660,
            "\\225  a thing that is kept,\n   for a year;\n\\225  another.",
        ),
        narrow(350, "The third one ends\nearlier, after only a\nfew lines."),
        lines(50, 580, "Below."),
    ];
    insta::assert_snapshot!(shown(&[page.concat()]), @r"
    1 p The first column is narrow, and goes on with one line after the other until the second one is reached, which has an item in it:
    1 item0 a thing that is kept, for a year;
    1 item0 another.
    1 p The third one ends earlier, after only a few lines.
    1 p Below.
    ");
}

#[test]
fn a_page_too_short_to_tell_has_the_columns_of_the_others() {
    let full = lines(50, 700, LEFT) + &lines(310, 700, RIGHT);
    let short = lines(50, 700, "Here is little to read, and") + &lines(310, 700, "it ends soon.");
    let shown = shown(&[full, short]);
    assert!(
        shown.ends_with("2 p Here is little to read, and it ends soon.\n"),
        "{shown}"
    );
}

#[test]
fn lists_and_headings_are_told_in_columns_too() {
    let page = [
        at(50, 740, "F2 14", "1. Data"),
        lines(50, 720, LEFT),
        lines(
            50,
            640,
            "\\225  your name and where you\n   live;\n\\225  your address.",
        ),
        at(
            310,
            740,
            "F2 14",
            "2. A heading that takes two of the lines",
        ),
        at(310, 724, "F2 14", "of its column"),
        lines(310, 700, RIGHT),
    ];
    insta::assert_snapshot!(shown(&[page.concat()]), @r"
    1 h1 1. Data
    1 p The left column is filled with words that reach from its one side to its other side, line after line, until all of it is said and nothing is left that might be added to it by anybody, whoever he may be, and goes on
    1 item0 your name and where you live;
    1 item0 your address.
    1 h1 2. A heading that takes two of the lines of its column
    1 p beside it, where the right one is filled in the same way, with a gap between them that no word is in, so that a reader knows where to go on when he has come to the foot of the one and looks for the head of the other.
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
fn a_table_has_rows_whose_cells_may_have_lines() {
    let row = |y: u32, cells: [&str; 3]| {
        let cells = cells.iter().zip([50, 200, 380]);
        cells
            .map(|(words, x)| lines(x, y, words))
            .collect::<String>()
    };
    let head = [
        at(50, 700, "F2 10", "Name"),
        at(200, 700, "F2 10", "Why"),
        at(380, 700, "F2 10", "Where"),
    ];
    let page = [
        lines(
            50,
            740,
            "We use these services, each of them bound by a contract that keeps your data safe:",
        ),
        head.concat(),
        row(
            680,
            [
                "Stripe",
                "To take payments and\nto send invoices",
                "Ireland",
            ],
        ),
        row(648, ["Acme Mail", "To write to you", "Germany,\nFrance"]),
        lines(50, 600, "That is all."),
    ];
    insta::assert_snapshot!(shown(&[page.concat()]), @r"
    1 p We use these services, each of them bound by a contract that keeps your data safe:
    1 head Name | Why | Where
    1 row Stripe | To take payments and to send invoices | Ireland
    1 row Acme Mail | To write to you | Germany, France
    1 p That is all.
    ");
}

#[test]
fn rows_that_are_drawn_cell_by_cell_may_have_cells_of_any_height() {
    let row = |y: u32, name: &str, why: &str| lines(50, y - 12, name) + &lines(160, y, why);
    let page = [
        row(700, "Names", "Given by you.\n\n\nNeeded to write to you."),
        row(
            640,
            "Addresses,\nof all kinds",
            "Given by you.\nNeeded to find you.\n\n\nAnd to send things.",
        ),
        row(560, "Rest", "Not needed.\n\n\nNot kept."),
    ];
    insta::assert_snapshot!(shown(&[page.concat()]), @r"
    1 first Names | Given by you. Needed to write to you.
    1 row Addresses, of all kinds | Given by you. Needed to find you. And to send things.
    1 row Rest | Not needed. Not kept.
    ");
}

#[test]
fn cells_that_all_but_touch_are_told_by_when_they_are_drawn() {
    let wide = "a cell whose words reach up to the next";
    let row =
        |y: u32, words: &str| lines(50, y, &format!("{wide},\nand go on")) + &lines(231, y, words);
    let page: String = (0..3)
        .map(|i| row(700 - 40 * i, "Cells beside it,\nnear"))
        .collect();
    let expected = format!("{wide}, and go on | Cells beside it, near\n");
    assert_eq!(
        shown(&[page]),
        format!("1 first {expected}1 row {expected}1 row {expected}")
    );
}

#[test]
fn short_lines_in_letters_of_their_own_are_headings() {
    let page = [
        at(50, 720, "F3 10", "What we keep"),
        lines(50, 700, LEFT),
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
fn words_that_do_not_show_are_left_out_and_told() {
    let hidden = "BT 3 Tr /F1 10 Tf 50 600 Td (We grant every right.) Tj ET\n";
    let page = lines(50, 700, "We keep your data for a year.") + hidden;
    let document = parse(&pdf(&[page])).unwrap();
    assert_eq!(document.text, "We keep your data for a year.\n");
    assert!(
        document.diagnostics[0]
            .message
            .ends_with("“We grant every right.”")
    );
    let recognised = parse(&pdf(&[hidden.to_owned()])).unwrap();
    assert_eq!(recognised.text, "We grant every right.\n");
    assert!(recognised.diagnostics[0].message.contains("recognised"));
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
fn what_has_no_text_is_told() {
    let why = |bytes: &[u8]| parse(bytes).unwrap_err();
    let picture = "q 100 0 0 100 50 600 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q";
    assert_eq!(why(&pdf(&[picture.to_owned()])), PdfError::Pictures);
    assert_eq!(why(&pdf(&[String::new()])), PdfError::NoText);
    assert_eq!(why(b"%PDF-1.4 and nothing else"), PdfError::Damaged);
    let locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) \
        /U (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) >> /ID [(c) (c)]";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [] /Count 0 >>",
    ];
    assert_eq!(
        why(&written(&objects.map(str::to_owned), locked)),
        PdfError::Locked
    );
}

#[test]
fn a_file_that_expands_or_draws_without_end_is_refused() {
    let zeroes = vec![0; 8 * 1024 * 1024];
    let mut part = Vec::new();
    let mut stream = flate2::Compress::new(flate2::Compression::fast(), true);
    part.reserve(zeroes.len());
    stream
        .compress_vec(&zeroes, &mut part, flate2::FlushCompress::Finish)
        .unwrap();
    let mut bomb = b"%PDF-1.4\n".to_vec();
    for _ in 0..70 {
        bomb.extend_from_slice(b"stream\n");
        bomb.extend_from_slice(&part);
        bomb.extend_from_slice(b"\nendstream\n");
    }
    assert_eq!(parse(&bomb).unwrap_err(), PdfError::TooLarge { most: 512 });
    let endless = "f\n".repeat(10_000_001);
    assert_eq!(parse(&pdf(&[endless])).unwrap_err(), PdfError::TooMuch);
}

/// A PDF whose page draws a form with this content, in which the form is called X.
fn form_that_draws(content: &str) -> Vec<u8> {
    let stream = |head: &str, content: &str| {
        let length = content.len();
        format!("<< {head} /Length {length} >>\nstream\n{content}\nendstream")
    };
    let resources = "/Resources << /XObject << /X 5 0 R >> /Font << /F1 6 0 R >> >>";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R {resources} >>"
        ),
        stream("", "q 1 0 0 1 50 700 cm /X Do Q"),
        stream(
            &format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [1 0 0 1 0 -20] {resources}"
            ),
            content,
        ),
        font("Helvetica"),
    ];
    written(&objects, "")
}

#[test]
fn words_of_forms_are_read_where_they_are_put() {
    let document = parse(&form_that_draws(
        "BT /F1 10 Tf 1 0 0 1 5 0 Tm (From a form.) Tj ET",
    ))
    .unwrap();
    assert_eq!(document.text, "From a form.\n");
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

#[test]
fn letters_that_no_font_tells_are_no_text() {
    let file = pdf(&[lines(50, 700, "Words that nobody can read.")]);
    assert!(parse(&file).is_ok());
    let all: Vec<String> = (32..127).map(|code| format!("/g{code}")).collect();
    let unknown = format!("/Encoding << /Differences [32 {}] >>", all.join(" "));
    let file = String::from_utf8(file)
        .unwrap()
        .replace("/Encoding /WinAnsiEncoding", &unknown)
        .into_bytes();
    assert_eq!(parse(&file).unwrap_err(), PdfError::Untold);
}

#[test]
fn forms_that_draw_themselves_end() {
    assert_eq!(
        parse(&form_that_draws("/X Do")).unwrap_err(),
        PdfError::NoText
    );
    let many = "/X Do ".repeat(50);
    assert_eq!(
        parse(&form_that_draws(&many)).unwrap_err(),
        PdfError::TooMuch
    );
}

#[test]
fn text_is_set_with_the_spaces_and_moves_that_a_page_asks_for() {
    let page = "BT /F1 10 Tf 14 TL 50 700 Td [(We keep) -278 (your da) 20 (ta)] TJ T* (for a year,) Tj \
        (and no longer) ' 2 0 (than that.) \" ET";
    assert_eq!(
        shown(&[page.to_owned()]),
        "1 p We keep your data for a year, and no longer than that.\n"
    );
    let spaced = "BT /F1 10 Tf 3 Tc 200 Tz 50 700 Td (wide) Tj 0 Tc 100 Tz ( words) Tj ET";
    assert_eq!(shown(&[spaced.to_owned()]), "1 p wide words\n");
}

#[test]
fn what_stands_on_its_side_is_no_text() {
    let page =
        lines(50, 700, "Upright.") + "BT /F1 10 Tf 0 1 -1 0 20 300 Tm (A stamp at the edge) Tj ET";
    assert_eq!(shown(&[page]), "1 p Upright.\n");
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
