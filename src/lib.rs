//! Compares privacy policies clause by clause: which rights, processors and retention periods each policy states, denies
//! or is silent on, and which clauses of different policies speak of the same thing.
//!
//! The way through, each step a pure function of what stands on its left:
//!
//! ```text
//! bytes ─decode→ text ─blocks→ Document ─outline→ Policy ─facts→ Facts ─┬→ Matrix    ─┐
//!                                                                       └→ Alignment ─┴→ Comparison → terminal | JSON | …
//! ```
//!
//! [`source::read`] reads the inputs, [`compare`] does all the rest, and a front end ([`tui`], [`report`]) shows the
//! [`Comparison`] that comes of it; no front end finds out anything about policies by itself. Where clauses need not stand
//! side by side, [`survey`] does all but that. Two versions of one policy go another way from the facts on:
//! [`compare_versions`] puts them side by side to the word, not by what they provide.
//!
//! ```
//! use clausewise::{Options, compare, source};
//!
//! let intake = source::read(&["samples"], source::DEFAULT_LIMIT, &mut std::io::empty());
//! let comparison = compare(intake, &Options::default(), &|_| ());
//! assert_eq!(comparison.survey.policies.len(), 4);
//! ```
//!
//! # Words
//!
//! | word | meaning |
//! |---|---|
//! | policy | a privacy policy, notice or statement, as one file holds it |
//! | section, clause | a heading with what stands under it; the smallest thing that an auditor cites: a paragraph, a list item, a table row |
//! | version | a policy as it was at some time; of two, the old one and the new one |
//! | fact | one thing that a policy states or denies, with the words that say so |
//! | right | a data subject right, such as erasure (GDPR Art. 17) |
//! | controller, processor, recipient | who decides on the data, who works on them for the controller, who gets them |
//! | retention period | how long data are kept: a length of time, until an event, as the law requires, as long as necessary |
//! | disclosure | any other statement that the law asks for, such as the legal basis |
//! | lexicon | what the program knows of the field: names, patterns, provisions |
//! | survey | what the policies say, but for which clauses stand side by side |
//! | matrix, cell | the coverage of all policies; what one policy says on one row: stated, denied or absent |
//! | row (of the alignment) | clauses, or sections, of different policies that make the same provision |
//! | evidence | the verbatim words that a cell rests on |

#![warn(missing_docs)]

pub mod align;
pub mod check;
pub mod coverage;
pub mod diff;
pub mod display;
pub mod document;
pub mod error;
pub mod facts;
pub mod lexicon;
pub mod policy;
pub mod profile;
pub mod report;
pub mod source;
pub mod tui;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use rayon::prelude::*;

use align::Alignment;
use coverage::Matrix;
use coverage::benchmark::{Benchmark, Order};
use coverage::checklist::FilledChecklist;
use diff::{FactDifference, Strictness, VersionDiff};
use error::Error;
use facts::PolicyFacts;
use lexicon::Lexicon;
use lexicon::checklist::Checklist;
use policy::{Policy, PolicyId};
use source::{Diagnostic, Intake, Source, Unread};

/// Everything that is known about the policies compared: what a front end is given that shows all of it.
#[derive(Debug)]
pub struct Comparison {
    /// What the policies say.
    pub survey: Survey,
    /// The clauses and sections side by side.
    pub alignment: Alignment,
}

/// What the policies say, row by row: all that is known of them but what stands beside what, which takes far longer.
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

/// What a comparison is made with; the default is what is compiled in, and no checklist.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What is known of the field; what is compiled in where it is none.
    pub lexicon: Option<Arc<Lexicon>>,
    /// The checklists to be filled.
    pub checklists: Vec<&'static Checklist>,
    /// What the benchmark is put in order by.
    pub order: Order,
    /// Whether someone waits no longer for what has not been read yet.
    pub enough: Enough,
    /// Where a comparison of the first policies is sent while the others are still read, if there are many.
    pub early: Option<Sender<Comparison>>,
}

/// What someone has to do with a comparison at work who waits for it.
#[derive(Debug, Default)]
pub struct Waiting {
    /// Says that no further policy need be read.
    pub enough: Enough,
    /// Gives a comparison of the first policies before that of all is there.
    pub early: Option<Receiver<Comparison>>,
}

/// Tells a comparison at work, from another thread, that no further policy need be read.
#[derive(Clone, Debug, Default)]
pub struct Enough(Arc<AtomicBool>);

impl Enough {
    /// What has been read by now is compared; the others join the unread.
    pub fn say(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_said(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Options {
    /// The same for someone who waits and wants to look at the first policies before all are read.
    pub fn waited_for(self) -> (Self, Waiting) {
        let (send, early) = channel();
        let waiting = Waiting {
            enough: self.enough.clone(),
            early: Some(early),
        };
        let early = Some(send);
        (Self { early, ..self }, waiting)
    }

    fn lexicon(&self) -> Arc<Lexicon> {
        Arc::clone(self.lexicon.as_ref().unwrap_or_else(|| Lexicon::built_in()))
    }
}

/// How far reading and comparing have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// Nothing is known yet.
    #[default]
    Starting,
    /// Policies are being read.
    Reading {
        /// Policies read.
        done: usize,
        /// Policies in all.
        of: usize,
    },
    /// All are read; now they are put side by side.
    Comparing {
        /// How many they are.
        policies: usize,
    },
}

/// Reads the sources, finds what they say, and puts them side by side.
///
/// Sources whose bytes turn out to be no policy join the unread. The result depends on the sources alone: not on the number
/// of threads, and not on the time. `progress` is called from several threads.
pub fn compare(
    intake: Intake,
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
) -> Comparison {
    let survey = survey(intake, options, progress);
    progress(Progress::Comparing {
        policies: survey.policies.len(),
    });
    survey.aligned()
}

/// Reads the sources and finds what they say, as [`compare`] does, for who needs no alignment.
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

/// Two versions of one policy: what every front end that shows their differences is given.
#[derive(Debug)]
pub struct VersionComparison {
    /// The version that was there first.
    pub old: Policy,
    /// The version that came after it.
    pub new: Policy,
    /// What each of the two states, denies or is silent on, the old one first.
    pub matrix: Matrix,
    /// What they provide differently.
    pub facts: Vec<FactDifference>,
    /// What became of the headings and clauses.
    pub diff: VersionDiff,
    /// What counted as a change.
    pub strictness: Strictness,
}

/// Finds what has changed from `old` to `new`, to the word.
///
/// # Errors
/// Where one of them holds no words.
pub fn compare_versions(
    old: &Source,
    new: &Source,
    lexicon: &Lexicon,
    strictness: Strictness,
) -> Result<VersionComparison, Error> {
    let read = |source| {
        let policy = policy::read(source)?;
        let facts = facts::extract(&policy, lexicon);
        Ok::<_, Error>((policy, facts))
    };
    let (old, new) = rayon::join(|| read(old), || read(new));
    let ((old, said_before), (new, said_now)) = (old?, new?);
    let matrix = coverage::matrix(&[said_before, said_now], lexicon);
    Ok(VersionComparison {
        facts: diff::facts_of_versions(&matrix, lexicon, (PolicyId(0), &old), (PolicyId(1), &new)),
        diff: diff::versions(&old, &new, strictness),
        old,
        new,
        matrix,
        strictness,
    })
}

/// Notes which policies are the same to the byte as one before them.
fn tell_copies(policies: &mut [Policy]) {
    let mut first_with = HashMap::new();
    for policy in policies {
        let name = policy.name.clone();
        let first = first_with
            .entry(policy.origin.sha256.clone())
            .or_insert(name);
        if *first != policy.name {
            let message = format!("the file has the same content as that of {first}");
            policy.diagnostics.push(Diagnostic::note(None, message));
        }
    }
}

impl Comparison {
    /// The comparison, where there is anything in it.
    ///
    /// # Errors
    /// [`Error::NothingToCompare`] where not one input could be read.
    pub fn unless_empty(self) -> Result<Self, Error> {
        let survey = self.survey.unless_empty()?;
        Ok(Self { survey, ..self })
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use source::Format;

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
        let (options, waiting) = Options::default().waited_for();
        let all = compare(intake(), &options, &|_| ());
        let early = waiting.early.unwrap().recv().unwrap();
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
