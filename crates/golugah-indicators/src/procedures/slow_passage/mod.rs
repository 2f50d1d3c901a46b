//! Each wait between two successive events of a case, against the ninetieth percentile of the same passage elsewhere; charged to
//! who held the case, where the log says who did.

use golugah_findings::{Datum, Kind};
use hashbrown::HashMap;

use crate::engine::{LogRule, LogView, Observation, Observations, ParameterError, Parameters, StillOpen};
use crate::measures::{DAY, Part, Waited, censored_quantile, coarse_steps, least_days, passages_by_edge};

pub(crate) struct Rule {
    percentile: f64,
    minimum_passages: u64,
    minimum_hours: f64,
    known_order: f64,
}

/// The waits of one kind between two steps.
#[derive(Default)]
struct Alike<'l> {
    /// With the events that they came before and after.
    ended: Vec<(usize, usize, Waited)>,
    /// With the event that they come after.
    open: Vec<(usize, &'l StillOpen)>,
}

/// Two steps, what is known of them, and from where on a wait between them is slow.
struct Measure {
    from: u32,
    to: u32,
    coarse: bool,
    enough: bool,
    threshold: f64,
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
        let mut waits: HashMap<(u32, u32, Part), Alike<'_>> = HashMap::new();
        for ((from, to), passages) in &edges {
            for passage in passages {
                for waited in passage.parts(log) {
                    if passage.typed_in {
                        let subject = view.subject(log.events.case[passage.event] as usize);
                        out.not_computable((Kind::Case, &subject), "typed_in_afterwards");
                        continue;
                    }
                    let alike = waits.entry((*from, *to, waited.part)).or_default();
                    alike.ended.push((passage.event, passage.after, waited));
                }
            }
        }
        for open in view.open {
            let after = log.events_of(open.case).end - 1;
            let part = if open.handed { Part::Held } else { Part::Whole };
            let edge = (log.events.activity[after], open.step, part);
            waits.entry(edge).or_default().open.push((after, open));
        }
        let mut waits: Vec<_> = waits.into_iter().collect();
        waits.sort_unstable_by_key(|(edge, _)| *edge);
        for ((from, to, _), alike) in waits {
            let measure = self.measure((from, to), coarse[to as usize], &alike);
            measure.ended(view, &alike.ended, out);
            measure.open(view, &alike.open, out);
        }
        out.whole_waiting(log);
    }
}

impl Rule {
    fn measure(&self, (from, to): (u32, u32), coarse: bool, alike: &Alike<'_>) -> Measure {
        let sorted = |days: &mut dyn Iterator<Item = f64>| {
            let mut days: Vec<f64> = days.filter(|days| *days > 0.0).collect();
            days.sort_unstable_by(f64::total_cmp);
            days
        };
        let ended = sorted(&mut alike.ended.iter().map(|(.., waited)| waited.least_days()));
        let open = sorted(&mut alike.open.iter().map(|(_, open)| days_open(open)));
        let usual = censored_quantile(&ended, &open, self.percentile / 100.0);
        Measure {
            from,
            to,
            coarse,
            enough: ended.len() as u64 >= self.minimum_passages,
            threshold: usual.unwrap_or_default().max(self.minimum_hours / 24.0),
        }
    }
}

impl Measure {
    /// Why a wait of so many days cannot be measured.
    fn reason(&self, days: f64) -> Option<&'static str> {
        if days <= 0.0 {
            Some("order_unknown")
        } else if self.coarse {
            Some("times_too_coarse")
        } else if !self.enough {
            Some("too_few")
        } else {
            None
        }
    }

    fn beyond(&self, days: f64) -> i64 {
        ((days - self.threshold).max(0.0) * DAY) as i64
    }

    fn ended(&self, view: &LogView<'_>, waits: &[(usize, usize, Waited)], out: &mut Observations) {
        let log = view.log;
        // Officers are compared where the same wait ends: between the same two steps.
        let stratum = view.edge(self.from, self.to);
        for (event, after, waited) in waits {
            let (event, days) = (*event, waited.least_days());
            let subject = view.subject(log.events.case[event] as usize);
            if let Some(reason) = self.reason(days) {
                out.not_computable((Kind::Case, &subject), reason);
                continue;
            }
            let holder = (waited.part == Part::Held).then(|| log.events.holder[event]);
            let officer = holder.and_then(|holder| view.cast.officer_of(holder));
            let mut groups = view.cast.place_of(log, event);
            groups.extend(officer);
            let groups = view.slots(out, &groups, self.to, stratum);
            let seen = Observation {
                stake: self.beyond(days),
                batch: view.batch_by(officer, log.time(event), log.events.case[event] as usize),
                ..view.seen(&subject, event, days, self.threshold, &groups)
            };
            out.answer(days > self.threshold, &seen, || {
                let mut evidence = view.evidence(event);
                let holder = holder.and_then(|holder| log.resources.get(holder));
                evidence.extend(holder.map(|holder| ("held_by", Datum::from(holder))));
                evidence.push(("after_step", Datum::from(log.activity(*after))));
                let began = view.moment(waited.began, *after, waited.began_on_a_day);
                let ended = view.moment(waited.ended, event, waited.ended_on_a_day);
                evidence.extend(match waited.part {
                    Part::Whole => [("began", began), ("done", ended)],
                    Part::Queued => [("began", began), ("handed_over", ended)],
                    Part::Held => [("handed_over", began), ("done", ended)],
                });
                evidence.push(("days_waited", days.into()));
                evidence
            });
        }
    }

    /// A wait that has not ended has already been slow, or it is too early to say.
    fn open(&self, view: &LogView<'_>, waits: &[(usize, &StillOpen)], out: &mut Observations) {
        let log = view.log;
        let stratum = view.edge(self.from, self.to);
        for (after, open) in waits {
            let days = days_open(open);
            let subject = view.subject(open.case);
            let early = (days <= self.threshold).then_some("still_open");
            if let Some(reason) = self.reason(days).or(early) {
                out.not_computable((Kind::Case, &subject), reason);
                continue;
            }
            // Who only scheduled the step holds nothing: the wait is the step's, and hangs together with nobody's.
            let holder = open.handed.then_some(open.holder);
            let officer = holder.and_then(|holder| view.cast.officer_of(holder));
            let mut groups = view.cast.place(self.to);
            groups.extend(officer);
            let groups = view.slots(out, &groups, self.to, stratum);
            let seen = Observation {
                stake: self.beyond(days),
                // All that an officer has open is seen on one day.
                batch: view.batch_by(officer, open.until, open.case),
                date: Some(open.until),
                place: view.line(open.line),
                ..view.seen(&subject, *after, days, self.threshold, &groups)
            };
            out.raised(&seen, || {
                let step = log.activities.get(self.to).unwrap_or_default();
                let mut evidence = vec![("step", Datum::from(step))];
                let holder = holder.and_then(|holder| log.resources.get(holder));
                evidence.extend(holder.map(|holder| ("held_by", Datum::from(holder))));
                evidence.push(("after_step", Datum::from(log.activity(*after))));
                let since = if open.handed { "handed_over" } else { "began" };
                evidence.push((since, open.since.to_rfc3339().into()));
                evidence.push(("still_waiting", open.until.to_rfc3339().into()));
                evidence.push(("days_waited", days.into()));
                evidence
            });
        }
    }
}

fn days_open(open: &StillOpen) -> f64 {
    least_days(open.since.millis, open.until.millis, open.since.date_only)
}
