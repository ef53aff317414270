//! How wide the letters of fonts are, in thousandths of the size of the text.

use std::collections::HashMap;

use hayro_syntax::object::{Array, Dict, Object};

/// Letters of a composite font have codes of two bytes.
const MOST_CODES: u32 = 0x1_0000;

/// The widths of all codes of a simple font: those it tells, or those of the standard font of its name.
pub(super) fn of_simple(dict: &Dict<'_>, base_font: &str) -> Vec<f64> {
    let mut widths = usual(base_font, dict);
    let first = dict.get::<usize>("FirstChar").unwrap_or_default();
    let told = dict.get::<Array<'_>>("Widths");
    let told = told.iter().flat_map(Array::iter::<f64>);
    for (width, told) in widths.iter_mut().skip(first).zip(told) {
        *width = told;
    }
    widths
}

/// The widths that a composite font tells, by glyph: "1 [500 600]" for the glyphs 1 and 2, "3 9 700" for 3 to 9.
pub(super) fn of_composite(told: &Array<'_>) -> HashMap<u32, f64> {
    let mut widths = HashMap::new();
    let mut range: Vec<u32> = Vec::new();
    for object in told.iter::<Object<'_>>() {
        match (object, range.as_slice()) {
            (Object::Array(each), [first]) => {
                widths.extend((*first..MOST_CODES).zip(each.iter::<f64>()));
                range.clear();
            }
            (Object::Number(width), [first, last]) => {
                let all = *first..=(*last).min(MOST_CODES);
                widths.extend(all.map(|glyph| (glyph, width.as_f64())));
                range.clear();
            }
            (Object::Number(glyph), _) => {
                range.push(u32::try_from(glyph.as_i64()).unwrap_or(MOST_CODES))
            }
            _ => range.clear(),
        }
    }
    widths
}

fn usual(base_font: &str, dict: &Dict<'_>) -> Vec<f64> {
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
    let missing = descriptor.and_then(|descriptor| descriptor.get::<f64>("MissingWidth"));
    let (name, is_told) = (base_font.to_lowercase(), dict.contains_key("Widths"));
    let is_bold = name.contains("bold");
    let standard = match () {
        () if is_told => None,
        () if name.contains("courier") => return vec![600.0; 256],
        () if name.contains("times") && is_bold => Some(&TIMES_BOLD),
        () if name.contains("times") => Some(&TIMES),
        () if is_bold => Some(&HELVETICA_BOLD),
        () => Some(&HELVETICA),
    };
    let other = missing.unwrap_or(if is_told { 0.0 } else { 556.0 });
    let mut widths = vec![other; 256];
    for (width, standard) in widths
        .iter_mut()
        .skip(0x20)
        .zip(standard.into_iter().flatten())
    {
        *width = f64::from(*standard);
    }
    widths
}

/// The letters from the space to the tilde in the fonts that every reader of PDFs has (ISO 32000-1, 9.6.2.2), as their
/// makers tell them.
#[rustfmt::skip]
const HELVETICA: [u16; 95] = [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584];
#[rustfmt::skip]
const HELVETICA_BOLD: [u16; 95] = [278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584];
#[rustfmt::skip]
const TIMES: [u16; 95] = [250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541];
#[rustfmt::skip]
const TIMES_BOLD: [u16; 95] = [250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520];
