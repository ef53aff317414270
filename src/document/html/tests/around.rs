//! What stands around the longest part of a policy, and belongs to it or not.

use super::shapes::SAID;
use super::shown;

/// The blocks of `html` but for those that say [`SAID`].
fn rest(html: &str) -> String {
    let shown = shown(html);
    let lines = shown.lines().filter(|line| !line.contains(SAID));
    lines.map(|line| format!("{line}\n")).collect()
}

/// The longest part of a policy.
fn long() -> String {
    format!("<p>{SAID}</p>").repeat(6)
}

#[test]
fn short_lines_in_what_the_page_calls_its_text_belong_to_it() {
    let html = format!(
        "<main><h1>Privacy</h1><p>Version 3.1</p><div>{}</div><div><h2>Retention</h2><ul><li>Logs: 30 days</ul>\
         <h2>Rights</h2><h3>In short</h3><p>Erasure</p><h2>Try it</h2><a href=/s>Sign up</a></div></main>",
        long()
    );
    insta::assert_snapshot!(rest(&html), @r#"
    h1 Privacy
    p Version 3.1
    h2 Retention
    item0 Logs: 30 days
    h2 Rights
    h3 In short
    p Erasure
    "#);
}

#[test]
fn short_lines_under_a_heading_belong_to_the_text() {
    let html = format!(
        "<div>Menu</div><div><h1>Privacy</h1><p>Version 3.1</p><h3>In short</h3><p>We sell nothing.</p><div>{}</div>\
         <p>Good to know</p><h2>Rights</h2><ul><li>Erasure</ul></div><div><h3>Company</h3><p><a href=/>Home</a></p></div>\
         <h3>Acme</h3><p>© Acme</p>",
        long()
    );
    insta::assert_snapshot!(rest(&html), @r#"
    h1 Privacy
    p Version 3.1
    h3 In short
    p We sell nothing.
    p Good to know
    h2 Rights
    item0 Erasure
    "#);
}

#[test]
fn notes_that_lead_back_into_the_text_belong_to_it() {
    let html = format!(
        "<div><h1>Privacy</h1>{}</div><hr><p><a href=#r1>[1]</a> Since May.</p>",
        long()
    );
    assert_eq!(rest(&html), "h1 Privacy\np [1] Since May.\n");
}

#[test]
fn a_policy_may_come_in_several_articles() {
    let html = format!(
        "<h1>Privacy</h1><article><h2>Data</h2>{}</article>\
         <article><h2>Retention</h2><p>Logs: 30 days</p><p>Kept for {SAID}</p></article>",
        long()
    );
    insta::assert_snapshot!(rest(&html), @r#"
    h1 Privacy
    h2 Data
    h2 Retention
    p Logs: 30 days
    "#);
}

#[test]
fn sentences_beside_the_main_text_belong_to_it_unless_they_ask_or_lead_elsewhere() {
    let sold =
        "We sell what we know of Californians to whoever pays for it, and we do so every day.";
    let html = format!(
        "<div><h1>Privacy</h1><p>This notice is for all who use what Acme Inc. of Dover offers, wherever they are.</p></div>\
         <main>{}</main><section><h2>California</h2><p>{sold}</p><p>Ask Jo.</p></section>\
         <section><h2>Join us</h2><p>Get a letter a week with all that happens at Acme and around it.</p><button>Join</button></section>\
         <div><h3><a href=/news>Our news</a></h3><p>Acme has opened one more house by the sea, where you are welcome.</p></div>",
        long()
    );
    insta::assert_snapshot!(rest(&html), @r#"
    h1 Privacy
    p This notice is for all who use what Acme Inc. of Dover offers, wherever they are.
    h2 California
    p We sell what we know of Californians to whoever pays for it, and we do so every day.
    p Ask Jo.
    "#);
}
