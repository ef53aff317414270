//! The lists of single words that the search for names asks the lexicon for.

use crate::lexicon::{Lexicon, WordList};

/// The lists, looked up once for a policy. Each is told of in words.toml.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub(super) product: &'a WordList,
    pub(super) sign: &'a WordList,
    pub(super) provider: &'a WordList,
    pub(super) offer: &'a WordList,
    pub(super) address: &'a WordList,
    pub(super) never: &'a WordList,
    pub(super) generic: &'a WordList,
    pub(super) act: &'a WordList,
    pub(super) defining: &'a WordList,
    pub(super) term: &'a WordList,
    pub(super) no_beginning: &'a WordList,
}

impl<'a> Words<'a> {
    /// The lists of `lexicon`.
    pub(super) fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            product: lexicon.words("name.product"),
            sign: lexicon.words("name.sign"),
            provider: lexicon.words("provider"),
            offer: lexicon.words("provider.offer"),
            address: lexicon.words("name.address"),
            never: lexicon.words("name.never"),
            generic: lexicon.words("name.generic"),
            act: lexicon.words("controller.act"),
            defining: lexicon.words("controller.defining"),
            term: lexicon.words("controller.term"),
            no_beginning: lexicon.words("controller.no-beginning"),
        }
    }
}
