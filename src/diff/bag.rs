//! The words of a text, whatever their order: how much of two texts is in common.

use rustc_hash::FxHashMap;

use super::words::{Token, Weight};

/// The words of all texts that are compared, each with a number.
#[derive(Debug, Default)]
pub(super) struct Lexis {
    numbers: FxHashMap<String, u32>,
}

/// The words of a text with how often each is said, by number; marks are left out.
#[derive(Debug)]
pub(super) struct Bag {
    words: Vec<Counted>,
    weight: u64,
}

#[derive(Clone, Copy, Debug)]
struct Counted {
    word: u32,
    times: u64,
    /// What one of them counts.
    worth: u64,
}

/// A word that tells something counts as much as so many that do not.
const TELLING: u64 = 4;

impl Lexis {
    /// The words of a text; case is no difference.
    pub(super) fn bag(&mut self, tokens: &[Token]) -> Bag {
        let mut all: Vec<(u32, u64)> = tokens
            .iter()
            .filter_map(|token| {
                let worth = match token.weight {
                    Weight::Mark => return None,
                    Weight::SmallWord => 1,
                    Weight::Word => TELLING,
                };
                Some((self.number(&token.key.to_lowercase()), worth))
            })
            .collect();
        all.sort_unstable();
        let same = |a: &(u32, u64), b: &(u32, u64)| a.0 == b.0;
        let words: Vec<Counted> = all
            .chunk_by(same)
            .filter_map(|chunk| {
                let (word, worth) = *chunk.first()?;
                let times = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                Some(Counted { word, times, worth })
            })
            .collect();
        let weight = words.iter().map(|one| one.times * one.worth).sum();
        Bag { words, weight }
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.to_owned(), next);
        next
    }
}

impl Bag {
    /// What all its words count.
    pub(super) fn weight(&self) -> u64 {
        self.weight
    }

    /// How many words it has that tell something.
    pub(super) fn words(&self) -> u64 {
        let telling = self.words.iter().filter(|one| one.worth == TELLING);
        telling.map(|one| one.times).sum()
    }

    /// The numbers of the words that tell something, each once.
    pub(super) fn telling_words(&self) -> impl Iterator<Item = u32> + '_ {
        let telling = self.words.iter().filter(|one| one.worth == TELLING);
        telling.map(|one| one.word)
    }

    /// What the words count that both have.
    pub(super) fn shared(&self, other: &Self) -> u64 {
        let (mut one, mut two) = (self.words.iter().peekable(), other.words.iter().peekable());
        let mut shared = 0;
        while let (Some(left), Some(right)) = (one.peek(), two.peek()) {
            if left.word == right.word {
                shared += left.times.min(right.times) * left.worth;
            }
            let (left, right) = (left.word, right.word);
            if left <= right {
                one.next();
            }
            if right <= left {
                two.next();
            }
        }
        shared
    }

    /// How much is in common, from 0 to 1; a short text that stands in a long one is still near it.
    pub(super) fn similarity(&self, other: &Self) -> f64 {
        let share = |whole: u64| float(self.shared(other)) / float(whole.max(1));
        (share(self.weight) * share(other.weight)).sqrt()
    }
}

fn float(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::super::words::tokens;
    use super::*;

    fn similarity(one: &str, other: &str) -> f64 {
        let mut lexis = Lexis::default();
        let (one, other) = (lexis.bag(&tokens(one)), lexis.bag(&tokens(other)));
        one.similarity(&other)
    }

    #[test]
    fn the_order_of_words_marks_and_case_do_not_count() {
        assert_eq!(
            similarity("Logs, deleted: daily", "DAILY deleted logs."),
            1.0
        );
        assert_eq!(similarity("logs", "cookies"), 0.0);
        assert_eq!(similarity("", "cookies"), 0.0);
    }

    #[test]
    fn small_words_count_little() {
        assert!(similarity("we may of the logs", "we may of the cookies") < 0.6);
        assert_eq!(similarity("logs cookies", "logs tokens"), 0.5);
    }

    #[test]
    fn a_part_is_near_the_whole() {
        assert_eq!(similarity("logs", "logs cookies tokens pixels"), 0.5);
    }
}
