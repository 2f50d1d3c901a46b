mod entered;
mod lifecycle;
mod officers;

use super::*;

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn event(activity: u32, time: &str, line: u32) -> EventRow {
    EventRow {
        activity,
        resource: NO_ENTRY,
        group: NO_ENTRY,
        lifecycle: EventColumns::NO_LIFECYCLE,
        instance: 0,
        time: at(time),
        due: None,
        planned: None,
        finished: None,
        line,
    }
}

fn case(id: &str, due: Option<Timestamp>) -> CaseRow<'_> {
    CaseRow {
        id,
        applicant: NO_ENTRY,
        responsible: NO_ENTRY,
        due,
        opened: None,
        closed: None,
        line: 1,
    }
}

fn builder(activities: &[&str]) -> EventLogBuilder {
    let mut builder = EventLogBuilder::new("permits");
    for name in activities {
        builder.log.activities.push(name);
    }
    builder
}

#[test]
fn a_pool_gives_back_what_it_took() {
    let mut pool = StringPool::default();
    assert!(pool.is_empty());
    for (number, text) in (0..).zip(["ثبت", "", "check", "ثبت"]) {
        assert_eq!(pool.push(text), number);
    }
    assert_eq!(pool.len(), 4);
    assert_eq!(pool.iter().collect::<Vec<_>>(), ["ثبت", "", "check", "ثبت"]);
    assert_eq!(
        (pool.get(1), pool.get(4), pool.get(NO_ENTRY)),
        (Some(""), None, None)
    );
    assert_eq!(
        (pool.position("check"), pool.position("ثبت"), pool.position("x")),
        (Some(2), Some(0), None)
    );
}

#[test]
fn events_stand_in_order_of_time_and_ties_in_order_of_the_file() {
    let mut builder = builder(&["a", "b", "c"]);
    builder.push_case(
        case("1", None),
        &[
            event(0, "2024-01-01T08:00:00Z", 2),
            event(1, "2024-01-01T08:00:00Z", 3),
        ],
    );
    builder.push_case(
        case("2", None),
        &[
            event(0, "2024-01-02T09:00:00Z", 6),
            event(1, "2024-01-02T08:00:00Z", 7),
            event(2, "2024-01-02T12:00:00+03:00", 8),
        ],
    );
    builder.push_case(case("empty", None), &[]);
    let log = builder.finish();
    assert_eq!((log.case_count(), log.event_count()), (2, 5));
    assert_eq!(log.events.line, [2, 3, 7, 6, 8]);
    assert_eq!(log.file_order, [0, 1, 3, 2, 4]);
    assert_eq!(log.events_of(1), 2..5);
    assert_eq!(
        (log.case_id(1), log.activity(2), log.resource(2)),
        ("2", "b", None)
    );
}

#[test]
fn a_log_in_order_needs_no_second_order() {
    let mut builder = builder(&["a"]);
    builder.push_case(case("1", None), &[event(0, "2024-01-01T08:00:00Z", 2)]);
    assert!(builder.finish().file_order.is_empty());
}

#[test]
fn midnights_are_dates_only_where_they_are_the_habit() {
    let mut builder = builder(&["dated", "timed", "half"]);
    builder.push_case(
        case("1", None),
        &[
            event(0, "2024-01-01T00:00:00+01:00", 2),
            event(0, "2024-07-01T00:00:00+02:00", 3),
            event(0, "2024-07-01T10:00:00+02:00", 4),
            event(1, "2024-07-02T00:00:00+02:00", 5),
            event(1, "2024-07-02T09:00:00+02:00", 6),
            event(1, "2024-07-02T10:00:00+02:00", 7),
            event(2, "2024-07-03", 8),
            event(2, "2024-07-03T11:00:00Z", 9),
        ],
    );
    let log = builder.finish();
    assert_eq!(log.activity_date_only, [true, false, false]);
    let dates: Vec<bool> = (0..8).map(|event| log.time(event).date_only).collect();
    assert_eq!(dates, [true, true, false, false, false, false, true, false]);
    assert_eq!(log.events_without_zone(), 1);
}

#[test]
fn midnights_beyond_chance_are_dates_and_a_rare_one_is_a_moment() {
    let stamps = |midnights: usize| {
        let mut builder = builder(&["a"]);
        let rows: Vec<EventRow> = (0..200)
            .map(|row| {
                let clock = if row < midnights { "00:00:00" } else { "09:30:00" };
                event(0, &format!("2024-01-{:02}T{clock}+03:30", 1 + row % 28), 1)
            })
            .collect();
        builder.push_case(case("1", None), &rows);
        let log = builder.finish();
        assert_eq!(log.activity_date_only, [false]);
        (0..200).filter(|event| log.time(*event).date_only).count()
    };
    assert_eq!([stamps(0), stamps(2), stamps(3), stamps(80)], [0, 0, 3, 80]);
}

#[test]
fn a_due_date_lasts_to_the_end_of_its_day() {
    let mut builder = builder(&["a"]);
    let mut first = event(0, "2024-01-01T08:00:00Z", 2);
    first.due = Some(at("2024-01-05T00:00:00+01:00"));
    first.planned = Some(at("2024-01-03T12:00:00Z"));
    builder.push_case(case("1", None), &[first]);
    let log = builder.finish();
    assert_eq!(log.due_end(0), Some(at("2024-01-05T23:59:59.999+01:00").millis));
    assert_eq!(log.planned_end(0), Some(at("2024-01-03T12:00:00Z").millis));
}

#[test]
fn a_case_is_due_at_its_last_event() {
    let mut builder = builder(&["a", "b"]);
    let due = at("2024-01-31T17:00:00Z");
    // The file has the last event first: the due moment goes to the last by time.
    builder.push_case(
        case("1", Some(due)),
        &[
            event(1, "2024-02-02T08:00:00Z", 2),
            event(0, "2024-01-01T08:00:00Z", 3),
        ],
    );
    let mut own = event(0, "2024-01-01T08:00:00Z", 5);
    let own_due = at("2024-01-10T00:00:00Z");
    own.due = Some(own_due);
    builder.push_case(case("2", Some(due)), &[own]);
    let log = builder.finish();
    assert_eq!(log.events.due, [NO_TIME, due.millis, own_due.millis]);
    let of_case: Vec<bool> = (0..3)
        .map(|event| log.has(event, EventColumns::DUE_OF_CASE))
        .collect();
    assert_eq!(of_case, [false, true, false]);
    assert_eq!(log.cases.due, [due.millis; 2]);
}
