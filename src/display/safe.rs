//! Text that is safe to show: whatever could steer a terminal or hide words is turned into visible marks.

use std::borrow::Cow;
use std::fmt;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::width::drawn_cells;

/// Text in which every character can be seen; only the functions here make one.
///
/// Escape sequences, C0 and C1 controls, bidi controls, zero-width characters, soft hyphens and tags become marks such
/// as `␛` and `‹U+202E›`: in a legal text, hidden characters are evidence too. Accents, emoji and the joiners
/// inside them stay as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Safe<'a>(Cow<'a, str>);

impl<'a> Safe<'a> {
    /// `text` as a single line: line breaks and tabs become marks (`␊`, `␉`) like all other controls.
    pub fn line(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        match marked(&text, Breaks::Mark) {
            Some(marked) => Self(Cow::Owned(marked)),
            None => Self(text),
        }
    }

    /// `text` with its line breaks: `\n` and `\r\n` break the line, a tab becomes a space.
    pub fn lines(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        match marked(&text, Breaks::Keep) {
            Some(marked) => Self(Cow::Owned(marked)),
            None => Self(text),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same text, owned.
    pub fn into_owned(self) -> Safe<'static> {
        Safe(Cow::Owned(self.0.into_owned()))
    }

    /// The first bytes of it up to the character border `end`, then `tail`; what is cut from safe text is safe.
    pub(super) fn cut(self, end: usize, tail: &'static str) -> Self {
        let mut text = self.0.into_owned();
        text.truncate(end);
        text.push_str(tail);
        Self(Cow::Owned(text))
    }
}

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Safe<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// What becomes of line breaks and tabs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    Mark,
    Keep,
}

/// `text` with marks, or none where it needs none.
fn marked(text: &str, breaks: Breaks) -> Option<String> {
    if text.chars().all(|c| is_plain(c, breaks)) {
        return None;
    }
    let mut out: Option<String> = None;
    for (at, grapheme) in text.grapheme_indices(true) {
        match (grapheme_marked(grapheme, breaks), &mut out) {
            (Cow::Borrowed(same), Some(out)) => out.push_str(same),
            (Cow::Borrowed(_), None) => {}
            (Cow::Owned(mark), Some(out)) => out.push_str(&mark),
            (Cow::Owned(mark), None) => {
                let mut start = text.get(..at).unwrap_or_default().to_owned();
                start.push_str(&mark);
                out = Some(start);
            }
        }
    }
    out
}

/// A character that is seen as it is whatever stands beside it: nearly all text is made of such, and need not be looked at
/// grapheme by grapheme.
fn is_plain(c: char, breaks: Breaks) -> bool {
    match c {
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' => true,
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}' => true,
        '\n' => breaks == Breaks::Keep,
        _ => false,
    }
}

/// How one grapheme of raw text is drawn on a line.
pub(super) fn drawn(grapheme: &str) -> Cow<'_, str> {
    grapheme_marked(grapheme, Breaks::Mark)
}

fn grapheme_marked(grapheme: &str, breaks: Breaks) -> Cow<'_, str> {
    match (grapheme, breaks) {
        ("\n", Breaks::Keep) => return Cow::Borrowed(grapheme),
        ("\r\n", Breaks::Keep) => return Cow::Owned("\n".to_owned()),
        ("\t", Breaks::Keep) => return Cow::Owned(" ".to_owned()),
        _ => {}
    }
    if grapheme.chars().any(is_suspect) {
        return Cow::Owned(with_marks(grapheme));
    }
    if drawn_cells(grapheme) > 0 {
        Cow::Borrowed(grapheme)
    } else {
        Cow::Owned(with_carrier(grapheme))
    }
}

/// Accents that nothing carries: a terminal would drop them, or hang them onto the word before.
fn with_carrier(accents: &str) -> String {
    let carried = format!("◌{accents}");
    if carried.graphemes(true).count() == 1 {
        return carried;
    }
    let mut out = String::new();
    accents.chars().for_each(|c| push_mark(&mut out, c));
    out
}

fn with_marks(grapheme: &str) -> String {
    let mut out = String::new();
    let mut before = None;
    let mut rest = grapheme.chars();
    while let Some(c) = rest.next() {
        let stays = match c {
            '\u{200d}' => joins(before, rest.clone().next()),
            c if is_variation(c) => has_variants(before),
            c => !is_suspect(c),
        };
        if stays {
            out.push(c)
        } else {
            push_mark(&mut out, c)
        }
        before = Some(c);
    }
    // A mark carries no accent that stands before it.
    let first = out.graphemes(true).next().map_or(0, str::len);
    let rest = out.split_off(first);
    if drawn_cells(&out) > 0 {
        out + &rest
    } else {
        with_carrier(&out) + &rest
    }
}

/// A character that is shown as a mark, but for the few places where it belongs to what is seen.
fn is_suspect(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || is_variation(c)
}

fn is_variation(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// A joiner belongs to what is seen where it stands between two visible characters of one grapheme: 👩‍⚖️, क्‍ष.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let visible = |c: Option<char>| c.is_some_and(|c| c.width().unwrap_or(0) > 0 && !is_suspect(c));
    before.is_some_and(|c| !is_suspect(c) || is_variation(c)) && visible(after)
}

/// Emoji, Han characters and keycaps have variants; Latin letters have none, so a selector there hides something.
fn has_variants(before: Option<char>) -> bool {
    before.is_some_and(|c| matches!(c, '0'..='9' | '#' | '*') || (!c.is_ascii() && !is_suspect(c)))
}

fn push_mark(out: &mut String, c: char) {
    use std::fmt::Write as _;
    match c {
        '\0'..='\x1f' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        '\x7f' => out.push('␡'),
        // Writing to a string can't fail.
        c => _ = write!(out, "‹U+{:04X}›", u32::from(c)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(text: &str) -> String {
        Safe::line(text).to_string()
    }

    #[test]
    fn escape_sequences_are_shown_and_not_obeyed() {
        assert_eq!(line("a\x1b[31mb"), "a␛[31mb");
        assert_eq!(line("a\u{9b}31mb\x07\x7f"), "a‹U+009B›31mb␇␡");
    }

    #[test]
    fn what_turns_or_hides_words_is_shown() {
        assert_eq!(
            line("we \u{202e}lles\u{202c} it"),
            "we ‹U+202E›lles‹U+202C› it"
        );
        assert_eq!(
            line("not\u{200b}hing so\u{ad}ft \u{feff}x"),
            "not‹U+200B›hing so‹U+00AD›ft ‹U+FEFF›x"
        );
        assert_eq!(line("tag\u{e0041}"), "tag‹U+E0041›");
        assert_eq!(
            line("a\u{2066}b\u{2069}c\u{2028}d\u{61c}"),
            "a‹U+2066›b‹U+2069›c‹U+2028›d‹U+061C›"
        );
    }

    #[test]
    fn a_plain_character_is_a_grapheme_that_needs_no_mark() {
        for breaks in [Breaks::Mark, Breaks::Keep] {
            let plain = ('\0'..=char::MAX).filter(|c| is_plain(*c, breaks));
            for c in plain.collect::<Vec<_>>() {
                let text = format!("a{c}a");
                assert_eq!(text.graphemes(true).count(), 3, "{c:?}");
                assert_eq!(grapheme_marked(&c.to_string(), breaks), c.to_string());
            }
        }
    }

    #[test]
    fn joiners_stay_inside_emoji_only() {
        assert_eq!(line("👩\u{200d}⚖\u{fe0f} 👨‍👩‍👧"), "👩\u{200d}⚖\u{fe0f} 👨‍👩‍👧");
        assert_eq!(line("a\u{200d}b"), "a‹U+200D›b");
        assert_eq!(line("👩\u{200d}"), "👩‹U+200D›");
    }

    #[test]
    fn selectors_stay_where_there_are_variants() {
        assert_eq!(
            line("❤\u{fe0f} 1\u{fe0f}\u{20e3}"),
            "❤\u{fe0f} 1\u{fe0f}\u{20e3}"
        );
        assert_eq!(line("a\u{fe0f}\u{fe01}"), "a‹U+FE0F›‹U+FE01›");
    }

    #[test]
    fn accents_stay_and_a_lone_one_gets_a_carrier() {
        assert_eq!(line("Ku\u{308}che नमस्ते"), "Ku\u{308}che नमस्ते");
        assert_eq!(line("\u{301}x"), "◌\u{301}x");
        assert_eq!(line("\u{301}\u{200c}"), "◌\u{301}‹U+200C›");
    }

    #[test]
    fn line_breaks_are_marked_in_a_line_and_kept_in_lines() {
        assert_eq!(line("a\nb\tc"), "a␊b␉c");
        assert_eq!(Safe::lines("a\r\nb\tc\rd").to_string(), "a\nb c␍d");
    }

    #[test]
    fn clean_text_is_borrowed() {
        assert!(matches!(
            Safe::line("Türkiye, 中文, [email\u{a0}protected]").0,
            Cow::Borrowed(_)
        ));
    }

    proptest! {
        #[test]
        fn safe_text_is_safe(text in "(\\PC|\\pC|\\PM\\pM){0,40}") {
            let safe = Safe::line(text.as_str());
            let unsafe_left = safe.as_str().chars().any(|c| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
            prop_assert!(!unsafe_left);
            prop_assert!(safe.as_str().graphemes(true).all(|grapheme| drawn_cells(grapheme) > 0), "{:?}", safe.0);
        }

        #[test]
        fn making_it_safe_twice_changes_nothing(text in "(\\PC|\\pC){0,40}") {
            let once = line(&text);
            prop_assert_eq!(line(&once), once);
        }
    }
}
