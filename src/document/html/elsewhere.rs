//! Words that a page shows and does not hold: they come in a frame, by a script, or from another page.

use crate::document::{Document, lines};
use crate::source::Diagnostic;

use super::looks;
use super::page::Page;
use super::tree::{NodeId, Tree};

/// More frames are not told of.
const MOST_FRAMES: usize = 5;

/// Where the words of a page are that does not hold them.
enum Elsewhere {
    /// In other pages, which this one shows in frames.
    Frames(Vec<String>),
    /// In a page that this one leads to by itself.
    Next(String),
    /// Nowhere before a script runs.
    Script,
}

/// What is told of a page that holds few words or none: where the others may be.
pub(super) fn told(tree: &Tree, page: &Page, document: &Document) -> Option<Diagnostic> {
    const FEW: usize = 600;
    const VERY_FEW: usize = 150;
    let found = find(tree, page)?;
    // Nearly all pages have scripts, and a short policy is one.
    let most = match found {
        Elsewhere::Frames(_) => FEW,
        Elsewhere::Next(_) | Elsewhere::Script => VERY_FEW,
    };
    if document.text.len() > most {
        return None;
    }
    let held = if document.blocks.is_empty() {
        "no words"
    } else {
        "few words"
    };
    let message = match found {
        Elsewhere::Frames(targets) => format!(
            "the page holds {held} of its own and shows others in frames: save what is at {}",
            targets.join(" and ")
        ),
        Elsewhere::Next(target) => {
            format!("the page holds {held} and leads on: save what is at {target}")
        }
        Elsewhere::Script => format!(
            "the page holds {held}; a script may bring them: open it in a browser and save it from there"
        ),
    };
    Some(Diagnostic::warning(None, message))
}

fn find(tree: &Tree, page: &Page) -> Option<Elsewhere> {
    let nodes = || tree.nodes(Tree::ROOT);
    let frames = nodes().filter_map(|id| frame(tree, page, id));
    let frames: Vec<String> = frames.take(MOST_FRAMES).collect();
    let by_script = || nodes().any(|id| runs(tree, id));
    (!frames.is_empty())
        .then_some(Elsewhere::Frames(frames))
        .or_else(|| next_page(tree).map(Elsewhere::Next))
        .or_else(|| by_script().then_some(Elsewhere::Script))
}

/// Whether the element `id` is a script that a browser runs; pages also keep data in scripts.
fn runs(tree: &Tree, id: NodeId) -> bool {
    let kind = tree.attribute(id, "type").unwrap_or_default();
    tree.name(id) == "script"
        && (kind.is_empty() || kind.contains("javascript") || kind == "module")
}

/// What the element `id` shows in a frame that a reader sees.
fn frame(tree: &Tree, page: &Page, id: NodeId) -> Option<String> {
    let parent = tree.parent(id)?;
    let is_seen = match tree.name(id) {
        "frame" => true,
        "iframe" => {
            let holds_page = tree.attribute(id, "srcdoc").is_some();
            page.keeps(parent) && !is_tiny(tree, id) && !holds_page
        }
        _ => false,
    };
    let target = tree.attribute(id, "src").map(str::trim)?;
    let leads =
        !target.is_empty() && !target.starts_with("about:") && !target.starts_with("javascript:");
    (is_seen && leads && !looks::is_hidden(tree, id)).then(|| lines::shortened(target))
}

fn is_tiny(tree: &Tree, id: NodeId) -> bool {
    ["width", "height"]
        .iter()
        .filter_map(|key| tree.attribute(id, key))
        .any(|size| matches!(size.trim(), "0" | "1"))
}

/// Where a browser goes on to by itself: `<meta http-equiv=refresh content="0; url=…">`.
fn next_page(tree: &Tree) -> Option<String> {
    let mut tags = tree.nodes(Tree::ROOT).filter(|id| tree.name(*id) == "meta");
    tags.find_map(|id| {
        let kind = tree.attribute(id, "http-equiv")?;
        let content = tree.attribute(id, "content")?;
        let (_, target) = content.split_once('=')?;
        let target = target.trim().trim_matches(['\'', '"']);
        kind.eq_ignore_ascii_case("refresh")
            .then(|| lines::shortened(target))
    })
}
