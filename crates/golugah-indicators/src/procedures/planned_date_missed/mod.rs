//! Events later than the date they were planned for.

use golugah_records::EventColumns;

use crate::engine::{LogRule, LogView, Observations, ParameterError, Parameters};
use crate::measures::{Dates, Limits, Plans, compare_with_date};

pub(crate) struct Rule {
    limits: Limits,
}

impl LogRule for Rule {
    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            limits: Limits {
                fixed_day_share: parameters.number("fixed_day_share")?,
                fixed_day_doings: parameters.count("fixed_day_doings")?,
                one_date_cases: parameters.count("one_date_cases")?,
            },
        })
    }

    fn observe(&self, view: &LogView<'_>, out: &mut Observations) {
        let planned = Dates {
            moments: &view.log.events.planned,
            date_only: EventColumns::PLANNED_DATE_ONLY,
            of_case: 0,
            name: "planned",
        };
        let plans = Plans::of(view.log, view.begun, self.limits);
        compare_with_date(view, &planned, |event, late| plans.doubt(event, late), out);
    }
}
