//! Who publishes the policy: the names of the controller and its group, which are nobody's processors.

mod hints;

use std::collections::HashSet;
use std::ops::Range;

use crate::lexicon::ConceptId;
use crate::lexicon::names::{Certainty, Known, NameHit, letters_of};

use super::super::named::Named;
use super::super::reading::{Reading, Text};
use super::wording::{Said, Wording};

/// The names of the controller and of its group.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// Letters and figures of the names, in lower case: "betterstack".
    names: HashSet<String>,
    /// The groups of known providers that the controller belongs to.
    groups: HashSet<ConceptId>,
}

impl Own {
    /// Finds out who publishes the policy.
    pub(super) fn new(reading: &Reading<'_>, named: &Named, wording: &Wording) -> Self {
        let mut own = Self::default();
        for name in hints::likely_names(reading) {
            own.add(reading, &name);
        }
        own.add_group(reading, named, wording);
        own
    }

    /// Adds the companies that the policy calls its affiliates, parents and subsidiaries.
    fn add_group(&mut self, reading: &Reading<'_>, named: &Named, wording: &Wording) {
        let names = reading.lexicon.names();
        for (id, _) in reading.policy.clauses() {
            let text = reading.clause(id);
            let hits = named.clause(id);
            for hit in hits.iter().filter(|hit| hit.certainty == Certainty::Sure) {
                // "Google LLC, subsidiary of Alphabet" tells nothing of the controller.
                let sentence = text.sentence_of(hit.words.start);
                let follows_other = hits.iter().any(|other| {
                    matches!(other.known, Known::Provider(_))
                        && sentence.contains(&other.words.start)
                        && other.words.end <= hit.words.start
                        && !self.has(reading, text, other)
                });
                if let Known::Provider(place) = hit.known
                    && !follows_other
                    && wording.said_of(reading, text, &hit.words) == Said::Affiliate
                {
                    self.add(reading, &names.provider(place).name);
                }
            }
        }
    }

    /// Adds a name, and the group of the provider that is called so.
    fn add(&mut self, reading: &Reading<'_>, name: &str) {
        const SHORTEST: usize = 2;
        let names = reading.lexicon.names();
        if let Some(provider) = names.provider_called(name) {
            let members = names.members_of(&provider.group).iter();
            self.names.extend(members.map(|member| letters_of(member)));
            self.groups.insert(provider.group.clone());
        }
        let letters = letters_of(name);
        self.groups.extend(names.group_of(&letters).cloned());
        if letters.chars().count() >= SHORTEST {
            self.names.insert(letters);
        }
    }

    /// Whether `hit`, found in `text`, names the controller or one of its group.
    pub(super) fn has(&self, reading: &Reading<'_>, text: &Text, hit: &NameHit) -> bool {
        let of_group = match hit.known {
            Known::Provider(place) => {
                let provider = reading.lexicon.names().provider(place);
                self.groups.contains(&provider.group) || self.groups.contains(&provider.id)
            }
            _ => false,
        };
        of_group || self.has_name(reading, text, &hit.words)
    }

    /// Whether a word is made of one of the names: "Acmebot", "AcmePay".
    pub(super) fn has_coined(&self, form: &str) -> bool {
        const SHORTEST: usize = 5;
        let letters = letters_of(form);
        self.names
            .iter()
            .any(|name| name.chars().count() >= SHORTEST && letters.starts_with(name.as_str()))
    }

    /// Whether the name at `words` of `text` is the controller's or begins with it ("Hugging Face SAS", "nopex.cloud").
    pub(super) fn has_name(
        &self,
        reading: &Reading<'_>,
        text: &Text,
        words: &Range<usize>,
    ) -> bool {
        let mut so_far = String::new();
        let mut words = text.words.get(words.clone()).unwrap_or_default().iter();
        words.any(|word| {
            let form = reading.form(word);
            let host = form.split('.').next().unwrap_or_default();
            let as_host = format!("{so_far}{}", letters_of(host));
            so_far.push_str(&letters_of(form));
            self.names.contains(&so_far) || self.names.contains(&as_host)
        })
    }
}
