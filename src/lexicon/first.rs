//! Which words a pattern asks for, known before it is tried: what it can begin with, and what must stand somewhere.

use serde::{Deserialize, Serialize};

use super::pattern::{Presence, Step, Steps};

/// Tests of which a word must pass one.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Need {
    /// This one.
    One(usize),
    /// One of these.
    Any(Box<[usize]>),
}

impl Need {
    pub(super) fn is_met(&self, is_passed: impl Fn(usize) -> bool) -> bool {
        match self {
            Self::One(test) => is_passed(*test),
            Self::Any(tests) => tests.iter().any(|test| is_passed(*test)),
        }
    }
}

/// What the phrases of each class can begin with.
#[derive(Default)]
pub(super) struct Firsts {
    /// The tests, and whether a phrase of the class may be empty.
    classes: Vec<(Vec<usize>, Presence)>,
}

impl Firsts {
    /// A class uses only those above it.
    pub(super) fn of(classes: &[Vec<Steps>]) -> Self {
        let mut firsts = Self::default();
        for phrases in classes {
            let mut tests = Vec::new();
            let presence = firsts.gather_of_any(phrases, &mut tests);
            firsts.classes.push((tests, presence));
        }
        firsts
    }

    /// The tests of which the first word of `steps` passes one, ascending.
    pub(super) fn of_steps(&self, steps: &[Step]) -> Vec<usize> {
        let mut tests = Vec::new();
        self.gather(steps, &mut tests);
        tests.sort_unstable();
        tests.dedup();
        tests
    }

    /// What the words of `steps` must pass: one need for each step that can't be empty.
    pub(super) fn needs_of(&self, steps: &[Step]) -> Box<[Need]> {
        let need_of = |step: &Step| match step {
            Step::Word(test) => Some(Need::One(*test)),
            Step::Gap(_) | Step::Choice(_, Presence::Optional) => None,
            Step::Choice(_, Presence::Required) | Step::Class(_) => {
                let mut tests = Vec::new();
                match self.gather(std::slice::from_ref(step), &mut tests) {
                    Presence::Required => Some(Need::Any(tests.into_boxed_slice())),
                    Presence::Optional => None,
                }
            }
        };
        steps.iter().filter_map(need_of).collect()
    }

    /// Adds the tests of the first word of `steps` to `found`; tells whether `steps` can match nothing at all.
    fn gather(&self, steps: &[Step], found: &mut Vec<usize>) -> Presence {
        for step in steps {
            let presence = match step {
                Step::Word(test) => {
                    found.push(*test);
                    Presence::Required
                }
                Step::Gap(_) => Presence::Optional,
                Step::Choice(options, presence) => presence.or(self.gather_of_any(options, found)),
                Step::Class(class) => {
                    let (tests, presence) = &self.classes[*class];
                    found.extend(tests);
                    *presence
                }
            };
            if presence == Presence::Required {
                return Presence::Required;
            }
        }
        Presence::Optional
    }

    fn gather_of_any(&self, options: &[Steps], found: &mut Vec<usize>) -> Presence {
        let of_option = |option: &Steps| self.gather(option, found);
        options
            .iter()
            .map(of_option)
            .fold(Presence::Required, Presence::or)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(test: usize) -> Steps {
        Box::new([Step::Word(test)])
    }

    /// `(0|[1] 2) ~1 {3|4}`, with the class given.
    fn steps() -> (Firsts, Steps) {
        let one_or_two = [
            Step::Choice(Box::new([word(1)]), Presence::Optional),
            Step::Word(2),
        ];
        let steps = [
            Step::Choice(
                Box::new([word(0), Box::new(one_or_two)]),
                Presence::Required,
            ),
            Step::Gap(1),
            Step::Class(0),
        ];
        (Firsts::of(&[vec![word(4), word(3)]]), Box::new(steps))
    }

    #[test]
    fn a_pattern_begins_with_any_word_up_to_the_first_that_can_not_be_left_out() {
        let (firsts, steps) = steps();
        assert_eq!(firsts.of_steps(&steps), [0, 1, 2]);
        assert_eq!(firsts.of_steps(&steps[1..]), [3, 4]);
    }

    #[test]
    fn each_step_that_can_not_be_left_out_needs_a_word() {
        let (firsts, steps) = steps();
        let needs = firsts.needs_of(&steps);
        let met_by = |words: &[usize]| {
            let passed = |test| words.contains(&test);
            needs.iter().filter(|need| need.is_met(passed)).count()
        };
        assert_eq!(needs.len(), 2);
        assert_eq!([met_by(&[1, 3]), met_by(&[3, 4]), met_by(&[5])], [2, 1, 0]);
    }
}
