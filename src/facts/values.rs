//! The values that some statements carry: an e-mail address, an age, a period.

use crate::lexicon::{Concept, Hit, ValueKind};

use super::duration::periods;
use super::reading::{Reading, Text};

/// The value that a statement of `concept` carries at `hit`, where it has one.
pub(super) fn value_of(
    concept: &Concept,
    reading: &Reading<'_>,
    text: &Text,
    hit: &Hit,
) -> Option<String> {
    match concept.value? {
        ValueKind::Email => {
            let words = reading.policy.words(text.span(&(0..text.words.len())));
            emails(words).next().map(str::to_owned)
        }
        ValueKind::Age => age(reading, text, hit),
        ValueKind::Period => period(reading, text, hit),
        ValueKind::Words => Some(reading.policy.words(text.span(&hit.words)).to_owned()),
    }
}

/// The first period from the words matched on, in their sentence.
fn period(reading: &Reading<'_>, text: &Text, hit: &Hit) -> Option<String> {
    let rest = hit.words.start..text.sentence_of(hit.words.start).end;
    let first = periods(reading, text, &rest).into_iter().next()?;
    Some(first.duration.iso8601())
}

/// The e-mail addresses in `text`.
pub(crate) fn emails(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || "()<>[]\"“”,;|".contains(c))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| is_email(word))
}

fn is_email(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else {
        return false;
    };
    let allowed = |c: char| c.is_alphanumeric() || ".-_+".contains(c);
    !name.is_empty()
        && name.chars().all(allowed)
        && host.chars().all(allowed)
        && host
            .rsplit_once('.')
            .is_some_and(|(name, top)| !name.is_empty() && top.len() >= 2)
}

/// Ages that policies set lie between these: a number outside of them is something else.
const AGES: std::ops::RangeInclusive<u32> = 5..=25;

const AGES_IN_WORDS: &[(&str, u32)] = &[
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
];

/// The age in the words matched, or else in their sentence.
fn age(reading: &Reading<'_>, text: &Text, hit: &Hit) -> Option<String> {
    let sentence = text.sentence_of(hit.words.start);
    [hit.words.clone(), sentence].into_iter().find_map(|words| {
        text.words.get(words)?.iter().find_map(|word| {
            let form = reading.form(word);
            let in_words = AGES_IN_WORDS
                .iter()
                .find(|(name, _)| *name == form)
                .map(|(_, age)| *age);
            let age = in_words.or_else(|| form.parse().ok())?;
            AGES.contains(&age).then(|| age.to_string())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_among_punctuation() {
        let found: Vec<&str> =
            emails("Write to <privacy@example.org>. mail: a.b+c@mail.example.co.uk | x").collect();
        assert_eq!(found, ["privacy@example.org", "a.b+c@mail.example.co.uk"]);
    }

    #[test]
    fn a_masked_address_is_no_address() {
        let masked = "contact us at [email protected]. Follow @handle or a@b";
        assert_eq!(emails(masked).count(), 0);
    }
}
