use super::{Holiday, Rest, Workday, WorkingCalendar};
use crate::days::{days, text};

/// How far a due date is looked for: more than fifty years.
const MOST_DAYS: i64 = 20_000;

/// A due date that explains itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day from which was counted, `YYYY-MM-DD`; it does not count itself.
    pub from: String,
    /// How many working days were counted.
    pub working_days: u32,
    /// The last day on which the thing is in time, `YYYY-MM-DD`.
    pub day: String,
    /// The days passed over, the first first.
    pub skipped: Vec<DayOff>,
    /// How many of them were weekly days of rest.
    pub weekends: u32,
    /// The holidays and closures on the others: what people do not know by heart.
    pub holidays: Vec<Holiday>,
    /// Whether a day was counted whose holidays are not known; the due date may then be later.
    pub beyond_known: bool,
    /// Whether an estimated holiday lies so near that its announcement can move the due date by a day.
    pub may_move: bool,
}

/// A day that does not count, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOff {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// At least one: a weekly day of rest first, then holidays, then closures.
    pub reasons: Vec<Rest>,
}

/// How late something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// Working days after the due date up to today; 0 for what is in time.
    pub working_days: i64,
    /// Calendar days after the due date up to today; 0 for what is in time.
    pub calendar_days: i64,
}

impl WorkingCalendar {
    /// The day that is so many working days after `from`, and why it is that day.
    ///
    /// Days beyond the known years are counted by what is known of them, and the answer says so. `None` where `from` is
    /// no day, or where so many working days reach further than fifty years or past the year 9999.
    pub fn due(&self, from: &str, working_days: u32) -> Option<Due> {
        let start = days(from)?;
        let (mut day, mut counted) = (start, 0);
        let (mut skipped, mut weekends, mut holidays) = (Vec::new(), 0, Vec::new());
        let mut beyond_known = false;
        while counted < working_days {
            day += 1;
            if day - start > MOST_DAYS {
                return None;
            }
            match self.workday_of(day) {
                Workday::Works => counted += 1,
                Workday::Unknown => {
                    counted += 1;
                    beyond_known = true;
                }
                Workday::Rests(reasons) => {
                    if let Some(Rest::Weekly(_)) = reasons.first() {
                        weekends += 1;
                    } else {
                        holidays.extend(reasons.iter().filter_map(Rest::holiday).cloned());
                    }
                    let day = text(day);
                    skipped.push(DayOff { day, reasons });
                }
            }
        }
        Some(Due {
            from: from.to_owned(),
            working_days,
            day: Some(text(day)).filter(|day| days(day).is_some())?,
            skipped,
            weekends,
            holidays,
            beyond_known,
            may_move: counted > 0 && self.estimates_within(start, day + 1),
        })
    }

    /// How many working days lie after `from` up to and with `to`; as many below zero where `to` is the earlier one.
    /// Unknown days are counted as in [`Self::due`]. 0 where either is no day.
    pub fn working_days_between(&self, from: &str, to: &str) -> i64 {
        let (Some(from), Some(to)) = (days(from), days(to)) else {
            return 0;
        };
        let (first, last) = (from.min(to) + 1, from.max(to));
        (last - first + 1 - self.resting(first, last)) * (to - from).signum()
    }

    /// How late today is something that was due on `due`. `None` where either is no day.
    pub fn late_by(&self, due: &str, today: &str) -> Option<Late> {
        let calendar_days = days(today)? - days(due)?;
        Some(Late {
            working_days: self.working_days_between(due, today).max(0),
            calendar_days: calendar_days.max(0),
        })
    }
}
