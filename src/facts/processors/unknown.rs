//! Names of organisations that the lexicon doesn't know, told by their shape and by where they stand.

use std::ops::Range;

use crate::facts::Relation;
use crate::lexicon::names::{
    Known, NameWord, Provider, entity_end, is_legal_form, is_ordinary, may_be_legal_form,
};

use crate::policy::Span;

use super::super::named::name_words;
use super::super::reading::Break;
use super::wording::{ListOf, Said};
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

/// The name at `words` without its legal form: "Acme Cloud" of "Acme Cloud GmbH".
pub(super) fn without_legal_form(scene: &Scene<'_>, words: &Range<usize>) -> Range<usize> {
    let named = name_words(scene.reading, scene.text, words);
    let legal = named.iter().skip(1).position(is_legal_form);
    words.start..legal.map_or(words.end, |at| words.start + at + 1)
}

/// `words`, which name `provider`, and what follows of a product's name: "Google Translate" of "Google".
pub(super) fn product(
    scene: &Scene<'_>,
    words: &Range<usize>,
    provider: &Provider,
) -> Range<usize> {
    const LONGEST: usize = 3;
    let named = name_words(scene.reading, scene.text, words);
    let is_closed = named.last().is_some_and(|last| {
        is_legal_form(last) || last.written.ends_with("'s") || last.written.ends_with("’s")
    });
    let sentence = scene.text.sentence_of(words.start);
    let last = sentence.end.min(words.end + LONGEST);
    let goes_on = |at: &usize| scene.before(*at) == Break::None && scene.has_capital(*at);
    let is_part = |at: &usize| goes_on(at) && scene.survey.words.product.has(scene.form(*at));
    if is_closed || !is_part(&words.end) || !has_products(scene, provider) {
        return words.clone();
    }
    let end = (words.end..last).find(|at| !is_part(at)).unwrap_or(last);
    let is_interface = matches!(scene.form(end), "api" | "apis" | "sdk" | "sdks");
    if end < sentence.end && goes_on(&end) && !is_interface {
        words.clone()
    } else {
        words.start..end
    }
}

/// Whether policies tell several products of the company apart.
fn has_products(scene: &Scene<'_>, provider: &Provider) -> bool {
    const SEVERAL: usize = 4;
    let providers = scene.reading.lexicon.names().providers().iter();
    let products = providers.filter(|other| other.group == provider.id);
    products.take(SEVERAL).count() == SEVERAL
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

    fn words(&self, words: &Range<usize>) -> Vec<NameWord<'_>> {
        name_words(self.scene.reading, self.scene.text, words)
    }

    /// Where the company's name ends that begins at `start` and has a legal form.
    fn legal_end(&self, start: usize, end: usize) -> Option<usize> {
        const LONGEST: usize = 14;
        if !self.has_legal_form_near(start) || !self.may_begin_legal_name(start) {
            return None;
        }
        let rest = self.words(&(start..end.min(start + LONGEST)));
        let first = rest.first().filter(|first| !is_legal_form(first))?;
        let name = 1 + rest.iter().skip(1).position(is_legal_form)?;
        // "WEBSITES HOSTING UNTIL SUCH TIME AS YOU": shouted words, not a company.
        let is_shouted = |at: usize| {
            let written = self.scene.written(at);
            written.len() > 2 && !written.contains(char::is_lowercase)
        };
        if name > 2 && (start..start + name).all(is_shouted) && is_shouted(start + name + 1) {
            return None;
        }
        // "Its Privacy Policy and Acme GmbH": a document, then a company.
        let is_document = |at: usize| {
            matches!(
                self.scene.form(at),
                "policy" | "notice" | "statement" | "terms"
            )
        };
        let parts = |at: usize| is_document(at) && self.scene.form(at + 1) == "and";
        if (start..start + name).any(parts) {
            return None;
        }
        let is_one_ordinary_word = name == 1 && is_ordinary(first.form);
        entity_end(&rest, 1)
            .filter(|_| !is_one_ordinary_word)
            .map(|legal| start + legal)
    }

    fn may_begin_legal_name(&self, at: usize) -> bool {
        let written = self.scene.written(at);
        let begins = written.contains(char::is_uppercase) || written.starts_with(char::is_numeric);
        begins
            && !may_be_legal_form(self.scene.form(at))
            && !self.scene.survey.words.never.has(self.scene.form(at))
    }

    /// Whether a legal form stands so near after `at` that both may belong to one name.
    fn has_legal_form_near(&self, at: usize) -> bool {
        const LONGEST_NAME: usize = 7;
        let next = self.legal_forms.partition_point(|form| *form <= at);
        let next = self.legal_forms.get(next);
        next.is_some_and(|form| *form < at + LONGEST_NAME)
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
        while let Some(place) = beside.pop() {
            let next: Vec<&Range<usize>> = runs
                .iter()
                .filter(|run| !found.iter().any(|mention| mention.words == **run))
                .filter(|run| self.stands_beside(run, &place))
                .collect();
            for run in next {
                beside.push(run.clone());
                found.push(self.mention(run, "processors.unknown/beside"));
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

    /// Whether the sentence is written in capitals, so that they tell nothing.
    fn is_shouted(&self, sentence: &Range<usize>) -> bool {
        const SHORTEST: usize = 5;
        let shouted = sentence.clone().filter(|at| {
            let written = self.scene.written(*at);
            written
                .chars()
                .all(|c| c.is_uppercase() || !c.is_alphabetic())
        });
        sentence.len() >= SHORTEST && shouted.count() * 3 > sentence.len() * 2
    }

    /// The words of a name that begins at `at`: capitalised, one at least of them no ordinary word.
    fn run_at(&self, at: usize, end: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 5;
        if !self.may_be_in_name(at) {
            return None;
        }
        if let Some(legal) = self.legal_end(at, end) {
            return Some(at..legal);
        }
        let goes_on =
            |next: &usize| self.scene.before(*next) == Break::None && self.may_be_in_name(*next);
        let last = end.min(at + LONGEST);
        let run = at..(at + 1..last).find(|next| !goes_on(next)).unwrap_or(last);
        self.is_name(&run, HeadPlace::Announced).then_some(run)
    }

    /// "dialog-Mail Systems" where "Mail Systems" was found.
    fn with_hyphenated_start(&self, run: Range<usize>, first: usize) -> Range<usize> {
        let words = &self.scene.text.words;
        let joined = run.start > first
            && matches!(words.get(run.start - 1..=run.start), Some([before, word])
                if self.scene.reading.policy.words(Span::new(before.span.end(), word.span.start())) == "-");
        let start = run.start - usize::from(joined);
        start..run.end
    }

    fn may_be_in_name(&self, at: usize) -> bool {
        let written = self.scene.written(at);
        if written.bytes().all(|b| b.is_ascii_lowercase()) {
            return false;
        }
        let is_code = written.contains(['_', ':', '/']) || written.contains("www");
        written.contains(char::is_uppercase)
            && !is_code
            && !self.scene.survey.words.never.has(self.scene.form(at))
    }

    fn is_taken(&self, words: &Range<usize>) -> bool {
        let mut hits = self.scene.hits.iter();
        hits.any(|hit| hit.words.start < words.end && words.start < hit.words.end)
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

    /// Whether `words` have the shape of a name. Among names an ordinary word will do ("Prelude").
    fn is_name(&self, words: &Range<usize>, place: HeadPlace) -> bool {
        const LONGEST: usize = 5;
        const LONGEST_ORDINARY: usize = 3;
        let belongs = |at: usize| {
            let joins = matches!(self.scene.form(at), "of" | "the" | "de" | "for" | "by");
            self.may_be_in_name(at) || at > words.start && joins
        };
        let is_generic = |at: usize| self.scene.survey.words.generic.has(self.scene.form(at));
        let is_number = |at: usize| {
            let written = self.scene.written(at);
            let figures = written.chars().filter(|c| c.is_numeric()).count();
            figures * 2 > written.chars().count()
        };
        let ordinary_name = place == HeadPlace::AmongNames
            && !words.clone().any(is_number)
            && words.len() <= LONGEST_ORDINARY
            && !words.clone().any(is_generic);
        let last = words.end.saturating_sub(1);
        !words.is_empty()
            && words.len() <= LONGEST
            && !matches!(
                self.scene.form(last),
                "cookie" | "cookies" | "information" | "data"
            )
            && words.clone().all(belongs)
            && (ordinary_name || words.clone().any(|at| self.is_telling(at)))
    }

    /// Whether the word is no ordinary one, in this policy or elsewhere.
    fn is_telling(&self, at: usize) -> bool {
        const SHORTEST: usize = 3;
        let form = self.scene.form(at);
        form.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST
            && !is_ordinary(form)
            && !may_be_legal_form(form)
            && !self.scene.reading.has_written(form)
            && !self.is_acronym(at)
    }

    fn is_acronym(&self, at: usize) -> bool {
        const LONGEST: usize = 5;
        const CAPITALS: usize = 3;
        let written = self.scene.written(at);
        let written = written.strip_suffix('s').unwrap_or(written);
        let capitals = written.chars().filter(|c| c.is_uppercase()).count();
        let has_figures = written.contains(char::is_numeric);
        let is_short = written.chars().count() <= LONGEST;
        capitals >= CAPITALS && (is_short || has_figures)
            || is_short && written.chars().all(|c| c.is_uppercase() || c.is_numeric())
    }

    /// Why the capitalised words `run` of a sentence name an organisation that handles data; none where nothing says so.
    fn rule_for(&self, run: &Range<usize>) -> Option<&'static str> {
        let said = self
            .scene
            .survey
            .wording
            .said_of(self.scene.reading, self.scene.text, run);
        let handles = match said {
            Said::Does(relation) => relation != Relation::Mention,
            said => said == Said::Acts,
        };
        if !handles {
            return None;
        }
        let rules = [
            (self.has_legal_form(run), "processors.unknown/legal-form"),
            (
                self.follows_provider_word(run),
                "processors.unknown/our-provider",
            ),
            (self.is_example(run), "processors.unknown/such-as"),
            (self.is_used(run), "processors.unknown/we-use"),
            (self.is_given_data(run), "processors.unknown/shared-with"),
        ];
        rules
            .into_iter()
            .find_map(|(holds, rule)| holds.then_some(rule))
    }

    /// "1600 Amphitheatre Parkway", "Gordon House": a street or a building.
    fn is_address(&self, run: &Range<usize>) -> bool {
        if self
            .scene
            .survey
            .words
            .address
            .has(self.scene.form(run.end - 1))
        {
            return true;
        }
        let is_number = |at: usize| {
            let written = self.scene.written(at);
            !written.is_empty() && written.chars().all(char::is_numeric)
        };
        let number_before = run.start.checked_sub(1).is_some_and(is_number)
            && self.scene.before(run.start) == Break::None;
        let number_after = is_number(run.end) && self.scene.before(run.end) == Break::None;
        // "c/o Acme", whether the "o" was taken for a part of the name or not.
        let is_o = |at: usize| self.scene.form(at) == "o" && self.scene.before(at) == Break::Slash;
        let care_of = is_o(run.start) || run.start.checked_sub(1).is_some_and(is_o);
        !self.has_legal_form(run) && (number_before || number_after) || care_of
    }

    fn has_legal_form(&self, run: &Range<usize>) -> bool {
        self.words(run).last().is_some_and(is_legal_form)
    }

    /// "our payment processor Acme", "a hosting provider, Acme".
    fn follows_provider_word(&self, run: &Range<usize>) -> bool {
        let is_called = |at: usize| matches!(self.scene.form(at), "called" | "from" | "named");
        run.start.checked_sub(1).is_some_and(|before| {
            let noun = before.saturating_sub(usize::from(is_called(before)));
            let joint = self.scene.before(run.start);
            // "Customer Service Helpline" goes on with a name, "our service Helpline" names one.
            let in_name = joint == Break::None && self.scene.has_capital(noun);
            joint <= Break::Bracket
                && !in_name
                && !self.is_taken(&(noun..run.start))
                && self.scene.survey.words.offer.has(self.scene.form(noun))
        })
    }

    /// "providers such as Acme".
    fn is_example(&self, run: &Range<usize>) -> bool {
        const NEAR: usize = 8;
        let Some(before) = run.start.checked_sub(1) else {
            return false;
        };
        let form = self.scene.form(before);
        let such_as = form == "as" && before > 0 && self.scene.form(before - 1) == "such";
        if !such_as && !matches!(form, "including" | "e.g" | "namely" | "like") {
            return false;
        }
        let sentence = self.scene.text.sentence_of(run.start);
        let from = before.saturating_sub(NEAR).max(sentence.start);
        let singular = |at: usize| {
            let form = self.scene.form(at);
            form.strip_suffix('s').unwrap_or(form)
        };
        let is_outside = |at: usize| {
            let form = self.scene.form(at);
            matches!(
                form,
                "third" | "external" | "other" | "outside" | "partner" | "from"
            )
        };
        let words = &self.scene.survey.words;
        (from..before).any(|at| {
            let form = self.scene.form(at);
            words.provider.has(singular(at))
                || matches!(form, "companies" | "parties")
                || words.offer.has(singular(at)) && (from..at).any(is_outside)
        })
    }

    /// "Google, Acme and others": next to `other` in an enumeration.
    fn stands_beside(&self, run: &Range<usize>, other: &Range<usize>) -> bool {
        let begins_sentence = self.scene.before(run.start) == Break::Stop;
        let is_and = matches!(self.scene.form(run.end), "and" | "or");
        // What follows "Acme GmbH," without a legal form is its address.
        let is_address = self.has_legal_form(other)
            && !self.has_legal_form(run)
            && other.end == run.start
            && self.scene.before(run.start) == Break::Comma;
        (!begins_sentence || is_and)
            && !is_address
            && (self.scene.are_enumerated(other, run) || self.scene.are_enumerated(run, other))
    }

    /// "we share reports with Acme, which studies them": what it is told right after.
    fn is_given_data(&self, run: &Range<usize>) -> bool {
        let before = run.start.checked_sub(1);
        let is_given =
            before.is_some_and(|before| matches!(self.scene.form(before), "to" | "with"));
        let says_who = matches!(
            self.scene.form(run.end),
            "which" | "who" | "whose" | "a" | "an" | "our"
        );
        is_given
            && says_who
            && self.scene.before(run.start) == Break::None
            && self.scene.before(run.end) == Break::Comma
            && self.is_telling(run.end - 1)
    }

    /// "we use Acme to send", "is hosted by Acme, a": a verb of use right before, what for right after.
    fn is_used(&self, run: &Range<usize>) -> bool {
        let after = self.scene.before(run.end);
        let goes_on = matches!(
            self.scene.form(run.end),
            "to" | "for" | "as" | "which" | "in" | "on" | "and"
        ) || matches!(
            after,
            Break::Comma | Break::Bracket | Break::Stop | Break::Dash
        );
        let wording = &self.scene.survey.wording;
        let of = run
            .start
            .checked_sub(1)
            .is_some_and(|before| self.scene.form(before) == "of");
        self.scene.before(run.start) == Break::None
            && !of
            && self.is_telling(run.end - 1)
            && goes_on
            && wording.is_used_directly(self.scene.text, run)
    }
}
