use icu_calendar::{Date, Iso, cal::Persian};

use crate::days::{Weekday, weekday};
use crate::{Language, normalise, persian_digits};

/// The months of the Jalali year, Farvardin first.
pub const PERSIAN_MONTHS: [&str; 12] = [
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
];

/// The same in English letters.
pub(crate) const ENGLISH_NAMES_OF_PERSIAN_MONTHS: [&str; 12] = [
    "Farvardin",
    "Ordibehesht",
    "Khordad",
    "Tir",
    "Mordad",
    "Shahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dey",
    "Bahman",
    "Esfand",
];

/// The months of the Gregorian year in English, January first.
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the Iranian solar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JalaliDate {
    /// The year, for example 1405.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl JalaliDate {
    /// The Jalali date of a Gregorian day, or `None` where there is no such day.
    pub fn from_gregorian(year: i32, month: u8, day: u8) -> Option<Self> {
        let date = Date::try_new_iso(year, month, day).ok()?.to_calendar(Persian);
        Some(Self {
            year: date.year().extended_year(),
            month: date.month().ordinal,
            day: date.day_of_month().0,
        })
    }

    /// The Jalali date of an RFC 3339 date (`2025-03-21`) or of the date a timestamp begins with.
    ///
    /// The day is taken as written: an offset behind it does not move it. `None` where no date stands there.
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        let (year, month, day) = civil(text)?;
        Self::from_gregorian(year, month, day)
    }

    /// The Gregorian year, month and day, or `None` where the calendar has no such day (30 Esfand of a common year).
    pub fn to_gregorian(self) -> Option<(i32, u8, u8)> {
        let date = Date::try_new_persian(self.year, self.month, self.day)
            .ok()?
            .to_calendar(Iso);
        Some((
            date.year().extended_year(),
            date.month().ordinal,
            date.day_of_month().0,
        ))
    }

    /// The day as it is stored, `YYYY-MM-DD`, or `None` where the calendar has no such day.
    pub fn to_rfc3339(self) -> Option<String> {
        let (year, month, day) = self.to_gregorian()?;
        Some(format!("{year:04}-{month:02}-{day:02}"))
    }

    /// The day of the week, or `None` where the calendar has no such day.
    pub fn weekday(self) -> Option<Weekday> {
        self.to_rfc3339().as_deref().and_then(weekday)
    }

    /// «۱۴۰۵/۰۹/۰۲»: for tables, where dates stand under each other.
    pub fn short(self) -> String {
        persian_digits(&format!("{:04}/{:02}/{:02}", self.year, self.month, self.day))
    }

    /// «۲ آذر ۱۴۰۵»: for sentences.
    pub fn long(self) -> String {
        let month = PERSIAN_MONTHS
            .get(usize::from(self.month).wrapping_sub(1))
            .copied()
            .unwrap_or_default();
        persian_digits(&format!("{} {month} {}", self.day, self.year))
    }
}

/// An RFC 3339 date for a table: «۱۴۰۵/۰۹/۰۲» or "2026-11-23". `None` where the text does not begin with a date.
pub fn date_short(text: &str, language: Language) -> Option<String> {
    match language {
        Language::Persian => JalaliDate::from_rfc3339(text).map(JalaliDate::short),
        Language::English => JalaliDate::from_rfc3339(text)
            .and_then(|_| text.get(..10))
            .map(str::to_owned),
    }
}

/// An RFC 3339 date for a sentence: «۲ آذر ۱۴۰۵» or "23 November 2026". `None` where the text does not begin with
/// a date.
pub fn date_long(text: &str, language: Language) -> Option<String> {
    match language {
        Language::Persian => JalaliDate::from_rfc3339(text).map(JalaliDate::long),
        Language::English => {
            let (year, month, day) = civil(text)?;
            JalaliDate::from_gregorian(year, month, day)?;
            Some(format!(
                "{day} {} {year}",
                ENGLISH_MONTHS.get(usize::from(month).wrapping_sub(1))?
            ))
        }
    }
}

/// An RFC 3339 date with its day of the week: «دوشنبه ۲ آذر ۱۴۰۵» or "Monday 23 November 2026". `None` where the text
/// does not begin with a date.
pub fn date_with_weekday(text: &str, language: Language) -> Option<String> {
    let long = date_long(text, language)?;
    Some(format!("{} {long}", weekday(text.get(..10)?)?.name(language)))
}

/// The month of the Jalali year that a name stands for, 1 to 12.
pub(crate) fn month_of_name(name: &str) -> Option<u8> {
    let name = normalise(name);
    let place = PERSIAN_MONTHS.iter().position(|month| normalise(month) == name)?;
    u8::try_from(place + 1).ok()
}

/// Year, month and day of a text that is a date or begins with one followed by `T`, `t` or a space.
pub(crate) fn civil(text: &str) -> Option<(i32, u8, u8)> {
    let date = text.get(..10)?;
    if !matches!(text.as_bytes().get(10), None | Some(b'T' | b't' | b' ')) {
        return None;
    }
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    if !(plain(year, 4) && plain(month, 2) && plain(day, 2)) {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{JalaliDate, date_long, date_short, date_with_weekday};
    use crate::Language::{English, Persian};

    #[track_caller]
    fn check(gregorian: &str, jalali: (i32, u8, u8)) {
        let date = JalaliDate::from_rfc3339(gregorian).expect("a date");
        assert_eq!((date.year, date.month, date.day), jalali, "{gregorian}");
        let (year, month, day) = date.to_gregorian().expect("a day of the calendar");
        assert_eq!(
            format!("{year:04}-{month:02}-{day:02}"),
            gregorian.get(..10).expect("a date")
        );
    }

    #[test]
    fn the_year_turns_at_nowruz() {
        check("2025-03-21", (1404, 1, 1));
        check("2025-03-20", (1403, 12, 30));
        check("2024-03-20", (1403, 1, 1));
        check("2024-03-19", (1402, 12, 29));
        check("2021-03-21", (1400, 1, 1));
        check("2021-03-20", (1399, 12, 30));
        check("2020-03-20", (1399, 1, 1));
        check("2026-03-21", (1405, 1, 1));
        check("1979-02-11", (1357, 11, 22));
        check("2026-11-23T08:15:00+03:30", (1405, 9, 2));
    }

    #[test]
    fn esfand_has_thirty_days_in_leap_years_only() {
        for (year, leap) in [
            (1399, true),
            (1400, false),
            (1402, false),
            (1403, true),
            (1404, false),
            (1408, true),
        ] {
            let last = JalaliDate {
                year,
                month: 12,
                day: 30,
            };
            assert_eq!(last.to_gregorian().is_some(), leap, "{year}");
        }
    }

    #[test]
    fn dates_are_written_for_tables_and_for_sentences() {
        let date = JalaliDate::from_gregorian(2026, 11, 23).expect("a day");
        assert_eq!(date.short(), "۱۴۰۵/۰۹/۰۲");
        assert_eq!(date.long(), "۲ آذر ۱۴۰۵");
        assert_eq!(
            date_short("2026-11-23T23:59:59Z", English).as_deref(),
            Some("2026-11-23")
        );
        assert_eq!(
            date_long("2026-11-23", English).as_deref(),
            Some("23 November 2026")
        );
        assert_eq!(date_long("2026-11-23", Persian).as_deref(), Some("۲ آذر ۱۴۰۵"));
        assert_eq!(
            date_with_weekday("2026-11-24T08:15:00Z", Persian).as_deref(),
            Some("سه‌شنبه ۳ آذر ۱۴۰۵")
        );
        assert_eq!(
            date_with_weekday("2026-11-24", English).as_deref(),
            Some("Tuesday 24 November 2026")
        );
        assert_eq!(date_with_weekday("1405/09/03", Persian), None);
    }

    #[test]
    fn what_is_no_date_has_no_date() {
        for text in [
            "",
            "2025",
            "2025-02-30",
            "2025-13-01",
            "2025-3-21",
            "20250321",
            "2025-03-211",
            "۲۰۲۵-۰۳-۲۱",
            "+025-03-21",
        ] {
            assert_eq!(JalaliDate::from_rfc3339(text), None, "{text}");
        }
        assert_eq!(JalaliDate::from_gregorian(2023, 2, 29), None);
    }
}
