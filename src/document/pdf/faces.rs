//! Faces: what the names of fonts tell of how letters look.

use std::collections::HashMap;

use hayro_interpret::CacheKey;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Name, Object};

/// The faces of a document, by the keys of their fonts.
pub(super) struct Faces(HashMap<u128, Face>);

/// How letters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Face {
    pub(super) is_bold: bool,
    /// Which letters it has, however heavy or slanted they are; 0 where the font has no name.
    pub(super) family: usize,
}

impl Faces {
    pub(super) fn of(pdf: &Pdf) -> Self {
        let mut families = HashMap::new();
        let mut faces = HashMap::new();
        for object in pdf.objects() {
            let Object::Dict(font) = object else { continue };
            let Some(name) = font.get::<Name<'_>>("BaseFont") else {
                continue;
            };
            let name = String::from_utf8_lossy(&name).into_owned();
            let next = families.len() + 1;
            let face = Face {
                is_bold: is_heavy(&name) || weighs_much(&font),
                family: *families.entry(family(&name)).or_insert(next),
            };
            faces.insert(font.cache_key(), face);
        }
        Self(faces)
    }

    pub(super) fn get(&self, key: u128) -> Face {
        self.0.get(&key).copied().unwrap_or_default()
    }
}

fn is_heavy(name: &str) -> bool {
    let name = name.to_lowercase();
    let weights = ["bold", "black", "heavy"];
    weights.iter().any(|weight| name.contains(weight))
}

fn weighs_much(font: &Dict<'_>) -> bool {
    let descriptor = font.get::<Dict<'_>>("FontDescriptor");
    let weight = descriptor.and_then(|descriptor| descriptor.get::<i32>("FontWeight"));
    weight.is_some_and(|weight| weight >= 600)
}

/// The name of a font without the mark of an embedded part, its weight and slant: "ABCDEF+Lato-BoldItalic" is "lato".
fn family(name: &str) -> String {
    const STYLES: [&str; 9] = [
        "bold", "italic", "oblique", "regular", "roman", "semi", "mt", "ps", "it",
    ];
    let name = match name.split_once('+') {
        Some((mark, name)) if mark.len() == 6 => name,
        _ => name,
    };
    let name = name.to_lowercase();
    let name = name.split(['-', ',']).next().unwrap_or_default();
    let mut family = name;
    while let Some(shorter) = STYLES.iter().find_map(|style| family.strip_suffix(style)) {
        family = shorter;
    }
    if family.is_empty() { name } else { family }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weight_and_slant_make_no_family() {
        for name in ["ABCDEF+Lato-BoldItalic", "Lato", "Lato,Bold", "LatoIt"] {
            assert_eq!(family(name), "lato", "{name}");
        }
        assert_eq!(family("TimesNewRomanPS-BoldMT"), "timesnew");
        assert_eq!(family("TimesNewRomanPSMT"), "timesnew");
        assert_eq!(family("Roman"), "roman");
        assert_ne!(family("Calibri-Light"), "");
        assert!(is_heavy("XYZABC+Arial-BoldMT") && !is_heavy("ArialMT"));
    }
}
