//! The words and short forms for what a policy says.

use crate::coverage::checklist::{Answer, Outcome};
use crate::facts::{
    Duration, Jurisdiction, OpenEnd, Polarity, Relation, Retention, RetentionKind, Safeguard,
    TimeUnit,
};
use crate::policy::PolicyDate;

use super::Charset;

/// What came of a checklist's requirement; never more than what the words show.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::Partly => "partly",
        Outcome::Missing => "missing",
        Outcome::NotStated => "not stated",
        Outcome::NotAssessed => "not assessed",
    }
}

/// What came of a checklist's requirement for one policy: "met", or "met (says that there is none)" where what is asked for is
/// denied.
pub fn answer(answer: &Answer) -> String {
    let outcome = outcome(answer.outcome);
    match answer.polarity {
        Some(Polarity::Denied) => format!("{outcome} (says that there is none)"),
        _ => outcome.to_owned(),
    }
}

/// "stated", "denied" or "absent".
pub fn status(polarity: Option<Polarity>) -> &'static str {
    match polarity {
        Some(Polarity::Stated) => "stated",
        Some(Polarity::Denied) => "denied",
        None => "absent",
    }
}

impl Charset {
    /// The one-cell sign for stated, denied and absent: `●`, `✗`, `·`, or `Y`, `N`, `-`.
    pub fn sign(self, polarity: Option<Polarity>) -> &'static str {
        match (self, polarity) {
            (Self::Unicode, Some(Polarity::Stated)) => "●",
            (Self::Unicode, Some(Polarity::Denied)) => "✗",
            (Self::Unicode, None) => "·",
            (Self::Ascii, Some(Polarity::Stated)) => "Y",
            (Self::Ascii, Some(Polarity::Denied)) => "N",
            (Self::Ascii, None) => "-",
        }
    }
}

impl Charset {
    /// The one-cell sign for what came of a requirement: `●` met, `◐` partly, `✗` missing, `·` not stated, `?` not
    /// assessed.
    pub fn outcome_sign(self, outcome: Outcome) -> &'static str {
        match (self, outcome) {
            (Self::Unicode, Outcome::Met) => "●",
            (Self::Unicode, Outcome::Partly) => "◐",
            (Self::Unicode, Outcome::Missing) => "✗",
            (Self::Unicode, Outcome::NotStated) => "·",
            (Self::Ascii, Outcome::Met) => "Y",
            (Self::Ascii, Outcome::Partly) => "y",
            (Self::Ascii, Outcome::Missing) => "N",
            (Self::Ascii, Outcome::NotStated) => "-",
            (_, Outcome::NotAssessed) => "?",
        }
    }
}

/// A length of time in short: "30 d", "7 y", "10 min".
pub fn period(duration: Duration) -> String {
    let unit = match duration.unit {
        TimeUnit::Second => "s",
        TimeUnit::Minute => "min",
        TimeUnit::Hour => "h",
        TimeUnit::Day => "d",
        TimeUnit::Week => "wk",
        TimeUnit::Month => "mo",
        TimeUnit::Year => "y",
    };
    format!("{} {unit}", duration.count)
}

/// A length of time in words: "30 days", "1 year".
pub fn period_in_words(duration: Duration) -> String {
    let unit = match duration.unit {
        TimeUnit::Second => "second",
        TimeUnit::Minute => "minute",
        TimeUnit::Hour => "hour",
        TimeUnit::Day => "day",
        TimeUnit::Week => "week",
        TimeUnit::Month => "month",
        TimeUnit::Year => "year",
    };
    let plural = if duration.count == 1 { "" } else { "s" };
    format!("{} {unit}{plural}", duration.count)
}

/// How long something is kept, in words: "30 days", "until an event", "30 days after an event". Which event, the quote tells.
pub fn retention(retention: &Retention) -> String {
    kept_for(retention.kind, retention.duration, retention.open_end)
}

/// A retention period in words, as in [`retention`].
pub fn kept_for(
    kind: RetentionKind,
    duration: Option<Duration>,
    open_end: Option<OpenEnd>,
) -> String {
    let length = |length| match open_end {
        Some(OpenEnd::AtLeast) => format!("at least {}", period_in_words(length)),
        Some(OpenEnd::Indefinite) | None => period_in_words(length),
    };
    match (kind, duration) {
        (_, None) if open_end == Some(OpenEnd::Indefinite) => "indefinitely".to_owned(),
        (RetentionKind::EventThenFixed, Some(after)) => format!("{} after an event", length(after)),
        (RetentionKind::Event | RetentionKind::EventThenFixed, _) => "until an event".to_owned(),
        (_, Some(kept)) => length(kept),
        (RetentionKind::Fixed, None) => "a fixed time".to_owned(),
        (RetentionKind::Statutory, None) => "as the law requires".to_owned(),
        (RetentionKind::Criteria, None) => "as long as necessary".to_owned(),
    }
}

/// How long something is kept, for a cell of the matrix: "30 d", "event", "event + 30 d", "law", "as needed".
pub fn retention_brief(retention: &Retention) -> String {
    let length = |length| match retention.open_end {
        Some(OpenEnd::AtLeast) => format!("min. {}", period(length)),
        Some(OpenEnd::Indefinite) | None => period(length),
    };
    match (retention.kind, retention.duration) {
        (_, None) if retention.open_end == Some(OpenEnd::Indefinite) => "no end".to_owned(),
        (RetentionKind::EventThenFixed, Some(after)) => format!("event + {}", length(after)),
        (RetentionKind::Event | RetentionKind::EventThenFixed, _) => "event".to_owned(),
        (_, Some(kept)) => length(kept),
        (RetentionKind::Fixed, None) => "fixed".to_owned(),
        (RetentionKind::Statutory, None) => "law".to_owned(),
        (RetentionKind::Criteria, None) => "as needed".to_owned(),
    }
}

/// The place or law that a fact is limited to: "EU", "California".
pub fn jurisdiction(jurisdiction: Jurisdiction) -> &'static str {
    match jurisdiction {
        Jurisdiction::Eu => "EU",
        Jurisdiction::Uk => "UK",
        Jurisdiction::Ch => "Switzerland",
        Jurisdiction::California => "California",
        Jurisdiction::UsState => "US states",
        Jurisdiction::Brazil => "Brazil",
        Jurisdiction::Turkey => "Türkiye",
        Jurisdiction::Korea => "South Korea",
        Jurisdiction::Canada => "Canada",
        Jurisdiction::Australia => "Australia",
        Jurisdiction::Japan => "Japan",
        Jurisdiction::China => "China",
        Jurisdiction::Other => "elsewhere",
    }
}

/// The places or laws that a fact is limited to, "EU, California"; "everybody" where there are none.
pub fn jurisdictions(scope: &[Jurisdiction]) -> String {
    if scope.is_empty() {
        return "everybody".to_owned();
    }
    scope
        .iter()
        .map(|place| jurisdiction(*place))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What a named organisation does with the data: "processor", "mention".
pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Mention => "mention",
        Relation::Source => "source",
        Relation::Recipient => "recipient",
        Relation::Processor => "processor",
    }
}

/// What protects data in a third country, in words.
pub fn safeguard(safeguard: Safeguard) -> &'static str {
    match safeguard {
        Safeguard::Scc => "standard contractual clauses",
        Safeguard::Adequacy => "adequacy decision",
        Safeguard::Dpf => "EU-US Data Privacy Framework",
        Safeguard::Dpa => "data processing agreement",
        Safeguard::Bcr => "binding corporate rules",
        Safeguard::Consent => "consent",
        Safeguard::NoneNeeded => "no third-country transfer",
    }
}

/// What protects data in a third country, for a cell of the matrix.
pub fn safeguard_brief(safeguard: Safeguard) -> &'static str {
    match safeguard {
        Safeguard::Scc => "SCC",
        Safeguard::Adequacy => "adequacy",
        Safeguard::Dpf => "DPF",
        Safeguard::Dpa => "DPA",
        Safeguard::Bcr => "BCR",
        Safeguard::Consent => "consent",
        Safeguard::NoneNeeded => "no transfer",
    }
}

/// A date as ISO 8601 writes it: "2026-04-19", or "2026-04" where only the month is said.
pub fn date(date: PolicyDate) -> String {
    match date.day {
        Some(day) => format!("{:04}-{:02}-{day:02}", date.year, date.month),
        None => format!("{:04}-{:02}", date.year, date.month),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONTH: Duration = Duration {
        count: 30,
        unit: TimeUnit::Day,
    };

    fn kept(kind: RetentionKind, duration: Option<Duration>) -> Retention {
        Retention {
            subject_id: "logs".into(),
            subject_label: "Logs".to_owned(),
            subject: "server logs".to_owned(),
            kind,
            duration,
            open_end: None,
        }
    }

    #[test]
    fn periods_are_written_short_in_words_and_as_iso() {
        let of = |count, unit| {
            let length = Duration { count, unit };
            (period(length), period_in_words(length), length.iso8601())
        };
        let owned = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(of(30, TimeUnit::Day), owned("30 d", "30 days", "P30D"));
        assert_eq!(
            of(10, TimeUnit::Minute),
            owned("10 min", "10 minutes", "PT10M")
        );
        assert_eq!(of(6, TimeUnit::Month), owned("6 mo", "6 months", "P6M"));
        assert_eq!(of(1, TimeUnit::Year), owned("1 y", "1 year", "P1Y"));
        assert_eq!(of(24, TimeUnit::Hour), owned("24 h", "24 hours", "PT24H"));
    }

    #[test]
    fn retention_is_told_in_words() {
        assert_eq!(
            retention(&kept(RetentionKind::Fixed, Some(MONTH))),
            "30 days"
        );
        assert_eq!(
            retention(&kept(RetentionKind::EventThenFixed, Some(MONTH))),
            "30 days after an event"
        );
        assert_eq!(
            retention(&kept(RetentionKind::Statutory, None)),
            "as the law requires"
        );
        assert_eq!(
            retention_brief(&kept(RetentionKind::Criteria, None)),
            "as needed"
        );
        assert_eq!(
            retention_brief(&kept(RetentionKind::EventThenFixed, Some(MONTH))),
            "event + 30 d"
        );
    }

    #[test]
    fn no_scope_means_everybody() {
        assert_eq!(jurisdictions(&[]), "everybody");
        assert_eq!(
            jurisdictions(&[Jurisdiction::Eu, Jurisdiction::California]),
            "EU, California"
        );
    }

    #[test]
    fn a_date_may_lack_its_day() {
        assert_eq!(
            date(PolicyDate {
                year: 2026,
                month: 4,
                day: Some(9)
            }),
            "2026-04-09"
        );
        assert_eq!(
            date(PolicyDate {
                year: 2026,
                month: 4,
                day: None
            }),
            "2026-04"
        );
    }
}
