//! What two policies say differently, in words: the part of each beside that of the other.

use super::lower_first;
use super::says::{brief, readable};
use super::words::{jurisdictions, relation, retention, safeguard, status};
use crate::coverage::{Cell, Family, MatrixRow};
use crate::diff::{Difference, Side};
use crate::facts::{Retention, Safeguard};

/// A difference in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// What the row is about: "Account data".
    pub label: String,
    /// Which part of it differs, where it is not the row itself: "place", "for whom".
    pub aspect: Option<&'static str>,
    /// What the left one says: "7 days", "silent".
    pub left: String,
    /// What the right one says.
    pub right: String,
}

impl Contrast {
    /// What it is about: "Account data", "Stripe, place".
    pub fn about(&self) -> String {
        with_aspect(self.label.clone(), self.aspect)
    }

    /// All of it on one line, `between` the two sides: "retention of account data: 7 days ↔ 30 days".
    pub fn on_one_line(&self, row: &MatrixRow, between: &str) -> String {
        let label = match row.family {
            Family::Retention => format!("retention of {}", lower_first(&self.label)),
            Family::Rights => format!("right “{}”", self.label),
            Family::RecipientCategories => format!("recipients “{}”", self.label),
            Family::Processors | Family::Disclosures => self.label.clone(),
        };
        let about = with_aspect(label, self.aspect);
        format!("{about}: {} {between} {}", self.left, self.right)
    }
}

fn with_aspect(label: String, aspect: Option<&str>) -> String {
    match aspect {
        Some(aspect) => format!("{label}, {aspect}"),
        None => label,
    }
}

/// `difference`, which was found on `row` between the cells `left` and `right`, in words.
pub fn contrast(row: &MatrixRow, left: &Cell, right: &Cell, difference: &Difference) -> Contrast {
    let (left, right) = sides(left, right, difference);
    let label = match difference {
        // The row of what is left open stands for all rows of its group: "Transfer: safeguards not named".
        Difference::OpenSafeguards { .. } => group(&row.label).to_owned(),
        _ => row.label.clone(),
    };
    Contrast {
        label,
        aspect: aspect(difference),
        left,
        right,
    }
}

/// The group of rows that a label names before a colon; the label where it names none.
fn group(label: &str) -> &str {
    label.split_once(": ").map_or(label, |(group, _)| group)
}

/// What a label names after its group.
fn within_group(label: &str) -> &str {
    label.split_once(": ").map_or(label, |(_, own)| own)
}

/// Which part of the row differs, where it is not the row itself.
fn aspect(difference: &Difference) -> Option<&'static str> {
    match difference {
        Difference::Relation { .. } => Some("role"),
        Difference::Location { .. } => Some("place"),
        Difference::Safeguards { .. } | Difference::OpenSafeguards { .. } => Some("safeguards"),
        Difference::Scope { .. } => Some("for whom"),
        Difference::Silence(_)
        | Difference::Denial(_)
        | Difference::Periods { .. }
        | Difference::Value { .. }
        | Difference::Reserve(_) => None,
    }
}

fn sides(left: &Cell, right: &Cell, difference: &Difference) -> (String, String) {
    match difference {
        Difference::Silence(_) | Difference::Denial(_) => (said(left), said(right)),
        Difference::OpenSafeguards { open, named } => {
            let named: Vec<&str> = named.iter().map(|label| within_group(label)).collect();
            of_sides(*open, "left open".to_owned(), named.join(", "))
        }
        Difference::Periods { left, right } => (periods(left), periods(right)),
        Difference::Relation { left, right } => {
            (relation(*left).to_owned(), relation(*right).to_owned())
        }
        Difference::Location { left, right } => {
            (listed(left, "not said"), listed(right, "not said"))
        }
        Difference::Safeguards { left, right } => (safeguards(left), safeguards(right)),
        Difference::Value { left, right } => (value(left.as_deref()), value(right.as_deref())),
        Difference::Scope { left, right } => (jurisdictions(left), jurisdictions(right)),
        Difference::Reserve(side) => {
            of_sides(*side, "with reserve".to_owned(), "plainly".to_owned())
        }
    }
}

/// `words` on `side` and `others` on the other one.
fn of_sides(side: Side, words: String, others: String) -> (String, String) {
    match side {
        Side::Left => (words, others),
        Side::Right => (others, words),
    }
}

/// "stated", "denied" or "silent", with what is particular to it.
fn said(cell: &Cell) -> String {
    let brief = brief(cell);
    match (brief.polarity, brief.content.as_str()) {
        (None, _) => "silent".to_owned(),
        (polarity, "") => status(polarity).to_owned(),
        (polarity, more) => format!("{} ({more})", status(polarity)),
    }
}

fn periods(periods: &[Retention]) -> String {
    let words: Vec<String> = periods.iter().map(retention).collect();
    listed(&words, "not said")
}

fn safeguards(safeguards: &[Safeguard]) -> String {
    let words: Vec<String> = safeguards
        .iter()
        .map(|one| safeguard(*one).to_owned())
        .collect();
    listed(&words, "none named")
}

fn value(value: Option<&str>) -> String {
    value.map_or_else(|| "not said".to_owned(), readable)
}

fn listed(words: &[String], none: &str) -> String {
    if words.is_empty() {
        none.to_owned()
    } else {
        words.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff;
    use crate::facts::extract;
    use crate::lexicon::Lexicon;
    use crate::policy::{self, PolicyId};
    use crate::source::{Format, Source};

    /// All that two policies say differently, a line each.
    fn told(left: &str, right: &str) -> Vec<String> {
        let lexicon = Lexicon::built_in();
        let facts = [left, right].map(|text| {
            let source = Source {
                name: "policy".to_owned(),
                path: "policy.md".to_owned(),
                bytes: text.as_bytes().to_vec(),
                format: Format::Markdown,
            };
            extract(&policy::read(&source).unwrap(), lexicon)
        });
        let matrix = crate::coverage::matrix(&facts, lexicon);
        let found = diff::facts(&matrix, lexicon, PolicyId(0), PolicyId(1));
        let line = |one: &diff::FactDifference| {
            let row = &matrix.rows[one.row];
            let contrast = contrast(row, &row.cells[0], &row.cells[1], &one.difference);
            contrast.on_one_line(row, "↔")
        };
        found.iter().map(line).collect()
    }

    #[test]
    fn periods_are_put_against_each_other() {
        assert_eq!(
            told(
                "Session data is deleted after 7 days.",
                "Session data is deleted after 30 days."
            ),
            ["retention of session data: 7 days ↔ 30 days"]
        );
    }

    #[test]
    fn only_the_periods_that_differ_are_told() {
        let old = "Server logs are kept for 7 days. Server logs are kept for 1 year.";
        let new = "Server logs are kept for 7 days.";
        assert_eq!(
            told(old, new),
            ["retention of logs and usage data: 1 year ↔ not said"]
        );
    }

    #[test]
    fn what_one_leaves_out_or_denies_is_told() {
        let old = "You have the right to access your personal data. We do not sell personal data.";
        let new = "We sell personal data to advertisers.";
        let told = told(old, new);
        assert!(
            told.contains(&"right “Access”: stated ↔ silent".to_owned()),
            "{told:?}"
        );
        assert!(
            told.contains(&"Sale of personal data: denied ↔ stated".to_owned()),
            "{told:?}"
        );
    }

    #[test]
    fn reserve_and_scope_are_told_beside_each_other() {
        let old = "You have the right to erasure of your personal data.";
        let new = "If you are in the European Union, you may have the right to erasure of your personal data.";
        assert_eq!(
            told(old, new),
            [
                "right “Erasure”, for whom: everybody ↔ EU",
                "right “Erasure”: plainly ↔ with reserve"
            ]
        );
    }

    #[test]
    fn safeguards_left_open_are_one_difference() {
        let old = "We transfer personal data to third countries under standard contractual clauses and binding corporate rules.";
        let new = "We transfer personal data to third countries with appropriate safeguards.";
        assert_eq!(
            told(old, new),
            [
                "Transfer, safeguards: standard contractual clauses, binding corporate rules ↔ left open"
            ]
        );
    }

    #[test]
    fn a_processor_differs_in_place_and_safeguards() {
        let old = "## Processors\n\n- Hetzner Online GmbH (Germany): hosting\n";
        let new = "## Processors\n\n- Hetzner Online GmbH (Finland): hosting, under standard contractual clauses\n";
        let told = told(old, new);
        assert!(
            told.contains(&"Hetzner, place: DE ↔ FI".to_owned()),
            "{told:?}"
        );
        assert!(
            told.contains(
                &"Hetzner, safeguards: none named ↔ standard contractual clauses".to_owned()
            ),
            "{told:?}"
        );
    }

    #[test]
    fn two_that_say_the_same_differ_in_nothing() {
        let text = "We keep server logs for 7 days.";
        assert_eq!(
            told(text, &text.replace("keep", "retain")),
            Vec::<String>::new()
        );
    }
}
