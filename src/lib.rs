//! Compares privacy policies clause by clause: which rights, processors and retention periods each policy states, denies
//! or is silent on, and which clauses of different policies are about the same thing.
//!
//! These are the steps, each a pure function of what is to its left:
//!
//! ```text
//! bytes ─decode→ text ─blocks→ Document ─outline→ Policy ─facts→ Facts ─┬→ Matrix    ─┐
//!                                                                       └→ Alignment ─┴→ Comparison → terminal | JSON | …
//! ```
//!
//! [`source::read`] reads the inputs, [`compare`] does everything else, and a front end ([`tui`], [`report`]) shows the
//! resulting [`Comparison`]; no front end finds out anything about policies by itself. If you don't need an alignment of the
//! clauses, [`survey()`] does everything but that. Two versions of one policy take another path once their facts are known:
//! [`compare_versions`] aligns them word by word instead of by what their clauses provide.
//!
//! ```
//! use clausewise::{Options, compare, source};
//!
//! let intake = source::read(&["samples"], source::DEFAULT_LIMIT, &mut std::io::empty());
//! let comparison = compare(intake, &Options::default(), &|_| ());
//! assert_eq!(comparison.survey.policies.len(), 4);
//! ```
//!
//! # Terms
//!
//! | term | meaning |
//! |---|---|
//! | policy | a privacy policy, notice or statement, as one file contains it |
//! | section | a heading with everything under it |
//! | clause | the smallest thing that an auditor cites: a paragraph, a list item, a table row |
//! | version | a policy as it was at some time; of two versions, one is the old one and one the new one |
//! | fact | one thing that a policy states or denies, with the words that say so |
//! | right | a right of the data subject, such as erasure (GDPR Art. 17) |
//! | controller, processor, recipient | who decides about the data, who processes them for the controller, who receives them |
//! | retention period | how long data are kept: a length of time, until an event, as the law requires, as long as necessary |
//! | disclosure | any other statement that the law asks for, such as the legal basis |
//! | lexicon | what the program knows about the field: names, patterns, provisions |
//! | survey | everything that the policies say, without the alignment of their clauses |
//! | matrix, cell | the coverage of all policies; what one policy says on one row: stated, denied or absent |
//! | row (of the alignment) | clauses, or sections, of different policies that make the same provision |
//! | evidence | the verbatim words that a cell rests on |

#![warn(missing_docs)]

pub mod align;
pub mod check;
mod comparison;
pub mod coverage;
pub mod diff;
pub mod display;
pub mod document;
pub mod error;
pub mod facts;
pub mod lexicon;
mod options;
pub mod policy;
pub mod profile;
pub mod report;
pub mod source;
mod survey;
pub mod tui;
mod versions;

pub use comparison::{Comparison, compare};
pub use options::{Enough, Options, Preview, Progress};
pub use survey::{Survey, survey};
pub use versions::{VersionComparison, compare_versions};
