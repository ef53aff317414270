//! The number, letter or bullet in front of a line.

use super::Span;

/// The number or letter in front of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// As written, without brackets and closing stop, in the text of the document.
    pub span: Span,
    /// What it counts in.
    pub style: LabelStyle,
    /// How many levels it names: 2 for "3.1".
    pub depth: u8,
    /// What it counts up to: 1 for "3.1", 3 for "(c)".
    pub ordinal: u32,
    /// Whether nothing but a space parts it from the words: "1 Introduction".
    pub bare: bool,
    /// Whether it stands in brackets or before a closing one: "(a)", "1)".
    pub bracketed: bool,
}

/// What a [`Label`] counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelStyle {
    /// 1, 2, 3.1
    Decimal,
    /// A, B, C
    UpperLetter,
    /// a, b, c
    LowerLetter,
    /// I, II, III
    UpperRoman,
    /// i, ii, iii
    LowerRoman,
}

/// Words that may stand before a number: "Section 4: Cookies".
const DIVISIONS: [&str; 6] = ["section", "article", "part", "chapter", "clause", "art."];

const BULLETS: [char; 19] = [
    '•', '‣', '◦', '▪', '▫', '●', '○', '■', '□', '·', '∙', '⁃', '\u{f0b7}', '➢', '➤', '✓', '✔',
    '►', '◆',
];

/// What stands after the bullet that `line` begins with.
pub(super) fn after_bullet(line: &str) -> Option<&str> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    let found = match first {
        '-' | '–' | '—' | '*' | '+' => {
            rest.starts_with(char::is_whitespace) || is_tight_dash(first, rest)
        }
        'o' => rest.starts_with(['\t', '\u{a0}']) || rest.starts_with("  "),
        _ => BULLETS.contains(&first),
    };
    found
        .then(|| rest.trim_start())
        .filter(|rest| rest.contains(char::is_alphanumeric))
}

/// Whether `c` is a bullet wherever it stands at the head of a line.
pub(super) fn is_bullet_sign(c: char) -> bool {
    BULLETS.contains(&c)
}

/// Whether `words` are a bullet and nothing else.
pub(super) fn is_bullet(words: &str) -> bool {
    let mut chars = words.trim().chars();
    let first = chars.next();
    let is_dash = |c: &char| matches!(c, '-' | '–' | '—' | '*' | '+');
    first.is_some_and(|c| BULLETS.contains(&c) || is_dash(&c)) && chars.next().is_none()
}

/// "-your name": a dash with no space after it, but no minus and no rule.
fn is_tight_dash(first: char, rest: &str) -> bool {
    matches!(first, '-' | '–') && rest.starts_with(char::is_alphabetic)
}

/// The label that the words at `span` begin with, and where the words after it begin.
pub(super) fn parse(text: &str, span: Span) -> Option<(Label, usize)> {
    let words = span.of(text);
    let first = words.chars().next()?;
    if !(first.is_alphanumeric() || first == '(' || first == '§') {
        return None;
    }
    let (body, division) = after_division(words);
    let opened = body.strip_prefix('(').filter(|_| !division);
    let body = opened.unwrap_or(body);
    let counted = count(body)?;
    let rest = body.get(counted.len..)?;
    // Some converters leave Markdown's escape in what they call plain text: "1\. Scope".
    let rest = rest
        .strip_prefix('\\')
        .filter(|rest| rest.starts_with('.'))
        .unwrap_or(rest);
    let (after, closing) = match rest.chars().next()? {
        ')' => (rest.get(1..)?, Some(')')),
        '.' if opened.is_none() => (rest.get(1..)?, Some('.')),
        ':' if opened.is_none() && division => (rest.get(1..)?, Some(':')),
        _ => (rest, None),
    };
    let rest =
        after.trim_start_matches(|c: char| c.is_whitespace() || super::builder::is_invisible(c));
    let parted = rest.len() < after.len();
    let rest = if division {
        rest.trim_start_matches(['-', '–', '—', ':']).trim_start()
    } else {
        rest
    };
    let named = division && (closing.is_some() || rest.len() < after.trim_start().len());
    let after_name = named && !rest.is_empty();
    if !after_name && !is_label(&counted, closing, parted, rest, opened.is_some()) {
        return None;
    }
    let start = span.start() + (words.len() - body.len());
    let label = Label {
        span: Span::new(start, start + counted.len),
        style: counted.style,
        depth: counted.depth,
        ordinal: counted.ordinal,
        bare: closing.is_none() && !division,
        bracketed: opened.is_some() || closing == Some(')'),
    };
    Some((label, span.end() - rest.len()))
}

/// `words` without "Section", "Article" or "§" in front, and whether there was one.
fn after_division(words: &str) -> (&str, bool) {
    if let Some(rest) = words.strip_prefix('§') {
        return (rest.trim_start(), true);
    }
    let found = DIVISIONS.iter().find_map(|name| {
        let head = words.get(..name.len())?;
        let rest = words.get(name.len()..)?;
        (head.eq_ignore_ascii_case(name) && rest.starts_with(' ')).then(|| rest.trim_start())
    });
    found.map_or((words, false), |rest| (rest, true))
}

fn is_label(
    counted: &Counted,
    closing: Option<char>,
    parted: bool,
    rest: &str,
    opened: bool,
) -> bool {
    let Some(first) = rest.chars().next() else {
        return false;
    };
    if closing.is_some() && counted.style == LabelStyle::Decimal && month_follows(rest) {
        return false; // "27. June 2023"
    }
    if opened {
        return closing == Some(')');
    }
    let begins_a_heading = first.is_uppercase() || matches!(first, '"' | '“' | '‘' | '«');
    match (closing, counted.style) {
        (Some(_), LabelStyle::Decimal) => parted || (begins_a_heading && counted.len <= 2),
        (Some(_), _) => parted,
        (None, LabelStyle::Decimal) => {
            parted
                && begins_a_heading
                && (counted.depth > 1 || (counted.len <= 2 && counted.ordinal > 0))
        }
        (None, _) => false,
    }
}

fn month_follows(rest: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let mut words = rest.split_whitespace();
    let month = words
        .next()
        .and_then(|word| word.get(..3))
        .map(str::to_lowercase);
    let year = words
        .next()
        .is_some_and(|word| word.starts_with("19") || word.starts_with("20"));
    year && month.is_some_and(|month| MONTHS.contains(&month.as_str()))
}

/// What the head of some words counts.
struct Counted {
    len: usize,
    style: LabelStyle,
    depth: u8,
    ordinal: u32,
}

fn count(words: &str) -> Option<Counted> {
    let first = words.chars().next()?;
    if first.is_ascii_digit() {
        return count_decimal(words);
    }
    let len = words
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(words.len());
    let letters = words.get(..len)?;
    let upper = letters.bytes().all(|b| b.is_ascii_uppercase());
    let lower = letters.bytes().all(|b| b.is_ascii_lowercase());
    if !upper && !lower {
        return None;
    }
    let counted = |style, ordinal| {
        Some(Counted {
            len,
            style,
            depth: 1,
            ordinal,
        })
    };
    // A lone C, D, L or M is a letter; a lone I, V or X counts in Roman figures.
    if let Some(ordinal) =
        roman(letters).filter(|_| len > 1 || matches!(first, 'I' | 'V' | 'X' | 'i' | 'v' | 'x'))
    {
        return counted(
            if upper {
                LabelStyle::UpperRoman
            } else {
                LabelStyle::LowerRoman
            },
            ordinal,
        );
    }
    if len != 1 {
        return None;
    }
    let style = if upper {
        LabelStyle::UpperLetter
    } else {
        LabelStyle::LowerLetter
    };
    counted(
        style,
        u32::from(first.to_ascii_lowercase()) - u32::from('a') + 1,
    )
}

/// "3", "3.1", "3.1.2": no part is larger than 999, else it is a date or an amount.
fn count_decimal(words: &str) -> Option<Counted> {
    let (mut len, mut depth) = (0, 0_u8);
    loop {
        let rest = words.get(len..)?;
        let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
        if figures > 3 {
            return None;
        }
        let ordinal = rest.get(..figures)?.parse().ok()?;
        depth = depth.saturating_add(1);
        len += figures;
        let more = words
            .get(len..)?
            .strip_prefix('.')
            .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
        if !more {
            return (depth <= 5).then_some(Counted {
                len,
                style: LabelStyle::Decimal,
                depth,
                ordinal,
            });
        }
        len += 1;
    }
}

/// The value of a Roman number up to 39, as far as headings go.
fn roman(letters: &str) -> Option<u32> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let lower = letters.to_ascii_lowercase();
    let tens = lower.bytes().take_while(|b| *b == b'x').count();
    // "ix" begins with no ten, although "x" stands in it.
    let units = UNITS
        .iter()
        .position(|unit| lower.get(tens..) == Some(*unit))?;
    let value = tens * 10 + units;
    u32::try_from(value)
        .ok()
        .filter(|value| (1..=39).contains(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(words: &str) -> Option<(&str, LabelStyle, u8, u32, &str)> {
        let (label, rest) = parse(words, Span::new(0, words.len()))?;
        Some((
            label.span.of(words),
            label.style,
            label.depth,
            label.ordinal,
            words.get(rest..).unwrap(),
        ))
    }

    #[test]
    fn numbers_letters_and_roman_figures_are_labels() {
        use LabelStyle::*;
        assert_eq!(
            label("1. Controller"),
            Some(("1", Decimal, 1, 1, "Controller"))
        );
        assert_eq!(
            label("3.1 Account Data"),
            Some(("3.1", Decimal, 2, 1, "Account Data"))
        );
        assert_eq!(
            label("3.1.12. Cookies"),
            Some(("3.1.12", Decimal, 3, 12, "Cookies"))
        );
        assert_eq!(label("2) Scope"), Some(("2", Decimal, 1, 2, "Scope")));
        assert_eq!(
            label("1.Introduction"),
            Some(("1", Decimal, 1, 1, "Introduction"))
        );
        assert_eq!(label("4 Cookies"), Some(("4", Decimal, 1, 4, "Cookies")));
        assert_eq!(
            label("A. Affiliates"),
            Some(("A", UpperLetter, 1, 1, "Affiliates"))
        );
        assert_eq!(
            label("(b) to improve"),
            Some(("b", LowerLetter, 1, 2, "to improve"))
        );
        assert_eq!(
            label("IV. Rights"),
            Some(("IV", UpperRoman, 1, 4, "Rights"))
        );
        assert_eq!(
            label("(ix) others"),
            Some(("ix", LowerRoman, 1, 9, "others"))
        );
        assert_eq!(label("§ 4 Cookies"), Some(("4", Decimal, 1, 4, "Cookies")));
        assert_eq!(label("§ 4. Cookies"), Some(("4", Decimal, 1, 4, "Cookies")));
        assert_eq!(
            label("Section 4: Cookies"),
            Some(("4", Decimal, 1, 4, "Cookies"))
        );
        assert_eq!(
            label("Article 5 – Rights"),
            Some(("5", Decimal, 1, 5, "Rights"))
        );
    }

    #[test]
    fn dates_amounts_and_abbreviations_are_no_labels() {
        for words in [
            "30 days after",
            "27.06.2023 is",
            "27. June 2023",
            "2023. We",
            "1.5 million",
            "U.S. law",
            "We. Are",
            "e.g. this",
            "Section 4 of this policy",
            "A company",
            "(the “Site”)",
            "über uns",
            "個人 data",
            "ä. data",
            "1",
            "1.",
            "(a)",
            "24/7 support",
        ] {
            assert_eq!(label(words), None, "{words}");
        }
    }

    #[test]
    fn bullets_of_many_kinds_are_found_and_rules_are_not() {
        assert_eq!(after_bullet("• Data"), Some("Data"));
        assert_eq!(after_bullet("•Data"), Some("Data"));
        assert_eq!(after_bullet("- Data"), Some("Data"));
        assert_eq!(after_bullet("-your name"), Some("your name"));
        assert_eq!(after_bullet("o\tData"), Some("Data"));
        assert_eq!(after_bullet("-----"), None);
        assert_eq!(after_bullet("- "), None);
        assert_eq!(after_bullet("-5 degrees"), None);
        assert_eq!(after_bullet("of data"), None);
    }
}
