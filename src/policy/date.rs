//! When a policy was last changed or took effect, as it says itself.

use crate::document::Document;

use super::PolicyDate;
use super::written_date::{Order, dates, slashed};

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
    let all = document.blocks.len();
    let top_end = (title.unwrap_or(0) + TOP).min(all);
    let end_start = all.saturating_sub(END).max(top_end);
    let search = Search {
        document,
        title,
        left_out,
        order: order_of(document),
        top_end,
    };
    search
        .best((0..top_end).chain(end_start..all), Trust::AnyCue)
        .or_else(|| search.best(top_end..end_start, Trust::OnlyOfThePolicy))
        .or_else(|| in_front_matter(document))
}

/// What a search for the date knows of the document.
struct Search<'a> {
    document: &'a Document,
    title: Option<usize>,
    left_out: &'a [bool],
    order: Order,
    /// The first block below the top of the text.
    top_end: usize,
}

impl Search<'_> {
    /// The most telling date of the blocks at `places`.
    fn best(&self, places: impl Iterator<Item = usize>, trust: Trust) -> Option<PolicyDate> {
        let mut best: Option<(Cue, PolicyDate)> = None;
        let mut carried = None;
        for i in places.filter(|i| !self.left_out[*i]) {
            let words = self.document.whole_words(&self.document.blocks[i]);
            let alone = carried
                .take()
                .or(self.is_near_title(i).then_some(Cue::Plain));
            carried = cue_alone(words);
            let Some((cue, date)) = in_block(words, self.order, alone, trust) else {
                continue;
            };
            // Below the top, former versions may be listed, from the present one backwards or up to it.
            let beats =
                |(known, at)| cue > known || (cue == known && i >= self.top_end && date > at);
            if best.is_none_or(beats) {
                best = Some((cue, date));
            }
        }
        best.map(|(_, date)| date)
    }

    /// Whether a date may stand there without a word that says what it is.
    fn is_near_title(&self, i: usize) -> bool {
        const NEAR: usize = 5;
        let title = self.title.unwrap_or(0);
        (title..title + NEAR).contains(&i)
    }
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
            Some(Cue::Plain) if !is_brief(before, after) => None,
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

/// Whether little stands around a date: "Version 3.3, as of May 2, 2024", no "As of May 2, 2024, we have never …".
fn is_brief(before: &str, after: &str) -> bool {
    before.split_whitespace().count() <= 7 && after.split_whitespace().count() <= 4
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> Option<(u16, u8, Option<u8>)> {
        in_block(words, Order::MonthFirst, None, Trust::AnyCue)
            .map(|(_, d)| (d.year, d.month, d.day))
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
