//! What the page is to a browser: tags that nest, anchors that lead somewhere, nothing that runs or loads, and every word
//! of the policies as text.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use html5ever::interface::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};

use super::*;
use crate::report::fixture::{hostile, policies, samples};
use crate::report::notes::notes;

fn written(survey: &Survey) -> String {
    let mut out = Vec::new();
    html(survey, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What a browser makes of the page.
#[derive(Default)]
struct Browser {
    open: Vec<String>,
    tags: Vec<(String, HashMap<String, String>)>,
    /// Each element's words by its name.
    words: HashMap<String, Vec<String>>,
}

struct Sink(RefCell<Browser>);

/// Elements that have no end.
const VOID: [&str; 3] = ["meta", "br", "link"];

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut browser = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => browser.tag(&tag),
            Token::CharacterTokens(text) => browser.text(&text),
            Token::ParseError(error) => panic!("{error}"),
            Token::CommentToken(comment) => panic!("a comment: {comment}"),
            Token::NullCharacterToken => panic!("a null"),
            Token::DoctypeToken(_) | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}

impl Browser {
    fn tag(&mut self, tag: &Tag) {
        let name = tag.name.to_string();
        match tag.kind {
            TagKind::EndTag => assert_eq!(self.open.pop(), Some(name)),
            TagKind::StartTag => {
                self.words
                    .entry(name.clone())
                    .or_default()
                    .push(String::new());
                let attributes = tag.attrs.iter();
                let attributes =
                    attributes.map(|one| (one.name.local.to_string(), one.value.to_string()));
                self.tags.push((name.clone(), attributes.collect()));
                if !VOID.contains(&name.as_str()) {
                    self.open.push(name);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        for name in &self.open {
            let words = self.words.get_mut(name).and_then(|words| words.last_mut());
            words.unwrap().push_str(text);
        }
    }

    fn of(&self, name: &str) -> &[String] {
        self.words.get(name).map_or(&[], Vec::as_slice)
    }

    fn attributes<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let tags = self.tags.iter();
        tags.filter_map(move |(_, attributes)| Some(attributes.get(name)?.as_str()))
    }
}

fn read(page: &str) -> Browser {
    let tokenizer = Tokenizer::new(Sink(RefCell::default()), Default::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(page));
    assert!(matches!(tokenizer.feed(&queue), TokenizerResult::Done));
    tokenizer.end();
    let browser = tokenizer.sink.0.into_inner();
    assert!(browser.open.is_empty(), "{:?} is left open", browser.open);
    browser
}

/// Pages of all kinds: few policies and many, tame ones and such that try what they can.
fn pages() -> Vec<Survey> {
    let names: Vec<String> = (0..14).map(|number| format!("vendor{number}")).collect();
    let access = "You have the right to access your personal data. We use Stripe for payments.";
    let texts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), access)).collect();
    vec![
        samples(),
        hostile(),
        policies(&texts),
        policies(&texts[..1]),
    ]
}

#[test]
fn every_anchor_leads_somewhere_and_no_two_places_are_called_the_same() {
    for survey in pages() {
        let browser = read(&written(&survey));
        let ids: Vec<&str> = browser.attributes("id").collect();
        let unique: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len());
        let links: Vec<&str> = browser.attributes("href").collect();
        assert!(links.len() > 10);
        for link in links {
            let place = link.strip_prefix('#').expect("it leads into the page");
            assert!(unique.contains(place), "{link} leads nowhere");
        }
    }
}

#[test]
fn headings_come_in_order() {
    for survey in pages() {
        let browser = read(&written(&survey));
        let headings = browser
            .tags
            .iter()
            .filter_map(|(name, _)| name.strip_prefix('h')?.parse::<u8>().ok());
        let levels: Vec<u8> = headings.collect();
        assert_eq!(levels[0], 1);
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert!(
            levels.windows(2).all(|two| two[1] <= two[0] + 1),
            "{levels:?}"
        );
    }
}

#[test]
fn nothing_runs_and_nothing_is_loaded() {
    let elements = "a b bdi blockquote body br caption cite code dd del details div dl dt footer h1 h2 h3 h4 head header html \
        i ins li main mark meta nav p section span style summary table tbody td th thead title tr ul";
    let elements: HashSet<&str> = elements.split_whitespace().collect();
    let attributes = "aria-hidden aria-label charset class content data-note dir href http-equiv id lang name role scope style tabindex";
    let attributes: HashSet<&str> = attributes.split_whitespace().collect();
    for survey in pages() {
        let browser = read(&written(&survey));
        for (name, own) in &browser.tags {
            assert!(elements.contains(name.as_str()), "<{name}>");
            for attribute in own.keys() {
                assert!(
                    attributes.contains(attribute.as_str()),
                    "<{name} {attribute}>"
                );
            }
        }
        assert!(
            browser
                .attributes("content")
                .any(|content| content == POLICY)
        );
        assert!(browser.attributes("lang").eq(["en"]));
        assert!(!browser.of("style")[0].contains("url("));
    }
}

#[test]
fn tables_say_what_they_hold_and_what_their_headings_head() {
    for survey in pages() {
        let browser = read(&written(&survey));
        let tables = browser.of("table").len();
        assert!(tables >= 3 && browser.of("caption").len() == tables);
        let headings = browser.tags.iter().filter(|(name, _)| name == "th");
        let scopes: Vec<Option<&String>> = headings.map(|(_, own)| own.get("scope")).collect();
        assert!(
            scopes
                .iter()
                .all(|scope| scope.is_some_and(|scope| scope == "col" || scope == "row"))
        );
        let (mut columns, mut cells) = (0, 0);
        for (name, own) in &browser.tags {
            match name.as_str() {
                "table" => (columns, cells) = (0, 0),
                "tr" if cells > 0 => {
                    assert_eq!(cells, columns);
                    cells = 0;
                }
                "th" if own["scope"] == "col" => columns += 1,
                "th" | "td" => cells += 1,
                _ => {}
            }
        }
    }
}

#[test]
fn every_quote_is_marked_to_the_letter() {
    for survey in [samples(), hostile()] {
        let browser = read(&written(&survey));
        let marked = browser.of("mark");
        for note in notes(&survey) {
            let policy = survey.policy(note.policy);
            for evidence in note.cell.claim().unwrap().evidence() {
                let quote = Safe::line(policy.words(evidence.quote));
                let is_marked = marked.iter().any(|mark| mark.contains(quote.as_str()));
                assert!(is_marked, "{quote}");
            }
        }
    }
}

#[test]
fn nothing_hidden_or_turned_reaches_the_page() {
    let page = written(&hostile());
    let is_hidden =
        |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    assert_eq!(page.chars().find(|c| is_hidden(*c)), None);
    assert!(page.contains("‹U+202E›") && page.contains("&lt;script&gt;"));
}

#[test]
fn near_clauses_have_their_words_marked_and_their_facts_above() {
    let clause = |days: &str| {
        format!(
            "1. RETENTION\n\nWe keep session data on our own servers for {days} days, and delete them after that.\n"
        )
    };
    let (seven, thirty) = (clause("7"), clause("30"));
    let browser = read(&written(&policies(&[
        ("acme", &seven),
        ("boreas", &thirty),
    ])));
    // The first of each is in the words that explain them.
    assert_eq!(browser.of("del")[1..], ["7"]);
    assert_eq!(browser.of("ins")[1..], ["30"]);
    let facts = browser
        .of("li")
        .iter()
        .filter(|words| words.starts_with("Session data: "));
    let facts: Vec<&String> = facts.collect();
    assert_eq!(
        facts,
        ["Session data: acme stated (7 days); boreas stated (30 days)"]
    );
}

#[test]
fn words_that_only_the_first_of_several_has_are_marked() {
    let clause = |days: &str, with: &str| {
        format!(
            "1. RETENTION\n\nWe keep session data on our own servers for {days} days, and delete them after that{with}.\n"
        )
    };
    let first = clause("7", " for good");
    let (second, third) = (clause("30", ""), clause("30", ""));
    let page = written(&policies(&[
        ("acme", &first),
        ("boreas", &second),
        ("circe", &third),
    ]));
    let browser = read(&page);
    // The first of each is in the words that explain them.
    assert_eq!(browser.of("del")[1], "7");
    assert_eq!(browser.of("ins")[1..], ["30", "30"]);
    assert!(page.contains("</bdi><span class=\"soft\">, which the others are held against</span>"));
}

#[test]
fn contradictions_stand_in_the_summary_and_come_first_of_what_differs() {
    let sells = "We sell your personal data.\n\nSession data is deleted after 7 days.\n";
    let sells_not =
        "We do not sell your personal data.\n\nSession data is deleted after 30 days.\n";
    let page = written(&policies(&[("acme", sells), ("boreas", sells_not)]));
    let (summary, rest) = page.split_once("id=\"differences\"").unwrap();
    let browser = read(&page);
    assert!(
        browser
            .of("li")
            .iter()
            .any(|words| words
                .starts_with("Sale of personal data: stated by acme; denied by boreas"))
    );
    assert!(summary.contains("Policy by policy"));
    let places = ["Contradictions", "Different periods"].map(|title| rest.find(title).unwrap());
    assert!(places[0] < places[1]);
}

#[test]
fn what_many_policies_leave_no_room_for_is_told() {
    let page = written(&pages()[2]);
    assert!(page.contains("Clauses are put side by side for up to 6 policies; here are 14."));
    assert!(page.contains("only the most telling place of each cell is quoted"));
}

#[test]
fn colours_can_be_read_in_the_light_and_in_the_dark() {
    let styles = include_str!("style.css");
    let (light, others) = styles
        .split_once("@media (prefers-color-scheme: dark)")
        .unwrap();
    let (dark, _) = others.split_once("* {").unwrap();
    for theme in [light, dark] {
        let colour = |name: &str| {
            let (_, value) = theme.split_once(&format!("--{name}: #")).unwrap();
            let part = |at: usize| u8::from_str_radix(value.get(at..at + 2).unwrap(), 16).unwrap();
            luminance([part(0), part(2), part(4)])
        };
        let on_paper = ["ink", "soft", "link", "stated", "reserve", "denied"];
        let pairs = on_paper
            .iter()
            .flat_map(|text| ["paper", "card", "shade"].map(|ground| (*text, ground)));
        let on_marks = ["mark", "ins", "del", "target"].map(|ground| ("ink", ground));
        let on_target = ["soft", "stated", "reserve", "denied"].map(|text| (text, "target"));
        for (text, ground) in pairs.chain(on_marks).chain(on_target) {
            let (one, other) = (colour(text), colour(ground));
            let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
            assert!(contrast >= 4.5, "{text} on {ground}: {contrast:.2}");
        }
    }
}

/// The relative luminance of a colour, as WCAG 2 has it.
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
