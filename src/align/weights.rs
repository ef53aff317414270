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
        start: -7.98,
        each: [
            4.94, // words
            3.26, // meaning
            1.23, // name
            3.26, // topics
            1.33, // topics of the narrower one
            1.57, // facts of the narrower one
            2.68, // telling facts
            1.60, // section
            2.02, // place
        ],
    },
    clause_standing: Weights {
        start: 1.37,
        each: [
            0.74, // in common
            0.17, // nearer than other rows
            0.24, // nearer than other items
            0.08, // the items around them
        ],
    },
    section_alone: Weights {
        start: -4.58,
        each: [
            1.36,  // words of the heading
            0.50,  // meaning of the heading
            0.48,  // letters of the heading
            1.81,  // topics of the heading
            1.67,  // words
            2.42,  // meaning
            4.82,  // topics
            1.21,  // facts
            0.38,  // both are titles
            -1.69, // one is a title
        ],
    },
    section: Weights {
        start: -4.55,
        each: [
            1.30,  // words of the heading
            0.46,  // meaning of the heading
            0.44,  // letters of the heading
            1.79,  // topics of the heading
            1.55,  // words
            2.19,  // meaning
            4.42,  // topics
            0.78,  // facts
            0.33,  // both are titles
            -1.62, // one is a title
            0.65,  // linked clauses of the smaller
            0.05,  // linked clauses of the larger
        ],
    },
    section_standing: Weights {
        start: 1.47,
        each: [
            0.66, // in common
            0.50, // nearer than other rows
            0.19, // nearer than other items
            0.32, // the items around them
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
