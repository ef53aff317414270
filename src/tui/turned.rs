//! Right-to-left text, kept from reordering what stands beside it on the screen.
//!
//! A terminal that orders text by the Unicode Bidirectional Algorithm takes a screen row for one paragraph: two columns of
//! Hebrew would change places, and a number beside one would be drawn into it. So each text with right-to-left letters is
//! put between FSI and PDI. That is chosen over RLI, as a left-over FSI does nothing where Latin letters follow, and over
//! turning the text ourselves, as terminals that turn it would turn it back. A terminal that knows neither drops both: they
//! take no cells.

use std::ops::Range;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;

/// FIRST STRONG ISOLATE: what follows has a direction of its own.
const ISOLATE: char = '\u{2068}';
/// POP DIRECTIONAL ISOLATE.
const END: char = '\u{2069}';

/// Whether a grapheme is written from right to left: it lies in a range that Unicode keeps for such scripts
/// (`DerivedBidiClass.txt`, defaults R and AL).
pub(super) fn turns(grapheme: &str) -> bool {
    grapheme.chars().any(|c| {
        matches!(c,
            '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    })
}

/// Where right-to-left text was drawn: the row, and the columns of the text.
#[derive(Default)]
pub(super) struct Turned(Vec<(u16, Range<u16>)>);

impl Turned {
    pub(super) fn push(&mut self, y: u16, columns: Range<u16>) {
        self.0.push((y, columns));
    }

    /// Forgets what was drawn in `area`, over which something else is drawn.
    pub(super) fn clear(&mut self, area: Rect) {
        let texts = std::mem::take(&mut self.0);
        for (y, columns) in texts {
            if !(area.top()..area.bottom()).contains(&y) {
                self.0.push((y, columns));
                continue;
            }
            let before = columns.start..columns.end.min(area.left());
            let after = columns.start.max(area.right())..columns.end;
            let left = [before, after].into_iter().filter(|rest| !rest.is_empty());
            self.0.extend(left.map(|rest| (y, rest)));
        }
    }

    /// Puts the marks round each text; they join the symbols of its first and its last cell.
    pub(super) fn isolate(&self, buffer: &mut Buffer) {
        for (y, columns) in &self.0 {
            // The second cell of a wide character is never sent to the terminal.
            let is_wide = |x: u16| buffer[(x, *y)].symbol().cell_width() > 1;
            let last = columns.end - 1;
            let last = if last > columns.start && is_wide(last - 1) {
                last - 1
            } else {
                last
            };
            let opened = format!("{ISOLATE}{}", buffer[(columns.start, *y)].symbol());
            buffer[(columns.start, *y)].set_symbol(&opened);
            let closed = format!("{}{END}", buffer[(last, *y)].symbol());
            buffer[(last, *y)].set_symbol(&closed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_over_a_text_parts_it() {
        let mut turned = Turned::default();
        turned.push(1, 2..20);
        turned.push(5, 2..20);
        turned.clear(Rect::new(8, 0, 4, 3));
        assert_eq!(turned.0, [(1, 2..8), (1, 12..20), (5, 2..20)]);
    }

    #[test]
    fn the_marks_take_no_cells_and_enclose_wide_characters_too() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        buffer.set_string(1, 0, "ש中", ratatui::style::Style::default());
        let mut turned = Turned::default();
        turned.push(0, 1..4);
        turned.isolate(&mut buffer);
        let symbols: Vec<&str> = buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert_eq!(symbols[1..3], ["\u{2068}ש", "中\u{2069}"]);
        assert_eq!(symbols[1].cell_width(), 1);
        assert_eq!(symbols[2].cell_width(), 2);
    }
}
