//! One policy from end to end: the outline, the text, and what stands beside it.

use ratatui::layout::Rect;

use super::{At, Stack, screen};
use crate::display::wrap;
use crate::policy::{ClauseId, ClauseKind, PolicyId, SectionId, Span};
use crate::tui::model::{Item, Model};
use crate::tui::state::{Hit, State};

/// Where the parts of the reader stand.
#[derive(Clone, Debug)]
pub(crate) struct ReaderLayout {
    pub title: Rect,
    pub outline: Option<Rect>,
    pub text: Rect,
    /// What the clause under the cursor fills, and its counterparts.
    pub beside: Option<Rect>,
    /// The width of the words, gutter aside.
    pub measure: u16,
    pub entries: Vec<Entry>,
    pub stack: Stack,
}

/// A clause with the headings above it; headings at the very end have no clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub headings: Vec<SectionId>,
    pub clause: Option<ClauseId>,
    /// Rows left empty above it.
    pub gap: u16,
    /// How many clauses are put away here; the entry's clause is the first of them.
    pub folded: usize,
}

/// The gutter beside the words: the cursor's mark, the letter of the facts, a space.
pub(crate) const GUTTER: u16 = 3;
/// Lines longer than this are hard to read.
const WIDEST_MEASURE: u16 = 88;

pub(crate) fn layout(model: &Model<'_>, state: &State) -> ReaderLayout {
    let body = screen(state).body;
    let title = Rect {
        height: body.height.min(1),
        ..body
    };
    let below = Rect {
        y: title.bottom(),
        height: body.height - title.height,
        ..body
    };
    let outline_width = if below.width >= 100 {
        (below.width / 4).clamp(26, 36)
    } else {
        0
    };
    let rest = below.width - outline_width;
    let beside_width = if rest >= 110 {
        (rest / 3).clamp(36, 60)
    } else {
        0
    };
    let text = Rect {
        x: below.x + outline_width,
        width: rest - beside_width,
        ..below
    };
    let measure = text.width.saturating_sub(GUTTER + 1).min(WIDEST_MEASURE);
    let entries = entries(model, state);
    let stack = Stack::new(
        entries
            .iter()
            .map(|entry| lines(model, state.policy, entry, measure).len()),
    );
    ReaderLayout {
        title,
        outline: (outline_width > 0).then_some(Rect {
            width: outline_width,
            ..below
        }),
        text,
        beside: (beside_width > 0).then_some(Rect {
            x: text.right(),
            width: beside_width,
            ..below
        }),
        measure,
        entries,
        stack,
    }
}

impl ReaderLayout {
    pub(crate) fn at(&self, state: &State) -> At {
        At {
            item: item_of(&self.entries, state.reader.clause),
            lead: state.reader.lead,
        }
    }

    pub(crate) fn view(&self) -> usize {
        usize::from(self.text.height)
    }

    /// The clause of an entry; for headings at the end, the clause before them.
    pub(crate) fn clause(&self, item: usize) -> ClauseId {
        let upto = self
            .entries
            .get(..=item.min(self.entries.len().saturating_sub(1)))
            .unwrap_or(&[]);
        upto.iter()
            .rev()
            .find_map(|entry| entry.clause)
            .unwrap_or(ClauseId(0))
    }

    /// The entry that the cursor goes to for a hit.
    pub(crate) fn item_of_hit(&self, hit: Hit) -> usize {
        let item = match hit {
            Hit::Words { clause, .. } => return item_of(&self.entries, clause),
            Hit::Heading { section, .. } => self.item_of_section(section).unwrap_or(0),
            Hit::Row(_) => 0,
        };
        item_of(&self.entries, self.clause(item))
    }

    /// The line of the clause's entry in which `words` of it begin; the first where they are not in it.
    pub(crate) fn line_of(
        &self,
        model: &Model<'_>,
        policy: PolicyId,
        clause: ClauseId,
        words: Span,
    ) -> usize {
        let block = model.block(policy, clause, self.measure);
        let entry = self.entries.get(item_of(&self.entries, clause));
        let all = entry.map(|entry| lines(model, policy, entry, self.measure));
        let holds = |line: &EntryLine| match line {
            EntryLine::Words(row) => block.row_overlaps(*row, words),
            _ => false,
        };
        all.and_then(|lines| lines.iter().position(holds))
            .unwrap_or(0)
    }

    /// The entry under the heading `section`.
    pub(crate) fn item_of_section(&self, section: SectionId) -> Option<usize> {
        self.entries
            .iter()
            .position(|entry| entry.headings.contains(&section))
    }
}

/// The entry that holds the clause, or under which it is put away.
fn item_of(entries: &[Entry], clause: ClauseId) -> usize {
    let not_after = |entry: &Entry| entry.clause.is_some_and(|id| id <= clause);
    entries.iter().rposition(not_after).unwrap_or(0)
}

fn entries(model: &Model<'_>, state: &State) -> Vec<Entry> {
    let policy = state.policy;
    let mut entries: Vec<Entry> = Vec::new();
    let mut headings = Vec::new();
    let mut before = None;
    let mut open_fold = None;
    for item in model.contents(policy) {
        match item {
            Item::Heading(section) => {
                let path = unless_open(state, || model.path_of(policy, Some(*section)));
                // What stands inside a folded section has no heading of its own.
                if state
                    .folded
                    .of(policy, &path)
                    .is_none_or(|fold| fold == *section)
                {
                    headings.push(*section);
                }
            }
            Item::Clause(clause) => {
                let path = unless_open(state, || model.path_to(policy, *clause));
                let fold = state.folded.of(policy, &path);
                if let (true, Some(last)) =
                    (fold.is_some() && fold == open_fold, entries.last_mut())
                {
                    last.folded += 1;
                    continue;
                }
                open_fold = fold;
                let kind = model.policy(policy).map(|text| text.clause(*clause).kind);
                let of_list = kind == before
                    && matches!(kind, Some(ClauseKind::ListItem | ClauseKind::TableRow));
                let gap = u16::from(!entries.is_empty() && (!of_list || !headings.is_empty()));
                entries.push(Entry {
                    headings: std::mem::take(&mut headings),
                    clause: Some(*clause),
                    gap,
                    folded: usize::from(fold.is_some()),
                });
                before = kind;
            }
        }
    }
    if !headings.is_empty() {
        entries.push(Entry {
            headings,
            clause: None,
            gap: 1,
            folded: 0,
        });
    }
    entries
}

/// The path, or nothing where no section is folded: then it is of no use.
fn unless_open(state: &State, path: impl FnOnce() -> Vec<SectionId>) -> Vec<SectionId> {
    if state.folded.is_empty() {
        Vec::new()
    } else {
        path()
    }
}

/// A line of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EntryLine {
    Blank,
    Heading(SectionId, String),
    /// So many clauses are put away.
    Folded(usize),
    /// A row of the clause.
    Words(usize),
}

/// The lines of an entry, from the top.
pub(crate) fn lines(
    model: &Model<'_>,
    policy: PolicyId,
    entry: &Entry,
    measure: u16,
) -> Vec<EntryLine> {
    let mut lines = vec![EntryLine::Blank; usize::from(entry.gap)];
    for section in &entry.headings {
        let title = model.heading(policy, *section);
        lines.extend(wrap(&title, usize::from(measure), 2).iter().map(|row| {
            EntryLine::Heading(
                *section,
                format!("{}{}", " ".repeat(row.indent), row.words.of(&title)),
            )
        }));
    }
    if entry.folded > 0 {
        lines.push(EntryLine::Folded(entry.folded));
    } else if let Some(clause) = entry.clause {
        lines.extend((0..model.block(policy, clause, measure).height()).map(EntryLine::Words));
    }
    lines
}
