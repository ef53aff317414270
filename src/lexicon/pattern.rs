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

/// A parsed pattern: parts that match one after the other.
pub(super) type Sequence<'a> = Vec<Part<'a>>;

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// A word that passes one of the tests, as written: "right/rights"; see [`word_tests`].
    Word(&'a str),
    /// Up to so many words of any kind.
    Gap(usize),
    /// One of several phrases.
    Choice {
        options: Vec<Sequence<'a>>,
        presence: Presence,
    },
    /// One of the phrases of a named class.
    Class(&'a str),
}

/// Whether a choice may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Required,
    Optional,
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
pub(super) fn parse(pattern: &str) -> Result<Sequence<'_>, String> {
    let mut tokens = Tokens { rest: pattern };
    let (mut options, closed_by) = parse_options(&mut tokens)?;
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
fn parse_options<'a>(tokens: &mut Tokens<'a>) -> Result<(Vec<Sequence<'a>>, Option<char>), String> {
    let mut options = vec![Sequence::new()];
    while let Some(token) = tokens.next() {
        let part = match token {
            "(" => parse_choice(tokens, ')', Presence::Required)?,
            "[" => parse_choice(tokens, ']', Presence::Optional)?,
            "|" => {
                options.push(Sequence::new());
                continue;
            }
            ")" => return Ok((options, Some(')'))),
            "]" => return Ok((options, Some(']'))),
            word => parse_word(word)?,
        };
        if let Some(last) = options.last_mut() {
            last.push(part);
        }
    }
    Ok((options, None))
}

fn parse_choice<'a>(
    tokens: &mut Tokens<'a>,
    closing: char,
    presence: Presence,
) -> Result<Part<'a>, String> {
    let (options, closed_by) = parse_options(tokens)?;
    if closed_by != Some(closing) {
        return Err(format!("a bracket is not closed by `{closing}`"));
    }
    if options.iter().any(Vec::is_empty) {
        return Err("a choice has an empty phrase; use [...] for what may be left out".to_owned());
    }
    Ok(Part::Choice { options, presence })
}

fn parse_word(word: &str) -> Result<Part<'_>, String> {
    if let Some(length) = word.strip_prefix('~') {
        return match length.parse::<usize>() {
            Ok(length) if (1..=LONGEST_GAP).contains(&length) => Ok(Part::Gap(length)),
            _ => Err(format!("`{word}` is no gap; write ~1 to ~{LONGEST_GAP}")),
        };
    }
    if let Some(class) = word.strip_prefix('{') {
        return match class.strip_suffix('}') {
            Some(class) if !class.is_empty() => Ok(Part::Class(class)),
            _ => Err(format!("`{word}` is no class; write {{name}}")),
        };
    }
    Ok(Part::Word(word))
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
fn check_ends(sequence: Sequence<'_>) -> Result<Sequence<'_>, String> {
    match (sequence.first(), sequence.last()) {
        (None, _) => Err("a pattern is empty".to_owned()),
        (Some(Part::Gap(_)), _) | (_, Some(Part::Gap(_))) => {
            Err("a gap stands at the edge of a pattern".to_owned())
        }
        _ => Ok(sequence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_gaps_and_classes_are_read() {
        let parsed = parse("request/ask ~3 delet* {data} #").unwrap();
        assert_eq!(
            parsed,
            [
                Part::Word("request/ask"),
                Part::Gap(3),
                Part::Word("delet*"),
                Part::Class("data"),
                Part::Word("#"),
            ]
        );
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
        let parsed = parse("(right [of|to]|ability) access").unwrap();
        let Part::Choice {
            options,
            presence: Presence::Required,
        } = &parsed[0]
        else {
            panic!("{parsed:?}")
        };
        assert_eq!(options.len(), 2);
        assert!(matches!(
            &options[0][1],
            Part::Choice {
                presence: Presence::Optional,
                ..
            }
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
            let message = parse(pattern).unwrap_err();
            assert!(message.contains(part_of_message), "{pattern}: {message}");
        }
    }
}
