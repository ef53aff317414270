//! Who is responsible, how to reach them, and which authority watches over them: statements told by names and addresses.

use crate::policy::{ClauseId, Span};

use crate::lexicon::names::{AuthorityKind, Certainty, Known, may_be_legal_form};

use super::named::Named;
use super::reading::{Break, Reading, Text, Word};
use super::values::emails;
use super::{About, Evidence, Fact, Polarity, Telling};

/// Clauses from the start within which a policy says who "we" are.
const OPENING: usize = 20;

/// The statement that names the controller by saying who "we" is: `NexNodo Inc. ("NexNodo", "we", "us")`.
pub(super) fn controller(reading: &Reading<'_>) -> Option<Fact> {
    reading.policy.clauses().take(OPENING).find_map(|(id, _)| {
        let text = reading.clause(id);
        let mut words = 1..text.words.len();
        let defined = words.find(|word| {
            defines_we(reading, text, *word)
                || id.0 < BEGINNING && defines_name(reading, text, *word)
        })?;
        let sentence = text.sentence_of(defined);
        Some(stated(
            "controller",
            None,
            id,
            text.span(&sentence),
            text.words[defined].span,
            "definition of \"we\" or of its name",
        ))
    })
}

/// Clauses from the start within which a company that a sentence begins with is the one who speaks.
const BEGINNING: usize = 12;

/// Whether the word is the short name of a company with which its sentence begins: `Acme Cloud, Inc. ("Acme") respects`.
fn defines_name(reading: &Reading<'_>, text: &Text, at: usize) -> bool {
    const LONGEST_NAME: usize = 7;
    let sentence = text.sentence_of(at);
    let word = &text.words[at];
    let begins = at <= sentence.start + LONGEST_NAME;
    let follows_legal_form = at
        .checked_sub(1)
        .and_then(|before| text.words.get(before))
        .is_some_and(|form| {
            may_be_legal_form(reading.form(form))
                && reading.written(form).contains(char::is_uppercase)
        });
    begins
        && at > sentence.start + 1
        && word.before == Break::Bracket
        && follows_legal_form
        && reading
            .written(word)
            .starts_with(|c: char| !c.is_lowercase())
        && (sentence.start..at).all(|at| !USES.contains(&reading.form(&text.words[at])))
}

/// Words that speak of somebody else's company.
const USES: &[&str] = &["by", "from", "of", "use", "uses", "using", "with"];

/// Whether the word is a quoted "we", "us", "our" or "Company" in brackets after a name.
fn defines_we(reading: &Reading<'_>, text: &Text, at: usize) -> bool {
    const SELVES: &[&str] = &["we", "us", "our", "company", "controller"];
    let word = &text.words[at];
    SELVES.contains(&reading.form(word))
        && is_quoted(reading, word)
        && follows_name_in_brackets(reading, text, at)
}

fn is_quoted(reading: &Reading<'_>, word: &Word) -> bool {
    const QUOTES: &[char] = &['"', '“', '”', '„', '\'', '‘', '’', '«', '»'];
    let all = &reading.policy.text;
    let after = all.get(word.span.end()..).unwrap_or_default();
    let before = all.get(..word.span.start()).unwrap_or_default();
    after.trim_start_matches(',').starts_with(QUOTES)
        && (before.ends_with(QUOTES) || before.to_lowercase().ends_with("the "))
}

/// Whether a bracket opened within the last few words, right after a word with a capital.
fn follows_name_in_brackets(reading: &Reading<'_>, text: &Text, at: usize) -> bool {
    const LONGEST_DEFINITION: usize = 16;
    (at.saturating_sub(LONGEST_DEFINITION)..=at)
        .rev()
        .any(|word| {
            let opens = text.words[word].before == Break::Bracket;
            let name = word
                .checked_sub(1)
                .and_then(|before| text.words.get(before));
            let is_name = |name: &Word| {
                let written = reading.written(name);
                let is_group = matches!(
                    reading.form(name),
                    "affiliates" | "subsidiaries" | "affiliated"
                );
                written.starts_with(char::is_uppercase) || written.contains('.') || is_group
            };
            opens && name.is_some_and(is_name)
        })
}

/// Every clause that gives an e-mail address to write to.
pub(super) fn contacts(reading: &Reading<'_>) -> Vec<Fact> {
    let policy = reading.policy;
    policy
        .clauses()
        .filter_map(|(id, clause)| {
            let words = policy.words(clause.span);
            let email = emails(words).next()?;
            let start = clause.span.start() + words.find(email)?;
            let matched = Span::new(start, start + email.len());
            let text = reading.clause(id);
            let at = text
                .words
                .iter()
                .position(|word| word.span.overlaps(matched))?;
            let quote = text.span(&text.sentence_of(at)).join(matched);
            Some(stated(
                "contact",
                Some(email.to_owned()),
                id,
                quote,
                matched,
                "e-mail address",
            ))
        })
        .collect()
}

/// Every supervisory authority that a clause names.
pub(super) fn authorities(reading: &Reading<'_>, named: &Named) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (id, _) in reading.policy.clauses() {
        let text = reading.clause(id);
        for name in named.clause(id) {
            if let (Known::Authority(authority), Certainty::Sure) = (name.known, name.certainty) {
                let kind = reading.lexicon.names().authority(authority).kind;
                if kind == AuthorityKind::Supervisory {
                    let quote = text.span(&text.sentence_of(name.words.start));
                    let matched = text.span(&name.words);
                    facts.push(stated(
                        "supervisory-authority",
                        None,
                        id,
                        quote,
                        matched,
                        "authority's name",
                    ));
                }
            }
        }
    }
    facts
}

fn stated(
    id: &str,
    value: Option<String>,
    clause: ClauseId,
    quote: Span,
    matched: Span,
    rule: &str,
) -> Fact {
    Fact {
        about: About::Disclosure {
            id: id.into(),
            value,
        },
        polarity: Polarity::Stated,
        hedged: false,
        scope: Vec::new(),
        evidence: Evidence { clause, quote },
        matched,
        telling: Telling::Outright,
        rule: format!("disclosure.{id}/{rule}").into(),
    }
}
