//! What the style sheets in a page say of its elements: which are hidden, bold, in lines of their own.
//!
//! Only selectors are read that name an element by itself: `p`, `.note`, `#end`, `p.note.small`. What depends on
//! what stands around it, or on the screen, is left aside.

use std::collections::HashMap;

use super::looks::Look;
use super::tree::{NodeId, Tree};

/// More rules than these that begin with one name are not read.
const MOST_OF_A_NAME: usize = 50;

/// Tells each element of `tree` what the style sheets in it and its own tag say.
pub(super) fn apply(tree: &mut Tree) {
    let rules = Rules::of(tree);
    let elements: Vec<NodeId> = tree.nodes(Tree::ROOT).collect();
    for id in elements {
        let own = tree.attribute(id, "style").map(Look::of);
        let look = rules.look(tree, id).under(own.unwrap_or_default());
        if look != Look::default() {
            tree.set_look(id, look);
        }
    }
}

/// Rules by the first name of their selectors: "p", ".note", "#end".
#[derive(Default)]
struct Rules {
    by_name: HashMap<String, Vec<Rule>>,
    count: usize,
}

struct Rule {
    /// All names that an element must have.
    names: Vec<String>,
    look: Look,
    order: usize,
}

impl Rules {
    fn of(tree: &Tree) -> Self {
        let mut rules = Self::default();
        let is_for_screens = |id: NodeId| {
            let media = tree.attribute(id, "media").unwrap_or("all");
            matches!(media.trim(), "" | "all" | "screen")
        };
        // What stands in the shadow of an element is only for what stands there.
        let in_shadow = |id: NodeId| {
            tree.ancestors(id)
                .any(|above| matches!(tree.name(above), "template" | "iframe"))
        };
        let nodes = tree.nodes(Tree::ROOT);
        let sheets = nodes.filter(|id| tree.name(*id) == "style");
        for id in sheets.filter(|id| is_for_screens(*id) && !in_shadow(*id)) {
            rules.read(&without_remarks(&tree.words(id)));
        }
        rules
    }

    fn read(&mut self, sheet: &str) {
        let mut rest = sheet;
        while let Some((head, after)) = rest.split_once('{') {
            // What comes before are the likes of "@import url(x);".
            let selectors = head.rsplit([';', '}']).next().unwrap_or_default().trim();
            if is_for_all_screens(selectors) {
                rest = after;
                continue;
            }
            if selectors.starts_with('@') {
                rest = after_block(after);
                continue;
            }
            let (body, after) = after.split_once('}').unwrap_or((after, ""));
            rest = after;
            let look = Look::of(body);
            if look != Look::default() {
                for selector in selectors.split(',') {
                    self.add(selector.trim(), look);
                }
            }
        }
    }

    fn add(&mut self, selector: &str, look: Look) {
        let mut names = names(selector);
        let Some(first) = names.pop() else {
            return;
        };
        // A sheet that begins anew with all lists says nothing of those in the text.
        let is_of_all = !first.starts_with(['.', '#']);
        let count = look.count.filter(|_| !is_of_all);
        let look = Look { count, ..look };
        self.count += 1;
        let rules = self.by_name.entry(first).or_default();
        if rules.len() < MOST_OF_A_NAME {
            let order = self.count;
            rules.push(Rule { names, look, order });
        }
    }

    fn look(&self, tree: &Tree, id: NodeId) -> Look {
        if self.by_name.is_empty() {
            return Look::default();
        }
        let own = own_names(tree, id);
        let named = own.iter().filter_map(|name| self.by_name.get(name));
        let mut rules: Vec<&Rule> = named
            .flatten()
            .filter(|rule| rule.names.iter().all(|name| own.contains(name)))
            .collect();
        rules.sort_by_key(|rule| (rule.names.len(), rule.order));
        let looks = rules.into_iter().map(|rule| rule.look);
        looks.fold(Look::default(), Look::under)
    }
}

/// Whether what opens a block of rules lets them hold on all screens: "@media screen".
fn is_for_all_screens(head: &str) -> bool {
    let media = head.strip_prefix("@media").map(str::trim);
    media.is_some_and(|media| matches!(media, "all" | "screen" | "only screen"))
}

/// What selectors may call the element `id`.
fn own_names(tree: &Tree, id: NodeId) -> Vec<String> {
    const MOST: usize = 30;
    let name = Some(tree.name(id)).filter(|name| !name.is_empty());
    let id_name = tree.attribute(id, "id").map(|name| format!("#{name}"));
    let classes = tree.attribute(id, "class").unwrap_or_default();
    let classes = classes
        .split_ascii_whitespace()
        .map(|name| format!(".{name}"));
    let names = name.map(str::to_owned).into_iter().chain(id_name);
    names.chain(classes.take(MOST)).collect()
}

/// The names in `selector`, the one that few elements have at the end; none where it names more than an element.
fn names(selector: &str) -> Vec<String> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#');
    if selector.is_empty() || !selector.chars().all(is_plain) {
        return Vec::new();
    }
    let mut names: Vec<String> = Vec::new();
    for c in selector.chars() {
        match names.last_mut().filter(|_| !matches!(c, '.' | '#')) {
            Some(name) => name.push(c),
            None => names.push(c.to_string()),
        }
    }
    let is_named = |name: &String| name.contains(|c| !matches!(c, '.' | '#'));
    if names.iter().all(is_named) {
        names
    } else {
        Vec::new()
    }
}

/// What stands after the block that has begun, with all blocks in it.
fn after_block(text: &str) -> &str {
    let mut depth = 1_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

fn without_remarks(sheet: &str) -> String {
    let mut plain = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.replace("<!--", " ").replace("-->", " ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rules(sheet: &str) -> Rules {
        let mut rules = Rules::default();
        rules.read(&without_remarks(sheet));
        rules
    }

    #[test]
    fn a_selector_that_names_one_element_is_read() {
        assert_eq!(names("p.note.small"), ["p", ".note", ".small"]);
        assert_eq!(names("#end"), ["#end"]);
        for other in [
            "", ".a .b", "a:hover", "*", "p > a", "[hidden]", ".a..b", "#",
        ] {
            assert!(names(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn rules_for_other_media_and_remarks_are_passed_over() {
        let read = rules(
            "@import url(x);/* .a{display:none} */ .b, .c d {display:none}\
             @media print { .e {display:none} .f {display:none} } @media screen { .h{display:none} .i{color:red} }\
             <!-- .g{font-weight:700} -->",
        );
        let mut names: Vec<&String> = read.by_name.keys().collect();
        names.sort();
        assert_eq!(names, [".b", ".g", ".h"]);
    }

    #[test]
    fn what_is_broken_ends_nowhere() {
        for broken in [
            "{",
            "}",
            "@media {",
            ".a{display:none",
            "/*",
            "a{b}c}d{",
            "@x;{}",
        ] {
            rules(broken);
        }
        assert!(rules(".a{display:none").by_name.contains_key(".a"));
    }

    proptest! {
        #[test]
        fn any_sheet_is_read(sheet in "([a.#{}@/*;:, -]|display:none|<!--|ä){0,60}") {
            rules(&sheet);
        }
    }
}
