//! The little language in which the lexicon says how policies word things.
//!
//! A pattern is a row of words, matched without regard to case, hyphens or punctuation, inside one sentence:
//!
//! | written | matches |
//! |---|---|
//! | `lodge` | the word |
//! | `delet*` | any word that begins so |
//! | `lodge/file/make` | one of the words |
//! | `~3` | up to three words of any kind |
//! | `(supervisory authority\|regulator)` | one of the phrases |
//! | `[right to]` | the phrase or nothing |
//! | `{data}` | one of the phrases of the class `data` |
//! | `#` | a number in figures |

use serde::{Deserialize, Serialize};

/// A parsed pattern: steps that match one after the other.
pub(super) type Steps = Box<[Step]>;

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Step {
    /// A word that passes the test of this number.
    Word(usize),
    /// Up to so many words of any kind.
    Gap(usize),
    /// One of several phrases.
    Choice(Box<[Steps]>, Presence),
    /// One of the phrases of the class of this number.
    Class(usize),
}

/// Whether a choice may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Presence {
    Required,
    Optional,
}

impl Presence {
    /// Optional where one of the two is.
    pub(super) fn or(self, other: Self) -> Self {
        match self {
            Self::Required => other,
            Self::Optional => Self::Optional,
        }
    }
}

/// What gives numbers to the words and classes of patterns.
pub(super) trait Numbers {
    /// The number of the test of a word as patterns write it, "right/rights": see [`word_tests`].
    ///
    /// # Errors
    /// A sentence saying what is wrong with it.
    fn word(&mut self, written: &str) -> Result<usize, String>;

    /// The number of the class `name`.
    ///
    /// # Errors
    /// A sentence saying that there is none.
    fn class(&mut self, name: &str) -> Result<usize, String>;
}

/// What a single word must look like.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum WordTest {
    /// This word.
    Exact(String),
    /// A word that begins so.
    Prefix(String),
    /// A number in figures.
    Number,
}

/// Longest gap that a pattern may have; past it two words have nothing to do with each other.
const LONGEST_GAP: usize = 25;

/// Reads a pattern.
///
/// # Errors
/// A sentence saying what is wrong with it.
pub(super) fn parse(pattern: &str, numbers: &mut impl Numbers) -> Result<Steps, String> {
    let mut tokens = Tokens { rest: pattern };
    let (mut options, closed_by) = parse_options(&mut tokens, numbers)?;
    match (closed_by, options.len()) {
        (Some(bracket), _) => Err(format!("`{bracket}` closes nothing")),
        (None, 1) => check_ends(options.remove(0)),
        (None, _) => Err("`|` belongs inside brackets".to_owned()),
    }
}

/// The tokens of a pattern: brackets and bars stand for themselves; all else is words between white space.
struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let is_mark = |c: char| matches!(c, '(' | ')' | '[' | ']' | '|');
        let rest = self.rest.trim_start();
        let end = match rest.chars().next()? {
            first if is_mark(first) => first.len_utf8(),
            _ => rest
                .find(|c: char| c.is_whitespace() || is_mark(c))
                .unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(end);
        self.rest = after;
        Some(token)
    }
}

/// Reads phrases up to the closing bracket or the end; says which bracket closed them.
fn parse_options(
    tokens: &mut Tokens<'_>,
    numbers: &mut impl Numbers,
) -> Result<(Vec<Steps>, Option<char>), String> {
    let mut options = Vec::new();
    let mut phrase = Vec::new();
    let closed_by = loop {
        let Some(token) = tokens.next() else {
            break None;
        };
        phrase.push(match token {
            "(" => parse_choice(tokens, ')', Presence::Required, numbers)?,
            "[" => parse_choice(tokens, ']', Presence::Optional, numbers)?,
            ")" => break Some(')'),
            "]" => break Some(']'),
            "|" => {
                options.push(std::mem::take(&mut phrase).into_boxed_slice());
                continue;
            }
            word => parse_word(word, numbers)?,
        });
    };
    options.push(phrase.into_boxed_slice());
    Ok((options, closed_by))
}

fn parse_choice(
    tokens: &mut Tokens<'_>,
    closing: char,
    presence: Presence,
    numbers: &mut impl Numbers,
) -> Result<Step, String> {
    let (options, closed_by) = parse_options(tokens, numbers)?;
    if closed_by != Some(closing) {
        return Err(format!("a bracket is not closed by `{closing}`"));
    }
    if options.iter().any(|phrase| phrase.is_empty()) {
        return Err("a choice has an empty phrase; use [...] for what may be left out".to_owned());
    }
    Ok(Step::Choice(options.into_boxed_slice(), presence))
}

fn parse_word(word: &str, numbers: &mut impl Numbers) -> Result<Step, String> {
    if let Some(length) = word.strip_prefix('~') {
        return match length.parse::<usize>() {
            Ok(length) if (1..=LONGEST_GAP).contains(&length) => Ok(Step::Gap(length)),
            _ => Err(format!("`{word}` is no gap; write ~1 to ~{LONGEST_GAP}")),
        };
    }
    if let Some(class) = word.strip_prefix('{') {
        return match class.strip_suffix('}') {
            Some(class) if !class.is_empty() => numbers.class(class).map(Step::Class),
            _ => Err(format!("`{word}` is no class; write {{name}}")),
        };
    }
    numbers.word(word).map(Step::Word)
}

/// What the word written `word` may be: "right/rights", "delet*", "#".
///
/// # Errors
/// A sentence saying what is wrong with it.
pub(super) fn word_tests(word: &str) -> Result<Vec<WordTest>, String> {
    word.split('/').map(parse_test).collect()
}

fn parse_test(word: &str) -> Result<WordTest, String> {
    if word == "#" {
        return Ok(WordTest::Number);
    }
    let (stem, test): (&str, fn(String) -> WordTest) = match word.strip_suffix('*') {
        Some(stem) => (stem, WordTest::Prefix),
        None => (word, WordTest::Exact),
    };
    let allowed = |c: char| c.is_alphanumeric() && !c.is_uppercase() || c == '\'' || c == '.';
    if stem.is_empty() || !stem.chars().all(allowed) {
        return Err(format!(
            "`{word}` is no word: lower-case letters and figures only; write `opt out` for `opt-out`"
        ));
    }
    Ok(test(stem.to_owned()))
}

/// A gap at either end would only blur where the words stand.
fn check_ends(steps: Steps) -> Result<Steps, String> {
    match (steps.first(), steps.last()) {
        (None, _) => Err("a pattern is empty".to_owned()),
        (Some(Step::Gap(_)), _) | (_, Some(Step::Gap(_))) => {
            Err("a gap stands at the edge of a pattern".to_owned())
        }
        _ => Ok(steps),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers words in the order in which they come; has one class.
    #[derive(Default)]
    struct InOrder(Vec<String>);

    impl Numbers for InOrder {
        fn word(&mut self, written: &str) -> Result<usize, String> {
            self.0.push(written.to_owned());
            Ok(self.0.len() - 1)
        }

        fn class(&mut self, name: &str) -> Result<usize, String> {
            (name == "data").then_some(7).ok_or("which?".to_owned())
        }
    }

    #[test]
    fn words_gaps_and_classes_are_read() {
        let mut words = InOrder::default();
        let parsed = parse("request/ask ~3 delet* {data} #", &mut words).unwrap();
        let steps = [
            Step::Word(0),
            Step::Gap(3),
            Step::Word(1),
            Step::Class(7),
            Step::Word(2),
        ];
        assert_eq!(*parsed, steps);
        assert_eq!(words.0, ["request/ask", "delet*", "#"]);
    }

    #[test]
    fn a_word_may_be_one_of_several() {
        assert_eq!(
            word_tests("ask/delet*/#").unwrap(),
            [
                WordTest::Exact("ask".to_owned()),
                WordTest::Prefix("delet".to_owned()),
                WordTest::Number,
            ]
        );
        assert!(word_tests("Opt-out").unwrap_err().contains("no word"));
        assert!(word_tests("a//b").is_err());
    }

    #[test]
    fn brackets_nest() {
        let parsed = parse("(right [of|to]|ability) access", &mut InOrder::default()).unwrap();
        let Step::Choice(options, Presence::Required) = &parsed[0] else {
            panic!("{parsed:?}")
        };
        assert_eq!(options.len(), 2);
        assert!(matches!(
            &options[0][1],
            Step::Choice(_, Presence::Optional)
        ));
    }

    #[test]
    fn faults_are_told_in_words() {
        for (pattern, part_of_message) in [
            ("", "empty"),
            ("(a|b", "not closed"),
            ("a)", "closes nothing"),
            ("a | b", "inside brackets"),
            ("~3 a", "edge"),
            ("a ~99 b", "no gap"),
            ("(a||b)", "empty phrase"),
            ("{}", "no class"),
        ] {
            let message = parse(pattern, &mut InOrder::default()).unwrap_err();
            assert!(message.contains(part_of_message), "{pattern}: {message}");
        }
    }
}
