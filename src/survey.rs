//! What the policies say, each by itself and beside the others.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::align::{self, Alignment};
use crate::coverage::benchmark::Benchmark;
use crate::coverage::checklist::FilledChecklist;
use crate::coverage::{self, Matrix};
use crate::error::Error;
use crate::facts::{self, PolicyFacts};
use crate::lexicon::Lexicon;
use crate::lexicon::checklist::Checklist;
use crate::policy::{self, Copies, Policy, PolicyId};
use crate::source::{Intake, Source, Unread};
use crate::{Comparison, Options, Progress};

/// What the policies say, row by row: everything except the alignment, which takes far longer.
#[derive(Debug)]
pub struct Survey {
    /// The policies, in the order given.
    pub policies: Vec<Policy>,
    /// What each policy says, in the same order.
    pub facts: Vec<PolicyFacts>,
    /// The inputs that could not be read.
    pub unread: Vec<Unread>,
    /// What each policy states, denies or is silent on.
    pub matrix: Matrix,
    /// The checklists asked for, filled.
    pub checklists: Vec<FilledChecklist>,
    /// How the policies stand beside each other.
    pub benchmark: Benchmark,
    /// What the policies were compared with.
    pub lexicon: Arc<Lexicon>,
}

impl Survey {
    /// The clauses and sections side by side, which are looked for anew.
    pub fn alignment(&self) -> Alignment {
        align::align(&self.policies, &self.facts)
    }

    /// The same with the clauses and sections side by side.
    pub fn aligned(self) -> Comparison {
        Comparison {
            alignment: self.alignment(),
            survey: self,
        }
    }

    /// The survey, where there is anything in it.
    ///
    /// # Errors
    /// [`Error::NothingToCompare`] where not one input could be read.
    pub fn unless_empty(self) -> Result<Self, Error> {
        if self.policies.is_empty() {
            let reasons = self.unread.into_iter().map(|unread| unread.why).collect();
            return Err(Error::NothingToCompare { reasons });
        }
        Ok(self)
    }

    /// The policy `id`.
    ///
    /// # Panics
    /// Where `id` is another comparison's, as slices do.
    pub fn policy(&self, id: PolicyId) -> &Policy {
        &self.policies[id.0]
    }
}

/// Reads the sources and finds what they say, as [`compare`](crate::compare) does, for callers that need no alignment.
pub fn survey(intake: Intake, options: &Options, progress: &(dyn Fn(Progress) + Sync)) -> Survey {
    let Intake {
        sources,
        mut unread,
    } = intake;
    // The lexicon is laid out while the policies are read, which can be done without it.
    let (read, lexicon) = rayon::join(|| read_all(sources), || options.lexicon());
    let mut policies = Vec::with_capacity(read.len());
    for one in read {
        match one {
            Ok(policy) => policies.push(policy),
            Err(why) => unread.push(why),
        }
    }
    tell_copies(&mut policies);
    let facts = extract_all(&policies, &lexicon, options, progress);
    let (policies, facts) = only_read(policies, facts, &mut unread);
    Survey {
        unread,
        ..put_together(policies, facts, &lexicon, options)
    }
}

/// The policies beside each other, but for their clauses.
fn put_together(
    policies: Vec<Policy>,
    facts: Vec<PolicyFacts>,
    lexicon: &Arc<Lexicon>,
    options: &Options,
) -> Survey {
    let matrix = coverage::matrix(&facts, lexicon);
    let fill = |asked: &&'static Checklist| coverage::checklist::fill(asked, &matrix, &policies);
    let checklists: Vec<FilledChecklist> = options.checklists.iter().map(fill).collect();
    Survey {
        benchmark: coverage::benchmark::benchmark(&policies, &matrix, &checklists, options.order),
        checklists,
        policies,
        facts,
        unread: Vec::new(),
        matrix,
        lexicon: Arc::clone(lexicon),
    }
}

/// So many policies are shown early, where there are at least twice as many.
const EARLY: usize = 8;

fn read_all(sources: Vec<Source>) -> Vec<Result<Policy, Unread>> {
    let read = |source: Source| {
        policy::read(&source).map_err(|why| Unread {
            path: source.path,
            why,
        })
    };
    sources.into_par_iter().map(read).collect()
}

fn extract_all(
    policies: &[Policy],
    lexicon: &Arc<Lexicon>,
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
) -> Vec<Option<PolicyFacts>> {
    let done = AtomicUsize::new(0);
    let extract = |policy: &Policy| {
        if options.enough.is_said() {
            return None;
        }
        let facts = facts::extract(policy, lexicon);
        progress(Progress::Reading {
            done: done.fetch_add(1, Ordering::Relaxed) + 1,
            of: policies.len(),
        });
        Some(facts)
    };
    let is_early = options.early.is_some() && policies.len() >= 2 * EARLY;
    let (first, others) = policies.split_at(if is_early { EARLY } else { 0 });
    let mut facts: Vec<Option<PolicyFacts>> = first.par_iter().map(extract).collect();
    send_early(first, &facts, lexicon, options);
    facts.par_extend(others.par_iter().map(extract));
    facts
}

/// Sends a comparison of the first policies to who waits for it.
fn send_early(
    first: &[Policy],
    facts: &[Option<PolicyFacts>],
    lexicon: &Arc<Lexicon>,
    options: &Options,
) {
    let all: Option<Vec<PolicyFacts>> = facts.iter().cloned().collect();
    if let (Some(early), Some(facts), false) = (&options.early, all, first.is_empty()) {
        // Who waits may have gone.
        let survey = put_together(first.to_vec(), facts, lexicon, options);
        _ = early.send(survey.aligned());
    }
}

/// The policies whose facts are known, with these; the others join the unread.
fn only_read(
    policies: Vec<Policy>,
    facts: Vec<Option<PolicyFacts>>,
    unread: &mut Vec<Unread>,
) -> (Vec<Policy>, Vec<PolicyFacts>) {
    let mut read = (
        Vec::with_capacity(facts.len()),
        Vec::with_capacity(facts.len()),
    );
    for (policy, facts) in policies.into_iter().zip(facts) {
        match facts {
            Some(facts) => {
                read.0.push(policy);
                read.1.push(facts);
            }
            None => {
                let path = policy.origin.path;
                let why = Error::NotAwaited { path: path.clone() };
                unread.push(Unread { path, why });
            }
        }
    }
    read
}

/// Notes which policies are the same to the byte as one before them.
fn tell_copies(policies: &mut [Policy]) {
    let mut copies = Copies::default();
    for policy in policies {
        let told = copies.known(policy.origin.sha256.clone(), &policy.name);
        policy.diagnostics.extend(told);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare;
    use crate::source::Format;

    #[test]
    fn what_is_not_waited_for_is_told_and_the_rest_is_compared() {
        let sources = (0..50).map(|i| Source {
            name: format!("p{i}"),
            path: format!("p{i}.txt"),
            bytes: b"You have the right to access your personal data.".to_vec(),
            format: Format::Text,
        });
        let intake = Intake {
            sources: sources.collect(),
            unread: Vec::new(),
        };
        let options = Options::default();
        let stop_at_once = |_| options.enough.say();
        let comparison = compare(intake, &options, &stop_at_once);
        let (read, unread) = (
            comparison.survey.policies.len(),
            comparison.survey.unread.len(),
        );
        assert!(read > 0 && unread > 0, "{read} {unread}");
        assert_eq!(read + unread, 50);
        assert!(
            comparison
                .survey
                .matrix
                .rows
                .iter()
                .all(|row| row.cells.len() == read)
        );
        let why = comparison.survey.unread[0].why.to_string();
        assert!(why.ends_with("was not waited for"), "{why}");
    }

    #[test]
    fn the_first_policies_are_compared_early_and_all_as_if_they_had_not_been() {
        let source = |i: usize| Source {
            name: format!("p{i}"),
            path: format!("p{i}.txt"),
            bytes: format!("We keep session logs for {i} days.").into_bytes(),
            format: Format::Text,
        };
        let intake = || Intake {
            sources: (0..20).map(source).collect(),
            unread: Vec::new(),
        };
        let (options, preview) = Options::default().with_preview();
        let all = compare(intake(), &options, &|_| ());
        let early = preview.early.unwrap().recv().unwrap();
        assert_eq!(early.survey.policies, all.survey.policies[..EARLY]);
        assert!(
            early
                .survey
                .matrix
                .rows
                .iter()
                .all(|row| row.cells.len() == EARLY)
        );
        let usual = compare(intake(), &Options::default(), &|_| ());
        assert_eq!(all.survey.matrix, usual.survey.matrix);
        assert_eq!(all.alignment, usual.alignment);
    }

    #[test]
    fn the_same_content_twice_is_told_on_the_second() {
        let source = |name: &str, text: &str| Source {
            name: name.to_owned(),
            path: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
            format: Format::Text,
        };
        let sources = vec![
            source("a", "We keep data."),
            source("b", "We keep it."),
            source("c", "We keep data."),
        ];
        let unread = Vec::new();
        let comparison = compare(Intake { sources, unread }, &Options::default(), &|_| ());
        let told = comparison
            .survey
            .policies
            .iter()
            .map(|policy| &policy.diagnostics);
        let told: Vec<Vec<&str>> = told
            .map(|told| told.iter().map(|d| d.message.as_str()).collect())
            .collect();
        let expected = vec!["the file has the same content as that of a"];
        assert_eq!(told, [vec![], vec![], expected]);
    }
}
