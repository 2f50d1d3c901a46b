//! How often a step was done in a case: once, or again.

use golugah_findings::{Datum, Kind};

use crate::engine::{LogRule, LogView, Observations, ParameterError, Parameters};

pub(crate) struct Rule;

impl LogRule for Rule {
    fn new(_: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self)
    }

    fn observe(&self, view: &LogView<'_>, out: &mut Observations) {
        let log = view.log;
        // Where a step stands in the list of its case; of an earlier case, it stands elsewhere or beyond the end.
        let mut places = vec![usize::MAX; log.activities.len()];
        for case in 0..log.case_count() {
            let subject = view.subject(case);
            // Step, its first event in the case, how often it was done; in order of first event.
            let mut done: Vec<(u32, usize, u32)> = Vec::new();
            for event in log.events_of(case) {
                let step = log.events.activity[event];
                let place = &mut places[step as usize];
                match done.get_mut(*place).filter(|(known, ..)| *known == step) {
                    Some((.., times)) => *times += 1,
                    None => {
                        *place = done.len();
                        done.push((step, event, 1));
                    }
                }
            }
            for (step, first, times) in done {
                let groups: Vec<_> = view
                    .cast
                    .groups(log, first)
                    .into_iter()
                    .filter(|(kind, _)| *kind != Kind::Applicant)
                    .collect();
                let groups = view.slots(out, &groups, step, view.cast.step(step));
                let seen = view.seen(&subject, first, f64::from(times), 1.0, &groups);
                out.answer(times > 1, &seen, || {
                    let mut evidence = view.evidence(first);
                    evidence.push(("times_done", Datum::Integer(times.into())));
                    evidence
                });
            }
        }
    }
}
