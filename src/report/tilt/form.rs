//! The part of TILT’s schema that is filled.

use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document<'a> {
    pub(super) meta: Meta<'a>,
    pub(super) controller: Controller<'a>,
    pub(super) data_protection_officer: Contact<'a>,
    pub(super) data_disclosed: Vec<Disclosed<'a>>,
    pub(super) third_country_transfers: Vec<Transfer<'a>>,
    pub(super) access_and_data_portability: Right<'a>,
    pub(super) sources: Vec<Source<'a>>,
    pub(super) right_to_information: Right<'a>,
    pub(super) right_to_rectification_or_deletion: Right<'a>,
    pub(super) right_to_data_portability: Right<'a>,
    pub(super) right_to_withdraw_consent: Right<'a>,
    pub(super) right_to_complain: Complaint<'a>,
    pub(super) automated_decision_making: Automated<'a>,
    pub(super) changes_of_purpose: [(); 0],
    pub(super) clausewise: Remarks,
}

#[derive(Serialize)]
pub(super) struct Meta<'a> {
    pub(super) _id: &'a str,
    pub(super) name: &'a str,
    pub(super) created: String,
    pub(super) modified: String,
    pub(super) version: u8,
    pub(super) language: &'static str,
    pub(super) status: &'static str,
    pub(super) url: &'static str,
    pub(super) _hash: &'a str,
}

#[derive(Serialize)]
pub(super) struct Controller<'a> {
    pub(super) name: &'a str,
    pub(super) address: &'static str,
    pub(super) country: &'static str,
    pub(super) representative: Representative<'a>,
    /// The words of the policy: TILT allows fields of one's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Representative<'a> {
    pub(super) name: &'static str,
    pub(super) email: &'a str,
}

#[derive(Serialize)]
pub(super) struct Contact<'a> {
    pub(super) name: &'static str,
    pub(super) address: &'static str,
    pub(super) country: &'static str,
    pub(super) email: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Disclosed<'a> {
    #[serde(rename = "_id")]
    pub(super) id: &'a str,
    pub(super) category: &'a str,
    pub(super) purposes: [(); 0],
    pub(super) legal_bases: Vec<LegalBasis<'a>>,
    pub(super) legitimate_interests: Vec<Interest<'a>>,
    pub(super) recipients: Vec<Recipient<'a>>,
    pub(super) storage: Vec<Storage<'a>>,
    pub(super) non_disclosure: NonDisclosure<'a>,
}

#[derive(Serialize)]
pub(super) struct LegalBasis<'a> {
    pub(super) reference: &'static str,
    pub(super) description: &'a str,
}

#[derive(Serialize)]
pub(super) struct Interest<'a> {
    pub(super) exists: bool,
    pub(super) reasoning: &'a str,
}

#[derive(Serialize)]
pub(super) struct Recipient<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) country: Option<&'a str>,
    pub(super) category: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Storage<'a> {
    pub(super) temporal: Vec<Temporal<'a>>,
    pub(super) purpose_conditional: Vec<&'a str>,
    pub(super) legal_basis_conditional: [(); 0],
    pub(super) aggregation_function: &'static str,
}

#[derive(Serialize)]
pub(super) struct Temporal<'a> {
    pub(super) description: &'a str,
    pub(super) ttl: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NonDisclosure<'a> {
    pub(super) legal_requirement: bool,
    pub(super) contractual_regulation: bool,
    pub(super) obligation_to_provide: bool,
    pub(super) consequences: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Transfer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) adequacy_decision: Option<Available<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) appropriate_guarantees: Option<Available<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) standard_data_protection_clause: Option<Available<'a>>,
}

#[derive(Serialize)]
pub(super) struct Available<'a> {
    pub(super) available: bool,
    pub(super) description: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Source<'a> {
    #[serde(rename = "_id")]
    pub(super) id: &'a str,
    pub(super) data_category: &'static str,
    pub(super) sources: [SourceDetail<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SourceDetail<'a> {
    pub(super) description: &'a str,
    pub(super) url: &'static str,
    pub(super) publicly_available: bool,
}

/// A right; empty where the policy is silent on it.
#[derive(Default, Serialize)]
pub(super) struct Right<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) available: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Complaint<'a> {
    #[serde(flatten)]
    pub(super) right: Right<'a>,
    pub(super) supervisory_authority: Authority<'a>,
}

#[derive(Serialize)]
pub(super) struct Authority<'a> {
    pub(super) name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Automated<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) in_use: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) logic_involved: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) scope_and_intended_effects: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
}

/// What the program adds.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Remarks {
    pub(super) version: &'static str,
    /// The fields that the schema wants and the words of the policy do not support.
    pub(super) not_stated: Vec<&'static str>,
}
