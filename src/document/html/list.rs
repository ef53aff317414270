//! Lists and their items while they are written: how deep they nest, how they count.

use crate::document::BlockKind;
use crate::document::counter::CounterStyle;

use super::looks;
use super::tree::{NodeId, Tree};

/// Deeper lists count as this deep.
const DEEPEST: u8 = 32;

/// An open list.
pub(super) struct List {
    /// How many items with words it stands in.
    pub(super) depth: u8,
    /// Whether one of its items has words.
    pub(super) has_words: bool,
    /// What the next item is counted with.
    next: Option<Counter>,
}

#[derive(Clone, Copy)]
struct Counter {
    style: CounterStyle,
    number: u32,
}

/// An open item.
pub(super) struct Item {
    depth: u8,
    style: ItemStyle,
    state: State,
    marker: Option<String>,
}

/// What an item is to the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemStyle {
    /// An item.
    Item,
    /// A part of the text with a heading, which only looks like an item to a machine.
    Flow,
    /// A term with its definition.
    Term,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Its first block is yet to come.
    Fresh,
    /// Its first block has begun.
    Begun,
}

impl List {
    /// The list that the element `id` opens, in the list and the item that are open around it.
    pub(super) fn open(tree: &Tree, id: NodeId, outer: Option<&Self>, item: Option<&Item>) -> Self {
        let parent = tree.parent(id).map_or("", |parent| tree.name(parent));
        let depth = match (outer, item) {
            // Many nest a list in a list and not in its item.
            (Some(outer), _) if matches!(parent, "ul" | "ol") => {
                outer.depth + u8::from(outer.has_words)
            }
            (_, Some(item)) if item.style != ItemStyle::Flow => {
                item.depth + u8::from(!item.is_fresh())
            }
            _ => 0,
        };
        Self {
            depth: depth.min(DEEPEST),
            has_words: false,
            next: (tree.name(id) == "ol")
                .then(|| Counter::of(tree, id))
                .flatten(),
        }
    }

    /// The item that the element `id` opens in this list.
    pub(super) fn item(&mut self, tree: &Tree, id: NodeId, style: ItemStyle) -> Item {
        let value = tree
            .attribute(id, "value")
            .and_then(|value| value.trim().parse().ok());
        let marker = self.next.as_mut().map(|counter| {
            counter.number = value.unwrap_or(counter.number);
            let marker = counter.marker();
            counter.number = counter.number.saturating_add(1);
            marker
        });
        Item::new(self.depth, style, marker)
    }
}

impl Counter {
    fn of(tree: &Tree, list: NodeId) -> Option<Self> {
        let by_style = looks::list_style(tree, list);
        let style = match (by_style.as_deref(), tree.attribute(list, "type")) {
            (Some("none"), _) => return None,
            (Some("lower-alpha" | "lower-latin"), _) | (None, Some("a")) => CounterStyle::Letter,
            (Some("upper-alpha" | "upper-latin"), _) | (None, Some("A")) => {
                CounterStyle::CapitalLetter
            }
            (Some("lower-roman"), _) | (None, Some("i")) => CounterStyle::Roman,
            (Some("upper-roman"), _) | (None, Some("I")) => CounterStyle::CapitalRoman,
            _ => CounterStyle::Decimal,
        };
        let start = tree
            .attribute(list, "start")
            .and_then(|start| start.trim().parse().ok());
        Some(Self {
            style,
            number: start.unwrap_or(1),
        })
    }

    fn marker(self) -> String {
        format!("{}.", self.style.written(self.number))
    }
}

impl Item {
    pub(super) fn new(depth: u8, style: ItemStyle, marker: Option<String>) -> Self {
        Self {
            depth,
            style,
            state: State::Fresh,
            marker,
        }
    }

    pub(super) fn is_term(&self) -> bool {
        self.style == ItemStyle::Term
    }

    pub(super) fn is_fresh(&self) -> bool {
        self.state == State::Fresh
    }

    /// What the next block of the item is.
    pub(super) fn block_kind(&self) -> BlockKind {
        match (self.style, self.state) {
            (ItemStyle::Flow, _) => BlockKind::Paragraph,
            (_, State::Fresh) => BlockKind::Item(self.depth),
            (_, State::Begun) => BlockKind::ItemParagraph(self.depth),
        }
    }

    /// The number of the item, once.
    pub(super) fn take_marker(&mut self) -> Option<String> {
        self.marker.take()
    }

    /// Notes that a block of the item has begun.
    pub(super) fn begin(&mut self) {
        self.state = State::Begun;
    }
}
