//! Whoever works as no person can is no officer.

use super::case;
use crate::{EventColumns, EventLog, EventLogBuilder, EventRow, NO_ENTRY, Timestamp};

const HOUR: i64 = 3_600_000;

/// A log in which one officer has these stamps, each in the case of this number.
fn of_one(name: &str, stamps: &[(u32, i64)]) -> EventLog {
    let mut builder = EventLogBuilder::new("permits");
    builder.log.activities.push("check");
    builder.log.resources.push(name);
    for number in 0..=stamps.iter().map(|stamp| stamp.0).max().unwrap_or(0) {
        let rows: Vec<EventRow> = stamps
            .iter()
            .filter(|stamp| stamp.0 == number)
            .map(|stamp| EventRow {
                activity: 0,
                resource: 0,
                group: NO_ENTRY,
                lifecycle: EventColumns::NO_LIFECYCLE,
                instance: 0,
                // Nine in the morning and seven seconds, so that no stamp is a date.
                time: Timestamp::utc(9 * HOUR + 7_000 + stamp.1),
                due: None,
                planned: None,
                finished: None,
                line: 1,
            })
            .collect();
        builder.push_case(case(&number.to_string(), None), &rows);
    }
    builder.finish()
}

fn is_person(stamps: &[(u32, i64)]) -> bool {
    of_one("o1", stamps).persons()[0]
}

#[test]
fn a_month_without_a_night_off_is_no_persons() {
    let every = |hours: i64, days: i64| -> Vec<(u32, i64)> {
        (0..=days * 24 / hours)
            .map(|at| (at as u32, at * hours * HOUR))
            .collect()
    };
    assert!(!is_person(&every(20, 30)));
    assert!(is_person(&every(20, 29)));
    // A person comes every morning, even on holidays.
    assert!(is_person(&every(24, 400)));
    let mut with_a_free_day = every(12, 60);
    with_a_free_day.retain(|(_, at)| !(29 * 24 * HOUR..31 * 24 * HOUR).contains(at));
    assert!(is_person(&with_a_free_day));
}

#[test]
fn two_cases_in_one_second_are_no_persons_and_two_stamps_of_one_case_are() {
    // Thirty days, on each two stamps of the same second.
    let pairs = |apart: u32, days: i64| -> Vec<(u32, i64)> {
        (0..days)
            .flat_map(|day| {
                let number = day as u32 * 2;
                [(number, day * 24 * HOUR), (number + apart, day * 24 * HOUR + 900)]
            })
            .collect()
    };
    assert!(!is_person(&pairs(1, 15)));
    assert!(is_person(&pairs(0, 15)));
    assert!(is_person(&pairs(1, 14)), "28 stamps are no habit");
    let mut of_a_session = pairs(1, 15);
    for (_, at) in &mut of_a_session {
        *at = *at / (24 * HOUR) * 24 * HOUR - 7_000;
    }
    assert!(is_person(&of_a_session), "a whole minute is no second");
    let mut rarely = pairs(1, 15);
    rarely.extend((0..70).map(|day| (200 + day as u32, (100 + day) * 24 * HOUR)));
    assert!(is_person(&rarely), "30 of 100 are not more than three in ten");
}

#[test]
fn a_filler_is_taken_from_the_events_and_a_name_stays() {
    let log = of_one("-", &[(0, 0)]);
    assert_eq!(log.with_persons().events.resource, [NO_ENTRY]);
    let log = of_one("Resource19", &[(0, 0)]);
    assert_eq!(*log.with_persons(), log);
}
