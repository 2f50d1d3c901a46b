//! Which share of those already waiting did a case overtake, against what mixing the waits of the passage would give.

use golugah_findings::{Datum, Kind};
use golugah_paths::queue;
use golugah_records::{EventLog, NO_ENTRY};

use crate::engine::{LogRule, LogView, Observations, ParameterError, Parameters};
use crate::measures::{Passage, passages_by_edge, quantile};

/// Multiplying places by a prime that does not divide their number deals every wait out once, far from where it was,
/// and the same way on every machine and in SQL.
const PRIMES: [usize; 3] = [7_919, 104_729, 1_299_709];

pub(crate) struct Rule {
    percentile: f64,
    minimum_waiting: u64,
    minimum_passages: u64,
}

impl LogRule for Rule {
    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            percentile: parameters.number("percentile")?,
            minimum_waiting: parameters.count("minimum_waiting")?,
            minimum_passages: parameters.count("minimum_passages")?,
        })
    }

    fn observe(&self, view: &LogView<'_>, out: &mut Observations) {
        let log = view.log;
        for ((from, to), mut passages) in passages_by_edge(log) {
            passages.retain(|passage| {
                if !passage.has_times() {
                    let subject = view.subject(log.events.case[passage.event] as usize);
                    out.not_computable((Kind::Case, &subject), "order_unknown");
                }
                passage.has_times()
            });
            in_order_of_arrival(&mut passages, log);
            let (shares, threshold) = self.shares(&passages);
            let stratum = view.edge(from, to);
            for (passage, share) in passages.iter().zip(&shares) {
                let event = passage.event;
                let subject = view.subject(log.events.case[event] as usize);
                // A step that nobody of the office is named for may be the citizen's own.
                if log.events.resource[event] == NO_ENTRY {
                    out.not_computable((Kind::Case, &subject), "no_officer");
                    continue;
                }
                let (Some(Share { overtaken, waiting }), Some(threshold)) = (share, threshold) else {
                    out.not_computable((Kind::Case, &subject), "too_few");
                    continue;
                };
                let value = f64::from(*overtaken) / f64::from(*waiting);
                let groups = out.slots(&view.cast.groups(log, event), stratum);
                let seen = view.seen(&subject, event, value, threshold, &groups);
                out.answer(value > threshold, &seen, || {
                    let mut evidence = view.evidence(event);
                    evidence.push(("after_step", Datum::from(log.activity(passage.after))));
                    evidence.push((
                        "began",
                        view.moment(passage.began, passage.after, passage.began_on_a_day),
                    ));
                    evidence.push(("done", view.moment(passage.ended, event, passage.ended_on_a_day)));
                    evidence.push(("waiting", Datum::Integer((*waiting).into())));
                    evidence.push(("overtaken", Datum::Integer((*overtaken).into())));
                    evidence
                });
            }
        }
    }
}

/// How many were waiting when a passage began, and how many of them it overtook.
#[derive(Clone, Copy)]
struct Share {
    overtaken: u32,
    waiting: u32,
}

impl Rule {
    /// Each passage's share where enough were waiting, and the step's own threshold where it has enough passages.
    fn shares(&self, passages: &[Passage]) -> (Vec<Option<Share>>, Option<f64>) {
        if (passages.len() as u64) < self.minimum_passages.max(1) {
            return (vec![None; passages.len()], None);
        }
        let began: Vec<i64> = passages.iter().map(|passage| passage.began).collect();
        let waits: Vec<i64> = passages
            .iter()
            .map(|passage| passage.ended - passage.began)
            .collect();
        let observed = self.queued(&began, &waits);
        let mut mixed: Vec<f64> = Vec::new();
        for prime in PRIMES {
            let dealt: Vec<i64> = (0..waits.len())
                .map(|place| waits[place * prime % waits.len()])
                .collect();
            let shares = self.queued(&began, &dealt).into_iter().flatten();
            mixed.extend(shares.map(|share| f64::from(share.overtaken) / f64::from(share.waiting)));
        }
        mixed.sort_unstable_by(f64::total_cmp);
        (observed, quantile(&mixed, self.percentile / 100.0))
    }

    fn queued(&self, began: &[i64], waits: &[i64]) -> Vec<Option<Share>> {
        let ended: Vec<i64> = began
            .iter()
            .zip(waits)
            .map(|(began, wait)| began + wait)
            .collect();
        let queue = queue(began, &ended);
        let shares = queue.overtaken.into_iter().zip(queue.waiting);
        shares
            .map(|(overtaken, waiting)| {
                (waiting > 0 && u64::from(waiting) >= self.minimum_waiting)
                    .then_some(Share { overtaken, waiting })
            })
            .collect()
    }
}

/// By arrival; ties by case and place in it, so that the order is the same everywhere.
fn in_order_of_arrival(passages: &mut [Passage], log: &EventLog) {
    passages.sort_by(|a, b| {
        let case = |passage: &Passage| log.case_id(log.events.case[passage.event] as usize);
        a.began
            .cmp(&b.began)
            .then_with(|| case(a).cmp(case(b)))
            .then_with(|| a.event.cmp(&b.event))
    });
}
