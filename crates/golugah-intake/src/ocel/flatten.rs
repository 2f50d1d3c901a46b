//! A log of cases, made of an object-centric one by one type of object.

use std::collections::HashMap;

use golugah_records::{CaseRow, EventLog, EventLogBuilder, EventRow, Flattened};

use super::store::Stored;

/// Lays the log flat by the objects of this type: each is a case, with every event that concerns it.
pub(super) fn flatten(store: Stored, kind: u32, name: &str) -> EventLog {
    let others = others(&store, kind);
    let mut builder = EventLogBuilder::new(name);
    let Stored {
        log,
        rows,
        is_whole: _,
        ids,
        type_of,
        types,
        facts,
        related,
    } = store;
    builder.log = EventLog {
        name: builder.log.name,
        cases: builder.log.cases,
        ..log
    };
    let mut flattened = Flattened {
        object_type: types.get(kind).unwrap_or_default().to_owned(),
        events: others.iter().filter(|other| other.is_some()).count() as u64,
        ..Flattened::default()
    };
    let mut cases_of = vec![0_u32; rows.len()];
    let mut of_case: Vec<EventRow> = Vec::new();
    let mut last: HashMap<u32, u64> = HashMap::new();
    let mut in_time: Vec<u32> = Vec::new();
    for of_object in related.chunk_by(|a, b| a.0 == b.0) {
        let object = of_object[0].0;
        let (of_type, line) = type_of[object as usize];
        if of_type != kind {
            continue;
        }
        of_case.clear();
        of_case.extend(of_object.iter().map(|(_, event)| rows[*event as usize]));
        for (_, event) in of_object {
            cases_of[*event as usize] += 1;
        }
        in_time.clear();
        in_time.extend(of_object.iter().map(|(_, event)| *event));
        in_time.sort_by_key(|event| rows[*event as usize].time.millis);
        last.clear();
        for event in &in_time {
            let concerns = others[*event as usize].unwrap_or_default();
            if let Some(before) = last.insert(rows[*event as usize].activity, concerns) {
                flattened.repeats += 1;
                flattened.repeats_elsewhere += u64::from(before != concerns);
            }
        }
        let facts = facts.get(&object);
        let case = CaseRow {
            id: ids.get(object).unwrap_or_default(),
            applicant: facts.map_or(golugah_records::NO_ENTRY, |facts| facts.applicant()),
            responsible: facts.map_or(golugah_records::NO_ENTRY, |facts| facts.responsible()),
            due: facts.and_then(|facts| facts.due()),
            opened: None,
            closed: None,
            line,
        };
        builder.push_case(case, &of_case);
    }
    let of_type = type_of.iter().filter(|(of_type, _)| *of_type == kind).count();
    flattened.without_events = (of_type - builder.log.case_count()) as u64;
    for count in cases_of.iter().filter(|count| **count > 0) {
        flattened.kept += 1;
        flattened.in_several += u64::from(*count > 1);
        flattened.copies += u64::from(count - 1);
    }
    builder.log.flattened = Some(flattened);
    builder.finish()
}

/// Of each sound event a number for the objects of other types that it concerns, equal for equal ones. (FNV-1a; that two
/// different lots get one number would make one repetition look like rework.)
fn others(store: &Stored, kind: u32) -> Vec<Option<u64>> {
    let mut others = vec![None; store.rows.len()];
    for (number, whole) in others.iter_mut().zip(&store.is_whole) {
        *number = whole.then_some(0xcbf2_9ce4_8422_2325_u64);
    }
    // Pairs stand in order of the object, so that an event's objects come in the same order for every event.
    for (object, event) in &store.related {
        if store.type_of[*object as usize].0 != kind
            && let Some(number) = &mut others[*event as usize]
        {
            for byte in object.to_le_bytes() {
                *number = (*number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    others
}
