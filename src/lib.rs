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
