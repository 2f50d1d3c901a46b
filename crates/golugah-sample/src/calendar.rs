//! The county's calendar: three Persian years, 1402 to 1404, its working week and its seasons.
//!
//! Time is counted in seconds of local time since the first midnight of 1402 (2023-03-21T00:00:00+03:30).

use crate::chance::{Chance, running};

/// Seconds of a day.
pub(crate) const DAY: i64 = 86_400;
/// Days of 1402, 1403 (a leap year) and 1404 together.
pub(crate) const DAYS: i64 = 1_096;
/// The first and the last day, as dates.
pub(crate) const FROM: &str = "2023-03-21";
/// The last day of 1404.
pub(crate) const TO: &str = "2026-03-20";
/// Days from 1970-01-01 to 2023-03-21.
const EPOCH: i64 = 19_437;

/// The Persian year (0 for 1402) and the day of that year, from 0.
fn day_of_year(day: i64) -> (i64, i64) {
    match day {
        ..365 => (0, day),
        365..731 => (1, day - 365),
        731..1_096 => (2, day - 731),
        _ => (3, day - 1_096),
    }
}

/// The month of a day of the Persian year, from 0.
fn month(day_of_year: i64) -> usize {
    if day_of_year < 186 {
        (day_of_year / 31) as usize
    } else {
        (6 + (day_of_year - 186) / 30).min(11) as usize
    }
}

/// The month of a day since the start, from 0 to 35 and beyond.
pub(crate) fn month_since_start(day: i64) -> usize {
    let (year, of_year) = day_of_year(day);
    year as usize * 12 + month(of_year)
}

/// Persian year of a day, 1402 and on.
pub(crate) fn year(day: i64) -> i64 {
    1_402 + day_of_year(day).0
}

/// Days from Saturday: 0 is Saturday, 5 Thursday, 6 Friday. 2023-03-21 was a Tuesday.
pub(crate) fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

/// Whether offices are closed: Friday, the first days and the thirteenth of the year, and a few fixed holidays.
pub(crate) fn is_closed(day: i64) -> bool {
    let (_, of_year) = day_of_year(day);
    weekday(day) == 6 || matches!(of_year, 0..=3 | 11 | 12 | 75 | 76 | 327)
}

/// The same day if offices are open, else the next on which they are.
pub(crate) fn open_from(mut day: i64) -> i64 {
    while is_closed(day) {
        day += 1;
    }
    day
}

/// A moment of office hours on an open day; Thursday closes early.
pub(crate) fn office_hour(chance: &mut Chance, day: i64) -> i64 {
    let close = if weekday(day) == 5 {
        12 * 60 + 15
    } else {
        14 * 60 + 30
    };
    day * DAY + chance.between(7 * 60 + 30, close) * 60 + chance.between(0, 59)
}

/// Running weights of days on which things begin: a lull at Nowruz, a rush in Esfand, half of Thursday.
pub(crate) fn season(rush: f64) -> Vec<f64> {
    const MONTHS: [f64; 12] = [0.55, 0.9, 1.0, 1.0, 1.0, 1.05, 1.05, 1.05, 1.1, 1.1, 1.25, 1.7];
    running((0..DAYS).map(|day| {
        if is_closed(day) {
            return 0.0;
        }
        let of_year = day_of_year(day).1;
        let nowruz = if of_year < 14 { 0.25 } else { 1.0 };
        let thursday = if weekday(day) == 5 { 0.45 } else { 1.0 };
        nowruz * thursday * (1.0 + (MONTHS[month(of_year)] - 1.0) * rush)
    }))
}

/// `2024-11-03T09:15:00+03:30`.
pub(crate) fn stamp(moment: i64) -> String {
    let second = moment.rem_euclid(DAY);
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    format!(
        "{}T{hour:02}:{minute:02}:{:02}+03:30",
        date(moment.div_euclid(DAY)),
        second % 60
    )
}

/// `2024-11-03`, of a day since the start (Howard Hinnant's civil-from-days).
pub(crate) fn date(day: i64) -> String {
    let z = day + EPOCH + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{:02}", doy - (153 * mp + 2) / 5 + 1)
}

/// The moment of a stamp; `None` where it is none (Howard Hinnant's days-from-civil).
pub(crate) fn moment(stamp: &str) -> Option<i64> {
    let number = |part: Option<&str>| part?.parse::<i64>().ok();
    let (year, month, day) = (
        number(stamp.get(..4))?,
        number(stamp.get(5..7))?,
        number(stamp.get(8..10))?,
    );
    let clock = [11..13, 14..16, 17..19].map(|part| number(stamp.get(part)));
    let y = year - i64::from(month <= 2);
    let era = y.div_euclid(400);
    let yoe = y - era * 400;
    let doy = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468 - EPOCH;
    Some(days * DAY + clock[0]? * 3_600 + clock[1]? * 60 + clock[2]?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_years_begin_and_end_where_they_do() {
        assert_eq!((date(0), date(DAYS - 1)), (FROM.to_owned(), TO.to_owned()));
        assert_eq!(date(365), "2024-03-20", "the first of 1403");
        assert_eq!(date(731), "2025-03-21", "the first of 1404");
        assert_eq!((year(364), year(365), year(731)), (1_402, 1_403, 1_404));
        assert_eq!(stamp(346 * DAY + 9 * 3_600 + 61), "2024-03-01T09:01:01+03:30");
    }

    #[test]
    fn a_stamp_tells_its_moment() {
        for moment in [
            -40 * DAY,
            0,
            346 * DAY + 9 * 3_600 + 61,
            731 * DAY - 1,
            DAYS * DAY,
        ] {
            assert_eq!(super::moment(&stamp(moment)), Some(moment));
        }
        assert_eq!((super::moment("2024-03-01"), super::moment("")), (None, None));
    }

    #[test]
    fn the_week_runs_from_saturday() {
        assert_eq!(weekday(0), 3, "2023-03-21 was a Tuesday");
        assert!(is_closed(10), "2023-03-31 was a Friday");
        assert_eq!(open_from(0), 4, "the first four days of the year are closed");
    }

    #[test]
    fn months_are_thirty_one_days_then_thirty() {
        assert_eq!(
            (month(0), month(30), month(31), month(185), month(186), month(365)),
            (0, 0, 1, 5, 6, 11)
        );
        assert_eq!(month_since_start(365), 12);
    }

    #[test]
    fn the_year_ends_in_a_rush() {
        let weights = season(1.0);
        let share = |from: usize, to: usize| (weights[to] - weights[from]) / weights[1_095];
        assert!(share(335, 364) > 2.5 * share(0, 29), "Esfand outweighs Farvardin");
    }
}
