//! Finds all patterns of the lexicon in one pass over the words of a text.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::first::{Firsts, Need};
use super::pattern::{self, Numbers, Presence, Step, Steps, WordTest};

/// A group of patterns that mean the same to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CueId(pub(super) usize);

impl CueId {
    /// The cue's place among all cues, for tables by cue.
    pub fn index(self) -> usize {
        self.0
    }
}

/// A pattern found: which cue it belongs to, which pattern it was, and the words it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The cue.
    pub cue: CueId,
    /// The pattern's number; see [`Matcher::pattern_text`].
    pub pattern: usize,
    /// The words, by their place in the text.
    pub words: Range<usize>,
}

/// Which tests of the lexicon a word passes, ascending; empty for a word that no pattern asks for.
pub type WordTests = Arc<[usize]>;

/// A word as patterns see it.
#[derive(Clone, Copy, Debug)]
pub struct PatternWord<'a> {
    /// The tests that it passes.
    pub tests: &'a WordTests,
    /// Whether the word before it belongs to the same phrase.
    pub joint: Joint,
}

/// How a word is joined to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// In one phrase: only a gap (`~3`) reaches over anything more.
    Close,
    /// A comma, a dash or a stronger mark stands between.
    Apart,
}

/// The lexicon's patterns, ready to be found.
#[derive(Debug, Serialize, Deserialize)]
pub struct Matcher {
    exact: FxHashMap<Box<str>, Vec<usize>>,
    prefix: FxHashMap<Box<str>, Vec<usize>>,
    number: Vec<usize>,
    longest_prefix: usize,
    classes: Vec<Vec<Steps>>,
    patterns: Vec<Compiled>,
    /// For every test the patterns that can begin with a word that passes it.
    starts: Vec<Vec<usize>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Compiled {
    cue: CueId,
    text: Arc<str>,
    steps: Steps,
    /// What words must stand in a sentence for the pattern to be tried: this is what keeps long gaps cheap.
    needs: Box<[Need]>,
}

/// Gathers classes and patterns, then makes the [`Matcher`].
#[derive(Debug, Default)]
pub(super) struct MatcherBuilder {
    /// The tests by how the pattern writes them: "right/rights".
    tests: FxHashMap<Box<str>, usize>,
    alternatives: Vec<Vec<WordTest>>,
    class_names: FxHashMap<String, usize>,
    classes: Vec<Vec<Steps>>,
    patterns: Vec<Compiled>,
}

impl MatcherBuilder {
    /// Adds phrases to a class, which may use the classes added before it.
    pub(super) fn add_class(&mut self, name: &str, phrases: &[String]) -> Result<(), String> {
        let class = self
            .class_names
            .get(name)
            .copied()
            .unwrap_or(self.classes.len());
        let mut compiled = Vec::with_capacity(phrases.len());
        for phrase in phrases {
            let steps = pattern::parse(phrase, self)
                .map_err(|why| format!("in the phrase `{phrase}`: {why}"))?;
            if uses_from(&steps, class) {
                return Err(format!(
                    "in the phrase `{phrase}`: a class can use only those above it"
                ));
            }
            compiled.push(steps);
        }
        match self.classes.get_mut(class) {
            Some(phrases) => phrases.append(&mut compiled),
            None => {
                self.class_names.insert(name.to_owned(), class);
                self.classes.push(compiled);
            }
        }
        Ok(())
    }

    /// Takes back all patterns of a cue.
    pub(super) fn forget(&mut self, cue: CueId) {
        self.patterns.retain(|pattern| pattern.cue != cue);
    }

    /// Adds a pattern to a cue.
    pub(super) fn pattern(&mut self, cue: CueId, text: &str) -> Result<(), String> {
        let steps =
            pattern::parse(text, self).map_err(|why| format!("in the pattern `{text}`: {why}"))?;
        self.patterns.push(Compiled {
            cue,
            text: text.into(),
            needs: Box::default(),
            steps,
        });
        Ok(())
    }

    /// The finished matcher.
    pub(super) fn build(self) -> Matcher {
        let mut matcher = Matcher {
            exact: FxHashMap::default(),
            prefix: FxHashMap::default(),
            number: Vec::new(),
            longest_prefix: 0,
            starts: vec![Vec::new(); self.alternatives.len()],
            classes: self.classes,
            patterns: self.patterns,
        };
        for (test, alternatives) in self.alternatives.into_iter().enumerate() {
            for alternative in alternatives {
                match alternative {
                    WordTest::Exact(word) => {
                        matcher.exact.entry(word.into()).or_default().push(test)
                    }
                    WordTest::Prefix(stem) => {
                        matcher.longest_prefix = matcher.longest_prefix.max(stem.len());
                        matcher.prefix.entry(stem.into()).or_default().push(test);
                    }
                    WordTest::Number => matcher.number.push(test),
                }
            }
        }
        let firsts = Firsts::of(&matcher.classes);
        for (number, compiled) in matcher.patterns.iter_mut().enumerate() {
            compiled.needs = firsts.needs_of(&compiled.steps);
            for test in firsts.of_steps(&compiled.steps) {
                matcher.starts[test].push(number);
            }
        }
        matcher
    }
}

impl Numbers for MatcherBuilder {
    fn word(&mut self, written: &str) -> Result<usize, String> {
        if let Some(test) = self.tests.get(written) {
            return Ok(*test);
        }
        self.alternatives.push(pattern::word_tests(written)?);
        let test = self.alternatives.len() - 1;
        self.tests.insert(written.into(), test);
        Ok(test)
    }

    fn class(&mut self, name: &str) -> Result<usize, String> {
        let class = self.class_names.get(name).copied();
        class.ok_or_else(|| format!("there is no class {{{name}}} above it"))
    }
}

/// Whether `steps` use the class `first` or one added after it: such a class would stand inside itself.
fn uses_from(steps: &[Step], first: usize) -> bool {
    steps.iter().any(|step| match step {
        Step::Class(class) => *class >= first,
        Step::Choice(options, _) => options.iter().any(|option| uses_from(option, first)),
        Step::Word(_) | Step::Gap(_) => false,
    })
}

/// Where in the sentence at hand each test is passed for the last time; kept from sentence to sentence so that nothing is
/// allocated for each.
#[derive(Debug, Default)]
pub struct Seen {
    /// The sentence's number, and the last word that passes the test there.
    last: Vec<(usize, usize)>,
    sentences: usize,
}

impl Seen {
    fn sentence(&mut self, tests: usize, sentence: &[PatternWord<'_>]) {
        self.last.resize(tests, (0, 0));
        self.sentences += 1;
        for (at, word) in sentence.iter().enumerate() {
            for test in word.tests.iter() {
                self.last[*test] = (self.sentences, at);
            }
        }
    }

    /// Whether each of `needs` is met at or after `from`.
    fn has_all(&self, needs: &[Need], from: usize) -> bool {
        let is_passed = |test: usize| {
            let (sentence, last) = self.last[test];
            sentence == self.sentences && last >= from
        };
        needs.iter().all(|need| need.is_met(is_passed))
    }
}

/// What is still to be matched: the rest of a sequence, then what follows the choice it stands in.
struct Rest<'a> {
    steps: &'a [Step],
    then: Option<&'a Rest<'a>>,
}

impl Matcher {
    /// Which tests the lower-case `word` passes.
    pub fn tests_of(&self, word: &str) -> WordTests {
        let mut tests: Vec<usize> = self.exact.get(word).cloned().unwrap_or_default();
        for (start, character) in word.char_indices() {
            let end = start + character.len_utf8();
            if end > self.longest_prefix {
                break;
            }
            if let Some(more) = word.get(..end).and_then(|stem| self.prefix.get(stem)) {
                tests.extend(more);
            }
        }
        if word
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
        {
            tests.extend(&self.number);
        }
        tests.sort_unstable();
        tests.dedup();
        tests.into()
    }

    /// Adds to `hits` all patterns that stand in `sentence`, by their first word.
    ///
    /// A pattern is reported once for each place where it begins, with the shortest gaps. Its words follow each other in
    /// one phrase; a gap may reach over commas and the like.
    pub fn find(&self, sentence: &[PatternWord<'_>], seen: &mut Seen, hits: &mut Vec<Hit>) {
        seen.sentence(self.starts.len(), sentence);
        let mut tried: Vec<usize> = Vec::new();
        for (start, word) in sentence.iter().enumerate() {
            tried.clear();
            for test in word.tests.iter() {
                for pattern in &self.starts[*test] {
                    let compiled = &self.patterns[*pattern];
                    if seen.has_all(&compiled.needs, start) && !tried.contains(pattern) {
                        tried.push(*pattern);
                        let end = self.end_from(compiled, sentence, start);
                        hits.extend(end.map(|end| Hit {
                            cue: compiled.cue,
                            pattern: *pattern,
                            words: start..end,
                        }));
                    }
                }
            }
        }
    }

    fn end_from(
        &self,
        compiled: &Compiled,
        sentence: &[PatternWord<'_>],
        start: usize,
    ) -> Option<usize> {
        let rest = Rest {
            steps: &compiled.steps,
            then: None,
        };
        // Nothing stands before the first word that it would have to be joined to.
        self.end_of(&rest, sentence, start, Joint::Apart)
    }

    /// Where a match of `rest` that begins at `at` ends; `loosest` is how far the first word may stand from the one before.
    fn end_of(
        &self,
        rest: &Rest<'_>,
        sentence: &[PatternWord<'_>],
        at: usize,
        loosest: Joint,
    ) -> Option<usize> {
        let Some((step, steps)) = rest.steps.split_first() else {
            return match rest.then {
                Some(then) => self.end_of(then, sentence, at, loosest),
                None => Some(at),
            };
        };
        let after = Rest {
            steps,
            then: rest.then,
        };
        let one_of = |options: &[Steps]| {
            options.iter().find_map(|option| {
                let rest = Rest {
                    steps: option,
                    then: Some(&after),
                };
                self.end_of(&rest, sentence, at, loosest)
            })
        };
        match step {
            Step::Word(test) => {
                let word = sentence.get(at)?;
                let joined = word.joint == Joint::Close || loosest == Joint::Apart;
                let passes = joined && word.tests.binary_search(test).is_ok();
                if passes {
                    self.end_of(&after, sentence, at + 1, Joint::Close)
                } else {
                    None
                }
            }
            Step::Gap(longest) => {
                let last = (at + longest).min(sentence.len());
                (at..=last).find_map(|next| self.end_of(&after, sentence, next, Joint::Apart))
            }
            Step::Choice(options, Presence::Required) => one_of(options),
            Step::Choice(options, Presence::Optional) => {
                one_of(options).or_else(|| self.end_of(&after, sentence, at, loosest))
            }
            Step::Class(class) => one_of(&self.classes[*class]),
        }
    }

    /// The pattern as the lexicon writes it.
    pub fn pattern_text(&self, pattern: usize) -> Arc<str> {
        Arc::clone(&self.patterns[pattern].text)
    }

    /// The patterns of a cue as the lexicon writes them.
    pub fn patterns_of(&self, cue: CueId) -> impl Iterator<Item = &str> {
        self.patterns
            .iter()
            .filter(move |p| p.cue == cue)
            .map(|p| &*p.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matcher(patterns: &[&str]) -> Matcher {
        let mut builder = MatcherBuilder::default();
        builder
            .add_class(
                "data",
                &["[personal] data".to_owned(), "information".to_owned()],
            )
            .unwrap();
        for (cue, pattern) in patterns.iter().enumerate() {
            builder.pattern(CueId(cue), pattern).unwrap();
        }
        builder.build()
    }

    fn found(patterns: &[&str], text: &str) -> Vec<(usize, String)> {
        let matcher = matcher(patterns);
        let words: Vec<&str> = text.split(' ').collect();
        let tests: Vec<WordTests> = words
            .iter()
            .map(|w| matcher.tests_of(w.trim_end_matches(',')))
            .collect();
        let words_seen: Vec<PatternWord<'_>> = tests
            .iter()
            .enumerate()
            .map(|(at, tests)| {
                let after_comma = at > 0 && words[at - 1].ends_with(',');
                let joint = if after_comma {
                    Joint::Apart
                } else {
                    Joint::Close
                };
                PatternWord { tests, joint }
            })
            .collect();
        let mut hits = Vec::new();
        matcher.find(&words_seen, &mut Seen::default(), &mut hits);
        hits.into_iter()
            .map(|h| (h.cue.0, words[h.words].join(" ")))
            .collect()
    }

    #[test]
    fn a_gap_is_as_short_as_it_can_be() {
        assert_eq!(
            found(&["delet* ~3 {data}"], "delete all your data and data"),
            [(0, "delete all your data".into())]
        );
        assert!(found(&["delet* ~1 {data}"], "delete all of your data").is_empty());
    }

    #[test]
    fn what_is_optional_is_taken_where_it_stands() {
        let hits = found(
            &["right [of|to] access", "[your] data"],
            "your right access right to access data",
        );
        assert_eq!(
            hits,
            [
                (0, "right access".into()),
                (0, "right to access".into()),
                (1, "data".into())
            ]
        );
    }

    #[test]
    fn a_pattern_that_begins_in_two_ways_is_found_once() {
        assert_eq!(
            found(&["(a|a b) c", "a/b* c"], "a b c"),
            [(0, "a b c".into()), (1, "b c".into())]
        );
    }

    #[test]
    fn a_phrase_ends_at_a_comma_and_a_gap_reaches_over_it() {
        assert!(found(&["data storage"], "categories of data, storage periods").is_empty());
        assert_eq!(
            found(&["sell ~4 data"], "sell, rent or trade data"),
            [(0, "sell, rent or trade data".into())]
        );
    }

    #[test]
    fn numbers_pass_the_number_test() {
        assert_eq!(
            found(&["# days"], "for 30 days or 1.5 days"),
            [(0, "30 days".into()), (0, "1.5 days".into())]
        );
    }

    #[test]
    fn a_class_never_stands_inside_itself() {
        let mut builder = MatcherBuilder::default();
        builder.add_class("a", &["x".to_owned()]).unwrap();
        builder.add_class("b", &["{a} y".to_owned()]).unwrap();
        assert!(
            builder
                .add_class("a", &["[x|{b}] z".to_owned()])
                .unwrap_err()
                .contains("above")
        );
        assert!(builder.add_class("b", &["{a} z".to_owned()]).is_ok());
    }

    #[test]
    fn a_class_must_stand_above_its_use() {
        let mut builder = MatcherBuilder::default();
        assert!(
            builder
                .pattern(CueId(0), "see {nothing}")
                .unwrap_err()
                .contains("no class")
        );
    }
}
