//! What frames the text on every page of a site, told by tags, roles and the names that its makers gave it.

use super::looks::{self, Sight};
use super::measure::Measure;
use super::opening;
use super::tree::{NodeId, Tree};

/// Names of what holds no text of its own on any page.
const SURE: [&str; 22] = [
    "breadcrumb",
    "breadcrumbs",
    "navbar",
    "site-footer",
    "page-footer",
    "skip-link",
    "skip-to-content",
    "skiplink",
    "pagination",
    "pager",
    "back-to-top",
    "related-posts",
    "related-articles",
    "onetrust-consent-sdk",
    "onetrust-banner-sdk",
    "cybotcookiebotdialog",
    "usercentrics-root",
    "didomi-host",
    "truste-consent-track",
    "qc-cmp2-container",
    "osano-cm-window",
    "termly-code-snippet-support",
];

/// Names that a section of the text may have as well: "Sharing", "Newsletter".
const LIKELY: [&str; 17] = [
    "nav",
    "navigation",
    "menu",
    "sidebar",
    "site-header",
    "main-header",
    "share",
    "sharing",
    "social",
    "social-links",
    "social-share",
    "related",
    "newsletter",
    "newsletter-signup",
    "subscribe",
    "comments",
    "cc-window",
];

/// Parts of names that mean the same wherever they stand: "footer-wrapper".
const PARTS: [&str; 7] = [
    "breadcrumb",
    "breadcrumbs",
    "navbar",
    "relatedposts",
    "share",
    "sharedaddy",
    "topbar",
];

/// What is known of an element before it is judged.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    pub(super) stand: Stand,
    /// Its words, those of headings aside.
    pub(super) words: Measure,
    pub(super) holds: Holds,
    /// Whether a heading of the first level stands in it that leads nowhere.
    pub(super) has_title: bool,
    /// Whether something in it is to be pressed or filled in.
    pub(super) has_controls: bool,
    /// Whether something on the page opens it.
    pub(super) is_panel: bool,
}

/// Where an element stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// In what the page calls its text.
    InMain,
    /// In another part of the page, after a heading.
    UnderHeading,
    Apart,
}

/// What an element holds.
#[derive(Clone, Copy)]
pub(super) struct Holds {
    pub(super) heading: bool,
    pub(super) table: bool,
    /// Something that words are typed into.
    pub(super) fields: bool,
}

impl Seen {
    fn in_main(self) -> bool {
        self.stand == Stand::InMain
    }

    /// Whether it may be a section of the text under a name that else means a frame.
    fn may_be_section(self) -> bool {
        let Holds {
            heading,
            table,
            fields,
        } = self.holds;
        let is_section = self.in_main() && (heading || table) && !fields;
        let is_headed = self.in_main() || heading;
        self.words.is_text() && (is_section || (is_headed && !self.has_controls))
    }

    /// Whether it may be a remark in the text: a section where nothing is to be done.
    fn may_be_remark(self) -> bool {
        self.in_main() && self.may_be_section() && !self.has_controls
    }

    /// Whether it holds text and nothing to press, and stands under a heading.
    fn continues_text(self) -> bool {
        self.stand == Stand::UnderHeading && self.words.is_text() && !self.has_controls
    }

    /// Whether it says at the end of a text more than whose site it is: when it was changed, whom to ask.
    fn closes_text(self) -> bool {
        let says_more = self.words.is_prose() || self.words.tells_year || self.words.refers;
        self.in_main() && self.words.is_text() && says_more && !self.words.claims_copyright
    }
}

/// Whether the element `id` is what the page calls its text.
pub(super) fn is_main(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.name(id), "main" | "article")
        || matches!(tree.attribute(id, "role"), Some("main" | "article"))
}

/// Whether words are typed into the element `id`.
pub(super) fn is_field(tree: &Tree, id: NodeId) -> bool {
    const OTHERS: [&str; 7] = [
        "button", "checkbox", "hidden", "radio", "reset", "search", "submit",
    ];
    match tree.name(id) {
        "input" => !OTHERS.contains(&tree.attribute(id, "type").unwrap_or("text")),
        "textarea" => looks::sight(tree, id) == Sight::Wordless,
        _ => false,
    }
}

/// Whether the element `id` is something to press or to fill in, and opens nothing.
pub(super) fn is_control(tree: &Tree, id: NodeId) -> bool {
    match tree.name(id) {
        "input" | "select" | "textarea" => true,
        "button" => is_to_be_pressed(tree, id),
        "a" if leads_nowhere(tree, id) => !opening::tells(tree, id),
        _ => tree.attribute(id, "role") == Some("button") && !opening::tells(tree, id),
    }
}

/// Whether a button is none of the words of the text.
fn is_to_be_pressed(tree: &Tree, id: NodeId) -> bool {
    !opening::heads_text(tree, id) && !is_in_sentence(tree, id)
}

/// Whether a sentence goes on over the button `id`: "ask <button>our officer</button>, who …".
fn is_in_sentence(tree: &Tree, id: NodeId) -> bool {
    const NEAR: usize = 8;
    let is_of_line =
        |id: &NodeId| !looks::is_block(tree, *id) && !matches!(tree.name(*id), "br" | "button");
    let holds = |id: NodeId, wanted: fn(char) -> bool| tree.words(id).contains(wanted);
    let mut before = tree.siblings_before(id).take_while(is_of_line).take(NEAR);
    let mut after = tree.siblings_after(id).take_while(is_of_line).take(NEAR);
    before.any(|id| holds(id, char::is_alphanumeric))
        && after.any(|id| holds(id, |c| !c.is_whitespace()))
}

/// Whether a link is there to be pressed, and leads nowhere.
fn leads_nowhere(tree: &Tree, id: NodeId) -> bool {
    tree.attribute(id, "href")
        .map(str::trim)
        .is_some_and(|target| target == "#" || target.starts_with("javascript:"))
}

/// Whether the element `id` frames the text.
pub(super) fn is_frame(tree: &Tree, id: NodeId, seen: Seen) -> bool {
    let by_name = match tree.name(id) {
        "search" | "dialog" | "input" => true,
        "nav" | "menu" => !(seen.is_panel && seen.words.is_text()),
        "form" => !(seen.in_main() && seen.may_be_section()),
        "footer" => !seen.closes_text(),
        "header" => !seen.in_main() && !seen.has_title,
        "aside" => !seen.may_be_remark(),
        "button" => is_to_be_pressed(tree, id),
        _ => false,
    };
    by_name
        || by_role(tree, id, seen)
        || tree.attribute(id, "aria-modal") == Some("true")
        || by_names(tree, id, seen)
}

fn by_role(tree: &Tree, id: NodeId, seen: Seen) -> bool {
    match tree.attribute(id, "role") {
        Some(
            "navigation" | "contentinfo" | "search" | "dialog" | "alertdialog" | "menu" | "menubar"
            | "toolbar" | "tooltip",
        ) => true,
        Some("banner") => !seen.has_title,
        Some("alert" | "status" | "complementary") => !seen.may_be_remark(),
        _ => false,
    }
}

fn by_names(tree: &Tree, id: NodeId, seen: Seen) -> bool {
    // The id of a heading is made of its words, whatever they are.
    if looks::heading_level(tree, id).is_some() {
        return false;
    }
    let names = ["id", "class"]
        .iter()
        .filter_map(|key| tree.attribute(id, key))
        .flat_map(str::split_ascii_whitespace);
    let mut names = names.map(str::to_ascii_lowercase);
    let asks_apart = seen.has_controls && seen.stand == Stand::Apart;
    names.any(|name| {
        let name = name.as_str();
        SURE.contains(&name)
            || (seen.has_controls && names_a_banner(name, &ASKING))
            || (asks_apart && names_a_banner(name, &[""]))
            || (!seen.may_be_section() && !seen.continues_text() && names_a_likely_frame(name))
            || (!seen.may_be_section() && names_a_footer(name))
    })
}

/// What asks for consent and no section of a text is called: "cookie-banner".
const ASKING: [&str; 7] = [
    "banner", "bar", "dialog", "layer", "modal", "overlay", "popup",
];

/// The same, and what a section of a text may be called as well: "cookie-notice".
const BANNERS: [&str; 16] = [
    "banner",
    "bar",
    "box",
    "container",
    "dialog",
    "hinweis",
    "layer",
    "manager",
    "message",
    "modal",
    "notice",
    "overlay",
    "popup",
    "prompt",
    "widget",
    "wrapper",
];

/// Whether `name` says that consent is asked for, in one of the `kinds` of banners.
fn names_a_banner(name: &str, kinds: &[&str]) -> bool {
    const ASKS: [&str; 3] = ["cookie", "consent", "gdpr"];
    ASKS.iter().any(|ask| name.contains(ask)) && kinds.iter().any(|kind| name.contains(kind))
}

/// Whether `name` is that of the end of all pages of a site.
fn names_a_footer(name: &str) -> bool {
    let mut parts = name.split(|c: char| !c.is_ascii_alphanumeric());
    parts.any(|part| matches!(part, "footer" | "fusszeile" | "colophon"))
}

/// Whether `name` is that of a banner, a menu, or a strip of links.
fn names_a_likely_frame(name: &str) -> bool {
    let mut parts = name.split(|c: char| !c.is_ascii_alphanumeric());
    names_a_banner(name, &BANNERS)
        || names_a_footer(name)
        || LIKELY.contains(&name)
        || parts.any(|part| PARTS.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn banners_and_footers_are_told_by_their_names() {
        let names = [
            "cookie-banner",
            "cky-consent-container",
            "cookie-hinweis",
            "newsletter",
            "footer_inner",
            "main-footer",
            "jp-relatedposts",
        ];
        for name in names {
            assert!(names_a_likely_frame(name), "{name}");
        }
        for name in ["cookies", "gdpr", "footnotes", "data-sharing", "barometer"] {
            assert!(!names_a_likely_frame(name), "{name}");
        }
    }
}
