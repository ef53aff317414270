//! A reader of the JSON that knows the format from docs/diff.md and denies unknown fields.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Diff {
    pub(crate) schema: String,
    pub(crate) tool: Tool,
    pub(crate) exact: bool,
    pub(crate) old: Version,
    pub(crate) new: Version,
    pub(crate) summary: Summary,
    pub(crate) facts: Vec<Fact>,
    pub(crate) sections: Vec<Step<Section>>,
    pub(crate) clauses: Vec<Step<Clause>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tool {
    pub(crate) name: String,
    #[serde(rename = "version")]
    pub(crate) _version: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Version {
    pub(crate) id: String,
    pub(crate) path: String,
    pub(crate) sha256: String,
    pub(crate) bytes: usize,
    pub(crate) format: String,
    #[serde(rename = "title")]
    pub(crate) _title: Option<String>,
    #[serde(rename = "updated")]
    pub(crate) _updated: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Summary {
    pub(crate) text: String,
    pub(crate) clauses: Counts,
    pub(crate) sections: Counts,
    pub(crate) rights: Vec<String>,
    pub(crate) processors: Vec<String>,
    pub(crate) retention: Vec<String>,
    pub(crate) recipient_categories: Vec<String>,
    pub(crate) disclosures: Vec<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counts {
    pub(crate) kept: usize,
    pub(crate) changed: usize,
    pub(crate) added: usize,
    pub(crate) removed: usize,
    pub(crate) moved: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fact {
    pub(crate) family: String,
    pub(crate) id: String,
    #[serde(rename = "label")]
    pub(crate) _label: String,
    pub(crate) kind: String,
    pub(crate) words: String,
    pub(crate) old: Said,
    pub(crate) new: Said,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Said {
    pub(crate) status: String,
    pub(crate) words: String,
    pub(crate) evidence: Vec<Evidence>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Evidence {
    pub(crate) clause: String,
    pub(crate) lines: [usize; 2],
    pub(crate) quote: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step<T> {
    pub(crate) change: Change,
    pub(crate) moved: bool,
    pub(crate) old: Option<T>,
    pub(crate) new: Option<T>,
    #[serde(default)]
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) form: Vec<Form>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Change {
    Kept,
    Changed,
    Added,
    Removed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Section {
    pub(crate) id: String,
    #[serde(rename = "number")]
    pub(crate) _number: Option<String>,
    pub(crate) heading: String,
    #[serde(rename = "level")]
    pub(crate) _level: u8,
    #[serde(rename = "lines")]
    pub(crate) _lines: [usize; 2],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Clause {
    pub(crate) id: String,
    pub(crate) section: Option<String>,
    pub(crate) kind: String,
    pub(crate) lines: [usize; 2],
    pub(crate) text: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sentence {
    #[serde(rename = "change")]
    pub(crate) _change: Change,
    pub(crate) words: Vec<Words>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub(crate) change: Change,
    pub(crate) text: String,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, tag = "what", rename_all = "lowercase")]
pub(crate) enum Form {
    Marker {
        old: String,
        new: String,
    },
    Kind {
        old: String,
        new: String,
    },
    Level {
        old: u8,
        new: u8,
    },
    Link {
        words: String,
        old: Option<String>,
        new: Option<String>,
    },
    Typography,
}
