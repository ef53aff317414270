//! Two policies row by row: as they are aligned, or, where they are versions of one text, step by step from one to the other.

use super::layout::aligned::in_order_of;
use super::model::Model;
use crate::diff::{self, Counts, Place, Side, Step, Strictness};
use crate::display::{clause_changes, section_changes};
use crate::policy::{ClauseId, Policy, PolicyId, SectionId};

/// Two policies against each other.
#[derive(Debug)]
pub(crate) struct PairRows {
    /// In reading order: of the left one, or of versions, of the new one.
    pub rows: Vec<PairRow>,
    /// What has become of the one in the other, where they are versions of one text.
    pub changes: Option<Changes>,
    /// The rows that each clause stands in, of the left and of the right one.
    rows_of: [Vec<Vec<usize>>; 2],
}

/// What two policies say, one beside the other.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PairRow {
    /// The clauses of the left one; none where it is silent.
    pub left: Vec<ClauseId>,
    /// The clauses of the right one.
    pub right: Vec<ClauseId>,
    /// The aligned row that it is; none between versions.
    pub aligned: Option<usize>,
    /// Where the clause stands that has left its neighbours: where it went, or of versions, where it came from.
    pub elsewhere: Option<(PolicyId, ClauseId)>,
}

/// What has changed from one version to the other.
#[derive(Debug)]
pub(crate) struct Changes {
    /// In a line each.
    pub summary: Vec<String>,
    /// The headings that are not as they were.
    pub sections: Vec<Step<SectionId>>,
}

impl PairRow {
    /// What one of the two policies says.
    pub(crate) fn side(&self, side: Side) -> &[ClauseId] {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }
}

impl PairRows {
    /// The aligned rows in which at least one of the two speaks.
    pub(crate) fn aligned(model: &Model<'_>, left: PolicyId, right: PolicyId) -> Self {
        let row = |row: usize| PairRow {
            left: model.aligned(row, left).to_vec(),
            right: model.aligned(row, right).to_vec(),
            aligned: Some(row),
            elsewhere: None,
        };
        let rows = in_order_of(model, left).into_iter().map(row);
        let mut rows: Vec<PairRow> = rows
            .filter(|row| !row.left.is_empty() || !row.right.is_empty())
            .collect();
        mark_moved(&mut rows, right);
        Self::new(rows, None)
    }

    /// What became of `old` in `new`.
    pub(crate) fn versions((left, old): (PolicyId, &Policy), new: &Policy) -> Self {
        let diff = diff::versions(old, new, Strictness::Words);
        let clauses = Counts::of(&diff.clauses);
        let mut summary = vec![clause_changes(clauses)];
        let sections = Counts::of(&diff.sections);
        if !sections.is_unchanged() {
            summary.push(section_changes(sections, Strictness::Words));
        }
        if clauses.has_little_in_common() {
            summary.push("these are hardly versions of one policy".to_owned());
        }
        let row = |step: &Step<ClauseId>| PairRow {
            left: step.in_old().into_iter().collect(),
            right: step.in_new().into_iter().collect(),
            aligned: None,
            elsewhere: match step {
                Step::Both(both) if both.place == Place::Moved => Some((left, both.old)),
                _ => None,
            },
        };
        let rows = diff.clauses.iter().map(row).collect();
        let changed = diff.sections.into_iter().filter(|step| !step.is_kept());
        let changes = Changes {
            summary,
            sections: changed.collect(),
        };
        Self::new(rows, Some(changes))
    }

    fn new(rows: Vec<PairRow>, changes: Option<Changes>) -> Self {
        let rows_of = [Side::Left, Side::Right].map(|side| {
            let mut of_side: Vec<Vec<usize>> = Vec::new();
            for (number, row) in rows.iter().enumerate() {
                for clause in row.side(side) {
                    if of_side.len() <= clause.0 {
                        of_side.resize_with(clause.0 + 1, Vec::new);
                    }
                    of_side[clause.0].push(number);
                }
            }
            of_side
        });
        Self {
            rows,
            changes,
            rows_of,
        }
    }

    /// The rows that a clause of one of the two stands in.
    pub(crate) fn rows_of(&self, side: Side, clause: ClauseId) -> &[usize] {
        let [left, right] = &self.rows_of;
        let of_side = match side {
            Side::Left => left,
            Side::Right => right,
        };
        of_side.get(clause.0).map_or(&[], Vec::as_slice)
    }
}

/// Marks the rows whose right side stands elsewhere in its policy than its neighbours do; only rows that pair one clause with
/// one clause count.
fn mark_moved(rows: &mut [PairRow], right: PolicyId) {
    let (numbers, places): (Vec<usize>, Vec<usize>) = rows
        .iter()
        .enumerate()
        .filter_map(
            |(number, row)| match (row.left.as_slice(), row.right.as_slice()) {
                ([_], [clause]) => Some((number, clause.0)),
                _ => None,
            },
        )
        .unzip();
    for at in diff::moved(&places) {
        if let (Some(number), Some(place)) = (numbers.get(at), places.get(at))
            && let Some(row) = rows.get_mut(*number)
        {
            row.elsewhere = Some((right, ClauseId(*place)));
        }
    }
}
