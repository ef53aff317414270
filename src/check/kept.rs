//! How long data are kept, statement by statement: what has become longer, and what has lost its length.

use std::cmp::Reverse;

use crate::display::kept_for;
use crate::facts::{Duration, OpenEnd, RetentionKind};

/// How long one statement says that something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kept<'a> {
    /// Which data, in the policy's own words.
    pub(super) subject: &'a str,
    pub(super) kind: RetentionKind,
    pub(super) length: Option<Duration>,
    pub(super) open_end: Option<OpenEnd>,
    /// The place of the statement in its cell.
    pub(super) place: usize,
}

/// How open the end of a period is, the most definite first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// A length of time from the start.
    Counted,
    /// Something that happens, and a length of time after it.
    Event,
    /// What others set: the law.
    SetElsewhere,
    /// A length of time that may become longer: "at least 7 years".
    Lengthened,
    /// As long as necessary.
    Open,
    /// Indefinitely.
    None,
}

impl Kept<'_> {
    fn end(&self) -> End {
        match (self.kind, self.length) {
            _ if self.open_end == Some(OpenEnd::Indefinite) => End::None,
            _ if self.open_end == Some(OpenEnd::AtLeast) => End::Lengthened,
            (RetentionKind::Event | RetentionKind::EventThenFixed, _) => End::Event,
            (_, Some(_)) => End::Counted,
            (RetentionKind::Fixed | RetentionKind::Statutory, None) => End::SetElsewhere,
            (RetentionKind::Criteria, None) => End::Open,
        }
    }

    fn seconds(&self) -> u64 {
        self.length.map_or(0, |length| length.seconds())
    }

    fn rank(&self) -> (End, u64) {
        (self.end(), self.seconds())
    }

    fn is_about(&self, other: &Self) -> bool {
        self.subject.eq_ignore_ascii_case(other.subject)
    }

    /// Whether `now` is longer than this, or its end less definite.
    fn rises_to(&self, now: &Self) -> bool {
        let both_counted = self.length.is_some() && now.length.is_some();
        now.rank() > self.rank() || both_counted && now.seconds() > self.seconds()
    }

    /// The period in words: "30 days after an event".
    pub(super) fn in_words(&self) -> String {
        kept_for(self.kind, self.length, self.open_end)
    }
}

/// The longest of `all`, or that with the least definite end.
pub(super) fn longest<'a>(all: &[Kept<'a>]) -> Option<Kept<'a>> {
    all.iter().copied().max_by_key(Kept::rank)
}

/// What has become longer, or has lost its length, from `was` to `now`: each period with what has come in its place.
///
/// Statements on the same subject are compared with each other; the rest as wholes, for subjects change their names.
pub(super) fn risen<'a>(was: &[Kept<'a>], now: &[Kept<'a>]) -> Vec<(Kept<'a>, Kept<'a>)> {
    let mut found = Vec::new();
    let about = |all: &[Kept<'a>], one: &Kept<'a>| -> Vec<Kept<'a>> {
        let own = all.iter().filter(|other| other.is_about(one));
        own.copied().collect()
    };
    for (place, one) in was.iter().enumerate() {
        let is_first = !was.iter().take(place).any(|before| before.is_about(one));
        let (before, after) = (about(was, one), about(now, one));
        if is_first && !after.is_empty() {
            risen_among((&before, &after), (&before, &after), &mut found);
        }
    }
    let rest = |all: &[Kept<'a>], others: &[Kept<'a>]| -> Vec<Kept<'a>> {
        let own = all.iter().filter(|one| about(others, one).is_empty());
        own.copied().collect()
    };
    risen_among((&rest(was, now), &rest(now, was)), (was, now), &mut found);
    found
}

/// Pairs what is only in `was` with what is only in `now`, the longest with the longest. What is left over is held against
/// all that was, or all that is left, of the same matter.
fn risen_among<'a>(
    (was, now): (&[Kept<'a>], &[Kept<'a>]),
    (all_was, all_now): (&[Kept<'a>], &[Kept<'a>]),
    found: &mut Vec<(Kept<'a>, Kept<'a>)>,
) {
    let only_in = |own: &[Kept<'a>], others: &[Kept<'a>]| -> Vec<Kept<'a>> {
        let is_new = |one: &&Kept<'a>| !others.iter().any(|other| other.rank() == one.rank());
        let mut only: Vec<Kept<'a>> = own.iter().filter(is_new).copied().collect();
        only.sort_by_key(|one| Reverse(one.rank()));
        only
    };
    let (lost, new) = (only_in(was, now), only_in(now, was));
    for place in 0..lost.len().max(new.len()) {
        let pair = match (lost.get(place), new.get(place)) {
            (Some(lost), Some(new)) => lost.rises_to(new).then_some((*lost, *new)),
            (None, Some(new)) => longest(all_was)
                .filter(|longest| longest.rises_to(new))
                .map(|longest| (longest, *new)),
            // What is left may hold of it too; the shortest promises most.
            (Some(lost), None) => all_now
                .iter()
                .min_by_key(|left| left.rank())
                .filter(|_| all_now.iter().all(|left| lost.rises_to(left)))
                .map(|left| (*lost, *left)),
            (None, None) => None,
        };
        found.extend(pair);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::TimeUnit;

    const UNTIL: (RetentionKind, u32) = (RetentionKind::Event, 0);
    const LAW: (RetentionKind, u32) = (RetentionKind::Statutory, 0);
    const NEED: (RetentionKind, u32) = (RetentionKind::Criteria, 0);

    const fn days(count: u32) -> (RetentionKind, u32) {
        (RetentionKind::Fixed, count)
    }

    const fn after(count: u32) -> (RetentionKind, u32) {
        (RetentionKind::EventThenFixed, count)
    }

    fn of<'a>(all: &[(&'a str, (RetentionKind, u32))]) -> Vec<Kept<'a>> {
        let one = |(place, (subject, (kind, count))): (usize, &(&'a str, (RetentionKind, u32)))| {
            let unit = TimeUnit::Day;
            let length = (*count > 0).then_some(Duration {
                count: *count,
                unit,
            });
            let (subject, kind) = (*subject, *kind);
            Kept {
                subject,
                kind,
                length,
                open_end: None,
                place,
            }
        };
        all.iter().enumerate().map(one).collect()
    }

    /// What has risen where all statements are on one subject.
    fn rises(was: &[(RetentionKind, u32)], now: &[(RetentionKind, u32)]) -> Vec<String> {
        let named = |all: &[(RetentionKind, u32)]| -> Vec<(&str, (RetentionKind, u32))> {
            all.iter().map(|one| ("logs", *one)).collect()
        };
        let (was, now) = (named(was), named(now));
        in_words(&risen(&of(&was), &of(&now)))
    }

    fn in_words(found: &[(Kept<'_>, Kept<'_>)]) -> Vec<String> {
        let words = found.iter();
        words
            .map(|(was, now)| format!("{} > {}", was.in_words(), now.in_words()))
            .collect()
    }

    #[test]
    fn a_length_grows_or_gives_way_to_an_end_that_is_less_definite() {
        for (was, now) in [
            (days(30), days(31)),
            (days(30), UNTIL),
            (days(30), LAW),
            (days(30), after(30)),
            (UNTIL, after(3650)),
            (after(30), after(90)),
            (after(30), days(90)),
            (UNTIL, NEED),
            (LAW, NEED),
        ] {
            assert_eq!(rises(&[was], &[now]).len(), 1, "{was:?} {now:?}");
        }
        for (was, now) in [
            (days(30), days(30)),
            (days(30), days(7)),
            (UNTIL, days(30)),
            (LAW, days(3650)),
            (after(30), UNTIL),
            (after(30), days(30)),
            (NEED, LAW),
        ] {
            assert_eq!(rises(&[was], &[now]), [""; 0], "{was:?} {now:?}");
        }
    }

    #[test]
    fn what_may_be_longer_or_never_ends_is_longer_than_what_ends() {
        let open = |kind, count, open_end| Kept {
            open_end: Some(open_end),
            ..of(&[("logs", (kind, count))])[0]
        };
        let week = of(&[("logs", days(7))]);
        let at_least = open(RetentionKind::Fixed, 7, OpenEnd::AtLeast);
        let never = open(RetentionKind::Criteria, 0, OpenEnd::Indefinite);
        assert_eq!(
            in_words(&risen(&week, &[at_least])),
            ["7 days > at least 7 days"]
        );
        assert_eq!(
            in_words(&risen(&of(&[("logs", NEED)]), &[never])),
            ["as long as necessary > indefinitely"]
        );
        assert_eq!(risen(&[never], &week), []);
    }

    #[test]
    fn several_statements_are_compared_one_by_one() {
        let month_and_years = [days(30), days(730)];
        assert_eq!(
            rises(&month_and_years, &[days(730)]),
            ["30 days > 730 days"]
        );
        assert_eq!(
            rises(&month_and_years, &[days(730), days(365)]),
            ["30 days > 365 days"]
        );
        assert_eq!(rises(&month_and_years, &[days(30)]), [""; 0]);
        assert_eq!(
            rises(&[days(30)], &[days(30), LAW]),
            ["30 days > as the law requires"]
        );
        assert_eq!(
            rises(&[LAW, days(30)], &[LAW]),
            ["30 days > as the law requires"]
        );
        assert_eq!(rises(&[days(730)], &[days(730), days(30)]), [""; 0]);
    }

    #[test]
    fn statements_on_one_subject_are_compared_with_each_other() {
        let was = of(&[("server logs", days(30)), ("security logs", days(730))]);
        let swapped = of(&[("Security logs", days(30)), ("Server logs", days(730))]);
        assert_eq!(in_words(&risen(&was, &swapped)), ["30 days > 730 days"]);
        let renamed = of(&[("logs of servers", days(30)), ("security logs", days(730))]);
        assert_eq!(risen(&was, &renamed), []);
        let added = of(&[
            ("server logs", days(30)),
            ("security logs", days(730)),
            ("more", days(800)),
        ]);
        assert_eq!(in_words(&risen(&was, &added)), ["730 days > 800 days"]);
    }
}
