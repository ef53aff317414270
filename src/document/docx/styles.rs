//! What the styles of a document say of its paragraphs and runs, those included that a style is based on.

use std::collections::HashMap;

use super::xml::Element;

/// Styles that are based on others through more steps are not followed further.
const LONGEST_CHAIN: usize = 32;

/// The styles of a document by their ids.
#[derive(Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

/// One style, without what it is based on.
#[derive(Default)]
struct Style {
    /// In small letters.
    name: String,
    based_on: Option<String>,
    look: Look,
}

/// What a style, or a paragraph by itself, says of its looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// The level of the heading that it is, from 0; 9 is none.
    pub(super) outline: Option<u8>,
    /// The list that it is in, by its number.
    pub(super) list: Option<String>,
    /// The level in the list, from 0.
    pub(super) list_level: Option<usize>,
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// Whether it stands in from the margin.
    pub(super) indented: Option<bool>,
}

/// What a paragraph is by the name of its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    Title,
    /// A line of a table of contents.
    Contents,
}

impl Styles {
    pub(super) fn of(part: Option<&Element>) -> Self {
        let mut styles = Self::default();
        for element in part.into_iter().flat_map(|part| part.all("style")) {
            let Some(id) = element.attribute("styleId") else {
                continue;
            };
            let is_paragraph = element.attribute("type") == Some("paragraph");
            let is_usual = matches!(element.attribute("default"), Some("1" | "true" | "on"));
            if is_paragraph && is_usual {
                styles.usual = Some(id.to_owned());
            }
            let name = element.value("name").unwrap_or_default().to_lowercase();
            let mut look = Look::of(element.child("pPr"), element.child("rPr"));
            look.outline = look.outline.or_else(|| heading_by_name(&name));
            let style = Style {
                name,
                based_on: element.value("basedOn").map(str::to_owned),
                look,
            };
            styles.by_id.insert(id.to_owned(), style);
        }
        styles
    }

    /// The looks of the style `id`, or of the usual one where a paragraph names none.
    pub(super) fn look(&self, id: Option<&str>) -> Look {
        self.chain(id).fold(Look::default(), |look, style| Look {
            outline: look.outline.or(style.look.outline),
            list: look.list.or_else(|| style.look.list.clone()),
            list_level: look.list_level.or(style.look.list_level),
            bold: look.bold.or(style.look.bold),
            hidden: look.hidden.or(style.look.hidden),
            indented: look.indented.or(style.look.indented),
        })
    }

    pub(super) fn role(&self, id: Option<&str>) -> Role {
        let is = |test: fn(&str) -> bool| self.chain(id).any(|style| test(&style.name));
        if is(|name| name == "title") {
            Role::Title
        } else if is(|name| name.starts_with("toc ") || name.starts_with("contents ")) {
            Role::Contents
        } else {
            Role::Text
        }
    }

    /// The style `id` and those that it is based on.
    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let first = id.or(self.usual.as_deref());
        let first = first.and_then(|id| self.by_id.get(id));
        std::iter::successors(first, |style| self.by_id.get(style.based_on.as_deref()?))
            .take(LONGEST_CHAIN)
    }
}

impl Look {
    /// What the properties of a paragraph and of a run say.
    pub(super) fn of(paragraph: Option<&Element>, run: Option<&Element>) -> Self {
        let list = paragraph.and_then(|properties| properties.child("numPr"));
        let number = |value: Option<&str>| value.and_then(|value| value.parse().ok());
        Self {
            outline: paragraph
                .and_then(|properties| properties.value("outlineLvl"))
                .and_then(|level| level.parse().ok()),
            list: list.and_then(|list| list.value("numId")).map(str::to_owned),
            list_level: number(list.and_then(|list| list.value("ilvl"))),
            bold: run.and_then(|properties| properties.switch("b")),
            hidden: run.and_then(|properties| properties.switch("vanish")),
            indented: paragraph
                .and_then(|properties| properties.child("ind"))
                .and_then(|indent| indent.attribute("left").or(indent.attribute("start")))
                .and_then(|width| width.parse::<i32>().ok())
                .map(|width| width > 0),
        }
    }
}

/// The level of the style that word processors call "heading 1" in every language.
fn heading_by_name(name: &str) -> Option<u8> {
    let level: u8 = name.strip_prefix("heading ")?.trim().parse().ok()?;
    level.checked_sub(1).filter(|level| *level < 9)
}
