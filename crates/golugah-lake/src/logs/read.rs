use std::collections::HashMap;
use std::iter::repeat_n;

use arrow_array::{Array, BooleanArray, Int64Array, TimestampMillisecondArray};
use golugah_records::{CaseColumns, EventColumns, EventLog, Flattened, NO_ENTRY, NO_TIME, StringPool};

use super::{CASES, EVENTS, KINDS, NAMES};
use crate::columns::{Group, OpenTable};
use crate::table::Table;
use crate::views::{Texts, long, unique};
use crate::{Import, ImportKind, Lake, LakeError};

impl Lake {
    /// Reads the event log of this import, equal in every column to the one that was imported.
    ///
    /// # Errors
    /// Where its tables cannot be read or are not as the lake wrote them.
    pub fn read_log(&self, import: &Import) -> Result<EventLog, LakeError> {
        let open = |table: &Table, skipped: &[&str]| {
            OpenTable::open(table, self.table_path(table, &import.sha256, 0), skipped)
        };
        let manifest = self.manifest(import)?;
        self.check_whole(self.expected(&manifest, [&NAMES, &CASES, &EVENTS])?, 1)?;
        let mut log = EventLog {
            name: manifest.procedure,
            flattened: manifest.flattened,
            ..EventLog::default()
        };
        let names = open(&NAMES, &["procedure", "position"])?;
        for group in 0..names.groups() {
            read_names(&mut log, &names.read(group)?)?;
        }
        let numbers = Numbers::of(&log);
        let mut cases = CaseColumns {
            first_event: vec![0],
            ..CaseColumns::default()
        };
        let table = open(&CASES, &["procedure", "file"])?;
        for group in 0..table.groups() {
            read_cases(&mut cases, &table.read(group)?, &numbers)?;
        }
        let (mut events, mut file_order) = (EventColumns::default(), Vec::new());
        // Places within cases; none at all in a file from before they were kept.
        let mut completed_at = Vec::new();
        let table = open(&EVENTS, &["procedure", "case", "position"])?;
        for group in 0..table.groups() {
            let group = table.read(group)?;
            read_events(&mut events, &group, &numbers)?;
            read_file_order(&mut file_order, &group)?;
            if let Some(places) = group.smalls_if_asked("instance")? {
                let place = |place: Option<i32>| place.map_or(NO_ENTRY, |place| place as u32);
                completed_at.extend(places.iter().map(place));
            }
        }
        let expected = cases.first_event.last().copied().unwrap_or_default() as usize;
        let found = events.millis.len();
        let path = self.table_path(&EVENTS, &import.sha256, 0);
        if found != expected || (!file_order.is_empty() && file_order.len() != found) {
            let what = format!("expected {expected} events, as counted in `cases`, found {found}");
            return Err(LakeError::damaged(&path, what));
        }
        for (case, bounds) in (0..).zip(cases.first_event.windows(2)) {
            let times = &events.millis[bounds[0] as usize..bounds[1] as usize];
            // Whoever measures a log takes waits as differences and steps as they come.
            if times.is_empty() || !times.is_sorted() {
                let what =
                    format!("expected events in order of time in every case, found otherwise in case {case}");
                return Err(LakeError::damaged(&path, what));
            }
            events
                .case
                .extend(repeat_n(case, (bounds[1] - bounds[0]) as usize));
        }
        log.file_order = file_order;
        log.cases = cases;
        log.events = events;
        if completed_at.len() == found {
            log.events.instance = read_instances(&log, &completed_at).ok_or_else(|| {
                LakeError::damaged(&path, "an event is completed by one that completes nothing")
            })?;
        } else {
            log.find_instances();
        }
        Ok(log)
    }

    /// What the object-centric log of this import was laid flat by; none where it was another log, or tenders.
    ///
    /// # Errors
    /// Where the import cannot be read.
    pub fn flattened(&self, import: &Import) -> Result<Option<Flattened>, LakeError> {
        Ok(self.manifest(import)?.flattened)
    }

    /// Reads the event logs among these imports one after the other, each with the index of its import in `imports`.
    pub fn logs<'a>(
        &'a self,
        imports: &'a [Import],
    ) -> impl Iterator<Item = Result<(usize, EventLog), LakeError>> + 'a {
        let logs = imports
            .iter()
            .enumerate()
            .filter(|(_, import)| import.kind == ImportKind::Xes);
        logs.map(|(index, import)| Ok((index, self.read_log(import)?)))
    }
}

fn read_names(log: &mut EventLog, group: &Group) -> Result<(), LakeError> {
    let (kinds, names, date_only) = (
        group.texts("kind")?,
        group.uniques("name")?,
        group.flags("date_only")?,
    );
    for row in 0..group.rows() {
        let pool = match KINDS.iter().position(|kind| *kind == kinds.get(row)) {
            Some(0) => {
                log.activity_date_only
                    .push(date_only.is_valid(row) && date_only.value(row));
                &mut log.activities
            }
            Some(1) => &mut log.resources,
            Some(2) => &mut log.groups,
            Some(3) => &mut log.lifecycles,
            Some(4) => &mut log.applicants,
            _ => {
                let what = format!(
                    "row {row} names something of the unknown kind `{}`",
                    kinds.get(row)
                );
                return Err(LakeError::damaged(group.path(), what));
            }
        };
        pool.push(unique(names, row));
    }
    Ok(())
}

/// The number of each name in the log's pools.
struct Numbers<'a> {
    activities: HashMap<&'a str, u32>,
    resources: HashMap<&'a str, u32>,
    groups: HashMap<&'a str, u32>,
    lifecycles: HashMap<&'a str, u32>,
    applicants: HashMap<&'a str, u32>,
}

impl<'a> Numbers<'a> {
    fn of(log: &'a EventLog) -> Self {
        let numbers = |pool: &'a StringPool| {
            let mut numbers = HashMap::with_capacity(pool.len());
            for (number, name) in (0..).zip(pool.iter()) {
                numbers.entry(name).or_insert(number);
            }
            numbers
        };
        Self {
            activities: numbers(&log.activities),
            resources: numbers(&log.resources),
            groups: numbers(&log.groups),
            lifecycles: numbers(&log.lifecycles),
            applicants: numbers(&log.applicants),
        }
    }
}

/// Lays the pool's numbers of a column of names behind those that are there; each name is looked up once per row group.
fn read_numbers<T: Copy>(
    column: &mut Vec<T>,
    group: &Group,
    name: &str,
    numbers: &HashMap<&str, u32>,
    none: T,
    number: impl Fn(u32) -> Option<T>,
) -> Result<(), LakeError> {
    let texts: Texts<'_> = group.texts(name)?;
    let mut known = Vec::with_capacity(texts.words().len());
    for word in texts.words() {
        let found = numbers.get(word).and_then(|found| number(*found));
        let what = || {
            LakeError::damaged(
                group.path(),
                format!("`{word}` in `{name}` is missing in the table `names`"),
            )
        };
        known.push(found.ok_or_else(what)?);
    }
    column.extend((0..group.rows()).map(|row| texts.number(row).map_or(none, |word| known[word])));
    Ok(())
}

fn read_cases(cases: &mut CaseColumns, group: &Group, numbers: &Numbers<'_>) -> Result<(), LakeError> {
    let (ids, counts) = (group.uniques("case")?, group.longs("event_count")?);
    let mut end = cases.first_event.last().copied().map_or(0, i64::from);
    for row in 0..group.rows() {
        cases.ids.push(unique(ids, row));
        end = end.saturating_add(group.fit::<u32>("event_count", counts.value(row))?.into());
        cases.first_event.push(group.fit("event_count", end)?);
    }
    read_numbers(
        &mut cases.applicant,
        group,
        "applicant",
        &numbers.applicants,
        NO_ENTRY,
        Some,
    )?;
    read_numbers(
        &mut cases.responsible,
        group,
        "responsible",
        &numbers.resources,
        NO_ENTRY,
        Some,
    )?;
    read_moments(&mut cases.due, group.times("due")?);
    // Kept since these columns are; before, no case said of itself when it began and ended.
    for (moments, name) in [(&mut cases.opened, "opened"), (&mut cases.closed, "closed")] {
        match group.times_if_asked(name)? {
            Some(times) => read_moments(moments, times),
            None => moments.resize(moments.len() + group.rows(), NO_TIME),
        }
    }
    read_lines(&mut cases.line, group)
}

fn read_events(events: &mut EventColumns, group: &Group, numbers: &Numbers<'_>) -> Result<(), LakeError> {
    read_numbers(
        &mut events.activity,
        group,
        "step",
        &numbers.activities,
        NO_ENTRY,
        Some,
    )?;
    if events.activity.contains(&NO_ENTRY) {
        return Err(LakeError::damaged(group.path(), "an event has no `step`"));
    }
    read_numbers(
        &mut events.resource,
        group,
        "officer",
        &numbers.resources,
        NO_ENTRY,
        Some,
    )?;
    read_numbers(&mut events.group, group, "unit", &numbers.groups, NO_ENTRY, Some)?;
    let short = |number: u32| u16::try_from(number).ok();
    let none = EventColumns::NO_LIFECYCLE;
    read_numbers(
        &mut events.lifecycle,
        group,
        "lifecycle",
        &numbers.lifecycles,
        none,
        short,
    )?;
    events.millis.extend_from_slice(group.times("time")?.values());
    let offsets = group.smalls("offset_minutes")?;
    group.check_offsets("offset_minutes", offsets)?;
    for row in 0..group.rows() {
        let offset = if offsets.is_valid(row) {
            offsets.value(row)
        } else {
            0
        };
        events
            .offset_minutes
            .push(group.fit("offset_minutes", offset.into())?);
    }
    let (due, planned) = (group.times("due")?, group.times("planned")?);
    read_moments(&mut events.due, due);
    read_moments(&mut events.planned, planned);
    let set = |flags: &BooleanArray, row: usize, flag: u16| {
        if flags.is_valid(row) && flags.value(row) {
            flag
        } else {
            0
        }
    };
    let (date_only, due_date_only) = (group.flags("date_only")?, group.flags("due_date_only")?);
    let (planned_date_only, due_of_case) = (group.flags("planned_date_only")?, group.flags("due_of_case")?);
    // Kept since this column is; before, nobody asked for it.
    let later = [
        (group.flags_if_asked("done_before")?, EventColumns::DONE_BEFORE),
        (group.flags_if_asked("typed_in")?, EventColumns::TYPED_IN),
        (group.flags_if_asked("other_day")?, EventColumns::OTHER_DAY),
    ];
    events.flags.extend((0..group.rows()).map(|row| {
        set(date_only, row, EventColumns::DATE_ONLY)
            | set(due_date_only, row, EventColumns::DUE_DATE_ONLY)
            | set(planned_date_only, row, EventColumns::PLANNED_DATE_ONLY)
            | set(due_of_case, row, EventColumns::DUE_OF_CASE)
            | later.iter().fold(0, |flags, (told, flag)| {
                flags | told.map_or(0, |told| set(told, row, *flag))
            })
            | if offsets.is_null(row) {
                EventColumns::ZONE_UNKNOWN
            } else {
                0
            }
    }));
    read_lines(&mut events.line, group)
}

/// The places in the file; none at all where the log stands in the order of the file.
fn read_file_order(order: &mut Vec<u32>, group: &Group) -> Result<(), LakeError> {
    let positions = group.longs("file_position")?;
    for row in 0..group.rows() {
        if let Some(position) = long(positions, row) {
            order.push(group.fit("file_position", position)?);
        }
    }
    Ok(())
}

/// The numbers of the completing events by their places in the cases; nothing where every event completes itself. `None`
/// where an event is completed by one that is not there or does not complete itself.
fn read_instances(log: &EventLog, completed_at: &[u32]) -> Option<Vec<u32>> {
    let mut instances = Vec::with_capacity(completed_at.len());
    let mut own = true;
    for case in 0..log.case_count() {
        let events = log.events_of(case);
        for event in events.clone() {
            let place = completed_at[event];
            let completes = match place {
                NO_ENTRY => NO_ENTRY,
                _ => u32::try_from(events.start.checked_add(place as usize)?).ok()?,
            };
            if place != NO_ENTRY {
                let completing = events.start + place as usize;
                if completing >= events.end || completed_at[completing] != place {
                    return None;
                }
            }
            own &= completes as usize == event;
            instances.push(completes);
        }
    }
    Some(if own { Vec::new() } else { instances })
}

fn read_moments(column: &mut Vec<i64>, moments: &TimestampMillisecondArray) {
    let rows = 0..moments.len();
    column.extend(rows.map(|row| {
        if moments.is_valid(row) {
            moments.value(row)
        } else {
            NO_TIME
        }
    }));
}

fn read_lines(column: &mut Vec<u32>, group: &Group) -> Result<(), LakeError> {
    let lines: &Int64Array = group.longs("line")?;
    for line in lines.values() {
        column.push(group.fit("line", *line)?);
    }
    Ok(())
}
