//! The words of a text as they are compared: lower case, no marks, no possessive.

use unicode_segmentation::UnicodeSegmentation;

/// What every address on the web has says nothing.
const PARTS_OF_ADDRESSES: [&str; 4] = ["http", "https", "www", "com"];

/// The words of `text` in order, in lower case; "user's" is "user".
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.unicode_words().flat_map(|word| {
        let word = word.to_lowercase();
        let word = word
            .strip_suffix("'s")
            .or_else(|| word.strip_suffix("’s"))
            .unwrap_or(&word);
        word.split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty() && !PARTS_OF_ADDRESSES.contains(part))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        words(text).collect()
    }

    #[test]
    fn marks_and_possessives_are_left_out() {
        assert_eq!(
            split("Brazil's “Data-Law”, Art. 6(1)(b):"),
            ["brazil", "data", "law", "art", "6", "1", "b"]
        );
        assert_eq!(split("don’t e.g. v1.2"), ["don", "t", "e", "g", "v1", "2"]);
    }
}
