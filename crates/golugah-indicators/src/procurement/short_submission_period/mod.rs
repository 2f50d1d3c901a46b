//! R003: fewer whole days between the tender period's start and end than the minimum.

use golugah_findings::Datum;
use golugah_records::Timestamp;

use crate::engine::{Codes, Observations, ParameterError, Parameters, Process, ProcessRule};

/// Milliseconds of an hour.
const HOUR: i64 = 3_600_000;

pub(crate) struct Rule {
    threshold_days: f64,
    measured: bool,
    from_publication: bool,
    closed: Codes,
    in_order: bool,
    as_published: bool,
}

impl ProcessRule for Rule {
    type Totals = ();
    const BY_LOT: bool = false;

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            threshold_days: parameters.number("threshold_days")?,
            measured: parameters.flag("measured")?,
            from_publication: parameters.flag("from_publication")?,
            closed: parameters.codes("closed_methods")?,
            in_order: parameters.flag("in_order")?,
            as_published: parameters.flag("as_published")?,
        })
    }

    fn observe(&self, process: &Process<'_, '_>, (): &mut (), out: &mut Observations) {
        if process.is_cancelled() {
            return out.not_computable(process.subject(), "cancelled");
        }
        if self.closed.contains(&process.release.tender.method) {
            return out.not_computable(process.subject(), "method_not_competitive");
        }
        // Many laws let a tender that came to nothing be held again in a shorter time.
        if process.release.tender.nature.again && !self.as_published {
            return out.not_computable(process.subject(), "held_again");
        }
        let period = process.release.tender.period;
        let (Some(start), Some(end)) = (period.start, period.end) else {
            return out.not_computable(process.subject(), "no_period");
        };
        if self.in_order && end.millis < start.millis {
            return out.not_computable(process.subject(), "period_ends_before_it_begins");
        }
        // Who was told before the recorded start had the time from then on.
        let published = process.release.tender.published.filter(|_| self.from_publication);
        let began = published
            .filter(|published| published.millis < start.millis)
            .unwrap_or(start);
        let days = began.days_until(&end) as f64;
        let raised = days < self.threshold_days;
        let (value, threshold) = if self.measured {
            (days, self.threshold_days)
        } else {
            (f64::from(u8::from(raised)), 1.0)
        };
        let seen = process.seen(value, threshold, process.groups(), process.tender_stake());
        let urgent = process.release.tender.nature.urgent && !self.as_published;
        let evidence = || {
            let mut evidence = vec![
                ("period_end", end.to_rfc3339().into()),
                ("days_hours", days_hours(&began, &end)),
            ];
            // From when the days were counted; whoever counts after us must come to the same.
            if began == start {
                evidence.push(("period_start", start.to_rfc3339().into()));
            }
            // By the calendar there were days enough, by the clock not.
            if (end.local_day() - began.local_day()) as f64 >= self.threshold_days {
                evidence.push(("borderline", Datum::Flag(true)));
            }
            if urgent {
                evidence.push(("urgent_title", Datum::Flag(true)));
            }
            if let Some(published) = published {
                evidence.push(("published", published.to_rfc3339().into()));
            }
            evidence
        };
        // What cannot wait is listed, and its office is not held beside others whose purchases could.
        if urgent {
            out.answer_apart(raised, &seen, evidence);
        } else {
            out.answer(raised, &seen, evidence);
        }
    }
}

/// The whole days, and the hours beyond them that do not count.
fn days_hours(began: &Timestamp, end: &Timestamp) -> Datum {
    let hours = (end.millis - began.millis) / HOUR;
    Datum::List(vec![Datum::Integer(hours / 24), Datum::Integer(hours % 24)])
}
