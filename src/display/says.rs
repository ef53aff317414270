//! What a cell of the matrix says: in brief for the cell, in a sentence for the line at the bottom.

use std::cmp::Ordering;

use super::words::{
    jurisdictions, period_in_words, relation, retention, retention_brief, safeguard,
    safeguard_brief, status,
};
use super::{Charset, lower_first};
use crate::coverage::{Cell, Claim, Detail, Family, MatrixRow, Reference};
use crate::facts::{
    Duration, Jurisdiction, OpenEnd, Polarity, Relation, Retention, RetentionKind, Safeguard,
    WhyNot,
};
use crate::lexicon::Tier;
use crate::lexicon::checklist::checklists;

/// A cell in brief: two cells with the same brief say the same as far as a reader of the matrix can see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// Whether the policy says it or the opposite; none where it is silent.
    pub polarity: Option<Polarity>,
    /// Whether it is said with reserve.
    pub firmness: Firmness,
    /// What stands beside the sign: "30 d", "EU", "IE SCC"; often nothing.
    pub content: String,
}

/// Whether something is said with reserve ("may have", "depending on where you live").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Firmness {
    /// It is said, or there is nothing that is said.
    Firm,
    /// It is said with reserve.
    Hedged,
}

/// The signs of [`Brief::sign`], each with its word.
pub fn signs(charset: Charset) -> [(&'static str, &'static str); 4] {
    let sign = |polarity, firmness| {
        let content = String::new();
        Brief {
            polarity,
            firmness,
            content,
        }
        .sign(charset)
    };
    [
        (sign(Some(Polarity::Stated), Firmness::Firm), "stated"),
        (sign(Some(Polarity::Stated), Firmness::Hedged), "hedged"),
        (sign(Some(Polarity::Denied), Firmness::Firm), "denied"),
        (sign(None, Firmness::Firm), "silent"),
    ]
}

impl Brief {
    /// The one-cell sign: `●` stated, `◐` stated with reserve, `✗` denied, `·` silent; or `Y`, `y`, `N`, `-`.
    pub fn sign(&self, charset: Charset) -> &'static str {
        match (charset, self.polarity, self.firmness) {
            (Charset::Unicode, Some(Polarity::Stated), Firmness::Hedged) => "◐",
            (Charset::Ascii, Some(Polarity::Stated), Firmness::Hedged) => "y",
            _ => charset.sign(self.polarity),
        }
    }
}

/// What stands in the cell.
pub fn brief(cell: &Cell) -> Brief {
    let claim = cell.claim();
    let firmness = match claim {
        Some(claim) if claim.hedged => Firmness::Hedged,
        _ => Firmness::Firm,
    };
    Brief {
        polarity: cell.polarity(),
        firmness,
        content: claim.map(brief_content).unwrap_or_default(),
    }
}

/// What a cell holds beside its sign, as in [`brief`], but for periods, which are in words: "until deletion; 30 days".
pub fn content(cell: &Cell) -> String {
    let Some(claim) = cell.claim() else {
        return String::new();
    };
    let Detail::Retention(statements) = &claim.detail else {
        return brief_content(claim);
    };
    let mut periods: Vec<String> = Vec::new();
    for statement in statements {
        let period = retention(&statement.retention);
        if !periods.contains(&period) {
            periods.push(period);
        }
    }
    periods.join("; ")
}

/// The cell in words, without its policy and its row: "stated with reserve (EU, UK)", "denied", "silent".
pub fn in_words(cell: &Cell) -> String {
    let brief = brief(cell);
    let said = match (brief.polarity, brief.firmness) {
        (None, _) => return "silent".to_owned(),
        (polarity, Firmness::Firm) => status(polarity).to_owned(),
        (polarity, Firmness::Hedged) => format!("{} with reserve", status(polarity)),
    };
    match content(cell).as_str() {
        "" => said,
        content => format!("{said} ({content})"),
    }
}

fn brief_content(claim: &Claim) -> String {
    let mut parts: Vec<String> = Vec::new();
    match &claim.detail {
        Detail::Plain => {}
        Detail::Processor {
            relation: how,
            location,
            safeguards,
            ..
        } => {
            if *how != Relation::Processor {
                parts.push(relation(*how).to_owned());
            }
            if !location.is_empty() {
                parts.push(location.join("/"));
            }
            let names: Vec<&str> = safeguards.iter().map(|one| safeguard_brief(*one)).collect();
            if !names.is_empty() {
                parts.push(names.join("+"));
            }
        }
        Detail::Retention(statements) => {
            let mut periods: Vec<String> = Vec::new();
            for statement in statements {
                let period = retention_brief(&statement.retention);
                if !periods.contains(&period) {
                    periods.push(period);
                }
            }
            parts.push(periods.join(", "));
        }
    }
    parts.extend(claim.value.as_deref().map(readable));
    if !claim.scope.is_empty() {
        parts.push(jurisdictions(&claim.scope));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// How what one cell states stands to what another states, where such statements have an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Than {
    /// Data are kept longer.
    Longer,
    /// Data are kept shorter.
    Shorter,
    /// More people have the right.
    Wider,
    /// Fewer people have the right.
    Narrower,
}

/// How `own` stands to `other`; none where they are equal or can't be compared.
pub fn than(own: &Cell, other: &Cell) -> Option<Than> {
    if let (Some(own), Some(other)) = (longest(own), longest(other)) {
        return match own.cmp(&other) {
            Ordering::Greater => Some(Than::Longer),
            Ordering::Less => Some(Than::Shorter),
            Ordering::Equal => None,
        };
    }
    let (Cell::Stated(own), Cell::Stated(other)) = (own, other) else {
        return None;
    };
    let holds = |one: &Claim, other: &Claim| {
        one.scope.is_empty()
            || !other.scope.is_empty() && other.scope.iter().all(|place| one.scope.contains(place))
    };
    match (holds(own, other), holds(other, own)) {
        (true, false) => Some(Than::Wider),
        (false, true) => Some(Than::Narrower),
        _ => None,
    }
}

/// The longest period that a cell states, in seconds; none where it states none. A month counts as a twelfth of a year.
fn longest(cell: &Cell) -> Option<u64> {
    let Detail::Retention(statements) = &cell.claim()?.detail else {
        return None;
    };
    let lengths = statements
        .iter()
        .filter_map(|statement| statement.retention.duration);
    lengths.map(|length| length.seconds()).max()
}

/// A value for people: an ISO period in words, all else as it is.
pub fn readable(value: &str) -> String {
    Duration::from_iso8601(value).map_or_else(|| value.to_owned(), period_in_words)
}

/// The heading of a family of rows.
pub fn family(family: Family) -> &'static str {
    match family {
        Family::Rights => "Rights",
        Family::Processors => "Processors",
        Family::Retention => "Retention",
        Family::RecipientCategories => "Recipients",
        Family::Disclosures => "Disclosures",
    }
}

/// The letter that stands for a family in a margin.
pub fn family_letter(family: Family) -> &'static str {
    match family {
        Family::Rights => "R",
        Family::Processors => "P",
        Family::Retention => "K",
        Family::RecipientCategories => "C",
        Family::Disclosures => "D",
    }
}

/// What the cell means, in words: "nopex states the right “Access” (GDPR Art. 15), limited to EU".
pub fn sentence(policy: &str, row: &MatrixRow, cell: &Cell) -> String {
    let Some(claim) = cell.claim() else {
        return silence(policy, row);
    };
    let said = match cell.polarity() {
        Some(Polarity::Denied) => denial(policy, row),
        _ => statement(policy, row, claim),
    };
    let mut sentence = said + &provisions(&row.refs, &claim.scope);
    if let Some(value) = &claim.value {
        sentence.push_str(": ");
        sentence.push_str(&readable(value));
    }
    if !claim.scope.is_empty() {
        sentence.push_str(", limited to ");
        sentence.push_str(&jurisdictions(&claim.scope));
    }
    if claim.hedged {
        sentence.push_str(", with reserve");
    }
    sentence
}

fn statement(policy: &str, row: &MatrixRow, claim: &Claim) -> String {
    match &claim.detail {
        Detail::Plain => match row.family {
            Family::RecipientCategories => format!("{policy} names {}", subject(row)),
            _ => format!("{policy} states {}", subject(row)),
        },
        Detail::Processor {
            as_written,
            relation: how,
            location,
            safeguards,
        } => {
            let mut text = match how {
                Relation::Mention => format!("{policy} mentions {as_written}"),
                Relation::Source => format!("{policy} gets data from {as_written}"),
                Relation::Recipient => format!("{policy} gives data to {as_written}"),
                Relation::Processor => format!("{policy} uses {as_written} as a processor"),
            };
            if !location.is_empty() {
                text.push_str(&format!(" in {}", location.join(", ")));
            }
            let needed = safeguards
                .iter()
                .filter(|one| **one != Safeguard::NoneNeeded);
            let names: Vec<&str> = needed.map(|one| safeguard(*one)).collect();
            if !names.is_empty() {
                text.push_str(&format!(" under {}", names.join(", ")));
            }
            if names.len() < safeguards.len() {
                text.push_str(", without transfer to a third country");
            }
            text
        }
        Detail::Retention(statements) => {
            let kept: Vec<String> = statements.iter().map(|one| kept(&one.retention)).collect();
            format!("{policy} keeps {}", kept.join("; "))
        }
    }
}

/// What is kept for how long: "session data for 7 days", "account data until an event".
pub fn kept(kept: &Retention) -> String {
    let period = retention(kept);
    let how_long = match (kept.kind, kept.duration, kept.open_end) {
        (RetentionKind::EventThenFixed, Some(_), _) => format!("until {period}"),
        (RetentionKind::Event | RetentionKind::EventThenFixed, ..)
        | (_, None, Some(OpenEnd::Indefinite)) => period,
        (_, Some(_), _) | (RetentionKind::Fixed, ..) => format!("for {period}"),
        (RetentionKind::Statutory | RetentionKind::Criteria, None, _) => period,
    };
    format!("{} {how_long}", lower_first(&kept.subject))
}

fn denial(policy: &str, row: &MatrixRow) -> String {
    match row.family {
        Family::Processors => format!("{policy} denies that it uses {}", row.label),
        Family::Retention => format!("{policy} denies that it keeps {}", subject(row)),
        _ => format!("{policy} denies {}", subject(row)),
    }
}

fn silence(policy: &str, row: &MatrixRow) -> String {
    match row.family {
        Family::Processors => format!("{policy} does not name {}", row.label),
        _ => format!(
            "{policy} is silent on {}{}",
            subject(row),
            provisions(&row.refs, &[])
        ),
    }
}

/// What a row is about. Its label stands in quotation marks, for not every label fits into every sentence.
fn subject(row: &MatrixRow) -> String {
    match row.family {
        Family::Rights => format!("the right “{}”", row.label),
        Family::RecipientCategories => format!("recipients of the kind “{}”", row.label),
        Family::Processors | Family::Retention | Family::Disclosures => format!("“{}”", row.label),
    }
}

/// Where the law speaks of it, " (GDPR Art. 17)": the laws of the places that a statement is limited to, else the first.
fn provisions(refs: &[Reference], scope: &[Jurisdiction]) -> String {
    let of_scope = refs.iter().filter(|one| {
        let mut places = laws().filter(|(_, law)| *law == one.law);
        places.any(|(place, _)| scope.contains(&place))
    });
    let mut cited: Vec<&Reference> = of_scope.collect();
    if cited.is_empty() {
        cited.extend(refs.first());
    }
    let cited: Vec<String> = cited
        .iter()
        .map(|one| format!("{} {}", one.law, one.provision))
        .collect();
    match cited.as_slice() {
        [] => String::new(),
        cited => format!(" ({})", cited.join("; ")),
    }
}

/// The places whose law a checklist is of, each with that law.
fn laws() -> impl Iterator<Item = (Jurisdiction, &'static str)> {
    let checklists = checklists().iter();
    checklists.map(|checklist| (checklist.scope, checklist.law.as_str()))
}

/// Why words that look like a statement don't count: "it means something else: access control".
pub fn why_not(why: &WhyNot) -> String {
    match why {
        WhyNot::OtherMeaning(pattern) => format!("it means something else: {pattern}"),
        WhyNot::NoContext(context) => {
            format!("nothing before it, above it or in a heading gives the context “{context}”")
        }
        WhyNot::Negated => "the sentence negates it".to_owned(),
        WhyNot::Settled => "plainer words of the sentence decide".to_owned(),
    }
}

/// Where patterns of this kind were looked for: the heading of their list. Those that rule a meaning out have none.
pub fn looked_for(tier: Tier) -> Option<&'static str> {
    match tier {
        Tier::Says | Tier::States => Some("Looked for, anywhere"),
        Tier::Denies => Some("Looked for, as a denial"),
        Tier::Asks => {
            Some("Looked for, where readers are told what they may do or data is given away")
        }
        Tier::Names => Some("Looked for, in the context of its family"),
        Tier::Never => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Format, Intake, Source};
    use crate::{Options, survey};

    /// The sentences on these rows of a policy called "acme".
    fn sentences(text: &str, rows: &[&str]) -> Vec<String> {
        let source = Source {
            name: "acme".to_owned(),
            path: "acme.md".to_owned(),
            bytes: text.as_bytes().to_vec(),
            format: Format::Markdown,
        };
        let intake = Intake {
            sources: vec![source],
            unread: Vec::new(),
        };
        let survey = survey(intake, &Options::default(), &|_| ());
        let all = &survey.matrix.rows;
        let row = |id: &&str| all.iter().find(|row| row.id.as_str() == *id).unwrap();
        let said = |row: &MatrixRow| sentence("acme", row, &row.cells[0]);
        rows.iter().map(row).map(said).collect()
    }

    #[test]
    fn sentences_read_well_whatever_the_row_is_called() {
        let text = "# Privacy\n\nWe do not sell your personal data.\n\nYou have the right to erasure of your personal data.\n\n\
            We keep session data for 7 days. Account data is kept until you delete your account.\n\n\
            Personal data is deleted within 30 days after your account is closed.\n\n\
            Payments are processed by our processor Stripe. We do not use Google Analytics.\n\n\
            We have not appointed a data protection officer.\n";
        let rows = [
            "sale",
            "erasure",
            "session-data",
            "account-data",
            "stripe",
            "dpo",
            "access",
        ];
        let said = sentences(text, &rows);
        insta::assert_snapshot!(said.join("\n"), @r"
        acme denies “Sale of personal data” (CCPA §1798.130(a)(5)(C))
        acme states the right “Erasure” (GDPR Art. 17)
        acme keeps session data for 7 days
        acme keeps account data until an event
        acme uses Stripe as a processor
        acme denies “Data protection officer” (GDPR Art. 13(1)(b))
        acme is silent on the right “Access” (GDPR Art. 15)
        ");
    }

    #[test]
    fn the_law_of_the_place_is_cited_where_a_statement_is_limited_to_one() {
        let place = |heading: &str| {
            let text = format!("# {heading}\n\nYou have the right to access your personal data.\n");
            sentences(&text, &["access"]).remove(0)
        };
        assert_eq!(
            place("Privacy rights of California residents"),
            "acme states the right “Access” (CCPA §1798.110(a); delivery §1798.130(a)(2)), limited to California"
        );
        assert_eq!(
            place("Residents of Türkiye (KVKK)"),
            "acme states the right “Access” (KVKK Art. 11(1)(a)-(b)), limited to Türkiye"
        );
        assert_eq!(
            place("Your rights"),
            "acme states the right “Access” (GDPR Art. 15)"
        );
    }

    #[test]
    fn a_right_for_everybody_is_wider_than_one_for_some() {
        use crate::facts::{Evidence, Jurisdiction};
        use crate::policy::{ClauseId, Span};
        let cell = |scope: &[Jurisdiction]| {
            let first = Evidence {
                clause: ClauseId(0),
                quote: Span::default(),
            };
            Cell::Stated(Box::new(Claim {
                first,
                others: Vec::new(),
                hedged: false,
                scope: scope.to_vec(),
                value: None,
                detail: Detail::Plain,
            }))
        };
        let (all, eu) = (cell(&[]), cell(&[Jurisdiction::Eu]));
        let eu_and_uk = cell(&[Jurisdiction::Eu, Jurisdiction::Uk]);
        let brazil = cell(&[Jurisdiction::Brazil]);
        assert_eq!(than(&all, &eu), Some(Than::Wider));
        assert_eq!(than(&eu, &eu_and_uk), Some(Than::Narrower));
        assert_eq!(than(&eu, &brazil), None);
        assert_eq!(than(&eu, &eu), None);
        assert_eq!(than(&eu, &Cell::Absent), None);
    }

    #[test]
    fn an_iso_period_is_read_out_and_other_values_stay() {
        assert_eq!(readable("P30D"), "30 days");
        assert_eq!(readable("PT24H"), "24 hours");
        assert_eq!(readable("16"), "16");
        assert_eq!(readable("P"), "P");
        assert_eq!(readable("Pé"), "Pé");
    }
}
