//! Which names are found, and what is none, with names of our own and known ones.

use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::lexicon::Lexicon;

fn found(text: &str) -> Vec<(String, String, Certainty)> {
    let forms: Vec<(usize, &str, String)> = text
        .unicode_word_indices()
        .map(|(start, word)| (start, word, without_possessive(word).to_lowercase()))
        .collect();
    let mut end = 0;
    let words: Vec<NameWord<'_>> = forms
        .iter()
        .map(|(start, written, form)| {
            let gap = text.get(end..*start).unwrap();
            end = start + written.len();
            let joint = match gap.trim() {
                "" | "." => Joint::Close,
                "," | "(" | ".," | ")" => Joint::Comma,
                _ => Joint::Apart,
            };
            NameWord {
                written,
                form,
                joint,
            }
        })
        .collect();
    let names = Lexicon::built_in().names();
    names
        .find(&words)
        .into_iter()
        .map(|hit| {
            let name = match hit.known {
                Known::Provider(place) => names.provider(place).name.clone(),
                Known::Authority(place) => format!("authority {}", names.authority(place).name),
                Known::NotProvider(place) => names.not_provider(place).to_owned(),
                Known::Place(place) | Known::Nationality(place) => names.place(place).to_owned(),
            };
            let written: Vec<&str> = words[hit.words].iter().map(|w| w.written).collect();
            (name, written.join(" "), hit.certainty)
        })
        .collect()
}

fn names_in(text: &str) -> Vec<String> {
    found(text).into_iter().map(|(name, ..)| name).collect()
}

#[test]
fn the_longest_name_wins() {
    assert_eq!(
        names_in("We use Google Analytics 4 and Google."),
        ["Google Analytics", "Google"]
    );
    assert_eq!(
        names_in("Amazon Web Services, Inc."),
        ["Amazon Web Services"]
    );
}

#[test]
fn legal_forms_belong_to_the_name() {
    let hits = found("by Stripe Payments Europe, Ltd. and DigitalOcean Netherlands B.V.");
    assert_eq!(hits[0].1, "Stripe Payments Europe Ltd");
    assert_eq!(hits[1].1, "DigitalOcean Netherlands B.V");
}

#[test]
fn a_legal_form_takes_the_doubt_from_an_everyday_word() {
    assert_eq!(found("pay with Square, Inc.")[0].2, Certainty::ByForm);
    assert_eq!(found("in Berkeley Square")[0].2, Certainty::Doubtful);
}

#[test]
fn names_in_small_letters_are_words() {
    assert!(found("a heap of stripe, in the front, like a box").is_empty());
    assert_eq!(
        names_in("fonts by bunny.net and OVHCloud"),
        ["bunny.net", "OVHcloud"]
    );
}

#[test]
fn a_possessive_is_no_part_of_a_name() {
    assert_eq!(
        names_in("Google's terms, Sentry’s servers"),
        ["Google", "Sentry"]
    );
}

#[test]
fn authorities_are_told_from_providers() {
    assert_eq!(
        names_in("the Information Commissioner's Office (ICO)"),
        [
            "authority Information Commissioner's Office",
            "authority Information Commissioner's Office"
        ]
    );
    assert_eq!(names_in("in Google Chrome"), ["browser"]);
}

#[test]
fn names_are_known_in_one_word_and_in_two() {
    assert_eq!(
        names_in("Digital Ocean, HelpScout; Open AI; Pay Pal"),
        ["DigitalOcean", "Help Scout", "OpenAI", "PayPal"]
    );
}

#[test]
fn a_country_inside_a_companys_name_is_no_place() {
    assert_eq!(names_in("Google Ireland Limited"), ["Google"]);
    assert_eq!(
        names_in("Hetzner in Germany and the US, not us"),
        ["Hetzner", "DE", "US"]
    );
}

#[test]
fn ids_are_made_of_letters_figures_and_hyphens() {
    assert_eq!(id_of("Amazon Web Services").as_str(), "amazon-web-services");
    assert_eq!(id_of("1&1 IONOS (SE)").as_str(), "1-1-ionos-se");
}

#[test]
fn a_product_belongs_to_the_group_of_its_company() {
    let names = Lexicon::built_in().names();
    let group = |name: &str| {
        names
            .provider_by_id(&id_of(name))
            .unwrap()
            .group
            .to_string()
    };
    assert_eq!(group("Google Analytics"), "google");
    assert_eq!(group("Facebook Login"), "meta");
    assert_eq!(group("Stripe"), "stripe");
}
