//! The rules that a person wrote: what may stand in the file, and every mistake that does.

use std::collections::HashSet;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::places;
use super::rule::{Demand, Instead, Offer, Row, Rule, Rules, Share, Wanted};
use crate::coverage::{Family, RowName};
use crate::error::{Mistake, Mistakes, nearest};
use crate::facts::{Duration, Safeguard};
use crate::lexicon::checklist::{checklist, checklists};
use crate::lexicon::{ConceptKind, Lexicon};

/// Reads the text of the file of rules at `path`; rows must be known to `lexicon`.
///
/// # Errors
/// All mistakes in it, in order of their lines.
pub fn read(path: &str, text: &str, lexicon: &Lexicon) -> Result<Rules, Vec<Mistake>> {
    let (table, mut mistakes) = Mistakes::of_toml(text);
    let is_toml = mistakes.are_none();
    let mut title = None;
    let mut rules = Vec::new();
    let mut ids = HashSet::new();
    // Where the text is no TOML, what else seems to be wrong may only come of that.
    for (key, value) in table.iter().filter(|_| is_toml) {
        let at = key.span().start;
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("title", DeValue::String(text)) => title = Some(text.to_string()),
            ("title", _) => mistakes.tell(at, "`title` is a text in quotes".to_owned()),
            ("rule", DeValue::Array(all)) => {
                for one in all.iter() {
                    let Some(keys) = one.get_ref().as_table() else {
                        mistakes.tell(one.span().start, RULE_FORM.to_owned());
                        continue;
                    };
                    let at = one.span().start;
                    let mut reader = Reader {
                        keys,
                        at,
                        lexicon,
                        mistakes: &mut mistakes,
                    };
                    let Some(rule) = reader.rule() else {
                        continue;
                    };
                    if !ids.insert(rule.id.clone()) {
                        let message = format!(
                            "`{}` is the id of a rule before it; give it another",
                            rule.id
                        );
                        mistakes.tell(at, message);
                    }
                    rules.push(rule);
                }
            }
            ("rule", _) => mistakes.tell(at, RULE_FORM.to_owned()),
            (other, _) => {
                let message = format!("there is no `{other}` here; there are title and [[rule]]");
                mistakes.tell(at, message);
            }
        }
    }
    let is_empty = is_toml && rules.is_empty();
    let read = mistakes.none_or(Rules {
        path: path.to_owned(),
        title,
        rules,
    })?;
    if is_empty {
        let message = format!("there is no rule; {RULE_FORM}");
        return Err(vec![Mistake { line: 1, message }]);
    }
    Ok(read)
}

/// How a rule begins.
const RULE_FORM: &str = "write [[rule]] above the lines of each rule";

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
    ("plainly", &["must-state", "must-state-one-of"]),
    ("for", &["must-state", "must-state-one-of"]),
    ("at-most", &["period"]),
    ("accept", &["period", "checklist"]),
    ("must-name", &["processors"]),
    ("outside", &["processors"]),
    ("safeguards", &["processors"]),
];

/// What every rule has.
const HEADS: [&str; 3] = ["id", "severity", "sentence"];

/// What protects data in a third country by itself: GDPR Art. 45-47. A processing agreement, or consent, must be asked for.
const TRANSFER_SAFEGUARDS: [Safeguard; 4] = [
    Safeguard::Scc,
    Safeguard::Adequacy,
    Safeguard::Dpf,
    Safeguard::Bcr,
];

/// Reads one rule.
struct Reader<'a, 'm, 't> {
    keys: &'a DeTable<'a>,
    /// Where the rule begins.
    at: usize,
    lexicon: &'a Lexicon,
    mistakes: &'m mut Mistakes<'t>,
}

/// One text, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl From<OneOrMore> for Vec<String> {
    fn from(texts: OneOrMore) -> Self {
        match texts {
            OneOrMore::One(text) => vec![text],
            OneOrMore::More(texts) => texts,
        }
    }
}

/// What `must-name` can name.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Particular {
    Location,
    Safeguard,
}

impl<'a> Reader<'a, '_, '_> {
    fn rule(&mut self) -> Option<Rule> {
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
            "must-deny" => self.rows(asked).map(Demand::Deny),
            "must-not-deny" => self.rows(asked).map(Demand::NotDeny),
            "must-answer" => self.rows(asked).map(Demand::Answer),
            "period" => self.period(),
            "processors" => self.processors(),
            _ => self.checklist(),
        }
    }

    fn state(&mut self, key: &str, share: Share) -> Option<Demand> {
        let rows = self.rows(key);
        let to = self.list("for", "a list of places: \"eu\", \"uk\", \"ch\", \"california\", \"us-state\", \"brazil\", \"turkey\", \"korea\", \"canada\", \"australia\", \"japan\", \"china\"");
        let plainly = self.value("plainly", "true or false");
        let offer = Offer {
            to: to.unwrap_or_default(),
            plainly: plainly.is_some_and(|(plainly, _)| plainly),
        };
        let rows = rows?;
        Some(Demand::State { rows, share, offer })
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
        let particular = self.needed("must-name", "\"location\" or \"safeguard\"");
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
        let wanted = match particular? {
            Particular::Location => Wanted::Location,
            Particular::Safeguard => {
                Wanted::Safeguard(safeguards.unwrap_or_else(|| TRANSFER_SAFEGUARDS.to_vec()))
            }
        };
        Some(Demand::Named {
            processors: rows.into_iter().collect::<Option<_>>()?,
            outside: outside.unwrap_or_default(),
            wanted,
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

    /// The rows that `key` names, where all of them are known.
    fn rows(&mut self, key: &str) -> Option<Vec<Row>> {
        let names = self.texts(
            key,
            "a row, or a list of rows: \"rights.erasure\", \"disclosures.dpo\"",
        )?;
        let rows: Vec<Option<Row>> = names.iter().map(|name| self.row(key, name)).collect();
        rows.into_iter().collect()
    }

    fn row(&mut self, key: &str, name: &str) -> Option<Row> {
        let Some(read) = RowName::read(name) else {
            let id = name.split_once('.').map_or(name, |(_, id)| id);
            let message = match self.anywhere(id) {
                Some(near) => format!("`{name}` is no row; is `{near}` meant?"),
                None => format!(
                    "`{name}` is no row; write family and id, as in rights.erasure, recipients.payment, \
                     processors.stripe, retention.account-data, disclosures.dpo"
                ),
            };
            self.tell(key, message);
            return None;
        };
        let known = known(self.lexicon, read.family);
        let mut meant = known.iter().filter(|(id, _)| match read.start() {
            Some(start) => id.starts_with(start),
            None => *id == read.id,
        });
        let Some((_, label)) = meant.next() else {
            let ids = known.iter().map(|(id, _)| *id);
            let near = nearest(&read.id, ids.clone());
            let near = near.map(|id| format!("{}.{id}", read.family.name()));
            let message = match near.or_else(|| self.anywhere(&read.id)) {
                Some(near) => format!("there is no row `{name}`; is `{near}` meant?"),
                None if read.family == Family::Processors => {
                    format!("there is no row `{name}`; a lexicon file can add it, see --lexicon")
                }
                None => format!(
                    "there is no row `{name}`; there are {}",
                    ids.collect::<Vec<_>>().join(", ")
                ),
            };
            self.tell(key, message);
            return None;
        };
        let label = match read.start() {
            Some(_) => format!("anything of {name}"),
            None => (*label).to_owned(),
        };
        Some(Row { name: read, label })
    }

    /// The row of any family whose id is `id`, or nearly.
    fn anywhere(&self, id: &str) -> Option<String> {
        Family::ALL.into_iter().find_map(|family| {
            let known = known(self.lexicon, family);
            let id = known
                .iter()
                .map(|(known, _)| *known)
                .find(|known| *known == id)?;
            Some(format!("{}.{id}", family.name()))
        })
    }

    fn texts(&mut self, key: &str, meant: &str) -> Option<Vec<String>> {
        let (texts, _) = self.value::<OneOrMore>(key, meant)?;
        let texts: Vec<String> = texts.into();
        if texts.is_empty() {
            self.tell(key, format!("`{key}` is empty; write {meant}"));
            return None;
        }
        Some(texts)
    }

    /// The list under `key`; what stands alone is a list of one.
    fn list<T: DeserializeOwned>(&mut self, key: &str, meant: &str) -> Option<Vec<T>> {
        let value = self.keys.get(key)?;
        let single = std::slice::from_ref(value);
        let all = value
            .get_ref()
            .as_array()
            .map_or(single.iter(), |all| all.iter());
        let read: Vec<Option<T>> = all.map(|one| self.typed(key, one, meant)).collect();
        read.into_iter().collect()
    }

    /// The value of `key`, which the rule can't do without.
    fn needed<T: DeserializeOwned>(&mut self, key: &str, meant: &str) -> Option<T> {
        if !self.keys.contains_key(key) {
            self.mistakes
                .tell(self.at, format!("the rule has no `{key}`; write {meant}"));
        }
        self.value(key, meant).map(|(value, _)| value)
    }

    /// The value of `key` and where it stands, where the rule has it and it can be read.
    fn value<T: DeserializeOwned>(&mut self, key: &str, meant: &str) -> Option<(T, usize)> {
        let value = self.keys.get(key)?;
        Some((self.typed(key, value, meant)?, value.span().start))
    }

    fn typed<T: DeserializeOwned>(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'a>>,
        meant: &str,
    ) -> Option<T> {
        let read = T::deserialize(ValueDeserializer::from(value.clone()));
        if read.is_err() {
            self.mistakes
                .tell(value.span().start, format!("`{key}` is {meant}"));
        }
        read.ok()
    }

    /// Adds a mistake on the line of `key`.
    fn tell(&mut self, key: &str, message: String) {
        let at = self
            .keys
            .get(key)
            .map_or(self.at, |value| value.span().start);
        self.mistakes.tell(at, message);
    }
}

/// The rows of a family that the lexicon knows: id and label.
fn known(lexicon: &Lexicon, family: Family) -> Vec<(&str, &str)> {
    let concepts = |kind| {
        let of_kind = lexicon
            .concepts
            .iter()
            .filter(move |concept| concept.kind == kind);
        of_kind
            .map(|concept| (concept.id.as_str(), concept.label.as_str()))
            .collect()
    };
    match family {
        Family::Rights => concepts(ConceptKind::Right),
        Family::RecipientCategories => concepts(ConceptKind::Recipient),
        Family::Disclosures => concepts(ConceptKind::Disclosure),
        Family::Processors => {
            let providers = lexicon.names().providers().iter();
            providers
                .map(|provider| (provider.id.as_str(), provider.name.as_str()))
                .collect()
        }
        Family::Retention => {
            let subjects = lexicon.subjects.iter();
            subjects
                .map(|subject| (subject.id.as_str(), subject.label.as_str()))
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::Severity;
    use super::*;
    use crate::facts::Jurisdiction;

    fn told(text: &str) -> String {
        let mistakes = read("rules.toml", text, Lexicon::built_in())
            .unwrap_err()
            .into_iter();
        let lines = mistakes.map(|mistake| format!("{}: {}", mistake.line, mistake.message));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn rules_are_read() {
        let rules = read(
            "rules.toml",
            r#"
title = "What we ask of vendors"
[[rule]]
id = "erasure"
sentence = "People can have their data erased."
must-state = "rights.erasure"
for = ["eu", "uk"]
plainly = true
[[rule]]
id = "a-year"
severity = "warning"
sentence = "Account data are kept for at most a year."
period = "retention.account-data"
at-most = "P1Y"
accept = "event"
"#,
            Lexicon::built_in(),
        )
        .unwrap();
        assert_eq!(rules.title.as_deref(), Some("What we ask of vendors"));
        let [erasure, year] = rules.rules.as_slice() else {
            panic!("{rules:?}")
        };
        assert_eq!(erasure.severity, Severity::Error);
        let Demand::State {
            rows,
            share: Share::All,
            offer,
        } = &erasure.demand
        else {
            panic!("{erasure:?}")
        };
        assert_eq!(rows[0].label, "Erasure");
        assert_eq!(offer.to, [Jurisdiction::Eu, Jurisdiction::Uk]);
        assert!(offer.plainly);
        assert_eq!(year.severity, Severity::Warning);
        assert!(
            matches!(&year.demand, Demand::AtMost { accepted, .. } if *accepted == [Instead::Event])
        );
    }

    #[test]
    fn all_mistakes_are_told_at_once_each_with_its_line() {
        insta::assert_snapshot!(told(
            r#"titel = "What we ask of vendors"
[[rule]]
id = "erasure"
must-state = ["rights.erasur", "right.access", "erasure", "disclosures.portability"]
plainly = "yes"
at-most = "1 year"
[[rule]]
id = "erasure"
sentence = "Data are not sold."
severity = "fatal"
must-deny = "disclosures.sale"
must-not-state = 7
[[rule]]
id = "a-year"
sentence = "Account data are kept for at most a year."
period = "disclosures.dpo"
at-most = "one year"
accept = ["event", "never"]
[[rule]]
id = "abroad"
sentence = "Data abroad are protected."
processors = ["stripe", "strype", "qqqqqq"]
must-name = "safeguards"
outside = ["Europe", "CH"]
safegards = ["scc"]
[[rule]]
id = "notice"
sentence = "The notice is complete."
checklist = "gdpr-99"
[[rule]]
sentence = "Nothing."
"#
        ));
    }

    #[test]
    fn a_file_without_rules_is_told() {
        insta::assert_snapshot!(told("title = \"Nothing\"\n"));
    }

    #[test]
    fn a_file_that_is_no_toml_is_told_with_the_line() {
        insta::assert_snapshot!(told("[[rule]]\nid = erasure\n"));
    }
}
