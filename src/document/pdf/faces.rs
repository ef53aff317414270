//! Faces: what the names of fonts tell of how letters look.

use std::collections::HashMap;

use hayro_syntax::object::Dict;

/// The families of letters in a document, by name.
#[derive(Default)]
pub(super) struct Families(HashMap<String, usize>);

/// How letters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Face {
    pub(super) is_bold: bool,
    /// Which letters it has, however heavy or slanted they are.
    pub(super) family: usize,
}

impl Families {
    /// The face of the font that `dict` describes and that is called `name`.
    pub(super) fn face(&mut self, name: &str, dict: &Dict<'_>) -> Face {
        let next = self.0.len();
        Face {
            is_bold: is_heavy(name) || weighs_much(dict),
            family: *self.0.entry(family(name)).or_insert(next),
        }
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
