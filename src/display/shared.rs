//! What clauses have in common, in words.

use super::lower_first;
use crate::align::Label;
use crate::align::explain::Shared;
use crate::facts::{ConceptId, RetentionKind};
use crate::lexicon::{ConceptKind, Lexicon};

/// What two clauses or sections share, on one line: "the topic AI features, recipients: payment, the word erase".
pub fn shared(shared: &[Shared], lexicon: &Lexicon) -> String {
    let words: Vec<String> = shared.iter().map(|one| in_words(one, lexicon)).collect();
    words.join(", ")
}

/// What people call a topic: "account data".
pub fn topic(id: &ConceptId, lexicon: &Lexicon) -> String {
    let known = lexicon.topics.iter().find(|topic| topic.id == *id);
    lower_first(&known.map_or_else(|| readable(id), |topic| topic.label.clone()))
}

fn in_words(shared: &Shared, lexicon: &Lexicon) -> String {
    match shared {
        Shared::Word(word) => word.clone(),
        Shared::Label(Label::Topic(id)) => topic(id, lexicon),
        Shared::Label(Label::Right(id)) => {
            format!("the right “{}”", concept(ConceptKind::Right, id, lexicon))
        }
        Shared::Label(Label::Organisation(id)) => {
            let known = lexicon.names().provider_by_id(id);
            known.map_or_else(|| readable(id), |provider| provider.name.clone())
        }
        Shared::Label(Label::Recipient(id)) => {
            let label = concept(ConceptKind::Recipient, id, lexicon);
            format!("recipients for {}", lower_first(&label))
        }
        Shared::Label(Label::Kept(id)) => {
            let mut subjects = lexicon.subjects.iter();
            let known = subjects.find(|subject| subject.id == *id);
            let label = known.map_or_else(|| readable(id), |subject| subject.label.clone());
            format!("how long {} is kept", lower_first(&label))
        }
        Shared::Label(Label::Period(kind)) => period(*kind).to_owned(),
        Shared::Label(Label::Disclosure(id)) => {
            lower_first(&concept(ConceptKind::Disclosure, id, lexicon))
        }
    }
}

fn concept(kind: ConceptKind, id: &ConceptId, lexicon: &Lexicon) -> String {
    let known = lexicon.concept(kind, id.as_str());
    let known = known.and_then(|place| lexicon.concepts.get(place));
    known.map_or_else(|| readable(id), |concept| concept.label.clone())
}

fn period(kind: RetentionKind) -> &'static str {
    match kind {
        RetentionKind::Fixed => "a length of time",
        RetentionKind::Event => "kept until something happens",
        RetentionKind::EventThenFixed => "a length of time after something happens",
        RetentionKind::Statutory => "kept as the law requires",
        RetentionKind::Criteria => "kept as long as necessary",
    }
}

/// An id that no entry of the lexicon has any more, without what makes it one.
fn readable(id: &ConceptId) -> String {
    id.as_str().replace(['-', '.'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_is_told_by_the_labels_of_the_lexicon() {
        let labels = [
            Label::Topic("data-account".into()),
            Label::Right("erasure".into()),
            Label::Organisation("stripe".into()),
            Label::Recipient("payment".into()),
            Label::Kept("account-data".into()),
            Label::Period(RetentionKind::Fixed),
            Label::Disclosure("dpo".into()),
            Label::Topic("nobody-knows.it".into()),
        ];
        let mut all = vec![Shared::Word("erase".to_owned())];
        all.extend(labels.map(Shared::Label));
        insta::assert_snapshot!(shared(&all, Lexicon::built_in()), @"erase, account data, the right “Erasure”, Stripe, recipients for payment, how long account data is kept, a length of time, data protection officer, nobody knows it");
    }
}
