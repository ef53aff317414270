//! The tree of an XML part, names without their prefixes, within limits.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::DocxError;

/// Elements that stand deeper make a part unreadable.
const DEEPEST: usize = 200;
/// More elements make a part unreadable.
const MOST_ELEMENTS: usize = 1_000_000;

/// An element of a part.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    /// The words right in it; only elements without others in them hold any that matter.
    pub(super) text: String,
}

impl Element {
    /// The value of the attribute `name`, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The first element called `name` right in this one.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All elements called `name` right in this one.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The `val` of the element `name` in this one.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// What the switch `name` in this one says: on, off, or nothing.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let value = self.child(name)?.attribute("val");
        Some(!matches!(value, Some("0" | "false" | "off" | "none")))
    }
}

/// The root of the part `name` that `text` is.
pub(super) fn parse(text: &str, name: &str) -> Result<Element, DocxError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Element::default()];
    let mut count = 0;
    loop {
        let event = reader.read_event().map_err(|source| DocxError::Xml {
            part: name.to_owned(),
            source,
        })?;
        let words = match &event {
            Event::Start(start) => {
                count += 1;
                if open.len() > DEEPEST || count > MOST_ELEMENTS {
                    return Err(DocxError::Limits {
                        part: name.to_owned(),
                    });
                }
                open.push(element(start));
                continue;
            }
            Event::End(_) => {
                // The reader has checked that each end has its beginning.
                if let (Some(child), Some(parent)) = (open.pop(), open.last_mut()) {
                    parent.children.push(child);
                }
                continue;
            }
            Event::Text(text) => Some(text.to_string()),
            Event::CData(text) => Some(text.to_string()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => Some(c.to_string()),
                _ => resolve_predefined_entity(reference).map(str::to_owned),
            },
            Event::Eof => break,
            _ => None,
        };
        if let (Some(words), Some(element)) = (words, open.last_mut()) {
            element.text.push_str(&words);
        }
    }
    let root = open.swap_remove(0).children.into_iter().next();
    Ok(root.unwrap_or_default())
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().flatten().map(|attribute| {
        let key = attribute.key.local_name().as_ref().to_owned();
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .unwrap_or_default();
        (key, value.into_owned())
    });
    Element {
        name: start.local_name().as_ref().to_owned(),
        attributes: attributes.collect(),
        ..Element::default()
    }
}
