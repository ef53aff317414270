//! What codes stand for in fonts that say so by the names of letters (ISO 32000-1, Annex D).

use encoding_rs::{MACINTOSH, WINDOWS_1252};

/// The letters of all codes of a simple font.
pub(super) type Letters = Vec<Option<String>>;

/// The sets of letters that fonts begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Standard,
    Windows,
    Mac,
    /// Signs in places of their own.
    Signs,
}

impl Base {
    /// The set that PDF calls `name`.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"WinAnsiEncoding" => Some(Self::Windows),
            b"MacRomanEncoding" => Some(Self::Mac),
            b"StandardEncoding" => Some(Self::Standard),
            _ => None,
        }
    }

    pub(super) fn letters(self) -> Letters {
        (0..=u8::MAX)
            .map(|code| self.letter(code))
            .map(|letter| letter.map(String::from))
            .collect()
    }

    fn letter(self, code: u8) -> Option<char> {
        if self == Self::Signs {
            return char::from_u32(0xf000 + u32::from(code));
        }
        if code < 0x20 {
            return None;
        }
        let decoded = |encoding: &'static encoding_rs::Encoding| {
            let bytes = [code];
            let (text, _) = encoding.decode_without_bom_handling(&bytes);
            text.chars().next().filter(|c| !c.is_control())
        };
        match self {
            Self::Windows => decoded(WINDOWS_1252).or((code > 0x7e).then_some('•')),
            Self::Mac => decoded(MACINTOSH),
            Self::Standard | Self::Signs => standard(code),
        }
    }
}

/// The letter of `code` in Adobe's standard encoding.
fn standard(code: u8) -> Option<char> {
    const UPPER: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\u{0}–†‡·\u{0}¶•‚„”»…‰\u{0}¿\u{0}`´ˆ˜¯˘˙¨\u{0}˚¸\u{0}˝˛ˇ—";
    match code {
        0x27 => Some('’'),
        0x60 => Some('‘'),
        0x20..=0x7e => Some(char::from(code)),
        0xa1..=0xd0 => UPPER
            .chars()
            .nth(usize::from(code - 0xa1))
            .filter(|c| *c != '\0'),
        0xe1 => Some('Æ'),
        0xe3 => Some('ª'),
        0xe8 => Some('Ł'),
        0xe9 => Some('Ø'),
        0xea => Some('Œ'),
        0xeb => Some('º'),
        0xf1 => Some('æ'),
        0xf5 => Some('ı'),
        0xf8 => Some('ł'),
        0xf9 => Some('ø'),
        0xfa => Some('œ'),
        0xfb => Some('ß'),
        _ => None,
    }
}

/// Names of letters that are no letter of the alphabet.
const NAMES: [(&str, &str); 118] = [
    ("space", " "),
    ("nbspace", " "),
    ("nonbreakingspace", " "),
    ("exclam", "!"),
    ("quotedbl", "\""),
    ("numbersign", "#"),
    ("dollar", "$"),
    ("percent", "%"),
    ("ampersand", "&"),
    ("quotesingle", "'"),
    ("quoteright", "’"),
    ("quoteleft", "‘"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("asterisk", "*"),
    ("plus", "+"),
    ("comma", ","),
    ("hyphen", "-"),
    ("hyphenminus", "-"),
    ("sfthyphen", "\u{ad}"),
    ("softhyphen", "\u{ad}"),
    ("minus", "−"),
    ("period", "."),
    ("slash", "/"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("colon", ":"),
    ("semicolon", ";"),
    ("less", "<"),
    ("equal", "="),
    ("greater", ">"),
    ("question", "?"),
    ("at", "@"),
    ("bracketleft", "["),
    ("backslash", "\\"),
    ("bracketright", "]"),
    ("asciicircum", "^"),
    ("underscore", "_"),
    ("grave", "`"),
    ("braceleft", "{"),
    ("bar", "|"),
    ("braceright", "}"),
    ("asciitilde", "~"),
    ("exclamdown", "¡"),
    ("cent", "¢"),
    ("sterling", "£"),
    ("fraction", "⁄"),
    ("yen", "¥"),
    ("florin", "ƒ"),
    ("section", "§"),
    ("currency", "¤"),
    ("Euro", "€"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quotedblbase", "„"),
    ("quotesinglbase", "‚"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("ff", "ff"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("endash", "–"),
    ("emdash", "—"),
    ("dagger", "†"),
    ("daggerdbl", "‡"),
    ("periodcentered", "·"),
    ("middot", "·"),
    ("paragraph", "¶"),
    ("bullet", "•"),
    ("openbullet", "◦"),
    ("ellipsis", "…"),
    ("perthousand", "‰"),
    ("questiondown", "¿"),
    ("copyright", "©"),
    ("registered", "®"),
    ("trademark", "™"),
    ("degree", "°"),
    ("plusminus", "±"),
    ("multiply", "×"),
    ("divide", "÷"),
    ("logicalnot", "¬"),
    ("mu", "µ"),
    ("brokenbar", "¦"),
    ("ordfeminine", "ª"),
    ("ordmasculine", "º"),
    ("onesuperior", "¹"),
    ("twosuperior", "²"),
    ("threesuperior", "³"),
    ("onequarter", "¼"),
    ("onehalf", "½"),
    ("threequarters", "¾"),
    ("arrowright", "→"),
    ("arrowleft", "←"),
    ("lessequal", "≤"),
    ("greaterequal", "≥"),
    ("AE", "Æ"),
    ("ae", "æ"),
    ("OE", "Œ"),
    ("oe", "œ"),
    ("Oslash", "Ø"),
    ("oslash", "ø"),
    ("Lslash", "Ł"),
    ("lslash", "ł"),
    ("germandbls", "ß"),
    ("dotlessi", "ı"),
    ("Eth", "Ð"),
];

/// The marks that names put after a letter, with the letters as they are without and with the mark.
const MARKED: [(&str, &str, &str); 12] = [
    (
        "acute",
        "AEIOUYaeiouyCNSZcnszLRlr",
        "ÁÉÍÓÚÝáéíóúýĆŃŚŹćńśźĹŔĺŕ",
    ),
    ("grave", "AEIOUaeiou", "ÀÈÌÒÙàèìòù"),
    ("circumflex", "AEIOUaeiou", "ÂÊÎÔÛâêîôû"),
    ("dieresis", "AEIOUYaeiouy", "ÄËÏÖÜŸäëïöüÿ"),
    ("tilde", "ANOano", "ÃÑÕãñõ"),
    ("ring", "AUau", "ÅŮåů"),
    ("cedilla", "CSTcst", "ÇŞŢçşţ"),
    ("caron", "CDENRSTZcdenrstz", "ČĎĚŇŘŠŤŽčďěňřšťž"),
    ("ogonek", "AEae", "ĄĘąę"),
    ("breve", "AGag", "ĂĞăğ"),
    ("dotaccent", "IZz", "İŻż"),
    ("hungarumlaut", "OUou", "ŐŰőű"),
];

/// The letters that a glyph named `name` shows.
pub(super) fn letters_named(name: &str) -> Option<String> {
    // "a.alt" is another shape of "a".
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    let mut chars = name.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return Some(only.to_string());
    }
    if let Some((_, letters)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some((*letters).to_owned());
    }
    by_number(name).or_else(|| marked(name)).map(String::from)
}

/// The letter of "uni20AC" or "u20AC".
fn by_number(name: &str) -> Option<char> {
    let digits = name
        .strip_prefix("uni")
        .or_else(|| name.strip_prefix('u'))?;
    let is_number =
        (4..=6).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_hexdigit());
    is_number
        .then(|| u32::from_str_radix(digits, 16).ok())
        .flatten()
        .and_then(char::from_u32)
}

fn marked(name: &str) -> Option<char> {
    let mut chars = name.chars();
    let letter = chars.next()?;
    let (_, bare, marked) = MARKED.iter().find(|(mark, ..)| *mark == chars.as_str())?;
    let place = bare.chars().position(|c| c == letter)?;
    marked.chars().nth(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_known_by_their_names() {
        let letters = |name| letters_named(name).unwrap_or_default();
        let names = [
            "A",
            "quoteright",
            "uni20AC",
            "u00E9",
            "odieresis",
            "ffi",
            "a.alt",
            "scaron",
        ];
        assert_eq!(names.map(letters).concat(), "A’€éöffiaš");
        for unknown in [".notdef", "g37", "uniZZZZ", "Qacute", ""] {
            assert_eq!(letters_named(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn marked_letters_stand_in_pairs() {
        for (mark, bare, marked) in MARKED {
            assert_eq!(bare.chars().count(), marked.chars().count(), "{mark}");
        }
    }

    #[test]
    fn sets_of_letters_have_theirs_in_their_places() {
        let letters = |base: Base, codes: &[u8]| -> String {
            let all = base.letters();
            codes
                .iter()
                .filter_map(|code| all[usize::from(*code)].clone())
                .collect()
        };
        assert_eq!(
            letters(Base::Windows, b"Don\x92t \x80 \xfc\x95"),
            "Don’t € ü•"
        );
        assert_eq!(letters(Base::Mac, b"\x8a\xd5\xa5"), "ä’•");
        assert_eq!(
            letters(Base::Standard, b"Don't \xaa\xba\xb1\xb7\xbc\xd0\xfb"),
            "Don’t “”–•…—ß"
        );
        assert_eq!(letters(Base::Standard, b"\x01\xb0\xff"), "");
        assert_eq!(letters(Base::Signs, b"l"), "\u{f06c}");
    }
}
