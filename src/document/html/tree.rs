//! The tree that a page's tags make, without recursion and without shared pointers.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, QualName};

use super::looks::Look;

/// A node's place in its tree.
pub(super) type NodeId = usize;

/// The elements and words of a page.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// What holds the others: the document, a template's content.
    Root,
    /// An element: its name in small letters, its attributes.
    Element(String, Vec<(String, String)>),
    /// Words.
    Text(String),
    /// Comments and the like.
    Other,
}

#[derive(Debug)]
struct Node {
    kind: Kind,
    look: Look,
    depth: usize,
    parent: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
    before: Option<NodeId>,
    after: Option<NodeId>,
}

/// A step of a walk through a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A node, before what is in it.
    Enter(NodeId),
    /// The same node, after what is in it.
    Leave(NodeId),
}

impl Tree {
    /// The document.
    pub(super) const ROOT: NodeId = 0;

    fn new() -> Self {
        let mut tree = Self { nodes: Vec::new() };
        tree.add(Kind::Root);
        tree
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn kind(&self, id: NodeId) -> &Kind {
        &self.nodes[id].kind
    }

    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id].parent
    }

    /// The name of an element; empty for other nodes.
    pub(super) fn name(&self, id: NodeId) -> &str {
        match self.kind(id) {
            Kind::Element(name, _) => name,
            _ => "",
        }
    }

    /// The attribute `name` of an element, where it is there.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        let Kind::Element(_, attributes) = self.kind(id) else {
            return None;
        };
        let found = attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The names of an element's attributes.
    pub(super) fn keys(&self, id: NodeId) -> impl Iterator<Item = &str> {
        let attributes = match self.kind(id) {
            Kind::Element(_, attributes) => attributes.as_slice(),
            _ => &[],
        };
        attributes.iter().map(|(key, _)| key.as_str())
    }

    /// What the style sheets in the page and its own tag say of an element.
    pub(super) fn look(&self, id: NodeId) -> Look {
        self.nodes[id].look
    }

    pub(super) fn set_look(&mut self, id: NodeId, look: Look) {
        self.nodes[id].look = look;
    }

    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.nodes[id].first, |child| self.nodes[*child].after)
    }

    pub(super) fn siblings_after(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.nodes[id].after, |next| self.nodes[*next].after)
    }

    /// The nodes before `id` in the same, the nearest first.
    pub(super) fn siblings_before(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.nodes[id].before, |next| self.nodes[*next].before)
    }

    /// The nodes above `id`, from the inside out.
    pub(super) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// `top` and all nodes in it, each before those in it.
    pub(super) fn nodes(&self, top: NodeId) -> impl Iterator<Item = NodeId> {
        self.walk(top).filter_map(|step| match step {
            Step::Enter(id) => Some(id),
            Step::Leave(_) => None,
        })
    }

    /// Into and out of `top` and all nodes in it, in order of the page.
    pub(super) fn walk(&self, top: NodeId) -> impl Iterator<Item = Step> {
        std::iter::successors(Some(Step::Enter(top)), move |step| match *step {
            Step::Enter(id) => Some(self.nodes[id].first.map_or(Step::Leave(id), Step::Enter)),
            Step::Leave(id) if id == top => None,
            Step::Leave(id) => self.nodes[id]
                .after
                .map(Step::Enter)
                .or_else(|| self.nodes[id].parent.map(Step::Leave)),
        })
    }

    /// For each node whether one in it is `wanted`.
    pub(super) fn holders(&self, wanted: impl Fn(NodeId) -> bool) -> Vec<bool> {
        let nodes: Vec<NodeId> = self.nodes(Self::ROOT).collect();
        let mut holds = vec![false; self.len()];
        for id in nodes.into_iter().rev() {
            if let Some(parent) = self.parent(id) {
                holds[parent] |= holds[id] || wanted(id);
            }
        }
        holds
    }

    /// All words in `top`, those of different elements parted.
    pub(super) fn words(&self, top: NodeId) -> String {
        let mut words = String::new();
        for id in self.nodes(top) {
            match self.kind(id) {
                Kind::Text(text) => words.push_str(text),
                Kind::Element(..) => words.push(' '),
                _ => {}
            }
        }
        words
    }

    /// The words that `top` begins with, enough to tell how it is numbered.
    pub(super) fn first_words(&self, top: NodeId) -> String {
        const ENOUGH: usize = 40;
        const NEAR: usize = 100;
        let mut words = String::new();
        for id in self.nodes(top).take(NEAR) {
            if let Kind::Text(text) = self.kind(id) {
                words.extend(text.chars().take(ENOUGH));
            }
            if words.trim_start().len() >= ENOUGH {
                break;
            }
        }
        words
    }

    fn add(&mut self, kind: Kind) -> NodeId {
        self.nodes.push(Node {
            kind,
            look: Look::default(),
            depth: 0,
            parent: None,
            first: None,
            last: None,
            before: None,
            after: None,
        });
        self.nodes.len() - 1
    }

    /// Puts the page `inner` into the element `parent`, in place of what stands there.
    pub(super) fn graft(&mut self, inner: Self, parent: NodeId) {
        while let Some(child) = self.nodes[parent].first {
            self.detach(child);
        }
        let offset = self.nodes.len();
        let moved = |id: Option<NodeId>| id.map(|id| id + offset);
        self.nodes.extend(inner.nodes.into_iter().map(|node| Node {
            parent: moved(node.parent),
            first: moved(node.first),
            last: moved(node.last),
            before: moved(node.before),
            after: moved(node.after),
            ..node
        }));
        self.attach(offset + Self::ROOT, parent, None);
    }

    fn detach(&mut self, id: NodeId) {
        let node = &mut self.nodes[id];
        let (parent, before, after) = (node.parent.take(), node.before.take(), node.after.take());
        match (before, parent) {
            (Some(before), _) => self.nodes[before].after = after,
            (None, Some(parent)) => self.nodes[parent].first = after,
            (None, None) => {}
        }
        match (after, parent) {
            (Some(after), _) => self.nodes[after].before = before,
            (None, Some(parent)) => self.nodes[parent].last = before,
            (None, None) => {}
        }
    }

    /// Puts `id`, which is in no other node, into `parent`: before its child `next`, or at the end.
    fn attach(&mut self, id: NodeId, parent: NodeId, next: Option<NodeId>) {
        let before = match next {
            Some(next) => self.nodes[next].before.replace(id),
            None => self.nodes[parent].last.replace(id),
        };
        match before {
            Some(before) => self.nodes[before].after = Some(id),
            None => self.nodes[parent].first = Some(id),
        }
        let depth = self.nodes[parent].depth + 1;
        let node = &mut self.nodes[id];
        (node.parent, node.before, node.after, node.depth) = (Some(parent), before, next, depth);
    }

    /// Puts words into `parent`, joined to those that stand right before.
    fn attach_text(&mut self, text: &str, parent: NodeId, next: Option<NodeId>) {
        let before = match next {
            Some(next) => self.nodes[next].before,
            None => self.nodes[parent].last,
        };
        if let Some(before) = before
            && let Kind::Text(words) = &mut self.nodes[before].kind
        {
            words.push_str(text);
            return;
        }
        let id = self.add(Kind::Text(text.to_owned()));
        self.attach(id, parent, next);
    }
}

/// A tree while the parser makes it.
pub(super) struct Sink {
    tree: RefCell<Tree>,
    /// How deep the node stands that was added or closed last.
    depth: Cell<usize>,
}

/// What the parser knows a node by.
#[derive(Clone)]
pub(super) struct Handle {
    id: NodeId,
    name: QualName,
}

impl Handle {
    fn nameless(id: NodeId) -> Self {
        let name = QualName::new(None, "".into(), "".into());
        Self { id, name }
    }
}

impl Sink {
    pub(super) fn new() -> Self {
        Self {
            tree: RefCell::new(Tree::new()),
            depth: Cell::new(0),
        }
    }

    /// How deep the parser stands in the tree, nearly.
    pub(super) fn depth(&self) -> usize {
        self.depth.get()
    }

    /// How many nodes were made.
    pub(super) fn len(&self) -> usize {
        self.tree.borrow().len()
    }

    fn put(&self, child: NodeOrText<Handle>, parent: NodeId, next: Option<NodeId>) {
        let mut tree = self.tree.borrow_mut();
        match child {
            NodeOrText::AppendText(text) => {
                tree.attach_text(&text, parent, next);
                self.depth.set(tree.nodes[parent].depth);
            }
            NodeOrText::AppendNode(node) => {
                tree.detach(node.id);
                tree.attach(node.id, parent, next);
                self.depth.set(tree.nodes[node.id].depth);
            }
        }
    }
}

/// What an element that means nothing by itself stands for by its role: pages are made whose lists are all `div`.
fn name_by_role(name: &str, attributes: &[(String, String)]) -> Option<&'static str> {
    let is_plain = matches!(name, "div" | "span" | "p" | "section");
    let (_, role) = attributes
        .iter()
        .find(|(key, _)| is_plain && key == "role")?;
    match role.as_str() {
        "list" => Some("ul"),
        "listitem" => Some("li"),
        "table" => Some("table"),
        "rowgroup" => Some("tbody"),
        "row" => Some("tr"),
        "cell" => Some("td"),
        "columnheader" | "rowheader" => Some("th"),
        _ => None,
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle::nameless(Tree::ROOT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let pair = |attr: Attribute| (attr.name.local.to_string(), attr.value.to_string());
        let attributes: Vec<_> = attrs.into_iter().map(pair).collect();
        let mut tree = self.tree.borrow_mut();
        let called = name_by_role(&name.local, &attributes).unwrap_or(&name.local);
        let id = tree.add(Kind::Element(called.to_owned(), attributes));
        if flags.template {
            let content = tree.add(Kind::Root);
            tree.attach(content, id, None);
        }
        Handle { id, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle::nameless(self.tree.borrow_mut().add(Kind::Other))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle::nameless(self.tree.borrow_mut().add(Kind::Other))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(child, parent.id, None);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        prev_element: &Handle,
        child: NodeOrText<Handle>,
    ) {
        if self.tree.borrow().parent(element.id).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &Handle) {
        let depth = self.tree.borrow().nodes[node.id].depth;
        self.depth.set(depth.saturating_sub(1));
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let first = self.tree.borrow().nodes[target.id].first;
        Handle::nameless(first.unwrap_or(target.id))
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new_node: NodeOrText<Handle>) {
        let parent = self.tree.borrow().parent(sibling.id);
        if let Some(parent) = parent {
            self.put(new_node, parent, Some(sibling.id));
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        if let Kind::Element(_, attributes) = &mut tree.nodes[target.id].kind {
            for attr in attrs {
                let key = &*attr.name.local;
                if !attributes.iter().any(|(known, _)| known == key) {
                    attributes.push((key.to_owned(), attr.value.to_string()));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut tree = self.tree.borrow_mut();
        while let Some(child) = tree.nodes[node.id].first {
            tree.detach(child);
            tree.attach(child, new_parent.id, None);
        }
    }
}
