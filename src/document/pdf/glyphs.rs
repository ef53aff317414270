//! The glyphs of each page with their places, as the page draws them.

use std::panic;

use hayro_interpret::font::Glyph as Drawn;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, TransformExt, interpret_page,
};

use super::faces::{Face, Faces};
use kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};

/// Pages that draw more end the reading.
const MOST_DRAWN: usize = 3_000_000;

/// What is thrown to leave pages that draw too much.
pub(super) struct TooMuch;

/// What is read of a page; places are in points from its upper left corner.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) glyphs: Vec<Glyph>,
    /// Small filled shapes: bullets, where they stand before a line.
    pub(super) dots: Vec<Point>,
    pub(super) pictures: usize,
}

/// A glyph as drawn: what it stands for, and where.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) x: f64,
    /// The line that the glyph stands on.
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) size: f64,
    pub(super) face: Face,
    pub(super) is_hidden: bool,
    /// How many glyphs the page draws before it.
    pub(super) drawn: usize,
}

/// The first pages of `pdf`, at most `most`.
pub(super) fn pages(pdf: &Pdf, most: usize) -> Vec<Page> {
    let faces = Faces::of(pdf);
    let mut drawn = 0;
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    for page in pdf.pages().iter().take(most) {
        let (width, height) = page.render_dimensions();
        let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut collector = Collector {
            page: Page::default(),
            area,
            drawn,
            faces: &faces,
            marks: Vec::new(),
        };
        let settings = InterpreterSettings {
            render_annotations: false,
            ..InterpreterSettings::default()
        };
        let upright = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(upright, area, &cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut collector);
        drawn = collector.drawn;
        pages.push(collector.page);
    }
    pages
}

struct Collector<'f> {
    page: Page,
    area: Rect,
    /// How much was drawn on this page and those before.
    drawn: usize,
    faces: &'f Faces,
    /// For each open piece that the file has marked, whether it belongs to the page and not to its text.
    marks: Vec<bool>,
}

impl Collector<'_> {
    fn count(&mut self) {
        self.drawn += 1;
        if self.drawn > MOST_DRAWN {
            panic::resume_unwind(Box::new(TooMuch));
        }
    }

    fn face(&self, glyph: &Drawn<'_>) -> Face {
        match glyph {
            Drawn::Outline(outline) => self.faces.get(outline.font_cache_key()),
            Drawn::Type3(_) => Face::default(),
        }
    }
}

/// The letters that a sign stands for: those of a ligature one by one.
fn letters(c: char) -> String {
    match c {
        '\u{fb00}' => "ff".to_owned(),
        '\u{fb01}' => "fi".to_owned(),
        '\u{fb02}' => "fl".to_owned(),
        '\u{fb03}' => "ffi".to_owned(),
        '\u{fb04}' => "ffl".to_owned(),
        _ => c.to_string(),
    }
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_glyph(
        &mut self,
        glyph: &Drawn<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        draw_mode: &GlyphDrawMode,
    ) {
        self.count();
        if self.marks.contains(&true) {
            return;
        }
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => letters(c),
            Some(BfString::String(text)) => text,
            None => '\u{fffd}'.to_string(),
        };
        // Glyphs are laid out in thousandths of the size of their font.
        let placed = transform * glyph_transform;
        let place = placed * Point::ZERO;
        let along = |x, y| placed * Point::new(x, y) - place;
        let advance = match glyph {
            Drawn::Outline(outline) => outline.advance_width(),
            // The glyphs of drawn fonts tell no width; half their size is a fair guess.
            Drawn::Type3(_) => None,
        };
        let step: Vec2 = along(f64::from(advance.unwrap_or(500.0)), 0.0);
        let size = along(0.0, 1000.0).hypot();
        let is_level = step.y.abs() <= step.x.abs() * 0.1 && step.x >= 0.0;
        if is_level && size.is_finite() && size > 0.5 && self.area.contains(place) {
            let face = self.face(glyph);
            self.page.glyphs.push(Glyph {
                text,
                x: place.x,
                y: place.y,
                width: step.x,
                size,
                face,
                is_hidden: matches!(draw_mode, GlyphDrawMode::Invisible),
                drawn: self.page.glyphs.len(),
            });
        }
    }

    fn draw_path(
        &mut self,
        path: &BezPath,
        transform: Affine,
        _: &Paint<'a>,
        draw_mode: &PathDrawMode,
    ) {
        self.count();
        const DOT: std::ops::Range<f64> = 1.5..8.0;
        let shape = transform.transform_rect_bbox(path.bounding_box());
        let is_even = (shape.width() - shape.height()).abs() < 0.7;
        let is_dot = DOT.contains(&shape.width()) && is_even;
        let is_filled = matches!(draw_mode, PathDrawMode::Fill(_));
        let is_drawn = is_filled || matches!(draw_mode, PathDrawMode::Stroke(_));
        if is_dot && is_drawn && !self.marks.contains(&true) {
            self.page.dots.push(shape.center());
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {
        self.count();
        self.page.pictures += 1;
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<i32>) {
        self.count();
        self.marks.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn pop_clip_path(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
