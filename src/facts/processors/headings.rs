//! Organisations that have a section of their own: their name is the heading, and what stands under it tells of them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use crate::facts::{About, Evidence, Fact, Polarity, Processor, Relation, Telling};
use crate::lexicon::ConceptId;
use crate::lexicon::names::{Certainty, Known, id_of, is_ordinary, without_top};
use crate::policy::{ClauseId, SectionId};

use super::super::reading::Text;
use super::Survey;
use super::details::places;
use super::relation::acts_as;
use super::wording::ListOf;

/// The organisations whose sections don't name them again. `found` are those that clauses name.
pub(super) fn facts(survey: &Survey<'_>, found: &[Fact]) -> Vec<Fact> {
    let policy = survey.reading.policy;
    let mut clauses: HashMap<SectionId, Vec<ClauseId>> = HashMap::new();
    for (id, clause) in policy.clauses() {
        if let Some(section) = clause.section {
            clauses.entry(section).or_default().push(id);
        }
    }
    let mut known = known_headings(survey, Certainty::ByForm);
    let among_names = parents_of_names(survey, &known);
    let doubtful = known_headings(survey, Certainty::Doubtful).into_iter();
    let of_names = |section: SectionId| {
        let parent = policy.section(section).parent;
        parent.is_some_and(|parent| among_names.contains(&parent))
    };
    known.extend(doubtful.filter(|(section, _)| of_names(*section)));
    let told: HashSet<(Option<SectionId>, &ConceptId)> = found
        .iter()
        .filter_map(|fact| match &fact.about {
            About::Processor(processor) => {
                Some((policy.clause(fact.evidence.clause).section, &processor.id))
            }
            _ => None,
        })
        .collect();
    let sections = policy.sections().filter_map(|(id, _)| {
        let name = match known.get(&id) {
            Some(place) => Name::Known(*place),
            None if of_names(id) => Name::Unknown(unknown_heading(survey, id)?),
            None => return None,
        };
        let fact = fact(survey, id, &name, clauses.get(&id)?)?;
        let About::Processor(processor) = &fact.about else {
            return None;
        };
        (!told.contains(&(Some(id), &processor.id))).then_some(fact)
    });
    sections.collect()
}

/// Whom a heading names.
enum Name {
    /// A provider of the lexicon, by its place.
    Known(usize),
    /// Somebody else.
    Unknown(String),
}

/// The sections whose whole heading is the name of a provider, as certain as `least`.
fn known_headings(survey: &Survey<'_>, least: Certainty) -> HashMap<SectionId, usize> {
    let reading = survey.reading;
    let sections = reading.policy.sections();
    sections
        .filter_map(|(id, _)| {
            let text = reading.heading(id);
            let [hit] = survey.named.heading(id) else {
                return None;
            };
            let Known::Provider(place) = hit.known else {
                return None;
            };
            let is_all = hit.words == (0..text.words.len());
            let is_sure = hit.certainty <= least || survey.sure.contains(&place);
            (is_all && is_sure && !survey.own.has(reading, text, hit)).then_some((id, place))
        })
        .collect()
}

/// The sections most of whose subsections are headed by names.
fn parents_of_names(survey: &Survey<'_>, known: &HashMap<SectionId, usize>) -> HashSet<SectionId> {
    const ENOUGH: usize = 2;
    let mut counts: HashMap<SectionId, (usize, usize)> = HashMap::new();
    for (id, section) in survey.reading.policy.sections() {
        if let Some(parent) = section.parent {
            let count = counts.entry(parent).or_default();
            count.0 += 1;
            count.1 += usize::from(known.contains_key(&id));
        }
    }
    let parents = counts.into_iter();
    parents
        .filter(|(_, (all, known))| *known >= ENOUGH && known * 4 >= *all)
        .map(|(parent, _)| parent)
        .collect()
}

/// The heading of `section` where it has the shape of a name.
fn unknown_heading(survey: &Survey<'_>, section: SectionId) -> Option<String> {
    const LONGEST: usize = 3;
    let reading = survey.reading;
    let text = reading.heading(section);
    let all = 0..text.words.len();
    let is_capital = |at: usize| {
        let word = text.words.get(at);
        word.is_some_and(|word| reading.written(word).starts_with(char::is_uppercase))
    };
    let is_telling = |at: usize| {
        let form = text.words.get(at).map_or("", |word| reading.form(word));
        !is_ordinary(form) && !reading.has_written(form)
    };
    let is_name = (1..=LONGEST).contains(&all.len())
        && survey.named.heading(section).is_empty()
        && all.clone().all(is_capital)
        && all.clone().any(is_telling)
        && !survey.own.has_name(reading, text, &all);
    is_name.then(|| reading.policy.heading(section).to_owned())
}

fn fact(
    survey: &Survey<'_>,
    section: SectionId,
    name: &Name,
    clauses: &[ClauseId],
) -> Option<Fact> {
    let policy = survey.reading.policy;
    let first = *clauses.first()?;
    let parent = policy.section(section).parent;
    let list = parent.and_then(|parent| survey.sections[parent.0]);
    let category = match name {
        Name::Known(place) => Some(survey.provider(*place).category.clone()),
        Name::Unknown(_) => None,
    };
    let relation = match list? {
        ListOf::Processors => acts_as(category.as_ref().map(ConceptId::as_str)),
        list => list.relation()?,
    };
    let told = matches!(name, Name::Known(_)) || relation > Relation::Mention;
    let short = match name {
        Name::Known(place) => survey.provider(*place).name.clone(),
        Name::Unknown(name) => name.clone(),
    };
    let each = || clauses.iter().map(|id| (*id, survey.reading.clause(*id)));
    let all = |text: &Text| -> Range<usize> { 0..text.words.len() };
    let purpose = || each().find_map(|(_, text)| survey.wording.purpose(text, &all(text)));
    let mut safeguards = Vec::new();
    let mut location: Vec<String> = Vec::new();
    for (id, text) in each() {
        safeguards.extend(survey.wording.safeguards(text, &all(text)));
        location.extend(places(survey.reading, text, survey.named.clause(id).iter()));
    }
    safeguards.sort_unstable();
    safeguards.dedup();
    location.sort_unstable();
    location.dedup();
    let category = category
        .filter(|category| category.as_str() != "other")
        .or_else(purpose);
    told.then(|| Fact {
        about: About::Processor(Processor {
            id: id_of(without_top(&short)),
            name: short,
            as_written: policy.heading(section).to_owned(),
            relation,
            category: category.unwrap_or_else(|| "other".into()),
            location,
            safeguards,
        }),
        polarity: Polarity::Stated,
        hedged: false,
        scope: Vec::new(),
        evidence: Evidence {
            clause: first,
            quote: policy.clause(first).span,
        },
        matched: policy.section(section).heading,
        telling: Telling::Outright,
        rule: Arc::from("processors.heading"),
    })
}
