//! Lists of single words, where a pattern would be too much.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

/// Words in lower case, sorted for the search: the short ones first, as most words differ in length.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct WordList(Vec<Box<str>>);

impl WordList {
    /// Whether `form` is one of them.
    pub fn has(&self, form: &str) -> bool {
        self.0
            .binary_search_by(|word| by_length(word, form))
            .is_ok()
    }

    pub(super) fn extend(&mut self, words: Vec<String>) {
        self.0.extend(words.into_iter().map(Into::into));
        self.0.sort_unstable_by(|one, other| by_length(one, other));
        self.0.dedup();
    }
}

fn by_length(one: &str, other: &str) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_whatever_order_they_were_written() {
        let mut list = WordList::default();
        list.extend(vec!["tower".into(), "lane".into()]);
        list.extend(vec!["lane".into(), "street".into()]);
        assert!(
            ["lane", "street", "tower"]
                .iter()
                .all(|word| list.has(word))
        );
        assert!(!list.has("towers"));
    }
}
