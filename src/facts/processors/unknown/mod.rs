//! Names of organisations that the lexicon doesn't know, told by their shape and by where they stand.

mod shape;
mod signs;

use std::collections::HashSet;
use std::ops::Range;

use crate::lexicon::names::{Known, may_be_legal_form};

use super::super::reading::Break;
use super::wording::ListOf;
use super::{Mention, Scene, Standing, Who};

/// The names in the clause that only their shape and place give away. `known` are those that the lexicon has.
pub(super) fn mentions(scene: &Scene<'_>, known: &[Mention]) -> Vec<Mention> {
    let is_legal_form = |at: &usize| {
        let written = scene.written(*at).bytes();
        let is_marked = written.clone().any(|b| !b.is_ascii_lowercase());
        is_marked && may_be_legal_form(scene.form(*at))
    };
    let search = Search {
        scene,
        known,
        legal_forms: (0..scene.text.words.len()).filter(is_legal_form).collect(),
    };
    let mut found = Vec::new();
    if let Some(entry) = &scene.entry {
        if scene.survey.lists.has_names(scene.clause) {
            search.in_head(&entry.head, HeadPlace::AmongNames, &mut found);
        } else if announces_names(scene) {
            search.in_head(&entry.head, HeadPlace::Announced, &mut found);
        }
    }
    let is_head = |mention: &Mention| mention.standing == Standing::Head;
    let tells = || scene.survey.wording.tells_of_handling(scene.text);
    if !known.iter().chain(&found).any(is_head) && tells() {
        search.in_sentences(&mut found);
    }
    found
}

/// What is known of the list that a head stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HeadPlace {
    /// Other heads of the list are known names.
    AmongNames,
    /// The heading or the lead-in says that names follow.
    Announced,
}

/// Whether the lead-in or heading of the list says that organisations follow, and doesn't name them itself.
fn announces_names(scene: &Scene<'_>) -> bool {
    let names_somebody = scene.clause.lead_in.is_some_and(|lead_in| {
        let mut hits = scene.survey.named.clause(lead_in).iter();
        hits.any(|hit| matches!(hit.known, Known::Provider(_)))
    });
    let of_others = matches!(scene.list, Some(ListOf::Processors | ListOf::Recipients));
    of_others
        && scene
            .survey
            .wording
            .announces_names(scene.reading, scene.clause)
        && (!names_somebody || scene.survey.lists.has_any_name(scene.clause))
}

/// Those of `runs`, which stand in order, that are so near to `place` that they may be enumerated with it.
fn near<'a>(runs: &'a [Range<usize>], place: &Range<usize>) -> &'a [Range<usize>] {
    const NEAR: usize = 30;
    let first = runs.partition_point(|run| run.start + NEAR < place.start);
    let last = runs.partition_point(|run| run.start <= place.end + NEAR);
    runs.get(first..last).unwrap_or_default()
}

/// Whether a name has a legal form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// "Acme GmbH".
    Legal,
    /// "Acme".
    Plain,
}

/// A search for unknown names in one clause.
struct Search<'a> {
    scene: &'a Scene<'a>,
    known: &'a [Mention],
    /// Where legal forms may stand.
    legal_forms: Vec<usize>,
}

impl Search<'_> {
    /// The names in front of an entry, each of which must be a name as a whole.
    fn in_head(&self, head: &Range<usize>, place: HeadPlace, found: &mut Vec<Mention>) {
        if self.is_own(head) {
            return;
        }
        let pieces = self.pieces(head);
        let all_names = pieces.iter().all(|(piece, form)| {
            *form == Form::Legal || self.is_taken(piece) || self.is_name(piece, place)
        });
        for (piece, form) in pieces {
            let is_name = form == Form::Legal || all_names;
            let is_name = is_name && !self.is_taken(&piece) && !self.is_address(&piece);
            if is_name && !self.is_own(&piece) {
                found.push(Mention {
                    words: piece,
                    who: Who::Unknown,
                    standing: Standing::Head,
                    rule: "processors.unknown/entry",
                });
            }
        }
    }

    /// The head of an entry, parted where it lists several names: "Convert.com and ShareProgress".
    fn pieces(&self, head: &Range<usize>) -> Vec<(Range<usize>, Form)> {
        let is_and = |at: usize| matches!(self.scene.form(at), "and" | "or");
        let parts = |at: &usize| self.scene.before(*at) >= Break::Slash || is_and(*at);
        let mut pieces = Vec::new();
        let mut start = head.start;
        while start < head.end {
            let legal = self.legal_end(start, head.end);
            let end = legal.unwrap_or_else(|| {
                let parted = (start + 1..head.end).find(parts);
                parted.unwrap_or(head.end)
            });
            let form = if legal.is_some() {
                Form::Legal
            } else {
                Form::Plain
            };
            pieces.push((start..end, form));
            start = end + usize::from(is_and(end));
        }
        pieces
    }

    /// Names in running text, and those beside them.
    fn in_sentences(&self, found: &mut Vec<Mention>) {
        let runs = self.runs();
        let mut beside: Vec<Range<usize>> = self.known.iter().map(|m| m.words.clone()).collect();
        for run in &runs {
            if let Some(rule) = self.rule_for(run) {
                beside.push(run.clone());
                found.push(self.mention(run, rule));
            }
        }
        let mut taken: HashSet<usize> = found.iter().map(|mention| mention.words.start).collect();
        while let Some(place) = beside.pop() {
            for run in near(&runs, &place) {
                if !taken.contains(&run.start) && self.stands_beside(run, &place) {
                    taken.insert(run.start);
                    beside.push(run.clone());
                    found.push(self.mention(run, "processors.unknown/beside"));
                }
            }
        }
    }

    fn mention(&self, words: &Range<usize>, rule: &'static str) -> Mention {
        Mention {
            words: words.clone(),
            who: Who::Unknown,
            standing: Standing::Running,
            rule,
        }
    }

    /// All words that have the shape of a name, those aside that are known to be something else.
    fn runs(&self) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        for sentence in &self.scene.text.sentences {
            if self.is_shouted(sentence) {
                continue;
            }
            let mut at = sentence.start;
            while at < sentence.end {
                let run = self.is_promising(at).then(|| self.run_at(at, sentence.end));
                let Some(run) = run.flatten() else {
                    at += 1;
                    continue;
                };
                at = run.end;
                let run = self.with_hyphenated_start(run, sentence.start);
                if !self.is_taken(&run) && !self.is_own(&run) && !self.is_address(&run) {
                    runs.push(run);
                }
            }
        }
        runs
    }

    /// Whether a name may begin at the word at all, and something near it may tell that it does.
    fn is_promising(&self, at: usize) -> bool {
        const LONGEST: usize = 3;
        let written = self.scene.written(at).bytes();
        if !written.clone().any(|b| !b.is_ascii_lowercase()) {
            return false;
        }
        let is_joint = |at: usize| {
            matches!(
                self.scene.before(at),
                Break::Slash | Break::Comma | Break::Bracket
            ) || matches!(self.scene.form(at), "and" | "or")
        };
        let words = &self.scene.survey.words;
        let follows_sign = at.checked_sub(1).is_some_and(|before| {
            let form = self.scene.form(before);
            words.sign.has(form) || words.offer.has(form)
        });
        follows_sign
            || is_joint(at)
            || self.has_legal_form_near(at)
            || (at + 1..=at + LONGEST).any(is_joint)
    }

    fn is_taken(&self, words: &Range<usize>) -> bool {
        // Known names never overlap.
        let hits = &self.scene.hits;
        let next = hits.partition_point(|hit| hit.words.end <= words.start);
        hits.get(next)
            .is_some_and(|hit| hit.words.start < words.end)
    }

    /// Whether `words` name nobody else: the controller, one of its group or a thing of its own ("Acmebot").
    fn is_own(&self, words: &Range<usize>) -> bool {
        let own = &self.scene.survey.own;
        own.has_name(self.scene.reading, self.scene.text, words)
            || own.has_coined(self.scene.form(words.start))
            || self.goes_on_after_bracket(words)
    }

    /// Whether `words` are the rest of a longer name: "Holdings Ltd" of "Acme (Services) Holdings Ltd".
    fn goes_on_after_bracket(&self, words: &Range<usize>) -> bool {
        let before = self.name_before_bracket(words.start);
        self.has_legal_form(words) && before.is_some_and(|before| self.scene.has_capital(before))
    }

    /// The word before the bracket that closes right before `at`: "Acme" of "Acme (Services) Holdings".
    fn name_before_bracket(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 3;
        let is_bracket = |at: usize| self.scene.before(at) == Break::Bracket;
        let inside = (1..=LONGEST).filter_map(|back| at.checked_sub(back));
        let opens = inside.into_iter().find(|opens| is_bracket(*opens))?;
        opens.checked_sub(1).filter(|_| is_bracket(at))
    }
}
