//! Pages as different makers shape them.

use super::{messages, shown};
use crate::document::Document;
use crate::error::in_full;
use crate::source::{Format, Source};

/// A sentence that is long enough to be told from a menu.
pub(super) const SAID: &str =
    "We say here what becomes of the data that you give to us, and how long we keep all of it.";

#[test]
fn a_section_may_be_called_as_a_banner_is() {
    let html = format!(
        "<main><div class=menu><a href=#a>Sharing</a></div>\
         <section id=sharing><h2>Sharing</h2><p>{SAID}</p></section>\
         <section id=gdpr-notice><h2>Notice</h2><p>We sell no data.</p></section>\
         <section class=newsletter><h2>Newsletter</h2><p>{SAID}</p></section>\
         <h2 id=why-we-show-no-cookie-banner>Why we show no banner</h2><p>{SAID}</p>\
         <p role=alert>{SAID}</p><aside>In short, we keep little.</aside>\
         <aside><h3>More to read</h3><a href=/x>How to bake bread at home</a></aside>\
         <div class=newsletter><p>{SAID}</p><input><button>Subscribe</button></div>\
         <div class=share><h3>Share this</h3><a href=x>Tweet</a></div></main>"
    );
    insta::assert_snapshot!(shown(&html), @r#"
    h2 Sharing
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    h2 Notice
    p We sell no data.
    h2 Newsletter
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    h2 Why we show no banner
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    p In short, we keep little.
    "#);
}

#[test]
fn banners_menus_and_footers_are_known_by_many_names() {
    let html = format!(
        "<div class='cky-consent-container'><p>{SAID}</p><button>Reject</button></div>\
         <div id=cookie-hinweis>{SAID}</div><div class=gdpr-box><h2>Hello</h2>{SAID}<a href=#>Yes</a></div><ul id=hauptmenue><li><a href=/>Start</a></ul>\
         <div><h1>Privacy</h1><p>{SAID}</p><p>{SAID}</p><p>{SAID}</p></div>\
         <div class=footer-wrapper><p>{SAID}</p></div><p><a href=/i>Imprint</a> | © 2026 Acme GmbH</p>"
    );
    insta::assert_snapshot!(shown(&html), @r#"
    h1 Privacy
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    "#);
}

#[test]
fn the_title_and_the_date_may_stand_above_the_main_text() {
    let above = "<header class=site><h1><a href=/>Acme</a></h1><p>Since 1999</p></header>\
                 <header class=entry><h1>Privacy Statement</h1><p>Last updated: 9 January 2026</p><p>By Jo</p></header>";
    let html = format!("{above}<main><h2>Data</h2><p>{SAID}</p></main>");
    insta::assert_snapshot!(shown(&html), @r#"
    h1 Privacy Statement
    p Last updated: 9 January 2026
    h2 Data
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    "#);
    let site =
        format!("<title>Privacy | Acme</title><h1>Acme</h1><main><h2>Privacy</h2><p>{SAID}</main>");
    assert!(shown(&site).starts_with("h2 Privacy\n"));
    let titled = format!("{above}<main><h1>Privacy</h1><p>{SAID}</p></main>");
    insta::assert_snapshot!(shown(&titled), @r#"
    h1 Privacy
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    "#);
}

#[test]
fn what_a_button_opens_is_read_and_a_menu_that_is_closed_is_not_told() {
    let html = "<style>.panel { display: none }</style>\
        <div hidden><h2>Products</h2><a href=/a>Mail and calendar</a><a href=/b>Storage for files</a></div>\
        <button aria-controls=m>Menu</button><div id=m hidden><a href=/c>Calendars</a><a href=/d>Files</a></div>\
        <h1>Privacy</h1>\
        <button class=accordion>What we keep</button><div class=panel><p>Your name.</p></div>\
        <h3><button aria-expanded=false aria-controls=b>How long</button></h3><section id=b hidden>A year.</section>\
        <h5><a data-toggle=collapse href=#c role=button>Your rights</a></h5><div><div id=c style='display:none'>Many.</div></div>\
        <div role=button aria-controls=d>Complaints</div><div id=d style='max-height:0;overflow:hidden'>Here.</div>\
        <button>Print</button><p>Bye.</p><p class=panel>Nobody reads this.</p>";
    insta::assert_snapshot!(shown(html), @r#"
    h1 Privacy
    p What we keep
    p Your name.
    h3 How long
    p A year.
    h5 Your rights
    p Many.
    p Complaints
    p Here.
    p Bye.
    "#);
    assert_eq!(
        messages(html),
        ["the page hides these words; they are left out: “Nobody reads this.”"]
    );
}

#[test]
fn elements_without_a_meaning_are_what_their_roles_say() {
    let html = "<div role=heading aria-level=1>Privacy</div><div role=list><div role=listitem>Names</div>\
        <div role=listitem>Orders</div></div><div role=table><div role=row><span role=columnheader>Data</span>\
        <span role=columnheader>Period</span></div><div role=row><span role=cell>Logs</span>\
        <span role=cell>7 days</span></div></div>";
    insta::assert_snapshot!(shown(html), @r#"
    h1 Privacy
    item0 Names
    item0 Orders
    head Data | Period
    row Logs | 7 days
    "#);
}

#[test]
fn a_page_made_by_a_word_processor_has_its_lists() {
    let bullet = |mark: &str| {
        format!(
            "<span style='mso-list:Ignore'>{mark}<span style='font:7.0pt'>&nbsp; &nbsp;</span></span>"
        )
    };
    let item = |level: u8, mark: &str, words: &str| {
        let bullet = bullet(mark);
        format!(
            "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>{bullet}{words}</p>"
        )
    };
    let html = [
        "<p class=MsoNormal><b>1.<span style='mso-spacerun:yes'>  </span>Data<o:p></o:p></b></p>".to_owned(),
        item(1, "\u{b7}", "names;"),
        item(2, "o", "of children, too;"),
        item(1, "§", "orders."),
        item(1, "a)", "Ask us."),
        item(2, "2.1", "Scope"),
        "<p class=MsoNormal>We keep<br>\nall of it.<o:p>&nbsp;</o:p></p>".to_owned(),
        // As it is saved for the web, "filtered".
        "<p class=MsoListParagraphCxSpFirst style='margin-left:72.0pt'><span>o<span>&nbsp; </span></span>deeper</p>".to_owned(),
    ];
    insta::assert_snapshot!(shown(&html.concat()), @r#"
    p 1. Data
    item0 names;
    item1 of children, too;
    item0 orders.
    item0 a) Ask us.
    p 2.1 Scope
    p We keep all of it.
    item1 deeper
    "#);
}

#[test]
fn a_style_sheet_in_the_page_tells_what_is_bold_and_what_is_hidden() {
    let html = "<style><!-- @import url(x); .c1{color:red;font-weight:700}.c9{display:none}.c2{font-weight:400} --></style>\
        <b style='font-weight:normal'><p><span class=c1>Data we hold</span></p>\
        <p>We hold <span class='c1'>what</span> <b class=c2>you</b> buy.</p></b><p class=c9>All is sold.</p>";
    let document = super::parse(html);
    let bold: Vec<_> = document
        .blocks
        .iter()
        .map(|block| {
            block
                .bold
                .iter()
                .map(|bold| bold.of(&document.text))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(bold, [vec!["Data we hold"], vec!["what"]]);
    assert!(messages(html)[0].contains("“All is sold.”"));
}

#[test]
fn a_cell_stands_in_the_column_that_the_head_names() {
    let html = "<table><tr><th colspan=2>Purpose<th>Data<th>Period</tr>\
        <tr><td colspan=2>Mail<td>Names<td>1 year</tr><tr><td>Bills<td colspan=2>Orders<td>10 years</tr>\
        <tr><td colspan=4>All others</tr></table>\
        <table><tr><th rowspan=2>Right<th colspan=2>Where</tr><tr><th>EU<th>US</tr>\
        <tr><th scope=row>Access<td>Yes<td>No</tr></table>";
    insta::assert_snapshot!(shown(html), @r#"
    head Purpose | Data | Period
    row Mail | Names | 1 year
    row Bills | Orders | 10 years
    row All others
    head Right | Where |
    row  | EU | US
    row Access | Yes | No
    "#);
}

/// Why the page `html` can't be read.
fn why_unread(html: &str) -> String {
    let source = Source {
        name: "acme".to_owned(),
        path: "acme.html".to_owned(),
        bytes: html.as_bytes().to_vec(),
        format: Format::Html,
    };
    in_full(&Document::read(&source).unwrap_err())
}

#[test]
fn where_the_words_of_a_page_are_elsewhere_that_is_told() {
    let frames =
        "<html><frameset cols=20%,*><frame src='top.html'><frame src=b.html></frameset></html>";
    let shell = "<div id=root></div><script src=app.js></script>";
    let moved = "<meta http-equiv=Refresh content='0; url=https://acme.example/privacy'>";
    let hidden = "<p hidden>We keep your data.</p>";
    let told: Vec<String> = [frames, shell, moved, hidden, "<p></p>"]
        .into_iter()
        .map(why_unread)
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    cannot read acme.html: the page holds no words of its own and shows others in frames: save what is at top.html and b.html
    cannot read acme.html: the page holds no words; a script may bring them: open it in a browser and save it from there
    cannot read acme.html: the page holds no words and leads on: save what is at https://acme.example/privacy
    cannot read acme.html: the page hides these words; they are left out: “We keep your data.”
    acme.html is empty
    "#);
    let framed = "<h1>Privacy</h1><p>Read it here:</p><iframe src='https://legal.example/acme'></iframe>\
                  <iframe src=/count width=1 height=1></iframe>";
    assert_eq!(
        messages(framed),
        [
            "the page holds few words of its own and shows others in frames: save what is at https://legal.example/acme"
        ]
    );
    let tracked = format!("<script src=x></script><p>{}", SAID.repeat(2));
    assert!(messages(&tracked).is_empty());
}

#[test]
fn a_heading_that_is_only_bold_has_a_line_of_its_own() {
    let html = "<p><strong>1. Data</strong></p><p>We keep it.</p><p><b>2. Rights</b><br>You have many.</p>\
                <div><strong>3. Contact</strong><br><br>Write to us.</div><p><b>In short</b>: we keep little.</p>";
    insta::assert_snapshot!(shown(html), @r#"
    p 1. Data
    p We keep it.
    p 2. Rights
    p You have many.
    p 3. Contact
    p Write to us.
    p In short: we keep little.
    "#);
}

#[test]
fn a_table_that_sets_an_old_page_is_told_by_its_cells() {
    let html = format!(
        "<table><tr><td colspan=2><a href=/><img alt=Logo></a></td></tr><tr><td><a href=/a>Home</a><br>\
         <a href=/b>Products</a></td><td><p><font size=5><b>Privacy</b></font><p>{SAID}<br><br>{SAID}\
         <p>{SAID}<p><b>Rights</b><p>{SAID}</td></tr></table><hr><font size=1>Copyright 1999 Acme | <a href=/p>Privacy</a></font>"
    );
    insta::assert_snapshot!(shown(&html), @r#"
    p Privacy
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    p Rights
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    "#);
}

#[test]
fn what_is_struck_out_is_left_out_and_told_and_marks_of_notes_stand_apart() {
    let html = "<p>We keep logs for <del>30</del> <ins>60 days</ins><sup><a href=#n1>1</a></sup>, since the 1<sup>st</sup> of May.</p>\
                <p style='text-decoration: line-through'>We sell data.</p><p><a href=#top>Back to top</a></p>";
    assert_eq!(
        shown(html),
        "p We keep logs for 60 days 1, since the 1st of May.\n"
    );
    assert_eq!(
        messages(html),
        [
            "the page strikes out these words; they are left out: “30”",
            "the page strikes out these words; they are left out: “We sell data.”"
        ]
    );
    let mostly = format!("<p>We keep no data.</p><del>{}</del>", SAID.repeat(20));
    assert_eq!(shown(&mostly), "p We keep no data.\n");
}

#[test]
fn an_anchor_that_only_names_a_place_is_no_link() {
    let html = format!(
        "<p><a href=/>Home</a></p><a name=top><div><h1><a name=a>Privacy</a></h1><p>{SAID}</p>\
         <p>{SAID}</p></div><p><a href=/x>Imprint</a></p>"
    );
    insta::assert_snapshot!(shown(&html), @r#"
    h1 Privacy
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    "#);
}

#[test]
fn a_heading_that_leads_to_the_head_of_the_page_is_kept() {
    let html = format!(
        "<main id=top><h1><a href=#top>Privacy</a></h1><p>{SAID}</p><h2><a href='#page-top'>Rights</a></h2><p>Many.</p>\
         <ul><li><a href=#top-terms>Our top terms</a></ul><p><a href=#back-to-top>Up</a></p></main>"
    );
    insta::assert_snapshot!(shown(&html), @r#"
    h1 Privacy
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    h2 Rights
    p Many.
    item0 Our top terms
    "#);
}

#[test]
fn a_button_in_a_sentence_is_part_of_it() {
    let html = "<main><p>We share your <button>health data</button> with <button class=x>insurers</button> only.</p>\
                <p>Ask <button>Acme support</button>.</p><p>Did this help? <button>Yes</button> <button>No</button></p></main>";
    insta::assert_snapshot!(shown(html), @r#"
    p We share your health data with insurers only.
    p Ask Acme support.
    p Did this help?
    "#);
    assert!(
        super::parse(html)
            .blocks
            .iter()
            .all(|block| block.bold.is_empty())
    );
}

#[test]
fn what_a_style_sheet_strikes_out_is_struck_out() {
    let html = "<style>.old{text-decoration:line-through;text-decoration-color:red}</style><p>We keep logs for <span class=old>90</span> 30 days.</p>";
    assert_eq!(shown(html), "p We keep logs for 30 days.\n");
    assert!(messages(html)[0].starts_with("the page strikes out"));
}

#[test]
fn a_sheet_in_the_shadow_of_an_element_is_only_for_what_stands_there() {
    let html = "<x-tip><template shadowrootmode=open><style>p{display:none}</style><slot></slot></template></x-tip><p>We keep logs.</p>";
    assert_eq!(shown(html), "p We keep logs.\n");
}

#[test]
fn a_panel_that_is_closed_is_read_where_something_beside_it_opens_it() {
    let html = "<style>.c{max-height:0;overflow:hidden} .tab{display:none} .on{display:block}</style>\
        <main><h1>Privacy</h1><input type=checkbox id=a><label for=a>Logs</label><div class=c>30 days.</div>\
        <ul><li><a href=#t1>EU</a><li><a href=#t2>US</a></ul><div id=t1 class='tab on'>We sell nothing.</div>\
        <div id=t2 class=tab>We sell all of it.</div>\
        <h3 onclick='t(this)'>Bills</h3><div style='display:none'>Ten years.</div>\
        <div onclick='t(this)'><h3>Mail</h3><img></div><div style='display:none'>A year.</div>\
        <a href='javascript:t()'>More</a><div style='display:none'>All else: a day.</div>\
        <div style='display:none'>Nobody reads this.</div></main>";
    insta::assert_snapshot!(shown(html), @r#"
    h1 Privacy
    p Logs
    p 30 days.
    item0 EU
    item0 US
    p We sell nothing.
    p We sell all of it.
    h3 Bills
    p Ten years.
    h3 Mail
    p A year.
    p More
    p All else: a day.
    "#);
    assert_eq!(messages(html).len(), 1);
}

#[test]
fn headings_and_tables_in_the_cells_of_a_table_are_words_of_its_cells() {
    let html = "<table><thead><tr><th><h4>Data</h4><th><h4>Kept</h4></thead><tr><td><h5>Bills</h5><p>of all kinds</p><td>10 years</table>\
                <table><tr><th>Data<th>Kept<tr><td>Logs<td><table><tr><td>web<td>30 days<tr><td>mail<td>7 days</table><tr><td>Bills<td>10 years</table>";
    let page = format!(
        "<table><tr><th>Notice<th>In short<tr><td><h2>Data</h2><p>{SAID}{SAID}{SAID}</p><td>Little.</table>"
    );
    assert!(shown(&page).contains("h2 Data\n"));
    insta::assert_snapshot!(shown(html), @r#"
    head Data | Kept
    row Bills of all kinds | 10 years
    head Data | Kept
    row Logs | web 30 days mail 7 days
    row Bills | 10 years
    "#);
    assert_eq!(super::parse(html).blocks[1].bold.len(), 1);
}

#[test]
fn pages_in_frames_and_fields_that_nobody_can_fill_in_are_read() {
    let html = "<main><h1>Privacy</h1><iframe srcdoc='<title>x</title><h2>Logs</h2><p>We keep them for 30 days.'>Old</iframe>\
                <textarea readonly>Our terms:\nWe sell nothing.</textarea><textarea>Ask us</textarea></main>";
    insta::assert_snapshot!(shown(html), @r#"
    h1 Privacy
    h2 Logs
    p We keep them for 30 days.
    p Our terms:
    p We sell nothing.
    "#);
    assert!(messages(html).is_empty());
}

#[test]
fn signs_in_a_heading_are_none_of_its_words() {
    let html = "<main><h1>Privacy <i class='material-icons'>expand_more</i></h1><h2><span aria-hidden=true>+</span>Sharing</h2>\
                <h2>Rights<a href='https://acme.example/p#r'>#</a></h2><h2>Cookies <button>Copy link</button></h2>\
                <h2>1. <button>Mail</button></h2><h2><span class=icon-text>Our mail</span></h2></main>";
    insta::assert_snapshot!(shown(html), @r#"
    h1 Privacy
    h2 Sharing
    h2 Rights
    h2 Cookies
    h2 1. Mail
    h2 Our mail
    "#);
}
