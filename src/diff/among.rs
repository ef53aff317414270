//! How any number of policies stand to each other on a row of the matrix.

use crate::coverage::{Cell, MatrixRow};
use crate::policy::PolicyId;

use super::facts::differences;

/// How the policies stand to each other on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// All speak, and say the same.
    Same,
    /// Those who speak don't all say the same.
    Differing,
    /// Those who speak say the same, and some are silent.
    SomeSilent,
    /// All are silent.
    AllSilent,
}

/// How the policies stand to each other on `row`.
pub fn agreement(row: &MatrixRow) -> Agreement {
    agreement_of(row, &said_alike(row))
}

/// How the policies stand to each other on `row`, where those of a group of `alike` are taken to say the same.
pub fn agreement_of(row: &MatrixRow, alike: &[Vec<PolicyId>]) -> Agreement {
    let says_something = |cell: &Cell| cell.claim().is_some();
    match alike.len() {
        0 => Agreement::AllSilent,
        1 if row.cells.iter().all(says_something) => Agreement::Same,
        1 => Agreement::SomeSilent,
        _ => Agreement::Differing,
    }
}

/// The policies that speak of `row`, those together that say the same as the first of them.
pub fn said_alike(row: &MatrixRow) -> Vec<Vec<PolicyId>> {
    alike_by(row, |one, other| differences(one, other).is_empty())
}

/// The policies that speak of `row`, those together of which the first one `is_same` as them.
pub fn alike_by(row: &MatrixRow, is_same: impl Fn(&Cell, &Cell) -> bool) -> Vec<Vec<PolicyId>> {
    let mut groups: Vec<(&Cell, Vec<PolicyId>)> = Vec::new();
    for (place, cell) in row.cells.iter().enumerate() {
        if cell.claim().is_none() {
            continue;
        }
        let mut known = groups.iter_mut();
        match known.find(|(first, _)| is_same(first, cell)) {
            Some((_, members)) => members.push(PolicyId(place)),
            None => groups.push((cell, vec![PolicyId(place)])),
        }
    }
    groups.into_iter().map(|(_, members)| members).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::{Family, Matrix, matrix};
    use crate::facts::extract;
    use crate::lexicon::Lexicon;
    use crate::policy;
    use crate::source::{Format, Source};

    fn of(texts: &[&str]) -> Matrix {
        let lexicon = Lexicon::built_in();
        let facts: Vec<_> = texts
            .iter()
            .map(|text| {
                let source = Source {
                    name: "policy".to_owned(),
                    path: "policy.md".to_owned(),
                    bytes: text.as_bytes().to_vec(),
                    format: Format::Markdown,
                };
                extract(&policy::read(&source).unwrap(), lexicon)
            })
            .collect();
        matrix(&facts, lexicon)
    }

    fn row<'a>(matrix: &'a Matrix, family: Family, id: &str) -> &'a MatrixRow {
        let is_it = |row: &&MatrixRow| row.id.as_str() == id;
        matrix.family(family).find(is_it).unwrap()
    }

    #[test]
    fn those_who_say_the_same_stand_together_and_silence_stands_aside() {
        let seven = "Session data is deleted after 7 days.";
        let thirty = "Session data is deleted after 30 days.";
        let matrix = of(&[seven, thirty, "We like you.", seven]);
        let sessions = row(&matrix, Family::Retention, "session-data");
        let groups = [vec![PolicyId(0), PolicyId(3)], vec![PolicyId(1)]];
        assert_eq!(said_alike(sessions), groups);
        assert_eq!(agreement(sessions), Agreement::Differing);
    }

    #[test]
    fn silence_is_no_difference_in_what_is_said() {
        let sells = "We do not sell your personal data.";
        let matrix = of(&[sells, "We like you."]);
        let sale = row(&matrix, Family::Disclosures, "sale");
        assert_eq!(agreement(sale), Agreement::SomeSilent);
        let dpo = row(&matrix, Family::Disclosures, "dpo");
        assert_eq!(agreement(dpo), Agreement::AllSilent);
        let both = of(&[sells, sells]);
        assert_eq!(
            agreement(row(&both, Family::Disclosures, "sale")),
            Agreement::Same
        );
    }
}
