//! Steps that nearly all cases that ended alike have, and those of them that lack one.

use golugah_findings::{Datum, Kind};
use golugah_records::EventLog;
use hashbrown::HashMap;

use crate::engine::{LogRule, LogView, Observation, Observations, ParameterError, Parameters};

pub(crate) struct Rule {
    common_share: f64,
    minimum_cases: u64,
    end_share: f64,
}

/// The cases that ended with one step.
#[derive(Default)]
struct Path {
    cases: Vec<usize>,
    /// What nearly all of them have, each with the step that most often comes directly before it.
    expected: Vec<(u32, Option<u32>)>,
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
        let ended_with = self.ended_with(log);
        let paths = self.paths(log, &ended_with);
        for (case, end) in ended_with.iter().enumerate() {
            let subject = view.subject(case);
            let Some(end) = end else {
                out.not_computable((Kind::Case, &subject), "not_finished");
                continue;
            };
            let path = &paths[end];
            if (path.cases.len() as u64) < self.minimum_cases {
                out.not_computable((Kind::Case, &subject), "too_few");
                continue;
            }
            let events = log.events_of(case);
            for (step, before) in &path.expected {
                let times = log.events.activity[events.clone()]
                    .iter()
                    .filter(|done| *done == step)
                    .count();
                // Whoever did the step that usually comes before handed the case on without this one. Who stands behind
                // it found it so.
                let handed_on = events
                    .clone()
                    .rfind(|event| Some(log.events.activity[*event]) == *before);
                let mut groups = view.cast.place(*step);
                if let Some(event) = handed_on {
                    let officer = view.cast.groups(log, event).into_iter();
                    groups.extend(officer.filter(|(kind, _)| *kind == Kind::Officer));
                }
                let groups = view.slots(out, &groups, *step, view.cast.step(*step));
                let event = handed_on.unwrap_or(events.end - 1);
                // What an officer does in one case hangs together, at whichever steps.
                let by = log.events.resource[event];
                let taken_up = events.clone().find(|event| log.events.resource[*event] == by);
                let day = view.intakes.day(case, log.time(taken_up.unwrap_or(event)));
                let seen = Observation {
                    batch: view.batch_by(view.cast.officer(log, event), day, case),
                    ..view.seen(&subject, event, times as f64, 1.0, &groups)
                };
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
    /// Per case, the step it ended with. A case is finished when it stopped at a step that ends the procedure: one that
    /// at least half of the cases that reach it have as their last.
    fn ended_with(&self, log: &EventLog) -> Vec<Option<u32>> {
        let mut reached = vec![Reached::default(); log.activities.len()];
        let last_of = |case: usize| log.events.activity[log.events_of(case).end - 1];
        for case in 0..log.case_count() {
            for step in steps_of(log, case) {
                reached[step as usize].cases += 1;
            }
            reached[last_of(case) as usize].last += 1;
        }
        let ends = |step: &u32| {
            let reached = reached[*step as usize];
            reached.last as f64 / reached.cases as f64 >= self.end_share
        };
        (0..log.case_count())
            .map(|case| Some(last_of(case)).filter(ends))
            .collect()
    }

    /// The finished cases by the step they ended with: who was refused took another way than who was approved.
    fn paths(&self, log: &EventLog, ended_with: &[Option<u32>]) -> HashMap<u32, Path> {
        let mut paths: HashMap<u32, Path> = HashMap::new();
        for (case, end) in ended_with.iter().enumerate() {
            if let Some(end) = end {
                paths.entry(*end).or_default().cases.push(case);
            }
        }
        for path in paths.values_mut() {
            let steps = self.common_steps(log, &path.cases);
            path.expected = steps
                .into_iter()
                .map(|step| (step, predecessor(log, &path.cases, step)))
                .collect();
        }
        paths
    }

    fn common_steps(&self, log: &EventLog, cases: &[usize]) -> Vec<u32> {
        let mut having = vec![0_u64; log.activities.len()];
        for case in cases {
            for step in steps_of(log, *case) {
                having[step as usize] += 1;
            }
        }
        let is_common = |having: u64| {
            having >= self.minimum_cases && having as f64 / cases.len() as f64 >= self.common_share
        };
        (0..)
            .zip(having)
            .filter(|(_, having)| is_common(*having))
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

/// The step that most often comes directly before; of equals the first by name.
fn predecessor(log: &EventLog, cases: &[usize], step: u32) -> Option<u32> {
    let mut counts: HashMap<u32, u64> = HashMap::new();
    for case in cases {
        for pair in log.events.activity[log.events_of(*case)]
            .windows(2)
            .filter(|pair| pair[1] == step)
        {
            *counts.entry(pair[0]).or_default() += 1;
        }
    }
    let name = |step: u32| log.activities.get(step);
    counts
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then_with(|| name(b.0).cmp(&name(a.0))))
        .map(|(step, _)| step)
}
