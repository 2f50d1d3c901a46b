use crate::dates::month_of_name;
use crate::{JalaliDate, latin_digits};

/// Years that a Jalali date in the papers of a county can have.
const JALALI_YEARS: std::ops::RangeInclusive<i32> = 1200..=1600;
/// Years that are taken as Gregorian.
const GREGORIAN_YEARS: std::ops::RangeInclusive<i32> = 1701..=2300;

/// Why what somebody typed is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedDayRefusal {
    /// Nothing was typed.
    Empty,
    /// It is not three numbers, nor a day, the name of a month and a year.
    Shape,
    /// The year has fewer than four digits: 05 may be 1405 or 1305.
    ShortYear,
    /// The year is neither one of the Jalali calendar nor one of the Gregorian that could be meant.
    Year,
    /// A Gregorian date with its year last, in which day and month could be mistaken for each other.
    GregorianOrder,
    /// There is no such month.
    Month,
    /// The month has no such day.
    Day {
        /// The last day it has.
        last: u8,
    },
}

impl TypedDayRefusal {
    /// The key of its sentence in `locales/*/dates.ftl`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "dates-day-refused-empty",
            Self::Shape => "dates-day-refused-shape",
            Self::ShortYear => "dates-day-refused-short-year",
            Self::Year => "dates-day-refused-year",
            Self::GregorianOrder => "dates-day-refused-gregorian-order",
            Self::Month => "dates-day-refused-month",
            Self::Day { .. } => "dates-day-refused-day",
        }
    }
}

impl JalaliDate {
    /// The day that somebody typed: `۱۴۰۵/۹/۳`, `1405-09-03`, `٣.٩.١٤٠٥`, `14050903`, `۳ آذر ۱۴۰۵`, or as a Gregorian day
    /// `2026-11-24`.
    ///
    /// Digits are Persian, Arabic or Latin; parts are parted by `/`, `-`, `.` or spaces; the year stands first or last and
    /// has four digits. A year after 1700 is Gregorian, and then stands first.
    pub fn from_typed(text: &str) -> Result<Self, TypedDayRefusal> {
        let plain: String = latin_digits(text).chars().filter(|c| !is_mark(*c)).collect();
        let plain = plain.trim();
        if plain.is_empty() {
            return Err(TypedDayRefusal::Empty);
        }
        let [first, month, last] = parts(plain).ok_or(TypedDayRefusal::Shape)?;
        let month = number(month).or_else(|| month_of_name(month).map(i32::from));
        let (Some(first_number), Some(month), Some(last_number)) = (number(first), month, number(last))
        else {
            return Err(TypedDayRefusal::Shape);
        };
        let (year, day, year_is_first) = match (first.len(), last.len()) {
            (4, 1 | 2) => (first_number, last_number, true),
            (1 | 2, 4) => (last_number, first_number, false),
            (1..=3, 1..=3) => return Err(TypedDayRefusal::ShortYear),
            _ => return Err(TypedDayRefusal::Shape),
        };
        if JALALI_YEARS.contains(&year) {
            let (month, last) = check(month, day, |month| jalali_days(year, month))?;
            return Ok(Self {
                year,
                month,
                day: last,
            });
        }
        if !GREGORIAN_YEARS.contains(&year) {
            return Err(TypedDayRefusal::Year);
        }
        if !year_is_first {
            return Err(TypedDayRefusal::GregorianOrder);
        }
        let (month, day) = check(month, day, |month| gregorian_days(year, month))?;
        Self::from_gregorian(year, month, day).ok_or(TypedDayRefusal::Shape)
    }
}

/// The three parts in the order in which they were typed.
fn parts(plain: &str) -> Option<[&str; 3]> {
    if plain.len() == 8 && plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some([plain.get(..4)?, plain.get(4..6)?, plain.get(6..)?]);
    }
    let parts: Vec<&str> = if plain.contains(is_separator) {
        plain.split(is_separator).map(str::trim).collect()
    } else {
        plain.split_whitespace().collect()
    };
    parts.try_into().ok()
}

/// The slash and its Arabic kin, the hyphen and its longer kin, the full stop and the decimal separator.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        '/' | '\\' | '-' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2044}' | '\u{060D}' | '\u{066B}'
    )
}

/// Direction marks and their like, which a copied date carries unseen.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200D}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn number(part: &str) -> Option<i32> {
    let plain = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| part.parse().ok())?
}

/// Month and day, where the month is one and has the day.
fn check(month: i32, day: i32, days_of: impl Fn(u8) -> u8) -> Result<(u8, u8), TypedDayRefusal> {
    let month = u8::try_from(month)
        .ok()
        .filter(|month| (1..=12).contains(month))
        .ok_or(TypedDayRefusal::Month)?;
    let last = days_of(month);
    let day = u8::try_from(day)
        .ok()
        .filter(|day| (1..=last).contains(day))
        .ok_or(TypedDayRefusal::Day { last })?;
    Ok((month, day))
}

fn jalali_days(year: i32, month: u8) -> u8 {
    let has = |day: &u8| {
        JalaliDate {
            year,
            month,
            day: *day,
        }
        .to_gregorian()
        .is_some()
    };
    (29..=31).rev().find(has).unwrap_or_default()
}

fn gregorian_days(year: i32, month: u8) -> u8 {
    let has = |day: &u8| JalaliDate::from_gregorian(year, month, *day).is_some();
    (28..=31).rev().find(has).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::TypedDayRefusal::{Day, Empty, GregorianOrder, Month, Shape, ShortYear, Year};
    use super::*;

    #[test]
    fn what_people_type_is_understood() {
        for text in [
            "1405/09/03",
            "۱۴۰۵/۹/۳",
            "١٤٠٥-٠٩-٠٣",
            "1405.9.3",
            " ۱۴۰۵ / ۰۹ / ۰۳ ",
            "۱۴۰۵ ۹ ۳",
            "۳/۹/۱۴۰۵",
            "\u{200F}۱۴۰۵/۰۹/۰۳\u{200E}",
            "14050903",
            "۳ آذر ۱۴۰۵",
            "۳ اذر ۱۴۰۵",
            "3-آذر-1405",
            "۱۴۰۵٫۰۹٫۰۳",
            "2026-11-24",
            "۲۰۲۶/۱۱/۲۴",
        ] {
            let date = JalaliDate::from_typed(text).map(|date| (date.year, date.month, date.day));
            assert_eq!(date, Ok((1405, 9, 3)), "{text}");
        }
        let leap = JalaliDate::from_typed("۳۰ اسفند ۱۴۰۳").unwrap();
        assert_eq!((leap.month, leap.day), (12, 30));
    }

    #[test]
    fn what_is_no_day_is_refused_with_its_reason() {
        for (text, refusal) in [
            ("  ", Empty),
            ("\u{200F}", Empty),
            ("05/09/03", ShortYear),
            ("۳/۹/۰۵", ShortYear),
            ("405/9/3", ShortYear),
            ("۳ آذر ۵", ShortYear),
            ("1405/9", Shape),
            ("1405/9/3/1", Shape),
            ("1405/9/", Shape),
            ("-1405/9/3", Shape),
            ("1405//3", Shape),
            ("1405/9/003", Shape),
            ("140509033", Shape),
            ("فردا", Shape),
            ("۳ نوامبر ۱۴۰۵", Shape),
            ("2026-11-24T08:00", Shape),
            ("0905/09/03", Year),
            ("1650/09/03", Year),
            ("1700/01/01", Year),
            ("9999-01-01", Year),
            ("24/11/2026", GregorianOrder),
            ("1405/13/03", Month),
            ("1405/00/03", Month),
            ("1405/07/31", Day { last: 30 }),
            ("1404/12/30", Day { last: 29 }),
            ("1405/01/00", Day { last: 31 }),
            ("2026-02-29", Day { last: 28 }),
        ] {
            assert_eq!(JalaliDate::from_typed(text), Err(refusal), "{text}");
        }
    }
}
