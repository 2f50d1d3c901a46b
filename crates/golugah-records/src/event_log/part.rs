use super::{CaseColumns, EventColumns, EventLog, StringPool};

impl EventLog {
    /// The log with these cases alone, in their order; names keep their numbers, and every event its line.
    #[must_use]
    pub fn with_cases(&self, keep: impl Fn(usize) -> bool) -> Self {
        let kept: Vec<usize> = (0..self.case_count()).filter(|case| keep(*case)).collect();
        let mut first_event = vec![0];
        let mut rows: Vec<usize> = Vec::new();
        let mut number = Vec::new();
        for (case, new) in kept.iter().zip(0..) {
            rows.extend(self.events_of(*case));
            number.resize(rows.len(), new);
            first_event.push(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        }
        let mut ids = StringPool::default();
        for case in &kept {
            ids.push(self.case_id(*case));
        }
        Self {
            name: self.name.clone(),
            activities: self.activities.clone(),
            resources: self.resources.clone(),
            groups: self.groups.clone(),
            lifecycles: self.lifecycles.clone(),
            applicants: self.applicants.clone(),
            cases: CaseColumns {
                ids,
                applicant: of(&self.cases.applicant, &kept),
                responsible: of(&self.cases.responsible, &kept),
                first_event,
                due: of(&self.cases.due, &kept),
                line: of(&self.cases.line, &kept),
            },
            events: EventColumns {
                case: number,
                activity: of(&self.events.activity, &rows),
                resource: of(&self.events.resource, &rows),
                group: of(&self.events.group, &rows),
                lifecycle: of(&self.events.lifecycle, &rows),
                millis: of(&self.events.millis, &rows),
                offset_minutes: of(&self.events.offset_minutes, &rows),
                due: of(&self.events.due, &rows),
                planned: of(&self.events.planned, &rows),
                flags: of(&self.events.flags, &rows),
                line: of(&self.events.line, &rows),
            },
            activity_date_only: self.activity_date_only.clone(),
            // Gaps in the running numbers do no harm: only their order is asked for.
            file_order: if self.file_order.is_empty() {
                Vec::new()
            } else {
                of(&self.file_order, &rows)
            },
        }
    }

    /// When the case began, its first event.
    #[must_use]
    pub fn began(&self, case: usize) -> crate::Timestamp {
        self.time(self.events_of(case).start)
    }

    /// How long the case took from its first event to its last, in milliseconds.
    #[must_use]
    pub fn took(&self, case: usize) -> i64 {
        let events = self.events_of(case);
        self.events.millis[events.end - 1] - self.events.millis[events.start]
    }
}

fn of<T: Copy>(column: &[T], rows: &[usize]) -> Vec<T> {
    rows.iter().map(|row| column[*row]).collect()
}
