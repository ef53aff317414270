//! What pages draw, as far as words need it (ISO 32000-1, 8 and 9).

use std::ops::Range;
use std::rc::Rc;

use hayro_syntax::Pdf;
use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Codes};
use hayro_syntax::page::Resources;

use super::PdfError;
use super::expansion;
use super::fonts::{Font, Fonts};
use super::glyphs::{Glyph, Page};
use super::grid::Rule;
use super::matrix::{Matrix, Point};
use super::nesting;

/// Documents that ask for more are not read.
const MOST_DRAWN: usize = 10_000_000;
/// No page has so many letters that can be read, nor so many bullets.
const MOST_ON_PAGE: usize = 200_000;
const MOST_DOTS: usize = 5_000;
const MOST_RULES: usize = 10_000;
/// What a form counts for, besides what it draws.
const FORM: usize = 1_000;
/// Forms within forms deeper than this are not drawn, nor are states kept.
const DEEPEST: usize = 24;
const MOST_STATES: usize = 512;

/// The first pages of `pdf`, at most `most`.
pub(super) fn pages(pdf: &Pdf, most: usize) -> Result<Vec<Page>, PdfError> {
    let mut fonts = Fonts::default();
    let mut drawn = 0;
    let mut pages = Vec::new();
    for page in pdf.pages().iter().take(most) {
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let drawing = Drawing::of(page)?;
        let mut paint = |placed: Matrix, [width, height]: [f64; 2]| {
            let mut painter = Painter {
                page: Page::default(),
                area: [0.0..width, 0.0..height],
                fonts: &mut fonts,
                drawn,
                state: State::at(placed),
                kept: Vec::new(),
                line: Matrix::IDENTITY,
                cursor: Matrix::IDENTITY,
                shape: None,
                pen: Point { x: 0.0, y: 0.0 },
                boxes: Vec::new(),
                marks: Vec::new(),
                is_covered: false,
            };
            painter.paint(&drawing.bytes, page.resources(), 0)?;
            painter.page.is_damaged |= drawing.is_damaged;
            drawn = painter.drawn;
            Ok(painter.page)
        };
        let placed: Matrix = page.initial_transform(true).into();
        let mut painted: Page = paint(placed, [width, height])?;
        if let Some((turn, area)) = turn(painted.ways, width, height) {
            painted = paint(placed.then(turn), area)?;
        }
        pages.push(painted);
    }
    Ok(pages)
}

/// What the operators of a page are.
#[derive(Default)]
struct Drawing {
    bytes: Vec<u8>,
    is_damaged: bool,
}

impl Drawing {
    /// All parts of what `page` draws, one after the other.
    fn of(page: &hayro_syntax::page::Page<'_>) -> Result<Self, PdfError> {
        let mut drawing = Self::default();
        let contents = page.raw().get::<Object<'_>>("Contents");
        match contents {
            Some(Object::Stream(only)) => drawing.add(&only)?,
            Some(Object::Array(parts)) => {
                let mut read = 0;
                for part in parts.iter::<Stream<'_>>() {
                    drawing.add(&part)?;
                    read += 1;
                }
                drawing.is_damaged |= read < parts.raw_iter().count();
            }
            _ => drawing.is_damaged = page.raw().contains_key("Contents"),
        }
        Ok(drawing)
    }

    fn add(&mut self, part: &Stream<'_>) -> Result<(), PdfError> {
        let Some(expanded) = expansion::expanded(part)? else {
            self.is_damaged = true;
            return Ok(());
        };
        self.is_damaged |= !expanded.is_whole;
        self.bytes.extend_from_slice(&expanded.bytes);
        // Parts have a space between them.
        self.bytes.push(b' ');
        Ok(())
    }
}

/// What turns a page, most of whose letters lie on their sides or heads, so that they stand, and how large it is then.
fn turn(ways: [usize; 4], width: f64, height: f64) -> Option<(Matrix, [f64; 2])> {
    let [right, down, left, up] = ways;
    let most = down.max(left).max(up);
    match most {
        _ if most <= right => None,
        _ if most == down => Some((
            Matrix::new([0.0, -1.0, 1.0, 0.0, 0.0, width]),
            [height, width],
        )),
        _ if most == left => Some((
            Matrix::new([-1.0, 0.0, 0.0, -1.0, width, height]),
            [width, height],
        )),
        _ => Some((
            Matrix::new([0.0, 1.0, -1.0, 0.0, height, 0.0]),
            [height, width],
        )),
    }
}

struct Painter<'f, 'a> {
    page: Page,
    /// How far the page goes, across and down.
    area: [Range<f64>; 2],
    fonts: &'f mut Fonts<'a>,
    /// How much was drawn on this page and those before.
    drawn: usize,
    state: State,
    kept: Vec<State>,
    /// Where the line of text begins.
    line: Matrix,
    /// Where the next letter goes.
    cursor: Matrix,
    /// The places that the shape that is being drawn has.
    shape: Option<Shape>,
    /// Where the pen is.
    pen: Point,
    /// The parts of the shape that are straight lines or boxes.
    boxes: Vec<[Range<f64>; 2]>,
    /// For each open piece that the file has marked, whether it belongs to the page and not to its text.
    marks: Vec<bool>,
    /// Whether something that is not white was filled, or a picture was put on the page.
    is_covered: bool,
}

/// How things are drawn.
#[derive(Clone)]
struct State {
    placed: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    between_letters: f64,
    between_words: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: Mode,
    is_white: bool,
    is_transparent: bool,
}

/// Whether letters are filled only, drawn otherwise, or not drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Filled,
    Drawn,
    Hidden,
}

impl State {
    fn at(placed: Matrix) -> Self {
        Self {
            placed,
            font: None,
            size: 0.0,
            between_letters: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: Mode::Filled,
            is_white: false,
            is_transparent: false,
        }
    }
}

/// How far a shape reaches.
struct Shape {
    across: Range<f64>,
    down: Range<f64>,
}

impl<'a> Painter<'_, 'a> {
    /// Draws what `content` says, whose names are those of `resources`; `depth` tells in how many forms it stands.
    fn paint(
        &mut self,
        content: &[u8],
        resources: &Resources<'a>,
        depth: usize,
    ) -> Result<(), PdfError> {
        let content = nesting::checked(content).ok_or(PdfError::TooMuch)?;
        self.page.pictures += content.pictures;
        let mut instructions = UntypedIter::new(&content.bytes);
        while let Some(instruction) = instructions.next() {
            self.count(1)?;
            let operator: &[u8] = instruction.operator;
            match operator {
                b"Do" => self.draw_object(&instruction, resources, depth)?,
                b"Tf" => self.set_font(&instruction, resources),
                b"Tj" | b"'" | b"\"" | b"TJ" => self.show(operator, &instruction)?,
                b"gs" => self.set_state(&instruction, resources),
                b"sh" => self.is_covered = true,
                b"BMC" | b"BDC" => {
                    let mark = operands(&instruction).next().and_then(Object::into_name);
                    self.marks
                        .push(mark.is_some_and(|mark| *mark == *b"Artifact"));
                }
                b"EMC" => {
                    self.marks.pop();
                }
                _ => {
                    let numbers: Vec<f64> = operands(&instruction).filter_map(number).collect();
                    self.set(operator, &numbers);
                }
            }
        }
        Ok(())
    }

    fn count(&mut self, steps: usize) -> Result<(), PdfError> {
        self.drawn += steps;
        if self.drawn > MOST_DRAWN {
            return Err(PdfError::TooMuch);
        }
        Ok(())
    }

    /// What operators do that have numbers or nothing.
    fn set(&mut self, operator: &[u8], numbers: &[f64]) {
        match (operator, numbers) {
            (b"q", _) if self.kept.len() < MOST_STATES => self.kept.push(self.state.clone()),
            (b"Q", _) => self.state = self.kept.pop().unwrap_or_else(|| self.state.clone()),
            (b"cm", &[a, b, c, d, e, f]) => {
                self.state.placed = Matrix::new([a, b, c, d, e, f]).then(self.state.placed);
            }
            (b"BT", _) => self.begin_line_at(Matrix::IDENTITY),
            (b"Tm", &[a, b, c, d, e, f]) => self.begin_line_at(Matrix::new([a, b, c, d, e, f])),
            (b"Td", &[x, y]) => self.go_on_by(x, y),
            (b"TD", &[x, y]) => {
                self.state.leading = -y;
                self.go_on_by(x, y);
            }
            (b"T*", _) => self.go_on_by(0.0, -self.state.leading),
            (b"Tc", &[space]) => self.state.between_letters = space,
            (b"Tw", &[space]) => self.state.between_words = space,
            (b"Tz", &[percent]) => self.state.stretch = percent / 100.0,
            (b"TL", &[leading]) => self.state.leading = leading,
            (b"Ts", &[rise]) => self.state.rise = rise,
            (b"Tr", &[mode]) => {
                self.state.mode = match mode {
                    0.0 | 4.0 => Mode::Filled,
                    3.0 | 7.0 => Mode::Hidden,
                    _ => Mode::Drawn,
                }
            }
            (b"g", &[gray]) => self.state.is_white = gray >= 1.0,
            (b"rg" | b"sc" | b"scn", &[red, green, blue]) => {
                self.state.is_white = red.min(green).min(blue) >= 1.0;
            }
            (b"k", &[cyan, magenta, yellow, black]) => {
                self.state.is_white = cyan.max(magenta).max(yellow).max(black) <= 0.0;
            }
            (b"cs" | b"sc" | b"scn", _) => self.state.is_white = false,
            _ => self.outline(operator, numbers),
        }
    }

    fn begin_line_at(&mut self, place: Matrix) {
        (self.line, self.cursor) = (place, place);
    }

    fn go_on_by(&mut self, x: f64, y: f64) {
        self.begin_line_at(Matrix::moved_by(x, y).then(self.line));
    }

    fn set_font(&mut self, instruction: &Instruction<'_, '_>, resources: &Resources<'a>) {
        let mut operands = operands(instruction);
        let name = operands.next().and_then(Object::into_name);
        let font = name.and_then(|name| resources.get_font(&name));
        self.state.font = font.map(|font| self.fonts.get(&font));
        self.state.size = operands.next().and_then(number).unwrap_or_default();
    }

    fn set_state(&mut self, instruction: &Instruction<'_, '_>, resources: &Resources<'a>) {
        let name = operands(instruction).next().and_then(Object::into_name);
        let set = name.and_then(|name| resources.get_ext_g_state(&name));
        if let Some(opacity) = set.and_then(|set| set.get::<f64>("ca")) {
            self.state.is_transparent = opacity <= 0.0;
        }
    }

    /// Whether nothing of a letter so high shows: it is not drawn, transparent, too small, or white on white.
    fn is_hidden(&self, size: f64) -> bool {
        const SMALLEST: f64 = 1.5;
        let state = &self.state;
        let is_white_on_white = state.is_white && state.mode == Mode::Filled && !self.is_covered;
        state.mode == Mode::Hidden || state.is_transparent || size < SMALLEST || is_white_on_white
    }

    /// Draws the strings of an operator that shows text.
    fn show(&mut self, operator: &[u8], instruction: &Instruction<'_, '_>) -> Result<(), PdfError> {
        let mut operands: Vec<Object<'_>> = operands(instruction).collect();
        if operator == b"\"" {
            let mut spaces = operands.iter().cloned().filter_map(number);
            self.state.between_words = spaces.next().unwrap_or_default();
            self.state.between_letters = spaces.next().unwrap_or_default();
        }
        if operator != b"Tj" && operator != b"TJ" {
            self.go_on_by(0.0, -self.state.leading);
        }
        match operands.pop() {
            Some(Object::String(codes)) => self.show_codes(&codes),
            Some(Object::Array(parts)) => self.show_parts(&parts),
            _ => Ok(()),
        }
    }

    fn show_parts(&mut self, parts: &Array<'_>) -> Result<(), PdfError> {
        for part in parts.iter::<Object<'_>>() {
            match part {
                Object::String(codes) => self.show_codes(&codes)?,
                Object::Number(back) => {
                    self.advance(-back.as_f64() / 1000.0 * self.state.size);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show_codes(&mut self, codes: &Codes<'_>) -> Result<(), PdfError> {
        let Some(font) = self.state.font.clone() else {
            return Ok(());
        };
        let drawn = font.drawn(codes.as_bytes());
        self.count(drawn.len())?;
        if self.page.glyphs.len() + drawn.len() > MOST_ON_PAGE {
            return Err(PdfError::TooMuch);
        }
        for code in drawn {
            let state = &self.state;
            let (size, stretch, rise) = (state.size, state.stretch, state.rise);
            let sized = Matrix::new([size * stretch, 0.0, 0.0, size, 0.0, rise]);
            let placed = sized.then(self.cursor).then(state.placed);
            let between_words = if code.is_space {
                state.between_words
            } else {
                0.0
            };
            // Letters that are set apart still make a word.
            let width = code.width * size + state.between_letters;
            self.put(code.letters, placed, width / size, &font);
            self.advance(width + between_words);
        }
        Ok(())
    }

    /// Moves the cursor by `step`, as wide as letters are before they are stretched.
    fn advance(&mut self, step: f64) {
        let step = Matrix::moved_by(step * self.state.stretch, 0.0);
        self.cursor = step.then(self.cursor);
    }

    /// Puts letters on the page that stand upright on it.
    fn put(&mut self, text: String, placed: Matrix, width: f64, font: &Font) {
        let place = placed.at(0.0, 0.0);
        // Which way the line goes does not hang on how wide its letters are.
        let along = placed.along(1.0, 0.0);
        let up = placed.along(0.0, 1.0);
        let size = up.x.hypot(up.y) * font.height;
        let is_level = along.y.abs() <= along.x.abs() * 0.1 && along.x >= 0.0;
        let [across, down] = &self.area;
        let is_on_page = across.contains(&place.x) && down.contains(&place.y);
        let is_text = !self.marks.contains(&true) && is_on_page;
        if is_text {
            self.page.ways[way(along)] += 1;
        }
        if is_text && is_level && size.is_finite() && size > 0.0 {
            let is_hidden = self.is_hidden(size);
            self.page.glyphs.push(Glyph {
                text,
                x: place.x,
                y: place.y,
                width: along.x * width,
                size,
                face: font.face,
                is_hidden,
                drawn: self.page.glyphs.len(),
            });
        }
    }

    fn draw_object(
        &mut self,
        instruction: &Instruction<'_, '_>,
        resources: &Resources<'a>,
        depth: usize,
    ) -> Result<(), PdfError> {
        let name = operands(instruction).next().and_then(Object::into_name);
        let Some(object) = name.and_then(|name| resources.get_x_object(&name)) else {
            return Ok(());
        };
        match object.dict().get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => self.put_picture(),
            Some(b"Form") if depth < DEEPEST => self.draw_form(&object, resources, depth)?,
            _ => {}
        }
        Ok(())
    }

    /// A picture is as large as the unit square is where it is put.
    fn put_picture(&mut self) {
        let (across, down) = (
            self.state.placed.along(1.0, 0.0),
            self.state.placed.along(0.0, 1.0),
        );
        let [width, height] = &self.area;
        let page = (width.end - width.start) * (height.end - height.start);
        let share = (across.x * down.y - across.y * down.x).abs() / page;
        self.page.pictures += 1;
        self.page.pictured = self.page.pictured.max(share);
        self.is_covered = true;
    }

    fn draw_form(
        &mut self,
        form: &Stream<'a>,
        resources: &Resources<'a>,
        depth: usize,
    ) -> Result<(), PdfError> {
        let Some(content) = expansion::expanded(form)? else {
            self.page.is_damaged = true;
            return Ok(());
        };
        self.page.is_damaged |= !content.is_whole;
        self.count(FORM + content.bytes.len() / 16)?;
        let (state, kept) = (self.state.clone(), std::mem::take(&mut self.kept));
        if let Some(placed) = form.dict().get::<[f64; 6]>("Matrix") {
            self.state.placed = Matrix::new(placed).then(self.state.placed);
        }
        let own = form.dict().get::<Dict<'a>>("Resources").unwrap_or_default();
        let own = Resources::from_parent(own, resources.clone());
        let (line, cursor) = (self.line, self.cursor);
        self.paint(&content.bytes, &own, depth + 1)?;
        (self.state, self.kept) = (state, kept);
        (self.line, self.cursor) = (line, cursor);
        Ok(())
    }

    /// Draws shapes, of which small round or square ones are bullets.
    fn outline(&mut self, operator: &[u8], numbers: &[f64]) {
        match (operator, numbers) {
            (b"m", &[x, y]) => {
                self.reach(x, y);
                self.pen = self.state.placed.at(x, y);
            }
            (b"l", &[x, y]) => {
                self.reach(x, y);
                let from = std::mem::replace(&mut self.pen, self.state.placed.at(x, y));
                self.add_box(from, self.pen);
            }
            (b"c", &[a, b, c, d, x, y]) => {
                self.reach(a, b);
                self.reach(c, d);
                self.reach(x, y);
            }
            (b"v" | b"y", &[a, b, x, y]) => {
                self.reach(a, b);
                self.reach(x, y);
            }
            (b"re", &[x, y, width, height]) => {
                self.reach(x, y);
                self.reach(x + width, y + height);
                let placed = self.state.placed;
                self.add_box(placed.at(x, y), placed.at(x + width, y + height));
            }
            (b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*", _) => {
                self.end_boxes(operator);
                self.page.shapes += 1;
                self.is_covered |= !self.state.is_white;
                self.end_shape();
            }
            (b"S" | b"s", _) => {
                self.end_boxes(operator);
                self.end_shape();
            }
            (b"n", _) => {
                self.shape = None;
                self.boxes.clear();
            }
            _ => {}
        }
    }

    fn reach(&mut self, x: f64, y: f64) {
        let place = self.state.placed.at(x, y);
        let shape = self.shape.get_or_insert(Shape {
            across: place.x..place.x,
            down: place.y..place.y,
        });
        shape.across = shape.across.start.min(place.x)..shape.across.end.max(place.x);
        shape.down = shape.down.start.min(place.y)..shape.down.end.max(place.y);
    }

    fn add_box(&mut self, from: Point, to: Point) {
        if self.boxes.len() < MOST_RULES {
            let range = |a: f64, b: f64| a.min(b)..a.max(b);
            self.boxes.push([range(from.x, to.x), range(from.y, to.y)]);
        }
    }

    /// Thin boxes are lines, and so are the sides of those that are not filled only.
    fn end_boxes(&mut self, operator: &[u8]) {
        let is_stroked = !matches!(operator, b"f" | b"F" | b"f*");
        for [across, down] in std::mem::take(&mut self.boxes) {
            if self.page.rules.len() > MOST_RULES {
                return;
            }
            let whole = Rule::of(across.clone(), down.clone());
            let is_line = whole.is_some();
            self.page.rules.extend(whole);
            if is_stroked && !is_line {
                let sides = [
                    (across.clone(), down.start..down.start),
                    (across.clone(), down.end..down.end),
                    (across.start..across.start, down.clone()),
                    (across.end..across.end, down),
                ];
                let sides = sides.into_iter();
                self.page
                    .rules
                    .extend(sides.filter_map(|(across, down)| Rule::of(across, down)));
            }
        }
    }

    fn end_shape(&mut self) {
        const DOT: Range<f64> = 1.5..8.0;
        let Some(shape) = self.shape.take() else {
            return;
        };
        let width = shape.across.end - shape.across.start;
        let height = shape.down.end - shape.down.start;
        let is_dot = DOT.contains(&width) && (width - height).abs() < 0.7;
        let is_text = !self.marks.contains(&true) && self.page.dots.len() < MOST_DOTS;
        if is_dot && is_text {
            self.page.dots.push(Point {
                x: f64::midpoint(shape.across.start, shape.across.end),
                y: f64::midpoint(shape.down.start, shape.down.end),
            });
        }
    }
}

/// Whether a step goes right (0), down (1), to the left (2) or up (3).
fn way(along: Point) -> usize {
    match (
        along.x.abs() >= along.y.abs(),
        along.x >= 0.0,
        along.y >= 0.0,
    ) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    }
}

fn operands<'b, 'c>(
    instruction: &Instruction<'b, 'c>,
) -> impl Iterator<Item = Object<'c>> + use<'b, 'c> {
    instruction.operands().cloned()
}

fn number(object: Object<'_>) -> Option<f64> {
    object.into_number().map(|number| number.as_f64())
}
