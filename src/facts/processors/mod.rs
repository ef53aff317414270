//! The named organisations that get or handle people's data: known and unknown ones, and what each does with the data.
//!
//! A fact is one mention; the coverage joins the mentions of one organisation. `own` knows who publishes the policy, `entry` what a
//! list item or table row is about, `headings` which sections are about one, `unknown` which words name somebody whom the
//! lexicon doesn't know, `wording` what the words around a name say; `relation` and `details` draw the conclusions.

mod details;
mod entry;
mod headings;
mod own;
mod product;
mod relation;
mod unknown;
mod wording;
mod words;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::lexicon::ConceptId;
use crate::lexicon::names::{
    Certainty, Known, NameHit, Provider, id_of, is_legal_form, without_top,
};
use crate::policy::{Clause, ClauseId, Span};

use super::context::says_not_done;
use super::named::{Named, name_words};
use super::reading::{Break, Reading, Text};
use super::{About, Evidence, Fact, Polarity, Processor, Relation, Telling};

use entry::{Entry, Lists};
use own::Own;
use wording::{ListOf, Said, Wording};
use words::Words;

#[cfg(test)]
mod tests;

/// The named organisations in the policy, a fact for each mention.
pub fn processors(reading: &Reading<'_>, named: &Named) -> Vec<Fact> {
    let survey = Survey::new(reading, named);
    let clauses = reading.policy.clauses();
    let mut facts: Vec<Fact> = clauses
        .flat_map(|(id, clause)| Scene::new(&survey, id, clause).facts())
        .collect();
    facts.extend(headings::facts(&survey, &facts));
    facts
}

/// What is known of a whole policy before its clauses are looked at.
struct Survey<'a> {
    reading: &'a Reading<'a>,
    named: &'a Named,
    own: Own,
    wording: Wording,
    words: Words<'a>,
    lists: Lists,
    /// What stands under each section, as its heading or those above it say.
    sections: Vec<Option<ListOf>>,
    /// What the lists under each clause hold, where the clause introduces any.
    lead_ins: HashMap<ClauseId, Option<ListOf>>,
    /// Providers named beyond doubt somewhere in the policy.
    sure: HashSet<usize>,
}

impl<'a> Survey<'a> {
    fn new(reading: &'a Reading<'a>, named: &'a Named) -> Self {
        let policy = reading.policy;
        let wording = Wording::new(reading.lexicon);
        let own = Own::new(reading, named, &wording);
        let lists = Lists::new(reading, named, &own);
        let by_heading: Vec<Option<ListOf>> = policy
            .sections()
            .map(|(id, _)| wording.list_by_heading(reading, id))
            .collect();
        let above = |id| {
            let mut path = policy.section_path(Some(id));
            path.find_map(|section| by_heading[section.0])
        };
        let lead_ins: HashSet<ClauseId> = policy.clauses().filter_map(|(_, c)| c.lead_in).collect();
        Self {
            reading,
            named,
            sure: sure_providers(reading, named, &lists),
            sections: policy.sections().map(|(id, _)| above(id)).collect(),
            lead_ins: lead_ins
                .into_iter()
                .map(|id| (id, wording.list_by_lead_in(reading.clause(id))))
                .collect(),
            own,
            wording,
            words: Words::new(reading.lexicon),
            lists,
        }
    }

    /// What the list or section that `clause` belongs to holds.
    fn list_of(&self, clause: &Clause) -> Option<ListOf> {
        let by_lead_in = clause.lead_in.and_then(|id| *self.lead_ins.get(&id)?);
        by_lead_in.or_else(|| self.sections[clause.section?.0])
    }

    /// Whether the list that `clause` belongs to names what is not done: "We do not use:".
    fn is_not_done(&self, clause: &Clause) -> bool {
        clause.lead_in.is_some_and(|lead_in| {
            let text = self.reading.clause(lead_in);
            let last = text.sentences.last();
            last.is_some_and(|last| says_not_done(self.reading.lexicon, text, last))
        })
    }

    fn provider(&self, place: usize) -> &'a Provider {
        self.reading.lexicon.names().provider(place)
    }
}

/// The providers that the policy names beyond doubt: by an unmistakable name, with a legal form, or in front of an item among names.
fn sure_providers(reading: &Reading<'_>, named: &Named, lists: &Lists) -> HashSet<usize> {
    let mut sure = HashSet::new();
    for (id, clause) in reading.policy.clauses() {
        let text = reading.clause(id);
        let heads = |hit: &NameHit| {
            let entry = Entry::of(reading, &lists.columns, clause, text);
            entry.is_some_and(|entry| entry.is_headed_by(reading, text, &hit.words))
        };
        for hit in named.clause(id) {
            if let Known::Provider(place) = hit.known
                && (hit.certainty != Certainty::Doubtful || lists.has_names(clause) && heads(hit))
            {
                sure.insert(place);
            }
        }
    }
    sure
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
    /// A product that the lexicon doesn't know, of a company that it knows ("Google Translate API").
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

/// A clause with what is known of its place.
struct Scene<'a> {
    survey: &'a Survey<'a>,
    reading: &'a Reading<'a>,
    id: ClauseId,
    clause: &'a Clause,
    text: &'a Text,
    hits: Vec<&'a NameHit>,
    entry: Option<Entry>,
    list: Option<ListOf>,
}

/// The known names among `hits`, but for everyday words inside a longer company name: "Number X Europe OÜ" is not X.
fn hits_in<'a>(reading: &Reading<'_>, text: &Text, hits: &'a [NameHit]) -> Vec<&'a NameHit> {
    let goes_on_from_name = |hit: &NameHit| {
        let here = text.words.get(hit.words.start);
        let before = hit
            .words
            .start
            .checked_sub(1)
            .and_then(|before| text.words.get(before));
        matches!((before, here), (Some(before), Some(here)) if here.before == Break::None
            && before.before != Break::Stop
            && reading.written(before).starts_with(char::is_uppercase))
    };
    let hits = hits.iter();
    hits.filter(|hit| hit.certainty != Certainty::ByForm || !goes_on_from_name(hit))
        .collect()
}

impl<'a> Scene<'a> {
    fn new(survey: &'a Survey<'a>, id: ClauseId, clause: &'a Clause) -> Self {
        let reading = survey.reading;
        let text = reading.clause(id);
        Self {
            survey,
            reading,
            id,
            clause,
            text,
            hits: hits_in(reading, text, survey.named.clause(id)),
            entry: Entry::of(reading, &survey.lists.columns, clause, text)
                .filter(|_| !survey.lists.is_header(id)),
            list: survey.list_of(clause),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        let mut mentions = self.known_mentions();
        mentions.extend(unknown::mentions(self, &mentions));
        mentions.sort_by_key(|mention| mention.words.start);
        let mentions = self.without_repeats(mentions);
        let mut relations: Vec<Option<Relation>> = mentions
            .iter()
            .map(|mention| self.relation(mention, &mentions))
            .collect();
        self.share_in_enumerations(&mentions, &mut relations);
        let told = mentions
            .iter()
            .zip(relations)
            .filter_map(|(mention, relation)| {
                // Nothing but what it does tells that an unknown name is one.
                let relation = relation.filter(|relation| {
                    mention.who != Who::Unknown || *relation != Relation::Mention
                })?;
                Some(self.fact(mention, relation))
            });
        told.collect()
    }

    /// The words in lower case, or nothing past the end.
    fn form(&self, at: usize) -> &str {
        let word = self.text.words.get(at);
        word.map_or("", |word| self.reading.form(word))
    }

    fn written(&self, at: usize) -> &str {
        let word = self.text.words.get(at);
        word.map_or("", |word| self.reading.written(word))
    }

    /// What parts the word from the one before it; past the end a stop.
    fn before(&self, at: usize) -> Break {
        let word = self.text.words.get(at);
        word.map_or(Break::Stop, |word| word.before)
    }

    fn has_capital(&self, at: usize) -> bool {
        self.written(at).starts_with(char::is_uppercase)
    }

    /// The providers of the lexicon that the clause names, the controller's own aside.
    fn known_mentions(&self) -> Vec<Mention> {
        let own = &self.survey.own;
        let others = self.hits.iter().copied();
        others
            .filter(|hit| !own.has(self.reading, self.text, hit))
            .filter_map(|hit| self.known_mention(hit))
            .collect()
    }

    fn known_mention(&self, hit: &NameHit) -> Option<Mention> {
        let Known::Provider(place) = hit.known else {
            return None;
        };
        let entry = self.entry.as_ref();
        let words = product::product(self, &hit.words, self.survey.provider(place));
        let is_head =
            entry.is_some_and(|entry| entry.is_headed_by(self.reading, self.text, &words));
        let (standing, rule) = if is_head {
            (Standing::Head, "processors.known/entry")
        } else {
            (Standing::Running, "processors.known/sentence")
        };
        let is_meant = hit.certainty != Certainty::Doubtful || self.is_meant(hit, place, standing);
        let who = if words == hit.words {
            Who::Known(place)
        } else {
            Who::Product(place)
        };
        is_meant.then_some(Mention {
            who,
            words,
            standing,
            rule,
        })
    }

    /// Whether an everyday word means the company: its surroundings speak of companies.
    fn is_meant(&self, hit: &NameHit, place: usize, standing: Standing) -> bool {
        let begins_sentence = self.before(hit.words.start) == Break::Stop;
        let sure_elsewhere = self.survey.sure.contains(&place);
        let in_list = standing == Standing::Head
            && (self.survey.lists.has_names(self.clause)
                || self.list.is_some_and(|list| list != ListOf::Mentions));
        if sure_elsewhere && (!begins_sentence || standing == Standing::Head) || in_list {
            return true;
        }
        if self.continues_name(&hit.words) {
            return false;
        }
        let is_beside = |other: &NameHit| {
            let is_sure = match other.known {
                Known::Provider(place) => {
                    other.certainty != Certainty::Doubtful || self.survey.sure.contains(&place)
                }
                _ => false,
            };
            is_sure
                && (self.are_enumerated(&other.words, &hit.words)
                    || self.are_enumerated(&hit.words, &other.words))
        };
        if self.hits_near(&hit.words).iter().any(|hit| is_beside(hit)) {
            return true;
        }
        let goes_on_as_name =
            self.before(hit.words.end) == Break::None && self.has_capital(hit.words.end);
        let follows_small_word = hit
            .words
            .start
            .checked_sub(1)
            .is_some_and(|before| self.written(before).starts_with(char::is_lowercase));
        let is_listed = matches!(self.before(hit.words.start), Break::Comma | Break::Slash);
        let said = self
            .survey
            .wording
            .said_of(self.reading, self.text, &hit.words);
        !begins_sentence
            && !goes_on_as_name
            && (follows_small_word || is_listed)
            && matches!(said, Said::Does(relation) if relation != Relation::Mention)
    }

    /// The known names that stand so near to `words` that they may be enumerated with them.
    fn hits_near(&self, words: &Range<usize>) -> &[&'a NameHit] {
        const NEAR: usize = 30;
        let first = |hit: &&NameHit| hit.words.start + NEAR < words.start;
        let last = |hit: &&NameHit| hit.words.start <= words.end + NEAR;
        let near = self.hits.partition_point(first)..self.hits.partition_point(last);
        self.hits.get(near).unwrap_or_default()
    }

    /// Whether the words go on from a capitalised one: "Grand Canal Square".
    fn continues_name(&self, words: &Range<usize>) -> bool {
        let Some(before) = words.start.checked_sub(1) else {
            return false;
        };
        let is_name = self.hits.iter().any(|hit| hit.words.end == words.start);
        self.before(words.start) == Break::None
            && self.before(before) != Break::Stop
            && self.has_capital(before)
            && !is_name
    }

    /// A company beside its own product, a second entity of one company, a name said twice: one of them is enough.
    ///
    /// Each is held against its own sentence and the head of its entry, as a clause may be a whole document.
    fn without_repeats(&self, mentions: Vec<Mention>) -> Vec<Mention> {
        let mut kept: Vec<Mention> = Vec::new();
        let mut names: HashSet<ConceptId> = HashSet::new();
        for mention in mentions {
            let sentence = self.text.sentence_of(mention.words.start);
            let is_near = |earlier: &&Mention| sentence.start <= earlier.words.start;
            let near = kept.iter().rev().take_while(is_near);
            let all = self.entry.iter().flat_map(|_| &kept);
            let heads = all.filter(|earlier| earlier.standing == Standing::Head);
            let name = self.name_id(&mention);
            let is_known = names.contains(&name);
            if !is_known
                && !near
                    .chain(heads)
                    .any(|earlier| self.repeats(earlier, &mention))
            {
                names.insert(name);
                kept.push(mention);
            }
        }
        kept
    }

    /// Whether `mention` tells of `earlier`'s entry, company or brackets only.
    fn repeats(&self, earlier: &Mention, mention: &Mention) -> bool {
        let group = self.group(mention);
        let same_group = group.is_some() && self.group(earlier) == group;
        let in_its_entry =
            earlier.standing == Standing::Head && mention.standing == Standing::Running;
        same_group && in_its_entry
            || same_group && self.is_company_of(mention, earlier) && self.explains(mention, earlier)
            || self.is_in_brackets_after(earlier, mention)
    }

    /// Whether `company` only says whose product `earlier` is: "Google Analytics, a service of Google LLC", "ChatGPT (OpenAI)".
    fn explains(&self, company: &Mention, earlier: &Mention) -> bool {
        const NEAR: usize = 12;
        company.words.start.saturating_sub(earlier.words.end) <= NEAR
            && self.text.sentence_of(earlier.words.start)
                == self.text.sentence_of(company.words.start)
    }

    /// Whether `mention` names the company whose product `earlier` is: the head of the group, or the brand that both share.
    fn is_company_of(&self, mention: &Mention, earlier: &Mention) -> bool {
        let Who::Known(place) = mention.who else {
            return false;
        };
        let provider = self.survey.provider(place);
        let product = self.short_name(earlier);
        let brand = product.split(' ').next().unwrap_or_default();
        provider.group == provider.id || provider.name == brand
    }

    /// "CookieScript (a service of Objectis, UAB)": a company in the brackets right after a name is who stands behind it.
    fn is_in_brackets_after(&self, earlier: &Mention, mention: &Mention) -> bool {
        let bracket = self.bracket_after(&earlier.words);
        let words = name_words(self.reading, self.text, &mention.words);
        words.iter().any(is_legal_form)
            && bracket.start <= mention.words.start
            && mention.words.end <= bracket.end.max(bracket.start + 1)
    }

    fn group(&self, mention: &Mention) -> Option<ConceptId> {
        match mention.who {
            Who::Known(place) | Who::Product(place) => {
                Some(self.survey.provider(place).group.clone())
            }
            Who::Unknown => None,
        }
    }

    fn name_id(&self, mention: &Mention) -> ConceptId {
        match mention.who {
            Who::Known(place) => self.survey.provider(place).id.clone(),
            Who::Product(_) | Who::Unknown => id_of(without_top(&self.short_name(mention))),
        }
    }

    fn short_name(&self, mention: &Mention) -> String {
        match mention.who {
            Who::Known(place) => self.survey.provider(place).name.clone(),
            Who::Product(_) => self.words_of(&mention.words).to_owned(),
            Who::Unknown => self
                .words_of(&product::without_legal_form(self, &mention.words))
                .to_owned(),
        }
    }

    fn words_of(&self, words: &Range<usize>) -> &str {
        self.reading.policy.words(self.text.span(words))
    }

    /// Whether two names stand side by side: "Stripe (USA), Adyen (the Netherlands) and PayPal".
    fn are_enumerated(&self, earlier: &Range<usize>, later: &Range<usize>) -> bool {
        const LONGEST_GAP: usize = 4;
        let gap = earlier.end..later.start;
        let is_place = |at: usize| {
            let mut hits = self.hits.iter();
            hits.any(|hit| matches!(hit.known, Known::Place(_)) && hit.words.contains(&at))
        };
        let joins = |at: usize| matches!(self.form(at), "and" | "or" | "the") || is_place(at);
        let parted = !gap.is_empty() || self.before(gap.end) >= Break::Slash;
        // What is far apart is told so first: all names of a clause are held against each other.
        earlier.end <= later.start
            && gap.len() <= LONGEST_GAP
            && parted
            && !self.opens_bracket(&gap)
            && gap.clone().all(joins)
    }

    /// Whether a bracket opens between the words at the ends of `gap` and is not closed there.
    fn opens_bracket(&self, gap: &Range<usize>) -> bool {
        let words = &self.text.words;
        let ends = (
            gap.start.checked_sub(1).and_then(|last| words.get(last)),
            words.get(gap.end),
        );
        let (Some(before), Some(after)) = ends else {
            return false;
        };
        let between = Span::new(before.span.end(), after.span.start());
        let between = self.reading.policy.words(between);
        between.matches('(').count() > between.matches(')').count()
    }

    fn known_category(&self, mention: &Mention) -> Option<&str> {
        match mention.who {
            Who::Known(place) | Who::Product(place) => {
                Some(self.survey.provider(place).category.as_str())
            }
            Who::Unknown => None,
        }
    }
}
