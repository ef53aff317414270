//! Where the links of a document lead.

use std::collections::HashMap;

use super::xml::Element;

/// The targets of links by their ids.
pub(super) fn targets(relations: Option<&Element>) -> HashMap<String, String> {
    let all = relations.into_iter().flat_map(|root| &root.children);
    let links = all.filter(|relation| {
        let kind = relation.attribute("Type");
        kind.is_some_and(|kind| kind.ends_with("/hyperlink"))
    });
    let pair = |link: &Element| {
        let id = link.attribute("Id")?.to_owned();
        Some((id, link.attribute("Target")?.to_owned()))
    };
    links.filter_map(pair).collect()
}
