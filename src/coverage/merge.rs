//! From all that a policy says on one row to the one cell that stands for it.

use std::collections::BTreeMap;

use crate::facts::{
    About, ConceptId, Evidence, Fact, Jurisdiction, Polarity, PolicyFacts, Processor, Relation,
    Retention, Safeguard, Telling,
};
use crate::lexicon::Concept;

use super::{Cell, Claim, Detail, Family, MatrixRow, RetentionStatement};

/// The cell of a right, recipient category or disclosure.
pub(super) fn concept_cell(said: &PolicyFacts, concept: &Concept) -> Cell {
    let facts: Vec<&Fact> = said
        .facts
        .iter()
        .filter(|fact| fact.is_about(concept))
        .collect();
    cell(&settle(&facts), Detail::Plain)
}

/// The facts that count where a policy says both a thing and its opposite.
///
/// What is offered in one place is offered, and what is done in one case is done: a statement outweighs a denial that
/// stands elsewhere. A denial voids what only names the matter in its clause ("Right to opt out — no opt-out is
/// required"); what a sentence of its own says outright goes on to count ("We do not sell data for money. Some sharing
/// may be considered a sale").
fn settle<'a>(facts: &[&'a Fact]) -> Vec<&'a Fact> {
    let denials: Vec<Evidence> = facts
        .iter()
        .filter(|f| f.polarity == Polarity::Denied)
        .map(|f| f.evidence)
        .collect();
    let is_void = |fact: &Fact| {
        denials.iter().any(|denial| {
            if is_said_outright(fact) {
                *denial == fact.evidence
            } else {
                denial.clause == fact.evidence.clause
            }
        })
    };
    let standing: Vec<&Fact> = facts
        .iter()
        .copied()
        .filter(|f| f.polarity == Polarity::Denied || !is_void(f))
        .collect();
    let polarity = standing.iter().map(|f| f.polarity).min();
    standing
        .into_iter()
        .filter(|f| Some(f.polarity) == polarity)
        .collect()
}

/// Whether `fact` tells what the controller does, in words that say so by themselves.
fn is_said_outright(fact: &Fact) -> bool {
    matches!(fact.about, About::Disclosure { .. }) && fact.telling < Telling::Named
}

/// The cell for facts of one polarity; absent where there is none.
fn cell(facts: &[&Fact], detail: Detail) -> Cell {
    // Words without reserve prove most, then those where the policy speaks of the matter, then those said to everybody;
    // among equals the earliest.
    let Some(best) = facts
        .iter()
        .copied()
        .min_by_key(|f| (f.hedged, f.telling, !f.scope.is_empty(), f.evidence))
    else {
        return Cell::Absent;
    };
    let mut others: Vec<Evidence> = facts
        .iter()
        .map(|f| f.evidence)
        .filter(|e| *e != best.evidence)
        .collect();
    others.sort_unstable();
    others.dedup();
    let claim = Box::new(Claim {
        first: best.evidence,
        others,
        hedged: facts.iter().all(|f| f.hedged),
        scope: union_of_scopes(facts),
        value: value_of(best).or_else(|| facts.iter().copied().find_map(value_of)),
        detail,
    });
    match best.polarity {
        Polarity::Stated => Cell::Stated(claim),
        Polarity::Denied => Cell::Denied(claim),
    }
}

/// Everybody, as soon as one statement is made to everybody; else all the places named.
fn union_of_scopes(facts: &[&Fact]) -> Vec<Jurisdiction> {
    if facts.iter().any(|f| f.scope.is_empty()) {
        return Vec::new();
    }
    let mut scope: Vec<Jurisdiction> = facts.iter().flat_map(|f| f.scope.iter().copied()).collect();
    scope.sort_unstable();
    scope.dedup();
    scope
}

fn value_of(fact: &Fact) -> Option<String> {
    match &fact.about {
        About::Disclosure { value, .. } => value.clone(),
        _ => None,
    }
}

/// The facts of one policy on one row, with what is particular to the family.
type Grouped<'a, T> = BTreeMap<&'a ConceptId, Vec<(&'a Fact, &'a T)>>;

/// One row for every organisation that at least one policy names, by name.
pub(super) fn processor_rows(facts: &[PolicyFacts]) -> Vec<MatrixRow> {
    let named: Vec<Grouped<'_, Processor>> = facts.iter().map(by_processor).collect();
    rows_over(
        Family::Processors,
        &named,
        |p| (&p.name, Some(&p.category)),
        processor_cell,
    )
}

/// One row for every retention subject that at least one policy names, by label.
pub(super) fn retention_rows(facts: &[PolicyFacts]) -> Vec<MatrixRow> {
    let kept: Vec<Grouped<'_, Retention>> = facts.iter().map(by_subject).collect();
    rows_over(
        Family::Retention,
        &kept,
        |r| (&r.subject_label, None),
        retention_cell,
    )
}

fn by_processor(said: &PolicyFacts) -> Grouped<'_, Processor> {
    let mut grouped = Grouped::new();
    for fact in &said.facts {
        if let About::Processor(processor) = &fact.about {
            grouped
                .entry(&processor.id)
                .or_default()
                .push((fact, processor));
        }
    }
    grouped
}

fn by_subject(said: &PolicyFacts) -> Grouped<'_, Retention> {
    let mut grouped = Grouped::new();
    for fact in &said.facts {
        if let About::Retention(retention) = &fact.about {
            grouped
                .entry(&retention.subject_id)
                .or_default()
                .push((fact, retention));
        }
    }
    grouped
}

/// One row for every id that any policy has, in order of the labels; label and category as first written.
fn rows_over<'a, T>(
    family: Family,
    policies: &[Grouped<'a, T>],
    label_and_category: impl Fn(&'a T) -> (&'a String, Option<&'a ConceptId>),
    cell: impl Fn(&[(&'a Fact, &'a T)]) -> Cell,
) -> Vec<MatrixRow> {
    let mut first_seen: BTreeMap<&ConceptId, &'a T> = BTreeMap::new();
    for (id, said) in policies.iter().flatten() {
        if let Some((_, particulars)) = said.first() {
            first_seen.entry(id).or_insert(particulars);
        }
    }
    let mut rows: Vec<MatrixRow> = first_seen
        .into_iter()
        .map(|(id, particulars)| {
            let (label, category) = label_and_category(particulars);
            let cells = policies
                .iter()
                .map(|said| said.get(id).map_or(Cell::Absent, |said| cell(said)))
                .collect();
            let (id, label, category) = (id.clone(), label.clone(), category.cloned());
            MatrixRow {
                family,
                id,
                label,
                refs: Vec::new(),
                category,
                cells,
            }
        })
        .collect();
    rows.sort_by_cached_key(|row| (row.label.to_lowercase(), row.id.clone()));
    rows
}

fn processor_cell(mentions: &[(&Fact, &Processor)]) -> Cell {
    let relation = mentions
        .iter()
        .map(|(_, p)| p.relation)
        .max()
        .unwrap_or(Relation::Mention);
    // What the strongest relation rests on is what an auditor wants to read.
    let telling: Vec<(&Fact, &Processor)> = mentions
        .iter()
        .copied()
        .filter(|(_, p)| p.relation == relation)
        .collect();
    let facts: Vec<&Fact> = telling.iter().map(|(fact, _)| *fact).collect();
    let as_written = telling
        .first()
        .map(|(_, p)| p.as_written.clone())
        .unwrap_or_default();
    let mut location: Vec<String> = mentions
        .iter()
        .flat_map(|(_, p)| p.location.iter().cloned())
        .collect();
    location.sort_unstable();
    location.dedup();
    let mut safeguards: Vec<Safeguard> = mentions
        .iter()
        .flat_map(|(_, p)| p.safeguards.iter().copied())
        .collect();
    safeguards.sort_unstable();
    safeguards.dedup();
    cell(
        &facts,
        Detail::Processor {
            as_written,
            relation,
            location,
            safeguards,
        },
    )
}

fn retention_cell(kept: &[(&Fact, &Retention)]) -> Cell {
    let mut statements: Vec<RetentionStatement> = Vec::new();
    for (fact, retention) in kept {
        match statements
            .iter_mut()
            .find(|s| says_the_same(&s.retention, retention))
        {
            Some(statement) => statement.evidence.push(fact.evidence),
            None => {
                let evidence = vec![fact.evidence];
                statements.push(RetentionStatement {
                    retention: (*retention).clone(),
                    evidence,
                });
            }
        }
    }
    let facts: Vec<&Fact> = kept.iter().map(|(fact, _)| *fact).collect();
    cell(&facts, Detail::Retention(statements))
}

fn says_the_same(a: &Retention, b: &Retention) -> bool {
    (a.kind, a.duration, a.open_end) == (b.kind, b.duration, b.open_end)
        && a.subject.eq_ignore_ascii_case(&b.subject)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Telling;
    use crate::policy::{ClauseId, Span};

    fn right(clause: usize, polarity: Polarity) -> Fact {
        Fact {
            about: About::Right("access".into()),
            polarity,
            hedged: false,
            scope: Vec::new(),
            evidence: Evidence {
                clause: ClauseId(clause),
                quote: Span::new(clause * 10, clause * 10 + 5),
            },
            matched: Span::new(clause * 10, clause * 10 + 2),
            telling: Telling::Outright,
            rule: "test".into(),
        }
    }

    #[test]
    fn a_denial_wins_inside_its_clause_and_a_statement_across_clauses() {
        let (offered, denied) = (right(1, Polarity::Stated), right(1, Polarity::Denied));
        assert!(matches!(
            cell(&settle(&[&offered, &denied]), Detail::Plain),
            Cell::Denied(_)
        ));
        let elsewhere = right(2, Polarity::Stated);
        assert!(matches!(
            cell(&settle(&[&offered, &denied, &elsewhere]), Detail::Plain),
            Cell::Stated(_)
        ));
    }

    #[test]
    fn what_a_sentence_of_its_own_says_outright_counts_beside_a_denial() {
        let sale = |sentence: usize, polarity, telling| Fact {
            about: About::Disclosure {
                id: "sale".into(),
                value: None,
            },
            evidence: Evidence {
                clause: ClauseId(1),
                quote: Span::new(sentence * 10, sentence * 10 + 5),
            },
            telling,
            ..right(1, polarity)
        };
        let denied = sale(1, Polarity::Denied, Telling::Outright);
        let polarity = |other: &Fact| settle(&[&denied, other])[0].polarity;
        let outright = sale(2, Polarity::Stated, Telling::Outright);
        assert_eq!(polarity(&outright), Polarity::Stated);
        let named = sale(2, Polarity::Stated, Telling::Named);
        assert_eq!(polarity(&named), Polarity::Denied);
        let same_sentence = sale(1, Polarity::Stated, Telling::Outright);
        assert_eq!(polarity(&same_sentence), Polarity::Denied);
    }

    #[test]
    fn the_plainest_words_come_first() {
        let hedged = Fact {
            hedged: true,
            ..right(1, Polarity::Stated)
        };
        let scoped = Fact {
            scope: vec![Jurisdiction::Eu],
            ..right(2, Polarity::Stated)
        };
        let plain = right(3, Polarity::Stated);
        let cell = cell(&[&hedged, &scoped, &plain], Detail::Plain);
        let claim = cell.claim().unwrap();
        assert_eq!(claim.first.clause, ClauseId(3));
        assert_eq!(claim.others.len(), 2);
        assert!(!claim.hedged);
        assert!(claim.scope.is_empty());
    }

    #[test]
    fn words_in_their_place_come_before_earlier_ones() {
        let named = Fact {
            telling: Telling::Named,
            ..right(1, Polarity::Stated)
        };
        let outright = right(2, Polarity::Stated);
        let in_place = Fact {
            telling: Telling::InPlace,
            ..right(3, Polarity::Stated)
        };
        let first = |facts: &[&Fact]| cell(facts, Detail::Plain).claim().unwrap().first.clause;
        assert_eq!(first(&[&named, &outright, &in_place]), ClauseId(3));
        assert_eq!(first(&[&named, &outright]), ClauseId(2));
    }

    #[test]
    fn scopes_are_united_where_nobody_is_offered_it_without() {
        let eu = Fact {
            scope: vec![Jurisdiction::Eu],
            ..right(1, Polarity::Stated)
        };
        let uk = Fact {
            scope: vec![Jurisdiction::Uk, Jurisdiction::Eu],
            ..right(2, Polarity::Stated)
        };
        assert_eq!(
            union_of_scopes(&[&eu, &uk]),
            [Jurisdiction::Eu, Jurisdiction::Uk]
        );
    }

    #[test]
    fn silence_is_absent() {
        assert_eq!(cell(&[], Detail::Plain), Cell::Absent);
    }
}
