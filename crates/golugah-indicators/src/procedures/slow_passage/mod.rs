//! Each wait between two successive events of a case, against the ninetieth percentile of the same passage elsewhere.

use golugah_findings::{Datum, Kind};

use crate::engine::{LogRule, LogView, Observation, Observations, ParameterError, Parameters};
use crate::measures::{DAY, Passage, coarse_steps, passages_by_edge, quantile};

pub(crate) struct Rule {
    percentile: f64,
    minimum_passages: u64,
    minimum_hours: f64,
    known_order: f64,
}

impl LogRule for Rule {
    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            percentile: parameters.number("percentile")?,
            minimum_passages: parameters.count("minimum_passages")?,
            minimum_hours: parameters.number("minimum_hours")?,
            known_order: parameters.number("known_order")?,
        })
    }

    fn observe(&self, view: &LogView<'_>, out: &mut Observations) {
        let log = view.log;
        let edges = passages_by_edge(log);
        let coarse = coarse_steps(log, &edges, self.known_order, |wait| wait.least_days() > 0.0);
        for ((from, to), passages) in edges {
            let mut waits: Vec<f64> = passages
                .iter()
                .map(Passage::least_days)
                .filter(|days| *days > 0.0)
                .collect();
            waits.sort_unstable_by(f64::total_cmp);
            let enough = waits.len() as u64 >= self.minimum_passages;
            let usual = quantile(&waits, self.percentile / 100.0).unwrap_or_default();
            let threshold = usual.max(self.minimum_hours / 24.0);
            for passage in &passages {
                let event = passage.event;
                let subject = view.subject(log.events.case[event] as usize);
                let days = passage.least_days();
                if days <= 0.0 {
                    out.not_computable((Kind::Case, &subject), "order_unknown");
                    continue;
                }
                if coarse[to as usize] {
                    out.not_computable((Kind::Case, &subject), "times_too_coarse");
                    continue;
                }
                if !enough {
                    out.not_computable((Kind::Case, &subject), "too_few");
                    continue;
                }
                // Officers are compared where the same wait ends: between the same two steps.
                let stratum = view.edge(from, to);
                let groups = out.slots(&view.cast.groups(log, event), stratum);
                let seen = Observation {
                    stake: if days > threshold {
                        ((days - threshold) * DAY) as i64
                    } else {
                        0
                    },
                    ..view.seen(&subject, event, days, threshold, &groups)
                };
                out.answer(days > threshold, &seen, || {
                    let mut evidence = view.evidence(event);
                    evidence.push(("after_step", Datum::from(log.activity(passage.after))));
                    evidence.push((
                        "began",
                        view.moment(passage.began, passage.after, passage.began_on_a_day),
                    ));
                    evidence.push(("done", view.moment(passage.ended, event, passage.ended_on_a_day)));
                    evidence.push(("days_waited", days.into()));
                    evidence
                });
            }
        }
        out.whole_waiting(log);
    }
}
