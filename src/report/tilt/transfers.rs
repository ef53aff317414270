//! The transfers to countries outside the EEA that a policy tells of.

use super::Said;
use super::data::is_country;
use super::form::{Available, Transfer};
use crate::coverage::{Detail, Family};
use crate::facts::{Relation, Safeguard};

/// Transfers to the countries outside the EEA that are named for organisations, then those of which no country is named.
pub(super) fn transfers<'a>(said: &Said<'a>) -> Vec<Transfer<'a>> {
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
