//! Rows of the matrix by name: "rights.erasure", "retention.*".

use std::fmt;

use super::{Family, MatrixRow};

/// A row of the matrix, or all whose ids begin alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowName {
    /// The family.
    pub family: Family,
    /// The id in the family; with a "*" at its end, all ids that begin so.
    pub id: String,
}

impl RowName {
    /// Reads "rights.erasure"; none where there is no such family.
    pub fn read(name: &str) -> Option<Self> {
        let (family, id) = name.split_once('.')?;
        Some(Self {
            family: Family::named(family)?,
            id: id.to_owned(),
        })
    }

    /// What the ids of several rows begin with; none where it is the id of one.
    pub fn start(&self) -> Option<&str> {
        self.id.strip_suffix('*')
    }

    /// Whether `row` is meant.
    pub fn means(&self, row: &MatrixRow) -> bool {
        let id = row.id.as_str();
        row.family == self.family
            && self
                .start()
                .map_or(id == self.id, |start| id.starts_with(start))
    }
}

impl fmt::Display for RowName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.family.name(), self.id)
    }
}

impl Family {
    /// What rows of the family are called by: "rights" in "rights.erasure".
    pub fn name(self) -> &'static str {
        match self {
            Self::Rights => "rights",
            Self::Processors => "processors",
            Self::Retention => "retention",
            Self::RecipientCategories => "recipients",
            Self::Disclosures => "disclosures",
        }
    }

    /// The family called so, or as the JSON report calls it.
    pub fn named(name: &str) -> Option<Self> {
        if name == "recipient_categories" {
            return Some(Self::RecipientCategories);
        }
        Self::ALL.into_iter().find(|family| family.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_one_row_or_all_that_begin_so() {
        let row = |id: &str| MatrixRow {
            family: Family::Disclosures,
            id: id.into(),
            label: String::new(),
            refs: Vec::new(),
            category: None,
            cells: Vec::new(),
        };
        let bases = RowName::read("disclosures.legal-basis.*").unwrap();
        assert!(bases.means(&row("legal-basis.consent")) && !bases.means(&row("dpo")));
        let dpo = RowName::read("disclosures.dpo").unwrap();
        assert!(dpo.means(&row("dpo")) && !dpo.means(&row("dpo-2")));
        assert_eq!(dpo.to_string(), "disclosures.dpo");
        assert_eq!(RowName::read("policy.updated"), None);
        assert_eq!(RowName::read("rights"), None);
    }
}
