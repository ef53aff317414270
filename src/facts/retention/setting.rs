//! What headings, lead-ins and table headers lend to the sentences under them.

use super::Finder;
use super::marks::Role;
use super::sentence::Act;
use crate::facts::reading::Text;
use crate::policy::{Clause, ClauseId, SectionId};

/// What stands around a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Setting {
    /// What happens to the data where the sentence itself doesn't say.
    pub(super) act: Option<Act>,
    /// Whether what stands above tells the end of something: "When you close your account:".
    pub(super) event: bool,
    /// Whether the sentence before tells an end: "You may close your account. Then …".
    pub(super) after_end: bool,
}

impl Finder<'_> {
    /// What heading and lead-in lend to the sentences of `clause`.
    pub(super) fn setting(&self, clause: &Clause) -> Setting {
        let mut setting = Setting {
            act: self.is_about_keeping(clause.section).then_some(Act::Noun),
            ..Setting::default()
        };
        if let Some(lead_in) = clause.lead_in {
            self.heed_lead_in(lead_in, &mut setting);
        }
        setting
    }

    /// Whether the section or one that it stands in is about keeping data.
    fn is_about_keeping(&self, section: Option<SectionId>) -> bool {
        self.reading
            .policy
            .section_path(section)
            .any(|id| self.keeping_sections[id.0])
    }

    /// A lead-in that keeps lends its verb; one that says itself how long is followed by reasons, not by limits.
    fn heed_lead_in(&self, lead_in: ClauseId, setting: &mut Setting) {
        let text = self.reading.clause(lead_in);
        let Some(last) = text.sentences.last() else {
            return;
        };
        let marks = self.roles.marks(text);
        let bare = Setting::default();
        let sentence = self.sentence(text, last.clone(), &marks, &bare);
        let verb = sentence.verbs().last().map(|verb| verb.act);
        let says_how_long = !sentence.statements().is_empty();
        if says_how_long || sentence.has(Role::Right) || sentence.has(Role::YourDeletion) {
            setting.act = None;
        } else if let Some(act) = verb {
            setting.act = (act != Act::Elsewhere).then_some(act);
        }
        setting.event = !says_how_long && sentence.tells_an_end();
    }

    /// Whether the words of a heading say that the section is about keeping data.
    pub(super) fn names_keeping(&self, heading: &Text) -> bool {
        let marks = self.roles.marks(heading);
        let whole = 0..heading.words.len();
        super::marks::marks_within(&marks, &whole)
            .iter()
            .any(|mark| mark.role == Role::Heading)
    }
}
