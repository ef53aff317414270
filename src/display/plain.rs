//! Typesetting in ASCII, for terminals that can't be trusted with more.

/// The ASCII for a mark of typesetting: curly quotes, dashes, the ellipsis, the section sign, and our own marks for what
/// can't be seen. None for letters: a name with an accent is shown as it is written.
pub fn plain(grapheme: &str) -> Option<&'static str> {
    Some(match grapheme {
        "“" | "”" | "„" | "‟" | "«" | "»" => "\"",
        "‘" | "’" | "‚" | "‛" => "'",
        "–" | "—" | "―" | "−" | "‐" | "‑" => "-",
        "•" | "▪" | "◦" => "*",
        "·" => "-",
        "‹" => "<",
        "›" => ">",
        "\u{a0}" | "\u{2009}" | "\u{202f}" => " ",
        "…" => "...",
        "§" => "sec.",
        "␛" => "^[",
        "␊" => "^J",
        "␉" => "^I",
        "␍" => "^M",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_an_equivalent_in_ascii_and_letters_stay() {
        for mark in ["“", "’", "—", "…", "§", "›"] {
            assert!(plain(mark).is_some_and(str::is_ascii), "{mark}");
        }
        assert_eq!(plain("é"), None);
        assert_eq!(plain("a"), None);
    }
}
