use golugah_findings::Kind;
use golugah_records::{NO_TIME, Timestamp};

use super::DAY;
use crate::engine::{LogView, Observation, Observations};

/// Compares every event with a date of its own: the one due or the one planned.
///
/// A date without a time of day lasts to the end of its day, and lateness is then counted in whole days, so that an
/// office is not late by the midnight that a form fills in.
pub(crate) fn compare_with_date(
    view: &LogView<'_>,
    dates: &[i64],
    date_only_flag: u8,
    name: &'static str,
    out: &mut Observations,
) {
    let log = view.log;
    for case in 0..log.case_count() {
        let subject = view.subject(case);
        for event in log.events_of(case) {
            let date = dates[event];
            if date == NO_TIME {
                out.not_computable((Kind::Case, &subject), "no_due_date");
                continue;
            }
            let date_only = log.has(event, date_only_flag);
            let late = log.events.millis[event] - date;
            let late = if date_only {
                late - late.rem_euclid(DAY as i64)
            } else {
                late
            };
            let days_late = late as f64 / DAY;
            let step = log.events.activity[event];
            let groups = view.slots(out, &view.cast.groups(log, event), step, view.cast.step(step));
            let seen = Observation {
                stake: late.max(0),
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
                evidence.push((name, date.to_rfc3339().into()));
                evidence.push(("done", log.time(event).to_rfc3339().into()));
                evidence.push(("days_late", days_late.into()));
                evidence
            });
        }
    }
    out.whole_waiting(log);
}
