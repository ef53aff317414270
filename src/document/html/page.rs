//! Which words of a page are the policy: not its menus, banners and footers, and nothing that does not show.
//!
//! Tags and roles tell most of it, names of classes some. What they miss is told by density: the text is where the
//! sentences are, and around it only what is worded like it is kept.

use std::collections::HashSet;

use super::frame::{self, Seen};
use super::looks::{self, Sight};
use super::measure::{InLink, Measure, letters};
use super::opening;
use super::table::Table;
use super::title;
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
    survey.leave_hidden_menus();
    survey.leave_labels_of_frames();
    survey.leave_ways_up();
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

impl<'a> Survey<'a> {
    fn of(tree: &'a Tree, veil: Veil) -> Self {
        let nodes: Vec<NodeId> = tree.nodes(Tree::ROOT).collect();
        let is_panel = opening::panels(tree);
        let mut fates = vec![Fate::Left; tree.len()];
        let mut lines = vec![Tree::ROOT; tree.len()];
        for id in &nodes {
            let parent = tree.parent(*id);
            let above = parent.map_or(Fate::Kept, |parent| fates[parent]);
            fates[*id] = match (looks::sight(tree, *id), above) {
                (_, Fate::Left) | (Sight::Wordless, _) => Fate::Left,
                (Sight::Hidden, Fate::Kept) if veil == Veil::Drawn && !is_panel[*id] => {
                    Fate::Hidden
                }
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
        shared.map(|id| letters(self.tree, *id)).sum()
    }

    /// For each node whether it leads somewhere.
    fn in_links(&self) -> Vec<InLink> {
        let mut in_link = vec![InLink::No; self.tree.len()];
        for id in &self.nodes {
            let above = self.tree.parent(*id).map(|parent| in_link[parent]);
            let leads = matches!(self.tree.name(*id), "a" | "button");
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
        let has_controls = self.tree.holders(|id| frame::is_control(self.tree, id));
        let mut in_main = vec![false; self.tree.len()];
        let mut seen = Vec::with_capacity(self.nodes.len());
        for id in self.nodes.iter().copied() {
            let parent = self.tree.parent(id);
            in_main[id] =
                parent.is_some_and(|parent| in_main[parent]) || frame::is_main(self.tree, id);
            let is_headed = in_main[id] || has_heading[id];
            seen.push(Seen {
                in_main: in_main[id],
                has_title: has_title[id],
                may_be_section: is_headed && words[id].is_text() && !has_controls[id],
            });
        }
        seen
    }

    /// The letters in each node, what is in it included and headings aside.
    fn words_that_tell(&self, own: &[Measure]) -> Vec<Measure> {
        let mut words = own.to_vec();
        for id in self.nodes.iter().copied().rev() {
            if self.level_of_line(id).is_some() {
                words[id] = Measure::default();
            }
            if let Some(parent) = self.tree.parent(id) {
                let Measure { all, linked, .. } = words[id];
                words[parent].all += all;
                words[parent].linked += linked;
            }
        }
        words
    }

    /// Leaves out menus that wait to be opened: nobody asks what stands in them.
    fn leave_hidden_menus(&mut self) {
        let in_link = self.in_links();
        let is_hidden = |id: NodeId| self.fates[id] == Fate::Hidden;
        let tops: Vec<NodeId> = self
            .nodes
            .iter()
            .copied()
            .filter(|id| is_hidden(*id))
            .filter(|id| !self.tree.parent(*id).is_some_and(is_hidden))
            .collect();
        for top in tops {
            let mut measure = Measure::default();
            for id in self.tree.nodes(top) {
                measure.add(self.tree, id, in_link[id]);
            }
            if measure.linked * 2 > measure.all {
                for id in self.tree.nodes(top) {
                    self.fates[id] = Fate::Left;
                }
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

    /// Leaves out lines that only lead back to the head of the page: "Back to top".
    fn leave_ways_up(&mut self) {
        let own = self.own();
        for id in self.nodes.iter().copied() {
            let target = self.tree.attribute(id, "href").unwrap_or_default();
            let place = target.trim().strip_prefix('#').unwrap_or_default();
            let mut words = place.split(|c: char| !c.is_alphanumeric());
            let leads_up = words.any(|word| matches!(word, "top" | "pagetop"));
            let line = own[self.lines[id]];
            if leads_up && line.all == line.linked {
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

    /// The element that holds the text: the page's own word for it, where most of the sentences are there.
    fn root(&self) -> NodeId {
        let prose = self.prose();
        let total = prose[Tree::ROOT];
        let marked = self.nodes.iter().copied().filter(|id| {
            frame::is_main(self.tree, *id)
                && self.fates[*id] == Fate::Kept
                && prose[*id] * 2 > total
        });
        // Of two that hold the same, the outer one, which comes first.
        let best = marked.reduce(|best, id| if prose[id] > prose[best] { id } else { best });
        best.unwrap_or(Tree::ROOT)
    }

    /// Leaves out what stands outside of `root`, but for the title and the date right above it.
    fn leave_outside(&mut self, root: NodeId) {
        let places = self.places(root);
        let is_title = self.titles_before(root, &places);
        for id in &self.nodes {
            let may_stay =
                self.fates[*id] == Fate::Kept && (is_title[self.lines[*id]] || !self.is_words(*id));
            if places[*id] != Place::Inside && !may_stay {
                self.fates[*id] = Fate::Left;
            }
        }
    }

    /// For each line whether it is the title of a text in `root` that has none itself, or a date under that title.
    fn titles_before(&self, root: NodeId, places: &[Place]) -> Vec<bool> {
        let own = self.own();
        let is_first_level = |id: NodeId| {
            let level = self.level_of_line(id);
            self.fates[id] == Fate::Kept && level == Some(1) && own[id].is_unlinked()
        };
        let mut is_title = vec![false; self.tree.len()];
        if self.tree.nodes(root).any(is_first_level) {
            return is_title;
        }
        let site = title::beside_policy(self.tree);
        let mut comes_after_title = false;
        let before = self.nodes.iter().copied();
        for id in before.take_while(|id| places[*id] == Place::Before) {
            let is_date = comes_after_title && own[id].is_unlinked() && own[id].tells_year;
            let names_text =
                is_first_level(id) && !site.contains(&title::folded(&self.tree.words(id)));
            is_title[id] = self.lines[id] == id && (names_text || is_date);
            comes_after_title |= is_title[id];
        }
        is_title
    }

    /// The level of the heading that the line `id` is, or all but stands in.
    fn level_of_line(&self, id: NodeId) -> Option<u8> {
        std::iter::once(id)
            .chain(self.tree.ancestors(id).take(2))
            .find_map(|id| looks::heading_level(self.tree, id))
    }

    /// Whether `id` holds words itself; other elements hold lines that are judged on their own.
    fn is_words(&self, id: NodeId) -> bool {
        matches!(self.tree.kind(id), Kind::Text(_)) || looks::has_own_words(self.tree, id)
    }

    /// The innermost element in `root` that holds nearly all of its sentences: one that may hold a text, no list or
    /// paragraph, for what stands over a list belongs to it.
    fn core(&self, root: NodeId) -> NodeId {
        let prose = self.prose();
        let heads = |id: NodeId| looks::heading_level(self.tree, id).is_some();
        let has_heading = self.tree.holders(heads);
        let has_table = self.tree.holders(|id| self.tree.name(id) == "table");
        let may_hold = |id: NodeId| match self.tree.name(id) {
            "html" | "body" | "main" | "article" | "section" | "div" | "form" | "center"
            | "span" => true,
            // Only a table that sets the page.
            "table" => has_heading[id] || has_table[id] || Table::of(self.tree, id).is_none(),
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
            if self.is_words(*id)
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
            let level = self.level_of_line(id);
            belongs[id] = match level {
                Some(level) if places[id] == Place::Before => level <= 2 && own[id].is_unlinked(),
                Some(_) => std::mem::take(&mut is_headed),
                None => self.is_worded_like_text(id, own[id]),
            };
            is_headed |= belongs[id] && level.is_none();
        }
        belongs
    }

    /// Whether a line is a sentence, a cell of data, a date or an address to write to.
    fn is_worded_like_text(&self, line: NodeId, own: Measure) -> bool {
        let is_data = matches!(self.tree.name(line), "td" | "th");
        own.linked * 2 <= own.all
            && (own.is_prose() || is_data || own.tells_year || own.tells_address)
    }
}

/// Where a node stands to the core of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Inside,
    After,
}
