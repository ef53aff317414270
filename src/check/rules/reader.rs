//! The values in the table of a rule, each of its type, with every mistake told.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::check::rule::{Row, Unsettled, nowhere};
use crate::coverage::{Family, RowName};
use crate::error::{Mistakes, nearest};
use crate::lexicon::{ConceptKind, Lexicon};

/// Reads one rule.
pub(super) struct Reader<'a, 'm, 't> {
    pub(super) keys: &'a DeTable<'a>,
    /// Where the rule begins.
    pub(super) at: usize,
    pub(super) lexicon: &'a Lexicon,
    pub(super) mistakes: &'m mut Mistakes<'t>,
    pub(super) unsettled: &'m mut Vec<Unsettled>,
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

impl<'a> Reader<'a, '_, '_> {
    /// The rows that `key` names, where all of them are known.
    pub(super) fn rows(&mut self, key: &str) -> Option<Vec<Row>> {
        let names = self.texts(
            key,
            "a row, or a list of rows: \"rights.erasure\", \"disclosures.dpo\"",
        )?;
        let rows: Vec<Option<Row>> = names.iter().map(|name| self.row(key, name)).collect();
        rows.into_iter().collect()
    }

    pub(super) fn row(&mut self, key: &str, name: &str) -> Option<Row> {
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
            let near = near.or_else(|| self.anywhere(&read.id));
            let help = match near {
                Some(near) => format!("is `{near}` meant?"),
                None if read.family == Family::Processors => {
                    "a lexicon file can add it, see --lexicon".to_owned()
                }
                None => format!("there are {}", ids.collect::<Vec<_>>().join(", ")),
            };
            if !read.family.is_open() {
                self.tell(key, format!("there is no row `{name}`; {help}"));
                return None;
            }
            // The policies, which are read later, may have it.
            let message = format!("{}; {help}", nowhere(&read));
            let mistake = self.mistakes.at(self.place_of(key), message);
            let label = read.id.clone();
            self.unsettled.push(Unsettled {
                name: read.clone(),
                mistake,
            });
            return Some(Row { name: read, label });
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

    pub(super) fn texts(&mut self, key: &str, meant: &str) -> Option<Vec<String>> {
        let (texts, _) = self.value::<OneOrMore>(key, meant)?;
        let texts: Vec<String> = texts.into();
        if texts.is_empty() {
            self.tell(key, format!("`{key}` is empty; write {meant}"));
            return None;
        }
        Some(texts)
    }

    /// The list under `key`, which must not be empty: that would ask for nothing, or allow nothing to be enough.
    pub(super) fn list<T: DeserializeOwned>(&mut self, key: &str, meant: &str) -> Option<Vec<T>> {
        let list = self.all(key, meant)?;
        if list.is_empty() {
            self.tell(key, format!("`{key}` is empty; write {meant}"));
            return None;
        }
        Some(list)
    }

    /// The list under `key`, even an empty one; what stands alone is a list of one.
    pub(super) fn all<T: DeserializeOwned>(&mut self, key: &str, meant: &str) -> Option<Vec<T>> {
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
    pub(super) fn needed<T: DeserializeOwned>(&mut self, key: &str, meant: &str) -> Option<T> {
        self.tell_if_missing(key, meant);
        self.value(key, meant).map(|(value, _)| value)
    }

    /// The list under `key`, which the rule can't do without.
    pub(super) fn needed_list<T: DeserializeOwned>(
        &mut self,
        key: &str,
        meant: &str,
    ) -> Option<Vec<T>> {
        self.tell_if_missing(key, meant);
        self.list(key, meant)
    }

    fn tell_if_missing(&mut self, key: &str, meant: &str) {
        if !self.keys.contains_key(key) {
            self.mistakes
                .tell(self.at, format!("the rule has no `{key}`; write {meant}"));
        }
    }

    /// The value of `key` and where it stands, where the rule has it and it can be read.
    pub(super) fn value<T: DeserializeOwned>(
        &mut self,
        key: &str,
        meant: &str,
    ) -> Option<(T, usize)> {
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
    pub(super) fn tell(&mut self, key: &str, message: String) {
        self.mistakes.tell(self.place_of(key), message);
    }

    fn place_of(&self, key: &str) -> usize {
        let value = self.keys.get(key);
        value.map_or(self.at, |value| value.span().start)
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
