//! Dates as people write them, in words and in figures.

use crate::document::Span;

use super::PolicyDate;

/// In which order a date in figures gives day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// A date in some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) date: PolicyDate,
    pub(super) span: Span,
}

/// All dates in `words`, in order.
pub(super) fn dates(words: &str, order: Order) -> Vec<Found> {
    let tokens = tokens(words);
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let told = spelled(&tokens, words, i)
            .or_else(|| in_figures(&tokens, words, i, order))
            .or_else(|| month_in_figures(&tokens, words, i));
        if let Some((hit, used)) = told {
            found.push(hit);
            i += used;
        } else {
            i += 1;
        }
    }
    found
}

/// A run of letters or of figures.
#[derive(Clone, Copy)]
struct Token<'a> {
    words: &'a str,
    span: Span,
}

impl Token<'_> {
    fn number(&self) -> Option<u16> {
        self.words.parse().ok()
    }

    fn year(&self) -> Option<u16> {
        self.number()
            .filter(|year| self.words.len() == 4 && (1990..=2099).contains(year))
    }

    fn day(&self) -> Option<u8> {
        u8::try_from(self.number()?)
            .ok()
            .filter(|day| self.words.len() <= 2 && (1..=31).contains(day))
    }

    /// 1 to 12 for the name of a month, whole or its first three letters.
    fn month(&self) -> Option<u8> {
        const MONTHS: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let lower = self.words.to_lowercase();
        let is_it = |month: &str| {
            lower == month
                || (lower.len() >= 3 && lower.len() <= 4 && month.starts_with(lower.as_str()))
        };
        let found = MONTHS.iter().position(|month| is_it(month))?;
        u8::try_from(found + 1).ok()
    }
}

fn tokens(words: &str) -> Vec<Token<'_>> {
    let class = |c: char| {
        if c.is_ascii_digit() {
            1
        } else if c.is_alphabetic() {
            2
        } else {
            0
        }
    };
    let mut tokens = Vec::new();
    let mut chars = words.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let kind = class(c);
        let mut end = start + c.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| class(*c) == kind) {
            end = at + c.len_utf8();
        }
        if kind > 0 {
            let span = Span::new(start, end);
            tokens.push(Token {
                words: span.of(words),
                span,
            });
        }
    }
    tokens
}

/// What stands between two tokens.
fn gap<'a>(words: &'a str, a: &Token<'_>, b: &Token<'_>) -> &'a str {
    Span::new(a.span.end(), b.span.start()).of(words)
}

/// A date with the month's name: "June 27, 2023", "27th of June 2023", "June 2023"; and how many tokens it takes.
fn spelled(tokens: &[Token<'_>], words: &str, i: usize) -> Option<(Found, usize)> {
    let first = tokens.get(i)?;
    let mut at = i;
    let mut day = first.day();
    if day.is_some() {
        at += 1;
        at += usize::from(
            tokens
                .get(at)
                .is_some_and(|t| matches!(t.words, "st" | "nd" | "rd" | "th")),
        );
        at += usize::from(tokens.get(at).is_some_and(|t| t.words == "of"));
    }
    let month = tokens.get(at)?.month()?;
    at += 1;
    if day.is_none() {
        day = tokens
            .get(at)
            .and_then(Token::day)
            .filter(|_| is_near(words, tokens, at));
        if day.is_some() {
            at += 1;
            at += usize::from(
                tokens
                    .get(at)
                    .is_some_and(|t| matches!(t.words, "st" | "nd" | "rd" | "th")),
            );
        }
    }
    let year = tokens.get(at).filter(|_| is_near(words, tokens, at))?;
    let found = Found {
        date: date(year.year()?, month, day)?,
        span: first.span.join(year.span),
    };
    Some((found, at + 1 - i))
}

/// Whether the token at `at` follows closely on the one before.
fn is_near(words: &str, tokens: &[Token<'_>], at: usize) -> bool {
    let pair = at
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .zip(tokens.get(at));
    pair.is_some_and(|(before, here)| gap(words, before, here).chars().count() <= 3)
}

/// A date in figures: "2023-06-27", "27.06.2023", "06/27/2023", "10/3/22"; and how many tokens it takes.
fn in_figures(tokens: &[Token<'_>], words: &str, i: usize, order: Order) -> Option<(Found, usize)> {
    let [a, b, c] = [tokens.get(i)?, tokens.get(i + 1)?, tokens.get(i + 2)?];
    let (between, again) = (gap(words, a, b).trim(), gap(words, b, c).trim());
    if between != again || !matches!(between, "-" | "." | "/" | "‑" | "–") {
        return None;
    }
    let span = a.span.join(c.span);
    let (year, month, day) = if let Some(year) = a.year() {
        (year, b.day()?, c.day()?)
    } else {
        let year = c.year().or_else(|| {
            c.number()
                .filter(|_| c.words.len() == 2 && between == "/")
                .map(|y| 2000 + y)
        })?;
        let (first, second) = (a.day()?, b.day()?);
        let day_first =
            first > 12 || (second <= 12 && (between == "." || order == Order::DayFirst));
        if day_first {
            (year, second, first)
        } else {
            (year, first, second)
        }
    };
    Some((
        Found {
            date: date(year, month, Some(day))?,
            span,
        },
        3,
    ))
}

/// A month in figures: "04/2021", "04 - 2021"; and how many tokens it takes.
fn month_in_figures(tokens: &[Token<'_>], words: &str, i: usize) -> Option<(Found, usize)> {
    let [month, year] = [tokens.get(i)?, tokens.get(i + 1)?];
    let parted = matches!(gap(words, month, year).trim(), "-" | "." | "/" | "–");
    let found = || {
        Some(Found {
            date: date(year.year()?, month.day()?, None)?,
            span: month.span.join(year.span),
        })
    };
    if parted { Some((found()?, 2)) } else { None }
}

fn date(year: u16, month: u8, day: Option<u8>) -> Option<PolicyDate> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    day.is_none_or(|day| (1..=longest).contains(&day))
        .then_some(PolicyDate { year, month, day })
}

/// First and second figure of what looks like a date with slashes.
pub(super) fn slashed(words: &str) -> impl Iterator<Item = [u32; 2]> {
    words.split_whitespace().filter_map(|word| {
        let mut parts = word.trim_matches(|c: char| !c.is_ascii_digit()).split('/');
        let [first, second, third] = [parts.next()?, parts.next()?, parts.next()?];
        let is_date =
            parts.next().is_none() && matches!(third.len(), 2 | 4) && third.parse::<u32>().is_ok();
        is_date.then_some([first.parse().ok()?, second.parse().ok()?])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_date(words: &str, order: Order) -> Option<(u16, u8, Option<u8>)> {
        dates(words, order)
            .first()
            .map(|f| (f.date.year, f.date.month, f.date.day))
    }

    #[test]
    fn dates_in_words_and_figures_are_read() {
        let june = Some((2023, 6, Some(27)));
        for words in [
            "June 27, 2023",
            "27 June 2023",
            "27th of June 2023",
            "Jun 27th, 2023",
            "2023-06-27",
            "2023.06.27",
            "27.06.2023",
            "06/27/2023",
            "27/06/2023",
            "27. June 2023",
            "JUNE 27, 2023",
        ] {
            assert_eq!(first_date(words, Order::DayFirst), june, "{words}");
        }
        assert_eq!(
            first_date("in February 2021", Order::DayFirst),
            Some((2021, 2, None))
        );
        assert_eq!(
            first_date("1 Sept 2024", Order::DayFirst),
            Some((2024, 9, Some(1)))
        );
    }

    #[test]
    fn a_date_in_figures_follows_the_order_of_the_document() {
        assert_eq!(
            first_date("01/02/2026", Order::DayFirst),
            Some((2026, 2, Some(1)))
        );
        assert_eq!(
            first_date("01/02/2026", Order::MonthFirst),
            Some((2026, 1, Some(2)))
        );
        assert_eq!(
            first_date("08.09.2023", Order::MonthFirst),
            Some((2023, 9, Some(8)))
        );
        assert_eq!(
            first_date("10/3/22", Order::MonthFirst),
            Some((2022, 10, Some(3)))
        );
    }

    #[test]
    fn what_is_no_date_gives_none() {
        for words in [
            "version 3.1.2",
            "2023-02-30",
            "may 30 days",
            "1-800-2023",
            "Art. 6 2016/679",
            "24/7/365",
        ] {
            assert_eq!(first_date(words, Order::DayFirst), None, "{words}");
        }
    }
}
