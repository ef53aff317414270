//! Which section stands inside which, told by the looks of their headings.

use crate::document::LabelStyle;

use super::SectionId;
use super::heading::HeadingKind;

/// The sections that are open at a place in the text, from the outermost in.
#[derive(Default)]
pub(super) struct Nest {
    open: Vec<Open>,
}

struct Open {
    id: SectionId,
    kind: HeadingKind,
    number: Option<String>,
    level: u8,
}

/// How two kinds of heading stand to each other.
enum Rank {
    Higher,
    Same,
    Lower,
    /// Only the order in which they come up tells.
    Unknown,
}

impl Nest {
    /// Opens the section `id`; says which section it stands in, and how deep.
    pub(super) fn open(
        &mut self,
        id: SectionId,
        kind: HeadingKind,
        number: Option<&str>,
    ) -> (Option<SectionId>, u8) {
        let known = self
            .open
            .iter()
            .position(|open| !matches!(rank(open.kind, kind), Rank::Higher | Rank::Unknown));
        let same_looks = self.open.iter().position(|open| open.kind == kind);
        if let Some(cut) = known.into_iter().chain(same_looks).min() {
            self.open.truncate(cut);
        }
        self.close_other_numbers(kind, number);
        let parent = self.open.last();
        let least = kind.label.map_or(1, |(style, depth)| {
            if style == LabelStyle::Decimal {
                depth
            } else {
                1
            }
        });
        let level = parent
            .map_or(1, |parent| parent.level.saturating_add(1))
            .max(least);
        let parent = parent.map(|parent| parent.id);
        self.open.push(Open {
            id,
            kind,
            number: number.map(str::to_owned),
            level,
        });
        (parent, level)
    }

    /// "3.1" stands in "3" or in no numbered section at all, not in the "2" that happens to be open.
    fn close_other_numbers(&mut self, kind: HeadingKind, number: Option<&str>) {
        let Some((number, (LabelStyle::Decimal, 2..))) = number.zip(kind.label) else {
            return;
        };
        let stranger = |open: &Open| {
            let decimal = open
                .kind
                .label
                .is_some_and(|(style, _)| style == LabelStyle::Decimal);
            let outer = open.number.as_deref().unwrap_or_default();
            decimal
                && !number
                    .strip_prefix(outer)
                    .is_some_and(|rest| rest.starts_with('.'))
        };
        if let Some(cut) = self.open.iter().position(stranger) {
            self.open.truncate(cut);
        }
    }
}

/// Whether headings that look like `a` surely stand inside sections that look like `b`, or may do.
pub(super) fn is_below(a: HeadingKind, b: HeadingKind) -> bool {
    matches!(rank(a, b), Rank::Lower | Rank::Unknown)
}

/// How `a` stands to `b`.
fn rank(a: HeadingKind, b: HeadingKind) -> Rank {
    let of = |a: u8, b: u8| match a.cmp(&b) {
        std::cmp::Ordering::Less => Rank::Higher,
        std::cmp::Ordering::Equal => Rank::Same,
        std::cmp::Ordering::Greater => Rank::Lower,
    };
    if a.markup != b.markup {
        return of(a.markup, b.markup);
    }
    let by_looks = a.markup > 6;
    match (a.label, b.label) {
        (Some((LabelStyle::Decimal, a)), Some((LabelStyle::Decimal, b))) => of(a, b),
        (Some((a, _)), Some((b, _))) if a == b => Rank::Same,
        (Some(_), Some(_)) => Rank::Unknown,
        (Some(_), None) if by_looks => Rank::Higher,
        (None, Some(_)) if by_looks => Rank::Lower,
        (None, None) if by_looks && a.capitals != b.capitals => {
            if a.capitals {
                Rank::Higher
            } else {
                Rank::Lower
            }
        }
        _ => Rank::Same,
    }
}
