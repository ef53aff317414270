//! A table on a sheet, within the limits of the file format: it goes on in another sheet where one is full, and says what
//! had to be left out. Its rows are written one after the other, so that no more than one of them is held in memory.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::book::{Book, Limits, Table, Target, part_name};
use super::looks::{Leads, Look};
use crate::display::Safe;

/// The papers that sheets are printed on, as the file format numbers them, each with how many characters side by side can
/// still be read on it.
const A4: (u8, u32) = (9, 200);
const A3: (u8, u32) = (8, 450);

/// The edge of the paper that stays free, in inches; at the foot there is room for the number of the page.
const EDGE: f64 = 0.4;
const FOOT: f64 = 0.6;

/// The height of a line, and that of the highest row, in points.
const LINE_HEIGHT: f64 = 15.0;
const HIGHEST: f64 = 409.0;

/// A column by its title, and how many characters wide it is.
pub(super) struct Column {
    title: String,
    width: u16,
}

impl Column {
    pub(super) fn new(title: &str, width: u16) -> Self {
        let title = title.to_owned();
        Self { title, width }
    }
}

/// What stands in a cell.
pub(super) enum Value {
    Empty,
    Words(String),
    Number(f64),
}

/// A cell: what stands in it, how it looks and where it leads.
pub(super) struct Field {
    value: Value,
    look: Look,
    link: Option<String>,
}

impl Field {
    /// A cell with nothing in it.
    pub(super) fn empty() -> Self {
        Self {
            value: Value::Empty,
            look: Look::Words,
            link: None,
        }
    }

    /// Words of any origin; hidden characters are shown as marks.
    pub(super) fn words(words: &str) -> Self {
        Self::looking(Look::Words, words)
    }

    /// Words that look like `look`; their line breaks stay.
    pub(super) fn looking(look: Look, words: &str) -> Self {
        let value = match words {
            "" => Value::Empty,
            words => Value::Words(Safe::lines(words).to_string()),
        };
        Self {
            value,
            look,
            link: None,
        }
    }

    /// A count.
    pub(super) fn count(count: usize) -> Self {
        let number = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        Self {
            value: Value::Number(number),
            look: Look::Number,
            link: None,
        }
    }

    /// A part of a whole, from 0 to 1.
    pub(super) fn share(share: f32) -> Self {
        Self {
            // More would promise a precision that it does not have.
            value: Value::Number((f64::from(share) * 100.0).round() / 100.0),
            look: Look::Share,
            link: None,
        }
    }

    /// How many lines its words take in a column of that width; programs other than Excel do not find out by themselves.
    fn lines(&self, width: u16) -> u16 {
        let Value::Words(words) = &self.value else {
            return 1;
        };
        if !self.look.is_wrapped() {
            return 1;
        }
        let width = match self.look {
            // A title is bold, and the button of its filter stands beside it.
            Look::Heading => usize::from(width.saturating_sub(3)),
            // A column is as wide as so many digits, and most letters are narrower.
            _ => usize::from(width) * 8 / 7,
        };
        let lines = words.split('\n').map(|line| lines_of(line, width));
        u16::try_from(lines.sum::<usize>()).unwrap_or(u16::MAX)
    }

    /// The same cell, which leads to `link`.
    pub(super) fn leading_to(self, link: Option<String>) -> Self {
        Self { link, ..self }
    }
}

/// A table under construction.
pub(super) struct Sheet<'a> {
    book: &'a mut Book,
    name: &'a str,
    columns: Vec<Column>,
    frozen: u16,
    lead: Vec<Field>,
    parts: Vec<Part>,
    losses: Losses,
}

/// One of the sheets that a table takes.
struct Part {
    name: String,
    sheet: Worksheet,
    /// The row of the titles.
    titles: u32,
    /// The first row that is free.
    next: u32,
    links: usize,
}

/// What had to be left out of a table.
#[derive(Default)]
struct Losses {
    columns: usize,
    links: usize,
    /// Where words were cut, and how many characters they have lost.
    cut: Vec<(String, usize)>,
}

impl<'a> Sheet<'a> {
    /// An empty table under the titles of its columns, of which the first `frozen` always stay in view.
    pub(super) fn new(
        name: &'a str,
        frozen: u16,
        mut columns: Vec<Column>,
        book: &'a mut Book,
    ) -> Self {
        let room = usize::from(book.limits().columns);
        let losses = Losses {
            columns: columns.len().saturating_sub(room),
            ..Losses::default()
        };
        columns.truncate(room);
        Self {
            book,
            name,
            columns,
            frozen,
            lead: Vec::new(),
            parts: Vec::new(),
            losses,
        }
    }

    /// The same table with lines above it.
    pub(super) fn under(self, lead: Vec<Field>) -> Self {
        Self { lead, ..self }
    }

    /// Adds a row, in the order of the columns; where it is then.
    pub(super) fn add(
        &mut self,
        fields: impl IntoIterator<Item = Field>,
    ) -> Result<Target, XlsxError> {
        let is_full = |part: &Part| part.next >= self.book.limits().rows;
        if self.parts.last().is_none_or(is_full) {
            self.begin()?;
        }
        self.write_row(fields)
    }

    /// The table with all its rows.
    pub(super) fn finish(mut self) -> Result<Table, XlsxError> {
        if self.parts.is_empty() {
            self.begin()?;
        }
        let last_column = last(self.columns.len());
        let mut sheets = Vec::with_capacity(self.parts.len());
        for mut part in self.parts {
            let last_row = part.next.saturating_sub(1).max(part.titles);
            part.sheet
                .autofilter(part.titles, 0, last_row, last_column)?
                .set_print_area(0, 0, last_row, last_column)?;
            sheets.push(part.sheet);
        }
        Ok(Table {
            sheets,
            losses: self.losses.in_words(self.name, self.book.limits()),
        })
    }

    /// Opens a part of the table: the lines above it, where it is the first, and the titles of its columns.
    fn begin(&mut self) -> Result<(), XlsxError> {
        let name = part_name(self.name, self.parts.len());
        let mut sheet = self.book.sheet()?;
        sheet.set_name(&name)?;
        let lead = std::mem::take(&mut self.lead);
        let titles = u32::try_from(lead.len()).unwrap_or_default();
        sheet.set_freeze_panes(titles + 1, self.frozen)?;
        sheet.set_repeat_rows(titles, titles)?;
        for (column, Column { width, .. }) in (0..).zip(&self.columns) {
            sheet.set_column_width(column, f64::from(*width))?;
        }
        self.lay_out(&mut sheet)?;
        self.parts.push(Part {
            name,
            sheet,
            titles,
            next: 0,
            links: 0,
        });
        for line in lead {
            self.write_row([line])?;
        }
        let title = |column: &Column| Field::looking(Look::Heading, &column.title);
        let titles: Vec<Field> = self.columns.iter().map(title).collect();
        self.write_row(titles)?;
        Ok(())
    }

    /// Lays the sheet out for paper: as many columns on a page as can be read there, those that stay in view on each.
    fn lay_out(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let width: u32 = self.columns.iter().map(|one| u32::from(one.width)).sum();
        let (paper, room) = if width <= A4.1 { A4 } else { A3 };
        let pages = u16::try_from(width.div_ceil(room)).unwrap_or(u16::MAX);
        sheet.set_landscape().set_paper_size(paper);
        sheet.set_print_fit_to_pages(pages, 0);
        if pages > 1 {
            sheet.set_repeat_columns(0, self.frozen.saturating_sub(1))?;
        }
        sheet.set_margins(EDGE, EDGE, EDGE, FOOT, EDGE, EDGE / 2.0);
        sheet.set_footer("&L&A&RPage &P of &N");
        Ok(())
    }

    /// Writes a row at the end of the part that is open.
    fn write_row(&mut self, fields: impl IntoIterator<Item = Field>) -> Result<Target, XlsxError> {
        let number = self.parts.len().saturating_sub(1);
        let mut row = 0;
        if let Some(part) = self.parts.last_mut() {
            row = part.next;
            let mut lines = 1;
            for (field, (number, column)) in fields.into_iter().zip((0..).zip(&self.columns)) {
                lines = lines.max(field.lines(column.width));
                part.write(number, field, self.book, &mut self.losses)?;
            }
            if lines > 1 {
                let height = f64::from(lines) * LINE_HEIGHT;
                part.sheet.set_row_height(row, height.min(HIGHEST))?;
            }
            part.next += 1;
        }
        Ok(Target { part: number, row })
    }
}

impl Part {
    /// Writes a cell of the row that is free.
    fn write(
        &mut self,
        column: u16,
        field: Field,
        book: &mut Book,
        losses: &mut Losses,
    ) -> Result<(), XlsxError> {
        let Field { value, look, link } = field;
        let words = match value {
            Value::Empty => {
                let format = book.format(look, Leads::Nowhere);
                self.sheet.write_blank(self.next, column, format)?;
                return Ok(());
            }
            Value::Number(number) => {
                let format = book.format(look, Leads::Nowhere);
                self.sheet
                    .write_number_with_format(self.next, column, number, format)?;
                return Ok(());
            }
            Value::Words(words) => words,
        };
        let (words, lost) = cut(words, book.limits().characters);
        if lost > 0 {
            losses
                .cut
                .push((cell_name(&self.name, column, self.next), lost));
        }
        let is_linked = link.is_some() && self.links < book.limits().links;
        match link {
            Some(link) if is_linked => {
                self.links += 1;
                let url = Url::new(link).set_text(words);
                let format = book.format(look, Leads::Somewhere);
                self.sheet
                    .write_url_with_format(self.next, column, url, format)?;
            }
            link => {
                losses.links += usize::from(link.is_some());
                let format = book.format(look, Leads::Nowhere);
                self.sheet
                    .write_string_with_format(self.next, column, words, format)?;
            }
        }
        Ok(())
    }
}

impl Losses {
    fn in_words(self, name: &str, limits: Limits) -> Vec<String> {
        let columns = (self.columns > 0).then(|| {
            let (lost, room) = (self.columns, limits.columns);
            format!("{lost} columns have no room in {name}, as a sheet holds {room}")
        });
        let links = (self.links > 0).then(|| {
            let (lost, room) = (self.links, limits.links);
            format!("{lost} cells of {name} lead nowhere, as a sheet holds {room} links")
        });
        let cut = self.cut.into_iter().map(|(cell, lost)| {
            let room = limits.characters;
            format!("{cell} lacks the last {lost} characters, as a cell holds {room}")
        });
        columns.into_iter().chain(links).chain(cut).collect()
    }
}

/// How many lines of `width` the words take, as a row is high: it need not be known where they break.
fn lines_of(words: &str, width: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in words.split(' ') {
        let own = word.width();
        if used > 0 && used + own > width {
            lines += 1;
            used = 0;
        }
        lines += own / width.max(1);
        used += own % width.max(1) + 1;
    }
    lines
}

/// A cell as people call it: "Facts, cell N12".
fn cell_name(sheet: &str, column: u16, row: u32) -> String {
    let place = rust_xlsxwriter::utility::row_col_to_cell(row, column);
    format!("{sheet}, cell {place}")
}

/// The number of the last of `count`, from 0.
fn last(count: usize) -> u16 {
    u16::try_from(count.saturating_sub(1)).unwrap_or(u16::MAX)
}

/// `words` as far as a cell holds them, and how many characters are left out; that it is cut stands at its end.
fn cut(mut words: String, most: usize) -> (String, usize) {
    const MARK: &str = " […]";
    let mark = MARK.encode_utf16().count();
    let mut units = 0;
    let mut end = 0;
    for (at, character) in words.char_indices() {
        units += character.len_utf16();
        if units + mark <= most {
            end = at + character.len_utf8();
        }
    }
    if units <= most {
        return (words, 0);
    }
    let lost = words.get(end..).unwrap_or_default().chars().count();
    words.truncate(end);
    words.push_str(MARK);
    (words, lost)
}

#[cfg(test)]
mod tests {
    use super::{cut, lines_of};
    use crate::display::wrap;

    #[test]
    fn a_row_is_as_high_as_its_words_wrapped() {
        let policy = include_str!("../../../samples/nopex.txt");
        for width in [8, 20, 62] {
            let [mut lines, mut wrapped] = [0; 2];
            for line in policy.lines() {
                lines += lines_of(line, width);
                wrapped += wrap(line, width, 0).len();
            }
            assert!(
                lines >= wrapped && lines < wrapped * 11 / 10,
                "{lines} {wrapped}"
            );
        }
        assert_eq!(lines_of("我们重视您的隐私我们重视您的隐私", 10), 4);
    }

    #[test]
    fn what_is_cut_fills_the_cell() {
        assert_eq!(cut("abcdefghij".to_owned(), 8), ("abcd […]".to_owned(), 6));
        assert_eq!(cut("abcdefgh".to_owned(), 8), ("abcdefgh".to_owned(), 0));
    }
}
