//! The benchmark: what each policy says beside the others, counted and never scored.

use crate::facts::{Polarity, Relation};
use crate::policy::{Policy, PolicyId};

use super::checklist::{FilledChecklist, Outcome};
use super::{Cell, Detail, Family, Matrix, MatrixRow};

/// How the policies stand beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Benchmark {
    /// What they are put in order by.
    pub order: Order,
    /// One standing for each policy, in that order.
    pub standings: Vec<Standing>,
}

/// How one policy stands beside the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The policy.
    pub policy: PolicyId,
    /// Its cells in each family, in the order of [`Family::ALL`].
    pub tallies: Vec<(Family, Tally)>,
    /// The organisations that it names, by what they do with the data.
    pub organisations: Organisations,
    /// What came of each checklist asked for.
    pub shares: Vec<Share>,
    /// What it is silent on and most of the others speak of: rows, by their places in [`Matrix::rows`]. That it does not name
    /// an organisation which others name is no gap: it may not use it.
    pub gaps: Vec<usize>,
    /// What no other policy speaks of: rows, by their places in [`Matrix::rows`].
    pub alone: Vec<usize>,
    /// The organisations among these.
    pub alone_in_naming: Vec<usize>,
}

/// The organisations that one policy names, by what they do with the data; those that it says it does not use aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Organisations {
    /// They handle data for the controller.
    pub processors: usize,
    /// They are given data.
    pub recipients: usize,
    /// Data come from them.
    pub sources: usize,
    /// They are named without a word on what they do.
    pub mentioned: usize,
}

/// The cells that one policy has in one family.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// On how many rows it says so.
    pub stated: usize,
    /// On how many rows it says the opposite.
    pub denied: usize,
    /// On how many rows it is silent.
    pub absent: usize,
}

/// What came of the requirements of one checklist, for one policy: how many have which [`Outcome`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// What they ask for was found.
    pub met: usize,
    /// Some of it was found.
    pub partly: usize,
    /// It was not found, and is wanted.
    pub missing: usize,
    /// It was not found, and may not apply.
    pub not_stated: usize,
    /// The program can't tell.
    pub not_assessed: usize,
}

/// What the policies of a benchmark are put in order by. Where it is a count, the largest comes first; what is equal
/// stays in the order given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The order given.
    #[default]
    Given,
    /// Their names.
    Name,
    /// The rows of a family that they state; of named organisations, the processors.
    Stated(Family),
    /// The requirements of the checklists that they meet, then those that they meet in part.
    Checklist,
    /// What they are silent on and most of the others speak of.
    Gaps,
    /// What they alone speak of.
    Alone,
}

/// Counts what each policy says, and puts the policies in `order`.
pub fn benchmark(
    policies: &[Policy],
    matrix: &Matrix,
    checklists: &[FilledChecklist],
    order: Order,
) -> Benchmark {
    let speakers: Vec<usize> = matrix.rows.iter().map(speakers).collect();
    let standing = |place| standing(place, matrix, checklists, &speakers);
    let mut standings: Vec<Standing> = (0..policies.len()).map(standing).collect();
    match order {
        Order::Given => {}
        Order::Name => standings.sort_by_key(|one| &policies[one.policy.0].name),
        _ => standings.sort_by_key(|one| std::cmp::Reverse(one.count(order))),
    }
    Benchmark { order, standings }
}

/// How many policies speak of the row.
fn speakers(row: &MatrixRow) -> usize {
    let says = row.cells.iter().filter(|cell| cell.claim().is_some());
    says.count()
}

fn standing(
    place: usize,
    matrix: &Matrix,
    checklists: &[FilledChecklist],
    speakers: &[usize],
) -> Standing {
    let mut standing = Standing {
        policy: PolicyId(place),
        tallies: Family::ALL
            .map(|family| (family, Tally::default()))
            .to_vec(),
        shares: checklists
            .iter()
            .map(|filled| Share::of(place, filled))
            .collect(),
        organisations: Organisations::default(),
        gaps: Vec::new(),
        alone: Vec::new(),
        alone_in_naming: Vec::new(),
    };
    for (number, (row, speakers)) in matrix.rows.iter().zip(speakers).enumerate() {
        let Some(cell) = row.cells.get(place) else {
            continue;
        };
        let others = row.cells.len() - 1;
        let polarity = cell.polarity();
        let is_named = row.family == Family::Processors;
        if polarity.is_none() && 2 * speakers > others && !is_named {
            standing.gaps.push(number);
        }
        if polarity.is_some() && *speakers == 1 && others > 0 {
            standing.alone.push(number);
            if is_named {
                standing.alone_in_naming.push(number);
            }
        }
        standing.organisations.add(cell);
        let mut tallies = standing.tallies.iter_mut();
        if let Some((_, tally)) = tallies.find(|(family, _)| *family == row.family) {
            tally.add(polarity);
        }
    }
    standing
}

impl Organisations {
    fn add(&mut self, cell: &Cell) {
        if let Cell::Stated(claim) = cell
            && let Detail::Processor { relation, .. } = claim.detail
        {
            let count = match relation {
                Relation::Processor => &mut self.processors,
                Relation::Recipient => &mut self.recipients,
                Relation::Source => &mut self.sources,
                Relation::Mention => &mut self.mentioned,
            };
            *count += 1;
        }
    }
}

impl Tally {
    fn add(&mut self, polarity: Option<Polarity>) {
        let count = match polarity {
            Some(Polarity::Stated) => &mut self.stated,
            Some(Polarity::Denied) => &mut self.denied,
            None => &mut self.absent,
        };
        *count += 1;
    }
}

impl Share {
    fn of(place: usize, filled: &FilledChecklist) -> Self {
        let count = |outcome| filled.count(place, outcome);
        Self {
            met: count(Outcome::Met),
            partly: count(Outcome::Partly),
            missing: count(Outcome::Missing),
            not_stated: count(Outcome::NotStated),
            not_assessed: count(Outcome::NotAssessed),
        }
    }
}

impl Share {
    /// All its counts, from met to not assessed in the order of [`Outcome`].
    pub fn counts(&self) -> [usize; 5] {
        let Self {
            met,
            partly,
            missing,
            not_stated,
            not_assessed,
        } = *self;
        [met, partly, missing, not_stated, not_assessed]
    }
}

impl Standing {
    /// Its cells in `family`.
    pub fn tally(&self, family: Family) -> Tally {
        let mut tallies = self.tallies.iter();
        let found = tallies.find(|(of, _)| *of == family);
        found.map_or_else(Tally::default, |(_, tally)| *tally)
    }

    /// What counts for `order`, and what counts where that is equal.
    fn count(&self, order: Order) -> (usize, usize) {
        match order {
            Order::Given | Order::Name => (0, 0),
            Order::Stated(Family::Processors) => {
                let tally = self.tally(Family::Processors);
                (self.organisations.processors, tally.stated)
            }
            Order::Stated(family) => {
                let tally = self.tally(family);
                (tally.stated, tally.denied)
            }
            Order::Checklist => (
                self.shares.iter().map(|share| share.met).sum(),
                self.shares.iter().map(|share| share.partly).sum(),
            ),
            Order::Gaps => (self.gaps.len(), 0),
            Order::Alone => (self.alone.len(), 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::checklist::checklist;
    use crate::source::{Format, Intake, Source};
    use crate::{Options, Survey, survey};

    fn surveyed(order: Order) -> Survey {
        let access = "You have the right to access your personal data.";
        let all = format!(
            "{access}\n\nWe do not sell your personal data.\n\nYou have the right to data portability."
        );
        let no_sale = "We do not sell your personal data.";
        surveyed_of(&[("c", access), ("a", &all), ("b", no_sale)], order)
    }

    fn surveyed_of(texts: &[(&str, &str)], order: Order) -> Survey {
        let source = |(name, text): &(&str, &str)| Source {
            name: (*name).to_owned(),
            path: (*name).to_owned(),
            bytes: text.as_bytes().to_vec(),
            format: Format::Markdown,
        };
        let sources = texts.iter().map(source).collect();
        let unread = Vec::new();
        let options = Options {
            order,
            checklists: vec![checklist("gdpr-13").unwrap()],
            ..Options::default()
        };
        survey(Intake { sources, unread }, &options, &|_| ())
    }

    fn names(order: Order) -> Vec<String> {
        let survey = surveyed(order);
        let standings = survey.benchmark.standings.iter();
        standings
            .map(|one| survey.policy(one.policy).name.clone())
            .collect()
    }

    fn rows(survey: &Survey, rows: &[usize]) -> Vec<String> {
        let id = |row: &usize| survey.matrix.rows[*row].id.to_string();
        rows.iter().map(id).collect()
    }

    #[test]
    fn a_gap_is_what_most_others_state_or_deny() {
        let survey = surveyed(Order::Given);
        let [c, a, b] = survey.benchmark.standings.as_slice() else {
            panic!("three policies");
        };
        assert_eq!(rows(&survey, &c.gaps), ["sale"]);
        assert!(a.gaps.is_empty());
        assert_eq!(rows(&survey, &b.gaps), ["access"]);
        assert_eq!(rows(&survey, &a.alone), ["portability"]);
        assert!(c.alone.is_empty() && b.alone.is_empty());
    }

    #[test]
    fn an_organisation_that_others_name_is_no_gap_and_only_processors_count_as_such() {
        let uses = "Payments are processed by our processor Stripe.";
        let signs_in = "You may sign in with Google or GitHub; we receive your name from Google and from GitHub.";
        let texts = [
            ("a", signs_in),
            ("b", uses),
            ("c", uses),
            ("d", "We like you."),
        ];
        let by_processors = Order::Stated(Family::Processors);
        let survey = surveyed_of(&texts, by_processors);
        let standings = &survey.benchmark.standings;
        let first = &standings[0];
        assert_eq!(survey.policy(first.policy).name, "b");
        assert_eq!(first.organisations.processors, 1);
        let of_a = standings
            .iter()
            .find(|one| one.policy == PolicyId(0))
            .unwrap();
        assert_eq!(
            (of_a.organisations.processors, of_a.organisations.sources),
            (0, 2)
        );
        assert_eq!(rows(&survey, &of_a.alone_in_naming), ["github", "google"]);
        let gaps = standings.iter().flat_map(|one| &one.gaps);
        let mut families = gaps.map(|row| survey.matrix.rows[*row].family);
        assert!(!families.any(|family| family == Family::Processors));
    }

    #[test]
    fn every_row_is_counted_once() {
        let survey = surveyed(Order::Given);
        for standing in &survey.benchmark.standings {
            for (family, tally) in &standing.tallies {
                let rows = survey.matrix.family(*family).count();
                assert_eq!(tally.stated + tally.denied + tally.absent, rows);
            }
            let requirements = survey.checklists[0].checklist.requirements.len();
            let share = standing.shares[0];
            let found = share.met + share.partly;
            let not_found = share.missing + share.not_stated + share.not_assessed;
            assert_eq!(found + not_found, requirements);
        }
        let disclosures = survey.benchmark.standings[2].tally(Family::Disclosures);
        assert_eq!((disclosures.stated, disclosures.denied), (0, 1));
    }

    #[test]
    fn the_largest_count_comes_first_and_equals_stay_as_given() {
        assert_eq!(names(Order::Given), ["c", "a", "b"]);
        assert_eq!(names(Order::Name), ["a", "b", "c"]);
        assert_eq!(names(Order::Stated(Family::Rights)), ["a", "c", "b"]);
        assert_eq!(names(Order::Gaps), ["c", "b", "a"]);
        assert_eq!(names(Order::Alone), ["a", "c", "b"]);
        assert_eq!(names(Order::Checklist), ["a", "c", "b"]);
    }
}
