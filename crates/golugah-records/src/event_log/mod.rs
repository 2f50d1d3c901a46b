//! An event log as columns: what happened to which case, who did it and when.
//!
//! A log of five million events must fit a small machine, so events are not structs with strings but rows of
//! parallel columns (about 50 bytes an event), and every name is kept once in a [`StringPool`]. Readers fill the
//! columns through [`EventLogBuilder`]; whoever measures walks them by case: `log.events_of(case)` is a range of
//! event numbers in order of time.

mod builder;
mod entered;
mod flattened;
mod folded;
mod lifecycle;
mod officers;
mod part;
mod pool;
#[cfg(test)]
mod tests;

pub use builder::{CaseRow, EventLogBuilder, EventRow};
pub use flattened::Flattened;
pub use folded::OpenWait;
pub use pool::StringPool;

use std::ops::Range;

use crate::Timestamp;

/// Stands for "no entry" in a column of pool numbers.
pub const NO_ENTRY: u32 = u32::MAX;

/// Stands for "no moment" in a column of milliseconds.
pub const NO_TIME: i64 = i64::MIN;

/// One event log, read from one file.
///
/// All columns of `events` have one entry per event and all of `cases` one per case, unless a column says otherwise.
/// Both hold at most `u32::MAX − 1` entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventLog {
    /// The procedure's name: what the log calls itself, else the name its reader was given.
    pub name: String,
    /// Names of activities (steps), in order of first appearance.
    pub activities: StringPool,
    /// Identifiers of officers: of events and of the cases' responsible ones.
    pub resources: StringPool,
    /// Organisational units.
    pub groups: StringPool,
    /// Words of the life cycle, for example `complete`.
    pub lifecycles: StringPool,
    /// Identifiers of applicants.
    pub applicants: StringPool,
    /// The cases, in order of the file.
    pub cases: CaseColumns,
    /// The events, by case, within a case by time; equal times stay in order of the file.
    pub events: EventColumns,
    /// Per activity: whether its stamps are dates rather than moments, because more than half of them lie on local
    /// midnight. Single stamps can be dates elsewhere too: see [`EventColumns::DATE_ONLY`].
    pub activity_date_only: Vec<bool>,
    /// Per event, its running number in the file. Empty where every case already stood in order of time there, so
    /// that the events' own order is the file's.
    pub file_order: Vec<u32>,
    /// What it was made of, where that was an object-centric log.
    pub flattened: Option<Flattened>,
}

/// The columns of cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseColumns {
    /// Identifiers as published; entry `c` belongs to case `c`, and equal ones may stand twice.
    pub ids: StringPool,
    /// Number in `applicants`, or [`NO_ENTRY`].
    pub applicant: Vec<u32>,
    /// Number in `resources` of the officer who answers for the case, or [`NO_ENTRY`].
    pub responsible: Vec<u32>,
    /// Number of the case's first event; one entry more than there are cases, the last being the count of events.
    pub first_event: Vec<u32>,
    /// When the whole case was due, in milliseconds UTC, or [`NO_TIME`].
    pub due: Vec<i64>,
    /// When the case says of itself that it began, likewise,
    pub opened: Vec<i64>,
    /// and that it ended: that may be after its last event, where the log holds a part of the procedure.
    pub closed: Vec<i64>,
    /// Line of the file that the case begins on, from 1.
    pub line: Vec<u32>,
}

/// The columns of events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventColumns {
    /// Number of the case.
    pub case: Vec<u32>,
    /// Number in `activities`.
    pub activity: Vec<u32>,
    /// Number in `resources`, or [`NO_ENTRY`].
    pub resource: Vec<u32>,
    /// Number in `groups`, or [`NO_ENTRY`].
    pub group: Vec<u32>,
    /// Number in `lifecycles`, or [`EventColumns::NO_LIFECYCLE`].
    pub lifecycle: Vec<u16>,
    /// When it happened, in milliseconds UTC.
    pub millis: Vec<i64>,
    /// Minutes that the event's local time is ahead of UTC.
    pub offset_minutes: Vec<i16>,
    /// When it was due, in milliseconds UTC, or [`NO_TIME`].
    pub due: Vec<i64>,
    /// When it was planned for, in milliseconds UTC, or [`NO_TIME`].
    pub planned: Vec<i64>,
    /// What else is known of the stamps: a sum of the constants below.
    pub flags: Vec<u16>,
    /// Line of the file that the event begins on, from 1.
    pub line: Vec<u32>,
    /// Number of the event that completes the instance of the step this one belongs to, or [`NO_ENTRY`] where nothing
    /// does. Empty where every event is an instance of its own, as in logs without life cycles.
    pub instance: Vec<u32>,
    /// Of a [folded](EventLog::folded) log: when the instance could be done, in milliseconds UTC, or [`NO_TIME`] where
    /// the log does not say. Empty in others.
    pub enabled: Vec<i64>,
    /// Of a folded log: when work on it began, likewise.
    pub started: Vec<i64>,
    /// Of a folded log: when it was handed to somebody for the last time before that, likewise.
    pub handed: Vec<i64>,
    /// Of a folded log: number in `resources` of who has held it since, or [`NO_ENTRY`].
    pub holder: Vec<u32>,
}

impl EventColumns {
    /// Stands for "no life cycle" in the column.
    pub const NO_LIFECYCLE: u16 = u16::MAX;
    /// Flag: the stamp is only a date. It was written so, or lies on local midnight where that is a habit of the
    /// activity (see [`EventLogBuilder::finish`]).
    pub const DATE_ONLY: u16 = 1;
    /// Flag: the due moment is only a date (written so, or local midnight); the whole of that local day is in time.
    pub const DUE_DATE_ONLY: u16 = 2;
    /// Flag: the planned moment is only a date, as for the due one.
    pub const PLANNED_DATE_ONLY: u16 = 4;
    /// Flag: the stamp was written without a zone and read as UTC.
    pub const ZONE_UNKNOWN: u16 = 8;
    /// Flag: the due moment is that of the whole case, laid on the case's last event.
    pub const DUE_OF_CASE: u16 = 16;
    /// Flag: the moment in `enabled` is only a date.
    pub const ENABLED_DATE_ONLY: u16 = 32;
    /// Flag: the moment in `started` is only a date.
    pub const STARTED_DATE_ONLY: u16 = 64;
    /// Flag: the moment in `handed` is only a date.
    pub const HANDED_DATE_ONLY: u16 = 128;
    /// Flag: the event tells besides that it was finished on an earlier day than that of its stamp. Then the stamp is a date that
    /// the event is about, as the day of a publication, and not when it was done.
    pub const DONE_BEFORE: u16 = 256;
    /// Flag: the stamp is that of a sitting in which one officer recorded many steps of the case at once, afterwards. When the step was
    /// done is not known.
    pub const TYPED_IN: u16 = 512;
    /// Flag: another step of the case, which in this log tells the day of this one, tells an earlier day than the stamp.
    pub const OTHER_DAY: u16 = 1024;
}

impl EventLog {
    /// Number of cases.
    #[must_use]
    pub fn case_count(&self) -> usize {
        self.cases.line.len()
    }

    /// Number of events.
    #[must_use]
    pub fn event_count(&self) -> usize {
        self.events.millis.len()
    }

    /// The numbers of a case's events, in order of time; never empty.
    #[must_use]
    pub fn events_of(&self, case: usize) -> Range<usize> {
        self.cases.first_event[case] as usize..self.cases.first_event[case + 1] as usize
    }

    /// The case's identifier.
    #[must_use]
    pub fn case_id(&self, case: usize) -> &str {
        self.cases
            .ids
            .get(u32::try_from(case).unwrap_or(NO_ENTRY))
            .unwrap_or_default()
    }

    /// The case's applicant, where one is known.
    #[must_use]
    pub fn applicant(&self, case: usize) -> Option<&str> {
        self.applicants.get(self.cases.applicant[case])
    }

    /// The name of the event's activity.
    #[must_use]
    pub fn activity(&self, event: usize) -> &str {
        self.activities
            .get(self.events.activity[event])
            .unwrap_or_default()
    }

    /// The event's officer, where one is known.
    #[must_use]
    pub fn resource(&self, event: usize) -> Option<&str> {
        self.resources.get(self.events.resource[event])
    }

    /// The event's stamp, its offset and what is known of it.
    #[must_use]
    pub fn time(&self, event: usize) -> Timestamp {
        Timestamp {
            millis: self.events.millis[event],
            offset_minutes: self.events.offset_minutes[event],
            date_only: self.has(event, EventColumns::DATE_ONLY),
            zone_known: !self.has(event, EventColumns::ZONE_UNKNOWN),
        }
    }

    /// When the event was due, in milliseconds UTC; the end of the local day where only a date was given.
    #[must_use]
    pub fn due_end(&self, event: usize) -> Option<i64> {
        end_of(
            self.events.due[event],
            self.has(event, EventColumns::DUE_DATE_ONLY),
        )
    }

    /// When the event was planned for, as [`EventLog::due_end`].
    #[must_use]
    pub fn planned_end(&self, event: usize) -> Option<i64> {
        end_of(
            self.events.planned[event],
            self.has(event, EventColumns::PLANNED_DATE_ONLY),
        )
    }

    /// Whether the event carries this flag of [`EventColumns`].
    #[must_use]
    pub fn has(&self, event: usize, flag: u16) -> bool {
        self.events.flags[event] & flag != 0
    }

    /// How many stamps were written without a zone.
    #[must_use]
    pub fn events_without_zone(&self) -> usize {
        self.events
            .flags
            .iter()
            .filter(|flags| *flags & EventColumns::ZONE_UNKNOWN != 0)
            .count()
    }
}

/// The last millisecond that still is in time.
fn end_of(millis: i64, date_only: bool) -> Option<i64> {
    const LAST_OF_DAY: i64 = 86_399_999;
    (millis != NO_TIME).then(|| if date_only { millis + LAST_OF_DAY } else { millis })
}
