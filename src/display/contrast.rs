//! What two policies say differently, in words: the part of each beside that of the other.

use super::says::{brief, readable};
use super::words::{jurisdictions, relation, retention, safeguard, status};
use crate::coverage::{Cell, Family, MatrixRow};
use crate::diff::{Difference, Side};
use crate::facts::{Retention, Safeguard};

/// A difference in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// What it is about: "Account data", "Stripe, place".
    pub about: String,
    /// What the left one says: "7 days", "silent".
    pub left: String,
    /// What the right one says.
    pub right: String,
}

impl Contrast {
    /// All of it on one line, `between` the two sides: "retention of account data: 7 days ↔ 30 days".
    pub fn on_one_line(&self, row: &MatrixRow, between: &str) -> String {
        let about = match row.family {
            Family::Retention => format!("retention of {}", lower_first(&self.about)),
            Family::Rights => format!("right “{}”", self.about),
            Family::RecipientCategories => format!("recipients “{}”", self.about),
            Family::Processors | Family::Disclosures => self.about.clone(),
        };
        format!("{about}: {} {between} {}", self.left, self.right)
    }
}

/// `difference`, which was found on `row` between the cells `left` and `right`, in words.
pub fn contrast(row: &MatrixRow, left: &Cell, right: &Cell, difference: &Difference) -> Contrast {
    let (left, right) = sides(left, right, difference);
    let about = match aspect(difference) {
        Some(aspect) => format!("{}, {aspect}", row.label),
        None => row.label.clone(),
    };
    Contrast { about, left, right }
}

/// Which part of the row differs, where it is not the row itself.
fn aspect(difference: &Difference) -> Option<&'static str> {
    match difference {
        Difference::Relation { .. } => Some("role"),
        Difference::Location { .. } => Some("place"),
        Difference::Safeguards { .. } => Some("safeguards"),
        Difference::Scope { .. } => Some("for whom"),
        Difference::Silence(_)
        | Difference::Denial(_)
        | Difference::OpenSafeguards { .. }
        | Difference::Periods { .. }
        | Difference::Value { .. }
        | Difference::Reserve(_) => None,
    }
}

fn sides(left: &Cell, right: &Cell, difference: &Difference) -> (String, String) {
    match difference {
        Difference::Silence(_) | Difference::Denial(_) => (said(left), said(right)),
        Difference::OpenSafeguards { open, named } => {
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

/// A label inside a sentence: "Account data" is "account data", "IP addresses" stay.
fn lower_first(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            format!("{}{}", first.to_lowercase(), chars.as_str())
        }
        _ => label.to_owned(),
    }
}
