//! What a named organisation does with the data: by its sentence, by the list that it stands in, by what it is known for.

use super::super::reading::Break;
use super::wording::{self, ListOf, Said};
use super::{ConceptId, Mention, Relation, Scene, Standing, Who};

/// Advertising networks and social networks get data for their own ends; others work for the controller.
pub(super) fn acts_as(category: Option<&str>) -> Relation {
    match category {
        Some("advertising" | "social") => Relation::Recipient,
        _ => Relation::Processor,
    }
}

impl Scene<'_> {
    /// What is said of one name of an enumeration goes for the others: "Acme, Beta and Gamma collect data".
    pub(super) fn share_in_enumerations(
        &self,
        mentions: &[Mention],
        relations: &mut [Option<Relation>],
    ) {
        let mut start = 0;
        while start < mentions.len() {
            let goes_on = |at: &usize| {
                let (earlier, later) = (&mentions[*at - 1], &mentions[*at]);
                earlier.standing == later.standing
                    && self.are_enumerated(&earlier.words, &later.words)
            };
            let rest = start + 1..mentions.len();
            let end = rest.clone().find(|at| !goes_on(at)).unwrap_or(rest.end);
            let most = relations[start..end].iter().copied().max().flatten();
            // "Your Acme, Beta or Gamma accounts" give them nothing.
            let most = if self.goes_on_to_accounts(&mentions[end - 1]) {
                most.map(|most| most.min(Relation::Source))
            } else {
                most
            };
            let is_denied = relations[start].is_none();
            for relation in &mut relations[start..end] {
                *relation = if is_denied { None } else { most };
            }
            start = end;
        }
    }

    fn goes_on_to_accounts(&self, mention: &Mention) -> bool {
        mention.standing == Standing::Running
            && self.before(mention.words.end) == Break::None
            && matches!(
                self.form(mention.words.end),
                "account" | "accounts" | "profiles"
            )
    }

    /// What the organisation does with the data; none where it does not belong among the processors at all.
    pub(super) fn relation(&self, mention: &Mention, all: &[Mention]) -> Option<Relation> {
        let wording = &self.survey.wording;
        let said = match mention.standing {
            Standing::Head => Said::Nothing,
            Standing::Running => wording.said_of(self.reading, self.text, &mention.words),
        };
        let not_used = matches!(said, Said::NotUsed | Said::Affiliate);
        if not_used || self.follows_no(mention) || self.survey.is_not_done(self.clause) {
            return None;
        }
        let said = self.without_accounts(mention, said);
        let around = match self.entry {
            Some(_) => 0..self.text.words.len(),
            None => wording::part_around(self.text, &mention.words),
        };
        if wording.is_self_hosted(self.text, &around) {
            return Some(Relation::Mention);
        }
        match said {
            Said::Does(relation) => Some(relation),
            Said::Acts => Some(self.acting(mention)),
            Said::Mention => Some(self.mentioned(mention)),
            Said::Nothing | Said::NotUsed | Said::Affiliate => self.unsaid(mention, all),
        }
    }

    /// "Access to your Google account" gives Google nothing, and "our App Store" is the controller's own.
    fn without_accounts(&self, mention: &Mention, said: Said) -> Said {
        let before = mention.words.start.checked_sub(1);
        let before = before.map_or("", |before| self.form(before));
        let may_be_own = matches!(
            self.known_category(mention),
            Some("other" | "social" | "communications")
        );
        match said {
            Said::Does(Relation::Source) => said,
            _ if before == "your" => Said::Mention,
            _ if before == "our" && may_be_own => Said::Mention,
            _ => said,
        }
    }

    /// What the place of a name tells where its sentence says nothing.
    fn unsaid(&self, mention: &Mention, all: &[Mention]) -> Option<Relation> {
        let is_head = |mention: &Mention| mention.standing == Standing::Head;
        let headed = self.entry.is_some() && all.iter().any(is_head);
        Some(match (mention.standing, self.list) {
            (Standing::Head, Some(ListOf::Processors)) => self.acting(mention),
            (Standing::Head, Some(list)) => return list.relation(),
            (Standing::Head, None) if mention.who == Who::Unknown => Relation::Processor,
            (Standing::Running, Some(ListOf::Mentions)) => Relation::Mention,
            (Standing::Running, _) if headed => Relation::Mention,
            (Standing::Running, None) if self.tells_nothing(mention) => Relation::Mention,
            _ => self.by_category(mention),
        })
    }

    /// Whether nothing in the clause speaks of data or services. Who advertises or measures does so wherever it is named.
    fn tells_nothing(&self, mention: &Mention) -> bool {
        let goes_by_itself = matches!(
            self.known_category(mention),
            Some("analytics" | "advertising")
        );
        !goes_by_itself && !self.survey.wording.tells_of_handling(self.text)
    }

    /// Whether the name stands right after "no": "no Meta Pixel script runs".
    fn follows_no(&self, mention: &Mention) -> bool {
        let before = mention.words.start.checked_sub(1);
        before.is_some_and(|before| matches!(self.form(before), "no" | "without" | "not"))
    }

    fn acting(&self, mention: &Mention) -> Relation {
        let of_list = self.purpose_of_list(mention);
        let known = self.known_category(mention);
        acts_as(known.or(of_list.as_ref().map(ConceptId::as_str)))
    }

    /// Whoever tells how to opt out of an analytics or advertising service uses it.
    fn mentioned(&self, mention: &Mention) -> Relation {
        match self.known_category(mention) {
            Some("analytics") => Relation::Processor,
            Some("advertising") => Relation::Recipient,
            _ => Relation::Mention,
        }
    }

    /// What is likely where nothing is said.
    fn by_category(&self, mention: &Mention) -> Relation {
        match self.known_category(mention) {
            None
            | Some("other" | "social" | "communications" | "authentication" | "legal-advisory") => {
                Relation::Mention
            }
            Some("advertising") => Relation::Recipient,
            Some(_) => Relation::Processor,
        }
    }
}
