//! What a rule asks for: which keys may stand in it, and what they come to.

use serde::Deserialize;

use super::reader::Reader;
use crate::check::places::{self, TRANSFER_SAFEGUARDS};
use crate::check::rule::{Demand, Instead, Offer, Row, Rule, Share, Wanted};
use crate::coverage::Family;
use crate::error::nearest;
use crate::facts::{Duration, TimeUnit};
use crate::lexicon::checklist::{checklist, checklists};

/// What a rule can ask for: exactly one of these stands in it.
const DEMANDS: [&str; 9] = [
    "must-state",
    "must-state-one-of",
    "must-not-state",
    "must-deny",
    "must-not-deny",
    "must-answer",
    "period",
    "processors",
    "checklist",
];

/// What says more of a demand, and of which.
const MODIFIERS: [(&str, &[&str]); 7] = [
    ("plainly", &["must-state", "must-state-one-of", "must-deny"]),
    ("for", &["must-state", "must-state-one-of", "must-deny"]),
    ("at-most", &["period"]),
    ("accept", &["period", "checklist"]),
    ("must-name", &["processors"]),
    ("outside", &["processors"]),
    ("safeguards", &["processors"]),
];

/// What every rule has.
const HEADS: [&str; 3] = ["id", "severity", "sentence"];

/// What `must-name` can name.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Particular {
    Location,
    Safeguard,
}

impl Reader<'_, '_, '_> {
    /// The rule that the table is.
    pub(super) fn rule(&mut self) -> Option<Rule> {
        self.check_keys();
        let id = self.words("id", "a short name in quotes, such as \"erasure\"");
        let sentence = self.words(
            "sentence",
            "what the rule asks for, in a sentence in quotes",
        );
        let severity = self.value("severity", "\"error\", \"warning\" or \"note\"");
        let demand = self.demand();
        Some(Rule {
            id: id?,
            severity: severity.map(|(severity, _)| severity).unwrap_or_default(),
            sentence: sentence?,
            demand: demand?,
        })
    }

    /// The text under `key`, which must say something.
    fn words(&mut self, key: &str, meant: &str) -> Option<String> {
        let text: String = self.needed(key, meant)?;
        if text.trim().is_empty() {
            self.tell(key, format!("`{key}` is empty; write {meant}"));
            return None;
        }
        Some(text)
    }

    /// Tells of keys that there are not, and of those that belong to another demand.
    fn check_keys(&mut self) {
        for key in self.keys.keys() {
            let (at, key) = (key.span().start, key.get_ref().as_ref());
            if let Some((_, demands)) = MODIFIERS.iter().find(|(name, _)| *name == key) {
                if !demands.iter().any(|demand| self.keys.contains_key(*demand)) {
                    let message = format!("`{key}` belongs to {}", demands.join(" and "));
                    self.mistakes.tell(at, message);
                }
            } else if !HEADS.contains(&key) && !DEMANDS.contains(&key) {
                let modifiers = MODIFIERS.iter().map(|(name, _)| *name);
                let known: Vec<&str> = HEADS.into_iter().chain(DEMANDS).chain(modifiers).collect();
                let message = match nearest(key, known.iter().copied()) {
                    Some(near) => format!("there is no `{key}`; is `{near}` meant?"),
                    None => format!("there is no `{key}`; there are {}", known.join(", ")),
                };
                self.mistakes.tell(at, message);
            }
        }
    }

    fn demand(&mut self) -> Option<Demand> {
        let asked: Vec<&str> = DEMANDS
            .into_iter()
            .filter(|demand| self.keys.contains_key(*demand))
            .collect();
        let [asked] = asked.as_slice() else {
            let message = match asked.as_slice() {
                [] => format!(
                    "the rule asks for nothing; give it one of {}",
                    DEMANDS.join(", ")
                ),
                all => format!(
                    "a rule asks for one thing; make rules of {}",
                    all.join(", ")
                ),
            };
            self.mistakes.tell(self.at, message);
            return None;
        };
        match *asked {
            "must-state" => self.state(asked, Share::All),
            "must-state-one-of" => self.state(asked, Share::One),
            "must-not-state" => self.rows(asked).map(Demand::NotState),
            "must-deny" => self.deny(asked),
            "must-not-deny" => self.deniable(asked).map(Demand::NotDeny),
            "must-answer" => self.rows(asked).map(Demand::Answer),
            "period" => self.period(),
            "processors" => self.processors(),
            _ => self.checklist(),
        }
    }

    fn state(&mut self, key: &str, share: Share) -> Option<Demand> {
        let (rows, offer) = (self.rows(key), self.offer());
        let rows = rows?;
        Some(Demand::State { rows, share, offer })
    }

    fn deny(&mut self, key: &str) -> Option<Demand> {
        let (rows, offer) = (self.deniable(key), self.offer());
        let rows = rows?;
        Some(Demand::Deny { rows, offer })
    }

    /// The rows that `key` names, which can be denied: what policies name is never so.
    fn deniable(&mut self, key: &str) -> Option<Vec<Row>> {
        let rows = self.rows(key)?;
        for row in rows.iter().filter(|row| row.name.family.is_open()) {
            let message = format!(
                "`{}` is never denied, only stated or not; use must-not-state or must-state",
                row.name
            );
            self.tell(key, message);
        }
        Some(rows)
    }

    /// What is accepted in place of what is asked for, of what there is.
    fn accepted(&mut self, there_is: &[Instead], meant: &str) -> Vec<Instead> {
        let accepted: Vec<Instead> = self.all("accept", meant).unwrap_or_default();
        if accepted.iter().any(|one| !there_is.contains(one)) {
            self.tell("accept", format!("`accept` is {meant} here"));
        }
        accepted
    }

    /// To whom it must be said, and how.
    fn offer(&mut self) -> Offer {
        let to = self.list("for", "a list of places: \"eu\", \"uk\", \"ch\", \"california\", \"us-state\", \"brazil\", \"turkey\", \"korea\", \"canada\", \"australia\", \"japan\", \"china\"");
        let plainly = self.value("plainly", "true or false");
        Offer {
            to: to.unwrap_or_default(),
            plainly: plainly.is_some_and(|(plainly, _)| plainly),
        }
    }

    fn period(&mut self) -> Option<Demand> {
        let rows = self.rows("period");
        let length: Option<String> = self.needed(
            "at-most",
            "a length of time in quotes: \"30 days\", \"1 year\", \"P1Y\"",
        );
        let accepted = self.accepted(
            &[
                Instead::Event,
                Instead::Statutory,
                Instead::Criteria,
                Instead::Silence,
            ],
            "a list of \"event\", \"statutory\", \"criteria\" and \"silence\"",
        );
        let mut rows = rows?;
        let (Some(row), true) = (rows.pop(), rows.is_empty()) else {
            self.tell(
                "period",
                "`period` is one row, such as \"retention.account-data\"".to_owned(),
            );
            return None;
        };
        let has_periods = row.name.family == Family::Retention
            || row.name.to_string() == "disclosures.response-time";
        if !has_periods {
            let message = format!(
                "`{}` states no period; rows of retention do, and disclosures.response-time",
                row.name
            );
            self.tell("period", message);
        }
        let length = length?;
        let Some(length) = Duration::written(&length).or_else(|| compound(&length)) else {
            self.tell(
                "at-most",
                format!(
                    "`{length}` is no length of time; write \"30 days\", \"1 year\", \"P1Y\" or \"P1Y6M\""
                ),
            );
            return None;
        };
        Some(Demand::AtMost {
            row,
            length,
            accepted,
        })
    }

    fn processors(&mut self) -> Option<Demand> {
        let names = self.texts(
            "processors",
            "\"*\" for all, or ids of processors such as \"stripe\"",
        );
        let particulars: Option<Vec<Particular>> =
            self.needed_list("must-name", "\"location\" or \"safeguard\"");
        let is_of_safeguards = |all: &Vec<Particular>| all.contains(&Particular::Safeguard);
        if !particulars.as_ref().is_none_or(is_of_safeguards) {
            for key in ["outside", "safeguards"] {
                if self.keys.contains_key(key) {
                    let message = format!(
                        "`{key}` says more of a safeguard; write must-name = \"safeguard\", or leave it out"
                    );
                    self.tell(key, message);
                }
            }
        }
        let outside: Option<Vec<String>> = self.list(
            "outside",
            "a list of places: \"EEA\", \"EU\", or countries such as \"CH\"",
        );
        let safeguards = self.list("safeguards", "a list of \"scc\", \"adequacy\", \"dpf\", \"dpa\", \"bcr\", \"consent\" and \"none-needed\"");
        for place in outside
            .iter()
            .flatten()
            .filter(|place| !places::is_code(place))
        {
            let help = match places::meant_by(place) {
                Some(code) => format!("is `{code}` meant?"),
                None => {
                    "write \"EEA\", \"EU\" or a country as ISO 3166 does, such as \"CH\"".to_owned()
                }
            };
            self.tell("outside", format!("`{place}` is no place; {help}"));
        }
        let rows = names?
            .into_iter()
            .map(|name| self.row("processors", &format!("processors.{name}")));
        // All are looked at, so that each mistake is told.
        let rows: Vec<Option<Row>> = rows.collect();
        let counted = safeguards.unwrap_or_else(|| TRANSFER_SAFEGUARDS.to_vec());
        let wanted = particulars?.into_iter().map(|particular| match particular {
            Particular::Location => Wanted::Location,
            Particular::Safeguard => Wanted::Safeguard(counted.clone()),
        });
        Some(Demand::Named {
            processors: rows.into_iter().collect::<Option<_>>()?,
            outside: outside.unwrap_or_default(),
            wanted: wanted.collect(),
        })
    }

    fn checklist(&mut self) -> Option<Demand> {
        let accepted = self.accepted(&[Instead::Partly], "\"partly\"");
        let name: String = self.needed(
            "checklist",
            "the name of a checklist in quotes, such as \"gdpr-13\"",
        )?;
        let Some(checklist) = checklist(&name) else {
            let ids: Vec<&str> = checklists()
                .iter()
                .map(|checklist| checklist.id.as_str())
                .collect();
            self.tell(
                "checklist",
                format!(
                    "there is no checklist `{name}`; there are {}",
                    ids.join(", ")
                ),
            );
            return None;
        };
        Some(Demand::Complete {
            checklist,
            accepted,
        })
    }
}

/// The length that ISO 8601 writes with more than one unit, where one holds all of them: "P1Y6M", "P2W3D".
fn compound(text: &str) -> Option<Duration> {
    let parts = text.trim().strip_prefix('P')?;
    let parts = parts.split_inclusive(|c: char| c.is_ascii_uppercase());
    let parts: Option<Vec<(u32, TimeUnit)>> = parts
        .map(|part| {
            let count = part.trim_end_matches(|c: char| c.is_ascii_uppercase());
            let (units, unit) = match part.strip_prefix(count)? {
                "Y" => (12, TimeUnit::Month),
                "M" => (1, TimeUnit::Month),
                "W" => (7, TimeUnit::Day),
                "D" => (1, TimeUnit::Day),
                _ => return None,
            };
            Some((count.parse::<u32>().ok()?.checked_mul(units)?, unit))
        })
        .collect();
    let parts = parts?;
    let (_, unit) = *parts.first()?;
    let of_one_kind = parts.iter().all(|(_, other)| *other == unit);
    let mut counts = parts.iter().map(|(count, _)| *count);
    let count = counts.try_fold(0_u32, u32::checked_add)?;
    (of_one_kind && count > 0).then_some(Duration { count, unit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_several_units_is_one_length() {
        let of = |text| compound(text).map(|length| length.iso8601());
        assert_eq!(of("P1Y6M").as_deref(), Some("P18M"));
        assert_eq!(of("P2W3D").as_deref(), Some("P17D"));
        for text in [
            "P1M15D",
            "P",
            "P1Y6",
            "1Y6M",
            "P0Y0M",
            "PT1H30M",
            "P-1Y6M",
            "P9999999999Y1M",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
