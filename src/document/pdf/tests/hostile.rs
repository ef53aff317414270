//! Files that would take the program down, or lose text without a word.

use super::super::{PdfError, parse};
use super::{at, font, lines, pdf, written};

/// A file whose pages are the objects from the second on, and one page as object 3.
fn tree(parts: &[String]) -> Vec<u8> {
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned()];
    objects.extend_from_slice(parts);
    written(&objects, "")
}

fn node(kids: &str) -> String {
    format!("<< /Type /Pages /Kids [{kids}] /Count 1 >>")
}

#[test]
fn a_tree_of_pages_that_grows_or_nests_without_end_is_refused() {
    let twice = |i: u32| node(&format!("{i} 0 R {i} 0 R"));
    let growing: Vec<String> = (3..43).map(twice).collect();
    assert_eq!(parse(&tree(&growing)).unwrap_err(), PdfError::TooManyPages);
    let deep: Vec<String> = (3..5_000).map(|i| node(&format!("{i} 0 R"))).collect();
    assert_eq!(parse(&tree(&deep)).unwrap_err(), PdfError::TooManyPages);
    // Without the place of its table a file is read by looking for all objects.
    let text = String::from_utf8(tree(&growing)).unwrap();
    let lost = text.replace("startxref", "startxxxx");
    assert_eq!(parse(lost.as_bytes()).unwrap_err(), PdfError::TooManyPages);
}

#[test]
fn what_nests_without_end_on_a_page_is_refused() {
    for open in ["<<", "[", "<< /A ", "[(])"] {
        let page = open.repeat(100_000);
        assert_eq!(
            parse(&pdf(&[page])).unwrap_err(),
            PdfError::TooMuch,
            "{open}"
        );
    }
}

#[test]
fn objects_that_nest_without_end_are_refused() {
    let catalog = |inside: &str| {
        let open = inside.repeat(1_100_000);
        tree(&[node(""), format!("<< /A {open} >>")])
    };
    for open in ["[", "<</A", "[(])"] {
        assert_eq!(
            parse(&catalog(open)).unwrap_err(),
            PdfError::TooMuch,
            "{open}"
        );
    }
}

#[test]
fn a_file_that_is_cut_off_is_read_and_reported() {
    let bytes = pdf(&[
        lines(50, 700, "We keep your data."),
        lines(50, 700, "We sell it."),
    ]);
    let whole = String::from_utf8(bytes).unwrap();
    let cut = whole.find("xref").unwrap();
    let document = parse(whole.get(..cut).unwrap().as_bytes()).unwrap();
    assert!(document.text.contains("We keep your data."));
    let said = &document.diagnostics[0].message;
    assert!(said.contains("cut off or damaged"), "{said}");
}

#[test]
fn lines_that_came_before_a_file_are_left_out() {
    let bytes = [
        b"HTTP/1.1 200 OK\r\n\r\n".as_slice(),
        &pdf(&[lines(50, 700, "We keep it.")]),
    ]
    .concat();
    let document = parse(&bytes).unwrap();
    assert_eq!(document.text, "We keep it.\n");
    assert!(document.diagnostics.is_empty());
}

/// The first message on a document of `page` after one of text.
fn said_of(page: &str) -> String {
    let text =
        "We keep your data as long as you have an account with us, and no longer than that. "
            .repeat(3);
    let document = parse(&pdf(&[lines(50, 700, &text), page.to_owned()])).unwrap();
    document.diagnostics[0].message.clone()
}

#[test]
fn pages_of_shapes_and_pages_that_are_damaged_are_reported() {
    let shapes: String = (0..400).map(|i| format!("{} 600 5 8 re f\n", i)).collect();
    assert!(said_of(&shapes).ends_with("which is not read: 2"));
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [4 0 R 5 0 R] /Count 2 >>".to_owned(),
        font("Helvetica"),
        "<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            .to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents 7 0 R >>".to_owned(),
        format!(
            "<< /Length 47 >>\nstream\n{}endstream",
            at(50, 600, "F1 10", "We keep it.")
        ),
        "<< /Length 9 /Filter /FlateDecode >>\nstream\nx\u{1}abcdefg\nendstream".to_owned(),
    ];
    let document = parse(&written(&objects, "")).unwrap();
    let said = &document.diagnostics[0].message;
    assert!(said.contains("damaged") && said.ends_with(": 2"), "{said}");
}

#[test]
fn a_large_picture_with_few_words_is_reported() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_owned(),
        font("Helvetica"),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R \
         /Resources << /Font << /F1 3 0 R >> /XObject << /P 6 0 R >> >> >>"
            .to_owned(),
        "<< /Length 80 >>\nstream\nq 560 0 0 700 20 50 cm /P Do Q BT /F1 10 Tf 50 20 Td (Sheet one) Tj ET          \nendstream"
            .to_owned(),
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /Length 1 >>\nstream\nx\nendstream".to_owned(),
    ];
    let said = parse(&written(&objects, "")).map(|document| document.diagnostics);
    let said = said.unwrap();
    assert!(said[0].message.contains("large picture"), "{said:?}");
}

#[test]
fn white_tiny_and_clipped_letters_do_not_show() {
    let text = lines(50, 700, "We keep your data for a year.");
    let hidden = |set: &str| format!("q {set} BT /F1 10 Tf 50 600 Td (We sell it.) Tj ET Q\n");
    for set in ["1 g", "1 1 1 rg", "0 0 0 0 k", "7 Tr", "0.1 0 0 0.1 0 0 cm"] {
        let document = parse(&pdf(&[text.clone() + &hidden(set)])).unwrap();
        assert!(!document.text.contains("sell"), "{set}");
        assert!(
            document.diagnostics[0].message.contains("We sell it."),
            "{set}"
        );
    }
    for set in ["0 0 1 rg 0 0 600 800 re f 1 g", "1 Tr 1 g", "0.9 g"] {
        let document = parse(&pdf(&[text.clone() + &hidden(set)])).unwrap();
        assert!(document.text.contains("sell"), "{set}");
    }
}
