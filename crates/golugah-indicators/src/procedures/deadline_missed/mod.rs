//! Events later than the date they were due.

use golugah_records::{EventColumns, NO_TIME};

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
            of_case: EventColumns::DUE_OF_CASE,
            name: "due",
        };
        // What was due is owed on its day, whoever set it.
        let doubt = |event, _| due_before_the_case(view, event).then_some("due_before_the_case");
        compare_with_date(view, &due, doubt, out);
    }
}

/// Whether an event was due before its case began, as the case tells of itself or as its first event says: such a date is that of
/// something else.
fn due_before_the_case(view: &LogView<'_>, event: usize) -> bool {
    let log = view.log;
    let case = log.events.case[event] as usize;
    // A case whose first event is this one may have begun at any time before.
    let first = view.begun[case];
    let began = (first < log.events.millis[event]).then_some(first);
    let told = Some(log.cases.opened[case]).filter(|opened| *opened != NO_TIME);
    let began = [began, told].into_iter().flatten().min();
    began
        .zip(log.due_end(event))
        .is_some_and(|(began, due)| due < began)
}
