//! The words of a text as they are compared: lower case, no marks, no possessive.

use unicode_segmentation::UnicodeSegmentation;

/// What every address on the web has says nothing.
const PARTS_OF_ADDRESSES: [&str; 4] = ["http", "https", "www", "com"];

/// The words of `text` in order, in lower case; "user's" is "user".
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, &mut String::new(), |word| words.push(word.to_owned()));
    words
}

/// Calls `take` with each of the [`words`] of `text`; `lower` is room to work in, so that nothing is allocated for a word.
pub(super) fn each_word(text: &str, lower: &mut String, mut take: impl FnMut(&str)) {
    for word in text.unicode_words() {
        lower.clear();
        if word.is_ascii() {
            lower.push_str(word);
            lower.make_ascii_lowercase();
        } else {
            lower.push_str(&word.to_lowercase());
        }
        let word = lower
            .strip_suffix("'s")
            .or_else(|| lower.strip_suffix("’s"))
            .unwrap_or(lower);
        word.split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty() && !PARTS_OF_ADDRESSES.contains(part))
            .for_each(&mut take);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_possessives_are_left_out() {
        assert_eq!(
            words("Brazil's “Data-Law”, Art. 6(1)(b):"),
            ["brazil", "data", "law", "art", "6", "1", "b"]
        );
        assert_eq!(words("don’t e.g. v1.2"), ["don", "t", "e", "g", "v1", "2"]);
    }
}
