//! How often a step was done at one office in a case: once, or again.

use golugah_findings::{Datum, Kind};
use golugah_records::NO_ENTRY;
use hashbrown::HashMap;

use crate::engine::{LogRule, LogView, Observation, Observations, ParameterError, Parameters};

pub(crate) struct Rule;

/// A step at one office in a case.
struct Done {
    step: u32,
    office: u32,
    /// Its first event,
    first: usize,
    /// how often it was done,
    times: u32,
    /// and its last event so far.
    last: usize,
}

impl LogRule for Rule {
    fn new(_: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self)
    }

    fn observe(&self, view: &LogView<'_>, out: &mut Observations) {
        let log = view.log;
        for case in 0..log.case_count() {
            let subject = view.subject(case);
            // The same step at another office is a hand-over, and no work done again. Of a step that names no office all
            // doings are taken as one office's.
            let mut places: HashMap<(u32, u32), usize> = HashMap::new();
            let mut done: Vec<Done> = Vec::new();
            // Where each officer first had to do with the case.
            let mut begun: HashMap<u32, usize> = HashMap::new();
            for event in log.events_of(case) {
                let (step, office) = (log.events.activity[event], log.events.group[event]);
                begun.entry(log.events.resource[event]).or_insert(event);
                let place = *places.entry((step, office)).or_insert(done.len());
                match done.get_mut(place) {
                    Some(known) => {
                        known.times += u32::from(!is_corrected(view, known.last, event));
                        known.last = event;
                    }
                    None => done.push(Done {
                        step,
                        office,
                        first: event,
                        times: 1,
                        last: event,
                    }),
                }
            }
            for Done {
                step,
                office,
                first,
                times,
                ..
            } in done
            {
                let groups: Vec<_> = view
                    .cast
                    .groups(log, first)
                    .into_iter()
                    .filter(|(kind, _)| *kind != Kind::Applicant)
                    .collect();
                let groups = view.slots(out, &groups, step, view.cast.step(step));
                // What an officer does in one case hangs together, at whichever steps, and so do the cases taken up on one day.
                let taken_up = begun[&log.events.resource[first]];
                let day = view.intakes.day(case, log.time(taken_up));
                let seen = Observation {
                    batch: view.batch_by(view.cast.officer(log, first), day, case),
                    ..view.seen(&subject, first, f64::from(times), 1.0, &groups)
                };
                out.answer(times > 1, &seen, || {
                    let mut evidence = view.evidence(first);
                    evidence.push(("times_done", Datum::Integer(times.into())));
                    evidence.push(match log.groups.get(office) {
                        Some(office) => ("at_office", office.into()),
                        None => ("office_unknown", Datum::Flag(office == NO_ENTRY)),
                    });
                    evidence
                });
            }
        }
    }
}

/// Whether a doing of the step is followed by one of the same officer on the same day: who sets right what was entered wrongly does
/// no work again.
fn is_corrected(view: &LogView<'_>, before: usize, event: usize) -> bool {
    let log = view.log;
    let officer = |event: usize| log.events.resource[event];
    officer(event) != NO_ENTRY
        && officer(event) == officer(before)
        && log.time(event).local_day() == log.time(before).local_day()
}
