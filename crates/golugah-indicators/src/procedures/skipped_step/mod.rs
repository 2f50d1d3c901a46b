//! Steps that nearly all finished cases of a procedure have, and the finished cases that lack them.

use golugah_findings::{Datum, Kind};
use golugah_records::EventLog;

use crate::engine::{LogRule, LogView, Observations, ParameterError, Parameters};

pub(crate) struct Rule {
    common_share: f64,
    minimum_cases: u64,
    end_share: f64,
}

/// Per step, how many cases have it and how many have it as their last.
#[derive(Clone, Copy, Default)]
struct Reached {
    cases: u64,
    last: u64,
}

impl LogRule for Rule {
    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            common_share: parameters.number("common_share")?,
            minimum_cases: parameters.count("minimum_cases")?,
            end_share: parameters.number("end_share")?,
        })
    }

    fn observe(&self, view: &LogView<'_>, out: &mut Observations) {
        let log = view.log;
        let finished = self.finished_cases(log);
        let finished_cases = finished.iter().filter(|finished| **finished).count() as u64;
        let common = self.common_steps(log, &finished, finished_cases);
        let successors: Vec<Option<u32>> = common
            .iter()
            .map(|step| successor(log, &finished, *step))
            .collect();
        for (case, is_finished) in finished.iter().enumerate() {
            let subject = view.subject(case);
            let reason = if !is_finished {
                Some("not_finished")
            } else if finished_cases < self.minimum_cases {
                Some("too_few")
            } else {
                None
            };
            if let Some(reason) = reason {
                out.not_computable((Kind::Case, &subject), reason);
                continue;
            }
            let events = log.events_of(case);
            for (step, successor) in common.iter().zip(&successors) {
                let times = log.events.activity[events.clone()]
                    .iter()
                    .filter(|done| *done == step)
                    .count();
                // Who did the step that usually follows passed over this one; else who closed the case.
                let follower = events
                    .clone()
                    .find(|event| Some(log.events.activity[*event]) == *successor);
                let event = follower.unwrap_or(events.end - 1);
                let mut groups = view.cast.groups(log, event);
                groups.retain(|(kind, _)| *kind == Kind::Officer);
                groups.extend(view.cast.place(*step));
                let groups = out.slots(&groups, view.cast.step(*step));
                let seen = view.seen(&subject, event, times as f64, 1.0, &groups);
                out.answer(times == 0, &seen, || {
                    let mut evidence = view.evidence(event);
                    evidence.push((
                        "missing_step",
                        Datum::from(log.activities.get(*step).unwrap_or_default()),
                    ));
                    evidence
                });
            }
        }
    }
}

impl Rule {
    /// A case is finished when it stopped at a step that ends the procedure: one that at least half of the cases that
    /// reach it have as their last.
    fn finished_cases(&self, log: &EventLog) -> Vec<bool> {
        let mut reached = vec![Reached::default(); log.activities.len()];
        let last_of = |case: usize| log.events.activity[log.events_of(case).end - 1];
        for case in 0..log.case_count() {
            for step in steps_of(log, case) {
                reached[step as usize].cases += 1;
            }
            reached[last_of(case) as usize].last += 1;
        }
        let ends = |step: u32| {
            let reached = reached[step as usize];
            reached.last as f64 / reached.cases as f64 >= self.end_share
        };
        (0..log.case_count()).map(|case| ends(last_of(case))).collect()
    }

    fn common_steps(&self, log: &EventLog, finished: &[bool], finished_cases: u64) -> Vec<u32> {
        let mut cases = vec![0_u64; log.activities.len()];
        for case in (0..log.case_count()).filter(|case| finished[*case]) {
            for step in steps_of(log, case) {
                cases[step as usize] += 1;
            }
        }
        let is_common = |cases: u64| {
            cases >= self.minimum_cases && cases as f64 / finished_cases as f64 >= self.common_share
        };
        (0..)
            .zip(cases)
            .filter(|(_, cases)| is_common(*cases))
            .map(|(step, _)| step)
            .collect()
    }
}

/// The different steps of a case.
fn steps_of(log: &EventLog, case: usize) -> Vec<u32> {
    let mut steps = log.events.activity[log.events_of(case)].to_vec();
    steps.sort_unstable();
    steps.dedup();
    steps
}

/// The step that most often comes directly after; of equals the first by name.
fn successor(log: &EventLog, finished: &[bool], step: u32) -> Option<u32> {
    let mut counts = vec![0_u64; log.activities.len()];
    for case in (0..log.case_count()).filter(|case| finished[*case]) {
        for pair in log.events.activity[log.events_of(case)]
            .windows(2)
            .filter(|pair| pair[0] == step)
        {
            counts[pair[1] as usize] += 1;
        }
    }
    let name = |step: u32| log.activities.get(step);
    (0..)
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .max_by(|a: &(u32, u64), b| a.1.cmp(&b.1).then_with(|| name(b.0).cmp(&name(a.0))))
        .map(|(step, _)| step)
}
