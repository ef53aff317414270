//! Where in a page the text is, and what around it belongs to it.

use super::{Fate, Survey};
use crate::document::html::measure::Measure;
use crate::document::html::table::Table;
use crate::document::html::tree::{Kind, NodeId, Step, Tree};
use crate::document::html::{frame, looks, title};

impl Survey<'_> {
    /// The element that holds the text: the page's own word for it, where most of the sentences are there.
    pub(super) fn root(&self) -> NodeId {
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
    pub(super) fn leave_outside(&mut self, root: NodeId) {
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
    pub(super) fn level_of_line(&self, id: NodeId) -> Option<u8> {
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
    pub(super) fn leave_around(&mut self, root: NodeId) {
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
