use golugah_findings::{Datum, Kind};
use golugah_records::{EventColumns, EventLog, NO_TIME, Timestamp};

use super::DAY;
use crate::engine::{LogView, Observation, Observations};

/// The dates of events that they are compared with: those due or those planned.
pub(crate) struct Dates<'d> {
    /// One for each event, [`NO_TIME`] for none.
    pub(crate) moments: &'d [i64],
    /// The flag of those that are only days.
    pub(crate) date_only: u16,
    /// The flag of those that are the whole case's; 0 where none is.
    pub(crate) of_case: u16,
    /// What the date is called in evidence.
    pub(crate) name: &'static str,
}

/// When something was done that is held against a date.
#[derive(Clone, Copy)]
struct Done {
    millis: i64,
    /// Whether it is the end of a case, on another day than the last step that the log tells of: then no officer and no step of the log
    /// brought it about.
    beyond: bool,
}

/// What a log says of the end of its cases.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// No case tells its end: the last step is all there is.
    Untold,
    /// Cases tell it, and one that does not has not ended as far as is known.
    Told,
}

/// Compares every event with a date of its own: the one due or the one planned.
///
/// A date without a time of day lasts to the end of its day, and lateness is then counted in whole days, so that an
/// office is not late by the midnight that a form fills in. `doubt` says why the date of an event, missed by so many milliseconds, is
/// none to hold anybody to; a step that was passed over, and one whose stamp is not when it was done, is not compared. What the
/// whole case owes is held against the end that the case tells of itself, where cases do.
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
    let ends = match log.cases.closed.iter().any(|closed| *closed != NO_TIME) {
        true => Ends::Told,
        false => Ends::Untold,
    };
    for case in 0..log.case_count() {
        let subject = view.subject(case);
        for event in log.events_of(case) {
            if dates.moments[event] == NO_TIME {
                out.not_computable((Kind::Case, &subject), "no_due_date");
                continue;
            }
            let found = match ends {
                Ends::Told if log.has(event, dates.of_case) => end_of_case(log, dates, event),
                _ => match stamp_doubt(log, event) {
                    Some(reason) => Err(reason),
                    None => Ok(at_stamp(log, event)),
                },
            };
            let done = match found {
                Ok(done) => done,
                Err(reason) => {
                    out.not_computable((Kind::Case, &subject), reason);
                    continue;
                }
            };
            let (late, date) = late(log, dates, event, done.millis);
            if let Some(reason) = doubt(event, late) {
                out.not_computable((Kind::Case, &subject), reason);
                continue;
            }
            let days_late = late as f64 / DAY;
            let step = log.events.activity[event];
            let mut groups = view.cast.groups(log, event);
            if done.beyond {
                groups.retain(|(kind, _)| *kind == Kind::Procedure);
            }
            let groups = view.slots(out, &groups, step, view.cast.step(step));
            let seen = Observation {
                stake: late.max(0),
                ..view.seen(&subject, event, days_late, 0.0, &groups)
            };
            out.answer(days_late > 0.0, &seen, || {
                let mut evidence = if done.beyond {
                    vec![("after_step", Datum::from(log.activity(event)))]
                } else {
                    view.evidence(event)
                };
                let date = Timestamp {
                    millis: date,
                    date_only: log.has(event, dates.date_only),
                    zone_known: true,
                    ..log.time(event)
                };
                evidence.push((dates.name, date.to_rfc3339().into()));
                let done = Timestamp {
                    millis: done.millis,
                    ..log.time(event)
                };
                evidence.push(("done", done.to_rfc3339().into()));
                evidence.push(("days_late", days_late.into()));
                evidence
            });
        }
    }
    out.whole_waiting(log);
}

fn at_stamp(log: &EventLog, event: usize) -> Done {
    Done {
        millis: log.events.millis[event],
        beyond: false,
    }
}

/// Why the stamp of an event is not when its step was done.
fn stamp_doubt(log: &EventLog, event: usize) -> Option<&'static str> {
    [
        (EventColumns::DONE_BEFORE, "done_before_its_stamp"),
        (EventColumns::TYPED_IN, "typed_in_afterwards"),
        (EventColumns::OTHER_DAY, "two_dates_of_one_act"),
    ]
    .into_iter()
    .find(|(flag, _)| log.has(event, *flag))
    .map(|(_, reason)| reason)
}

/// When the case of this event, its last one, ended; else why that is not known.
fn end_of_case(log: &EventLog, dates: &Dates<'_>, event: usize) -> Result<Done, &'static str> {
    let closed = log.cases.closed[log.events.case[event] as usize];
    let is_late = |millis: i64| late(log, dates, event, millis).0 > 0;
    let last = log.events.millis[event];
    if closed == NO_TIME {
        // It has not ended; what was still done for it after its date shows that it was missed.
        return match is_late(last) {
            true => Ok(Done {
                millis: last,
                beyond: true,
            }),
            false => Err("end_not_told"),
        };
    }
    let (ended, last_day) = (day_of(log, event, closed), day_of(log, event, last));
    if ended < last_day && is_late(last) != is_late(closed) {
        return Err("ended_before_its_last_step");
    }
    Ok(Done {
        millis: closed,
        beyond: ended != last_day,
    })
}

/// The day of a moment by the clock of an event.
fn day_of(log: &EventLog, event: usize, millis: i64) -> i64 {
    let offset = i64::from(log.events.offset_minutes[event]) * 60_000;
    (millis + offset).div_euclid(DAY as i64)
}

/// By how much the date of an event is missed by what was done at that moment, and the date.
fn late(log: &EventLog, dates: &Dates<'_>, event: usize, done: i64) -> (i64, i64) {
    let date = dates.moments[event];
    if !log.has(event, dates.date_only) {
        return (done - date, date);
    }
    // By the calendar of the place: the day that is meant is the one nearest to its midnight, for between the date and the
    // doing the clocks may have been changed.
    let day = DAY as i64;
    let meant = day_of(log, event, date + day / 2);
    let offset = i64::from(log.events.offset_minutes[event]) * 60_000;
    ((day_of(log, event, done) - meant) * day, meant * day - offset)
}
