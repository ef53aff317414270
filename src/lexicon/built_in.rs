//! The lexicon that is compiled in, as build.rs left it.

use std::sync::{Arc, LazyLock};

use super::Lexicon;

/// What [`Lexicon::from_files`] makes of [`Lexicon::files`].
static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

impl Lexicon {
    /// The lexicon that is compiled in.
    pub fn built_in() -> &'static Arc<Self> {
        static BUILT_IN: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
            let lexicon = postcard::from_bytes(TABLE);
            Arc::new(lexicon.unwrap_or_else(|why| unreachable!("a test reads the table: {why}")))
        });
        &BUILT_IN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_what_the_files_make_and_can_be_read() {
        let lexicon = Lexicon::from_files(Lexicon::files()).unwrap();
        assert!(postcard::to_allocvec(&lexicon).unwrap() == TABLE);
        assert_eq!(Lexicon::built_in().concepts, lexicon.concepts);
    }
}
