use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::parse;
use crate::document::{Document, testing};

const STYLES: &str = r#"<w:styles>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Unter"><w:name w:val="Own"/><w:basedOn w:val="berschrift1"/><w:pPr><w:outlineLvl w:val="1"/><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Article %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:isLgl/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:num w:numId="10"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="11"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="1"><w:lvl w:ilvl="1"><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:lvlOverride></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
</w:numbering>"#;

const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://x/hyperlink" Target="https://acme.example/terms"/>
<Relationship Id="rId2" Type="http://x/image" Target="media/a.png"/></Relationships>"#;

const FOOTNOTES: &str = r#"<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>Under German law.</w:t></w:r>
<w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote></w:footnotes>"#;

/// A Word document with `body`, and the parts above.
fn docx(body: &str) -> Vec<u8> {
    let main = format!("<w:document xmlns:w='x'><w:body>{body}</w:body></w:document>");
    archive(&[
        ("word/document.xml", main.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", NUMBERING.as_bytes()),
        ("word/_rels/document.xml.rels", RELATIONS.as_bytes()),
        ("word/footnotes.xml", FOOTNOTES.as_bytes()),
    ])
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read(body: &str) -> Document {
    parse(&docx(body)).unwrap()
}

/// The blocks of `body`, a line each: kind and words.
fn shown(body: &str) -> String {
    testing::shown(&read(body))
}

/// A paragraph with these properties and these words.
fn p(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn item(list: u8, level: u8, words: &str) -> String {
    let place = format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>");
    p(&place, words)
}

#[test]
fn headings_are_told_by_their_styles_and_numbered_as_they_show() {
    let style = |id: &str, words: &str| p(&format!("<w:pStyle w:val='{id}'/>"), words);
    let body = [
        style("Titel", "Privacy Policy"),
        style("TOC1", "What we keep 2"),
        style("berschrift1", "What we keep"),
        style("Unter", "Names"),
        p("", "We keep your name."),
        style("Unter", "Logs"),
        style("berschrift1", "Contact"),
        style("Unter", "Post"),
        p("<w:outlineLvl w:val='2'/>", "By a level of its own"),
        p("<w:pStyle w:val='Loop'/>", "We answer."),
    ];
    insta::assert_snapshot!(shown(&body.concat()), @r"
    h1 Privacy Policy
    h2 1. What we keep
    h3 1.1 Names
    p We keep your name.
    h3 1.2 Logs
    h2 2. Contact
    h3 2.1 Post
    h4 By a level of its own
    p We answer.
    ");
}

#[test]
fn lists_nest_count_begin_anew_and_go_on() {
    let body = [
        p("", "We keep:"),
        item(8, 0, "names"),
        item(8, 1, "yours"),
        item(8, 1, "theirs"),
        p("<w:ind w:left='720'/>", "More on theirs."),
        item(8, 0, "logs"),
        item(9, 1, "fourth"),
        item(9, 1, "fifth"),
        p("<w:numPr><w:numId w:val='0'/></w:numPr>", "No item."),
        p("", "• by hand"),
        item(7, 1, "A clause by its number."),
    ];
    insta::assert_snapshot!(shown(&body.concat()), @r"
    p We keep:
    item0 names
    item1 a) yours
    item1 b) theirs
    more1 More on theirs.
    item0 logs
    item1 d) fourth
    item1 e) fifth
    p No item.
    item0 by hand
    p 1.1 A clause by its number.
    ");
}

#[test]
fn legal_numbers_and_levels_of_a_list_of_its_own_are_written_as_they_show() {
    let body = [
        item(10, 0, "scope"),
        item(10, 0, "rights"),
        item(10, 1, "You may ask."),
        item(11, 1, "by mail"),
    ];
    insta::assert_snapshot!(shown(&body.concat()), @r"
    item0 Article I scope
    item0 Article II rights
    p 2.1 You may ask.
    item0 A) by mail
    ");
}

#[test]
fn a_table_has_rows_and_one_that_sets_the_page_is_none() {
    let cell = |look: &str, words: &str| {
        format!(
            "<w:tc><w:tcPr>{look}</w:tcPr>{}{}</w:tc>",
            p("", words),
            p("", "")
        )
    };
    let row = |look: &str, cells: &[String]| {
        format!("<w:tr><w:trPr>{look}</w:trPr>{}</w:tr>", cells.concat())
    };
    let data = [
        row("<w:tblHeader/>", &[cell("", "Name"), cell("", "Where")]),
        row("", &[cell("", "Stripe"), cell("", "Ireland")]),
        row("", &[cell("<w:gridSpan w:val='2'/>", "All are bound.")]),
        row("", &[cell("", "Mail"), cell("", "")]),
    ];
    let layout = [row("", &[cell("", "Left"), cell("", "Right")])];
    let body = format!(
        "<w:tbl>{}</w:tbl><w:sdt><w:sdtContent><w:tbl>{}</w:tbl></w:sdtContent></w:sdt>",
        data.concat(),
        layout.concat()
    );
    insta::assert_snapshot!(shown(&body), @r"
    head Name | Where
    row Stripe | Ireland
    row All are bound. |
    row Mail |
    p Left
    p Right
    ");
}

#[test]
fn tracked_changes_are_read_as_accepted_and_told() {
    let body = "<w:p><w:r><w:t xml:space='preserve'>We keep it for </w:t></w:r>\
        <w:del><w:r><w:delText>90</w:delText></w:r></w:del><w:ins><w:r><w:t>30</w:t></w:r></w:ins>\
        <w:r><w:t xml:space='preserve'> days.</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>We never </w:t></w:r></w:p>\
        <w:p><w:r><w:t>sell it.</w:t></w:r></w:p><w:del><w:p><w:r><w:t>Gone.</w:t></w:r></w:p></w:del>";
    assert_eq!(
        shown(body),
        "p We keep it for 30 days.\np We never sell it.\n"
    );
    let told = &read(body).diagnostics;
    assert!(told[0].message.contains("tracked changes"), "{told:?}");
}

/// A paragraph that is taken away by a tracked change, but for what is kept of it.
fn taken_away(properties: &str, deleted: &str, kept: &str) -> String {
    format!(
        "<w:p><w:pPr>{properties}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>{deleted}</w:delText></w:r></w:del>\
         <w:r><w:t xml:space='preserve'>{kept}</w:t></w:r></w:p>"
    )
}

#[test]
fn what_follows_a_paragraph_that_was_taken_away_stays_what_it_is() {
    let list = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='7'/></w:numPr>";
    let moved = format!(
        "<w:p><w:pPr>{list}<w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom><w:r><w:t>Moved.</w:t></w:r></w:moveFrom></w:p>"
    );
    let body = [
        item(7, 0, "We ask."),
        taken_away(list, "Old item", ""),
        p("<w:pStyle w:val='Titel'/>", "Retention"),
        taken_away("", "Old sentence", ""),
        item(7, 0, "We keep it."),
        moved,
        item(7, 0, "We delete it."),
        taken_away(list, "Last item", ""),
        p("", "No item."),
        taken_away("", "", "Kept of what was taken away at the end."),
    ];
    insta::assert_snapshot!(shown(&body.concat()), @r"
    item0 1. We ask.
    h1 Retention
    item0 2. We keep it.
    item0 3. We delete it.
    p No item.
    p Kept of what was taken away at the end.
    ");
}

#[test]
fn a_deleted_last_row_takes_no_words_after_the_table_away() {
    let cell = |paragraph: &str| format!("<w:tc>{paragraph}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let gone = cell(&taken_away("", "Gone", ""));
    let kept = |name: &str| row(&[cell(&p("", name)), cell(&p("", "Ireland"))]);
    let marked = format!(
        "<w:tr><w:trPr><w:del/></w:trPr>{}{}</w:tr>",
        cell(&p("", "Marked")),
        cell(&p("", "Deleted"))
    );
    let body = [
        "<w:tbl>",
        &kept("Stripe"),
        &kept("Mail"),
        &marked,
        &row(&[gone.clone(), gone]),
        "</w:tbl>",
        &p("", "We sell nothing."),
    ];
    insta::assert_snapshot!(shown(&body.concat()), @r"
    first Stripe | Ireland
    row Mail | Ireland
    p We sell nothing.
    ");
}

#[test]
fn signs_and_words_with_readings_are_read_and_other_files_are_reported() {
    let body = "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t xml:space='preserve'> We share. </w:t>\
        <w:sym w:font='Wingdings' w:char='F0A8'/><w:t xml:space='preserve'> We sell.</w:t></w:r></w:p>\
        <w:p><w:r><w:ruby><w:rt><w:r><w:t>read</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Written.</w:t></w:r></w:rubyBase>\
        </w:ruby></w:r></w:p><w:altChunk r:id='rId9'/>";
    assert_eq!(
        shown(body),
        "p \u{2611} We share. \u{2610} We sell.\np Written.\n"
    );
    let told = &read(body).diagnostics;
    assert!(told[0].message.contains("another file"), "{told:?}");
}

#[test]
fn the_parts_are_those_that_the_archive_names() {
    let root = "<Relationships><Relationship Id='a' Type='http://x/officeDocument' Target='word/document2.xml'/></Relationships>";
    let own = "<Relationships><Relationship Id='a' Type='http://x/styles' Target='styles2.xml'/></Relationships>";
    let main = format!(
        "<w:document><w:body>{}</w:body></w:document>",
        p("<w:pStyle w:val='Titel'/>", "Privacy")
    );
    let document = archive(&[
        ("_rels/.rels", root.as_bytes()),
        ("word/document2.xml", main.as_bytes()),
        ("word/_rels/document2.xml.rels", own.as_bytes()),
        ("word/styles2.xml", STYLES.as_bytes()),
    ]);
    assert_eq!(testing::shown(&parse(&document).unwrap()), "h1 Privacy\n");
}

#[test]
fn bold_links_notes_and_hidden_words_are_known() {
    let body = "<w:p><w:r><w:rPr><w:rStyle w:val='Fett'/></w:rPr><w:t>Terms</w:t></w:r><w:r><w:t xml:space='preserve'>: see </w:t></w:r>\
        <w:hyperlink r:id='rId1'><w:r><w:t>our terms</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id='2'/></w:r>\
        <w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK &quot;mailto:a@b.c&quot; </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t xml:space='preserve'> or ask</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>";
    let document = read(body);
    let first = &document.blocks[0];
    assert_eq!(
        document.text,
        "Terms: see our terms or ask.\nUnder German law.\n"
    );
    assert_eq!(first.bold[0].of(&document.text), "Terms");
    let links: Vec<_> = first
        .links
        .iter()
        .map(|link| (link.words.of(&document.text), link.target.as_str()))
        .collect();
    assert_eq!(
        links,
        [
            ("our terms", "https://acme.example/terms"),
            ("or ask", "mailto:a@b.c")
        ]
    );
    assert!(document.diagnostics[0].message.ends_with("“Secret”"));
}

#[test]
fn a_line_end_parts_an_address_and_no_sentence_and_a_box_stands_after_its_paragraph() {
    let body = "<w:p><w:r><w:t>Acme Inc.</w:t><w:br/><w:t>12 Long Street</w:t><w:br/><w:t>in Springfield</w:t></w:r></w:p>\
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p>\
        </w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r>\
        </w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Beside &amp; &#252;ber it.</w:t></w:r></w:p>";
    insta::assert_snapshot!(shown(body), @r"
    p Acme Inc.
    p 12 Long Street in Springfield
    p Beside & über it.
    p In a box.
    ");
}

#[test]
fn citations_count_a_line_for_each_block() {
    let document = read(
        &[
            p("", "One."),
            item(8, 0, "a"),
            item(8, 0, "b"),
            p("", "Two."),
        ]
        .concat(),
    );
    let lines: Vec<usize> = document.blocks.iter().map(|b| b.lines.start()).collect();
    assert_eq!(lines, [0, 2, 3, 5]);
}

#[test]
fn what_is_no_document_is_told() {
    let why = |bytes: &[u8]| parse(bytes).unwrap_err().to_string();
    assert!(why(b"PK\x03\x04").contains("no whole archive"));
    assert!(why(&archive(&[("a", b"")])).contains("no whole archive"));
    let broken = archive(&[("word/document.xml", b"<w:document><w:body></w:document>")]);
    assert!(why(&broken).contains("not well-formed"));
}

#[test]
fn what_expands_or_nests_without_end_is_refused() {
    let main = |body: &[u8]| archive(&[("word/document.xml", body)]);
    let why = |bytes: &[u8]| parse(bytes).unwrap_err().to_string();
    let bomb = main(&vec![b' '; 33 * 1024 * 1024]);
    assert!(bomb.len() < 100_000 && why(&bomb).contains("more than 32 MiB"));
    let deep = main("<a>".repeat(5_000).as_bytes());
    assert!(why(&deep).contains("nests deeper"));
    let many = main(format!("<a>{}</a>", "<b/>".repeat(1_000_001)).as_bytes());
    assert!(why(&many).contains("more elements"));
}

proptest! {
    #[test]
    fn damaged_documents_end_in_an_error_or_a_text(
        at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()
    ) {
        let mut bytes = docx(&[p("", "One."), item(8, 0, "a")].concat());
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = parse(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        let _ = parse(&bytes);
    }

    #[test]
    fn any_order_of_parts_is_read(pieces in prop::collection::vec(prop::sample::select(vec![
        "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>We keep it.</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>",
        "<w:tc>", "</w:tc>", "<w:br/>", "<w:fldChar w:fldCharType='end'/>", "<w:hyperlink w:anchor='a'>", "</w:hyperlink>",
        "<w:pPr><w:numPr><w:numId w:val='8'/></w:numPr></w:pPr>", "<w:footnoteReference w:id='2'/>", "<w:ins>", "</w:ins>",
    ]), 0..30)) {
        // Ends are put where they belong.
        let mut body = String::new();
        let mut open: Vec<&str> = Vec::new();
        for piece in pieces {
            match piece.strip_prefix("</") {
                Some(_) if open.last() == Some(&piece) => { open.pop(); }
                Some(_) => continue,
                None => if let Some(end) = end_of(piece) { open.push(end) },
            }
            body.push_str(piece);
        }
        body.extend(open.into_iter().rev());
        let document = read(&body);
        prop_assert_eq!(document.text.lines().count(), document.blocks.len());
    }
}

fn end_of(piece: &str) -> Option<&'static str> {
    let ends = [
        "</w:p>",
        "</w:r>",
        "</w:tbl>",
        "</w:tr>",
        "</w:tc>",
        "</w:hyperlink>",
        "</w:ins>",
    ];
    let is_whole = piece.ends_with("/>") || piece.contains("</");
    let name = |end: &&str| {
        let name = end.trim_start_matches("</").trim_end_matches('>');
        piece.trim_start_matches('<').split([' ', '>']).next() == Some(name)
    };
    ends.into_iter().find(name).filter(|_| !is_whole)
}
