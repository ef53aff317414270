//! What a rule asks for: which keys may stand in it, and what they come to.

use serde::Deserialize;

use super::reader::Reader;
use crate::check::places::{self, TRANSFER_SAFEGUARDS};
use crate::check::rule::{Demand, Instead, Offer, Row, Rule, Share, Wanted};
use crate::coverage::Family;
use crate::error::nearest;
use crate::facts::Duration;
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
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Particular {
    Location,
    Safeguard,
}

impl Reader<'_, '_, '_> {
    /// The rule that the table is.
    pub(super) fn rule(&mut self) -> Option<Rule> {
        self.check_keys();
        let id = self.needed("id", "a short name in quotes, such as \"erasure\"");
        let sentence = self.needed(
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
            "must-not-deny" => self.rows(asked).map(Demand::NotDeny),
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
        let (rows, offer) = (self.rows(key), self.offer());
        let rows = rows?;
        Some(Demand::Deny { rows, offer })
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
        let accepted = self.list::<Instead>(
            "accept",
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
        let Some(length) = Duration::written(&length) else {
            self.tell(
                "at-most",
                format!(
                    "`{length}` is no length of time; write \"30 days\", \"1 year\" or \"P1Y\""
                ),
            );
            return None;
        };
        let accepted = accepted.unwrap_or_default();
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
        let particulars = self.needed_list("must-name", "\"location\" or \"safeguard\"");
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
            let message = format!(
                "`{place}` is no place; write \"EEA\", \"EU\" or a country in two capitals, such as \"CH\""
            );
            self.tell("outside", message);
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
        let accepted = self.list::<Instead>("accept", "a list of \"partly\"");
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
        let accepted = accepted.unwrap_or_default();
        Some(Demand::Complete {
            checklist,
            accepted,
        })
    }
}
