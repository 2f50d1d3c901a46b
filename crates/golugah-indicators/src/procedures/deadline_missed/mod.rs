//! Events later than the date they were due.

use golugah_records::EventColumns;

use crate::engine::{LogRule, LogView, Observations, ParameterError, Parameters};
use crate::measures::{Dates, compare_with_date};

pub(crate) struct Rule;

impl LogRule for Rule {
    fn new(_: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self)
    }

    fn observe(&self, view: &LogView<'_>, out: &mut Observations) {
        let due = Dates {
            moments: &view.log.events.due,
            date_only: EventColumns::DUE_DATE_ONLY,
            name: "due",
        };
        // What was due is owed on its day, whoever set it.
        compare_with_date(view, &due, |_, _| None, out);
    }
}
