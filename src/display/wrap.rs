//! Long text in rows of a given width, broken between words; a row is a place in the text, so highlights survive.

use unicode_segmentation::UnicodeSegmentation;

use super::width::grapheme_cells;
use crate::policy::Span;

/// One row of wrapped text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextRow {
    /// The words of the row, in the text that was wrapped; the white space where it was broken is in no row.
    pub words: Span,
    /// Cells to leave empty before them.
    pub indent: usize,
}

/// The rows of `text` at `width` cells, every row but the first indented by `hang`; at least one row.
///
/// Rows break at white space, after hyphens and dashes, and round wide (Chinese, Japanese, Korean) characters; a word longer
/// than a row is broken between graphemes. No row is wider than `width`, but for a single grapheme that is. The text
/// may be raw: widths are those of the safe text that will be drawn.
pub fn wrap(text: &str, width: usize, hang: usize) -> Vec<TextRow> {
    let width = width.max(1);
    // A deep indent in a narrow column would leave nothing to read.
    let hang = if hang * 2 > width { 0 } else { hang };
    let mut rows = Rows {
        rows: Vec::new(),
        width,
        hang,
        start: 0,
        end: 0,
        used: 0,
    };
    for piece in pieces(text) {
        rows.add(text, piece);
    }
    rows.finish();
    rows.rows
}

/// Words that stay together, and the white space after them.
#[derive(Clone, Copy, Default)]
struct Piece {
    words: Span,
    cells: usize,
    space: usize,
    breaks_line: bool,
}

/// The rows so far, and the row that is being filled.
struct Rows {
    rows: Vec<TextRow>,
    width: usize,
    hang: usize,
    start: usize,
    /// Where the row's last word ends.
    end: usize,
    /// Cells used, the white space after the last word included.
    used: usize,
}

impl Rows {
    fn indent(&self) -> usize {
        if self.rows.is_empty() { 0 } else { self.hang }
    }

    fn room(&self) -> usize {
        self.width - self.indent()
    }

    fn add(&mut self, text: &str, piece: Piece) {
        if self.used > 0 && self.used + piece.cells > self.room() {
            self.break_row();
        }
        if self.used == 0 {
            self.start = piece.words.start();
        }
        if piece.cells > self.room() {
            self.add_long(text, piece.words);
        } else {
            self.used += piece.cells;
        }
        self.end = piece.words.end().max(self.end);
        self.used += piece.space;
        if piece.breaks_line {
            self.break_row();
        }
    }

    /// A word that fits into no row, one grapheme after the other.
    fn add_long(&mut self, text: &str, words: Span) {
        for (at, grapheme) in words.of(text).grapheme_indices(true) {
            let cells = grapheme_cells(grapheme);
            if self.used > 0 && self.used + cells > self.room() {
                self.break_row();
                self.start = words.start() + at;
            }
            self.used += cells;
            self.end = words.start() + at + grapheme.len();
        }
    }

    fn break_row(&mut self) {
        self.rows.push(TextRow {
            words: Span::new(self.start, self.end),
            indent: self.indent(),
        });
        self.start = self.end;
        self.used = 0;
    }

    fn finish(&mut self) {
        if self.end > self.start || self.rows.is_empty() {
            self.break_row();
        }
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut earlier, mut before) = ("", "");
    for (at, grapheme) in text.grapheme_indices(true) {
        let newline = matches!(grapheme, "\n" | "\r\n");
        let open = pieces.last_mut().filter(|piece| !piece.breaks_line);
        match open {
            Some(piece) if newline => piece.breaks_line = true,
            Some(piece) if is_space(grapheme) => piece.space += grapheme_cells(grapheme),
            Some(piece) if piece.space == 0 && !may_break(earlier, before, grapheme) => {
                piece.words = Span::new(piece.words.start(), at + grapheme.len());
                piece.cells += grapheme_cells(grapheme);
            }
            _ => pieces.push(first_of_piece(at, grapheme)),
        }
        (earlier, before) = (before, grapheme);
    }
    pieces
}

fn first_of_piece(at: usize, grapheme: &str) -> Piece {
    match grapheme {
        "\n" | "\r\n" => Piece {
            words: Span::new(at, at),
            breaks_line: true,
            ..Piece::default()
        },
        space if is_space(space) => Piece {
            words: Span::new(at, at + 1),
            cells: 1,
            ..Piece::default()
        },
        _ => Piece {
            words: Span::new(at, at + grapheme.len()),
            cells: grapheme_cells(grapheme),
            ..Piece::default()
        },
    }
}

/// White space at which a row may end; a no-break space is none.
fn is_space(grapheme: &str) -> bool {
    let mut chars = grapheme.chars();
    let first = chars.next();
    chars.next().is_none()
        && matches!(
            first,
            Some(' ' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{3000}')
        )
}

/// Whether a row may end between `before`, which follows `earlier`, and `after`, without white space between them.
fn may_break(earlier: &str, before: &str, after: &str) -> bool {
    const CLOSING: &str = "、。，．：；！？）」』】〉》ー,.:;!?)]}%’”»";
    const OPENING: &str = "（「『【〈《([{‘“«";
    if CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    match before {
        // A hyphen stands between letters: in "[-word" it is none.
        "-" | "‐" | "–" => {
            let is_letter =
                |grapheme: &str| grapheme.chars().next().is_some_and(char::is_alphabetic);
            is_letter(after) && !OPENING.contains(earlier)
        }
        "—" => true,
        _ => is_wide(before) || is_wide(after),
    }
}

fn is_wide(grapheme: &str) -> bool {
    !grapheme.is_ascii() && grapheme_cells(grapheme) == 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::cells;
    use super::*;

    fn rows(text: &str, width: usize, hang: usize) -> Vec<String> {
        wrap(text, width, hang)
            .iter()
            .map(|row| " ".repeat(row.indent) + row.words.of(text))
            .collect()
    }

    #[test]
    fn rows_end_between_words() {
        assert_eq!(
            rows("You may request access to your data", 14, 0),
            ["You may", "request access", "to your data"]
        );
    }

    #[test]
    fn rows_after_the_first_hang() {
        assert_eq!(
            rows("• Access to your data", 10, 2),
            ["• Access", "  to your", "  data"]
        );
    }

    #[test]
    fn a_hang_that_would_leave_no_room_is_left_out() {
        assert_eq!(rows("ab cd", 3, 2), ["ab", "cd"]);
    }

    #[test]
    fn a_word_longer_than_a_row_is_broken_between_graphemes() {
        assert_eq!(
            rows("see privacy@example.com", 10, 0),
            ["see", "privacy@ex", "ample.com"]
        );
        assert_eq!(
            rows("e\u{301}e\u{301}e\u{301}", 2, 0),
            ["e\u{301}e\u{301}", "e\u{301}"]
        );
    }

    #[test]
    fn rows_may_end_after_a_hyphen_and_between_chinese_characters() {
        assert_eq!(rows("third-party", 8, 0), ["third-", "party"]);
        assert_eq!(rows("数据保护官。", 5, 0), ["数据", "保护", "官。"]);
    }

    #[test]
    fn a_no_break_space_holds_words_together() {
        assert_eq!(
            rows("at [email\u{a0}protected]", 18, 0),
            ["at", "[email\u{a0}protected]"]
        );
    }

    #[test]
    fn line_breaks_break_rows() {
        assert_eq!(rows("a\n\nb\nc", 5, 0), ["a", "", "b", "c"]);
    }

    #[test]
    fn nothing_is_one_empty_row() {
        assert_eq!(
            wrap("", 10, 0),
            [TextRow {
                words: Span::new(0, 0),
                indent: 0
            }]
        );
    }

    proptest! {
        #[test]
        fn every_word_stands_in_one_row_in_order(text in "(\\PC|[ \\n-]){0,60}", width in 1_usize..30, hang in 0_usize..6) {
            let rows = wrap(&text, width, hang);
            let shown: String = rows.iter().map(|row| row.words.of(&text)).collect();
            let kept = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(kept(&shown), kept(&text));
            prop_assert!(rows.windows(2).all(|pair| pair[0].words.end() <= pair[1].words.start()));
        }

        #[test]
        fn no_row_is_too_wide(text in "(\\PC|[ \\n-]){0,60}", width in 1_usize..30, hang in 0_usize..6) {
            for row in wrap(&text, width, hang) {
                let words = row.words.of(&text);
                prop_assert!(row.indent + cells(words) <= width || words.graphemes(true).count() == 1, "{words:?}");
            }
        }
    }
}
