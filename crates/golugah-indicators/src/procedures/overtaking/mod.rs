//! Was a case taken before those who had waited longer, after a wait that is short among its neighbours'?

use golugah_findings::{Datum, Kind};
use golugah_paths::queue;
use golugah_records::{EventLog, NO_ENTRY};
use hashbrown::HashMap;

use crate::engine::{Id, LogRule, LogView, Observations, ParameterError, Parameters};
use crate::measures::{Passage, coarse_steps, passages_by_edge};

pub(crate) struct Rule {
    rank: f64,
    neighbours: usize,
    minimum_overtaken: u64,
    minimum_waiting: u64,
    known_order: f64,
}

/// One wait in its queue: how many were waiting when it began, how many of them it overtook, and where its length stands
/// among its neighbours' (0 the shortest, 1 the longest).
#[derive(Clone, Copy)]
struct Place {
    waiting: u32,
    overtaken: u32,
    rank: f64,
}

impl LogRule for Rule {
    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            rank: parameters.number("rank")?,
            neighbours: parameters.count("neighbours")? as usize,
            minimum_overtaken: parameters.count("minimum_overtaken")?,
            minimum_waiting: parameters.count("minimum_waiting")?,
            known_order: parameters.number("known_order")?,
        })
    }

    fn observe(&self, view: &LogView<'_>, out: &mut Observations) {
        let log = view.log;
        let edges = passages_by_edge(log);
        let coarse = coarse_steps(log, &edges, self.known_order, Passage::has_times);
        for ((step, unit), mut waits) in queues(log, edges) {
            waits.retain(|wait| {
                let reason = if wait.typed_in {
                    Some("typed_in_afterwards")
                } else if !wait.has_times() {
                    Some("order_unknown")
                } else if coarse[step as usize] {
                    Some("times_too_coarse")
                } else {
                    None
                };
                if let Some(reason) = reason {
                    let subject = view.subject(log.events.case[wait.event] as usize);
                    out.not_computable((Kind::Case, &subject), reason);
                }
                reason.is_none()
            });
            in_order_of_arrival(&mut waits, log);
            let places = self.places(&waits);
            let stratum = queue_name(view, step, unit);
            for (number, wait) in waits.iter().enumerate() {
                let event = wait.event;
                let subject = view.subject(log.events.case[event] as usize);
                // A step that nobody of the office is named for may be the citizen's own.
                if log.events.resource[event] == NO_ENTRY {
                    out.not_computable((Kind::Case, &subject), "no_officer");
                    continue;
                }
                let Some(place) = places
                    .get(number)
                    .filter(|place| u64::from(place.waiting) >= self.minimum_waiting)
                else {
                    out.not_computable((Kind::Case, &subject), "too_few");
                    continue;
                };
                let mut groups = view.cast.groups(log, event);
                // Without applicants nobody can tell a favour from quick work.
                if log.cases.applicant[log.events.case[event] as usize] == NO_ENTRY {
                    groups.retain(|(kind, _)| *kind != Kind::Officer);
                }
                let groups = view.slots(out, &groups, step, stratum);
                let seen = view.seen(&subject, event, place.rank, self.rank, &groups);
                let raised = place.rank < self.rank && u64::from(place.overtaken) >= self.minimum_overtaken;
                out.answer(raised, &seen, || {
                    let mut evidence = view.evidence(event);
                    evidence.push(("after_step", Datum::from(log.activity(wait.after))));
                    evidence.push(("began", view.moment(wait.began, wait.after, wait.began_on_a_day)));
                    evidence.push(("done", view.moment(wait.ended, event, wait.ended_on_a_day)));
                    evidence.push(("waiting", Datum::Integer(place.waiting.into())));
                    evidence.push(("overtaken", Datum::Integer(place.overtaken.into())));
                    evidence
                });
            }
        }
    }
}

/// The waits of a log by the queue they stand in, a step at a unit, in order of the log's numbers.
fn queues(log: &EventLog, edges: Vec<((u32, u32), Vec<Passage>)>) -> Vec<((u32, u32), Vec<Passage>)> {
    let mut queues: HashMap<(u32, u32), Vec<Passage>> = HashMap::new();
    for wait in edges.into_iter().flat_map(|(_, waits)| waits) {
        let queue = (log.events.activity[wait.event], log.events.group[wait.event]);
        queues.entry(queue).or_default().push(wait);
    }
    let mut queues: Vec<_> = queues.into_iter().collect();
    queues.sort_unstable_by_key(|(queue, _)| *queue);
    queues
}

/// The queue as a stratum: those who stand in it are compared with each other.
fn queue_name(view: &LogView<'_>, step: u32, unit: u32) -> Id {
    match view.log.groups.get(unit) {
        Some(unit) => {
            let step = view.log.activities.get(step).unwrap_or_default();
            view.names.id(&format!("{} › {step} › {unit}", view.log.name))
        }
        None => view.cast.step(step),
    }
}

impl Rule {
    /// Where each wait stands; nothing where the queue has not as many neighbours as are asked for.
    fn places(&self, waits: &[Passage]) -> Vec<Place> {
        if waits.len() <= self.neighbours {
            return Vec::new();
        }
        let began: Vec<i64> = waits.iter().map(|wait| wait.began).collect();
        let ended: Vec<i64> = waits.iter().map(|wait| wait.ended).collect();
        let length = |number: usize| ended[number] - began[number];
        let found = queue(&began, &ended);
        let last_first = waits.len() - 1 - self.neighbours;
        let place = |number: usize| {
            let first = number.saturating_sub(self.neighbours / 2).min(last_first);
            let (mut shorter, mut equal) = (0_u32, 0_u32);
            for other in (first..=first + self.neighbours).filter(|other| *other != number) {
                shorter += u32::from(length(other) < length(number));
                equal += u32::from(length(other) == length(number));
            }
            Place {
                waiting: found.waiting[number],
                overtaken: found.overtaken[number],
                rank: (f64::from(shorter) + f64::from(equal) / 2.0) / self.neighbours as f64,
            }
        };
        (0..waits.len()).map(place).collect()
    }
}

/// By arrival; ties by case and place in it, so that the order is the same everywhere.
fn in_order_of_arrival(waits: &mut [Passage], log: &EventLog) {
    waits.sort_by(|a, b| {
        let case = |wait: &Passage| log.case_id(log.events.case[wait.event] as usize);
        a.began
            .cmp(&b.began)
            .then_with(|| case(a).cmp(case(b)))
            .then_with(|| a.event.cmp(&b.event))
    });
}
