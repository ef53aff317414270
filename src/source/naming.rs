//! What policies are called: as their files, or after the services that they are of; all names differ.

use std::collections::{HashMap, HashSet};
use std::path::Path;

/// What a source would like to be called.
pub(super) enum Wish {
    /// The user said so.
    Given(String),
    /// The file is called so.
    Stem(String),
}

/// A name for each wish, all different: names that were given win over stems, earlier ones over later ones.
pub(super) fn unique_names(wishes: &[&Wish]) -> Vec<String> {
    let mut names = vec![String::new(); wishes.len()];
    let mut taken = HashSet::new();
    let mut next_number: HashMap<String, usize> = HashMap::new();
    let given = |(_, wish): &(usize, &Wish)| matches!(wish, Wish::Given(_));
    let wished = || wishes.iter().copied().enumerate();
    let in_turn = wished().filter(given).chain(wished().filter(|w| !given(w)));
    for (i, Wish::Given(wish) | Wish::Stem(wish)) in in_turn {
        let wish = readable(wish);
        let mut name = wish.clone();
        let number = next_number.entry(wish.clone()).or_insert(2);
        while !taken.insert(name.clone()) {
            name = format!("{wish}-{number}");
            *number += 1;
        }
        names[i] = name;
    }
    names
}

/// `name` as every form shows it, whatever else it can show: hidden characters are marks.
fn readable(name: &str) -> String {
    let mut seen = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '\0'..='\x1f' => seen.extend(char::from_u32(0x2400 + u32::from(c))),
            '\x7f' => seen.push('␡'),
            c if is_hidden(c) => seen.push_str(&format!("‹U+{:04X}›", u32::from(c))),
            c => seen.push(c),
        }
    }
    seen
}

/// Controls, and what turns or hides the characters beside it.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200c}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// What a policy at `path` is called: as its file; or, where the file says only which kind of document it is, or when it was
/// in force, after the folder of its service, as in "Service/Privacy Policy.md" and "Service/Terms of Service/2025-01-01.md".
///
/// It depends on nothing but the path, so that it stays the same whatever else is compared.
pub(super) fn usual_name(path: &Path) -> String {
    let own = stem(path);
    let folders = path.ancestors().skip(1).map_while(Path::file_name);
    let folders = folders.map(|name| name.to_string_lossy().into_owned());
    let [mut service, mut kind, mut date] = [None, None, None];
    for name in std::iter::once(own.clone()).chain(folders) {
        if says_nothing(&name) || (kind.is_some() && is_shelf(&name)) {
            continue;
        } else if date.is_none() && is_date(&name) {
            date = Some(name);
        } else if kind.is_none() && says_only_kind(&name) {
            kind = Some(name);
        } else {
            service = Some(name);
            break;
        }
    }
    if service.is_none() {
        return own;
    }
    // A service has one privacy policy, which is what is compared here.
    let kind = kind.filter(|kind| !all_words(kind, |word| PRIVACY.contains(&word)));
    let parts: Vec<String> = [service, kind, date].into_iter().flatten().collect();
    parts.join("-")
}

/// The name of the file without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// Words of which a name consists that says only that this is the privacy policy.
const PRIVACY: [&str; 9] = [
    "privacy",
    "policy",
    "notice",
    "statement",
    "index",
    "data",
    "protection",
    "legal",
    "en",
];

/// Words for documents, one of which stands in the name of each other kind.
const DOCUMENTS: [&str; 20] = [
    "agreement",
    "agreements",
    "conditions",
    "cookies",
    "dpa",
    "eula",
    "guidelines",
    "impressum",
    "imprint",
    "notice",
    "notices",
    "policies",
    "policy",
    "privacy",
    "rules",
    "statement",
    "subprocessors",
    "terms",
    "tos",
    "warranty",
];

/// What may stand beside them.
const BESIDE: [&str; 61] = [
    "acceptable",
    "acceptance",
    "addendum",
    "advertising",
    "and",
    "api",
    "business",
    "buyer",
    "ccpa",
    "children",
    "claims",
    "closed",
    "commercial",
    "community",
    "complaints",
    "content",
    "controller",
    "cookie",
    "copyright",
    "customer",
    "data",
    "developer",
    "developers",
    "disclosure",
    "end",
    "enforcement",
    "for",
    "gdpr",
    "general",
    "human",
    "law",
    "legal",
    "level",
    "license",
    "of",
    "organization",
    "parent",
    "payment",
    "platform",
    "processing",
    "processor",
    "processors",
    "protection",
    "refund",
    "return",
    "rights",
    "sale",
    "sales",
    "security",
    "seller",
    "service",
    "services",
    "store",
    "the",
    "to",
    "tracker",
    "trackers",
    "usage",
    "use",
    "user",
    "vulnerability",
];

fn says_only_kind(name: &str) -> bool {
    let is_known =
        |word: &str| PRIVACY.contains(&word) || DOCUMENTS.contains(&word) || BESIDE.contains(&word);
    all_words(name, |word| PRIVACY.contains(&word))
        || (all_words(name, is_known) && !all_words(name, |word| !DOCUMENTS.contains(&word)))
}

/// Whether a file or a folder called so says nothing of what is in it.
fn says_nothing(name: &str) -> bool {
    all_words(name, |word| matches!(word, "index" | "en"))
}

/// Whether a folder called so only keeps kinds of documents together, as in the address of a web page: "acme/legal/privacy". A
/// service that is called "Legal" is written with a capital.
fn is_shelf(name: &str) -> bool {
    !name.chars().any(char::is_uppercase) && says_only_kind(name)
}

/// Whether `name` is a year, a day or a point in time, as archives name versions: "2025-01-01", "2025-01-01T10-30-00Z".
fn is_date(name: &str) -> bool {
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let is_year = |first: &str| first.starts_with("19") || first.starts_with("20");
    is_year(name)
        && matches!(digits, 4 | 6 | 8 | 12 | 14)
        && name
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | ':' | ' ' | 'T' | 'Z'))
}

/// Whether `name` has words and `is_meant` holds for each of them, in lower case.
fn all_words(name: &str, is_meant: impl Fn(&str) -> bool) -> bool {
    let words = name.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .all(|word| is_meant(&word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(path: &str) -> String {
        usual_name(Path::new(path))
    }

    #[test]
    fn a_file_that_says_only_its_kind_is_called_after_its_service() {
        assert_eq!(name("vend/Acme/Privacy Policy.md"), "Acme");
        assert_eq!(name("vend/Acme/Cookies Policy.md"), "Acme-Cookies Policy");
        assert_eq!(name("Acme/terms-of-service.html"), "Acme-terms-of-service");
        assert_eq!(name("Acme/Trackers Policy.md"), "Acme-Trackers Policy");
        assert_eq!(name("acme.com/legal/privacy/index.html"), "acme.com");
        assert_eq!(name("acme/policies/en/privacy.html"), "acme");
        assert_eq!(name("vend/nopex.txt"), "nopex");
        assert_eq!(name("vend/Acme Privacy Policy.md"), "Acme Privacy Policy");
        assert_eq!(name("vend/Human.md"), "Human");
    }

    #[test]
    fn a_file_that_says_only_when_is_called_after_its_service_too() {
        assert_eq!(name("Acme/Privacy Policy/2025-01-01.md"), "Acme-2025-01-01");
        assert_eq!(
            name("Acme/Terms of Service/2025-01-01T10-30-00Z.md"),
            "Acme-Terms of Service-2025-01-01T10-30-00Z"
        );
        assert_eq!(name("Acme/2024/Privacy Policy.md"), "Acme-2024");
        assert_eq!(name("nopex/2024.md"), "nopex-2024");
        assert_eq!(name("nopex/404.md"), "404");
    }

    #[test]
    fn a_service_may_be_called_as_a_kind_is() {
        for service in ["Legal", "Data", "Privacy"] {
            assert_eq!(name(&format!("vend/{service}/Privacy Policy.md")), service);
            let terms = name(&format!("vend/{service}/Terms of Service.md"));
            assert_eq!(terms, format!("{service}-Terms of Service"));
        }
    }

    #[test]
    fn without_a_folder_a_file_is_called_as_it_is() {
        assert_eq!(name("Privacy Policy.md"), "Privacy Policy");
        assert_eq!(name("Privacy Policy/2025-01-01.md"), "2025-01-01");
        assert_eq!(name("index.html"), "index");
    }

    #[test]
    fn a_name_can_be_seen() {
        let names = ["\tq", "a\u{202e}b", "Zoë 中文"].map(|name| Wish::Stem(name.to_owned()));
        let names: Vec<&Wish> = names.iter().collect();
        assert_eq!(unique_names(&names), ["␉q", "a‹U+202E›b", "Zoë 中文"]);
    }
}
