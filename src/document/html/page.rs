//! Which words of a page are the policy: not its menus, banners and footers, and nothing that does not show.
//!
//! Tags and roles tell most of it, names of classes some. What they miss is told by density: the text is where the
//! sentences are, and around it only what is worded like it is kept.

use std::collections::HashSet;

use super::looks::{self, Sight};
use super::tree::{Kind, NodeId, Step, Tree};

/// What becomes of each node of a page.
pub(super) struct Page {
    fates: Vec<Fate>,
    /// Whether what the page hides is nearly all of it, so that it was taken as shown.
    pub(super) is_unveiled: bool,
}

/// What becomes of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Kept,
    /// Menus, banners, scripts, and what stands in them.
    Left,
    /// In the text, but not to be seen.
    Hidden,
}

impl Page {
    /// Whether the words of `id` are the policy's.
    pub(super) fn keeps(&self, id: NodeId) -> bool {
        self.fates[id] == Fate::Kept
    }

    /// Whether `id` stands in the policy's text, but does not show.
    pub(super) fn hides(&self, id: NodeId) -> bool {
        self.fates[id] == Fate::Hidden
    }
}

/// Finds the policy in the page that `tree` is.
pub(super) fn read(tree: &Tree) -> Page {
    let mut survey = Survey::of(tree, Veil::Drawn);
    let (shown, hidden) = (survey.length_of(Fate::Kept), survey.length_of(Fate::Hidden));
    // Some pages hide all but a frame, and have a script show it.
    let is_unveiled = hidden > 500 && hidden > shown;
    if is_unveiled {
        survey = Survey::of(tree, Veil::Lifted);
    }
    survey.leave_frame();
    survey.leave_labels_of_frames();
    survey.leave_empty_details();
    let root = survey.root();
    survey.leave_outside(root);
    survey.leave_around(root);
    Page {
        fates: survey.fates,
        is_unveiled,
    }
}

/// Whether what a page hides is left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Veil {
    Drawn,
    Lifted,
}

/// What is known of each node of a page.
struct Survey<'a> {
    tree: &'a Tree,
    /// All nodes in order of the page.
    nodes: Vec<NodeId>,
    fates: Vec<Fate>,
    /// The innermost element with lines of its own that holds the node, or is it.
    lines: Vec<NodeId>,
}

/// Letters and figures of a node, by what they stand in.
#[derive(Clone, Copy, Default)]
struct Measure {
    all: usize,
    linked: usize,
}

impl<'a> Survey<'a> {
    fn of(tree: &'a Tree, veil: Veil) -> Self {
        let nodes: Vec<NodeId> = tree.nodes(Tree::ROOT).collect();
        let mut fates = vec![Fate::Left; tree.len()];
        let mut lines = vec![Tree::ROOT; tree.len()];
        for id in &nodes {
            let parent = tree.parent(*id);
            let above = parent.map_or(Fate::Kept, |parent| fates[parent]);
            fates[*id] = match (looks::sight(tree, *id), above) {
                (_, Fate::Left) | (Sight::Wordless, _) => Fate::Left,
                (Sight::Hidden, Fate::Kept) if veil == Veil::Drawn => Fate::Hidden,
                (_, above) => above,
            };
            lines[*id] = match parent {
                Some(_) if looks::is_block(tree, *id) => *id,
                Some(parent) => lines[parent],
                None => *id,
            };
        }
        Self {
            tree,
            nodes,
            fates,
            lines,
        }
    }

    /// How many letters share `fate`.
    fn length_of(&self, fate: Fate) -> usize {
        let shared = self.nodes.iter().filter(|id| self.fates[**id] == fate);
        shared.map(|id| own_length(self.tree, *id)).sum()
    }

    /// The letters of each line, at the element whose line it is.
    fn own(&self) -> Vec<Measure> {
        let mut own = vec![Measure::default(); self.tree.len()];
        let mut in_link = vec![false; self.tree.len()];
        for id in &self.nodes {
            let parent = self.tree.parent(*id);
            in_link[*id] = parent.is_some_and(|parent| in_link[parent])
                || matches!(self.tree.name(*id), "a" | "button");
            if self.fates[*id] == Fate::Kept {
                let length = own_length(self.tree, *id);
                let measure = &mut own[self.lines[*id]];
                measure.all += length;
                measure.linked += if in_link[*id] { length } else { 0 };
            }
        }
        own
    }

    /// The letters of sentences in each node, what is in it included.
    fn prose(&self) -> Vec<usize> {
        let own = self.own();
        let mut prose: Vec<usize> = own
            .iter()
            .map(|measure| if measure.is_prose() { measure.all } else { 0 })
            .collect();
        for id in self.nodes.iter().rev() {
            if let Some(parent) = self.tree.parent(*id) {
                prose[parent] += prose[*id];
            }
        }
        prose
    }

    /// Leaves out what frames the text on every page of a site.
    fn leave_frame(&mut self) {
        let prose = self.prose();
        let total = prose[Tree::ROOT];
        let mut in_main = vec![false; self.tree.len()];
        for i in 0..self.nodes.len() {
            let id = self.nodes[i];
            let parent = self.tree.parent(id);
            in_main[id] = parent.is_some_and(|parent| in_main[parent]) || is_main(self.tree, id);
            let is_left = parent.is_some_and(|parent| self.fates[parent] == Fate::Left);
            // A text may stand in a form or under a name that else means a banner.
            let is_text = prose[id] * 5 > total * 2;
            if is_left || (!is_text && is_frame(self.tree, id, in_main[id])) {
                self.fates[id] = Fate::Left;
            }
        }
    }

    /// Leaves out the headings of menus that stand beside them: "In this article".
    fn leave_labels_of_frames(&mut self) {
        let labelled = self
            .nodes
            .iter()
            .filter(|id| self.fates[**id] == Fate::Left && self.tree.name(**id) == "nav");
        let labels: HashSet<&str> = labelled
            .filter_map(|id| self.tree.attribute(*id, "aria-labelledby"))
            .collect();
        for i in 0..self.nodes.len() {
            let id = self.nodes[i];
            let is_label = self
                .tree
                .attribute(id, "id")
                .is_some_and(|name| labels.contains(name));
            let is_in_left = self
                .tree
                .parent(id)
                .is_some_and(|parent| self.fates[parent] == Fate::Left);
            if is_label || is_in_left {
                self.fates[id] = Fate::Left;
            }
        }
    }

    /// Leaves out what opens and closes a menu: a `details` that holds nothing else.
    fn leave_empty_details(&mut self) {
        let mut in_summary = vec![false; self.tree.len()];
        for id in &self.nodes {
            let parent = self.tree.parent(*id);
            in_summary[*id] =
                self.tree.name(*id) == "summary" || parent.is_some_and(|parent| in_summary[parent]);
        }
        let mut is_full = vec![false; self.tree.len()];
        for id in self.nodes.iter().rev() {
            is_full[*id] |=
                self.fates[*id] == Fate::Kept && !in_summary[*id] && own_length(self.tree, *id) > 0;
            if let Some(parent) = self.tree.parent(*id) {
                is_full[parent] |= is_full[*id];
            }
        }
        for id in &self.nodes {
            let in_left = self
                .tree
                .parent(*id)
                .is_some_and(|parent| self.fates[parent] == Fate::Left);
            if in_left || (self.tree.name(*id) == "details" && !is_full[*id]) {
                self.fates[*id] = Fate::Left;
            }
        }
    }

    /// The element that holds the text: the page's own word for it, where most of the sentences are there.
    fn root(&self) -> NodeId {
        let prose = self.prose();
        let total = prose[Tree::ROOT];
        let marked = self.nodes.iter().copied().filter(|id| {
            is_main(self.tree, *id) && self.fates[*id] == Fate::Kept && prose[*id] * 2 > total
        });
        // Of two that hold the same, the outer one, which comes first.
        let best = marked.reduce(|best, id| if prose[id] > prose[best] { id } else { best });
        best.unwrap_or(Tree::ROOT)
    }

    fn leave_outside(&mut self, root: NodeId) {
        let mut inside = vec![false; self.tree.len()];
        for id in &self.nodes {
            inside[*id] = *id == root || self.tree.parent(*id).is_some_and(|parent| inside[parent]);
            if !inside[*id] {
                self.fates[*id] = Fate::Left;
            }
        }
    }

    /// The innermost element in `root` that holds nearly all of its sentences: one that may hold a text, no list or
    /// paragraph, for what stands over a list belongs to it.
    fn core(&self, root: NodeId) -> NodeId {
        let prose = self.prose();
        let holds_headings = |id: NodeId| {
            let mut inside = self.tree.nodes(id);
            inside.any(|id| looks::heading_level(self.tree, id).is_some())
        };
        let may_hold = |id: NodeId| match self.tree.name(id) {
            "html" | "body" | "main" | "article" | "section" | "div" | "form" | "center"
            | "span" => true,
            // Only a table that sets the page.
            "table" => holds_headings(id),
            "tbody" | "tr" | "td" => true,
            name => name.contains('-'),
        };
        let holds_most = |id: &NodeId| prose[*id] * 5 > prose[root] * 4 && may_hold(*id);
        let mut core = root;
        while let Some(inner) = self.tree.children(core).find(holds_most) {
            core = inner;
        }
        core
    }

    /// Leaves out what stands around the core of `root` and is not worded like a policy.
    fn leave_around(&mut self, root: NodeId) {
        let core = self.core(root);
        let places = self.places(core);
        let belongs = self.lines_that_belong(&places);
        for id in &self.nodes {
            // Elements hold lines that are judged on their own.
            let is_words = matches!(self.tree.kind(*id), Kind::Text(_))
                || looks::has_own_words(self.tree, *id);
            if is_words
                && places[*id] != Place::Inside
                && !belongs[self.lines[*id]]
                && self.fates[*id] == Fate::Kept
            {
                self.fates[*id] = Fate::Left;
            }
        }
    }

    /// Where each node stands to `core`.
    fn places(&self, core: NodeId) -> Vec<Place> {
        let mut places = vec![Place::Before; self.tree.len()];
        let mut place = Place::Before;
        for step in self.tree.walk(Tree::ROOT) {
            match step {
                Step::Enter(id) if id == core => place = Place::Inside,
                Step::Leave(id) if id == core => place = Place::After,
                _ => {}
            }
            if let Step::Enter(id) = step {
                places[id] = place;
            }
        }
        places
    }

    /// For each line around the core, whether it is part of the policy.
    fn lines_that_belong(&self, places: &[Place]) -> Vec<bool> {
        let own = self.own();
        let mut belongs = vec![false; self.tree.len()];
        // From the end on: a heading belongs to the policy where a line under it does.
        let mut is_headed = false;
        for id in self.nodes.iter().copied().rev() {
            if self.lines[id] != id || own[id].all == 0 || places[id] == Place::Inside {
                continue;
            }
            let level = std::iter::once(id)
                .chain(self.tree.ancestors(id).take(2))
                .find_map(|id| looks::heading_level(self.tree, id));
            belongs[id] = match level {
                Some(level) if places[id] == Place::Before => level <= 2 && own[id].linked == 0,
                Some(_) => std::mem::take(&mut is_headed),
                None => self.is_worded_like_text(id, own[id]),
            };
            is_headed |= belongs[id] && level.is_none();
        }
        belongs
    }

    /// Whether a line is a sentence, a cell of data, a date or an address to write to.
    fn is_worded_like_text(&self, line: NodeId, own: Measure) -> bool {
        let words = self.tree.words(line);
        let is_data = matches!(self.tree.name(line), "td" | "th");
        own.linked * 2 <= own.all
            && (own.is_prose() || is_data || has_year(&words) || words.contains('@'))
    }
}

/// Where a node stands to the core of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Inside,
    After,
}

impl Measure {
    /// Whether a line is long enough for a sentence, and mostly no links.
    fn is_prose(self) -> bool {
        const SENTENCE: usize = 60;
        self.all - self.linked >= SENTENCE && self.linked * 2 < self.all
    }
}

fn own_length(tree: &Tree, id: NodeId) -> usize {
    match tree.kind(id) {
        Kind::Text(words) => words.chars().filter(|c| c.is_alphanumeric()).count(),
        _ => 0,
    }
}

fn has_year(words: &str) -> bool {
    let mut figures = words.split(|c: char| !c.is_ascii_digit());
    figures.any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")))
}

fn is_main(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.name(id), "main" | "article")
        || matches!(tree.attribute(id, "role"), Some("main" | "article"))
}

/// Whether the element `id` frames the text: by its name, its role, or the names that its makers gave it.
fn is_frame(tree: &Tree, id: NodeId, in_main: bool) -> bool {
    const ROLES: [&str; 13] = [
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
        "toolbar",
        "tooltip",
        "alert",
        "status",
        "complementary",
    ];
    let by_name = match tree.name(id) {
        "nav" | "footer" | "menu" | "search" | "dialog" | "input" => true,
        "header" | "aside" => !in_main,
        "button" => !opens_text(tree, id),
        "form" => true,
        _ => false,
    };
    let by_role = tree
        .attribute(id, "role")
        .is_some_and(|role| ROLES.contains(&role));
    by_name
        || by_role
        || tree.attribute(id, "aria-modal") == Some("true")
        || ["id", "class"]
            .iter()
            .any(|key| tree.attribute(id, key).is_some_and(names_a_frame))
}

/// Whether a button heads a part of the text that it opens and closes.
fn opens_text(tree: &Tree, id: NodeId) -> bool {
    let says = ["aria-expanded", "aria-controls"]
        .iter()
        .any(|key| tree.attribute(id, key).is_some());
    says || tree
        .ancestors(id)
        .take(4)
        .any(|above| looks::heading_level(tree, above).is_some())
}

/// Whether `names`, an id or classes, are those of a banner, a menu, or a strip of links.
fn names_a_frame(names: &str) -> bool {
    const WHOLE: [&str; 40] = [
        "breadcrumb",
        "breadcrumbs",
        "navbar",
        "nav",
        "navigation",
        "menu",
        "sidebar",
        "footer",
        "site-footer",
        "page-footer",
        "site-header",
        "main-header",
        "skip-link",
        "skip-to-content",
        "skiplink",
        "share",
        "sharing",
        "social",
        "social-links",
        "social-share",
        "related-posts",
        "related-articles",
        "related",
        "newsletter",
        "newsletter-signup",
        "subscribe",
        "comments",
        "pagination",
        "pager",
        "back-to-top",
        "cc-window",
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
    const ASKS: [&str; 3] = ["cookie", "consent", "gdpr"];
    const BANNERS: [&str; 9] = [
        "banner", "bar", "popup", "modal", "overlay", "dialog", "notice", "manager", "wrapper",
    ];
    names.split_ascii_whitespace().any(|name| {
        let name = name.to_ascii_lowercase();
        let asks = ASKS.iter().any(|ask| name.contains(ask))
            && BANNERS.iter().any(|banner| name.contains(banner));
        asks || WHOLE.contains(&name.as_str())
    })
}
