//! How an element looks as far as its own tag tells: hidden, bold, in lines of its own.

use crate::document::counter::CounterStyle;

use super::tree::{NodeId, Tree};

/// Elements whose words are never the page's: programs, looks, pictures, what is filled in.
const WORDLESS: [&str; 28] = [
    "script", "style", "noscript", "head", "title", "svg", "math", "canvas", "object", "embed",
    "video", "audio", "picture", "iframe", "frame", "frameset", "noframes", "noembed", "select",
    "option", "datalist", "textarea", "map", "meter", "progress", "rp", "rt", "dialog",
];

/// Elements that begin lines of their own.
const BLOCKS: [&str; 49] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Classes by which the common style sheets hide words, or keep them for screen readers.
const HIDING: [&str; 9] = [
    "hidden",
    "d-none",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screen-reader-only",
    "is-hidden",
    "u-hidden",
];

/// What of a page's elements shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// The words show.
    Shown,
    /// The words stand in the page, but do not show.
    Hidden,
    /// The words show with a line through them: they no longer hold.
    Struck,
    /// There are no words that a reader would see.
    Wordless,
}

/// What shows of the element `id`, what stands around it aside.
pub(super) fn sight(tree: &Tree, id: NodeId) -> Sight {
    let name = tree.name(id);
    if name.is_empty() {
        return Sight::Shown;
    }
    let is_open_dialog = name == "dialog" && tree.attribute(id, "open").is_some();
    // What nobody can fill in is there to be read.
    let is_to_be_read = name == "textarea"
        && ["readonly", "disabled"]
            .iter()
            .any(|key| tree.attribute(id, key).is_some());
    let holds_page = name == "iframe" && tree.attribute(id, "srcdoc").is_some();
    let shows = is_open_dialog || is_to_be_read || holds_page;
    let is_shadow = name == "template"
        && ["shadowrootmode", "shadowmode"]
            .iter()
            .any(|key| tree.attribute(id, key).is_some());
    if (WORDLESS.contains(&name) && !shows) || (name == "template" && !is_shadow) {
        return Sight::Wordless;
    }
    if is_struck(tree, id) {
        Sight::Struck
    } else if is_hidden(tree, id) {
        Sight::Hidden
    } else {
        Sight::Shown
    }
}

fn is_struck(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.name(id), "del" | "s" | "strike") || tree.look(id).struck == Some(true)
}

/// Whether the element `id` does not show, though its words stand in the page.
pub(super) fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    // What is hidden "until found" opens like the `details` of a page.
    let by_attribute = tree
        .attribute(id, "hidden")
        .is_some_and(|value| !value.eq_ignore_ascii_case("until-found"));
    let look = tree.look(id);
    let by_look = look.hidden == Some(true)
        || (look.transparent == Some(true) && look.moves != Some(true) && has_no_name(tree, id));
    by_attribute || by_look || hides_by_class(tree, id)
}

/// Whether neither a script nor a style sheet can find the element `id` by a name, as to bring it into sight slowly.
fn has_no_name(tree: &Tree, id: NodeId) -> bool {
    let is_name = |key: &str| matches!(key, "class" | "id") || key.starts_with("data-");
    !tree.keys(id).any(is_name)
}

/// What declarations say of an element, where they say something: the last one of a kind holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Whether nothing is to be seen.
    pub(super) hidden: Option<bool>,
    /// Whether only what stands behind is to be seen.
    pub(super) transparent: Option<bool>,
    /// Whether it changes by itself.
    pub(super) moves: Option<bool>,
    pub(super) bold: Option<bool>,
    /// Whether it has lines of its own.
    pub(super) block: Option<bool>,
    /// Whether a line goes through the words.
    pub(super) struck: Option<bool>,
    /// How a list counts its items.
    pub(super) count: Option<Count>,
}

/// How a list counts its items, as a style sheet says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    NotAtAll,
    By(CounterStyle),
}

impl Look {
    /// What the declarations `style` say.
    pub(super) fn of(style: &str) -> Self {
        let mut look = Self::default();
        let mut shown = None;
        let mut is_cut = false;
        let mut is_tiny = false;
        let mut is_away = [false; 8];
        for (property, value) in declarations(style) {
            let value = value.as_str();
            let [invisible, small, clipped, path, left, top, indent, moved] = &mut is_away;
            match property.as_str() {
                "display" => {
                    shown = Some(value != "none");
                    look.block = Some(is_set_in_lines(value));
                }
                "visibility" => *invisible = matches!(value, "hidden" | "collapse"),
                "content-visibility" => *invisible = value == "hidden",
                "opacity" => look.transparent = Some(is_zero(value)),
                "font-size" => *small = is_zero(value) || is_a_pixel(value),
                "font" => *small = sets_no_size(value),
                "clip" => *clipped = value.starts_with("rect(0") || value.starts_with("rect(1px"),
                "clip-path" => *path = matches!(value, "inset(50%)" | "inset(100%)"),
                "left" | "right" | "margin-left" => *left = is_far_out(value),
                "top" | "margin-top" => *top = is_far_out(value),
                "text-indent" => *indent = is_far_out(value),
                "translate" => *moved = value.split(' ').any(is_far_out),
                "transform" => *moved = transforms_away(value),
                "overflow" | "overflow-x" | "overflow-y" => {
                    is_cut = matches!(value, "hidden" | "clip")
                }
                "width" | "height" | "max-width" | "max-height" => {
                    is_tiny |= is_zero(value) || value == "1px"
                }
                "font-weight" => look.bold = Some(is_heavy(value)),
                "list-style" | "list-style-type" => look.count = count(value).or(look.count),
                "text-decoration" | "text-decoration-line" => {
                    look.struck = Some(value.contains("line-through"))
                }
                property if property.starts_with("animation") => look.moves = Some(value != "none"),
                property if property.starts_with("transition") => {
                    look.moves = Some(value != "none")
                }
                _ => {}
            }
        }
        let is_gone = shown == Some(false) || is_away.contains(&true) || (is_cut && is_tiny);
        look.hidden = if is_gone {
            Some(true)
        } else {
            shown.map(|_| false)
        };
        look
    }

    /// This, and what `other` says on top of it.
    pub(super) fn under(self, other: Self) -> Self {
        Self {
            hidden: other.hidden.or(self.hidden),
            transparent: other.transparent.or(self.transparent),
            moves: other.moves.or(self.moves),
            bold: other.bold.or(self.bold),
            block: other.block.or(self.block),
            struck: other.struck.or(self.struck),
            count: other.count.or(self.count),
        }
    }
}

/// How the value of `list-style` says that a list counts; none where it says other things only.
fn count(value: &str) -> Option<Count> {
    value.split(' ').find_map(|word| match word {
        "none" => Some(Count::NotAtAll),
        "lower-alpha" | "lower-latin" => Some(Count::By(CounterStyle::Letter)),
        "upper-alpha" | "upper-latin" => Some(Count::By(CounterStyle::CapitalLetter)),
        "lower-roman" => Some(Count::By(CounterStyle::Roman)),
        "upper-roman" => Some(Count::By(CounterStyle::CapitalRoman)),
        "decimal" => Some(Count::By(CounterStyle::Decimal)),
        _ => None,
    })
}

/// Whether the value of `font` gives letters no size: "0/0 a".
fn sets_no_size(font: &str) -> bool {
    font.split(' ')
        .filter_map(|part| part.split('/').next())
        .any(is_zero)
}

/// Whether the value of `transform` leaves nothing on the screen.
fn transforms_away(transform: &str) -> bool {
    let mut parts = transform.split(')').filter_map(|part| part.split_once('('));
    parts.any(|(kind, values)| {
        let mut values = values.split(',').map(str::trim);
        match kind.trim() {
            "scale" | "scalex" | "scaley" | "scale3d" => values.take(2).any(is_zero),
            "translate" | "translatex" | "translatey" | "translate3d" => values.any(is_far_out),
            _ => false,
        }
    })
}

/// The declarations of `style`: property and value in small letters, without "!important".
pub(super) fn declarations(style: &str) -> impl Iterator<Item = (String, String)> {
    style.split(';').filter_map(|declaration| {
        let (property, value) = declaration.split_once(':')?;
        let value = value.to_ascii_lowercase();
        let value = value.trim().trim_end_matches("!important").trim();
        Some((property.trim().to_ascii_lowercase(), value.to_owned()))
    })
}

fn is_zero(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.trim().parse() == Ok(0.0)
}

/// Whether a length is no more than a pixel.
fn is_a_pixel(value: &str) -> bool {
    let pixels = value.strip_suffix("px").map(str::trim);
    pixels.is_some_and(|pixels| pixels.parse::<f64>().is_ok_and(|pixels| pixels <= 1.0))
}

/// Whether a length puts words outside of every screen.
fn is_far_out(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let is_large = ["em", "vh", "vw"].iter().any(|unit| value.ends_with(unit));
    let far = if is_large { -100.0 } else { -900.0 };
    number
        .trim()
        .parse::<f64>()
        .is_ok_and(|number| number <= far)
}

/// Whether a class hides the element `id` on screens of every width.
fn hides_by_class(tree: &Tree, id: NodeId) -> bool {
    let classes = tree.attribute(id, "class").unwrap_or_default();
    let shows = |class: &str| {
        let shown = [
            "block",
            "flex",
            "grid",
            "inline",
            "table",
            "contents",
            "not-sr-only",
            "visible",
        ];
        let is_at_width = class.contains(':') || class.starts_with("d-");
        is_at_width && shown.iter().any(|word| class.contains(word))
    };
    let hides = classes
        .split_ascii_whitespace()
        .any(|class| HIDING.contains(&class) || class.ends_with("-visually-hidden"));
    // What a script has opened says so itself.
    let is_opened = || {
        let style = tree.attribute(id, "style").unwrap_or_default();
        Look::of(style).hidden == Some(false)
    };
    hides && !classes.split_ascii_whitespace().any(shows) && !is_opened()
}

/// Whether the element `id` stands for words that its tag holds.
pub(super) fn has_own_words(tree: &Tree, id: NodeId) -> bool {
    tree.attribute(id, "data-cfemail").is_some()
}

/// Whether the element `id` begins a line of its own.
pub(super) fn is_block(tree: &Tree, id: NodeId) -> bool {
    BLOCKS.contains(&tree.name(id)) || tree.look(id).block == Some(true)
}

/// Whether the value of `display` gives an element lines of its own.
fn is_set_in_lines(display: &str) -> bool {
    matches!(display, "block" | "flex" | "grid" | "list-item" | "table")
}

/// Whether the element `id` sets its words in bold.
pub(super) fn is_bold(tree: &Tree, id: NodeId) -> bool {
    let by_name = || matches!(tree.name(id), "b" | "strong");
    tree.look(id).bold.unwrap_or_else(by_name)
}

/// Whether the value of `font-weight` makes letters bold.
fn is_heavy(weight: &str) -> bool {
    weight.starts_with("bold") || weight.parse().is_ok_and(|weight: u16| weight >= 600)
}

/// The level of the heading that the element `id` is.
pub(super) fn heading_level(tree: &Tree, id: NodeId) -> Option<u8> {
    let by_name = match tree.name(id) {
        "h1" => 1,
        "h2" => 2,
        "h3" => 3,
        "h4" => 4,
        "h5" => 5,
        "h6" => 6,
        _ => 0,
    };
    if by_name > 0 {
        return Some(by_name);
    }
    let is_heading = tree.attribute(id, "role") == Some("heading");
    let level = tree
        .attribute(id, "aria-level")
        .and_then(|level| level.trim().parse().ok());
    is_heading.then(|| level.unwrap_or(2).clamp(1, 6))
}

/// Whether the ends of lines in the words of the element `id` show.
pub(super) fn keeps_lines(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.name(id), "pre" | "textarea")
        || tree.attribute(id, "style").is_some_and(|style| {
            declarations(style)
                .any(|(property, value)| property == "white-space" && value.starts_with("pre"))
        })
}
