use super::officers::is_filler;
use super::{EventColumns, EventLog, NO_ENTRY, NO_TIME, entered, lifecycle};
use crate::Timestamp;

const DAY: i64 = 86_400_000;

/// One case as read.
#[derive(Clone, Copy, Debug)]
pub struct CaseRow<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// Number in the log's `applicants`, or [`NO_ENTRY`].
    pub applicant: u32,
    /// Number in the log's `resources`, or [`NO_ENTRY`].
    pub responsible: u32,
    /// When the case as a whole was due.
    pub due: Option<Timestamp>,
    /// When the case says of itself that it began,
    pub opened: Option<Timestamp>,
    /// and that it ended.
    pub closed: Option<Timestamp>,
    /// Line it begins on.
    pub line: u32,
}

/// One event as read; the fields are those of [`EventColumns`].
#[derive(Clone, Copy, Debug)]
pub struct EventRow {
    /// Number in the log's `activities`.
    pub activity: u32,
    /// Number in the log's `resources`, or [`NO_ENTRY`].
    pub resource: u32,
    /// Number in the log's `groups`, or [`NO_ENTRY`].
    pub group: u32,
    /// Number in the log's `lifecycles`, or [`EventColumns::NO_LIFECYCLE`].
    pub lifecycle: u16,
    /// A number for the publisher's mark of the instance (`concept:instance`), equal for equal marks; 0 for none.
    pub instance: u64,
    /// When it happened.
    pub time: Timestamp,
    /// When it was due.
    pub due: Option<Timestamp>,
    /// When it was planned for.
    pub planned: Option<Timestamp>,
    /// When it was finished, where it tells that besides its stamp.
    pub finished: Option<Timestamp>,
    /// Line it begins on.
    pub line: u32,
}

/// Fills an [`EventLog`] case by case.
///
/// The pools are the caller's to fill, through `log`; the columns are filled here, for order and flags belong together.
#[derive(Debug, Default)]
pub struct EventLogBuilder {
    /// The log under construction: its name and its pools may be written, its columns should be left alone.
    pub log: EventLog,
    disordered: bool,
    order: Vec<u32>,
    /// Per event its `instance`; empty as long as no event has one.
    instances: Vec<u64>,
    /// Per event the day on which it says that it was finished; empty as long as no event says one.
    finished: Vec<Option<i64>>,
}

impl EventLogBuilder {
    /// A builder of an empty log.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let mut builder = Self::default();
        name.clone_into(&mut builder.log.name);
        builder.log.cases.first_event.push(0);
        builder
    }

    /// Adds a case with its events in order of the file, and sorts them by time; equal times keep the file's order.
    ///
    /// A case due as a whole is done when its last event has happened, so its due moment is laid on the last event,
    /// unless that has one of its own, and flagged [`EventColumns::DUE_OF_CASE`]. (The municipal log of receipts
    /// that this follows gives each case a `deadline` that equals its planned end to the second in 1,397 of 1,434
    /// cases: it means the end of the case.) A case without events is not added.
    ///
    /// # Panics
    /// Beyond `u32::MAX − 1` cases or events; readers refuse such files long before.
    pub fn push_case(&mut self, case: CaseRow<'_>, events: &[EventRow]) {
        if events.is_empty() {
            return;
        }
        let number = self.log.cases.ids.push(case.id);
        let first = self.log.events.millis.len();
        self.order.clear();
        self.order
            .extend(0..u32::try_from(events.len()).expect("a case holds fewer than u32::MAX events"));
        if !events.is_sorted_by_key(|event| event.time.millis) {
            self.order
                .sort_by_key(|event| events[*event as usize].time.millis);
            if !self.disordered {
                self.disordered = true;
                self.log
                    .file_order
                    .extend(0..u32::try_from(first).expect("counted in u32 before"));
            }
        }
        for index in 0..self.order.len() {
            let within = self.order[index];
            self.push_event(number, &events[within as usize]);
            if self.disordered {
                self.log
                    .file_order
                    .push(u32::try_from(first).expect("counted in u32 before") + within);
            }
        }
        let end = self.log.events.millis.len();
        if let Some(due) = case.due
            && self.log.events.due[end - 1] == NO_TIME
        {
            self.log.events.due[end - 1] = due.millis;
            self.log.events.flags[end - 1] |= EventColumns::DUE_OF_CASE
                | if is_date(&due) {
                    EventColumns::DUE_DATE_ONLY
                } else {
                    0
                };
        }
        let cases = &mut self.log.cases;
        cases.applicant.push(case.applicant);
        cases.responsible.push(case.responsible);
        cases.due.push(case.due.map_or(NO_TIME, |due| due.millis));
        cases
            .opened
            .push(case.opened.map_or(NO_TIME, |opened| opened.millis));
        cases
            .closed
            .push(case.closed.map_or(NO_TIME, |closed| closed.millis));
        cases.line.push(case.line);
        let end = u32::try_from(end).ok().filter(|end| *end != NO_ENTRY);
        cases
            .first_event
            .push(end.expect("a log holds fewer than u32::MAX events"));
    }

    fn push_event(&mut self, case: u32, event: &EventRow) {
        let columns = &mut self.log.events;
        if event.instance != 0 || !self.instances.is_empty() {
            self.instances.resize(columns.millis.len(), 0);
            self.instances.push(event.instance);
        }
        let finished = event.finished.map(|finished| finished.local_day());
        if finished.is_some() || !self.finished.is_empty() {
            self.finished.resize(columns.millis.len(), None);
            self.finished.push(finished);
        }
        columns.case.push(case);
        columns.activity.push(event.activity);
        columns.resource.push(event.resource);
        columns.group.push(event.group);
        columns.lifecycle.push(event.lifecycle);
        columns.millis.push(event.time.millis);
        columns.offset_minutes.push(event.time.offset_minutes);
        columns.due.push(event.due.map_or(NO_TIME, |due| due.millis));
        columns
            .planned
            .push(event.planned.map_or(NO_TIME, |planned| planned.millis));
        columns.line.push(event.line);
        let mut flags = 0;
        for (set, flag) in [
            // Midnights join at the end, when it is known whether they are the habit of the activity.
            (event.time.date_only, EventColumns::DATE_ONLY),
            (
                event.due.is_some_and(|due| is_date(&due)),
                EventColumns::DUE_DATE_ONLY,
            ),
            (
                event.planned.is_some_and(|planned| is_date(&planned)),
                EventColumns::PLANNED_DATE_ONLY,
            ),
            (!event.time.zone_known, EventColumns::ZONE_UNKNOWN),
            (
                finished.is_some_and(|finished| finished < event.time.local_day()),
                EventColumns::DONE_BEFORE,
            ),
        ] {
            if set {
                flags |= flag;
            }
        }
        columns.flags.push(flags);
    }

    /// The finished log, with the stamps that are only dates found out, and which events tell of one doing of a step.
    ///
    /// A stamp on local midnight is taken for a date where midnight is frequent in its activity: more than half of the
    /// stamps, or at least three and more than one in a hundred. (In a real log of building permits, activities are
    /// stamped now by a clock and now by hand; half of the midnights stand where the clock prevails.)
    #[must_use]
    pub fn finish(mut self) -> EventLog {
        let log = &mut self.log;
        // What a form writes where no office is named is none.
        let fillers: Vec<bool> = log.groups.iter().map(is_filler).collect();
        for group in &mut log.events.group {
            if fillers.get(*group as usize).is_some_and(|filler| *filler) {
                *group = NO_ENTRY;
            }
        }
        let mut counts = vec![(0_u64, 0_u64); log.activities.len()];
        let columns = &mut log.events;
        let at_midnight = |columns: &EventColumns, event: usize| {
            columns.flags[event] & EventColumns::DATE_ONLY != 0
                || (columns.millis[event] + i64::from(columns.offset_minutes[event]) * 60_000).rem_euclid(DAY)
                    == 0
        };
        for event in 0..columns.millis.len() {
            let count = &mut counts[columns.activity[event] as usize];
            count.0 += 1;
            count.1 += u64::from(at_midnight(columns, event));
        }
        log.activity_date_only = counts
            .iter()
            .map(|(all, midnights)| midnights * 2 > *all)
            .collect();
        // On a clock of minutes, one stamp in 1,440 falls on midnight by itself; one in a hundred is no chance.
        let habit =
            |(all, midnights): &(u64, u64)| midnights * 2 > *all || *midnights >= 3 && midnights * 100 > *all;
        let has_dates: Vec<bool> = counts.iter().map(habit).collect();
        for event in 0..columns.millis.len() {
            if has_dates[columns.activity[event] as usize] && at_midnight(columns, event) {
                columns.flags[event] |= EventColumns::DATE_ONLY;
            }
        }
        log.events.instance = lifecycle::instances(log, &self.instances);
        entered::mark_sittings(log);
        entered::mark_other_days(log, &self.finished);
        self.log
    }
}

/// Whether a due or planned moment means a day: people set due dates, not due midnights.
fn is_date(moment: &Timestamp) -> bool {
    moment.date_only || moment.local_clock() == 0
}
