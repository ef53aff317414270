//! Which known names stand in each clause and heading of a policy: providers, authorities, places.

use std::ops::Range;

use crate::lexicon::names::{AuthorityKind, Certainty, Joint, Known, NameHit, NameWord};
use crate::policy::{ClauseId, SectionId};

use super::reading::{Break, Reading, Text};

/// The known names of a policy, by clause and heading.
#[derive(Debug)]
pub struct Named {
    clauses: Vec<Vec<NameHit>>,
    headings: Vec<Vec<NameHit>>,
}

impl Named {
    /// Finds all known names of the policy.
    pub fn new(reading: &Reading<'_>) -> Self {
        Self {
            clauses: reading
                .policy
                .clauses()
                .map(|(id, _)| names_in(reading, reading.clause(id)))
                .collect(),
            headings: reading
                .policy
                .sections()
                .map(|(id, _)| names_in(reading, reading.heading(id)))
                .collect(),
        }
    }

    /// The names in the clause `id`, in order; words by their place in [`Reading::clause`].
    pub fn clause(&self, id: ClauseId) -> &[NameHit] {
        &self.clauses[id.0]
    }

    /// The names in the heading of `id`, in order.
    pub fn heading(&self, id: SectionId) -> &[NameHit] {
        &self.headings[id.0]
    }
}

/// The words of `sentence` as names are compared with them.
pub fn name_words<'a>(
    reading: &'a Reading<'_>,
    text: &Text,
    sentence: &Range<usize>,
) -> Vec<NameWord<'a>> {
    let words = text.words.get(sentence.clone()).unwrap_or_default();
    words
        .iter()
        .map(|word| NameWord {
            written: reading.written(word),
            form: reading.form(word),
            joint: match word.before {
                Break::None => Joint::Close,
                Break::Comma | Break::Bracket => Joint::Comma,
                _ => Joint::Apart,
            },
        })
        .collect()
}

fn names_in(reading: &Reading<'_>, text: &Text) -> Vec<NameHit> {
    let names = reading.lexicon.names();
    let mut hits = Vec::new();
    for sentence in &text.sentences {
        let words = name_words(reading, text, sentence);
        hits.extend(names.find(&words).into_iter().map(|hit| NameHit {
            words: hit.words.start + sentence.start..hit.words.end + sentence.start,
            ..hit
        }));
    }
    hits
}

/// The supervisory authorities named in `sentence` ("the CNIL", "the Spanish Data Protection Agency"), as words of `text`.
///
/// `hits` are the names found in `text`. Those that only enforce other laws, and names that are everyday words, are left out.
pub fn authorities(
    reading: &Reading<'_>,
    text: &Text,
    hits: &[NameHit],
    sentence: &Range<usize>,
) -> Vec<Range<usize>> {
    let names = reading.lexicon.names();
    let inside = hits
        .iter()
        .filter(|hit| sentence.start <= hit.words.start && hit.words.end <= sentence.end);
    inside
        .filter_map(|hit| match hit.known {
            Known::Authority(place) => {
                let watches_data = names.authority(place).kind == AuthorityKind::Supervisory;
                (watches_data && hit.certainty == Certainty::Sure).then(|| hit.words.clone())
            }
            Known::Place(_) | Known::Nationality(_) => national_authority(reading, text, hit),
            Known::Provider(_) | Known::NotProvider(_) => None,
        })
        .collect()
}

/// "Hungarian Data Protection Authority", "Data Protection Commissioner of Kenya": a body of the country that `hit` names.
fn national_authority(reading: &Reading<'_>, text: &Text, hit: &NameHit) -> Option<Range<usize>> {
    let form = |at: usize| text.words.get(at).map_or("", |word| reading.form(word));
    let begins = |at: usize| form(at) == "data" && form(at + 1) == "protection";
    let end_of = |at: usize| (at + 2..=at + 3).find(|end| BODIES.contains(&form(*end)));
    if begins(hit.words.end) {
        return end_of(hit.words.end).map(|last| hit.words.start..last + 1);
    }
    let of = hit
        .words
        .start
        .checked_sub(1)
        .filter(|of| matches!(form(*of), "of" | "in"))?;
    let last = of
        .checked_sub(1)
        .filter(|last| BODIES.contains(&form(*last)))?;
    let start = last.checked_sub(2).filter(|start| begins(*start))?;
    Some(start..hit.words.end)
}

const BODIES: &[&str] = &[
    "authority",
    "agency",
    "commission",
    "commissioner",
    "inspectorate",
    "board",
    "office",
    "ombudsman",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::policy::{Clause, ClauseKind, LineMap, Lines, Origin, Policy, Span};
    use crate::source::Format;

    fn policy_of(text: &str) -> Policy {
        let clause = Clause {
            section: None,
            kind: ClauseKind::Paragraph,
            span: Span::new(0, text.len()),
            lines: Lines::one(0),
            term: None,
            lead_in: None,
            header: None,
            cells: Vec::new(),
            depth: 0,
            links: Vec::new(),
        };
        Policy {
            name: "p".into(),
            origin: Origin {
                path: "p".into(),
                sha256: String::new(),
                bytes: 0,
                format: Format::Text,
            },
            title: None,
            updated: None,
            text: text.to_owned(),
            line_map: LineMap::default(),
            sections: Vec::new(),
            clauses: vec![clause],
            diagnostics: Vec::new(),
        }
    }

    fn named_in(text: &str) -> Vec<String> {
        let policy = policy_of(text);
        let reading = Reading::new(&policy, Lexicon::built_in());
        let text = reading.clause(ClauseId(0));
        let hits = names_in(&reading, text);
        let sentences = text.sentences.iter();
        sentences
            .flat_map(|sentence| authorities(&reading, text, &hits, sentence))
            .map(|words| policy.words(text.span(&words)).to_owned())
            .collect()
    }

    #[test]
    fn an_authority_is_named_by_its_name_or_by_its_country() {
        assert_eq!(named_in("Complain to the CNIL in Paris."), ["CNIL"]);
        assert_eq!(
            named_in(
                "Ask the Hungarian Data Protection Authority or the Data Protection Commissioner of Kenya."
            ),
            [
                "Hungarian Data Protection Authority",
                "Data Protection Commissioner of Kenya"
            ]
        );
    }

    #[test]
    fn an_authority_without_a_country_is_nobodys_name() {
        assert!(
            named_in("Complain to your local Data Protection Authority, or the European one.")
                .is_empty()
        );
    }

    #[test]
    fn a_law_that_shares_an_abbreviation_with_its_authority_is_no_authority() {
        assert!(
            named_in("Turkey's law on the protection of personal data (KVKK) applies.").is_empty()
        );
    }
}
