//! Text for the cells of a spreadsheet.

use std::borrow::Cow;

/// `text` as a spreadsheet is to show it: where it would be taken for a formula, with a space before it.
///
/// A policy that says "=HYPERLINK(…)" must not run anything on an auditor's machine.
pub fn no_formula(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!(" {text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_none() {
        for text in ["=1+1", "+1", "-1", "@a", "\t=1"] {
            assert_eq!(no_formula(text), format!(" {text}"));
        }
        assert_eq!(no_formula("1=1"), "1=1");
    }
}
