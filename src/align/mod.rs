//! Rows of clauses, and of sections, that make the same provision in different policies.

pub mod background;
mod count;
pub mod explain;
pub mod feature;
mod index;
mod item;
mod label;
mod link;
mod rows;
mod sparse;
pub mod stem;
pub mod weights;
pub mod words;

use rustc_hash::FxHashMap;

use crate::facts::{ConceptId, PolicyFacts};
use crate::policy::{ClauseId, Policy, SectionId};
use feature::{CLAUSE_FEATURES, LINKED_SECTION_FEATURES};
use item::Items;
use link::{Board, clause_candidates, links, section_candidates};
use rows::{Draft, Link, Member, Rows};

use weights::Model;

pub use label::Label;
pub use link::Candidate;

/// The rows over all policies, in reading order of the first policy (the baseline).
///
/// Every clause and every section of every policy stands in at least one row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// Rows of sections.
    pub sections: Vec<Row<SectionId>>,
    /// Rows of clauses.
    pub clauses: Vec<Row<ClauseId>>,
}

/// What stands side by side: one cell for every policy, in the order of the policies; an empty cell is silence.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<Id> {
    /// The members of each policy, in order of its text.
    pub cells: Vec<Vec<Id>>,
    /// What the row is about, where that can be told.
    pub topic: Option<ConceptId>,
    /// How near its members are, 0 to 1; 0 where only one policy speaks.
    pub score: f32,
}

/// The clauses and the sections of `policies` side by side; `facts` are those of each policy.
pub fn align(policies: &[Policy], facts: &[PolicyFacts]) -> Alignment {
    align_with(&weights::FITTED, policies, facts, &mut |_| {})
}

/// What was weighed to find the links of one policy to those before it.
#[derive(Debug)]
pub struct Weighed {
    /// Clauses beside rows of clauses.
    pub clauses: Vec<Candidate<{ CLAUSE_FEATURES.len() }>>,
    /// Sections beside rows of sections.
    pub sections: Vec<Candidate<{ LINKED_SECTION_FEATURES.len() }>>,
}

/// As [`align`], with weights of one's own, and a look at what was weighed for each policy.
pub fn align_with(
    model: &Model,
    policies: &[Policy],
    facts: &[PolicyFacts],
    look: &mut dyn FnMut(Weighed),
) -> Alignment {
    let (items, _) = item::items(policies, facts);
    let mut clauses = Board::default();
    let mut sections = Board::default();
    for (policy, own) in items.iter().enumerate() {
        let weighed = clause_candidates(model, &clauses, &items, policy);
        let found = links(&weighed, &model.clause_standing);
        let linked = linked_sections(&clauses.rows, &items, policy, &found);
        let weighed_sections = section_candidates(model, &sections, &items, policy, &linked);
        let found_sections = links(&weighed_sections, &model.section_standing);
        look(Weighed {
            clauses: weighed,
            sections: weighed_sections,
        });
        clauses.add_policy(&own.clauses, &found, |(policy, place)| {
            &items[policy].clauses[place]
        });
        sections.add_policy(&own.sections, &found_sections, |(policy, place)| {
            &items[policy].sections[place]
        });
    }
    Alignment {
        clauses: finish(
            &clauses.rows,
            policies.len(),
            ClauseId,
            |(policy, place)| facts[policy].topics.get(place),
        ),
        sections: finish(
            &sections.rows,
            policies.len(),
            SectionId,
            |(policy, place)| facts[policy].section_topics.get(place),
        ),
    }
}

/// How many links there are between the clauses of a section in a row and those of a section of `policy`.
fn linked_sections(
    rows: &Rows,
    items: &[Items],
    policy: usize,
    links: &[Link],
) -> FxHashMap<(Member, usize), usize> {
    let mut linked = FxHashMap::default();
    for link in links {
        for (other_policy, other) in rows.speakers(link.row).iter().copied() {
            for above in path(&items[other_policy], other) {
                for section in path(&items[policy], link.item) {
                    *linked.entry(((other_policy, above), section)).or_insert(0) += 1;
                }
            }
        }
    }
    linked
}

/// The sections that the clause at `place` stands in, from the inside out.
fn path(items: &Items, place: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(items.clauses[place].section, |section| {
        items.sections[*section].section
    })
}

fn finish<'a, Id: Copy + Ord>(
    rows: &Rows,
    policies: usize,
    id: impl Fn(usize) -> Id,
    topics: impl Fn(Member) -> Option<&'a Vec<ConceptId>>,
) -> Vec<Row<Id>> {
    let row = |draft: &Draft| {
        let mut cells = vec![Vec::new(); policies];
        for (policy, place) in draft.members.iter().copied() {
            cells[policy].push(id(place));
        }
        cells.iter_mut().for_each(|cell| cell.sort_unstable());
        Row {
            cells,
            topic: common_topic(draft.members.iter().filter_map(|member| topics(*member))),
            score: draft.score(),
        }
    };
    rows.in_order().map(row).collect()
}

/// The topic that most of the members have, and have near the top.
fn common_topic<'a>(members: impl Iterator<Item = &'a Vec<ConceptId>>) -> Option<ConceptId> {
    let mut weights: Vec<(&ConceptId, f32)> = Vec::new();
    for topics in members {
        for (rank, topic) in topics.iter().enumerate() {
            let weight = 1.0 / (1.0 + item::float(rank));
            match weights.iter_mut().find(|(known, _)| *known == topic) {
                Some((_, total)) => *total += weight,
                None => weights.push((topic, weight)),
            }
        }
    }
    let best = weights
        .iter()
        .map(|(_, weight)| *weight)
        .fold(0.0, f32::max);
    weights
        .iter()
        .find(|(_, weight)| *weight >= best)
        .map(|(topic, _)| (*topic).clone())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::facts;
    use crate::lexicon::Lexicon;
    use crate::policy;
    use crate::source::{Format, Source};

    fn policies(texts: &[String]) -> (Vec<Policy>, Vec<PolicyFacts>) {
        let policies: Vec<Policy> = texts
            .iter()
            .map(|text| {
                let source = Source {
                    name: "policy".to_owned(),
                    path: "policy.md".to_owned(),
                    bytes: text.clone().into_bytes(),
                    format: Format::Markdown,
                };
                policy::read(&source).unwrap()
            })
            .collect();
        let facts = policies
            .iter()
            .map(|policy| facts::extract(policy, Lexicon::built_in()))
            .collect();
        (policies, facts)
    }

    fn aligned(texts: &[&str]) -> (Vec<Policy>, Alignment) {
        let (policies, facts) = policies(
            &texts
                .iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>(),
        );
        let alignment = align(&policies, &facts);
        (policies, alignment)
    }

    /// The words that stand beside `words` of the first policy in the second.
    fn beside(policies: &[Policy], alignment: &Alignment, words: &str) -> Vec<String> {
        let has_words = |row: &&Row<ClauseId>| {
            row.cells[0]
                .iter()
                .any(|id| policies[0].clause_text(*id) == words)
        };
        let rows = alignment.clauses.iter().filter(has_words);
        rows.flat_map(|row| {
            row.cells[1]
                .iter()
                .map(|id| policies[1].clause_text(*id).to_owned())
        })
        .collect()
    }

    const ONE: &str = "# Privacy\n\n## Your rights\n\nYou may request access to the data we hold about you.\n\n\
        You may request the deletion of your data.\n\n## Children\n\nOur service is not directed to children under 16.\n";
    const OTHER: &str = "# Privacy Notice\n\n## Minors\n\nWe do not knowingly collect data from children under 13.\n\n\
        ## Security\n\nWe encrypt data in transit.\n\n## Data subject rights\n\nYou have the right to erasure of your personal data.\n\n\
        You have the right of access to your personal data.\n";

    #[test]
    fn the_same_provisions_stand_side_by_side_in_any_order() {
        let (policies, alignment) = aligned(&[ONE, OTHER]);
        for (one, other) in [
            (
                "You may request access to the data we hold about you.",
                "You have the right of access to your personal data.",
            ),
            (
                "You may request the deletion of your data.",
                "You have the right to erasure of your personal data.",
            ),
            (
                "Our service is not directed to children under 16.",
                "We do not knowingly collect data from children under 13.",
            ),
        ] {
            let found = beside(&policies, &alignment, one);
            assert!(found.iter().any(|words| words == other), "{one}: {found:?}");
        }
    }

    #[test]
    fn what_only_one_policy_says_stands_alone() {
        let (policies, alignment) = aligned(&[ONE, OTHER]);
        let alone = alignment
            .clauses
            .iter()
            .filter(|row| row.cells.iter().any(Vec::is_empty));
        let words: Vec<_> = alone
            .flat_map(|row| &row.cells[1])
            .map(|id| policies[1].clause_text(*id))
            .collect();
        assert_eq!(words, ["We encrypt data in transit."]);
    }

    #[test]
    fn sections_of_the_same_matter_stand_side_by_side() {
        let (policies, alignment) = aligned(&[ONE, OTHER]);
        let headings: Vec<String> = alignment
            .sections
            .iter()
            .map(|row| {
                let cell = |(policy, cell): (&Policy, &Vec<SectionId>)| {
                    cell.iter()
                        .map(|id| policy.heading(*id))
                        .collect::<Vec<_>>()
                        .join(" + ")
                };
                policies
                    .iter()
                    .zip(&row.cells)
                    .map(cell)
                    .collect::<Vec<_>>()
                    .join(" | ")
            })
            .collect();
        insta::assert_snapshot!(headings.join("\n"), @r"
        Privacy | Privacy Notice
        Your rights | Data subject rights
        Children | Minors
         | Security
        ");
    }

    #[test]
    fn a_third_policy_joins_the_rows_of_the_first_two() {
        let (_, alignment) = aligned(&[ONE, OTHER, OTHER]);
        let rows_of_all = alignment
            .clauses
            .iter()
            .filter(|row| row.cells.iter().all(|cell| !cell.is_empty()));
        assert_eq!(rows_of_all.count(), 3);
    }

    #[test]
    fn a_policy_beside_itself_is_in_line() {
        let (_, alignment) = aligned(&[ONE, ONE]);
        for row in &alignment.clauses {
            assert_eq!(row.cells[0], row.cells[1], "{row:?}");
        }
    }

    #[test]
    fn nothing_gives_no_rows() {
        assert_eq!(align(&[], &[]), Alignment::default());
    }

    /// A policy made of sentences that policies have, and of some that they don't.
    fn any_policy() -> impl Strategy<Value = String> {
        let sentence = prop::sample::select(vec![
            "## Your rights",
            "## Retention",
            "## Cookies and tracking",
            "You have the right to access your data.",
            "- Access: you may request a copy.",
            "- Erasure: you may request deletion.",
            "We keep logs for 30 days.",
            "We share data with Stripe and Sentry.",
            "We use cookies.",
            "x",
            "???",
        ]);
        proptest::collection::vec(sentence, 1..14)
            .prop_map(|sentences| format!("This policy is ours.\n\n{}", sentences.join("\n\n")))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn every_clause_and_section_stands_in_a_row(texts in proptest::collection::vec(any_policy(), 1..5)) {
            let (policies, facts) = policies(&texts);
            let alignment = align(&policies, &facts);
            for (place, policy) in policies.iter().enumerate() {
                for (id, _) in policy.clauses() {
                    prop_assert!(alignment.clauses.iter().any(|row| row.cells[place].contains(&id)));
                }
                for (id, _) in policy.sections() {
                    prop_assert!(alignment.sections.iter().any(|row| row.cells[place].contains(&id)));
                }
            }
        }

        #[test]
        fn rows_have_a_cell_a_policy_and_the_first_policy_in_order(texts in proptest::collection::vec(any_policy(), 1..5)) {
            let (policies, facts) = policies(&texts);
            let alignment = align(&policies, &facts);
            prop_assert!(alignment.clauses.iter().all(|row| row.cells.len() == policies.len()));
            prop_assert!(alignment.clauses.iter().all(|row| row.cells.iter().any(|cell| !cell.is_empty())));
            let baseline: Vec<ClauseId> = alignment.clauses.iter().flat_map(|row| row.cells[0].iter().copied()).collect();
            prop_assert!(baseline.is_sorted());
        }

        #[test]
        fn the_same_policies_give_the_same_rows(texts in proptest::collection::vec(any_policy(), 1..4)) {
            let (policies, facts) = policies(&texts);
            prop_assert_eq!(align(&policies, &facts), align(&policies, &facts));
        }
    }
}
