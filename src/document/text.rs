//! Plain text: which lines belong together, and which are items of a list or cells of a table.

use super::builder::{Builder, is_blank};
use super::{BlockKind, Document, label};

/// The blocks of a plain text.
pub(super) fn parse(source: &str) -> Document {
    let lines: Vec<Line<'_>> = source
        .lines()
        .enumerate()
        .map(|(number, line)| Line::new(line, number))
        .collect();
    let (lines, wrap) = set_close(lines);
    let mut builder = Builder::new(source);
    let mut nesting = Nesting::default();
    let mut i = 0;
    while let Some(line) = lines.get(i) {
        if line.is_empty() || line.is_rule() || (wrap.is_some() && line.is_page_number()) {
            i += 1;
            continue;
        }
        let next = lines.get(i + 1);
        if let Some((level, rule)) = next.and_then(|next| Some((line.underlined_by(next)?, next))) {
            builder.begin(BlockKind::Heading(level));
            builder.words(line.words, line.number);
            builder.also_line(rule.number);
            builder.end();
            nesting.clear();
            i += 2;
        } else if let Some(rows) = table_rows(&lines, i) {
            write_table(&mut builder, lines.get(i..i + rows).unwrap_or_default());
            nesting.clear();
            i += rows;
        } else {
            i = write_block(&mut builder, &lines, i, wrap, &mut nesting);
        }
    }
    builder.finish()
}

/// The lines without the blank one after each that a wrapped text with double spacing has, and the width it is wrapped to.
fn set_close(lines: Vec<Line<'_>>) -> (Vec<Line<'_>>, Option<usize>) {
    let pairs = lines
        .windows(2)
        .filter(|pair| pair.iter().all(|line| !line.is_empty()))
        .count();
    let written = lines.iter().filter(|line| !line.is_empty()).count();
    if written > 5 && pairs * 20 < written {
        let mut close = lines.clone();
        let mut after_written = false;
        close.retain(|line| {
            let dropped = line.is_empty() && after_written;
            after_written = !line.is_empty();
            !dropped
        });
        if let Some(width) = wrap_width(&close) {
            return (close, Some(width));
        }
    }
    let wrap = wrap_width(&lines);
    (lines, wrap)
}

/// Writes the paragraph or item that begins on line `first`; returns the line after it.
fn write_block(
    builder: &mut Builder,
    lines: &[Line<'_>],
    first: usize,
    wrap: Option<usize>,
    nesting: &mut Nesting,
) -> usize {
    let line = &lines[first];
    let (kind, words) = match line.marker() {
        Some(marker) => (
            BlockKind::Item(nesting.depth(line.indent, marker.kind)),
            marker.words,
        ),
        None => {
            nesting.clear();
            (BlockKind::Paragraph, line.words)
        }
    };
    builder.begin(kind);
    builder.words(words, line.number);
    let mut last = first;
    if let Some(width) = wrap {
        while lines
            .get(last + 1)
            .is_some_and(|next| lines[last].goes_on_in(next, width))
        {
            last += 1;
            builder.space();
            builder.words(lines[last].words, lines[last].number);
        }
    }
    builder.end();
    last + 1
}

/// A line of the source, and what can be seen of it at a glance.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// Counted from 0.
    number: usize,
    indent: usize,
    words: &'a str,
    /// Characters, the indent included.
    width: usize,
}

/// The bullet, number or letter that makes a line an item.
struct Marker<'a> {
    kind: MarkerKind,
    words: &'a str,
}

/// Markers of one list are of one kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MarkerKind {
    Bullet(char),
    Label(label::LabelStyle, Brackets),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Brackets {
    With,
    Without,
}

impl<'a> Line<'a> {
    fn new(line: &'a str, number: usize) -> Self {
        let unindented = line.trim_start_matches([' ', '\t', '\u{c}', '\u{a0}', '\u{3000}']);
        let indent = line.len() - unindented.len();
        let words = unindented.trim_end();
        let shown = if is_blank(words) { "" } else { words };
        Self {
            number,
            indent,
            words: shown,
            width: indent + words.chars().count(),
        }
    }

    fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether the line is drawn, not written: "-----", "* * *".
    fn is_rule(&self) -> bool {
        !self.words.contains(char::is_alphanumeric)
    }

    /// Whether the line is only a number, as pages have them.
    fn is_page_number(&self) -> bool {
        self.words.len() <= 3 && self.words.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// The level of the heading that this line is, where `next` underlines it.
    fn underlined_by(&self, next: &Line<'_>) -> Option<u8> {
        let drawn_in = |c: u8| next.words.len() >= 3 && next.words.bytes().all(|b| b == c);
        let level = match () {
            () if drawn_in(b'=') => 1,
            () if drawn_in(b'-') || drawn_in(b'~') => 2,
            () => return None,
        };
        (self.width <= 120 && self.marker().is_none_or(|m| !m.is_bullet())).then_some(level)
    }

    fn marker(&self) -> Option<Marker<'a>> {
        if let Some(words) = label::after_bullet(self.words) {
            let bullet = self.words.chars().next()?;
            return Some(Marker {
                kind: MarkerKind::Bullet(bullet),
                words,
            });
        }
        let (label, _) = label::parse(self.words, super::Span::new(0, self.words.len()))?;
        let single = label.depth == 1 && !label.bare;
        let brackets = if label.bracketed {
            Brackets::With
        } else {
            Brackets::Without
        };
        single.then_some(Marker {
            kind: MarkerKind::Label(label.style, brackets),
            words: self.words,
        })
    }

    fn first_word_width(&self) -> usize {
        self.words
            .split_whitespace()
            .next()
            .map_or(0, |word| word.chars().count())
    }

    fn ends_a_sentence(&self) -> bool {
        self.words.ends_with(['.', '!', '?', ':', ';'])
    }

    /// Whether the break after this line is only there because a text of `width` is wrapped.
    fn goes_on_in(&self, next: &Line<'_>, width: usize) -> bool {
        if next.is_empty() || next.is_rule() || next.marker().is_some() {
            return false;
        }
        let next_would_not_fit = self.width + 1 + next.first_word_width() > width;
        next_would_not_fit
            || (next.begins_small() && !self.ends_a_sentence() && self.width * 2 >= width)
    }

    fn begins_small(&self) -> bool {
        self.words
            .starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | ','))
    }
}

impl Marker<'_> {
    fn is_bullet(&self) -> bool {
        matches!(self.kind, MarkerKind::Bullet(_))
    }
}

/// The width that the text is wrapped to; none where a line is a paragraph, however long.
///
/// In a wrapped text most breaks inside paragraphs part a sentence, so that the next line goes on in small letters.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    const WIDEST: usize = 120;
    const NARROWEST: usize = 40;
    let mut widths: Vec<usize> = lines
        .iter()
        .filter(|l| !l.is_empty())
        .map(|l| l.width)
        .collect();
    widths.sort_unstable();
    let usual = *widths.get(widths.len().saturating_sub(1) * 19 / 20)?;
    if !(NARROWEST..=WIDEST).contains(&usual) {
        return None;
    }
    let mut breaks = 0_usize;
    let mut wrapped = Vec::new();
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.width * 3 < usual * 2
            || next.is_empty()
            || next.is_rule()
            || next.marker().is_some()
        {
            continue;
        }
        breaks += 1;
        if next.begins_small() && !line.ends_a_sentence() {
            wrapped.push(line.width);
        }
    }
    wrapped.sort_unstable();
    // Half of the lines that surely go on are as wide or wider; a heading that was not wrapped does not count.
    let typical = wrapped.get(wrapped.len() / 2).copied()?;
    (wrapped.len() * 3 >= breaks).then_some(typical)
}

/// How deep the items of a list stand in each other, told by their indent and their markers.
#[derive(Default)]
struct Nesting {
    open: Vec<(usize, MarkerKind)>,
}

impl Nesting {
    const DEEPEST: usize = 8;

    fn clear(&mut self) {
        self.open.clear();
    }

    fn depth(&mut self, indent: usize, kind: MarkerKind) -> u8 {
        if let Some(level) = self.open.iter().rposition(|open| *open == (indent, kind)) {
            self.open.truncate(level + 1);
        } else {
            // A number at the same indent does not stand inside a bullet; a bullet may stand under a number.
            let beside = |outer: MarkerKind| {
                matches!(
                    (outer, kind),
                    (MarkerKind::Bullet(_), MarkerKind::Label(..))
                )
            };
            self.open.retain(|(outer, marker)| {
                *outer < indent || (*outer == indent && !beside(*marker))
            });
            self.open.truncate(Self::DEEPEST);
            self.open.push((indent, kind));
        }
        u8::try_from(self.open.len() - 1).unwrap_or(u8::MAX)
    }
}

/// How many lines from `first` on are rows of one table, their cells parted by tabs.
fn table_rows(lines: &[Line<'_>], first: usize) -> Option<usize> {
    let columns = |line: &Line<'_>| line.words.matches('\t').count();
    let wanted = columns(lines.get(first)?);
    if wanted == 0 || lines.get(first)?.marker().is_some() {
        return None;
    }
    let rows = lines
        .iter()
        .skip(first)
        .take_while(|line| columns(line) == wanted && line.marker().is_none())
        .count();
    (rows >= 2).then_some(rows)
}

fn write_table(builder: &mut Builder, rows: &[Line<'_>]) {
    for (i, row) in rows.iter().enumerate() {
        builder.begin(if i == 0 {
            BlockKind::FirstRow
        } else {
            BlockKind::Row
        });
        for cell in row.words.split('\t') {
            builder.begin_cell();
            builder.words(cell, row.number);
            builder.end_cell();
        }
        builder.end();
    }
}

#[cfg(test)]
mod tests {
    use super::super::Lines;
    use super::*;

    fn blocks(source: &str) -> Vec<(BlockKind, String, [usize; 2])> {
        let document = parse(source);
        let shown = |b: &super::super::Block| {
            (
                b.kind,
                document.words(b).to_owned(),
                b.lines.first_and_last(),
            )
        };
        document.blocks.iter().map(shown).collect()
    }

    fn words(source: &str) -> Vec<String> {
        blocks(source)
            .into_iter()
            .map(|(_, words, _)| words)
            .collect()
    }

    const WRAPPED: &str = "\
1. Introduction
This policy explains what personal data we collect, why we collect it, how
we use it, and which choices you have when you use our services on the web.

We collect:
- account data, that is to say your name and your email address, as far as
  you have given them to us;
- usage data.
Acme Inc.
12 Long Street
Springfield
";

    #[test]
    fn the_lines_of_a_wrapped_paragraph_are_one_block() {
        assert_eq!(
            blocks(WRAPPED)[1],
            (
                BlockKind::Paragraph,
                "This policy explains what personal data we collect, why we collect it, how we use it, and which \
                 choices you have when you use our services on the web."
                    .to_owned(),
                [2, 3]
            )
        );
    }

    #[test]
    fn a_wrapped_item_goes_on_and_the_next_marker_ends_it() {
        let words = words(WRAPPED);
        assert!(words[3].ends_with("as far as you have given them to us;"));
        assert_eq!(words[4], "usage data.");
    }

    #[test]
    fn an_address_in_a_wrapped_text_keeps_its_lines() {
        let document = parse(WRAPPED);
        let lines: Vec<_> = document.text.lines().skip(5).collect();
        assert_eq!(lines, ["Acme Inc.", "12 Long Street", "Springfield"]);
    }

    #[test]
    fn a_wrapped_text_with_double_spacing_reads_as_one_without() {
        let double = WRAPPED.lines().collect::<Vec<_>>().join("\n\n");
        let document = parse(&double);
        assert_eq!(document.text, parse(WRAPPED).text);
        assert_eq!(document.blocks[1].lines, Lines::new(2, 5));
    }

    #[test]
    fn a_line_is_a_paragraph_where_lines_are_long() {
        let long = "We keep personal data for as long as it is needed, and no longer than that. "
            .repeat(3);
        let source = format!("2. Retention\n{long}\n{long}\nand this one begins small\n");
        assert_eq!(words(&source).len(), 4);
    }

    #[test]
    fn items_nest_by_indent_and_by_marker() {
        let source =
            "• one\n  - two\n  - three\n• four\n1. five\n(a) six\n(b) seven\n2. eight\n- nine\n";
        let depths: Vec<_> = blocks(source).into_iter().map(|(kind, ..)| kind).collect();
        use BlockKind::Item;
        assert_eq!(
            depths,
            [
                Item(0),
                Item(1),
                Item(1),
                Item(0),
                Item(0),
                Item(1),
                Item(1),
                Item(0),
                Item(1)
            ]
        );
    }

    #[test]
    fn an_underlined_line_is_a_heading_over_both_lines() {
        assert_eq!(
            blocks("Privacy Policy\n==============\nText\n")[0],
            (BlockKind::Heading(1), "Privacy Policy".to_owned(), [1, 2])
        );
    }

    #[test]
    fn lines_with_tabs_are_a_table() {
        let found = blocks("Name\tPurpose\nsid\tlogin\n");
        assert_eq!(found[0].0, BlockKind::FirstRow);
        assert_eq!(found[1], (BlockKind::Row, "sid | login".to_owned(), [2, 2]));
    }
}
