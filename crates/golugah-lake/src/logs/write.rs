use std::iter::repeat_n;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Int32Array, Int64Array, StringArray, TimestampMillisecondArray};
use golugah_records::{EventColumns, EventLog, NO_TIME, StringPool};

use super::{CASES, EVENTS, KINDS, NAMES};
use crate::folder::{Part, Told};
use crate::table::{GROUP_ROWS, TableWriter};
use crate::{Import, Lake, LakeError};

impl Lake {
    /// Keeps an event log; when this returns, it is in the lake.
    ///
    /// # Errors
    /// Where another process imports, the disk cannot take it, the hash is none, or a file of the same content is in
    /// the lake already.
    pub fn import_log(&self, log: &EventLog, import: Import) -> Result<(), LakeError> {
        let importing = self.begin()?;
        let mut cases = importing.table(&CASES)?;
        each_group(log.case_count(), |rows| {
            cases.group(case_rows(log, &import.file, rows))
        })?;
        let mut events = importing.table(&EVENTS)?;
        each_group(log.event_count(), |rows| events.group(event_rows(log, rows)))?;
        let mut names = importing.table(&NAMES)?;
        for (kind, pool) in KINDS.into_iter().zip(pools(log)) {
            write_names(&mut names, log, kind, pool)?;
        }
        let files = vec![
            (&CASES, cases.finish()?),
            (&EVENTS, events.finish()?),
            (&NAMES, names.finish()?),
        ];
        importing.publish(
            import,
            Told {
                procedure: &log.name,
                flattened: log.flattened.as_ref(),
            },
            vec![Part {
                files,
                rows: Vec::new(),
            }],
        )
    }
}

/// The log's lists of names, in the order of [`KINDS`].
fn pools(log: &EventLog) -> [&StringPool; 5] {
    [
        &log.activities,
        &log.resources,
        &log.groups,
        &log.lifecycles,
        &log.applicants,
    ]
}

/// Cuts so many rows into row groups.
fn each_group(
    rows: usize,
    mut write: impl FnMut(Range<usize>) -> Result<(), LakeError>,
) -> Result<(), LakeError> {
    (0..rows)
        .step_by(GROUP_ROWS)
        .try_for_each(|start| write(start..rows.min(start + GROUP_ROWS)))
}

fn case_rows(log: &EventLog, file: &str, rows: Range<usize>) -> Vec<ArrayRef> {
    let cases = &log.cases;
    let counts = rows
        .clone()
        .map(|case| i64::from(cases.first_event[case + 1] - cases.first_event[case]));
    vec![
        same(&log.name, rows.len()),
        Arc::new(StringArray::from_iter_values(
            rows.clone().map(|case| log.case_id(case)),
        )),
        same(file, rows.len()),
        lines(&cases.line[rows.clone()]),
        names(&log.applicants, &cases.applicant[rows.clone()]),
        names(&log.resources, &cases.responsible[rows.clone()]),
        moments(&cases.due[rows.clone()]),
        Arc::new(Int64Array::from_iter_values(counts)),
        moments(&cases.opened[rows.clone()]),
        moments(&cases.closed[rows]),
    ]
}

fn event_rows(log: &EventLog, rows: Range<usize>) -> Vec<ArrayRef> {
    let events = &log.events;
    let cases = events.case[rows.clone()].iter().map(|case| *case as usize);
    let positions = rows.clone().zip(cases.clone()).map(|(event, case)| {
        // For SQL only; readers refuse cases of so many events long before.
        i32::try_from(event - log.cases.first_event[case] as usize).unwrap_or(i32::MAX)
    });
    let lifecycles: Vec<Option<&str>> = events.lifecycle[rows.clone()]
        .iter()
        .map(|number| (*number != EventColumns::NO_LIFECYCLE).then_some(u32::from(*number)))
        .map(|number| log.lifecycles.get(number?))
        .collect();
    let offsets = rows.clone().map(|event| {
        (!log.has(event, EventColumns::ZONE_UNKNOWN)).then(|| i32::from(events.offset_minutes[event]))
    });
    let flag = |flag: u16| rows.clone().map(move |event| log.has(event, flag));
    let told = |mask: u16| -> ArrayRef { Arc::new(flag(mask).map(Some).collect::<BooleanArray>()) };
    // What is said of a moment is NULL where there is none.
    let flag_of = |moments: &[i64], mask: u16| -> ArrayRef {
        let known = moments[rows.clone()].iter().zip(flag(mask));
        Arc::new(
            known
                .map(|(moment, flag)| (*moment != NO_TIME).then_some(flag))
                .collect::<BooleanArray>(),
        )
    };
    // By its place in the case, as the events themselves are told apart there.
    let instances = rows
        .clone()
        .zip(events.case[rows.clone()].iter())
        .map(|(event, case)| {
            let completed_by = events
                .instance
                .get(event)
                .map_or(event, |completes| *completes as usize);
            let place = completed_by.checked_sub(log.cases.first_event[*case as usize] as usize)?;
            i32::try_from(place)
                .ok()
                .filter(|_| completed_by < log.event_count())
        });
    let file_positions = rows
        .clone()
        .map(|event| log.file_order.get(event).copied().map(i64::from));
    vec![
        same(&log.name, rows.len()),
        Arc::new(StringArray::from_iter_values(cases.map(|case| log.case_id(case)))),
        Arc::new(Int32Array::from_iter_values(positions)),
        names(&log.activities, &events.activity[rows.clone()]),
        names(&log.resources, &events.resource[rows.clone()]),
        names(&log.groups, &events.group[rows.clone()]),
        Arc::new(StringArray::from(lifecycles)),
        Arc::new(TimestampMillisecondArray::from_iter_values(
            events.millis[rows.clone()].iter().copied(),
        )),
        Arc::new(offsets.collect::<Int32Array>()),
        told(EventColumns::DATE_ONLY),
        moments(&events.due[rows.clone()]),
        flag_of(&events.due, EventColumns::DUE_DATE_ONLY),
        flag_of(&events.due, EventColumns::DUE_OF_CASE),
        moments(&events.planned[rows.clone()]),
        flag_of(&events.planned, EventColumns::PLANNED_DATE_ONLY),
        lines(&events.line[rows.clone()]),
        Arc::new(file_positions.collect::<Int64Array>()),
        Arc::new(instances.collect::<Int32Array>()),
        told(EventColumns::DONE_BEFORE),
        told(EventColumns::TYPED_IN),
        told(EventColumns::OTHER_DAY),
    ]
}

fn write_names(
    table: &mut TableWriter,
    log: &EventLog,
    kind: &str,
    pool: &StringPool,
) -> Result<(), LakeError> {
    let steps = kind == KINDS[0];
    let persons = if kind == KINDS[1] {
        log.persons()
    } else {
        Vec::new()
    };
    each_group(pool.len(), |rows| {
        let positions = (0_i64..).skip(rows.start).take(rows.len());
        let date_only = rows
            .clone()
            .map(|name| log.activity_date_only.get(name).copied().filter(|_| steps));
        let texts = pool.iter().skip(rows.start).take(rows.len());
        table.group(vec![
            same(&log.name, rows.len()),
            same(kind, rows.len()),
            Arc::new(Int64Array::from_iter_values(positions)),
            Arc::new(StringArray::from_iter_values(texts)),
            Arc::new(date_only.collect::<BooleanArray>()),
            Arc::new(
                rows.map(|name| persons.get(name).copied())
                    .collect::<BooleanArray>(),
            ),
        ])
    })
}

/// The same text in every row.
fn same(text: &str, rows: usize) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(repeat_n(text, rows)))
}

/// The names behind numbers; NULL where there is none.
fn names(pool: &StringPool, numbers: &[u32]) -> ArrayRef {
    Arc::new(
        numbers
            .iter()
            .map(|number| pool.get(*number))
            .collect::<StringArray>(),
    )
}

fn moments(millis: &[i64]) -> ArrayRef {
    let moments = millis
        .iter()
        .map(|millis| (*millis != NO_TIME).then_some(*millis));
    Arc::new(moments.collect::<TimestampMillisecondArray>())
}

fn lines(lines: &[u32]) -> ArrayRef {
    Arc::new(Int64Array::from_iter_values(
        lines.iter().map(|line| i64::from(*line)),
    ))
}
