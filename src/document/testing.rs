//! What the tests of several formats share.

use super::{Block, BlockKind, Document};

/// The blocks of `document`, a line each: kind and words.
pub(super) fn shown(document: &Document) -> String {
    let show = |block: &Block| {
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::Item(depth) => format!("item{depth}"),
            BlockKind::ItemParagraph(depth) => format!("more{depth}"),
            BlockKind::FirstRow => "first".to_owned(),
            BlockKind::HeadRow => "head".to_owned(),
            BlockKind::Row => "row".to_owned(),
        };
        format!("{kind} {}\n", document.whole_words(block))
    };
    document.blocks.iter().map(show).collect()
}
