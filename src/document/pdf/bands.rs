//! Bands: lines that are drawn as one, as those of columns are and those of a row of cells.

use std::ops::Range;

/// Parts lines, of which `drawn` tells when their first and their last piece are drawn, into bands: all of one is drawn
/// before all of the next.
pub(super) fn of(drawn: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut earliest_below: Vec<usize> = drawn.iter().map(|line| line.start).collect();
    for at in (1..earliest_below.len()).rev() {
        earliest_below[at - 1] = earliest_below[at - 1].min(earliest_below[at]);
    }
    let (mut bands, mut start, mut latest) = (Vec::new(), 0, 0);
    for (at, line) in drawn.iter().enumerate() {
        latest = latest.max(line.end);
        let below = earliest_below.get(at + 1);
        if below.is_none_or(|below| latest <= *below) {
            bands.push(start..at + 1);
            start = at + 1;
        }
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_one_band_where_those_above_are_not_all_drawn_first() {
        let columns_and_a_line = [0..11, 1..12, 2..13, 14..15];
        assert_eq!(of(&columns_and_a_line), [0..3, 3..4]);
        let rows = [0..3, 1..2, 4..6, 7..8];
        assert_eq!(of(&rows), [0..2, 2..3, 3..4]);
        assert_eq!(of(&[]), []);
    }
}
