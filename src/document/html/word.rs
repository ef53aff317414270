//! Lists as word processors write them into pages: paragraphs with a bullet or a number typed in front.

use super::looks;
use super::tree::{Kind, NodeId, Tree};

/// An item that is written as a paragraph.
pub(super) struct TypedItem {
    pub(super) depth: u8,
    /// The words that are its bullet.
    pub(super) bullet: Option<NodeId>,
}

/// The item that the paragraph `id` stands for; none where a number of several parts makes it a section.
pub(super) fn item(tree: &Tree, id: NodeId) -> Option<TypedItem> {
    const NEAR: usize = 100;
    let depth = depth(tree, id)?;
    let (first, words) = tree
        .nodes(id)
        .take(NEAR)
        .find_map(|id| match tree.kind(id) {
            Kind::Text(words) if !words.trim().is_empty() => Some((id, words.trim())),
            _ => None,
        })?;
    let mut letters = words.chars();
    let is_one = letters.next().is_some_and(|c| !c.is_ascii_digit()) && letters.next().is_none();
    let parts = words.trim_end_matches('.').split('.');
    let is_section = words.starts_with(|c: char| c.is_ascii_digit()) && parts.count() > 1;
    (!is_section).then(|| TypedItem {
        depth,
        bullet: is_one.then_some(first),
    })
}

/// How deep the paragraph `id` nests as an item, if it is one: "mso-list:l0 level2 lfo1", or by its margin.
fn depth(tree: &Tree, id: NodeId) -> Option<u8> {
    const STEP: f32 = 36.0;
    if tree.name(id) != "p" {
        return None;
    }
    let style = tree.attribute(id, "style").unwrap_or_default();
    let set = |name: &str| looks::declarations(style).find(|(property, _)| property == name);
    if let Some((_, list)) = set("mso-list") {
        let mut words = list.split_ascii_whitespace();
        let level = words.find_map(|word| word.strip_prefix("level")?.parse::<u8>().ok());
        return level.map(|level| level.saturating_sub(1).min(8));
    }
    let is_item = tree
        .attribute(id, "class")
        .is_some_and(|class| class.starts_with("MsoList"));
    let margin = set("margin-left").and_then(|(_, value)| {
        value
            .strip_suffix("pt")
            .and_then(|points| points.parse::<f32>().ok())
    });
    let deeper = (1_u8..8)
        .take_while(|level| margin.is_some_and(|margin| margin >= STEP * f32::from(level + 1)));
    is_item.then(|| u8::try_from(deeper.count()).unwrap_or(0))
}
