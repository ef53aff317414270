//! The survey of all policies with their clauses side by side.

use crate::align::Alignment;
use crate::error::Error;
use crate::source::Intake;
use crate::{Options, Progress, Survey, survey};

/// Everything that is known about the policies compared: what a front end is given that shows all of it.
#[derive(Debug)]
pub struct Comparison {
    /// What the policies say.
    pub survey: Survey,
    /// The clauses and sections side by side.
    pub alignment: Alignment,
}

impl Comparison {
    /// The comparison, where there is anything in it.
    ///
    /// # Errors
    /// [`Error::NothingToCompare`] where not one input could be read.
    pub fn unless_empty(self) -> Result<Self, Error> {
        let survey = self.survey.unless_empty()?;
        Ok(Self { survey, ..self })
    }
}

/// Reads the sources, finds what they say, and puts them side by side.
///
/// Sources whose bytes turn out to be no policy join the unread. The result depends on the sources alone: not on the number
/// of threads, and not on the time. `progress` is called from several threads.
pub fn compare(
    intake: Intake,
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
) -> Comparison {
    let survey = survey(intake, options, progress);
    progress(Progress::Comparing {
        policies: survey.policies.len(),
    });
    survey.aligned()
}
