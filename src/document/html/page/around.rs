//! Where in a page the text is, and what around it belongs to it.

use super::{Fate, Survey};
use crate::document::html::measure::Measure;
use crate::document::html::table::{Content, Table};
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
            "table" => {
                has_heading[id]
                    || has_table[id]
                    || Table::of(self.tree, id, Content::Words).is_none()
            }
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

    /// Leaves out what stands around the core of `root` and is not part of the policy.
    pub(super) fn leave_around(&mut self, root: NodeId) {
        let places = self.places(self.core(root));
        let belongs = self.lines_that_belong(root, &places);
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

    /// For each line around the core, which lies in `root`, whether it is part of the policy.
    fn lines_that_belong(&self, root: NodeId, places: &[Place]) -> Vec<bool> {
        let own = self.own();
        let settings = self.settings(root);
        let mut belongs = self.titles_before(root, &self.places(root));
        let parts = self.parts(places);
        let is_headed = self.parts_of_headed();
        // From the end on: a heading belongs to the policy where a line or a lesser heading under it does.
        let mut headed: Option<u8> = None;
        for part in parts.iter().rev() {
            for line in &part.lines {
                let is_worded = || self.is_text(*line, part, settings[*line], &own);
                let is_of_text = settings[*line] == Setting::Page && is_headed[*line];
                belongs[*line] |= (is_of_text && is_plain(own[*line])) || is_worded();
            }
            if part.lines.iter().any(|line| belongs[*line]) {
                headed = Some(u8::MAX);
            }
            let Some((heading, level)) = part.heading else {
                headed = None;
                continue;
            };
            let may_be_title = places[heading] == Place::Before
                && settings[heading] != Setting::Beside
                && level <= 2
                && own[heading].is_unlinked();
            belongs[heading] |= may_be_title || headed.is_some_and(|below| below > level);
            headed = Some(level).filter(|_| belongs[heading]);
        }
        belongs
    }

    /// The lines around the core by the headings that stand over them.
    fn parts(&self, places: &[Place]) -> Vec<Part> {
        let own = self.own();
        let mut parts = vec![Part::default()];
        let mut before = Place::Before;
        for id in self.nodes.iter().copied() {
            if self.lines[id] != id || own[id].all == 0 || places[id] == Place::Inside {
                continue;
            }
            let heading = self.level_of_line(id).map(|level| (id, level));
            // The headings of the core are not those of what comes after it.
            if heading.is_some() || places[id] != before {
                before = places[id];
                parts.push(Part::default());
            }
            if let Some(part) = parts.last_mut() {
                part.heading = part.heading.or(heading);
                part.lines.extend(heading.is_none().then_some(id));
            }
        }
        parts
    }

    /// Whether `line`, which stands in `part` of the page, is part of the policy.
    fn is_text(&self, line: NodeId, part: &Part, setting: Setting, own: &[Measure]) -> bool {
        let measure = own[line];
        let is_plain = is_plain(measure);
        let heading = part.heading.map(|(heading, _)| own[heading]);
        let is_headed = heading.is_some_and(Measure::is_unlinked);
        let has_prose = || part.lines.iter().any(|line| own[*line].is_prose());
        match setting {
            Setting::Text => is_plain,
            Setting::Page => self.is_worded_like_text(line, measure) || (is_plain && is_headed),
            // A heading that leads elsewhere stands over the beginning of another page.
            Setting::Beside if heading.is_some() && !is_headed => false,
            Setting::Beside => measure.is_prose() || (is_plain && is_headed && has_prose()),
            Setting::Asking => false,
        }
    }

    /// For each node whether it stands in an element with a heading over it, but for the whole page.
    fn parts_of_headed(&self) -> Vec<bool> {
        let mut headed = self.under_headings(&self.own());
        for id in self.nodes.iter().copied() {
            let parent = self.tree.parent(id);
            let is_in_part = parent.is_some_and(|parent| self.tree.name(parent) != "body");
            headed[id] = (headed[id] && is_in_part) || parent.is_some_and(|parent| headed[parent]);
        }
        headed
    }

    /// What each node stands in.
    fn settings(&self, root: NodeId) -> Vec<Setting> {
        if root == Tree::ROOT {
            return vec![Setting::Page; self.tree.len()];
        }
        let mut settings = vec![Setting::Beside; self.tree.len()];
        let asks = self.tree.holders(|id| frame::is_control(self.tree, id));
        let prose = self.prose();
        let mut holds_root = vec![false; self.tree.len()];
        for id in self.tree.ancestors(root) {
            holds_root[id] = true;
        }
        let parent_of_root = self.tree.parent(root);
        for id in self.nodes.iter().copied() {
            let parent = self.tree.parent(id);
            let is_beside = parent.is_some_and(|parent| holds_root[parent]) && !holds_root[id];
            settings[id] = match parent {
                _ if id == root => Setting::Text,
                // A policy may come in several articles.
                _ if parent == parent_of_root && frame::is_main(self.tree, id) && prose[id] > 0 => {
                    Setting::Text
                }
                _ if is_beside && asks[id] => Setting::Asking,
                Some(parent) => settings[parent],
                None => Setting::Beside,
            };
        }
        settings
    }

    /// Whether a line is a sentence, a cell of data, a date, an address to write to or a note.
    fn is_worded_like_text(&self, line: NodeId, own: Measure) -> bool {
        let is_data = matches!(self.tree.name(line), "td" | "th");
        own.linked * 2 <= own.all && (own.is_prose() || is_data || own.tells_year || own.refers)
    }
}

/// Whether a line may be text: it leads nowhere, and does not only say whose the page is.
fn is_plain(line: Measure) -> bool {
    line.linked * 2 <= line.all && !line.claims_copyright
}

/// A heading and the lines under it.
#[derive(Default)]
struct Part {
    heading: Option<(NodeId, u8)>,
    lines: Vec<NodeId>,
}

/// What a line stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// What the page calls its text.
    Text,
    /// A page that does not say where its text is.
    Page,
    /// What stands beside the text that the page names.
    Beside,
    /// The same, with something to press or to fill in.
    Asking,
}

/// Where a node stands to the core of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Inside,
    After,
}
