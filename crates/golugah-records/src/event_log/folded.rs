use std::borrow::Cow;

use super::{CaseColumns, EventColumns, EventLog, NO_ENTRY, NO_TIME, lifecycle};

/// A case that still waits when the log ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenWait {
    /// The event that says what it waits for, and since when.
    pub event: usize,
    /// The number of its case in the [folded](EventLog::folded) log.
    pub case: usize,
    /// Whether it was handed to somebody, who is the event's officer where one is named.
    pub handed: bool,
}

impl EventLog {
    /// Whether several events may tell of one doing of a step.
    #[must_use]
    pub fn has_lifecycle(&self) -> bool {
        !self.events.instance.is_empty()
    }

    /// Finds the instances anew from the words of the life cycle alone: for a log that was kept without them.
    pub fn find_instances(&mut self) {
        self.events.instance = lifecycle::instances(self, &[]);
    }

    /// How many events belong to a doing that the log never completes.
    #[must_use]
    pub fn never_completed(&self) -> usize {
        let completes = &self.events.instance;
        completes.iter().filter(|event| **event == NO_ENTRY).count()
    }

    /// The log of what was done: one event per instance of a step, the one that completes it, with what the others say
    /// of when it could be done and when it began. A log without life cycles is that already.
    ///
    /// Events that no completion follows stay out, and with them cases that have no other. An instance was due and
    /// planned for when any of its events says so, its completion before the others. What was due of a whole case is
    /// laid on the last completion.
    #[must_use]
    pub fn folded(&self) -> Cow<'_, Self> {
        if !self.has_lifecycle() {
            return Cow::Borrowed(self);
        }
        let completes = |event: usize| self.events.instance[event] as usize == event;
        let kept: Vec<usize> = (0..self.event_count())
            .filter(|event| completes(*event))
            .collect();
        let mut cases = CaseColumns {
            first_event: vec![0],
            ..CaseColumns::default()
        };
        let mut number = Vec::with_capacity(kept.len());
        for case in 0..self.case_count() {
            let before = number.len();
            let done = self.events_of(case).filter(|event| completes(*event)).count();
            if done == 0 {
                continue;
            }
            number.resize(before + done, cases.ids.push(self.case_id(case)));
            cases.applicant.push(self.cases.applicant[case]);
            cases.responsible.push(self.cases.responsible[case]);
            cases.due.push(self.cases.due[case]);
            cases.opened.push(self.cases.opened[case]);
            cases.closed.push(self.cases.closed[case]);
            cases.line.push(self.cases.line[case]);
            cases
                .first_event
                .push(u32::try_from(number.len()).unwrap_or(NO_ENTRY));
        }
        let mut log = self.with_events(cases, number, &kept);
        log.events.instance = Vec::new();
        log.events.enabled = vec![NO_TIME; kept.len()];
        log.events.started = vec![NO_TIME; kept.len()];
        log.events.handed = vec![NO_TIME; kept.len()];
        log.events.holder = vec![NO_ENTRY; kept.len()];
        self.lay_on(&mut log, &kept);
        Cow::Owned(log)
    }

    /// When each case of the [folded](EventLog::folded) log began: its first event, be that a doing of its step or not.
    #[must_use]
    pub fn begun(&self) -> Vec<i64> {
        let is_done = |event: usize| {
            let completes = self.events.instance.get(event);
            completes.is_none_or(|completes| *completes as usize == event)
        };
        (0..self.case_count())
            .map(|case| self.events_of(case))
            .filter(|events| events.clone().any(is_done))
            .map(|events| self.events.millis[events.start])
            .collect()
    }

    /// Whether the event has this word of the life cycle.
    fn says(&self, event: usize, word: &str) -> bool {
        let found = self.lifecycles.get(u32::from(self.events.lifecycle[event]));
        found.is_some_and(|found| found.eq_ignore_ascii_case(word))
    }

    /// The cases that wait at the end of the log for a step that could be done or was handed to somebody: their last event says
    /// so, and nothing follows. In the order of the cases.
    #[must_use]
    pub fn open_waits(&self) -> Vec<OpenWait> {
        if !self.has_lifecycle() {
            return Vec::new();
        }
        let mut open = Vec::new();
        let mut folded = 0;
        for case in 0..self.case_count() {
            let events = self.events_of(case);
            let completes = |event: usize| self.events.instance[event] as usize == event;
            if !events.clone().any(completes) {
                continue;
            }
            let last = events.end - 1;
            let handed = self.says(last, "assign") || self.says(last, "reassign");
            if self.events.instance[last] == NO_ENTRY && (handed || self.says(last, "schedule")) {
                open.push(OpenWait {
                    event: last,
                    case: folded,
                    handed,
                });
            }
            folded += 1;
        }
        open
    }

    /// The events that say of a step that it was passed over: nobody did it, and nobody had to. In order.
    #[must_use]
    pub fn passed_over(&self) -> Vec<usize> {
        if !self.has_lifecycle() {
            return Vec::new();
        }
        let known = |event: &usize| self.events.instance[*event] == NO_ENTRY;
        let said = |event: &usize| self.says(*event, "manualskip") || self.says(*event, "autoskip");
        (0..self.event_count())
            .filter(|event| known(event) && said(event))
            .collect()
    }

    /// Lays what the other events of an instance say on its completion.
    fn lay_on(&self, log: &mut Self, kept: &[usize]) {
        let mut row_of = vec![NO_ENTRY; self.event_count()];
        for (row, event) in (0..).zip(kept) {
            row_of[*event] = row;
        }
        for case in 0..self.case_count() {
            let mut last = None;
            for event in self.events_of(case) {
                let Some(row) = row_of.get(self.events.instance[event] as usize) else {
                    continue;
                };
                let row = *row as usize;
                last = last.max(Some(row));
                let columns = &mut log.events;
                let time = self.events.millis[event];
                let dated = self.has(event, EventColumns::DATE_ONLY);
                if self.says(event, "start") && columns.started[row] == NO_TIME {
                    columns.started[row] = time;
                    columns.flags[row] |= if dated { EventColumns::STARTED_DATE_ONLY } else { 0 };
                }
                // Whose it is, is known when it can be done, where nothing is said of that by itself.
                let assigned = self.says(event, "assign");
                if (self.says(event, "schedule") || assigned) && columns.enabled[row] == NO_TIME {
                    columns.enabled[row] = time;
                    columns.flags[row] |= if dated { EventColumns::ENABLED_DATE_ONLY } else { 0 };
                }
                // Once begun it lies with whoever began it.
                if (assigned || self.says(event, "reassign")) && columns.started[row] == NO_TIME {
                    columns.handed[row] = time;
                    columns.holder[row] = self.events.resource[event];
                    columns.flags[row] &= !EventColumns::HANDED_DATE_ONLY;
                    columns.flags[row] |= if dated { EventColumns::HANDED_DATE_ONLY } else { 0 };
                }
                let of_case = self.has(event, EventColumns::DUE_OF_CASE);
                if columns.due[row] == NO_TIME && !of_case {
                    columns.due[row] = self.events.due[event];
                    columns.flags[row] |= self.events.flags[event] & EventColumns::DUE_DATE_ONLY;
                }
                if columns.planned[row] == NO_TIME {
                    columns.planned[row] = self.events.planned[event];
                    columns.flags[row] |= self.events.flags[event] & EventColumns::PLANNED_DATE_ONLY;
                }
            }
            let due = self.events_of(case).end - 1;
            if let Some(row) = last
                && self.has(due, EventColumns::DUE_OF_CASE)
                && log.events.due[row] == NO_TIME
            {
                log.events.due[row] = self.events.due[due];
                let laid = EventColumns::DUE_OF_CASE | EventColumns::DUE_DATE_ONLY;
                log.events.flags[row] |= self.events.flags[due] & laid;
            }
        }
    }

    /// The log with these cases and the events in these rows; `case` has the new case of each row.
    pub(super) fn with_events(&self, cases: CaseColumns, case: Vec<u32>, rows: &[usize]) -> Self {
        let events = &self.events;
        Self {
            name: self.name.clone(),
            flattened: self.flattened.clone(),
            activities: self.activities.clone(),
            resources: self.resources.clone(),
            groups: self.groups.clone(),
            lifecycles: self.lifecycles.clone(),
            applicants: self.applicants.clone(),
            cases,
            events: EventColumns {
                case,
                activity: of(&events.activity, rows),
                resource: of(&events.resource, rows),
                group: of(&events.group, rows),
                lifecycle: of(&events.lifecycle, rows),
                millis: of(&events.millis, rows),
                offset_minutes: of(&events.offset_minutes, rows),
                due: of(&events.due, rows),
                planned: of(&events.planned, rows),
                flags: of(&events.flags, rows),
                line: of(&events.line, rows),
                instance: self.instances_of(rows),
                enabled: of(&events.enabled, rows),
                started: of(&events.started, rows),
                handed: of(&events.handed, rows),
                holder: of(&events.holder, rows),
            },
            activity_date_only: self.activity_date_only.clone(),
            // Gaps in the running numbers do no harm: only their order is asked for.
            file_order: of(&self.file_order, rows),
        }
    }

    /// The column of instances for these rows, by their new numbers.
    fn instances_of(&self, rows: &[usize]) -> Vec<u32> {
        if !self.has_lifecycle() {
            return Vec::new();
        }
        let mut new = vec![NO_ENTRY; self.event_count()];
        for (row, event) in (0..).zip(rows) {
            new[*event] = row;
        }
        let number = |row: &usize| new.get(self.events.instance[*row] as usize).copied();
        rows.iter().map(|row| number(row).unwrap_or(NO_ENTRY)).collect()
    }
}

/// The rows of a column; nothing of a column that the log does not have.
pub(super) fn of<T: Copy>(column: &[T], rows: &[usize]) -> Vec<T> {
    if column.is_empty() {
        return Vec::new();
    }
    rows.iter().map(|row| column[*row]).collect()
}
