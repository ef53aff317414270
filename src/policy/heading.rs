//! Which blocks are headings, and of what kind.

use crate::document::{Block, BlockKind, Document, Label, LabelStyle, Span};

use super::date;

/// What a heading looks like; headings of one kind are of one rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HeadingKind {
    /// The level that its markup says, 1 to 6; 7 where only its looks tell that it is one.
    pub(super) markup: u8,
    /// How it is numbered.
    pub(super) label: Option<(LabelStyle, u8)>,
    /// Whether it is written in capitals.
    pub(super) capitals: bool,
}

/// The rank of headings that no markup makes: below all that one does.
const LOOKS: u8 = 7;

impl HeadingKind {
    /// Whether neither markup nor a number makes it a heading.
    pub(super) fn is_only_looks(self) -> bool {
        self.markup == LOOKS && self.label.is_none()
    }
}

/// For each block, what kind of heading it is, if any.
pub(super) fn find(document: &Document) -> Vec<Option<HeadingKind>> {
    let mut kinds: Vec<_> = document
        .blocks
        .iter()
        .map(|block| by_markup(document, block))
        .collect();
    let marked = kinds.iter().flatten().count();
    add_bold(document, &mut kinds);
    let bold = kinds.iter().flatten().count() - marked;
    // Where markup tells the headings, short lines are only short lines.
    if marked < 3 && bold < 3 {
        add_numbered(document, &mut kinds);
        add_plain(document, &mut kinds);
    }
    count_letters_on(document, &mut kinds);
    kinds
}

/// After "h." comes "i.", which only looks like a Roman one.
fn count_letters_on(document: &Document, kinds: &mut [Option<HeadingKind>]) {
    let mut last_letter = None;
    for (block, kind) in document.blocks.iter().zip(kinds) {
        let Some((kind, label)) = kind.as_mut().zip(block.label) else {
            continue;
        };
        let letters = match label.style {
            LabelStyle::UpperRoman => LabelStyle::UpperLetter,
            LabelStyle::LowerRoman => LabelStyle::LowerLetter,
            style => style,
        };
        let letter = label
            .span
            .of(&document.text)
            .chars()
            .next()
            .map(|c| c.to_ascii_lowercase());
        let before = letter.and_then(|letter| char::from_u32(u32::from(letter).saturating_sub(1)));
        if letters != label.style && last_letter == Some((letters, before)) && label.span.len() == 1
        {
            kind.label = Some((letters, label.depth));
            last_letter = Some((letters, letter));
        } else if matches!(
            label.style,
            LabelStyle::UpperLetter | LabelStyle::LowerLetter
        ) {
            last_letter = Some((label.style, letter));
        }
    }
}

fn kind(document: &Document, block: &Block, markup: u8) -> HeadingKind {
    HeadingKind {
        markup,
        label: block.label.map(|label| (label.style, label.depth)),
        capitals: is_in_capitals(document.words(block)),
    }
}

fn by_markup(document: &Document, block: &Block) -> Option<HeadingKind> {
    const LONGEST: usize = 250;
    let BlockKind::Heading(level) = block.kind else {
        return None;
    };
    let words = document.words(block);
    // Some sites mark whole paragraphs, and their dates, as headings for the size of the letters.
    let is_heading = words.len() <= LONGEST && !date::is_date_line(words);
    is_heading.then(|| kind(document, block, level))
}

/// Paragraphs that are bold from end to end are headings, unless they shout a sentence.
fn add_bold(document: &Document, kinds: &mut [Option<HeadingKind>]) {
    for (i, block) in document.blocks.iter().enumerate() {
        let next = document.blocks.get(i + 1);
        if kinds[i].is_none() && next.is_some_and(|next| is_bold_heading(document, block, next)) {
            kinds[i] = Some(kind(document, block, LOOKS));
        }
    }
}

fn is_bold_heading(document: &Document, block: &Block, next: &Block) -> bool {
    let alone = match block.kind {
        BlockKind::Paragraph => true,
        BlockKind::Item(0) => block.label.is_some(),
        _ => false,
    };
    let words = document.words(block);
    let is_contact = block.label.is_none() && is_address_like(words);
    // A numbered heading may stand over one without a number.
    let heads_next = block.label.is_some() && is_short_bold(document.words(next));
    let goes_on_bold = is_bold(document, next)
        && next.label.is_none()
        && !next.is_row()
        && !heads_next
        && !matches!(next.kind, BlockKind::Heading(_));
    alone
        && is_bold(document, block)
        && (is_short_bold(words) || is_numbered_short(block, words))
        && !is_contact
        && !goes_on_bold
        && !date::is_date_line(words)
}

fn is_bold(document: &Document, block: &Block) -> bool {
    let first = block.label.filter(|_| {
        block
            .bold
            .first()
            .is_some_and(|bold| bold.start() < block.span.start())
    });
    let span = first.map_or(block.span, |label| label.span.join(block.span));
    document.covers_words(span, &block.bold)
}

fn is_short_bold(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let shouted = words.ends_with(['.', '!', ',', ';']);
    let most = if shouted { 5 } else { 14 };
    words.len() <= 110 && count <= most && words.contains(char::is_alphabetic)
}

/// A stop at its end makes no sentence of a heading that counts as sections do: "4.2 How we share your data."
fn is_numbered_short(block: &Block, words: &str) -> bool {
    block.label.is_some_and(|label| label.depth > 1)
        && words
            .strip_suffix('.')
            .is_some_and(|words| is_short_bold(words) && !words.contains(". "))
}

/// Numbered lines are headings where they count up through the text; side by side they are a list.
fn add_numbered(document: &Document, kinds: &mut [Option<HeadingKind>]) {
    let blocks = &document.blocks;
    let mut reached = 0;
    let mut i = 0;
    while let Some(block) = blocks.get(i) {
        let run = run_of_labels(blocks, i);
        let goes_on = block.label.is_some_and(|label| follows(&label, reached)) && reached >= 2;
        let may_head = run == 1 || (run == 2 && goes_on);
        for j in (i..i + run).filter(|_| may_head) {
            let Some(label) = blocks[j].label.filter(|_| kinds[j].is_none()) else {
                continue;
            };
            if is_numbered_heading(document, j, &label, reached) {
                kinds[j] = Some(kind(document, &blocks[j], LOOKS));
                reached = if label.depth == 1 {
                    label.ordinal
                } else {
                    reached
                };
            }
        }
        i += run.max(1);
    }
}

/// Whether `label` is the next after the last section's.
fn follows(label: &Label, reached: u32) -> bool {
    label.depth == 1 && label.ordinal == reached + 1
}

/// How many blocks from `first` on, one right after the other, count up in one style: 1, 2, 3.
fn run_of_labels(blocks: &[Block], first: usize) -> usize {
    let labels = blocks.iter().skip(first).map_while(|block| block.label);
    let mut previous: Option<Label> = None;
    labels
        .take_while(|label| {
            let same = previous.is_none_or(|p| {
                p.style == label.style && p.depth == label.depth && p.ordinal + 1 == label.ordinal
            });
            previous = Some(*label);
            same
        })
        .count()
}

fn counts_sections(label: &Label) -> bool {
    let small = matches!(
        label.style,
        LabelStyle::LowerLetter | LabelStyle::LowerRoman
    );
    !small && (!label.bracketed || label.style == LabelStyle::Decimal)
}

fn is_numbered_heading(document: &Document, i: usize, label: &Label, reached: u32) -> bool {
    let block = &document.blocks[i];
    let next_in_turn = follows(label, reached);
    let in_turn = !label.bare || label.depth > 1 || next_in_turn;
    let nested = matches!(block.kind, BlockKind::Item(depth) if depth > 0);
    if !counts_sections(label) || !in_turn || (nested && !next_in_turn) {
        return false;
    }
    let words = document.words(block);
    let count = words.split_whitespace().count();
    let is_short = words.len() <= 110 && count <= 14;
    let is_unfinished = !words.ends_with(['.', ';', ',']) && (!words.ends_with(':') || count <= 5);
    is_short
        && is_unfinished
        && !words.starts_with(char::is_lowercase)
        && !begins_a_list(document, i, label)
}

/// Whether the first item of a list comes here: after a colon, with no paragraph of its own.
fn begins_a_list(document: &Document, i: usize, label: &Label) -> bool {
    let blocks = &document.blocks;
    let before = i.checked_sub(1).and_then(|before| blocks.get(before));
    let introduced = before.is_some_and(|block| document.words(block).ends_with(':'));
    let explained = blocks
        .get(i + 1)
        .is_some_and(|next| next.label.is_none() && document.words(next).len() >= 60);
    label.ordinal == 1 && introduced && !explained
}

/// Lines that stand alone, are short and look like a title.
fn add_plain(document: &Document, kinds: &mut [Option<HeadingKind>]) {
    for i in (0..document.blocks.len()).rev() {
        if kinds[i].is_none() && is_plain_heading(document, kinds, i) {
            kinds[i] = Some(kind(document, &document.blocks[i], LOOKS));
        }
    }
}

fn is_plain_heading(document: &Document, kinds: &[Option<HeadingKind>], i: usize) -> bool {
    let blocks = &document.blocks;
    let block = &blocks[i];
    let words = document.words(block);
    let is_paragraph = matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::ItemParagraph(_)
    );
    let is_line = is_paragraph && block.label.is_none();
    let Some(next) = blocks
        .get(i + 1)
        .filter(|_| is_line && looks_like_a_title(words))
    else {
        return false;
    };
    let heads = match kinds[i + 1] {
        Some(next) => next.label.is_some() || (is_in_capitals(words) && !next.capitals),
        None => is_body(document, next),
    };
    let Some(previous) = i.checked_sub(1).and_then(|before| blocks.get(before)) else {
        return heads;
    };
    let before = document.words(previous);
    let apart = previous.lines.end() < block.lines.start();
    if before.ends_with(':') {
        // What is introduced may be a line of its own, or the headings of several lists.
        let over_list = is_in_list(next);
        let over_text = is_in_title_case(words) && document.words(next).len() >= 100;
        return heads && apart && (over_list || over_text);
    }
    heads && (apart || ends_a_sentence(before) || is_in_list(previous))
}

fn is_in_list(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Item(_)) || block.is_row()
}

/// Whether `block` is what stands under headings: a list, a sentence, a long line.
fn is_body(document: &Document, block: &Block) -> bool {
    let words = document.words(block);
    let is_said = ends_a_sentence(words) || words.len() >= 60;
    is_in_list(block) || (!matches!(block.kind, BlockKind::Heading(_)) && is_said)
}

/// Whether `words` are worded and set like a title: short, no sentence, no address.
fn looks_like_a_title(words: &str) -> bool {
    const OPENS_A_SENTENCE: [&str; 18] = [
        "we", "you", "i", "it", "they", "this", "these", "that", "if", "by", "please", "there",
        "click", "see", "for", "in", "as", "to",
    ];
    let count = words.split_whitespace().count();
    let asks = words.ends_with('?');
    let (most, longest) = if asks { (16, 130) } else { (10, 90) };
    let is_short = words.len() <= longest && count <= most;
    let begins_well = words.contains(char::is_alphabetic) && !words.starts_with(char::is_lowercase);
    let is_whole =
        !words.ends_with(['.', ',', ';', ':']) && !words.contains(": ") && !words.contains(" | ");
    if !is_short || !begins_well || !is_whole || is_address_like(words) || date::is_date_line(words)
    {
        return false;
    }
    let first_word = words
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let says = OPENS_A_SENTENCE.contains(&first_word.as_str());
    asks || is_in_title_case(words) || !says || (is_in_capitals(words) && count <= 4)
}

/// Whether `words` hold what stands in addresses and contact details: an "@", a web address, long numbers, a legal form.
fn is_address_like(words: &str) -> bool {
    const LEGAL_FORMS: [&str; 14] = [
        "gmbh", "inc", "ltd", "llc", "limited", "corp", "ag", "b.v", "s.a", "sas", "oü", "plc",
        "ab", "llp",
    ];
    let figures = words
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .max()
        .unwrap_or(0);
    let last = words.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_end_matches(['.', ',', ')']).to_lowercase();
    words.contains('@')
        || words.contains("://")
        || words.contains("www.")
        || figures >= 4
        || LEGAL_FORMS.contains(&last.as_str())
}

fn is_in_capitals(words: &str) -> bool {
    words.contains(char::is_uppercase) && !words.contains(char::is_lowercase)
}

/// Whether all but the small words begin large.
fn is_in_title_case(words: &str) -> bool {
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let begins_large = |word: &&str| {
        word.chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_uppercase)
    };
    let large = words.split_whitespace().filter(begins_large).count();
    large >= 2
        && words
            .split_whitespace()
            .filter(long)
            .all(|word| begins_large(&word))
}

fn ends_a_sentence(words: &str) -> bool {
    words
        .trim_end_matches(['"', '”', '’', ')', '*'])
        .ends_with(['.', '!', '?', ':', ';'])
}

/// The words of a heading's span without what only introduces the text below.
pub(super) fn words_span(document: &Document, block: &Block) -> Span {
    let words = document.words(block);
    let mut kept = words.trim_end_matches([':', ' ', '#']);
    if kept.ends_with('.') && !kept.contains(". ") {
        kept = kept.trim_end_matches('.');
    }
    if kept.is_empty() {
        block.span
    } else {
        Span::new(block.span.start(), block.span.start() + kept.len())
    }
}
