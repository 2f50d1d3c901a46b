//! R003: fewer whole days between the tender period's start and end than the minimum.

use golugah_findings::Datum;

use crate::engine::{Observations, ParameterError, Parameters, Process, ProcessRule};

pub(crate) struct Rule {
    threshold_days: f64,
    measured: bool,
    from_publication: bool,
}

impl ProcessRule for Rule {
    type Totals = ();

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            threshold_days: parameters.number("threshold_days")?,
            measured: parameters.flag("measured")?,
            from_publication: parameters.flag("from_publication")?,
        })
    }

    fn observe(&self, process: &Process<'_, '_>, (): &mut (), out: &mut Observations) {
        if process.is_cancelled() {
            return out.not_computable(process.subject(), "cancelled");
        }
        let period = process.release.tender.period;
        let (Some(start), Some(end)) = (period.start, period.end) else {
            return out.not_computable(process.subject(), "no_period");
        };
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
        out.answer(raised, &seen, || {
            let mut evidence = vec![
                ("period_start", start.to_rfc3339().into()),
                ("period_end", end.to_rfc3339().into()),
                ("days", Datum::Number(days)),
            ];
            if let Some(published) = published {
                evidence.push(("published", published.to_rfc3339().into()));
            }
            evidence
        });
    }
}
