//! Sections of the text that are called as what frames a text.

use super::shapes::SAID;
use super::shown;

#[test]
fn a_section_with_something_to_press_may_be_called_as_a_banner_is() {
    let html = format!(
        "<main><h1>Privacy</h1>\
         <section id=how-we-share><h2>Sharing</h2><p>{SAID}</p><button>Opt out</button></section>\
         <section class=cookie-notice><h2>Cookies</h2><p>{SAID}</p><label><input type=checkbox>On</label></section>\
         <div class=cookie-list-container><input type=search><table><tr><th>Cookie<th>Kept<tr><td>_ga<td>2 years</table></div>\
         <form><h2>Choices</h2><p>You may ask us to stop at any time.</p><button>Stop</button></form>\
         <div class=cookie-banner><h2>Hello</h2><p>{SAID}</p><button>Accept</button></div>\
         <div class=newsletter><h2>Stay in touch</h2><p>{SAID}</p><input type=email><button>Join</button></div></main>"
    );
    insta::assert_snapshot!(shown(&html), @r#"
    h1 Privacy
    h2 Sharing
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    h2 Cookies
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    p On
    head Cookie | Kept
    row _ga | 2 years
    h2 Choices
    p You may ask us to stop at any time.
    "#);
}

#[test]
fn what_continues_a_text_may_be_called_as_a_frame_is() {
    let html = format!(
        "<div><h1>Privacy</h1><div><p>{SAID}</p></div><div class='part share'><p>We share it with all insurers.</p></div>\
         <div class=gdpr-container>We keep it as the law wants.</div><div id=comments>Comments are kept for a year.</div>\
         <div class=cookie-table-wrapper><table><tr><th>Cookie<th>Kept<tr><td>_ga<td>2 years</table></div>\
         <div class=cookie-box>{SAID}<button>OK</button></div><div class=share>Share: <a href=/x>Tweet</a></div>\
         <div class=my-footer>{SAID}</div></div>"
    );
    insta::assert_snapshot!(shown(&html), @r#"
    h1 Privacy
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    p We share it with all insurers.
    p We keep it as the law wants.
    p Comments are kept for a year.
    head Cookie | Kept
    row _ga | 2 years
    "#);
}

#[test]
fn a_menu_that_is_opened_and_holds_sentences_is_text() {
    let html = format!(
        "<main><h1>Privacy</h1><p>{SAID}</p><div id=t role=button aria-controls=l aria-expanded=false>How long?</div>\
         <nav id=l aria-labelledby=t style='display:none'><p>We keep logs for 30 days.</p></nav>\
         <button aria-controls=m>More</button><nav id=m><a href=/a>Products</a></nav></main>"
    );
    insta::assert_snapshot!(shown(&html), @r#"
    h1 Privacy
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    p How long?
    p We keep logs for 30 days.
    "#);
}

#[test]
fn the_end_of_an_article_says_whom_to_ask() {
    let html = format!(
        "<main><article><h1>Privacy</h1><p>{SAID}</p><p>{SAID}</p><footer><p>Our officer is Jo Roe, jo@acme.example.</p></footer>\
         </article><footer>© 2026 Acme, 12 Long Street, Springfield</footer></main><footer><p>{SAID}</p></footer>"
    );
    insta::assert_snapshot!(shown(&html), @r#"
    h1 Privacy
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    p We say here what becomes of the data that you give to us, and how long we keep all of it.
    p Our officer is Jo Roe, jo@acme.example.
    "#);
}

#[test]
fn what_asks_for_consent_beside_a_page_and_what_is_related_is_none_of_the_text() {
    let html = format!(
        "<div><h1>Privacy</h1>{}<h2>Cookies</h2><div class=my-cookies><p>{SAID}</p><button>Change</button></div></div>\
         <div id=eu-cookie-law><h2>Hello</h2><p>We use cookies for this and that, and most of all for us.</p><a href=#>OK</a></div>\
         <main><section class=related-posts><h2>Related</h2><p>{SAID}</p></section></main>",
        format!("<p>{SAID}</p>").repeat(6)
    );
    insta::assert_snapshot!(shown(&html).replace(SAID, "…"), @r#"
    h1 Privacy
    p …
    p …
    p …
    p …
    p …
    p …
    h2 Cookies
    p …
    "#);
}
