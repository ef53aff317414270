//! Which data a retention statement is about, in the policy's own words, and the row that they belong to.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::sentence::{Act, Verb};
use crate::facts::reading::{Break, Reading, Text};
use crate::lexicon::{ConceptId, Role};
use crate::policy::Span;

/// The row for cookies.
const COOKIES: &str = "cookies";

/// The row for data in general.
pub(super) const GENERAL: &str = "personal-data";

/// Which data, and their row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Subject {
    pub(super) id: ConceptId,
    pub(super) label: String,
    /// In the policy's own words.
    pub(super) words: String,
    /// Whether the lexicon has the row.
    is_known: bool,
}

impl Subject {
    pub(super) fn is_general(&self) -> bool {
        self.id.as_str() == GENERAL
    }

    pub(super) fn is_known(&self) -> bool {
        self.is_known
    }

    pub(super) fn is_cookies(&self) -> bool {
        self.id.as_str() == COOKIES
    }

    /// An item that the lexicon doesn't know belongs to the row of what stands above it: a cookie under "Our cookies".
    pub(super) fn or_in_row_of(self, above: impl FnOnce() -> Option<Self>) -> Self {
        if self.is_known {
            return self;
        }
        match above() {
            Some(above) => Self {
                words: self.words,
                ..above
            },
            None => self,
        }
    }

    /// Data in general, where a policy leaves open which.
    pub(super) fn general(reading: &Reading<'_>) -> Self {
        let known = reading
            .lexicon
            .subjects
            .iter()
            .find(|s| s.id.as_str() == GENERAL);
        let label = known.map_or(GENERAL, |subject| &subject.label).to_owned();
        Self {
            id: GENERAL.into(),
            label,
            words: "personal data".to_owned(),
            is_known: true,
        }
    }
}

/// Most words that a subject is quoted with.
const LONGEST: usize = 10;

/// The subject that `words` name: a row of the lexicon, or a row of their own; none where they name nothing.
pub(super) fn named(reading: &Reading<'_>, text: &Text, words: &Range<usize>) -> Option<Subject> {
    let words = trimmed(reading, text, words);
    if words.is_empty() {
        return None;
    }
    let own_words = quoted(reading, text.span(&words));
    if let Some(place) = known(reading, text, &words) {
        let known = reading.lexicon.subjects.get(place)?;
        return Some(Subject {
            id: known.id.clone(),
            label: known.label.clone(),
            words: own_words,
            is_known: true,
        });
    }
    let forms: Vec<&str> = words
        .filter_map(|at| text.words.get(at))
        .map(|word| reading.form(word))
        .filter(|form| !SAYS_LITTLE.contains(*form))
        .take(5)
        .collect();
    let is_word = |form: &&str| form.chars().filter(|c| c.is_alphabetic()).count() > 1;
    if !forms.iter().any(is_word) {
        return None;
    }
    let mut label = own_words.clone();
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Some(Subject {
        id: forms.join("-").into(),
        label,
        words: own_words,
        is_known: false,
    })
}

/// The row of the lexicon that a heading or lead-in speaks of, where it is something in particular.
pub(super) fn known_in(reading: &Reading<'_>, text: &Text) -> Option<Subject> {
    let place = known(reading, text, &(0..text.words.len()))?;
    let known = reading.lexicon.subjects.get(place)?;
    let subject = Subject {
        id: known.id.clone(),
        label: known.label.clone(),
        words: known.label.to_lowercase(),
        is_known: true,
    };
    (!subject.is_general()).then_some(subject)
}

/// The place of the row that `words` speak of: the longest name; data in general only where nothing narrower is named.
fn known(reading: &Reading<'_>, text: &Text, words: &Range<usize>) -> Option<usize> {
    let is_general = |place: usize| {
        let subject = reading.lexicon.subjects.get(place);
        subject.is_some_and(|subject| subject.id.as_str() == GENERAL)
    };
    let first = text
        .hits
        .partition_point(|hit| hit.words.start < words.start);
    let inside = text.hits.iter().skip(first);
    inside
        .take_while(|hit| hit.words.start < words.end)
        .filter(|hit| hit.words.end <= words.end)
        .filter_map(|hit| match reading.lexicon.role(hit.cue) {
            Role::Subject(place) => Some((place, hit.words.len())),
            _ => None,
        })
        .min_by_key(|(place, length)| (is_general(*place), Reverse(*length), *place))
        .map(|(place, _)| place)
}

/// `words` without articles and helping verbs at their edges, and no more than can be quoted.
pub(super) fn trimmed(reading: &Reading<'_>, text: &Text, words: &Range<usize>) -> Range<usize> {
    let form = |at: usize| text.words.get(at).map_or("", |word| reading.form(word));
    let mut start = words.start;
    while start < words.end && OPENS.contains(form(start)) {
        start += 1;
    }
    let ends = |at: &usize| {
        let parted = text.words.get(*at).map_or(Break::Stop, |word| word.before);
        parted >= Break::Stop || ENDS_NAME.contains(form(*at))
    };
    let end = (start + 1..words.end).find(ends).unwrap_or(words.end);
    let mut end = end.min(start + LONGEST);
    while end > start && CLOSES.contains(form(end - 1)) {
        end -= 1;
    }
    start..end
}

/// The words of `span`, with the bracket that closes one opened in it.
fn quoted(reading: &Reading<'_>, span: Span) -> String {
    let words = reading.policy.words(span);
    let is_open = words.matches('(').count() > words.matches(')').count();
    let after = reading.policy.text.get(span.end()..).unwrap_or_default();
    if is_open && after.starts_with(')') {
        format!("{words})")
    } else {
        words.to_owned()
    }
}

/// Where the subject of a verb is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    /// "We keep logs."
    Active,
    /// "Logs are kept", "logs remain".
    Passive,
    /// "The retention period for logs", "log retention".
    Noun,
}

/// A sentence in which the words that name a subject are looked for.
pub(super) struct Naming<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) text: &'a Text,
    pub(super) sentence: &'a Range<usize>,
}

impl Naming<'_> {
    /// The words that name what `verb` is done to, `limit` aside.
    pub(super) fn object_of(&self, verb: &Verb, limit: &Range<usize>) -> Range<usize> {
        let words = &verb.words;
        match self.voice(verb) {
            Voice::Passive => self.before(words.start),
            Voice::Active => self.after(words.end, limit),
            Voice::Noun => self.of_noun(words, limit),
        }
    }

    /// "The retention period for logs", "log data retention".
    fn of_noun(&self, noun: &Range<usize>, limit: &Range<usize>) -> Range<usize> {
        let is_period =
            |at: usize| matches!(self.form(at), "period" | "periods" | "time" | "policy");
        let end = if is_period(noun.end) {
            noun.end + 1
        } else {
            noun.end
        };
        if matches!(self.form(end), "of" | "for") {
            return self.after(end + 1, limit);
        }
        /// Words that may belong to the noun: "customer billing record retention".
        const NEAR: usize = 3;
        let before = self.before(noun.start);
        let start = before.start.max(noun.start.saturating_sub(NEAR));
        if self.form(noun.start) == "data" {
            start..noun.start + 1
        } else {
            start..before.end
        }
    }

    fn form(&self, at: usize) -> &str {
        match self.text.words.get(at) {
            Some(word) if self.sentence.contains(&at) => self.reading.form(word),
            _ => "",
        }
    }

    fn break_before(&self, at: usize) -> Break {
        let word = self.text.words.get(at);
        word.map_or(Break::Stop, |word| word.before)
    }

    fn voice(&self, verb: &Verb) -> Voice {
        let Range { start, end } = verb.words;
        match verb.act {
            Act::Noun => return Voice::Noun,
            Act::Lapse => return Voice::Passive,
            _ => {}
        }
        let is_participle = |at: usize| {
            let form = self.form(at);
            form.ends_with("ed") || form.ends_with("ten") || matches!(form, "kept" | "held")
        };
        let is_helped = (start.saturating_sub(4)..end).any(|at| HELPS.contains(self.form(at)));
        let is_ours =
            (start.saturating_sub(2)..end).any(|at| matches!(self.form(at), "we" | "have" | "has"));
        let is_passive = verb.words.clone().any(is_participle) && (is_helped || !is_ours);
        if is_passive || LASTS.contains(self.form(start)) {
            Voice::Passive
        } else {
            Voice::Active
        }
    }

    fn after(&self, start: usize, limit: &Range<usize>) -> Range<usize> {
        let stop = if limit.start >= start {
            limit.start
        } else {
            self.sentence.end
        };
        let ends = |at: &usize| {
            *at > start && self.break_before(*at) >= Break::Comma
                || ENDS_OBJECT.contains(self.form(*at))
        };
        start..(start..stop).find(ends).unwrap_or(stop)
    }

    /// What stands right before `limit`, in an enumeration that goes on after the limit ending at `last`: "invoices" in "logs
    /// for 30 days and invoices for ten years".
    pub(super) fn beside(&self, last: usize, limit: &Range<usize>) -> Option<Range<usize>> {
        let goes_on =
            |at: &usize| self.break_before(*at) >= Break::Comma || self.form(*at) == "and";
        let start = (last..limit.start).rev().find(goes_on)?;
        Some(start..limit.start)
    }

    /// What stands between `verb` and the last break before it that parts clauses.
    fn before(&self, verb: usize) -> Range<usize> {
        // "Invoices, receipts, and logs are kept" enumerates; "we collect logs, and they are kept" does not.
        let enumerates = |at: usize| {
            self.form(at) == "and"
                && !(self.sentence.start..at)
                    .any(|at| HELPS.contains(self.form(at)) || ENDS_NAME.contains(self.form(at)))
        };
        let parts_clauses = |at: &usize| {
            let strength = self.break_before(*at);
            strength >= Break::Dash
                || strength == Break::Comma
                    && STARTS_CLAUSE.contains(self.form(*at))
                    && !enumerates(*at)
        };
        let start = (self.sentence.start + 1..verb)
            .rev()
            .find(parts_clauses)
            .unwrap_or(self.sentence.start);
        let is_subordinate = SUBORDINATES.contains(self.form(start));
        let comma =
            (start + 1..verb).find(|at| is_subordinate && self.break_before(*at) >= Break::Comma);
        comma.unwrap_or(start)..verb
    }
}

/// A closed class of function words.
type Words = LazyLock<HashSet<&'static str>>;

fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

/// Words that begin something else after a name.
static ENDS_NAME: Words = LazyLock::new(|| {
    words(
        "which that who we you unless if because is are will may be was were can shall has have \
         when until including such",
    )
});

/// Words that begin a clause after a comma.
static STARTS_CLAUSE: Words =
    LazyLock::new(|| words("we your the this these all any our it they such then and but after"));

/// Words before a name that are no part of it.
static OPENS: Words = LazyLock::new(|| {
    words(
        "is are between after a an the your our their its his my this that these those any all some such certain \
         other of and or but however then also in general generally only typically usually \
         normally most each every for both it them they we you us copies copy limited following \
         specific therefore accordingly additionally please note to will may use using process \
         collect share preserve store hold access cases as necessary rule which about various \
         on with from by so long includes include including shares collects retains",
    )
});

/// Words after a name that are no part of it.
static CLOSES: Words = LazyLock::new(|| {
    words(
        "is are will be may can shall must been being was were only automatically and or then \
         also not never have has had should would generally typically usually permanently \
         securely to for of in by the your our a an therefore stored collected used processed \
         normally both either itself on with from up get longer no about concerning regarding",
    )
});

/// Words that end the object of a verb.
static ENDS_OBJECT: Words = LazyLock::new(|| {
    words(
        "for until till as only to in on when while during within after upon once no not longer \
         indefinitely throughout so where if unless at whilst beyond",
    )
});

/// Words that tell nothing about which data.
static SAYS_LITTLE: Words = LazyLock::new(|| {
    words(
        "a an the of and or your our any all to for in on that this data information is are we \
         you us it with by such these those from about purpose purposes used other may be which \
         time period periods length following date dates safely when how long rule if activity \
         basis why what who where",
    )
});

/// Words that help a participle to its passive.
static HELPS: Words = LazyLock::new(|| words("is are be been being was were"));

/// Verbs and adjectives whose subject stands before them.
static LASTS: Words = LazyLock::new(|| {
    words(
        "remain remains stay stays persist persists last lasts expire expires disappear disappears \
         valid is are",
    )
});

/// Words that open a subordinate clause, whose noun is not that of the main clause.
static SUBORDINATES: Words =
    LazyLock::new(|| words("when if once after upon following unless where until as in for"));
