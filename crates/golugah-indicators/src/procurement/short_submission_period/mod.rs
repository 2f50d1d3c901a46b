//! R003: fewer whole days between the tender period's start and end than the minimum.

use golugah_findings::Datum;

use crate::engine::{Observations, ParameterError, Parameters, Process, ProcessRule};

pub(crate) struct Rule {
    threshold_days: f64,
}

impl ProcessRule for Rule {
    type Totals = ();

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self { threshold_days: parameters.number("threshold_days")? })
    }

    fn observe(&self, process: &Process<'_, '_>, (): &mut (), out: &mut Observations) {
        if process.is_cancelled() {
            return out.not_computable(process.subject(), "cancelled");
        }
        let period = process.release.tender.period;
        let (Some(start), Some(end)) = (period.start, period.end) else {
            return out.not_computable(process.subject(), "no_period");
        };
        let days = start.days_until(&end) as f64;
        let seen = process.seen(days, self.threshold_days, process.groups(), process.tender_stake());
        out.answer(days < self.threshold_days, &seen, || {
            vec![("period_start", start.to_rfc3339().into()), ("period_end", Datum::Text(end.to_rfc3339()))]
        });
    }
}
