//! Where what is drawn lands on the page (ISO 32000-1, 8.3).

use hayro_syntax::transform::Transform;

/// A place, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// How places are moved, stretched and turned: the numbers a to f of a PDF.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix([f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn new(numbers: [f64; 6]) -> Self {
        Self(numbers)
    }

    pub(super) fn moved_by(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one first, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let origin = next.at(e, f);
        let (across, down) = (next.along(a, b), next.along(c, d));
        Self([across.x, across.y, down.x, down.y, origin.x, origin.y])
    }

    /// Where the place `x`, `y` lands.
    pub(super) fn at(self, x: f64, y: f64) -> Point {
        let [.., e, f] = self.0;
        let along = self.along(x, y);
        Point {
            x: along.x + e,
            y: along.y + f,
        }
    }

    /// What becomes of a step by `x` and `y`.
    pub(super) fn along(self, x: f64, y: f64) -> Point {
        let [a, b, c, d, ..] = self.0;
        Point {
            x: a * x + c * y,
            y: b * x + d * y,
        }
    }
}

impl From<Transform> for Matrix {
    fn from(transform: Transform) -> Self {
        Self(transform.as_coeffs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_first_is_done_first() {
        let twice = Matrix::new([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        let moved = Matrix::moved_by(1.0, 3.0);
        assert_eq!(moved.then(twice).at(1.0, 1.0), Point { x: 4.0, y: 8.0 });
        assert_eq!(twice.then(moved).at(1.0, 1.0), Point { x: 3.0, y: 5.0 });
        assert_eq!(moved.along(1.0, 1.0), Point { x: 1.0, y: 1.0 });
    }
}
