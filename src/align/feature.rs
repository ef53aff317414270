//! What two items have in common: features, each in 0 to 1.

use super::item::{Item, Items, Name};

/// What two clauses have in common, by name, in the order of their numbers.
pub const CLAUSE_FEATURES: [&str; 9] = [
    "words",
    "meaning",
    "name",
    "topics",
    "topics of the narrower one",
    "facts of the narrower one",
    "telling facts",
    "section",
    "place",
];

/// What two sections have in common, by name, in the order of their numbers.
pub const SECTION_FEATURES: [&str; 10] = [
    "words of the heading",
    "meaning of the heading",
    "letters of the heading",
    "topics of the heading",
    "words",
    "meaning",
    "topics",
    "facts",
    "both are titles",
    "one is a title",
];

/// What two sections have in common when their clauses are linked, by name, in the order of the numbers.
pub const LINKED_SECTION_FEATURES: [&str; 12] = [
    "words of the heading",
    "meaning of the heading",
    "letters of the heading",
    "topics of the heading",
    "words",
    "meaning",
    "topics",
    "facts",
    "both are titles",
    "one is a title",
    "linked clauses of the smaller",
    "linked clauses of the larger",
];

/// How a clause or section and a row stand among the others, by name, in the order of the numbers.
pub const STANDING: [&str; 4] = [
    "in common",
    "nearer than other rows",
    "nearer than other items",
    "the items around them",
];

/// The numbers of [`CLAUSE_FEATURES`].
pub type ClauseFeatures = [f32; CLAUSE_FEATURES.len()];

/// The numbers of [`SECTION_FEATURES`].
pub type SectionFeatures = [f32; SECTION_FEATURES.len()];

/// A clause with the items it stands among.
#[derive(Clone, Copy)]
pub(super) struct InContext<'a> {
    pub(super) item: &'a Item,
    pub(super) section: Option<&'a Item>,
}

impl<'a> InContext<'a> {
    /// The clause at `place`.
    pub(super) fn of(items: &'a Items, place: usize) -> Self {
        let item = &items.clauses[place];
        Self {
            item,
            section: item.section.and_then(|section| items.sections.get(section)),
        }
    }

    fn heading(self) -> Option<&'a Name> {
        self.section.and_then(|section| section.name.as_ref())
    }
}

/// What two clauses have in common; `section` is how near their sections are.
pub(super) fn of_clauses(one: InContext<'_>, other: InContext<'_>, section: f32) -> ClauseFeatures {
    let (a, b) = (one.item, other.item);
    [
        a.words.cosine(&b.words),
        a.meaning.cosine(&b.meaning).max(0.0),
        name(one, other),
        a.topics.cosine(&b.topics),
        a.topics.overlap(&b.topics),
        a.facts.overlap(&b.facts),
        saturated(a.facts.shared(&b.facts), 6.0),
        section,
        1.0 - (a.place - b.place).abs(),
    ]
}

/// What two sections have in common.
pub(super) fn of_sections(a: &Item, b: &Item) -> SectionFeatures {
    let mut features = [0.0; SECTION_FEATURES.len()];
    if let (Some(one), Some(other)) = (&a.name, &b.name) {
        features[0] = one.words.cosine(&other.words);
        features[1] = one.meaning.cosine(&other.meaning).max(0.0);
        features[2] = letters(&one.text, &other.text);
        features[3] = one.topics.cosine(&other.topics);
    }
    features[4] = a.words.cosine(&b.words);
    features[5] = a.meaning.cosine(&b.meaning).max(0.0);
    features[6] = a.topics.cosine(&b.topics);
    features[7] = a.facts.cosine(&b.facts);
    features[8] = if a.is_title && b.is_title { 1.0 } else { 0.0 };
    features[9] = if a.is_title != b.is_title { 1.0 } else { 0.0 };
    features
}

/// How near the names are by which the clauses go: their own terms, else the headings above them.
fn name(one: InContext<'_>, other: InContext<'_>) -> f32 {
    match (&one.item.name, &other.item.name) {
        (Some(a), Some(b)) => nearness(a, b),
        (Some(a), None) => other.heading().map_or(0.0, |b| nearness(a, b)),
        (None, Some(b)) => one.heading().map_or(0.0, |a| nearness(a, b)),
        (None, None) => 0.0,
    }
}

fn nearness(a: &Name, b: &Name) -> f32 {
    let meaning = a.meaning.cosine(&b.meaning).max(0.0);
    a.words.cosine(&b.words).max(0.8 * meaning * meaning)
}

/// 1 for the same letters, 0 from where the texts are no longer near-equal.
fn letters(a: &str, b: &str) -> f32 {
    /// Below this a likeness of letters is chance.
    const CHANCE: f64 = 0.6;
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    if shorter * 5 < longer * 3 || shorter == 0 {
        return 0.0;
    }
    let likeness = (strsim::normalized_levenshtein(a, b) - CHANCE) / (1.0 - CHANCE);
    narrow(likeness.clamp(0.0, 1.0))
}

/// 0 for nothing, a half for `half`, towards 1 for much.
fn saturated(amount: f32, half: f32) -> f32 {
    amount / (amount + half)
}

#[expect(
    clippy::as_conversions,
    reason = "the only way to a shorter float; it rounds"
)]
fn narrow(number: f64) -> f32 {
    number as f32
}
