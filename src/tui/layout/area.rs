//! Parts of rectangles, never larger than the whole.

use ratatui::layout::Rect;

/// The first row of `area`; nothing of nothing.
pub(crate) fn first_row(area: Rect) -> Rect {
    Rect {
        height: area.height.min(1),
        ..area
    }
}

/// The row of `area` that lies `rows` below its top, if it lies inside.
pub(crate) fn row_at(area: Rect, rows: isize) -> Option<Rect> {
    let rows = u16::try_from(rows)
        .ok()
        .filter(|rows| *rows < area.height)?;
    Some(Rect {
        y: area.y + rows,
        height: 1,
        ..area
    })
}

/// The part of `area` from the column `from`, counted from its left end, `width` cells wide or as wide as can be.
pub(crate) fn cut(area: Rect, from: u16, width: u16) -> Rect {
    let from = from.min(area.width);
    Rect {
        x: area.x + from,
        width: width.min(area.width - from),
        ..area
    }
}

/// `area` without so many columns at its left and right end.
pub(crate) fn inset(area: Rect, left: u16, right: u16) -> Rect {
    cut(
        area,
        left,
        area.width.saturating_sub(left.saturating_add(right)),
    )
}

/// `parts` of the `of` equal parts of `length`.
pub(crate) fn share(length: u16, parts: u16, of: u16) -> u16 {
    let share = u32::from(length) * u32::from(parts) / u32::from(of.max(1));
    u16::try_from(share).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect {
        x: 3,
        y: 2,
        width: 10,
        height: 4,
    };

    #[test]
    fn a_row_outside_is_none() {
        assert_eq!(row_at(AREA, 3), Some(Rect::new(3, 5, 10, 1)));
        assert_eq!(row_at(AREA, 4), None);
        assert_eq!(row_at(AREA, -1), None);
    }

    #[test]
    fn a_share_of_the_largest_length_is_no_overflow() {
        assert_eq!(share(65_535, 11, 20), 36_044);
        assert_eq!(share(24, 11, 20), 13);
    }

    #[test]
    fn a_part_never_leaves_the_whole() {
        assert_eq!(cut(AREA, 8, 5), Rect::new(11, 2, 2, 4));
        assert_eq!(cut(AREA, 80, 5).width, 0);
        assert_eq!(inset(AREA, 2, 3), Rect::new(5, 2, 5, 4));
        assert_eq!(inset(AREA, 9, 9).width, 0);
    }
}
