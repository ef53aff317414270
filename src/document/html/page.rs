//! Which words of a page are the policy: not its menus, banners and footers, and nothing that does not show.
//!
//! Tags and roles tell most of it, names of classes some. What they miss is told by density: the text is where the
//! sentences are, and around it only what is worded like it is kept.

mod around;

use std::collections::HashSet;

use super::frame::{self, Holds, Seen, Stand};
use super::looks::{self, Sight};
use super::measure::{InLink, Measure, letters};
use super::opening;
use super::tree::{NodeId, Tree};

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
    /// In the text, with a line through it.
    Struck,
}

/// How a page says that words in the text are none of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Hides,
    StrikesOut,
}

impl Page {
    /// Whether the words of `id` are the policy's.
    pub(super) fn keeps(&self, id: NodeId) -> bool {
        self.fates[id] == Fate::Kept
    }

    /// How the page says that `id`, which stands in the policy's text, is none of it.
    pub(super) fn leaves_out(&self, id: NodeId) -> Option<Way> {
        match self.fates[id] {
            Fate::Hidden => Some(Way::Hides),
            Fate::Struck => Some(Way::StrikesOut),
            Fate::Kept | Fate::Left => None,
        }
    }
}

/// Finds the policy in the page that `tree` is.
pub(super) fn read(tree: &Tree) -> Page {
    let mut survey = Survey::of(tree, |_| false);
    let (hidden, veils) = (survey.length_of(Fate::Hidden), survey.veils());
    survey.leave_frame();
    // Some pages hide all but a frame, and have a script show it.
    let is_unveiled = hidden > 500 && survey.shows_next_to_nothing_beside(hidden);
    if is_unveiled {
        survey = Survey::of(tree, |id| veils[id]);
        survey.leave_frame();
    }
    survey.leave_closed_menus();
    survey.leave_openers_of_menus();
    survey.leave_labels_of_frames();
    survey.leave_ways_up();
    survey.leave_empty_details();
    let root = survey.root();
    survey.leave_around(root);
    Page {
        fates: survey.fates,
        is_unveiled,
    }
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

impl<'a> Survey<'a> {
    /// What hides words is told by its tag; `is_veil` says which of it only waits for a script.
    fn of(tree: &'a Tree, is_veil: impl Fn(NodeId) -> bool) -> Self {
        let nodes: Vec<NodeId> = tree.nodes(Tree::ROOT).collect();
        let is_panel = opening::panels(tree);
        let mut fates = vec![Fate::Left; tree.len()];
        let mut lines = vec![Tree::ROOT; tree.len()];
        for id in &nodes {
            let parent = tree.parent(*id);
            let above = parent.map_or(Fate::Kept, |parent| fates[parent]);
            fates[*id] = match (looks::sight(tree, *id), above) {
                (_, Fate::Left) | (Sight::Wordless, _) => Fate::Left,
                (Sight::Hidden, Fate::Kept) if !is_panel[*id] && !is_veil(*id) => Fate::Hidden,
                (Sight::Struck, Fate::Kept) => Fate::Struck,
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

    /// Whether the sentences that show are few beside `hidden` letters, as those of a banner are.
    fn shows_next_to_nothing_beside(&self, hidden: usize) -> bool {
        const FEW: usize = 400;
        let shown = self.prose()[Tree::ROOT];
        shown < FEW && shown * 20 < hidden
    }

    /// How many letters share `fate`.
    fn length_of(&self, fate: Fate) -> usize {
        let shared = self.nodes.iter().filter(|id| self.fates[**id] == fate);
        shared.map(|id| letters(self.tree, *id)).sum()
    }

    /// For each node whether it only waits for a script, in a page that hides most of its words: what holds most of them,
    /// or else all, for then each part comes into sight by itself.
    fn veils(&self) -> Vec<bool> {
        let mut hidden = vec![0; self.tree.len()];
        for id in self.nodes.iter().copied().rev() {
            if self.fates[id] == Fate::Hidden {
                hidden[id] += letters(self.tree, id);
            }
            if let Some(parent) = self.tree.parent(id) {
                hidden[parent] += hidden[id];
            }
        }
        let holds_most = |id: NodeId| hidden[id] * 2 > hidden[Tree::ROOT];
        let is_one = |id: &NodeId| self.fates[*id] == Fate::Hidden && holds_most(*id);
        if self.nodes.iter().any(is_one) {
            (0..self.tree.len()).map(holds_most).collect()
        } else {
            vec![true; self.tree.len()]
        }
    }

    /// For each node whether it leads somewhere.
    fn in_links(&self) -> Vec<InLink> {
        let mut in_link = vec![InLink::No; self.tree.len()];
        for id in &self.nodes {
            let above = self.tree.parent(*id).map(|parent| in_link[parent]);
            let leads = match self.tree.name(*id) {
                // Without a target it only names a place.
                "a" => self.tree.attribute(*id, "href").is_some(),
                name => name == "button",
            };
            if leads || above == Some(InLink::Yes) {
                in_link[*id] = InLink::Yes;
            }
        }
        in_link
    }

    /// The letters of each line, at the element whose line it is.
    fn own(&self) -> Vec<Measure> {
        let mut own = vec![Measure::default(); self.tree.len()];
        let in_link = self.in_links();
        for id in &self.nodes {
            if self.fates[*id] == Fate::Kept {
                own[self.lines[*id]].add(self.tree, *id, in_link[*id]);
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
        let seen = self.seen();
        for (i, seen) in seen.into_iter().enumerate() {
            let id = self.nodes[i];
            let parent = self.tree.parent(id);
            let is_left = parent.is_some_and(|parent| self.fates[parent] == Fate::Left);
            // A text may stand in a form or under a name that else means a banner.
            let is_text = prose[id] * 5 > total * 2;
            if is_left || (!is_text && frame::is_frame(self.tree, id, seen)) {
                self.fates[id] = Fate::Left;
            }
        }
    }

    /// What is known of each node, in order of the page.
    fn seen(&self) -> Vec<Seen> {
        let own = self.own();
        let kept = |id: NodeId| self.fates[id] == Fate::Kept;
        let heads = |id: NodeId| looks::heading_level(self.tree, id).is_some() && kept(id);
        let titles = |id: NodeId| {
            looks::heading_level(self.tree, id) == Some(1) && kept(id) && own[id].is_unlinked()
        };
        let has_heading = self.tree.holders(heads);
        let has_title = self.tree.holders(titles);
        let words = self.words_that_tell(&own);
        let has_table = self
            .tree
            .holders(|id| self.tree.name(id) == "table" && kept(id));
        let has_controls = self.tree.holders(|id| frame::is_control(self.tree, id));
        let has_fields = self.tree.holders(|id| frame::is_field(self.tree, id));
        let is_panel = opening::panels(self.tree);
        let under_heading = self.under_headings(&own);
        let mut in_main = vec![false; self.tree.len()];
        let mut seen = Vec::with_capacity(self.nodes.len());
        for id in self.nodes.iter().copied() {
            let parent = self.tree.parent(id);
            in_main[id] =
                parent.is_some_and(|parent| in_main[parent]) || frame::is_main(self.tree, id);
            let stand = match () {
                () if in_main[id] => Stand::InMain,
                () if under_heading[id] => Stand::UnderHeading,
                () => Stand::Apart,
            };
            seen.push(Seen {
                stand,
                words: words[id],
                holds: Holds {
                    heading: has_heading[id],
                    table: has_table[id],
                    fields: has_fields[id],
                },
                has_title: has_title[id],
                has_controls: has_controls[id],
                is_panel: is_panel[id],
            });
        }
        seen
    }

    /// For each node whether a heading that leads nowhere stands before it in the same element.
    fn under_headings(&self, own: &[Measure]) -> Vec<bool> {
        let heads = |id: NodeId| {
            looks::heading_level(self.tree, id).is_some()
                && self.fates[id] == Fate::Kept
                && own[id].is_unlinked()
        };
        let mut under = vec![false; self.tree.len()];
        for id in self.nodes.iter().copied() {
            let before = self.tree.siblings_before(id).next();
            under[id] = before.is_some_and(|before| under[before] || heads(before));
        }
        under
    }

    /// The letters in each node, what is in it included and headings aside.
    fn words_that_tell(&self, own: &[Measure]) -> Vec<Measure> {
        let mut words = own.to_vec();
        for id in self.nodes.iter().copied().rev() {
            if self.level_of_line(id).is_some() {
                words[id] = Measure::default();
            }
            if let Some(parent) = self.tree.parent(id) {
                let inside = words[id];
                words[parent].join(inside);
            }
        }
        words
    }

    /// Leaves out menus that wait to be opened: nobody asks what stands in them.
    fn leave_closed_menus(&mut self) {
        let in_link = self.in_links();
        let mut words = vec![Measure::default(); self.tree.len()];
        for id in self.nodes.iter().copied().rev() {
            words[id].add(self.tree, id, in_link[id]);
            if let Some(parent) = self.tree.parent(id) {
                let inside = words[id];
                words[parent].join(inside);
            }
        }
        for id in self.nodes.iter().copied() {
            let parent = self.tree.parent(id);
            let is_left = parent.is_some_and(|parent| self.fates[parent] == Fate::Left);
            let is_closed = looks::sight(self.tree, id) == Sight::Hidden;
            if is_left || (is_closed && words[id].linked * 2 > words[id].all) {
                self.fates[id] = Fate::Left;
            }
        }
    }

    /// Leaves out what opens nothing but menus.
    fn leave_openers_of_menus(&mut self) {
        let left = self.nodes.iter().copied();
        let left: HashSet<&str> = left
            .filter(|id| self.fates[*id] == Fate::Left)
            .filter_map(|id| self.tree.attribute(id, "id"))
            .collect();
        for id in self.nodes.iter().copied() {
            let parent = self.tree.parent(id);
            let in_left = parent.is_some_and(|parent| self.fates[parent] == Fate::Left);
            let mut targets = opening::targets(self.tree, id).peekable();
            let opens = targets.peek().is_some();
            if in_left || (opens && targets.all(|target| left.contains(target))) {
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

    /// Leaves out lines that only lead back to the head of the page: "Back to top". A heading may do so, too.
    fn leave_ways_up(&mut self) {
        let own = self.own();
        for id in self.nodes.iter().copied() {
            let target = self.tree.attribute(id, "href").unwrap_or_default();
            let line = self.lines[id];
            let is_alone = own[line].all == own[line].linked && self.level_of_line(line).is_none();
            if is_alone && leads_up(target) {
                for inside in self.tree.nodes(id) {
                    self.fates[inside] = Fate::Left;
                }
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
                self.fates[*id] == Fate::Kept && !in_summary[*id] && letters(self.tree, *id) > 0;
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
}

/// Whether `target` is the head of the page.
fn leads_up(target: &str) -> bool {
    const WAY: [&str; 7] = ["back", "go", "of", "page", "pagetop", "the", "to"];
    let place = target.trim().strip_prefix('#').unwrap_or_default();
    let words = || place.split(|c: char| !c.is_alphanumeric());
    words().any(|word| matches!(word, "top" | "pagetop"))
        && words().all(|word| word == "top" || WAY.contains(&word))
}
