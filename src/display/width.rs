//! How many cells of a terminal text takes, counted as ratatui counts when it draws.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::safe::{Safe, drawn};

/// Which characters our own signs are made of; the policies' words are shown as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Charset {
    /// All of Unicode: `●`, `…`.
    #[default]
    Unicode,
    /// ASCII, for fonts and terminals that disagree about the width of anything else.
    Ascii,
}

impl Charset {
    /// What stands for words cut off.
    pub fn ellipsis(self) -> &'static str {
        match self {
            Self::Unicode => "…",
            Self::Ascii => "~",
        }
    }
}

/// The cells that `text` takes on one line once it is made safe.
pub fn cells(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, 0x20..0x7f)) {
        return text.len();
    }
    text.graphemes(true).map(grapheme_cells).sum()
}

/// The cells of one grapheme of raw text, as it is drawn.
pub(super) fn grapheme_cells(grapheme: &str) -> usize {
    match grapheme.as_bytes() {
        [0x20..0x7f] => 1,
        // Only "\r\n" and marked characters make a grapheme whose mark falls into several.
        _ => drawn(grapheme).graphemes(true).map(drawn_cells).sum(),
    }
}

/// The cells of one grapheme of safe text. The half-width sound marks take a cell of their own in terminals.
pub(super) fn drawn_cells(grapheme: &str) -> usize {
    grapheme.width()
        + grapheme
            .chars()
            .filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}'))
            .count()
}

/// `text` on one line of at most `width` cells; what is cut off is shown by an ellipsis.
pub fn truncate(text: &str, width: usize, charset: Charset) -> Safe<'_> {
    let safe = Safe::line(text);
    if cells(safe.as_str()) <= width {
        return safe;
    }
    let (room, tail) = if width == 0 {
        (0, "")
    } else {
        (width - 1, charset.ellipsis())
    };
    let mut used = 0;
    let mut end = 0;
    for (at, grapheme) in safe.as_str().grapheme_indices(true) {
        used += drawn_cells(grapheme);
        if used > room {
            break;
        }
        end = at + grapheme.len();
    }
    safe.cut(end, tail)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cells_are_counted_as_terminals_draw_them() {
        let cases = [
            ("abc", 3),
            ("e\u{301}", 1),
            ("中文", 4),
            ("👨‍👩‍👧", 2),
            ("🇫🇷", 2),
            ("❤️", 2),
            ("a\u{200b}b", 10),
        ];
        for (text, width) in cases {
            assert_eq!(cells(text), width, "{text}");
        }
    }

    #[test]
    fn text_is_cut_between_graphemes() {
        let cut = |text, width| truncate(text, width, Charset::Unicode).to_string();
        assert_eq!(cut("retention", 9), "retention");
        assert_eq!(cut("retention", 8), "retenti…");
        assert_eq!(cut("中文字", 4), "中…");
        assert_eq!(cut("abc", 1), "…");
        assert_eq!(cut("abc", 0), "");
        assert_eq!(
            truncate("retention", 8, Charset::Ascii).to_string(),
            "retenti~"
        );
    }

    proptest! {
        #[test]
        fn truncated_text_fits(text in "(\\PC|\\pC){0,30}", width in 0_usize..40) {
            prop_assert!(cells(truncate(&text, width, Charset::Unicode).as_str()) <= width);
        }
    }
}
