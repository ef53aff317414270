//! Fonts: what the codes of a page stand for, how wide they are, and how their letters look (ISO 32000-1, 9.5 to 9.10).

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::expansion;
use super::faces::{Face, Families};
use super::names::{self, Base, Letters};
use super::widths;

/// What stands for letters that a font does not tell.
pub(super) const UNKNOWN: char = '\u{fffd}';

/// The fonts of a document, each read once.
#[derive(Default)]
pub(super) struct Fonts<'a> {
    known: HashMap<&'a [u8], Rc<Font>>,
    families: Families,
}

/// A font as far as words need it.
pub(super) struct Font {
    kind: Kind,
    /// What it says its codes stand for.
    to_unicode: Option<CMap>,
    /// How large the units of its widths are, in sizes of the text.
    unit: f64,
    /// How high its letters are, in sizes of the text.
    pub(super) height: f64,
    pub(super) face: Face,
}

enum Kind {
    /// Codes are bytes.
    Simple { letters: Letters, widths: Vec<f64> },
    /// Codes are those of a map, or two bytes long.
    Composite {
        codes: Option<Box<CMap>>,
        widths: HashMap<u32, f64>,
        usual_width: f64,
    },
}

/// What a code draws.
pub(super) struct Drawn {
    pub(super) letters: String,
    /// In sizes of the text.
    pub(super) width: f64,
    /// Whether the code is the byte 32, which is set wider where words are.
    pub(super) is_space: bool,
}

impl<'a> Fonts<'a> {
    /// The font that `dict` describes.
    pub(super) fn get(&mut self, dict: &Dict<'a>) -> Rc<Font> {
        if let Some(font) = self.known.get(dict.data()) {
            return Rc::clone(font);
        }
        let font = Rc::new(Font::of(dict, &mut self.families));
        self.known.insert(dict.data(), Rc::clone(&font));
        font
    }
}

impl Font {
    fn of(dict: &Dict<'_>, families: &mut Families) -> Self {
        let subtype = name(dict, "Subtype");
        let base_font = name(dict, "BaseFont");
        let to_unicode = dict
            .get::<Stream<'_>>("ToUnicode")
            .and_then(|map| parsed(&map));
        let kind = if subtype == "Type0" {
            composite(dict)
        } else {
            Kind::Simple {
                letters: letters(dict, &subtype, &base_font),
                widths: widths::of_simple(dict, &base_font),
            }
        };
        let drawings = Some(dict).filter(|_| subtype == "Type3").and_then(drawings);
        let (unit, height) = drawings.unwrap_or((0.001, 1.0));
        Self {
            kind,
            to_unicode,
            unit,
            height,
            face: families.face(&base_font, dict),
        }
    }

    /// What `bytes` draw, code by code.
    pub(super) fn drawn(&self, bytes: &[u8]) -> Vec<Drawn> {
        let mut drawn = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let (code, length) = self.code(rest);
            rest = rest.get(length..).unwrap_or_default();
            drawn.push(Drawn {
                letters: self.letters(code),
                width: self.width(code) * self.unit,
                is_space: code == 32 && length == 1,
            });
        }
        drawn
    }

    /// The code that `bytes` begin with, and how many of them it takes.
    fn code(&self, bytes: &[u8]) -> (u32, usize) {
        let number = |bytes: &[u8]| {
            bytes
                .iter()
                .fold(0, |code, byte| code << 8 | u32::from(*byte))
        };
        match &self.kind {
            Kind::Simple { .. } => (number(bytes.get(..1).unwrap_or_default()), 1),
            Kind::Composite { codes: None, .. } => (number(bytes.get(..2).unwrap_or(bytes)), 2),
            Kind::Composite {
                codes: Some(codes), ..
            } => {
                let is_code = |length: &u8| {
                    let code = bytes.get(..usize::from(*length)).map(number);
                    code.is_some_and(|code| codes.lookup_cid_code(code, *length).is_some())
                };
                let length = usize::from((1..=4).find(is_code).unwrap_or(1));
                (number(bytes.get(..length).unwrap_or(bytes)), length)
            }
        }
    }

    fn letters(&self, code: u32) -> String {
        let told = self
            .to_unicode
            .as_ref()
            .and_then(|map| map.lookup_bf_string(code));
        match told {
            Some(BfString::Char(c)) if c != '\0' => unjoined(c),
            Some(BfString::String(letters)) => letters,
            _ => self
                .letters_by_place(code)
                .unwrap_or_else(|| UNKNOWN.to_string()),
        }
    }

    fn letters_by_place(&self, code: u32) -> Option<String> {
        match &self.kind {
            Kind::Simple { letters, .. } => letters.get(usize::try_from(code).ok()?)?.clone(),
            Kind::Composite { .. } => None,
        }
    }

    fn width(&self, code: u32) -> f64 {
        match &self.kind {
            Kind::Simple { widths, .. } => {
                let place = usize::try_from(code).unwrap_or(usize::MAX);
                widths.get(place).copied().unwrap_or_default()
            }
            Kind::Composite {
                codes,
                widths,
                usual_width,
            } => {
                let glyph = codes.as_ref().map_or(Some(code), |codes| {
                    (1..=4).find_map(|length| codes.lookup_cid_code(code, length))
                });
                glyph
                    .and_then(|glyph| widths.get(&glyph))
                    .copied()
                    .unwrap_or(*usual_width)
            }
        }
    }
}

/// The unit of the widths of a font whose letters are drawings, and how high these are.
fn drawings(dict: &Dict<'_>) -> Option<(f64, f64)> {
    let [across, _, _, down, ..] = dict.get::<[f64; 6]>("FontMatrix")?;
    let [_, bottom, _, top] = dict.get::<[f64; 4]>("FontBBox").unwrap_or_default();
    let height = ((top - bottom) * down).abs();
    let is_told = (0.2..5.0).contains(&height);
    Some((across, if is_told { height } else { 1.0 }))
}

fn name(dict: &Dict<'_>, key: &str) -> String {
    let name = dict.get::<Name<'_>>(key);
    name.map(|name| String::from_utf8_lossy(&name).into_owned())
        .unwrap_or_default()
}

fn parsed(map: &Stream<'_>) -> Option<CMap> {
    CMap::parse(&expansion::expanded(map).ok()??.bytes, |_| None)
}

/// The letters of a ligature one by one.
fn unjoined(c: char) -> String {
    match c {
        '\u{fb00}' => "ff".to_owned(),
        '\u{fb01}' => "fi".to_owned(),
        '\u{fb02}' => "fl".to_owned(),
        '\u{fb03}' => "ffi".to_owned(),
        '\u{fb04}' => "ffl".to_owned(),
        _ => c.to_string(),
    }
}

fn composite(dict: &Dict<'_>) -> Kind {
    let descendants = dict.get::<Array<'_>>("DescendantFonts");
    let descendant = descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let descendant = descendant.unwrap_or_default();
    Kind::Composite {
        codes: dict
            .get::<Stream<'_>>("Encoding")
            .and_then(|map| parsed(&map))
            .map(Box::new),
        widths: descendant
            .get::<Array<'_>>("W")
            .map(|all| widths::of_composite(&all))
            .unwrap_or_default(),
        usual_width: descendant.get::<f64>("DW").unwrap_or(1000.0),
    }
}

/// The letters of a simple font: those of the set it begins with, and those it puts in their places.
fn letters(dict: &Dict<'_>, subtype: &str, base_font: &str) -> Letters {
    let own = dict.get::<Dict<'_>>("Encoding");
    let set = match &own {
        Some(own) => own.get::<Name<'_>>("BaseEncoding"),
        None => dict.get::<Name<'_>>("Encoding"),
    };
    let has_signs = ["dingbats", "wingdings", "webdings"]
        .iter()
        .any(|signs| base_font.to_lowercase().contains(signs));
    let usual = match subtype {
        _ if has_signs => Base::Signs,
        "TrueType" => Base::Windows,
        _ => Base::Standard,
    };
    let mut letters = set
        .and_then(|set| Base::named(&set))
        .unwrap_or(usual)
        .letters();
    let differences = own.and_then(|own| own.get::<Array<'_>>("Differences"));
    let mut code = 0;
    for difference in differences.iter().flat_map(Array::iter::<Object<'_>>) {
        match difference {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(letter) = letters.get_mut(code) {
                    *letter = names::letters_named(&String::from_utf8_lossy(&name));
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    letters
}
