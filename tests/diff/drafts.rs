//! Policies as an editor writes them, and what an editor does to them.

use proptest::prelude::*;

/// A policy as it is written: headings with the texts under them.
pub(crate) type Draft = Vec<(String, Vec<String>)>;

pub(crate) fn written(draft: &Draft, look: &Look) -> String {
    let mut text = String::new();
    for (number, (heading, clauses)) in draft.iter().enumerate() {
        let number = number + look.first_number;
        text.push_str(&format!("## {number}. {heading}\n\n"));
        for clause in clauses {
            let clause = clause.replace(' ', look.space);
            text.push_str(&format!("{} {clause}\n", look.marker));
        }
        text.push('\n');
    }
    text
}

/// What may be different about two versions that say the same.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    pub(crate) first_number: usize,
    pub(crate) marker: &'static str,
    pub(crate) space: &'static str,
}

pub(crate) fn look() -> impl Strategy<Value = Look> {
    let marker = prop::sample::select(vec!["-", "*", "+"]);
    let space = prop::sample::select(vec![" ", "  ", "\n  "]);
    (1_usize..4, marker, space).prop_map(|(first_number, marker, space)| Look {
        first_number,
        marker,
        space,
    })
}

pub(crate) fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "logs", "cookies", "partners", "keep", "delete", "share", "for", "the", "of", "days", "30",
        "90", "account", "consent", "Stripe", "email", "never", "data",
    ]);
    prop::collection::vec(word, 1..9).prop_map(|words| format!("We {}.", words.join(" ")))
}

pub(crate) fn clause() -> impl Strategy<Value = String> {
    prop::collection::vec(sentence(), 1..4).prop_map(|sentences| sentences.join(" "))
}

pub(crate) fn draft() -> impl Strategy<Value = Draft> {
    let heading = prop::sample::select(vec![
        "Retention",
        "Sharing",
        "Your rights",
        "Contact",
        "Cookies and logs",
    ]);
    let section = (
        heading.prop_map(str::to_owned),
        prop::collection::vec(clause(), 1..6),
    );
    prop::collection::vec(section, 1..6)
}

/// Something that an editor does to a policy; places are taken as far as they go round.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Remove(usize, usize),
    Add(usize, usize, String),
    Replace(usize, usize, String),
    Append(usize, usize, String),
    Move([usize; 4]),
    Rename(usize, String),
    MoveSection(usize, usize),
}

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let at = 0_usize..8;
    prop_oneof![
        (at.clone(), at.clone()).prop_map(|(section, clause)| Edit::Remove(section, clause)),
        (at.clone(), at.clone(), clause()).prop_map(|(s, c, text)| Edit::Add(s, c, text)),
        (at.clone(), at.clone(), clause()).prop_map(|(s, c, text)| Edit::Replace(s, c, text)),
        (at.clone(), at.clone(), sentence()).prop_map(|(s, c, text)| Edit::Append(s, c, text)),
        prop::array::uniform4(at.clone()).prop_map(Edit::Move),
        (at.clone(), "[A-Z][a-z]{3,8}( [a-z]{3,8})?")
            .prop_map(|(s, heading)| Edit::Rename(s, heading)),
        (at.clone(), at).prop_map(|(from, to)| Edit::MoveSection(from, to)),
    ]
}

pub(crate) fn edited(mut draft: Draft, edits: &[Edit]) -> Draft {
    for edit in edits {
        let sections = draft.len();
        let of = |section: usize| section % sections;
        match edit {
            Edit::Remove(section, clause) => {
                let clauses = &mut draft[of(*section)].1;
                if clauses.len() > 1 {
                    clauses.remove(clause % clauses.len());
                }
            }
            Edit::Add(section, clause, text) => {
                let clauses = &mut draft[of(*section)].1;
                clauses.insert(clause % (clauses.len() + 1), text.clone());
            }
            Edit::Replace(section, clause, text) => {
                let clauses = &mut draft[of(*section)].1;
                let at = clause % clauses.len();
                clauses[at].clone_from(text);
            }
            Edit::Append(section, clause, text) => {
                let clauses = &mut draft[of(*section)].1;
                let at = clause % clauses.len();
                clauses[at].push_str(&format!(" {text}"));
            }
            Edit::Move([from, clause, to, place]) => {
                let clauses = &mut draft[of(*from)].1;
                if clauses.len() > 1 {
                    let moved = clauses.remove(clause % clauses.len());
                    let clauses = &mut draft[of(*to)].1;
                    clauses.insert(place % (clauses.len() + 1), moved);
                }
            }
            Edit::Rename(section, heading) => draft[of(*section)].0.clone_from(heading),
            Edit::MoveSection(from, to) => {
                let moved = draft.remove(of(*from));
                let to = to % (draft.len() + 1);
                draft.insert(to, moved);
            }
        }
    }
    draft
}
