//! What a page opens and closes: the words of a panel are the page's though they show only when a reader asks for them.

use std::collections::HashSet;

use super::looks::{self, Sight};
use super::measure::letters;
use super::tree::{NodeId, Tree};

/// For each node whether it is a panel that something on the page opens.
pub(super) fn panels(tree: &Tree) -> Vec<bool> {
    let nodes: Vec<NodeId> = tree.nodes(Tree::ROOT).collect();
    let mut opened: HashSet<&str> = nodes.iter().flat_map(|id| targets(tree, *id)).collect();
    // A link to words that are hidden opens them.
    let links = nodes.iter().filter_map(|id| tree.attribute(*id, "href"));
    opened.extend(links.filter_map(|target| target.strip_prefix('#')));
    let mut is_panel = vec![false; tree.len()];
    for id in nodes {
        let is_target = tree
            .attribute(id, "id")
            .is_some_and(|name| opened.contains(name));
        is_panel[id] = is_target || follows_opener(tree, id);
    }
    is_panel
}

/// The ids of what the element `id` opens.
pub(super) fn targets(tree: &Tree, id: NodeId) -> impl Iterator<Item = &str> {
    let attribute = |key| tree.attribute(id, key);
    let controlled = attribute("aria-controls").unwrap_or_default();
    let toggles = ["data-toggle", "data-bs-toggle"]
        .iter()
        .any(|key| attribute(key).is_some());
    let link = attribute("href").filter(|_| toggles || is_button(tree, id));
    let named = ["data-target", "data-bs-target"].map(attribute);
    let linked = named.into_iter().chain([link]).flatten();
    let linked = linked.filter_map(|target| target.strip_prefix('#'));
    controlled.split_ascii_whitespace().chain(linked)
}

/// Whether what stands right before the element `id` is there to be pressed.
fn follows_opener(tree: &Tree, id: NodeId) -> bool {
    const NEAR: usize = 8;
    if !looks::is_block(tree, id) {
        return false;
    }
    let mut before = tree.siblings_before(id);
    let before = before.find(|before| !tree.name(*before).is_empty());
    before.is_some_and(|before| {
        let mut inside = tree.nodes(before).take(NEAR);
        inside.any(|id| is_button(tree, id) || tells(tree, id) || is_pressed(tree, id))
    })
}

/// Whether something happens when the element `id` is pressed: by a script, or as it ticks a box.
fn is_pressed(tree: &Tree, id: NodeId) -> bool {
    let is_box = |id: NodeId| {
        let kind = tree.attribute(id, "type");
        tree.name(id) == "input" && matches!(kind, Some("checkbox" | "radio"))
    };
    let target = tree.attribute(id, "href").unwrap_or_default();
    tree.attribute(id, "onclick").is_some()
        || target.starts_with("javascript:")
        || (tree.name(id) == "label" && tree.siblings_before(id).take(4).any(is_box))
}

fn is_button(tree: &Tree, id: NodeId) -> bool {
    tree.name(id) == "button" || matches!(tree.attribute(id, "role"), Some("button" | "tab"))
}

/// Whether the element `id` says itself that it opens something.
pub(super) fn tells(tree: &Tree, id: NodeId) -> bool {
    ["aria-expanded", "aria-controls"]
        .iter()
        .any(|key| tree.attribute(id, key).is_some())
}

/// Whether a button heads a part of the text that it opens and closes.
pub(super) fn heads_text(tree: &Tree, id: NodeId) -> bool {
    let in_heading = || {
        let mut above = tree.ancestors(id).take(4);
        let heading = above.find(|above| looks::heading_level(tree, *above).is_some());
        heading.is_some_and(|heading| !stands_beside_words(tree, id, heading))
    };
    tells(tree, id) || is_named_so(tree, id) || opens_next(tree, id) || in_heading()
}

/// Whether `heading` has words of its own beside the button `id`, as in "Cookies" with "copy link" on a button.
fn stands_beside_words(tree: &Tree, id: NodeId, heading: NodeId) -> bool {
    const NUMBER: usize = 3;
    const NEAR: usize = 200;
    let letters = |top| {
        let near = tree.nodes(top).take(NEAR);
        near.map(|id| letters(tree, id)).sum::<usize>()
    };
    letters(heading) > letters(id) + NUMBER
}

/// Whether the makers of the page called the element `id` after what opens and closes.
fn is_named_so(tree: &Tree, id: NodeId) -> bool {
    let classes = tree.attribute(id, "class").unwrap_or_default();
    let classes = classes.to_ascii_lowercase();
    ["accordion", "collaps", "faq"]
        .iter()
        .any(|name| classes.contains(name))
}

/// Whether what stands right after the element `id` is hidden.
fn opens_next(tree: &Tree, id: NodeId) -> bool {
    let mut after = tree.siblings_after(id);
    let after = after.find(|after| !tree.name(*after).is_empty());
    after.is_some_and(|after| {
        looks::is_block(tree, after) && looks::sight(tree, after) == Sight::Hidden
    })
}
