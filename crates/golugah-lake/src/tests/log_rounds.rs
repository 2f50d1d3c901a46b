use golugah_records::{CaseRow, EventColumns, EventLog, EventLogBuilder, EventRow, NO_ENTRY, Timestamp};

use super::{import, lake, shared};
use crate::ImportKind;

fn event(activity: u32, millis: i64, line: u32) -> EventRow {
    EventRow {
        activity,
        resource: NO_ENTRY,
        group: NO_ENTRY,
        lifecycle: EventColumns::NO_LIFECYCLE,
        instance: 0,
        time: Timestamp::utc(millis),
        due: None,
        planned: None,
        finished: None,
        line,
    }
}

/// A log with everything that is rare: names no event uses, equal case ids, unknown zones, dates, a disordered case.
pub(super) fn rare_log() -> EventLog {
    let mut builder = EventLogBuilder::new("صدور پروانه '../x'");
    let log = &mut builder.log;
    for step in ["بازدید", "never used", "", "تأیید"] {
        log.activities.push(step);
    }
    for officer in ["کارمند ۱", "only answers for a case"] {
        log.resources.push(officer);
    }
    log.groups.push("شهرسازی");
    log.lifecycles.push("start");
    log.lifecycles.push("complete");
    log.applicants.push("nobody's");
    log.applicants.push("متقاضی");
    let day = Timestamp::parse("2024-03-20+03:30");
    let case = CaseRow {
        id: "پ-۱",
        applicant: 1,
        responsible: 1,
        due: day,
        opened: None,
        closed: None,
        line: 3,
    };
    let mut first = event(0, 86_400_000 * 3 + 5, 4);
    first.resource = 0;
    first.group = 0;
    first.lifecycle = 1;
    first.planned = day;
    let mut second = event(3, 1000, 9);
    second.time = Timestamp::parse("2024-03-01").unwrap();
    second.due = Some(Timestamp::utc(7));
    let mut third = event(2, -1, 12);
    third.time.offset_minutes = -570;
    builder.push_case(
        CaseRow {
            id: "پ-۱",
            applicant: NO_ENTRY,
            responsible: NO_ENTRY,
            due: None,
            opened: None,
            closed: None,
            line: 1,
        },
        &[first],
    );
    // Begun, and completed by the first.
    let mut begun = event(0, 86_400_000 * 3, 15);
    (begun.resource, begun.lifecycle) = (0, 0);
    // Begun and never completed.
    let mut open = event(0, 86_400_000 * 3, 16);
    open.lifecycle = 0;
    builder.push_case(case, &[second, third, first, begun, open]);
    let log = builder.finish();
    assert_eq!(log.events.instance, [0, 1, 4, NO_ENTRY, 4, 5]);
    log
}

#[test]
fn every_column_of_a_log_comes_back() {
    let log = rare_log();
    assert!(!log.file_order.is_empty());
    let (_folder, lake) = lake();
    let import = import('a', ImportKind::Xes);
    lake.import_log(&log, import.clone()).unwrap();
    assert_eq!(lake.read_log(&import).unwrap(), log);
    let logs: Vec<_> = lake
        .logs(&[super::import('b', ImportKind::Ocds), import])
        .map(Result::unwrap)
        .collect();
    assert_eq!(logs, [(1, log)]);
}

#[test]
fn a_log_of_several_row_groups_comes_back() {
    let mut builder = EventLogBuilder::new("long");
    let steps: Vec<u32> = (0..300)
        .map(|step| builder.log.activities.push(&format!("step {step}")))
        .collect();
    for case in 0..70_000_u32 {
        let events: Vec<EventRow> = (0..1 + case % 3)
            .map(|at| event(steps[(case / 300) as usize], i64::from(at), case + at))
            .collect();
        let (applicant, responsible) = (NO_ENTRY, NO_ENTRY);
        builder.push_case(
            CaseRow {
                id: &case.to_string(),
                applicant,
                responsible,
                due: None,
                opened: None,
                closed: None,
                line: case,
            },
            &events,
        );
    }
    let log = builder.finish();
    assert!(log.file_order.is_empty());
    let (_folder, lake) = lake();
    let import = import('c', ImportKind::Xes);
    lake.import_log(&log, import.clone()).unwrap();
    assert!(lake.read_log(&import).unwrap() == log);
}

#[test]
fn real_logs_come_back_as_the_gate_reads_them() {
    for (digit, name) in [('1', "receipt"), ('2', "BPIC15_1")] {
        let Some(path) = shared(&format!("logs/{name}.xes.gz")) else {
            return;
        };
        let mut opened = golugah_intake::open(&path, &golugah_intake::Limits::default()).unwrap();
        let limits = golugah_intake::xes::XesLimits::default();
        let log =
            golugah_intake::xes::read(&mut opened.reader, name, &limits, &mut |_| {}, &mut |_| {}).unwrap();
        let (_folder, lake) = lake();
        let import = import(digit, ImportKind::Xes);
        lake.import_log(&log, import.clone()).unwrap();
        assert!(lake.read_log(&import).unwrap() == log, "{name}");
        assert!(log.event_count() > 8000, "{name}");
    }
}
