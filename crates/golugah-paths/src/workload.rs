//! Officers and applicants: does one officer handle one applicant's cases more often than the division of work explains?
//!
//! The unit is one case in one step (activity): the first event of that step in the case that has an officer. A step
//! repeated in a case would otherwise count one decision several times.

use golugah_records::{EventLog, NO_ENTRY};
use hashbrown::HashMap;

/// Who handled how many cases of which step in which month.
///
/// Months are those of the local calendar day, numbered `year · 12 + month − 1` in the Gregorian calendar. Work is
/// divided anew every month: officers join, leave and are away, and a share over years would accuse whoever was
/// there at the time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workload {
    all: HashMap<(u32, i64), u32>,
    of_officer: HashMap<(u32, i64, u32), u32>,
}

impl Workload {
    /// Counts the log's handled steps.
    #[must_use]
    pub fn of(log: &EventLog) -> Self {
        Self::count(&handled_steps(log))
    }

    fn count(handled: &[Handled]) -> Self {
        let mut load = Self::default();
        for step in handled {
            *load.all.entry((step.activity, step.month)).or_default() += 1;
            *load
                .of_officer
                .entry((step.activity, step.month, step.officer))
                .or_default() += 1;
        }
        load
    }

    /// The officer's cases and all cases of this step in this month.
    #[must_use]
    pub fn share(&self, activity: u32, month: i64, officer: u32) -> (u32, u32) {
        let own = self
            .of_officer
            .get(&(activity, month, officer))
            .copied()
            .unwrap_or(0);
        (own, self.all.get(&(activity, month)).copied().unwrap_or(0))
    }
}

/// One officer's part in one applicant's cases, in one step.
#[derive(Clone, Debug, PartialEq)]
pub struct Concentration {
    /// Number of the activity.
    pub activity: u32,
    /// Number of the officer in `resources`.
    pub officer: u32,
    /// Number of the applicant.
    pub applicant: u32,
    /// Cases of the applicant in this step (*n*).
    pub cases: u32,
    /// Those that this officer handled (*k*), at least one.
    pub handled: u32,
    /// How many of the *n* the officer's monthly shares of the work let expect.
    pub expected: f64,
    /// The probability of *k* or more of *n*, were each case given out by those shares.
    pub probability: f64,
    /// Numbers of the *k* events.
    pub events: Vec<u32>,
}

/// Finds, for each step, officer and applicant with at least `least_cases` cases in the step, how far the officer's
/// part exceeds the share of the work.
///
/// Each of the applicant's cases falls to the officer with the probability of the officer's share of the step's cases
/// in that month, the applicant's own among them: this leans to the innocent side, and never calls anything impossible.
/// Ordered by names of activity, applicant and officer; the log's order of cases has no influence.
#[must_use]
pub fn concentrations(log: &EventLog, least_cases: u32) -> Vec<Concentration> {
    let handled = handled_steps(log);
    let load = Workload::count(&handled);
    let mut asked: Vec<(u32, Handled)> = handled
        .into_iter()
        .map(|step| {
            (
                log.cases.applicant[log.events.case[step.event as usize] as usize],
                step,
            )
        })
        .filter(|(applicant, _)| *applicant != NO_ENTRY)
        .collect();
    asked.sort_unstable_by_key(|(applicant, step)| {
        (step.activity, *applicant, step.month, step.officer, step.event)
    });
    let mut found = Vec::new();
    for cases in asked.chunk_by(|left, right| (left.1.activity, left.0) == (right.1.activity, right.0)) {
        if (cases.len() as u64) < u64::from(least_cases) {
            continue;
        }
        let (applicant, Handled { activity, .. }) = cases[0];
        let mut officers: Vec<u32> = cases.iter().map(|case| case.1.officer).collect();
        officers.sort_unstable();
        officers.dedup();
        for officer in officers {
            let chances: Vec<f64> = cases
                .iter()
                .map(|case| {
                    let (own, all) = load.share(activity, case.1.month, officer);
                    f64::from(own) / f64::from(all)
                })
                .collect();
            let own = cases.iter().filter(|case| case.1.officer == officer);
            let events: Vec<u32> = own.map(|case| case.1.event).collect();
            found.push(Concentration {
                activity,
                officer,
                applicant,
                cases: cases.len() as u32,
                handled: events.len() as u32,
                expected: chances.iter().sum(),
                probability: upper_tail(&chances, events.len()),
                events,
            });
        }
    }
    let names = |one: &Concentration| {
        (
            log.activities.get(one.activity),
            log.applicants.get(one.applicant),
            log.resources.get(one.officer),
        )
    };
    found.sort_by(|left, right| names(left).cmp(&names(right)));
    found
}

/// The probability that at least `least` of independent trials with these chances succeed (Poisson-binomial; with
/// equal chances it is the binomial), by exact summation in O(n · least).
#[must_use]
pub fn upper_tail(chances: &[f64], least: usize) -> f64 {
    if least == 0 {
        return 1.0;
    }
    if least > chances.len() {
        return 0.0;
    }
    // `below[s]` is the probability of s successes so far; what passes beyond is gathered in `reached`, so that a tiny
    // tail is a sum of tiny terms and not the difference of two numbers near one.
    let mut below = vec![0.0; least];
    below[0] = 1.0;
    let mut reached = 0.0;
    for chance in chances {
        reached += below[least - 1] * chance;
        for successes in (1..least).rev() {
            below[successes] = below[successes] * (1.0 - chance) + below[successes - 1] * chance;
        }
        below[0] *= 1.0 - chance;
    }
    f64::min(reached, 1.0)
}

/// One case in one step, and who handled it.
#[derive(Clone, Copy)]
struct Handled {
    activity: u32,
    officer: u32,
    month: i64,
    event: u32,
}

fn handled_steps(log: &EventLog) -> Vec<Handled> {
    let mut handled = Vec::new();
    let mut seen_in_case: Vec<u32> = vec![NO_ENTRY; log.activities.len()];
    for case in 0..log.case_count() {
        for event in log.events_of(case) {
            let (activity, officer) = (log.events.activity[event], log.events.resource[event]);
            if officer == NO_ENTRY || seen_in_case[activity as usize] == case as u32 {
                continue;
            }
            seen_in_case[activity as usize] = case as u32;
            let (year, month, _) = log.time(event).local_date();
            handled.push(Handled {
                activity,
                officer,
                month: year * 12 + i64::from(month) - 1,
                event: event as u32,
            });
        }
    }
    handled
}
