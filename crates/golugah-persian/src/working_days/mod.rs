//! Working days: which days of the Iranian calendar count, and which do not and why.
//!
//! Days are `YYYY-MM-DD` texts outside and whole days since 1970 inside. Rest days and holidays are dated rows, not
//! rules in code: lunar holidays are announced year by year, and a closure for heat or cold may come overnight. The rows
//! compiled in end with the year 1406; what lies beyond is counted by the week alone, and the answer says so.

use icu_calendar::{Date, Iso, types::RataDie};

/// The holidays known when the program was built: day, whether only estimated from the moon, name in both languages.
/// Made from the `holidays` package for Python, release 0.109 (MIT). They are a beginning, not the truth: a county's own
/// rows come on top, see [`WorkingCalendar::with_closures`].
const HOLIDAYS: &str = include_str!("holidays.csv");

/// The day 1970-01-01, as the calendar library counts days.
const EPOCH: i64 = 719_163;

/// How far a due date is looked for; so many days hold 1,000 working days many times over.
const MOST_DAYS: i64 = 20_000;

/// Why a day does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Friday, the day of rest.
    Friday,
    /// Thursday, on which offices are closed.
    Thursday,
    /// A holiday.
    Holiday(Holiday),
}

/// A day off, by law or by an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Its name in Persian.
    pub fa: String,
    /// Its name in English.
    pub en: String,
    /// Whether the day was reckoned from the moon and may still be announced a day earlier or later.
    pub estimated: bool,
}

/// A due date that explains itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day from which was counted; it does not count itself.
    pub from: String,
    /// How many working days were counted.
    pub working_days: u32,
    /// The last day on which the thing is in time.
    pub day: String,
    /// Thursdays and Fridays passed over.
    pub weekends: u32,
    /// Holidays passed over that were neither Thursday nor Friday.
    pub holidays: Vec<Holiday>,
    /// Whether the counting went past the last year whose holidays are known.
    pub beyond_known: bool,
}

/// The calendar by which a county counts working days.
#[derive(Clone, Debug)]
pub struct WorkingCalendar {
    /// Sorted by day.
    holidays: Vec<(i64, Holiday)>,
    thursdays_work: bool,
    known_until: i64,
}

impl Default for WorkingCalendar {
    fn default() -> Self {
        Self::iran()
    }
}

impl WorkingCalendar {
    /// The calendar of Iranian offices, closed on Thursdays and Fridays, with the holidays known at build time.
    pub fn iran() -> Self {
        let mut holidays: Vec<_> = HOLIDAYS.lines().skip(1).filter_map(row).collect();
        holidays.sort_by_key(|(day, _)| *day);
        Self {
            known_until: holidays.last().map_or(0, |(day, _)| *day),
            holidays,
            thursdays_work: false,
        }
    }

    /// The same calendar with this county's own days off: a closure, or an announced day in place of an estimated one.
    /// A text that is no day is left out.
    #[must_use]
    pub fn with_closures(mut self, closures: impl IntoIterator<Item = Holiday>) -> Self {
        let further = closures
            .into_iter()
            .filter_map(|closure| Some((days(&closure.day)?, closure)));
        self.holidays.extend(further);
        self.holidays.sort_by_key(|(day, _)| *day);
        self
    }

    /// The same calendar for service units, which work on Thursdays.
    #[must_use]
    pub fn with_thursdays(mut self) -> Self {
        self.thursdays_work = true;
        self
    }

    /// Why a day does not count; `None` where it does. A text that is no day counts.
    pub fn rest(&self, day: &str) -> Option<Rest> {
        days(day).and_then(|day| self.rest_of(day))
    }

    fn rest_of(&self, day: i64) -> Option<Rest> {
        // 1970-01-01 was a Thursday.
        match day.rem_euclid(7) {
            1 => return Some(Rest::Friday),
            0 if !self.thursdays_work => return Some(Rest::Thursday),
            _ => {}
        }
        let place = self.holidays.partition_point(|(holiday, _)| *holiday < day);
        match self.holidays.get(place) {
            Some((holiday, named)) if *holiday == day => Some(Rest::Holiday(named.clone())),
            _ => None,
        }
    }

    /// The day that is so many working days after `from`, and why it is that day. `None` where `from` is no day.
    pub fn due(&self, from: &str, working_days: u32) -> Option<Due> {
        let start = days(from)?;
        let mut due = Due {
            from: from.to_owned(),
            working_days,
            day: from.to_owned(),
            weekends: 0,
            holidays: Vec::new(),
            beyond_known: false,
        };
        let (mut day, mut counted) = (start, 0);
        while counted < working_days && day - start < MOST_DAYS {
            day += 1;
            match self.rest_of(day) {
                None => counted += 1,
                Some(Rest::Friday | Rest::Thursday) => due.weekends += 1,
                Some(Rest::Holiday(holiday)) => due.holidays.push(holiday),
            }
        }
        due.day = text(day);
        due.beyond_known = day > self.known_until;
        Some(due)
    }

    /// How many working days lie after `from` up to and with `to`; 0 where `to` is not later or either is no day.
    pub fn working_days_between(&self, from: &str, to: &str) -> u32 {
        let (Some(from), Some(to)) = (days(from), days(to)) else {
            return 0;
        };
        let last = to.min(from + MOST_DAYS);
        let counted = (from + 1..=last)
            .filter(|day| self.rest_of(*day).is_none())
            .count();
        u32::try_from(counted).unwrap_or(u32::MAX)
    }
}

/// How many calendar days lie from one day to another; negative where the second is earlier, `None` for no days.
pub fn days_between(from: &str, to: &str) -> Option<i64> {
    Some(days(to)? - days(from)?)
}

/// The day so many calendar days later, or earlier for a negative number.
pub fn plus_days(day: &str, more: i64) -> Option<String> {
    Some(text(days(day)? + more))
}

/// The day of the week, Saturday 0 to Friday 6, as the Iranian week is counted.
pub fn weekday(day: &str) -> Option<u8> {
    u8::try_from((days(day)? + 5).rem_euclid(7)).ok()
}

fn row(line: &str) -> Option<(i64, Holiday)> {
    let mut fields = line.splitn(4, ',');
    let (day, estimated, fa, en) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let holiday = Holiday {
        day: day.to_owned(),
        fa: fa.to_owned(),
        en: en.to_owned(),
        estimated: estimated == "yes",
    };
    Some((days(day)?, holiday))
}

fn days(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let date = Date::try_new_iso(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(date.to_rata_die().to_i64_date() - EPOCH)
}

fn text(days: i64) -> String {
    let date = Date::from_rata_die(RataDie::new(days + EPOCH), Iso);
    let (year, month, day) = (
        date.year().extended_year(),
        date.month().ordinal,
        date.day_of_month().0,
    );
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn due_days_are_those_that_another_program_counted() {
        let calendar = WorkingCalendar::iran();
        let rows = include_str!("../../tests/due_days.csv");
        for row in rows.lines().skip(1) {
            let fields: Vec<_> = row.split(',').collect();
            let count = fields[1].parse().unwrap();
            let due = calendar.due(fields[0], count).unwrap();
            assert_eq!(due.day, fields[2], "{row}");
            assert_eq!(
                calendar.working_days_between(fields[0], fields[2]),
                count,
                "{row}"
            );
            let passed = i64::from(count + due.weekends) + due.holidays.len() as i64;
            assert_eq!(days_between(fields[0], fields[2]), Some(passed), "{row}");
        }
        assert_eq!(rows.lines().count(), 401);
    }

    #[test]
    fn a_due_date_says_which_days_it_passed_over() {
        // Three working days from Sunday 26 Esfand 1403: Monday and Tuesday count, then Nowruz lies in between.
        let due = WorkingCalendar::iran().due("2025-03-16", 3).unwrap();
        assert_eq!(due.day, "2025-03-25");
        assert_eq!(due.weekends, 2, "Thursday 20 and Friday 21 March");
        let names: Vec<_> = due.holidays.iter().map(|holiday| holiday.fa.as_str()).collect();
        assert_eq!(
            names[1..],
            ["شهادت حضرت علی (ع) و عید نوروز", "عید نوروز", "عید نوروز"]
        );
        assert_eq!(due.holidays[0].day, "2025-03-19");
        assert!(!due.beyond_known);
    }

    #[test]
    fn a_closure_moves_a_due_date_and_thursdays_may_count() {
        let calendar = WorkingCalendar::iran();
        assert_eq!(calendar.due("2026-11-22", 1).unwrap().day, "2026-11-23");
        let closure = Holiday {
            day: "2026-11-23".to_owned(),
            fa: "آلودگی هوا".to_owned(),
            en: "Air pollution".to_owned(),
            estimated: false,
        };
        let closed = calendar.clone().with_closures([closure]);
        assert_eq!(closed.due("2026-11-22", 1).unwrap().day, "2026-11-24");
        assert_eq!(calendar.rest("2026-11-26"), Some(Rest::Thursday));
        assert_eq!(calendar.with_thursdays().rest("2026-11-26"), None);
    }

    #[test]
    fn what_is_not_known_is_said_and_what_is_no_day_is_refused() {
        let calendar = WorkingCalendar::iran();
        assert!(calendar.due("2028-03-20", 5).unwrap().beyond_known);
        assert_eq!(calendar.due("1405/09/03", 5), None);
        assert_eq!(calendar.due("2026-02-30", 5), None);
        assert_eq!(weekday("2026-11-24"), Some(3), "a Tuesday");
        assert_eq!(plus_days("2026-02-28", 1).as_deref(), Some("2026-03-01"));
    }
}
