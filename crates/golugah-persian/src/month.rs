use crate::dates::{ENGLISH_NAMES_OF_PERSIAN_MONTHS, PERSIAN_MONTHS};
use crate::{JalaliDate, Language, persian_digits};

/// A month of the Iranian solar calendar, for a page that shows it as a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JalaliMonth {
    year: i32,
    month: u8,
}

impl JalaliMonth {
    /// The month, 1 to 12, of a year; `None` where there is none.
    pub fn new(year: i32, month: u8) -> Option<Self> {
        let first = JalaliDate { year, month, day: 1 };
        first.to_gregorian().map(|_| Self { year, month })
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// «آذر ۱۴۰۵» or "Azar 1405".
    pub fn title(self, language: Language) -> String {
        let place = usize::from(self.month).wrapping_sub(1);
        let name = |names: &[&'static str; 12]| names.get(place).copied().unwrap_or_default();
        match language {
            Language::Persian => persian_digits(&format!("{} {}", name(&PERSIAN_MONTHS), self.year)),
            Language::English => format!("{} {}", name(&ENGLISH_NAMES_OF_PERSIAN_MONTHS), self.year),
        }
    }

    /// The month after it.
    pub fn next(self) -> Option<Self> {
        match self.month {
            12 => Self::new(self.year.checked_add(1)?, 1),
            month => Self::new(self.year, month + 1),
        }
    }

    /// The month before it.
    pub fn previous(self) -> Option<Self> {
        match self.month {
            1 => Self::new(self.year.checked_sub(1)?, 12),
            month => Self::new(self.year, month - 1),
        }
    }

    /// Its days.
    pub fn days(self) -> impl Iterator<Item = JalaliDate> {
        let day = move |day| JalaliDate {
            year: self.year,
            month: self.month,
            day,
        };
        (1..=31).map(day).take_while(|date| date.to_gregorian().is_some())
    }

    /// Its weeks from Saturday to Friday, four to six; the places before its first day and after its last are empty.
    pub fn weeks(self) -> Vec<[Option<JalaliDate>; 7]> {
        let mut weeks = Vec::new();
        let mut week = [None; 7];
        for date in self.days() {
            let place = date.weekday().map_or(0, |weekday| weekday.index());
            if place == 0 && date.day > 1 {
                weeks.push(std::mem::take(&mut week));
            }
            if let Some(cell) = week.get_mut(place) {
                *cell = Some(date);
            }
        }
        weeks.push(week);
        weeks
    }
}

/// The day so many Jalali months after a day `YYYY-MM-DD`: the same day of that month, or its last day where it has no such
/// day. `None` where the text is no day, or where the months lead out of the calendar.
pub fn plus_months(day: &str, months: u32) -> Option<String> {
    let date = JalaliDate::from_rfc3339(day)?;
    let months = i32::from(date.month) - 1 + i32::try_from(months).ok()?;
    let year = date.year.checked_add(months / 12)?;
    let month = u8::try_from(months % 12 + 1).ok()?;
    let wanted = |day| JalaliDate { year, month, day }.to_rfc3339();
    // The shortest month has twenty-nine days.
    (29..=date.day)
        .rev()
        .find_map(wanted)
        .or_else(|| wanted(date.day))
}

impl From<JalaliDate> for JalaliMonth {
    fn from(date: JalaliDate) -> Self {
        Self {
            year: date.year,
            month: date.month,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language::{English, Persian};

    #[test]
    fn a_month_is_a_grid_of_weeks() {
        let azar = JalaliMonth::new(1405, 9).unwrap();
        let weeks: Vec<_> = azar
            .weeks()
            .into_iter()
            .map(|week| week.map(|date| date.map_or(0, |date| date.day)))
            .collect();
        assert_eq!(
            weeks,
            [
                [0, 1, 2, 3, 4, 5, 6],
                [7, 8, 9, 10, 11, 12, 13],
                [14, 15, 16, 17, 18, 19, 20],
                [21, 22, 23, 24, 25, 26, 27],
                [28, 29, 30, 0, 0, 0, 0],
            ]
        );
        assert_eq!(azar.title(Persian), "آذر ۱۴۰۵");
        assert_eq!(azar.title(English), "Azar 1405");
    }

    #[test]
    fn a_grid_has_every_day_once_and_each_in_its_column() {
        let mut month = JalaliMonth::new(1399, 1).unwrap();
        let mut days = 0;
        while month.year() < 1410 {
            let weeks = month.weeks();
            assert!((4..=6).contains(&weeks.len()));
            let mut last = 0;
            for (column, date) in weeks.iter().flat_map(|week| week.iter().enumerate()) {
                let Some(date) = date else { continue };
                assert_eq!(date.day, last + 1);
                assert_eq!(date.weekday().unwrap().index(), column);
                last = date.day;
                days += 1;
            }
            let next = month.next().unwrap();
            assert_eq!(next.previous(), Some(month));
            month = next;
        }
        // Eleven years with the leap years 1399, 1403 and 1408.
        assert_eq!(days, 11 * 365 + 3);
    }

    #[test]
    fn months_later_is_the_same_day_or_the_months_last() {
        let later = |day: (i32, u8, u8), months| {
            let day = JalaliDate {
                year: day.0,
                month: day.1,
                day: day.2,
            }
            .to_rfc3339()
            .unwrap();
            let later = JalaliDate::from_rfc3339(&plus_months(&day, months)?)?;
            Some((later.year, later.month, later.day))
        };
        assert_eq!(later((1405, 9, 3), 2), Some((1405, 11, 3)));
        assert_eq!(later((1405, 1, 31), 6), Some((1405, 7, 30)));
        assert_eq!(later((1404, 6, 31), 6), Some((1404, 12, 29)));
        assert_eq!(later((1403, 6, 31), 6), Some((1403, 12, 30)), "a leap year");
        assert_eq!(later((1405, 12, 29), 1), Some((1406, 1, 29)));
        assert_eq!(later((1405, 11, 30), 26), Some((1408, 1, 30)));
        assert_eq!(later((1405, 5, 5), 0), Some((1405, 5, 5)));
        assert_eq!(plus_months("2026-02-30", 1), None);
        assert_eq!(plus_months("2026-02-20", u32::MAX), None);
    }

    #[test]
    fn what_is_no_month_has_no_grid() {
        assert_eq!(JalaliMonth::new(1405, 0), None);
        assert_eq!(JalaliMonth::new(1405, 13), None);
        assert_eq!(JalaliMonth::new(i32::MAX, 12).and_then(JalaliMonth::next), None);
    }
}
