//! The coverage matrix: what each of N policies states, denies or is silent on, every claim with its words.

pub mod benchmark;
pub mod checklist;
mod merge;
mod row_name;

use crate::lexicon::{Concept, ConceptKind, Lexicon};

use crate::facts::{
    ConceptId, Evidence, Jurisdiction, Polarity, PolicyFacts, Relation, Retention, Safeguard,
};

pub use crate::lexicon::Reference;
pub use row_name::RowName;

/// Rows grouped by family; every row has one cell for every policy, in the order of the policies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The rows, family by family.
    pub rows: Vec<MatrixRow>,
}

/// The five families of facts, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Data subject rights.
    Rights,
    /// Named organisations that handle data.
    Processors,
    /// Retention periods.
    Retention,
    /// Kinds of recipients.
    RecipientCategories,
    /// Other statements that the law asks for.
    Disclosures,
}

/// One right, processor, retention subject, recipient category or disclosure across all policies.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// The family it belongs to.
    pub family: Family,
    /// Its id, unique in the family.
    pub id: ConceptId,
    /// What people call it.
    pub label: String,
    /// The provisions that it stems from.
    pub refs: Vec<Reference>,
    /// The category of a processor row.
    pub category: Option<ConceptId>,
    /// One cell for every policy.
    pub cells: Vec<Cell>,
}

/// What one policy says on one row. A claim can't be built without its words.
///
/// Claims are boxed: most cells of a matrix over hundreds of policies are absent.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// The policy says it.
    Stated(Box<Claim>),
    /// The policy says the opposite.
    Denied(Box<Claim>),
    /// The policy is silent.
    Absent,
}

/// What a policy claims, with the words that it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The most telling words.
    pub first: Evidence,
    /// Other places that say the same, in order of the text.
    pub others: Vec<Evidence>,
    /// Whether all of them are said with reserve.
    pub hedged: bool,
    /// The places or laws it is limited to; empty means everybody.
    pub scope: Vec<Jurisdiction>,
    /// An e-mail address, an age, a period, where the row has one.
    pub value: Option<String>,
    /// What only some families have.
    pub detail: Detail,
}

/// What only some families' claims have.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// Nothing more.
    Plain,
    /// A processor's particulars.
    Processor {
        /// Its name as this policy writes it first.
        as_written: String,
        /// What it does with the data, the most telling of all places.
        relation: Relation,
        /// Where it handles data.
        location: Vec<String>,
        /// What protects the data there.
        safeguards: Vec<Safeguard>,
    },
    /// The single retention statements.
    Retention(Vec<RetentionStatement>),
}

/// One retention statement with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct RetentionStatement {
    /// What is kept, and how long.
    pub retention: Retention,
    /// Where the policy says so.
    pub evidence: Vec<Evidence>,
}

/// Fills the matrix for `facts`, one entry a policy.
///
/// Rights, recipient categories and disclosures have all the rows that the lexicon knows, so that silence shows;
/// processors and retention subjects have those that at least one policy names.
pub fn matrix(facts: &[PolicyFacts], lexicon: &Lexicon) -> Matrix {
    let known = |kind, family| {
        concept_rows(
            facts,
            lexicon.concepts.iter().filter(move |c| c.kind == kind),
            family,
        )
    };
    let mut rows = known(ConceptKind::Right, Family::Rights);
    rows.extend(merge::processor_rows(facts));
    rows.extend(merge::retention_rows(facts));
    rows.extend(known(ConceptKind::Recipient, Family::RecipientCategories));
    rows.extend(known(ConceptKind::Disclosure, Family::Disclosures));
    Matrix { rows }
}

fn concept_rows<'a>(
    facts: &[PolicyFacts],
    concepts: impl Iterator<Item = &'a Concept>,
    family: Family,
) -> Vec<MatrixRow> {
    concepts
        .map(|concept| MatrixRow {
            family,
            id: concept.id.clone(),
            label: concept.label.clone(),
            refs: concept.refs.clone(),
            category: None,
            cells: facts
                .iter()
                .map(|said| merge::concept_cell(said, concept))
                .collect(),
        })
        .collect()
}

impl Matrix {
    /// The rows of one family, in their order.
    pub fn family(&self, family: Family) -> impl Iterator<Item = &MatrixRow> {
        self.rows.iter().filter(move |row| row.family == family)
    }
}

impl Family {
    /// All families in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Rights,
        Self::Processors,
        Self::Retention,
        Self::RecipientCategories,
        Self::Disclosures,
    ];

    /// Whether its rows are what the policies name; the other families have all the rows that the lexicon knows, whatever the
    /// policies say.
    pub fn is_open(self) -> bool {
        match self {
            Self::Processors | Self::Retention => true,
            Self::Rights | Self::RecipientCategories | Self::Disclosures => false,
        }
    }
}

impl Cell {
    /// The claim of a cell that is not absent.
    pub fn claim(&self) -> Option<&Claim> {
        match self {
            Self::Stated(claim) | Self::Denied(claim) => Some(claim),
            Self::Absent => None,
        }
    }

    /// Whether the policy says it or the opposite; none where it is silent.
    pub fn polarity(&self) -> Option<Polarity> {
        match self {
            Self::Stated(_) => Some(Polarity::Stated),
            Self::Denied(_) => Some(Polarity::Denied),
            Self::Absent => None,
        }
    }
}

impl Claim {
    /// All the words that the claim rests on, the most telling first.
    pub fn evidence(&self) -> impl Iterator<Item = Evidence> + '_ {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }
}
