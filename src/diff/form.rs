//! What changes about a heading or a clause besides its words.

use crate::policy::{Clause, ClauseId, ClauseKind, Policy, SectionId};

use super::words::{ChangeKind, words};

/// What has changed about a heading or a clause besides its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormChange {
    /// The number, letter or bullet in front; empty where there is none.
    Marker {
        /// As the old version has it.
        old: String,
        /// As the new version has it.
        new: String,
    },
    /// A paragraph has become a list item, and so on.
    Kind {
        /// As the old version has it.
        old: ClauseKind,
        /// As the new version has it.
        new: ClauseKind,
    },
    /// The depth of the heading or of the list item.
    Level {
        /// As the old version has it.
        old: u8,
        /// As the new version has it.
        new: u8,
    },
    /// Where some words link to.
    Link {
        /// The words.
        words: String,
        /// The old target; none where the words were no link.
        old: Option<String>,
        /// The new target; none where the words are no link any more.
        new: Option<String>,
    },
    /// Quotation marks, dashes, hidden characters, or the case of a heading.
    Typography,
}

/// What has changed about a heading, its words aside.
pub(super) fn of_sections(
    (old, old_id): (&Policy, SectionId),
    (new, new_id): (&Policy, SectionId),
) -> Vec<FormChange> {
    let (one, other) = (old.section(old_id), new.section(new_id));
    let number = |number: &Option<String>| number.clone().unwrap_or_default();
    let mut changes = Vec::new();
    changes.extend(marker(number(&one.number), number(&other.number)));
    changes.extend(level(one.level, other.level));
    let (one, other) = (old.heading(old_id), new.heading(new_id));
    changes.extend(heading_case(one, other).or_else(|| typography(one, other)));
    changes
}

/// What has changed about a clause, its words aside.
pub(super) fn of_clauses(
    (old, old_id): (&Policy, ClauseId),
    (new, new_id): (&Policy, ClauseId),
) -> Vec<FormChange> {
    let (one, other) = (old.clause(old_id), new.clause(new_id));
    let mut changes = Vec::new();
    changes.extend(marker(marker_of(old, one), marker_of(new, other)));
    if one.kind != other.kind {
        let (old, new) = (one.kind, other.kind);
        changes.push(FormChange::Kind { old, new });
    }
    changes.extend(level(one.depth, other.depth));
    changes.extend(links(&links_of(old, one), &links_of(new, other)));
    changes.extend(typography(old.clause_text(old_id), new.clause_text(new_id)));
    changes
}

/// What stands before the clause's words on its line.
fn marker_of(policy: &Policy, clause: &Clause) -> String {
    let before = policy.text.get(..clause.span.start()).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.trim().to_owned()
}

fn marker(old: String, new: String) -> Option<FormChange> {
    (old != new).then_some(FormChange::Marker { old, new })
}

fn level(old: u8, new: u8) -> Option<FormChange> {
    (old != new).then_some(FormChange::Level { old, new })
}

/// Words with the target that they link to.
type Linked<'a> = (&'a str, &'a str);

fn links_of<'a>(policy: &'a Policy, clause: &'a Clause) -> Vec<Linked<'a>> {
    let links = clause.links.iter();
    links
        .map(|link| (policy.words(link.words), link.target.as_str()))
        .collect()
}

/// The links that differ: of the same words those that come first belong together.
fn links(old: &[Linked<'_>], new: &[Linked<'_>]) -> Vec<FormChange> {
    let mut rest = new.to_vec();
    let mut changes = Vec::new();
    for (words, target) in old {
        let same = rest.iter().position(|(other, _)| other == words);
        let other = same.map(|at| rest.remove(at).1);
        if other != Some(*target) {
            changes.push(FormChange::Link {
                words: (*words).to_owned(),
                old: Some((*target).to_owned()),
                new: other.map(str::to_owned),
            });
        }
    }
    let added = rest.into_iter().map(|(words, target)| FormChange::Link {
        words: words.to_owned(),
        old: None,
        new: Some(target.to_owned()),
    });
    changes.extend(added);
    changes
}

/// Whether a heading is set in capitals in one of the two only.
fn heading_case(old: &str, new: &str) -> Option<FormChange> {
    let is_case = old != new && old.to_lowercase() == new.to_lowercase();
    is_case.then_some(FormChange::Typography)
}

/// Whether words that both have are written in other marks or with other white space.
fn typography(old: &str, new: &str) -> Option<FormChange> {
    let is_written_otherwise = words(old, new).iter().any(|change| {
        change.kind == ChangeKind::Kept && change.old.of(old).trim() != change.new.of(new).trim()
    });
    is_written_otherwise.then_some(FormChange::Typography)
}
