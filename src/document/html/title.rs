//! The title of a page as its head says it: that of the policy, with the name of the site beside it.

use super::tree::Tree;

/// The title of the policy, without the name of the site.
pub(super) fn of_policy(tree: &Tree) -> Option<String> {
    let parts = parts(tree);
    let names_policy = |part: &&String| {
        let part = part.to_lowercase();
        ["privacy", "data", "policy", "notice"]
            .iter()
            .any(|word| part.contains(word))
    };
    let title = parts.iter().find(names_policy).or(parts.first())?;
    (!title.is_empty()).then(|| title.clone())
}

/// What the title of the page says beside that of the policy, which is mostly whose site it is.
pub(super) fn beside_policy(tree: &Tree) -> Vec<String> {
    let title = of_policy(tree);
    let parts = parts(tree).into_iter();
    parts.filter(|part| title.as_ref() != Some(part)).collect()
}

/// The parts of the title that bars or dashes part.
fn parts(tree: &Tree) -> Vec<String> {
    let mut nodes = tree.nodes(Tree::ROOT);
    let Some(element) = nodes.find(|id| tree.name(*id) == "title") else {
        return Vec::new();
    };
    let words = tree.words(element);
    let bar = [" | ", " - ", " – ", " — ", " · ", " :: "]
        .into_iter()
        .find(|bar| words.contains(bar));
    match bar {
        Some(bar) => words.split(bar).map(folded).collect(),
        None => vec![folded(&words)],
    }
}

/// `words` with one space between them.
pub(super) fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
