//! What the words around a name say: which of the lexicon's cues stand before it, after it, over its list.

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
    /// Before a name: a noun for those who do this with the data.
    Noun(Relation),
    /// Before a name: an account there serves to sign in.
    SignIn,
    /// Before a name: only a link leads there.
    Link,
    /// Before a name: it is the reader who uses it.
    YouUse,
    /// After a name: an account there serves to sign in.
    SignInAfter,
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
    /// In a heading or lead-in: organisations follow by name.
    ListNames,
    /// In an entry: what the provider is for.
    Purpose(ConceptId),
    /// In an entry: what protects the data.
    Safeguard(Safeguard),
}

/// What the items of a list are, as its lead-in or heading says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ListOf {
    /// The controller's own group.
    Group,
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
    /// What a name in such a list does with the data; none where it belongs among no processors.
    pub(super) fn relation(self) -> Option<Relation> {
        match self {
            Self::Group => None,
            Self::SignIn | Self::Sources => Some(Relation::Source),
            Self::Processors => Some(Relation::Processor),
            Self::Recipients => Some(Relation::Recipient),
            Self::Mentions => Some(Relation::Mention),
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
    /// By the place of the cue in the lexicon.
    cues: Vec<Option<Cue>>,
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
            ("provider.before", Cue::Noun(Relation::Processor)),
            ("recipient-noun.before", Cue::Noun(Relation::Recipient)),
            ("sign-in.before", Cue::SignIn),
            ("link.before", Cue::Link),
            ("you-use.before", Cue::YouUse),
            ("sign-in.after", Cue::SignInAfter),
            ("recipient.before", Cue::Before(Relation::Recipient)),
            ("source.before", Cue::Before(Relation::Source)),
            ("mention.before", Cue::Before(Relation::Mention)),
            ("acts.after", Cue::Acts),
            ("mention.after", Cue::MentionAfter),
            ("affiliate.words", Cue::Affiliate),
            ("not-used", Cue::NotUsed),
            ("self-hosted", Cue::SelfHosted),
            ("list.group", Cue::List(ListOf::Group)),
            ("list.sign-in", Cue::List(ListOf::SignIn)),
            ("list.processors", Cue::List(ListOf::Processors)),
            ("list.recipients", Cue::List(ListOf::Recipients)),
            ("list.sources", Cue::List(ListOf::Sources)),
            ("list.names", Cue::ListNames),
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
        let all = fixed
            .into_iter()
            .map(|(name, cue)| (lexicon.cue(name), cue))
            .chain(purposes);
        let mut cues = Vec::new();
        for (id, cue) in all {
            if cues.len() <= id.index() {
                cues.resize(id.index() + 1, None);
            }
            cues[id.index()] = Some(cue);
        }
        Self { cues }
    }

    fn cue(&self, id: CueId) -> Option<&Cue> {
        self.cues.get(id.index())?.as_ref()
    }

    /// The cues found within `words`, with their words.
    fn within<'a>(
        &'a self,
        text: &'a Text,
        words: &'a Range<usize>,
    ) -> impl Iterator<Item = (&'a Cue, &'a Range<usize>)> {
        text.hits_within(words)
            .filter_map(|hit| Some((self.cue(hit.cue)?, &hit.words)))
    }

    /// What the sentence around `name` says of it.
    pub(super) fn said_of(&self, reading: &Reading<'_>, text: &Text, name: &Range<usize>) -> Said {
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
        let readers = reading.lexicon.words("reader");
        let speaks_of_reader = |at: usize| {
            let word = text.words.get(at);
            word.is_some_and(|word| readers.has(reading.form(word)))
        };
        let nearest = nearest_before(&before, name, &speaks_of_reader);
        let says = nearest.and_then(|nearest| nearest.says);
        let after = self.after(text, &part, name);
        let is_close = nearest.is_some_and(|nearest| name.start - nearest.end <= 3);
        match (after, says) {
            (Some(Said::Does(relation)), _) => Said::Does(relation),
            (Some(Said::Mention), None | Some(Relation::Mention | Relation::Source)) => {
                Said::Mention
            }
            (Some(Said::Mention), Some(_)) if !is_close || is_possessive(reading, text, name) => {
                Said::Mention
            }
            (_, Some(relation)) if relation != Relation::Mention => Said::Does(relation),
            (Some(Said::Acts), _) => Said::Acts,
            (_, Some(_)) => Said::Mention,
            (Some(said), None) => said,
            (None, None) => Said::Nothing,
        }
    }

    /// Whether the words right before `name` say that the controller uses it.
    pub(super) fn is_used_directly(&self, text: &Text, name: &Range<usize>) -> bool {
        let part = part_around(text, name);
        self.within(text, &part)
            .any(|(cue, words)| *cue == Cue::Before(Relation::Processor) && words.end == name.start)
    }

    /// What stands close after `name`: the nearest cue.
    fn after(&self, text: &Text, part: &Range<usize>, name: &Range<usize>) -> Option<Said> {
        const CLOSE: usize = 3;
        /// So far the others of an enumeration may reach: "use Acme, Beta or Gamma to log in".
        const LIST: usize = 8;
        let parts = |at: usize| {
            text.words
                .get(at)
                .is_some_and(|word| word.before >= Break::Comma)
        };
        let follows =
            |start: usize, most: usize| start <= name.end + most && !(name.end..=start).any(parts);
        let after = name.end..part.end;
        self.within(text, &after)
            .filter_map(|(cue, words)| match cue {
                Cue::Acts if words.start <= name.end + CLOSE => Some((words.start, Said::Acts)),
                Cue::SignInAfter if words.start <= name.end + LIST => {
                    Some((words.start, Said::Does(Relation::Source)))
                }
                Cue::MentionAfter if follows(words.start, 1) => Some((words.start, Said::Mention)),
                _ => None,
            })
            .min_by_key(|(start, _)| *start)
            .map(|(_, said)| said)
    }

    /// Whether the text has any word of what is done with data or who provides something.
    pub(super) fn tells_of_handling(&self, text: &Text) -> bool {
        text.hits.iter().any(|hit| {
            matches!(
                self.cue(hit.cue),
                Some(Cue::Before(_) | Cue::Noun(_) | Cue::SignIn | Cue::Acts)
            )
        })
    }

    /// Whether `words` say that the software runs with the controller itself.
    pub(super) fn is_self_hosted(&self, text: &Text, words: &Range<usize>) -> bool {
        self.within(text, words)
            .any(|(cue, _)| *cue == Cue::SelfHosted)
    }

    /// Whether the lead-in of the list, or the heading of a list without one, says that organisations follow by name.
    pub(super) fn announces_names(&self, reading: &Reading<'_>, clause: &Clause) -> bool {
        let announces = |text: &Text, words: &Range<usize>| {
            self.within(text, words)
                .any(|(cue, _)| *cue == Cue::ListNames)
        };
        if let Some(lead_in) = clause.lead_in {
            let text = reading.clause(lead_in);
            let last = text.sentences.last();
            return last.is_some_and(|sentence| announces(text, sentence));
        }
        clause.section.is_some_and(|section| {
            let heading = reading.heading(section);
            announces(heading, &(0..heading.words.len()))
        })
    }

    /// What the list under `lead_in` holds: its last sentence tells, else those before.
    pub(super) fn list_by_lead_in(&self, lead_in: &Text) -> Option<ListOf> {
        lead_in.sentences.iter().rev().find_map(|sentence| {
            let found = self.lists_within(lead_in, sentence);
            found.into_iter().min()
        })
    }

    /// What stands under the heading of `section`, as it says itself.
    pub(super) fn list_by_heading(
        &self,
        reading: &Reading<'_>,
        section: SectionId,
    ) -> Option<ListOf> {
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

    /// The one purpose that `words` speak of; none where they speak of several.
    pub(super) fn sole_purpose(&self, text: &Text, words: &Range<usize>) -> Option<ConceptId> {
        let mut purposes = self.within(text, words).filter_map(|(cue, _)| match cue {
            Cue::Purpose(category) => Some(category),
            _ => None,
        });
        let first = purposes.next()?;
        purposes.all(|other| other == first).then(|| first.clone())
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

/// Whether the name ends in "'s": something of it follows.
fn is_possessive(reading: &Reading<'_>, text: &Text, name: &Range<usize>) -> bool {
    let last = name
        .end
        .checked_sub(1)
        .and_then(|last| text.words.get(last));
    last.is_some_and(|last| {
        let written = reading.written(last);
        written.ends_with("'s") || written.ends_with("’s")
    })
}

/// The nearest of the cues `before` the name, with its end; of two that end together the longer one. Providers
/// and partners are none for the controller where the sentence is about signing in or where data come from them, or only
/// leads there: "you can log in with services such as", "we get data from partners such as", "links to sites such as".
fn nearest_before(
    before: &[(&Cue, &Range<usize>)],
    name: &Range<usize>,
    speaks_of_reader: &dyn Fn(usize) -> bool,
) -> Option<Nearest> {
    const NEAR: usize = 14;
    let other_way = |cue: &Cue, end: usize| match cue {
        Cue::SignIn | Cue::Link => true,
        // "Collected from you by third parties such as" is no source of theirs.
        Cue::Before(Relation::Source) => !speaks_of_reader(end),
        _ => false,
    };
    let leads_elsewhere = before
        .iter()
        .any(|(cue, words)| other_way(cue, words.end) && name.start - words.end <= NEAR);
    let cues = before.iter().filter_map(|(cue, words)| {
        let says = match cue {
            Cue::Before(relation) => Some(*relation),
            Cue::Noun(relation) if !leads_elsewhere => Some(*relation),
            Cue::SignIn => Some(Relation::Source),
            Cue::Link => Some(Relation::Mention),
            Cue::YouUse => None,
            _ => return None,
        };
        Some(Nearest {
            end: words.end,
            signs_in: **cue == Cue::SignIn,
            length: words.len(),
            says,
        })
    });
    cues.max()
}

/// The cue nearest before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Nearest {
    end: usize,
    /// Signing in is more telling than the use that it is.
    signs_in: bool,
    length: usize,
    /// What it says, where it says anything.
    says: Option<Relation>,
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
