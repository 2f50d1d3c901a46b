//! Days as `YYYY-MM-DD` texts outside and as whole days since 1970 inside.

use icu_calendar::{Date, Iso, cal::Persian, types::RataDie};

use crate::dates::civil;
use crate::{JalaliDate, Language};

/// The day 1970-01-01, as the calendar library counts days.
const EPOCH: i64 = 719_163;

/// A day of the week, which begins with Saturday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// شنبه
    Saturday,
    /// یکشنبه
    Sunday,
    /// دوشنبه
    Monday,
    /// سه‌شنبه
    Tuesday,
    /// چهارشنبه
    Wednesday,
    /// پنجشنبه
    Thursday,
    /// جمعه
    Friday,
}

impl Weekday {
    /// The week as a calendar page shows it.
    pub const WEEK: [Self; 7] = [
        Self::Saturday,
        Self::Sunday,
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
    ];

    /// «سه‌شنبه» or "Tuesday".
    pub fn name(self, language: Language) -> &'static str {
        match language {
            Language::Persian => match self {
                Self::Saturday => "شنبه",
                Self::Sunday => "یکشنبه",
                Self::Monday => "دوشنبه",
                Self::Tuesday => "سه‌شنبه",
                Self::Wednesday => "چهارشنبه",
                Self::Thursday => "پنجشنبه",
                Self::Friday => "جمعه",
            },
            Language::English => match self {
                Self::Saturday => "Saturday",
                Self::Sunday => "Sunday",
                Self::Monday => "Monday",
                Self::Tuesday => "Tuesday",
                Self::Wednesday => "Wednesday",
                Self::Thursday => "Thursday",
                Self::Friday => "Friday",
            },
        }
    }

    /// For the head of a narrow column: «س» or "Tu".
    pub fn abbreviation(self, language: Language) -> &'static str {
        let name = self.name(language);
        let length = match language {
            Language::Persian => name.chars().next().map_or(0, char::len_utf8),
            Language::English => 2,
        };
        name.get(..length).unwrap_or(name)
    }

    /// How many days it lies after Saturday.
    pub(crate) fn index(self) -> usize {
        Self::WEEK.iter().position(|day| *day == self).unwrap_or_default()
    }

    pub(crate) fn of(day: i64) -> Self {
        // 1970-01-01 was a Thursday, the sixth day of the week.
        let index = usize::try_from((day + 5).rem_euclid(7)).unwrap_or_default();
        Self::WEEK.get(index).copied().unwrap_or(Self::Saturday)
    }
}

/// The day of the week of a day `YYYY-MM-DD`; `None` where that is no day.
pub fn weekday(day: &str) -> Option<Weekday> {
    days(day).map(Weekday::of)
}

/// How many calendar days lie from one day to another; negative where the second is earlier, `None` for no days.
pub fn days_between(from: &str, to: &str) -> Option<i64> {
    Some(days(to)? - days(from)?)
}

/// The day so many calendar days later, or earlier for a negative number; `None` outside the years 0 to 9999.
pub fn plus_days(day: &str, more: i64) -> Option<String> {
    // Four thousand thousand days are longer than the ten thousand years that a text can hold.
    (more.abs() < 4_000_000).then_some(())?;
    let later = text(days(day)? + more);
    (later.len() == 10 && !later.starts_with('-')).then_some(later)
}

/// Whole days since 1970-01-01; `None` where the text is no day.
pub(crate) fn days(text: &str) -> Option<i64> {
    if text.len() != 10 {
        return None;
    }
    let (year, month, day) = civil(text)?;
    let date = Date::try_new_iso(year, month, day).ok()?;
    Some(date.to_rata_die().to_i64_date() - EPOCH)
}

/// The Jalali date of a day.
pub(crate) fn jalali(days: i64) -> JalaliDate {
    let date = Date::from_rata_die(RataDie::new(days + EPOCH), Persian);
    JalaliDate {
        year: date.year().extended_year(),
        month: date.month().ordinal,
        day: date.day_of_month().0,
    }
}

/// `YYYY-MM-DD`.
pub(crate) fn text(days: i64) -> String {
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
    use crate::Language::{English, Persian};

    #[test]
    fn the_week_begins_on_saturday() {
        assert_eq!(weekday("2026-11-24"), Some(Weekday::Tuesday));
        assert_eq!(weekday("1969-12-31"), Some(Weekday::Wednesday));
        assert_eq!(weekday("2026-11-24T10:00"), None);
        assert_eq!(weekday("+026-11-24"), None);
        let heads: Vec<_> = Weekday::WEEK.map(|day| day.abbreviation(Persian)).into();
        assert_eq!(heads, ["ش", "ی", "د", "س", "چ", "پ", "ج"]);
        assert_eq!(Weekday::Thursday.abbreviation(English), "Th");
        assert_eq!(Weekday::Friday.index(), 6);
    }

    #[test]
    fn days_are_added_across_months_and_years() {
        assert_eq!(plus_days("2026-02-28", 1).as_deref(), Some("2026-03-01"));
        assert_eq!(plus_days("2024-03-01", -1).as_deref(), Some("2024-02-29"));
        assert_eq!(days_between("2025-12-31", "2026-01-02"), Some(2));
        assert_eq!(days_between("2026-01-02", "2025-12-31"), Some(-2));
        assert_eq!(plus_days("9999-12-31", 1), None);
        assert_eq!(plus_days("2026-01-01", i64::MAX), None);
        assert_eq!(plus_days("0000-01-01", -1), None);
    }
}
