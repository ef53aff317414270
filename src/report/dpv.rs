//! What policies state as JSON-LD in the W3C's Data Privacy Vocabulary, version 2 (<https://w3id.org/dpv>).
//!
//! Each policy is a `dpv:PrivacyNotice`, and all that hangs on it is a statement with the words that it rests on, as a Web
//! Annotation quotes them. The context stands in the document, so that it can be read offline. What a policy denies or is
//! silent on has no term there and is left out, as is what the vocabulary has no word for: docs/exchange.md has the list.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use crate::Survey;
use crate::coverage::{Cell, Claim, Detail, Family, MatrixRow, RetentionStatement};
use crate::display::{citation, date, jurisdiction, safeguard};
use crate::facts::{
    Duration, Evidence, OpenEnd, Relation, Retention, RetentionKind, Safeguard, TimeUnit,
};
use crate::lexicon::{ConceptKind, Lexicon};
use crate::policy::{Policy, PolicyId};

/// Writes a graph with a notice for each policy: one JSON object and one newline.
///
/// # Errors
/// Those of `out`.
pub fn dpv(survey: &Survey, out: &mut impl io::Write) -> io::Result<()> {
    let places = 0..survey.policies.len();
    let document = Document {
        context: CONTEXT,
        graph: places
            .map(|place| notice(survey, PolicyId(place)))
            .collect(),
    };
    serde_json::to_writer(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// What the prefixes stand for.
#[derive(Serialize)]
struct Context {
    dpv: &'static str,
    dct: &'static str,
    oa: &'static str,
    rdf: &'static str,
    rdfs: &'static str,
    skos: &'static str,
    xsd: &'static str,
}

const CONTEXT: Context = Context {
    dpv: "https://w3id.org/dpv#",
    dct: "http://purl.org/dc/terms/",
    oa: "http://www.w3.org/ns/oa#",
    rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    rdfs: "http://www.w3.org/2000/01/rdf-schema#",
    skos: "http://www.w3.org/2004/02/skos/core#",
    xsd: "http://www.w3.org/2001/XMLSchema#",
};

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: Context,
    #[serde(rename = "@graph")]
    graph: Vec<Notice<'a>>,
}

/// A policy. Properties that nothing is stated of are left out.
#[derive(Serialize)]
struct Notice<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "dpv:hasIdentifier")]
    name: &'a str,
    #[serde(rename = "dct:title", skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(rename = "dct:modified", skip_serializing_if = "Option::is_none")]
    modified: Option<Typed>,
    #[serde(rename = "dct:source")]
    path: &'a str,
    #[serde(flatten)]
    statements: BTreeMap<Property, Vec<Statement<'a>>>,
}

/// How a statement hangs on its notice, in the order in which the notice has them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
enum Property {
    #[serde(rename = "dpv:hasDataController")]
    Controller,
    #[serde(rename = "dpv:hasDataProtectionOfficer")]
    Officer,
    #[serde(rename = "dpv:hasRepresentative")]
    Representative,
    #[serde(rename = "dpv:hasContact")]
    Contact,
    #[serde(rename = "dpv:hasAuthority")]
    Authority,
    #[serde(rename = "dpv:hasRight")]
    Right,
    #[serde(rename = "dpv:hasLegalBasis")]
    LegalBasis,
    #[serde(rename = "dpv:hasDataProcessor")]
    Processor,
    #[serde(rename = "dpv:hasRecipientThirdParty")]
    ThirdParty,
    #[serde(rename = "dpv:hasRecipient")]
    Recipient,
    #[serde(rename = "dpv:hasDataSource")]
    Source,
    #[serde(rename = "dpv:hasStorageCondition")]
    Storage,
    #[serde(rename = "dpv:hasTechnicalOrganisationalMeasure")]
    Measure,
    #[serde(rename = "dct:subject")]
    Subject,
}

/// Something that a notice states.
#[derive(Default, Serialize)]
struct Statement<'a> {
    #[serde(rename = "@type", skip_serializing_if = "Vec::is_empty")]
    types: Vec<String>,
    #[serde(rename = "rdfs:label")]
    label: &'a str,
    #[serde(rename = "skos:altLabel", skip_serializing_if = "Option::is_none")]
    as_written: Option<&'a str>,
    #[serde(rename = "rdf:value", skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(rename = "rdfs:comment", skip_serializing_if = "Option::is_none")]
    reserve: Option<&'static str>,
    #[serde(rename = "dpv:hasJurisdiction", skip_serializing_if = "Vec::is_empty")]
    scope: Vec<Term<'a>>,
    #[serde(rename = "dpv:hasPurpose", skip_serializing_if = "Option::is_none")]
    purpose: Option<Term<'a>>,
    #[serde(rename = "dpv:hasLocation", skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Place<'a>>,
    #[serde(rename = "dpv:hasLegalBasis", skip_serializing_if = "Vec::is_empty")]
    transfer: Vec<Term<'a>>,
    #[serde(rename = "dpv:hasDuration", skip_serializing_if = "Option::is_none")]
    duration: Option<Length>,
    #[serde(rename = "dct:source")]
    words: Vec<Quote<'a>>,
}

/// An instance of a term, with what people call it.
#[derive(Serialize)]
struct Term<'a> {
    #[serde(rename = "@type")]
    kind: String,
    #[serde(rename = "rdfs:label")]
    label: &'a str,
}

/// A place by its ISO 3166 code, or EU or EEA.
#[derive(Serialize)]
struct Place<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "dpv:hasIdentifier")]
    code: &'a str,
}

#[derive(Serialize)]
struct Length {
    #[serde(rename = "@type")]
    types: Vec<&'static str>,
    #[serde(rename = "rdf:value", skip_serializing_if = "Option::is_none")]
    value: Option<Typed>,
}

#[derive(Serialize)]
struct Typed {
    #[serde(rename = "@value")]
    value: String,
    #[serde(rename = "@type")]
    kind: &'static str,
}

/// Words of the notice.
#[derive(Serialize)]
struct Quote<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "oa:hasSource")]
    source: Reference,
    #[serde(rename = "oa:hasSelector")]
    selector: Selector<'a>,
    #[serde(rename = "dct:bibliographicCitation")]
    citation: String,
}

#[derive(Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

#[derive(Serialize)]
struct Selector<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "oa:exact")]
    exact: &'a str,
}

/// The policy by the digest of its bytes, as RFC 6920 writes it.
fn id(policy: &Policy) -> String {
    format!("nih:sha-256;{}", policy.origin.sha256)
}

fn notice(survey: &Survey, id_: PolicyId) -> Notice<'_> {
    let policy = survey.policy(id_);
    let mut notice = Notice {
        id: id(policy),
        kind: "dpv:PrivacyNotice",
        name: &policy.name,
        title: policy.title.as_deref(),
        modified: policy.updated.map(|day| Typed {
            value: date(day),
            kind: if day.day.is_some() {
                "xsd:date"
            } else {
                "xsd:gYearMonth"
            },
        }),
        path: &policy.origin.path,
        statements: BTreeMap::new(),
    };
    for row in &survey.matrix.rows {
        if let Some(Cell::Stated(claim)) = row.cells.get(id_.0) {
            let told = Told {
                policy,
                row,
                claim,
                lexicon: &survey.lexicon,
            };
            for (property, statement) in told.statements() {
                let known = notice.statements.entry(property).or_default();
                known.push(statement);
            }
        }
    }
    notice
}

/// What a policy states on a row.
struct Told<'a> {
    policy: &'a Policy,
    row: &'a MatrixRow,
    claim: &'a Claim,
    lexicon: &'a Lexicon,
}

impl<'a> Told<'a> {
    fn statements(&self) -> Vec<(Property, Statement<'a>)> {
        match (self.row.family, &self.claim.detail) {
            (Family::Rights, _) => vec![(Property::Right, self.right())],
            (Family::RecipientCategories, _) => vec![(Property::Recipient, self.recipient())],
            (Family::Processors, Detail::Processor { relation, .. }) => {
                let (property, role) = match relation {
                    Relation::Processor => (Property::Processor, "dpv:DataProcessor"),
                    Relation::Recipient => (Property::ThirdParty, "dpv:ThirdParty"),
                    Relation::Source => (Property::Source, "dpv:DataSource"),
                    Relation::Mention => return Vec::new(),
                };
                vec![(property, self.organisation(role))]
            }
            (Family::Retention, Detail::Retention(statements)) => statements
                .iter()
                .map(|one| (Property::Storage, self.storage(one)))
                .collect(),
            (Family::Processors | Family::Retention, _) => Vec::new(),
            (Family::Disclosures, _) => self.disclosure().into_iter().collect(),
        }
    }

    fn statement(&self, evidence: impl Iterator<Item = Evidence>) -> Statement<'a> {
        let claim = self.claim;
        let place = |label| Term {
            kind: "dpv:Location".to_owned(),
            label,
        };
        Statement {
            label: &self.row.label,
            value: claim.value.as_deref(),
            reserve: claim.hedged.then_some("said with reserve"),
            scope: claim
                .scope
                .iter()
                .map(|one| place(jurisdiction(*one)))
                .collect(),
            words: evidence.map(|one| quote(self.policy, one)).collect(),
            ..Statement::default()
        }
    }

    /// The term that the vocabulary has for the row.
    fn iri(&self, kind: ConceptKind) -> Option<&'a str> {
        let place = self.lexicon.concept(kind, self.row.id.as_str())?;
        self.lexicon.concepts.get(place)?.iri.as_deref()
    }

    fn right(&self) -> Statement<'a> {
        let mut types = vec!["dpv:DataSubjectRight".to_owned()];
        types.extend(self.iri(ConceptKind::Right).map(str::to_owned));
        Statement {
            types,
            ..self.statement(self.claim.evidence())
        }
    }

    fn recipient(&self) -> Statement<'a> {
        let iri = self.iri(ConceptKind::Recipient);
        let (entity, purpose): (Option<&str>, Option<&str>) = match iri {
            Some(iri) if ENTITIES.contains(&iri) => (Some(iri), None),
            iri => (None, iri),
        };
        let mut types = vec!["dpv:Recipient".to_owned()];
        types.extend(entity.map(str::to_owned));
        Statement {
            types,
            purpose: purpose.map(|iri| Term {
                kind: iri.to_owned(),
                label: &self.row.label,
            }),
            ..self.statement(self.claim.evidence())
        }
    }

    fn organisation(&self, role: &str) -> Statement<'a> {
        let statement = self.statement(self.claim.evidence());
        let Detail::Processor {
            as_written,
            location,
            safeguards,
            ..
        } = &self.claim.detail
        else {
            return statement;
        };
        let place = |code: &'a String| Place {
            kind: "dpv:Location",
            code,
        };
        let basis = |one: &Safeguard| {
            Some(Term {
                kind: basis(*one)?.to_owned(),
                label: safeguard(*one),
            })
        };
        Statement {
            types: vec![role.to_owned()],
            as_written: Some(as_written),
            locations: location.iter().map(place).collect(),
            transfer: safeguards.iter().filter_map(basis).collect(),
            ..statement
        }
    }

    fn storage(&self, one: &'a RetentionStatement) -> Statement<'a> {
        Statement {
            types: vec!["dpv:StorageCondition".to_owned()],
            as_written: Some(&one.retention.subject),
            duration: Some(length(&one.retention)),
            ..self.statement(one.evidence.iter().copied())
        }
    }

    fn disclosure(&self) -> Option<(Property, Statement<'a>)> {
        let iri = self.iri(ConceptKind::Disclosure)?;
        let term = iri.rsplit('#').next().unwrap_or_default();
        // What begins with a small letter is a property, such as dpv:hasContact, and no kind of thing.
        let is_class = term.starts_with(|c: char| c.is_ascii_uppercase());
        let statement = Statement {
            types: is_class.then(|| iri.to_owned()).into_iter().collect(),
            ..self.statement(self.claim.evidence())
        };
        let property = match self.row.id.as_str() {
            "controller" => Property::Controller,
            "dpo" => Property::Officer,
            "eu-representative" => Property::Representative,
            "contact" => Property::Contact,
            "supervisory-authority" => Property::Authority,
            "source-of-data" => Property::Source,
            "security-measures"
            | "encryption-in-transit"
            | "encryption-at-rest"
            | "breach-notification"
            | "certification" => Property::Measure,
            "transfer.scc" | "transfer.adequacy" | "transfer.bcr" => Property::LegalBasis,
            id if id.starts_with("legal-basis.") => Property::LegalBasis,
            _ => Property::Subject,
        };
        Some((property, statement))
    }
}

/// Kinds of recipients that the vocabulary has a kind of organisation for; for the others it has a purpose.
const ENTITIES: [&str; 2] = [
    "https://w3id.org/dpv/tech#Provider",
    "https://w3id.org/dpv#SubsidiaryLegalEntity",
];

/// What a transfer under a safeguard is based on.
fn basis(safeguard: Safeguard) -> Option<&'static str> {
    match safeguard {
        Safeguard::Scc => Some("https://w3id.org/dpv/legal/eu/gdpr#A46-2-c"),
        Safeguard::Adequacy => Some("https://w3id.org/dpv/legal/eu/gdpr#A45-3"),
        Safeguard::Bcr => Some("https://w3id.org/dpv/legal/eu/gdpr#A46-2-b"),
        Safeguard::Consent => Some("https://w3id.org/dpv/legal/eu/gdpr#A49-1-a"),
        Safeguard::Dpf => Some("dpv:SafeguardForDataTransfer"),
        Safeguard::Dpa => Some("dpv:LegalAgreement"),
        Safeguard::NoneNeeded => None,
    }
}

fn length(retention: &Retention) -> Length {
    let types = match retention.kind {
        _ if retention.open_end == Some(OpenEnd::Indefinite) => vec!["dpv:EndlessDuration"],
        _ if retention.open_end == Some(OpenEnd::AtLeast) => vec!["dpv:IndeterminateDuration"],
        RetentionKind::Fixed => vec!["dpv:TemporalDuration"],
        RetentionKind::Event => vec!["dpv:UntilEventDuration"],
        RetentionKind::EventThenFixed => vec!["dpv:UntilEventDuration", "dpv:TemporalDuration"],
        RetentionKind::Statutory => vec!["dpv:StorageDuration"],
        RetentionKind::Criteria => vec!["dpv:IndeterminateDuration"],
    };
    let longest = retention.duration.filter(|_| retention.open_end.is_none());
    let value = longest.map(|length| Typed {
        value: without_weeks(length).iso8601(),
        kind: "xsd:duration",
    });
    Length { types, value }
}

/// The same length in days where it is one in weeks, which neither XML Schema nor TILT knows.
pub(super) fn without_weeks(length: Duration) -> Duration {
    match length.unit {
        TimeUnit::Week => Duration {
            count: length.count.saturating_mul(7),
            unit: TimeUnit::Day,
        },
        _ => length,
    }
}

fn quote(policy: &Policy, evidence: Evidence) -> Quote<'_> {
    Quote {
        kind: "oa:SpecificResource",
        source: Reference { id: id(policy) },
        selector: Selector {
            kind: "oa:TextQuoteSelector",
            exact: policy.words(evidence.quote),
        },
        citation: citation(policy, evidence.clause, evidence.quote).to_string(),
    }
}
