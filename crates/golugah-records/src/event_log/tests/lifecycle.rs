//! Which events tell of one doing of a step.

use super::{at, case};
use crate::{EventColumns, EventLog, EventLogBuilder, EventRow, NO_ENTRY, NO_TIME};

/// Step, officer (or ""), word (or ""), mark of the instance (or 0); a minute passes from one to the next.
type Told<'a> = (&'a str, &'a str, &'a str, u64);

fn row(builder: &mut EventLogBuilder, told: Told<'_>, minute: usize) -> EventRow {
    let log = &mut builder.log;
    let mut number = |pool: fn(&mut EventLog) -> &mut crate::StringPool, name: &str| {
        let pool = pool(log);
        match name {
            "" => NO_ENTRY,
            _ => pool.position(name).unwrap_or_else(|| pool.push(name)),
        }
    };
    let lifecycle = number(|log| &mut log.lifecycles, told.2);
    EventRow {
        activity: number(|log| &mut log.activities, told.0),
        resource: number(|log| &mut log.resources, told.1),
        group: NO_ENTRY,
        lifecycle: u16::try_from(lifecycle).unwrap_or(EventColumns::NO_LIFECYCLE),
        instance: told.3,
        time: at(&format!(
            "2024-01-01T{:02}:{:02}:00Z",
            8 + minute / 60,
            minute % 60
        )),
        due: None,
        planned: None,
        finished: None,
        line: minute as u32,
    }
}

fn log(cases: &[&[Told<'_>]]) -> EventLog {
    let mut builder = EventLogBuilder::new("permits");
    for (number, told) in cases.iter().enumerate() {
        let rows: Vec<EventRow> = (0..)
            .zip(*told)
            .map(|(minute, told)| row(&mut builder, *told, minute))
            .collect();
        builder.push_case(case(&number.to_string(), None), &rows);
    }
    builder.finish()
}

const NONE: u32 = NO_ENTRY;

#[test]
fn start_and_complete_of_one_officer_are_one_doing() {
    let log = log(&[&[
        ("check", "a", "schedule", 0),
        ("check", "a", "START", 0),
        ("check", "b", "start", 0),
        ("check", "b", "complete", 0),
        ("check", "a", "suspend", 0),
        ("check", "a", "resume", 0),
        ("check", "a", "Complete", 0),
        ("check", "a", "complete", 0),
        ("check", "c", "start", 0),
    ]]);
    // The last completion was never started, the last start never completed.
    assert_eq!(log.events.instance, [6, 6, 3, 3, 6, 6, 6, 7, NONE]);
    let folded = log.folded();
    assert_eq!(folded.events.line, [3, 6, 7]);
    let minute = |moment: &i64| (*moment - log.events.millis[0]) / 60_000;
    let moments = |moments: &[i64]| -> Vec<Option<i64>> {
        let known = |moment: &i64| (*moment != NO_TIME).then(|| minute(moment));
        moments.iter().map(known).collect()
    };
    assert_eq!(moments(&folded.events.enabled), [None, Some(0), None]);
    assert_eq!(moments(&folded.events.started), [Some(2), Some(1), None]);
    assert_eq!((log.never_completed(), folded.has_lifecycle()), (1, false));
}

#[test]
fn doings_of_one_officer_end_in_the_order_they_began() {
    let log = log(&[&[
        ("check", "a", "start", 0),
        ("check", "a", "start", 0),
        ("pay", "a", "start", 0),
        ("check", "a", "complete", 0),
        ("check", "", "complete", 0),
        ("pay", "a", "complete", 0),
    ]]);
    assert_eq!(log.events.instance, [3, 4, 5, 3, 4, 5]);
}

#[test]
fn the_publishers_mark_goes_before_the_order() {
    let log = log(&[&[
        ("check", "a", "start", 7),
        ("check", "a", "start", 9),
        ("check", "b", "complete", 9),
        ("check", "a", "complete", 7),
        ("check", "a", "complete", 7),
    ]]);
    assert_eq!(log.events.instance, [3, 2, 2, 3, 4]);
}

#[test]
fn what_was_dropped_was_not_done() {
    let log = log(&[
        &[
            ("check", "a", "schedule", 0),
            ("check", "a", "withdraw", 0),
            ("check", "a", "schedule", 0),
            ("check", "b", "assign", 0),
            ("check", "b", "complete", 0),
            ("pay", "b", "manualskip", 0),
            ("pay", "b", "paused", 0),
        ],
        // Nothing of this case was done: it stays out of what was done.
        &[("check", "a", "start", 0)],
        &[("pay", "", "", 0)],
    ]);
    assert_eq!(log.events.instance, [NONE, NONE, 4, 4, 4, NONE, NONE, NONE, 8]);
    let folded = log.folded();
    assert_eq!((folded.case_count(), folded.event_count()), (2, 2));
    assert_eq!((folded.case_id(1), folded.activity(1)), ("2", "pay"));
    // A case begins with its first event, though the step that it tells of was dropped.
    assert_eq!(log.begun(), [log.events.millis[0], log.events.millis[8]]);
    assert_eq!(folded.events.millis[0], log.events.millis[4]);
    let part = log.with_cases(|case| case == 2);
    assert_eq!(part.folded().events.line, folded.events.line[1..]);
}

#[test]
fn without_other_words_than_complete_every_event_is_a_doing() {
    for words in [
        ["complete", "COMPLETE"],
        ["", ""],
        ["start", "schedule"],
        ["In Progress", "Closed"],
        ["complete", "Closed"],
    ] {
        let log = log(&[&[("check", "a", words[0], 5), ("check", "a", words[1], 5)]]);
        assert!(!log.has_lifecycle(), "{words:?}");
        assert_eq!(*log.folded(), log);
    }
}

#[test]
fn a_doing_is_due_when_any_of_its_events_says() {
    let mut builder = EventLogBuilder::new("permits");
    let mut rows = [
        row(&mut builder, ("check", "a", "start", 0), 0),
        row(&mut builder, ("check", "a", "complete", 0), 1),
        row(&mut builder, ("pay", "a", "start", 0), 2),
    ];
    rows[0].planned = Some(at("2024-01-02"));
    let due = at("2024-01-31");
    builder.push_case(case("1", Some(due)), &rows);
    let log = builder.finish();
    let folded = log.folded();
    // What is due of the case lies on what was done last.
    assert_eq!(folded.events.due, [due.millis]);
    assert!(folded.has(0, EventColumns::DUE_OF_CASE | EventColumns::DUE_DATE_ONLY));
    assert_eq!(folded.planned_end(0), Some(at("2024-01-02T23:59:59.999Z").millis));
}

/// A hostile case: all begun, none of it by the one who ends it.
#[test]
fn a_hundred_thousand_open_doings_cost_no_more_than_their_number() {
    let mut told = Vec::new();
    let officers: Vec<String> = (0..100).map(|officer| format!("o{officer}")).collect();
    for doing in 0..100_000 {
        told.push(("check", officers[doing % 100].as_str(), "start", 0));
    }
    for _ in 0..100_000 {
        told.push(("check", "z", "complete", 0));
    }
    let mut builder = EventLogBuilder::new("permits");
    let rows: Vec<EventRow> = told.iter().map(|told| row(&mut builder, *told, 0)).collect();
    builder.push_case(case("1", None), &rows);
    let log = builder.finish();
    assert_eq!(log.never_completed(), 100_000);
    assert_eq!(log.folded().event_count(), 100_000);
}

#[test]
fn who_holds_a_case_is_who_it_was_handed_to_last_before_work_began() {
    let log = log(&[
        &[
            ("check", "", "schedule", 0),
            ("check", "a", "assign", 0),
            ("check", "b", "reassign", 0),
            ("check", "c", "start", 0),
            ("check", "d", "reassign", 0),
            ("check", "c", "complete", 0),
        ],
        &[("check", "a", "complete", 0)],
    ]);
    let folded = log.folded();
    let holder = |event: usize| folded.resources.get(folded.events.holder[event]);
    assert_eq!(folded.events.handed, [log.events.millis[2], NO_TIME]);
    assert_eq!((holder(0), holder(1)), (Some("b"), None));
    assert!(log.open_waits().is_empty());
}

#[test]
fn a_case_waits_where_its_last_event_says_so() {
    let register: Told<'_> = ("register", "a", "complete", 0);
    let log = log(&[
        // Never begun: nothing is known of what it waits after.
        &[("check", "a", "assign", 0)],
        &[register, ("check", "b", "assign", 0)],
        &[register, ("check", "", "schedule", 0)],
        // It went another way, and the assignment stands for nothing.
        &[
            register,
            ("check", "b", "assign", 0),
            ("refuse", "a", "complete", 0),
        ],
        &[
            register,
            ("check", "b", "assign", 0),
            ("check", "b", "withdraw", 0),
        ],
        &[register, ("check", "b", "assign", 0), ("check", "b", "start", 0)],
    ]);
    let open = log.open_waits();
    let told: Vec<_> = open
        .iter()
        .map(|open| (open.event, open.case, open.handed))
        .collect();
    assert_eq!(told, [(2, 0, true), (4, 1, false)]);
    assert_eq!(log.folded().case_id(0), "1");
}
