//! What parts words and sentences from each other.

use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::Joint;
use crate::lexicon::names::may_be_legal_form;
use crate::policy::Span;

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
    pub(super) fn joint(self) -> Joint {
        match self {
            Self::None | Self::Slash | Self::Bracket => Joint::Close,
            Self::Comma | Self::Dash | Self::Colon | Self::Semicolon | Self::Stop => Joint::Apart,
        }
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
pub(super) fn break_between(last: &str, gap: &str, next: &str) -> Break {
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

    #[test]
    fn the_sentences_of_a_text_leave_nothing_out() {
        let split = |text: &'static str| -> Vec<&str> {
            let spans = sentences(text);
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
}
