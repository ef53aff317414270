//! The notes of a document, which stand in parts of their own.

use std::collections::HashMap;

use super::xml::Element;

/// The notes at the feet of pages and at the end, by their ids.
pub(super) struct Notes<'a> {
    pub(super) feet: HashMap<&'a str, &'a Element>,
    pub(super) end: HashMap<&'a str, &'a Element>,
}

impl<'a> Notes<'a> {
    pub(super) fn of(feet: Option<&'a Element>, end: Option<&'a Element>) -> Self {
        let by_id = |part: Option<&'a Element>| {
            let all = part.into_iter().flat_map(|part| &part.children);
            all.filter_map(|note| Some((note.attribute("id")?, note)))
                .collect()
        };
        Self {
            feet: by_id(feet),
            end: by_id(end),
        }
    }
}
