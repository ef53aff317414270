//! What headings, lead-ins and table headers lend to the sentences under them.

use super::Finder;
use super::marks::{Role, marks_within};
use super::needs::{DEPENDS, FACTORS};
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
    /// Whether what stands above lists what is weighed: "the criteria for the retention period are:".
    pub(super) lists_factors: bool,
    /// Whether what stands above tells of people's rights.
    pub(super) tells_rights: bool,
    /// Whether the sentence before tells an end: "You may close your account. Then …".
    pub(super) after_end: bool,
}

/// What a section is about, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// How long data are kept.
    Keeping,
    /// The rights of people.
    Rights,
}

impl Finder<'_> {
    /// What heading and lead-in lend to the sentences of `clause`.
    pub(super) fn setting(&self, clause: &Clause) -> Setting {
        let topic = self.topic(clause.section);
        let mut setting = Setting {
            act: (topic == Some(Topic::Keeping)).then_some(Act::Heading),
            tells_rights: topic == Some(Topic::Rights),
            ..Setting::default()
        };
        if let Some(lead_in) = clause.lead_in {
            self.heed_lead_in(lead_in, &mut setting);
        }
        setting
    }

    /// What the section is about, by its heading or the nearest above that tells.
    fn topic(&self, section: Option<SectionId>) -> Option<Topic> {
        let mut path = self.reading.policy.section_path(section);
        path.find_map(|id| self.topics[id.0])
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
        let verb = sentence.verbs.last().map(|verb| verb.act);
        let statements = sentence.statements();
        let says_how_long = statements.iter().any(|s| s.rule != DEPENDS);
        setting.lists_factors = statements.iter().any(|s| s.rule == FACTORS);
        if says_how_long || sentence.has(Role::Right) || sentence.has(Role::YourDeletion) {
            setting.act = None;
        } else if let Some(act) = verb {
            setting.act = (act != Act::Elsewhere).then_some(act);
        }
        setting.event = !says_how_long && sentence.tells_an_end();
    }

    /// What a heading by itself says that its section is about.
    pub(super) fn topic_of_heading(&self, heading: &Text) -> Option<Topic> {
        let marks = marks_within(&self.roles.marks(heading), &(0..heading.words.len()));
        let has = |role| marks.iter().any(|mark| mark.role == role);
        if has(Role::Heading) {
            Some(Topic::Keeping)
        } else if has(Role::RightsHeading) {
            Some(Topic::Rights)
        } else {
            None
        }
    }
}
