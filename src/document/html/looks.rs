//! How an element looks as far as its own tag tells: hidden, bold, in lines of its own.

use super::tree::{NodeId, Tree};

/// Elements whose words are never the page's: programs, looks, pictures, what is filled in.
const WORDLESS: [&str; 28] = [
    "script", "style", "noscript", "head", "title", "svg", "math", "canvas", "object", "embed",
    "video", "audio", "picture", "iframe", "frame", "frameset", "noframes", "noembed", "select",
    "option", "datalist", "textarea", "map", "meter", "progress", "rp", "rt", "dialog",
];

/// Elements that begin lines of their own.
const BLOCKS: [&str; 47] = [
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
    let is_shadow = name == "template"
        && ["shadowrootmode", "shadowmode"]
            .iter()
            .any(|key| tree.attribute(id, key).is_some());
    if (WORDLESS.contains(&name) && !is_open_dialog) || (name == "template" && !is_shadow) {
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
    let strikes = |(property, value): (String, String)| {
        property.starts_with("text-decoration") && value.contains("line-through")
    };
    let style = tree.attribute(id, "style").unwrap_or_default();
    matches!(tree.name(id), "del" | "s" | "strike") || declarations(style).any(strikes)
}

/// Whether the element `id` does not show, though its words stand in the page.
pub(super) fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    // What is hidden "until found" opens like the `details` of a page.
    let by_attribute = tree
        .attribute(id, "hidden")
        .is_some_and(|value| !value.eq_ignore_ascii_case("until-found"));
    let style = tree.attribute(id, "style").unwrap_or_default();
    let by_sheet = tree.look(id).hidden == Some(true) && !sets_display(style);
    let by_class = tree.attribute(id, "class").is_some_and(hides_by_class);
    by_attribute || hides(style) || by_sheet || by_class
}

/// Whether the declarations `style` say how the element is to be shown.
pub(super) fn sets_display(style: &str) -> bool {
    declarations(style).any(|(property, _)| property == "display")
}

/// Whether the declarations `style` leave nothing to be seen.
pub(super) fn hides(style: &str) -> bool {
    let mut is_cut = false;
    let mut is_tiny = false;
    for (property, value) in declarations(style) {
        match (property.as_str(), value.as_str()) {
            ("display", "none") | ("visibility", "hidden" | "collapse") => return true,
            ("opacity" | "font-size", value) if is_zero(value) => return true,
            ("clip", value) if value.starts_with("rect(0") || value.starts_with("rect(1px") => {
                return true;
            }
            ("clip-path", "inset(50%)" | "inset(100%)") => return true,
            ("left" | "top" | "text-indent", value) if is_far_out(value) => return true,
            ("overflow", "hidden" | "clip") => is_cut = true,
            ("width" | "height" | "max-width" | "max-height", value) => {
                is_tiny |= is_zero(value) || value == "1px"
            }
            _ => {}
        }
    }
    is_cut && is_tiny
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

/// Whether a length puts words outside of every screen.
fn is_far_out(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let far = if value.ends_with("em") {
        -100.0
    } else {
        -900.0
    };
    number
        .trim()
        .parse::<f64>()
        .is_ok_and(|number| number <= far)
}

/// Whether a class of `classes` hides the element on screens of every width.
fn hides_by_class(classes: &str) -> bool {
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
        .any(|class| HIDING.contains(&class));
    hides && !classes.split_ascii_whitespace().any(shows)
}

/// Whether the element `id` stands for words that its tag holds.
pub(super) fn has_own_words(tree: &Tree, id: NodeId) -> bool {
    tree.attribute(id, "data-cfemail").is_some()
}

/// Whether the element `id` begins a line of its own.
pub(super) fn is_block(tree: &Tree, id: NodeId) -> bool {
    let style = tree.attribute(id, "style").unwrap_or_default();
    BLOCKS.contains(&tree.name(id)) || is_set_in_lines(style).or(tree.look(id).block) == Some(true)
}

/// Whether the declarations `style` give the element lines of its own, where they say.
pub(super) fn is_set_in_lines(style: &str) -> Option<bool> {
    let in_lines = |value: &str| matches!(value, "block" | "flex" | "grid" | "list-item" | "table");
    let mut set = declarations(style).filter(|(property, _)| property == "display");
    set.next().map(|(_, value)| in_lines(&value))
}

/// Whether the element `id` sets its words in bold.
pub(super) fn is_bold(tree: &Tree, id: NodeId) -> bool {
    let style = tree.attribute(id, "style").unwrap_or_default();
    let by_name = matches!(tree.name(id), "b" | "strong");
    weight(style).or(tree.look(id).bold).unwrap_or(by_name)
}

/// Whether the declarations `style` set words in bold, where they say how heavy the letters are.
pub(super) fn weight(style: &str) -> Option<bool> {
    let heavy = |value: &str| {
        value.starts_with("bold") || value.parse().is_ok_and(|weight: u16| weight >= 600)
    };
    let mut set = declarations(style).filter(|(property, _)| property == "font-weight");
    set.next().map(|(_, value)| heavy(&value))
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
    tree.name(id) == "pre"
        || tree.attribute(id, "style").is_some_and(|style| {
            declarations(style)
                .any(|(property, value)| property == "white-space" && value.starts_with("pre"))
        })
}

/// How a list counts its items, as far as its own tag tells.
pub(super) fn list_style(tree: &Tree, id: NodeId) -> Option<String> {
    let style = tree.attribute(id, "style")?;
    let mut styles = declarations(style)
        .filter(|(property, _)| property == "list-style-type" || property == "list-style");
    styles.next().map(|(_, value)| value)
}
