//! Lists and their items while they are written: how deep they nest, how they count.

use crate::document::counter::CounterStyle;
use crate::document::{BlockKind, Span, label};

use super::looks::Count;
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
    order: Order,
}

#[derive(Clone, Copy)]
enum Order {
    Up,
    Down,
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
            counter.next()
        });
        let marker = marker.filter(|_| !begins_with_number(&tree.first_words(id)));
        Item::new(self.depth, style, marker)
    }
}

/// Whether an item is counted by its own words, whatever its list counts: "1.1 Scope".
fn begins_with_number(words: &str) -> bool {
    let words = words.trim();
    label::parse(words, Span::new(0, words.len()))
        .is_some_and(|(label, _)| !label.bare || label.depth > 1)
}

impl Counter {
    fn of(tree: &Tree, list: NodeId) -> Option<Self> {
        let style = match (tree.look(list).count, tree.attribute(list, "type")) {
            (Some(Count::NotAtAll), _) => return None,
            (Some(Count::By(style)), _) => style,
            (None, Some("a")) => CounterStyle::Letter,
            (None, Some("A")) => CounterStyle::CapitalLetter,
            (None, Some("i")) => CounterStyle::Roman,
            (None, Some("I")) => CounterStyle::CapitalRoman,
            (None, _) => CounterStyle::Decimal,
        };
        let start = tree
            .attribute(list, "start")
            .and_then(|start| start.trim().parse().ok());
        let (order, first) = match tree.attribute(list, "reversed") {
            Some(_) => (Order::Down, items(tree, list)),
            None => (Order::Up, 1),
        };
        Some(Self {
            style,
            number: start.unwrap_or(first),
            order,
        })
    }

    /// The number that comes, as it is written.
    fn next(&mut self) -> String {
        let written = format!("{}.", self.style.written(self.number));
        self.number = match self.order {
            Order::Up => self.number.saturating_add(1),
            Order::Down => self.number.saturating_sub(1),
        };
        written
    }
}

fn items(tree: &Tree, list: NodeId) -> u32 {
    let items = tree.children(list).filter(|id| tree.name(*id) == "li");
    u32::try_from(items.count()).unwrap_or(u32::MAX)
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
