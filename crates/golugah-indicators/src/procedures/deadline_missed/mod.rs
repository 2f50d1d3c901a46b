//! Events later than the date they were due.

use golugah_records::EventColumns;

use crate::engine::{LogRule, LogView, Observations, ParameterError, Parameters};
use crate::measures::compare_with_date;

pub(crate) struct Rule;

impl LogRule for Rule {
    fn new(_: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self)
    }

    fn observe(&self, view: &LogView<'_>, out: &mut Observations) {
        compare_with_date(
            view,
            &view.log.events.due,
            EventColumns::DUE_DATE_ONLY,
            "due",
            out,
        );
    }
}
