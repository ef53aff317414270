//! A policy's text as words and sentences, with the lexicon's patterns found in it.

mod breaks;

use std::ops::Range;

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::{CueId, Hit, Lexicon, PatternWord, Seen, WordTests};
use crate::policy::{ClauseId, Policy, SectionId, Span};

use breaks::break_between;
pub use breaks::{Break, sentences};

/// A policy with all its texts read.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// What its words are compared with.
    pub lexicon: &'a Lexicon,
    vocabulary: Vocabulary,
    clauses: Vec<Text>,
    headings: Vec<Text>,
}

/// A clause or a heading as words and sentences.
#[derive(Debug, Default, PartialEq)]
pub struct Text {
    /// The words in order.
    pub words: Vec<Word>,
    /// The sentences as ranges of words; cells of a table row are sentences of their own. None is empty.
    pub sentences: Vec<Range<usize>>,
    /// What the lexicon found, by sentence, then by first word.
    pub hits: Vec<Hit>,
}

/// A word of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// Its place in [`Policy::text`].
    pub span: Span,
    /// What parts it from the word before it.
    pub before: Break,
    /// Its place in the vocabulary.
    form: usize,
}

/// The different word forms of a policy.
#[derive(Debug, Default)]
struct Vocabulary {
    seen: Seen,
    forms: Vec<(Box<str>, WordTests)>,
    /// The place of each form.
    places: FxHashMap<Box<str>, usize>,
    /// The form of each word as written.
    known: FxHashMap<Box<str>, usize>,
}

impl<'a> Reading<'a> {
    /// Reads all clauses and headings of `policy`.
    pub fn new(policy: &'a Policy, lexicon: &'a Lexicon) -> Self {
        let mut vocabulary = Vocabulary::default();
        let clauses = policy
            .clauses
            .iter()
            .map(|clause| {
                let cells = if clause.cells.is_empty() {
                    std::slice::from_ref(&clause.span)
                } else {
                    &clause.cells
                };
                read(policy, cells, lexicon, &mut vocabulary)
            })
            .collect();
        let headings = policy
            .sections
            .iter()
            .map(|s| read(policy, &[s.heading], lexicon, &mut vocabulary))
            .collect();
        Self {
            policy,
            lexicon,
            vocabulary,
            clauses,
            headings,
        }
    }

    /// The words of the clause `id`.
    pub fn clause(&self, id: ClauseId) -> &Text {
        &self.clauses[id.0]
    }

    /// The words of the heading of `id`.
    pub fn heading(&self, id: SectionId) -> &Text {
        &self.headings[id.0]
    }

    /// The word in lower case, with straight apostrophes and without "'s".
    pub fn form(&self, word: &Word) -> &str {
        &self.vocabulary.forms[word.form].0
    }

    /// Whether the policy writes a word so anywhere.
    pub fn has_written(&self, word: &str) -> bool {
        self.vocabulary.known.contains_key(word)
    }

    /// The word as written.
    pub fn written(&self, word: &Word) -> &str {
        self.policy.words(word.span)
    }
}

impl Text {
    /// What was found inside `words`, by first word.
    pub fn hits_within(&self, words: &Range<usize>) -> impl Iterator<Item = &Hit> {
        let Range { start, end } = *words;
        let first = self.hits.partition_point(|hit| hit.words.start < start);
        let begun = self
            .hits
            .iter()
            .skip(first)
            .take_while(move |hit| hit.words.start < end);
        begun.filter(move |hit| hit.words.end <= end)
    }

    /// What was found of `cue` inside `words`, by first word.
    pub fn hits_of(&self, cue: CueId, words: &Range<usize>) -> impl Iterator<Item = &Hit> {
        self.hits_within(words).filter(move |hit| hit.cue == cue)
    }

    /// The place in the policy's text that `words` cover.
    pub fn span(&self, words: &Range<usize>) -> Span {
        match self.words.get(words.clone()) {
            Some([first, .., last]) => first.span.join(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// The sentence that the word at `word` stands in.
    pub fn sentence_of(&self, word: usize) -> Range<usize> {
        let after = self
            .sentences
            .partition_point(|sentence| sentence.end <= word);
        self.sentences.get(after).cloned().unwrap_or_default()
    }
}

fn read(policy: &Policy, pieces: &[Span], lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Text {
    let mut text = Text::default();
    for piece in pieces {
        add_words(policy, *piece, lexicon, vocabulary, &mut text);
    }
    let words: Vec<PatternWord<'_>> = text
        .words
        .iter()
        .map(|word| PatternWord {
            tests: &vocabulary.forms[word.form].1,
            joint: word.before.joint(),
        })
        .collect();
    for sentence in &text.sentences {
        let first = text.hits.len();
        let words = words.get(sentence.clone()).unwrap_or_default();
        lexicon
            .matcher()
            .find(words, &mut vocabulary.seen, &mut text.hits);
        for hit in text.hits.iter_mut().skip(first) {
            hit.words = hit.words.start + sentence.start..hit.words.end + sentence.start;
        }
    }
    text
}

fn add_words(
    policy: &Policy,
    piece: Span,
    lexicon: &Lexicon,
    vocabulary: &mut Vocabulary,
    text: &mut Text,
) {
    let words = policy.words(piece);
    let first = text.words.len();
    let mut sentence = first;
    let mut gap_start = 0;
    for (start, word) in words.unicode_word_indices() {
        let before = if text.words.len() == first {
            Break::Stop
        } else {
            let last = text.words.last().map_or("", |w| policy.words(w.span));
            break_between(last, words.get(gap_start..start).unwrap_or_default(), word)
        };
        if is_whole(before, text.words.len() - sentence) {
            text.sentences.push(sentence..text.words.len());
            sentence = text.words.len();
        }
        gap_start = start + word.len();
        let span = Span::new(start, gap_start).shifted(piece.start());
        text.words.push(Word {
            span,
            before,
            form: vocabulary.form(word, lexicon),
        });
    }
    if text.words.len() > sentence {
        text.sentences.push(sentence..text.words.len());
    }
}

/// Whether a sentence is whole that has so many words before such a break.
///
/// What is longer than any sentence that people write, such as a file without a full stop, is parted nevertheless: what is
/// found in a sentence is weighed against all else in it.
fn is_whole(before: Break, words: usize) -> bool {
    /// From so many words on any comma ends it.
    const LONG: usize = 1000;
    /// So many words are a sentence.
    const LONGEST: usize = 1500;
    match words {
        0 => false,
        1..LONG => before == Break::Stop,
        LONG..LONGEST => before >= Break::Comma,
        _ => true,
    }
}

impl Vocabulary {
    fn form(&mut self, word: &str, lexicon: &Lexicon) -> usize {
        if let Some(form) = self.known.get(word) {
            return *form;
        }
        let normal = normal_form(word);
        let form = match self.places.get(normal.as_str()) {
            Some(form) => *form,
            None => {
                let tests = lexicon.matcher().tests_of(&normal);
                self.forms.push((normal.clone().into(), tests));
                self.places.insert(normal.into(), self.forms.len() - 1);
                self.forms.len() - 1
            }
        };
        self.known.insert(word.into(), form);
        form
    }
}

/// A word in lower case, with straight apostrophes and without "'s".
pub fn normal_form(word: &str) -> String {
    let lower = word.to_lowercase().replace(['’', '‘', 'ʼ'], "'");
    match lower.strip_suffix("'s") {
        Some(stem) => stem.to_owned(),
        None => lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let mut policy_text = Text::default();
        let policy = Policy {
            text: text.to_owned(),
            ..empty_policy()
        };
        let mut vocabulary = Vocabulary::default();
        add_words(
            &policy,
            Span::new(0, text.len()),
            Lexicon::built_in(),
            &mut vocabulary,
            &mut policy_text,
        );
        policy_text
            .sentences
            .iter()
            .map(|s| policy.words(policy_text.span(s)).to_owned())
            .collect()
    }

    fn empty_policy() -> Policy {
        Policy {
            name: "p".into(),
            origin: crate::policy::Origin {
                path: "p".into(),
                sha256: String::new(),
                bytes: 0,
                format: crate::source::Format::Text,
            },
            title: None,
            updated: None,
            text: String::new(),
            line_map: crate::policy::LineMap::default(),
            sections: Vec::new(),
            clauses: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    #[test]
    fn a_place_or_company_in_dots_ends_a_sentence_only_before_another() {
        assert_eq!(
            sentences(
                "We keep to the EU-U.S. Data Privacy Framework. It stays in the U.S. We say so."
            ),
            [
                "We keep to the EU-U.S. Data Privacy Framework",
                "It stays in the U.S",
                "We say so"
            ]
        );
        assert_eq!(
            sentences("Quibblix Co., Ltd. and Vorb Co. Ltd. help us."),
            ["Quibblix Co., Ltd. and Vorb Co. Ltd. help us"]
        );
    }

    #[test]
    fn sentences_survive_abbreviations_and_citations() {
        assert_eq!(
            sentences(
                "See Art. 6(1)(f) GDPR, e.g. in the U.S. or at No. 5. We act on it. Stripe, Inc. and others."
            ),
            [
                "See Art. 6(1)(f) GDPR, e.g. in the U.S. or at No. 5",
                "We act on it",
                "Stripe, Inc. and others"
            ]
        );
    }

    #[test]
    fn a_bracket_after_a_company_form_goes_on_with_the_sentence() {
        assert_eq!(
            sentences("We use Acme Inc. (USA) and Beta Ltd. (Malta). (Others may follow.)"),
            [
                "We use Acme Inc. (USA) and Beta Ltd. (Malta",
                "Others may follow"
            ]
        );
    }

    #[test]
    fn a_question_and_a_bullet_end_a_sentence() {
        assert_eq!(
            sentences("Do we sell data? No. • Never"),
            ["Do we sell data", "No", "Never"]
        );
    }

    #[test]
    fn what_never_ends_is_parted() {
        let lengths = |text: &str| -> Vec<usize> {
            let sentences = sentences(text);
            let words = |sentence: &String| sentence.unicode_words().count();
            sentences.iter().map(words).collect()
        };
        assert_eq!(lengths(&"we share ".repeat(2000)), [1500, 1500, 1000]);
        assert_eq!(lengths(&"we share, ".repeat(600)), [1000, 200]);
        assert_eq!(lengths(&"we share, ".repeat(400)), [800]);
    }

    #[test]
    fn addresses_and_versions_are_one_word_run() {
        assert_eq!(
            sentences("Write to privacy@example.org or use TLS 1.2+ today."),
            ["Write to privacy@example.org or use TLS 1.2+ today"]
        );
    }

    #[test]
    fn word_forms_are_lower_case_without_possessive() {
        assert_eq!(normal_form("Children’s"), "children");
        assert_eq!(normal_form("Don’t"), "don't");
    }
}
