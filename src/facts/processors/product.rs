//! What of a name is the company and what its product.

use std::ops::Range;

use crate::lexicon::names::{Provider, is_legal_form};

use super::super::named::name_words;
use super::super::reading::Break;
use super::Scene;

/// The name at `words` without its legal form: "Acme Cloud" of "Acme Cloud GmbH".
pub(super) fn without_legal_form(scene: &Scene<'_>, words: &Range<usize>) -> Range<usize> {
    let named = name_words(scene.reading, scene.text, words);
    let legal = named.iter().skip(1).position(is_legal_form);
    words.start..legal.map_or(words.end, |at| words.start + at + 1)
}

/// `words`, which name `provider`, and what follows of a product's name: "Google Translate" of "Google".
pub(super) fn product(
    scene: &Scene<'_>,
    words: &Range<usize>,
    provider: &Provider,
) -> Range<usize> {
    const LONGEST: usize = 3;
    let named = name_words(scene.reading, scene.text, words);
    let is_closed = named.last().is_some_and(|last| {
        is_legal_form(last) || last.written.ends_with("'s") || last.written.ends_with("’s")
    });
    let sentence = scene.text.sentence_of(words.start);
    let last = sentence.end.min(words.end + LONGEST);
    let goes_on = |at: &usize| scene.before(*at) == Break::None && scene.has_capital(*at);
    let is_part = |at: &usize| goes_on(at) && scene.survey.words.product.has(scene.form(*at));
    if is_closed || !is_part(&words.end) || !has_products(scene, provider) {
        return words.clone();
    }
    let end = (words.end..last).find(|at| !is_part(at)).unwrap_or(last);
    let is_interface = matches!(scene.form(end), "api" | "apis" | "sdk" | "sdks");
    if end < sentence.end && goes_on(&end) && !is_interface {
        words.clone()
    } else {
        words.start..end
    }
}

/// Whether policies tell several products of the company apart.
fn has_products(scene: &Scene<'_>, provider: &Provider) -> bool {
    const SEVERAL: usize = 4;
    let providers = scene.reading.lexicon.names().providers().iter();
    let products = providers.filter(|other| other.group == provider.id);
    products.take(SEVERAL).count() == SEVERAL
}
