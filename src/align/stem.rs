//! The stem of an English word, light enough to be predictable: what two forms of a word have in common.

use std::borrow::Cow;

/// The stem of `word`, which is in lower case: "retained", "retains" and "retaining" share one.
///
/// A stem need not be a word. What is too short for certainty stays as it is.
pub fn stem(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() || word.len() < 4 || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    let singular = without_plural(word);
    let bare = without_inflection(&singular);
    let stem = without_derivation(&bare);
    Cow::Owned(stem.into_owned())
}

fn without_plural(word: &str) -> Cow<'_, str> {
    if let Some(start) = word.strip_suffix("ies").filter(|start| start.len() >= 3) {
        Cow::Owned(format!("{start}y"))
    } else if let Some(start) = word.strip_suffix("sses") {
        Cow::Owned(format!("{start}ss"))
    } else if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        Cow::Borrowed(word)
    } else {
        Cow::Borrowed(word.strip_suffix('s').unwrap_or(word))
    }
}

fn without_inflection(word: &str) -> Cow<'_, str> {
    for suffix in ["ing", "ed"] {
        if let Some(start) = word
            .strip_suffix(suffix)
            .filter(|start| has_syllable(start))
        {
            return without_doubled_end(start);
        }
    }
    Cow::Borrowed(word)
}

/// Whether something that could be a word is left: three letters, one of them a vowel.
fn has_syllable(start: &str) -> bool {
    start.len() >= 3 && start.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// "transferr" of "transferred" is "transfer"; "process" and "sell" keep their ends.
fn without_doubled_end(start: &str) -> Cow<'_, str> {
    let mut ends = start.bytes().rev();
    match (ends.next(), ends.next()) {
        (Some(last), Some(before)) if last == before && !b"aeiousl".contains(&last) => {
            Cow::Borrowed(start.get(..start.len() - 1).unwrap_or(start))
        }
        _ => Cow::Borrowed(start),
    }
}

fn without_derivation(word: &str) -> Cow<'_, str> {
    const ENDINGS: [(&str, &str); 18] = [
        ("ization", "iz"),
        ("isation", "iz"),
        ("ification", "ifi"),
        ("ation", "at"),
        ("ition", "it"),
        ("tion", "t"),
        ("sion", "s"),
        ("ment", ""),
        ("ance", ""),
        ("ence", ""),
        ("ility", "l"),
        ("able", ""),
        ("ible", ""),
        ("ity", ""),
        ("ly", ""),
        ("ise", "iz"),
        ("ize", "iz"),
        ("ure", ""),
    ];
    for (ending, instead) in ENDINGS {
        if let Some(start) = word.strip_suffix(ending).filter(|start| start.len() >= 4) {
            return Cow::Owned(format!("{start}{instead}"));
        }
    }
    if let Some(start) = word.strip_suffix('y').filter(|start| start.len() >= 3) {
        return Cow::Owned(format!("{start}i"));
    }
    Cow::Borrowed(
        word.strip_suffix('e')
            .filter(|start| start.len() >= 3)
            .unwrap_or(word),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            ["retain", "retained", "retains", "retaining"],
            ["transfer", "transferred", "transfers", "transferring"],
            ["process", "processes", "processed", "processing"],
            ["delete", "deleted", "deletes", "deleting"],
            ["party", "parties", "party", "parties"],
            ["collect", "collection", "collects", "collected"],
            ["organization", "organisation", "organize", "organise"],
        ] {
            let stems: Vec<_> = forms.iter().map(|form| stem(form)).collect();
            assert!(
                stems.iter().all(|stem| *stem == stems[0]),
                "{forms:?}: {stems:?}"
            );
        }
    }

    #[test]
    fn different_words_keep_different_stems() {
        for (one, other) in [
            ("police", "policy"),
            ("data", "date"),
            ("access", "accept"),
            ("sell", "sale"),
        ] {
            assert_ne!(stem(one), stem(other));
        }
    }

    #[test]
    fn short_words_and_numbers_stay_as_they_are() {
        for word in ["gdpr2", "us", "has", "30", "größe", "art"] {
            assert_eq!(stem(word), word);
        }
    }

    proptest! {
        #[test]
        fn a_stem_is_never_empty_nor_longer_by_more_than_a_letter(word in "[a-z]{1,16}") {
            let stem = stem(&word);
            prop_assert!(!stem.is_empty() && stem.len() <= word.len() + 1);
        }
    }
}
