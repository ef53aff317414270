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
//! [`Comparison`] that comes of it; no front end finds out anything about policies by itself. Two versions of one policy go
//! another way from the facts on: [`compare_versions`] puts them side by side to the word, not by what they provide.
//!
//! ```
//! use clausewise::{Options, compare, source};
//!
//! let intake = source::read(&["samples"], source::DEFAULT_LIMIT, &mut std::io::empty());
//! let comparison = compare(intake, &Options::default(), &|_| ());
//! assert_eq!(comparison.policies.len(), 4);
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
//! | matrix, cell | the coverage of all policies; what one policy says on one row: stated, denied or absent |
//! | row (of the alignment) | clauses, or sections, of different policies that make the same provision |
//! | evidence | the verbatim words that a cell rests on |

#![warn(missing_docs)]

pub mod align;
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

/// Everything that is known about the policies compared: the one value that every front end is given.
#[derive(Debug)]
pub struct Comparison {
    /// The policies, in the order given.
    pub policies: Vec<Policy>,
    /// What each policy says, in the same order.
    pub facts: Vec<PolicyFacts>,
    /// The inputs that could not be read.
    pub unread: Vec<Unread>,
    /// What each policy states, denies or is silent on.
    pub matrix: Matrix,
    /// The clauses and sections side by side.
    pub alignment: Alignment,
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
    let facts = extract_all(&policies, &lexicon, &options.enough, progress);
    let (policies, facts) = only_read(policies, facts, &mut unread);
    progress(Progress::Comparing {
        policies: policies.len(),
    });
    let (matrix, alignment) = rayon::join(
        || coverage::matrix(&facts, &lexicon),
        || align::align(&policies, &facts),
    );
    let fill = |asked: &&'static Checklist| coverage::checklist::fill(asked, &matrix, &policies);
    let checklists: Vec<FilledChecklist> = options.checklists.iter().map(fill).collect();
    Comparison {
        benchmark: coverage::benchmark::benchmark(&policies, &matrix, &checklists, options.order),
        checklists,
        policies,
        facts,
        unread,
        matrix,
        alignment,
        lexicon,
    }
}

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
    lexicon: &Lexicon,
    enough: &Enough,
    progress: &(dyn Fn(Progress) + Sync),
) -> Vec<Option<PolicyFacts>> {
    let done = AtomicUsize::new(0);
    let extract = |policy: &Policy| {
        if enough.is_said() {
            return None;
        }
        let facts = facts::extract(policy, lexicon);
        progress(Progress::Reading {
            done: done.fetch_add(1, Ordering::Relaxed) + 1,
            of: policies.len(),
        });
        Some(facts)
    };
    policies.par_iter().map(extract).collect()
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
        let (read, unread) = (comparison.policies.len(), comparison.unread.len());
        assert!(read > 0 && unread > 0, "{read} {unread}");
        assert_eq!(read + unread, 50);
        assert!(
            comparison
                .matrix
                .rows
                .iter()
                .all(|row| row.cells.len() == read)
        );
        let why = comparison.unread[0].why.to_string();
        assert!(why.ends_with("was not waited for"), "{why}");
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
        let told = comparison.policies.iter().map(|policy| &policy.diagnostics);
        let told: Vec<Vec<&str>> = told
            .map(|told| told.iter().map(|d| d.message.as_str()).collect())
            .collect();
        let expected = vec!["the file has the same content as that of a"];
        assert_eq!(told, [vec![], vec![], expected]);
    }
}
