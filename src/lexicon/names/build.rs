//! Makes [`Names`] of what lexicon files say.

use unicode_segmentation::UnicodeSegmentation;

use super::super::ConceptId;
use super::super::file::{AuthorityEntry, NameEntries, NotProviderEntry};
use super::{
    Authority, Certainty, Entry, EntryWord, Joint, Known, Names, Provider, Spelling, id_of,
    letters_of, without_possessive,
};

/// Gathers names, then makes [`Names`].
#[derive(Debug, Default)]
pub(in crate::lexicon) struct NamesBuilder {
    names: Names,
}

impl NamesBuilder {
    /// Adds what a file says about names.
    ///
    /// # Errors
    /// A sentence saying which row is wrong, and how.
    pub(in crate::lexicon) fn add(&mut self, entries: NameEntries) -> Result<(), String> {
        for (category, rows) in &entries.providers {
            rows.iter()
                .try_for_each(|row| self.provider(category, row))?;
        }
        for (group, members) in &entries.groups {
            self.group(group, members);
        }
        for (country, names) in &entries.places {
            self.place(country, names);
        }
        for (country, adjectives) in &entries.nationalities {
            self.nationality(country, adjectives);
        }
        for entry in entries.not_provider {
            self.not_provider(entry);
        }
        for entry in entries.authority {
            self.authority(entry);
        }
        Ok(())
    }

    /// Adds a provider from its row `country | name | further names …`; one with the same name is replaced.
    fn provider(&mut self, category: &ConceptId, row: &str) -> Result<(), String> {
        let mut parts = row.split('|').map(str::trim);
        let country = parts.next().unwrap_or_default();
        let Some(name) = parts.next().filter(|name| !name.is_empty()) else {
            return Err(format!("the provider `{row}` needs `country | name`"));
        };
        if !(country.is_empty()
            || country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()))
        {
            return Err(format!(
                "the provider `{row}`: `{country}` is no ISO 3166 country of two letters"
            ));
        }
        let short = name.trim_start_matches('~');
        let id = id_of(short);
        let letters = letters_of(short);
        let provider = Provider {
            group: id.clone(),
            id,
            name: short.to_owned(),
            category: category.clone(),
            country: country.to_owned(),
        };
        let place = match self.names.by_provider_id.get(&provider.id) {
            Some(place) => {
                self.names.providers[*place] = provider;
                *place
            }
            None => {
                let place = self.names.providers.len();
                self.names.by_provider_id.insert(provider.id.clone(), place);
                self.names.providers.push(provider);
                place
            }
        };
        self.names.by_letters.insert(letters.into(), place);
        self.name(name, Known::Provider(place));
        parts
            .filter(|alias| !alias.is_empty())
            .for_each(|alias| self.name(alias, Known::Provider(place)));
        Ok(())
    }

    /// Says which providers belong to a group.
    fn group(&mut self, group: &str, members: &[String]) {
        let all = self.names.group_members.entry(id_of(group)).or_default();
        all.extend_from_slice(members);
        for member in members {
            let place = self.names.by_provider_id.get(&id_of(member));
            if let Some(provider) = place.and_then(|place| self.names.providers.get_mut(*place)) {
                provider.group = id_of(group);
            }
        }
    }

    /// Puts what is named after a company into the company's group: "Google Maps", "Facebook Login".
    fn join_products(&mut self) {
        for place in 0..self.names.providers.len() {
            let provider = &self.names.providers[place];
            let first_word = provider.name.split_once(' ').map(|(first, _)| id_of(first));
            let Some(company) = first_word.filter(|_| provider.group == provider.id) else {
                continue;
            };
            if let Some(company) = self.names.provider_by_id(&company) {
                let group = company.group.clone();
                self.names.providers[place].group = group;
            }
        }
    }

    /// Adds an authority.
    fn authority(&mut self, entry: AuthorityEntry) {
        let known = Known::Authority(self.names.authorities.len());
        for name in std::iter::once(&entry.name).chain(&entry.aliases) {
            self.name(name, known);
        }
        self.names.authorities.push(Authority {
            name: entry.name,
            country: entry.country,
            iri: entry.iri,
            kind: entry.kind,
        });
    }

    /// Adds what looks like a provider and is none.
    fn not_provider(&mut self, entry: NotProviderEntry) {
        let known = Known::NotProvider(self.names.not_providers.len());
        for name in std::iter::once(&entry.name).chain(&entry.aliases) {
            self.name(name, known);
        }
        self.names.not_providers.push(entry);
    }

    /// Adds the names of a country.
    fn place(&mut self, country: &str, names: &[String]) {
        let known = Known::Place(self.names.places.len());
        names.iter().for_each(|name| self.name(name, known));
        self.names.places.push(country.to_owned());
        if let Some(first) = names.first() {
            let known = self.names.place_names.entry(country.to_owned());
            known.or_insert_with(|| first.trim_start_matches('~').to_owned());
        }
    }

    /// Adds what is of a country.
    fn nationality(&mut self, country: &str, adjectives: &[String]) {
        let known = Known::Nationality(self.names.places.len());
        adjectives.iter().for_each(|word| self.name(word, known));
        self.names.places.push(country.to_owned());
    }

    /// Adds one name of what is known; "~" in front says that it is an everyday word too.
    fn name(&mut self, name: &str, known: Known) {
        let (name, certainty) = match name.strip_prefix('~') {
            Some(name) => (name, Certainty::Doubtful),
            None => (name, Certainty::Sure),
        };
        self.spelling(name, known, certainty);
        if certainty == Certainty::Sure && matches!(known, Known::Provider(_)) {
            for other in other_spellings(name) {
                self.spelling(&other, known, certainty);
            }
        }
    }

    fn spelling(&mut self, name: &str, known: Known, certainty: Certainty) {
        let words = entry_words(name, certainty);
        if let Some(first) = words.first() {
            let by_first_word = &mut self.names.by_first_word;
            let entries = by_first_word.entry(first.form.clone()).or_default();
            entries.push(Entry {
                words,
                known,
                certainty,
            });
        }
    }

    /// The finished names.
    pub(in crate::lexicon) fn build(mut self) -> Names {
        self.join_products();
        for entries in self.names.by_first_word.values_mut() {
            // What was added later overrides what the built-in files say.
            entries.reverse();
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.words.len()));
        }
        self.names
    }
}

/// "Digital Ocean" for "DigitalOcean", "HelpScout" for "Help Scout".
fn other_spellings(name: &str) -> Vec<String> {
    const SHORTEST_PART: usize = 3;
    if !name.chars().all(|c| c.is_alphabetic() || c == ' ') {
        return Vec::new();
    }
    let follows_small = |at: &usize| {
        let before = name.get(..*at).unwrap_or_default().chars().next_back();
        before.is_some_and(|c| c.is_lowercase() || c == ' ')
    };
    let mut borders = name
        .char_indices()
        .filter(|(_, c)| c.is_uppercase())
        .map(|(at, _)| at)
        .filter(follows_small);
    let (Some(border), None) = (borders.next(), borders.next()) else {
        return Vec::new();
    };
    let (first, second) = name.split_at(border);
    let first = first.trim_end();
    if first.contains(' ') || first.len() < SHORTEST_PART || second.len() < SHORTEST_PART - 1 {
        return Vec::new();
    }
    let parted = format!("{first} {second}");
    let joined = format!("{first}{second}");
    let others = [parted, joined].into_iter();
    others.filter(|other| other != name).collect()
}

fn entry_words(name: &str, certainty: Certainty) -> Box<[EntryWord]> {
    let mut end = 0;
    name.unicode_word_indices()
        .map(|(start, word)| {
            let gap = name.get(end..start).unwrap_or_default();
            end = start + word.len();
            let word = without_possessive(word);
            EntryWord {
                form: word.to_lowercase().replace('’', "'").into(),
                spelling: spelling_of(word, certainty),
                joint: if gap.trim().is_empty() || gap == "-" {
                    Joint::Close
                } else {
                    Joint::Comma
                },
            }
        })
        .collect()
}

fn spelling_of(word: &str, certainty: Certainty) -> Spelling {
    let is_short =
        word.chars().count() <= 4 && word.chars().all(|c| c.is_uppercase() || c.is_numeric());
    if certainty == Certainty::Doubtful || is_short {
        Spelling::Exact(word.into())
    } else if word.contains(char::is_uppercase) && word != "The" {
        Spelling::Capital
    } else {
        Spelling::Any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::names::NameWord;

    #[test]
    fn what_is_added_later_overrides_what_was_there() {
        let mut builder = NamesBuilder::default();
        builder
            .provider(&"hosting".into(), "DE | Wolkenheim")
            .unwrap();
        builder
            .provider(&"email".into(), "FR | Wolkenheim | Nubes")
            .unwrap();
        builder.not_provider(NotProviderEntry {
            name: "Nubes".to_owned(),
            kind: "technology".to_owned(),
            aliases: Vec::new(),
        });
        let names = builder.build();
        let find = |written: &str| {
            let form = written.to_lowercase();
            let word = NameWord {
                written,
                form: &form,
                joint: Joint::Apart,
            };
            names.find(&[word])[0].known
        };
        assert_eq!(names.providers().len(), 1);
        assert_eq!(names.providers()[0].category.as_str(), "email");
        assert_eq!(find("Wolkenheim"), Known::Provider(0));
        assert_eq!(find("Nubes"), Known::NotProvider(0));
    }

    #[test]
    fn a_broken_row_says_what_it_needs() {
        let mut builder = NamesBuilder::default();
        assert!(
            builder
                .provider(&"hosting".into(), "Vercel")
                .unwrap_err()
                .contains("country | name")
        );
        assert!(
            builder
                .provider(&"hosting".into(), "Germany | Hetzner")
                .unwrap_err()
                .contains("ISO 3166")
        );
    }
}
