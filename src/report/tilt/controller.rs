//! Who is responsible, as far as the words of the policy are a name or an address by themselves.

use super::Said;
use crate::coverage::{Claim, Family};
use crate::facts::{Polarity, emails};
use crate::lexicon::names::may_be_legal_form;

/// The name of the company that the policy calls its controller; none where it names several.
pub(super) fn name<'a>(said: &Said<'a>) -> Option<&'a str> {
    let claim = stated(said, "controller")?;
    only(quotes(said, claim).filter_map(company))
}

/// The address that the policy gives for questions and requests.
pub(super) fn contact<'a>(said: &Said<'a>) -> Option<&'a str> {
    stated(said, "contact")?.value.as_deref()
}

/// The address of the data protection officer; none where it is not clear which one that is.
pub(super) fn officer_email<'a>(said: &Said<'a>) -> Option<&'a str> {
    let claim = stated(said, "dpo")?;
    only(quotes(said, claim).filter_map(|words| only(emails(words))))
}

fn stated<'a>(said: &Said<'a>, id: &str) -> Option<&'a Claim> {
    let (polarity, claim) = said.claim(Family::Disclosures, id)?;
    (polarity == Polarity::Stated).then_some(claim)
}

fn quotes<'a>(said: &Said<'a>, claim: &'a Claim) -> impl Iterator<Item = &'a str> {
    let policy = said.policy;
    claim.evidence().map(|one| policy.words(one.quote))
}

/// What all of them are; none where they differ.
fn only<'a>(mut all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = all.next()?;
    all.all(|one| one.eq_ignore_ascii_case(first))
        .then_some(first)
}

/// The company in words that hold nothing but its name, or say of it that it is the controller.
fn company(words: &str) -> Option<&str> {
    const PREDICATES: [&str; 2] = [" is the controller", " is the data controller"];
    const LONGEST: usize = 7;
    let subject = PREDICATES
        .iter()
        .find_map(|predicate| words.split_once(predicate))
        .map_or(words, |(subject, _)| subject);
    let name = subject.trim().trim_end_matches(',');
    let (before, last) = name.rsplit_once(char::is_whitespace)?;
    let is_part = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '&')
            && !word.contains([':', '(', ')', ';'])
    };
    let form = last.trim_end_matches('.').to_lowercase();
    let is_name = is_part(last)
        && may_be_legal_form(&form)
        && before.split_whitespace().all(is_part)
        && name.split_whitespace().count() <= LONGEST;
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_is_a_name_by_itself_or_what_is_called_the_controller() {
        for (words, expected) in [
            ("Acme Cloud GmbH", Some("Acme Cloud GmbH")),
            ("Acme & Sons, Inc.,", Some("Acme & Sons, Inc.")),
            (
                "Acme S.p.A. is the data controller for our services.",
                Some("Acme S.p.A."),
            ),
            ("Data Controller", None),
            ("Data Controller: Acme GmbH", None),
            ("Our pages are run by Acme GmbH", None),
            ("Acme is the controller.", None),
            ("GmbH", None),
        ] {
            assert_eq!(company(words), expected, "{words}");
        }
    }

    #[test]
    fn of_several_none_is_the_only_one() {
        assert_eq!(only(["a@b.org", "A@b.org"].into_iter()), Some("a@b.org"));
        assert_eq!(only(["a@b.org", "c@b.org"].into_iter()), None);
    }
}
