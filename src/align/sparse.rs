//! Vectors of few numbers among many: the words, topics or facts of an item, each with its weight.

/// Weights by id, in order of the ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sparse {
    /// Of length 1 unless empty.
    weights: Vec<(u32, f32)>,
    /// The length before it was made 1.
    length: f32,
}

impl Sparse {
    /// The direction of `weights`; an id that stands several times has the sum.
    pub(super) fn new(mut weights: Vec<(u32, f32)>) -> Self {
        weights.sort_by_key(|(id, _)| *id);
        weights.dedup_by(|(id, weight), (kept, total)| {
            let same = id == kept;
            if same {
                *total += *weight;
            }
            same
        });
        let length = weights
            .iter()
            .map(|(_, weight)| weight * weight)
            .sum::<f32>()
            .sqrt();
        weights.retain(|(_, weight)| *weight > 0.0);
        weights.iter_mut().for_each(|(_, weight)| *weight /= length);
        Self { weights, length }
    }

    /// The cosine of the angle between the two, 0 where one is empty.
    pub(super) fn cosine(&self, other: &Self) -> f32 {
        let mut sum = 0.0;
        let (mut mine, mut others) = (self.weights.as_slice(), other.weights.as_slice());
        while let ([(id, weight), my_rest @ ..], [(other_id, other_weight), other_rest @ ..]) =
            (mine, others)
        {
            // Both steps without a branch to guess at: which of the two is behind is as good as random.
            sum += if id == other_id {
                weight * other_weight
            } else {
                0.0
            };
            mine = if id <= other_id { my_rest } else { mine };
            others = if other_id <= id { other_rest } else { others };
        }
        sum
    }

    /// How much of the smaller one is in the larger one, 0 to 1.
    pub(super) fn overlap(&self, other: &Self) -> f32 {
        let (shorter, longer) = (self.length.min(other.length), self.length.max(other.length));
        if shorter > 0.0 {
            (self.cosine(other) * longer / shorter).min(1.0)
        } else {
            0.0
        }
    }

    /// What both have, as it was weighed.
    pub(super) fn shared(&self, other: &Self) -> f32 {
        self.cosine(other) * (self.length * other.length).sqrt()
    }

    /// The weight of `id`, 0 where it has none.
    pub(super) fn get(&self, id: u32) -> f32 {
        let place = self.weights.binary_search_by_key(&id, |(id, _)| *id);
        place.map_or(0.0, |place| self.weights[place].1)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.weights.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_cosine_of_a_vector_and_itself_is_one() {
        let vector = Sparse::new(vec![(7, 1.0), (2, 3.0), (7, 1.0)]);
        assert!((vector.cosine(&vector) - 1.0).abs() < 1e-6);
        assert_eq!(vector.cosine(&Sparse::default()), 0.0);
    }

    proptest! {
        #[test]
        fn the_cosine_has_no_direction(
            one in proptest::collection::vec((0_u32..20, 0.0_f32..9.0), 0..12),
            other in proptest::collection::vec((0_u32..20, 0.0_f32..9.0), 0..12),
        ) {
            let (one, other) = (Sparse::new(one), Sparse::new(other));
            let cosine = one.cosine(&other);
            prop_assert!((cosine - other.cosine(&one)).abs() < 1e-6);
            prop_assert!((0.0..=1.0001).contains(&cosine));
        }
    }
}
