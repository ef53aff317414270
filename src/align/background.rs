//! What is known beforehand about the words of privacy policies: how telling each is, and how near two are.
//!
//! Two tables lie in the binary as the recipe `recipes/word_tables.rs` wrote them and are used where they lie.

/// How many numbers the vector of a word has.
pub const DIMENSIONS: usize = 128;

/// How telling a stem is that no policy of the background has: it may be a name, or a slip.
const UNKNOWN: f32 = 4.0;

static TELLING: Sorted = Sorted {
    bytes: include_bytes!("telling.bin"),
    record: 2,
};
static VECTORS: Sorted = Sorted {
    bytes: include_bytes!("vectors.bin"),
    record: 4 + DIMENSIONS,
};

/// How telling `stem` is: the binary logarithm of how rare it is among clauses, 0 and up.
pub fn telling(stem: &str) -> f32 {
    TELLING
        .find(stem)
        .and_then(|record| record.first_chunk())
        .map_or(UNKNOWN, |bytes| {
            f32::from(u16::from_le_bytes(*bytes)) / TELLING_SCALE
        })
}

/// What telling numbers are multiplied by in the table.
pub const TELLING_SCALE: f32 = 1024.0;

/// The vector of `word`, where it has one.
pub fn vector(word: &str) -> Option<WordVector> {
    let (scale, bytes) = VECTORS.find(word)?.split_first_chunk()?;
    Some(WordVector {
        scale: f32::from_le_bytes(*scale),
        bytes: bytes.first_chunk()?,
    })
}

/// The vector of a word where it lies in the binary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WordVector {
    scale: f32,
    bytes: &'static [u8; DIMENSIONS],
}

impl WordVector {
    /// Adds the vector, so many times, to `sum`.
    pub fn add_to(&self, sum: &mut [f32; DIMENSIONS], times: f32) {
        let scale = self.scale * times;
        for (total, byte) in sum.iter_mut().zip(self.bytes) {
            *total += scale * f32::from(i8::from_le_bytes([*byte]));
        }
    }
}

/// A table of words in byte order: their number, where the name of each ends, a record for each, the names.
struct Sorted {
    bytes: &'static [u8],
    /// The length of a record in bytes.
    record: usize,
}

impl Sorted {
    fn find(&self, word: &str) -> Option<&'static [u8]> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.name(middle)?.cmp(word.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return self.record(middle),
            }
        }
        None
    }

    fn len(&self) -> usize {
        self.number(0).unwrap_or(0)
    }

    fn number(&self, index: usize) -> Option<usize> {
        let bytes = self.bytes.get(4 * index..)?.first_chunk()?;
        usize::try_from(u32::from_le_bytes(*bytes)).ok()
    }

    fn name(&self, index: usize) -> Option<&'static [u8]> {
        let names = 4 * (1 + self.len()) + self.record * self.len();
        let start = if index == 0 { 0 } else { self.number(index)? };
        self.bytes
            .get(names + start..names + self.number(index + 1)?)
    }

    fn record(&self, index: usize) -> Option<&'static [u8]> {
        let start = 4 * (1 + self.len()) + self.record * index;
        self.bytes.get(start..start + self.record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(word: &str) -> [f32; DIMENSIONS] {
        let mut sum = [0.0; DIMENSIONS];
        vector(word).unwrap().add_to(&mut sum, 1.0);
        sum
    }

    fn similarity(one: &str, other: &str) -> f32 {
        let (one, other) = (numbers(one), numbers(other));
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
        dot(&one, &other) / (dot(&one, &one) * dot(&other, &other)).sqrt()
    }

    #[test]
    fn a_rare_word_tells_more_than_a_common_one() {
        assert!(telling("data") < telling("eras"));
        assert!(telling("the") < 2.0);
        assert_eq!(telling("zyzzyva"), UNKNOWN);
    }

    #[test]
    fn words_of_like_meaning_are_near() {
        assert!(similarity("erase", "delete") > similarity("erase", "payment") + 0.2);
        assert!(similarity("cookie", "cookies") > similarity("cookie", "complaint") + 0.2);
        assert!(similarity("merger", "acquisition") > similarity("merger", "email") + 0.2);
    }

    #[test]
    fn an_unknown_word_has_no_vector() {
        assert_eq!(vector("zyzzyva"), None);
    }

    #[test]
    fn every_word_of_the_tables_is_found() {
        for table in [&TELLING, &VECTORS] {
            assert!(table.len() > 1000);
            for index in 0..table.len() {
                let name = std::str::from_utf8(table.name(index).unwrap()).unwrap();
                assert_eq!(table.find(name), table.record(index));
            }
        }
    }
}
