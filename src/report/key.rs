//! What the codes mean that cells of the matrix hold.

use std::collections::BTreeMap;

use crate::Survey;
use crate::coverage::{Cell, Detail};
use crate::display::{safeguard, safeguard_brief};

/// The codes that stand in cells of the matrix, each with its meaning: safeguards, then places.
pub(super) fn key(survey: &Survey) -> Vec<(String, String)> {
    let mut safeguards = BTreeMap::new();
    let mut places = BTreeMap::new();
    let cells = survey.matrix.rows.iter().flat_map(|row| &row.cells);
    for claim in cells.filter_map(Cell::claim) {
        let Detail::Processor {
            location,
            safeguards: own,
            ..
        } = &claim.detail
        else {
            continue;
        };
        for one in own {
            let brief = safeguard_brief(*one);
            if brief.chars().all(char::is_uppercase) {
                safeguards.insert(brief.to_owned(), safeguard(*one).to_owned());
            }
        }
        for code in location {
            if let Some(name) = survey.lexicon.names().place_named(code) {
                places.insert(code.clone(), name.to_owned());
            }
        }
    }
    safeguards.into_iter().chain(places).collect()
}

/// The same in a sentence: "SCC: standard contractual clauses; DE: Germany".
pub(super) fn in_words(survey: &Survey) -> Option<String> {
    let codes = key(survey).into_iter();
    let codes: Vec<String> = codes
        .map(|(code, meaning)| format!("{code}: {meaning}"))
        .collect();
    (!codes.is_empty()).then(|| codes.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::policies;

    #[test]
    fn the_codes_in_use_are_explained_and_no_others() {
        let text = "# Processors\n\n- Hetzner Online GmbH, Germany: hosting, under a data processing agreement.\n";
        let survey = policies(&[("acme", text)]);
        let told = in_words(&survey);
        assert_eq!(
            told.as_deref(),
            Some("DPA: data processing agreement; DE: Germany")
        );
        assert_eq!(in_words(&policies(&[("acme", "We like you.")])), None);
    }
}
