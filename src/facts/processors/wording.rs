//! What the words around a name say: which of the lexicon's cues stand before it, after it, over its list.

use std::collections::HashMap;
use std::ops::Range;

use crate::facts::{Relation, Safeguard};
use crate::lexicon::{ConceptId, CueId, Lexicon};
use crate::policy::{Clause, SectionId};

use super::super::reading::{Break, Reading, Text};

/// What a cue says of the names near it.
#[derive(Clone, Debug, PartialEq)]
enum Cue {
    /// Before a name: what it does with the data.
    Before(Relation),
    /// After a name: it does something with data.
    Acts,
    /// After a name: only a page or a thing of it is meant.
    MentionAfter,
    /// Near a name: it belongs to the controller's group.
    Affiliate,
    /// Before a name: it is not used.
    NotUsed,
    /// Anywhere in an entry: the software runs with the controller.
    SelfHosted,
    /// In a heading or lead-in: what its list holds.
    List(ListOf),
    /// In an entry: what the provider is for.
    Purpose(ConceptId),
    /// In an entry: what protects the data.
    Safeguard(Safeguard),
}

/// What the items of a list are, as its lead-in or heading says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ListOf {
    /// Accounts to sign in with.
    SignIn,
    /// Those who work for the controller.
    Processors,
    /// Those who get data.
    Recipients,
    /// Where data come from.
    Sources,
    /// Others that are only named: links, browsers, opt-out pages.
    Mentions,
}

impl ListOf {
    /// What a name in such a list does with the data.
    pub(super) fn relation(self) -> Relation {
        match self {
            Self::SignIn | Self::Sources => Relation::Source,
            Self::Processors => Relation::Processor,
            Self::Recipients => Relation::Recipient,
            Self::Mentions => Relation::Mention,
        }
    }
}

/// What the sentence around a name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// It does this with the data.
    Does(Relation),
    /// It does something with data, for whom is not said.
    Acts,
    /// Only a page or a thing of it is meant.
    Mention,
    /// It is not used.
    NotUsed,
    /// It belongs to the controller's group.
    Affiliate,
    /// Nothing.
    Nothing,
}

/// The cues of the lexicon that tell about names.
#[derive(Debug)]
pub(super) struct Wording {
    cues: HashMap<CueId, Cue>,
}

const CATEGORIES: &[&str] = &[
    "ai-provider",
    "payment",
    "analytics",
    "advertising",
    "email",
    "support",
    "error-monitoring",
    "cdn-security",
    "hosting",
    "storage-database",
    "authentication",
    "communications",
    "social",
    "crm-marketing",
    "fraud-identity",
    "hr",
    "legal-advisory",
    "research",
];

impl Wording {
    /// The cues of `lexicon`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let fixed = [
            ("processor.before", Cue::Before(Relation::Processor)),
            ("recipient.before", Cue::Before(Relation::Recipient)),
            ("source.before", Cue::Before(Relation::Source)),
            ("mention.before", Cue::Before(Relation::Mention)),
            ("acts.after", Cue::Acts),
            ("mention.after", Cue::MentionAfter),
            ("affiliate.words", Cue::Affiliate),
            ("not-used", Cue::NotUsed),
            ("self-hosted", Cue::SelfHosted),
            ("list.sign-in", Cue::List(ListOf::SignIn)),
            ("list.processors", Cue::List(ListOf::Processors)),
            ("list.recipients", Cue::List(ListOf::Recipients)),
            ("list.sources", Cue::List(ListOf::Sources)),
            ("list.mentions", Cue::List(ListOf::Mentions)),
            ("safeguard.scc", Cue::Safeguard(Safeguard::Scc)),
            ("safeguard.adequacy", Cue::Safeguard(Safeguard::Adequacy)),
            ("safeguard.dpf", Cue::Safeguard(Safeguard::Dpf)),
            ("safeguard.dpa", Cue::Safeguard(Safeguard::Dpa)),
            ("safeguard.bcr", Cue::Safeguard(Safeguard::Bcr)),
            ("safeguard.consent", Cue::Safeguard(Safeguard::Consent)),
            (
                "safeguard.none-needed",
                Cue::Safeguard(Safeguard::NoneNeeded),
            ),
        ];
        let purposes = CATEGORIES.iter().map(|category| {
            (
                lexicon.cue(&format!("purpose.{category}")),
                Cue::Purpose((*category).into()),
            )
        });
        let cues = fixed
            .into_iter()
            .map(|(name, cue)| (lexicon.cue(name), cue))
            .chain(purposes)
            .collect();
        Self { cues }
    }

    /// The cues found within `words`, with their words.
    fn within<'a>(
        &'a self,
        text: &'a Text,
        words: &'a Range<usize>,
    ) -> impl Iterator<Item = (&'a Cue, &'a Range<usize>)> {
        text.hits_within(words)
            .filter_map(|hit| Some((self.cues.get(&hit.cue)?, &hit.words)))
    }

    /// What the sentence around `name` says of it.
    pub(super) fn said_of(&self, text: &Text, name: &Range<usize>) -> Said {
        let part = part_around(text, name);
        let before: Vec<(&Cue, &Range<usize>)> = self
            .within(text, &part)
            .filter(|(_, words)| words.end <= name.start)
            .collect();
        let is_affiliate = |words: &Range<usize>| name.start - words.end <= 6;
        if before.iter().any(|(cue, _)| **cue == Cue::NotUsed) {
            return Said::NotUsed;
        }
        if before
            .iter()
            .any(|(cue, words)| **cue == Cue::Affiliate && is_affiliate(words))
        {
            return Said::Affiliate;
        }
        let nearest = before
            .iter()
            .filter_map(|(cue, words)| match cue {
                Cue::Before(relation) => Some((words.end, *relation)),
                _ => None,
            })
            .max();
        let after = self.after(text, &part, name);
        match (after, nearest) {
            (Some(Said::Mention), Some((_, Relation::Mention | Relation::Source)) | None) => {
                Said::Mention
            }
            (Some(Said::Mention), Some((end, _))) if name.start - end > 3 => Said::Mention,
            (_, Some((_, relation))) if relation != Relation::Mention => Said::Does(relation),
            (Some(Said::Acts), _) => Said::Acts,
            (_, Some(_)) => Said::Mention,
            (Some(said), None) => said,
            (None, None) => Said::Nothing,
        }
    }

    /// What stands close after `name`: the nearest cue.
    fn after(&self, text: &Text, part: &Range<usize>, name: &Range<usize>) -> Option<Said> {
        const CLOSE: usize = 3;
        let after = name.end..part.end;
        self.within(text, &after)
            .filter(|(_, words)| words.start <= name.end + CLOSE)
            .filter_map(|(cue, words)| match cue {
                Cue::Acts => Some((words.start, Said::Acts)),
                Cue::MentionAfter if words.start <= name.end + 1 => {
                    Some((words.start, Said::Mention))
                }
                _ => None,
            })
            .min_by_key(|(start, _)| *start)
            .map(|(_, said)| said)
    }

    /// Whether `words` say that the software runs with the controller itself.
    pub(super) fn is_self_hosted(&self, text: &Text, words: &Range<usize>) -> bool {
        self.within(text, words)
            .any(|(cue, _)| *cue == Cue::SelfHosted)
    }

    /// What the list or section that `clause` belongs to holds.
    pub(super) fn list_of(&self, reading: &Reading<'_>, clause: &Clause) -> Option<ListOf> {
        let by_lead_in = clause
            .lead_in
            .and_then(|lead_in| self.list_by_lead_in(reading.clause(lead_in)));
        by_lead_in.or_else(|| {
            reading
                .policy
                .section_path(clause.section)
                .find_map(|section| self.list_by_heading(reading, section))
        })
    }

    /// What the list under `lead_in` holds: its last sentence tells, else those before.
    pub(super) fn list_by_lead_in(&self, lead_in: &Text) -> Option<ListOf> {
        lead_in.sentences.iter().rev().find_map(|sentence| {
            let found = self.lists_within(lead_in, sentence);
            found.into_iter().min()
        })
    }

    fn list_by_heading(&self, reading: &Reading<'_>, section: SectionId) -> Option<ListOf> {
        let heading = reading.heading(section);
        let found = self.lists_within(heading, &(0..heading.words.len()));
        if found.contains(&ListOf::Mentions) && !found.contains(&ListOf::Processors) {
            return Some(ListOf::Mentions);
        }
        found.into_iter().min()
    }

    fn lists_within(&self, text: &Text, words: &Range<usize>) -> Vec<ListOf> {
        self.within(text, words)
            .filter_map(|(cue, _)| match cue {
                Cue::List(list) => Some(*list),
                _ => None,
            })
            .collect()
    }

    /// What the provider is for that `words` describe: the purpose told first.
    pub(super) fn purpose(&self, text: &Text, words: &Range<usize>) -> Option<ConceptId> {
        self.within(text, words)
            .filter_map(|(cue, at)| match cue {
                Cue::Purpose(category) => Some((at.start, std::cmp::Reverse(at.len()), category)),
                _ => None,
            })
            .min_by_key(|(start, length, _)| (*start, *length))
            .map(|(.., category)| category.clone())
    }

    /// The safeguards that `words` name, each once.
    pub(super) fn safeguards(&self, text: &Text, words: &Range<usize>) -> Vec<Safeguard> {
        let mut found: Vec<Safeguard> = self
            .within(text, words)
            .filter_map(|(cue, _)| match cue {
                Cue::Safeguard(safeguard) => Some(*safeguard),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The part of its sentence that `name` stands in: semicolons part what is said of different things.
pub(super) fn part_around(text: &Text, name: &Range<usize>) -> Range<usize> {
    let sentence = text.sentence_of(name.start);
    let parts = |at: &usize| {
        text.words
            .get(*at)
            .is_some_and(|word| word.before == Break::Semicolon)
    };
    let start = (sentence.start + 1..=name.start)
        .rev()
        .find(parts)
        .unwrap_or(sentence.start);
    let end = (name.end..sentence.end).find(parts).unwrap_or(sentence.end);
    start..end
}
