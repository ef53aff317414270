//! How lists count: in figures, letters or Roman numerals.

/// What a list counts its items with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CounterStyle {
    Decimal,
    Letter,
    CapitalLetter,
    Roman,
    CapitalRoman,
}

impl CounterStyle {
    /// `number` as the list writes it; in figures where it has no other way to.
    pub(super) fn written(self, number: u32) -> String {
        let written = match self {
            Self::Decimal => None,
            Self::Letter | Self::CapitalLetter => letter(number),
            Self::Roman | Self::CapitalRoman => roman(number),
        };
        let written = written.unwrap_or_else(|| number.to_string());
        match self {
            Self::CapitalLetter | Self::CapitalRoman => written.to_uppercase(),
            _ => written,
        }
    }
}

fn letter(number: u32) -> Option<String> {
    let place = number.checked_sub(1).filter(|place| *place < 26)?;
    char::from_u32(u32::from('a') + place).map(String::from)
}

fn roman(number: u32) -> Option<String> {
    const FIGURES: [(u32, &str); 9] = [
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = Some(number).filter(|number| (1..200).contains(number))?;
    let mut written = String::new();
    for (value, figure) in FIGURES {
        while rest >= value {
            written.push_str(figure);
            rest -= value;
        }
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_list_counts() {
        assert_eq!(CounterStyle::Decimal.written(12), "12");
        assert_eq!(CounterStyle::Letter.written(3), "c");
        assert_eq!(CounterStyle::Letter.written(27), "27");
        assert_eq!(CounterStyle::CapitalRoman.written(14), "XIV");
    }
}
