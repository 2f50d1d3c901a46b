use super::folded::of;
use super::{CaseColumns, EventLog, StringPool};

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
        let cases = CaseColumns {
            ids,
            applicant: of(&self.cases.applicant, &kept),
            responsible: of(&self.cases.responsible, &kept),
            first_event,
            due: of(&self.cases.due, &kept),
            opened: of(&self.cases.opened, &kept),
            closed: of(&self.cases.closed, &kept),
            line: of(&self.cases.line, &kept),
        };
        self.with_events(cases, number, &rows)
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
