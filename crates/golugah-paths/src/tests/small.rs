//! Small invented logs.

use golugah_records::{
    CaseRow, EventColumns, EventLog, EventLogBuilder, EventRow, NO_ENTRY, StringPool, Timestamp,
};

/// One event: activity, officer (or ""), time.
pub(super) type Happening<'a> = (&'a str, &'a str, &'a str);

/// A log of cases, each with an applicant (or "") and its events in the order of a file.
pub(super) fn log(cases: &[(&str, &[Happening<'_>])]) -> EventLog {
    let mut builder = EventLogBuilder::new("invented");
    let mut line = 0;
    for (number, (applicant, happenings)) in cases.iter().enumerate() {
        let applicant = number_of(&mut builder.log.applicants, applicant);
        let rows: Vec<EventRow> = happenings
            .iter()
            .map(|(activity, officer, time)| {
                line += 1;
                EventRow {
                    activity: number_of(&mut builder.log.activities, activity),
                    resource: number_of(&mut builder.log.resources, officer),
                    group: NO_ENTRY,
                    lifecycle: EventColumns::NO_LIFECYCLE,
                    instance: 0,
                    time: Timestamp::parse(time).unwrap(),
                    due: None,
                    planned: None,
                    finished: None,
                    line,
                }
            })
            .collect();
        let id = format!("case {number}");
        let case = CaseRow {
            id: &id,
            applicant,
            responsible: NO_ENTRY,
            due: None,
            opened: None,
            closed: None,
            line,
        };
        builder.push_case(case, &rows);
    }
    builder.finish()
}

fn number_of(pool: &mut StringPool, name: &str) -> u32 {
    if name.is_empty() {
        return NO_ENTRY;
    }
    pool.position(name).unwrap_or_else(|| pool.push(name))
}

/// The same log with its cases in the order of these numbers; a case may come back, under the same name or not at all.
/// `shift` is added to every time. Pools are filled anew, so that numbers change with the order.
pub(super) fn rebuilt(log: &EventLog, cases: &[usize], shift: i64) -> EventLog {
    let mut builder = EventLogBuilder::new(&log.name);
    for case in cases {
        let rows: Vec<EventRow> = log
            .events_of(*case)
            .map(|event| {
                let mut time = log.time(event);
                time.millis += shift;
                EventRow {
                    activity: number_of(&mut builder.log.activities, log.activity(event)),
                    resource: number_of(
                        &mut builder.log.resources,
                        log.resource(event).unwrap_or_default(),
                    ),
                    group: NO_ENTRY,
                    lifecycle: EventColumns::NO_LIFECYCLE,
                    instance: 0,
                    time,
                    due: None,
                    planned: None,
                    finished: None,
                    line: log.events.line[event],
                }
            })
            .collect();
        let applicant = number_of(
            &mut builder.log.applicants,
            log.applicant(*case).unwrap_or_default(),
        );
        let row = CaseRow {
            id: log.case_id(*case),
            applicant,
            responsible: NO_ENTRY,
            due: None,
            opened: None,
            closed: None,
            line: log.cases.line[*case],
        };
        builder.push_case(row, &rows);
    }
    builder.finish()
}

/// An invented log of this many cases with waits, officers, applicants, repeats, ties and gaps that a seed decides.
pub(super) fn invented(seed: u64, cases: usize) -> EventLog {
    let mut random = super::Random::new(seed);
    let steps = ["register", "check", "decide", "pay"];
    let mut builder = EventLogBuilder::new("invented");
    let mut begin = 1_700_000_000_000_i64;
    for case in 0..cases {
        begin += random.below(7_200_000) as i64;
        let mut millis = begin;
        let mut rows = Vec::new();
        for step in steps {
            for _ in 0..[1, 1, 1, 0, 2][random.below(5)] {
                let officer = ["", "o1", "o2", "o3", "o4"][random.below(5)];
                rows.push(EventRow {
                    activity: number_of(&mut builder.log.activities, step),
                    resource: number_of(&mut builder.log.resources, officer),
                    group: NO_ENTRY,
                    lifecycle: EventColumns::NO_LIFECYCLE,
                    instance: 0,
                    time: Timestamp::utc(millis),
                    due: None,
                    planned: None,
                    finished: None,
                    line: case as u32,
                });
                millis += [0, 60_000, random.below(200_000_000) as i64][random.below(3)];
            }
        }
        let applicant = number_of(&mut builder.log.applicants, ["a", "b", "c", ""][random.below(4)]);
        let id = format!("case {case}");
        builder.push_case(
            CaseRow {
                id: &id,
                applicant,
                responsible: NO_ENTRY,
                due: None,
                opened: None,
                closed: None,
                line: case as u32,
            },
            &rows,
        );
    }
    builder.finish()
}
