//! A clause in rows of text.

use crate::display::{TextRow, wrap};
use crate::policy::{ClauseId, ClauseKind, Policy, Span};

/// A clause in rows of a given width.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// The rows; their words are places in the policy's text.
    pub rows: Vec<TextRow>,
    /// Cells that all rows stand away from the left, for list items.
    pub indent: u16,
    pub bullet: Bullet,
}

/// Whether a mark stands before the first row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bullet {
    None,
    Dot,
}

impl Block {
    pub(crate) fn new(policy: &Policy, id: ClauseId, width: u16) -> Self {
        let clause = policy.clause(id);
        let (indent, bullet) = match clause.kind {
            // Deep lists in narrow columns keep room for their words.
            ClauseKind::ListItem => (
                (u16::from(clause.depth) * 2 + 2).min(width / 4).max(2),
                Bullet::Dot,
            ),
            _ => (0, Bullet::None),
        };
        let room = usize::from(width.saturating_sub(indent));
        let start = clause.span.start();
        let mut rows = wrap(policy.words(clause.span), room, 0);
        for row in &mut rows {
            row.words = row.words.shifted(start);
        }
        Self {
            rows,
            indent,
            bullet,
        }
    }

    /// No clause.
    pub(crate) fn empty() -> Self {
        Self {
            rows: Vec::new(),
            indent: 0,
            bullet: Bullet::None,
        }
    }

    /// Whether words of `span` stand in the row.
    pub(crate) fn row_overlaps(&self, row: usize, span: Span) -> bool {
        self.rows
            .get(row)
            .is_some_and(|row| row.words.overlaps(span))
    }

    pub(crate) fn height(&self) -> usize {
        self.rows.len()
    }
}
