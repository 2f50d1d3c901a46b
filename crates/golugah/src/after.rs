//! What began after a day: the records by which a remedy is measured.

use golugah_records::{EventLog, Release, Timestamp};

/// The share of a log's cases that must have had the time to end.
const RIPE: f64 = 0.9;

/// A day, the last one that does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(i64);

impl Day {
    /// Reads `YYYY-MM-DD`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        match Timestamp::parse(text) {
            Some(day) if day.date_only => Ok(Self(day.local_day())),
            _ => Err("expected a day as YYYY-MM-DD, for example 2026-03-21".to_owned()),
        }
    }

    /// Whether the contracting process began later: by the day its tender opened, else by that of the release. One
    /// without any date did not: nothing is known of it.
    pub(crate) fn admits(self, release: &Release<'_>) -> bool {
        let began = release.tender.period.start.or(release.date);
        began.is_some_and(|began| began.local_day() > self.0)
    }

    /// The cases of a log that began later and are ripe.
    ///
    /// What is still under way at the end of a log are its slow cases: counting only the quick ones that have ended
    /// would clear anybody. So a case counts only if nine in ten of all cases, beginning when it did, would have ended
    /// by the log's last event.
    pub(crate) fn ripe_cases(self, log: &EventLog) -> EventLog {
        let mut took: Vec<i64> = (0..log.case_count()).map(|case| log.took(case)).collect();
        took.sort_unstable();
        let at = (took.len() as f64 * RIPE) as usize;
        let usual = took
            .get(at.min(took.len().saturating_sub(1)))
            .copied()
            .unwrap_or(0);
        let last = log.events.millis.iter().copied().max().unwrap_or(0);
        log.with_cases(|case| {
            let began = log.began(case);
            began.local_day() > self.0 && began.millis <= last - usual
        })
    }
}

#[cfg(test)]
mod tests {
    use golugah_records::{CaseRow, EventLogBuilder, EventRow, NO_ENTRY, Period};

    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn a_day_is_a_day_and_nothing_else() {
        assert!(Day::parse("2026-03-21") > Day::parse("2026-03-20"));
        for text in ["", "2026", "2026-02-30", "2026-03-21T10:00:00Z", "1405-01-01x"] {
            assert!(Day::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_tender_counts_by_the_day_it_opened_where_it_is() {
        let after = Day::parse("2026-03-20").unwrap();
        let opened = |start: Option<&str>, released: Option<&str>| {
            let mut release = Release::default();
            release.tender.period = Period {
                start: start.map(at),
                end: None,
            };
            release.date = released.map(at);
            after.admits(&release)
        };
        assert!(
            opened(Some("2026-03-21T00:10:00+03:30"), None),
            "the 20th still in UTC"
        );
        assert!(!opened(
            Some("2026-03-20T23:50:00+03:30"),
            Some("2026-06-01T00:00:00Z")
        ));
        assert!(opened(None, Some("2026-06-01")));
        assert!(!opened(None, None));
    }

    #[test]
    fn what_cannot_have_ended_yet_is_left_for_later() {
        let mut builder = EventLogBuilder::new("permits");
        builder.log.activities.push("step");
        // Ten cases, one begun every month; each takes twenty days.
        for month in 1..=10 {
            let case = CaseRow {
                id: &month.to_string(),
                applicant: NO_ENTRY,
                responsible: NO_ENTRY,
                due: None,
                line: month,
            };
            let events = [1, 21].map(|day| EventRow {
                activity: 0,
                resource: NO_ENTRY,
                group: NO_ENTRY,
                lifecycle: golugah_records::EventColumns::NO_LIFECYCLE,
                instance: 0,
                time: at(&format!("2025-{month:02}-{day:02}T09:00:00Z")),
                due: None,
                planned: None,
                line: month,
            });
            builder.push_case(case, &events);
        }
        let log = builder.finish();
        let days = |after: &str| {
            let part = Day::parse(after).unwrap().ripe_cases(&log);
            let ids: Vec<String> = (0..part.case_count())
                .map(|case| part.case_id(case).to_owned())
                .collect();
            assert_eq!(part.event_count(), 2 * part.case_count());
            ids
        };
        assert_eq!(days("2024-01-01").len(), 10);
        assert_eq!(days("2025-07-31"), ["8", "9", "10"]);
        assert_eq!(days("2025-10-01"), [""; 0]);
    }
}
