//! Legal forms, and where the name of a company ends that has one.

use super::{Joint, NameWord};

/// Where the legal name ends that goes on at `at`: after "Payments Europe, Ltd." of "Stripe Payments Europe, Ltd."; none
/// where no legal form follows.
pub fn entity_end(words: &[NameWord<'_>], at: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    let mut end = at;
    while end < at + LONGEST {
        let next = words.get(end)?;
        if next.joint == Joint::Apart {
            return None;
        }
        if is_legal_form(next) {
            return Some(after_legal_forms(words, end + 1));
        }
        let continues =
            next.joint == Joint::Close || next.form == "ireland" || next.form == "europe";
        let joins = end > at && matches!(next.written, "of" | "and" | "for");
        if !continues || !(joins || next.written.starts_with(char::is_uppercase)) {
            return None;
        }
        end += 1;
    }
    let last = words.get(end)?;
    (last.joint <= Joint::Comma && is_legal_form(last)).then(|| after_legal_forms(words, end + 1))
}

/// Words that go on a company's name without being a legal form: "Slack Technologies".
pub(super) fn is_company_word(word: &NameWord<'_>) -> bool {
    word.joint == Joint::Close
        && matches!(
            word.written,
            "Technologies" | "Technology" | "Platforms" | "Holdings" | "Corporation"
        )
}

fn after_legal_forms(words: &[NameWord<'_>], mut end: usize) -> usize {
    while words.get(end).is_some_and(|next| {
        next.joint <= Joint::Comma && (is_legal_form(next) || LEGAL_ENDS.contains(&next.form))
    }) {
        end += 1;
    }
    end
}

/// Legal forms of companies, in lower case and without the closing full stop.
const LEGAL_FORMS: &[&str] = &[
    "a.g",
    "a.s",
    "ab",
    "ag",
    "aps",
    "as",
    "b.v",
    "bv",
    "co",
    "corp",
    "corporation",
    "d.o.o",
    "e.v",
    "gmbh",
    "inc",
    "incorporated",
    "k.k",
    "kft",
    "kg",
    "kgaa",
    "l.l.c",
    "l.p",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "mbh",
    "n.v",
    "nv",
    "ohg",
    "oy",
    "oyj",
    "oü",
    "pbc",
    "plc",
    "pte",
    "pty",
    "pvt",
    "s.a",
    "s.a.r.l",
    "s.a.s",
    "s.l",
    "s.p.a",
    "s.r.l",
    "s.r.o",
    "s.à",
    "s.à.r.l",
    "sa",
    "sarl",
    "sas",
    "se",
    "sl",
    "sprl",
    "srl",
    "uab",
    "uc",
    "ug",
    "unlimited",
    "zrt",
];

/// Legal forms that are other words too unless they are written in capitals: "AS", "SE".
const IN_CAPITALS: &[&str] = &[
    "ag", "as", "bv", "kg", "lp", "nv", "sa", "sas", "se", "sl", "uc", "ug",
];

/// Words that go on after a legal form without being one: "Unlimited Company", "GmbH & Co. KG", "Klarna Bank AB (publ)".
const LEGAL_ENDS: &[&str] = &["company", "publ", "r.l", "z", "o.o", "c.v", "liability"];

/// Whether a word with this form may be a legal form.
pub fn may_be_legal_form(form: &str) -> bool {
    LEGAL_FORMS.binary_search(&form).is_ok()
}

/// Whether `word` is a legal form.
pub fn is_legal_form(word: &NameWord<'_>) -> bool {
    let written = if IN_CAPITALS.contains(&word.form) {
        word.written.chars().all(char::is_uppercase)
    } else {
        word.written.contains(char::is_uppercase) || word.written.contains('.')
    };
    written && LEGAL_FORMS.binary_search(&word.form).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_are_sorted_for_the_search() {
        assert!(LEGAL_FORMS.is_sorted());
    }
}
