//! The lines of a text that was taken from its source: a block each, with an empty one where the source leaves room.

use super::{Block, BlockKind, Document, LineMap, Lines};

/// For each of `blocks` whether it stands apart from the one before: all but the items and rows after another one.
pub(super) fn gaps(blocks: &[Block]) -> Vec<bool> {
    let is_item =
        |block: &Block| matches!(block.kind, BlockKind::Item(_) | BlockKind::ItemParagraph(_));
    let go_on = |a: &Block, b: &Block| (is_item(a) && is_item(b)) || (a.is_row() && b.is_row());
    let mut before: Option<&Block> = None;
    let gap = |block| {
        let stands_apart = before.is_some_and(|before| !go_on(before, block));
        before = Some(block);
        stands_apart
    };
    blocks.iter().map(gap).collect()
}

/// Gives each block the line that it has in the extracted text.
pub(super) fn number(document: &mut Document, gaps: &[bool]) {
    let mut line_map = LineMap::default();
    let (mut line, mut offset) = (0, 0);
    let words = document.text.split_inclusive('\n');
    for ((block, words), gap) in document.blocks.iter_mut().zip(words).zip(gaps) {
        line += usize::from(*gap);
        block.lines = Lines::one(line);
        line_map.push(offset, line);
        offset += words.len();
        line += 1;
    }
    document.line_map = line_map;
}

/// Words that are told of, cut where they go on for long.
pub(super) fn shortened(words: &str) -> String {
    const LONGEST: usize = 160;
    let mut shown = String::new();
    for word in words.split_whitespace() {
        let room = LONGEST.saturating_sub(shown.chars().count());
        let is_first = shown.is_empty();
        if word.chars().nth(room).is_some() {
            // Where words are not parted by spaces, the first may be all of them.
            shown.extend(word.chars().take(if is_first { room } else { 0 }));
            shown.push('…');
            break;
        }
        if !is_first {
            shown.push(' ');
        }
        shown.push_str(word);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut_and_some_of_them_is_always_shown() {
        let many = shortened(&"many words ".repeat(50));
        assert!(many.ends_with('…') && many.len() < 170, "{many}");
        let one = shortened(&"字".repeat(500));
        assert_eq!(one.chars().count(), 161);
        assert_eq!(shortened(" few \n words "), "few words");
    }
}
