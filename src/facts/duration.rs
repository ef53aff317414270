//! Lengths of time in words and figures: "thirty (30) days", "a year", "3 to 6 months", "P13M".

use std::ops::Range;

use super::reading::{Break, Reading, Text, Word};
use super::{Duration, TimeUnit};

impl Duration {
    /// The length as ISO 8601 writes it: "P30D", "PT10M".
    pub fn iso8601(&self) -> String {
        let (prefix, unit) = match self.unit {
            TimeUnit::Second => ("PT", 'S'),
            TimeUnit::Minute => ("PT", 'M'),
            TimeUnit::Hour => ("PT", 'H'),
            TimeUnit::Day => ("P", 'D'),
            TimeUnit::Week => ("P", 'W'),
            TimeUnit::Month => ("P", 'M'),
            TimeUnit::Year => ("P", 'Y'),
        };
        format!("{prefix}{}{unit}", self.count)
    }

    /// The length that ISO 8601 writes as `text`, where it has one unit: "P30D", "PT10M".
    pub fn from_iso8601(text: &str) -> Option<Self> {
        iso_length(text)
    }

    /// The length that a person writes as `text`: "30 days", "1 year", or as ISO 8601 does.
    pub fn written(text: &str) -> Option<Self> {
        let text = text.trim();
        let in_words = || {
            let (count, unit) = text.split_once(char::is_whitespace)?;
            let count = Halves::whole(count.parse().ok()?)?;
            count.of(unit_of(&unit.trim().to_lowercase())?)
        };
        iso_length(text).or_else(in_words)
    }

    /// The length in seconds, so that lengths can be compared. A month counts as a twelfth of a year.
    pub fn seconds(&self) -> u64 {
        let unit = match self.unit {
            TimeUnit::Second => 1,
            TimeUnit::Minute => 60,
            TimeUnit::Hour => 3_600,
            TimeUnit::Day => 86_400,
            TimeUnit::Week => 604_800,
            TimeUnit::Month => 2_629_800,
            TimeUnit::Year => 31_557_600,
        };
        u64::from(self.count) * unit
    }
}

/// A length of time and the words that give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// How long.
    pub duration: Duration,
    /// The words, by their place in the text.
    pub words: Range<usize>,
}

/// The lengths of time in `words` of `text`, in order; "10 to 14 days" gives two that share the unit.
pub fn periods(reading: &Reading<'_>, text: &Text, words: &Range<usize>) -> Vec<Period> {
    let mut found = Vec::new();
    let mut at = words.start;
    while at < words.end {
        let cursor = Cursor {
            reading,
            text,
            end: words.end,
        };
        match cursor.periods_at(at) {
            Some(periods) => {
                at = periods.last().map_or(at, |period| period.words.end);
                found.extend(periods);
            }
            None => at += 1,
        }
    }
    found
}

/// A count that may be a half, in halves: "one and a half".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Halves(u32);

impl Halves {
    fn whole(count: u32) -> Option<Self> {
        count.checked_mul(2).map(Self)
    }

    /// The length in `unit`, or in a smaller one where it is no whole number of them.
    fn of(self, unit: TimeUnit) -> Option<Duration> {
        let (count, unit) = match (self.0 % 2, unit) {
            (0, unit) => (self.0 / 2, unit),
            (_, TimeUnit::Year) => (self.0.checked_mul(6)?, TimeUnit::Month),
            (_, TimeUnit::Day) => (self.0.checked_mul(12)?, TimeUnit::Hour),
            (_, TimeUnit::Hour) => (self.0.checked_mul(30)?, TimeUnit::Minute),
            (_, TimeUnit::Minute) => (self.0.checked_mul(30)?, TimeUnit::Second),
            (_, TimeUnit::Second | TimeUnit::Week | TimeUnit::Month) => return None,
        };
        // "in the 2023 financial year" counts nothing.
        let is_calendar_year = unit == TimeUnit::Year && (1800..=2200).contains(&count);
        (count > 0 && !is_calendar_year).then_some(Duration { count, unit })
    }
}

/// Reads on from a place in a text, up to an end.
struct Cursor<'a> {
    reading: &'a Reading<'a>,
    text: &'a Text,
    end: usize,
}

impl Cursor<'_> {
    fn word(&self, at: usize) -> Option<&Word> {
        self.text.words.get(at).filter(|_| at < self.end)
    }

    fn form(&self, at: usize) -> &str {
        self.word(at).map_or("", |word| self.reading.form(word))
    }

    /// The word at `at`, if no more than a bracket or hyphen parts it from the one before.
    fn joined(&self, at: usize) -> &str {
        match self.word(at) {
            Some(word) if matches!(word.before, Break::None | Break::Bracket) => {
                self.reading.form(word)
            }
            _ => "",
        }
    }

    /// What is written between the words at `at - 1` and `at`.
    fn gap_before(&self, at: usize) -> &str {
        match (self.word(at.wrapping_sub(1)), self.word(at)) {
            (Some(last), Some(next)) => self
                .reading
                .policy
                .words(crate::policy::Span::new(last.span.end(), next.span.start())),
            _ => "",
        }
    }

    fn periods_at(&self, at: usize) -> Option<Vec<Period>> {
        self.named_length(at)
            .map(|period| vec![period])
            .or_else(|| self.counted(at))
    }

    /// Lengths that need no number before a unit: "P13M", "24h", "fortnight".
    fn named_length(&self, at: usize) -> Option<Period> {
        let form = self.form(at);
        let duration = match form {
            "fortnight" => Halves(4).of(TimeUnit::Week),
            "semester" => Halves(12).of(TimeUnit::Month),
            _ if self.is_glued(at) || self.is_glued(at + 1) => None,
            _ => iso_length(self.written(at)).or_else(|| figure_with_unit(form)),
        }?;
        let words = at..at + 1;
        Some(Period { duration, words })
    }

    /// Whether the word at `at` hangs on the one before, as in an address: "043d-7c16".
    fn is_glued(&self, at: usize) -> bool {
        self.gap_before(at)
            .chars()
            .any(|c| matches!(c, '-' | '/' | '_' | '#' | '=' | '.'))
            && !self.gap_before(at).contains(char::is_whitespace)
    }

    fn written(&self, at: usize) -> &str {
        self.word(at).map_or("", |word| self.reading.written(word))
    }

    /// One or two numbers and the unit that they share.
    fn counted(&self, start: usize) -> Option<Vec<Period>> {
        let (first, after_first) = self.number(start)?;
        if let Some((unit, end)) = self.unit(after_first) {
            if self.is_no_length(start, end) {
                return None;
            }
            let (duration, end) = self.with_remainder(first, unit, end)?;
            let words = start..end;
            return Some(vec![Period { duration, words }]);
        }
        let second_at = self.range_sign(after_first)?;
        let (second, after_second) = self.number(second_at)?;
        let (unit, end) = self.unit(after_second)?;
        Some(vec![
            Period {
                duration: first.of(unit)?,
                words: start..after_first,
            },
            Period {
                duration: second.of(unit)?,
                words: second_at..end,
            },
        ])
    }

    /// The length of `count` of `unit` with what is added to it in a smaller unit, and the place after it: "one year and six
    /// months", "a year and a half".
    fn with_remainder(
        &self,
        count: Halves,
        unit: TimeUnit,
        end: usize,
    ) -> Option<(Duration, usize)> {
        let at = match self.joined(end) {
            "and" => end + 1,
            _ => end,
        };
        if at > end && (self.joined(at), self.joined(at + 1)) == ("a", "half") {
            let and_half = Halves(count.0.checked_add(1)?);
            return Some((and_half.of(unit)?, at + 2));
        }
        let whole = count.of(unit)?;
        let sum = || {
            let (more, after) = self.number(at)?;
            let (smaller, after) = self.unit(after)?;
            let more = more.of(smaller)?;
            let of_smaller = match (whole.unit, more.unit) {
                (TimeUnit::Year, TimeUnit::Month) => 12,
                (TimeUnit::Week, TimeUnit::Day) => 7,
                (TimeUnit::Day, TimeUnit::Hour) => 24,
                (TimeUnit::Hour, TimeUnit::Minute) => 60,
                _ => return None,
            };
            let count = whole.count.checked_mul(of_smaller)?;
            let count = count.checked_add(more.count)?;
            Some((Duration { count, ..more }, after))
        };
        Some(sum().unwrap_or((whole, end)))
    }

    /// Where the second number of a range begins: after "to", "or", "and", or a dash.
    fn range_sign(&self, at: usize) -> Option<usize> {
        if matches!(self.form(at), "to" | "or" | "and" | "through") {
            return Some(at + 1);
        }
        self.gap_before(at).contains(['-', '–', '—']).then_some(at)
    }

    /// A number and the place after it: "30", "thirty", "thirty (30)", "30 (thirty)", "one and a half", "a", "half a".
    fn number(&self, at: usize) -> Option<(Halves, usize)> {
        if self.form(at) == "half" {
            let after = if matches!(self.joined(at + 1), "a" | "an") {
                at + 2
            } else {
                at + 1
            };
            return Some((Halves(1), after));
        }
        if matches!(self.form(at), "a" | "an") {
            return Some((Halves(2), at + 1));
        }
        let (count, mut after) = self.plain_number(at)?;
        let is_bracketed = |at: usize| self.word(at).is_some_and(|w| w.before == Break::Bracket);
        if is_bracketed(after)
            && let Some((_, end)) = self.plain_number(after)
        {
            after = end;
        }
        if (
            self.joined(after),
            self.joined(after + 1),
            self.joined(after + 2),
        ) == ("and", "a", "half")
        {
            return Some((Halves(count.0.checked_add(1)?), after + 3));
        }
        Some((count, after))
    }

    /// A number in figures or in words alone.
    fn plain_number(&self, at: usize) -> Option<(Halves, usize)> {
        let form = self.form(at);
        if let Some(count) = figures(form) {
            return Some((count, at + 1));
        }
        let (count, after) = self.in_words(at)?;
        Some((Halves::whole(count)?, after))
    }

    /// "Nine", "thirty", "twenty one", "one hundred and eighty".
    fn in_words(&self, at: usize) -> Option<(u32, usize)> {
        let (count, after) = self.up_to_hundred(at, self.form(at))?;
        if count >= 10 || self.joined(after) != "hundred" {
            return Some((count, after));
        }
        let rest = match self.joined(after + 1) {
            "and" => after + 2,
            _ => after + 1,
        };
        match self.up_to_hundred(rest, self.joined(rest)) {
            Some((more, after)) => Some((count * 100 + more, after)),
            None => Some((count * 100, after + 1)),
        }
    }

    fn up_to_hundred(&self, at: usize, form: &str) -> Option<(u32, usize)> {
        let Some(tens) = tens(form) else {
            return Some((units(form)?, at + 1));
        };
        match units(self.joined(at + 1)) {
            Some(ones) if ones < 10 => Some((tens + ones, at + 2)),
            _ => Some((tens, at + 1)),
        }
    }

    /// The unit and the place after it; "calendar" and the like may stand before it.
    fn unit(&self, at: usize) -> Option<(TimeUnit, usize)> {
        let at = (at..at + 2)
            .find(|at| !STANDS_BEFORE_UNIT.contains(&self.joined(*at)))
            .unwrap_or(at + 2);
        let unit = unit_of(self.joined(at))?;
        // "year(s)"
        let end = if self.joined(at + 1) == "s" {
            at + 2
        } else {
            at + 1
        };
        Some((unit, end))
    }

    /// "24 hours a day" and "once a year" say how often, "Article 6 sec. 1" cites: neither says how long.
    fn is_no_length(&self, start: usize, end: usize) -> bool {
        let article = matches!(self.form(start), "a" | "an") && end == start + 2;
        let before = start.checked_sub(1).map_or("", |at| self.form(at));
        if matches!(
            before,
            "article" | "art" | "section" | "sec" | "paragraph" | "para" | "no"
        ) {
            return true;
        }
        let counts_how_often = matches!(before, "once" | "twice" | "times" | "thrice");
        article && (counts_how_often || unit_of(before).is_some())
    }
}

const STANDS_BEFORE_UNIT: &[&str] = &[
    "additional",
    "business",
    "calendar",
    "complete",
    "consecutive",
    "continuous",
    "financial",
    "fiscal",
    "full",
    "further",
    "more",
    "successive",
    "tax",
    "whole",
    "working",
    "bank",
];

fn unit_of(form: &str) -> Option<TimeUnit> {
    Some(match form {
        "second" | "seconds" | "sec" | "secs" => TimeUnit::Second,
        "minute" | "minutes" | "min" | "mins" => TimeUnit::Minute,
        "hour" | "hours" | "hr" | "hrs" | "h" => TimeUnit::Hour,
        "day" | "days" | "d" => TimeUnit::Day,
        "week" | "weeks" => TimeUnit::Week,
        "month" | "months" | "mo" | "mos" | "mth" | "mths" => TimeUnit::Month,
        "year" | "years" | "yr" | "yrs" | "y" => TimeUnit::Year,
        _ => return None,
    })
}

/// "30", "1,000", "1.5", "1,5"; no other fractions.
fn figures(form: &str) -> Option<Halves> {
    if !form.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some(whole) = form.strip_suffix(".5").or_else(|| form.strip_suffix(",5")) {
        return Halves::whole(whole.parse().ok()?).map(|count| Halves(count.0.saturating_add(1)));
    }
    let are_thousands = form.split(',').skip(1).all(|group| group.len() == 3);
    are_thousands.then(|| Halves::whole(form.replace(',', "").parse().ok()?))?
}

fn units(form: &str) -> Option<u32> {
    const WORDS: &[&str] = &[
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    let place = WORDS.iter().position(|word| *word == form)?;
    u32::try_from(place + 1).ok()
}

fn tens(form: &str) -> Option<u32> {
    const WORDS: &[&str] = &[
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
    ];
    let place = WORDS.iter().position(|word| *word == form)?;
    u32::try_from((place + 2) * 10).ok()
}

/// "P13M", "PT10M", as written.
fn iso_length(written: &str) -> Option<Duration> {
    let rest = written.strip_prefix('P')?;
    let (time, rest) = match rest.strip_prefix('T') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let figures = rest.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let unit = match (time, rest.strip_prefix(figures)?) {
        (false, "D") => TimeUnit::Day,
        (false, "W") => TimeUnit::Week,
        (false, "M") => TimeUnit::Month,
        (false, "Y") => TimeUnit::Year,
        (true, "H") => TimeUnit::Hour,
        (true, "M") => TimeUnit::Minute,
        (true, "S") => TimeUnit::Second,
        _ => return None,
    };
    Halves::whole(figures.parse().ok()?)?.of(unit)
}

/// "24h", "30d", "2yrs".
fn figure_with_unit(form: &str) -> Option<Duration> {
    let unit = form.trim_start_matches(|c: char| c.is_ascii_digit());
    let figures = form.strip_suffix(unit)?;
    if figures.is_empty() {
        return None;
    }
    Halves::whole(figures.parse().ok()?)?.of(unit_of(unit)?)
}

#[cfg(test)]
mod tests {
    use super::super::testing::policy_of;
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::policy::ClauseId;

    fn found(sentence: &str) -> Vec<(String, String)> {
        let policy = policy_of(&[sentence]);
        let reading = Reading::new(&policy, Lexicon::built_in());
        let text = reading.clause(ClauseId(0));
        periods(&reading, text, &(0..text.words.len()))
            .into_iter()
            .map(|p| {
                let written = policy.words(text.span(&p.words)).to_owned();
                (p.duration.iso8601(), written)
            })
            .collect()
    }

    fn lengths(sentence: &str) -> Vec<String> {
        found(sentence).into_iter().map(|(iso, _)| iso).collect()
    }

    #[test]
    fn lengths_of_different_units_can_be_compared() {
        let of = |count, unit| Duration { count, unit }.seconds();
        assert!(of(30, TimeUnit::Day) < of(1, TimeUnit::Month));
        assert_eq!(of(12, TimeUnit::Month), of(1, TimeUnit::Year));
        assert_eq!(of(7, TimeUnit::Day), of(1, TimeUnit::Week));
    }

    #[test]
    fn a_length_is_read_as_a_person_or_iso_8601_writes_it() {
        let year = Some(Duration {
            count: 1,
            unit: TimeUnit::Year,
        });
        for text in ["1 year", " 1  Year ", "P1Y"] {
            assert_eq!(Duration::written(text), year, "{text}");
        }
        for text in [
            "",
            "year",
            "1",
            "one year",
            "1 Y ear",
            "P1X",
            "0 days",
            "99999999999 days",
        ] {
            assert_eq!(Duration::written(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_in_words_and_figures_is_one_period() {
        assert_eq!(
            found("for thirty (30) days or 7 (seven) years"),
            [
                ("P30D".into(), "thirty (30) days".into()),
                ("P7Y".into(), "7 (seven) years".into())
            ]
        );
        assert_eq!(lengths("thirty-six (36) months"), ["P36M"]);
    }

    #[test]
    fn numbers_are_read_in_words_and_figures() {
        for (text, iso) in [
            ("24 months", "P24M"),
            ("two years", "P2Y"),
            ("a year", "P1Y"),
            ("a six-month period", "P6M"),
            ("14 months", "P14M"),
            ("P13M", "P13M"),
            ("PT10M", "PT10M"),
            ("24 hours", "PT24H"),
            ("half a year", "P6M"),
            ("one and a half years", "P18M"),
            ("1.5 years", "P18M"),
            ("1,5 years", "P18M"),
            ("one year and six months", "P18M"),
            ("a year and a half", "P18M"),
            ("1 year 6 months", "P18M"),
            ("2 weeks and 3 days", "P17D"),
            ("a fortnight", "P2W"),
            ("10 business days", "P10D"),
            ("ninety (90) consecutive calendar days", "P90D"),
            ("5 year(s)", "P5Y"),
            ("forty-five days", "P45D"),
            ("1,000 days", "P1000D"),
            ("30d", "P30D"),
            ("an hour", "PT1H"),
        ] {
            assert_eq!(lengths(text).concat(), iso, "{text}");
        }
    }

    #[test]
    fn both_ends_of_a_range_are_periods() {
        assert_eq!(lengths("between 10 and 14 days"), ["P10D", "P14D"]);
        assert_eq!(lengths("10-14 days"), ["P10D", "P14D"]);
        assert_eq!(lengths("from three to six months"), ["P3M", "P6M"]);
        assert_eq!(lengths("3 months to 1 year"), ["P3M", "P1Y"]);
    }

    #[test]
    fn what_says_how_often_or_when_is_no_period() {
        for text in [
            "once a year",
            "24/7",
            "Article 6 sec. 1",
            "example.org/043d-7c16",
            "twice a month",
            "in the 2023 financial year",
            "on 3 May, days later",
            "since 2018",
            "0 days",
            "1,25 years",
            "for some years",
        ] {
            assert!(lengths(text).is_empty(), "{text}");
        }
        assert_eq!(lengths("24 hours a day"), ["PT24H"]);
    }

    #[test]
    fn numbers_too_large_to_count_are_no_periods() {
        for text in [
            "4294967295 years",
            "99999999999999 days",
            "P99999999999D",
            "4000000000.5 years",
        ] {
            assert!(lengths(text).is_empty(), "{text}");
        }
    }
}
