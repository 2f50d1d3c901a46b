//! Working days: which days of the Iranian calendar count, and which do not and why.
//!
//! Rest days and holidays are dated rows, not rules in code (`*.csv` beside this file, and what a county adds): lunar
//! holidays are announced year by year, a closure for heat comes overnight, and the week itself is changed by law. Outside
//! the years whose rows are known, a day that nothing rules out is *unknown*, and is never silently taken as working.

mod due;
mod rows;
mod summed;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;
use std::sync::OnceLock;

pub use due::{DayOff, Due, Late};
pub use rows::{Holiday, HolidayKind, WeeklyRest};

use crate::JalaliDate;
use crate::days::{Weekday, days, jalali, text};
use rows::SolarHoliday;
use summed::Summed;

/// Why a day does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    /// A day of rest every week: Friday, and Thursday for offices.
    Weekly(Weekday),
    /// A holiday, or a closure by order.
    Holiday(Holiday),
}

impl Rest {
    /// The holiday, where it is one.
    pub fn holiday(&self) -> Option<&Holiday> {
        match self {
            Self::Weekly(_) => None,
            Self::Holiday(holiday) => Some(holiday),
        }
    }
}

/// What a day is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Workday {
    /// It counts.
    Works,
    /// It does not count; why, at least one: a weekly day of rest first, then holidays, then closures.
    Rests(Vec<Rest>),
    /// Its holidays are not known, and nothing that is known rules it out.
    Unknown,
}

/// The calendar by which a county counts working days.
#[derive(Clone, Debug)]
pub struct WorkingCalendar {
    weekly: Vec<Weekly>,
    solar: Vec<SolarHoliday>,
    /// Lunar holidays and closures, by day and kind.
    dated: Vec<(i64, Holiday)>,
    /// The Jalali years whose lunar holidays are in the table.
    years: RangeInclusive<i32>,
    /// The days of those years.
    known: RangeInclusive<i64>,
    /// Days of rest summed up, for long spans; made when one is first asked for.
    summed: OnceLock<Summed>,
}

/// A [`WeeklyRest`] in whole days.
#[derive(Clone, Debug)]
struct Weekly {
    weekday: Weekday,
    holds: RangeInclusive<i64>,
    offices_only: bool,
}

impl Default for WorkingCalendar {
    fn default() -> Self {
        Self::iran()
    }
}

impl WorkingCalendar {
    /// The calendar of Iranian offices with the rows known when the program was built, those of 1402 to 1407.
    pub fn iran() -> Self {
        let lunar = rows::lunar();
        let year = |holiday: Option<&Holiday>| {
            holiday
                .and_then(|holiday| JalaliDate::from_rfc3339(&holiday.day))
                .expect("the table of lunar holidays is not empty, and its days are days")
                .year
        };
        let years = year(lunar.first())..=year(lunar.last());
        let calendar = Self {
            weekly: rows::weekly().iter().filter_map(Weekly::new).collect(),
            solar: rows::solar(),
            dated: Vec::new(),
            known: days_of_years(&years).expect("the years of the table are in the calendar"),
            years,
            summed: OnceLock::new(),
        };
        calendar.with_holidays(lunar.into_iter().chain(rows::closures()))
    }

    /// The same calendar with this county's own days off. A row whose day is no day is left out.
    #[must_use]
    pub fn with_holidays(mut self, holidays: impl IntoIterator<Item = Holiday>) -> Self {
        let dated = holidays
            .into_iter()
            .filter_map(|holiday| Some((days(&holiday.day)?, holiday)));
        self.dated.extend(dated);
        self.sort();
        self
    }

    /// The same calendar after the announcement of a lunar holiday: what was estimated for one day is on another, or
    /// surely on the same. `None` where either is no day, or nothing is estimated for the first.
    #[must_use]
    pub fn with_announcement(mut self, estimated: &str, announced: &str) -> Option<Self> {
        let (from, to) = (days(estimated)?, days(announced)?);
        let mut found = false;
        for (day, holiday) in &mut self.dated {
            if *day == from && holiday.kind == HolidayKind::Estimated {
                found = true;
                *day = to;
                holiday.day = announced.to_owned();
                holiday.kind = HolidayKind::Official;
            }
        }
        self.sort();
        found.then_some(self)
    }

    /// The same calendar with one more Jalali year, the one after the last known, and its lunar holidays. `None` where
    /// it is another year, or a holiday's day does not lie in it.
    #[must_use]
    pub fn with_year(mut self, year: i32, lunar: impl IntoIterator<Item = Holiday>) -> Option<Self> {
        (year == self.years.end().checked_add(1)?).then_some(())?;
        for holiday in lunar {
            let is_of_year = JalaliDate::from_rfc3339(&holiday.day).is_some_and(|date| date.year == year);
            is_of_year.then_some(())?;
            self.dated.push((days(&holiday.day)?, holiday));
        }
        self.sort();
        self.years = *self.years.start()..=year;
        self.known = days_of_years(&self.years)?;
        Some(self)
    }

    /// The same calendar with another week. A row whose days are no days is left out.
    #[must_use]
    pub fn with_weekly_rest(mut self, rows: impl IntoIterator<Item = WeeklyRest>) -> Self {
        self.weekly = rows.into_iter().filter_map(|row| Weekly::new(&row)).collect();
        self.summed = OnceLock::new();
        self
    }

    /// The same calendar for service units, which work when offices alone are closed.
    #[must_use]
    pub fn for_service_units(mut self) -> Self {
        self.weekly.retain(|rest| !rest.offices_only);
        self.summed = OnceLock::new();
        self
    }

    /// The Jalali years whose holidays are known.
    pub fn known_years(&self) -> RangeInclusive<i32> {
        self.years.clone()
    }

    /// What a day `YYYY-MM-DD` is; `None` where that is no day.
    pub fn workday(&self, day: &str) -> Option<Workday> {
        days(day).map(|day| self.workday_of(day))
    }

    fn workday_of(&self, day: i64) -> Workday {
        let mut reasons: Vec<_> = self
            .weekly_rest(day)
            .map(|rest| Rest::Weekly(rest.weekday))
            .take(1)
            .collect();
        let solar = self.solar_holidays(day).map(|holiday| {
            Rest::Holiday(Holiday {
                day: text(day),
                kind: HolidayKind::Official,
                fa: holiday.fa.clone(),
                en: holiday.en.clone(),
            })
        });
        reasons.extend(solar);
        reasons.extend(self.dated_from(day, day).cloned().map(Rest::Holiday));
        if !reasons.is_empty() {
            Workday::Rests(reasons)
        } else if self.known.contains(&day) {
            Workday::Works
        } else {
            Workday::Unknown
        }
    }

    /// Whether there is a reason why a day does not count.
    fn rests(&self, day: i64) -> bool {
        self.weekly_rest(day).next().is_some()
            || self.dated_from(day, day).next().is_some()
            || self.solar_holidays(day).next().is_some()
    }

    fn weekly_rest(&self, day: i64) -> impl Iterator<Item = &Weekly> {
        let weekday = Weekday::of(day);
        let holds = move |rest: &&Weekly| rest.weekday == weekday && rest.holds.contains(&day);
        self.weekly.iter().filter(holds)
    }

    fn solar_holidays(&self, day: i64) -> impl Iterator<Item = &SolarHoliday> {
        let date = jalali(day);
        self.solar.iter().filter(move |holiday| {
            (date.month, date.day) == (holiday.month, holiday.day) && date.year >= holiday.from_year
        })
    }

    /// The dated rows from one day to another.
    fn dated_from(&self, first: i64, last: i64) -> impl Iterator<Item = &Holiday> {
        let from = self.dated.partition_point(|(day, _)| *day < first);
        let rows = self.dated.iter().skip(from);
        rows.take_while(move |(day, _)| *day <= last)
            .map(|(_, holiday)| holiday)
    }

    /// Whether a holiday on one of these days is only estimated.
    fn estimates_within(&self, first: i64, last: i64) -> bool {
        self.dated_from(first, last)
            .any(|holiday| holiday.kind == HolidayKind::Estimated)
    }

    /// By day, kind and name, so that the order in which rows were given changes nothing. What was summed up is no longer true.
    fn sort(&mut self) {
        self.summed = OnceLock::new();
        self.dated.sort_by(|(day, one), (other_day, other)| {
            (day, one.kind, &one.fa).cmp(&(other_day, other.kind, &other.fa))
        });
    }
}

impl Weekly {
    fn new(rest: &WeeklyRest) -> Option<Self> {
        let bound = |day: &Option<String>, open| day.as_deref().map_or(Some(open), days);
        Some(Self {
            weekday: rest.weekday,
            holds: bound(&rest.from, i64::MIN)?..=bound(&rest.until, i64::MAX)?,
            offices_only: rest.offices_only,
        })
    }
}

/// From the first of Farvardin of the first year to the last of Esfand of the last.
fn days_of_years(years: &RangeInclusive<i32>) -> Option<RangeInclusive<i64>> {
    let nowruz = |year| {
        let (month, day) = (1, 1);
        days(&JalaliDate { year, month, day }.to_rfc3339()?)
    };
    Some(nowruz(*years.start())?..=nowruz(years.end().checked_add(1)?)? - 1)
}
