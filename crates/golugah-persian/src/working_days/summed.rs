use std::ops::RangeInclusive;

use super::{WorkingCalendar, days_of_years};

/// The Jalali years over which days of rest are summed up: of any other day each is looked at.
const YEARS: RangeInclusive<i32> = 1395..=1420;

/// From how many days on a span is worth it.
const LONG: i64 = 120;

/// Days of rest summed up from a day on.
#[derive(Clone, Debug)]
pub(super) struct Summed {
    first: i64,
    /// How many there are before each day.
    before: Vec<u32>,
}

impl Summed {
    fn of(calendar: &WorkingCalendar) -> Option<Self> {
        let days = days_of_years(&YEARS)?;
        let mut before = vec![0];
        let mut many = 0;
        for day in days.clone() {
            many += u32::from(calendar.rests(day));
            before.push(many);
        }
        let first = *days.start();
        Some(Self { first, before })
    }

    /// How many lie from one day to another; `None` where one is outside.
    fn between(&self, first: i64, last: i64) -> Option<i64> {
        let before = |day: i64| self.before.get(usize::try_from(day - self.first).ok()?).copied();
        Some(i64::from(before(last + 1)?) - i64::from(before(first)?))
    }
}

impl WorkingCalendar {
    /// How many days of rest lie from one day to another, both counted.
    pub(super) fn resting(&self, first: i64, last: i64) -> i64 {
        let each = || (first..=last).filter(|day| self.rests(*day)).count();
        let summed = || {
            let empty = || Summed {
                first,
                before: Vec::new(),
            };
            let summed = self.summed.get_or_init(|| Summed::of(self).unwrap_or_else(empty));
            summed.between(first, last)
        };
        let long = last - first >= LONG;
        let summed = if long { summed() } else { None };
        summed.unwrap_or_else(|| i64::try_from(each()).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::days::text;
    use crate::{Holiday, HolidayKind};

    /// Spans of every length from within the years, across their edges and outside, against the look at each day.
    #[test]
    fn long_spans_are_counted_as_day_by_day() {
        let plain = WorkingCalendar::iran();
        let closed = |day: &str| Holiday {
            day: day.to_owned(),
            kind: HolidayKind::Closure,
            fa: "برف".to_owned(),
            en: String::new(),
        };
        let days = days_of_years(&YEARS).unwrap();
        let (first, last) = (*days.start(), *days.end());
        // Asked first, so that what was summed up must be given up where the calendar changes.
        assert!(plain.resting(first, last) > 2_000);
        let changed = plain
            .clone()
            .with_holidays([closed("2026-12-01"), closed("2027-01-04")]);
        assert_eq!(changed.resting(first, last), plain.resting(first, last) + 2);
        let service = plain.clone().for_service_units();
        for calendar in [&plain, &changed, &service] {
            for begin in [first - 400, first - 1, first, first + 777, last - 500, last - 119] {
                for length in [0, 1, 118, 119, 120, 121, 366, 3_653] {
                    let (from, to) = (begin, begin + length);
                    let each = (from..=to).filter(|day| calendar.rests(*day)).count();
                    assert_eq!(
                        calendar.resting(from, to),
                        i64::try_from(each).unwrap(),
                        "{} {length}",
                        text(from)
                    );
                }
            }
        }
    }
}
