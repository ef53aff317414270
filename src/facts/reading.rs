//! A policy's text as words and sentences, with the lexicon's patterns found in it.

use std::ops::Range;

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::names::may_be_legal_form;
use crate::lexicon::{CueId, Hit, Joint, Lexicon, PatternWord, Seen, WordTests};
use crate::policy::{ClauseId, Policy, SectionId, Span};

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

/// What parts two words, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// White space, a hyphen, quotation marks.
    None,
    /// A slash.
    Slash,
    /// A comma.
    Comma,
    /// An opening or closing bracket.
    Bracket,
    /// A dash with white space around it.
    Dash,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// The end of a sentence, a table cell, or the text's begin.
    Stop,
}

impl Break {
    /// Whether a phrase of the lexicon goes on over it: brackets stand inside citations, "Art. 6(1)(f)".
    fn joint(self) -> Joint {
        match self {
            Self::None | Self::Slash | Self::Bracket => Joint::Close,
            Self::Comma | Self::Dash | Self::Colon | Self::Semicolon | Self::Stop => Joint::Apart,
        }
    }
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

/// The sentences of `text`, in order and without a gap: the white space after a sentence belongs to it. A new line ends one.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut last = (0, "");
    for (at, word) in text.unicode_word_indices() {
        let (end, before) = last;
        last = (at + word.len(), word);
        let gap = text.get(end..at).unwrap_or_default();
        let ends = gap.contains('\n') || break_between(before, gap, word) == Break::Stop;
        if ends && !before.is_empty() {
            let next = end + start_of_next(gap);
            sentences.push(Span::new(start, next));
            start = next;
        }
    }
    if start < text.len() {
        sentences.push(Span::new(start, text.len()));
    }
    sentences
}

/// Where in `gap`, which ends a sentence, the next one starts: after the line, else after the white space behind the stop,
/// else with the mark that stands before it.
fn start_of_next(gap: &str) -> usize {
    let after_space = |from: usize| {
        let rest = gap.get(from..).unwrap_or_default();
        let space = rest.find(char::is_whitespace)?;
        let words = rest.get(space..)?.trim_start();
        Some(gap.len() - words.len())
    };
    if let Some(line) = gap.rfind('\n') {
        return line + 1;
    }
    gap.find(['.', '!', '?', '…'])
        .and_then(after_space)
        .or_else(|| gap.find(['•', '|', '·']))
        .unwrap_or(gap.len())
}

/// What parts `last` from `next`, `gap` standing between them.
fn break_between(last: &str, gap: &str, next: &str) -> Break {
    let mut strongest = Break::None;
    for (at, character) in gap.char_indices() {
        let found = match character {
            '.' | '!' | '?' | '…' if ends_sentence(last, gap, at, next) => Break::Stop,
            '•' | '|' | '·' => Break::Stop,
            ';' => Break::Semicolon,
            ':' => Break::Colon,
            '—' | '–' | '-' if gap.contains(char::is_whitespace) => Break::Dash,
            '(' | ')' | '[' | ']' | '{' | '}' => Break::Bracket,
            ',' => Break::Comma,
            '/' => Break::Slash,
            _ => Break::None,
        };
        strongest = strongest.max(found);
    }
    strongest
}

/// Whether the stop at `at` in `gap` ends a sentence and not an abbreviation ("Art. 6", "e.g. by mail", "Inc. and").
fn ends_sentence(last: &str, gap: &str, at: usize, next: &str) -> bool {
    let after = gap.get(at..).unwrap_or_default();
    let Some(space) = after.find(char::is_whitespace) else {
        return false;
    };
    // "Acme Co., Ltd."
    if after.starts_with(".,") || after.starts_with(".;") {
        return false;
    }
    let is_full_stop = after.starts_with('.');
    let goes_on_in_brackets = after.starts_with(". (") && COMPANY_FORMS.contains(&last);
    // "Acme Co. Ltd."
    let goes_on_in_name = COMPANY_FORMS.contains(&last) && may_be_legal_form(&next.to_lowercase());
    // "The U.S. Data Privacy Framework", but "in the U.S. We".
    let goes_on_in_place = PLACES.contains(&last) && !SENTENCE_OPENERS.contains(&next);
    let goes_on = goes_on_in_brackets || goes_on_in_name || goes_on_in_place;
    let abbreviated = is_full_stop && at == 0 && (is_abbreviation(last) || goes_on);
    let starts_anew = next.chars().next().is_some_and(|c| !c.is_lowercase())
        || after
            .get(space..)
            .is_some_and(|rest| rest.contains(['“', '"', '‘', '•']));
    starts_anew && !abbreviated
}

/// Words whose full stop does not end a sentence, in lower case. "etc." and company forms do end one where a capital follows.
const ABBREVIATIONS: &[&str] = &[
    "art", "arts", "e.g", "i.e", "eg", "ie", "no", "nos", "sec", "para", "paras", "lit", "cf",
    "vs", "approx", "st", "mr", "mrs", "ms", "dr", "prof", "incl", "resp", "subd", "ch", "cl",
    "al", "cal", "civ", "reg", "u.s.c", "dept", "fig", "ext", "tel",
];

/// Company forms after whose full stop a bracket goes on with the sentence: "Acme Inc. (USA), Beta Ltd. (Malta)".
const COMPANY_FORMS: &[&str] = &[
    "Inc", "Ltd", "Corp", "Co", "LLC", "L.L.C", "B.V", "N.V", "S.A", "S.L", "S.r.l", "s.r.o",
];

/// Places that are adjectives too.
const PLACES: &[&str] = &["U.S", "U.K", "E.U"];

/// Words that begin sentences, and go on with no name.
const SENTENCE_OPENERS: &[&str] = &[
    "A", "Access", "After", "All", "Also", "An", "And", "Any", "As", "At", "Because", "Before",
    "But", "By", "Each", "For", "From", "How", "However", "I", "If", "In", "It", "Its", "Like",
    "More", "Most", "No", "Not", "On", "Once", "Or", "Other", "Our", "Please", "See", "She",
    "Should", "Since", "So", "Some", "Such", "That", "The", "Their", "Then", "There", "These",
    "They", "This", "Those", "To", "Under", "Unless", "Upon", "We", "What", "When", "Where",
    "Whether", "While", "With", "Without", "You", "Your",
];

fn is_abbreviation(word: &str) -> bool {
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial
        || ABBREVIATIONS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
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
    fn the_sentences_of_a_text_leave_nothing_out() {
        let split = |text: &'static str| -> Vec<&str> {
            let spans = super::sentences(text);
            spans.iter().map(|span| span.of(text)).collect()
        };
        assert_eq!(
            split("See Art. 6. We act (e.g. on “it.”) We do.\nLine • Never | cell"),
            [
                "See Art. 6. ",
                "We act (e.g. on “it.”) ",
                "We do.\n",
                "Line ",
                "• Never ",
                "| cell"
            ]
        );
        assert_eq!(split("..."), ["..."]);
        assert_eq!(split(""), Vec::<&str>::new());
    }

    #[test]
    fn a_break_is_as_strong_as_its_strongest_mark() {
        assert_eq!(break_between("a", "), ", "b"), Break::Bracket);
        assert_eq!(break_between("a", " — ", "b"), Break::Dash);
        assert_eq!(break_between("opt", "-", "out"), Break::None);
        assert_eq!(break_between("data", ".” ", "We"), Break::Stop);
    }

    #[test]
    fn word_forms_are_lower_case_without_possessive() {
        assert_eq!(normal_form("Children’s"), "children");
        assert_eq!(normal_form("Don’t"), "don't");
    }
}
