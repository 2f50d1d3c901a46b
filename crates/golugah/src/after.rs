//! What began in a window of days: the records by which a remedy is measured.

use golugah_persian::{JalaliDate, plus_days};
use golugah_records::{EventLog, Release, Timestamp};
use serde::{Deserialize, Serialize};

use crate::arguments::Measuring;
use crate::failure::Failure;

/// The share of a log's cases that must have had the time to end.
const RIPE: f64 = 0.9;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Day(pub(crate) i64);

impl Day {
    /// Reads a day of either calendar, such as `1405-01-01`, `۱۴۰۵/۰۱/۰۱` and `2026-03-21`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let written = JalaliDate::from_typed(text).ok().and_then(JalaliDate::to_rfc3339);
        match Timestamp::parse(written.as_deref().unwrap_or_default()) {
            Some(day) if day.date_only => Ok(Self(day.local_day())),
            _ => Err("expected a day such as 1405-01-01 or 2026-03-21".to_owned()),
        }
    }

    /// As `YYYY-MM-DD`; none of a day that no text can hold.
    pub(crate) fn text(self) -> Option<String> {
        plus_days("1970-01-01", self.0)
    }
}

/// Days on which something must have begun to count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Window {
    /// The last day that does not count yet.
    pub(crate) after: Option<Day>,
    /// The last day that counts.
    pub(crate) until: Option<Day>,
}

/// The day a contracting process began: that on which its tender opened, else that of the release. Of one without any date nothing is
/// known.
pub(crate) fn began(release: &Release<'_>) -> Option<Day> {
    let began = release.tender.period.start.or(release.date);
    began.map(|began| Day(began.local_day()))
}

impl From<&Measuring> for Window {
    fn from(measuring: &Measuring) -> Self {
        Self {
            after: measuring.after,
            until: measuring.until,
        }
    }
}

impl Window {
    /// The window that is asked for.
    ///
    /// # Errors
    /// Where it holds no day, for then nothing would be measured in silence.
    pub(crate) fn of(measuring: &Measuring) -> Result<Self, Failure> {
        let window = Self::from(measuring);
        match (window.after, window.until) {
            (Some(after), Some(until)) if after >= until => Err(Failure::CouldNotRun(format!(
                "--after {} --until {}: no day lies after the first and not after the second; give the earlier day to --after",
                after.text().unwrap_or_default(),
                until.text().unwrap_or_default()
            ))),
            _ => Ok(window),
        }
    }

    /// Whether every day counts.
    pub(crate) fn is_open(self) -> bool {
        self == Self::default()
    }

    /// Whether this day counts; what has none does not where any day does not.
    pub(crate) fn admits(self, began: Option<Day>) -> bool {
        match began {
            Some(day) => {
                self.after.is_none_or(|after| day > after) && self.until.is_none_or(|until| day <= until)
            }
            None => self.is_open(),
        }
    }

    /// The cases of a log that began in it and are ripe.
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
            self.admits(Some(Day(began.local_day()))) && began.millis <= last - usual
        })
    }
}

/// The first and the last day on which anything that was counted began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Span(Option<(Day, Day)>);

impl Span {
    /// Takes in a day.
    pub(crate) fn take(&mut self, day: Day) {
        self.join(Self(Some((day, day))));
    }

    /// Takes in another span.
    pub(crate) fn join(&mut self, other: Self) {
        self.0 = match (self.0, other.0) {
            (Some(mine), Some(theirs)) => Some((mine.0.min(theirs.0), mine.1.max(theirs.1))),
            (mine, theirs) => mine.or(theirs),
        };
    }

    /// Its last day.
    pub(crate) fn last(self) -> Option<Day> {
        self.0.map(|span| span.1)
    }

    /// How many days it is long, the last one included.
    pub(crate) fn days(self) -> Option<i64> {
        self.0.map(|(first, last)| last.0 - first.0 + 1)
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
        for jalali in ["1405-01-01", "1405/1/1", "۱۴۰۵/۰۱/۰۱"] {
            assert_eq!(Day::parse(jalali), Day::parse("2026-03-21"), "{jalali}");
        }
        for text in [
            "",
            "2026",
            "2026-02-30",
            "1405-13-01",
            "05/01/01",
            "2026-03-21T10:00:00Z",
        ] {
            assert!(Day::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_window_without_a_day_is_refused() {
        let measuring = |after: &str, until: &str| Measuring {
            after: Day::parse(after).ok(),
            until: Day::parse(until).ok(),
            ..Measuring::default()
        };
        assert!(Window::of(&measuring("2026-01-01", "2026-01-02")).is_ok());
        for until in ["2026-01-01", "2025-12-31"] {
            let refused = Window::of(&measuring("2026-01-01", until))
                .unwrap_err()
                .to_string();
            assert!(refused.contains("--after 2026-01-01 --until"), "{refused}");
        }
    }

    #[test]
    fn a_span_takes_in_days_and_spans() {
        let mut span = Span::default();
        assert_eq!((span.days(), span.last()), (None, None));
        for day in ["2026-03-20", "2025-03-21", "2025-06-01"] {
            span.take(Day::parse(day).unwrap());
        }
        span.join(Span::default());
        assert_eq!(span.days(), Some(365));
        assert_eq!(span.last().unwrap().text().as_deref(), Some("2026-03-20"));
    }

    #[test]
    fn a_tender_counts_by_the_day_it_opened_where_it_is() {
        let window = Window {
            after: Some(Day::parse("2026-03-20").unwrap()),
            until: Some(Day::parse("2026-06-30").unwrap()),
        };
        let opened = |start: Option<&str>, released: Option<&str>| {
            let mut release = Release::default();
            release.tender.period = Period {
                start: start.map(at),
                end: None,
            };
            release.date = released.map(at);
            assert!(
                Window::default().admits(began(&release)),
                "where every day counts, all do"
            );
            window.admits(began(&release))
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
        assert!(opened(None, Some("2026-06-30")) && !opened(None, Some("2026-07-01")));
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
                opened: None,
                closed: None,
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
                finished: None,
                line: month,
            });
            builder.push_case(case, &events);
        }
        let log = builder.finish();
        let days = |after: &str| {
            let window = Window {
                after: Day::parse(after).ok(),
                until: None,
            };
            let part = window.ripe_cases(&log);
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
