//! Checklists: what a law wants a notice to contain, in terms of the rows of the matrix.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Jurisdiction;

/// What one law wants a notice to contain.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// Its id: "gdpr-13".
    pub id: String,
    /// What people call it.
    pub label: String,
    /// The law's short name.
    pub law: String,
    /// Whom the law protects: a right that is offered only elsewhere does not count.
    pub scope: Jurisdiction,
    /// What it wants, in its order.
    #[serde(rename = "requirement")]
    pub requirements: Vec<Requirement>,
}

/// One thing that a law wants a notice to contain.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Where the law says so: "13(1)(a)".
    pub provision: String,
    /// What is wanted.
    pub text: String,
    /// Whether it always is.
    pub duty: Duty,
    /// The rows of the matrix that answer it ("disclosures.dpo", "retention.*"); empty where none can.
    #[serde(default)]
    pub needs: Vec<String>,
    /// What of the rows answers it.
    #[serde(default)]
    pub accepts: Accepts,
    /// Rows that answer it in part.
    #[serde(default)]
    pub partly: Vec<String>,
    /// It is wanted where one of these rows is stated.
    #[serde(default)]
    pub when: Vec<String>,
    /// What a reader of the result should know.
    #[serde(default)]
    pub note: Option<String>,
}

/// Whether a requirement always holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// Always.
    Mandatory,
    /// Where something is the case that a policy need not show.
    Conditional,
    /// It is good practice.
    Recommended,
}

/// What of the rows answers a [`Requirement`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Accepts {
    /// One that is stated.
    #[default]
    Stated,
    /// One that is stated or denied: "no officer has been appointed" tells the reader.
    Answered,
    /// All of them, stated.
    All,
    /// A statement can at most touch it.
    Touched,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChecklistFile {
    checklist: Vec<Checklist>,
}

/// All checklists. They are read when first asked for: most calls need none.
pub fn checklists() -> &'static [Checklist] {
    static ALL: LazyLock<Vec<Checklist>> = LazyLock::new(|| {
        let read: Result<ChecklistFile, _> = toml::from_str(include_str!("checklists.toml"));
        read.unwrap_or_else(|why| unreachable!("a test reads the compiled-in file: {why}"))
            .checklist
    });
    &ALL
}

/// The checklist `id`.
pub fn checklist(id: &str) -> Option<&'static Checklist> {
    checklists().iter().find(|checklist| checklist.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{ConceptKind, Lexicon};

    #[test]
    fn every_row_that_a_requirement_needs_is_known() {
        let lexicon = Lexicon::built_in();
        for checklist in checklists() {
            assert!(!checklist.requirements.is_empty());
            for requirement in &checklist.requirements {
                for row in requirement
                    .needs
                    .iter()
                    .chain(&requirement.partly)
                    .chain(&requirement.when)
                {
                    let (family, id) = row.split_once('.').unwrap();
                    let known = match (family, id) {
                        (_, "*") | ("policy", "updated") | ("disclosures", "legal-basis.*") => true,
                        ("rights", id) => lexicon.concept(ConceptKind::Right, id).is_some(),
                        ("recipients", id) => lexicon.concept(ConceptKind::Recipient, id).is_some(),
                        ("disclosures", id) => {
                            lexicon.concept(ConceptKind::Disclosure, id).is_some()
                        }
                        _ => false,
                    };
                    assert!(known, "{} {}: {row}", checklist.id, requirement.provision);
                }
            }
        }
    }
}
