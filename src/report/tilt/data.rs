//! The data that a policy tells of: on what grounds they are used, who gets them and how long they are kept.

use super::Said;
use super::form::{Disclosed, Interest, LegalBasis, NonDisclosure, Recipient, Storage, Temporal};
use crate::coverage::{Claim, Detail, Family, MatrixRow};
use crate::facts::{Polarity, Relation};
use crate::lexicon::ConceptKind;
use crate::report::dpv::without_weeks;

/// Personal data in general, with all that is said of no kind of them; then each kind whose storage is told.
pub(super) fn data<'a>(said: &Said<'a>) -> Vec<Disclosed<'a>> {
    const GENERAL: &str = "personal-data";
    let mut all = vec![Disclosed {
        legal_bases: legal_bases(said),
        legitimate_interests: interests(said),
        recipients: recipients(said),
        ..disclosed(said, GENERAL, "Personal data (in general)")
    }];
    for (id, label, _, claim) in said.claims(Family::Retention) {
        let storage = storage(said, claim);
        match all.first_mut().filter(|_| id == GENERAL) {
            Some(general) => general.storage.push(storage),
            None => all.push(Disclosed {
                storage: vec![storage],
                ..disclosed(said, id, label)
            }),
        }
    }
    all
}

fn disclosed<'a>(said: &Said<'a>, id: &'a str, category: &'a str) -> Disclosed<'a> {
    let obligation = said.disclosed("obligation-to-provide");
    Disclosed {
        id,
        category,
        purposes: [],
        legal_bases: Vec::new(),
        legitimate_interests: Vec::new(),
        recipients: Vec::new(),
        storage: Vec::new(),
        non_disclosure: NonDisclosure {
            legal_requirement: false,
            contractual_regulation: false,
            obligation_to_provide: obligation.is_some(),
            consequences: obligation.unwrap_or_default(),
        },
    }
}

fn legal_bases<'a>(said: &Said<'a>) -> Vec<LegalBasis<'a>> {
    const REFERENCES: [(&str, &str); 6] = [
        ("legal-basis.consent", "GDPR-6-1-a"),
        ("legal-basis.contract", "GDPR-6-1-b"),
        ("legal-basis.legal-obligation", "GDPR-6-1-c"),
        ("legal-basis.vital-interest", "GDPR-6-1-d"),
        ("legal-basis.public-task", "GDPR-6-1-e"),
        ("legal-basis.legitimate-interest", "GDPR-6-1-f"),
    ];
    let stated = REFERENCES.iter().filter_map(|(id, reference)| {
        let description = said.disclosed(id)?;
        Some(LegalBasis {
            reference,
            description,
        })
    });
    stated.collect()
}

fn interests<'a>(said: &Said<'a>) -> Vec<Interest<'a>> {
    let stated = said.disclosed("legal-basis.legitimate-interest");
    stated
        .map(|reasoning| Interest {
            exists: true,
            reasoning,
        })
        .into_iter()
        .collect()
}

/// The organisations that get data, a line for each country, then the kinds of recipients.
fn recipients<'a>(said: &Said<'a>) -> Vec<Recipient<'a>> {
    let mut all = Vec::new();
    let rows = said.survey.matrix.family(Family::Processors);
    for (row, cell) in rows.filter_map(|row| Some((row, row.cells.get(said.id.0)?))) {
        let Some(Detail::Processor {
            as_written,
            relation,
            location,
            ..
        }) = cell.claim().map(|claim| &claim.detail)
        else {
            continue;
        };
        if *relation < Relation::Recipient {
            continue;
        }
        let category = category(said, row);
        let recipient = |country| Recipient {
            name: Some(as_written),
            country,
            category,
        };
        let before = all.len();
        all.extend(
            location
                .iter()
                .filter(|code| is_country(code))
                .map(|code| recipient(Some(code))),
        );
        if all.len() == before {
            all.push(recipient(None));
        }
    }
    let stated = said
        .claims(Family::RecipientCategories)
        .filter(|(_, _, polarity, _)| *polarity == Polarity::Stated);
    all.extend(stated.map(|(_, category, ..)| Recipient {
        name: None,
        country: None,
        category,
    }));
    all
}

/// The kind of recipients that an organisation belongs to, called as the kinds are.
fn category<'a>(said: &Said<'a>, row: &'a MatrixRow) -> &'a str {
    let Some(own) = &row.category else {
        return "";
    };
    let mut concepts = said.survey.lexicon.concepts.iter();
    let kind =
        concepts.find(|one| one.kind == ConceptKind::Recipient && one.processors.contains(own));
    kind.map_or(own.as_str(), |kind| kind.label.as_str())
}

/// TILT knows countries only.
pub(super) fn is_country(code: &str) -> bool {
    code.len() == 2 && code != "EU"
}

fn storage<'a>(said: &Said<'a>, claim: &'a Claim) -> Storage<'a> {
    let mut storage = Storage {
        temporal: Vec::new(),
        purpose_conditional: Vec::new(),
        legal_basis_conditional: [],
        aggregation_function: "max",
    };
    if let Detail::Retention(statements) = &claim.detail {
        for one in statements {
            let words = one
                .evidence
                .first()
                .map_or("", |first| said.policy.words(first.quote));
            // A minimum is no longest time, which is all that TILT has a place for.
            let longest = one.retention.duration;
            match longest.filter(|_| one.retention.open_end.is_none()) {
                Some(length) => storage.temporal.push(Temporal {
                    description: words,
                    ttl: without_weeks(length).iso8601(),
                }),
                None => storage.purpose_conditional.push(words),
            }
        }
    }
    storage
}
