use golugah_findings::Kind;
use golugah_records::{EventColumns, NO_TIME, Timestamp};

use super::DAY;
use crate::engine::{LogView, Observation, Observations};

/// The dates of events that they are compared with: those due or those planned.
pub(crate) struct Dates<'d> {
    /// One for each event, [`NO_TIME`] for none.
    pub(crate) moments: &'d [i64],
    /// The flag of those that are only days.
    pub(crate) date_only: u16,
    /// What the date is called in evidence.
    pub(crate) name: &'static str,
}

/// Compares every event with a date of its own: the one due or the one planned.
///
/// A date without a time of day lasts to the end of its day, and lateness is then counted in whole days, so that an
/// office is not late by the midnight that a form fills in. `doubt` says why the date of an event, missed by so many milliseconds, is
/// none to hold anybody to; a step that was passed over, and one that was done before the day of its stamp, is not compared.
pub(crate) fn compare_with_date(
    view: &LogView<'_>,
    dates: &Dates<'_>,
    doubt: impl Fn(usize, i64) -> Option<&'static str>,
    out: &mut Observations,
) {
    let log = view.log;
    for subject in view.passed_over() {
        out.not_computable((Kind::Case, &subject), "step_not_done");
    }
    for case in 0..log.case_count() {
        let subject = view.subject(case);
        for event in log.events_of(case) {
            let date = dates.moments[event];
            if date == NO_TIME {
                out.not_computable((Kind::Case, &subject), "no_due_date");
                continue;
            }
            let date_only = log.has(event, dates.date_only);
            let (late, date) = if date_only {
                // By the calendar of the place: the day that is meant is the one nearest to its midnight, for between the date and the
                // doing the clocks may have been changed.
                let offset = i64::from(log.events.offset_minutes[event]) * 60_000;
                let day = DAY as i64;
                let meant = (date + offset + day / 2).div_euclid(day);
                let done = (log.events.millis[event] + offset).div_euclid(day);
                ((done - meant) * day, meant * day - offset)
            } else {
                (log.events.millis[event] - date, date)
            };
            let before = log
                .has(event, EventColumns::DONE_BEFORE)
                .then_some("done_before_its_stamp");
            if let Some(reason) = before.or_else(|| doubt(event, late)) {
                out.not_computable((Kind::Case, &subject), reason);
                continue;
            }
            let days_late = late as f64 / DAY;
            let step = log.events.activity[event];
            let groups = view.slots(out, &view.cast.groups(log, event), step, view.cast.step(step));
            let seen = Observation {
                stake: late.max(0).into(),
                ..view.seen(&subject, event, days_late, 0.0, &groups)
            };
            out.answer(days_late > 0.0, &seen, || {
                let mut evidence = view.evidence(event);
                let offset_minutes = log.events.offset_minutes[event];
                let date = Timestamp {
                    millis: date,
                    offset_minutes,
                    date_only,
                    zone_known: true,
                };
                evidence.push((dates.name, date.to_rfc3339().into()));
                evidence.push(("done", log.time(event).to_rfc3339().into()));
                evidence.push(("days_late", days_late.into()));
                evidence
            });
        }
    }
    out.whole_waiting(log);
}
