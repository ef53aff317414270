//! Words that were parted at the end of a line: which hyphens were put there, and which belong to the word.

use std::collections::HashSet;

/// Signs that a word ends a line with where it goes on in the next.
pub(super) const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

/// The words of a document that stand whole in a line.
pub(super) struct Words {
    whole: HashSet<String>,
    /// Whether lines of this document end in words that stand whole elsewhere.
    parts_words: bool,
}

impl Words {
    /// The words in `lines`, which follow each other.
    pub(super) fn of(lines: &[String]) -> Self {
        let mut words = Self {
            whole: whole(lines),
            parts_words: false,
        };
        words.parts_words = lines.windows(2).any(|pair| {
            let [line, next] = pair else { return false };
            let halves = halves(line, next);
            halves.is_some_and(|(head, tail)| words.whole.contains(&format!("{head}{tail}")))
        });
        words
    }

    /// Whether `line` ends in the first half of a word with a hyphen, which goes on in `next`; "short- and long-term" has
    /// a space after the hyphen.
    pub(super) fn holds_hyphen(&self, line: &str, next: Option<&str>) -> bool {
        let halves = halves(line, next.unwrap_or_default());
        halves.is_some_and(|(_, tail)| !matches!(tail.as_str(), "and" | "or" | "to"))
    }

    /// Whether the hyphen at the end of `line` was put there to break the word that goes on in `next`; not where both
    /// halves are words, as those of "cookie-based".
    pub(super) fn was_parted(&self, line: &str, next: &str) -> bool {
        if line.ends_with('\u{ad}') {
            return true;
        }
        let Some((head, tail)) = halves(line, next) else {
            return false;
        };
        let is_whole = |word: &str| self.whole.contains(word);
        let is_compound =
            is_whole(&format!("{head}-{tail}")) || (is_whole(&head) && is_whole(&tail));
        is_whole(&format!("{head}{tail}")) || (self.parts_words && !is_compound)
    }
}

/// The words in `lines` but for those that a hyphen at the end of a line may have parted.
fn whole(lines: &[String]) -> HashSet<String> {
    let mut whole = HashSet::new();
    let mut goes_on = false;
    for line in lines {
        let breaks_off = line.ends_with(HYPHENS);
        let mut words: Vec<&str> = line.split_whitespace().skip(usize::from(goes_on)).collect();
        if breaks_off {
            words.pop();
        }
        let words = words.into_iter().map(bare);
        whole.extend(words.filter(|word| !word.is_empty()));
        goes_on = breaks_off;
    }
    whole
}

/// The word that `line` ends with before a hyphen, and the one that `next` begins with.
fn halves(line: &str, next: &str) -> Option<(String, String)> {
    let head = line
        .strip_suffix(['-', '\u{2010}'])?
        .split_whitespace()
        .next_back()?;
    let tail = next.split_whitespace().next()?;
    let is_word = head.ends_with(char::is_alphabetic) && tail.starts_with(char::is_lowercase);
    is_word.then(|| (bare(head), bare(tail)))
}

/// A word without the marks around it, in small letters.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_word_that_stands_whole_elsewhere_was_parted() {
        let words = Words::of(&lines(
            "We keep infor-\nmation. The information is kept by third-\nparties.",
        ));
        assert!(words.was_parted("We keep infor-", "mation."));
        assert!(words.was_parted("other docu-", "ments"));
        assert!(!words.was_parted("is kept-", "by them"));
    }

    #[test]
    fn where_no_word_is_parted_hyphens_belong_to_their_words() {
        let words = Words::of(&lines(
            "We use third-\nparty services. A third-party service is kept.",
        ));
        assert!(!words.was_parted("We use third-", "party services."));
        assert!(!words.was_parted("sub-", "processors"));
        assert!(!words.was_parted("data -", "your data"));
        assert!(words.was_parted("per\u{ad}", "sonal"));
        assert!(words.was_parted("docu\u{ad}", "ments"));
    }
}
