//! Usual steps: what nearly every finished case goes through, and what usually comes next.

use golugah_records::{EventLog, NO_ENTRY};
use hashbrown::HashMap;

/// How usual each activity is among finished cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsualSteps {
    /// Per activity, whether a case that stops there is finished.
    pub ends: Vec<bool>,
    /// Per case, whether it is finished.
    pub finished: Vec<bool>,
    /// How many are.
    pub finished_cases: u32,
    /// Per activity, its part in finished cases.
    pub steps: Vec<Step>,
}

/// One activity's part in finished cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Finished cases in which it occurs.
    pub cases: u32,
    /// The activity that most often comes directly after it, of equals the first by name; `None` where none ever does.
    pub successor: Option<u32>,
    /// How often that one comes directly after it.
    pub successor_count: u32,
    /// How often anything does.
    pub followed: u32,
}

/// Measures the steps of finished cases.
///
/// A log does not say which cases are finished; the last activity tells. An activity is an end where at least
/// `end_per_cent` of the cases that have it stop with it (twenty is a good value: in the municipal receipts it accepts
/// the five activities that do end a file and refuses the first one, at which one case in twelve lies still). A case
/// is finished where its last activity is an end.
#[must_use]
pub fn usual_steps(log: &EventLog, end_per_cent: u32) -> UsualSteps {
    let activities = log.activities.len();
    let mut cases_with = vec![0_u64; activities];
    let mut cases_ending = vec![0_u64; activities];
    each_case_step(log, |_, activity| cases_with[activity] += 1);
    let last = |case: usize| log.events.activity[log.events_of(case).end - 1] as usize;
    for case in 0..log.case_count() {
        cases_ending[last(case)] += 1;
    }
    let ends: Vec<bool> = cases_ending
        .iter()
        .zip(&cases_with)
        .map(|(ending, with)| *ending > 0 && ending * 100 >= with * u64::from(end_per_cent))
        .collect();
    let finished: Vec<bool> = (0..log.case_count()).map(|case| ends[last(case)]).collect();

    let mut steps = vec![Step::default(); activities];
    each_case_step(log, |case, activity| {
        steps[activity].cases += u32::from(finished[case]);
    });
    let mut followers: HashMap<(u32, u32), u32> = HashMap::new();
    for event in 1..log.event_count() {
        let case = log.events.case[event];
        if case == log.events.case[event - 1] && finished[case as usize] {
            *followers
                .entry((log.events.activity[event - 1], log.events.activity[event]))
                .or_default() += 1;
        }
    }
    for ((from, to), count) in followers {
        let step = &mut steps[from as usize];
        step.followed += count;
        let before = step.successor.map(|held| log.activities.get(held));
        let goes_first =
            count == step.successor_count && before.is_some_and(|held| log.activities.get(to) < held);
        if count > step.successor_count || goes_first {
            (step.successor, step.successor_count) = (Some(to), count);
        }
    }
    let finished_cases = finished.iter().filter(|finished| **finished).count() as u32;
    UsualSteps {
        ends,
        finished,
        finished_cases,
        steps,
    }
}

/// Visits every activity of every case once.
fn each_case_step(log: &EventLog, mut visit: impl FnMut(usize, usize)) {
    let mut seen_in_case = vec![NO_ENTRY; log.activities.len()];
    for case in 0..log.case_count() {
        for event in log.events_of(case) {
            let activity = log.events.activity[event] as usize;
            if seen_in_case[activity] != case as u32 {
                seen_in_case[activity] = case as u32;
                visit(case, activity);
            }
        }
    }
}
