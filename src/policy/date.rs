//! When a policy was last changed or took effect, as it says itself.

use crate::document::{Document, Span};

use super::PolicyDate;

/// How much the words around a date say that it is the policy's own; the most telling last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cue {
    /// It stands alone near the title, or after "version" or "as of".
    Plain,
    /// After "effective" and the like.
    Effective,
    /// After "last updated" and the like.
    Updated,
}

/// In which order a date in figures gives day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    DayFirst,
    MonthFirst,
}

/// A date in some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Found {
    date: PolicyDate,
    span: Span,
}

/// Which dates count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// A date next to a cue: in a short line at the top or the end.
    AnyCue,
    /// Only where the words around it speak of the policy: in running text, and in the middle of the document.
    OnlyOfThePolicy,
}

/// The date of the policy: "last updated" before "effective", the top of the text before its end before its middle.
pub(super) fn find(
    document: &Document,
    title: Option<usize>,
    left_out: &[bool],
) -> Option<PolicyDate> {
    const TOP: usize = 25;
    const END: usize = 15;
    const NEAR_TITLE: usize = 4;
    let order = order_of(document);
    let blocks = &document.blocks;
    let top_end = title.unwrap_or(0) + TOP;
    let end_start = blocks.len().saturating_sub(END).max(top_end);
    let near = title.map_or(0, |title| title + 1);
    let told_in = |places: &dyn Fn(usize) -> bool, trust: Trust| {
        let mut best: Option<(Cue, PolicyDate)> = None;
        let mut carried = None;
        for (i, block) in blocks
            .iter()
            .enumerate()
            .filter(|(i, _)| places(*i) && !left_out[*i])
        {
            let words = block
                .label
                .map_or(block.span, |label| label.span.join(block.span))
                .of(&document.text);
            let alone_counts = i + 1 >= near && i < near + NEAR_TITLE;
            let carried_here = carried.take().or(alone_counts.then_some(Cue::Plain));
            let told = in_block(words, order, carried_here, trust);
            carried = cue_alone(words);
            // Below the top, lists of former versions go on from the present one backwards or forwards.
            if let Some((cue, date)) = told
                && best.is_none_or(|(known, at)| {
                    cue > known || (i >= top_end && cue == known && date > at)
                })
            {
                best = Some((cue, date));
            }
        }
        best.map(|(_, date)| date)
    };
    told_in(&|i| i < top_end || i >= end_start, Trust::AnyCue)
        .or_else(|| told_in(&|i| i >= top_end && i < end_start, Trust::OnlyOfThePolicy))
        .or_else(|| in_front_matter(document))
}

/// Whether `words` only tell the policy's date: no heading, however it is set.
pub(super) fn is_date_line(words: &str) -> bool {
    const LONGEST: usize = 110;
    words.len() <= LONGEST
        && words.contains(|c: char| c.is_ascii_digit())
        && words.split_whitespace().count() <= 14
        && in_block(words, Order::DayFirst, Some(Cue::Plain), Trust::AnyCue).is_some()
        && !super::title::names_a_policy(words)
}

fn in_front_matter(document: &Document) -> Option<PolicyDate> {
    const KEYS: [&str; 8] = [
        "updated",
        "lastupdated",
        "last_updated",
        "last-updated",
        "modified",
        "lastmod",
        "effective",
        "date",
    ];
    let value = |key: &&str| {
        document
            .front_matter
            .iter()
            .find(|(k, _)| k == key)
            .map(|(_, value)| value.as_str())
    };
    let value = KEYS.iter().find_map(value)?;
    Some(dates(value, Order::DayFirst).first()?.date)
}

/// The most telling date of one block; `alone` is what a date is worth that stands there without a cue.
fn in_block(
    words: &str,
    order: Order,
    alone: Option<Cue>,
    trust: Trust,
) -> Option<(Cue, PolicyDate)> {
    const LONG: usize = 200;
    if !words.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let trust = if words.len() > LONG {
        Trust::OnlyOfThePolicy
    } else {
        trust
    };
    let mut best: Option<(Cue, PolicyDate)> = None;
    for found in dates(words, order) {
        let before = words.get(..found.span.start()).unwrap_or_default();
        let after = words.get(found.span.end()..).unwrap_or_default();
        let is_alone =
            !before.contains(char::is_alphanumeric) && !after.contains(char::is_alphanumeric);
        let cue = match cue_before(before, trust) {
            Some(_) if after.trim_start().starts_with("until") => None,
            Some(Cue::Effective | Cue::Plain) if goes_on_about_law(after) => None,
            None if is_alone => alone,
            cue => cue,
        };
        if let Some(cue) = cue
            && best.is_none_or(|(known, _)| cue > known)
        {
            best = Some((cue, found.date));
        }
    }
    best
}

/// "Effective January 1, 2020, the CCPA gives …" tells the date of a law.
fn goes_on_about_law(after: &str) -> bool {
    after.starts_with(", ")
        && after.split_whitespace().count() > 4
        && !after.to_lowercase().starts_with(", and")
}

/// What a block that is only a cue says about the date in the next one: "Effective date:".
fn cue_alone(words: &str) -> Option<Cue> {
    const LONGEST: usize = 60;
    let cue = || cue_before(words, Trust::AnyCue).filter(|cue| *cue > Cue::Plain);
    if words.len() > LONGEST { None } else { cue() }
}

/// What the words before a date say about it.
fn cue_before(before: &str, trust: Trust) -> Option<Cue> {
    const CUES: [(&str, Cue); 21] = [
        ("updated", Cue::Updated),
        ("update", Cue::Updated),
        ("revised", Cue::Updated),
        ("revision", Cue::Updated),
        ("modified", Cue::Updated),
        ("modification", Cue::Updated),
        ("amended", Cue::Updated),
        ("changed", Cue::Updated),
        ("reviewed", Cue::Plain),
        ("effective", Cue::Effective),
        ("valid from", Cue::Effective),
        ("valid as of", Cue::Effective),
        ("in force", Cue::Effective),
        ("in effect", Cue::Effective),
        ("into effect", Cue::Effective),
        ("applies from", Cue::Effective),
        ("applicable from", Cue::Effective),
        ("version", Cue::Plain),
        ("date", Cue::Plain),
        ("as of", Cue::Plain),
        ("published", Cue::Plain),
    ];
    const OTHERS: [&str; 9] = [
        "previous",
        "prior",
        "before",
        "until",
        "archive",
        "since",
        "copyright",
        "last visited",
        "earlier",
    ];
    const NEAR: usize = 34;
    const REACH: usize = 90;
    let start = before
        .char_indices()
        .rev()
        .take(REACH)
        .last()
        .map_or(0, |(at, _)| at);
    let window = before.get(start..).unwrap_or_default().to_lowercase();
    let ends =
        |(cue, meaning): &(&str, Cue)| window.rfind(cue).map(|at| (at + cue.len(), *meaning, at));
    // The cue next to the date counts; "effective date" is not the plain "date" that ends it.
    let (end, meaning, at) = CUES
        .iter()
        .filter_map(ends)
        .max_by_key(|(end, meaning, _)| (*end, *meaning))?;
    let between = window.get(end..)?;
    if between.chars().count() > NEAR || OTHERS.iter().any(|other| between.contains(other)) {
        return None;
    }
    let head = window.get(..at)?;
    let meaning = if meaning == Cue::Plain {
        plain_cue(head, between)?
    } else {
        meaning
    };
    let other_version = OTHERS.iter().any(|other| {
        head.ends_with(&format!("{other} ")) || head.ends_with(&format!("{other}ly "))
    });
    let of_the_policy = [
        "policy",
        "notice",
        "statement",
        "version",
        "last ",
        "page",
        "document",
    ]
    .iter()
    .any(|w| head.contains(w));
    (!other_version && (trust == Trust::AnyCue || of_the_policy)).then_some(meaning)
}

/// "Effective date", "date of last revision", "last update date": the word "date" itself says little.
fn plain_cue(head: &str, between: &str) -> Option<Cue> {
    let says = |word: &str| head.trim_end().ends_with(word) || between.contains(word);
    if [
        "updated",
        "update",
        "revised",
        "revision",
        "modified",
        "modification",
    ]
    .into_iter()
    .any(says)
    {
        Some(Cue::Updated)
    } else if says("effective") {
        Some(Cue::Effective)
    } else {
        Some(Cue::Plain)
    }
}

/// Day or month first in the figures of this document: as a date that can only be read one way shows,
/// else as its dates in words are written.
fn order_of(document: &Document) -> Order {
    let (mut day, mut month) = (0_usize, 0_usize);
    for block in &document.blocks {
        let words = document.words(block);
        if words.contains('/') {
            for [first, second] in slashed(words) {
                day += 4 * usize::from(first > 12 && second <= 12);
                month += 4 * usize::from(second > 12 && first <= 12);
            }
        }
        if words.len() < 400 && words.contains("20") {
            for found in dates(words, Order::DayFirst)
                .iter()
                .filter(|found| found.date.day.is_some())
            {
                let written = found.span.of(words);
                let letters_first = written.starts_with(char::is_alphabetic);
                month += usize::from(letters_first);
                day += usize::from(!letters_first && written.contains(char::is_alphabetic));
            }
        }
    }
    if month > day {
        Order::MonthFirst
    } else {
        Order::DayFirst
    }
}

/// First and second figure of what looks like a date with slashes.
fn slashed(words: &str) -> impl Iterator<Item = [u32; 2]> {
    words.split_whitespace().filter_map(|word| {
        let mut parts = word.trim_matches(|c: char| !c.is_ascii_digit()).split('/');
        let [first, second, third] = [parts.next()?, parts.next()?, parts.next()?];
        let is_date =
            parts.next().is_none() && matches!(third.len(), 2 | 4) && third.parse::<u32>().is_ok();
        is_date.then_some([first.parse().ok()?, second.parse().ok()?])
    })
}

/// All dates in `words`, in order.
fn dates(words: &str, order: Order) -> Vec<Found> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn first_date(words: &str, order: Order) -> Option<(u16, u8, Option<u8>)> {
        dates(words, order)
            .first()
            .map(|f| (f.date.year, f.date.month, f.date.day))
    }

    fn told(words: &str) -> Option<(u16, u8, Option<u8>)> {
        in_block(words, Order::MonthFirst, None, Trust::AnyCue)
            .map(|(_, d)| (d.year, d.month, d.day))
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

    #[test]
    fn cues_tell_which_date_is_the_policys() {
        assert_eq!(
            told("Last updated: April 19, 2026"),
            Some((2026, 4, Some(19)))
        );
        assert_eq!(
            told("Effective Date: March 28, 2023"),
            Some((2023, 3, Some(28)))
        );
        assert_eq!(
            told("Date of Last Revision: August 26, 2025"),
            Some((2025, 8, Some(26)))
        );
        assert_eq!(
            told("Valid from 7th of May 2020, updated July 13th, 2026."),
            Some((2026, 7, Some(13)))
        );
        assert_eq!(
            told("This version (Version 4.15) is effective as of July 8, 2025."),
            Some((2025, 7, Some(8)))
        );
    }

    #[test]
    fn dates_of_laws_and_of_other_versions_are_not_the_policys() {
        assert_eq!(told("(View previous versions: 10/3/22, 10/1/21)"), None);
        assert_eq!(
            told("Effective January 1, 2020, the CCPA gives residents of California more rights."),
            None
        );
        assert_eq!(
            told("© 2019-2024 Acme. On September 27, 2013, California enacted a law."),
            None
        );
        assert_eq!(told("Previously updated: May 1, 2019"), None);
    }

    #[test]
    fn a_line_that_only_tells_the_date_is_a_date_line() {
        assert!(is_date_line("Updated July 30, 2025"));
        assert!(is_date_line("April 2, 2026"));
        assert!(!is_date_line("3. Changes since 2020"));
        assert!(!is_date_line("Your rights"));
    }
}
