//! How much each feature counts, as `recipes/fit_alignment.rs` fitted it to links made by hand.

use super::feature::{CLAUSE_FEATURES, LINKED_SECTION_FEATURES, SECTION_FEATURES, STANDING};

/// All the weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// What two clauses have in common.
    pub clause: Weights<{ CLAUSE_FEATURES.len() }>,
    /// How a clause and a row stand among the others.
    pub clause_standing: Weights<{ STANDING.len() }>,
    /// What two sections have in common, before their clauses are linked.
    pub section_alone: Weights<{ SECTION_FEATURES.len() }>,
    /// What two sections have in common, their clauses linked.
    pub section: Weights<{ LINKED_SECTION_FEATURES.len() }>,
    /// How a section and a row stand among the others.
    pub section_standing: Weights<{ STANDING.len() }>,
}

/// The weights that the program uses.
pub const FITTED: Model = Model {
    clause: Weights {
        start: -8.05,
        each: [
            3.73, // words
            2.96, // meaning
            1.51, // name
            2.30, // topics
            1.21, // topics of the narrower one
            1.27, // facts of the narrower one
            3.13, // telling facts
            2.27, // section
            2.20, // place
        ],
    },
    clause_standing: Weights {
        start: 1.34,
        each: [
            0.71, // in common
            0.16, // nearer than other rows
            0.27, // nearer than other items
            0.10, // the items around them
        ],
    },
    section_alone: Weights {
        start: -4.56,
        each: [
            1.42,  // words of the heading
            0.51,  // meaning of the heading
            0.52,  // letters of the heading
            2.09,  // topics of the heading
            1.73,  // words
            2.78,  // meaning
            4.14,  // topics
            1.39,  // facts
            0.44,  // both are titles
            -1.76, // one is a title
        ],
    },
    section: Weights {
        start: -4.52,
        each: [
            1.35,  // words of the heading
            0.44,  // meaning of the heading
            0.48,  // letters of the heading
            1.97,  // topics of the heading
            1.60,  // words
            2.46,  // meaning
            3.69,  // topics
            0.77,  // facts
            0.35,  // both are titles
            -1.64, // one is a title
            0.90,  // linked clauses of the smaller
            0.00,  // linked clauses of the larger
        ],
    },
    section_standing: Weights {
        start: 0.49,
        each: [
            0.61, // in common
            0.51, // nearer than other rows
            0.20, // nearer than other items
            0.33, // the items around them
        ],
    },
};

/// A sum that is above zero where more speaks for a link than against it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights<const N: usize> {
    /// What is there to begin with.
    pub start: f32,
    /// For each feature.
    pub each: [f32; N],
}

impl<const N: usize> Weights<N> {
    /// The weighed sum.
    pub fn weigh(&self, features: &[f32; N]) -> f32 {
        self.each
            .iter()
            .zip(features)
            .map(|(weight, feature)| weight * feature)
            .sum::<f32>()
            + self.start
    }
}
