//! The dated rows: what the program was built with, and what a county puts on top.

use crate::days::{Weekday, days};
use crate::{JalaliDate, Language};

/// A day of every week on which offices are closed, from one day to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeeklyRest {
    /// The day of the week.
    pub weekday: Weekday,
    /// The first day it holds, `YYYY-MM-DD`; none for always.
    pub from: Option<String>,
    /// The last day it holds, `YYYY-MM-DD`; none for until further notice.
    pub until: Option<String>,
    /// Whether service units (hospitals, banks, counters) work on it.
    pub offices_only: bool,
}

/// What makes a day of work a day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HolidayKind {
    /// A holiday by law whose day is certain.
    Official,
    /// A holiday by law whose day was reckoned from the moon and may still be announced a day earlier or later.
    Estimated,
    /// Offices closed by an order: for heat, cold, bad air, mourning.
    Closure,
}

/// A day off, by law or by an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// What makes it one.
    pub kind: HolidayKind,
    /// Its name in Persian.
    pub fa: String,
    /// Its name in English; empty where a county gave none.
    pub en: String,
}

impl Holiday {
    /// Its name, in English the Persian one where there is no other.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::English if !self.en.is_empty() => &self.en,
            _ => &self.fa,
        }
    }
}

/// A holiday of every Jalali year from one on.
#[derive(Clone, Debug)]
pub(super) struct SolarHoliday {
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) from_year: i32,
    pub(super) fa: String,
    pub(super) en: String,
}

/// The rows compiled in.
pub(super) fn weekly() -> Vec<WeeklyRest> {
    read(include_str!("weekly.csv"), |[weekday, from, until, who, _]| {
        let named = |day: &Weekday| day.name(Language::English).eq_ignore_ascii_case(weekday);
        Some(WeeklyRest {
            weekday: Weekday::WEEK.into_iter().find(named)?,
            from: optional_day(from)?,
            until: optional_day(until)?,
            offices_only: one_of(who, "offices", "all")?,
        })
    })
}

pub(super) fn solar() -> Vec<SolarHoliday> {
    read(include_str!("solar.csv"), |[month, day, from_year, fa, en, _]| {
        Some(SolarHoliday {
            month: month.parse().ok()?,
            day: day.parse().ok()?,
            from_year: from_year.parse().ok()?,
            fa: fa.to_owned(),
            en: en.to_owned(),
        })
    })
}

pub(super) fn lunar() -> Vec<Holiday> {
    read(
        include_str!("lunar.csv"),
        |[day, jalali, _, estimated, fa, en, _]| {
            let kind = if one_of(estimated, "yes", "no")? {
                HolidayKind::Estimated
            } else {
                HolidayKind::Official
            };
            holiday(day, jalali, kind, fa, en)
        },
    )
}

pub(super) fn closures() -> Vec<Holiday> {
    read(include_str!("closures.csv"), |[day, jalali, fa, en, _]| {
        holiday(day, jalali, HolidayKind::Closure, fa, en)
    })
}

/// A holiday whose day is given in both calendars, so that a slip in either shows.
fn holiday(day: &str, jalali: &str, kind: HolidayKind, fa: &str, en: &str) -> Option<Holiday> {
    let date = JalaliDate::from_rfc3339(day).filter(|_| days(day).is_some())?;
    let same = format!("{:04}/{:02}/{:02}", date.year, date.month, date.day) == jalali;
    same.then(|| Holiday {
        day: day.to_owned(),
        kind,
        fa: fa.to_owned(),
        en: en.to_owned(),
    })
}

/// The rows of a table compiled in. No field of theirs has a comma or a quote in it.
fn read<const N: usize, R>(table: &'static str, row: impl Fn([&'static str; N]) -> Option<R>) -> Vec<R> {
    let rows = table.lines().skip(1);
    rows.map(|line| {
        let fields: Option<[&str; N]> = line.split(',').collect::<Vec<_>>().try_into().ok();
        fields
            .and_then(&row)
            .expect("every row compiled in is read by the tests of this module")
    })
    .collect()
}

fn optional_day(day: &str) -> Option<Option<String>> {
    if day.is_empty() {
        return Some(None);
    }
    days(day).map(|_| Some(day.to_owned()))
}

fn one_of(word: &str, yes: &str, no: &str) -> Option<bool> {
    (word == yes || word == no).then(|| word == yes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_calendar::{Date, Iso, cal::Hijri};

    #[test]
    fn every_row_compiled_in_is_read() {
        assert_eq!(weekly().len(), 2);
        assert_eq!(solar().len(), 11);
        assert_eq!(lunar().len(), 106);
        assert_eq!(closures().len(), 11);
        assert!(lunar().is_sorted_by_key(|holiday| holiday.day.clone()));
    }

    #[test]
    fn names_are_persian() {
        let lunar = lunar().into_iter().map(|holiday| holiday.fa);
        let solar = solar().into_iter().map(|holiday| holiday.fa);
        let closures = closures().into_iter().map(|closure| closure.fa);
        for name in lunar.chain(solar).chain(closures) {
            assert!(
                !name.contains(['ي', 'ك', '0', '1', '5']) && !name.is_ascii(),
                "{name}"
            );
        }
    }

    /// The moon as another table has it, made for Mecca: in Iran it is seen on that day or one day later.
    #[test]
    fn lunar_holidays_lie_where_the_moon_has_them() {
        for line in include_str!("lunar.csv").lines().skip(1) {
            let fields: Vec<_> = line.split(',').collect();
            let (month, day) = fields[2].split_once('-').unwrap();
            let (month, day): (u8, u8) = (month.parse().unwrap(), day.parse().unwrap());
            let announced = days(fields[0]).unwrap();
            let year = Date::try_new_iso(fields[0][..4].parse().unwrap(), 1, 1)
                .unwrap()
                .to_calendar(Hijri::new_umm_al_qura())
                .year()
                .extended_year();
            let nearest = (year..year + 3)
                .flat_map(|year| {
                    // The last day of Safar is the 29th in some years.
                    let hijri = |day| {
                        Date::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura()).ok()
                    };
                    hijri(day).or_else(|| hijri(29))
                })
                .map(|date| {
                    let iso = date.to_calendar(Iso);
                    let text = format!(
                        "{:04}-{:02}-{:02}",
                        iso.year().extended_year(),
                        iso.month().ordinal,
                        iso.day_of_month().0
                    );
                    announced - days(&text).unwrap()
                })
                .min_by_key(|apart| apart.abs())
                .unwrap();
            assert!((0..=1).contains(&nearest), "{line}: {nearest} days");
        }
    }
}
