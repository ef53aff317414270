//! What an entry or sentence says of a named organisation besides: what it is for, where it is, what protects the data there.

use std::ops::Range;
use std::sync::Arc;

use crate::lexicon::ConceptId;
use crate::lexicon::names::{Known, NameHit};

use super::super::reading::{Break, Reading, Text};
use super::{
    About, Evidence, Fact, Mention, Polarity, Processor, Relation, Scene, Standing, Telling, Who,
};

impl Scene<'_> {
    /// The fact that the clause states of the organisation.
    pub(super) fn fact(&self, mention: &Mention, relation: Relation) -> Fact {
        let matched = self.text.span(&mention.words);
        let quote = match self.entry {
            Some(_) => self.clause.span,
            None => {
                let sentence = self.text.sentence_of(mention.words.start);
                self.text.span(&sentence)
            }
        };
        let described = match mention.standing {
            Standing::Head => 0..self.text.words.len(),
            Standing::Running => self.bracket_after(&mention.words),
        };
        Fact {
            about: About::Processor(Processor {
                id: self.name_id(mention),
                name: self.short_name(mention),
                as_written: self.words_of(&mention.words).to_owned(),
                relation,
                category: self.category(mention),
                location: self.locations(&described, mention),
                safeguards: self.survey.wording.safeguards(self.text, &described),
            }),
            polarity: Polarity::Stated,
            hedged: false,
            scope: Vec::new(),
            evidence: Evidence {
                clause: self.id,
                quote,
            },
            matched,
            telling: Telling::Outright,
            rule: Arc::from(mention.rule),
        }
    }

    /// The words in the bracket right after a name: "Adyen (the Netherlands)".
    pub(super) fn bracket_after(&self, words: &Range<usize>) -> Range<usize> {
        let sentence = self.text.sentence_of(words.start);
        if self.before(words.end) != Break::Bracket || words.end >= sentence.end {
            return words.end..words.end;
        }
        let closed = (words.end + 1..sentence.end).find(|at| self.before(*at) >= Break::Bracket);
        words.end..closed.unwrap_or(sentence.end)
    }

    /// What the organisation is for: what the lexicon knows, else what the words of its entry or sentence say.
    fn category(&self, mention: &Mention) -> ConceptId {
        let known = self.known_category(mention);
        if let Some(known) = known.filter(|known| !matches!(*known, "other" | "communications")) {
            return known.into();
        }
        let described = match mention.standing {
            Standing::Head => mention.words.end..self.text.words.len(),
            Standing::Running => self.text.sentence_of(mention.words.start),
        };
        let purpose = self.survey.wording.purpose(self.text, &described);
        purpose
            .or_else(|| self.purpose_of_list(mention))
            .unwrap_or_else(|| known.unwrap_or("other").into())
    }

    /// What the list of unknown names is about: an item under "Advertising" does that.
    pub(super) fn purpose_of_list(&self, mention: &Mention) -> Option<ConceptId> {
        if mention.who != Who::Unknown || mention.standing != Standing::Head {
            return None;
        }
        let wording = &self.survey.wording;
        let led_in = self.clause.lead_in.and_then(|lead_in| {
            let text = self.reading.clause(lead_in);
            wording.sole_purpose(text, text.sentences.last()?)
        });
        led_in.or_else(|| {
            let heading = self.reading.heading(self.clause.section?);
            wording.sole_purpose(heading, &(0..heading.words.len()))
        })
    }

    /// The countries named in `described`, in the order of the policy.
    fn locations(&self, described: &Range<usize>, mention: &Mention) -> Vec<String> {
        let hits = self.hits.iter().copied().filter(|hit| {
            let is_inside = described.start <= hit.words.start && hit.words.end <= described.end;
            is_inside && !mention.words.contains(&hit.words.start)
        });
        places(self.reading, self.text, hits)
    }
}

/// The countries among `hits` in which data are, each once, in the order of the policy.
pub(super) fn places<'a>(
    reading: &Reading<'_>,
    text: &Text,
    hits: impl Iterator<Item = &'a NameHit>,
) -> Vec<String> {
    let names = reading.lexicon.names();
    let mut found: Vec<String> = Vec::new();
    for hit in hits {
        if let Known::Place(place) = hit.known
            && !stands_outside(reading, text, hit)
            && !found.iter().any(|known| known == names.place(place))
        {
            found.push(names.place(place).to_owned());
        }
    }
    found
}

/// "outside the EU", "outside of the EEA": where the data are not.
fn stands_outside(reading: &Reading<'_>, text: &Text, hit: &NameHit) -> bool {
    const NEAR: usize = 3;
    let near = text
        .words
        .get(hit.words.start.saturating_sub(NEAR)..hit.words.start);
    let mut near = near.unwrap_or_default().iter();
    near.any(|word| reading.form(word) == "outside")
}
