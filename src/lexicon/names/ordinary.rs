//! The words that every policy uses and nobody is called by.

use std::cmp::Ordering;

/// The ordinary words of privacy policies, in small letters and sorted, a line each: what is written so in several of them.
const ORDINARY: &str = include_str!("../ordinary.txt");

/// Whether `word`, in lower case, is an ordinary word of privacy policies and so tells nothing of a name.
///
/// The list leaves out most plurals and the like where it has what they come from.
pub fn is_ordinary(word: &str) -> bool {
    const SHORTEST_STEM: usize = 3;
    /// Endings, and what stands in their place in the word that the list has.
    const ENDINGS: &[(&str, &str)] = &[
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ed", ""),
        ("ed", "e"),
    ];
    let is_form = |(ending, instead): &(&str, &str)| {
        let stem = word.strip_suffix(ending);
        stem.is_some_and(|stem| {
            stem.len() >= SHORTEST_STEM && is_listed(&format!("{stem}{instead}"))
        })
    };
    is_listed(word) || ENDINGS.iter().any(is_form)
}

/// Whether [`ORDINARY`] has `word`.
fn is_listed(word: &str) -> bool {
    let bytes = ORDINARY.as_bytes();
    let (mut low, mut high) = (0, ORDINARY.len());
    while low < high {
        let middle = low.midpoint(high);
        let line_before = bytes
            .get(low..middle)
            .and_then(|part| part.iter().rposition(|b| *b == b'\n'));
        let start = line_before.map_or(low, |before| low + before + 1);
        let length = bytes
            .get(start..high)
            .and_then(|part| part.iter().position(|b| *b == b'\n'));
        let end = length.map_or(high, |length| start + length);
        match ORDINARY.get(start..end).unwrap_or_default().cmp(word) {
            Ordering::Equal => return true,
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_words_are_told_from_names() {
        assert!(ORDINARY.lines().is_sorted());
        for word in [
            "ability", "provider", "zip", "payments", "parties", "sharing",
        ] {
            assert!(is_ordinary(word), "{word}");
        }
        for word in ["supabase", "", "a", "zzz", "metronome"] {
            assert!(!is_ordinary(word), "{word}");
        }
        assert!(ORDINARY.lines().all(is_listed));
    }
}
