//! The numbers that a document gives its headings and items.

use std::collections::HashMap;

use super::xml::Element;
use crate::document::counter::CounterStyle;

/// Levels that a list can have.
const LEVELS: usize = 9;

/// The lists that a document defines.
#[derive(Default)]
pub(super) struct Numbering {
    /// The scheme of each list, and the levels that begin anew with it.
    lists: HashMap<String, List>,
    schemes: HashMap<String, Vec<Level>>,
}

struct List {
    scheme: String,
    starts: Vec<(usize, u32)>,
    /// The levels that it counts in a way of its own.
    own: Vec<(usize, Level)>,
}

impl List {
    /// How `level` of the list is counted, whose scheme has `levels`.
    fn shape<'l>(&'l self, level: usize, levels: &'l [Level]) -> Option<&'l Level> {
        let own = self.own.iter().find(|(at, _)| *at == level);
        own.map(|(_, shape)| shape).or(levels.get(level))
    }
}

/// How a level of a scheme is counted.
#[derive(Clone)]
struct Level {
    start: u32,
    /// None for bullets and what shows no number.
    style: Option<CounterStyle>,
    /// What is written: "%1.%2".
    pattern: String,
    /// Whether the levels above are written in plain numbers, whatever their own style.
    is_legal: bool,
}

/// Where each list stands while a document is read.
#[derive(Default)]
pub(super) struct Counts {
    by_scheme: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashMap<String, [bool; LEVELS]>,
}

/// What stands before a paragraph that is in a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet,
    /// "3." or "(a)".
    Number(String),
    /// "3.1": the number of a clause.
    Path(String),
}

impl Numbering {
    pub(super) fn of(part: Option<&Element>) -> Self {
        let mut numbering = Self::default();
        let Some(part) = part else {
            return numbering;
        };
        let named: HashMap<&str, &Element> = part
            .all("abstractNum")
            .filter_map(|scheme| Some((scheme.value("styleLink")?, scheme)))
            .collect();
        for scheme in part.all("abstractNum") {
            let Some(id) = scheme.attribute("abstractNumId") else {
                continue;
            };
            let link = scheme.value("numStyleLink");
            let meant = link.and_then(|name| named.get(name)).unwrap_or(&scheme);
            let levels = meant.all("lvl").map(Level::of).take(LEVELS);
            numbering.schemes.insert(id.to_owned(), levels.collect());
        }
        for list in part.all("num") {
            let (Some(id), Some(scheme)) = (list.attribute("numId"), list.value("abstractNumId"))
            else {
                continue;
            };
            let starts = list.all("lvlOverride").filter_map(|level| {
                let start = level.value("startOverride")?.parse().ok()?;
                Some((level.attribute("ilvl")?.parse().ok()?, start))
            });
            let own = list.all("lvlOverride").filter_map(|level| {
                let shape = Level::of(level.child("lvl")?);
                Some((level.attribute("ilvl")?.parse().ok()?, shape))
            });
            let list = List {
                scheme: scheme.to_owned(),
                starts: starts.collect(),
                own: own.collect(),
            };
            numbering.lists.insert(id.to_owned(), list);
        }
        numbering
    }

    /// What stands before the next paragraph at `level` of the list `id`; none where there is no such list.
    pub(super) fn next(&self, id: &str, level: usize, counts: &mut Counts) -> Option<Marker> {
        let list = self.lists.get(id)?;
        let levels = self.schemes.get(&list.scheme)?;
        let level = level.min(LEVELS - 1);
        let shape = list.shape(level, levels)?;
        let standing = counts.by_scheme.entry(list.scheme.clone()).or_default();
        let begun = counts.begun.entry(id.to_owned()).or_default();
        let anew = list.starts.iter().find(|(at, _)| *at == level);
        let anew = anew.filter(|_| !std::mem::replace(&mut begun[level], true));
        standing[level] = Some(match (anew, standing[level]) {
            (Some((_, start)), _) => *start,
            (None, Some(number)) => number.saturating_add(1),
            (None, None) => shape.start,
        });
        standing
            .iter_mut()
            .skip(level + 1)
            .for_each(|deeper| *deeper = None);
        if shape.style.is_none() {
            return Some(Marker::Bullet);
        }
        let mut written = shape.pattern.clone();
        let mut places = 0;
        let is_legal = shape.is_legal;
        for (at, number) in standing.iter().enumerate() {
            let place = format!("%{}", at + 1);
            let Some(shape) = list.shape(at, levels) else {
                continue;
            };
            if written.contains(&place) {
                let number = number.unwrap_or(shape.start);
                let style = shape.style.filter(|_| !is_legal);
                let style = style.unwrap_or(CounterStyle::Decimal);
                written = written.replace(&place, &style.written(number));
                places += 1;
            }
        }
        Some(match (written.trim(), places) {
            ("", _) => Marker::Bullet,
            (written, 0 | 1) => Marker::Number(written.to_owned()),
            (written, _) => Marker::Path(written.to_owned()),
        })
    }
}

impl Level {
    fn of(element: &Element) -> Self {
        let style = match element.value("numFmt") {
            Some("bullet" | "none") => None,
            Some("lowerLetter") => Some(CounterStyle::Letter),
            Some("upperLetter") => Some(CounterStyle::CapitalLetter),
            Some("lowerRoman") => Some(CounterStyle::Roman),
            Some("upperRoman") => Some(CounterStyle::CapitalRoman),
            _ => Some(CounterStyle::Decimal),
        };
        let start = element.value("start").and_then(|start| start.parse().ok());
        Self {
            start: start.unwrap_or(1),
            style,
            pattern: element.value("lvlText").unwrap_or_default().to_owned(),
            is_legal: element.switch("isLgl") == Some(true),
        }
    }
}
