//! Gives a page to the parser within limits: how deep elements nest, how many nodes come of them, how many attributes
//! a tag has. What goes beyond costs time that grows with the square of its length, and no policy needs it.

use std::cell::Cell;

use html5ever::ParseOpts;
use html5ever::interface::{TokenizerResult, TreeSink as _};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};
use html5ever::tree_builder::TreeBuilder;

use super::tree::{Handle, NodeId, Sink, Tree};

/// Elements that stand deeper are taken out of their tags; browsers do so too.
const DEEPEST: usize = 512;
/// What comes after so many nodes is not read, nor what comes after more nodes than the tags of the page can mean: what
/// is bold stays so after each paragraph, by an element that nobody wrote.
const MOST_NODES: usize = 1_000_000;
/// What comes after a tag with more attributes is not read.
const MOST_ATTRIBUTES: usize = 1_000;
/// Tags are looked at in pieces of this many bytes.
const PIECE: usize = 4 * 1024;

/// Whether a page was read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// It was.
    Whole,
    /// It goes beyond the limits.
    Cut,
}

/// Further pages that one holds for its frames are not read.
const MOST_FRAMES: usize = 20;

/// The tree that `html` makes, with the pages in it that it shows in frames.
pub(super) fn tree(html: &str) -> (Tree, Extent) {
    let (mut tree, mut extent) = tree_of_one(html);
    let frames = tree.nodes(Tree::ROOT).filter_map(|id| {
        let is_frame = tree.name(id) == "iframe";
        let page = tree.attribute(id, "srcdoc").filter(|_| is_frame)?;
        Some((id, page.to_owned()))
    });
    let frames: Vec<(NodeId, String)> = frames.take(MOST_FRAMES).collect();
    for (id, page) in frames {
        let (inner, inner_extent) = tree_of_one(&page);
        tree.graft(inner, id);
        if inner_extent == Extent::Cut {
            extent = Extent::Cut;
        }
    }
    (tree, extent)
}

fn tree_of_one(html: &str) -> (Tree, Extent) {
    // As in a browser with scripts: what stands in `noscript` is then no part of the tree, and cannot break it.
    let options = ParseOpts::default();
    let builder = TreeBuilder::new(Sink::new(), options.tree_builder);
    let tokenizer = Tokenizer::new(Limited::new(builder), options.tokenizer);
    let extent = feed(&tokenizer, html);
    tokenizer.end();
    (tokenizer.sink.builder.sink.finish(), extent)
}

fn feed(tokenizer: &Tokenizer<Limited>, html: &str) -> Extent {
    let queue = BufferQueue::default();
    let most_nodes = MOST_NODES.min(10_000 + html.len() / 2);
    let mut open = Open::Nothing;
    for piece in pieces(html) {
        let seen = tokenizer.sink.seen.get();
        queue.push_back(StrTendril::from_slice(piece));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        // What gives no token has not ended yet.
        open = match open {
            _ if tokenizer.sink.seen.get() != seen => Open::Nothing,
            Open::Nothing if begins_tag(piece) => Open::Tag(OpenTag::default().read(piece)),
            Open::Tag(tag) => Open::Tag(tag.read(piece)),
            Open::Nothing | Open::Other => Open::Other,
        };
        let has_too_many = matches!(open, Open::Tag(tag) if tag.attributes > MOST_ATTRIBUTES);
        if has_too_many || tokenizer.sink.builder.sink.len() > most_nodes {
            return Extent::Cut;
        }
    }
    Extent::Whole
}

/// `html` parted before each "<", where alone a tag can begin, and into pieces that are not too long.
fn pieces(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?.len_utf8();
        let reach = (PIECE..rest.len()).find(|at| rest.is_char_boundary(*at));
        let head = rest.get(first..reach.unwrap_or(rest.len()))?;
        let (piece, after) = rest.split_at(first + head.find('<').unwrap_or(head.len()));
        rest = after;
        Some(piece)
    })
}

fn begins_tag(piece: &str) -> bool {
    let Some(name) = piece.strip_prefix('<') else {
        return false;
    };
    let name = name.strip_prefix('/').unwrap_or(name);
    name.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// What has begun and not ended.
#[derive(Clone, Copy)]
enum Open {
    Nothing,
    Tag(OpenTag),
    /// A comment or the like.
    Other,
}

/// A tag whose end has not come yet.
#[derive(Clone, Copy, Default)]
struct OpenTag {
    attributes: usize,
    state: TagState,
}

#[derive(Clone, Copy, Default)]
enum TagState {
    #[default]
    Between,
    Name,
    Equals,
    Bare,
    Quoted(u8),
}

impl OpenTag {
    fn read(mut self, piece: &str) -> Self {
        for byte in piece.bytes() {
            self.state = match (self.state, byte) {
                (TagState::Quoted(quote), byte) if byte == quote => TagState::Between,
                (TagState::Quoted(quote), _) => TagState::Quoted(quote),
                (TagState::Equals, b'"' | b'\'') => TagState::Quoted(byte),
                (TagState::Equals, b' ' | b'\t' | b'\n' | b'\x0c') => TagState::Equals,
                (TagState::Equals, _) => TagState::Bare,
                (_, b' ' | b'\t' | b'\n' | b'\x0c') => TagState::Between,
                (TagState::Bare, _) => TagState::Bare,
                (_, b'/') => TagState::Between,
                (TagState::Name, b'=') => TagState::Equals,
                (TagState::Between, b'=') if self.attributes > 0 => TagState::Equals,
                (TagState::Name, _) => TagState::Name,
                (TagState::Between, _) => {
                    self.attributes += 1;
                    TagState::Name
                }
            };
        }
        self
    }
}

/// The parser's second half, kept from what goes beyond the limits.
struct Limited {
    builder: TreeBuilder<Handle, Sink>,
    /// Tokens that came.
    seen: Cell<usize>,
}

impl Limited {
    fn new(builder: TreeBuilder<Handle, Sink>) -> Self {
        let seen = Cell::new(0);
        Self { builder, seen }
    }
}

impl TokenSink for Limited {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if matches!(token, Token::ParseError(_)) {
            return TokenSinkResult::Continue;
        }
        self.seen.set(self.seen.get() + 1);
        if let Token::TagToken(tag) = &token
            && self.builder.sink.depth() >= DEEPEST
            && deepens(tag)
        {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether what comes after `tag` stands deeper; elements with nothing but raw text in them don't count.
fn deepens(tag: &Tag) -> bool {
    const RAW: [&str; 9] = [
        "script",
        "style",
        "title",
        "textarea",
        "xmp",
        "iframe",
        "noembed",
        "noframes",
        "plaintext",
    ];
    const VOID: [&str; 8] = ["br", "img", "hr", "wbr", "input", "meta", "link", "source"];
    let name = &*tag.name;
    tag.kind == TagKind::StartTag && !RAW.contains(&name) && !VOID.contains(&name)
}
