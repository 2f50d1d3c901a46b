//! A month as a grid of weeks, with the days that do not count and why.

use golugah_persian::{
    HolidayKind, JalaliDate, JalaliMonth, Language, Rest, Weekday, Workday, WorkingCalendar, integer,
};

/// A month for a page.
#[derive(Clone, Debug)]
pub(super) struct Month {
    /// «آذر ۱۴۰۵».
    pub(super) title: String,
    /// Names of the days of the week with their abbreviations, Saturday first.
    pub(super) heads: Vec<(&'static str, &'static str)>,
    pub(super) weeks: Vec<Vec<Option<Day>>>,
    /// Holidays and closures, which the grid cannot name.
    pub(super) holidays: Vec<DayOff>,
    /// The months before and after, for links.
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// A day of the grid.
#[derive(Clone, Debug)]
pub(super) struct Day {
    pub(super) number: String,
    /// Whether it is the day it is.
    pub(super) today: bool,
    /// `works`, `rests`, `holiday`, `closure` or `unknown`.
    pub(super) kind: &'static str,
}

/// A holiday or a closure.
#[derive(Clone, Debug)]
pub(super) struct DayOff {
    pub(super) day: String,
    pub(super) name: String,
    /// A word of the family `holiday`.
    pub(super) kind: &'static str,
}

/// The month that is asked for, `1405-09`; that of today where none is.
pub(super) fn asked(wanted: &str, today: &str) -> Option<JalaliMonth> {
    let wanted = golugah_persian::latin_digits(wanted);
    let named = wanted
        .split_once('-')
        .and_then(|(year, month)| JalaliMonth::new(year.parse().ok()?, month.parse().ok()?));
    named.or_else(|| JalaliDate::from_rfc3339(today).map(JalaliMonth::from))
}

impl Month {
    /// The month by a calendar.
    pub(super) fn of(
        month: JalaliMonth,
        calendar: &WorkingCalendar,
        today: &str,
        language: Language,
    ) -> Self {
        let day = |date: JalaliDate| {
            let text = date.to_rfc3339()?;
            Some(Day {
                number: integer(i128::from(date.day), language),
                today: text == today,
                kind: match calendar.workday(&text)? {
                    Workday::Works => "works",
                    Workday::Unknown => "unknown",
                    Workday::Rests(reasons) => {
                        reasons.iter().map(of_rest).max().unwrap_or(Off::Weekly).word()
                    }
                },
            })
        };
        let weeks = month.weeks();
        let holidays = month.days().flat_map(|date| {
            let text = date.to_rfc3339().unwrap_or_default();
            let reasons = match calendar.workday(&text) {
                Some(Workday::Rests(reasons)) => reasons,
                _ => Vec::new(),
            };
            let named = reasons.into_iter().filter_map(move |rest| {
                let kind = of_rest(&rest).word();
                let holiday = rest.holiday()?;
                Some(DayOff {
                    day: text.clone(),
                    name: holiday.name(language).to_owned(),
                    kind: if holiday.kind == HolidayKind::Estimated {
                        "estimated"
                    } else {
                        kind
                    },
                })
            });
            named.collect::<Vec<_>>()
        });
        Self {
            title: month.title(language),
            heads: Weekday::WEEK
                .iter()
                .map(|day| (day.name(language), day.abbreviation(language)))
                .collect(),
            holidays: holidays.collect(),
            weeks: weeks
                .into_iter()
                .map(|week| week.into_iter().map(|date| date.and_then(day)).collect())
                .collect(),
            before: month.previous().map(address),
            after: month.next().map(address),
        }
    }
}

/// Why a day is off, the stronger reason the greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Off {
    Weekly,
    Holiday,
    Closure,
}

impl Off {
    fn word(self) -> &'static str {
        match self {
            Self::Weekly => "rests",
            Self::Holiday => "holiday",
            Self::Closure => "closure",
        }
    }
}

fn of_rest(rest: &Rest) -> Off {
    match rest.holiday().map(|holiday| holiday.kind) {
        None => Off::Weekly,
        Some(HolidayKind::Closure) => Off::Closure,
        Some(HolidayKind::Official | HolidayKind::Estimated) => Off::Holiday,
    }
}

fn address(month: JalaliMonth) -> String {
    format!("{}-{:02}", month.year(), month.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use golugah_persian::Holiday;

    #[test]
    fn a_closed_day_is_marked_and_named() {
        let closure = Holiday {
            day: "2026-11-25".to_owned(),
            kind: HolidayKind::Closure,
            fa: "آلودگی هوا".to_owned(),
            en: String::new(),
        };
        let calendar = WorkingCalendar::iran().with_holidays([closure]);
        let month = asked("۱۴۰۵-۰۹", "2026-01-01").unwrap();
        let azar = Month::of(month, &calendar, "2026-11-24", Language::Persian);
        assert_eq!((azar.title.as_str(), azar.weeks[0].len()), ("آذر ۱۴۰۵", 7));
        let days: Vec<_> = azar.weeks.iter().flatten().flatten().collect();
        assert_eq!(days.len(), 30);
        assert_eq!((days[2].today, days[2].kind), (true, "works"));
        assert_eq!((days[3].number.as_str(), days[3].kind), ("۴", "closure"));
        assert_eq!(days[5].kind, "rests", "6 Azar is a Friday");
        assert_eq!(
            azar.holidays
                .iter()
                .map(|off| (off.day.as_str(), off.kind))
                .collect::<Vec<_>>(),
            [("2026-11-25", "closure")]
        );
        assert_eq!(
            (azar.before.as_deref(), azar.after.as_deref()),
            (Some("1405-08"), Some("1405-10"))
        );
        assert_eq!(
            asked("1405-13", "2026-11-24"),
            asked("", "2026-11-24"),
            "another month is this one"
        );
    }
}
