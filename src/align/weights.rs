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
        start: -7.83,
        each: [
            4.19,  // words
            1.54,  // pieces of words
            2.87,  // meaning
            1.58,  // name
            2.39,  // topics
            1.23,  // topics of the narrower one
            -1.22, // facts
            1.63,  // facts of the narrower one
            3.25,  // telling facts
            2.41,  // section
            -0.85, // introduction
            0.15,  // length
            1.91,  // place
        ],
    },
    clause_standing: Weights {
        start: 1.00,
        each: [
            0.66, // in common
            0.13, // nearer than other rows
            0.23, // nearer than other items
            0.13, // nearer than usual
            0.07, // the items before them
            0.05, // the items after them
        ],
    },
    section_alone: Weights {
        start: -4.58,
        each: [
            1.35, // words of the heading
            0.43, // meaning of the heading
            0.65, // letters of the heading
            2.09, // topics of the heading
            1.77, // words
            2.72, // meaning
            4.93, // topics
            0.57, // facts
        ],
    },
    section: Weights {
        start: -4.52,
        each: [
            1.34, // words of the heading
            0.34, // meaning of the heading
            0.56, // letters of the heading
            2.02, // topics of the heading
            1.61, // words
            2.37, // meaning
            4.47, // topics
            0.08, // facts
            0.73, // linked clauses of the smaller
            0.19, // linked clauses of the larger
        ],
    },
    section_standing: Weights {
        start: 2.16,
        each: [
            0.76,  // in common
            0.54,  // nearer than other rows
            0.25,  // nearer than other items
            -0.30, // nearer than usual
            0.19,  // the items before them
            0.17,  // the items after them
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
