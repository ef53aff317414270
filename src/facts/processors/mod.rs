//! The named organisations that get or handle people's data: known and unknown ones, and what each does with the data.
//!
//! A fact is one mention; the coverage joins the mentions of one organisation. How a clause's names are told:
//! `own` knows who publishes the policy, `entry` what a list item or table row is about, `unknown` which words name somebody
//! whom the lexicon doesn't know, `wording` what the words around a name say of it.

mod entry;
mod own;
mod unknown;
mod wording;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use crate::lexicon::ConceptId;
use crate::lexicon::names::{Certainty, Known, NameHit, Provider, id_of};
use crate::policy::{Clause, ClauseId};

use super::named::Named;
use super::reading::{Break, Reading, Text};
use super::{About, Evidence, Fact, Polarity, Processor, Relation, Safeguard};

use entry::{Entry, Lists};
use own::Own;
use wording::{ListOf, Said, Wording};

/// The named organisations in the policy, a fact for each mention.
pub fn processors(reading: &Reading<'_>, named: &Named) -> Vec<Fact> {
    let survey = Survey::new(reading, named);
    reading
        .policy
        .clauses()
        .flat_map(|(id, clause)| survey.facts_of(id, clause))
        .collect()
}

/// What is known of a whole policy before its clauses are looked at.
struct Survey<'a> {
    reading: &'a Reading<'a>,
    named: &'a Named,
    own: Own,
    wording: Wording,
    lists: Lists,
    /// Words that the policy writes in small letters: they are no names.
    small: HashSet<&'a str>,
    /// Providers named beyond doubt somewhere in the policy.
    sure: HashSet<usize>,
}

/// An organisation named in a clause.
#[derive(Clone, Debug)]
struct Mention {
    words: Range<usize>,
    who: Who,
    standing: Standing,
    rule: &'static str,
}

/// Who is named.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Who {
    /// A provider of the lexicon, by its place.
    Known(usize),
    /// A product that the lexicon doesn't know of a company that it knows ("Google Translate API").
    Product(usize),
    /// Somebody whom the lexicon doesn't know.
    Unknown,
}

/// Where in its clause a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// The list item or table row is about it.
    Head,
    /// In running text.
    Running,
}

impl<'a> Survey<'a> {
    fn new(reading: &'a Reading<'a>, named: &'a Named) -> Self {
        let wording = Wording::new(reading.lexicon);
        let mut own = Own::new(reading);
        own_group(reading, named, &wording, &mut own);
        let lists = Lists::new(reading, named);
        let texts = reading.policy.clauses().map(|(id, _)| reading.clause(id));
        let words = texts
            .flat_map(|text| &text.words)
            .map(|word| reading.written(word));
        let small = words
            .filter(|word| word.bytes().all(|b| b.is_ascii_lowercase()))
            .collect();
        let hits = reading
            .policy
            .clauses()
            .flat_map(|(id, _)| named.clause(id));
        let sure = hits
            .filter(|hit| hit.certainty == Certainty::Sure)
            .filter_map(|hit| match hit.known {
                Known::Provider(place) => Some(place),
                _ => None,
            })
            .collect();
        Self {
            reading,
            named,
            own,
            wording,
            lists,
            small,
            sure,
        }
    }

    fn provider(&self, place: usize) -> &'a Provider {
        self.reading.lexicon.names().provider(place)
    }

    fn facts_of(&self, id: ClauseId, clause: &Clause) -> Vec<Fact> {
        let text = self.reading.clause(id);
        let entry = Entry::of(self.reading, clause, text);
        let mut mentions = self.known_mentions(id, clause, text, entry.as_ref());
        mentions.extend(unknown::mentions(
            self,
            id,
            clause,
            text,
            entry.as_ref(),
            &mentions,
        ));
        mentions.sort_by_key(|mention| mention.words.start);
        let mentions = self.without_repeats(text, entry.as_ref(), mentions);
        let facts = mentions.iter().filter_map(|mention| {
            let relation = self.relation(clause, text, entry.as_ref(), mention)?;
            Some(self.fact(id, clause, text, entry.as_ref(), mention, relation))
        });
        facts.collect()
    }

    /// The providers of the lexicon that the clause names, the controller's own aside.
    fn known_mentions(
        &self,
        id: ClauseId,
        clause: &Clause,
        text: &Text,
        entry: Option<&Entry>,
    ) -> Vec<Mention> {
        let hits = self.named.clause(id);
        let others = hits
            .iter()
            .filter(|hit| !self.own.has(self.reading, text, hit));
        others
            .filter_map(|hit| {
                let Known::Provider(place) = hit.known else {
                    return None;
                };
                let standing = match entry {
                    Some(entry) if entry.is_headed_by(&hit.words) => Standing::Head,
                    _ => Standing::Running,
                };
                let is_meant = hit.certainty == Certainty::Sure
                    || self.is_meant(hits, hit, place, clause, text, standing);
                is_meant.then(|| {
                    let words = unknown::product(self, text, &hit.words);
                    Mention {
                        who: if words == hit.words {
                            Who::Known(place)
                        } else {
                            Who::Product(place)
                        },
                        words,
                        standing,
                        rule: match standing {
                            Standing::Head => "processors.known/entry",
                            Standing::Running => "processors.known/sentence",
                        },
                    }
                })
            })
            .collect()
    }

    /// Whether an everyday word means the company: its surroundings speak of companies.
    fn is_meant(
        &self,
        hits: &[NameHit],
        hit: &NameHit,
        place: usize,
        clause: &Clause,
        text: &Text,
        standing: Standing,
    ) -> bool {
        let begins_sentence = text
            .words
            .get(hit.words.start)
            .is_some_and(|word| word.before == Break::Stop);
        if self.sure.contains(&place) && !begins_sentence {
            return true;
        }
        if standing == Standing::Head
            && (self.lists.has_names(clause)
                || self
                    .list_of(clause)
                    .is_some_and(|list| list != ListOf::Mentions))
        {
            return true;
        }
        let near = |other: &NameHit| {
            const NEAR: usize = 3;
            matches!(other.known, Known::Provider(_))
                && other.words != hit.words
                && (other.words.start.abs_diff(hit.words.end) <= NEAR
                    || hit.words.start.abs_diff(other.words.end) <= NEAR)
        };
        if hits.iter().any(near) {
            return true;
        }
        let followed_by_name = text.words.get(hit.words.end).is_some_and(|next| {
            next.before == Break::None && self.reading.written(next).starts_with(char::is_uppercase)
        });
        !begins_sentence
            && !followed_by_name
            && matches!(
                self.wording.said_of(text, &hit.words),
                Said::Does(Relation::Processor | Relation::Source | Relation::Recipient)
            )
            && self.follows_cue_closely(text, &hit.words)
    }

    /// Whether a small word stands before the name: "by Stripe", "processor, Stripe", not "the Berkeley Square".
    fn follows_cue_closely(&self, text: &Text, words: &Range<usize>) -> bool {
        let Some(before) = words
            .start
            .checked_sub(1)
            .and_then(|before| text.words.get(before))
        else {
            return false;
        };
        self.reading.written(before).starts_with(char::is_lowercase)
    }

    fn list_of(&self, clause: &Clause) -> Option<ListOf> {
        self.wording.list_of(self.reading, clause)
    }

    /// A company beside its own product, a second entity of one company, a name said twice: one of them is enough.
    fn without_repeats(
        &self,
        text: &Text,
        entry: Option<&Entry>,
        mentions: Vec<Mention>,
    ) -> Vec<Mention> {
        let mut kept: Vec<Mention> = Vec::new();
        for mention in mentions {
            let group = self.group(&mention);
            let repeats = |earlier: &Mention| {
                let same_group = group.is_some() && self.group(earlier) == group;
                if earlier.standing == Standing::Head && mention.standing == Standing::Running {
                    return same_group && entry.is_some();
                }
                self.id(text, earlier) == self.id(text, &mention)
                    || same_group
                        && group.as_ref() == Some(&self.id(text, &mention))
                        && self.is_explained_by(text, earlier, &mention)
            };
            if !kept.iter().any(repeats) {
                kept.push(mention);
            }
        }
        kept
    }

    /// Whether `company` only says whose product `earlier` is: "Google Analytics, a service of Google LLC", "ChatGPT (OpenAI)".
    fn is_explained_by(&self, text: &Text, earlier: &Mention, company: &Mention) -> bool {
        const NEAR: usize = 12;
        company.words.start.saturating_sub(earlier.words.end) <= NEAR
            && text.sentence_of(earlier.words.start) == text.sentence_of(company.words.start)
    }

    fn group(&self, mention: &Mention) -> Option<ConceptId> {
        match mention.who {
            Who::Known(place) | Who::Product(place) => Some(self.provider(place).group.clone()),
            Who::Unknown => None,
        }
    }

    fn id(&self, text: &Text, mention: &Mention) -> ConceptId {
        match mention.who {
            Who::Known(place) => self.provider(place).id.clone(),
            Who::Product(_) | Who::Unknown => id_of(&self.short_name(text, mention)),
        }
    }

    fn short_name(&self, text: &Text, mention: &Mention) -> String {
        match mention.who {
            Who::Known(place) => self.provider(place).name.clone(),
            Who::Product(_) => self
                .reading
                .policy
                .words(text.span(&mention.words))
                .to_owned(),
            Who::Unknown => unknown::short_name(self.reading, text, &mention.words),
        }
    }

    /// What the organisation does with the data; none where it does not belong among the processors at all.
    fn relation(
        &self,
        clause: &Clause,
        text: &Text,
        entry: Option<&Entry>,
        mention: &Mention,
    ) -> Option<Relation> {
        let said = match mention.standing {
            Standing::Head => Said::Nothing,
            Standing::Running => self.wording.said_of(text, &mention.words),
        };
        if said == Said::NotUsed || said == Said::Affiliate || self.is_denied(text, mention) {
            return None;
        }
        let around = match entry {
            Some(_) => 0..text.words.len(),
            None => wording::part_around(text, &mention.words),
        };
        if self.wording.is_self_hosted(text, &around) {
            return Some(Relation::Mention);
        }
        let list = self.list_of(clause);
        Some(match said {
            Said::Does(relation) => relation,
            Said::Acts => self.own_ends(mention),
            Said::Mention => Relation::Mention,
            _ if mention.standing == Standing::Head => match list {
                Some(ListOf::Processors) => self.own_ends(mention),
                Some(list) => list.relation(),
                None => self.by_category(mention),
            },
            _ => match list {
                Some(ListOf::Mentions) => Relation::Mention,
                _ => self.by_category(mention),
            },
        })
    }

    /// "no Meta Pixel script runs": a name right after "no".
    fn is_denied(&self, text: &Text, mention: &Mention) -> bool {
        let before = mention
            .words
            .start
            .checked_sub(1)
            .and_then(|at| text.words.get(at));
        before.is_some_and(|word| matches!(self.reading.form(word), "no" | "without" | "not"))
    }

    /// Advertising networks and social networks get data for their own ends; others work for the controller.
    fn own_ends(&self, mention: &Mention) -> Relation {
        match self.known_category(mention) {
            Some("advertising" | "social") => Relation::Recipient,
            _ => Relation::Processor,
        }
    }

    /// What is likely where nothing is said.
    fn by_category(&self, mention: &Mention) -> Relation {
        match self.known_category(mention) {
            None
            | Some("other" | "social" | "communications" | "authentication" | "legal-advisory") => {
                Relation::Mention
            }
            Some("advertising") => Relation::Recipient,
            Some(_) => Relation::Processor,
        }
    }

    fn known_category(&self, mention: &Mention) -> Option<&str> {
        match mention.who {
            Who::Known(place) | Who::Product(place) => Some(self.provider(place).category.as_str()),
            Who::Unknown => None,
        }
    }

    fn fact(
        &self,
        id: ClauseId,
        clause: &Clause,
        text: &Text,
        entry: Option<&Entry>,
        mention: &Mention,
        relation: Relation,
    ) -> Fact {
        let matched = text.span(&mention.words);
        let quote = match entry {
            Some(_) => clause.span,
            None => text.span(&text.sentence_of(mention.words.start)),
        };
        let described = match entry {
            Some(_) if mention.standing == Standing::Head => 0..text.words.len(),
            _ => self.bracket_after(text, &mention.words),
        };
        Fact {
            about: About::Processor(Processor {
                id: self.id(text, mention),
                name: self.short_name(text, mention),
                as_written: self.reading.policy.words(matched).to_owned(),
                relation,
                category: self.category(text, entry, mention),
                location: self.locations(id, &described, mention),
                safeguards: self.safeguards(text, &described),
            }),
            polarity: Polarity::Stated,
            hedged: false,
            scope: Vec::new(),
            evidence: Evidence { clause: id, quote },
            matched,
            rule: Arc::from(mention.rule),
        }
    }

    /// The words in the bracket right after a name: "Adyen (the Netherlands)".
    fn bracket_after(&self, text: &Text, words: &Range<usize>) -> Range<usize> {
        let opens = text
            .words
            .get(words.end)
            .is_some_and(|word| word.before == Break::Bracket);
        let sentence = text.sentence_of(words.start);
        if !opens || words.end >= sentence.end {
            return words.end..words.end;
        }
        let closed = (words.end + 1..sentence.end).find(|at| {
            text.words
                .get(*at)
                .is_some_and(|word| word.before >= Break::Comma)
        });
        words.end..closed.unwrap_or(sentence.end)
    }

    fn category(&self, text: &Text, entry: Option<&Entry>, mention: &Mention) -> ConceptId {
        let known = self
            .known_category(mention)
            .filter(|category| !matches!(*category, "other" | "communications"));
        if let Some(known) = known {
            return known.into();
        }
        let described = match entry {
            Some(_) if mention.standing == Standing::Head => mention.words.end..text.words.len(),
            _ => text.sentence_of(mention.words.start),
        };
        let by_words = self.wording.purpose(text, &described);
        by_words.unwrap_or_else(|| self.known_category(mention).unwrap_or("other").into())
    }

    /// The countries named in `described`, as the policy orders them.
    fn locations(&self, id: ClauseId, described: &Range<usize>, mention: &Mention) -> Vec<String> {
        let names = self.reading.lexicon.names();
        let mut found: Vec<String> = Vec::new();
        for hit in self.named.clause(id) {
            let inside = described.start <= hit.words.start && hit.words.end <= described.end;
            let of_name =
                hit.words.start < mention.words.end && mention.words.start < hit.words.end;
            if let (Known::Place(place), true, false) = (hit.known, inside, of_name) {
                let code = names.place(place);
                if !found.iter().any(|known| known == code) {
                    found.push(code.to_owned());
                }
            }
        }
        found
    }

    fn safeguards(&self, text: &Text, described: &Range<usize>) -> Vec<Safeguard> {
        self.wording.safeguards(text, described)
    }
}

/// Adds to `own` the companies that the policy calls its affiliates, parents and brands.
fn own_group(reading: &Reading<'_>, named: &Named, wording: &Wording, own: &mut Own) {
    for (id, _) in reading.policy.clauses() {
        let text = reading.clause(id);
        for hit in named.clause(id) {
            let Known::Provider(place) = hit.known else {
                continue;
            };
            if wording.said_of(text, &hit.words) == Said::Affiliate {
                let name = &reading.lexicon.names().provider(place).name;
                own.add(reading, name);
            }
        }
    }
}
