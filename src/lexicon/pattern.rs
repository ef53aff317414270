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
pub(super) type Sequence = Vec<Part>;

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A word that passes one of the tests.
    Word(Vec<WordTest>),
    /// Up to so many words of any kind.
    Gap(usize),
    /// One of several phrases.
    Choice {
        options: Vec<Sequence>,
        presence: Presence,
    },
    /// One of the phrases of a named class.
    Class(String),
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
pub(super) fn parse(pattern: &str) -> Result<Sequence, String> {
    let mut tokens = tokenise(pattern).into_iter();
    let (mut options, closed_by) = parse_options(&mut tokens)?;
    match (closed_by, options.len()) {
        (Some(bracket), _) => Err(format!("`{bracket}` closes nothing")),
        (None, 1) => check_ends(options.remove(0)),
        (None, _) => Err("`|` belongs inside brackets".to_owned()),
    }
}

/// Brackets and bars stand for themselves; all else is words between white space.
fn tokenise(pattern: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    for character in pattern.chars() {
        if character.is_whitespace() || "()[]|".contains(character) {
            if !word.is_empty() {
                tokens.push(std::mem::take(&mut word));
            }
            if !character.is_whitespace() {
                tokens.push(character.to_string());
            }
        } else {
            word.push(character);
        }
    }
    if !word.is_empty() {
        tokens.push(word);
    }
    tokens
}

/// Reads phrases up to the closing bracket or the end; says which bracket closed them.
fn parse_options(
    tokens: &mut std::vec::IntoIter<String>,
) -> Result<(Vec<Sequence>, Option<char>), String> {
    let mut options = vec![Sequence::new()];
    while let Some(token) = tokens.next() {
        let part = match token.as_str() {
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

fn parse_choice(
    tokens: &mut std::vec::IntoIter<String>,
    closing: char,
    presence: Presence,
) -> Result<Part, String> {
    let (options, closed_by) = parse_options(tokens)?;
    if closed_by != Some(closing) {
        return Err(format!("a bracket is not closed by `{closing}`"));
    }
    if options.iter().any(Vec::is_empty) {
        return Err("a choice has an empty phrase; use [...] for what may be left out".to_owned());
    }
    Ok(Part::Choice { options, presence })
}

fn parse_word(word: &str) -> Result<Part, String> {
    if let Some(length) = word.strip_prefix('~') {
        return match length.parse::<usize>() {
            Ok(length) if (1..=LONGEST_GAP).contains(&length) => Ok(Part::Gap(length)),
            _ => Err(format!("`{word}` is no gap; write ~1 to ~{LONGEST_GAP}")),
        };
    }
    if let Some(class) = word.strip_prefix('{') {
        return match class.strip_suffix('}') {
            Some(class) if !class.is_empty() => Ok(Part::Class(class.to_owned())),
            _ => Err(format!("`{word}` is no class; write {{name}}")),
        };
    }
    word.split('/')
        .map(parse_test)
        .collect::<Result<_, _>>()
        .map(Part::Word)
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
fn check_ends(sequence: Sequence) -> Result<Sequence, String> {
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

    fn exact(word: &str) -> WordTest {
        WordTest::Exact(word.to_owned())
    }

    #[test]
    fn words_gaps_classes_and_alternatives_are_read() {
        let parsed = parse("request/ask ~3 delet* {data} #").unwrap();
        assert_eq!(
            parsed,
            [
                Part::Word(vec![exact("request"), exact("ask")]),
                Part::Gap(3),
                Part::Word(vec![WordTest::Prefix("delet".to_owned())]),
                Part::Class("data".to_owned()),
                Part::Word(vec![WordTest::Number]),
            ]
        );
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
            ("Opt-out", "no word"),
            ("(a||b)", "empty phrase"),
            ("{}", "no class"),
        ] {
            let message = parse(pattern).unwrap_err();
            assert!(message.contains(part_of_message), "{pattern}: {message}");
        }
    }
}
