//! Policies that are nearly the same text, such as two versions of one.

use std::collections::HashMap;

use crate::facts::reading::sentences;
use crate::policy::{Policy, PolicyId};

use super::words::key_of;

/// Two policies of which one is nearly the text of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The one given first.
    pub first: PolicyId,
    /// The one that is nearly the same.
    pub second: PolicyId,
}

/// From this share of their sentences on, two policies are nearly the same text.
const NEARLY: f64 = 0.5;

/// A sentence that stands in more policies than this is common property and joins no more of them.
const COMMON: usize = 16;

/// The policies that are nearly the same text as one before them, each with the one it shares most with; copies aside.
pub fn alike(policies: &[Policy]) -> Vec<Alike> {
    // For each sentence the policies that say it, and how often.
    let mut said_in: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    let mut sizes: Vec<usize> = Vec::with_capacity(policies.len());
    let mut found = Vec::new();
    for (at, policy) in policies.iter().enumerate() {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let own = own_sentences(policy);
        for (key, times) in &own {
            for (other, also) in said_in.get(key).into_iter().flatten() {
                *shared.entry(*other).or_default() += key.len() * times.min(also);
            }
        }
        let size = size_of(&own);
        let most = shared
            .into_iter()
            .max_by_key(|(other, shared)| (*shared, usize::MAX - other));
        if let Some((other, shared)) = most {
            let is_near = share(shared, size.max(sizes[other])) >= NEARLY;
            let is_copy = policies[other].origin.sha256 == policy.origin.sha256;
            if is_near && !is_copy {
                found.push(Alike {
                    first: PolicyId(other),
                    second: PolicyId(at),
                });
            }
        }
        for (key, times) in own {
            let policies = said_in.entry(key).or_default();
            if policies.len() < COMMON {
                policies.push((at, times));
            }
        }
        sizes.push(size);
    }
    found
}

/// Whether one of the two is nearly, or wholly, the text of the other.
pub fn nearly_same(one: &Policy, other: &Policy) -> bool {
    let (said, also_said) = (own_sentences(one), own_sentences(other));
    let shared = said.iter().map(|(key, times)| {
        let both = also_said.get(key).map_or(0, |also| *times.min(also));
        key.len() * both
    });
    share(shared.sum(), size_of(&said).max(size_of(&also_said))) >= NEARLY
}

/// The sentences of a policy with how often each is said.
fn own_sentences(policy: &Policy) -> HashMap<String, usize> {
    let mut own = HashMap::new();
    for (id, _) in policy.clauses() {
        let text = policy.clause_text(id);
        for sentence in sentences(text) {
            *own.entry(key_of(sentence.of(text))).or_default() += 1;
        }
    }
    own
}

/// The bytes of all sentences.
fn size_of(own: &HashMap<String, usize>) -> usize {
    own.iter().map(|(key, times)| key.len() * times).sum()
}

fn share(part: usize, whole: usize) -> f64 {
    let count = |bytes: usize| f64::from(u32::try_from(bytes).unwrap_or(u32::MAX));
    count(part) / count(whole.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Format, Source};

    fn policy(text: &str) -> Policy {
        let source = Source {
            name: "policy".to_owned(),
            path: "policy.txt".to_owned(),
            bytes: text.as_bytes().to_vec(),
            format: Format::Text,
        };
        crate::policy::read(&source).unwrap()
    }

    #[test]
    fn versions_are_alike_and_copies_and_others_are_not() {
        let old = "We log addresses. We keep logs for 7 days. We sell nothing.";
        let new = "We log addresses. We keep logs for 30 days. We sell nothing.";
        let other = "Nobody reads messages. We sell nothing.";
        let policies = [old, other, old, new].map(policy);
        let expected = Alike {
            first: PolicyId(0),
            second: PolicyId(3),
        };
        assert_eq!(alike(&policies), [expected]);
        let near = |other: usize| nearly_same(&policies[0], &policies[other]);
        assert_eq!([0, 1, 2, 3].map(near), [true, false, true, true]);
    }

    #[test]
    fn the_order_of_two_policies_does_not_tell_whether_they_are_alike() {
        let once = "Terms apply. We log addresses for as long as the law of the land requires.";
        let often = "Terms apply. Terms apply. Terms apply. Terms apply. Nobody reads messages.";
        let found = [[once, often], [often, once]].map(|pair| alike(&pair.map(policy)));
        assert_eq!(found, [vec![], vec![]]);
    }
}
