//! What a policy states as a document of TILT, the Transparency Information Language, as far as its words support it.
//!
//! The schema wants more than a policy says: a country and an address of the controller, say, and yes or no where a policy is
//! silent. What it can't do without is filled with what says nothing ("", "ZZ", false), and `clausewise.notStated` names each
//! such field; nothing else is made up. docs/exchange.md tells field by field what stands where.

use std::io;

use serde::Serialize;

use super::dpv::without_weeks;
use crate::Survey;
use crate::coverage::{Cell, Claim, Detail, Family};
use crate::display::date;
use crate::facts::{Polarity, Relation, Safeguard};
use crate::policy::{Policy, PolicyId};

/// Writes the policy `id`: one JSON object and one newline.
///
/// # Errors
/// Those of `out`.
pub fn tilt(survey: &Survey, id: PolicyId, out: &mut impl io::Write) -> io::Result<()> {
    let said = Said {
        survey,
        id,
        policy: survey.policy(id),
    };
    serde_json::to_writer(&mut *out, &document(&said))?;
    out.write_all(b"\n")
}

/// No place: the code that ISO 3166 leaves to users, which is used for that.
const NOWHERE: &str = "ZZ";

/// No address: the top-level domain that is reserved for what is none (RFC 2606).
const NO_EMAIL: &str = "not-stated@example.invalid";

/// No date.
const NO_DATE: &str = "0000";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    meta: Meta<'a>,
    controller: Controller<'a>,
    data_protection_officer: Contact<'a>,
    data_disclosed: Vec<Disclosed<'a>>,
    third_country_transfers: Vec<Transfer<'a>>,
    access_and_data_portability: Right<'a>,
    sources: Vec<Source<'a>>,
    right_to_information: Right<'a>,
    right_to_rectification_or_deletion: Right<'a>,
    right_to_data_portability: Right<'a>,
    right_to_withdraw_consent: Right<'a>,
    right_to_complain: Complaint<'a>,
    automated_decision_making: Automated<'a>,
    changes_of_purpose: [(); 0],
    clausewise: Remarks,
}

#[derive(Serialize)]
struct Meta<'a> {
    _id: &'a str,
    name: &'a str,
    created: String,
    modified: String,
    version: u8,
    language: &'static str,
    status: &'static str,
    url: &'static str,
    _hash: &'a str,
}

#[derive(Serialize)]
struct Controller<'a> {
    name: &'a str,
    address: &'static str,
    country: &'static str,
    representative: Representative,
    /// The words of the policy: TILT allows fields of one's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
struct Representative {
    name: &'static str,
    email: &'static str,
}

#[derive(Serialize)]
struct Contact<'a> {
    name: &'static str,
    address: &'static str,
    country: &'static str,
    email: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Disclosed<'a> {
    #[serde(rename = "_id")]
    id: &'a str,
    category: &'a str,
    purposes: [(); 0],
    legal_bases: Vec<LegalBasis<'a>>,
    legitimate_interests: Vec<Interest<'a>>,
    recipients: Vec<Recipient<'a>>,
    storage: Vec<Storage<'a>>,
    non_disclosure: NonDisclosure<'a>,
}

#[derive(Serialize)]
struct LegalBasis<'a> {
    reference: &'static str,
    description: &'a str,
}

#[derive(Serialize)]
struct Interest<'a> {
    exists: bool,
    reasoning: &'a str,
}

#[derive(Serialize)]
struct Recipient<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    category: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Storage<'a> {
    temporal: Vec<Temporal<'a>>,
    purpose_conditional: Vec<&'a str>,
    legal_basis_conditional: [(); 0],
    aggregation_function: &'static str,
}

#[derive(Serialize)]
struct Temporal<'a> {
    description: &'a str,
    ttl: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NonDisclosure<'a> {
    legal_requirement: bool,
    contractual_regulation: bool,
    obligation_to_provide: bool,
    consequences: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Transfer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adequacy_decision: Option<Available<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    appropriate_guarantees: Option<Available<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    standard_data_protection_clause: Option<Available<'a>>,
}

#[derive(Serialize)]
struct Available<'a> {
    available: bool,
    description: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Source<'a> {
    #[serde(rename = "_id")]
    id: &'a str,
    data_category: &'static str,
    sources: [SourceDetail<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SourceDetail<'a> {
    description: &'a str,
    url: &'static str,
    publicly_available: bool,
}

/// A right; empty where the policy is silent on it.
#[derive(Default, Serialize)]
struct Right<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    available: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Complaint<'a> {
    #[serde(flatten)]
    right: Right<'a>,
    supervisory_authority: Authority<'a>,
}

#[derive(Serialize)]
struct Authority<'a> {
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Automated<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    in_use: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

/// What the program adds.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Remarks {
    version: &'static str,
    /// The fields that the schema wants and the words of the policy do not support.
    not_stated: Vec<&'static str>,
}

/// What one policy says.
struct Said<'a> {
    survey: &'a Survey,
    id: PolicyId,
    policy: &'a Policy,
}

impl<'a> Said<'a> {
    /// What it states or denies on the rows of a family: id, label, whether it states it, and the claim.
    fn claims(
        &self,
        family: Family,
    ) -> impl Iterator<Item = (&'a str, &'a str, Polarity, &'a Claim)> {
        let place = self.id.0;
        self.survey.matrix.family(family).filter_map(move |row| {
            let cell: &Cell = row.cells.get(place)?;
            Some((
                row.id.as_str(),
                row.label.as_str(),
                cell.polarity()?,
                cell.claim()?,
            ))
        })
    }

    fn claim(&self, family: Family, id: &str) -> Option<(Polarity, &'a Claim)> {
        let mut claims = self.claims(family);
        claims
            .find(|(known, ..)| *known == id)
            .map(|(_, _, polarity, claim)| (polarity, claim))
    }

    /// The words of a disclosure that it states.
    fn disclosed(&self, id: &str) -> Option<&'a str> {
        match self.claim(Family::Disclosures, id)? {
            (Polarity::Stated, claim) => Some(self.words(claim)),
            (Polarity::Denied, _) => None,
        }
    }

    fn words(&self, claim: &Claim) -> &'a str {
        self.policy.words(claim.first.quote)
    }

    /// The first of the rights that it speaks of.
    fn right(&self, ids: &[&str]) -> Right<'a> {
        let found = ids.iter().find_map(|id| self.claim(Family::Rights, id));
        found.map_or_else(Right::default, |(polarity, claim)| Right {
            available: Some(polarity == Polarity::Stated),
            description: Some(self.words(claim)),
        })
    }
}

fn document<'a>(said: &Said<'a>) -> Document<'a> {
    let policy = said.policy;
    let dated = policy.updated.map_or_else(|| NO_DATE.to_owned(), date);
    let mut access = said.right(&["access", "portability"]);
    let mut not_stated = NEVER_STATED.to_vec();
    if policy.updated.is_none() {
        not_stated.push("meta.modified");
    }
    if access.available.is_none() {
        access.available = Some(false);
        not_stated.push("accessAndDataPortability.available");
    }
    if said.disclosed("obligation-to-provide").is_none() {
        not_stated.extend([
            "dataDisclosed.nonDisclosure.obligationToProvide",
            "dataDisclosed.nonDisclosure.consequences",
        ]);
    }
    Document {
        meta: Meta {
            _id: &policy.name,
            name: policy.title.as_deref().unwrap_or(&policy.name),
            created: dated.clone(),
            modified: dated,
            version: 1,
            language: "en",
            status: "active",
            url: "",
            _hash: &policy.origin.sha256,
        },
        controller: Controller {
            name: &policy.name,
            address: "",
            country: NOWHERE,
            representative: Representative {
                name: "",
                email: NO_EMAIL,
            },
            description: said.disclosed("controller"),
        },
        data_protection_officer: Contact {
            name: "",
            address: "",
            country: NOWHERE,
            email: NO_EMAIL,
            description: said
                .claim(Family::Disclosures, "dpo")
                .map(|(_, claim)| said.words(claim)),
        },
        data_disclosed: data(said),
        third_country_transfers: transfers(said),
        access_and_data_portability: access,
        sources: sources(said),
        right_to_information: said.right(&["access", "know"]),
        right_to_rectification_or_deletion: said.right(&["rectification", "erasure"]),
        right_to_data_portability: said.right(&["portability"]),
        right_to_withdraw_consent: said.right(&["withdraw-consent"]),
        right_to_complain: Complaint {
            right: said.right(&["complaint"]),
            supervisory_authority: Authority {
                name: "",
                description: said.disclosed("supervisory-authority"),
            },
        },
        automated_decision_making: automated(said),
        changes_of_purpose: [],
        clausewise: Remarks {
            version: env!("CARGO_PKG_VERSION"),
            not_stated,
        },
    }
}

/// Fields that the schema wants and that are not read out of policies.
const NEVER_STATED: [&str; 21] = [
    "meta.created",
    "meta.version",
    "meta.language",
    "meta.status",
    "meta.url",
    "controller.name",
    "controller.address",
    "controller.country",
    "controller.representative.name",
    "controller.representative.email",
    "dataProtectionOfficer.name",
    "dataProtectionOfficer.address",
    "dataProtectionOfficer.country",
    "dataProtectionOfficer.email",
    "dataDisclosed.purposes",
    "dataDisclosed.storage.aggregationFunction",
    "dataDisclosed.nonDisclosure.legalRequirement",
    "dataDisclosed.nonDisclosure.contractualRegulation",
    "sources.sources.publiclyAvailable",
    "rightToComplain.supervisoryAuthority.name",
    "changesOfPurpose",
];

/// Personal data in general, with all that is said of no kind of them; then each kind whose storage is told.
fn data<'a>(said: &Said<'a>) -> Vec<Disclosed<'a>> {
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
        let category = row
            .category
            .as_ref()
            .map_or("", |category| category.as_str());
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

/// TILT knows countries only.
fn is_country(code: &str) -> bool {
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
            match one.retention.duration {
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

/// Transfers to the countries outside the EEA that are named for organisations, then those of which no country is named.
fn transfers<'a>(said: &Said<'a>) -> Vec<Transfer<'a>> {
    let mut all = Vec::new();
    for (_, _, _, claim) in said.claims(Family::Processors) {
        let Detail::Processor {
            relation,
            location,
            safeguards,
            ..
        } = &claim.detail
        else {
            continue;
        };
        let named = |any: &[Safeguard]| {
            let description = said.words(claim);
            safeguards
                .iter()
                .any(|one| any.contains(one))
                .then_some(Available {
                    available: true,
                    description,
                })
        };
        let abroad = location
            .iter()
            .filter(|code| is_country(code) && !crate::check::is_in_eea(code));
        for country in abroad.filter(|_| *relation >= Relation::Recipient) {
            all.push(Transfer {
                country: Some(country),
                adequacy_decision: named(&[Safeguard::Adequacy, Safeguard::Dpf]),
                appropriate_guarantees: named(&[Safeguard::Bcr]),
                standard_data_protection_clause: named(&[Safeguard::Scc]),
            });
        }
    }
    let stated = |ids: &[&str]| {
        let description = ids.iter().find_map(|id| said.disclosed(id))?;
        Some(Available {
            available: true,
            description,
        })
    };
    if said.disclosed("transfer.third-country").is_some() {
        all.push(Transfer {
            country: None,
            adequacy_decision: stated(&["transfer.adequacy", "transfer.dpf"]),
            appropriate_guarantees: stated(&["transfer.bcr"]),
            standard_data_protection_clause: stated(&["transfer.scc"]),
        });
    }
    all
}

fn sources<'a>(said: &Said<'a>) -> Vec<Source<'a>> {
    let stated = said.disclosed("source-of-data").map(|description| Source {
        id: "source-of-data",
        data_category: "",
        sources: [SourceDetail {
            description,
            url: "",
            publicly_available: false,
        }],
    });
    stated.into_iter().collect()
}

fn automated<'a>(said: &Said<'a>) -> Automated<'a> {
    let claim = said.claim(Family::Disclosures, "automated-decision-making");
    Automated {
        in_use: claim.map(|(polarity, _)| polarity == Polarity::Stated),
        description: claim.map(|(_, claim)| said.words(claim)),
    }
}
