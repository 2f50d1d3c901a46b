//! Days on which far more cases begin than on others.

use golugah_records::{CaseRow, EventColumns, EventLog, EventLogBuilder, EventRow, NO_ENTRY, Timestamp};

use crate::engine::Intakes;

/// A log with so many cases that begin on each day of May.
fn log(begin: &[u32]) -> EventLog {
    let mut builder = EventLogBuilder::new("permits");
    let step = builder.log.activities.push("register");
    for (count, day) in begin.iter().zip(1..) {
        for number in 0..*count {
            let row = CaseRow {
                id: &format!("{day}-{number}"),
                applicant: NO_ENTRY,
                responsible: NO_ENTRY,
                due: None,
                opened: None,
                closed: None,
                line: 1,
            };
            let event = EventRow {
                activity: step,
                resource: NO_ENTRY,
                group: NO_ENTRY,
                lifecycle: EventColumns::NO_LIFECYCLE,
                instance: 0,
                time: Timestamp::parse(&format!("2026-05-{day:02}T08:00:00Z")).unwrap(),
                due: None,
                planned: None,
                finished: None,
                line: 1,
            };
            builder.push_case(row, &[event]);
        }
    }
    builder.finish()
}

#[test]
fn cases_entered_together_hang_together_by_that_day() {
    let later = Timestamp::parse("2026-06-09T08:00:00Z").unwrap();
    let day = |begin: &[u32], case: usize| Intakes::of(&log(begin)).day(case, later).local_day();
    // Two on the first days, ten on the fourth: five times as many.
    let begin = [2, 2, 2, 10];
    assert_eq!(day(&begin, 0), later.local_day());
    let entered = Timestamp::parse("2026-05-04T08:00:00Z").unwrap().local_day();
    assert_eq!((day(&begin, 6), day(&begin, 15)), (entered, entered));
    // Nine are few, and ten among threes are a busy day.
    assert_eq!(day(&[1, 1, 1, 9], 6), later.local_day());
    assert_eq!(day(&[3, 3, 3, 10], 12), later.local_day());
}
