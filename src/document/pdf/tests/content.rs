//! What pages may say and ask for.

use super::*;

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
fn pages_are_turned_as_most_of_their_letters_stand() {
    let upright = "1 p We keep your data, and\n1 p you may ask for it.\n";
    let ways = [
        "1 0 0 1 100 400",
        "0 1 -1 0 300 100",
        "-1 0 0 -1 500 400",
        "0 -1 1 0 300 700",
    ];
    for way in ways {
        let page = format!(
            "BT /F1 10 Tf {way} Tm 30 TL (We keep your data, and) Tj T* (you may ask for it.) Tj ET"
        );
        assert_eq!(shown(&[page]), upright, "{way}");
    }
}

#[test]
fn pictures_among_pages_of_text_are_told() {
    let picture = "q 100 0 0 100 50 600 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q";
    let document = parse(&pdf(&[lines(50, 700, "One."), picture.to_owned()])).unwrap();
    assert!(document.diagnostics[0].message.ends_with("not read: 2"));
}

#[test]
fn what_stands_on_its_side_is_no_text() {
    let page = lines(50, 700, "Upright is what most letters are.")
        + "BT /F1 10 Tf 0 1 -1 0 20 300 Tm (A stamp at the edge) Tj ET";
    assert_eq!(shown(&[page]), "1 p Upright is what most letters are.\n");
}
