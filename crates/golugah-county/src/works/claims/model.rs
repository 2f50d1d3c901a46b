use crate::support::stored::words;

words! {
    /// A step that a claim's money takes, in the order in which it should. The words are those of the database.
    pub enum Step {
        /// The agency asked for it by letter.
        Asked = "asked",
        /// The directorate promised it.
        Promised = "promised",
        /// The credit was notified to the county.
        Notified = "notified",
        /// It arrived.
        Received = "received",
        /// It was spent.
        Spent = "spent",
    }
}

words! {
    /// What ends a claim before its money came.
    pub enum Ending {
        /// The directorate refused it.
        Refused = "refused",
        /// The agency does not ask any more.
        Withdrawn = "withdrawn",
    }
}

/// How many working days a directorate has to answer a letter, or to keep a promise, before the council hears of it.
pub(super) const DAYS_TO_ANSWER: u32 = 30;

impl Step {
    /// The step that comes after it, if any.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }
}

/// What should not be so, and is: it is listed and not refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// The later step comes to more than the one before it.
    More(Step, Step),
    /// The later step was taken before the one that should lead to it.
    Before(Step, Step),
    /// The step was taken and nothing was ever asked.
    Unasked(Step),
}

/// A claim's money, summed by steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    sums: [i64; 5],
    first: [Option<String>; 5],
    last: String,
    ending: Option<(Ending, String)>,
}

impl Course {
    /// Adds a sum to a step.
    pub(super) fn add(&mut self, step: Step, rials: i64) {
        let sum = &mut self.sums[step as usize];
        *sum = sum.saturating_add(rials);
    }

    /// Notes a day on which a step was taken.
    pub(super) fn on(&mut self, step: Step, day: &str) {
        let first = &mut self.first[step as usize];
        if first.as_deref().is_none_or(|known| day < known) {
            *first = Some(day.to_owned());
        }
        if day > self.last.as_str() {
            day.clone_into(&mut self.last);
        }
    }

    /// Notes what ended it on a day.
    pub(super) fn end(&mut self, ending: Ending, day: &str) {
        if self.ending.as_ref().is_none_or(|(_, known)| day > known.as_str()) {
            self.ending = Some((ending, day.to_owned()));
        }
    }

    /// What ended it; nothing where a later letter began it anew.
    pub fn ended(&self) -> Option<Ending> {
        let (ending, day) = self.ending.as_ref()?;
        (*day >= self.last).then_some(*ending)
    }

    /// What a step comes to.
    pub fn sum(&self, step: Step) -> i64 {
        self.sums[step as usize]
    }

    /// What was asked and has still to arrive; nothing where more arrived than was asked, or where the claim ended.
    pub fn remaining(&self) -> i64 {
        if self.ended().is_some() {
            return 0;
        }
        self.sum(Step::Asked)
            .saturating_sub(self.sum(Step::Received))
            .max(0)
    }

    /// The first day of a step.
    pub fn day(&self, step: Step) -> Option<&str> {
        self.first[step as usize].as_deref()
    }

    /// How far the claim came: its furthest step; `None` where every move was taken back.
    pub fn stage(&self) -> Option<Step> {
        Step::ALL.iter().rfind(|step| self.sum(**step) != 0).copied()
    }

    /// What arrived of what was notified, in whole hundredths rounded down and as it is: beyond a hundred too. `None` where
    /// nothing was notified.
    pub fn absorbed(&self) -> Option<i128> {
        let notified = i128::from(self.sum(Step::Notified));
        (notified > 0).then(|| i128::from(self.sum(Step::Received)) * 100 / notified)
    }

    /// What should not be so. A step is held against the nearest one before it that was taken: a directorate that notifies
    /// without having promised does nothing odd.
    pub fn oddities(&self) -> Vec<Oddity> {
        let mut found = Vec::new();
        let mut before: Option<Step> = None;
        for step in Step::ALL.iter().copied().filter(|step| self.sum(*step) != 0) {
            match before {
                None if step != Step::Asked => found.push(Oddity::Unasked(step)),
                None => {}
                Some(before) => {
                    if self.sum(step) > self.sum(before) {
                        found.push(Oddity::More(step, before));
                    }
                    if self.day(step) < self.day(before) {
                        found.push(Oddity::Before(step, before));
                    }
                }
            }
            before = Some(step);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Step::{Asked, Notified, Promised, Received, Spent};
    use super::{Course, Ending, Oddity, Step};

    fn course(moves: &[(Step, i64, &str)]) -> Course {
        let mut course = Course::default();
        for (step, rials, day) in moves {
            course.add(*step, *rials);
            course.on(*step, day);
        }
        course
    }

    #[test]
    fn a_claim_stands_where_its_moves_have_brought_it() {
        assert_eq!(Course::default().stage(), None);
        let mut money = course(&[(Asked, 100, "2026-05-01"), (Notified, 80, "2026-06-01")]);
        assert_eq!((money.stage(), money.oddities()), (Some(Notified), vec![]));
        assert_eq!((money.absorbed(), money.remaining()), (Some(0), 100));
        // What was taken back has not been.
        money.add(Notified, -80);
        assert_eq!((money.stage(), money.absorbed()), (Some(Asked), None));
    }

    #[test]
    fn a_refusal_ends_a_claim_until_a_later_letter() {
        let mut money = course(&[(Asked, 100, "2026-05-01")]);
        money.end(Ending::Refused, "2026-06-01");
        money.end(Ending::Withdrawn, "2026-05-20");
        assert_eq!((money.ended(), money.remaining()), (Some(Ending::Refused), 0));
        money.add(Asked, 20);
        money.on(Asked, "2026-07-01");
        assert_eq!((money.ended(), money.remaining()), (None, 120));
    }

    #[test]
    fn what_should_not_be_so_is_listed_and_absorption_is_not_cut_off() {
        let money = course(&[
            (Asked, 100, "2026-05-10"),
            (Promised, 100, "2026-05-20"),
            (Notified, 100, "2026-05-01"),
            (Received, 132, "2026-06-01"),
            (Spent, 132, "2026-06-01"),
        ]);
        let odd = [
            Oddity::Before(Notified, Promised),
            Oddity::More(Received, Notified),
        ];
        assert_eq!(money.oddities(), odd);
        assert_eq!((money.absorbed(), money.remaining()), (Some(132), 0));
        let unasked = course(&[(Received, 5, "2026-05-01")]);
        assert_eq!(unasked.oddities(), [Oddity::Unasked(Received)]);
    }
}
