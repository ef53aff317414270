//! What a document and its parts refer to: other parts, and where links lead.

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

/// The name of the part that the part in `folder` refers to as its `kind`: "styles".
pub(super) fn part(relations: Option<&Element>, folder: &str, kind: &str) -> Option<String> {
    let mut all = relations.into_iter().flat_map(|root| &root.children);
    let relation = all.find(|relation| {
        let whole = relation.attribute("Type").unwrap_or_default();
        whole.rsplit('/').next() == Some(kind)
    })?;
    let target = relation.attribute("Target")?;
    Some(match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    })
}
