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
    if a.is_empty() || b.is_empty() || most_alike(a, b) < CHANCE {
        return 0.0;
    }
    let likeness = (strsim::normalized_levenshtein(a, b) - CHANCE) / (1.0 - CHANCE);
    narrow(likeness.clamp(0.0, 1.0))
}

/// A bound on how alike two texts can be, by which letters they have: comparing these in order takes a hundred times longer.
fn most_alike(a: &str, b: &str) -> f64 {
    let mut surplus = [0_i32; 256];
    a.bytes().for_each(|byte| surplus[usize::from(byte)] += 1);
    b.bytes().for_each(|byte| surplus[usize::from(byte)] -= 1);
    let (mut only_a, mut only_b) = (0, 0);
    for count in surplus {
        only_a += count.max(0);
        only_b -= count.min(0);
    }
    // A letter of one that the other lacks must be changed or left out; one of other than ASCII has at most four bytes.
    let bytes_of_letter = if a.is_ascii() && b.is_ascii() { 1 } else { 4 };
    let least_changes = f64::from(only_a.max(only_b) / bytes_of_letter);
    let longer = u32::try_from(a.chars().count().max(b.chars().count())).unwrap_or(u32::MAX);
    1.0 - least_changes / f64::from(longer)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn near_equal_headings_have_most_letters_in_common() {
        assert_eq!(letters("data retention", "data retention"), 1.0);
        assert!(letters("data retention", "data retentions") > 0.8);
        assert_eq!(letters("data retention", "your choices"), 0.0);
        assert_eq!(letters("", "your choices"), 0.0);
    }

    proptest! {
        #[test]
        fn the_bound_holds(a in "[a-dé漢]{1,12}", b in "[a-dé漢]{1,12}") {
            prop_assert!(strsim::normalized_levenshtein(&a, &b) <= most_alike(&a, &b) + 1e-9);
        }
    }
}
