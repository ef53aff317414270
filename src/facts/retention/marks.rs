//! The wordings of the retention grammar where they stand in a clause.

use std::ops::Range;

use crate::facts::reading::Text;
use crate::lexicon::{CueId, Lexicon};

/// What a wording says in a sentence about keeping data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Keep,
    Store,
    Linger,
    NotKeep,
    Delete,
    Deletion,
    YourDeletion,
    Lifetime,
    Noun,
    Elsewhere,
    NoPeriod,
    Right,
    RightsHeading,
    Child,
    AsNeeded,
    AsFarAsNeeded,
    Vague,
    AtLeast,
    Indefinite,
    Depends,
    Factors,
    Factor,
    Law,
    LawPeriod,
    Compliance,
    Unless,
    Including,
    While,
    During,
    Relation,
    When,
    CountedFrom,
    Ending,
    Period,
    Start,
    Inactive,
    Afterwards,
    Plus,
    Beyond,
    NoStart,
    ToldElsewhere,
    Cookie,
    Not,
    Hedge,
    Heading,
    Column,
    NameColumn,
    Label,
    Session,
    Endless,
    Thing,
    AtOnce,
    NoEnding,
}

/// The cues of the lexicon that the grammar asks for.
const CUES: &[(&str, Role)] = &[
    ("retention.keep", Role::Keep),
    ("retention.store", Role::Store),
    ("retention.linger", Role::Linger),
    ("retention.not-keep", Role::NotKeep),
    ("retention.delete", Role::Delete),
    ("retention.deletion", Role::Deletion),
    ("retention.your-deletion", Role::YourDeletion),
    ("retention.lifetime", Role::Lifetime),
    ("retention.noun", Role::Noun),
    ("retention.elsewhere", Role::Elsewhere),
    ("retention.no-period", Role::NoPeriod),
    ("retention.right", Role::Right),
    ("retention.rights-heading", Role::RightsHeading),
    ("retention.child", Role::Child),
    ("retention.as-needed", Role::AsNeeded),
    ("retention.as-far-as-needed", Role::AsFarAsNeeded),
    ("retention.vague", Role::Vague),
    ("retention.at-least", Role::AtLeast),
    ("retention.indefinite", Role::Indefinite),
    ("retention.depends", Role::Depends),
    ("retention.factors", Role::Factors),
    ("retention.factor", Role::Factor),
    ("retention.law", Role::Law),
    ("retention.law-period", Role::LawPeriod),
    ("retention.compliance", Role::Compliance),
    ("retention.unless", Role::Unless),
    ("retention.including", Role::Including),
    ("retention.while", Role::While),
    ("retention.during", Role::During),
    ("retention.relation", Role::Relation),
    ("retention.when", Role::When),
    ("retention.counted-from", Role::CountedFrom),
    ("retention.ending", Role::Ending),
    ("retention.period", Role::Period),
    ("retention.start", Role::Start),
    ("retention.inactive", Role::Inactive),
    ("retention.afterwards", Role::Afterwards),
    ("retention.plus", Role::Plus),
    ("retention.beyond", Role::Beyond),
    ("retention.no-start", Role::NoStart),
    ("retention.told-elsewhere", Role::ToldElsewhere),
    ("retention.cookie", Role::Cookie),
    ("retention.not", Role::Not),
    ("retention.hedge", Role::Hedge),
    ("retention.heading", Role::Heading),
    ("retention.column", Role::Column),
    ("retention.name-column", Role::NameColumn),
    ("retention.label", Role::Label),
    ("retention.session", Role::Session),
    ("retention.endless", Role::Endless),
    ("retention.thing", Role::Thing),
    ("retention.at-once", Role::AtOnce),
    ("retention.no-ending", Role::NoEnding),
];

/// A wording found, with its words by their place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) role: Role,
    pub(super) words: Range<usize>,
}

/// Which cues play a role here.
pub(super) struct Roles(Vec<Option<Role>>);

impl Roles {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut roles = Vec::new();
        for (name, role) in CUES {
            let place = lexicon.cue(name).index();
            if roles.len() <= place {
                roles.resize(place + 1, None);
            }
            roles[place] = Some(*role);
        }
        Self(roles)
    }

    fn of(&self, cue: CueId) -> Option<Role> {
        self.0.get(cue.index()).copied().flatten()
    }

    /// The marks of a whole clause or heading, by sentence, then by first word.
    pub(super) fn marks(&self, text: &Text) -> Vec<Mark> {
        text.hits
            .iter()
            .filter_map(|hit| {
                let words = hit.words.clone();
                self.of(hit.cue).map(|role| Mark { role, words })
            })
            .collect()
    }
}

/// The marks inside `words`, without those that another sense of the words cancels.
pub(super) fn marks_within(marks: &[Mark], words: &Range<usize>) -> Vec<Mark> {
    let first = marks.partition_point(|mark| mark.words.start < words.start);
    let mut inside: Vec<Mark> = marks
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(|mark| mark.words.start < words.end)
        .filter(|mark| mark.words.end <= words.end)
        .cloned()
        .collect();
    cancel(
        &mut inside,
        Role::NotKeep,
        &[
            Role::Keep,
            Role::Store,
            Role::Linger,
            Role::Heading,
            Role::Lifetime,
        ],
    );
    cancel(&mut inside, Role::YourDeletion, &[Role::Delete]);
    inside
}

/// Drops the marks of the roles `cancelled` that share a word with a mark of `by`.
fn cancel(marks: &mut Vec<Mark>, by: Role, cancelled: &[Role]) {
    let cancelling: Vec<Range<usize>> = marks
        .iter()
        .filter(|mark| mark.role == by)
        .map(|mark| mark.words.clone())
        .collect();
    marks.retain(|mark| {
        !cancelled.contains(&mark.role)
            || !cancelling.iter().any(|range| overlaps(range, &mark.words))
    });
}

pub(super) fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
