//! The surface that views draw on: only safe text gets onto it, and it keeps what was drawn where.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::hit::{HitMap, Target};
use super::layout::area::cut;
use super::layout::cell_count;
use super::theme::{Role, Theme};
use super::turned::{Turned, turns};
use crate::display::{Charset, Safe, cells, plain};
use crate::policy::Span;

/// A frame in the making.
pub(crate) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    pub theme: Theme,
    hits: HitMap,
    turned: Turned,
}

/// A place in a text that is drawn in a role of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub span: Span,
    pub role: Role,
}

/// One line of text in several roles.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    pieces: Vec<(Safe<'static>, Role)>,
}

impl Line {
    pub(crate) fn new(text: impl Into<Cow<'static, str>>, role: Role) -> Self {
        Self::default().with(text, role)
    }

    pub(crate) fn with(mut self, text: impl Into<Cow<'static, str>>, role: Role) -> Self {
        self.push(text, role);
        self
    }

    pub(crate) fn push(&mut self, text: impl Into<Cow<'static, str>>, role: Role) {
        self.pieces.push((Safe::line(text), role));
    }

    /// Its words, without their roles.
    pub(crate) fn text(&self) -> String {
        self.pieces.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// The line as it is drawn in `charset`.
    fn in_charset(&self, charset: Charset) -> Cow<'_, Self> {
        let is_plain = |(text, _): &(Safe<'_>, Role)| text.as_str().is_ascii();
        if charset == Charset::Unicode || self.pieces.iter().all(is_plain) {
            return Cow::Borrowed(self);
        }
        let mut drawn = Self::default();
        for (text, role) in &self.pieces {
            let graphemes = text.as_str().graphemes(true);
            let text: String = graphemes.map(|one| plain(one).unwrap_or(one)).collect();
            drawn.push(text, *role);
        }
        Cow::Owned(drawn)
    }

    pub(crate) fn cells(&self) -> usize {
        self.pieces
            .iter()
            .map(|(text, _)| cells(text.as_str()))
            .sum()
    }
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        Self {
            buffer,
            theme,
            hits: HitMap::default(),
            turned: Turned::default(),
        }
    }

    /// Keeps right-to-left text to its own cells; to be called when all is drawn.
    pub(crate) fn isolate(&mut self) {
        std::mem::take(&mut self.turned).isolate(self.buffer);
    }

    /// What was drawn where.
    pub(crate) fn into_hits(self) -> HitMap {
        self.hits
    }

    /// Notes that `area` means `target`.
    pub(crate) fn hit(&mut self, area: Rect, target: Target) {
        let area = area.intersection(self.buffer.area);
        self.hits.push(area, target);
    }

    /// Draws `text` from the left end of the first row of `area`, cut off with an ellipsis; returns the cells used.
    pub(crate) fn text(
        &mut self,
        area: Rect,
        text: impl Into<Cow<'static, str>>,
        role: Role,
    ) -> u16 {
        self.line(area, &Line::new(text, role))
    }

    /// Draws `line` on the first row of `area`, cut off with an ellipsis; returns the cells used.
    pub(crate) fn line(&mut self, area: Rect, line: &Line) -> u16 {
        let line = line.in_charset(self.theme.charset);
        let width = usize::from(area.width);
        let cut = line.cells() > width;
        let room = if cut { width.saturating_sub(1) } else { width };
        let mut pen = Pen::new(area, room);
        let mut last = Role::Text;
        'pieces: for (text, role) in &line.pieces {
            last = *role;
            for grapheme in text.as_str().graphemes(true) {
                if !self.put(&mut pen, grapheme, self.theme.style(*role)) {
                    break 'pieces;
                }
            }
            self.end_text(&mut pen);
        }
        self.end_text(&mut pen);
        if cut && width > 0 {
            pen.room = width;
            self.put(
                &mut pen,
                self.theme.charset.ellipsis(),
                self.theme.style(last),
            );
        }
        u16::try_from(pen.used).unwrap_or(area.width)
    }

    /// Draws `line` so that it ends at the right end of `area`; returns the cells used.
    pub(crate) fn line_right(&mut self, area: Rect, line: &Line) -> u16 {
        let line = line.in_charset(self.theme.charset);
        let width = u16::try_from(line.cells())
            .unwrap_or(area.width)
            .min(area.width);
        self.line(
            Rect {
                x: area.right() - width,
                width,
                ..area
            },
            &line,
        )
    }

    /// Draws the raw words `words` of `text` on the first row of `area`, each grapheme in the role of the marks over it;
    /// marks are places in `text`, and a later mark adds to an earlier one.
    pub(crate) fn words(
        &mut self,
        area: Rect,
        text: &str,
        words: Span,
        role: Role,
        marks: &[Mark],
    ) {
        let base = self.theme.style(role);
        let here: Vec<&Mark> = marks
            .iter()
            .filter(|mark| mark.span.overlaps(words))
            .collect();
        let mut pen = Pen::new(area, usize::from(area.width));
        for (at, grapheme) in words.of(text).grapheme_indices(true) {
            let place = Span::new(words.start() + at, words.start() + at + grapheme.len());
            let style = here
                .iter()
                .filter(|mark| mark.span.overlaps(place))
                .fold(base, |style, mark| style.patch(self.theme.style(mark.role)));
            let safe = Safe::line(grapheme);
            if !safe
                .as_str()
                .graphemes(true)
                .all(|shown| self.put(&mut pen, self.displayable(shown), style))
            {
                break;
            }
        }
        self.end_text(&mut pen);
    }

    /// A grapheme of a policy in the charset: rows are wrapped already, so what takes its place is as wide.
    fn displayable<'g>(&self, grapheme: &'g str) -> &'g str {
        match (self.theme.charset, plain(grapheme)) {
            (Charset::Ascii, Some(plain)) if plain.len() == cells(grapheme) => plain,
            _ => grapheme,
        }
    }

    /// The mark of the cursor in the gutter at the left end of `row`.
    pub(crate) fn cursor(&mut self, row: Rect) {
        self.text(cut(row, 0, 1), self.theme.signs().cursor, Role::Gutter);
    }

    /// Gives `area` the style of `role` on top of what it has.
    pub(crate) fn restyle(&mut self, area: Rect, role: Role) {
        let area = area.intersection(self.buffer.area);
        self.buffer.set_style(area, self.theme.style(role));
    }

    /// Empties `area`, for a pane that lies over others.
    pub(crate) fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        self.turned.clear(area);
        for position in area.positions() {
            self.buffer[position].reset();
        }
    }

    /// A thin line along the first row of `area`.
    pub(crate) fn rule(&mut self, area: Rect) {
        let line = self.theme.signs().line.repeat(usize::from(area.width));
        self.text(area, line, Role::Rule);
    }

    /// A thin line down the first column of `area`.
    pub(crate) fn column_rule(&mut self, area: Rect) {
        for y in area.top()..area.bottom() {
            self.text(
                Rect::new(area.x, y, area.width.min(1), 1),
                self.theme.signs().column,
                Role::Rule,
            );
        }
    }

    /// Draws one grapheme, or says that there is no room for it.
    fn put(&mut self, pen: &mut Pen, grapheme: &str, style: Style) -> bool {
        let width = cells(grapheme);
        if pen.used + width > pen.room {
            return false;
        }
        let (x, y) = (usize::from(pen.area.x) + pen.used, pen.area.y);
        pen.used += width;
        if let Ok(x) = u16::try_from(x)
            && pen.area.height > 0
            && self.buffer.area.contains((x, y).into())
        {
            // A style is laid over what was there; nothing of that is to shine through.
            self.buffer[(x, y)].reset();
            self.buffer.set_stringn(x, y, grapheme, width, style);
            pen.turns |= turns(grapheme);
        }
        true
    }

    /// Notes where the text that ends here stands, if it is one from right to left.
    fn end_text(&mut self, pen: &mut Pen) {
        let from = std::mem::replace(&mut pen.text, pen.used);
        if std::mem::take(&mut pen.turns) {
            let column = |used| cut(pen.area, cell_count(used), 0).x;
            let end = column(pen.used).min(self.buffer.area.right());
            self.turned.push(pen.area.y, column(from)..end);
        }
    }
}

/// Where the next grapheme goes.
struct Pen {
    area: Rect,
    used: usize,
    room: usize,
    /// The cells used before the text that is being drawn.
    text: usize,
    /// Whether this text has right-to-left letters.
    turns: bool,
}

impl Pen {
    fn new(area: Rect, room: usize) -> Self {
        Self {
            area,
            used: 0,
            room,
            text: 0,
            turns: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::CellWidth;

    use super::*;

    fn drawn(width: u16, draw: impl FnOnce(&mut Canvas<'_>, Rect)) -> Buffer {
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        draw(&mut Canvas::new(&mut buffer, Theme::default()), area);
        buffer
    }

    fn row(buffer: &Buffer) -> String {
        buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect()
    }

    #[test]
    fn our_widths_are_those_that_ratatui_draws_with() {
        let hard = [
            "a",
            "é",
            "e\u{301}",
            "中",
            "ｶ",
            "ｶ\u{ff9e}",
            "👨‍👩‍👧",
            "🇫🇷",
            "❤️",
            "❤",
            "1\u{fe0f}\u{20e3}",
            "क्ष",
            "ﷺ",
            "ש",
            "ع",
            "◌\u{301}",
            "␛",
            "‹",
            "●",
            "✗",
            "·",
            "…",
            "▌",
            "│",
            "🏴",
            "\u{a0}",
            "㍿",
            "가",
            "⚖\u{fe0f}",
            "👩🏽‍⚖️",
        ];
        for grapheme in hard {
            assert_eq!(
                cells(grapheme),
                usize::from(grapheme.cell_width()),
                "{grapheme:?}"
            );
        }
    }

    #[test]
    fn hostile_text_is_drawn_as_marks() {
        let buffer = drawn(20, |canvas, area| {
            canvas.text(area, "a\x1b[2Jb", Role::Text);
        });
        assert_eq!(row(&buffer).trim_end(), "a␛[2Jb");
    }

    #[test]
    fn a_line_that_is_too_long_ends_in_an_ellipsis_also_after_wide_characters() {
        let buffer = drawn(6, |canvas, area| {
            canvas.line(
                area,
                &Line::new("ab", Role::Strong).with("中文字", Role::Text),
            );
        });
        assert_eq!(row(&buffer), "ab中 … ");
        let ascii = Theme {
            charset: Charset::Ascii,
            ..Theme::default()
        };
        assert_eq!(ascii.charset.ellipsis().len(), 1);
    }

    #[test]
    fn marks_survive_inside_words_and_later_ones_add_up() {
        let text = "keep the data";
        let marks = [
            Mark {
                span: Span::new(5, 13),
                role: Role::Telling,
            },
            Mark {
                span: Span::new(9, 13),
                role: Role::Removed,
            },
        ];
        let buffer = drawn(13, |canvas, area| {
            canvas.words(area, text, Span::new(0, 13), Role::Text, &marks)
        });
        let theme = Theme::default();
        assert_eq!(
            buffer[(0, 0)].style().add_modifier,
            theme.style(Role::Text).add_modifier
        );
        assert_eq!(
            buffer[(5, 0)].style().add_modifier,
            theme.style(Role::Telling).add_modifier
        );
        let both =
            theme.style(Role::Telling).add_modifier | theme.style(Role::Removed).add_modifier;
        assert_eq!(buffer[(9, 0)].style().add_modifier, both);
    }

    #[test]
    fn drawing_outside_the_screen_is_no_panic() {
        drawn(3, |canvas, _| {
            canvas.text(Rect::new(2, 9, 50, 3), "abcdef", Role::Text);
            canvas.rule(Rect::new(9, 0, 4, 1));
            canvas.restyle(Rect::new(1, 0, 90, 90), Role::Cursor);
            canvas.clear(Rect::new(1, 0, 90, 90));
        });
    }
}
