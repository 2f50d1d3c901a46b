//! Stamps that say when a step was recorded, and not when it was done.

use super::{at, builder, case, event};
use crate::{EventColumns, EventLog, EventLogBuilder, EventRow};

const STEPS: [&str; 7] = [
    "register",
    "advise",
    "measure",
    "check",
    "sign",
    "send",
    "date of sending",
];

/// An event of this step and officer so many seconds after ten on a day.
fn by(activity: u32, resource: u32, day: &str, seconds: i64) -> EventRow {
    let mut row = EventRow {
        resource,
        ..event(activity, &format!("{day}T10:00:00Z"), 1)
    };
    row.time.millis += seconds * 1000;
    row
}

fn officers(builder: &mut EventLogBuilder) {
    for name in ["O1", "O2", "system"] {
        builder.log.resources.push(name);
    }
}

fn flagged(log: &EventLog, flag: u16) -> Vec<usize> {
    (0..log.event_count())
        .filter(|event| log.has(*event, flag))
        .collect()
}

fn one_case(rows: &[EventRow]) -> EventLog {
    let mut builder = builder(&STEPS);
    officers(&mut builder);
    builder.push_case(case("1", None), rows);
    builder.finish()
}

#[test]
fn five_steps_of_one_officer_within_three_minutes_are_typed_in() {
    let day = "2026-05-02";
    let five: Vec<EventRow> = (0..5)
        .map(|step| by(step, 0, day, i64::from(step) * 45))
        .collect();
    assert_eq!(flagged(&one_case(&five), EventColumns::TYPED_IN), [0, 1, 2, 3, 4]);
    // A second more is work, as far as anybody can tell; so are four steps, however often they stand.
    let slower: Vec<EventRow> = (0..5)
        .map(|step| by(step, 0, day, i64::from(step) * 46))
        .collect();
    assert!(flagged(&one_case(&slower), EventColumns::TYPED_IN).is_empty());
    let four: Vec<EventRow> = (0..8)
        .map(|step| by(step % 4, 0, day, i64::from(step) * 5))
        .collect();
    assert!(flagged(&one_case(&four), EventColumns::TYPED_IN).is_empty());
    // Two officers are two sittings, and a program does what it does at that moment.
    let two: Vec<EventRow> = (0..6)
        .map(|step| by(step, step % 2, day, i64::from(step) * 10))
        .collect();
    assert!(flagged(&one_case(&two), EventColumns::TYPED_IN).is_empty());
    let program: Vec<EventRow> = (0..6).map(|step| by(step, 2, day, i64::from(step))).collect();
    assert!(flagged(&one_case(&program), EventColumns::TYPED_IN).is_empty());
}

#[test]
fn steps_that_always_stand_together_are_no_sitting() {
    let mut builder = builder(&STEPS);
    officers(&mut builder);
    for number in 0..20 {
        let day = format!("2026-05-{:02}", number + 1);
        let rows: Vec<EventRow> = (0..5)
            .map(|step| by(step, 0, &day, i64::from(step) * 10))
            .collect();
        builder.push_case(case(&number.to_string(), None), &rows);
    }
    assert!(flagged(&builder.finish(), EventColumns::TYPED_IN).is_empty());
}

#[test]
fn a_date_filled_in_with_the_click_tells_the_day() {
    let mut builder = builder(&STEPS);
    officers(&mut builder);
    let mut add = |number: usize, date: &str, filled_in: &str, clicked: &str| {
        let date = EventRow {
            finished: Some(at(&format!("{filled_in}T00:00:00Z"))),
            ..event(6, &format!("{date}T00:00:00Z"), 1)
        };
        builder.push_case(case(&number.to_string(), None), &[date, by(5, 0, clicked, 0)]);
    };
    for number in 0..20 {
        let day = format!("2026-05-{:02}", number + 1);
        add(number, &day, &day, &day);
    }
    // Filled in with the click and earlier; filled in on its own day.
    add(20, "2026-05-04", "2026-05-20", "2026-05-20");
    add(21, "2026-05-04", "2026-05-04", "2026-05-20");
    assert_eq!(flagged(&builder.finish(), EventColumns::OTHER_DAY), [41]);
}
