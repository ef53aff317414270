//! What a policy states as a document of TILT, the Transparency Information Language, as far as its words support it.
//!
//! The schema wants more than a policy says: a country and an address of the controller, say, and yes or no where a policy is
//! silent. What it can't do without is filled with what says nothing ("", "ZZ", false), and `clausewise.notStated` names each
//! such field; nothing else is made up. docs/exchange.md tells field by field what stands where.

mod controller;
mod data;
mod form;
mod transfers;

use std::io;

use crate::Survey;
use crate::coverage::{Cell, Claim, Family};
use crate::display::date;
use crate::facts::Polarity;
use crate::policy::{Policy, PolicyId};

use data::data;
use form::{
    Authority, Automated, Complaint, Contact, Controller, Document, Meta, Remarks, Representative,
    Right, Source, SourceDetail,
};
use transfers::transfers;

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
    let mut gaps = Gaps(NEVER_STATED.to_vec());
    let dated = gaps.filled("meta.modified", policy.updated.map(date), || {
        NO_DATE.to_owned()
    });
    let mut access = said.right(&["access", "portability"]);
    let available = gaps.filled(
        "accessAndDataPortability.available",
        access.available,
        || false,
    );
    access.available = Some(available);
    if said.disclosed("obligation-to-provide").is_none() {
        gaps.0.extend([
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
            name: gaps.filled("controller.name", controller::name(said), || &policy.name),
            address: "",
            country: NOWHERE,
            representative: Representative {
                name: "",
                email: gaps.filled(
                    "controller.representative.email",
                    controller::contact(said),
                    || NO_EMAIL,
                ),
            },
            description: said.disclosed("controller"),
        },
        data_protection_officer: Contact {
            name: "",
            address: "",
            country: NOWHERE,
            email: gaps.filled(
                "dataProtectionOfficer.email",
                controller::officer_email(said),
                || NO_EMAIL,
            ),
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
        automated_decision_making: automated(said, &mut gaps),
        changes_of_purpose: [],
        clausewise: Remarks {
            version: env!("CARGO_PKG_VERSION"),
            not_stated: gaps.0,
        },
    }
}

/// The fields that are filled with what says nothing.
struct Gaps(Vec<&'static str>);

impl Gaps {
    /// The value of `field`; where the policy gives none, the filler, and the field is named as not stated.
    fn filled<T>(
        &mut self,
        field: &'static str,
        stated: Option<T>,
        filler: impl FnOnce() -> T,
    ) -> T {
        stated.unwrap_or_else(|| {
            self.0.push(field);
            filler()
        })
    }
}

/// Fields that the schema wants and that are not read out of policies.
const NEVER_STATED: [&str; 18] = [
    "meta.created",
    "meta.version",
    "meta.language",
    "meta.status",
    "meta.url",
    "controller.address",
    "controller.country",
    "controller.representative.name",
    "dataProtectionOfficer.name",
    "dataProtectionOfficer.address",
    "dataProtectionOfficer.country",
    "dataDisclosed.purposes",
    "dataDisclosed.storage.aggregationFunction",
    "dataDisclosed.nonDisclosure.legalRequirement",
    "dataDisclosed.nonDisclosure.contractualRegulation",
    "sources.sources.publiclyAvailable",
    "rightToComplain.supervisoryAuthority.name",
    "changesOfPurpose",
];

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

/// The schema wants the logic and the effects of decisions that are in use, which are not read out of policies.
fn automated<'a>(said: &Said<'a>, gaps: &mut Gaps) -> Automated<'a> {
    let claim = said.claim(Family::Disclosures, "automated-decision-making");
    let in_use = claim.map(|(polarity, _)| polarity == Polarity::Stated);
    let mut gap = |field| (in_use == Some(true)).then(|| gaps.filled(field, None, || ""));
    Automated {
        in_use,
        logic_involved: gap("automatedDecisionMaking.logicInvolved"),
        scope_and_intended_effects: gap("automatedDecisionMaking.scopeAndIntendedEffects"),
        description: claim.map(|(_, claim)| said.words(claim)),
    }
}
